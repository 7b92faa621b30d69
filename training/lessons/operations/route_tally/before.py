"""Check which backends the routing table of the ingress sends traffic to."""


class RouteTable:
    """`routes` maps a path prefix without trailing slash to a backend; "" is the catch-all."""

    def __init__(self, routes):
        for prefix in routes:
            if prefix.endswith("/"):
                raise ValueError(f"trailing slash in {prefix!r}")
        self.routes = routes

    def tally(self, paths):
        """Count requests by backend, using the longest prefix that fits."""
        counts = {backend: 0 for backend in self.routes.values()}
        used = set()
        unmatched = []
        for path in paths:
            clean = path.split("?", 1)[0].rstrip("/")
            best = None
            for prefix in self.routes:
                if clean == prefix or clean.startswith(prefix + "/"):
                    if best is None or len(prefix) > len(best):
                        best = prefix
            if best is None:
                unmatched.append(path)
                continue
            used.add(best)
            counts[self.routes[best]] += 1
        idle = sorted(prefix for prefix in self.routes if prefix not in used)
        return counts, unmatched, idle
