"""The findings of documents, computed beside the event loop and kept as long as the text stays the same.

While somebody types, only the functions that change are looked at; `settle` looks at all of them when there is time.
"""

from __future__ import annotations

import asyncio
import gc
import hashlib
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from burner.errors import TargetError, UsageError

if TYPE_CHECKING:
    from burner.check.finding import Finding
    from burner.check.scan import Part
    from burner.check.settings import CheckSettings

T = TypeVar("T")
SAMPLE = "def f(words):\n    seen = []\n    for word in words:\n        if word not in seen:\n            seen.append(word)\n"


class Analysis:
    """Findings by document; one thread computes, so that the newest text is never far behind."""

    def __init__(self, complain: Callable[[str], None]) -> None:
        self._pool = ThreadPoolExecutor(1, "findings")
        self._known: dict[str, tuple[str, asyncio.Future[list[Finding]]]] = {}
        self._parts: dict[str, Mapping[str, Part]] = {}
        self._carried: set[str] = set()
        self._settings: dict[Path, CheckSettings] = {}
        self._complain = complain
        self._said: set[str] = set()

    def warm_up(self) -> None:
        """Import what looks at texts while the editor still opens the first one."""
        self._pool.submit(self._check, "", Path("sample.py"), SAMPLE)

    def forget(self, uri: str | None = None) -> None:
        """Drop what is known of a document, or of all, with the settings read for them."""
        if uri is not None:
            self._known.pop(uri, None)
            self._parts.pop(uri, None)
            self._carried.discard(uri)
            return
        self._known.clear()
        self._parts.clear()
        self._carried.clear()
        self._settings.clear()
        self._said.clear()

    async def findings(self, uri: str, path: Path, text: str) -> list[Finding]:
        """Return the findings of a text; none where it does not parse (somebody is typing).

        Of functions that read as before they are those from before.
        """
        digest = digest_of(text)
        if uri not in self._known or self._known[uri][0] != digest:
            self._known[uri] = (digest, self._beside(lambda: self._check(uri, path, text, self._parts.get(uri))))
        try:
            return await asyncio.shield(self._known[uri][1])
        except (TargetError, SyntaxError):
            return []
        except UsageError as error:
            self._once(f"{error.message} ({error.hint})")
            return []

    async def settle(self, uri: str, path: Path, text: str) -> bool:
        """Look at every function where some were not looked at; returns whether the findings are other ones now."""
        before = await self.findings(uri, path, text)
        if uri not in self._carried:
            return False
        self._known[uri] = (digest_of(text), self._beside(lambda: self._check(uri, path, text)))
        return await self.findings(uri, path, text) != before

    async def fixed(self, path: Path, text: str) -> str:
        """Return a text with every rewrite that is certainly equal."""
        try:
            return await self._beside(lambda: self._fix(path, text))
        except (TargetError, UsageError, SyntaxError):
            return text

    def close(self) -> None:
        """End the thread."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _check(self, uri: str, path: Path, text: str, before: Mapping[str, Part] | None = None) -> list[Finding]:
        from burner.check.scan import scan_source, selected

        settings = self._settings_of(path)
        gc.disable()  # a text makes so many nodes that collecting among them takes longer than looking at them
        try:
            found = scan_source(text, path, before)
        finally:
            gc.enable()
        self._parts[uri] = found.parts
        (self._carried.add if before else self._carried.discard)(uri)
        return selected(found, path, settings)

    def _fix(self, path: Path, text: str) -> str:
        from burner.check.scan import fix_text

        return fix_text(text, path, self._settings_of(path))[0]

    def _settings_of(self, path: Path) -> CheckSettings:
        from burner.check.settings import CheckSettings
        from burner.config import Problems, load, project_file

        folder = path.absolute().parent
        if folder not in self._settings:
            project = project_file(folder, Problems(collect=True))
            top = project[0].parent if project else folder
            found = load(top).settings
            self._settings[folder] = CheckSettings(found.select, found.ignore, found.per_file_ignores, top)
        return self._settings[folder]

    def _beside(self, work: Callable[[], T]) -> asyncio.Future[T]:
        return asyncio.get_running_loop().run_in_executor(self._pool, work)

    def _once(self, fault: str) -> None:
        if fault not in self._said:
            self._said.add(fault)
            self._complain(fault)


def digest_of(text: str) -> str:
    """Return the hash that stands for a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
