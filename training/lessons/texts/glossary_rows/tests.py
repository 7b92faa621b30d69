from work import Entry, annotate_segments

GLOSSARY = [
    Entry("Invoice", "Rechnung", "de"),
    Entry("invoice", "Faktura", "de"),
    Entry("Invoice", "Facture", "fr"),
    Entry("Receipt", "Beleg", "de", approved=False),
    Entry("Name", "Name", "de"),
]


def test_first_approved_entry_wins():
    result = annotate_segments([" invoice "], GLOSSARY, "de")
    assert result["rows"][0]["translation"] == "Rechnung"
    assert result["missing"] == 0


def test_unapproved_is_open():
    result = annotate_segments(["Receipt"], GLOSSARY, "de")
    assert result["rows"] == [{"no": 1, "text": "Receipt", "translation": "", "status": "open"}]
    assert result["done"] == 0


def test_unchanged_status():
    result = annotate_segments(["Name", "Invoice"], GLOSSARY, "de")
    assert [r["status"] for r in result["rows"]] == ["unchanged", "translated"]


def test_no_segments():
    assert annotate_segments([], GLOSSARY, "fr") == {"rows": [], "missing": 0, "done": 0}
