from work import audit_changes


def ev(i, user, action="restart"):
    return {"id": i, "user": user, "action": action}


def test_everyone_on_a_roster():
    events = [ev(1, "ann"), ev(2, " Bob "), ev(3, "cy")]
    assert audit_changes(events, ["ann"], ["bob"], ["cy"]) == ([], {"ann": 1, "bob": 1, "cy": 1})


def test_stranger_and_missing_user():
    findings, counts = audit_changes([ev(1, "eve"), ev(2, None)], ["ann"], [], [])
    assert findings == [(1, "eve", "not on any roster"), (2, "?", "no user recorded")]
    assert counts == {"eve": 1}


def test_destructive_needs_admin():
    events = [ev(1, "bob", "purge"), ev(2, "ann", "purge")]
    findings, _ = audit_changes(events, ["ann"], ["bob"], [])
    assert findings == [(1, "bob", "purge needs admin")]


def test_rosters_are_left_alone():
    admins, operators = ["ann"], ["bob"]
    audit_changes([ev(1, "ann")], admins, operators, [])
    assert admins == ["ann"] and operators == ["bob"]
