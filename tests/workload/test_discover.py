"""Which tests reach a target and with what, as users' projects really look."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from burner.errors import BudgetError, TargetError
from burner.home import home
from burner.sandbox.isolation import choose
from burner.sandbox.place import Place
from burner.target import Address, project_python, resolve
from burner.workload.discover import Sources, Workload, discover
from burner.workload.record import Watch
from burner.workload.suite import find_suite

MODULE = '''\
def total(items, rate=1):
    """Sum.

    >>> total([1, 2])
    3
    """
    return sum(items) * rate
'''

Discover = Callable[..., Workload]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one module and no tests yet."""
    (tmp_path / "pyproject.toml").write_text("")
    (tmp_path / "shop.py").write_text(MODULE.replace(">>>", "..."))
    return tmp_path


@pytest.fixture
def find(project: Path) -> Discover:
    """Write test files and discover the workload of shop.py::total."""

    def run(
        files: dict[str, str] | None = None, sources: Sources | None = None, name: str = "total", limit_s: float = 30
    ) -> Workload:
        for path, text in (files or {}).items():
            (project / path).parent.mkdir(parents=True, exist_ok=True)
            (project / path).write_text(textwrap.dedent(text))
        target = resolve(Address(project / "shop.py", name))
        place = Place(choose(), project_python(project, None), project)
        watch = Watch((project / "shop.py").resolve(), {name: (target.first_line, target.last_line)}, (name, "shop"))
        return discover(place, watch, target.source_file.text, sources or Sources(), limit_s)

    return run


def calls(workload: Workload, name: str = "total") -> list[object]:
    """The positional arguments of the recorded calls."""
    return [tree[1][0][1] for tree in workload.calls[name]]


def test_direct_calls_are_recorded(find: Discover) -> None:
    """The plainest case: a test calls the function."""
    found = find({"test_shop.py": "from shop import total\ndef test_it():\n    assert total([1, 2], rate=3) == 9\n"})

    assert found.tests[0].ids == ("test_shop.py::test_it",)
    assert found.calls["total"] == (["t", [["t", [["l", [1, 2]]]], ["d", [["rate", 3]]]]],)


def test_indirect_fixture_parametrised_and_reexported_calls(find: Discover) -> None:
    """Real tests rarely call a function by the name it was defined under."""
    found = find(
        {
            "api.py": "from shop import total as price\nTABLE = {'sum': price}\n",
            "tests/conftest.py": """
                import pytest, api
                @pytest.fixture
                def bill():
                    return api.price([7])
            """,
            "tests/test_api.py": """
                import pytest, api
                @pytest.mark.parametrize("n", [1, 2])
                def test_table(n):
                    assert api.TABLE["sum"]([n]) == n
                def test_bill(bill):
                    assert bill == 7
                def test_other():
                    assert True
            """,
            "pytest.ini": "[pytest]\npythonpath = .\n",
        }
    )

    assert set(found.tests[0].ids) == {
        "tests/test_api.py::test_table[1]",
        "tests/test_api.py::test_table[2]",
        "tests/test_api.py::test_bill",
    }
    assert calls(found) == [[["l", [1]]], [["l", [2]]], [["l", [7]]]]


def test_arguments_are_kept_as_they_were_before_the_call(find: Discover) -> None:
    """A function that changes its arguments must be replayed on what it was given."""
    module = "def total(items):\n    items.append(0)\n    return len(items)\n"
    tests = "from shop import total\ndef test_it():\n    assert total([5]) == 2\n"
    found = find({"shop.py": module, "test_shop.py": tests})

    assert calls(found) == [[["l", [5]]]]


def test_iterators_are_left_to_the_function_and_what_it_draws_is_noted(find: Discover) -> None:
    """Generators are what many functions are given; the recorder must neither use them up nor read ahead."""
    module = """
        def total(items, upto=100):
            found = 0
            for item in items:
                found += item[0]
                item.append(found)
                if found >= upto:
                    break
            return found
    """
    tests = """
        import pytest
        from shop import total
        def test_generator():
            assert total([n] for n in range(4)) == 6
        def test_only_what_is_drawn():
            source = iter([[1], [5], [7]])
            assert total(upto=4, items=source) == 6
            assert next(source) == [7]
        def test_one_that_fails():
            def rows():
                yield [1]
                raise ValueError("torn")
            with pytest.raises(ValueError, match="torn"):
                total(rows())
        def test_none():
            assert total(iter([]), 5) == 0
    """
    found = find({"shop.py": textwrap.dedent(module), "test_shop.py": tests})

    assert len(found.tests[0].ids) == 4
    whole, part, torn, empty = found.calls["total"]
    assert whole[1][0][1] == [["it", "generator", [["l", [0]], ["l", [1]], ["l", [2]], ["l", [3]]], False]]
    assert dict(part[1][1][1]) == {"upto": 4, "items": ["it", "list_iterator", [["l", [1]], ["l", [5]]], True]}
    assert torn[1][0][1][0][3][:2] == ["ex", "builtins:ValueError"]
    assert empty[1][0][1] == [["it", "list_iterator", [], False], 5]


def test_a_generator_is_told_what_the_function_sends_it(find: Discover) -> None:
    """The tests must see what they see without burner."""
    tests = """
        from shop import total
        def test_it():
            def echo():
                said = yield 2
                yield said * 5
            assert total(echo()) == 10
    """
    module = "def total(items):\n    first = next(items)\n    return items.send(first)\n"
    found = find({"shop.py": module, "test_shop.py": tests})

    assert found.tests[0].ids == ("test_shop.py::test_it",)
    assert calls(found) == [[["it", "generator", [2, 10], True]]]


def test_failing_and_flaky_tests_are_set_aside(find: Discover) -> None:
    """A red test must be named and must not stop the run."""
    found = find(
        {
            "test_shop.py": """
                import os, random
                from shop import total
                def test_good():
                    assert total([1]) == 1
                def test_red():
                    assert total([1]) == 2
                def test_flaky():
                    total([2])
                    assert "BURNER_FLAKY" not in os.environ and random.Random().random() < 2
            """
        }
    )

    assert "test_shop.py::test_good" in found.tests[0].ids
    assert "test_shop.py::test_red" not in found.tests[0].ids
    assert any("test_red" in line for line in found.set_aside)


def test_nothing_but_failing_tests_is_the_users_to_mend(find: Discover) -> None:
    """Without a passing test there is nothing to prove equality with."""
    with pytest.raises(TargetError, match="fails on the original"):
        find({"test_shop.py": "from shop import total\ndef test_red():\n    assert total([1]) == 2\n"})


def test_no_test_reaches_it(find: Discover) -> None:
    """The user must hear that, and what to do."""
    with pytest.raises(TargetError, match="none reaches total") as caught:
        find({"test_other.py": "def test_it():\n    assert True\n"})

    assert "--workload" in caught.value.hint


def test_no_tests_at_all(find: Discover) -> None:
    """A fresh script has no tests; the hint says how to record a run instead."""
    with pytest.raises(TargetError, match="no tests were found"):
        find()


def test_doctests_are_tests(find: Discover) -> None:
    """A module whose only tests are doctests can be optimised."""
    found = find({"shop.py": MODULE})

    assert calls(found) == [[["l", [1, 2]]]]
    assert found.tests[0].runner == "doctest"


def test_doctests_run_as_the_project_runs_them(find: Discover, project: Path) -> None:
    """With other options, or outside its package, a module's examples would fail and be set aside."""
    module = """
        from .rates import RATE

        def total(items):
            \"""Add up.

            >>> total([1, 2])
            [3,
             ...]
            \"""
            return [sum(items) * RATE, "much more"]
    """
    options = "[pytest]\ndoctest_optionflags = ELLIPSIS NORMALIZE_WHITESPACE NUMBER\n"
    files = {"pytest.ini": options, "__init__.py": "", "rates.py": "RATE = 1\n", "shop.py": module}
    found = find(files)

    assert found.tests[0].ids == (f"shop.py::doctest:{project.name}.shop.total",)
    assert not found.set_aside


def test_a_script_is_recorded(find: Discover, project: Path) -> None:
    """`--workload FILE` records a real run."""
    (project / "run.py").write_text("from shop import total\nprint(total([4, 5]))\n")
    found = find(sources=Sources(script=project / "run.py"))

    assert calls(found) == [[["l", [4, 5]]]]


def test_the_targets_own_file_as_a_script(find: Discover) -> None:
    """`-- python shop.py` records what its main block calls."""
    module = MODULE.replace(">>>", "...") + '\n\nif __name__ == "__main__":\n    print(total([8]))\n'
    found = find({"shop.py": module}, Sources(command=("python", "shop.py")))

    assert calls(found) == [[["l", [8]]]]


def test_a_hanging_test_is_ended_and_named(project: Path) -> None:
    """A test that hangs must not hang burner; what was recorded before it counts."""
    (project / "test_shop.py").write_text(
        "import time\nfrom shop import total\n"
        "def test_good():\n    assert total([1]) == 1\n"
        "def test_hangs():\n    total([2])\n    time.sleep(600)\n"
    )
    target = resolve(Address(project / "shop.py", "total"))
    place = Place(choose(), project_python(project, None), project)
    watch = Watch((project / "shop.py").resolve(), {"total": (target.first_line, target.last_line)}, ("total",))
    found = discover(place, watch, target.source_file.text, Sources(), 2)

    assert found.tests[0].ids == ("test_shop.py::test_good",)
    assert any("test_hangs" in line for line in found.set_aside)


def test_tests_write_into_a_copy_that_is_thrown_away(find: Discover, project: Path) -> None:
    """A user's test that deletes or writes files must leave the project as it was."""
    find(
        {
            "test_shop.py": """
                import pathlib
                from shop import total
                def test_it():
                    pathlib.Path("made.txt").write_text("x")
                    pathlib.Path("shop.py").unlink()
                    assert total([1]) == 1
            """
        }
    )

    assert (project / "shop.py").exists()
    assert not (project / "made.txt").exists()


def test_unittest_cases_without_pytest(find: Discover, monkeypatch: pytest.MonkeyPatch) -> None:
    """A project Python without pytest still has unittest."""
    monkeypatch.setattr("burner.workload.discover._has_pytest", lambda _place: False)
    found = find(
        {
            "test_shop.py": """
                import unittest
                from shop import total
                class ShopTest(unittest.TestCase):
                    def test_it(self):
                        self.assertEqual(total([1, 2]), 3)
            """
        }
    )

    assert found.tests[0].runner == "unittest"
    assert found.tests[0].ids == ("test_shop.ShopTest.test_it",)


def test_a_suite_that_prints_a_gigabyte_is_no_danger(find: Discover) -> None:
    """Output is drained and forgotten but for its end."""
    found = find(
        {
            "test_shop.py": """
                import os
                from shop import total
                def test_it(capfd):
                    with capfd.disabled():
                        for _ in range(2000):
                            os.write(1, b"x" * 100_000)
                    assert total([1]) == 1
            """
        }
    )

    assert found.test_count == 1


def test_options_beside_the_tests_move_no_ids(find: Discover, project: Path) -> None:
    """A pytest.ini in the tests' folder makes it pytest's root; the tests are found again all the same."""
    files = {
        "tests/pytest.ini": "[pytest]\npythonpath = ..\n",
        "tests/test_shop.py": "from shop import total\ndef test_it():\n    assert total([1]) == 1\n",
    }
    found = find(files)

    assert found.tests[0].ids == ("tests/test_shop.py::test_it",)
    assert str(project / "tests/test_shop.py") in found.tests[0].argv


def test_a_damaged_memory_of_tests_is_found_out_again(find: Discover) -> None:
    """A file in burner's own cache that was cut short must not end every later run."""
    files = {"test_shop.py": "from shop import total\ndef test_it():\n    assert total([1]) == 1\n"}
    find(files)
    memory = list((home() / "cache" / "reach").iterdir())
    for path in memory:
        path.write_text('{"tests": [')

    assert memory
    assert find(files).test_count == 1


@pytest.mark.parametrize(
    ("name", "text", "dropped"),
    [
        ("pyproject.toml", '[tool.pytest]\naddopts = ["--cov=shop", "-v"]\n', ("--cov=shop",)),
        ("pytest.toml", '[pytest]\naddopts = ["-n", "2", "-v"]\n', ("-n", "2")),
        (".pytest.ini", "[pytest]\naddopts = --ff -v\n", ("--ff",)),
        ("tox.ini", '[pytest]\naddopts = -m "not slow\n', ()),
        ("setup.cfg", "[tool:pytest]\naddopts = --cov shop -v\n", ("--cov", "shop")),
    ],
)
def test_options_are_read_from_wherever_pytest_reads_them(
    tmp_path: Path, name: str, text: str, dropped: tuple[str, ...]
) -> None:
    """An option that fights with recording goes, in whichever file it stands; a broken one is left to pytest."""
    (tmp_path / name).write_text(text)

    assert find_suite(tmp_path, tmp_path / "shop.py", "total").dropped == dropped


def test_pyproject_counts_before_tox_and_setup_cfg(tmp_path: Path) -> None:
    """Pytest takes the first file that has its options, and burner must read the same one."""
    (tmp_path / "pyproject.toml").write_text('[tool.pytest.ini_options]\naddopts = "--cov=one"\n')
    (tmp_path / "tox.ini").write_text("[pytest]\naddopts = --cov=two\n")
    (tmp_path / "setup.cfg").write_text("[tool:pytest]\naddopts = --cov=three\n")

    assert find_suite(tmp_path, tmp_path / "shop.py", "total").dropped == ("--cov=one",)


def test_of_a_large_suite_the_files_that_are_nearest_are_run_first(tmp_path: Path) -> None:
    """Recording would be over before the file that tests the module was reached."""
    home = tmp_path / "shop" / "orders"
    for folder in (tmp_path / "a_first" / "tests", home / "tests"):
        folder.mkdir(parents=True)
        for index in range(30):
            (folder / f"test_{index}.py").write_text("def test_it():\n    total = 1\n")
        (folder / "test_prices.py").write_text("from shop.orders import prices\n")

    suite = find_suite(tmp_path, home / "prices.py", "total")
    small = find_suite(home, home / "prices.py", "total")

    assert [path.parent.parent.name for path in suite.files[:2]] == ["orders", "a_first"]
    assert [path.name for path in suite.files[:2]] == ["test_prices.py", "test_prices.py"]
    assert [len(part) for part in suite.first] == [4, 12, 46]
    assert small.first == ()


def test_of_a_large_suite_all_files_that_name_the_target_are_run_while_there_is_time(find: Discover) -> None:
    """A version would be checked by the tests of the nearest files only; or the tests would be started once per batch."""
    files = {f"tests/test_{index}.py": "def test_it():\n    pass\n" for index in range(41)}
    text = "from shop import total\ndef test_it():\n    assert total([{0}]) == {0}\n"
    files |= {f"tests/test_shop_{index}.py": text.format(index) for index in range(6)}

    found, again = find(files), find(files)

    assert [len(tests.ids) for tests in found.tests] == [6]
    assert sorted(map(str, calls(found))) == [str([["l", [index]]]) for index in range(6)]
    assert again.tests == found.tests


def test_a_broken_test_file_does_not_silence_the_others(find: Discover) -> None:
    """One file that can't be imported is common; pytest then runs none of the rest unless it is told to."""
    found = find(
        {
            "test_shop.py": "from shop import total\ndef test_it():\n    assert total([1]) == 1\n",
            "test_total.py": "import not_there_at_all\n",
        }
    )

    assert found.tests[0].ids == ("test_shop.py::test_it",)


def test_a_module_that_is_missing_is_named_with_the_way_out(find: Discover) -> None:
    """The first thing a new user meets: the project's requirements are in another environment."""
    with pytest.raises(
        TargetError, match="could not be collected: ModuleNotFoundError: No module named 'nowhere'"
    ) as e:
        find({"test_shop.py": "import nowhere\nfrom shop import total\n", "test_other.py": "def test_it(): pass\n"})

    assert "1 test ran" in e.value.message
    assert "--python" in e.value.hint


def test_options_of_a_missing_plug_in_are_named(find: Discover) -> None:
    """A suite that pytest refuses to start has to be mended by the user, who must learn why."""
    options = {"pytest.ini": "[pytest]\naddopts = --not-installed\n", "test_shop.py": "from shop import total\n"}
    with pytest.raises(TargetError, match="pytest did not start: unrecognized arguments: --not-installed"):
        find(options)

    found = find({**options, "shop.py": MODULE})
    assert found.tests[0].runner == "doctest"
    assert any("--not-installed" in note for note in found.notes)


def test_a_suite_that_was_cut_does_not_count_as_one_without_a_test(find: Discover) -> None:
    """Where only the first tests were run, "none reaches it" would send the user to write a test that is there."""
    tests = """
        import time
        from shop import total
        def test_slow():
            time.sleep(1.5)
        def test_last_one():
            pass
        def test_it():
            assert total([1]) == 1
    """
    with pytest.raises(BudgetError, match="before the time for recording was used up") as raised:
        find({"test_shop.py": tests}, limit_s=1)

    assert "--tests" in raised.value.hint
