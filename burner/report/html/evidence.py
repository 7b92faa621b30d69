"""What the result rests on, and what it does not say."""

from __future__ import annotations

from burner.report import words
from burner.report.html.markup import Html, el, join
from burner.report.html.result import STRENGTHS
from burner.report.story import Story

LEVELS = {
    "strict": "every type, float bit, dict order, exception and warning had to be the same",
    "normal": "results, types, float bits, dict order, exceptions, arguments after the call and printed text had to be the same",
    "loose": "floats to 9 digits, dict order free, exceptions of the same type",
}


def evidence(story: Story) -> Html:
    """Return what versions were compared on."""
    found = story.document["evidence"]
    style, sign = STRENGTHS[found["strength"]]
    rows: list[tuple[str, str | Html]] = [
        ("tests", f"{words.count(found['tests'], 'test')} that reach the function"),
        ("recorded calls", f"{words.count(found['recorded_calls'], 'call')} as they happened"),
        ("generated calls", f"{words.count(found['generated_calls'], 'call')} made from the recorded ones"),
        ("equality", f"{found['equality']}: {LEVELS[found['equality']]}"),
    ]
    if found["mutants"]:
        noticed = f"{found['mutants_killed']} of {words.count(found['mutants'], 'small fault')}"
        rows.append(("faults noticed", f"{noticed} that were put into the original on purpose"))
    strength = join(el("span", sign, class_=f"sign {style}", aria_hidden="true"), f" {found['strength']}")
    if story.document["candidates"]:
        rows.insert(0, ("strength", strength))
    return el("dl", (el("div", el("dt", label), el("dd", said)) for label, said in rows))


def limits(story: Story) -> Html:
    """Return what the run did not look at, each in a sentence."""
    return el("ul", (el("li", said) for said in _limits(story)))


def _limits(story: Story) -> list[str | Html]:
    document, progress = story.document, story.progress
    found, baseline = document["evidence"], progress.baseline
    seen = words.count(found["recorded_calls"] + found["generated_calls"], "call")
    tests = words.count(found["tests"], "test")
    said: list[str | Html] = [
        f"Equal means: equal on {seen} and {tests}. Inputs of another kind were not seen; read the change."
    ]
    if unnoticed := words.unnoticed(found):
        said.append(join("The checks would not notice this fault: ", el("code", unnoticed), "."))
    elif found["mutants"] > found["mutants_killed"]:
        missed = found["mutants"] - found["mutants_killed"]
        said.append(f"{words.count(missed, 'small fault')} of {found['mutants']} went unnoticed.")
    if unlike := words.unlike_on_nan(found):
        said.append(join("Where a number is nan, which no recorded call has, it differs: ", el("code", unlike), "."))
    if baseline and baseline.input:
        said.append(f"Time was measured on {baseline.input}; on other inputs it differs.")
    if document["best"] and document["best"]["speedup"]["clock"] == "cpu":
        said.append("Time is the processor's: waiting for disks or networks is not in it.")
    if document["self_check"]:
        spread = f"{document['self_check']['spread']:.1%}"
        said.append(
            f"Identical code seemed to differ by {spread} on this machine in this run; less than that says nothing."
        )
    if progress.workload:
        said += [join("Test set aside: ", el("code", reason)) for reason in progress.workload.set_aside]
    said += [log.message.rstrip(".") + "." for log in progress.logs if log.level in {"warning", "error"}]
    return said
