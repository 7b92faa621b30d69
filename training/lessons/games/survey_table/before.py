"""Does the favourite subject depend on the class? Contingency tables of the school survey."""


def chi_square(table, labels=None):
    """Chi-square statistic of a table of counts, with the cells that stand out.

    table is a list of rows of whole numbers. A cell stands out when it alone
    contributes more than 4.
    """
    if not table or not table[0]:
        raise ValueError("empty table")
    width = len(table[0])
    if any(len(row) != width for row in table):
        raise ValueError("rows of different length")
    grand_total = sum(sum(row) for row in table)
    statistic = 0.0
    standing_out = []
    for r in range(len(table)):
        for c in range(width):
            row_sum = sum(table[r])
            column_sum = sum(row[c] for row in table)
            if row_sum == 0 or column_sum == 0:
                continue
            expected = row_sum * column_sum / grand_total
            contribution = (table[r][c] - expected) ** 2 / expected
            statistic += contribution
            if contribution > 4:
                name = labels[r] if labels else f"row {r + 1}"
                standing_out.append((name, c, round(contribution, 2)))
    return {"statistic": round(statistic, 6), "freedom": (len(table) - 1) * (width - 1),
            "standing_out": standing_out}
