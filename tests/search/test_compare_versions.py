"""Two versions that people wrote, judged by the real engine."""

from __future__ import annotations

from pathlib import Path

import pytest

from burner.errors import UsageError
from burner.search.compare import Other, proposal
from burner.search.optimize import optimize
from burner.search.request import Request
from burner.target import Address, resolve

OLD = '''\
"""Texts."""


def clean(word):
    return word.strip().lower()


def ranked(words):
    """Words by how often they occur, then by name."""
    found = []
    for word in words:
        word = clean(word)
        count = 0
        for other in words:
            if clean(other) == word:
                count += 1
        if (-count, word) not in found:
            found.append((-count, word))
    return [word for _, word in sorted(found)]
'''
NEW = '''\
"""Texts."""

from collections import Counter


def folded(words):
    return Counter(word.strip().lower() for word in words)


def unrelated():
    return 1


def ranked(words):
    counts = folded(words)
    return sorted(counts, key=lambda word: (-counts[word], word))
'''
TESTS = """\
from texts import ranked


def test_ranked():
    assert ranked(["b", " a", "B ", "c"]) == ["b", "a", "c"]


def test_empty():
    assert ranked([]) == []
"""


@pytest.fixture
def texts(tmp_path, monkeypatch):
    """A project with the old version."""
    monkeypatch.chdir(tmp_path)
    Path("pyproject.toml").write_text("")
    Path("texts.py").write_text(OLD)
    Path("test_texts.py").write_text(TESTS)
    return Path("texts.py")


def compared(file, text, **changes):
    """The result document of one comparison."""
    request = Request(f"{file}::ranked", budget_s=60.0, iterations=1, **changes)
    return [*optimize(request, other=Other("new.py", text.encode()))][-1].result


def test_a_faster_version_with_its_own_helper_and_import(texts):
    """A rewrite by hand could not be proved, or its helper and imports would be missing."""
    result = compared(texts, NEW)
    assert result["exit_code"] == 0
    assert result["best"]["speedup"]["low"] > 1.5
    assert result["best"]["origin"]["kind"] == "human"
    assert "def folded" in result["best"]["diff"]
    assert "unrelated" not in result["best"]["diff"]
    assert texts.read_text() == OLD


def test_a_version_that_differs(texts):
    """A regression would be called faster."""
    result = compared(texts, NEW.replace("(-counts[word], word)", "-counts[word]"))
    [judged] = result["candidates"]
    assert (result["exit_code"], judged["verdict"]) == (1, "wrong")
    assert "ranked(" in judged["counter_example"]


def test_the_slower_way_round(texts):
    """The guard asks this way whether the version in the file is slower than the one before."""
    texts.write_text(NEW)
    result = compared(texts, OLD)
    assert result["exit_code"] == 1
    assert result["candidates"][0]["verdict"] in {"worse", "timed_out"}


def test_other_files_that_hold_no_other_version(texts):
    """A typing mistake would end in a traceback."""
    target = resolve(Address(texts.absolute(), "ranked"))
    with pytest.raises(UsageError, match="no function ranked"):
        proposal(target, Other("other.py", b"def other():\n    pass\n"))
    with pytest.raises(UsageError, match="does not parse"):
        proposal(target, Other("other.py", b"def ranked(:\n"))
