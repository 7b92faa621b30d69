"""Which rules the check reports, what their shapes cost, and what a function must have for a rule to be worth a look.

Known without importing the rules, which takes longer than a commit hook may: a test holds this table and the catalogue
together. A rule that is left out here is one whose shape alone says too little; `burner optimize` still tries it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Reported:
    """A rule as the check knows it; `needs` are alternatives of features (see `burner.check.features`)."""

    id: str
    name: str
    family: str
    cost: str
    """What the shape costs, and when it matters; "" for a rule that is not reported."""
    needs: tuple[frozenset[str], ...] = ()


def _rule(id_and_name: str, family: str, cost: str = "", *needs: str) -> Reported:
    rule, _, name = id_and_name.partition(" ")
    return Reported(rule, name, family, cost, tuple(frozenset(group.split()) for group in needs))


_TABLE = (
    _rule("BRN101 membership-in-list", "membership", "each test walks the list: time grows with loop length times list length", "in@"),
    _rule("BRN102 membership-in-growing-list", "uniqueness", "each test walks all that was kept so far: quadratic in what is kept", "in@"),
    _rule("BRN103 count-in-loop", "counting", "each count walks the whole list: quadratic", ".count@"),
    _rule("BRN104 index-in-loop", "counting", "each index walks the list up to the element: quadratic", ".index@"),
    _rule("BRN105 dedupe-loop", "uniqueness", "each test walks all that was kept so far: quadratic in what is kept", "in@ .append@"),
    _rule("BRN106 membership-in-keys", "membership", "each test makes a view or a list of the keys; a list is walked as well", "in .keys"),
    _rule("BRN107 any-equal", "membership", "Python code compares one by one what the container compares in C", "== any", "== all"),
    _rule("BRN108 list-as-set", "visited", "each test walks all that was seen so far: quadratic in what is seen", "in .append"),
    _rule("BRN109 count-before-place", "counting", "each count starts again from the front: quadratic in the length of the text", ".count@"),
    _rule("BRN121 nested-loop-join", "joins", "the inner collection is walked for each outer element: n times m comparisons", "==@@"),
    _rule("BRN122 search-growing-list", "joins", "each search walks all that was collected so far: quadratic", "==@@ .append@"),
    _rule("BRN123 search-in-helper", "helper_joins", "the helper walks the whole collection for each element of the loop", "search@"),
    _rule("BRN124 equal-pairs", "joins", "all pairs are compared: quadratic", "==@@"),
    _rule("BRN125 search-in-method", "helper_joins", "the method walks the whole collection for each element of the loop", "search@"),
    _rule("BRN126 search-for-either-key", "eithers", "the inner collection is walked for each outer element: n times m comparisons", "==@@"),
    _rule("BRN127 search-in-each-level", "inner_recursion"),
    _rule("BRN128 total-per-key", "totals", "the whole collection is walked for each key: n times m comparisons", "==@@ +=@@", "==@ sum@", "==@ len@"),
    _rule("BRN131 string-concatenation-in-loop", "strings", "each addition may copy all text so far: quadratic in the length of the text", "text= +=@", "text= own+@"),
    _rule("BRN132 prefix-chain", "strings", "one call per prefix where one call takes them all", "prefix or", "prefix and"),
    _rule("BRN133 split-for-one-field", "strings", "the whole text is split for one field", ".split []", ".rsplit []"),
    _rule("BRN134 slice-and-compare", "strings", "a piece is cut out only to be compared", "[:] =="),
    _rule("BRN135 text-cut-from-front", "cutting", "each cut copies all that is left: quadratic in the length of the text", "[:]@"),
    _rule("BRN141 list-grown-by-copying", "queues", "each round copies the whole list: quadratic in its length", "own+@", "put+@", "+=@", "list*@"),
    _rule("BRN142 dict-of-lists-grown-by-copying", "queues", "each addition copies the list under the key: quadratic in its length", "put+@"),
    _rule("BRN143 insert-at-front", "queues", "each insertion moves the whole list: quadratic in its length", ".insert@", "own+@"),
    _rule("BRN144 list-as-queue", "queues", "each removal from the front moves the whole list: quadratic in its length", ".pop@", "del@", "[:]@"),
    _rule("BRN145 sum-of-lists", "queues", "each addition copies all lists so far: quadratic in their total length", "sum", "reduce", "+=@"),
    _rule("BRN151 loop-invariant", "hoisting"),
    _rule("BRN152 repeated-expression", "hoisting"),
    _rule("BRN153 range-len", "loops", "an index look-up per element where the loop can hand the element out", "range len"),
    _rule("BRN154 append-loop", "loops"),
    _rule("BRN155 while-counter", "loops"),
    _rule("BRN161 sort-for-extreme", "sorting", "all is sorted for one element", "sort []"),
    _rule("BRN162 sort-for-first-few", "sorting", "all is sorted for the first few", "sort [:]"),
    _rule("BRN163 append-and-sort", "bisecting", "the whole list is sorted again after each addition", "sort@ .append@", "sort@ +@"),
    _rule("BRN164 count-by-comparison", "bisecting", "all elements are compared for each question: n times m comparisons", "<@"),
    _rule("BRN165 sort-of-growing-list", "ordering", "a growing list is sorted again in each round", "sort@"),
    _rule("BRN166 sort-for-first", "sorting", "all is sorted for one element", "sort []", ".sort []"),
    _rule("BRN167 sort-to-take-first", "heaps", "the whole list is sorted, or searched, for each element that is taken out", "sort@ .pop@"),
    _rule("BRN168 sort-written-out", "written_sorts", "loops compare and move element by element: quadratic", "<@@ []@", "<@@ .insert@"),
    _rule("BRN169 least-found-by-walk", "taking", "the whole list is walked for each element that is taken out", "<@@ .pop@", "<@@ .remove@", "extreme@ .remove@"),
    _rule("BRN171 sum-of-slices", "aggregation", "each part is added up anew: time grows with the length of the parts", "sum [:]", "+=@@ [:]"),
    _rule("BRN172 extreme-of-slices", "aggregation", "each part is searched anew: quadratic", "extreme [:]"),
    _rule("BRN173 total-of-growing-list", "aggregation", "the whole list is added up or searched again in each round: quadratic", "sum@", "extreme@"),
    _rule("BRN174 sum-loop", "aggregation"),
    _rule("BRN175 count-loop", "aggregation"),
    _rule("BRN176 sum-of-window", "windows", "each window is added up anew: time grows with its width", "sum [:]"),
    _rule("BRN177 sum-of-walked-window", "windows", "each window is added up anew: time grows with its width", "+=@@"),
    _rule("BRN178 pairs-in-both-orders", "pairs"),
    _rule("BRN179 sum-by-comparison", "bisecting", "all elements are compared for each question: n times m comparisons", "<@ sum@", "<@@ +=@@"),
    _rule("BRN181 intervals-around-a-point", "intervals", "all intervals are compared with each point: n times m comparisons", "<@ sum@", "<@ len@", "<@@ +=@@"),
    _rule("BRN182 walk-to-bound", "walks", "each search walks the list up to the element it looks for", "<@@"),
    _rule("BRN183 walk-to-nearest-known", "nearest", "each search walks over the whole gap: quadratic where gaps are long", "[]@@", "[:]@"),
    _rule("BRN184 walk-to-next-greater", "nearest", "each search walks on until it finds one: quadratic where elements fall or rise for long", "<@@"),
    _rule("BRN185 flag-without-break", "leaving"),
    _rule("BRN186 list-for-truth", "leaving"),
    _rule("BRN801 repeated-helper-call", "memo"),
    _rule("BRN802 repeated-library-call", "memo"),
    _rule("BRN803 dear-call-in-helper", "nesting"),
    _rule("BRN804 text-taken-apart-again", "memo"),
    _rule("BRN811 recursion-without-memo", "recursion"),
    _rule("BRN812 recursion-asked-in-loop", "recursion"),
    _rule("BRN813 inner-recursion-without-memo", "inner_recursion"),
    _rule("BRN821 strptime-of-fixed-form", "parsing", "strptime interprets its format for each date", "strptime"),
    _rule("BRN831 constant-pattern-in-loop", "patterns", "the pattern is looked up again in each round", "re call@"),
    _rule("BRN832 pattern-built-in-loop", "patterns", "patterns are built, and may be compiled, again in each round", "re call@"),
    _rule("BRN841 deepcopy-of-known-shape", "copying", "deepcopy inspects every element", "deepcopy"),
    _rule("BRN842 deepcopy-of-plain-data", "copying", "deepcopy inspects every element", "deepcopy"),
    _rule("BRN843 copy-that-is-only-read", "copying", "all is copied though nobody changes the copy", "deepcopy"),
    _rule("BRN844 dictionary-rebuilt-in-loop", "rebuilding", "each round copies the whole dictionary or set: quadratic in its size", "loop {}@", "|@", "copy@"),
    _rule("BRN845 list-in-dictionary-rebuilt", "rebuilding", "each addition copies the list under the key: quadratic in its length", "list*@", "put+@"),
    _rule("BRN851 trial-division-to-n", "divisors", "divisors are looked for up to n where the square root is enough", "% loop"),
    _rule("BRN852 divisors-by-scan", "divisors", "divisors are looked for up to n where the square root is enough", "% loop"),
    _rule("BRN853 primes-by-trial-division", "primes", "each number is divided anew where one sieve finds all primes", "divide@", "%@@"),
    _rule("BRN854 euclid-loop", "numbers", "Python code does step by step what math.gcd does in C", "% loop"),
    _rule("BRN855 product-loop", "numbers", "Python code does step by step what math.prod does in C", "*=@", "own*@"),
    _rule("BRN856 power-then-modulo", "numbers", "the whole power is computed before it is reduced", "** %"),
    _rule("BRN857 ones-by-text", "numbers", "a text is made only to count its ones", "bin .count"),
    _rule("BRN861 array-grown-by-append", "arrays", "each append copies the whole array: quadratic in its length", "numpy array@"),
    _rule("BRN862 array-elements-in-loop", "arrays", "each element becomes a Python object of its own on every access", "numpy []@"),
    _rule("BRN863 places-in-array-by-loop", "vectors", "Python code compares element by element what numpy compares in C", "numpy loop"),
    _rule("BRN864 elementwise-loop", "vectors", "Python code computes element by element what numpy computes in C", "numpy loop"),
    _rule("BRN871 small-helper-in-loop", "inlining"),
)  # fmt: skip

RULES: Mapping[str, Reported] = {rule.id: rule for rule in _TABLE}
"""All rules of the catalogue by id."""
REPORTED: Mapping[str, Reported] = {rule.id: rule for rule in _TABLE if rule.cost}
"""The rules that the check reports."""
