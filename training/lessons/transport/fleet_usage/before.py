"""Usage report of the car pool."""

UNASSIGNED = ""


def fleet_usage(trips, few=3):
    """Text lines with the number of trips and km of each car, busiest first.

    trips: (car, km) pairs, the car is "" while the trip is not assigned yet.
    """
    cars = [car for car, _ in trips]
    km = {}
    for car, distance in trips:
        km[car] = km.get(car, 0) + distance
    table = []
    for car in km:
        if car == UNASSIGNED:
            continue
        uses = cars.count(car)
        share = uses / len([c for c in cars if c != UNASSIGNED])
        table.append((uses, share, car))
    table.sort(key=lambda row: (-row[0], row[2]))
    lines = []
    for uses, share, car in table:
        note = "  (sell?)" if uses < few else ""
        lines.append(f"{car}: {uses} trips, {share:.1%}, {km[car]} km{note}")
    if UNASSIGNED in km:
        lines.append(f"unassigned: {cars.count(UNASSIGNED)}")
    return lines
