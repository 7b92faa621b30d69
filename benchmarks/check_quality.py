"""What `burner check` finds in packages, and how many of its findings are measured to be faster.

    python benchmarks/check_quality.py [--work DIR] [--count 60] [--budget 60s] [--keep FILE]

The packages lie in --work (see check_speed.py) with their tests. Findings are drawn by a seed, from each package in turn,
and proved by the judge of `burner check --prove` on the calls that the packages' own tests make.
"""

from __future__ import annotations

import argparse
import collections
import itertools
import json
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from check_speed import install
from judging import share
from running import kept

CHOSEN_BY = 20261125
PACKAGES = ("networkx", "sympy", "boltons")
NEEDED = ("mpmath",)
"""What sympy imports; its own tests are not those of the packages."""
TESTED_APART = ("boltons",)
"""Packages that are installed without their tests: their source archives have them."""
FASTER, EQUAL, SLOWER, WRONG = "faster", "equally fast", "slower", "wrong"
KINDS = {
    "better": FASTER,
    "no_difference": EQUAL,
    "undecided": EQUAL,
    "trade_off": EQUAL,
    "worse": SLOWER,
    "wrong": WRONG,
    "crashed": WRONG,
    "timed_out": SLOWER,
    "caches_across_calls": WRONG,
}


def add_tests(site: Path, package: str) -> None:
    """Put the tests of a package's source archive into the package, where they are not yet."""
    if (site / package / "tests").exists():
        return
    version = next(site.glob(f"{package}-*.dist-info")).name.removesuffix(".dist-info").replace("-", "==")
    with tempfile.TemporaryDirectory() as folder:
        pip = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--no-binary", package, "-d", folder]
        subprocess.run([*pip, version], check=True)
        shutil.unpack_archive(next(Path(folder).glob("*.tar.gz")), folder)
        shutil.copytree(next(Path(folder).glob("*/tests")), site / package / "tests")


def findings(site: Path) -> list[dict[str, Any]]:
    """All findings in the packages, their tests apart."""
    argv = [sys.executable, "-m", "burner", "check", "-q", "--format", "json", "--baseline", "none", "."]
    done = subprocess.run(argv, cwd=site, stdout=subprocess.PIPE, text=True, check=False)
    found: list[dict[str, Any]] = json.loads(done.stdout)["findings"]
    parts = [(Path(item["path"]).parts, item) for item in found]
    return [item for part, item in parts if part[0] in PACKAGES and "tests" not in part and item["function"]]


def drawn(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The findings in the order in which they are proved: by chance, from each package in turn while it has any."""
    chance = random.Random(CHOSEN_BY)
    mixed = chance.sample(rows, len(rows))
    by_package = [[row for row in mixed if Path(row["path"]).parts[0] == package] for package in PACKAGES]
    return [row for turn in itertools.zip_longest(*by_package) for row in turn if row is not None]


def proof(site: Path, item: dict[str, Any], budget: float) -> dict[str, Any]:
    """What the judge says of one finding."""
    from burner.check.finding import Finding
    from burner.cli.proving import prove
    from burner.search.optimize import optimize

    known = {**item, "qualname": item["function"], "path": str(site / item["path"])}
    made = Finding(**{name: known[name] for name in Finding.__dataclass_fields__})
    told = prove(made, optimize, {"budget": budget})
    return {"verdict": told.verdict, "said": told.said}


def main() -> None:
    """Print findings by rule, a line for each proof, and the shares."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, default=Path("check_speed.work"))
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--budget", type=float, default=60.0, help="seconds for each finding")
    parser.add_argument("--keep", type=Path, default=Path("check_quality.results.jsonl"))
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    site = install(options.work.resolve(), [*PACKAGES, *NEEDED])
    for package in NEEDED:
        shutil.rmtree(site / package / "tests", ignore_errors=True)
    for package in TESTED_APART:
        add_tests(site, package)
    (site / "pyproject.toml").touch()
    found = findings(site)
    for rule, count in sorted(collections.Counter(item["rule"] for item in found).items()):
        print(f"{rule}  {count:>5}")
    print(f"{len(found)} findings\n")
    rows = drawn([{"id": f"{item['path']}:{item['line']}:{item['rule']}", **item} for item in found])
    told: list[tuple[str, str]] = []
    for row, result in kept(rows[: options.count], options.keep, lambda row: proof(site, row, options.budget)):
        print(f"{row['id']:<60} {result['said']}", flush=True)
        if result["verdict"] in KINDS:
            told.append((row["rule"], KINDS[result["verdict"]]))
    print(f"\njudged {share(len(told), min(options.count, len(rows)))}")
    for kind in (FASTER, EQUAL, SLOWER, WRONG):
        which = collections.Counter(rule for rule, what in told if what == kind)
        by_rule = ", ".join(f"{count} {rule}" for rule, count in which.most_common())
        print(f"{kind:<13} {share(sum(which.values()), len(told))}  {by_rule}")


if __name__ == "__main__":
    main()
