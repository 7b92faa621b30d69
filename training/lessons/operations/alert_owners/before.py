"""Attach owning teams to firing alerts before they go to the chat bridge."""
from dataclasses import dataclass

SEVERITY_ORDER = {"page": 0, "ticket": 1, "info": 2}


@dataclass
class Host:
    name: str
    team: str
    datacenter: str
    decommissioned: bool = False


def route_alerts(alerts, inventory, default_team="infra"):
    """Return the routed alerts, most severe first, and the hosts nobody knows."""
    routed = []
    unknown = []
    for alert in alerts:
        severity = alert.get("severity", "info")
        if severity not in SEVERITY_ORDER:
            raise ValueError(f"unknown severity {severity!r}")
        host = next((h for h in inventory if h.name == alert["host"] and not h.decommissioned), None)
        if host is None:
            unknown.append(alert["host"])
            team, datacenter = default_team, "?"
        else:
            team, datacenter = host.team, host.datacenter
        routed.append({
            "severity": severity,
            "channel": f"#{team}-alerts",
            "text": f"[{datacenter}] {alert['host']}: {alert['message'].strip()}",
        })
    routed.sort(key=lambda r: SEVERITY_ORDER[r["severity"]])
    return routed, unknown
