TARGET = "trial_balance"
SIZES = (8, 60, 5000)
FAULT = "For every account of the chart all postings are gone through to pick those whose number begins with it."
CURE = "Go through the postings once and add each one to the sums of all prefixes of its account number."


def make(rng, size):
    accounts = sorted({str(rng.randrange(1000, 9999)) for _ in range(min(250, size // 2 + 2))})
    groups = {a[:n] for a in accounts for n in (1, 2, 3) if rng.random() < 0.7}
    groups |= {str(rng.randrange(1, 99))}
    chart = sorted([(a, f"Account {a}") for a in accounts] + [(g, f"Group {g}") for g in groups])
    postings = []
    for _ in range(size):
        account = rng.choice(accounts) if rng.random() < 0.95 else str(rng.randrange(10, 99999))
        cents = rng.randrange(0, 300000)
        postings.append((account, cents, 0) if rng.random() < 0.5 else (account, 0, cents))
    return chart, postings
