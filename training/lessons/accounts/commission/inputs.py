TARGET = "commissions"
SIZES = (5, 50, 1100)
FAULT = "The net revenue, average and best result of the whole team are computed again for each seller."
CURE = "Compute team_net, average and best once before the loop (with defaults for an empty team)."


def make(rng, size):
    from work import Seller
    team = []
    for n in range(rng.randrange(size // 2, size + 1) if size < 1000 else size):
        revenue = round(rng.uniform(0, 90000), 2)
        returns = round(rng.choice([0.0, 0.0, revenue * rng.random() * 1.1]), 2)
        if team and rng.random() < 0.1:
            revenue, returns = team[-1].revenue, team[-1].returns
        team.append(Seller(f"Seller {n}", revenue, returns, rng.random() < 0.15))
    return team, rng.choice([0.04, 0.025, 0.1]), rng.choice([5000.0, 1234.5])
