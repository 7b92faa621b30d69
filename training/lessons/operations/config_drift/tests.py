from work import Host, drift_groups


def test_order_of_packages_does_not_matter():
    hosts = [Host("web-1", ["a", "b"]), Host("web-2", ["b", "a"])]
    assert drift_groups(hosts, "web") == {"pool": "web", "baseline": ["web-1", "web-2"], "drifted": {}}


def test_drift():
    hosts = [Host("web-1", ["a", "c"]), Host("web-2", ["a", "b"]), Host("db-1", ["x"]), Host("web-3", ["b", "a"])]
    result = drift_groups(hosts, "web")
    assert result["baseline"] == ["web-2", "web-3"]
    assert result["drifted"] == {"web-1": ["+c", "-b"]}


def test_package_listed_twice_is_a_difference():
    hosts = [Host("web-1", ["a"]), Host("web-2", ["a", "a"])]
    assert drift_groups(hosts, "web")["drifted"] == {"web-2": []}


def test_empty_pool():
    assert drift_groups([], "web") == {"pool": "web", "baseline": [], "drifted": {}}
