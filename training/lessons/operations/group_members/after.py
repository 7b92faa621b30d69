"""Resolve nested groups of the directory export for the permission review."""


class Directory:
    """Groups as {name: entries}; an entry is a user name or "@group"."""

    def __init__(self, groups, disabled=()):
        self.groups = groups
        self.disabled = set(disabled)

    def members(self, group):
        """All enabled users in the group, nested groups included, in the order they are found.

        Groups that contain each other are fine; names of groups that do not
        exist are ignored.
        """
        if group not in self.groups:
            raise KeyError(group)
        users = {}
        seen = {group}
        stack = [group]
        while stack:
            current = stack.pop()
            for entry in self.groups[current]:
                if entry.startswith("@"):
                    name = entry[1:]
                    if name in self.groups and name not in seen:
                        seen.add(name)
                        stack.append(name)
                elif entry not in users and entry not in self.disabled:
                    users[entry] = True
        return list(users)
