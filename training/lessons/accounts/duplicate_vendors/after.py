# Looks for suppliers that were entered twice in the vendor master data.

import string

LEGAL_FORMS = {"gmbh", "ag", "ltd", "inc", "co", "kg", "sarl", "the"}


def name_key(name):
    """'Meyer & Sons Ltd.' and 'sons meyer' give the same key"""
    cleaned = name.lower()
    for char in string.punctuation:
        cleaned = cleaned.replace(char, " ")
    words = [w for w in cleaned.split() if w not in LEGAL_FORMS]
    return " ".join(sorted(words))


def duplicate_vendors(vendors, ignore_blocked=True):
    """Pairs (id, id, reason) of vendors of one country with equal name or bank account."""
    pairs = []
    if ignore_blocked:
        vendors = [v for v in vendors if not v.get("blocked")]
    keys = [name_key(v["name"]) for v in vendors]
    for i in range(len(vendors)):
        a = vendors[i]
        for j in range(i + 1, len(vendors)):
            b = vendors[j]
            if a["country"] != b["country"]:
                continue
            same_name = keys[i] == keys[j]
            same_bank = bool(a["iban"]) and a["iban"] == b["iban"]
            if same_name and same_bank:
                pairs.append((a["id"], b["id"], "name and bank account"))
            elif same_name:
                pairs.append((a["id"], b["id"], "name"))
            elif same_bank:
                pairs.append((a["id"], b["id"], "bank account"))
    return pairs
