"""Cost of goods sold, first in first out, for one bulk article."""
from collections import deque


def weighted_price(quantity, cost):
    return cost // quantity if quantity else 0


def fifo_cost(purchases, sales):
    """purchases: (quantity, unit cost in cents), oldest first; sales: quantities.

    Returns the cost per sale, the lots that are left and the units sold short.
    """
    lots = deque([quantity, cost] for quantity, cost in purchases if quantity > 0)
    costs = []
    short = 0
    for wanted in sales:
        cost = 0
        open_quantity = wanted
        while open_quantity > 0 and lots:
            lot = lots[0]
            taken = min(lot[0], open_quantity)
            cost += taken * lot[1]
            lot[0] -= taken
            open_quantity -= taken
            if lot[0] == 0:
                lots.popleft()
        short += max(0, open_quantity)
        costs.append(cost)
    left = sum(lot[0] for lot in lots)
    value = sum(lot[0] * lot[1] for lot in lots)
    return {
        "costs": costs,
        "short": short,
        "left": list(lots),
        "average": weighted_price(left, value),
    }
