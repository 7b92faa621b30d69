TARGET = "anagram_sets"
SIZES = (8, 60, 450)
FAULT = "Every word is compared with each group, and the first word of the group is cleaned and sorted again for every comparison, as are the letters of the word."
CURE = "Keep a dict from the sorted letters to the group, so that each word is sorted once and its group is looked up."


def make(rng, size):
    words = []
    while len(words) < size:
        if words and rng.random() < 0.3:
            letters = list(rng.choice(words))
            rng.shuffle(letters)
            word = "".join(letters)
        else:
            word = "".join(rng.choices("aeioulnrst-", k=rng.randint(2, 4 if size < 100 else 8)))
        if rng.random() < 0.1:
            word = word.capitalize()
        words.append(word)
    return words, rng.choice([1, 2, 2, 3])
