"""Validate per-host overrides of the proxy configuration before a rollout."""
import copy

REQUIRED = ("listen", "upstreams", "log_level")
LOG_LEVELS = {"debug", "info", "warning", "error"}


def check_overrides(defaults, overrides):
    """Return a sorted list of problems; an empty list means the rollout may start."""
    problems = []
    for host, changes in overrides.items():
        config = copy.deepcopy(defaults)
        config.update(changes)

        for key in REQUIRED:
            if not config.get(key):
                problems.append(f"{host}: {key} is missing")
        for key in changes:
            if key not in defaults:
                problems.append(f"{host}: unknown option {key}")
        level = config.get("log_level")
        if level and level not in LOG_LEVELS:
            problems.append(f"{host}: bad log level {level}")
        ports = [entry["port"] for entry in config.get("listen") or []]
        if len(set(ports)) != len(ports):
            problems.append(f"{host}: port used twice")
        limits = config.get("limits") or {}
        if limits.get("soft", 0) > limits.get("hard", limits.get("soft", 0)):
            problems.append(f"{host}: soft limit above hard limit")
    return sorted(problems)
