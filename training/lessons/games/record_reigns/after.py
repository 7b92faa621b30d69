"""How long did each result stay unbeaten? Statistics of the club's weekly race."""
from dataclasses import dataclass


@dataclass
class Result:
    week: int
    runner: str
    points: int


def reigns(results):
    """For each result (in order of weeks) the next better one and the weeks until then."""
    beaten_by = [None] * len(results)
    waiting = []
    for i, result in enumerate(results):
        while waiting and results[waiting[-1]].points < result.points:
            beaten_by[waiting.pop()] = result
        waiting.append(i)
    rows = []
    unbeaten = 0
    longest = None
    for i, result in enumerate(results):
        better = beaten_by[i]
        if better is None:
            unbeaten += 1
            rows.append(f"{result.runner} ({result.points}) unbeaten")
            continue
        weeks = better.week - result.week
        if longest is None or weeks > longest[1]:
            longest = (result.runner, weeks)
        if better.runner == result.runner:
            rows.append(f"{result.runner} ({result.points}) improved after {weeks}")
        else:
            rows.append(f"{result.runner} ({result.points}) beaten by {better.runner} after {weeks}")
    return rows, unbeaten, longest
