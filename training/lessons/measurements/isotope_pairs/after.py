"""Search labelled and unlabelled partners in a peak list."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Peak:
    mass: int       # in units of 0.001 Da
    intensity: float


def ratio(light, heavy):
    if light.intensity == 0:
        return None
    return round(heavy.intensity / light.intensity, 3)


def isotope_pairs(peaks, shift, min_intensity=0.0):
    """All index pairs (light, heavy, ratio) where heavy follows light in the
    list and its mass is larger by shift."""
    pairs = []
    used = set()
    by_mass = {}
    for j, peak in enumerate(peaks):
        by_mass.setdefault(peak.mass, []).append(j)
    for i in range(len(peaks)):
        light = peaks[i]
        if light.intensity < min_intensity:
            continue
        for j in by_mass.get(light.mass + shift, ()):
            if j <= i:
                continue
            heavy = peaks[j]
            if heavy.intensity < min_intensity:
                continue
            pairs.append((i, j, ratio(light, heavy)))
            used.update((i, j))
    single = [k for k in range(len(peaks)) if k not in used]
    return pairs, single
