"""What the guard found, in words: the same on a terminal, in an annotation and in a job summary."""

from __future__ import annotations

from burner.check.guard.run import Checked
from burner.report import words
from burner.report.document import growth_json
from burner.search.versus import Versus

_UNCOMPARED = {
    "unreached": "not compared, no test reaches it",
    "incomparable": "not compared",
    "failed": "could not be run",
    "out_of_time": "not compared",
}


def headline(item: Checked) -> str:
    """What became of a function, in one line."""
    seen = item.versus
    if seen is None:
        return f"{_UNCOMPARED[item.status]}: {item.reason}"
    figures = seen.speedup.to_json()
    match item.status:
        case "slower":
            said = words.slowdown(figures)
        case "grows_worse":
            said = f"grows worse: {words.growth_change(growth_json(seen.before), growth_json(seen.after))}"
        case "faster":
            said = words.speedup(figures)
        case "undecided":
            said = f"undecided, {words.slowdown(figures)} is not beyond this machine's noise of {seen.spread:.0%}"
        case _:
            return f"no slowdown ({words.ratio(figures['ratio'])} as fast on {seen.inputs})"
    return f"{said} on {seen.inputs}: {words.seconds(seen.old_s)} -> {words.seconds(seen.new_s)}"


def growth(item: Checked) -> str:
    """How the growth changed, where it surely did and the headline does not say so; else an empty text."""
    seen = item.versus
    if seen is None or item.status == "grows_worse" or seen.before is None or seen.after is None:
        return ""
    apart = seen.after.low > seen.before.high or seen.after.high < seen.before.low
    return words.growth_change(growth_json(seen.before), growth_json(seen.after)) if apart else ""


def behaviour(seen: Versus) -> str:
    """What is known of the behaviour on the recorded calls."""
    compared, differing = seen.behaviour.compared, seen.behaviour.differing
    if differing:
        return f"differs on {differing} of {words.count(compared, 'recorded call')}, as in {seen.behaviour.example}"
    if not compared:
        return "not compared: the results can't be written down"
    return f"the same on {words.count(compared, 'recorded call')}"
