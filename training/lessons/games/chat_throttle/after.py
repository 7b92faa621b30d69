"""Flood protection for the game lobby's chat."""
from collections import deque


class Throttle:
    """At most `limit` accepted messages per user within `window` seconds."""

    def __init__(self, limit, window):
        if limit < 1:
            raise ValueError("limit must be at least 1")
        self.limit = limit
        self.window = window
        self.refused = 0

    def replay(self, messages):
        """Run recorded (second, user, text) messages through the throttle.

        Returns the accepted texts and, for each refused message, the second at
        which the user could have tried again.
        """
        history = {}
        accepted = []
        retries = []
        for second, user, text in sorted(messages):
            own = history.setdefault(user, deque())
            while own and own[0] <= second - self.window:
                own.popleft()
            if len(own) >= self.limit:
                self.refused += 1
                retries.append((user, own[0] + self.window))
                continue
            own.append(second)
            accepted.append(f"{user}: {text}")
        return {"accepted": accepted, "retries": retries,
                "quiet": not retries}
