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
    for number, name in chart:
        debit = 0
        credit = 0
        count = 0
        for account, d, c in postings:
            if account.startswith(number):
                debit += d
                credit += c
                count += 1
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
