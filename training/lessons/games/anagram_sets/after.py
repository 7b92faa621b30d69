"""Word list preparation for the anagram puzzle page."""
import string


def clean(word):
    return "".join(ch for ch in word.lower() if ch in string.ascii_lowercase)


def anagram_sets(words, min_size=2):
    """Collect words which are anagrams of each other.

    The sets come with the largest first, the words within a set in the
    order of the list. A word that is in the list twice is taken once.
    """
    groups = []
    by_letters = {}
    for word in words:
        letters = clean(word)
        if not letters:
            continue
        key = "".join(sorted(letters))
        if key in by_letters:
            group = by_letters[key]
            if word not in group:
                group.append(word)
        else:
            by_letters[key] = [word]
            groups.append(by_letters[key])
    result = [group for group in groups if len(group) >= min_size]
    result.sort(key=len, reverse=True)
    return result
