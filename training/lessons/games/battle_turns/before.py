"""Turn order of the tactics prototype: quick fighters act more often."""
from dataclasses import dataclass


@dataclass
class Fighter:
    name: str
    speed: int
    stamina: int = 5


class Battle:
    def __init__(self, fighters):
        self.fighters = fighters
        self.clock = 0

    def delay(self, fighter, acted):
        wait = max(1, 1000 // fighter.speed)
        # tired fighters need a breather
        if acted % fighter.stamina == 0:
            wait += wait // 2
        return wait

    def play(self, turns):
        acted = [0] * len(self.fighters)
        timeline = [(max(1, 1000 // f.speed), n) for n, f in enumerate(self.fighters)]
        log = []
        while timeline and len(log) < turns:
            timeline.sort()
            when, number = timeline.pop(0)
            fighter = self.fighters[number]
            acted[number] += 1
            self.clock = when
            log.append(f"{when}: {fighter.name} acts")
            timeline.append((when + self.delay(fighter, acted[number]), number))
        busiest = max(acted, default=0)
        return {
            "log": log,
            "clock": self.clock,
            "busiest": [f.name for f, times in zip(self.fighters, acted) if times == busiest],
            "waiting": sum(1 for times in acted if times == 0),
        }
