"""What the tests of training share: the tiny model, made once."""

from __future__ import annotations

import pytest


@pytest.fixture(scope="session")
def training_home(tmp_path_factory):
    """A data folder that keeps the tiny model over all tests."""
    return tmp_path_factory.mktemp("training-home")


@pytest.fixture(scope="session")
def tiny_base(training_home):
    """The tiny model as a GGUF file and as a folder of transformers."""
    pytest.importorskip("trl", reason="the extra `train` is not installed")
    from burner_training.models.load import base_model

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BURNER_HOME", str(training_home))
        return base_model("tiny")


@pytest.fixture
def shared_home(tiny_base, training_home, monkeypatch):
    """Let the code under test find the tiny model that is there."""
    monkeypatch.setenv("BURNER_HOME", str(training_home))
    return tiny_base
