"""Error budget report: how fast each alert window burned the budget."""

MINUTES_PER_DAY = 1440


def label(minute):
    day, rest = divmod(minute, MINUTES_PER_DAY)
    return f"day {day} {rest // 60:02d}:{rest % 60:02d}"


def burn_report(failed, served, windows, objective=0.999):
    """`failed` and `served` are requests per minute, `windows` are (start, end) minutes."""
    if len(failed) != len(served):
        raise ValueError("series have different lengths")
    budget = 1 - objective
    rows = []
    worst = None
    for start, end in windows:
        if start < 0 or end < start:
            raise ValueError(f"bad window {start}-{end}")
        # alerts still firing reach past the end of the data
        end = min(end, len(failed))
        start = min(start, end)
        bad = sum(failed[start:end])
        total = sum(served[start:end])
        if total == 0:
            rows.append((label(start), end - start, None))
            continue
        rate = round(bad / total / budget, 2)
        rows.append((label(start), end - start, rate))
        if worst is None or rate > worst:
            worst = rate
    return rows, worst
