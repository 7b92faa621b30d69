import pytest
from work import BillOfMaterials

USED_IN = {
    "screw": ["hinge", "frame"],
    "hinge": ["door"],
    "frame": ["door", "window"],
    "door": ["cabinet"],
}
BOM = BillOfMaterials(USED_IN, {"cabinet", "window"})


def test_impact_of_screw():
    assert BOM.impact("screw") == {
        "affected": ["hinge", "frame", "door", "window", "cabinet"],
        "products": ["window", "cabinet"],
        "deepest": 3,
    }


def test_limit():
    assert BOM.impact("screw", limit=1)["affected"] == ["hinge", "frame"]


def test_unknown_part():
    with pytest.raises(KeyError):
        BOM.impact("glue")


def test_loop_in_the_data():
    assert BillOfMaterials({"a": ["b"], "b": ["a"]}, {"b"}).impact("a")["affected"] == ["b"]
