"""What a training would take, and the commands' own messages."""

from __future__ import annotations

import pytest

pytest.importorskip("trl", reason="the extra `train` is not installed")

from burner_training.commands.grpo import command as grpo
from burner_training.commands.sft import command as sft
from burner_training.models.lora import Lora
from burner_training.recipes.read import read
from burner_training.trainers.dry_run import dry_run
from burner_training.trainers.estimate import Shape, estimate, trained_weights
from burner_training.trainers.launch import launch_command
from click.testing import CliRunner  # only where it is installed

from burner.errors import UsageError

pytestmark = pytest.mark.usefixtures("shared_home")
HALF = Shape(weights=630e6, layers=24, hidden=896, inner=4864, head=136e6)


@pytest.mark.parametrize("recipe", ["gpu-1x", "paper-3b"])
def test_gpu_recipes_are_tried_without_a_gpu(recipe):
    """The first step on rented GPUs would be the one that shows a mistake in the recipe."""
    report = dry_run("grpo", read(recipe), None)
    assert "took" in report
    assert "replaced here: the vLLM server by generation in transformers" in report
    assert "by this processor" in report
    assert "replaced here: the model Qwen/" in report


def test_estimate_counts_weights_steps_and_memory():
    """Somebody would start a training of days, or one that does not fit."""
    recipe = read("cpu-0.5b", ["grpo.max_steps=60"])
    assert trained_weights(Lora(rank=8, upper_layers=2, targets=("q_proj", "up_proj")), HALF) == 2 * 8 * (
        2 * 896 + 896 + 4864
    )
    found = estimate("grpo", recipe, None, 100, HALF)
    assert found.steps == 60
    assert 2.5e9 < found.memory_bytes < 8e9
    paper = estimate("sft", read("paper-3b"), None, 2071, HALF)
    assert paper.steps == -(-2071 // 4)
    whole = estimate("sft", read("paper-3b", ["deepspeed=null"]), None, 2071, HALF)
    assert whole.memory_bytes > paper.memory_bytes


def test_several_processes_are_started_by_accelerate():
    """paper-3b would train on one GPU of four."""
    command = launch_command(read("paper-3b"), ["train", "grpo", "--recipe", "paper-3b"])
    assert command[1:3] == ["-m", "accelerate.commands.launch"]
    assert command[command.index("--num_processes") + 1] == "4"
    assert command[-5:] == ["burner", "train", "grpo", "--recipe", "paper-3b"]


@pytest.mark.parametrize(
    ("command", "arguments", "message"),
    [
        (sft, ["--recipe", "cpu-tiny"], "--data is missing"),
        (sft, ["--recipe", "cpu-tiny", "--data", "nowhere"], "--out is missing"),
        (sft, ["--recipe", "cpu-tiny", "--data", "nowhere", "--out", "out"], "there is no data in nowhere"),
        (grpo, ["--recipe", "cpu-tiny", "--data", "rows.jsonl", "--out", "out"], "no column task_id"),
        (
            grpo,
            ["--recipe", "cpu-tiny", "--data", "good.jsonl", "--out", "out", "--set", "reward.functions=[no.such]"],
            "can't be imported",
        ),
        (grpo, ["--recipe", "cpu-tiny", "--data", "good.jsonl", "--out", "out"], "holds no data set"),
    ],
)
def test_what_is_missing_is_said(command, arguments, message, tmp_path, monkeypatch):
    """The user would read a traceback of a library."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rows.jsonl").write_text('{"prompt": "a", "completion": "b"}\n', encoding="utf-8")
    (tmp_path / "good.jsonl").write_text('{"prompt": "a", "task_id": "b"}\n', encoding="utf-8")
    result = CliRunner().invoke(command, arguments)
    assert isinstance(result.exception, UsageError)
    assert message in result.exception.message
