import pytest

from work import load_settings, parse_value


def test_sections_and_types():
    text = 'debug = yes\n[http]\nport = 8080\n# comment\nhost = "localhost"\n'
    assert load_settings(text) == {"debug": True, "http.port": 8080, "http.host": "localhost"}


def test_defaults_are_kept_and_not_changed():
    defaults = {"a": 1, "b": 2}
    assert load_settings("a = 5", defaults) == {"a": 5, "b": 2}
    assert defaults == {"a": 1, "b": 2}


def test_missing_equals():
    with pytest.raises(ValueError, match="line 2"):
        load_settings("a = 1\nnonsense")


def test_open_section():
    with pytest.raises(ValueError, match="section not closed"):
        load_settings("[http")


def test_empty():
    assert load_settings("") == {}
    assert parse_value("OFF") is False
