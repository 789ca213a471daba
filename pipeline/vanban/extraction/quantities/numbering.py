"""Numbers that order: rows of a table, lines of a list, provisions of a law, houses, years.

In: a page, a numeral and the noun behind it. Out: why the numeral counts nothing, or None.
"""

from __future__ import annotations

import re

from vanban.extraction.numbers import Numeral
from vanban.extraction.quantities.lexicon import is_freed, stops
from vanban.extraction.quantities.page import PageText
from vanban.lexicons import grammar as g
from vanban.text.spans import line_start

_LIST_REACH = 80
_NUMBERS_BEFORE = re.compile(
    rf"(?<![0-9,.])[0-9]{{1,3}}(?:[,;][ \u00a0]?[0-9]{{1,3}})*[ \u00a0]{g.AND}[ \u00a0]\Z",
    re.IGNORECASE,
)
"""The numbers of a list before its last one."""
_PROVISION_NUMBER = re.compile(rf"[ \u00a0](?:[0-9]|[IVX]+(?!\w)|{g.THIS}(?!\w))")
_ROW = re.compile(rf"(?<![\w.,/])([0-9]{{1,3}})[.)]?[ \u00a0](?={g.CAPITAL})")
_LINE_NUMBER = re.compile(r"([0-9]{1,3})[.)]?[ \u00a0]")
_ROW_REACH = 60  # characters to the next number of a row
_LONGEST_SPAN = 150  # years
_MOST = 1000  # an ordinal is smaller


def after_verb(page: PageText, numeral: Numeral) -> bool:
    """True where a verb or a particle stands before a numeral: "có 3 …"."""
    token = page.token_before(numeral.span.start)
    return token is not None and token.pos in ("V", "E", "C", "R")


def provision_label(page: PageText, numeral: Numeral) -> str | None:
    """A provision, as in "khoản 6 (Điều 15)"; before words ("quy định mười điều") it is none."""
    digits = page.text[numeral.span.start].isdigit() and numeral.value < _MOST
    match = stops("provision").before(page, _list_start(page, numeral)) if digits else None
    if match is None or is_freed(page, *match):
        return None
    token = page.token_over(match[0])
    before = page.text[token.start : match[0]].strip() if token else ""
    return None if len(before) > 1 and before.isalpha() else match[1].id  # tài | khoản


def _list_start(page: PageText, numeral: Numeral) -> int:
    """Where the list begins that a number ends: "(các Điều) 8, 10 và 12"; else the number."""
    start = numeral.span.start
    before = page.text[max(start - _LIST_REACH, 0) : start]
    numbers = _NUMBERS_BEFORE.search(before) if before[-3:-1].lower() == g.AND else None
    return start - len(before) + numbers.start() if numbers else start


def row(page: PageText, numeral: Numeral, head: int) -> str | None:
    """A row of a table or a numbered list: "15 Kế toán" on its line, "15 Kế toán, 16 Thủ quỹ"."""
    text, start, end = page.text, numeral.span.start, numeral.span.end
    written = text[head : head + 2]
    plain = text[start:end].isdigit() and numeral.value < _MOST
    if not plain or not written[:1].isupper() or written.isupper():
        return None
    line = text[line_start(text, start) : start].strip()
    if line and after_verb(page, numeral):  # sở có 3 Phó Giám đốc, 4 Trưởng phòng
        return None
    before = {int(n) for n in _ROW.findall(text[max(start - _ROW_REACH, 0) : start])}
    behind = {int(n) for n in _ROW.findall(text[end : end + _ROW_REACH])}
    listed = numeral.value - 1 in before or numeral.value + 1 in behind
    return "form.row" if not line or listed else None


def numbered_line(page: PageText, numeral: Numeral) -> str | None:
    """A line of a list, where the next or the last line has the number beside: "3 BHXH"."""
    text, start, end = page.text, numeral.span.start, numeral.span.end
    if not text[start:end].isdigit() or text[start - 1 : start] not in ("", "\n"):
        return None
    after = text.find("\n", end) + 1
    before = line_start(text, max(start - 1, 0))
    places = [place for place, beside in ((after, after > 0), (before, start > 0)) if beside]
    found = [match for match in (_LINE_NUMBER.match(text, place) for place in places) if match]
    beside = {numeral.value - 1, numeral.value + 1}
    return "form.row" if beside & {int(match[1]) for match in found} else None


def provision(page: PageText, head: int, end: int) -> str | None:
    """A provision behind a number: "các khoản 1, 2 và 3 Điều này", "khoản 6 Điều 15"."""
    match = stops("provision").at(page, head)
    if match is None or match[0] != end or not page.text[head].isupper():
        return None
    return match[1].id if _PROVISION_NUMBER.match(page.text, end) else None


def street(page: PageText, start: int) -> str | None:
    """A street with its name is counted as no thing: "57 phố Hàng Đào"."""
    match = stops("street").at(page, start)
    if match is None:
        return None
    following = page.text[page.skip(match[0]) : page.skip(match[0]) + 1]
    return match[1].id if following.isupper() or following.isdigit() else None


def year(numeral: Numeral, text: str) -> bool:
    """True for four plain digits that are a year rather than a count: "Olympic 2016"."""
    ends = [numeral.value] + ([numeral.value_max] if numeral.value_max is not None else [])
    if numeral.value_max is not None and numeral.value_max - numeral.value > _LONGEST_SPAN:
        return False
    plain = not {".", ","} & set(text[numeral.span.start : numeral.span.end])
    return plain and numeral.factor == 1 and all(1800 <= e < 2100 and e == int(e) for e in ends)
