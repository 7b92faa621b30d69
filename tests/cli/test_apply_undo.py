"""--apply changes the file as a whole or not at all, and `burner undo` takes it back."""

from __future__ import annotations

import pytest

from burner.home import home


def test_apply_then_undo(burner, shop):
    """The better version would have to be copied by hand, or could not be taken back."""
    before = shop.read_bytes()
    ran = burner("optimize", f"{shop}::unique", "--apply")
    assert "dict.fromkeys" in shop.read_text()
    assert "take it back with: burner undo 0001run1" in ran.err
    assert "apply it with" not in ran.out
    assert burner("undo").code == 0
    assert shop.read_bytes() == before
    assert burner("undo").code == 2


@pytest.mark.parametrize("text", ["{}", "\ufeff{}", "# -*- coding: latin-1 -*-\n# caf\xe9\n{}"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_every_other_byte_stays(burner, shop, fake, text, newline):
    """Applying would rewrite line endings, the byte order mark or the encoding of the whole file."""
    encoding = "latin-1" if "latin-1" in text else "utf-8"

    def bytes_of(function):
        return text.format(function).replace("\n", newline).encode(encoding)

    old = shop.read_text()
    new = old.replace("seen = []", "seen = list()")
    shop.write_bytes(bytes_of(old))
    assert burner("optimize", f"{shop}::unique", "--apply", search=fake(fast=bytes_of(new))).code == 0
    assert shop.read_bytes() == bytes_of(new)
    assert burner("undo").code == 0
    assert shop.read_bytes() == bytes_of(old)


def test_a_file_that_changed_meanwhile_is_left_alone(burner, shop, fake):
    """What the user typed while burner ran would be lost."""

    def edit(event):
        if event.type == "best_changed":
            shop.write_text(shop.read_text() + "# mine\n")

    ran = burner("optimize", f"{shop}::unique", "--apply", search=fake(on_event=edit))
    assert ran.code == 3
    assert "changed while burner ran" in ran.err
    assert shop.read_text().endswith("# mine\n")
    assert "seen = []" in shop.read_text()
    assert not list((home() / "undo").glob("*"))


def test_undo_never_overwrites_work(burner, shop):
    """Edits made after --apply would be lost."""
    burner("optimize", f"{shop}::unique", "--apply")
    shop.write_text(shop.read_text() + "# mine\n")
    ran = burner("undo", "0001run1")
    assert ran.code == 3
    assert shop.read_text().endswith("# mine\n")
    (kept,) = (home() / "undo").iterdir()
    assert str(kept) in ran.err


def test_nothing_better_writes_nothing(burner, shop, fake):
    """A file would get a new time stamp for nothing."""
    before = shop.stat().st_mtime_ns
    assert burner("optimize", f"{shop}::unique", "--apply", search=fake("unchanged")).code == 1
    assert shop.stat().st_mtime_ns == before


def test_weak_evidence_is_asked_about(burner, shop, fake, monkeypatch):
    """Code that was hardly checked would be written without a word."""
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("click.confirm", lambda *_, **__: False)
    burner("optimize", f"{shop}::unique", "--apply", search=fake(strength="weak"))
    assert "seen = []" in shop.read_text()
    burner("optimize", f"{shop}::unique", "--apply", "-y", search=fake(strength="weak", run="0002"))
    assert "dict.fromkeys" in shop.read_text()


def test_a_diff_of_another_text_is_refused(shop):
    """A diff would be applied at the wrong place."""
    from burner.errors import TargetError
    from burner.target import read_source
    from burner.target.patch import patched

    with pytest.raises(TargetError):
        patched(read_source(shop), "--- a/x\n+++ b/x\n@@ -1,1 +1,1 @@\n-def other(items):\n+def mine(items):\n")
