"""Batched sampling with the real small model; skipped where it isn't installed."""

from __future__ import annotations

import os
import signal
import threading
import time
from pathlib import Path

import pytest

from burner.errors import UnavailableError, UsageError
from burner.models.registry import SMALL
from burner.models.store import models_dir
from burner.policy.llama import native as native_module
from burner.policy.llama.native import Native, common_prefix
from burner.policy.llama.sampler import Job, Sampler

QUESTION = "Write a Python function `double(x)` that returns twice x. Only code."
PREFIX = "```python\ndef double(x):\n"


@pytest.fixture(scope="module")
def native():
    """The small model."""
    path = models_dir() / SMALL.file
    if not path.is_file():
        pytest.skip(f"{SMALL.name} is not installed")
    pytest.importorskip("llama_cpp", reason="the extra `llm` is not installed")
    loaded = Native(path)
    yield loaded
    loaded.close()


@pytest.fixture
def sampler(native):
    """A sampler with an empty cache."""
    sampler = Sampler(native)
    yield sampler
    sampler.close()


def jobs(native, count, **changes):
    """That many answers to one question."""
    prompt = native.chat("You write Python.", QUESTION)
    settings = {"prefix": PREFIX, "max_tokens": 24, "temperature": 0.8, "stop": fence_closed, **changes}
    return [Job(prompt, seed=number, tag=number, **settings) for number in range(count)]


def fence_closed(text):
    """Whether the block is complete."""
    return text.rstrip().endswith("```") and text.count("```") > 1


def test_more_answers_than_slots_share_one_prompt(native, sampler):
    """Every answer would cost the evaluation of the prompt again, or later answers would never come."""
    answers = list(sampler.sample(jobs(native, 5), slots=2))
    assert sorted(answer.job.tag for answer in answers) == [0, 1, 2, 3, 4]
    prompt = native.tokens(answers[0].job.prompt + PREFIX)
    assert sampler.evaluated_tokens == len(prompt) - 1
    assert all(answer.text.startswith(PREFIX) for answer in answers)
    assert any("2" in answer.text or "x + x" in answer.text for answer in answers)


def test_greedy_alone_and_in_a_batch(native, sampler):
    """A batch would give worse answers than single sampling: sequences would see each other's tokens."""
    alone = next(sampler.sample(jobs(native, 1, temperature=0.0)))
    mixed = [*jobs(native, 2, temperature=1.0), *jobs(native, 1, temperature=0.0)]
    batch = list(sampler.sample(mixed, slots=3))
    assert alone.text in {answer.text for answer in batch}
    assert alone.complete
    assert alone.text.count("```") == 2


def test_next_prompt_reuses_the_common_beginning(native, sampler):
    """Each new fault asked about would cost the evaluation of the same function again."""
    system = "You write Python. " * 30
    first = Job(native.chat(system, "Say a."), max_tokens=1)
    second = Job(native.chat(system, "Say b."), max_tokens=1)
    list(sampler.sample([first]))
    before = sampler.evaluated_tokens
    list(sampler.sample([second]))
    assert sampler.evaluated_tokens - before < 20


def test_longer_answers_later_cost_no_second_reading(native, sampler):
    """The repair of a long answer would wait until the function was read again."""
    system = "You write Python. " * 20
    short, longer = (Job(native.chat(system, "Say a."), max_tokens=tokens, stop=bool) for tokens in (600, 1200))
    list(sampler.sample([short] * 2, slots=2))
    read = sampler.evaluated_tokens
    list(sampler.sample([longer] * 2, slots=2))
    assert sampler.evaluated_tokens == read


def test_a_grammar_pins_the_answer(native, sampler):
    """A signature, or any other form, could only be hoped for."""
    grammar = 'root ::= "    return x" (" + x" | " * 2") "\\n```"'
    answers = list(sampler.sample(jobs(native, 3, grammar=grammar, temperature=1.5), slots=2))
    assert {answer.text.removeprefix(PREFIX) for answer in answers} <= {
        "    return x + x\n```",
        "    return x * 2\n```",
    }
    with pytest.raises(UsageError, match="grammar"):
        list(sampler.sample(jobs(native, 1, grammar="root ::= (")))
    assert len(list(sampler.sample(jobs(native, 1, max_tokens=2)))) == 1


def test_prompts_may_differ_within_a_batch(native, sampler):
    """Strategies could not be mixed in one batch."""
    ask = "Answer with one word: what is the capital of {}?"
    prompts = [native.chat("Be brief.", ask.format(land)) for land in ("France", "Italy")]
    wanted = [Job(prompt, temperature=0, max_tokens=4) for prompt in prompts]
    texts = {answer.job.prompt: answer.text for answer in sampler.sample(wanted, slots=2)}
    assert "Paris" in texts[wanted[0].prompt]
    assert "Rome" in texts[wanted[1].prompt]


def test_refused_answers_make_room_for_others(native, sampler):
    """Answers that repeat the original would be decoded to their end."""
    wanted = [*jobs(native, 2, refuse=lambda text: len(text) > len(PREFIX)), *jobs(native, 1, temperature=0.0)]
    answers = list(sampler.sample(wanted, slots=1))
    assert [answer.job.temperature for answer in answers] == [0.0]


def test_what_is_copied_is_guessed(native, sampler, monkeypatch):
    """Copying the lines that stay, most of a good answer, would take as long as writing new ones."""
    code = "COLOURS = ['red', 'blue', 'green', 'yellow', 'black', 'white', 'brown', 'pink']"
    ask = f"Repeat this code without any change:\n```python\n{code}\n```"
    job = Job(native.chat("You repeat code.", ask), "```python\n", temperature=0, max_tokens=60, stop=fence_closed)
    batches, decode = [], sampler._decode
    monkeypatch.setattr(sampler, "_decode", lambda batch: (batches.append(batch.n_tokens), decode(batch)))
    texts, counts = [], []
    for guessed in (0, 8):
        monkeypatch.setattr("burner.policy.llama.sampler.GUESSED", guessed)
        batches.clear()
        answer = next(sampler.sample([job]))
        texts.append(answer.text)
        counts.append(sum(size < 10 for size in batches))
        assert code in answer.text
    assert texts[0] == texts[1]
    assert counts[1] < 0.7 * counts[0]


def test_deadline_and_close_end_it_at_once(native, sampler):
    """Ctrl-C or the end of the budget would hang until the batch is done."""
    assert list(sampler.sample(jobs(native, 1), deadline=time.monotonic() - 1)) == []
    answers = sampler.sample(jobs(native, 3, max_tokens=200, stop=lambda text: len(text) > len(PREFIX) + 4), slots=3)
    next(answers)
    began = time.monotonic()
    answers.close()
    assert time.monotonic() - began < 0.5
    assert len(list(sampler.sample(jobs(native, 2), slots=2))) == 2


def test_ctrl_c_is_heard_between_tokens(native, sampler):
    """The prompt of the shell would come back seconds after Ctrl-C (processor time is counted: others may be busy)."""
    sent = []

    def interrupt():
        sent.append(time.process_time())
        os.kill(os.getpid(), signal.SIGINT)

    timer = threading.Timer(0.1, interrupt)

    def stop(_text):
        if not timer.is_alive() and not sent:
            timer.start()
        return False

    with pytest.raises(KeyboardInterrupt):
        list(sampler.sample(jobs(native, 8, max_tokens=300, stop=stop, temperature=1.5), slots=8))
    assert time.process_time() - sent[0] < 0.5 * native_module.physical_cores()


def test_an_interrupted_sampler_goes_on(native, sampler):
    """After Ctrl-C in the middle of decoding, the next answers would be garbage."""
    calls = []

    def interrupt(text):
        calls.append(text)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return False

    with pytest.raises(KeyboardInterrupt):
        list(sampler.sample(jobs(native, 2, stop=interrupt), slots=2))
    answer = next(sampler.sample(jobs(native, 1, temperature=0.0)))
    assert answer.text.startswith(PREFIX)
    assert answer.complete


def test_nothing_is_printed(native, sampler, capfd):
    """llama.cpp's own log would be mixed into the terminal's view."""
    list(sampler.sample(jobs(native, 1, max_tokens=2)))
    captured = capfd.readouterr()
    assert (captured.out, captured.err) == ("", "")


def test_prompt_too_long_for_the_model(native, sampler, monkeypatch):
    """A long function would abort the whole process inside llama.cpp."""
    monkeypatch.setattr(Native, "trained_context", 50)
    with pytest.raises(UnavailableError, match="does not fit"):
        next(sampler.sample(jobs(native, 1)))


def test_too_little_memory(native, monkeypatch):
    """The machine would swap itself to death."""
    monkeypatch.setattr(native_module, "available_bytes", lambda: 100 << 20)
    with pytest.raises(UnavailableError, match=r"needs 0.7 GB of memory, 0.1 GB are free"):
        Native(native.path)


def test_cut_short_model(native, tmp_path, capfd):
    """A download that was cut short would end in a crash instead of words."""
    short = tmp_path / "short.gguf"
    with native.path.open("rb") as file:
        short.write_bytes(file.read(8 << 20))
    with pytest.raises(UnavailableError, match="cut short") as caught:
        Native(short)
    assert "burner model pull" in caught.value.hint
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("content", [b"", b"GGUF", b"<html>not here</html>"])
def test_no_model_at_all(tmp_path, content):
    """Any file with the right name would be given to llama.cpp."""
    pytest.importorskip("llama_cpp", reason="the extra `llm` is not installed")
    path = tmp_path / "x.gguf"
    path.write_bytes(content)
    with pytest.raises(UnavailableError, match="not a GGUF"):
        Native(path)
    with pytest.raises(UnavailableError, match="can't be read"):
        Native(Path(tmp_path / "absent.gguf"))


def test_a_model_without_a_chat_template(native, monkeypatch):
    """Many GGUF files have none; others have one that llama.cpp can't apply."""
    monkeypatch.setattr(native.lib, "llama_model_chat_template", lambda *_: None)
    assert native.chat("Be brief.", "Hello").startswith("<|im_start|>system\nBe brief.<|im_end|>")
    monkeypatch.setattr(native.lib, "llama_chat_apply_template", lambda *_: -1)
    with pytest.raises(UnavailableError, match="chat template"):
        native.chat("Be brief.", "Hello")


def test_common_prefix():
    """Prompts would be evaluated from the start, or answered from the wrong cache."""
    assert common_prefix([1, 2, 3], [1, 2, 4, 5]) == 2
    assert common_prefix([1, 2], [1, 2]) == 2
    assert common_prefix([], [1]) == 0
