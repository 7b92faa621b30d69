from work import contact_keys, linked_customers


def test_same_mail():
    records = [{"id": 1, "email": "A@x.de"}, {"id": 2, "email": "b@x.de"}, {"id": 3, "email": " a@x.de"}]
    assert linked_customers(records) == [[1, 3]]


def test_record_links_two_groups():
    records = [
        {"id": 1, "email": "a@x"},
        {"id": 2, "phone": "030/123"},
        {"id": 3, "email": "a@x", "phone": "030 123"},
        {"id": 4, "phone": "030-123"},
    ]
    assert linked_customers(records) == [[1, 2, 3, 4]]


def test_without_contact_data():
    assert linked_customers([{"id": 1}, {"id": 2, "email": ""}]) == []


def test_contact_keys():
    assert contact_keys({"iban": "de12 34", "email": None}) == ["i:DE1234"]
