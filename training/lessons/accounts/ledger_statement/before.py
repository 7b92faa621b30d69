"""Account ledger with printable statements. All amounts are whole cents."""
from dataclasses import dataclass, field


@dataclass
class Entry:
    day: str          # ISO date
    text: str
    cents: int


@dataclass
class Ledger:
    owner: str
    opening: int = 0
    entries: list = field(default_factory=list)

    def add(self, day, text, cents):
        self.entries.append(Entry(day, text, cents))

    def statement(self, first_day, last_day):
        """Lines of the period with the balance after each entry, and its turnover."""
        if last_day < first_day:
            raise ValueError("period ends before it begins")
        lines = []
        debit = credit = 0
        lowest = None
        for i, entry in enumerate(self.entries):
            if not first_day <= entry.day <= last_day:
                continue
            if entry.cents < 0:
                debit -= entry.cents
            else:
                credit += entry.cents
            balance = self.opening + sum(e.cents for e in self.entries[:i + 1])
            if lowest is None or balance < lowest:
                lowest = balance
            lines.append(f"{entry.day}  {entry.text[:30]:<30} {entry.cents:>12} {balance:>12}")
        return {
            "owner": self.owner,
            "lines": lines,
            "debit": debit,
            "credit": credit,
            "lowest": lowest,
        }
