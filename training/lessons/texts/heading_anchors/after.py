"""Table of contents for Markdown pages, with the same anchors as our web renderer."""

import re

HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*\s*$")


def slugify(title):
    slug = re.sub(r"[^\w\s-]", "", title.lower()).strip()
    return re.sub(r"\s+", "-", slug) or "section"


def table_of_contents(markdown, max_level=6):
    entries = []
    anchors = set()
    next_number = {}
    in_code = False
    for line in markdown.splitlines():
        if line.startswith("```"):
            in_code = not in_code
            continue
        match = HEADING.match(line)
        if in_code or not match:
            continue
        level = len(match.group(1))
        title = match.group(2)
        slug = slugify(title)
        anchor = slug
        number = next_number.get(slug, 1)
        while anchor in anchors:
            anchor = f"{slug}-{number}"
            number += 1
        next_number[slug] = number
        anchors.add(anchor)
        if level <= max_level:
            entries.append("  " * (level - 1) + f"- [{title}](#{anchor})")
    return entries
