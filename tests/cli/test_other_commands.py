"""Every other command: what it prints, and that JSON is JSON."""

from __future__ import annotations

import json

import jsonschema
import pytest

from burner.cli.checks import all_checks
from burner.errors import BudgetError
from burner.report.document import schema


@pytest.fixture
def two_runs(burner, shop, fake):
    """A history with an improved and an interrupted run."""
    burner("optimize", f"{shop}::unique")
    burner("optimize", f"{shop}::other", search=fake(KeyboardInterrupt(), run="0002run"))


@pytest.mark.usefixtures("two_runs")
def test_history_list(burner):
    """Earlier runs could not be found again."""
    newest, oldest = burner("history", "list").out.splitlines()
    assert newest.startswith("0002run1")
    assert "shop.py::other" in newest
    assert "unfinished" in newest
    assert oldest.endswith("3.21x faster")
    rows = burner("history", "list", "--json", "--limit", 1).json
    assert [row["id"] for row in rows] == ["0002run1"]


@pytest.mark.usefixtures("two_runs")
def test_history_show_and_export(burner):
    """The evidence of an earlier run would be lost."""
    shown = burner("history", "show", "0001").out
    assert "3.21x faster (95% CI 3.05-3.36)" in shown
    assert "+    return list(dict.fromkeys(items))" in shown
    assert "burner optimize --resume 0002run1" in burner("history", "show").out
    assert burner("history", "show", "0001", "--json").json["result"]["outcome"] == "improved"
    exported = [json.loads(line) for line in burner("history", "export").out.splitlines()]
    assert [run["id"] for run in exported] == ["0002run1", "0001run1"]
    assert exported[1]["events"][0]["type"] == "run_started"
    assert burner("history", "export", "0001").json == exported[1]


@pytest.mark.usefixtures("two_runs")
def test_history_prune(burner):
    """The history would grow for ever, or go by mistake."""
    assert burner("history", "prune").code == 2
    assert burner("history", "prune", "--older-than", "1d").err == "there is nothing to delete\n"
    tried = burner("history", "prune", "--keep", 1, "--dry-run")
    assert (tried.out[:8], tried.err) == ("0001run1", "would delete 1 run\n")
    assert burner("history", "prune", "--keep", 1).err == "1 run deleted\n"
    assert len(burner("history", "list").out.splitlines()) == 1


@pytest.mark.usefixtures("two_runs")
def test_history_delete(burner):
    """A run that holds a secret could not be taken out alone, or a wrong id would take another one."""
    assert burner("history", "delete", "0003").code == 2
    assert burner("history", "delete", "0002", "-y").err == "1 run deleted\n"
    assert burner("history", "list").out.startswith("0001run1")


@pytest.mark.usefixtures("two_runs")
def test_history_filters(burner):
    """The one run that is looked for would be lost among the others."""
    assert burner("history", "list", "--outcome", "unfinished").out.startswith("0002run1")
    assert burner("history", "list", "--target", "unique", "--since", "1h").out.startswith("0001run1")
    assert burner("history", "list", "--outcome", "failed").err == "no run is like that\n"


@pytest.mark.usefixtures("two_runs")
def test_report(burner):
    """A killed run could not be reported, or a report would be no valid document."""
    assert burner("report", "0001").out.startswith("### burner: `shop.py::unique`\n")
    for run in ("0001", "0002"):
        jsonschema.validate(burner("report", run, "--format", "json").json, schema())


@pytest.mark.usefixtures("two_runs")
def test_report_as_a_page(burner, shop, fake, failure, tmp_path):
    """The page of a run could not be made, or the same run would read otherwise a day later."""
    assert burner("report", "0001", "-o", "old.html").err == "report written to old.html\n"
    ran = burner("optimize", f"{shop}::unique", "--report", "new.html", search=fake(run="0003run"))
    assert (ran.code, "report written to new.html" in ran.err) == (0, True)
    for name in ("old.html", "new.html"):
        page = (tmp_path / name).read_text()
        assert page.startswith("<!DOCTYPE html>")
        assert "<strong>3.21x</strong> faster" in page
        assert "burner optimize shop.py::unique --seed 0" in page
    assert "Not finished" in burner("report", "0002", "--format", "html").out
    failed = fake(failure(BudgetError), run="0004run")
    assert burner("optimize", f"{shop}::unique", "--report", "failed.html", search=failed).code == 4
    assert "it does not work" in (tmp_path / "failed.html").read_text()
    assert burner("report", "0001", "-o", "no/such/folder.md").code == 5
    assert burner("optimize", f"{shop}::unique", "--report", "page.pdf").code == 2


def test_profile(burner, shop, fake):
    """The hot lines would not be recognisable."""
    ran = burner("profile", f"{shop}::unique")
    assert ran.code == 0
    assert "12.3 ms per call (len(items) = 2,000)" in ran.out
    assert "      5        4000   90.0%  ##################            if item not in seen:" in ran.out
    document = burner("profile", f"{shop}::unique", "--json", search=fake(run="0002")).json
    assert document["lines"][0] == {"line": 5, "hits": 4000, "share": 0.9}


def test_config_show_says_where_values_come_from(burner, shop, monkeypatch):
    """The user would search for the file that sets something."""
    shop.with_name("pyproject.toml").write_text("[tool.burner]\nseed = 3\n")
    monkeypatch.setenv("BURNER_EQUALITY", "strict")
    settings = burner("config", "show", "--json").json["settings"]
    assert settings["seed"]["value"] == 3
    assert settings["seed"]["from"].endswith("pyproject.toml")
    assert settings["equality"] == {"value": "strict", "from": "environment BURNER_EQUALITY"}
    assert settings["budget"]["from"] == "default"
    monkeypatch.setenv("COLUMNS", "20")
    rows = {key: " ".join(rest) for key, *rest in map(str.split, burner("config", "show").out.splitlines())}
    assert rows["seed"].startswith("3 ")
    assert rows["seed"].endswith("pyproject.toml")
    assert rows["equality"] == "strict environment BURNER_EQUALITY"
    assert len(rows) == len(settings)


def test_config_validate_says_everything(burner, shop):
    """The user would meet one fault after the other."""
    shop.with_name("pyproject.toml").write_text('[tool.burner]\nsed = 3\nbudget = "soon"\nequality = "stric"\n')
    ran = burner("config", "validate")
    assert ran.code == 2
    assert ran.err.count("error:") == 3
    assert "did you mean seed?" in ran.err
    assert "did you mean strict?" in ran.err


def test_config_schema_accepts_what_burner_accepts(burner):
    """Editors would mark right settings as wrong."""
    made = burner("config", "schema").json
    jsonschema.validate({"budget": "2m", "tests": ["a.py"], "min-speedup": 1.1, "policy": "rules"}, made)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"polcy": "rules"}, made)


def test_doctor(burner):
    """What is missing would only be found by failing runs."""
    ran = burner("doctor")
    assert ran.code in {0, 5}
    assert "project python" in ran.out
    document = burner("doctor", "--json").json
    assert document["usable"] == (ran.code == 0)
    assert {check["status"] for check in document["checks"]} <= {"ok", "warn", "fail"}
    assert all(check["fix"] for check in document["checks"] if check["status"] != "ok")


def test_doctor_survives_what_it_diagnoses(burner, tmp_path, monkeypatch):
    """The doctor would die of the first broken part."""
    (tmp_path / "pyproject.toml").write_text("[tool.burner]\nnonsense = 1\n")
    monkeypatch.setitem(__import__("sys").modules, "burner.models.store", None)
    monkeypatch.setattr("burner.cli.checks.home", lambda: tmp_path / "x" / "y")
    names = [check.name for check in all_checks(tmp_path)]
    assert {"settings", "models", "data folder", "timer"} <= set(names)
    assert burner("doctor").code == 5


def test_completion(burner):
    """The tab key would do nothing."""
    for shell in ("bash", "zsh", "fish"):
        assert "_BURNER_COMPLETE" in burner("completion", shell).out


def test_model_list_and_remove(burner, monkeypatch, tmp_path):
    """The user could not see or free what a model takes."""
    monkeypatch.setenv("BURNER_MODELS", str(tmp_path))
    (tmp_path / "mine.gguf").write_bytes(b"GGUF")
    states = {model["name"]: model["state"] for model in burner("model", "list", "--json").json["models"]}
    assert states.pop("mine.gguf") == "installed"
    assert set(states.values()) == {"absent"}
    assert {"qwen2.5-coder-1.5b", "qwen2.5-coder-0.5b"} <= states.keys()
    assert burner("model", "remove", "mine.gguf").code == 0
    assert not list(tmp_path.iterdir())
    assert burner("model", "pull", "nine").code == 2


def test_plugins_add_commands(burner, monkeypatch):
    """Other packages could not add `burner lsp`."""
    import click

    @click.command()
    def hello():
        click.echo("hello")

    monkeypatch.setattr("burner.cli.root._plugins", lambda: {"hello": lambda: hello})
    assert burner("hello").out == "hello\n"
    assert "hello" in burner("--help").out


def test_version_and_help(burner):
    """The two things everybody types first would fail."""
    assert burner("--version").out.startswith("burner ")
    for command in ("optimize", "profile", "history", "undo", "model", "config", "doctor", "completion", "report"):
        ran = burner(command, "--help")
        assert (ran.code, ran.err) == (0, "")
        assert ran.out.startswith(f"Usage: burner {command}")
        assert "\\b" not in ran.out


@pytest.mark.usefixtures("two_runs")
def test_everything_said_in_json_parses(burner):
    """Scripts would have to know which commands print what."""
    for arguments in (("history", "list", "--json"), ("config", "show", "--json"), ("model", "list", "--json")):
        assert json.loads(burner(*arguments).out)
