"""Chess club ratings over time."""
import datetime
from bisect import bisect_right

START_RATING = 1200


class RatingHistory:
    """All rating changes of one player, kept in order of the day they took effect."""

    def __init__(self, player, changes):
        self.player = player
        self.changes = sorted(changes, key=lambda change: change[0])

    def current(self):
        return self.changes[-1][1] if self.changes else START_RATING

    def performance(self, games):
        """Check results against the rating the player had on the day of the game.

        games are (day, opponent's rating, points) with points 0, 0.5 or 1.
        """
        rows = []
        expected_total = 0.0
        points_total = 0.0
        days = [changed for changed, _ in self.changes]
        for day, opponent, points in games:
            before = bisect_right(days, day)
            rating = self.changes[before - 1][1] if before else START_RATING
            expected = 1 / (1 + 10 ** ((opponent - rating) / 400))
            expected_total += expected
            points_total += points
            rows.append((day.isoformat(), rating, opponent, round(expected, 3)))
        if not rows:
            return {"player": self.player, "games": [], "surplus": 0.0}
        return {"player": self.player, "games": rows,
                "surplus": round(points_total - expected_total, 2)}
