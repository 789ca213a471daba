"""Duckling's Vietnamese corpus against our numerals, amounts and dates.

`python -m vanban.bench.duckling FILE`: FILE is duckling_vi.json, value -> phrasings. Every
example of a dimension that has a check here is run; a phrasing that our contract calls no mention
is left out by the check's own rule. Prints right, left out and otherwise for each dimension and
ends with status 1 where one is wrong that `EXCEPTIONS` does not argue.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from vanban.extraction.dates import find as find_dates
from vanban.extraction.numbers import parse_number
from vanban.extraction.quantities import find
from vanban.lexicons import dates as words
from vanban.lexicons import grammar as g
from vanban.schema import DateFields, QuantityFields
from vanban.segmentation import segment
from vanban.text.document import page_of

Expected = dict[str, Any]
Check = Callable[[str, Expected], bool | None]
"""Whether a phrasing is read as expected; None where our contract calls it no mention."""

TOLERANCE = 1e-9
CURRENCIES = {"Dollar": "USD", "Cent": "USD", "Pound": "GBP"}
"""Duckling's own names beside the ISO codes; a dollar without a country is the American one."""

UPPER = {"less_than", "at_most"}
LOWER = {"more_than", "at_least"}

EXCEPTIONS: dict[str, str] = {
    "Rs20": "a rupee sign glued to digits is no writing of Vietnamese pages; letters glued before"
    " digits are a code (QL14, CT05) and refused",
    "ngày 12/10": "read as 2016: a paper of February that names an October day without sẽ or tới"
    " tells of the last one; Duckling always looks ahead",
}
"""Phrasings that are read otherwise, and why that is right for Vietnamese pages."""


def check_numeral(text: str, expected: Expected) -> bool | None:
    """A bare numeral is no mention of its own, so its value alone is compared."""
    value = parse_number(text)
    return value is not None and abs(value - expected["value"]) < TOLERANCE


def check_money(text: str, expected: Expected) -> bool | None:
    """One amount with its currency; an interval as our range or our approximator."""
    document = segment(page_of(text))
    found = [m.fields for m in find(document, ()) if isinstance(m.fields, QuantityFields)]
    if len(found) != 1:
        return False
    money = found[0]
    currency = CURRENCIES.get(expected["unit"], expected["unit"])
    hundredth = 100 if expected["unit"] == "Cent" else 1
    return money.normal_unit == currency and _bounds(money, expected, hundredth)


def _bounds(money: QuantityFields, expected: Expected, hundredth: int) -> bool:
    """The value, or the ends of the interval, in the main unit of the currency."""
    low, high = money.normal_value, money.normal_value_max
    if low is None:
        return False
    if "value" in expected:
        return high is None and _same(low * hundredth, expected["value"])
    if "from" in expected and "to" in expected:
        return high is not None and _same(low, expected["from"]) and _same(high, expected["to"])
    if "to" in expected:
        return money.approx in UPPER and _same(low, expected["to"])
    return money.approx in LOWER and _same(low, expected["from"])


def _same(one: float, other: float) -> bool:
    return abs(one - other) < TOLERANCE


REFERENCE = "2017-02-02"
"""The day as of whose page the corpus is read."""

_MONTH_NAME = rf"(?:[0-9]{{1,2}}|{words.pattern('month-name')})(?!\w)"
_DAY = re.compile(
    rf"[0-9]/[0-9]|(?<!\w)(?:{g.any_of('early-day')} )?[0-9]{{1,2}} {g.MONTH} {_MONTH_NAME}"
)
_MONTH = re.compile(rf"(?<!\w){g.MONTH} {_MONTH_NAME}")
_QUARTER = re.compile(
    rf"(?<!\w){words.pattern('quarter')} (?:[1-4]|{words.pattern('month-name')})(?!\w)"
)
_BARE = re.compile(r"[0-9]{1,2}/[0-9]{1,2}")


def check_time(text: str, expected: dict[str, Any]) -> bool | None:
    """One date with the expected value, whatever clock time stands beside it."""
    grain = named_grain(text)
    if grain is None or expected["type"] != "time" or not _same_grain(grain, expected["grain"]):
        return None
    document = segment(page_of(text, REFERENCE))
    found = [m.fields for m in find_dates(document, ()) if isinstance(m.fields, DateFields)]
    return [date.value for date in found] == [_iso(expected["value"], grain)]


def named_grain(text: str) -> str | None:
    """What the text names by number: a day, a month or a quarter; None where it names none.

    No mention is a day counted from today (hôm nay, thứ ba tới), a clock time, a year, a span
    counted in units (3 tháng tới), a holiday by name, and two bare numbers (a fraction, perhaps).
    """
    if _BARE.fullmatch(text):
        return None
    if _DAY.search(text):
        return "day"
    if _MONTH.search(text):
        return "month"
    return "quarter" if _QUARTER.search(text) else None


def _same_grain(named: str, expected: str) -> bool:
    """False for a week or day that is only counted inside a named month; a clock is no matter."""
    return named == expected or (named == "day" and expected in ("hour", "minute", "second"))


def _iso(value: str, grain: str) -> str:
    """A day, month or quarter of Duckling's, by its grain, in ISO 8601."""
    if grain == "quarter":
        return f"{value[:4]}-Q{(int(value[5:7]) + 2) // 3}"
    return value[:10] if grain == "day" else value[:7]


CHECKS: dict[str, Check] = {
    "Numeral": check_numeral,
    "AmountOfMoney": check_money,
    "Time": check_time,
}
"""The check of each dimension; examples of any other dimension are not run."""


def run(corpus: dict[str, Any]) -> int:
    """Print a line a dimension and a line a wrong phrasing; the number of unargued wrong ones."""
    wrong = 0
    for dimension, check in CHECKS.items():
        tally = {True: 0, False: 0, None: 0}
        for example in corpus["examples"]:
            if example["dimension"] != dimension:
                continue
            for text in example["texts"]:
                outcome = check(text, example["expected"])
                tally[outcome] += 1
                if outcome is False:
                    wrong += text not in EXCEPTIONS
                    print(f"  {text!r}: {EXCEPTIONS.get(text, 'WRONG')} {example['expected']}")
        print(f"{dimension}: {tally[True]} right, {tally[None]} left out, {tally[False]} otherwise")
    return wrong


def main() -> int:
    """Read the file named on the command line; 1 where a phrasing is wrong, else 0."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m vanban.bench.duckling")
    parser.add_argument("file", type=Path, help="duckling_vi.json")
    corpus = json.loads(parser.parse_args().file.read_text("utf-8"))
    return 1 if run(corpus) else 0


if __name__ == "__main__":
    sys.exit(main())
