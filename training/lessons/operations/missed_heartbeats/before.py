"""Availability of agents from the heartbeats they sent."""

DEFAULT_INTERVAL = 10


def heartbeat_report(beats, until: int, interval: int = DEFAULT_INTERVAL, grace: int = 2):
    """Count missed heartbeats per agent.

    beats maps an agent to the unix seconds (whole numbers) at which it
    reported; `until` is the end of the period. A heartbeat that is due counts
    as missed when nothing arrives before it and for `grace` seconds after.
    """
    if interval < 1:
        raise ValueError("interval must be at least one second")
    report = {}
    for agent in sorted(beats):
        times = sorted(beats[agent])
        missed = 0
        longest = 0
        outages = 0
        for previous, current in zip(times, times[1:] + [until]):
            gap = 0
            due = previous + interval
            while due + grace < current:
                gap += 1
                due += interval
            if gap:
                outages += 1
            missed += gap
            longest = max(longest, gap)
        received = len(times)
        rate = received / (received + missed) if received else 0.0
        report[agent] = {"missed": missed, "outages": outages, "longest": longest * interval, "rate": round(rate, 4)}
    return report
