"""Runs `burner optimize` on the six examples and prints a table.

python benchmarks/examples.py [--budget 90s] [--policy auto]
"""

from __future__ import annotations

import argparse
from pathlib import Path

from running import optimise

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
TARGETS = (
    "orders.py::top_customers",
    "access_log.py::busiest_paths",
    "contacts.py::merge_contacts",
    "statement.py::account_statement",
    "packs.py::cheapest_packs",
    "survey.py::unusual_cells",
)


def main() -> None:
    """Print a row for each example."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--budget", default="90s")
    parser.add_argument("--policy", default="auto")
    options = parser.parse_args()
    print("| target | outcome | speed-up | origin | growth before | after | seconds |\n|---|---|---|---|---|---|---|")
    doubled = 0
    for target in TARGETS:
        found = optimise(EXAMPLES, target, ["--budget", options.budget, "--policy", options.policy, "--seed", "0"])
        best, before = found["best"], (found.get("baseline") or {}).get("growth")
        ratio = best["speedup"]["ratio"] if best else 1.0
        doubled += ratio >= 2
        after = (best.get("growth") or {}).get("label", "") if best else ""
        origin = f"{best['origin']['kind']} {best['origin']['name']}" if best else ""
        grows = f"{before['label']} in {before['in']}" if before else ""
        speed = f"{ratio:.2f}x ({best['speedup']['low']:.2f}-{best['speedup']['high']:.2f})" if best else ""
        wall = f"{found['seen_wall_s']:.0f}"
        print(f"| {target} | {found['outcome']} | {speed} | {origin} | {grows} | {after} | {wall} |", flush=True)
    print(f"\nat 2x or more: {doubled} of {len(TARGETS)}")


if __name__ == "__main__":
    main()
