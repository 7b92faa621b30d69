"""Who answers in an evaluation: a local GGUF model, with or without an adapter, a server, or replies written down before."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from burner.errors import UnavailableError, UsageError
from burner.policy.llm import LlmPolicy
from burner.policy.prompting import Draw, Prompt
from burner.policy.remote import RemotePolicy
from burner_training.prompts.questions import Question
from burner_training.prompts.reply import Style, code_of

SLOTS, ANSWER_S = 8, 600.0
_SEED_STEP = 7919


class Answerer(Protocol):
    """Answers questions; `name` stands in tables."""

    name: str

    def answer(self, questions: Sequence[Question], temperatures: Sequence[float], seed: int) -> list[str]:
        """One reply per question, its forced beginning included."""
        ...

    def close(self) -> None:
        """Free what it holds."""
        ...


@dataclass
class LocalModel:
    """A GGUF model by llama.cpp, many answers at once; the file and the adapter that `burner optimize` would use."""

    policy: LlmPolicy
    style: Style
    max_tokens: int
    name: str = ""
    model_s: float = field(default=0.0)

    def __post_init__(self) -> None:
        self.name = self.name or self.policy.name

    def answer(self, questions: Sequence[Question], temperatures: Sequence[float], seed: int) -> list[str]:
        """One reply per question, decoded together."""
        from burner.policy.llama.sampler import Job

        began = time.monotonic()
        native, sampler = self.policy.load()
        jobs = [
            Job(
                prompt=native.chat(question.messages[0]["content"], question.messages[1]["content"]),
                prefix=question.prefix,
                temperature=temperature,
                seed=seed + _SEED_STEP * place,
                max_tokens=self.max_tokens,
                stop=self._finished,
                tag=place,
            )
            for place, (question, temperature) in enumerate(zip(questions, temperatures, strict=True))
        ]
        replies = [""] * len(jobs)
        for sample in sampler.sample(jobs, slots=min(SLOTS, len(jobs))):
            replies[sample.job.tag] = sample.text
        self.model_s += time.monotonic() - began
        return replies

    def _finished(self, text: str) -> bool:
        if self.style == "product":
            return "\n```" in text.partition("```")[2]
        return "</solution>" in text

    def close(self) -> None:
        """Free the model's memory."""
        self.policy.close()


@dataclass
class Server:
    """A model behind an OpenAI-compatible server (vLLM, llama.cpp's, ...), several questions at a time.

    What the server does not say of the forced beginning is put in front of its answer.
    """

    policy: RemotePolicy
    name: str = ""

    def __post_init__(self) -> None:
        self.name = self.name or self.policy.name

    def answer(self, questions: Sequence[Question], temperatures: Sequence[float], seed: int) -> list[str]:
        """One reply per question; raises UnavailableError where the server fails or does not answer in time."""
        with ThreadPoolExecutor(SLOTS) as threads:
            return [*threads.map(self._one, questions, temperatures, [seed] * len(questions))]

    def _one(self, question: Question, temperature: float, seed: int) -> str:
        system, user = (message["content"] for message in question.messages)
        prompt = Prompt(system, user, question.prefix, "", "evaluation", None, 0)
        try:
            text = self.policy.ask(Draw(prompt, temperature, seed), ANSWER_S)
        except TimeoutError as error:
            raise UnavailableError(
                f"{self.policy.url} did not answer within {ANSWER_S:g} s", "is it loaded?"
            ) from error
        return text if "```" in text or not question.prefix else question.prefix + text

    def close(self) -> None:
        """Nothing to free."""


@dataclass
class Written:
    """Replies of a file of JSON lines {"task_id": ..., "replies": [...]}, in the order of the iterations."""

    name: str
    replies: dict[str, Iterator[str]]

    @classmethod
    def read(cls, path: Path) -> Written:
        """The replies of a file; raises UsageError where a line is none."""
        found = {}
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            try:
                row = json.loads(line)
                found[str(row["task_id"])] = iter([str(reply) for reply in row["replies"]])
            except (ValueError, KeyError, TypeError) as error:
                raise UsageError(
                    f"{path}:{number} holds no replies: {error}", '{"task_id": "...", "replies": ["..."]}'
                ) from error
        return cls(path.stem, found)

    def answer(self, questions: Sequence[Question], temperatures: Sequence[float], seed: int) -> list[str]:  # noqa: ARG002  # the protocol's
        """The next reply for each question's task; empty where there is no more."""
        return [next(self.replies.get(question.task_id, iter(())), "") for question in questions]

    def close(self) -> None:
        """Nothing to free."""


def code_in(reply: str, style: Style) -> str:
    """The code of a reply; the paper's evaluation takes a reply without a block whole."""
    return code_of(reply, style) or reply
