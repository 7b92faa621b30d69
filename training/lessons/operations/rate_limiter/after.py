"""Try out limits of the API gateway on recorded traffic."""
from bisect import bisect_right


class RateLimiter:
    """Allows `limit` accepted requests per client in any `window` seconds."""

    def __init__(self, limit, window):
        self.limit = limit
        self.window = window

    def replay(self, requests):
        """Run (time, client) requests through the limiter; return a summary."""
        accepted = {}
        rejected = []
        streak = longest = 0
        for at, client in sorted(requests):
            times = accepted.setdefault(client, [])
            recent = len(times) - bisect_right(times, at - self.window)
            if recent >= self.limit:
                rejected.append((client, at))
                streak += 1
                longest = max(longest, streak)
            else:
                times.append(at)
                streak = 0
        return {
            "accepted": {client: len(times) for client, times in accepted.items()},
            "rejected": rejected,
            "longest_streak": longest,
        }
