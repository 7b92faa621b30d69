"""Batched sampling: many answers decoded together, since the weights are read once per step whatever the batch.

Sequence 0 holds the prompt evaluated last (the trunk); every answer runs in a sequence of its own that shares the
trunk's KV cells. The trunk lacks the prompt's last token: each answer decodes that token itself, so that a slot can
be refilled at any step without evaluating the prompt again.

Answers copy much of their prompt. Where an answer repeats a few of its tokens, the tokens that follow them there are
decoded along as a guess (prompt look-up): a batch costs far less than its tokens one by one, and a guess counts only
as far as the sampler draws the same tokens. Knows nothing of Python or of candidates.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from burner.errors import UnavailableError, UsageError
from burner.policy.llama.native import Native, available_bytes, common_prefix, physical_cores
from burner.policy.llama.record import Recorder

TRUNK = 0
EVAL_CHUNK = 16
"""Prompt tokens per call: small enough that an interrupt is heard within half a second; 24 are read more slowly."""
STEP_TOKENS = 24
"""Tokens of all answers that are decoded in one call, guessed ones included."""
CELL_STEP = 1024
GUESSED = 8
"""Most tokens guessed ahead of one answer in a step."""
ALIKE = 3
"""So many tokens of an answer must stand in its prompt before what follows there is guessed."""


@dataclass(frozen=True)
class Job:
    """One answer that is wanted; a `temperature` of 0 is greedy."""

    prompt: str
    """The whole prompt in the model's chat template."""
    prefix: str = ""
    """Text the answer is forced to begin with; it is part of the answer."""
    grammar: str = ""
    """GBNF whose `root` the answer must follow after its prefix; it is looked at for every token, which is slow."""
    temperature: float = 0.7
    top_k: int = 40
    top_p: float = 0.95
    seed: int = 0
    max_tokens: int = 512
    stop: Callable[[str], bool] = lambda _text: False
    """Asked about the text so far (prefix included) whenever it grew: whether the answer is complete."""
    refuse: Callable[[str], bool] = lambda _text: False
    """Asked in the same way; an answer it refuses is dropped at once and not yielded."""
    record: bool = False
    """Whether the sample tells its tokens and how likely each was; top_k and top_p then don't count."""
    tag: Any = None
    """Whatever the caller wants back with the sample."""


@dataclass(frozen=True)
class Sample:
    """One finished answer, its forced prefix included."""

    text: str
    job: Job
    tokens: int
    complete: bool
    """False where `max_tokens` cut it."""
    seconds: float
    token_ids: tuple[int, ...] = ()
    """The tokens drawn, the one that ended the answer included; only where the job asked for a record."""
    logprobs: tuple[float, ...] = ()
    """Natural logarithm of each one's probability."""


@dataclass
class _Slot:
    sequence: int
    job: Job
    chain: Any
    position: int
    """Where `token` goes."""
    token: int
    prompt: tuple[int, ...]
    started: float
    output: bytearray = field(default_factory=bytearray)
    count: int = 0
    recent: tuple[int, ...] = ()
    """The last tokens, `token` included."""
    guess: tuple[int, ...] = ()
    """What may follow `token`."""
    recorder: Recorder | None = None
    reach: int = 2
    """How many tokens are worth guessing: more after each guess that came true."""


class Sampler:
    """Samples answers of one model in one thread."""

    def __init__(self, native: Native, threads: int | None = None) -> None:
        self._native = native
        self._lib = native.lib
        self._threads = threads or physical_cores()
        self._context: Any = None
        self._cells = 0
        self._sequences = 0
        self._trunk: list[int] = []
        self.evaluated_tokens = 0
        """Prompt tokens evaluated so far; those taken over from an earlier prompt don't count."""
        self.decoded_tokens = 0

    def close(self) -> None:
        """Free the context."""
        if self._context:
            self._lib.llama_free(self._context)
            self._context = None
            self._trunk = []

    def sample(
        self,
        jobs: Iterable[Job],
        *,
        slots: int = 8,
        deadline: float = float("inf"),
    ) -> Iterator[Sample]:
        """Yield each answer as it completes, in whatever order that is.

        At most `slots` answers are decoded at a time; one that is finished leaves the batch and the next job takes its
        place. Jobs with the same prompt should follow one another. Ends by `deadline` (of `time.monotonic()`) or when closed, without what is
        unfinished. Raises UnavailableError where a prompt is longer than the model's context or memory allows.
        """
        queue = iter(jobs)
        waiting: tuple[Job, tuple[int, ...]] | None = None
        active: list[_Slot] = []
        batch: Any = None
        try:
            while time.monotonic() < deadline:
                while len(active) < slots:
                    if waiting is None:
                        job = next(queue, None)
                        if job is None:
                            break
                        waiting = job, tuple(self._native.tokens(job.prompt + job.prefix))
                    if not self._reserve(active, waiting, slots):
                        break
                    if batch is None:
                        batch = self._lib.llama_batch_init(max(STEP_TOKENS, self._sequences), 0, 1)
                    if not self._evaluate(batch, waiting[1], deadline):
                        return
                    active.append(self._seat(active, *waiting))
                    waiting = None
                if not active:
                    return
                drawn = self._step(batch, active)
                for slot, tokens in zip(list(active), drawn, strict=True):
                    for token in tokens:
                        text = self._text(slot, token)
                        sample = self._finished(slot, token, text)
                        if sample or slot.job.refuse(text):
                            active.remove(slot)
                            self._leave(slot)
                            break
                    if sample:
                        yield sample
        finally:
            for slot in active:
                self._leave(slot)
            if batch is not None:
                self._lib.llama_batch_free(batch)

    def _reserve(self, active: list[_Slot], waiting: tuple[Job, tuple[int, ...]], slots: int) -> bool:
        """Make sure that the cells hold what runs and what waits; False where it must wait for others to finish."""
        job, prompt = waiting
        prompts = {slot.prompt for slot in active} | {prompt}
        need = sum(map(len, prompts)) + sum(each.max_tokens + GUESSED for each in (job, *(slot.job for slot in active)))
        if self._context and need <= self._cells and slots < self._sequences:
            return True
        if active:
            return False
        if len(prompt) + job.max_tokens > self._native.trained_context:
            raise UnavailableError(
                f"a prompt of {len(prompt)} tokens does not fit the model's {self._native.trained_context}",
                "take a model with a longer context, or split the function",
            )
        want = 2 * len(prompt) + slots * (job.max_tokens + GUESSED)
        # A new context has to read the prompt again: room for longer prompts and answers is made at once, if there is any.
        want *= 1 + (self._native.kv_bytes(2 * want) < available_bytes() // 4)
        cells = -(-want // CELL_STEP) * CELL_STEP
        self.close()
        self._context = self._native.context(cells, slots + 1, STEP_TOKENS, self._threads)
        self._memory = self._lib.llama_get_memory(self._context)
        self._cells, self._sequences = cells, slots + 1
        return True

    def _evaluate(self, batch: Any, prompt: tuple[int, ...], deadline: float) -> bool:
        """Bring the trunk to the prompt without its last token; False where the deadline came first."""
        wanted = prompt[:-1]
        kept = common_prefix(self._trunk, wanted)
        if kept < len(self._trunk):
            self._lib.llama_memory_seq_rm(self._memory, TRUNK, kept, -1)
            del self._trunk[kept:]
        while kept < len(wanted):
            if time.monotonic() >= deadline:
                return False
            chunk = wanted[kept : kept + EVAL_CHUNK]
            for index, token in enumerate(chunk):
                put(batch, index, token, kept + index, TRUNK, logits=False)
            batch.n_tokens = len(chunk)
            self._decode(batch)
            self._trunk.extend(chunk)
            self.evaluated_tokens += len(chunk)
            kept += len(chunk)
        return True

    def _seat(self, active: list[_Slot], job: Job, prompt: tuple[int, ...]) -> _Slot:
        taken = {slot.sequence for slot in active}
        sequence = next(number for number in range(1, self._sequences) if number not in taken)
        self._lib.llama_memory_seq_cp(self._memory, TRUNK, sequence, -1, -1)
        slot = _Slot(sequence, job, self._chain(job), len(prompt) - 1, prompt[-1], prompt, time.monotonic())
        slot.recent = prompt[-ALIKE:]
        slot.recorder = Recorder(job.temperature, job.seed) if job.record else None
        return slot

    def _chain(self, job: Job) -> Any:
        lib = self._lib
        chain = lib.llama_sampler_chain_init(lib.llama_sampler_chain_default_params())
        if job.grammar:
            grammar = lib.llama_sampler_init_grammar(self._native.vocab, job.grammar.encode(), b"root")
            if not grammar:
                lib.llama_sampler_free(chain)
                raise UsageError("the grammar of an answer can't be read", "it must be GBNF with a rule named root")
            lib.llama_sampler_chain_add(chain, grammar)
        if job.temperature <= 0:
            lib.llama_sampler_chain_add(chain, lib.llama_sampler_init_greedy())
            return chain
        lib.llama_sampler_chain_add(chain, lib.llama_sampler_init_top_k(job.top_k))
        lib.llama_sampler_chain_add(chain, lib.llama_sampler_init_top_p(job.top_p, 1))
        lib.llama_sampler_chain_add(chain, lib.llama_sampler_init_temp(job.temperature))
        lib.llama_sampler_chain_add(chain, lib.llama_sampler_init_dist(job.seed & 0xFFFFFFFF))
        return chain

    def _step(self, batch: Any, active: list[_Slot]) -> list[list[int]]:
        """Decode each answer's newest token and what is guessed to follow; returns the tokens drawn for each."""
        room = (max(STEP_TOKENS, len(active)) - len(active)) // len(active)
        size = 0
        for slot in active:
            slot.guess = _follows(slot.prompt, slot.recent, min(slot.reach, room, GUESSED))
            for offset, token in enumerate((slot.token, *slot.guess)):
                put(batch, size, token, slot.position + offset, slot.sequence, logits=True)
                size += 1
        batch.n_tokens = size
        self._decode(batch)
        drawn, row = [], 0
        for slot in active:
            drawn.append(self._draw(slot, row))
            row += 1 + len(slot.guess)
        return drawn

    def _draw(self, slot: _Slot, row: int) -> list[int]:
        """Draw the tokens that follow, as far as the guess holds; `row` is where the answer begins in the batch."""
        tokens: list[int] = []
        for offset in range(len(slot.guess) + 1):
            tokens.append(self._pick(slot, row + offset))
            if offset < len(slot.guess) and tokens[-1] != slot.guess[offset]:
                self._lib.llama_memory_seq_rm(self._memory, slot.sequence, slot.position + len(tokens), -1)
                break
        if slot.guess:
            slot.reach = 2 * slot.reach if len(tokens) > len(slot.guess) else max(1, len(tokens) - 1)
        slot.position += len(tokens)
        slot.token = tokens[-1]
        slot.recent = (*slot.recent, *tokens)[-ALIKE:]
        self.decoded_tokens += len(tokens)
        return tokens

    def _pick(self, slot: _Slot, row: int) -> int:
        if slot.recorder is None:
            return int(self._lib.llama_sampler_sample(slot.chain, self._context, row))
        return slot.recorder.draw(self._native.logits(self._context, row))

    def _decode(self, batch: Any) -> None:
        code = self._lib.llama_decode(self._context, batch)
        if code:
            self.close()
            raise UnavailableError(
                f"llama.cpp failed while decoding (code {code})", "try again, or take a smaller model"
            )

    def _text(self, slot: _Slot, token: int) -> str:
        """The answer so far, with one more token."""
        slot.count += 1
        if not self._native.ends(token):
            slot.output += self._native.piece(token)
        return slot.job.prefix + slot.output.decode(errors="ignore")

    def _finished(self, slot: _Slot, token: int, text: str) -> Sample | None:
        complete = self._native.ends(token) or slot.job.stop(text)
        if not complete and slot.count < slot.job.max_tokens:
            return None
        seconds = time.monotonic() - slot.started
        if slot.recorder is None:
            return Sample(text, slot.job, slot.count, complete, seconds)
        drawn = slot.recorder.tokens[: slot.count], slot.recorder.logprobs[: slot.count]
        return Sample(text, slot.job, slot.count, complete, seconds, tuple(drawn[0]), tuple(drawn[1]))

    def _leave(self, slot: _Slot) -> None:
        self._lib.llama_sampler_free(slot.chain)
        if self._context:
            self._lib.llama_memory_seq_rm(self._memory, slot.sequence, -1, -1)


def _follows(prompt: Sequence[int], recent: tuple[int, ...], count: int) -> tuple[int, ...]:
    """Up to `count` tokens that follow the first place in a prompt where the recent tokens stand."""
    if count < 1 or len(recent) < ALIKE:
        return ()
    for at in range(len(prompt) - ALIKE):
        if prompt[at + ALIKE - 1] == recent[-1] and tuple(prompt[at : at + ALIKE]) == recent:
            return tuple(prompt[at + ALIKE : at + ALIKE + count])
    return ()


def put(batch: Any, index: int, token: int, position: int, sequence: int, *, logits: bool) -> None:
    """Set one token of a batch."""
    batch.token[index] = token
    batch.pos[index] = position
    batch.n_seq_id[index] = 1
    batch.seq_id[index][0] = sequence
    batch.logits[index] = logits
