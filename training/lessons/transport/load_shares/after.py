"""Utilisation tables for the monthly plant meeting."""


def percent(part, whole):
    return round(100 * part / whole, 1) if whole else 0.0


def load_shares(lines, weeks, hours):
    """Build the table of shares: each cell holds the percentage of the line's
    own hours and the percentage of all hours of that week.

    hours[i][j] are the whole hours of line i in week j.
    """
    if len(hours) != len(lines):
        raise ValueError("one row per line expected")
    for row in hours:
        if len(row) != len(weeks):
            raise ValueError("one column per week expected")
    table = {}
    peak = (0.0, None, None)
    week_totals = [sum(column) for column in zip(*hours)]
    for i, line in enumerate(lines):
        cells = []
        line_total = sum(hours[i])
        for j, week in enumerate(weeks):
            of_line = percent(hours[i][j], line_total)
            of_week = percent(hours[i][j], week_totals[j])
            cells.append((of_line, of_week))
            if of_week > peak[0]:
                peak = (of_week, line, week)
        table[line] = cells
    return table, peak
