"""Find out which switches can reach each other after links were cut."""


def parse_link(line):
    """'sw1:7 - sw2:3' gives ('sw1', 'sw2')."""
    left, right = line.split(" - ")
    return left.split(":")[0].strip(), right.split(":")[0].strip()


def segments(switches, lines):
    """Return the connected segments, largest first, and the number of links used."""
    groups = [{name} for name in dict.fromkeys(switches)]
    used = 0
    for line in lines:
        if line.startswith("#") or " - " not in line:
            continue
        a, b = parse_link(line)
        used += 1
        merged = {a, b}
        others = []
        for group in groups:
            if a in group or b in group:
                merged |= group
            else:
                others.append(group)
        others.append(merged)
        groups = others
    result = [sorted(group) for group in groups]
    result.sort(key=lambda names: (-len(names), names))
    return result, used
