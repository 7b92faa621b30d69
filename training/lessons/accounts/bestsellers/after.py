"""Bestseller list of the web shop."""
from collections import defaultdict


def title_case(sku):
    return sku.replace("_", " ").title()


def bestseller_list(sales, places=100, minimum=1):
    """sales: (sku, units). Articles with equal units share a place; returns for each
    entry place, title, units and the cumulated share of all units in percent."""
    units = defaultdict(int)
    for sku, count in sales:
        units[sku] += count
    total = sum(units.values())
    ranked = sorted(units.items(), key=lambda item: item[1], reverse=True)

    ranking = []
    cumulated = 0
    place = 0
    for sku, count in ranked:
        if len(ranking) >= places:
            break
        if count < minimum:
            break
        cumulated += count
        if not ranking or ranking[-1]["units"] != count:
            place = len(ranking) + 1
        ranking.append({
            "place": place,
            "title": title_case(sku),
            "units": count,
            "share": round(100 * cumulated / total, 1) if total else 0.0,
        })
    return ranking
