TARGET = "route_alerts"
SIZES = (6, 60, 1500)
FAULT = "For every alert the whole inventory list is searched for the active host with its name."
CURE = "Build a dict from host name to the first host that is not decommissioned once before the loop over the alerts."


def make(rng, size):
    from work import Host

    roles = ["web", "db", "cache", "queue", "lb"]
    teams = ["edge", "storage", "payments", "search", "sre"]
    names = [f"{rng.choice(roles)}-{rng.randrange(size * 2):04d}" for _ in range(size)]
    inventory = [Host(n, rng.choice(teams), rng.choice(["fra", "ams", "iad"]), rng.random() < 0.2) for n in names]
    alerts = []
    for _ in range(size * 2):
        name = rng.choice(names) if rng.random() < 0.85 else f"ghost-{rng.randrange(50)}"
        alert = {"host": name, "message": rng.choice(["disk full ", "load high", " cert expires soon"])}
        if rng.random() < 0.8:
            alert["severity"] = rng.choice(["page", "ticket", "info"])
        alerts.append(alert)
    return alerts, inventory
