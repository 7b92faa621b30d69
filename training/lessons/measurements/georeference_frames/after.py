"""Tag drone camera frames with the GPS fix closest in time."""

from bisect import bisect_left
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
    times = [f.ms for f in fixes]
    for name, ms in frames:
        if not fixes:
            lost.append(name)
            continue
        k = bisect_left(times, ms)
        if k == len(times) or (k > 0 and ms - times[k - 1] <= times[k] - ms):
            # the first fix with the earlier time
            k = bisect_left(times, times[k - 1])
        fix = fixes[k]
        gap = fix.ms - ms
        if abs(gap) > max_gap:
            lost.append(name)
            continue
        located[name] = (fix.lat, fix.lon, gap)
    return located, lost
