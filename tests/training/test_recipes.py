"""Recipes: what is shipped, and what a user hears of a wrong one."""

from __future__ import annotations

import pytest
from burner_training.recipes.read import build, dump, names, read
from burner_training.recipes.schema import STAGES, Recipe

from burner.errors import UsageError

yaml = pytest.importorskip("yaml", reason="the extra `train` is not installed")


@pytest.mark.parametrize("name", ["cpu-tiny", "cpu-0.5b", "gpu-1x", "paper-3b"])
def test_shipped_recipes_are_valid(name, tmp_path):
    """A recipe of the package would be refused by the trainer it is for."""
    pytest.importorskip("trl", reason="the extra `train` is not installed")
    from burner_training.trainers.settings import configuration

    assert name in names()
    for stage in STAGES:
        cpu = [f"{stage}.use_cpu=true", f"{stage}.bf16=false", "deepspeed=null"]
        settings = configuration(stage, read(name, cpu), tmp_path)
        assert settings.learning_rate == read(name).stage(stage)["learning_rate"]


def test_paper_recipe_has_the_papers_numbers():
    """What is called the paper's would be something else."""
    recipe = read("paper-3b")
    grpo = recipe.grpo
    assert (grpo["learning_rate"], grpo["num_generations"], grpo["beta"]) == (1e-6, 16, 0.0)
    in_all = grpo["per_device_train_batch_size"] * grpo["gradient_accumulation_steps"] * recipe.processes
    assert in_all == 32 * 16
    assert (recipe.dpo["learning_rate"], recipe.dpo["warmup_steps"], recipe.dpo["beta"]) == (4e-5, 300, 0.1)
    assert (recipe.reward.scale, recipe.reward.style) == ("paper", "paper")


@pytest.mark.parametrize(
    ("change", "message", "hint"),
    [
        ("rollout.slots=2", "unknown key rollout", "rollouts"),
        ("rollouts.slot=2", "unknown key rollouts.slot", "slots"),
        ("rollouts.backend=lama", "rollouts.backend is 'lama'", "llama"),
        ("rollouts.slots=many", "rollouts.slots is 'many'", "int"),
        ("rollouts.slots=true", "rollouts.slots is True", "int"),
        ("rollouts.slots", "sets nothing", "grpo.learning_rate"),
        ("name.first=x", "name has no settings", "grpo"),
    ],
)
def test_wrong_settings_are_named(change, message, hint):
    """A misspelt setting would be ignored, and hours later the training would have been another one."""
    with pytest.raises(UsageError) as caught:
        read("cpu-tiny", [change])
    assert message in caught.value.message
    assert hint in caught.value.hint


def test_unknown_setting_of_a_stage(tmp_path):
    """TRL's own settings would fail with its traceback."""
    pytest.importorskip("trl", reason="the extra `train` is not installed")
    from burner_training.trainers.settings import configuration

    with pytest.raises(UsageError, match=r"grpo\.learnin_rate") as caught:
        configuration("grpo", read("cpu-tiny", ["grpo.learnin_rate=1"]), tmp_path)
    assert "learning_rate" in caught.value.hint
    with pytest.raises(UsageError, match="divisible"):
        configuration("grpo", read("cpu-tiny", ["grpo.num_generations=3"]), tmp_path)


def test_a_file_and_exponents_without_a_dot(tmp_path):
    """1e-5 is text in YAML 1.1: the learning rate would be refused or worse."""
    mine = tmp_path / "mine.yaml"
    mine.write_text("name: mine\nabout: x\nmodel: {name: tiny}\ngrpo: {learning_rate: 1e-5}\n", encoding="utf-8")
    recipe = read(str(mine), ["sft.learning_rate=2e-4", "rollouts.clip_max=3"])
    assert recipe.grpo["learning_rate"] == 1e-5
    assert recipe.sft["learning_rate"] == 2e-4
    assert recipe.rollouts.clip_max == 3.0


def test_a_recipe_survives_being_written():
    """A resumed run would read other settings than it was started with."""
    recipe = read("cpu-0.5b")
    assert build(Recipe, yaml.safe_load(dump(recipe)), "") == recipe


def test_there_is_no_such_recipe():
    """The user would not learn what there is."""
    with pytest.raises(UsageError) as caught:
        read("cpu-tinny")
    assert "cpu-tiny" in caught.value.hint
