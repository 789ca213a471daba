"""Acts that a page says to end without naming what ends them beside them, and announced lists.

In: the plain text of a page, its references in order of place, the key of its own act. Out: `Ended`
items: the act that ends or changes, the relation, the other act, and the stretch that says so.

    B … hết hiệu lực kể từ ngày Thông tư này có hiệu lực        the page's own act repeals B
    Thông tư này bãi bỏ các văn bản sau: / - B; / - C           the act repeals B and C
    Các văn bản sau hết hiệu lực kể từ ngày A có hiệu lực: / a) B    A repeals B
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from vanban.extraction.reading.plain import BREAK, Pattern, one_of, plain
from vanban.extraction.references.entries import Relation, Voice
from vanban.extraction.references.lexicon import document_types, grammar, relation_words
from vanban.lexicons import grammar as g
from vanban.schema import ReferenceRow

_TYPE = rf"(?P<type>{one_of(entry.name for entry in document_types())})"
OWN = re.compile(rf"{_TYPE} {g.THIS}(?!\w)")
"""The page's own act: "Nghị định này"."""

_BEFORE, _BEHIND = 200, 420
"""Characters around an act in which the words stand that end it."""

_OWN_IN_FORCE = re.compile(rf"{OWN.pattern} {g.IN_FORCE}")
_ATTACHED = re.compile(rf"{g.any_of('attached', ' ')} $")
_ANNOUNCED = re.compile(
    rf"(?:^|\n)(?P<line>[^\n]*?(?<!\w){g.any_of('below', ' ')}[^\n]{{0,120}}:) ?(?=\n)"
)
_ITEM = re.compile(r"\n(?P<mark>[ *]*(?:[-+•–*]|[a-zđ]\)|\d{1,2}[.)]) *)?(?P<item>[^\n]+)")
_PROVISION = re.compile(
    rf"(?:(?:{grammar('provision-unit')}|{g.AT}|{g.OF}|{g.AND}|[\da-z]{{1,3}})[ ,]+){{0,12}}"
)


class Ended(NamedTuple):
    """That one act ends or changes another, and where the page says so."""

    from_act: str
    relation: Relation
    to_act: str
    start: int
    end: int


def ended(form: str, rows: Sequence[ReferenceRow], own: str | None) -> Iterator[Ended]:
    """What a page says of acts that lapse, and of acts in lists that a line announces.

    `form` is the plain text of the page, `rows` its references in order of place, `own` the key of
    the act that the page is.
    """
    for index, row in enumerate(rows):
        yield from _lapsing(form, rows, index, row, own)
    yield from _listed(form, rows, own)


def _lapsing(
    form: str, rows: Sequence[ReferenceRow], index: int, row: ReferenceRow, own: str | None
) -> Iterator[Ended]:
    """B … hết hiệu lực kể từ ngày Thông tư này có hiệu lực."""
    behind = BREAK.split(form[row.end : row.end + _BEHIND])[0]
    lapse = words_of("lapse").search(behind)
    if lapse is None:
        return
    before = BREAK.split(form[max(0, row.start - _BEFORE) : row.start])[-1]
    attached = _ATTACHED.search(before) and index and rows[index - 1].end > row.start - len(before)
    if attached:  # what lapses is what the act was issued with, a document of its own
        return
    named = OWN.search(behind, lapse.end()) or _OWN_IN_FORCE.search(before)
    actor = _named(named["type"], rows[:index], own) if named else None
    if actor is not None:
        yield Ended(actor, "repeals", row.cited_document, row.start, row.end + lapse.end())


def _named(kind: str, before: Sequence[ReferenceRow], own: str | None) -> str | None:
    """The act that "Thông tư này" means: the page's own, else the last of its type spoken of."""
    if own is not None:
        return own
    spoken = (row.cited_document for row in reversed(before) if plain(row.doc_type) == kind)
    return next(spoken, None)


def _listed(form: str, rows: Sequence[ReferenceRow], own: str | None) -> Iterator[Ended]:
    """The acts of a list that a line announces, each at the start of a line of its own."""
    starts = [row.start for row in rows]
    for line in _ANNOUNCED.finditer(form) if ":\n" in form or ": \n" in form else ():
        begin, end = line.span("line")
        lapse = words_of("lapse").search(form, begin, end)
        found = lapse or words_of("active").search(form, begin, end)
        if found is None:
            continue
        relation = "repeals" if lapse else relation_of(found, "active")
        actor = _actor(form, rows, starts, (begin, end), own)
        if actor is None or relation in {"implements", "guides"}:
            continue
        for row in _items(form, rows, starts, line.end()):
            yield Ended(actor, relation, row.cited_document, row.start, row.end)


def _actor(
    form: str,
    rows: Sequence[ReferenceRow],
    starts: Sequence[int],
    line: tuple[int, int],
    own: str | None,
) -> str | None:
    """Who announces a list: "Thông tư này", the one act that the line names, else the own act."""
    first, last = bisect_left(starts, line[0]), bisect_left(starts, line[1])
    if this := OWN.search(form, *line):
        return _named(this["type"], rows[:first], own)
    named = {row.cited_document for row in rows[first:last]}
    return named.pop() if len(named) == 1 else None if named else own


def _items(
    form: str, rows: Sequence[ReferenceRow], starts: Sequence[int], end: int
) -> Iterator[ReferenceRow]:
    """The acts at the starts of the lines that follow a place, to the first line without one."""
    while item := _ITEM.match(form, end):
        begin, end = item.span("item")
        provision = _PROVISION.match(form, begin, end)
        place = provision.end() if provision else begin
        at = bisect_right(starts, place) - 1
        row = rows[at] if at >= 0 and rows[at].start == place else None
        if row is not None:
            yield row
        elif not item["mark"]:
            return


@cache
def words_of(voice: Voice) -> Pattern:
    """Any of the words of a voice, as whole words."""
    forms = one_of(form for word in relation_words() if word.voice == voice for form in word.forms)
    return re.compile(rf"(?<!\w)(?:{forms})(?!\w)")


@cache
def _relations(voice: Voice) -> dict[str, Relation]:
    """The relations that the words of a voice state, by their plain forms."""
    words = [word for word in relation_words() if word.voice == voice]
    return {plain(form): w.relation for w in words if w.relation for form in w.forms}


def relation_of(found: re.Match[str], voice: Voice) -> Relation:
    """The relation that a match of `words_of` states; KeyError for a voice that states none."""
    return _relations(voice)[re.sub(" +", " ", found[0])]
