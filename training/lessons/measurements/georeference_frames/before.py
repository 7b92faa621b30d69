"""Tag drone camera frames with the GPS fix closest in time."""

from typing import NamedTuple


class Fix(NamedTuple):
    ms: int
    lat: float
    lon: float


def check_order(fixes: list[Fix]) -> None:
    for a, b in zip(fixes, fixes[1:]):
        if a.ms > b.ms:
            raise ValueError("fixes are not in time order")


def georeference(frames: list[tuple[str, int]], fixes: list[Fix], max_gap: int = 500):
    """Return {file name: (lat, lon, gap in ms)} and the names without a usable fix."""
    check_order(fixes)
    located: dict[str, tuple[float, float, int]] = {}
    lost: list[str] = []
    for name, ms in frames:
        if not fixes:
            lost.append(name)
            continue
        fix = min(fixes, key=lambda f: abs(f.ms - ms))
        gap = fix.ms - ms
        if abs(gap) > max_gap:
            lost.append(name)
            continue
        located[name] = (fix.lat, fix.lon, gap)
    return located, lost
