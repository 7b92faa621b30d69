"""Flood protection for the game lobby's chat."""


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
        history = []
        accepted = []
        retries = []
        for second, user, text in sorted(messages):
            history = [entry for entry in history if entry[0] > second - self.window]
            own = [when for when, who in history if who == user]
            if len(own) >= self.limit:
                self.refused += 1
                retries.append((user, own[0] + self.window))
                continue
            history.append((second, user))
            accepted.append(f"{user}: {text}")
        return {"accepted": accepted, "retries": retries,
                "quiet": not retries}
