"""Weekly status: how many shipments are due or late at each milestone."""
from datetime import date, datetime

FORMAT = "%d.%m.%Y"
CLOSED = ("delivered", "cancelled")


def parse_day(text):
    return datetime.strptime(text.strip(), FORMAT).date()


def milestone_status(shipments, milestones):
    """Return one line per milestone date for the status mail.

    shipments are rows of the export with the keys id, due, status and pallets.
    """
    if not milestones:
        return []
    lines = []
    open_rows = [(parse_day(row["due"]), row) for row in shipments if row["status"] not in CLOSED]
    for milestone in sorted(milestones):
        due = 0
        pallets = 0
        latest = None
        for day, row in open_rows:
            if day > milestone:
                continue
            due += 1
            pallets += row["pallets"]
            if latest is None or day > latest[0]:
                latest = (day, row["id"])
        text = f"{milestone:{FORMAT}}: {due} due, {pallets} pallets"
        if latest is not None:
            text += f", last {latest[1]} ({(milestone - latest[0]).days} days before)"
        lines.append(text)
    return lines
