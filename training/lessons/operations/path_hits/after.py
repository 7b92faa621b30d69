"""Which paths of the web shop are requested most: summary of an access log."""
import re
from collections import Counter

REQUEST = re.compile(r'"(?:GET|POST|HEAD) (?P<path>\S+) HTTP/[\d.]+" (?P<status>\d{3})')


def path_summary(lines, minimum=2):
    paths = []
    skipped = 0
    errors = 0
    for line in lines:
        match = REQUEST.search(line)
        if not match:
            skipped += 1
            continue
        if match.group("status").startswith("5"):
            errors += 1
        paths.append(match.group("path").split("?")[0])

    counts = Counter(paths)
    report = []
    for path in sorted(counts):
        hits = counts[path]
        if hits >= minimum:
            share = round(100 * hits / len(paths), 2)
            report.append((hits, path, share))
    report.sort(key=lambda row: row[0], reverse=True)
    return {"paths": report, "skipped": skipped, "errors": errors}
