import pytest

from work import Directory

GROUPS = {
    "ops": ["ann", "@dba", "bob"],
    "dba": ["cy", "ann", "@ops", "@gone"],
    "empty": [],
}


def test_nested_with_cycle():
    assert Directory(GROUPS).members("ops") == ["ann", "bob", "cy"]
    assert Directory(GROUPS).members("dba") == ["cy", "ann", "bob"]


def test_disabled_users_are_left_out():
    assert Directory(GROUPS, ["ann"]).members("ops") == ["bob", "cy"]


def test_empty_group():
    assert Directory(GROUPS).members("empty") == []


def test_unknown_group():
    with pytest.raises(KeyError):
        Directory(GROUPS).members("nope")
