from work import Manuscript, Paragraph


def test_edits_in_order():
    book = Manuscript(["one", "two"])
    current, rejected, made = book.preview([
        ("ann", "replace", 0, "ONE"),
        ("bob", "insert", 1, "new"),
        ("ann", "delete", 2),
    ])
    assert current == [Paragraph("ONE", ["ann"]), Paragraph("new", ["bob"])]
    assert rejected == []
    assert made == {"ann": 2, "bob": 1}


def test_original_is_untouched():
    book = Manuscript(["one"])
    book.preview([("ann", "replace", 0, "x")])
    assert book.paragraphs == [Paragraph("one")]


def test_rejected():
    current, rejected, made = Manuscript(["one"]).preview([("cy", "delete", 1), ("cy", "fold", 0)])
    assert rejected == ["edit 1 by cy: no paragraph 1", "edit 2 by cy: unknown edit 'fold'"]
    assert current == [Paragraph("one")] and made == {}


def test_no_edits():
    assert Manuscript([]).preview([]) == ([], [], {})
