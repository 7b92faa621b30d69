"""Chi-square statistics of contingency tables."""


def check_shape(table):
    if not table or not table[0]:
        raise ValueError("empty table")
    if any(len(row) != len(table[0]) for row in table):
        raise ValueError("rows differ in length")


def chi_square(table, threshold=4.0):
    """Return (statistic, degrees of freedom, cells with a large contribution)."""
    check_shape(table)
    grand = sum(sum(row) for row in table)
    if grand == 0:
        raise ValueError("no observations")
    statistic = 0.0
    notable = []
    row_totals = [sum(row) for row in table]
    col_totals = [sum(row[j] for row in table) for j in range(len(table[0]))]
    for i in range(len(table)):
        for j in range(len(table[0])):
            expected = row_totals[i] * col_totals[j] / grand
            if expected == 0:
                continue
            diff = table[i][j] - expected
            part = diff * diff / expected
            statistic += part
            if part >= threshold:
                notable.append((i, j, "more" if diff > 0 else "less", round(part, 2)))
    notable.sort(key=lambda cell: cell[3], reverse=True)
    freedom = (len(table) - 1) * (len(table[0]) - 1)
    return round(statistic, 4), freedom, notable
