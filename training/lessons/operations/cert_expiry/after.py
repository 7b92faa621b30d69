"""Weekly mail about TLS certificates that run out soon."""
from dataclasses import dataclass
from datetime import date, datetime

DAY = "%Y-%m-%d"


@dataclass
class Certificate:
    domain: str
    not_after: date
    revoked: bool = False


def expiry_report(certificates, today, days=30):
    """Lines of the mail; `today` is a string such as 2024-05-31."""
    current = datetime.strptime(today, DAY)
    lines = [f"Certificates as of {current:%d %b %Y}"]
    expired = []
    soon = []
    for certificate in certificates:
        if certificate.revoked:
            continue
        left = (certificate.not_after - current.date()).days
        if left < 0:
            expired.append((left, certificate.domain))
        elif left <= days:
            soon.append((left, certificate.domain))
    for left, domain in sorted(expired):
        lines.append(f"EXPIRED {domain} ({-left} days ago)")
    for left, domain in sorted(soon):
        lines.append(f"{left:3d} days {domain}")
    if not expired and not soon:
        lines.append("nothing to do")
    return lines
