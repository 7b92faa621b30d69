TARGET = "script"
SIZES = (8, 60, 3000)
FAULT = "For every row without a speaker the rows before it are copied by a slice and searched backwards for the last name."
CURE = "Carry the last named speaker along in a variable."

WORDS = "well so I mean the budget for next year is not what we had in mind last week".split()


def make(rng, size):
    from work import Row

    rows = []
    now = 0
    for n in range(size):
        now += rng.randint(1, 9)
        speaker = ""
        if rng.random() < min(0.3, 8 / size):
            speaker = rng.choice(["Kim", "Lee", " Ms Ortega", "Kim "])
        elif rng.random() < 0.1:
            speaker = " "
        text = " ".join(rng.choice(WORDS) for _ in range(rng.randint(0, 9)))
        rows.append(Row(now, speaker, rng.choice(["", " "]) + text))
    return (rows,)
