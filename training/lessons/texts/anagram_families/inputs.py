TARGET = "anagram_families"
SIZES = (8, 50, 450)
FAULT = "For every word the whole list is gone through again, sorting the letters of both words for each comparison."
CURE = "Collect the words once in a dict keyed by their sorted letters."


def make(rng, size):
    words = []
    while len(words) < size:
        letters = [rng.choice("aeiorstlnd") for _ in range(rng.choice([2, 3, 4, 5, 6, 7, 8]))]
        for _ in range(rng.choice([1, 1, 1, 2, 3])):
            rng.shuffle(letters)
            word = "".join(letters)
            roll = rng.random()
            if roll < 0.1:
                word = word.capitalize()
            elif roll < 0.13:
                word += "'s"
            elif roll < 0.16:
                word = " " + word
            words.append(word)
    rng.shuffle(words)
    return words, rng.choice([1, 2, 2, 3])
