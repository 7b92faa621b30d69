"""Find out which switches can reach each other after links were cut."""


def parse_link(line):
    """'sw1:7 - sw2:3' gives ('sw1', 'sw2')."""
    left, right = line.split(" - ")
    return left.split(":")[0].strip(), right.split(":")[0].strip()


def segments(switches, lines):
    """Return the connected segments, largest first, and the number of links used."""
    parent = {name: name for name in switches}

    def find(name):
        while parent.setdefault(name, name) != name:
            parent[name] = name = parent[parent[name]]
        return name

    used = 0
    for line in lines:
        if line.startswith("#") or " - " not in line:
            continue
        a, b = parse_link(line)
        used += 1
        parent[find(a)] = find(b)
    groups = {}
    for name in parent:
        groups.setdefault(find(name), []).append(name)
    result = [sorted(group) for group in groups.values()]
    result.sort(key=lambda names: (-len(names), names))
    return result, used
