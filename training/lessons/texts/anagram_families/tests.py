from work import anagram_families


def test_groups():
    report = anagram_families(["listen", "Google", "silent", "enlist", "tea", "eat"])
    assert [row["words"] for row in report] == [["listen", "silent", "enlist"], ["tea", "eat"]]
    assert report[1]["letters"] == "aet"


def test_short_and_odd_words_are_ignored():
    assert anagram_families(["on", "no", "it's", "sit's"]) == []


def test_repeats_do_not_count():
    assert anagram_families(["dog", "DOG", "dog "]) == []


def test_min_size_one():
    assert anagram_families(["dog"], min_size=1) == [{"letters": "dgo", "words": ["dog"], "length": 3}]
