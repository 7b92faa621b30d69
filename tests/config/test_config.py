"""The settings: their order of precedence, their provenance, and what is said of mistakes."""

from __future__ import annotations

import pytest

from burner.config import Problems, Settings, duration_s, json_schema, load
from burner.errors import UsageError


@pytest.fixture
def project(tmp_path):
    """A folder with a pyproject.toml that sets something."""
    (tmp_path / "pyproject.toml").write_text('[tool.burner]\nseed = 3\nbudget = "2m"\nobjective = "memory"\n')
    return tmp_path


def test_defaults_without_any_file(tmp_path):
    """A project without settings would not work."""
    loaded = load(tmp_path)
    assert (loaded.settings, loaded.files) == (Settings(), ())


def test_precedence(project, burner_home, monkeypatch):
    """A flag would lose against a file."""
    (burner_home / "config.toml").write_text('seed = 1\nequality = "loose"\nmodel = "0.5b"\n')
    monkeypatch.setenv("BURNER_OBJECTIVE", "integral")
    loaded = load(project, {"budget": 5.0})
    settings = loaded.settings
    assert (settings.model, settings.equality, settings.seed) == ("0.5b", "loose", 3)
    assert (settings.objective, settings.budget) == ("integral", 5.0)
    places = {key: loaded.provenance[key].place for key in ("model", "seed", "objective", "budget", "policy")}
    assert list(places.values()) == ["user", "project", "environment", "flag", "default"]


def test_the_nearest_file_with_the_section_counts_alone(project):
    """Settings of an outer project would leak into an inner one, or an unrelated file would hide them."""
    inner = project / "inner" / "deep"
    inner.mkdir(parents=True)
    (project / "inner" / "pyproject.toml").write_text("[tool.other]\nx = 1\n")
    assert load(inner).settings.seed == 3
    (project / "inner" / "pyproject.toml").write_text("[tool.burner]\ncandidates = 2\n")
    assert (load(inner).settings.seed, load(inner).settings.candidates) == (0, 2)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("sed = 3", "unknown key sed; did you mean seed?"),
        ('seed = "x"', "expected a number, not 'x'"),
        ("seed = 1.5", "expected a number, not 1.5"),
        ("seed = true", "expected a number, not True"),
        ("min-speedup = nan", "expected a finite number"),
        ("candidates = 0", "0 is less than 1"),
        ('budget = "soon"', "expected a duration like 60s or 2m"),
        ('policy = "rule"', "did you mean rules?"),
        ("tests = [1]", "expected a list of texts"),
        ("python = 3", "expected a text, not 3"),
        ("seed = ", "is no TOML"),
    ],
)
def test_mistakes_are_said(tmp_path, line, said):
    """A wrong value would be ignored or crash a run."""
    (tmp_path / "pyproject.toml").write_text(f"[tool.burner]\n{line}\n")
    with pytest.raises(UsageError) as caught:
        load(tmp_path)
    assert said in caught.value.message
    assert caught.value.hint


def test_all_mistakes_at_once(tmp_path):
    """The user would correct one mistake per run."""
    (tmp_path / "pyproject.toml").write_text("[tool.burner]\nsed = 3\nseed = 'x'\ncandidates = 3\n")
    problems = Problems(collect=True)
    assert load(tmp_path, problems=problems).settings.candidates == 3
    assert len(problems.found) == 2


def test_a_misspelt_variable_is_said_and_a_foreign_one_is_not(tmp_path, monkeypatch):
    """BURNER_OBJETIVE would do nothing, or another program's variable would stop burner."""
    monkeypatch.setenv("BURNER_SOMETHING_OF_ANOTHER_PROGRAM", "1")
    load(tmp_path)
    monkeypatch.setenv("BURNER_OBJETIVE", "memory")
    with pytest.raises(UsageError, match="BURNER_OBJETIVE; did you mean BURNER_OBJECTIVE"):
        load(tmp_path)


@pytest.mark.parametrize("key", ["remote-url", "remote-model", "remote-key-env"])
def test_where_code_is_sent_is_the_users_alone(tmp_path, burner_home, key):
    """A cloned project could send code and secrets to its own server."""
    (burner_home / "config.toml").write_text(f'{key} = "mine"\n')
    assert getattr(load(tmp_path).settings, key.replace("-", "_")) == "mine"
    (tmp_path / "pyproject.toml").write_text(f'[tool.burner]\n{key} = "theirs"\n')
    with pytest.raises(UsageError, match="can't be set by a project"):
        load(tmp_path)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("90", 90), ("90s", 90), ("1.5m", 90), ("2h", 7200), (3, 3), (".5s", 0.5), ("1d", 86_400), ("250ms", 0.25)],
)
def test_durations(text, expected):
    """--budget would take only one spelling."""
    assert duration_s(text) == expected


@pytest.mark.parametrize("text", ["", "s", "1x", "one", True, "nan", "inf", "1e"])
def test_no_durations(text):
    """Nonsense would become a budget."""
    with pytest.raises(ValueError, match="expected a duration"):
        duration_s(text)


def test_the_schema_knows_every_key():
    """Editors would not complete a setting."""
    properties = json_schema()["properties"]
    assert {"budget", "min-speedup", "tests", "remote-key-env"} <= set(properties)
    assert all(item["description"] for item in properties.values())
