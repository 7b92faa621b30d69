"""Money laundering check: groups of accounts that are linked by transfers."""

from collections import namedtuple

Transfer = namedtuple("Transfer", "source target cents")


def linked_groups(transfers, min_accounts=3):
    """Groups of accounts in the order in which they are reached, with the moved sum."""
    seen = set()
    groups = []
    partners = {}
    sent = {}
    for t in transfers:
        partners.setdefault(t.source, []).append(t.target)
        partners.setdefault(t.target, []).append(t.source)
        sent[t.source] = sent.get(t.source, 0) + t.cents
    for transfer in transfers:
        if transfer.source in seen:
            continue
        seen.add(transfer.source)
        members = [transfer.source]
        # members grows while we walk through it
        for account in members:
            for partner in partners[account]:
                if partner not in seen:
                    seen.add(partner)
                    members.append(partner)
        if len(members) < min_accounts:
            continue
        moved = sum(sent.get(account, 0) for account in members)
        groups.append({"accounts": members, "moved": moved})
    groups.sort(key=lambda g: g["moved"], reverse=True)
    return groups
