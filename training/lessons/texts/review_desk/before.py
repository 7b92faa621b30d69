"""Moderation desk: flagged posts are reviewed, the most severe and then the oldest first."""

SEVERITY = {"spam": 1, "insult": 2, "threat": 5}


class ReviewDesk:
    def __init__(self, moderators):
        self.moderators = list(moderators)

    def work_off(self, events):
        """events: ('flag', post, reason) or ('shift', minutes); five minutes for a review.

        Returns the reviews as (moderator, post), the waiting posts and the largest backlog.
        """
        waiting = []
        reviews = []
        backlog = 0
        for number, event in enumerate(events):
            if event[0] == "flag":
                _, post, reason = event
                waiting.append((-SEVERITY.get(reason, 0), number, post))
                waiting.sort()
                backlog = max(backlog, len(waiting))
            elif event[0] == "shift":
                for turn in range(event[1] // 5):
                    if not waiting:
                        break
                    _, _, post = waiting.pop(0)
                    moderator = self.moderators[turn % len(self.moderators)]
                    reviews.append((moderator, post))
            else:
                raise ValueError(f"unknown event {event[0]!r}")
        return reviews, [post for _, _, post in waiting], backlog
