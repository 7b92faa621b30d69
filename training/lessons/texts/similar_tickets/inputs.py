TARGET = "similar_tickets"
SIZES = (5, 20, 140)
FAULT = "The keywords of both tickets are extracted again by regex and split for every pair."
CURE = "Extract the keywords of each ticket once before the loops."

WORDS = (
    "cannot print invoice after update login page shows error message password reset mail never arrives export "
    "button missing report totals wrong screen freezes when saving customer address"
).split()


def make(rng, size):
    tickets = []
    for n in range(size):
        count = rng.randint(3, 10) if size < 100 else rng.randint(15, 50)
        words = [rng.choice(WORDS) for _ in range(count)]
        if tickets and rng.random() < 0.2:
            words = rng.choice(tickets)[2].split()
            words[rng.randrange(len(words))] = rng.choice(WORDS)
        if rng.random() < 0.2:
            words.append(rng.choice(["https://help.example.com/12", "4711", "!!"]))
        if rng.random() < 0.05:
            words = ["???"]
        text = " ".join(words).capitalize() + rng.choice([".", "!", ""])
        tickets.append((1000 + n, rng.choice(["acme", "bolt", "cord", "dune", "echo"]), text))
    return tickets, rng.choice([0.3, 0.5, 0.7])
