"""Estimate how large the object cache in front of the store should be."""


class CacheSimulator:
    """A cache that drops the least recently used object."""

    def __init__(self, capacity, pinned=()):
        if capacity < 1:
            raise ValueError("capacity must be at least 1")
        self.capacity = capacity
        self.pinned = frozenset(pinned)

    def replay(self, keys):
        """Replay the requested keys; pinned objects are always served and not stored."""
        recent = []  # least recently used first
        hits = misses = 0
        evicted = {}
        for key in keys:
            if key in self.pinned:
                hits += 1
            elif key in recent:
                recent.remove(key)
                recent.append(key)
                hits += 1
            else:
                misses += 1
                if len(recent) >= self.capacity:
                    oldest = recent.pop(0)
                    evicted[oldest] = evicted.get(oldest, 0) + 1
                recent.append(key)
        return {
            "hits": hits,
            "misses": misses,
            "hit_rate": round(hits / (hits + misses), 3) if hits + misses else None,
            "thrashed": sorted(key for key, times in evicted.items() if times > 1),
            "resident": recent,
        }
