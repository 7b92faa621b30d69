"""Depreciation schedule of the fixed assets (declining balance, month by month)."""


def month_name(start_year, month):
    return f"{start_year + month // 12}-{month % 12 + 1:02d}"


def book_value(cost, monthly_rate, writedowns, month):
    """Book value at the end of the month, counted from 0."""
    value = cost
    for m in range(month + 1):
        value -= round(value * monthly_rate, 2)
        value -= writedowns.get(m, 0.0)
        if value < 1.0:
            return 1.0      # memo value
    return value


def depreciation_schedule(cost, monthly_rate, months, start_year, writedowns=None):
    """Rows (month, depreciation, book value) and the depreciation per year."""
    if not 0 < monthly_rate < 1:
        raise ValueError("rate must be between 0 and 1")
    writedowns = writedowns or {}
    rows = []
    per_year = {}
    previous = value = cost
    written_off = False
    for month in range(months):
        # the step of book_value from one month to the next
        if not written_off:
            value -= round(value * monthly_rate, 2)
            value -= writedowns.get(month, 0.0)
            if value < 1.0:
                value = 1.0
                written_off = True
        loss = round(previous - value, 2)
        year = start_year + month // 12
        per_year[year] = round(per_year.get(year, 0.0) + loss, 2)
        if loss:
            rows.append((month_name(start_year, month), loss, round(value, 2)))
        previous = value
    return rows, per_year
