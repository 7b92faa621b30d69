"""What the search is asked for: options, settings, what follows --, and earlier runs."""

from __future__ import annotations

import io
import json
from pathlib import Path

from burner.history.store import History


def test_options_and_settings_reach_the_search(burner, shop, fake):
    """An option would be accepted and do nothing."""
    shop.with_name("pyproject.toml").write_text('[tool.burner]\nseed = 3\nequality = "strict"\nbudget = "2m"\n')
    search = fake()
    burner(
        *("optimize", f"{shop}::unique", "--budget", "5s", "--tests", "a.py::t", "--tests", "b.py", "--no-sandbox"),
        *(
            "--policy",
            "rules",
            "--candidates",
            4,
            "--min-speedup",
            1.2,
            "--helpers",
            "never",
            "--",
            "python",
            "-c",
            "1",
        ),
        search=search,
    )
    (request,) = search.requests
    assert (request.budget_s, request.seed, request.equality) == (5.0, 3, "strict")
    assert (request.tests, request.command) == (("a.py::t", "b.py"), ("python", "-c", "1"))
    assert (request.policy, request.candidates, request.min_speedup) == ("rules", 4, 1.2)
    assert (request.sandbox, request.helpers) == (False, "never")


def test_the_settings_of_the_targets_project_count(burner, shop, fake, tmp_path, monkeypatch):
    """Called from another folder, burner would ignore the project's settings."""
    shop.with_name("pyproject.toml").write_text("[tool.burner]\nseed = 3\n")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    search = fake()
    burner("optimize", "../shop.py::unique", search=search)
    assert search.requests[0].seed == 3


def test_resume_goes_on_with_the_same_request(burner, shop, fake, tmp_path, monkeypatch):
    """A killed run would have to begin anew, or go on with other options."""
    first = fake(KeyboardInterrupt())
    burner("optimize", f"{shop}::unique", "--seed", 7, "--tests", "t.py::t", search=first)
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    second = fake(run="0002run")
    ran = burner("optimize", "--resume", "last", "--budget", "9s", search=second)
    (request,) = second.requests
    assert (request.target, request.seed, request.tests) == ("shop.py::unique", 7, ("t.py::t",))
    assert (request.resume, request.budget_s) == ("0001run1", 9.0)
    assert ran.code == 0
    assert Path.cwd() == tmp_path


def test_resume_brings_the_ledger(burner, shop, fake):
    """Versions that were already judged would cost their time again."""
    burner("optimize", f"{shop}::unique")
    second = fake(run="0002run")
    burner("optimize", "--resume", "0001run1", search=second)
    assert [(attempt.id, attempt.verdict, attempt.ratio) for attempt in second.past] == [
        ("c1", "wrong", None),
        ("c2", "better", 3.21),
    ]
    assert second.past[1].proposal.functions[""].startswith("def unique")


def test_resume_after_an_edit_keeps_the_edit(burner, shop, fake):
    """An old version would bring back what the user changed meanwhile."""
    burner("optimize", f"{shop}::unique")
    shop.write_text(shop.read_text().replace("return 1", "return 2"))
    second = fake(run="0002run")
    burner("optimize", "--resume", "0001run1", search=second)
    assert "return 2" in second.past[1].proposal.functions[""]
    shop.write_text("# first\n" + shop.read_text())
    third = fake(run="0003run")
    ran = burner("optimize", "--resume", "0001run1", search=third)
    assert third.past == []
    assert "warning: the file changed since then: 2 of its versions no longer fit" in ran.err


def test_commands_of_a_face_reach_the_search(burner, shop, fake, monkeypatch):
    """The cancel button of an editor would do nothing."""
    monkeypatch.setattr("sys.stdin", io.StringIO('{"command": "cancel"}\nnonsense\n{"command": "dance"}\n'))
    search = fake()
    ran = burner("optimize", f"{shop}::unique", "--events", search=search)
    assert search.commands.get(timeout=5) == {"command": "cancel"}
    assert ran.code == 0


def test_a_remote_key_is_never_stored(burner, shop, fake, monkeypatch, burner_home):
    """A secret would lie readable in the history."""
    (burner_home / "config.toml").write_text('remote-url = "http://localhost:1"\nremote-key-env = "MY_KEY"\n')
    monkeypatch.setenv("MY_KEY", "s3cret")
    search = fake()
    burner("optimize", f"{shop}::unique", "--policy", "remote", search=search)
    assert search.requests[0].remote_key == "s3cret"
    with History.open() as history:
        assert "s3cret" not in json.dumps(history.export("last"))


def test_a_project_can_not_say_where_code_is_sent(burner, shop):
    """A cloned repository could send the user's code and keys to a server of its own."""
    shop.with_name("pyproject.toml").write_text('[tool.burner]\nremote-url = "https://evil.example"\n')
    ran = burner("optimize", f"{shop}::unique")
    assert ran.code == 2
    assert "remote-url can't be set by a project" in ran.err


def test_a_run_is_in_the_history_before_it_is_shown(burner, shop, fake):
    """A killed run would lose what the user already saw."""
    seen = []

    def look(event):
        with History.open() as history:
            seen.append(history.events(history.find("last").id)[-1].type == event.type)

    burner("optimize", f"{shop}::unique", search=fake(on_event=look))
    assert seen
    assert all(seen)
