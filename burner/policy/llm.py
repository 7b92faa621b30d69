"""The policy that asks a local model: plans prompts from facts and samples them in one batch."""

from __future__ import annotations

import dataclasses
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from burner.errors import BudgetError, BurnerError, UnavailableError
from burner.policy.diagnosis import diagnose
from burner.policy.llama.native import Native
from burner.policy.llama.sampler import Job, Sampler
from burner.policy.llama.settings import Settings
from burner.policy.parse import parse_answer
from burner.policy.prompting import Draw, plan
from burner.policy.protocol import Attempt, Brief, Origin, Proposal
from burner.policy.shown import lines_of, spans_of

SLOTS = 4
"""Answers decoded together: on two cores 4 give three quarters of the tokens per second of 16, and come far sooner."""
CHARS_PER_TOKEN = 3.0
"""Of Python code, at the low end (measured 3.0-3.6 with Qwen's vocabulary)."""
LONGEST_ANSWER_TOKENS = 1000
TOKENS_PER_S, READ_TOKENS_PER_S, SPEED_BYTES = 17.0, 47.0, 1.1e9
"""One answer's decoding and a prompt's reading on two cores, for a model file of so many bytes."""
SLOWER_TOGETHER = 0.65
"""Each of n answers decoded together takes n to this power as long as one alone (17, 21, 29 tokens/s at 1, 2, 4)."""
USUAL_LENGTH, SHORT_LENGTH = 0.6, 0.3
"""How much of its longest allowed length an answer has, and a short one: the last that time is given to may be short."""
LEARN_S, MOST_SLOWNESS = 1.0, 20.0
PART_NOTE = "the function is long: the model saw its slow part only"
_SEED_STEP = 7919


@dataclass
class LlmPolicy:
    """Proposes what a GGUF model answers; the model is loaded when the first proposal is asked for."""

    name: str
    path: Path
    adapter: Path | None = None
    seed: int = 0
    threads: int | None = None
    model_s: float = 0.0
    """Seconds spent in the model so far, loading included."""
    settings: Settings | None = None
    """What `burner model bench` measured of this model here; None where it was not measured."""
    luck: Mapping[str, float] = field(default_factory=dict)
    """What strategies brought in this project so far."""
    _sampler: Sampler | None = field(default=None, repr=False)
    _native: Native | None = field(default=None, repr=False)
    _loading: threading.Thread | None = field(default=None, repr=False)
    _slowness: float = field(default=1.0, repr=False)
    """How many times as long as expected the model took the last time."""
    _repeated: list[Draw] = field(default_factory=list, repr=False)
    _failure: BurnerError | None = field(default=None, repr=False)

    def begin(self) -> None:
        """Load the model beside other work; where that fails, `load` says so."""
        self._loading = threading.Thread(target=self._read, daemon=True)
        self._loading.start()

    def _read(self) -> None:
        try:
            self._native = Native(self.path, self.adapter)
        except BurnerError as error:
            self._failure = error

    def load(self) -> tuple[Native, Sampler]:
        """The loaded model; UnavailableError where it can't be loaded. Costs seconds the first time."""
        if self._loading is None:
            self.begin()
        while self._loading is not None and self._loading.is_alive():
            self._loading.join(0.1)  # an interrupt is heard
        if self._native is None:
            raise self._failure or UnavailableError(f"{self.path.name} could not be loaded", "`burner model list`")
        if self._sampler is None:
            measured = self.settings.threads if self.settings else None
            self._sampler = Sampler(self._native, self.threads or measured)
        return self._native, self._sampler

    def close(self) -> None:
        """Free the model's memory."""
        if self._loading is not None and self._loading.is_alive():
            return  # it is let go of when it is read
        if self._sampler:
            self._sampler.close()
        if self._native:
            self._native.close()
        self._sampler = self._native = self._loading = None

    def propose(self, brief: Brief, attempts: Sequence[Attempt], count: int, deadline: float) -> Iterator[Proposal]:
        """Yield up to `count` proposals as their answers complete; nothing is decoded while the caller has control."""
        yield from self.answer(brief, plan(brief, diagnose(brief), attempts, count, self.luck), deadline)

    def answer(self, brief: Brief, draws: Sequence[Draw], deadline: float) -> Iterator[Proposal]:
        """Yield what is proposed in the answers to given prompts, in whatever order they complete.

        Raises BudgetError where not even one could be complete by the deadline.
        """
        started = time.monotonic()
        native, sampler = self.load()
        jobs = [self._job(native, draw) for draw in draws]
        jobs = [job for job in jobs if _fits(native, job)] or jobs[:1]  # of one that is too long the sampler says so
        slots = self._slots(jobs, deadline - time.monotonic())
        if slots < 1:
            raise BudgetError("no answer could be complete in the time left", "give more time with --budget")
        answers = sampler.sample(jobs, slots=slots, deadline=deadline)
        self._repeated.clear()
        spent_s = self.model_s + time.monotonic() - started  # loading says nothing of the speed
        before = sampler.evaluated_tokens, sampler.decoded_tokens
        try:
            for answer in answers:
                self.model_s += time.monotonic() - started
                yield self._proposal(brief, answer.job.tag, answer.text)
                yield from self._repeats(brief)
                started = time.monotonic()
            yield from self._repeats(brief)
        finally:
            answers.close()  # type: ignore[attr-defined]  # an iterator to the caller, a generator here
            read, written = sampler.evaluated_tokens - before[0], sampler.decoded_tokens - before[1]
            self._learn(read, written, slots, self.model_s - spent_s)

    def _learn(self, read: int, written: int, slots: int, took_s: float) -> None:
        """Compare what was expected with what the time went into: other programs may keep the machine busy."""
        expected_s = self._takes_s(read, written / slots, slots) / self._slowness
        if took_s > LEARN_S and written:
            self._slowness = min(MOST_SLOWNESS, max(1 / MOST_SLOWNESS, took_s / expected_s))

    def _slots(self, jobs: Sequence[Job], left_s: float) -> int:
        """How many answers can be decoded together and still be complete in the time left; 0 where not even one can."""
        most = self.settings.slots if self.settings else SLOTS
        for slots in range(min(most, len(jobs)), 0, -1):
            together = jobs[:slots]
            read = _unread_chars(together) / CHARS_PER_TOKEN
            length = USUAL_LENGTH if slots > 1 else SHORT_LENGTH
            if self._takes_s(read, max(job.max_tokens for job in together) * length, slots) <= left_s:
                return slots
        return 0

    def _takes_s(self, read_tokens: float, answer_tokens: float, slots: int) -> float:
        """Seconds to read so many tokens and write so many answers of a length together, as measured here or usual."""
        if self.settings is not None:
            write_s = slots * answer_tokens / self.settings.written_per_s(slots)
            return self._slowness * (read_tokens / self.settings.read_tokens_per_s + write_s)
        size = self._slowness * self.path.stat().st_size / SPEED_BYTES
        return float(size * (read_tokens / READ_TOKENS_PER_S + answer_tokens / TOKENS_PER_S * slots**SLOWER_TOGETHER))

    def _job(self, native: Native, draw: Draw) -> Job:
        prompt = draw.prompt
        return Job(
            prompt=native.chat(prompt.system, prompt.user),
            prefix=prompt.prefix,
            temperature=draw.temperature,
            seed=self.seed + _SEED_STEP * draw.nth,
            max_tokens=min(LONGEST_ANSWER_TOKENS, int(prompt.expected_chars / CHARS_PER_TOKEN)),
            stop=prompt.finished,
            refuse=lambda text: prompt.repeats(text) and self._note(draw),
            tag=draw,
        )

    def _note(self, draw: Draw) -> bool:
        self._repeated.append(draw)
        return True

    def _repeats(self, brief: Brief) -> Iterator[Proposal]:
        """The version itself for every answer that was refused since it repeats it: the ledger shows that it was asked."""
        while self._repeated:
            prompt = self._repeated.pop().prompt
            origin = Origin("llm", self.name, prompt.strategy, prompt.parent)
            same = "\n".join(lines_of(brief.text, spans_of(brief.text)[prompt.qualname]))
            yield Proposal({prompt.qualname: same}, origin, note="the answer repeats the slow part")

    def _proposal(self, brief: Brief, draw: Draw, text: str) -> Proposal:
        prompt = draw.prompt
        origin = Origin("llm", self.name, prompt.strategy, prompt.parent)
        others = [name for name in (brief.qualname, *brief.helpers) if name != prompt.qualname]
        proposal = parse_answer(prompt.whole(text), brief, (prompt.qualname, *others), origin)
        return dataclasses.replace(proposal, note=PART_NOTE) if prompt.given else proposal


def _fits(native: Native, job: Job) -> bool:
    return len(native.tokens(job.prompt + job.prefix)) + job.max_tokens <= native.trained_context


def _unread_chars(jobs: Sequence[Job]) -> int:
    """How long the prompts are, what one has in common with the one before counted once."""
    chars, before = 0, ""
    for job in jobs:
        same = next(
            (at for at, pair in enumerate(zip(job.prompt, before, strict=False)) if pair[0] != pair[1]), len(before)
        )
        chars += len(job.prompt) - same
        before = job.prompt
    return chars
