"""`burner guard`: what is printed, what CI is told, and how it ends, for everything that can become of a function."""

from __future__ import annotations

from pathlib import Path

import jsonschema
import pytest

from burner.check.guard import run as room
from burner.check.guard.document import schema
from burner.check.guard.run import Checked
from burner.measure.statistics import Speedup
from burner.policy.protocol import Growth
from burner.search.versus import Behaviour, Versus

git = pytest.importorskip("git", reason="the extra `git` is not installed")

OLD = "def f(xs):\n    return sum(xs)\n\n\ndef g(xs):\n    return len(xs)\n"
NEW = OLD.replace("sum(xs)", "sum(xs, 0)").replace("len(xs)", "len(xs) + 0")
EXAMPLE = "f([1]): the original gives 1,\nthis version 2"


@pytest.fixture(autouse=True)
def _own_git(monkeypatch, tmp_path_factory):
    """Keep the developer's git configuration, and the hook that runs these tests, out of them."""
    config = tmp_path_factory.mktemp("git") / "config"
    config.write_text("[user]\n\tname = A\n\temail = a@example.org\n[init]\n\tdefaultBranch = main\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(config))
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "PRE_COMMIT_FROM_REF", "PRE_COMMIT_TO_REF", "GITHUB_STEP_SUMMARY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def changed():
    """A repository in which two functions changed since the last commit."""
    with git.Repo.init(".") as repo:
        Path("shop.py").write_text(OLD)
        repo.git.add("--all")
        repo.git.commit("--quiet", "--message", "one")
        Path("shop.py").write_text(NEW)
        yield repo


def measured(status: str, ratio: float, differing: int = 0) -> dict:
    """What a comparison found."""
    found = Versus(
        decided=status,
        speedup=Speedup(ratio, ratio * 0.97, ratio * 1.03, 0.95, "cpu", 6),
        inputs="len(xs) = 1,000",
        old_s=0.001,
        new_s=0.001 / ratio,
        behaviour=Behaviour(14, 14, differing, EXAMPLE if differing else None),
        before=Growth("len(xs)", 1.0, 0.9, 1.1, "n"),
        after=Growth("len(xs)", 2.0, 1.9, 2.1, "n^2"),
        spread=0.02,
    )
    return {"status": status, "versus": found}


@pytest.fixture
def becomes(monkeypatch):
    """Say what is to become of each function, in order."""

    def play(*outcomes):
        def guard(_changes, functions, settings):
            play.settings = settings
            yield from (Checked(item, **fields) for item, fields in zip(functions, outcomes, strict=True))

        monkeypatch.setattr(room, "guard", guard)
        return play

    return play


@pytest.mark.usefixtures("changed")
@pytest.mark.parametrize(
    ("first", "second", "code", "last"),
    [
        (measured("slower", 0.5), measured("faster", 2.0), 1, "1 of 2 changed functions became slower since"),
        (measured("grows_worse", 0.98), measured("no_slowdown", 1.0), 1, "1 of 2 changed functions became slower"),
        (measured("undecided", 0.9), measured("no_slowdown", 1.0), 0, "no slowdown found in 2 of 2 changed functions"),
        (measured("faster", 2.0), {"status": "failed", "reason": "r"}, 0, "no slowdown found in 1 of 2"),
        ({"status": "unreached", "reason": "r"}, {"status": "incomparable", "reason": "r"}, 0, "none of 2 changed"),
        ({"status": "unreached", "reason": "r"}, {"status": "failed", "reason": "r"}, 3, "none of 2 changed"),
        ({"status": "unreached", "reason": "r"}, {"status": "out_of_time", "reason": "r"}, 4, "none of 2 changed"),
    ],
)
def test_every_outcome(burner, becomes, first, second, code, last):
    """A hook would stop what is right, or let a slowdown through."""
    becomes(first, second)
    ran = burner("guard")
    assert ran.code == code
    assert last in ran.out.splitlines()[-1]
    assert "comparing 2 changed functions with" in ran.err
    told = burner("guard", "--json")
    jsonschema.validate(told.json, schema())
    assert (told.code, told.json["exit_code"]) == (code, code)
    assert [item["status"] for item in told.json["functions"]] == [first["status"], second["status"]]


def test_what_is_said_of_a_slower_function(burner, changed, becomes):
    """The user would not know how much slower, on what, nor that it behaves differently."""
    becomes(measured("slower", 0.5, differing=3), {"status": "unreached", "reason": "2 tests ran, but none reaches g"})
    out = burner("guard").out
    assert "shop.py:1: f: 2.00x slower (95% CI 1.94-2.06) on len(xs) = 1,000: 1.00 ms -> 2.00 ms" in out
    assert "growth    n^1.0 -> n^2.0 in len(xs)" in out
    assert "behaviour differs on 3 of 14 recorded calls, as in f([1]): the original gives 1, this version 2" in out
    assert f"burner compare shop.py::f --against {changed.head.commit.hexsha[:10]}" in out
    assert "shop.py:5: g: not compared, no test reaches it: 2 tests ran, but none reaches g" in out
    quiet = burner("guard", "--quiet")
    assert " g: " not in quiet.out
    assert quiet.err == ""


@pytest.mark.usefixtures("changed")
def test_github_annotations_and_summary(burner, becomes, monkeypatch):
    """The pull request would show nothing at the lines that became slower."""
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "summary.md")
    becomes(measured("slower", 0.5, differing=3), {"status": "unreached", "reason": "a|b"})
    ran = burner("guard", "--github")
    rows = [line for line in ran.out.splitlines() if line.startswith("::")]
    assert rows[0].startswith("::error file=shop.py,line=1,endLine=2,title=burner guard::f: 2.00x slower (95%25 CI")
    assert "%0Abehaviour differs on 3" in rows[0]
    assert rows[1] == "::notice title=burner guard::1 changed function was not compared: shop.py::g"
    summary = Path("summary.md").read_text()
    assert summary.startswith("### burner guard: 1 of 2 changed functions became slower since")
    assert "| `shop.py::f` | 2.00x slower" in summary
    assert "a\\|b" in summary


@pytest.mark.usefixtures("changed")
def test_options_and_settings_reach_the_guard(burner, becomes):
    """A project could not say what it lets pass."""
    Path("pyproject.toml").write_text('[tool.burner]\nmax-slowdown = 1.5\ntests = ["test_a.py"]\n')
    play = becomes(measured("faster", 2.0), measured("faster", 2.0))
    burner("guard", "--budget", "2m", "--seed", 3)
    settings = play.settings
    assert (settings.max_slowdown, settings.tests, settings.budget_s, settings.seed) == (1.5, ("test_a.py",), 120, 3)


def test_pre_commit_says_what_is_pushed(burner, changed, becomes, monkeypatch):
    """A push would be compared with something else than what is there already."""
    changed.git.commit("--all", "--quiet", "--message", "two")
    monkeypatch.setenv("PRE_COMMIT_FROM_REF", changed.git.rev_parse("HEAD~1"))
    monkeypatch.setenv("PRE_COMMIT_TO_REF", changed.git.rev_parse("HEAD"))
    becomes(measured("faster", 2.0), measured("faster", 2.0))
    assert burner("guard").code == 0


def test_nothing_changed(burner, changed):
    """A commit of other files would be stopped, or cost seconds."""
    changed.git.checkout("--quiet", "shop.py")
    ran = burner("guard")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("no function changed since")
    jsonschema.validate(burner("guard", "--json").json, schema())


def test_no_commit_yet(burner):
    """The first commit of a project would be stopped."""
    git.Repo.init(".").close()
    ran = burner("guard")
    assert (ran.code, ran.out) == (0, "nothing to compare with: there is no commit yet\n")
    jsonschema.validate(burner("guard", "--json").json, schema())


def test_no_repository(burner):
    """The user would read a traceback."""
    ran = burner("guard")
    assert ran.code == 2
    assert "in no git repository" in ran.err


@pytest.mark.usefixtures("changed")
def test_a_file_that_does_not_parse(burner):
    """A broken file would be taken for one in which nothing changed."""
    Path("shop.py").write_text("def f(:\n")
    ran = burner("guard", "--github")
    assert ran.code == 3
    assert "warning: shop.py: line 1 does not parse" in ran.err
    assert "::error file=shop.py,title=burner guard::line 1 does not parse" in ran.out
    jsonschema.validate(burner("guard", "--json").json, schema())
