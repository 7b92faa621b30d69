import pytest

from work import Host, route_alerts

INVENTORY = [
    Host("db1", "storage", "fra", decommissioned=True),
    Host("db1", "data", "ams"),
    Host("web1", "edge", "fra"),
]


def test_skips_decommissioned_host():
    routed, unknown = route_alerts([{"host": "db1", "message": "disk full"}], INVENTORY)
    assert routed == [{"severity": "info", "channel": "#data-alerts", "text": "[ams] db1: disk full"}]
    assert unknown == []


def test_unknown_host_goes_to_default_team():
    routed, unknown = route_alerts([{"host": "zz", "message": "x"}], INVENTORY, "noc")
    assert routed[0]["channel"] == "#noc-alerts"
    assert unknown == ["zz"]


def test_severest_first_and_stable():
    alerts = [
        {"host": "web1", "message": "a", "severity": "info"},
        {"host": "web1", "message": "b", "severity": "page"},
        {"host": "web1", "message": "c"},
    ]
    routed, _ = route_alerts(alerts, INVENTORY)
    assert [r["text"][-1] for r in routed] == ["b", "a", "c"]


def test_bad_severity():
    with pytest.raises(ValueError):
        route_alerts([{"host": "web1", "message": "a", "severity": "loud"}], INVENTORY)
