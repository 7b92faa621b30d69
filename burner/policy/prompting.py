"""Turns a brief, its faults and what was tried into prompts, and says which to try next.

One fault a prompt, most likely first; the shown code comes first in every prompt, so that prompts of one function share
their beginning in the KV cache. Knows nothing of models.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from burner.policy.diagnosis import Fault
from burner.policy.diagnosis.leads import Lead
from burner.policy.luck import place
from burner.policy.parse import answer_complete
from burner.policy.prompts import pages
from burner.policy.protocol import Attempt, Brief
from burner.policy.region import Region, region_of
from burner.policy.shown import AROUND, LONGEST_FUNCTION, gap, head, lines_of, shown, spans_of
from burner.target.spans import FunctionSpan

LONGER, ROOM_CHARS = 1.5, 500
"""How much longer a rewritten part may be than what it replaces."""
REPAIRS = 2
SAMPLES_OF_A_PROMPT = 2
_TEMPERATURES = (0.0, 0.8, 1.0)


@dataclass(frozen=True)
class Prompt:
    """One question to a model."""

    system: str
    user: str
    prefix: str
    """What the answer is forced to begin with."""
    qualname: str
    """The function asked for."""
    strategy: str
    parent: str | None
    expected_chars: int
    """How long a good answer may be."""
    slow: str = ""
    """The function as it is, up to and with what is slow: an answer that begins so repeats it."""
    region: Region | None = None
    """The statement that is rewritten; None where it is the whole function."""
    given: str = ""
    """What `prefix` stands for, where the function is too long to be shown whole."""

    def finished(self, answer: str) -> bool:
        """Whether an answer needs no further word."""
        return answer_complete(answer) or (
            self.region is not None and self.region.closed(answer, self.prefix) is not None
        )

    def whole(self, answer: str) -> str:
        """The answer with the rest of the function, where it ended at it, and what its beginning left out."""
        answer = self._begun(answer)
        return (self.region and self.region.closed(answer, self.given or self.prefix)) or answer

    def repeats(self, answer: str) -> bool:
        """Whether an answer, as far as it goes, copies the function beyond what it should change."""
        return bool(self.slow) and self._begun(answer).startswith(self.slow)

    def _begun(self, answer: str) -> str:
        begun = self.given and answer.startswith(self.prefix)
        return self.given + answer.removeprefix(self.prefix) if begun else answer


@dataclass(frozen=True)
class Draw:
    """One answer that is wanted of a prompt."""

    prompt: Prompt
    temperature: float
    nth: int
    """How many answers of this prompt were asked for before."""


def plan(
    brief: Brief,
    faults: Sequence[Fault],
    attempts: Sequence[Attempt],
    count: int,
    luck: Mapping[str, float] = MappingProxyType({}),
) -> list[Draw]:
    """The next `count` answers to ask for: repairs of near misses, then faults in order, those tried least first.

    `luck` is what strategies brought in this project so far (see luck.py).
    """
    asked = Counter(attempt.proposal.origin.strategy for attempt in attempts)
    prompts = [*_repairs(brief, attempts)]
    room = max(0, count - len(prompts))
    curable = [prompt for fault in faults for prompt in _of_fault(brief, fault, faults)]

    def turn(item: tuple[int, Prompt]) -> tuple[int, bool, float]:
        strategy = item[1].strategy
        return asked[strategy] // SAMPLES_OF_A_PROMPT, not strategy.endswith(":lead"), place(item[0], strategy, luck)

    ranked = sorted(enumerate(curable), key=turn)
    draws = [Draw(prompt, 0.3, asked[prompt.strategy]) for prompt in prompts[:count]]
    for _, prompt in ranked:
        for _ in range(SAMPLES_OF_A_PROMPT):
            if room:
                nth = asked[prompt.strategy]
                draws.append(Draw(prompt, _TEMPERATURES[min(nth, len(_TEMPERATURES) - 1)], nth))
                asked[prompt.strategy] += 1
                room -= 1
    last = ranked[0][1]
    for _ in range(room):
        draws.append(Draw(last, _TEMPERATURES[-1], asked[last.strategy]))
        asked[last.strategy] += 1
    return draws


def _of_fault(brief: Brief, fault: Fault, faults: Sequence[Fault]) -> Iterator[Prompt]:
    """A prompt for one fault: with the first lines of its cure where they are known, and without."""
    cure = pages.cure(fault.kind)
    if cure is None and fault.kind != "general":
        return
    strategy = cure.strategy if cure else "general"
    others = [other for other in faults if other.kind != "general" and other.qualname == fault.qualname][:3]
    fields = {
        "fault": fault.words,
        "cure": cure.words if cure else "",
        "example": f"Example, on other code:\n```python\n{cure.before}\n```\nbecomes\n```python\n{cure.after}\n```"
        if cure
        else "",
        "others": "".join(f"- {other.words}\n" for other in others).rstrip(),
    }
    label = "general" if fault.kind == "general" else f"{strategy}:{fault.kind}:{fault.line}"
    span = spans_of(brief.text)[fault.qualname]
    whole = fault.kind in {"general", "recursion"}
    region = None if whole else region_of(brief.text, span, fault.line)
    long = region is not None and len("\n".join(lines_of(brief.text, span))) > LONGEST_FUNCTION
    part = range(region.first, region.last + 1) if region is not None and long else None
    free = _prompt(brief, fault.qualname, strategy, fields, label, 0 if whole else fault.line, part)
    if fault.kind == "general":
        free = dataclasses.replace(free, prefix=_fenced(head(brief.text, span, span.last_line)))
    else:
        free = dataclasses.replace(free, slow=_until(brief.text, span, fault.line))
    if region is not None:
        chars = int(region.chars * LONGER) + ROOM_CHARS
        free = dataclasses.replace(free, prefix=_fenced(region.before), region=region, expected_chars=chars)
    if fault.lead:
        prefix = _led(brief.text, span, fault.lead)
        led = dataclasses.replace(free, prefix=prefix, strategy=f"{label}:lead")
        yield _shortened(led, brief.text, span) if long else led
    yield _shortened(free, brief.text, span) if long else free


def _repairs(brief: Brief, attempts: Sequence[Attempt]) -> Iterator[Prompt]:
    """Prompts for the newest versions that were wrong in a way that can be shown, each at most `REPAIRS` times."""
    tried = Counter(
        attempt.proposal.origin.parent for attempt in attempts if attempt.proposal.origin.strategy == "repair"
    )
    spans = spans_of(brief.text)
    yielded = 0
    for attempt in reversed(attempts):
        names = [name for name in attempt.proposal.functions if name in spans]
        shown = attempt.counter_example or (attempt.reason if attempt.verdict == "crashed" else None)
        if attempt.verdict not in {"wrong", "crashed"} or not names or not shown or tried[attempt.id] >= REPAIRS:
            continue
        if attempt.proposal.origin.kind == "rule" or attempt.proposal.origin.strategy == "repair":
            continue
        fields = {
            "tried": "\n\n".join(attempt.proposal.functions.values()),
            "reason": attempt.reason[:300],
            "counter_example": (attempt.counter_example or "")[:400],
        }
        prompt = _prompt(brief, names[0], "repair", fields, "repair", 0)
        yield dataclasses.replace(prompt, parent=attempt.id)
        yielded += 1
        if yielded == REPAIRS:
            return


def _prompt(
    brief: Brief,
    qualname: str,
    strategy: str,
    fields: dict[str, str],
    label: str,
    guards_before: int,
    part: range | None = None,
) -> Prompt:
    spans = spans_of(brief.text)
    span = spans[qualname]
    code = f"```python\n{shown(brief, span, spans, part)}\n```"
    user = pages.template(strategy).substitute(fields, code=code, facts=_facts(brief, qualname), name=span.node.name)
    user = "\n".join(line for line in user.split("\n") if line.strip())
    prefix = _fenced(head(brief.text, span, guards_before))
    length = len("\n".join(lines_of(brief.text, span)))
    return Prompt(pages.system(), user, prefix, qualname, label, brief.parent, int(length * LONGER) + ROOM_CHARS)


def _shortened(prompt: Prompt, text: str, span: FunctionSpan) -> Prompt:
    """The prompt with a beginning that leaves out what lies between the header and the lines before the slow part."""
    lines = prompt.prefix.split("\n")
    start = next(at for at, line in enumerate(lines) if line.startswith(("def ", "async def ")))
    start += len(head(text, span).split("\n"))
    end = len(lines) - 1 - AROUND
    if end <= start:
        return prompt
    short = "\n".join([*lines[:start], gap(span), *lines[end:]])
    return dataclasses.replace(prompt, prefix=short, given=prompt.prefix)


def _fenced(code: str) -> str:
    """The beginning of an answer in a block."""
    return f"```python\n{code}\n"


def _until(text: str, span: FunctionSpan, line: int) -> str:
    """The function from its `def` to a line of the module, as an answer that repeats it has it."""
    lines = lines_of(text, span)[: line - span.def_line + 1]
    return "```python\n" + "\n".join(lines) + "\n"


def _led(text: str, span: FunctionSpan, lead: Lead) -> str:
    """The beginning of an answer: all lines before the slow statement, then the first lines of its cure."""
    lines = lines_of(text, span)
    first = span.node.body[0]
    at = lead.before - span.def_line
    indent = " " * (first.col_offset - span.node.col_offset)
    kept = head(text, span).split("\n") if at < 1 else lines[:at]
    imports = [f"{line}\n\n" for line in lead.imports if line not in text]
    body = [f"{indent}{line}" if line else "" for line in lead.lines]
    return f"```python\n{''.join(imports)}{chr(10).join([*kept, *body])}\n"


def _facts(brief: Brief, qualname: str) -> str:
    parts = []
    if brief.sizes and qualname == brief.qualname:
        shown = [(name, size) for name, size in list(brief.sizes.items())[:4] if size > 1]
        parts.append(
            ", ".join(f"{name}={n}" if brief.types.get(name) == "int" else f"len({name})={n}" for name, n in shown)
        )
    if brief.types and qualname == brief.qualname:
        parts.append(", ".join(f"{name}: {kind}" for name, kind in list(brief.types.items())[:4] if len(kind) < 60))
    if brief.growth and brief.growth.exponent > 1.2:
        parts.append(f"time grows like {brief.growth.label} with {brief.growth.input}")
    known = "; ".join(part for part in parts if part)
    called = f"Called with {known}." if known else ""
    return f"{called} Do this: {' '.join(brief.hint.split())}".strip() if brief.hint else called
