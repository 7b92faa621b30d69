"""`burner check`, `baseline` and `rule` as users and hooks meet them."""

from __future__ import annotations

import json
import math
import subprocess
import sys
from pathlib import Path

import pytest

from burner.check.bench.inputs import INPUTS
from burner.check.pages import index, page
from burner.policy.protocol import Brief
from burner.rules import RULES

SLOW = """\
import re


def unique(items):
    seen = []
    total = 0
    for item in items:
        if item in seen:
            total += 1
        else:
            seen.append(item)
    return seen, total


def digits(lines):
    return [line for line in lines if re.match(r"\\d+;", line)]
"""
CLEAN = "def double(xs):\n    return [x * 2 for x in xs]\n"


@pytest.fixture
def slow():
    """A file with two findings, one of them certain."""
    file = Path("slow.py")
    file.write_text(SLOW)
    return file


def test_findings_are_shown_with_place_cost_and_command(burner, slow):
    """The user would see that something is wrong, but not where, why, or what to do."""
    ran = burner("check", slow)
    assert ran.code == 1
    assert ran.out.splitlines()[:6] == [
        "slow.py:8:12: BRN102 membership-in-growing-list",
        "      8 |         if item in seen:",
        "        |            ^^^^^^^^^^^^",
        "  cost     each test walks all that was kept so far: quadratic in what is kept",
        "  rewrite  keep a set beside seen and look up there",
        "  prove    burner optimize slow.py::unique --policy rules --apply",
    ]
    assert ran.err.splitlines()[-1] == "2 findings in 1 file; 1 can be put right with --fix"


@pytest.mark.parametrize(("text", "code"), [(SLOW, 1), (CLEAN, 0), ("def f(:\n", 3), ("x = 1  # burner: ignore\n", 1)])
def test_exit_codes_of_a_check(burner, text, code):
    """A hook would stop clean commits, or let slow or broken code pass."""
    Path("a.py").write_text(text)
    assert burner("check", "-q").code == code


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("check", "nowhere.py"), "there is no file or folder nowhere.py"),
        (("check", "--select", "BRN1O2"), "did you mean BRN102?"),
        (("check", "--select", "BRN152"), "not reported"),
        (("check", "--baseline", "none.json"), "can't be read"),
        (("rule", "BRN1O2"), "did you mean BRN102?"),
        (("rule", "bench", "nothing"), "there is no rule nothing"),
        (("rule", "bench", "--python", "no-python"), "no Python that runs"),
        (("baseline", "show"), "there is no .burner-baseline.json"),
        (("baseline", "prune"), "there is no .burner-baseline.json"),
    ],
)
def test_mistakes_are_said_with_what_to_do(burner, arguments, said):
    """A typing error would pass for a clean check."""
    ran = burner(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert "hint:" in ran.err


@pytest.mark.usefixtures("slow")
def test_the_project_decides_which_rules_count(burner):
    """Settings of pyproject.toml would not reach the hook."""
    Path("pyproject.toml").write_text(
        '[tool.burner]\nignore = ["BRN102"]\n[tool.burner.per-file-ignores]\n"gen/*" = ["BRN"]\n'
    )
    Path("gen").mkdir()
    Path("gen/slow.py").write_text(SLOW)
    ran = burner("check", "--format", "json", "-q")
    assert [(item["path"], item["rule"]) for item in ran.json["findings"]] == [("slow.py", "BRN831")]
    assert [item["rule"] for item in burner("check", "--ignore", "BRN831", "--format", "json").json["findings"]] == [
        "BRN102"
    ]


def test_the_nearest_project_counts_for_each_file(burner, slow):
    """In a repository of several projects, one would rule the others."""
    for name, ignored in (("one", "BRN102"), ("two", "BRN831")):
        Path(name).mkdir()
        Path(name, "pyproject.toml").write_text(f'[tool.burner]\nignore = ["{ignored}"]\n')
        Path(name, "a.py").write_text(slow.read_text())
    found = burner("check", "one", "two", "--format", "json").json["findings"]
    assert [(item["path"], item["rule"]) for item in found] == [("one/a.py", "BRN831"), ("two/a.py", "BRN102")]


def test_fix_rewrites_what_is_certain_and_undo_takes_it_back(burner, slow):
    """--fix would change what a program does, or could not be taken back."""
    ran = burner("check", "--fix", slow, "--format", "concise")
    assert "pattern.match(line)" in slow.read_text()
    assert "if item in seen:" in slow.read_text()
    assert [line.split()[1] for line in ran.out.splitlines()] == ["BRN102"]
    assert "1 fixed; take it back with: burner undo" in ran.err
    assert burner("undo").code == 0
    assert slow.read_text() == SLOW


def test_prove_reports_only_what_was_measured_faster(burner, slow, fake):
    """A proof would report guesses, or judge another rewrite than the one that was found."""
    search = fake("improved")
    ran = burner("check", "--prove", slow, "--format", "json", search=search)
    assert [request.target for request in search.requests] == ["slow.py::unique", "slow.py::digits"]
    assert search.other.name == "BRN831"
    (policy,) = search.other.policies(None)
    (proposal,) = policy.propose(Brief(slow.read_text(), "digits"), (), 1, math.inf)
    assert "pattern.match(line)" in proposal.functions["digits"]
    assert len(ran.json["findings"]) == 2
    assert "measured 3.21x faster" in ran.json["findings"][0]["message"]
    ran = burner("check", "--prove", slow, search=fake("unchanged", run="0002run"))
    assert (ran.code, ran.out) == (0, "")
    assert "no difference" in ran.err
    assert "measured faster: 0 of 2" in ran.err


def test_a_baseline_silences_what_there_is_and_nothing_new(burner, slow):
    """An old project could not begin to use the hook."""
    assert burner("baseline", "write").code == 0
    assert "2 findings accepted" in burner("baseline", "write").err
    assert burner("check").code == 0
    assert "slow.py::unique  BRN102" in burner("baseline", "show").out
    assert burner("check", "--baseline", "none").code == 1
    slow.write_text(SLOW.replace("total += 1", "total += 2"))
    assert [line.split()[1] for line in burner("check", "--format", "concise").out.splitlines()] == ["BRN102"]
    assert "1 finding forgotten, 1 left" in burner("baseline", "prune").err


def test_a_baseline_of_a_newer_burner_is_neither_read_nor_overwritten(burner, slow):
    """An old burner would lose what a newer one accepted."""
    file = Path(".burner-baseline.json")
    file.write_text('{"version": 99}')
    for arguments in (("check", slow), ("baseline", "write"), ("baseline", "show"), ("baseline", "prune")):
        ran = burner(*arguments)
        assert ran.code == 2
        assert "newer burner" in ran.err
    assert file.read_text() == '{"version": 99}'


def test_notebooks_are_left_out_with_a_word(burner):
    """The user would think that they are checked."""
    Path("n.ipynb").write_text("{}")
    Path("a.py").write_text(CLEAN)
    ran = burner("check")
    assert ran.code == 0
    assert "notebooks are not checked: n.ipynb" in ran.err


@pytest.mark.parametrize("form", ["concise", "json", "github", "gitlab", "sarif"])
def test_formats_are_the_result_and_nothing_else(burner, slow, form):
    """Programs would meet notes between the lines they read."""
    ran = burner("check", slow, "--format", form)
    assert ran.code == 1
    assert "BRN102" in ran.out
    if form in {"json", "gitlab", "sarif"}:
        json.loads(ran.out)


def test_a_clean_check_never_imports_the_rules(tmp_path):
    """Every commit would wait for modules that it does not need."""
    (tmp_path / "a.py").write_text(CLEAN)
    code = "import sys; from burner.cli.main import main; main(['check', '-q']); print(sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    loaded = done.stdout
    assert "burner.check.scan" in loaded
    for name in ("burner.rules.catalogue", "burner.rules.view", "burner.search", "hypothesis", "burner.history"):
        assert f"'{name}'" not in loaded


def test_a_rule_is_shown_by_id_and_by_name(burner):
    """The page of a finding could not be found."""
    assert burner("rule", "brn102").out == burner("rule", "membership-in-growing-list").out
    assert "## Equal when" in burner("rule", "BRN102").out


def test_all_rules_are_listed(burner):
    """Rules that burner tries could not be read about."""
    assert [line.split()[0] for line in burner("rule").out.splitlines()] == sorted(rule.card.id for rule in RULES)
    assert len(burner("rule", "--json").json) == len(RULES)


def test_the_pages_in_the_documentation_are_those_of_the_rules(root):
    """The documentation would describe rules that burner no longer has."""
    folder = root / "docs" / "rules"
    cards = [rule.card for rule in RULES]
    pages = {f"{card.id}.md": page(card) for card in cards} | {"README.md": index(cards)}
    stale = [
        name
        for name, text in pages.items()
        if not (folder / name).is_file() or (folder / name).read_text("utf-8") != text
    ]
    assert not stale, "run: burner rule docs docs/rules"
    assert {path.name for path in folder.iterdir()} == set(pages)


def test_every_rule_can_be_measured():
    """`burner rule bench` would leave rules out without a word."""
    assert set(INPUTS) == {rule.card.id for rule in RULES}


def test_a_rule_is_measured_here_and_its_figure_kept(burner):
    """The figures on a rule's page could not be made again."""
    ran = burner("rule", "bench", "BRN106", "--rounds", "3", "--save", "gains.json")
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    assert ran.out.split()[:2] == [version, "BRN106"]
    kept = json.loads(Path("gains.json").read_text())["pythons"][version]["rules"]["BRN106"]
    assert kept["low"] <= kept["ratio"] <= kept["high"]
    assert kept["ratio"] > 3
