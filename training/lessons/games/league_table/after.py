"""Standings for the Sunday futsal league, computed from the raw fixture list."""
from dataclasses import dataclass


@dataclass
class Match:
    home: str
    away: str
    home_goals: int
    away_goals: int


def build_standings(teams, matches):
    """Return the table rows, best team first."""
    rows = []
    by_team = {}
    for m in matches:
        by_team.setdefault(m.home, []).append(m)
        if m.away != m.home:
            by_team.setdefault(m.away, []).append(m)
    for team in teams:
        won = drawn = lost = scored = conceded = 0
        form = ""
        for m in by_team.get(team, ()):
            if m.home == team:
                ours, theirs = m.home_goals, m.away_goals
            elif m.away == team:
                ours, theirs = m.away_goals, m.home_goals
            else:
                continue
            scored += ours
            conceded += theirs
            if ours > theirs:
                won += 1
                form += "W"
            elif ours == theirs:
                drawn += 1
                form += "D"
            else:
                lost += 1
                form += "L"
        rows.append({"team": team, "won": won, "drawn": drawn, "lost": lost,
                     "gf": scored, "ga": conceded, "points": 3 * won + drawn,
                     "form": form[-5:]})
    rows.sort(key=lambda r: (-r["points"], r["ga"] - r["gf"], -r["gf"], r["team"]))
    return rows
