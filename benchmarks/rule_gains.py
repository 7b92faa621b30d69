"""Which gains that were measured when the catalogue was chosen still hold: beside what `burner rule bench` measured.

    python benchmarks/rule_gains.py [--table FILE]

The earlier figures are for inputs of their own sizes, on CPython 3.11 to 3.13; where a size makes the gain, a rule counts as
reproduced when its example gains in the same way, and the sizes of both are printed.
"""

from __future__ import annotations

import argparse
import json
import math
from pathlib import Path

from burner.check.bench.inputs import INPUTS
from burner.check.gains import FILE

BEFORE = {
    "BRN101": (214, 231, "2,000 elements"),
    "BRN106": (309, 309, "a list of the keys"),
    "BRN131": (7, 8, "a local name"),
    "BRN132": (2.5, 2.5, ""),
    "BRN133": (1.4, 2.4, ""),
    "BRN144": (3.2, 4.5, "2,000 elements"),
    "BRN145": (17, 31, ""),
    "BRN153": (2.5, 3.9, ""),
    "BRN154": (1.07, 1.21, ""),
    "BRN161": (4.8, 5.7, ""),
    "BRN162": (4.0, 4.8, "10 of 2,000"),
    "BRN163": (9, 13, ""),
    "BRN174": (3.7, 6.5, ""),
    "BRN175": (1.2, 2.4, "get, and Counter"),
    "BRN811": (69, 93, "fib(18)"),
    "BRN821": (29, 33, "by fromisoformat"),
    "BRN831": (2.9, 3.2, "short texts"),
    "BRN842": (85, 105, "flat values"),
    "BRN853": (17, 17, "up to 2,000"),
    "BRN854": (3.9, 3.9, ""),
    "BRN855": (1.2, 1.2, ""),
    "BRN857": (3.5, 5.8, ""),
    "BRN861": (22, 22, "500 elements"),
    "BRN864": (151, 151, "2,000 elements, arrays already"),
}
"""Old time / new time as measured before the rules were written: least, most, on what."""
NEAR = 0.6
"""From this share of the earlier gain on, on a logarithmic scale, a gain is the same order."""


def holds(least: float, found: list[float]) -> str:
    """Whether gains are what they were, in words."""
    shares = [math.log(max(ratio, 1.0)) / math.log(least) for ratio in found]
    if all(share >= NEAR for share in shares):
        return "yes"
    return "on some" if any(share >= NEAR for share in shares) else "less"


def main() -> None:
    """Print a row for each rule."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--table", type=Path, default=FILE, help="of gains, as `burner rule bench --save` writes it")
    pythons = json.loads(parser.parse_args().table.read_text(encoding="utf-8"))["pythons"]
    versions = sorted(pythons, key=lambda version: tuple(map(int, version.split("."))))
    print(f"{'rule':<8}{'before':>14}" + "".join(f"{version:>10}" for version in versions) + "  holds    on")
    for rule, (least, most, size) in BEFORE.items():
        found = [pythons[version]["rules"][rule]["ratio"] for version in versions if rule in pythons[version]["rules"]]
        before = f"{least:g}x" if least == most else f"{least:g}-{most:g}x"
        figures = "".join(f"{ratio:>9.2f}x" for ratio in found)
        on = f"{INPUTS[rule].size}{f' (before: {size})' if size else ''}"
        print(f"{rule:<8}{before:>14}{figures}  {holds(least, found) if found else '':<8} {on}")


if __name__ == "__main__":
    main()
