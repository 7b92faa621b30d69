"""Runs `burner optimize` on a set of slow functions and checks afterwards, by other means, what it accepted.

    python benchmarks/slow_functions.py --data DIR [--budget 45s] [--policy auto] [--only A01,B02] [--keep FILE]
    python benchmarks/slow_functions.py --data training/lessons [--sample 40]

Each row is a module, its tests, a generator of arguments and a fast reference. burner sees module and tests. The lessons
of the repository can serve instead, to look at what burner can do without looking at what it is judged on.

Afterwards the accepted version is compared with the slow one on 500 generated calls and timed at the large size beside
the slow one and the reference, in the sandbox, by code of this file alone.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import copy
import gzip
import json
import math
import random
import statistics
import sys
import tempfile
import time
import types
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

CALLS = 500
MEDIUM_CALLS = 10
TIMED_ROUNDS = 3
SLOWER = 0.95
"""What was called faster and gains less than this on the row's largest inputs is slower there."""


# ---- the check, run in the sandbox as `slow_functions.py --check FOLDER`


def canonical(value: Any, above: tuple[int, ...] = ()) -> str:
    """A value as text that is equal only for values of the same types, order and content."""
    kind = type(value)
    if value is None or kind in {bool, int, float, complex, str, bytes}:
        return f"{kind.__name__}:{value!r}"
    if id(value) in above:
        return "<cycle>"
    inner = (*above, id(value))
    name = f"{kind.__module__}.{kind.__qualname__}"
    if isinstance(value, set | frozenset):
        return f"{name}{{{', '.join(sorted(canonical(item, inner) for item in value))}}}"
    if isinstance(value, dict):
        pairs = ", ".join(f"{canonical(key, inner)}=>{canonical(item, inner)}" for key, item in value.items())
        return f"{name}{{{getattr(value, 'default_factory', '')}{pairs}}}"
    if isinstance(value, list | tuple) or kind.__name__ == "deque":
        return f"{name}[{', '.join(canonical(item, inner) for item in value)}]"
    if isinstance(value, BaseException):
        return f"{name}({canonical(value.args, inner)})"
    if kind.__module__ == "numpy" and hasattr(value, "tobytes"):
        return f"{name}<{value.dtype.str} {value.shape} {value.tobytes().hex()}>"
    if hasattr(value, "__next__"):
        return f"{name}<{', '.join(canonical(item, inner) for item in value)}>"
    state = dict(getattr(value, "__dict__", {}))
    for base in kind.__mro__:
        slots = base.__dict__.get("__slots__", ())
        for slot in (slots,) if isinstance(slots, str) else slots:
            if hasattr(value, slot):
                state[slot] = getattr(value, slot)
    if state:
        return f"{name}({', '.join(f'{key}={canonical(item, inner)}' for key, item in sorted(state.items()))})"
    return f"{name}:{value!r}"


class Variant:
    """One version of the module with the row's generator running against it."""

    def __init__(self, row: dict[str, Any], source: str) -> None:
        self.target = str(row["target"])
        self.module = types.ModuleType("work")
        self.module.__file__ = "work.py"
        sys.modules["work"] = self.module
        exec(compile(source, "work.py", "exec"), self.module.__dict__)  # noqa: S102 - in the sandbox
        self.space: dict[str, Any] = {"__name__": "generator"}
        exec(compile(row["generator"], "generator.py", "exec"), self.space)  # noqa: S102 - in the sandbox

    def make(self, seed: str, size: int) -> Any:
        """Arguments for one call."""
        sys.modules["work"] = self.module
        return self.space["make"](random.Random(seed), size)

    def prepared(self, arguments: Any) -> tuple[Callable[[], Any], Callable[[], Any]]:
        """The call without arguments, and what to look at after it."""
        sys.modules["work"] = self.module
        if "." not in self.target:
            function = getattr(self.module, self.target)
            return lambda: function(*arguments), lambda: arguments
        owner, method = self.target.split(".")
        made, given = arguments
        item = getattr(self.module, owner)(*made)
        return lambda: getattr(item, method)(*given), lambda: (made, given, item)

    def outcome(self, arguments: Any) -> tuple[str, str]:
        """Result or error, and the state afterwards, as text."""
        call, after = self.prepared(arguments)
        try:
            result = "returns " + canonical(call())
        except Exception as error:  # noqa: BLE001 - whatever it raises is its outcome
            result = f"raises {type(error).__name__}: {error}"
        return result, canonical(after())

    def timed(self, seed: str, size: int, repeats: int) -> float:
        """Seconds of one call at a size, the median of some."""
        base = self.make(seed, size)
        times = []
        for _ in range(repeats):
            call, _ = self.prepared(copy.deepcopy(base))
            began = time.perf_counter()
            with contextlib.suppress(Exception):  # that it raises is part of what it does
                call()
            times.append(time.perf_counter() - began)
            if times[0] > 0.3:
                break
        return statistics.median(times)


def check(folder: Path) -> dict[str, Any]:
    """Compare and time the versions in a folder: wrong calls and seconds at the large size."""
    row = json.loads((folder / "row.json").read_text(encoding="utf-8"))
    accepted = (folder / "accepted.py").read_text(encoding="utf-8")
    slow, fast, reference = Variant(row, row["module"]), Variant(row, accepted), Variant(row, row["reference"])
    small, medium, large = row["sizes"]
    wrong = []
    plan = [
        (f"check-{index}", small if index % 2 else random.Random(index).randint(0, small)) for index in range(CALLS)
    ]
    plan += [(f"check-medium-{index}", medium) for index in range(MEDIUM_CALLS)]
    for seed, size in plan:
        expected = slow.outcome(slow.make(seed, size))
        actual = fast.outcome(fast.make(seed, size))
        if expected != actual:
            wrong.append(f"{seed} size {size}: {expected[0][:200]} / {actual[0][:200]}")
    times = {"slow": [], "fast": [], "reference": []}  # type: dict[str, list[float]]
    for turn in range(TIMED_ROUNDS):
        for name, variant in (("slow", slow), ("fast", fast), ("reference", reference)):
            times[name].append(variant.timed(f"large-{turn}", large, 1 if name == "slow" else 5))
    return {"wrong": wrong, "calls": len(plan), **{name: statistics.median(taken) for name, taken in times.items()}}


# ---- the driver


def rows_of(data: Path, only: set[str], sample: int = 0) -> list[dict[str, Any]]:
    """The rows of the data file (or of a folder of lessons), all, the named ones, or so many drawn by chance."""
    rows = lessons(data) if any(data.glob("*/*/before.py")) else slow_functions(data)
    rows = [row for row in rows if not only or row["id"] in only]
    return random.Random(0).sample(rows, min(sample, len(rows))) if sample else rows


def lessons(folder: Path) -> list[dict[str, Any]]:
    """The repository's lessons as rows; what their cures gain at the large size is measured with what was accepted."""
    rows = []
    for number, lesson in enumerate(sorted(path.parent for path in folder.glob("*/*/before.py"))):
        texts = {
            part: (lesson / f"{part}.py").read_text(encoding="utf-8") for part in ("before", "after", "tests", "inputs")
        }
        told = {
            node.targets[0].id: node.value for node in ast.parse(texts["inputs"]).body if isinstance(node, ast.Assign)
        }  # type: ignore[attr-defined]
        row = {
            "id": f"L{number:03d}",
            "target": ast.literal_eval(told["TARGET"]),
            "sizes": ast.literal_eval(told["SIZES"]),
        }
        row |= {
            "module": texts["before"],
            "reference": texts["after"],
            "tests": texts["tests"],
            "generator": texts["inputs"],
        }
        rows.append(row | {"control": False, "speedup_large": 1.0})
    return rows


def slow_functions(data: Path) -> list[dict[str, Any]]:
    """The rows of the data file."""
    with gzip.open(data / "slow_functions.jsonl.gz", "rt", encoding="utf-8") as stream:
        return [json.loads(line) for line in stream]


def optimised(row: dict[str, Any], options: argparse.Namespace) -> dict[str, Any]:
    """One row through the command line, and the check of what was accepted."""
    from running import optimise

    given = ["--seed", "0", "--budget", options.budget, "--policy", options.policy]
    given += ["--model", options.model] if options.model else []
    return tried(row, lambda folder, target: optimise(folder, target, given))


def tried(row: dict[str, Any], search: Callable[[Path, str], dict[str, Any]]) -> dict[str, Any]:
    """One row through a search, given the folder and the target, that returns a result document; and the check."""
    from running import checked

    with tempfile.TemporaryDirectory(prefix="burner-bench-") as name:
        folder = Path(name)
        (folder / "work.py").write_text(row["module"], encoding="utf-8")
        (folder / "test_work.py").write_text(row["tests"], encoding="utf-8")
        (folder / "pyproject.toml").write_text("")
        document = search(folder, f"work.py::{row['target']}")
        verdicts = [candidate["verdict"] for candidate in document["candidates"]]
        found = {
            "target": row["target"],
            "control": row["control"],
            "wall_s": document["seen_wall_s"],
            "first_s": document.get("first_s"),
            "outcome": document["outcome"],
            "verdicts": {verdict: verdicts.count(verdict) for verdict in sorted(set(verdicts))},
            "error": document.get("error"),
            "candidates": document["candidates"],
        }
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


def run(options: argparse.Namespace) -> Iterator[dict[str, Any]]:
    """Every row once; those in the kept file are not run again."""
    from running import kept

    rows = rows_of(Path(options.data), set(filter(None, options.only.split(","))), options.sample)
    for row, found in kept(rows, Path(options.keep), lambda row: optimised(row, options)):
        yield found | {"reference_gain": row["speedup_large"]}


def true_gain(found: dict[str, Any]) -> float:
    """Seconds of the slow version on the row's largest inputs / those of what was accepted; 1 where nothing was."""
    told = found.get("check", {})
    gain: float = told["slow"] / max(told["fast"], 1e-9) if "fast" in told else 1.0
    return gain


def line(found: dict[str, Any]) -> str:
    """One row as text."""
    told, true = found.get("check", {}), true_gain(found)
    name = f"{found['id']} {found['target']}"
    origin = found.get("origin", {}).get("name", "") if "origin" in found else ""
    wrong = f"WRONG {told['wrong'][0][:160]}" if told.get("wrong") else ""
    error = f" {found['error']}" if found.get("error") else ""
    return (
        f"{name:<36} {found['outcome']:<10} said {found.get('said', 1.0):>9.2f}x  true {true:>9.2f}x "
        f"of {found['reference_gain']:>9.1f}x  {found['wall_s']:5.1f} s  {origin:<10} "
        f"{found.get('verdicts', '')}{wrong}{error}"
    )


def summary(rows: list[dict[str, Any]]) -> str:
    """The figures over all rows."""
    slow = [row for row in rows if not row["control"]]
    controls = [row for row in rows if row["control"]]
    gains = [true_gain(row) for row in slow]
    known = zip(gains, slow, strict=True)
    shares = [min(1.0, math.log(gain) / math.log(max(row["reference_gain"], 1.01))) for gain, row in known]
    count = max(1, len(slow))
    return "\n".join(
        [
            f"slow functions            {len(slow)}",
            f"improved                  {sum(row['outcome'] == 'improved' for row in slow) / count:.0%}",
            f"at 2x or more             {sum(gain >= 2 for gain in gains) / count:.0%}",
            f"at 10x or more            {sum(gain >= 10 for gain in gains) / count:.0%}",
            f"geometric mean            {math.exp(sum(map(math.log, gains)) / count):.2f}x",
            f"reference's gain reached  {sum(shares) / count:.0%} (mean share of its logarithm)",
            f"slower there by over 5 %  {sum(gain < SLOWER for gain in gains)} of those improved",
            f"median seconds            {statistics.median(row['wall_s'] for row in rows):.1f}",
            f"failed runs               {sum(row['outcome'] == 'failed' for row in rows)}",
            f"wrong versions accepted   {sum(bool(row.get('check', {}).get('wrong')) for row in rows)}",
            f"controls called faster    {sum(row['outcome'] == 'improved' for row in controls)} of {len(controls)}",
        ]
    )


def main() -> None:
    """Print a line for each row, then the summary for all, the even and the odd half of the ids."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", help="folder of slow_functions.jsonl.gz")
    parser.add_argument("--budget", default="45s")
    parser.add_argument("--policy", default="auto")
    parser.add_argument("--model", default="")
    parser.add_argument("--only", default="")
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--keep", default="slow_functions.results.jsonl")
    parser.add_argument("--check", metavar="FOLDER", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.check:
        print(json.dumps(check(Path(options.check))))
        return
    if not options.data:
        parser.error("--data DIR is needed")
    rows = []
    for found in run(options):
        print(line(found), flush=True)
        rows.append(found)
    for title, chosen in (
        ("all", rows),
        ("even ids", [row for row in rows if int(row["id"][1:]) % 2 == 0]),
        ("odd ids", [row for row in rows if int(row["id"][1:]) % 2]),
    ):
        if chosen:
            print(f"\n== {title}\n{summary(chosen)}")


if __name__ == "__main__":
    main()
