"""How far did the copy editor change a phrase? Word level edit cost between two versions."""
from functools import lru_cache

CASE_COST = 1
SUBSTITUTE_COST = 3
INSERT_COST = 2


def word_cost(old, new):
    if old == new:
        return 0
    if old.lower() == new.lower():
        return CASE_COST
    return SUBSTITUTE_COST


def compare_phrases(before, after):
    """Return the cheapest edit cost and a similarity between 0 and 1."""
    old = before.split()
    new = after.split()
    if not old and not new:
        return {"cost": 0, "similarity": 1.0, "words": (0, 0)}

    @lru_cache(maxsize=None)
    def cost(i, j):
        if i == len(old):
            return (len(new) - j) * INSERT_COST
        if j == len(new):
            return (len(old) - i) * INSERT_COST
        return min(
            cost(i + 1, j + 1) + word_cost(old[i], new[j]),
            cost(i + 1, j) + INSERT_COST,
            cost(i, j + 1) + INSERT_COST,
        )

    total = cost(0, 0)
    worst = (len(old) + len(new)) * INSERT_COST
    similarity = round(1 - total / worst, 4)
    return {"cost": total, "similarity": similarity, "words": (len(old), len(new))}
