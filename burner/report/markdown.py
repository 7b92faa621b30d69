"""A run as markdown that fits a pull request: the figure, the evidence, the diff, how to repeat it."""

from __future__ import annotations

from collections import Counter

from burner.report import words
from burner.report.document import Document
from burner.report.story import target_name


def markdown(document: Document, command: str = "", peak_bytes: int | None = None) -> str:
    """Return the summary of a result document; ends with a newline.

    `command` repeats the run, `peak_bytes` is what one call of the winner holds at its peak, where they are known.
    """
    blocks = [f"### burner: `{target_name(document)}`", _headline(document)]
    if document["best"]:
        blocks += [_table(document, peak_bytes), _diff(document["best"]["diff"])]
    blocks.append(_rejected(document))
    if command and document["best"]:
        blocks.append(f"Repeat it with `{command}`." if "`" not in command else "")
    if document["run"]:
        blocks.append(f"<sub>run `{document['run']}` in {document['wall_s']:.0f} s{_machine(document)}</sub>")
    return "\n\n".join(block for block in blocks if block) + "\n"


def _headline(document: Document) -> str:
    if document["best"]:
        return f"**{words.headline(document)}**, by {words.origin(document['best']['origin'])}."
    if document["error"]:
        return f"**Failed**: {document['error']['message']}"
    return "**Nothing better was found.** The code stays as it is."


def _table(document: Document, peak_bytes: int | None) -> str:
    best, baseline = document["best"], document["baseline"]
    figures = best["speedup"]
    if peak_bytes is None:
        memory = words.less(best["memory_ratio"], "memory")
    else:
        memory = words.memory(baseline["peak_memory_bytes"], peak_bytes)
    rows = [
        (
            "time per call",
            f"{words.seconds(baseline['time_s'])} -> {words.seconds(baseline['time_s'] / figures['ratio'])}",
        ),
        ("growth", words.growth_change(baseline["growth"], best["growth"])),
        ("memory", memory),
        ("measured", f"{figures['pairs']} pairs, {figures['clock']} clock{_spread(document)}"),
        ("checked on", words.evidence(document["evidence"])),
        ("would not notice", _code(words.unnoticed(document["evidence"]))),
        ("unlike with nan", _code(words.unlike_on_nan(document["evidence"]))),
    ]
    return "\n".join(["| | |", "|---|---|", *(f"| {label} | {text} |" for label, text in rows if text)])


def _code(text: str) -> str:
    return f"`{text.replace('|', chr(92) + '|')}`" if text else ""


def _spread(document: Document) -> str:
    check = document["self_check"]
    return f"; identical code differed by {check['spread']:.1%}" if check else ""


def _diff(diff: str) -> str:
    longest = max((len(run) for run in _backtick_runs(diff)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}diff\n{diff.rstrip()}\n{fence}"


def _backtick_runs(text: str) -> list[str]:
    return "".join(char if char == "`" else " " for char in text).split()


def _rejected(document: Document) -> str:
    verdicts = Counter(candidate["verdict"] for candidate in document["candidates"])
    rejected = [f"{verdicts[verdict]} {word}" for verdict, word in words.VERDICT_WORDS.items() if verdicts[verdict]]
    return f"Of {words.count(len(document['candidates']), 'candidate')}: {', '.join(rejected)}." if rejected else ""


def _machine(document: Document) -> str:
    machine = document["machine"]
    return f" on {machine['processor']}, {machine['system']}" if "processor" in machine else ""
