"""Exam statistics for the faculty office."""
import statistics

BANDS = [(1.5, "A"), (0.5, "B"), (-0.5, "C"), (-1.5, "D")]


def band(z):
    for lowest, letter in BANDS:
        if z >= lowest:
            return letter
    return "E"


def standard_scores(results):
    """Turn (student, points) results into T scores with mean 50 and deviation 10.

    Students without points (None) did not sit the exam and get no score.
    """
    points = [p for _, p in results if p is not None]
    if not points:
        return {"scores": {}, "bands": {}, "absent": len(results)}
    scores = {}
    bands = {}
    absent = 0
    mean = statistics.mean(points)
    deviation = statistics.pstdev(points)
    for student, p in results:
        if p is None:
            absent += 1
            continue
        if deviation == 0:
            z = 0.0
        else:
            z = (p - mean) / deviation
        scores[student] = round(50 + 10 * z, 1)
        letter = band(z)
        bands[letter] = bands.get(letter, 0) + 1
    return {"scores": scores, "bands": bands, "absent": absent}
