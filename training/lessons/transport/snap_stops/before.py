# Cleaning of the GPS log of a delivery van: the pings in which the van stood
# still are snapped to a grid, so that each place is served as one stop.

GRID = 4  # decimals of a degree, about 10 m


def snap(lat, lon):
    return round(lat, GRID), round(lon, GRID)


def distinct_stops(pings, max_speed=3.0):
    """Places where the van stood, in the order of the first visit.

    pings: (time, lat, lon, speed) tuples; returns a dict with the stops, the
    time of the first visit to each, and the number of pings left out.
    """
    stops = []
    first_times = []
    skipped = 0
    for time, lat, lon, speed in pings:
        if speed > max_speed:
            skipped += 1
            continue
        if not (-90 <= lat <= 90 and -180 <= lon <= 180):
            skipped += 1
            continue
        place = snap(lat, lon)
        if place not in stops:
            stops.append(place)
            first_times.append(time)
    return {
        "stops": stops,
        "first_times": first_times,
        "skipped": skipped,
    }
