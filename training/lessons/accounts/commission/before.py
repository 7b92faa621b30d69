"""Quarterly commission of the sales team."""
from dataclasses import dataclass


@dataclass
class Seller:
    name: str
    revenue: float
    returns: float = 0.0
    trainee: bool = False


@dataclass
class Commission:
    name: str
    amount: float
    bonus: float
    note: str


def commissions(team, rate=0.04, pot=5000.0):
    """Each seller gets a share of own revenue; the pot goes to all sellers above the
    average of the team by their part of the team's revenue. Trainees count, but get no pot."""
    result = []
    for seller in team:
        net = seller.revenue - seller.returns
        team_net = sum(s.revenue - s.returns for s in team)
        average = team_net / len(team)
        best = max(s.revenue - s.returns for s in team)
        note = ""
        bonus = 0.0
        if net > average and not seller.trainee and team_net > 0:
            bonus = round(pot * net / team_net, 2)
            note = "top seller" if net == best else "above average"
        elif net <= 0:
            note = "check returns"
        amount = round(max(net, 0.0) * (rate / 2 if seller.trainee else rate), 2)
        result.append(Commission(seller.name, amount, bonus, note))
    return sorted(result, key=lambda c: -(c.amount + c.bonus))
