"""How long did each result stay unbeaten? Statistics of the club's weekly race."""
from dataclasses import dataclass


@dataclass
class Result:
    week: int
    runner: str
    points: int


def reigns(results):
    """For each result (in order of weeks) the next better one and the weeks until then."""
    rows = []
    unbeaten = 0
    longest = None
    for i, result in enumerate(results):
        better = None
        for later in results[i + 1:]:
            if later.points > result.points:
                better = later
                break
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
