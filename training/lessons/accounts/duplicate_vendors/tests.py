from work import duplicate_vendors, name_key


def vendor(id, name, country="DE", iban="", **more):
    return {"id": id, "name": name, "country": country, "iban": iban, **more}


def test_name_key():
    assert name_key("Meyer & Sons Ltd.") == name_key("sons, MEYER") == "meyer sons"


def test_pairs():
    vendors = [vendor(1, "Meyer GmbH"), vendor(2, "Wood-Works"), vendor(3, "works wood"), vendor(4, "meyer")]
    assert duplicate_vendors(vendors) == [(1, 4, "name"), (2, 3, "name")]


def test_bank_account():
    vendors = [vendor(1, "A", iban="X1"), vendor(2, "B", iban="X1"), vendor(3, "A", iban="X1")]
    assert [p[2] for p in duplicate_vendors(vendors)] == ["bank account", "name and bank account", "bank account"]


def test_other_country():
    assert duplicate_vendors([vendor(1, "A"), vendor(2, "A", "AT")]) == []


def test_blocked():
    vendors = [vendor(1, "A", blocked=True), vendor(2, "A")]
    assert duplicate_vendors(vendors) == []
    assert len(duplicate_vendors(vendors, ignore_blocked=False)) == 1
