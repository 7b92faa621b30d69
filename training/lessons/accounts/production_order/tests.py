import pytest

from work import Product, ProductionError, production_batches


def test_parts_come_first():
    products = [Product("desk", ["top", "leg", "screw"], 3), Product("leg", ["screw"]), Product("top", [], 2)]
    assert production_batches(products) == ([["leg", "top"], ["desk"]], 5)


def test_order_within_a_batch():
    assert production_batches([Product("b"), Product("a")])[0] == [["b", "a"]]


def test_circle():
    with pytest.raises(ProductionError, match="circular parts list: a, b"):
        production_batches([Product("c"), Product("a", ["b"]), Product("b", ["a"])])


def test_duplicate():
    with pytest.raises(ProductionError):
        production_batches([Product("a"), Product("a")])


def test_none():
    assert production_batches([]) == ([], 0)
