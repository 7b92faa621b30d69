"""Money laundering check: groups of accounts that are linked by transfers."""

from collections import namedtuple

Transfer = namedtuple("Transfer", "source target cents")


def linked_groups(transfers, min_accounts=3):
    """Groups of accounts in the order in which they are reached, with the moved sum."""
    seen = set()
    groups = []
    for transfer in transfers:
        if transfer.source in seen:
            continue
        seen.add(transfer.source)
        members = [transfer.source]
        # members grows while we walk through it
        for account in members:
            for t in transfers:
                if t.source == account:
                    partner = t.target
                elif t.target == account:
                    partner = t.source
                else:
                    continue
                if partner not in seen:
                    seen.add(partner)
                    members.append(partner)
        if len(members) < min_accounts:
            continue
        inside = set(members)
        moved = sum(t.cents for t in transfers if t.source in inside)
        groups.append({"accounts": members, "moved": moved})
    groups.sort(key=lambda g: g["moved"], reverse=True)
    return groups
