"""Size check for mail templates that include each other with {{> name}}."""

import re

INCLUDE = re.compile(r"\{\{>\s*([\w.-]+)\s*\}\}")


class IncludeError(Exception):
    pass


def rendered_size(templates, start, limit=None):
    """Characters and nesting depth of the template `start` with all includes filled in."""

    def measure(name, trail):
        if name in trail:
            raise IncludeError("circular include: " + " > ".join(trail + (name,)))
        if name not in templates:
            raise IncludeError(f"{trail[-1] if trail else 'start'}: no template {name!r}")
        source = templates[name]
        size = len(INCLUDE.sub("", source))
        depth = 1
        for included in INCLUDE.findall(source):
            inner, levels = measure(included, trail + (name,))
            size += inner
            depth = max(depth, levels + 1)
        return size, depth

    size, depth = measure(start, ())
    return {
        "template": start,
        "size": size,
        "depth": depth,
        "too_big": limit is not None and size > limit,
    }
