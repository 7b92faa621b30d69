from work import fill_slot, to_seconds


def library(*lengths):
    return [{"title": f"t{i}", "length": x, "artist": "a"} for i, x in enumerate(lengths)]


def test_first_pair():
    tracks = library("3:00", "2:00", "2:30", "1:30", "2:00")
    assert fill_slot(tracks, "4:00") == {"tracks": ["t1", "t4"], "same_artist": True, "candidates": 5}


def test_a_track_is_not_used_twice():
    assert fill_slot(library("2:00", "3:10"), "4:00") is None


def test_explicit_tracks():
    tracks = library("2:00", "1:00")
    tracks[1]["explicit"] = True
    assert fill_slot(tracks, "3:00") is None
    assert fill_slot(tracks, "3:00", explicit_ok=True)["candidates"] == 2


def test_empty_library():
    assert fill_slot([], "5:00") is None


def test_to_seconds():
    assert to_seconds("3:05") == 185
