"""A text (or list) that a loop consumes by cutting off its front: each cut copies all that is left.

The text stays whole instead, and a number says where what is left begins.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from burner.policy.protocol import Brief
from burner.rules import scope
from burner.rules.bounds import not_negative
from burner.rules.card import Card, Rewrite, Rule, made
from burner.rules.edit import Edits
from burner.rules.evidence import is_text
from burner.rules.places import alone_on_line, insertable, read_elsewhere
from burner.rules.shapes import kind_of
from burner.rules.unchanged import may_change
from burner.rules.view import FunctionView

CUT = Card(
    id="BRN135",
    name="text-cut-from-front",
    family="cutting",
    summary="move a position through a text instead of cutting off its front again and again",
    condition="The loop only looks at the beginning of what is left, and cuts by lengths that are not negative.",
    example_before="""\
def f(text):
    records = []
    while text:
        size = int(text[:2])
        records.append(text[2:2 + size])
        text = text[2 + size:]
    return records
""",
    example_after="""\
def f(text):
    records = []
    start = 0
    while start < len(text):
        size = int(text[start:start + 2])
        records.append(text[start + 2:start + 2 + size])
        start = min(start + 2 + size, len(text))
    return records
""",
    refuses=(
        """\
def f(text):
    records = []
    while text:
        records.append(text)
        text = text[2:]
    return records
""",
        """\
def f(text):
    records = []
    while text:
        records.append(text[-1])
        text = text[1:]
    return records
""",
        """\
def f(text):
    records = []
    while text:
        records.append(text[0])
        text = text[1:].strip()
    return records
""",
    ),
)
FINDERS = {"find": ("max(", " - {start}, -1)"), "rfind": ("max(", " - {start}, -1)")} | dict.fromkeys(
    ("index", "rindex"), ("(", " - {start})")
)
"""What goes around a call that gives a place, or -1."""
_SIMPLE = (ast.Name, ast.Attribute, ast.Subscript, ast.Call, ast.Constant)


def _cuts(view: FunctionView, brief: Brief) -> Iterator[Rewrite]:
    """`while text: ... text[:n] ...; text = text[n:]` -> a position that moves through the text."""
    for loop in view.nodes():
        if not isinstance(loop, ast.While) or loop.orelse or insertable(view, loop) is not loop:
            continue
        if any(isinstance(above, (ast.Try, ast.With)) for above in view.above(loop)):
            continue  # what handles an error may read what is left
        inside = {id(node) for node in scope.walk(loop)}
        names = {cut[0] for node in scope.walk(loop.body) if (cut := _cut(node)) is not None}
        for name in sorted(names - view.captured - view.outer_names):
            uses = [use for use in view.uses(name) if id(use) in inside]
            if not _is_text(view, brief, name) and may_change(view, loop.body):
                continue  # a list that others hold may change between the cuts
            edits = _Moved(view, name, loop)
            if not all(edits.use(use) for use in uses):
                continue
            edits.before(loop, [f"{edits.start} = 0"])
            if view.loops(loop) or read_elsewhere(view, [name], loop):
                edits.after(loop, [f"if {edits.start}:", f"{view.unit}{name} = {name}[{edits.start}:]"])
            yield from made(edits, loop, f"move a position through {name} instead of cutting it", daring=edits.daring)


def _is_text(view: FunctionView, brief: Brief, name: str) -> bool:
    asked = {above.attr for use in view.uses(name) if isinstance(above := view.parents[use], ast.Attribute)}
    known = kind_of(view, brief, ast.Name(name, ast.Load())) in {"str", "bytes"}
    return known or is_text(view, name) or bool(asked & {"find", "rfind", "startswith"})


def _cut(node: ast.AST) -> tuple[str, ast.expr] | None:
    """Return the name and the length of a statement `text = text[n:]`."""
    match node:
        case ast.Assign(
            targets=[ast.Name(id=name)],
            value=ast.Subscript(
                value=ast.Name(id=of), slice=ast.Slice(lower=ast.expr() as length, upper=None, step=None)
            ),
        ) if of == name:
            return name, length
    return None


class _Moved(Edits):
    """The edits that turn each use of a text into one of the whole text from a position on."""

    def __init__(self, view: FunctionView, name: str, loop: ast.While) -> None:
        super().__init__(view)
        self.name, self.loop = name, loop
        self.start = view.fresh("start", "position")
        self.daring = False
        self._ended: set[int] = set()

    def use(self, use: ast.Name) -> bool:
        """Change one use; False where that can't be done."""
        statement = self.view.statement(use)
        cut = _cut(statement)
        if cut is not None and cut[0] == self.name and not self._within(use, cut[1]):
            return not isinstance(use.ctx, ast.Store) or self._move(statement, cut[1])
        if not isinstance(use.ctx, ast.Load):
            return False
        if isinstance(statement, (ast.Return, ast.Raise)):
            return self._end(statement)
        if any(isinstance(above, ast.JoinedStr) for above in self._above(use)):
            return False
        above = self.view.parent(use)
        if isinstance(above, ast.Subscript) and above.value is use:
            return self._part(above)
        if isinstance(above, ast.Attribute):
            return self._method(above)
        if self.view.call(above, "len") is not None and isinstance(above, ast.Call):
            bare = isinstance(self.view.parent(above), (ast.Compare, ast.Assign))
            self.replace(above, f"len({self.name}) - {self.start}" if bare else f"(len({self.name}) - {self.start})")
            return True
        return self._test(use)

    def _above(self, node: ast.AST) -> Iterator[ast.AST]:
        for above in self.view.above(node):
            if above is self.loop:
                return
            yield above

    def _within(self, node: ast.AST, outer: ast.AST) -> bool:
        return any(each is node for each in scope.walk(outer))

    def _move(self, statement: ast.stmt, length: ast.expr) -> bool:
        """`text = text[n:]` -> `start = min(start + n, len(text))`."""
        (first, last), (low, high) = self.view.span(statement), self.view.span(length)
        self.replace_span(first, low, f"{self.start} = min({self.start} + {self._open(length)}")
        self.replace_span(high, last, f"{self._close(length)}, len({self.name}))")
        self._dare(length)
        return alone_on_line(self.view, statement)

    def _end(self, statement: ast.stmt) -> bool:
        """A statement that leaves the function may have what is left as a text of its own."""
        if any(isinstance(above, ast.Try) for above in self._above(statement)):
            return False
        if id(statement) not in self._ended:
            self._ended.add(id(statement))
            self.before(statement, [f"{self.name} = {self.name}[{self.start}:]"])
        return alone_on_line(self.view, statement)

    def _part(self, part: ast.Subscript) -> bool:
        if not isinstance(part.ctx, ast.Load):
            return False
        if not isinstance(part.slice, ast.Slice):
            return self._shift(part.slice) and not_negative(self.view, part.slice)
        lower, upper = part.slice.lower, part.slice.upper
        if upper is None or part.slice.step is not None:
            return False
        if lower is None:
            at = self.view.span(part.slice)[0]
            self.replace_span(at, at, self.start)
            return self._shift(upper)
        return self._shift(lower) and self._shift(upper)

    def _method(self, method: ast.Attribute) -> bool:
        call = self.view.parent(method)
        if not isinstance(call, ast.Call) or call.func is not method or call.keywords or not call.args:
            return False
        if any(isinstance(argument, ast.Starred) for argument in call.args):
            return False
        around = FINDERS.get(method.attr)
        if around is None and method.attr != "startswith":
            return False
        first, last = self.view.span(call)
        if around is not None:
            self.replace_span(first, first, around[0])
        if not all(self._shift(bound) for bound in call.args[1:]):
            return False
        if len(call.args) == 1:
            at = self.view.span(call.args[0])[1]
            self.replace_span(at, at, f", {self.start}")
        if around is not None:
            self.replace_span(last, last, around[1].format(start=self.start))
        return True

    def _test(self, use: ast.Name) -> bool:
        """A test of whether anything is left."""
        node, above = use, self.view.parent(use)
        negated = isinstance(above, ast.UnaryOp) and isinstance(above.op, ast.Not)
        whole = above if negated else node
        outer = self.view.parent(whole)
        if isinstance(outer, ast.BoolOp):
            outer = self.view.parent(outer)
        if not isinstance(outer, (ast.While, ast.If)):
            return False
        self.replace(whole, f"{self.start} {'>=' if negated else '<'} len({self.name})")
        return True

    def _shift(self, bound: ast.expr) -> bool:
        """`n` -> `start + n`; False where what is around it and what is in it would get in each other's way."""
        low, high = self.view.span(bound)
        if not _joins(bound) and self.name in scope.read(bound):
            return False
        if isinstance(bound, ast.Constant) and bound.value == 0:
            self.replace_span(low, high, self.start)
            return True
        self.replace_span(low, low, f"{self.start} + {self._open(bound)}")
        self.replace_span(high, high, self._close(bound))
        self._dare(bound)
        return True

    def _dare(self, bound: ast.expr) -> None:
        self.daring = self.daring or not not_negative(self.view, bound)

    @staticmethod
    def _open(bound: ast.expr) -> str:
        return "" if _joins(bound) else "("

    @staticmethod
    def _close(bound: ast.expr) -> str:
        return "" if _joins(bound) else ")"


def _joins(bound: ast.expr) -> bool:
    """Return whether a bound can stand behind a plus as it is."""
    return isinstance(bound, _SIMPLE) or (isinstance(bound, ast.BinOp) and isinstance(bound.op, (ast.Add, ast.Mult)))


RULES = (Rule(CUT, _cuts),)
