"""In which order what is laid over what, as options of bubblewrap: parents first, the project over the system."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from burner.sandbox.isolation.jail import Jail
from burner.sandbox.isolation.launch import VISIBLE

SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32")
ETC = (
    "/etc/alternatives",
    "/etc/ld.so.cache",
    "/etc/ld.so.conf",
    "/etc/ld.so.conf.d",
    "/etc/localtime",
    "/etc/mime.types",
    "/etc/protocols",
    "/etc/services",
    "/etc/ssl/certs",
    "/etc/timezone",
)


@dataclass(frozen=True)
class Mount:
    """One thing that is shown: a read-only or thrown-away view of `source` at `path`, or a link."""

    path: Path
    kind: Literal["read", "overlay", "bind", "link"]
    source: Path


def options(jail: Jail, copy: Path | None) -> list[str]:
    """The options that show what the jail names; `copy` stands in for the overlay where there is none."""
    shown: list[str] = []
    for mount in _ordered(list(_wanted(jail, copy))):
        if mount.kind == "overlay":
            shown += ["--overlay-src", str(mount.source), "--tmp-overlay", str(mount.path)]
        elif mount.kind == "link":
            shown += ["--symlink", str(mount.source), str(mount.path)]
        else:
            shown += ["--ro-bind" if mount.kind == "read" else "--bind", str(mount.source), str(mount.path)]
    for path, file in jail.replace.items():
        shown += ["--ro-bind", str(file.resolve()), str(path.resolve())]
    return shown


def _wanted(jail: Jail, copy: Path | None) -> Iterator[Mount]:
    for name in (*SYSTEM, *ETC):
        path = Path(name)
        if path.is_symlink() and path.parent == Path("/"):
            yield Mount(path, "link", path.readlink())
        elif path.exists():
            yield Mount(path, "read", path.resolve())
    for path in (*jail.read_only, *VISIBLE):
        if path.exists():
            yield from _at(path, "read", path.resolve())
    if jail.overlay is not None:
        source = jail.overlay.resolve() if copy is None else copy / "project"
        yield from _at(jail.overlay, "overlay" if copy is None else "bind", source)
    elif jail.read_only_project is not None:
        yield from _at(jail.read_only_project, "read", jail.read_only_project.resolve())


def _at(path: Path, kind: Literal["read", "overlay", "bind"], source: Path) -> Iterator[Mount]:
    """Show it where it really lies, and make the path by which it is called lead there."""
    real = path.resolve()
    yield Mount(real, kind, source)
    if path != real:
        yield Mount(path, "link", real)


def _ordered(wanted: list[Mount]) -> list[Mount]:
    """Outer before inner; nothing that is visible already is shown a second time."""
    later = {mount.path: mount for mount in wanted}  # of the same path the last, which is the project
    kept: list[Mount] = []
    for mount in sorted(later.values(), key=lambda mount: len(mount.path.parts)):
        outer = next((other for other in reversed(kept) if other.path in mount.path.parents), None)
        if outer is not None and outer.kind != "bind" and mount.kind in ("read", "link"):
            continue
        kept.append(mount)
    return kept
