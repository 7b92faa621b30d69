"""Capacity planning for the VPN gateway from its session export."""
from bisect import bisect_right
from dataclasses import dataclass


@dataclass(frozen=True)
class Session:
    user: str
    opened: int
    closed: int

    @property
    def seconds(self):
        return self.closed - self.opened


def gateway_peak(sessions, licences):
    """Find when the most sessions were open at once and how often licences ran out."""
    peak, peak_at, peak_user = 0, None, None
    refused = []
    total = 0
    opened = sorted(s.opened for s in sessions)
    closed = sorted(s.closed for s in sessions)
    for session in sessions:
        if session.closed < session.opened:
            raise ValueError(f"{session.user}: closed before opened")
        total += session.seconds
        # the peak is always reached at the start of some session
        active = bisect_right(opened, session.opened) - bisect_right(closed, session.opened)
        if active > peak:
            peak, peak_at, peak_user = active, session.opened, session.user
        if active > licences:
            refused.append(session.user)
    return {
        "peak": peak,
        "at": peak_at,
        "user": peak_user,
        "refused": sorted(set(refused)),
        "hours": round(total / 3600, 2),
    }
