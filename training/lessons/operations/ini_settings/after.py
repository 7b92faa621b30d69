"""Reader for the flat ini dialect used by our agents."""

COMMENT = ("#", ";")


def parse_value(text):
    if text.lower() in ("yes", "on", "true"):
        return True
    if text.lower() in ("no", "off", "false"):
        return False
    try:
        return int(text)
    except ValueError:
        return text.strip('"')


def load_settings(text, defaults=None):
    """Parse the text to a flat dict with keys like "section.key". Later lines win."""
    settings = dict(defaults or {})
    section = ""
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.strip()
        if not line or line.startswith(COMMENT):
            continue
        if line.startswith("["):
            if not line.endswith("]"):
                raise ValueError(f"line {number}: section not closed")
            section = line[1:-1].strip()
            continue
        key, sep, value = line.partition("=")
        if not sep:
            raise ValueError(f"line {number}: expected key = value")
        name = f"{section}.{key.strip()}" if section else key.strip()
        settings[name] = parse_value(value.strip())
    return settings
