from work import check_overrides

DEFAULTS = {
    "listen": [{"port": 80}, {"port": 443}],
    "upstreams": ["10.0.0.1"],
    "log_level": "info",
    "limits": {"soft": 10, "hard": 20},
}


def test_fine():
    assert check_overrides(DEFAULTS, {"a": {}, "b": {"log_level": "debug"}}) == []


def test_problems_are_sorted():
    found = check_overrides(DEFAULTS, {"b": {"log_level": "loud"}, "a": {"upstreams": [], "colour": 1}})
    assert found == ["a: unknown option colour", "a: upstreams is missing", "b: bad log level loud"]


def test_ports_and_limits():
    found = check_overrides(DEFAULTS, {"a": {"listen": [{"port": 1}, {"port": 1}], "limits": {"soft": 5, "hard": 1}}})
    assert found == ["a: port used twice", "a: soft limit above hard limit"]


def test_defaults_do_not_change():
    before = repr(DEFAULTS)
    check_overrides(DEFAULTS, {"a": {"listen": [], "limits": {}}})
    assert repr(DEFAULTS) == before
