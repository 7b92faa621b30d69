TARGET = "load_settings"
SIZES = (8, 100, 7000)
FAULT = "For every line all settings read so far are copied into a new dict to add one key."
CURE = "Assign the key in the dict that already belongs to the call."


def make(rng, size):
    lines = []
    for i in range(size):
        roll = rng.random()
        if roll < 0.05:
            lines.append(rng.choice(["", "# generated", "; old", "   "]))
        elif roll < 0.1:
            lines.append(f"[{rng.choice(['http', 'cache', 'agent', 'log'])}{rng.randrange(max(1, size // 20))}]")
        else:
            value = rng.choice(["yes", "off", str(rng.randrange(9999)), '"/var/lib/x"', "eu-west", ""])
            lines.append(f"{rng.choice(['', '  '])}key_{rng.randrange(size)} = {value}")
    if size < 20 and rng.random() < 0.1:
        lines.append(rng.choice(["broken", "[open"]))
    defaults = rng.choice([None, {"http.port": 80, "key_1": "x"}])
    return "\n".join(lines), defaults
