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
    while len(rest) > room:
        cut = rest.rfind(" ", 0, room + 1)
        if cut <= 0:
            cut = room
        line = rest[:cut].rstrip()
        longest = max(longest, len(line))
        lines.append(indent + line)
        rest = rest[cut:].lstrip()
    if rest:
        longest = max(longest, len(rest))
        lines.append(indent + rest)
    return lines, longest
