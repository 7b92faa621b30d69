# Transfer zones: stations that are joined by footpaths share one zone.


def transfer_zones(stations, footpaths):
    """Return the zones as sorted lists of station names, largest zone first.

    Footpaths are pairs of names; stations without any footpath are zones of
    their own.
    """
    zones = [{name} for name in dict.fromkeys(stations)]
    known = set(stations)
    for a, b in footpaths:
        if a not in known or b not in known:
            raise ValueError(f"footpath between unknown stations {a} and {b}")
        zone_a = next(zone for zone in zones if a in zone)
        if b in zone_a:
            continue
        zone_b = next(zone for zone in zones if b in zone)
        zones = [zone for zone in zones if zone is not zone_a and zone is not zone_b]
        zones.append(zone_a | zone_b)
    result = [sorted(zone) for zone in zones]
    result.sort(key=lambda names: (-len(names), names[0]))
    return result


def zone_names(zones):
    return {name: number for number, names in enumerate(zones, 1) for name in names}
