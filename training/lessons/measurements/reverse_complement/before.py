"""Reverse complements of sequencing reads."""

PAIRS = {
    "A": "T", "T": "A", "G": "C", "C": "G", "U": "A",
    "R": "Y", "Y": "R", "S": "S", "W": "W", "K": "M", "M": "K",
    "B": "V", "V": "B", "D": "H", "H": "D", "N": "N",
}
CERTAIN = set("ACGTU")


def reverse_complement(seq, keep_case=False):
    """Return (reverse complement, number of ambiguous bases); gaps are removed."""
    ambiguous = 0
    result = ""
    for pos, base in enumerate(seq):
        if base in "-.":
            continue
        upper = base.upper()
        if upper not in PAIRS:
            raise ValueError(f"unexpected symbol {base!r} at {pos}")
        if upper not in CERTAIN:
            ambiguous += 1
        partner = PAIRS[upper]
        if keep_case and base.islower():
            partner = partner.lower()
        result = partner + result
    return result, ambiguous
