"""Seconds of `burner check`, cold and warm, beside ruff, perflint and refurb on the same files.

    python benchmarks/check_speed.py [--work DIR] [--times 3] [--only burner,ruff]

Packages and tools are installed into --work, the tools into an environment of their own. Tools that others keep results
of are run without them for "cold" and with them for "warm". A tool that is missing is left out and said.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

TOOLS = ("ruff", "pylint", "perflint", "refurb")
SLOW_S = 60.0
"""A tool that takes longer is run once."""


@dataclass(frozen=True)
class Tool:
    """A command, and what forgets what it remembers; `cache` is None where it remembers nothing."""

    name: str
    argv: Sequence[str]
    cache: Path | None = None


def tools(work: Path, site: Path) -> list[Tool]:
    """The commands that look at all of `site`."""
    bin_dir = work / "tools" / "bin"
    kept, ruff, mypy = (work / name for name in ("burner-home", "ruff-cache", "mypy-cache"))
    found = [
        Tool("burner check", [sys.executable, "-m", "burner", "check", "-q", "--format", "concise", str(site)], kept),
        Tool(
            "ruff check",
            [
                *(str(bin_dir / "ruff"), "check", "-q", "--isolated", "--no-respect-gitignore", "--exit-zero"),
                *("--select", "PERF,C4,FURB,SIM", "--cache-dir", str(ruff), str(site)),
            ],
            ruff,
        ),
        Tool(
            "perflint, one process",  # with several, its first crash on a module ends the whole of it
            [
                *(str(bin_dir / "pylint"), "--load-plugins=perflint", "--disable=all", "--enable=W8101,W8102,W8201"),
                *("--enable=W8202,W8203,W8204,W8205,W8301,W8401,W8402,W8403", "--score=n"),
                *(str(path) for path in sorted(site.iterdir()) if (path / "__init__.py").exists()),
            ],
        ),
        Tool("refurb", [str(bin_dir / "refurb"), str(site), "--", "--cache-dir", str(mypy)], mypy),
    ]
    return [tool for tool in found if Path(tool.argv[0]).exists()]


def install(work: Path, packages: Sequence[str]) -> Path:
    """Put the packages into a folder and the tools into an environment, where they are not there yet."""
    site = work / "site"
    pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if not site.exists():
        subprocess.run([sys.executable, *pip, "--no-deps", "--target", str(site), *packages], check=True)
    if not (work / "tools").exists():
        subprocess.run([sys.executable, "-m", "venv", str(work / "tools")], check=True)
        for tool in TOOLS:  # one by one: one that can't be had must not keep the others out
            subprocess.run([str(work / "tools" / "bin" / "python"), *pip, tool], check=False)
    return site


def took_s(tool: Tool, work: Path, *, cold: bool) -> float:
    """Seconds of one run."""
    if cold and tool.cache is not None:
        shutil.rmtree(tool.cache, ignore_errors=True)
    began = time.perf_counter()
    subprocess.run(
        tool.argv,
        cwd=work,
        env={**os.environ, "BURNER_HOME": str(work / "burner-home")},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    return time.perf_counter() - began


def median_s(tool: Tool, work: Path, times: int, *, cold: bool) -> float:
    """The median of some runs, or one run of a slow tool."""
    taken = [took_s(tool, work, cold=cold)]
    while len(taken) < times and taken[0] < SLOW_S:
        taken.append(took_s(tool, work, cold=cold))
    return statistics.median(taken)


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, default=Path("check_speed.work"))
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--packages", default="networkx,sympy,boltons")
    parser.add_argument("--only", default="", help="tools whose names begin so")
    options = parser.parse_args()
    work = options.work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    site = install(work, options.packages.split(","))
    files = sum(1 for _ in site.rglob("*.py"))
    lines = sum(path.read_bytes().count(b"\n") for path in site.rglob("*.py"))
    print(f"{files} files, {lines} lines\n")
    print(f"{'':<24}{'cold':>10}{'files/s':>10}{'warm':>10}{'files/s':>10}")
    cold: dict[str, float] = {}
    warm: dict[str, float] = {}
    for tool in [tool for tool in tools(work, site) if tool.name.startswith(tuple(options.only.split(",")))]:
        cold[tool.name] = median_s(tool, work, options.times, cold=True)
        warm[tool.name] = median_s(tool, work, options.times, cold=False) if tool.cache else cold[tool.name]
        print(
            f"{tool.name:<24}{cold[tool.name]:>8.2f} s{files / cold[tool.name]:>10.0f}"
            f"{warm[tool.name]:>8.2f} s{files / warm[tool.name]:>10.0f}",
            flush=True,
        )
    own = "burner check"
    print()
    for name, cold_s in cold.items():
        if name != own and own in cold:
            print(f"{name}: {cold_s / cold[own]:.1f} times burner's seconds cold, {warm[name] / warm[own]:.2f} warm")


if __name__ == "__main__":
    main()
