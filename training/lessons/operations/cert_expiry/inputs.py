from datetime import date, timedelta

TARGET = "expiry_report"
SIZES = (8, 100, 20000)
FAULT = "For every certificate the same string today is parsed again by strptime."
CURE = "Parse today once at the start and use the result in the heading and in the loop."


def make(rng, size):
    from work import Certificate

    base = date(2024, 5, 31)
    certificates = []
    for i in range(size):
        left = rng.randrange(-5, 45) if rng.random() < 0.1 else rng.randrange(31, 400)
        certificates.append(Certificate(f"{rng.choice(['www', 'api', 'mail'])}.shop{rng.randrange(size)}.example", base + timedelta(days=left), rng.random() < 0.05))
    today = "2024-05-31" if size > 20 or rng.random() < 0.95 else "2024-13-01"
    return certificates, today, rng.choice([14, 30])
