"""Order in which semi-finished products must be produced."""
from dataclasses import dataclass, field


@dataclass
class Product:
    name: str
    parts: list = field(default_factory=list)   # names of products or bought material
    hours: int = 1


class ProductionError(Exception):
    pass


def production_batches(products):
    """Batches of product names; a batch needs only products of the batches before it.

    Within a batch the order of the given products holds.
    """
    by_name = {p.name: p for p in products}
    if len(by_name) != len(products):
        raise ProductionError("duplicate product")
    batches = []
    hours = []
    produced = set()
    pending = list(products)
    while pending:
        ready = []
        waiting = []
        for product in pending:
            if all(part in produced for part in product.parts if part in by_name):
                ready.append(product)
            else:
                waiting.append(product)
        if not ready:
            names = ", ".join(p.name for p in waiting)
            raise ProductionError(f"circular parts list: {names}")
        batches.append([p.name for p in ready])
        hours.append(max(p.hours for p in ready))
        produced.update(p.name for p in ready)
        pending = waiting
    return batches, sum(hours)
