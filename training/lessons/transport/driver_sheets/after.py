"""Monthly time sheets of the drivers."""
from collections import namedtuple

Trip = namedtuple("Trip", "driver day minutes km")

NORMAL_DAY = 480


def time_sheets(drivers, trips):
    """One summary per driver, in the order of the staff list.

    Drivers without a trip get a summary too; trips of people who are not in
    the list are ignored here (payroll does them by hand).
    """
    sheets = []
    by_driver = {}
    for trip in trips:
        by_driver.setdefault(trip.driver, []).append(trip)
    for driver in drivers:
        own = by_driver.get(driver, [])
        per_day = {}
        km = 0.0
        for trip in own:
            if trip.minutes < 0:
                raise ValueError(f"{driver}: negative time on day {trip.day}")
            per_day[trip.day] = per_day.get(trip.day, 0) + trip.minutes
            km += trip.km
        overtime = sum(max(0, minutes - NORMAL_DAY) for minutes in per_day.values())
        longest = max(own, key=lambda trip: trip.km, default=None)
        sheets.append({
            "driver": driver,
            "days": sorted(per_day),
            "minutes": sum(per_day.values()),
            "overtime": overtime,
            "km": round(km, 1),
            "longest": longest and (longest.day, longest.km),
        })
    return sheets
