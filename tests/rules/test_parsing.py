"""Dates read by their digits: the same dates and the same errors as strptime gives."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from burner.rules.parsing import RULES

(FIXED,) = RULES

TEXT = """\
import datetime as dt

FORM = "{form}"


class Log:
    def __init__(self):
        self.bad = 0

    def days(self, texts):
        found = []
        for text in texts:
            try:
                found.append(dt.datetime.strptime(text, FORM))
            except (ValueError, TypeError) as error:
                self.bad += 1
                found.append(str(error))
        return found
"""

FORMS = ["%Y-%m-%d", "%d.%m.%Y", "%H:%M", "%Y-%m-%d %H:%M:%S", "%Y%m%d", "%Y-%m-%dT%H:%M:%S.%fZ", "%d/%m/%Y %H.%M"]
ODD = [
    "",
    "2024-02-30",
    "2024-2-3",
    " 2024-02-03",
    "2024-02-03 ",
    "٢٠٢٤-02-03",
    "2024-02-03\n",
    "29.02.2023",
    "24:00",
    "23:59:60",
    "20240001",
    None,
    7,
]


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=40, deadline=None)
@given(st.datetimes(datetime(1, 1, 1), datetime(9999, 12, 31)), st.text("0123456789-.: T²", max_size=12))  # noqa: DTZ001
def test_dates_and_odd_texts_read_the_same(rewriting, form, moment, noise):
    """A date would be read wrongly, or a bad one accepted."""
    text = TEXT.format(form=form)
    (made,) = rewriting.modules_of(FIXED, text, "Log.days")
    usual = moment.strftime(form)
    texts = [usual, usual.zfill(10), noise, usual[:-1], usual + "0", usual.replace("0", " "), *ODD]
    before = rewriting.outcome(rewriting.function_of(text, "Log.days"), ((), texts))
    assert rewriting.outcome(rewriting.function_of(made, "Log.days"), ((), texts)) == before


def test_a_second_function_uses_the_same_helper(rewriting):
    """The module would get one more helper for each function that reads dates."""
    text = (
        'from datetime import datetime\n\n\ndef g(t):\n    return datetime.strptime(t, "%H:%M")\n\n\n'
        'def f(t):\n    return datetime.strptime(t, "%H:%M")\n'
    )
    (once,) = rewriting.modules_of(FIXED, text, "f")
    (twice,) = rewriting.modules_of(FIXED, once, "g", target="f")
    assert twice.count("def _datetime_from_digits") == 1


REFUSED = {
    "names of months": 'from datetime import datetime\n\n\ndef f(t):\n    return datetime.strptime(t, "%d %B %Y")\n',
    "a form that is rebound": (
        'from datetime import datetime\n\nFORM = "%H:%M"\n\n\ndef g():\n    global FORM\n    FORM = "%M:%H"\n\n\n'
        "def f(t):\n    return datetime.strptime(t, FORM)\n"
    ),
    "another strptime": (
        'class datetime:\n    strptime = print\n\n\ndef f(t):\n    return datetime.strptime(t, "%H:%M")\n'
    ),
    "a zone": 'from datetime import datetime\n\n\ndef f(t):\n    return datetime.strptime(t, "%H:%M %z")\n',
}


@pytest.mark.parametrize("why", REFUSED)
def test_forms_without_fixed_digits_are_left_to_strptime(rewriting, why):
    """A date would be read by rules that are not those of its form."""
    assert rewriting.modules_of(FIXED, REFUSED[why]) == []
