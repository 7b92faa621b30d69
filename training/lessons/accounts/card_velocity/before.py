"""Velocity rule of the fraud screening: too many payments of a card in a short time."""
from dataclasses import dataclass


@dataclass
class Payment:
    id: int
    card: str
    time: int       # seconds
    cents: int


@dataclass
class VelocityRule:
    window: int = 600
    max_count: int = 3
    max_cents: int = 100_000

    def flagged(self, payments):
        """(payment id, reason) of all payments that break the rule, by time."""
        history = []
        result = []
        for payment in sorted(payments, key=lambda p: p.time):
            recent = [
                p for p in history
                if p.card == payment.card and payment.time - p.time < self.window
            ]
            spent = payment.cents + sum(p.cents for p in recent)
            if len(recent) >= self.max_count:
                result.append((payment.id, f"{len(recent) + 1} payments in {self.window} s"))
            elif spent > self.max_cents:
                result.append((payment.id, f"{spent / 100:.2f} in {self.window} s"))
            history.append(payment)
        return result
