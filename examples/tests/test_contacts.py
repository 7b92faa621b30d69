from contacts import merge_contacts, normalise_email


def test_normalise_email():
    assert normalise_email(" Ada+lists@Example.org ") == "ada@example.org"
    assert normalise_email(None) == ""


def test_keeps_first_and_order():
    contacts = [
        {"name": "Ada", "email": "ada@example.org"},
        {"name": "Bob", "email": "bob@example.org"},
        {"name": "Ada L.", "email": "ADA@example.org"},
    ]
    assert merge_contacts(contacts) == contacts[:2]


def test_fills_in_what_was_missing():
    contacts = [
        {"name": "Ada", "email": "ada@example.org", "phone": ""},
        {"name": "A. Lovelace", "email": "ada+work@example.org", "phone": "555-0100", "city": "London"},
    ]
    assert merge_contacts(contacts) == [
        {"name": "Ada", "email": "ada@example.org", "phone": "555-0100", "city": "London"},
    ]
    assert contacts[0]["phone"] == ""


def test_contacts_without_email_are_kept():
    contacts = [{"name": "X", "email": ""}, {"name": "X", "email": None}]
    assert merge_contacts(contacts) == contacts


def test_mailing_list():
    contacts = [
        {"name": f"Person {n}", "email": f"p{n % 120}@example.org", "phone": f"{n}" if n > 120 else None}
        for n in range(240)
    ]
    merged = merge_contacts(contacts)
    assert len(merged) == 120
    assert [contact["name"] for contact in merged[:3]] == ["Person 0", "Person 1", "Person 2"]
    assert merged[5]["phone"] == "125"
