"""How many wrong versions the evidence rejects that the user's own tests let pass, and how many right ones it rejects.

    python benchmarks/equality.py --data DIR [--wrong 200] [--right 200] [--keep FILE]

Functions are those of MBPP+, with only three of their inputs as the user's tests. Wrong versions are small faults put into
them (those of burner's own mutants, and others that it doesn't know: a statement left out, a part in place of the whole)
that pass the three tests and give another result on one of the task's other inputs (about a hundred), which burner never
sees. Right versions are harmless rewrites, other solutions of the same task, and the fast references of
slow_functions; those of MBPP+ agree on all of the task's inputs. What is right and wrong is found in the sandbox by code of
this file alone. Judged is by the differential run of `burner optimize`: nothing is timed.
"""

from __future__ import annotations

import argparse
import ast
import collections
import gzip
import json
import os
import random
import resource
import signal
import sys
import tempfile
from pathlib import Path
from typing import Any

from mbpp_wrong import TESTS, inputs_of, module_of, outcome

CHOSEN_BY = 20261125
MUTANTS = 200
PER_TASK = {"wrong": 8, "right": 2}
LIMIT_S = 2
MEMORY_BYTES = 2 << 30


# ---- what is right and wrong, found in the sandbox as `equality.py --check FOLDER`


def check(folder: Path) -> dict[str, Any]:
    """Results of the tests' inputs, and for each version whether it passes the tests and where it differs elsewhere."""
    row = json.loads((folder / "row.json").read_text(encoding="utf-8"))
    name, inputs = row["entry_point"], inputs_of(row)
    original = module_of(row["canonical_solution"], "work")
    expected = [outcome(original, name, arguments) for arguments in inputs]
    results = [repr(getattr(original, name)(*json.loads(json.dumps(given)))) for given in inputs[:TESTS]]
    told = []
    for text in json.loads((folder / "versions.json").read_text(encoding="utf-8")):
        reader, writer = os.pipe()
        if os.fork() == 0:  # in a process of its own: a fault may take all memory or never end
            try:
                resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
                signal.alarm(LIMIT_S)
                module = module_of(text, "work")
                same = [outcome(module, name, given) == right for given, right in zip(inputs, expected, strict=True)]
                os.write(writer, json.dumps({"passes": all(same[:TESTS]), "differs": same.count(False)}).encode())
            finally:
                os._exit(0)
        os.close(writer)
        with os.fdopen(reader) as stream:
            told.append(json.loads(stream.read() or '{"passes": false, "differs": -1}'))
        os.wait()
    return {"results": results, "versions": told, "wrong": [], "inputs": len(inputs)}


# ---- versions


def faults(row: dict[str, Any]) -> list[str]:
    """Texts of the task's solution with one small fault each."""
    from burner.verify.mutants import mutants

    solution = row["canonical_solution"]
    known = [made.text for made in mutants(solution, row["entry_point"], [], MUTANTS, CHOSEN_BY)]
    made = list(dict.fromkeys(known + shortened(solution)))
    random.Random(CHOSEN_BY).shuffle(made)
    return made


def shortened(solution: str) -> list[str]:
    """Texts of a solution with a statement left out, or with a part of an expression in place of the whole."""
    made = []
    for number, node in enumerate(ast.walk(ast.parse(solution))):
        for choice in range(len(parts_of(node))):
            tree = ast.parse(solution)
            whole = list(ast.walk(tree))[number]
            made.append(ast.unparse(InPlace(whole, parts_of(whole)[choice]).visit(tree)))
    return made


def parts_of(node: ast.AST) -> list[ast.AST]:
    """What may stand in place of a node."""
    match node:
        case ast.Expr() | ast.Assign() | ast.AugAssign() | ast.If() | ast.For() | ast.Return():
            return [ast.Pass()]
        case ast.Call(func=ast.Attribute(value=receiver), args=arguments):
            return [receiver, *arguments]
        case ast.Call(args=parts) | ast.BoolOp(values=parts):
            return list(parts)
        case ast.BinOp():
            return [node.left, node.right]
        case ast.IfExp():
            return [node.body, node.orelse]
        case ast.UnaryOp():
            return [node.operand]
    return []


class InPlace(ast.NodeTransformer):
    """A node in place of another."""

    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self.old, self.new = old, new

    def visit(self, node: ast.AST) -> ast.AST:
        """The tree with the other node."""
        return self.new if node is self.old else self.generic_visit(node)


class Renamed(ast.NodeTransformer):
    """Other names for what a function binds by assignment or loop."""

    def __init__(self, names: set[str]) -> None:
        self.names = names

    def visit_Name(self, node: ast.Name) -> ast.Name:
        """A name as it is called now."""
        return ast.Name(f"{node.id}_", node.ctx) if node.id in self.names else node


class Turned(ast.NodeTransformer):
    """Branches in the other order."""

    def visit_If(self, node: ast.If) -> ast.If:
        """An `if` with an `else`, turned round."""
        self.generic_visit(node)
        if not node.orelse:
            return node
        return ast.If(ast.UnaryOp(ast.Not(), node.test), node.orelse, node.body)


class Named(ast.NodeTransformer):
    """Results that get a name before they are returned."""

    def visit_Return(self, node: ast.Return) -> Any:
        """A return in two steps."""
        if node.value is None:
            return node
        return [ast.Assign([ast.Name("answer_", ast.Store())], node.value), ast.Return(ast.Name("answer_", ast.Load()))]

    def visit_Lambda(self, node: ast.Lambda) -> ast.Lambda:
        """Nothing in it returns."""
        return node


def harmless(row: dict[str, Any]) -> list[str]:
    """Texts of the task's solution that do the same in other words."""
    made = []
    for how in (Renamed(set()), Turned(), Named()):
        tree = ast.parse(row["canonical_solution"])
        function = next(node for node in tree.body if getattr(node, "name", "") == row["entry_point"])
        if isinstance(how, Renamed):
            stored = {n.id for n in ast.walk(function) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
            declared = {n for g in ast.walk(function) if isinstance(g, (ast.Global, ast.Nonlocal)) for n in g.names}
            how.names = stored - declared - {argument.arg for argument in function.args.args}
        text = ast.unparse(ast.fix_missing_locations(how.visit(tree)))
        if text != ast.unparse(ast.parse(row["canonical_solution"])):
            made.append(text)
    return made


# ---- one task or row


def task(row: dict[str, Any], wanted: set[str]) -> dict[str, Any]:
    """Judge some versions of a task, of the wanted kinds."""
    from judging import prepared, version
    from running import checked

    from burner.errors import BurnerError
    from burner.search.versions import Rewritten

    name = row["entry_point"]
    texts = [("fault", text) for text in faults(row)] + [("rewrite", text) for text in harmless(row)]
    texts += [("other solution", text) for text in row["others"]]
    with tempfile.TemporaryDirectory(prefix="burner-bench-") as place:
        folder = Path(place)
        (folder / "row.json").write_text(json.dumps(row), encoding="utf-8")
        (folder / "versions.json").write_text(json.dumps([text for _, text in texts]), encoding="utf-8")
        (folder / "mbpp_wrong.py").write_text(Path(__file__).with_name("mbpp_wrong.py").read_text(encoding="utf-8"))
        told = checked(folder, Path(__file__))
    if "versions" not in told:
        return {"skipped": told["wrong"][0][-200:]}
    wrong, right = [], []
    for (kind, text), found in zip(texts, told["versions"], strict=True):
        if kind == "fault" and found["passes"] and found["differs"] > 0:
            wrong.append((kind, text))
        elif kind != "fault" and found["differs"] == 0 and "right" in wanted:
            right.append((kind, text))
    calls = zip(row["base_input"][:TESTS], told["results"], strict=True)
    tests = "".join(f"\n\ndef test_{n}():\n    assert {name}(*{a!r}) == {r}\n" for n, (a, r) in enumerate(calls))
    files = {"work.py": row["canonical_solution"], "test_work.py": f"from work import {name}\n{tests}"}
    found = {"wrong": [], "right": []}
    if not wrong and not right:
        return found
    try:
        with prepared(files, name) as ready:
            for expected, chosen in (("wrong", wrong), ("right", right)):
                for kind, text in chosen[: PER_TASK[expected]]:
                    functions = {n.name: ast.unparse(n) for n in ast.parse(text).body if isinstance(n, ast.FunctionDef)}
                    imports = tuple(
                        ast.unparse(n) for n in ast.parse(text).body if isinstance(n, (ast.Import, ast.ImportFrom))
                    )
                    made = version(ready, functions, imports)
                    if isinstance(made, Rewritten):
                        found[expected].append({"kind": kind, "rejected": rejected(ready, made), "text": text})
    except BurnerError as error:
        return {"skipped": error.message}
    return found


def reference(row: dict[str, Any]) -> dict[str, Any]:
    """Judge the fast reference of a slow function."""
    from judging import prepared, version

    from burner.errors import BurnerError
    from burner.search.versions import Rewritten
    from burner.verify.guard import guard

    slow, fast = ast.parse(row["module"]), ast.parse(row["reference"])
    imports = tuple(ast.unparse(node) for node in fast.body if isinstance(node, (ast.Import, ast.ImportFrom)))
    added = _bound(fast) - _bound(slow)
    if added:  # no version that burner would ask for
        return {"skipped": f"adds {', '.join(sorted(added))} to the module"}
    known = functions_of(slow, row["module"])
    functions = {name: text for name, text in functions_of(fast, row["reference"]).items() if known.get(name) != text}
    try:
        with prepared({"work.py": row["module"], "test_work.py": row["tests"]}, row["target"]) as ready:
            made = version(ready, functions, imports)
            if not isinstance(made, Rewritten):
                return {"skipped": made}
            refused = guard(row["module"], made.text, made.version.edits)
            if refused is not None:  # no version that burner would ask for: other parameters of a helper, new classes
                return {"skipped": refused}
            return {"wrong": [], "right": [{"kind": "reference", "rejected": rejected(ready, made), "text": ""}]}
    except BurnerError as error:
        return {"skipped": error.message}


def _bound(tree: ast.Module) -> set[str]:
    """The names that assignments of the module bind."""
    found = [
        node
        for statement in tree.body
        for node in ast.walk(statement)
        if isinstance(statement, (ast.Assign, ast.AnnAssign))
    ]
    return {node.id for node in found if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}


def functions_of(tree: ast.Module, text: str) -> dict[str, str]:
    """The text of each function and method by qualified name."""
    import textwrap

    found = {}
    for node in tree.body:
        inside = node.body if isinstance(node, ast.ClassDef) else [node]
        owner = f"{node.name}." if isinstance(node, ast.ClassDef) else ""
        for item in inside:
            if isinstance(item, ast.FunctionDef):
                first = min([item.lineno, *(decorator.lineno for decorator in item.decorator_list)])
                found[owner + item.name] = textwrap.dedent("\n".join(text.splitlines()[first - 1 : item.end_lineno]))
    return found


def rejected(ready: Any, made: Any) -> str | None:
    """Why the differential run rejects a version, or None."""
    from burner.sandbox.channel import GarbageError, GoneError, LateError
    from burner.sandbox.forkserver import InstallError
    from burner.verify.behaviour import Side
    from burner.verify.behaviour import check as differential

    names = {ready.target.qualname, *made.version.edits}
    cases = [case for case in ready.cases if case.function in names]
    try:
        for server in ready.servers:
            failure = differential(Side(server, made.version), cases, ready.judge.level)
            if failure is not None:
                return failure.reason[:300]
    except (InstallError, GoneError, LateError, GarbageError) as error:
        return f"{type(error).__name__}: {error}"
    return None


def rows_of(data: Path) -> list[dict[str, Any]]:
    """The references first, then the tasks in an order by chance."""

    def read(name: str) -> list[dict[str, Any]]:
        with gzip.open(data / name, "rt", encoding="utf-8") as stream:
            return [json.loads(line) for line in stream]

    others: dict[str, list[str]] = collections.defaultdict(list)
    for row in read("mbpp_stress.jsonl.gz"):
        others[str(row["task_id"]).rpartition("/")[2]].append(row["code"])
    tasks = []
    for row in read("mbpp_plus.jsonl.gz"):
        if isinstance(row["base_input"], list) and len(row["base_input"]) >= TESTS:
            known = str(row["task_id"]).rpartition("/")[2]
            tasks.append({"id": row["task_id"], "others": others.get(known, []), **row})
    random.Random(CHOSEN_BY).shuffle(tasks)
    return [*tasks, *({**row, "id": row["id"]} for row in read("slow_functions.jsonl.gz") if not row["control"])]


def main() -> None:
    """Print a line for each task, then the shares and the reasons."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", help="folder of mbpp_plus.jsonl.gz, mbpp_stress.jsonl.gz and slow_functions.jsonl.gz")
    parser.add_argument("--wrong", type=int, default=200)
    parser.add_argument("--right", type=int, default=200)
    parser.add_argument("--keep", default="equality.results.jsonl")
    parser.add_argument("--check", metavar="FOLDER", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.check:
        print(json.dumps(check(Path(options.check))))
        return
    from judging import share
    from running import kept

    found: dict[str, list[dict[str, Any]]] = {"wrong": [], "right": []}
    rows = rows_of(Path(options.data))
    references = [row for row in rows if "reference" in row][: options.right // 4]
    most = {"wrong": options.wrong, "right": options.right}

    def one(row: dict[str, Any]) -> dict[str, Any]:
        """One row of either kind."""
        wanted = {expected for expected in most if len(found[expected]) < most[expected]}
        return reference(row) if "reference" in row else task(row, wanted)

    for row, result in kept(references + [row for row in rows if "reference" not in row], Path(options.keep), one):
        for expected, count in most.items():
            found[expected] += result.get(expected, [])[: count - len(found[expected])]
        said = result.get("skipped") or ", ".join(
            f"{expected}: {sum(1 for v in result[expected] if v['rejected'])} of {len(result[expected])} rejected"
            for expected in ("wrong", "right")
        )
        print(f"{row['id']:<12} {said}", flush=True)
        if all(len(found[expected]) == count for expected, count in most.items()):
            break
    report(found, share)


def report(found: dict[str, list[dict[str, Any]]], share: Any) -> None:
    """Print the shares and what was judged wrongly."""
    caught = [item for item in found["wrong"] if item["rejected"]]
    lost = [item for item in found["right"] if item["rejected"]]
    print(f"\nwrong versions that three tests let pass: rejected {share(len(caught), len(found['wrong']))}")
    print(f"right versions: rejected {share(len(lost), len(found['right']))}")
    for kind, count in collections.Counter(item["kind"] for item in found["right"]).items():
        print(f"  {kind:<15} {sum(item['kind'] == kind for item in lost)} of {count}")
    for item in lost:
        print(f"  rejected though right ({item['kind']}): {item['rejected']}")
    for item in found["wrong"]:
        if not item["rejected"]:
            print(f"  accepted though wrong:\n{item['text']}")


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent))
    main()
