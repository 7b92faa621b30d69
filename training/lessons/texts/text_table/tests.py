from datetime import date

import pytest
from work import as_text, text_table


def test_alignment():
    text = text_table(["file", "words"], [["a.txt", 120], ["intro.md", 7]])
    assert text.splitlines() == [
        "file      words",
        "---------------",
        "a.txt       120",
        "intro.md      7",
    ]


def test_values():
    assert as_text(None) == "-"
    assert as_text(2.5) == "2.50"
    assert as_text(date(2024, 3, 1)) == "01.03.2024"


def test_header_only():
    assert text_table(["a", "b"], [], gap=" ") == "a b\n---"


def test_wrong_row():
    with pytest.raises(ValueError, match="row 2 has 1 cells"):
        text_table(["a", "b"], [[1, 2], [3]])
