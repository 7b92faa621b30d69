"""A run as markdown that fits a pull request: the figure, the evidence, the diff, how to repeat it."""

from __future__ import annotations

from collections import Counter
from pathlib import PurePath

from burner.report import words
from burner.report.document import Document


def markdown(document: Document) -> str:
    """Return the summary of a result document; ends with a newline."""
    blocks = [f"### burner: `{_name(document)}`", _headline(document)]
    if document["best"]:
        blocks += [_table(document), _diff(document["best"]["diff"])]
    blocks.append(_rejected(document))
    if document["run"]:
        blocks.append(f"<sub>run `{document['run']}` in {document['wall_s']:.0f} s{_machine(document)}</sub>")
    return "\n\n".join(block for block in blocks if block) + "\n"


def _name(document: Document) -> str:
    """Return the target without the folders of the user's own machine: the diff's path, else the file's name."""
    target = document["target"]
    if target is None:
        return "the target"
    diff = document["best"]["diff"] if document["best"] else ""
    paths = [line.removeprefix("+++ b/") for line in diff.splitlines() if line.startswith("+++ b/")]
    return f"{(paths or [PurePath(target['file']).name])[0]}::{target['qualname']}"


def _headline(document: Document) -> str:
    if document["best"]:
        return f"**{words.speedup(document['best']['speedup'])}**, by {words.origin(document['best']['origin'])}."
    if document["error"]:
        return f"**Failed**: {document['error']['message']}"
    return "**Nothing better was found.** The code stays as it is."


def _table(document: Document) -> str:
    best, baseline = document["best"], document["baseline"]
    figures = best["speedup"]
    rows = [
        (
            "time per call",
            f"{words.seconds(baseline['time_s'])} -> {words.seconds(baseline['time_s'] / figures['ratio'])}",
        ),
        ("growth", words.growth_change(baseline["growth"], best["growth"])),
        ("memory", words.less(best["memory_ratio"], "memory")),
        ("measured", f"{figures['pairs']} pairs, {figures['clock']} clock{_spread(document)}"),
        ("checked on", words.evidence(document["evidence"])),
        ("would not notice", _code(words.unnoticed(document["evidence"]))),
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
