from datetime import date, timedelta

TARGET = "milestone_status"
SIZES = (6, 40, 700)
FAULT = "The due date of every open shipment is parsed from its text again for each milestone."
CURE = "Parse the due dates of the open shipments once before the loop over the milestones."


def make(rng, size):
    start = date(2024, 4, 1)
    rows = []
    for i in range(size):
        due = start + timedelta(days=rng.randrange(0, 200))
        rows.append({
            "id": f"S{i:04d}",
            "due": due.strftime("%d.%m.%Y") if size >= 500 or rng.random() > 0.003 else "31.02.2024",
            "status": rng.choice(["open", "packed", "delivered", "cancelled", "open"]),
            "pallets": rng.randint(1, 12),
        })
    milestones = [start + timedelta(days=rng.randrange(0, 210)) for _ in range(min(52, size))]
    return rows, milestones
