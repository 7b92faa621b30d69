"""Purchase costs of articles and of kits that are put together from them."""


class Catalogue:
    """prices: sku -> cents; kits: sku -> list of (part sku, count), assembly fee per part."""

    def __init__(self, prices, kits, fee=5):
        self.prices = prices
        self.kits = kits
        self.fee = fee

    def _unit_cost(self, sku, known):
        if sku in self.prices:
            return self.prices[sku]
        if sku not in self.kits:
            raise KeyError(f"unknown article {sku}")
        if sku in known:
            return known[sku]
        cost = 0
        for part, count in self.kits[sku]:
            cost += count * self._unit_cost(part, known) + self.fee
        known[sku] = cost
        return cost

    def quote(self, wanted, margin_percent=30):
        """Quote lines for a list of (sku, count) with the sum of costs and prices."""
        lines = []
        total_cost = 0
        total_price = 0
        known = {}
        for sku, count in wanted:
            if count <= 0:
                continue
            unit = self._unit_cost(sku, known)
            price = -(-unit * (100 + margin_percent) // 100)
            lines.append({"sku": sku, "count": count, "unit": unit, "price": price * count})
            total_cost += unit * count
            total_price += price * count
        return {"lines": lines, "cost": total_cost, "price": total_price}
