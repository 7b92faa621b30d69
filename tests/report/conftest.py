"""One run with everything in it, some of it hostile, and the report of it."""

from __future__ import annotations

import pytest

from burner.events import (
    BaselineMeasured,
    BestChanged,
    CandidateJudged,
    CandidateProposed,
    Log,
    RunFinished,
    RunStarted,
    SelfChecked,
    TargetResolved,
    WorkloadReady,
)
from burner.report import words
from burner.report.document import Baseline, Best, Candidate, Evidence, Speedup, Target, build_result
from burner.report.html.page import page
from burner.report.progress import Progress
from burner.report.story import story

HOSTILE = "</script><script>document.title='owned'</script><img src=http://evil.example/x onerror=alert(1)>"
SOURCE = '''\
def duplicates(rows, key="id", *, limit=None):
    """Rows whose key was seen before; `limit` stops after so many."""
    seen = []
    found = []
    for row in rows:
        name = normal(row[key])
        if name in seen:
            found.append(row)
        else:
            seen.append(name)
        if limit is not None and len(found) >= limit:
            break
    return found
'''
DIFF = f'''\
--- a/shop/rows.py
+++ b/shop/rows.py
@@ -12,9 +12,9 @@
 def duplicates(rows, key="id", *, limit=None):
     """Rows whose key was seen before; `limit` stops after so many."""
-    seen = []
+    seen = set()  # {HOSTILE}
     found = []
     for row in rows:
         name = normal(row[key])
@@ -20,5 +20,5 @@
             found.append(row)
         else:
-            seen.append(name)
+            seen.add(name)
         if limit is not None and len(found) >= limit:
             break
'''
GROWTH = {"in": "len(rows)", "exponent": 1.97, "low": 1.9, "high": 2.1, "label": "n^2"}
LINEAR = {"in": "len(rows)", "exponent": 1.02, "low": 0.9, "high": 1.1, "label": "n"}
RULE = {"kind": "rule", "name": "BRN101", "strategy": None, "parent": None}
LLM = {"kind": "llm", "name": "qwen2.5-coder-1.5b", "strategy": "one fault", "parent": None}
SIZES = (50, 100, 200, 400, 800, 1600)


def figures(ratio):
    """A speed-up as events carry it."""
    return {"ratio": ratio, "low": ratio * 0.94, "high": ratio * 1.05, "confidence": 0.95, "clock": "cpu", "pairs": 6}


def judged():
    """A candidate for every verdict, twice."""
    for number, verdict in enumerate([*words.VERDICT_WORDS] * 2, 1):
        ratio = {"better": 4.0 + number, "trade_off": 1.6, "no_difference": 1.01, "worse": 0.7, "undecided": 1.1}
        yield f"c{number}", verdict, figures(ratio[verdict]) if verdict in ratio else None


def events(outcome="improved"):
    """The events of a run that ends so; "unfinished" has no last one, "old" is without what newer events carry."""
    started = {"objective": "time", "policy": "auto", "budget_s": 60.0, "seed": 3, "python": ""}
    yield RunStarted(run="0199f00dcafe0001", target="shop/rows.py::duplicates", **started)
    place = {"file": "/home/me/work/shop/rows.py", "qualname": "duplicates", "first_line": 12, "last_line": 24}
    yield TargetResolved(at=0.1, **place, source=SOURCE)
    yield Log(at=3.0, level="warning", message="2 of 40 calls have parts that can't be looked into")
    yield WorkloadReady(at=9.0, tests=4, recorded_calls=17, generated_calls=380, set_aside=("test_slow: flaky",))
    measured = {"time_s": 0.0382, "peak_memory_bytes": 210_000, "integral_byte_s": 4000.0, "growth": GROWTH}
    yield BaselineMeasured(
        at=12.0,
        **measured,
        lines=((18, 4800, 0.71), (17, 4800, 0.18), (31, 4800, 0.08), (21, 900, 0.02)),
        input="len(rows) = 1,600",
        elsewhere=((31, "    return str(value).strip().lower()"),),
        points=() if outcome == "old" else tuple((size, 1.5e-8 * size**2) for size in SIZES),
        memory=() if outcome == "old" else tuple((step / 500, 2600 * step) for step in range(80)),
    )
    yield SelfChecked(at=14.0, spread=0.012, clock="cpu")
    candidates = []
    for number, (ident, verdict, speedup) in enumerate(judged()):
        origin = RULE if number % 3 == 0 else LLM
        reason = "" if speedup else f"line 3: {HOSTILE}"
        counter = "duplicates([{'id': '\u202eabc'}]): [] instead of [...]" if verdict == "wrong" else None
        yield CandidateProposed(
            at=15.0 + number, id=ident, parent=None, iteration=1, origin=origin, source=SOURCE, diff=DIFF
        )
        fields = {"verdict": verdict, "stage": "full", "reason": reason, "counter_example": counter, "speedup": speedup}
        yield CandidateJudged(at=15.8 + number, id=ident, **fields, judge_s=0.8)
        if verdict == "better":
            yield BestChanged(at=15.8 + number, id=ident, speedup=speedup, diff=DIFF)
        candidates.append(Candidate(id=ident, iteration=1, origin=origin, **fields, judge_s=0.8))
    if outcome == "unfinished":
        return
    best = Best(
        source=SOURCE,
        diff=DIFF,
        origin=RULE,
        speedup=Speedup(ratio=15.21, low=14.3, high=16.02, clock="cpu", pairs=6),
        memory_ratio=0.9,
        integral_ratio=12.0,
        growth=LINEAR,
    )
    result = build_result(
        run="0199f00dcafe0001",
        target=Target(**place),
        objective="time",
        baseline=Baseline(**measured),
        best=None if outcome == "unchanged" else best,
        evidence=Evidence(
            tests=4, recorded_calls=17, generated_calls=380, mutants_killed=9, mutants=12, strength="fair"
        ),
        self_check_spread=0.012,
        machine={
            "processor": "A processor",
            "system": "Linux 6",
            "cores": 8,
            "memory_bytes": 1 << 34,
            "python": "3.12.1",
        },
        candidates=candidates,
        wall_s=46.0,
        model_s=11.0,
        judge_s=21.0,
    )
    if outcome in {"unchanged", "old"}:
        yield RunFinished(at=46.0, result=result)
        return
    yield RunFinished(
        at=46.0,
        result=result,
        winner="c1",
        pairs=tuple((0.0382 * noise, 0.0382 / 15.2) for noise in (1.0, 0.97, 1.04, 1.01, 0.98, 1.02)),
        points=tuple((size, 2e-6 * size) for size in SIZES),
        memory=tuple((step / 2000, 5200 * step) for step in range(45)),
        peak_memory_bytes=232_000,
    )


@pytest.fixture
def told():
    """Tell the story of a run that ended so."""

    def tell(outcome="improved", **changes):
        asked = {"target": "shop/rows.py::duplicates", "seed": 3, "budget_s": 90.0, "tests": ["tests/test_rows.py"]}
        return story(Progress.of(events(outcome)), {**asked, **changes}, 1_790_000_000.0)

    return tell


@pytest.fixture
def report(told):
    """The HTML of a run that ended so."""
    return lambda outcome="improved", **changes: page(told(outcome, **changes))


@pytest.fixture
def hostile():
    """What a candidate's text tries."""
    return HOSTILE
