"""Ranking of discussion threads for the weekly digest."""


def thread_report(comments, min_replies=1):
    """Sum up what hangs below each comment of a discussion.

    comments: list of dicts with id, parent (None for a new thread), author, likes.
    A comment whose parent was deleted counts as the start of a thread.
    """
    children = {}
    for c in comments:
        children.setdefault(c["parent"], []).append(c)

    def below(comment):
        replies = likes = 0
        for child in children.get(comment["id"], ()):
            more, more_likes = below(child)
            replies += 1 + more
            likes += child["likes"] + more_likes
        return replies, likes

    known = {c["id"] for c in comments}
    report = []
    for c in comments:
        replies, likes = below(c)
        if replies < min_replies:
            continue
        report.append({"id": c["id"], "starter": c["parent"] not in known,
                       "replies": replies, "heat": likes + 2 * replies})
    report.sort(key=lambda row: row["heat"], reverse=True)
    return report
