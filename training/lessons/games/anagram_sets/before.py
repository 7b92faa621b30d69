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
    for word in words:
        letters = clean(word)
        if not letters:
            continue
        for group in groups:
            if sorted(clean(group[0])) == sorted(letters):
                if word not in group:
                    group.append(word)
                break
        else:
            groups.append([word])
    result = [group for group in groups if len(group) >= min_size]
    result.sort(key=len, reverse=True)
    return result
