"""Word game helper: find families of anagrams in a word list."""


def anagram_families(words, min_size=2):
    """Largest families first; words keep the order of the list."""
    cleaned = []
    for word in dict.fromkeys(w.strip().lower() for w in words):
        if len(word) >= 3 and word.isalpha():
            cleaned.append(word)

    families = []
    placed = set()
    for word in cleaned:
        if word in placed:
            continue
        family = [other for other in cleaned if sorted(other) == sorted(word)]
        placed.update(family)
        families.append(family)

    report = []
    for family in families:
        if len(family) < min_size:
            continue
        report.append({"letters": "".join(sorted(family[0])), "words": family, "length": len(family[0])})
    report.sort(key=lambda row: (-len(row["words"]), row["letters"]))
    return report
