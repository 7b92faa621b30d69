"""Nightly audit of changes made through the deploy console."""

DESTRUCTIVE = {"delete", "drop", "purge"}


def audit_changes(events, admins, operators, oncall):
    """Check every change against the three rosters.

    Returns the findings as (event id, user, reason) and the number of
    changes by user.
    """
    findings = []
    by_user = {}
    admins = set(admins)
    allowed = admins.union(operators, oncall)
    for event in events:
        user = (event["user"] or "").strip().lower()
        if not user:
            findings.append((event["id"], "?", "no user recorded"))
            continue
        by_user[user] = by_user.get(user, 0) + 1
        if user not in allowed:
            findings.append((event["id"], user, "not on any roster"))
        elif event["action"] in DESTRUCTIVE and user not in admins:
            findings.append((event["id"], user, f"{event['action']} needs admin"))
    return findings, by_user
