TARGET = "build_standings"
SIZES = (8, 80, 5000)
FAULT = "For every team the whole list of matches is walked although only the matches of that team count."
CURE = "Collect the matches of each team in a dict in one pass before the loop and walk only by_team.get(team) inside it."


def make(rng, size):
    from work import Match
    teams = [f"Team {n:03d}" for n in range(max(2, size // 12))]
    rng.shuffle(teams)
    everyone = teams + ["Guests", "Old Boys"]
    matches = []
    for _ in range(size):
        home, away = rng.choice(everyone), rng.choice(everyone)
        if home == away and rng.random() < 0.8:
            continue
        matches.append(Match(home, away, rng.randrange(5), rng.randrange(4)))
    return teams, matches
