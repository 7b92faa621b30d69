from work import Job, meeting_list


def test_worst_first():
    jobs = [Job(1, "A", 1, 100), Job(2, "B", 5, 100), Job(3, "A", 0, 9999), Job(4, "C", 9, 900, True)]
    assert meeting_list(jobs) == (["B: #2, 5 days, 100 EUR", "A: #1, 1 days, 100 EUR"], 200)


def test_ties_keep_their_order():
    jobs = [Job(2, "B", 1, 10), Job(1, "A", 1, 10), Job(3, "C", 2, 5)]
    lines, _ = meeting_list(jobs, count=2)
    assert lines == ["C: #3, 2 days, 5 EUR", "B: #2, 1 days, 10 EUR"]


def test_many_of_one_customer():
    jobs = [Job(n, "A", 1, 10) for n in range(5)]
    assert meeting_list(jobs, per_customer=1)[0] == ["A: #0, 1 days, 10 EUR", "A: ... and 4 more"]


def test_nothing_late():
    assert meeting_list([Job(1, "A", -2, 5)]) == ([], 0)
    assert meeting_list([Job(1, "A", 2, 5)], count=0) == ([], 0)
