"""Choose guide stars for a telescope pointing."""

from dataclasses import dataclass


@dataclass
class Star:
    ident: str
    flux: float
    variable: bool = False
    double: bool = False


def quality(star: Star) -> str:
    if star.variable and star.double:
        return "poor"
    return "fair" if star.variable or star.double else "good"


def choose_guides(stars: list[Star], wanted: int, min_flux: float = 0.0) -> dict:
    """Take the brightest usable stars, at most a third of them only fair."""
    pool = [star for star in stars if star.flux >= min_flux]
    chosen: list[str] = []
    fair = 0
    rejected = 0
    while pool and len(chosen) < wanted:
        star = max(pool, key=lambda s: s.flux)
        pool.remove(star)
        grade = quality(star)
        if grade == "poor" or (grade == "fair" and fair >= wanted // 3):
            rejected += 1
            continue
        if grade == "fair":
            fair += 1
        chosen.append(star.ident)
    return {
        "guides": chosen,
        "fair": fair,
        "rejected": rejected,
        "complete": len(chosen) >= wanted,
    }
