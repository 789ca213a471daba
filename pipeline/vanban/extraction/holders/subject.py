"""Holders of titles in a biography: the person whom it is about.

In: a document, its names in the text. Out: whose the titles of a career are: the person last named
with a birth before them ("Đồng chí Lê An, sinh ngày …"), else who is named most often so far. Whom
a dated entry itself names is of a chronicle and not whose life it is.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import cache, cached_property
from operator import itemgetter

from vanban.extraction.holders.chains import Chain, canonical, kind
from vanban.extraction.holders.gaps import any_of, any_sign
from vanban.extraction.reading import careers
from vanban.extraction.reading.document import Reading
from vanban.extraction.titles.lexicon import sign_forms
from vanban.lexicons import grammar as g
from vanban.text.document import Document
from vanban.text.mention import Mention
from vanban.text.spans import line_start

BIRTH_LIMIT = 110
"""Characters after a name in which its birth stands: an alias in brackets fits in."""

YEARS_LIMIT = 140
"""Characters after a name in which the years of its life stand in brackets."""

NAMES_LIMIT = 200
"""Names before a career among which the most frequent is its subject."""

ENTRIES_LIMIT = 60
"""Entries of a career among which the line that announces them is looked for."""

_YEARS = re.compile(
    r"\**[ \u00a0]?\((?:[^()\n]{0,60}[ \u00a0])?(?:1[0-9]|20)[0-9]{2}[ \u00a0]?[-–—][^()\n]{0,60}\)"
)
"""Behind a name: the years of a life, "(1925 - 2010)", "(19 tháng 5 năm 1890 – 2 tháng 9 …)"."""

_TOLD = re.compile(rf": (?:\d|[{g.SMALL}])")
_STOP = re.compile(r"[.!?]\s")


@cache
def _born() -> re.Pattern[str]:
    """What follows the name of somebody whose life is told: words of birth, a year."""
    signs = any_sign("born")
    return re.compile(rf"[^.;\n]{{0,90}}?\b(?:{signs}|sinh\s+\d)", re.IGNORECASE)


@cache
def _label() -> re.Pattern[str]:
    """Before a title: the label of a line of a life, no clause: "Bà từng giữ các chức vụ:"."""
    signs = any_of((*sign_forms("label"), *sign_forms("degree-label")))
    held = any_of((*sign_forms("holding"), *sign_forms("over")))
    opens = rf"(?:^|[.;,:|•*–-])\s*(?:{held}\s+)*|(?-i:(?=[A-Z]))"
    return re.compile(rf"(?:{opens}){signs}[^.:;\n]{{0,60}}:\s*$", re.IGNORECASE | re.MULTILINE)


@cache
def _acts() -> re.Pattern[str]:
    """Behind a title: its holder decides about others: "Thủ tướng | ký Quyết định"."""
    verbs = any_of((*sign_forms("issuing"), *sign_forms("choosing")))
    return re.compile(rf"\s(?:{verbs})\b", re.IGNORECASE)


@cache
def _term_below() -> re.Pattern[str]:
    """Behind a title: its line ends, and the next begins with a word for a term."""
    return re.compile(rf"[ \t]*\n+{any_sign('term')}", re.IGNORECASE)


class Biography:
    """The people whom a document tells the life of, by place.

    `headline`: the person of a page of an encyclopedia.
    """

    def __init__(self, document: Document, names: Sequence[Mention]) -> None:
        self._text = document.text
        reading = Reading.of(document)
        self._words = words = reading.words
        self._entries = tuple(
            (words.starts[first], words.ends[last - 1])
            for first, last in reading.careers
            if last > first
        )
        self._names = [n for n in names if not careers.inside(self._entries, n.span.start)]
        self._born = [name for name in self._names if self._is_born(name)]
        self.headline = self._headline()

    @cached_property
    def person(self) -> str | None:
        """Whom the page tells the life of: who is its headline, else the only one with a birth."""
        people = {canonical(name) for name in self._born}
        return self.headline or (people.pop() if len(people) == 1 else None)

    def told_before(self, place: int) -> str | None:
        """Whose life the line of a place tells, else the page, where named before the place."""
        first = self._first
        person = self.person if first is not None and first < place else None
        return self._born_in_line(place) or person

    def _born_in_line(self, place: int) -> str | None:
        """The last person whose birth the line of a place tells before it."""
        line = line_start(self._text, place)
        born = [name for name in self._born if line <= name.span.start < place]
        return canonical(born[-1]) if born else None

    def about(self, place: int) -> str | None:
        """Whom the entry of a place is about: by the birth in its line, else by the headline."""
        return self._born_in_line(place) or self.headline

    @cached_property
    def _first(self) -> int | None:
        """Where the person whose life is told is named first."""
        return next((_start(n) for n in self._names if canonical(n) == self.person), None)

    def _headline(self) -> str | None:
        """The person, with a birth, whose name is the first line: the page of an encyclopedia."""
        heading = self._text.partition("\n")[0].strip()
        heading = _YEARS.split(heading)[0].strip() if _YEARS.search(heading) else heading
        people = {canonical(born) for born in self._born}
        forms = (n for n in self._names if n.span.of(self._text) == heading)
        named = heading if heading in people else next(map(canonical, forms), None)
        return named if named in people else None

    def _is_born(self, name: Mention) -> bool:
        behind = self._text[name.span.end : name.span.end + YEARS_LIMIT]
        return bool(_born().match(behind[:BIRTH_LIMIT]) or _YEARS.match(behind))

    def _is_entry(self, name: Mention) -> bool:
        """True for who opens an entry that tells of him: "LÊ AN: ba mươi năm …; | Giám đốc X"."""
        opens = self._text[max(name.span.start - 2, 0) : name.span.start].rstrip(" ")[-1:]
        return opens in ("", *"\n.;") and bool(_TOLD.match(self._text, name.span.end))

    def holder(self, chain: Chain) -> str | None:
        """Whose the titles of a chain are, where they stand in a life and not in a sentence."""
        start = chain.titles[0].span.start
        before = self._text[max(start - 80, 0) : start]
        if _label().search(before) or self._is_alone(chain):
            return self._subject(start)
        if careers.inside(self._entries, start):
            acts = _acts().match(self._text, chain.titles[-1].span.end)
            return None if acts else self._subject(start)
        return self._continued(chain)

    def _is_alone(self, chain: Chain) -> bool:
        """True where the titles and their term are a sentence by themselves."""
        words, (first, last) = self._words, (chain.titles[0], chain.titles[-1])
        start = bisect_left(words.starts, first.span.start)
        end = bisect_left(words.starts, last.span.end)
        office = any(kind(title) == "position" for title in chain.titles)
        return office and careers.is_whole_sentence(words, start, end)

    def boxed(self, chain: Chain) -> str | None:
        """The headline, where the titles are a line of its box: the line below tells their term."""
        first, last = chain.titles[0].span.start, chain.titles[-1].span.end
        before = self._text[line_start(self._text, first) : first]
        joined = not before.strip() or before.strip() in sign_forms("joining")
        return self.headline if joined and _term_below().match(self._text, last) else None

    def _subject(self, place: int) -> str | None:
        """The person whom the life before a place is about."""
        said = self.about(place) or self._labelled(place) or self._announced(place)
        if said is not None:
            return said
        at = bisect_left(self._born, place, key=_start)
        if at:
            return canonical(self._born[at - 1])
        at = bisect_left(self._names, place, key=_start)
        near = self._names[max(at - NAMES_LIMIT, 0) : at]
        counts = Counter(canonical(name) for name in near)
        return max(counts, key=lambda name: counts[name]) if counts else None

    def _labelled(self, place: int) -> str | None:
        """Who ends the labelled line right above the one of a place: "Họ và tên: Lê An"."""
        line = line_start(self._text, place)
        at = bisect_left(self._names, line, key=_start)
        if not at:
            return None
        name = self._names[at - 1]
        label = self._text[line_start(self._text, name.span.start) : name.span.start]
        alone = not self._text[name.span.end : line].strip(" .,;\n")
        return canonical(name) if alone and ":" in label else None

    def _announced(self, place: int) -> str | None:
        """The only person of the line above the entries: "Quá trình công tác của ông Lê An:"."""
        at = bisect_right(self._entries, place, key=itemgetter(0))
        opens = place
        for begin, end in reversed(self._entries[max(at - ENTRIES_LIMIT, 0) : at]):
            if self._text.count("\n", end, opens) > 1:
                break
            opens = line_start(self._text, begin)
        line = line_start(self._text, max(opens - 1, 0))
        if not self._text[line:opens].rstrip("* \n").endswith(":"):
            return None
        first, last = (bisect_left(self._names, edge, key=_start) for edge in (line, opens))
        named = {canonical(name) for name in self._names[first:last]}
        return named.pop() if len(named) == 1 else None

    def _continued(self, chain: Chain) -> str | None:
        """The person born in the same sentence, nobody between: "…, quê Hà Nam; nguyên …"."""
        before, start = chain.before, chain.titles[0].span.start
        if before is None or not (self._is_born(before) or self._is_entry(before)):
            return None
        between = self._text[before.span.end : start]
        marked = between.rstrip().removesuffix(f" {g.IS}").endswith((";", ","))
        return canonical(before) if marked and not _STOP.search(between) else None


def _start(name: Mention) -> int:
    """Where a name starts."""
    return name.span.start
