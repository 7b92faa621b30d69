from work import slugify, table_of_contents


def test_levels_and_anchors():
    page = "# Getting started\ntext\n## Install it!\n"
    assert table_of_contents(page) == ["- [Getting started](#getting-started)", "  - [Install it!](#install-it)"]


def test_repeated_titles_get_numbers():
    page = "# A\n# A\n# A-1\n# A"
    assert [e.split("#")[1] for e in table_of_contents(page)] == ["a)", "a-1)", "a-1-1)", "a-2)"]


def test_code_blocks_are_skipped():
    assert table_of_contents("```\n# not me\n```\n# me") == ["- [me](#me)"]


def test_max_level_still_reserves_anchor():
    assert table_of_contents("## Notes\n# Notes", max_level=1) == ["- [Notes](#notes-1)"]


def test_slug_of_symbols():
    assert slugify("???") == "section"
