"""Counts the wrong versions that `burner optimize` accepts on MBPP+ tasks, judged by inputs it never saw.

    python benchmarks/mbpp_wrong.py --data DIR [--tasks 100] [--budget 20s] [--policy auto] [--keep FILE]

The canonical solution is the user's function and three of its inputs are the tests; afterwards the accepted version is
compared with it on all of the task's inputs, in the sandbox, by code of this file alone.
"""

from __future__ import annotations

import argparse
import ast
import copy
import gzip
import json
import random
import sys
import tempfile
import types
from pathlib import Path
from typing import Any

TESTS = 3
CHOSEN_BY = 20261122


def module_of(text: str, name: str) -> types.ModuleType:
    """The text as a module."""
    module = types.ModuleType(name)
    sys.modules[name] = module
    exec(compile(text, f"{name}.py", "exec"), module.__dict__)  # noqa: S102 - in the sandbox
    return module


def outcome(module: types.ModuleType, name: str, arguments: list[Any]) -> str:
    """Result or error of one call with the arguments afterwards, as text."""
    given = copy.deepcopy(arguments)
    try:
        result = f"returns {type(got := getattr(module, name)(*given)).__name__} {got!r}"
    except Exception as error:  # noqa: BLE001 - whatever it raises is its outcome
        result = f"raises {type(error).__name__}: {error}"
    return f"{result}; {given!r}"


def check(folder: Path) -> dict[str, Any]:
    """Compare the versions in a folder on all inputs."""
    row = json.loads((folder / "row.json").read_text(encoding="utf-8"))
    slow = module_of(row["canonical_solution"], "slow")
    fast = module_of((folder / "accepted.py").read_text(encoding="utf-8"), "fast")
    wrong = []
    inputs = inputs_of(row)
    for arguments in inputs:
        expected, actual = (outcome(module, row["entry_point"], arguments) for module in (slow, fast))
        if expected.replace("slow.", "fast.") != actual:
            wrong.append(f"{arguments!r}: {expected[:200]} / {actual[:200]}")
    return {"wrong": wrong, "calls": len(inputs)}


def inputs_of(row: dict[str, Any]) -> list[list[Any]]:
    """All inputs of a task."""
    more = row["plus_input"]
    return [*row["base_input"], *(ast.literal_eval(more) if isinstance(more, str) else more)]


def optimised(row: dict[str, Any], options: argparse.Namespace) -> dict[str, Any]:
    """One task through the command line, and the check of what was accepted."""
    from running import checked, optimise

    name = row["entry_point"]
    with tempfile.TemporaryDirectory(prefix="burner-bench-") as place:
        folder = Path(place)
        (folder / "work.py").write_text(row["canonical_solution"], encoding="utf-8")
        tests = [f"from work import {name}\n"]
        for index, arguments in enumerate(row["base_input"][:TESTS]):
            tests.append(f"\n\ndef test_{index}():\n    assert {name}(*{arguments!r}) == {name}(*{arguments!r})\n")
        (folder / "test_work.py").write_text("".join(tests), encoding="utf-8")
        (folder / "pyproject.toml").write_text("")
        given = ["--seed", "0", "--budget", options.budget, "--policy", options.policy]
        document = optimise(folder, f"work.py::{name}", given)
        found = {"outcome": document["outcome"], "wall_s": document["seen_wall_s"], "error": document.get("error")}
        found["judged"] = len(document["candidates"])
        best = document["best"]
        if best is None:
            return found
        inside = folder / "check"
        inside.mkdir()
        (inside / "row.json").write_text(json.dumps(row), encoding="utf-8")
        (inside / "accepted.py").write_text(best["source"], encoding="utf-8")
        told = checked(inside, Path(__file__))
        return {
            **found,
            "said": best["speedup"]["ratio"],
            "origin": best["origin"],
            "diff": best["diff"],
            "check": told,
        }


def main() -> None:
    """Print a line for each task and the count at the end."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", help="folder of mbpp_plus.jsonl.gz")
    parser.add_argument("--tasks", type=int, default=100)
    parser.add_argument("--budget", default="20s")
    parser.add_argument("--policy", default="auto")
    parser.add_argument("--keep", default="mbpp_wrong.results.jsonl")
    parser.add_argument("--check", metavar="FOLDER", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.check:
        print(json.dumps(check(Path(options.check))))
        return
    from running import kept

    with gzip.open(Path(options.data) / "mbpp_plus.jsonl.gz", "rt", encoding="utf-8") as stream:
        tasks = [{"id": row["task_id"], **row} for row in map(json.loads, stream)]
    tasks = [row for row in tasks if isinstance(row["base_input"], list) and len(row["base_input"]) >= TESTS]
    tasks = sorted(random.Random(CHOSEN_BY).sample(tasks, options.tasks), key=lambda row: row["id"])
    found = []
    for row, result in kept(tasks, Path(options.keep), lambda row: optimised(row, options)):
        found.append(result)
        told = result.get("check", {})
        wrong = f"WRONG {told['wrong'][0][:200]}" if told.get("wrong") else ""
        said = f"{result['said']:.2f}x" if "said" in result else ""
        print(f"{row['id']:<10} {row['entry_point']:<32} {result['outcome']:<10} {said:<10}{wrong}", flush=True)
    accepted = [result for result in found if result["outcome"] == "improved"]
    print(f"\ntasks {len(found)}, candidates judged {sum(result['judged'] for result in found)}")
    print(f"improved {len(accepted)}, failed runs {sum(result['outcome'] == 'failed' for result in found)}")
    print(f"wrong versions accepted {sum(bool(result['check']['wrong']) for result in accepted)}")


if __name__ == "__main__":
    main()
