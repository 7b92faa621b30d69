from work import Customer, Order, invoice_rows


def test_domestic_customer_pays_vat():
    rows, orphans = invoice_rows([Order("R1", 7, 10000)], [Customer(7, "Muster GmbH", "DE")])
    assert rows == [("R1", "Muster GmbH", "100,00", "19,00", "119,00")]
    assert orphans == []


def test_reverse_charge():
    customers = [Customer(1, "Kaas BV", "NL", "NL001")]
    rows, _ = invoice_rows([Order("R2", 1, 5050)], customers)
    assert rows[0][3] == "0,00"
    assert rows[0][4] == "50,50"


def test_unknown_customer():
    rows, orphans = invoice_rows([Order("R3", 99, 100)], [Customer(1, "A", "DE")])
    assert rows == []
    assert orphans == ["R3"]


def test_first_of_two_customers_with_one_number_counts():
    customers = [Customer(1, "Old", "AT"), Customer(1, "New", "DE")]
    rows, _ = invoice_rows([Order("R4", 1, 1000)], customers)
    assert rows == [("R4", "Old", "10,00", "2,00", "12,00")]


def test_nothing_to_do():
    assert invoice_rows([], []) == ([], [])
