from datetime import datetime

DATE_FORMAT = "%d.%m.%Y"

PUBLIC_HOLIDAYS = [
    "01.01.2024", "29.03.2024", "01.04.2024", "01.05.2024", "09.05.2024", "20.05.2024",
    "30.05.2024", "03.10.2024", "01.11.2024", "25.12.2024", "26.12.2024",
    "01.01.2025", "18.04.2025", "21.04.2025", "01.05.2025", "29.05.2025", "09.06.2025",
    "19.06.2025", "03.10.2025", "01.11.2025", "25.12.2025", "26.12.2025",
]


def overtime_minutes(minutes):
    return max(0, minutes - 480)


def wage_summary(shifts):
    """Minutes per employee, split into normal, Sunday and holiday time.

    shifts: tuples (employee, date as dd.mm.yyyy, minutes worked)
    """
    summary = {}
    holidays = [datetime.strptime(h, DATE_FORMAT) for h in PUBLIC_HOLIDAYS]
    for employee, date_text, minutes in shifts:
        if minutes < 0:
            raise ValueError(f"{employee}: negative time on {date_text}")
        day = datetime.strptime(date_text, DATE_FORMAT)
        account = summary.setdefault(
            employee, {"normal": 0, "sunday": 0, "holiday": 0, "overtime": 0})

        if day in holidays:
            kind = "holiday"
        elif day.weekday() == 6:
            kind = "sunday"
        else:
            kind = "normal"
        account[kind] += minutes
        account["overtime"] += overtime_minutes(minutes)
    return summary
