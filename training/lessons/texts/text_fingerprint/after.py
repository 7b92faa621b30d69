"""Fingerprints of documents, to find re-used text between submissions."""

BASE = 257
MODULUS = 2 ** 61 - 1


def fingerprint(text, span=40, keep_one_in=16):
    """Map hash -> first position, for about one in `keep_one_in` passages of `span` characters.

    Case, spaces and punctuation do not matter; positions refer to the reduced text.
    """
    if span < 1 or keep_one_in < 1:
        raise ValueError("span and keep_one_in must be positive")
    reduced = "".join(ch for ch in text.lower() if ch.isalnum())
    prints = {}
    repeated = 0
    leading = pow(BASE, span - 1, MODULUS)
    value = 0
    for ch in reduced[:span - 1]:
        value = (value * BASE + ord(ch)) % MODULUS
    for start in range(len(reduced) - span + 1):
        if start > 0:
            value -= ord(reduced[start - 1]) * leading
        value = (value * BASE + ord(reduced[start + span - 1])) % MODULUS
        if value % keep_one_in:
            continue
        if value in prints:
            repeated += 1
        else:
            prints[value] = start
    return {"length": len(reduced), "prints": prints, "repeated": repeated}
