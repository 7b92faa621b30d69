# Transfer zones: stations that are joined by footpaths share one zone.


def transfer_zones(stations, footpaths):
    """Return the zones as sorted lists of station names, largest zone first.

    Footpaths are pairs of names; stations without any footpath are zones of
    their own.
    """
    zones = [{name} for name in dict.fromkeys(stations)]
    zone_of = {name: zone for zone in zones for name in zone}
    for a, b in footpaths:
        if a not in zone_of or b not in zone_of:
            raise ValueError(f"footpath between unknown stations {a} and {b}")
        zone_a = zone_of[a]
        if b in zone_a:
            continue
        zone_b = zone_of[b]
        if len(zone_a) < len(zone_b):
            zone_a, zone_b = zone_b, zone_a
        zone_a |= zone_b
        for name in zone_b:
            zone_of[name] = zone_a
    result = [sorted(zone) for zone in zones if zone_of[next(iter(zone))] is zone]
    result.sort(key=lambda names: (-len(names), names[0]))
    return result


def zone_names(zones):
    return {name: number for number, names in enumerate(zones, 1) for name in names}
