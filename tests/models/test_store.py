"""Finding, checking and removing model files."""

from __future__ import annotations

import pytest

from burner.errors import BurnerError, UnavailableError, UsageError
from burner.home import home
from burner.models import store
from burner.models.registry import DEFAULT, MODELS, SMALL


@pytest.fixture
def folder(monkeypatch, tmp_path):
    """An empty store."""
    monkeypatch.setenv("BURNER_MODELS", str(tmp_path))
    return tmp_path


def sparse(path, size):
    """A file that looks like a model of that size and takes no room."""
    with path.open("wb") as file:
        file.write(b"GGUF")
        file.truncate(size)
    return path


def test_burner_home_moves_everything(monkeypatch, tmp_path):
    """Setting BURNER_HOME would leave the models behind."""
    monkeypatch.delenv("BURNER_MODELS", raising=False)
    monkeypatch.setenv("BURNER_HOME", str(tmp_path / "here"))
    assert home() == tmp_path / "here"
    assert store.models_dir() == tmp_path / "here" / "models"


def test_registry_has_the_official_files():
    """A typing error in a size or hash would refuse the real file."""
    assert [len(model.sha256) for model in MODELS if model.tried] == [64, 64]
    assert [model.sha256 for model in MODELS if not model.tried] == [None] * 4
    assert (DEFAULT.size_bytes, SMALL.size_bytes) == (1117320768, 491400064)
    assert (len(DEFAULT.wheels), len(SMALL.wheels)) == (22, 6)


def test_find_by_name_short_name_file_and_path(folder):
    """Users would have to type the exact name of the file."""
    path = sparse(folder / SMALL.file, SMALL.size_bytes)
    for name in ("qwen2.5-coder-0.5b", "0.5B", SMALL.file, str(path), None):
        assert store.find(name) == path


def test_licence_limits_are_shown():
    """A company would use a model that it may not use."""
    (limited,) = [model for model in MODELS if model.licence != "Apache-2.0"]
    assert limited.name == "qwen2.5-coder-3b"
    assert "not for commercial use" in limited.summary


@pytest.mark.usefixtures("folder")
def test_find_says_what_to_do():
    """Without a model, nobody would know how to get one."""
    with pytest.raises(UnavailableError) as caught:
        store.find()
    assert "burner model pull" in caught.value.hint
    with pytest.raises(UnavailableError, match="not installed"):
        store.find("1.5b")
    with pytest.raises(UsageError) as caught:
        store.find("qwen2.5-coder-15b")
    assert "did you mean qwen2.5-coder-1.5b" in caught.value.hint
    with pytest.raises(UsageError, match="no file"):
        store.find("elsewhere/x.gguf")


def test_default_is_the_larger_whole_model(folder):
    """A download that was cut short would be loaded, or keep the small model from being used."""
    small = sparse(folder / SMALL.file, SMALL.size_bytes)
    large = sparse(folder / DEFAULT.file, 1000)
    assert store.find() == small
    assert store.state(DEFAULT) == "damaged"
    sparse(large, DEFAULT.size_bytes)
    assert store.find() == large


def test_verify(folder):
    """A file that is cut short, altered or no model at all would crash the model runtime."""
    path = sparse(folder / SMALL.file, SMALL.size_bytes - 1)
    with pytest.raises(BurnerError, match="bytes, the official file has") as caught:
        store.verify(path)
    assert "burner model pull" in caught.value.hint
    text = folder / "x.gguf"
    text.write_text("<html>")
    with pytest.raises(BurnerError, match="not a GGUF"):
        store.verify(text)
    own = sparse(folder / "own.gguf", 5000)
    store.verify(own, full=True)


def test_installed_and_remove(folder):
    """`model list` and `model remove` would not agree on what is there."""
    sparse(folder / SMALL.file, SMALL.size_bytes)
    sparse(folder / f"{DEFAULT.file}.hub.part", 10)
    sparse(folder / "own.gguf", 10)
    assert [(item.path.name, item.model, item.whole) for item in store.installed()] == [
        (SMALL.file, SMALL, True),
        ("own.gguf", None, True),
    ]
    store.remove("1.5b")
    assert [path.name for path in store.remove("own.gguf")] == ["own.gguf"]
    store.remove("0.5b")
    assert list(folder.iterdir()) == []
    with pytest.raises(UsageError):
        store.remove("../etc/passwd")
