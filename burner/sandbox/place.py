"""Where things run: one project, its Python, one isolation back-end; makes the jails of that place."""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from burner.sandbox.isolation import Isolation, Jail, Limits, interpreter_paths
from burner.target import ProjectPython

JAIL_TMP = "/tmp"  # noqa: S108 - private to each jail
INSIDE = Path(__file__).parent / "inside"
BOOT = (
    "import importlib.util as u, sys; d = {folder!r}; "
    "s = u.spec_from_file_location('_burner', d + '/__init__.py', submodule_search_locations=[d]); "
    "m = u.module_from_spec(s); sys.modules['_burner'] = m; s.loader.exec_module(m); "
    "from _burner import {module}; {module}.{call}"
)
KEPT_ENVIRONMENT = ("LANG", "LC_ALL", "LC_CTYPE", "TZ", "OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")


@dataclass(frozen=True)
class Place:
    """The project at `root`, run by `python` under `isolation`."""

    isolation: Isolation
    python: ProjectPython
    root: Path
    memory_bytes: int = 4 * 1024**3
    extra_read_only: tuple[Path, ...] = ()
    pass_environment: Mapping[str, str] = field(default_factory=dict)
    over: Mapping[Path, Path] = field(default_factory=dict)
    """Files that lie over those of the project in every jail: the project as it is in another revision."""

    def boot(self, module: str, call: str) -> list[str]:
        """The command that runs `_burner.<module>.<call>` in the project Python."""
        return [str(self.python.path), "-c", BOOT.format(folder=str(INSIDE), module=module, call=call)]

    def jail(
        self,
        *,
        cpu_s: int | None,
        writable: bool,
        replace: Mapping[Path, Path] | None = None,
        environment: Mapping[str, str],
    ) -> Jail:
        """The project read-only, or writable in an overlay that is thrown away."""
        return Jail(
            read_only=(*interpreter_paths(self.python), INSIDE, *self.extra_read_only),
            overlay=self.root if writable else None,
            read_only_project=None if writable else self.root,
            replace={**self.over, **(replace or {})},
            workdir=self.root,
            environment={**self._environment(), **environment},
            limits=Limits(
                cpu_s=cpu_s, memory_bytes=self.memory_bytes, processes=256, file_bytes=256 * 1024**2, open_files=512
            ),
            loopback=True,
        )

    def _environment(self) -> dict[str, str]:
        known = {name: os.environ[name] for name in KEPT_ENVIRONMENT if name in os.environ}
        return {
            "PATH": f"{self.python.path.parent}:/usr/local/bin:/usr/bin:/bin",
            "HOME": JAIL_TMP,
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONUTF8": "1",
            **known,
            **self.pass_environment,
        }


def recorder_environment(settings: Mapping[str, Any], paths: Sequence[str] = ()) -> dict[str, str]:
    """The environment that makes every Python of a command start the recorder with these settings."""
    blob = base64.b64encode(json.dumps(dict(settings)).encode()).decode()
    return {"BURNER_RECORD": blob, "PYTHONPATH": os.pathsep.join([str(INSIDE / "site"), *paths])}
