"""`burner compare`: where the other version comes from, and what is printed of the verdict."""

from __future__ import annotations

import pytest


def test_a_file_is_read_and_the_evidence_printed(burner, shop, fake, tmp_path):
    """The verdict on two versions would be guesswork."""
    other = tmp_path / "faster.py"
    other.write_text("def unique(items):\n    return list(dict.fromkeys(items))\n")
    search = fake()
    ran = burner("compare", f"{shop}::unique", "--against", other, search=search)
    assert ran.code == 0
    assert search.other.data == other.read_bytes()
    assert "3.21x faster (95% CI 3.05-3.36)" in ran.out
    assert str(other) in ran.out
    again = burner("compare", f"{shop}::unique", "--against", other, "--json", search=search)
    assert again.json["outcome"] == "improved"


def test_not_faster_ends_with_1_and_the_verdict(burner, shop, fake):
    """A script could not act on the verdict."""
    ran = burner("compare", f"{shop}::unique", "--against", shop, search=fake("unchanged"))
    assert ran.code == 1
    assert "is not verified to be equal and faster" in ran.out


def test_a_git_revision(burner, shop, fake):
    """The version before the last commit could not be named."""
    git = pytest.importorskip("git", reason="the extra `git` is not installed")
    with git.Repo.init(".") as repo:
        repo.index.add([str(shop)])
        repo.index.commit("first", skip_hooks=True)
        old = shop.read_bytes()
        shop.write_text(shop.read_text().replace("seen = []", "seen = list()"))
        search = fake()
        assert burner("compare", f"{shop}::unique", "--against", "HEAD", search=search).code == 0
    assert search.other.data == old


@pytest.mark.parametrize("against", ["nowhere.py", "no-such-revision"])
def test_neither_file_nor_revision(burner, shop, against):
    """A typing mistake would end in a traceback."""
    ran = burner("compare", f"{shop}::unique", "--against", against)
    assert ran.code == 2
    assert ran.err.startswith("error: ")
    assert "hint: " in ran.err
