from work import Track, merge_playlists, recording_key


def test_same_recording_only_once():
    a = Track("Nina Simone", "Sinnerman", 620)
    b = Track("nina simone ", "Sinnerman (Remastered 2009)", 618)
    result = merge_playlists({"jazz": [a], "soul": [b]})
    assert result["tracks"] == [a]
    assert result["duplicates"] == 1
    assert result["from"] == {"jazz": 1}


def test_length_limit_skips_long_tracks():
    tracks = [Track("A", "one", 100), Track("A", "two", 300), Track("A", "three", 50)]
    result = merge_playlists({"p": tracks}, max_seconds=160)
    assert [t.title for t in result["tracks"]] == ["one", "three"]
    assert result["length"] == "2:30"


def test_key_keeps_other_brackets():
    assert recording_key(Track("X", "Song (Part 2)", 1)) == ("x", "song (part 2)")


def test_nothing():
    assert merge_playlists({}) == {"tracks": [], "from": {}, "duplicates": 0, "length": "0:00"}
