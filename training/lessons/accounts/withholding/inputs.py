TARGET = "run_payroll"
SIZES = (6, 60, 3000)
FAULT = "For every employee the sorted tax table is walked from the first row up to the row that fits the gross pay."
CURE = "Collect the lower bounds once and find the row with bisect_right."


def make(rng, size):
    from work import TaxStep
    table = []
    lower = rng.randrange(0, 100000)
    tax = 0
    for _ in range(size):
        table.append(TaxStep(lower, tax, tax * 2 // 3))
        lower += rng.choice([0, 300, 300, 300, 3600])
        tax += rng.randrange(0, 140)
    if rng.random() < 0.4:
        rng.shuffle(table)
    top = lower + 50000
    employees = []
    for n in range(size // 2 + 2):
        gross = rng.choice(table).lower if rng.random() < 0.2 else rng.randrange(0, top)
        employees.append((f"E{n:04d}", rng.choice("SSM"), gross))
    return employees, table
