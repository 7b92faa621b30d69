import copy
from dataclasses import dataclass


@dataclass
class Shortage:
    order: str
    sku: str
    missing: int


class Warehouse:
    """Stock of one warehouse: sku -> {"free": n, "reserved": n, "bins": [...]}"""

    def __init__(self, stock):
        self.stock = copy.deepcopy(stock)

    def allocate(self, orders):
        """Reserve the stock for each (order, [(sku, count), ...]) completely or not at all.

        An article may occur in several lines of an order.
        """
        shortages = []
        done = []
        for order, lines in orders:
            trial = copy.deepcopy(self.stock)
            shortage = None
            for sku, count in lines:
                row = trial.get(sku)
                free = row["free"] if row else 0
                if free < count:
                    shortage = Shortage(order, sku, count - free)
                    break
                row["free"] -= count
                row["reserved"] += count
            if shortage:
                shortages.append(shortage)
            else:
                self.stock = trial
                done.append(order)
        return done, shortages
