from work import run_outbreak


def person(status, *contacts):
    return {"name": "x", "status": status, "days_sick": 0, "contacts": list(contacts)}


def test_stops_when_nobody_is_sick():
    people = [person("healthy", 1), person("immune", 0)]
    assert run_outbreak(people, 10) == [{"day": 1, "new": 0, "recovered": 0, "sick": 0}]


def test_infection_uses_the_morning_state():
    people = [person("sick"), person("healthy", 0), person("healthy", 1)]
    days = run_outbreak(people, 2, exposures_needed=1)
    assert [d["new"] for d in days] == [1, 1]
    assert people[2]["status"] == "sick"


def test_recovery():
    people = [person("sick", 1), person("healthy", 0)]
    days = run_outbreak(people, 9, recovery_days=3)
    assert len(days) == 3
    assert days[-1]["recovered"] == 1
    assert people[0]["status"] == "immune"


def test_no_days():
    assert run_outbreak([person("sick")], 0) == []
