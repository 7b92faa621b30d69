"""One test for each row of the table of exit codes."""

from __future__ import annotations

import errno

import pytest

from burner.errors import BudgetError, BurnerError, TargetError, UnavailableError, UsageError
from burner.home import home
from burner.report.exit_codes import ExitCode, exit_code_for


def test_0_a_better_version(burner, shop):
    """Scripts could not tell that there is something to apply."""
    assert burner("optimize", f"{shop}::unique").code == 0


def test_1_nothing_better(burner, shop, fake):
    """Scripts would take "nothing faster" for a success or a failure."""
    assert burner("optimize", f"{shop}::unique", search=fake("unchanged")).code == 1


@pytest.mark.usefixtures("shop")
@pytest.mark.parametrize(
    "arguments",
    [
        ("optimize",),
        ("optimize", "shop.py::unique", "--no-such-option"),
        ("optimize", "shop.py::unique", "--budget", "soon"),
        ("optimize", "shop.py::unique", "--policy", "magic"),
        ("optimize", "shop.py::unique", "--json", "--events"),
        ("optimize", "shop.py::unique", "--resume", "last"),
        ("optimize", "--resume", "nothing"),
        ("optimize", "nowhere.py::unique"),
        ("frobnicate",),
        ("history", "show", "nothing"),
        ("undo",),
        (),
        ("doctor", "--", "python", "run.py"),
    ],
)
def test_2_usage(burner, arguments):
    """A typing error would look like a result."""
    ran = burner(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err


def test_2_configuration(burner, shop):
    """A misspelt setting would be ignored silently."""
    shop.with_name("pyproject.toml").write_text('[tool.burner]\nobjectiv = "time"\n')
    ran = burner("optimize", f"{shop}::unique")
    assert ran.code == 2
    assert "did you mean objective?" in ran.err


@pytest.mark.parametrize(
    ("kind", "code"), [(TargetError, 3), (BudgetError, 4), (UnavailableError, 5), (BurnerError, 5), (UsageError, 2)]
)
def test_3_4_5_the_search_can_not_go_on(burner, shop, fake, failure, kind, code):
    """A failing target, a spent budget and a missing part would need the same reaction."""
    ran = burner("optimize", f"{shop}::unique", search=fake(failure(kind)))
    assert (ran.code, ran.out) == (code, "")
    assert "error: it does not work\nhint: do something else\n" in ran.err


@pytest.mark.parametrize("error", [MemoryError(), OSError(errno.ENOSPC, "No space left on device", "/x")])
def test_5_no_room(burner, shop, fake, error):
    """A full disk or too little memory would be called a bug of burner."""
    ran = burner("optimize", f"{shop}::unique", search=fake(error))
    assert (ran.code, ran.out) == (5, "")
    assert "hint:" in ran.err


def test_70_a_bug(burner, shop, fake):
    """A bug of burner would throw a traceback at the user, or leave nothing to report."""
    ran = burner("optimize", f"{shop}::unique", search=fake(ZeroDivisionError("oh")))
    (log,) = (home() / "logs").iterdir()
    assert (ran.code, ran.out) == (70, "")
    assert str(log) in ran.err
    assert "Traceback" not in ran.err
    assert "ZeroDivisionError: oh" in log.read_text()


def test_130_interrupted(burner, shop, fake):
    """Ctrl-C would lose the run, or not say how to go on with it."""
    search = fake(KeyboardInterrupt())
    ran = burner("optimize", f"{shop}::unique", search=search)
    assert (ran.code, ran.out) == (130, "")
    assert "resume with: burner optimize --resume 0001run1" in ran.err
    assert search.closed


def test_the_mapping_is_complete():
    """An error class without a row would be reported as a bug."""
    assert {exit_code_for(kind("")) for kind in BurnerError.__subclasses__()} == {2, 3, 4, 5}
    assert exit_code_for(ValueError()) is ExitCode.BUG


def test_several_targets_report_the_gravest(burner, shop):
    """One failing target of several would go unnoticed."""
    ran = burner("optimize", f"{shop}::unique", "nowhere.py::f", "--json")
    assert ran.code == 2
    assert [document["outcome"] for document in ran.json] == ["improved", "failed"]
