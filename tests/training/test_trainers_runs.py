"""SFT, DPO and GRPO of the tiny model from start to end: what is learnt, what is kept, what a user hears when it fails."""

from __future__ import annotations

import importlib.util
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytest.importorskip("trl", reason="the extra `train` is not installed")

from burner_training.recipes.read import read
from burner_training.trainers.callbacks import read_metrics
from burner_training.trainers.guarded import latest
from burner_training.trainers.run import Order, stages_of, train
from datasets import Dataset  # only where it is installed
from transformers import TrainerCallback

from burner.errors import BurnerError, UsageError

HERE = Path(__file__).parent
_SPEC = importlib.util.spec_from_file_location("trained", HERE / "trained.py")
trained = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(trained)

pytestmark = pytest.mark.usefixtures("shared_home")


def order(stage, output, *changes, **options):
    """A training of the tiny model."""
    rewards = [trained.letters] if stage == "grpo" else []
    recipe = read("cpu-tiny", changes)
    return Order(stage, recipe, Dataset.from_list(trained.rows(stage)), output, rewards=rewards, **options)


def metrics(output):
    """What was logged."""
    return read_metrics(output / "metrics.jsonl")


def weights(output):
    """The bytes of what was learnt."""
    return (output / "adapter" / "adapter_model.safetensors").read_bytes()


@pytest.fixture(scope="module")
def pipeline(training_home, tmp_path_factory):
    """SFT, DPO from it, and GRPO from that."""
    out = tmp_path_factory.mktemp("pipeline")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BURNER_HOME", str(training_home))
        train(order("sft", out / "sft"))
        train(order("dpo", out / "dpo", adapter=out / "sft" / "adapter"))
        train(order("grpo", out / "grpo", "grpo.max_steps=8", "grpo.learning_rate=3e-2"))
    return out


def test_trajectories_are_those_kept(pipeline):
    """A changed library or a changed loss would train something else, and nobody would see it."""
    kept = json.loads((HERE / "trajectories.json").read_text(encoding="utf-8"))
    for stage in ("sft", "dpo"):
        losses = [row["loss"] for row in metrics(pipeline / stage)]
        assert losses == pytest.approx(kept[stage], rel=0.1, abs=0.05)


def test_each_stage_learns(pipeline):
    """The pipeline would run and teach nothing."""
    sft, dpo, grpo = (metrics(pipeline / stage) for stage in ("sft", "dpo", "grpo"))
    assert sft[0]["loss"] > 4
    assert sft[-1]["loss"] < 0.5
    assert dpo[-1]["rewards/accuracies"] == 1
    assert sum(row["reward"] for row in grpo[-2:]) > 2 * sum(row["reward"] for row in grpo[:2])
    assert stages_of(pipeline / "dpo") == ["sft", "dpo"]


def test_log_has_every_term(pipeline):
    """The dashboard and the learning curves would miss what the reward was made of."""
    row = metrics(pipeline / "grpo")[-1]
    for name in ("rewards/letters/mean", "entropy", "completions/mean_length", "tokens_per_s", "grad_norm"):
        assert row[name] is not None
    assert 0 < row["sampling/sampling_logp_difference/mean"] < 0.05
    assert row["sampling/importance_sampling_ratio/mean"] == pytest.approx(1, abs=0.05)


def test_killed_run_goes_on_as_if_it_had_not_been(tmp_path, training_home):
    """After a power cut the rest of the training would be another one, or lost."""
    changes = ["grpo.max_steps=5", "checkpoints.minutes=0", "reward.functions=[trained.letters]"]
    whole = tmp_path / "whole"
    train(order("grpo", whole, *changes))
    data = tmp_path / "rows.jsonl"
    data.write_text("".join(json.dumps(row) + "\n" for row in trained.rows("grpo")), encoding="utf-8")
    cut = tmp_path / "cut"
    argv = [str(Path(sys.executable).with_name("burner")), "train", "grpo", "--recipe", "cpu-tiny", "--data", str(data)]
    argv += ["--out", str(cut)] + [part for change in changes for part in ("--set", change)]
    environment = {**os.environ, "PYTHONPATH": str(HERE), "BURNER_HOME": str(training_home), "OMP_NUM_THREADS": "1"}
    process = subprocess.Popen(argv, env=environment, stderr=subprocess.PIPE, text=True)
    try:
        deadline = time.monotonic() + 240
        while not (cut / "checkpoint-2" / "whole").exists():
            assert process.poll() is None, process.stderr.read()
            assert time.monotonic() < deadline
            time.sleep(0.01)
    finally:
        process.send_signal(signal.SIGKILL)
        process.communicate()
    (cut / "checkpoint-9").mkdir()  # begun, and never finished
    assert 2 <= int(latest(cut).name.partition("-")[2]) < 5
    train(order("grpo", cut, *changes, resume=True))
    assert weights(cut) == weights(whole)
    same = ("step", "loss", "reward", "completions/mean_length")
    assert [[row[name] for name in same] for row in metrics(cut)] == [
        [row[name] for name in same] for row in metrics(whole)
    ]
    assert not (cut / "checkpoint-9").exists()


def test_a_loss_that_is_no_number_stops(tmp_path):
    """Hours would be spent on weights that are all NaN."""
    with pytest.raises(BurnerError, match="not a finite number") as caught:
        train(order("sft", tmp_path / "nan", "sft.learning_rate=1e30", "sft.max_grad_norm=1e30"))
    assert "--resume" in caught.value.hint
    assert not (tmp_path / "nan" / "adapter").exists()


class FillDisk(TrainerCallback):
    """Makes the file of the optimiser one that the system says the disk is full of."""

    def on_step_end(self, args, state, control, **_others):  # noqa: ARG002  # its signature
        """Prepare the checkpoint of step 2."""
        folder = Path(args.output_dir) / f"checkpoint-{state.global_step}"
        if state.global_step == 2:
            folder.mkdir()
            (folder / "optimizer.pt").symlink_to("/dev/full")


def test_full_disk(tmp_path):
    """A checkpoint cut short would be gone on from."""
    changes = ["checkpoints.minutes=0", "sft.max_steps=4"]
    with pytest.raises(BurnerError, match="disk is full") as caught:
        train(order("sft", tmp_path / "full", *changes, extra=(FillDisk(),)))
    assert "--resume" in caught.value.hint
    assert latest(tmp_path / "full").name == "checkpoint-1"


def test_what_can_not_be_trained(tmp_path, pipeline):
    """The user would read a traceback, or lose the training that is there."""
    with pytest.raises(UsageError, match="holds a training already"):
        train(order("sft", pipeline / "sft"))
    with pytest.raises(UsageError, match="no training to resume"):
        train(order("sft", tmp_path / "none", resume=True))
    with pytest.raises(UsageError, match=r"another model\.lora\.rank"):
        train(order("sft", pipeline / "sft", "model.lora.rank=4", resume=True))
    with pytest.raises(UsageError, match="holds no adapter"):
        train(order("sft", tmp_path / "a", adapter=tmp_path))
    with pytest.raises(UsageError, match="has 2 layers"):
        train(order("sft", tmp_path / "b", "model.lora.upper_layers=3"))
    with pytest.raises(UsageError, match="more than 3 tokens"):
        train(order("grpo", tmp_path / "c", "rollouts.longest_prompt=3"))


def test_adapter_of_another_model(tmp_path, pipeline):
    """An adapter would be laid over a model that it wasn't made for."""
    import shutil

    other = tmp_path / "adapter"
    shutil.copytree(pipeline / "sft" / "adapter", other)
    from safetensors.numpy import load_file, save_file

    tensors = {name: values[..., :-1].copy() for name, values in load_file(other / "adapter_model.safetensors").items()}
    save_file(tensors, other / "adapter_model.safetensors")
    with pytest.raises(UsageError, match="doesn't fit the base model"):
        train(order("sft", tmp_path / "out", adapter=other))
