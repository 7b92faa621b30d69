"""Level-up timeline for the character sheet."""

# experience needed for level 2, 3, 4, ...
LEVEL_STEPS = [100, 300, 600, 1000, 1500, 2500, 4000, 6000, 9000, 13000, 20000]


def level_for(xp):
    level = 1
    for needed in LEVEL_STEPS:
        if xp < needed:
            break
        level += 1
    return level


def timeline(quests, bonus_percent=0):
    """One line per quest: day, experience so far, and the level where it changed.

    Failed quests bring nothing. The bonus applies to every single quest and is
    rounded down.
    """
    lines = []
    level = 1
    longest_wait = wait = 0
    total = 0
    for i in range(len(quests)):
        quest = quests[i]
        if not quest["failed"]:
            total += quest["xp"] + quest["xp"] * bonus_percent // 100
        reached = level_for(total)
        if reached > level:
            lines.append(f"day {quests[i]['day']}: {total} xp, level {reached}!")
            longest_wait = max(longest_wait, wait)
            level, wait = reached, 0
        else:
            lines.append(f"day {quests[i]['day']}: {total} xp")
            wait += 1
    return {"lines": lines, "level": level, "longest_wait": max(longest_wait, wait)}
