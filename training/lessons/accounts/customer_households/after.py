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
    groups = {}
    home_of = {}
    number = 0
    for record in records:
        keys = contact_keys(record)
        if not keys:
            continue
        matching = [groups[n] for n in sorted({home_of[k] for k in keys if k in home_of})]
        if matching:
            home = matching[0]
        else:
            number += 1
            home = groups[number] = {"ids": [], "keys": set(), "number": number}
        # the record is the link between groups that were separate so far
        for other in matching[1:]:
            home["ids"].extend(other["ids"])
            home["keys"] |= other["keys"]
            home_of.update(dict.fromkeys(other["keys"], home["number"]))
            del groups[other["number"]]
        home["ids"].append(record["id"])
        home["keys"].update(keys)
        home_of.update(dict.fromkeys(keys, home["number"]))
    return [g["ids"] for g in groups.values() if len(g["ids"]) > 1]
