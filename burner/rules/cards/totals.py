"""What the rule of `burner.rules.totals` is: read by people, checked by tests, and no more than data."""

from __future__ import annotations

from burner.rules.card import Card

TOTALS = Card(
    id="BRN128",
    name="total-per-key",
    family="totals",
    summary="add up the totals of all keys in one pass instead of walking the whole collection for each key",
    condition="Keys are hashable and equal exactly where they hash alike; what is added up does not change in the loop.",
    example_before="""\
def f(rows, names):
    report = []
    for name in names:
        count = 0
        total = 0
        for row in rows:
            if row["name"] == name:
                count += 1
                total += row["amount"]
        report.append((name, count, total))
    return report
""",
    example_after="""\
def f(rows, names):
    report = []
    count_by_name = {}
    total_by_name = {}
    for row in rows:
        count_by_name[row["name"]] = count_by_name.get(row["name"], 0) + 1
        total_by_name[row["name"]] = total_by_name.get(row["name"], 0) + row["amount"]
    for name in names:
        count = count_by_name.get(name, 0)
        total = total_by_name.get(name, 0)
        report.append((name, count, total))
    return report
""",
    refuses=(
        """\
def f(rows, names):
    report = []
    for name in names:
        total = len(report)
        for row in rows:
            if row["name"] == name:
                total += row["amount"]
        report.append((name, total))
    return report
""",
        """\
def f(rows, names):
    report = []
    for name in names:
        total = 0
        for row in rows:
            if row["name"] == name:
                total += row["amount"] * (1 + total)
        report.append((name, total))
    return report
""",
        """\
def f(rows, names):
    report = []
    for name in names:
        total = 0
        for row in rows:
            if row["name"] == name:
                total += row["amount"]
        rows.append({"name": name, "amount": total})
        report.append((name, total))
    return report
""",
        """\
def f(rows, names):
    report = []
    for name in names:
        total = 0
        for row in rows:
            if row["name"] == name:
                total += row["amount"]
                row["amount"] = 0
        report.append((name, total))
    return report
""",
    ),
)
