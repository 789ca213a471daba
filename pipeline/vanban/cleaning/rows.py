"""Lists and tables that a text announces: people, offices, figures, a row a line.

In: the lines of a page. Out: the indexes of those that are rows of such a list. A row is short, as
a link is; what tells them apart is that a list is announced ("Danh sách gồm:") or numbered, or that
its rows have the same columns, and that no row is known from menus or carries the date of a teaser.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from vanban.cleaning.bylines import credit
from vanban.cleaning.lines import Line

_COLUMNS = re.compile(r"\S\s*\t\s*\S")
_NUMBERED = re.compile(r"\(?\d{1,3}(?:[.)/]|\s?[-–—])?\s+\S")
_PAIR = re.compile(r"\S\s[-–—:]\s\S|\S,\s\S")
"""Two things said of one: "Trần Văn Nam - Giám đốc", "Đồng chí Lê Thị Hoa, Phó Bí thư"."""
_LONGEST = 40
"""Words of a row at most: more are a paragraph."""
_FEWEST = 2
"""So many rows at least are a list where nothing announces it."""


def announced_rows(lines: Sequence[Line], begin: int) -> frozenset[int]:
    """The rows of lists that begin at a line or behind it, headings between them included."""
    found: set[int] = set()
    place = begin
    while place < len(lines):
        run = _run(lines, place)
        if run:
            found.update(run)
        place = run.stop if run else place + 1
    return frozenset(found)


def _run(lines: Sequence[Line], begin: int) -> range:
    """The list that begins at a line, empty where none does."""
    announced = begin > 0 and lines[begin - 1].text.endswith(":")
    headed = not announced and _heads(lines, begin)
    stop = begin + 1 if headed else begin
    while stop < len(lines) and _may_be_row(lines[stop]):
        alike = lines[stop].index and _is_row(lines[stop])
        between = _heads(lines, stop) or _lone_part(lines, stop)
        if not (alike or between or (announced and not _signs(lines, stop, begin))):
            break
        stop += 1
    rows = sum(_is_row(lines[place]) for place in range(begin, stop))
    return range(begin, stop if rows >= _FEWEST or (announced and stop > begin) else begin)


def _may_be_row(line: Line) -> bool:
    """False for what is known from menus, for links with their date, and for paragraphs.

    A row with a number in one of its columns may hold the words of a menu: "6 | Xổ số | 15".
    """
    known = line.phrase and not (line.numbered and _COLUMNS.search(line.text))
    return not (known or line.stamp or line.dated or line.bullet or line.prose) and (
        line.words <= _LONGEST
    )


def _is_row(line: Line) -> bool:
    """True for a line that has columns, a number, or two parts that say something of each other."""
    if _COLUMNS.search(line.text) or _NUMBERED.match(line.text):
        return True
    return line.numbered is False and line.text.endswith((",", ";")) and line.words <= _LONGEST


def _heads(lines: Sequence[Line], place: int) -> bool:
    """True for a label over two rows or more: the name of the list, of a part of it."""
    below = [line for line in lines[place + 1 : place + 5] if _may_be_row(line)][:4]
    return lines[place].label and sum(map(_is_row, below)) >= _FEWEST


def _lone_part(lines: Sequence[Line], place: int) -> bool:
    """True for the last part of a row written over several lines, before the next row."""
    before = lines[place - 1 : place]
    return any(line.text.endswith((",", ";")) for line in before)


def _signs(lines: Sequence[Line], place: int, begin: int) -> bool:
    """True for the signature behind a list: a name alone, where the rows are more than that.

    Behind a sentence, too, no row comes, and an author behind a label is none.
    """
    found = credit(lines[place].text)
    if found is None:
        return False
    if found.labelled and found.names:
        return True
    rows = lines[begin:place]
    closed = lines[place - 1].text.endswith((".", "!", "?"))
    paired = any(_PAIR.search(line.text) for line in rows)
    return closed or not rows or paired or all(line.numbered for line in rows)
