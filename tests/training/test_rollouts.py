"""Completions by llama.cpp: the adapter in training, the log-probabilities, and Hugging Face generate as reference."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

torch = pytest.importorskip("torch", reason="the extra `train` is not installed")
pytest.importorskip("llama_cpp", reason="the extra `llm` is not installed")

from burner_training.models.load import load_model, load_tokenizer  # noqa: E402  # torch first
from burner_training.models.lora import Lora, adapted  # noqa: E402
from burner_training.rollouts.llama import LlamaRollouts  # noqa: E402

PROMPTS = [[{"role": "user", "content": "def f(x): return x"}], [{"role": "user", "content": "Ünïcode 東京"}]] * 2


@pytest.fixture(scope="module")
def trainer(tiny_base):
    """What a rollout function sees of a trainer, with an adapter that changes much."""
    torch.manual_seed(1)
    torch.set_num_threads(1)
    model = adapted(load_model(tiny_base), Lora(rank=4, alpha=8)).eval()
    for name, weight in model.named_parameters():
        if "lora_B" in name:
            weight.data.normal_(0, 0.1)
    return SimpleNamespace(
        model=model,
        processing_class=load_tokenizer(tiny_base),
        args=SimpleNamespace(seed=3),
        state=SimpleNamespace(global_step=0),
        accelerator=SimpleNamespace(unwrap_model=lambda given: given, process_index=0),
        temperature=1.3,
        max_completion_length=24,
    )


@pytest.fixture
def rollouts(tiny_base):
    """The sampler."""
    sampler = LlamaRollouts(tiny_base.gguf, threads=1)
    yield sampler
    sampler.close()


def trained_logprobs(trainer, drawn):
    """What the trained model itself says of the same tokens."""
    found = []
    for prompt, answer in zip(drawn["prompt_ids"], drawn["completion_ids"], strict=True):
        with torch.no_grad():
            logits = trainer.model(torch.tensor([prompt + answer])).logits[0, len(prompt) - 1 : -1]
        logs = (logits / trainer.temperature).log_softmax(-1)
        found += logs.gather(1, torch.tensor(answer)[:, None])[:, 0].tolist()
    return found


def test_log_probabilities_are_those_of_the_adapter_in_training(trainer, rollouts):
    """GRPO would be corrected by numbers of another policy, or sample from the base for ever."""
    drawn = rollouts(PROMPTS, trainer)
    assert [len(ids) for ids in drawn["completion_ids"]] == [len(logs) for logs in drawn["logprobs"]]
    sampled = [log for logs in drawn["logprobs"] for log in logs]
    assert sampled == pytest.approx(trained_logprobs(trainer, drawn), abs=0.01)
    with trainer.model.disable_adapter():
        without = trained_logprobs(trainer, drawn)
    assert max(abs(one - other) for one, other in zip(sampled, without, strict=True)) > 0.1
    text = trainer.processing_class.apply_chat_template(PROMPTS[1], tokenize=False, add_generation_prompt=True)
    assert drawn["prompt_ids"][1] == trainer.processing_class(text)["input_ids"]


def test_each_step_and_each_answer_draws_anew_but_repeatably(trainer, rollouts):
    """A group would be eight copies of one answer, or a resumed run another run."""
    first = rollouts(PROMPTS, trainer)
    assert rollouts(PROMPTS, trainer) == first
    assert first["completion_ids"][0] != first["completion_ids"][2]
    later = SimpleNamespace(**{**vars(trainer), "state": SimpleNamespace(global_step=1)})
    assert rollouts(PROMPTS, later)["completion_ids"] != first["completion_ids"]


def test_greedy_answers_are_those_of_transformers(trainer, rollouts):
    """The quick sampler would not be the model."""
    greedy = SimpleNamespace(**{**vars(trainer), "temperature": 0.0})
    drawn = rollouts(PROMPTS[:2], greedy)
    for prompt, answer in zip(drawn["prompt_ids"], drawn["completion_ids"], strict=True):
        reference = trainer.model.generate(
            input_ids=torch.tensor([prompt]),
            attention_mask=torch.ones(1, len(prompt)),
            max_new_tokens=24,
            do_sample=False,
        )[0, len(prompt) :].tolist()
        assert answer == reference[: len(answer)]


def test_a_forced_beginning_belongs_to_the_prompt(trainer, rollouts):
    """What the answer is forced to begin with would be trained as if the model had said it."""
    begun = [*PROMPTS[0], {"role": "assistant", "content": "```python\n"}]
    drawn = rollouts([begun], trainer)
    text = trainer.processing_class.decode(drawn["prompt_ids"][0])
    assert text.endswith("<|im_start|>assistant\n```python\n")


def test_frequencies_are_the_probabilities():
    """Sampling would prefer some tokens, and no correction would know."""
    from burner.policy.llama.record import Recorder

    logits = torch.tensor([0.0, 1.0, 2.0, -1.0]).numpy()
    recorder = Recorder(temperature=0.5, seed=7)
    drawn = [recorder.draw(logits) for _ in range(4000)]
    expected = torch.tensor(logits / 0.5).softmax(0).tolist()
    assert [drawn.count(token) / 4000 for token in range(4)] == pytest.approx(expected, abs=0.03)
    assert recorder.logprobs[0] == pytest.approx(torch.tensor(expected).log()[drawn[0]].item(), abs=1e-5)
