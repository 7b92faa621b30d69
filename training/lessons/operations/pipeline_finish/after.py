"""When will each stage of the nightly pipeline be finished?"""
from dataclasses import dataclass, field


@dataclass
class Stage:
    name: str
    seconds: int
    needs: list = field(default_factory=list)


def clock(seconds):
    return f"{seconds // 3600:02d}:{seconds % 3600 // 60:02d}:{seconds % 60:02d}"


def finish_times(stages, start=0):
    """Return {stage: clock time} with unlimited workers, and the stage that ends last."""
    by_name = {}
    for stage in stages:
        if stage.name in by_name:
            raise ValueError(f"stage {stage.name} defined twice")
        by_name[stage.name] = stage
    known = {}

    def finish(name):
        if name in known:
            return known[name]
        stage = by_name[name]
        begin = start
        for need in stage.needs:
            begin = max(begin, finish(need))
        known[name] = begin + stage.seconds
        return known[name]

    times = {}
    last, last_at = None, -1
    for stage in stages:
        at = finish(stage.name)
        times[stage.name] = clock(at)
        if at > last_at:
            last, last_at = stage.name, at
    return times, last
