import pytest
from work import IncludeError, rendered_size

TEMPLATES = {
    "mail": "{{> head}}Hello!{{> foot}}",
    "head": "[{{> logo}}]",
    "foot": "--{{>logo}}",
    "logo": "ACME",
    "loop": "{{> loop2}}",
    "loop2": "x{{> loop}}",
    "broken": "{{> gone}}",
}


def test_size_and_depth():
    assert rendered_size(TEMPLATES, "mail") == {"template": "mail", "size": 18, "depth": 3, "too_big": False}


def test_limit():
    assert rendered_size(TEMPLATES, "logo", limit=3)["too_big"] is True


def test_circular():
    with pytest.raises(IncludeError, match="loop > loop2 > loop"):
        rendered_size(TEMPLATES, "loop")


def test_missing():
    with pytest.raises(IncludeError, match="broken: no template 'gone'"):
        rendered_size(TEMPLATES, "broken")
    with pytest.raises(IncludeError, match="start"):
        rendered_size(TEMPLATES, "nothing")
