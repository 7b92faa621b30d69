"""Best purchase price per article over the price lists of all suppliers."""
from decimal import Decimal


def clean_sku(text):
    return text.strip().upper().replace(" ", "-")


def merge_price_lists(price_lists):
    """price_lists: list of (supplier, rows), a row is (sku, description, price text).

    The first supplier that names an article sets the description, the cheapest
    one (the earlier one if equal) gets the order.
    """
    merged = []
    skipped = 0
    for supplier, rows in price_lists:
        for sku, description, price_text in rows:
            code = clean_sku(sku)
            if not code or not price_text:
                skipped += 1
                continue
            price = Decimal(price_text)
            known = [item["sku"] for item in merged]
            if code not in known:
                merged.append({
                    "sku": code,
                    "description": description or code,
                    "price": price,
                    "supplier": supplier,
                    "offers": 1,
                })
                continue
            item = merged[known.index(code)]
            item["offers"] += 1
            if price < item["price"]:
                item["price"] = price
                item["supplier"] = supplier
    return merged, skipped
