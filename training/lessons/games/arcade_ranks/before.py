"""Ranking of the arcade machines' high score list."""


def medal(rank):
    return {1: "gold", 2: "silver", 3: "bronze"}.get(rank, "")


def rank_players(scores: dict[str, int]) -> list[dict]:
    """Competition ranking (1, 2, 2, 4): ties share a rank.

    The result keeps the order of the input, so the caller can put it
    next to the players' other data.
    """
    total = len(scores)
    report = []
    for player, score in scores.items():
        better = 0
        for other in scores.values():
            if other > score:
                better += 1
        rank = better + 1
        percentile = 100.0 * (total - better) / total
        entry = {"player": player, "score": score, "rank": rank,
                 "percentile": round(percentile, 1)}
        if medal(rank):
            entry["medal"] = medal(rank)
        report.append(entry)
    return report
