"""What a model does per second on this machine, and what is kept of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from burner.cli.main import main
from burner.models.registry import DEFAULT, SMALL, recommended
from burner.models.store import models_dir
from burner.policy.llama import settings
from burner.policy.llama.bench import Rate, chosen, thread_counts
from burner.policy.llama.settings import Settings
from burner.policy.load import open_llm

KEPT = Settings(2, 8, 50.0, {1: 14.0, 8: 40.0})


def test_the_fewest_answers_near_the_best_rate_are_taken():
    """16 answers decoded together would come far later than 4 and bring hardly more."""
    slow, fast = Rate(1, 40.0, {1: 10.0, 4: 20.0}), Rate(2, 60.0, {1: 14.0, 4: 30.0, 16: 36.0})
    assert chosen([slow, fast]) == Settings(2, 4, 60.0, {1: 14.0, 4: 30.0, 16: 36.0})


@pytest.mark.parametrize(("cores", "counts"), [(1, [1]), (2, [1, 2]), (6, [1, 2, 4, 6]), (8, [1, 2, 4, 8])])
def test_all_cores_are_among_the_numbers_tried(cores, counts):
    """On six cores, two would stay idle."""
    assert thread_counts(cores) == counts


def test_what_was_measured_is_used_by_the_next_run(tmp_path):
    """`burner model bench` would be for show."""
    path = tmp_path / "m.gguf"
    assert settings.load(path) is None
    settings.save(tmp_path / "other.gguf", KEPT)
    settings.save(path, KEPT)
    assert settings.load(path) == KEPT
    assert KEPT.written_per_s(4) == 14.0
    assert KEPT.written_per_s(9) == 40.0


@pytest.mark.parametrize("text", ["", "[]", "{", '{"m.gguf on": 1}'])
def test_a_damaged_file_is_no_file(burner_home, text):
    """A run would end in a traceback because of figures it can do without."""
    (burner_home / settings.FILE).write_text(text)
    assert settings.load(Path("m.gguf")) is None
    settings.save(Path("m.gguf"), KEPT)
    assert settings.load(Path("m.gguf")) == KEPT


def test_figures_of_another_machine_are_not_believed(monkeypatch):
    """A data folder taken along would make an old laptop decode 32 answers together."""
    settings.save(Path("m.gguf"), KEPT)
    monkeypatch.setattr(settings, "_processor", lambda: "another one")
    assert settings.load(Path("m.gguf")) is None


def test_a_slow_or_small_machine_gets_the_small_model():
    """The default model would bring three candidates a minute, or end in swapping."""
    size, much = DEFAULT.size_bytes, 8 << 30
    assert recommended(size, 40.0, much) is DEFAULT
    assert recommended(size, 20.0, much) is SMALL
    assert recommended(size, 40.0, 1 << 30) is SMALL
    assert recommended(size, 1.0, 0) is SMALL


def test_the_command_measures_a_real_model(capsys, burner_home):
    """Nobody could find out what their machine can do."""
    path = models_dir() / SMALL.file
    if not path.is_file():
        pytest.skip(f"{SMALL.name} is not installed")
    pytest.importorskip("llama_cpp", reason="the extra `llm` is not installed")
    asked = ["model", "bench", "0.5b", "--threads", "1", "--together", "1", "--together", "2"]
    assert main([*asked, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    (rate,) = found["rates"]
    assert rate["threads"] == 1
    assert rate["write_tokens_per_s"].keys() == {"1", "2"}
    assert min(rate["read_tokens_per_s"], *rate["write_tokens_per_s"].values()) > 0
    assert found["memory_bytes"] > SMALL.size_bytes / 2
    calm = found["processor_share"] >= 0.8
    assert calm == (found["kept"] is not None) == (burner_home / settings.FILE).exists()
    policy = open_llm(str(path))
    assert (policy.settings is not None) == calm


def test_the_table(capsys):
    """People who read no JSON would learn nothing."""
    path = models_dir() / SMALL.file
    if not path.is_file():
        pytest.skip(f"{SMALL.name} is not installed")
    pytest.importorskip("llama_cpp", reason="the extra `llm` is not installed")
    assert main(["model", "bench", "0.5b", "--threads", "1", "--together", "1"]) == 0
    out = capsys.readouterr().out
    for words in ("read", "write x1", "memory", "1 thread, 1 answer decoded together", "recommended"):
        assert words in out
