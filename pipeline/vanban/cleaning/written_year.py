"""The year in which a page was written, with its evidence.

In: the cleaned text of a page and its day of publication or signature, where known. Out: the year,
what it rests on, and a year before which the page cannot have been written. Dates, keys and offices
ask it.

Evidence, the surest first:

    published   the day of publication or signature that page or input say
    signed      the line of place and date of an official document, or the gazette's own line
    stamp       a day with a clock time, as sites print it
    today       a full date behind "hôm nay", "sáng nay"
    picture     a picture filed on a day that the text names without its year

A year that merely stands in the text is no sign: news of spring tells of last November.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from vanban.schema.base import YearEvidence


class WrittenYear(NamedTuple):
    """When a page was written; `year` and `evidence` are None where nothing settles it.

    `not_before`: a year before which it was hardly written: that of the latest act whose number it
    gives, or the year before its latest full date that no word says to lie ahead.
    """

    year: int | None = None
    evidence: YearEvidence | None = None
    not_before: int | None = None


_YEAR = r"(?:199\d|20[0-4]\d)"
"""The years in which pages of the web are written."""

_ACT = re.compile(rf"/(?P<y>{_YEAR})/[a-zđ]{{2}}")
_SIGNED = re.compile(
    r"ngày ?\d{1,2} ?tháng ?\d{1,2} ?"  # ngày 12 tháng 4
    rf"năm ?(?P<y>{_YEAR}) *(?=\n|$)"  # năm 2023, the line's end
)
_PLACE = re.compile(r"(?:^|\n)[^\n\d]{2,40}, ?$")
_GAZETTE = re.compile(rf"công báo/số [^\n]{{1,30}}/ngày \d{{1,2}}-\d{{1,2}}-(?P<y>{_YEAR})")
_HEAD = 1500
"""The line of place and date stands within so many characters of a document's start."""

_CLOCK = re.compile(r":\d\d")
_STAMP = re.compile(
    r"\d:\d\d(?::\d\d)?(?: ?[ap]m)?,?(?: ngày)?[ ,|-]{0,3}"  # 10:32, ngày
    rf"\d{{1,2}} ?[-/.] ?\d{{1,2}} ?[-/.] ?(?P<y>{_YEAR})(?!\d)"  # 13/10/2011
    rf"|[-/.]\d{{1,2}}[-/.](?P<y2>{_YEAR})[ ,|-]{{1,4}}\d{{1,2}}:\d\d"  # /10/2011 10:32
)
# The digits first, to which the engine skips; what stands before them is looked at after.
_FULL = re.compile(
    rf"\d{{1,2}}(?: ?[-/.] ?\d{{1,2}} ?[-/.] ?(?P<y>{_YEAR})(?!\d)"  # 8/6/2017
    rf"| tháng \d{{1,2}},? ?năm (?P<y2>{_YEAR})(?!\d))"  # 8 tháng 6 năm 2017
)
_TODAY = re.compile(
    r"(?:hôm|ngày|sáng|trưa|chiều|tối|đêm) (?:nay|qua|mai),? ?\(?(?:ngày )?$"  # sáng nay (
)
"""Words that point at a full date from the present."""

_AHEAD = re.compile(
    r"(?<!\w)(?:đến|tới|trước|từ|kể từ|hạn|hết|sẽ|dự kiến|hoàn thành|hiệu lực)(?!\w)[^.;\n]{0,25}$"
)
"""Grammar of plans and days of effect: a date behind these words may lie ahead."""

_REACH = 60


def written_year(text: str, known: str | None = None, pictured: int | None = None) -> WrittenYear:
    """The year in which a page was written.

    `known` is its day of publication or signature, ISO 8601, as exact as it is known; `pictured`
    the year of its pictures (see `picture_year`).

    >>> written_year("Sáng nay (8/6/2017), đoàn công tác rời Hà Nội.")
    WrittenYear(year=2017, evidence='today', not_before=2017)
    """
    if known is not None:
        return WrittenYear(int(known[:4]), "published", int(known[:4]))
    form = text.lower()
    days = list(_days(form))
    for evidence, years in _told(form, days):
        if (year := next(years, None)) is not None:
            return WrittenYear(year, evidence, year)
    if pictured is not None:
        return WrittenYear(pictured, "picture", pictured)
    acts = (int(act["y"]) for act in _ACT.finditer(form))
    past = (year - 1 for year, before in days if not _AHEAD.search(before))
    return WrittenYear(not_before=max((*acts, *past), default=None))


def _told(
    form: str, days: Sequence[tuple[int, str]]
) -> Iterator[tuple[YearEvidence, Iterator[int]]]:
    """The years that a text says it was written in, the surest kind first."""
    yield "signed", _signed(form)
    if _CLOCK.search(form):
        yield "stamp", (int(found["y"] or found["y2"]) for found in _STAMP.finditer(form))
    yield "today", (year for year, before in days if _TODAY.search(before))


def _signed(form: str) -> Iterator[int]:
    """The years of the lines that say when the document itself was signed or printed."""
    for found in _SIGNED.finditer(form, 0, _HEAD):
        if _PLACE.search(form, max(0, found.start() - 50), found.start()):
            yield int(found["y"])
    yield from (int(found["y"]) for found in _GAZETTE.finditer(form))


def _days(form: str) -> Iterator[tuple[int, str]]:
    """The year of each full date and the words before it on its line."""
    for found in _FULL.finditer(form):
        start = found.start()
        begin = max(0, start - _REACH)
        if form[start - 1 : start] not in {"/", ".", "-"}:
            yield int(found["y"] or found["y2"]), form[begin:start].rpartition("\n")[2]
