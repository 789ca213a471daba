"""Documents named by the meeting that adopted them: plenums and congresses.

In: a reading and the place after a type word. Out: `Gathering` items, one for each document of a
list ("Trung ương 6,7,8 khóa XII", "Đại hội XII và Đại hội Đảng bộ tỉnh lần thứ XVIII"), and the
place where the last identifying element ends.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from vanban.extraction.reading.plain import Pattern, PlainText, plain
from vanban.extraction.references.lexicon import any_word, grammar, party_names, words
from vanban.extraction.references.ordinals import khoa, ordinal, term
from vanban.lexicons import grammar as g
from vanban.text.spans import Span

_CENTRAL = grammar("central")
_PLENUM_WORD = rf"{grammar('plenum')} {{1,2}}"
_COMMITTEE = (
    rf"(?:{grammar('committee')}(?: {g.PARTY})? {{0,2}}{_CENTRAL}|{_CENTRAL})"
    rf"(?: {{1,2}}{g.PARTY}(?: {g.any_of('of-the-party', ' ').lower()})?"
    rf"(?! (?:{g.MINISTRY}|{g.PARTY_COMMITTEE})))?"
)
_TAIL = (
    rf"(?:(?:,? {{1,2}}| ?- ?)(?!{any_word('meeting-stop')})(?:{_CENTRAL}|[^\W_][\w&/]{{0,14}}))"
    "{0,13}?"
)
_LOCAL_HEAD = rf"(?:{any_word('meeting-body')})"
_BODY = rf"(?:{_COMMITTEE}|{_LOCAL_HEAD}{_TAIL})"
_OF = rf"(?:,? {{1,2}}(?:{g.OF} {{1,2}})?)"
_COUNTED = rf"(?:{g.TIMES} {{1,2}})?{g.ORDINAL}"

_PLENUM_CENTRAL = re.compile(
    rf"(?:{_PLENUM_WORD}(?:{g.OF} )?)?(?P<body>{_COMMITTEE})(?P<th>,? {{1,2}}{_COUNTED})? {{0,2}}"
)
_PLENUM_FIRST = re.compile(
    rf"{_PLENUM_WORD}(?:(?P<th>{_COUNTED}) {{1,2}}|(?=(?:\d{{1,2}}|[ivx]{{1,5}}){_OF}{_COMMITTEE}))"
)
_PLENUM_BODY = re.compile(rf"{_OF}(?P<body>{_COMMITTEE})(?!\w)")
_PLENUM_LOCAL = re.compile(rf"{_OF}(?P<body>{_LOCAL_HEAD}{_TAIL})(?=,? {{1,2}}\(?{g.TERM})")
_PLENUM_LAST = re.compile(rf"{_PLENUM_WORD}(?P<body>{_BODY}),? {{1,2}}(?P<th>{_COUNTED}) {{1,2}}")
_CONGRESS = re.compile(rf"{grammar('congress')}(?!\w)")
_CONGRESS_BODY = re.compile(
    rf" {{1,2}}(?:{g.OF} {{1,2}})?"
    rf"(?P<body>(?:{grammar('congress-scope')}|{_LOCAL_HEAD})(?!\w){_TAIL})"
    rf"(?=,? {{1,2}}(?:\(? ?{_COUNTED}|\(?{g.TERM}|\(? ?{plain(g.TERM_YEARS)}) )"  # its count
)
_ORDINAL_WORD = re.compile(rf",? {{1,2}}(?P<th>\(? ?{_COUNTED}) {{1,2}}")
_BLANK = re.compile(r" {1,2}")
_LINK = re.compile(
    rf" {{0,2}}(?:,? {{0,2}}{grammar('link')}(?: {g.ALL}| {g.WITH})? {{1,2}}|[,;&] {{0,2}}| - ?)"
)
_SKIPPED = re.compile(
    rf" {{1,2}}{g.OF} (?P<body>{g.PARTY}(?: {g.MINISTRY} [^\W_][\w ]{{0,30}}?| ta)?)(?=,| {g.AND} )"
)
_FOLLOWS_LIST = re.compile(rf" {{0,2}}(?:$|[\n.,;:)\]\"”'!?(]| -|{grammar('list-follower')}(?!\w))")
_NAMED = re.compile(grammar("committee"))
ENLARGED = re.compile(rf",? {{1,2}}\(?{g.ENLARGED}\)?,?")
_SESSION = re.compile(rf" {{1,2}}\({g.TIMES} {{1,2}}(?:{g.ORDINAL} )?(?:\d|i{{1,2}}|hai)\)")


@cache
def _meeting_stop() -> Pattern:
    return re.compile(any_word("meeting-stop"))


@dataclass(frozen=True, slots=True)
class Gathering:
    """A plenum or congress that identifies a document.

    `body` is the span of the body that met, if one is named; `central` is true for the Party's
    own Central Committee and national congress.
    """

    end: int
    plenum: int | None = None
    congress: int | None = None
    term: str | None = None
    body: Span | None = None
    central: bool = False


def _with_khoa(reading: PlainText, item: Gathering) -> list[Gathering]:
    """The item once for each "khóa" after it; with it, the term that may follow."""
    for aside in (_SESSION, ENLARGED) if item.plenum is not None else ():
        if (found := reading.match(aside, item.end)) and khoa(reading, found.end()):
            item = replace(item, end=found.end())
    items = [item]
    if item.congress is None and (elected := khoa(reading, item.end)):
        items = [replace(item, congress=value, end=elected[1]) for value in elected[0]]
    if item.plenum is None and (period := term(reading, items[-1].end)):
        items = [replace(i, term=period[0], end=period[1]) for i in items]
    return items


def _plenum(reading: PlainText, position: int) -> list[Gathering]:
    """The plenum at a place, in any order of its parts."""
    if found := reading.match(_PLENUM_CENTRAL, position):
        number = ordinal(
            reading, found.end(), spelled=found["th"] is not None or found[0].endswith(" ")
        )
        if number is not None:
            body = Span(*found.span("body"))
            return _with_khoa(
                reading, Gathering(number.end, plenum=number.value, body=body, central=True)
            )
    if found := reading.match(_PLENUM_FIRST, position):
        number = ordinal(reading, found.end(), spelled=True)
        if number is None:
            return []
        enlarged = reading.match(ENLARGED, number.end)
        central = reading.match(_PLENUM_BODY, enlarged.end() if enlarged else number.end)
        local = None if central else reading.match(_PLENUM_LOCAL, number.end)
        named = central or local
        end = named.end() if named else number.end
        where = Span(*named.span("body")) if named else None
        item = Gathering(end, plenum=number.value, body=where, central=central is not None)
        return _with_khoa(reading, item)
    if found := reading.match(_PLENUM_LAST, position):
        number = ordinal(reading, found.end(), spelled=True)
        if number is not None:
            body = Span(*found.span("body"))
            whole = re.fullmatch(_COMMITTEE, found["body"]) is not None
            item = Gathering(number.end, plenum=number.value, body=body, central=whole)
            return _with_khoa(reading, item)
    return []


def _congress(reading: PlainText, position: int) -> list[Gathering]:
    """The congress at a place: its count, its body, its term."""
    head = reading.match(_CONGRESS, position)
    if head is None:
        return []
    end, body = head.end(), None
    if named := reading.match(_CONGRESS_BODY, end):
        body, end = Span(*named.span("body")), named.end()
    number = None
    if counted := reading.match(_ORDINAL_WORD, end):
        number = ordinal(reading, counted.end(), spelled=True)
        if number and "(" in counted["th"] and reading.plain[number.end : number.end + 1] == ")":
            number = number._replace(end=number.end + 1)
    elif body is None and (blank := reading.match(_BLANK, end)):
        number = ordinal(reading, blank.end(), spelled=False)
    item = Gathering(number.end if number else end, congress=number.value if number else None)
    items = _with_khoa(reading, replace(item, body=body))
    items = [i for i in items if i.congress is not None or i.term is not None]
    return [replace(i, central=_is_national(reading, i.body)) for i in items]


def _is_national(reading: PlainText, body: Span | None) -> bool:
    """True for the congress of the whole Party."""
    name = issuer_of(reading, body) if body else None
    return name is None or plain(name) in party_names()


_EMPTY = re.compile(
    rf"(?:{g.OF}|{g.TIMES}|{g.any_of('congress-epithet', ' ')})(?!\w),? *", re.IGNORECASE
)


def issuer_of(reading: PlainText, body: Span) -> str | None:
    """The body of a congress without "đại biểu" and "toàn quốc": "Đảng", "Đảng bộ tỉnh"."""
    return _EMPTY.sub("", reading.surface(body)).strip(" ,") or None


def is_named(reading: PlainText, item: Gathering) -> bool:
    """True where the body that met is written out and not just "Trung ương"."""
    return item.body is not None and reading.match(_NAMED, item.body.start) is not None


def body_evidence(reading: PlainText, item: Gathering) -> tuple[str, ...]:
    """The word lists that a body other than the Party's own was read by."""
    if item.body is None or item.central:
        return ()
    end = item.body.end + 1
    stop = (words("meeting-stop").id,) if reading.match(_meeting_stop(), end) else ()
    return (words("meeting-body").id, *stop)


def _further(reading: PlainText, position: int, last: Gathering) -> list[Gathering]:
    """The next items of a list: a whole meeting, a bare number, or another khóa."""
    if items := _plenum(reading, position) or _congress(reading, position):
        return items
    if last.plenum is None:
        return []
    number = ordinal(reading, position, spelled=False)
    if number is None:
        return []
    items = _with_khoa(reading, replace(last, plenum=number.value, congress=None, end=number.end))
    settled = items[-1].congress is not None or reading.match(_FOLLOWS_LIST, items[-1].end)
    return items if settled else []


def _with_body(reading: PlainText, item: Gathering) -> list[Gathering]:
    """The last number of a list with the committee that stands after it."""
    named = reading.match(_PLENUM_BODY, item.end)
    if named is None or item.congress is not None:
        return [item]
    body = Span(*named.span("body"))
    return _with_khoa(reading, replace(item, end=named.end(), body=body, central=True))


def gatherings(reading: PlainText, position: int) -> list[Gathering]:
    """All meetings of the list at a place, none where none stands there.

    A khóa counts for the numbers before it that have none.
    """
    items = _plenum(reading, position) or _congress(reading, position)
    while items and len(items) < 12:
        end = items[-1].end
        skipped = reading.match(_SKIPPED, end)
        link = reading.match(_LINK, skipped.end() if skipped else end)
        if link is None:
            break
        following = _further(reading, link.end(), items[-1])
        if not following or (skipped and following[0].plenum is not None):
            break
        if skipped and items[-1].body is None:
            items[-1] = replace(items[-1], body=Span(*skipped.span("body")))
        items += following
    if items and items[-1].plenum and not items[-1].body:
        items[-1:] = _with_body(reading, items[-1])
    known: int | None = None
    for i in range(len(items) - 1, -1, -1):
        if items[i].plenum is None:
            continue
        known = items[i].congress or known
        items[i] = replace(items[i], congress=known)
    return items
