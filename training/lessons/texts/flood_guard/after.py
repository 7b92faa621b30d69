"""Chat moderation: decide which messages of a room log exceed the flood limit."""
from collections import defaultdict, deque
from operator import itemgetter


class FloodGuard:
    """Allows `limit` messages per user in any `window` seconds."""

    def __init__(self, limit=5, window=10, exempt=()):
        if limit < 1 or window <= 0:
            raise ValueError("limit and window must be positive")
        self.limit = limit
        self.window = window
        self.exempt = set(exempt)

    def review(self, messages):
        """messages: (time, user, text) in any order; returns accepted texts and drop counts."""
        accepted = []
        dropped = {}
        history = defaultdict(deque)
        for sent_at, user, text in sorted(messages, key=itemgetter(0)):
            if not text.strip():
                continue
            if user in self.exempt:
                accepted.append((sent_at, user, text))
                continue
            recent = history[user]
            while recent and sent_at - recent[0] >= self.window:
                recent.popleft()
            if len(recent) >= self.limit:
                dropped[user] = dropped.get(user, 0) + 1
                continue
            recent.append(sent_at)
            accepted.append((sent_at, user, text))
        return {
            "accepted": accepted,
            "dropped": dropped,
            "worst": max(dropped, key=dropped.get) if dropped else None,
        }
