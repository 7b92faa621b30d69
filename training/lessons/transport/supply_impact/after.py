"""Which products are hit when a part runs out."""
from collections import deque


class BillOfMaterials:
    """Knows for each part in which assemblies it is used."""

    def __init__(self, used_in, products):
        self.used_in = used_in
        self.products = products

    def impact(self, part, limit=None):
        """All assemblies that need `part`, nearest first, and the products among them."""
        if part not in self.used_in:
            raise KeyError(part)
        affected = [part]
        level = {part: 0}
        queue = deque([part])
        while queue:
            current = queue.popleft()
            if limit is not None and level[current] >= limit:
                continue
            for assembly in self.used_in.get(current, []):
                if assembly not in level:
                    affected.append(assembly)
                    level[assembly] = level[current] + 1
                    queue.append(assembly)
        affected.remove(part)
        hit = [name for name in affected if name in self.products]
        return {
            "affected": affected,
            "products": hit,
            "deepest": max(level.values()),
        }
