"""Calls of the standard library that always give an equal answer for equal arguments, and how dear they are.

Only names of modules are looked at; a call is known here or it is not.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from burner.rules import scope
from burner.rules.view import FunctionView


@dataclass(frozen=True)
class Known:
    """A call whose answer depends on its arguments alone."""

    dear: bool = True
    texts: frozenset[int] = frozenset()
    """Places of arguments for which only text is accepted."""
    shared: bool = True
    """Whether the answer can't be changed, so that one may be handed out twice."""
    dear_in_inner_loops: bool = False
    """Whether it costs more than looking its answer up, by enough to matter where loops are nested."""


_TEXT = Known(texts=frozenset({0}))
_MATCH = Known(dear=False, texts=frozenset({0, 1}), dear_in_inner_loops=True)
_VALUE = Known()
_CHEAP = Known(dear=False)
MATCHED = Known(dear=False, texts=frozenset({0}), dear_in_inner_loops=True)
"""A search by a compiled pattern."""

CALLS: dict[str, Known] = {
    **dict.fromkeys(
        (
            "datetime.datetime.strptime",
            "time.strptime",
            "unicodedata.normalize",
            "re.compile",
            "re.sub",
            "html.unescape",
            "html.escape",
            "urllib.parse.quote",
            "urllib.parse.unquote",
            "urllib.parse.urlsplit",
            "urllib.parse.urlparse",
            "textwrap.dedent",
            "textwrap.fill",
            "email.utils.parsedate_to_datetime",
        ),
        _TEXT,
    ),
    **dict.fromkeys(
        (
            "decimal.Decimal",
            "fractions.Fraction",
            "ipaddress.ip_address",
            "ipaddress.ip_network",
            "ipaddress.ip_interface",
            "ipaddress.IPv4Address",
            "ipaddress.IPv4Network",
            "ipaddress.IPv6Address",
            "ipaddress.IPv6Network",
            "uuid.UUID",
            "math.factorial",
            "math.comb",
            "math.perm",
            "zoneinfo.ZoneInfo",
            "calendar.monthrange",
            "pathlib.PurePosixPath",
            "pathlib.PurePath",
        ),
        _VALUE,
    ),
    **dict.fromkeys(
        ("json.loads", "re.split", "re.findall", "ast.literal_eval"), Known(texts=frozenset({0}), shared=False)
    ),
    **dict.fromkeys(
        ("hashlib.md5", "hashlib.sha1", "hashlib.sha256", "hashlib.sha512", "hashlib.blake2b", "hashlib.new"),
        Known(shared=False),
    ),
    **dict.fromkeys(
        (
            "datetime.date",
            "datetime.datetime",
            "datetime.time",
            "datetime.timedelta",
            "datetime.datetime.combine",
            "datetime.date.fromordinal",
            "functools.reduce",
            "json.dumps",
        ),
        _CHEAP,
    ),
    **dict.fromkeys(
        ("datetime.datetime.fromisoformat", "datetime.date.fromisoformat", "datetime.time.fromisoformat"),
        Known(dear=False, texts=frozenset({0})),
    ),
    **dict.fromkeys(("re.match", "re.search", "re.fullmatch"), _MATCH),
    "re.escape": Known(dear=False, texts=frozenset({0})),
    "copy.copy": Known(dear=False, shared=False),
    "copy.deepcopy": Known(dear=False, shared=False),
    "collections.Counter": Known(dear=False, shared=False),
    "collections.defaultdict": Known(dear=False, shared=False),
    "collections.OrderedDict": Known(dear=False, shared=False),
    "collections.deque": Known(dear=False, shared=False),
    "heapq.nsmallest": Known(dear=False, shared=False),
    "heapq.nlargest": Known(dear=False, shared=False),
    "heapq.merge": Known(dear=False, shared=False),
}
"""Dotted name -> what is known of the call."""

SAFE_MODULES = frozenset({"math", "cmath", "operator", "itertools", "string", "bisect", "statistics", "unicodedata"})
"""Modules whose functions only compute (bisect.insort aside)."""

SHARED_METHODS = frozenset(
    [
        "date",
        "time",
        "strftime",
        "isoformat",
        "timestamp",
        "weekday",
        "isoweekday",
        "toordinal",
        "timetuple",
        "hexdigest",
        "digest",
        "normalize",
        "quantize",
        "lower",
        "upper",
        "strip",
        "lstrip",
        "rstrip",
        "replace",
        "encode",
        "decode",
        "title",
        "casefold",
        "zfill",
        "as_tuple",
        "to_integral_value",
        "total_seconds",
        "replace",
    ]
)
"""Methods that give an unchangeable value when called on what a dear call gave."""


def dotted(view: FunctionView, node: ast.AST) -> str | None:
    """Return the full name of an imported thing ("datetime.datetime.strptime"); None for anything else."""
    tail: list[str] = []
    while isinstance(node, ast.Attribute):
        tail.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name) or node.id in view.locals or node.id in view.outer_names:
        return None
    head = imports_of(view.tree).get(node.id)
    return None if head is None else ".".join([head, *reversed(tail)])


@lru_cache(maxsize=128)
def imports_of(tree: ast.Module) -> dict[str, str]:
    """Return what the module's top level imports, name here -> full name, without names bound otherwise too."""
    found: dict[str, str] = {}
    for statement in tree.body:
        if isinstance(statement, ast.Import):
            for alias in statement.names:
                name = alias.asname or alias.name.split(".")[0]
                found[name] = alias.name if alias.asname else name
        elif isinstance(statement, ast.ImportFrom) and statement.module and not statement.level:
            for alias in statement.names:
                found[alias.asname or alias.name] = f"{statement.module}.{alias.name}"
    whole = scope.outline(tree)
    return {
        name: full
        for name, full in found.items()
        if name not in whole.globals and not _top_bound(tree, name, whole.stored)
    }


def _top_bound(tree: ast.Module, name: str, stored: frozenset[str]) -> bool:
    if name not in stored:
        return False
    tops = [s for s in tree.body if isinstance(s, (ast.Assign, ast.AnnAssign, ast.AugAssign, ast.For, ast.If, ast.Try))]
    return any(
        isinstance(n, ast.Name) and n.id == name and isinstance(n.ctx, ast.Store) for s in tops for n in scope.walk(s)
    )


def known(view: FunctionView, call: ast.Call) -> Known | None:
    """Return what is known of a library call; None if it is none, or may depend on more than its arguments."""
    name = dotted(view, call.func)
    if name is None:
        return MATCHED if _of_pattern(view, call.func) else None
    if name in CALLS:
        return CALLS[name]
    module, _, function = name.rpartition(".")
    return _CHEAP if module in SAFE_MODULES and not function.startswith("insort") else None


def _of_pattern(view: FunctionView, function: ast.expr) -> bool:
    """Return whether a method of a pattern is called that is compiled once, in this function or in the module."""
    if not isinstance(function, ast.Attribute) or function.attr not in {"match", "search", "fullmatch"}:
        return False
    if not isinstance(function.value, ast.Name):
        return False
    name = function.value.id
    if name in view.locals:
        stores = [view.parents[use] for use in view.uses(name) if isinstance(use.ctx, ast.Store)]
    else:
        stores = [s for s in view.tree.body if isinstance(s, ast.Assign) and name in {*_names(s)}]
    if len(stores) != 1 or name in view.parameters or not isinstance(stores[0], ast.Assign):
        return False
    value = stores[0].value
    return isinstance(value, ast.Call) and dotted(view, value.func) == "re.compile"


def _names(statement: ast.Assign) -> Iterator[str]:
    return (target.id for target in statement.targets if isinstance(target, ast.Name))
