from work import merge_streams


def test_order_of_time():
    streams = {"web": [(1, "start"), (5, "stop")], "db": [(2, "ready\n")]}
    assert merge_streams(streams) == ["1 web start", "2 db ready", "5 web stop"]


def test_same_time_in_order_of_containers():
    streams = {"b": [(1, "x")], "a": [(1, "y")]}
    assert merge_streams(streams) == ["1 b x", "1 a y"]


def test_repetitions():
    streams = {"a": [(1, "x"), (2, "x"), (9, "x")], "b": [(5, "x")]}
    assert merge_streams(streams) == ["1 a x", "5 b x", "9 a x", "-- a: 1 repeated"]


def test_width():
    assert merge_streams({"a": [(1, "x")]}, width=4) == ["1 a    x"]


def test_empty():
    assert merge_streams({}) == []
    assert merge_streams({"a": []}) == []
