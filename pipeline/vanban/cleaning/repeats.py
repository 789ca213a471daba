"""What stands twice on a page, cut: tables of contents, teasers, second copies of lines.

In: a `Layout` and the lines that are gone already. Out: `Removal`s. These are rules of
`vanban.cleaning.cuts`; what they have in common is that the words stand on the page once more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from functools import lru_cache

from vanban.cleaning.lead_marks import lead_mark
from vanban.cleaning.lines import Line, Removal, key_of, whole
from vanban.cleaning.regions import Layout, is_linked, is_marked
from vanban.lexicons import grammar as g
from vanban.text.spans import Span, fold
from vanban.text.syllables import without_marks

_CONTENTS = 40
"""A table of contents stands in so many lines below the headline."""
_HEADING = 45
"""Words of a heading at most; a longer line is said twice, as laws are quoted."""
_LISTED = 2
"""So many lines at least make a table of contents."""
_TEASED = 5
"""A teaser stands in so many lines below the headline."""
_TITLE = 4
"""A headline of fewer words may be part of a sentence."""
_SECTION = re.compile(r"[^\W\d_][^,.;:!?()]{1,40}\s")
"""The name of a section before a copy of the headline."""
_OPENS = re.compile(r"(?<=\s)\(")
_LINE = 200
"""A headline that was cut off ends within so many characters more."""
_LEAD_CHARS = 24
"""So many characters of a lead tell it."""
_MOST = 0.8
"""So much of a teaser's text stands in the article; the rest may be the name of a picture."""
_TEASER = 8
"""Fewer words are no teaser."""
_SEARCHED = 200
"""So many lines below a teaser are searched for its words."""
_SENTENCES = re.compile(r"(?<=[.!?])\s+")
_SIGNS = re.compile(r"[\W_]+")
_NAMED = re.compile(r"\.\s[-–]\s[^.]{2,24}$")
"""The name of the site behind a teaser: "… ở Hà Nội. - VnExpress."."""
_NUMBERED = re.compile(rf"\s*[-–(]?\s*{g.PHOTO}\s*\d{{1,2}}\s*\)?$")
_NUMBER = 12
"""Characters at the end of a caption in which its number stands: "(ảnh 12 )"."""
_REPEATED = 6
"""Lines of so many words stand once; shorter ones may come again."""
_SAID_AGAIN = 12
"""And sentences of so many: what is said of one person may be said of the next."""
_START, _ALIKE = 12, 3
"""Characters with which both begin, and how many lines that so begin are compared."""
_LEAD = 80
"""Words of a lead that a page may write twice with other signs, at most."""
_ADDRESSING = (",", ";", ":")
"""Ends of lines that a speech may repeat: "Kính thưa các vị đại biểu,"."""
_DOUBLED = range(12, 700)
"""Lengths of a line that may be one caption written twice."""


def contents(page: Layout, gone: Set[int]) -> Iterator[Removal]:
    """A table of contents above the text: two lines or more that stand again below as headings."""
    if page.first is None:
        return
    begin = page.headline.line + 1 if page.headline else 0
    head = page.lines[begin : begin + _CONTENTS]
    again: dict[str, int] = {_heading(line): line.index for line in page.lines[begin:]}
    run: list[Line] = []
    for line in head:
        heading = 4 <= line.words <= _HEADING and not line.text.endswith((":", ";"))
        repeated = heading and again[_heading(line)] > line.index + 1
        if repeated and line.index not in gone:
            run.append(line)
        elif run and line.index not in gone:
            break
    if len(run) >= _LISTED and again[_heading(run[0])] > run[-1].index:
        yield from map(whole, run)


def _heading(line: Line) -> str:
    return line.key.strip(" -–—*•.…")


def headline_copies(page: Layout, gone: Set[int]) -> Iterator[Removal]:
    """The headline once more, before the lead of its paragraph or before a date.

    Crawlers write the block of section, headline and lead as one line: "Thể thao HEADLINE Sáng nay,
    …". Of a headline that is cut off the copy ends where the lead begins, as the teaser shows it.
    """
    if not is_marked(page) or page.headline is None:
        return
    own = page.lines[page.headline.line]
    key = key_of(page.headline.span.of(own.text))
    if len(key.split()) < _TITLE:
        return
    below = page.lines[own.index + 1 : own.index + 1 + _TEASED]
    leads = [lead.text.casefold()[:_LEAD_CHARS] for lead in below if lead.words >= _TEASER]
    leads = [lead for lead in leads if not key.startswith(lead)]  # a caption of the same person
    cut_off, letters = own.text.endswith(("...", "…")), _letters(key)
    for line in below:
        text = line.text.casefold()
        alike = letters.startswith(_letters(line.key[: len(letters)]))  # of few lines
        if alike and line.index not in gone and _letters(line.key) == letters:
            yield whole(line)
            continue
        at = text.find(key)
        if line.index in gone or at < 0 or line.text[at].islower():
            continue
        end = at + len(key)
        if cut_off:
            places = [place for lead in leads if (place := text.find(lead, end)) > 0]
            end = min((*places, *_marks(line.text, end)), default=1) - 1
        if line.glued and at == 0:
            yield whole(line)
        elif _SECTION.fullmatch(line.text[:at]) and _begins(line.text[end:]):
            yield Removal(line.index, Span(0, end))


def _marks(text: str, begin: int) -> Iterator[int]:
    """Where the mark of a paper before a lead stands, soon behind a place: "(QNO) - "."""
    for opening in _OPENS.finditer(text, begin, begin + _LINE):
        if lead_mark(text[opening.start() :]):
            yield opening.start()


def _begins(rest: str) -> bool:
    """True where a lead begins behind a blank: with a capital letter or a number."""
    first = rest.lstrip(" “\"'‘([")[:1]
    return rest[:1].isspace() and (first.isupper() or first.isdigit())


def teasers(page: Layout, gone: Set[int]) -> Iterator[Removal]:
    """The beginning of the article, cut off as lists of links show it: "Sáng nay, tỉnh họp ...".

    Only below a headline that mark-up sets, as crawlers of such lists write it: a lead may end so.
    Below a headline that is a link to the page, it may be whole, where another line holds it.
    """
    if not is_marked(page):
        return
    begin = page.headline.line + 1 if page.headline and not is_linked(page) else 1
    named = (
        without_marks(page.lines[page.headline.line].key) if page.headline else ""
    )  # as pictures are
    for line in page.lines[begin : begin + _TEASED]:
        if line.index in gone or line.words < _TEASER:
            continue
        keys = [other.key for other in page.lines[line.index + 1 :][:_SEARCHED]]
        if not line.text.endswith(("...", "…")):
            if line.index == begin and is_linked(page) and _is_held(line, keys):
                yield whole(line)
            continue
        below = "".join(map(_letters, (*keys, named)))
        parts = [part.strip(" .…") for part in _SENTENCES.split(line.key)]
        there = sum(
            len(part)
            for part in parts
            if _letters(part) in below or _letters(_behind_label(part)) in below
        )
        if there >= _MOST * sum(map(len, parts)):
            yield whole(line)


@lru_cache(maxsize=256)  # the lines below one that may be a teaser are those below the next
def _letters(text: str) -> str:
    """The letters and digits of a text: lists of links set other signs between its words."""
    return _SIGNS.sub("", text)


def _is_held(line: Line, keys: Sequence[str]) -> bool:
    """True where another line, or the first ones, say the same and more but for the site's name."""
    bare = _NAMED.sub("", line.key).rstrip(" .…;")
    others = [key for key in keys if key != line.key]
    return any(bare in key for key in others) or bare in " ".join(others[:_TEASED])


def _behind_label(part: str) -> str:
    """A sentence without the topic that a list of links sets before it: "Bão số 3: Sáng nay …"."""
    label, colon, rest = part.partition(": ")
    return rest if colon and len(rest) > len(label) else part


def copies(page: Layout, gone: Set[int]) -> Iterator[Removal]:
    """The second copy of a headline, a caption, a paragraph; the first stays.

    A copy beside its first may be of any length, and may carry a credit more or less; a long one
    may set other signs. Items of a list and headings of one are no copies: laws are quoted so, and
    say the same of several things.
    """
    seen: set[str] = set()
    leads: dict[str, list[str]] = {}
    before, credited, cut_off = "", False, False
    for line in page.lines:
        if line.index in gone:
            continue
        key = _caption(line)
        alike = leads.setdefault(key[:_START], []) if _SAID_AGAIN <= line.words <= _LEAD else []
        again = (
            line.words >= (_SAID_AGAIN if line.text.endswith(".") else _REPEATED)
            and (key in seen or any(_letters(other) == _letters(key) for other in alike))
            and not (line.text.endswith(_ADDRESSING) or line.marked)
        )
        below = page.lines[line.index + 1 : line.index + 2]
        heads = again and not line.ends and any(other.counts for other in below)
        if line.words >= 2 and (key == before or (again and not heads)):
            yield whole(line)
            continue
        if line.words >= 5 and credited and before.startswith(key + " "):
            yield whole(line)
            continue
        longer = len(before.split()) >= 5 and key.startswith(before + " ")
        if longer and line.credited and not cut_off:
            yield Removal(line.index, Span(0, _end_of_word(line.text, len(before.split()))))
        seen.add(key)
        alike[:] = [*alike[:_ALIKE], key]
        before, credited = key, line.credited
        cut_off = line.text.endswith(("...", "…"))


def _caption(line: Line) -> str:
    """The key of a caption without the number of its picture."""
    numbered = g.PHOTO in line.key[-_NUMBER:]
    return (_NUMBERED.sub("", line.key) if numbered else line.key).rstrip(" .…")


def _end_of_word(text: str, count: int) -> int:
    ends = [match.end() for match in re.finditer(r"\S+", text)]
    return ends[count - 1]


def doubled(page: Layout, gone: Set[int]) -> Iterator[Removal]:
    """A line that is one caption written twice."""
    for line in page.lines:
        if line.index in gone or len(line.text) not in _DOUBLED:
            continue
        half = (len(line.text) + 1) // 2
        first, second = fold(line.text[:half]), fold(line.text[half:])
        if first and first == second:
            yield Removal(line.index, Span(half - 1, len(line.text)))
