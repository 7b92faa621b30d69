"""Plain text export: wraps e-book chapters for readers without reflow."""


def wrap_chapter(text, width=72, indent=""):
    """Break text into lines of at most `width` characters.

    Words longer than a line are cut. White space is normalised first.
    """
    room = width - len(indent)
    if room < 1:
        raise ValueError(f"no room for text: width {width}, indent {len(indent)}")
    rest = " ".join(text.split())
    lines = []
    longest = 0
    pos = 0
    while len(rest) - pos > room:
        cut = rest.rfind(" ", pos, pos + room + 1)
        if cut <= pos:
            cut = pos + room
        line = rest[pos:cut].rstrip()
        longest = max(longest, len(line))
        lines.append(indent + line)
        pos = cut + 1 if rest[cut] == " " else cut
    rest = rest[pos:]
    if rest:
        longest = max(longest, len(rest))
        lines.append(indent + rest)
    return lines, longest
