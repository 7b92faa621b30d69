from work import abundance_table, tidy_name


def test_tidy_name():
    assert tidy_name("  poa   ANNUA ") == "Poa annua"


def test_totals_and_density():
    rows, dropped = abundance_table([(1, "Poa annua", 4), (2, "poa  annua", 1), (1, "Bellis", 5)])
    assert rows == [
        {"species": "Poa annua", "total": 5, "plots": 2, "density": 2.5},
        {"species": "Bellis", "total": 5, "plots": 1, "density": 5.0},
    ]
    assert dropped == 0


def test_dropped():
    assert abundance_table([(1, " ", 3), (1, "Poa", 0)]) == ([], 2)


def test_min_plots():
    rows, _ = abundance_table([(1, "a", 1), (2, "a", 1), (1, "b", 9)], min_plots=2)
    assert [row["species"] for row in rows] == ["A"]
