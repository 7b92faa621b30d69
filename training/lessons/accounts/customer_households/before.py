"""Finds customer records that belong together (same mail, phone or IBAN)."""


def contact_keys(record):
    keys = []
    if record.get("email"):
        keys.append("m:" + record["email"].strip().lower())
    if record.get("phone"):
        keys.append("p:" + "".join(c for c in record["phone"] if c.isdigit()))
    if record.get("iban"):
        keys.append("i:" + record["iban"].replace(" ", "").upper())
    return keys


def linked_customers(records):
    """Lists of ids that hang together over shared contact data, oldest group first."""
    groups = []
    for record in records:
        keys = contact_keys(record)
        if not keys:
            continue
        matching = [g for g in groups if any(k in g["keys"] for k in keys)]
        if matching:
            home = matching[0]
        else:
            home = {"ids": [], "keys": set()}
            groups.append(home)
        # the record is the link between groups that were separate so far
        for other in matching[1:]:
            home["ids"].extend(other["ids"])
            home["keys"] |= other["keys"]
            groups.remove(other)
        home["ids"].append(record["id"])
        home["keys"].update(keys)
    return [g["ids"] for g in groups if len(g["ids"]) > 1]
