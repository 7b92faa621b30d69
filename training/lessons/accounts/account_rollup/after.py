"""Trial balance with subtotals for the groups of the chart of accounts."""

GROUP_MARK = "*"


def money(cents):
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100}.{abs(cents) % 100:02d}"


def trial_balance(chart, postings):
    """chart: (number, name); an account sums up all accounts whose number begins with its own.

    postings: (account number, debit cents, credit cents)
    """
    lines = []
    out_of_balance = 0
    sums = {}
    for account, d, c in postings:
        for end in range(len(account) + 1):
            entry = sums.setdefault(account[:end], [0, 0, 0])
            entry[0] += d
            entry[1] += c
            entry[2] += 1
    for number, name in chart:
        debit, credit, count = sums.get(number, (0, 0, 0))
        if count == 0:
            continue
        if len(number) == 1:
            out_of_balance += debit - credit
        mark = GROUP_MARK if len(number) < 4 else " "
        indent = "  " * (len(number) - 1)
        lines.append(
            f"{mark}{indent}{number} {name}: {money(debit)} / {money(credit)} = {money(debit - credit)}"
        )
    return lines, out_of_balance
