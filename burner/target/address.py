"""Takes the name of a target as people type it ("pkg/mod.py::Class.method") apart; looks at no file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from burner.errors import UsageError

_FORM = "Name a target like pkg/module.py::function or pkg/module.py::Class.method"


@dataclass(frozen=True)
class Address:
    """A file and the qualified name of a function in it; "" means the whole file, a stdin program."""

    file: Path
    qualname: str

    def __str__(self) -> str:
        return f"{self.file}::{self.qualname}" if self.qualname else str(self.file)


def parse_address(address: str) -> Address:
    """The address of "path.py::Class.method" or "prog.py"; raises UsageError for anything else."""
    file, separator, qualname = address.partition("::")
    qualname = qualname.strip().removesuffix("()").replace("::", ".")
    if not file.strip():
        raise UsageError(f'"{address}" names no file', _FORM)
    if separator and not qualname:
        raise UsageError(f'"{address}" names no function', _FORM)
    if not separator and not file.endswith(".py"):
        raise UsageError(f'"{address}" is neither a Python file nor a function in one', _FORM)
    if separator and not all(part.isidentifier() or part == "<locals>" for part in qualname.split(".")):
        raise UsageError(f'"{qualname}" is no name of a function', _FORM)
    return Address(Path(file).expanduser(), qualname)
