"""'People you may know' for the hiking club network."""
from collections import Counter

MIN_MUTUAL = 2


def suggest_friends(user, friends, limit=20):
    """Suggest people by the number of mutual friends.

    friends maps each member to the list of the members they are friends with.
    Returns (name, mutual friends, share of own friends) tuples, best first,
    by name where the number is the same.
    """
    if user not in friends:
        raise KeyError(f"unknown member {user}")
    direct = friends[user]
    known = set(direct)
    candidates = []
    for friend in direct:
        for other in friends.get(friend, []):
            if other == user or other in known:
                continue
            candidates.append(other)

    suggestions = []
    counts = Counter(candidates)
    for name in sorted(set(candidates)):
        mutual = counts[name]
        if mutual < MIN_MUTUAL:
            continue
        share = round(mutual / len(direct), 3)
        suggestions.append((name, mutual, share))
    suggestions.sort(key=lambda s: -s[1])
    return suggestions[:limit]
