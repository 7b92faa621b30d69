TARGET = "linked_customers"
SIZES = (8, 70, 1200)
FAULT = "For each record all groups so far are asked whether they contain one of its contact keys."
CURE = "Keep a dict from contact key to the number of its group, and the groups in a dict by number."


def make(rng, size):
    mails = [f"{rng.choice(['Info', 'shop', 'anna', 'm.k'])}{n}@mail.example" for n in range(size * 2)]
    phones = [f"0{rng.randrange(100, 999)} {n:05d}" for n in range(size * 2)]
    records = []
    for n in range(size):
        record = {"id": 5000 + n, "name": f"Customer {n}"}
        if rng.random() < 0.85:
            mail = rng.choice(mails)
            record["email"] = rng.choice([mail, mail.upper(), mail + " "])
        if rng.random() < 0.5:
            phone = rng.choice(phones)
            record["phone"] = rng.choice([phone, phone.replace(" ", "/")])
        if rng.random() < 0.2:
            record["iban"] = f"DE{rng.randrange(10, 99)} {rng.randrange(size):08d}"
        if rng.random() < 0.1:
            record["phone"] = ""
        records.append(record)
    return (records,)
