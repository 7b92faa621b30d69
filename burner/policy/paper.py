"""The paper's way of asking (arXiv 2505.23387, appendices C to E): a problem, its present solution, and four figures.

No fault is named, no test shown, nothing said of earlier tries. The wording is ours, with the paper's sections and
order; it is the baseline's prompt and the one that the paper's training uses. The paper does not state how it decodes:
its code is greedy, which would repeat one answer for ever where nothing was adopted, so a state that is asked about
again is sampled.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from burner.policy.prompting import LONGER, ROOM_CHARS, Draw, Prompt
from burner.policy.prompts import pages
from burner.policy.protocol import Attempt, Brief, Proposal
from burner.policy.shown import context, docstring_lines, lines_of, spans_of

STRATEGY = "paper"
EFFICIENCY = {"time": "time-efficient", "memory": "memory-efficient", "integral": "both-time-and-memory-efficient"}
"""Objective -> the paper's words for it."""
AGAIN_TEMPERATURE = 0.7
THINKING_CHARS = 1_500
"""Room for the thinking before the answer."""
_OPEN, _CLOSE = "<solution>", "</solution>"


@dataclass(frozen=True)
class Figures:
    """What was measured of a solution: the only feedback that the paper's loop gives."""

    passed: bool
    time_s: float
    peak_memory_bytes: float
    integral_byte_s: float


class Answers(Protocol):
    """A model that answers given prompts: the local one or a server."""

    name: str

    def answer(self, brief: Brief, draws: Sequence[Draw], deadline: float) -> Iterator[Proposal]:
        """Yield what is proposed in the answers."""
        ...


class PaperPrompt(Prompt):
    """The paper's prompt, whose answer thinks first and stands in tags."""

    def finished(self, answer: str) -> bool:
        """Whether the solution's tag is closed, or its block where the answer has no tags left open."""
        if _CLOSE in answer:
            return True
        solution = answer.rpartition(_OPEN)[2] if _OPEN in answer else answer
        return (_OPEN in answer or "<thinking>" not in answer) and "\n```" in solution.partition("```")[2]

    def whole(self, answer: str) -> str:
        """The solution without the thinking: what stands in the last pair of tags, or everything."""
        return answer.rpartition(_OPEN)[2].partition(_CLOSE)[0] if _OPEN in answer else answer


def messages(description: str, code: str, figures: Figures, objective: str) -> tuple[str, str]:
    """What the system and the user say: times in milliseconds, memory in kB, the integral in kB s."""
    user = pages.template("paper/user").substitute(
        language="python",
        description=description,
        code=f"```python\n{code}\n```",
        passed=figures.passed,
        time=f"{figures.time_s * 1e3:.4g} ms",
        memory=f"{figures.peak_memory_bytes / 1e3:.0f} kB",
        integral=f"{figures.integral_byte_s / 1e3:.4g} kB*s",
        efficiency=EFFICIENCY[objective],
    )
    return pages.page("paper/system"), user


class PaperPolicy:
    """Proposes one version at a time, from nothing but the version that is kept and its figures."""

    def __init__(self, model: Answers, objective: str) -> None:
        self.name = model.name
        self._model = model
        self._objective = objective

    def propose(self, brief: Brief, attempts: Sequence[Attempt], _count: int, deadline: float) -> Iterator[Proposal]:
        """One proposal; `attempts` only say how often this version was asked about before."""
        asked = sum(attempt.proposal.origin.parent == brief.parent for attempt in attempts)
        draw = Draw(self._prompt(brief), AGAIN_TEMPERATURE if asked else 0.0, asked)
        yield from self._model.answer(brief, [draw], deadline)

    def _prompt(self, brief: Brief) -> Prompt:
        spans = spans_of(brief.text)
        span = spans[brief.qualname]
        lines = lines_of(brief.text, span)
        doc = "\n".join(lines[number] for number in docstring_lines(span)).strip().strip("\"'").strip()
        around = "\n\n".join(context(brief, span, spans))
        description = f"{doc or f'Do what `{span.node.name}` does.'}\nThe signature stays as it is."
        if around:
            description += f"\nIts module also has:\n```python\n{around}\n```"
        code = "\n".join(lines)
        figures = Figures(
            passed=True,
            time_s=brief.time_s,
            peak_memory_bytes=brief.peak_memory_bytes,
            integral_byte_s=brief.integral_byte_s,
        )
        system, user = messages(description, code, figures, self._objective)
        chars = int(len(code) * LONGER) + ROOM_CHARS + THINKING_CHARS
        return PaperPrompt(system, user, "", brief.qualname, STRATEGY, brief.parent, chars)
