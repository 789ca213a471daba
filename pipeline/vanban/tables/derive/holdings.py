"""Titles of pages -> who holds which office, as each page says: `HoldingRow`s.

In: titles with their holders, the sightings of the same pages, texts. Out: one row for each title
and person. Within a page a bare title ("Bí thư nhấn mạnh") speaks of its holder's fuller one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import TypeVar

from vanban.extraction.bodies import Body, holders_of
from vanban.extraction.bodies.posts import rank_of, role_id
from vanban.extraction.bodies.registry import head_of
from vanban.extraction.bodies.wording import body_words
from vanban.extraction.events.lexicon import (
    called,
    ends_with,
    forms,
    sign_pattern,
    verb_pattern,
    verbs,
)
from vanban.lexicons import grammar as g
from vanban.lexicons.patterns import alternation
from vanban.schema import DateRow, NameRow, ReferenceRow, TitleRow
from vanban.schema.derived import EventKind
from vanban.schema.parts import HoldingRow, SightingRow
from vanban.tables.derive.keys import name_key
from vanban.tables.derive.positions import Status
from vanban.tables.derive.terms import TermOfOffice, term_of

R = TypeVar("R", NameRow, TitleRow, DateRow, ReferenceRow)


def holdings(
    titles: Iterable[TitleRow],
    seen: Iterable[SightingRow],
    texts: Mapping[str, str],
    bodies: Mapping[str, Body],
    years: Mapping[str, int | None] | None = None,
) -> list[HoldingRow]:
    """One holding for each title and person it belongs to, sorted by page and place.

    A holder whom the page does not mention by name has no sighting, hence no holding. `texts` maps
    page ids to cleaned texts, `bodies` the ids of mentions to their bodies, `years` page ids to the
    years in which they were written.
    """
    persons = {(sighting.doc_id, sighting.name): sighting for sighting in seen}
    found = []
    for page in by_page(titles).values():
        statuses = statuses_of(texts[page[0].doc_id], page, bodies)
        for title, status in zip(page, statuses, strict=True):
            for holder in holders_of(title.holder):
                sighting = persons.get((title.doc_id, holder))
                text = texts[title.doc_id]
                if sighting is not None and not is_of_another(text, title):
                    term = term_of(text, title.start, title.end)
                    full = _fullest_here(title, holder, page, bodies)
                    row = _holding(title, sighting, full, bodies, term)
                    said = status or ("current" if term.lasts else None)
                    year = years.get(title.doc_id) if years else None
                    found.append(row.model_copy(update={"status": said, "written_year": year}))
    return found


def _fullest_here(
    title: TitleRow, holder: str, page: Sequence[TitleRow], bodies: Mapping[str, Body]
) -> TitleRow:
    """The fullest form of a title, the title itself where it is of another body by its place."""
    full = fullest(title, holder, page)
    own, other = bodies.get(title.mention_id), bodies.get(full.mention_id)
    return title if own and other and own.id != other.id else full


def is_of_another(text: str, title: TitleRow) -> bool:
    """True for an office that its holder only stands for, or that is somebody else's."""
    return _is_sought(text, title) or _is_addressed(text, title)


def _is_addressed(text: str, title: TitleRow) -> bool:
    """True for an office of somebody else who is written to or spoken for, its holder not named.

    "Thừa ủy quyền | Thủ tướng Chính phủ, Bộ trưởng Bộ Y tế Lê An trình bày".
    """
    if _NAMED.match(text, title.end):
        return False
    return _telling().search(text, max(title.start - _REACH, 0), title.start) is not None


@cache
def _telling() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){alternation(forms('tells'))}(?:\s{g.OF})?\s$", re.IGNORECASE)


_NAMED = re.compile(rf"\s{g.CAPITAL}")
"""A name right behind an office."""


def _is_sought(text: str, title: TitleRow) -> bool:
    """True for an office that somebody stands for: "tranh cử chức | thị trưởng"."""
    return _sought().search(text, max(title.start - _REACH, 0), title.start) is not None


@cache
def _sought() -> re.Pattern[str]:
    """What says before a title that somebody only seeks it: "ứng cử vào chức"."""
    seeks, links = alternation(forms("seeks")), alternation(forms("link"))
    apart = rf"(?:\s\w+){{1,3}}\s{links}"  # "ứng cử viên | cực hữu lên làm"
    near = rf"(?:\s(?:{g.FOR}|{g.INTO}))?(?:\s{links})*"
    return re.compile(rf"(?<!\w){seeks}(?:{near}|{apart})\s$", re.IGNORECASE)


def _holding(
    title: TitleRow,
    sighting: SightingRow,
    full: TitleRow,
    bodies: Mapping[str, Body],
    term: TermOfOffice,
) -> HoldingRow:
    """A title with its holder as a row: who held which office when, by this page."""
    body = bodies.get(full.mention_id) or bodies.get(title.mention_id)
    return HoldingRow(
        person_key=sighting.person_key,
        name_id=sighting.name_id,
        doc_id=sighting.doc_id,
        name=sighting.name,
        published_on=sighting.published_on,
        mention_id=title.mention_id,
        role=title.role,
        role_id=title.role_id or role_id(title.role),
        organization=full.organization or _name_of(body, title),
        organization_id=body.id if body else title.organization_id,
        level=title.level,
        province=body.province if body else None,
        parent_id=body.parent if body else None,
        status=title.status,
        kind=title.kind,
        from_date=term.begin,
        to_date=term.end,
    )


def _name_of(body: Body | None, title: TitleRow) -> str | None:
    """The name of the body of a bare office; none for an office that is its own: Chủ tịch nước."""
    return body.name if body and not name_key(body.name).startswith(name_key(title.role)) else None


def statuses_of(
    text: str, page: Sequence[TitleRow], bodies: Mapping[str, Body]
) -> list[Status | None]:
    """The status of each title of a page: its own, its neighbour's, or of the words before it.

    "nguyên Chủ tịch kiêm Giám đốc" and "nguyên Bí thư Đảng ủy, Giám đốc" are both; "hiện là" and
    "tân" make an office current, "khi đó là" a former one.
    """
    found: list[Status | None] = []
    for before, title in zip([None, *page], page, strict=False):
        status = title.status
        if status is None and before is not None and before.holder == title.holder:
            gap = text[before.end : title.start].strip()
            over = found[-1] == "former"
            with_it = over and gap == "," and _of_the_same(before, title, bodies)
            listed = (
                over and _has_status_before(text, before) and _LISTED.fullmatch(gap) is not None
            )
            status = found[-1] if gap in _JOINED or with_it or listed else None
        found.append(status or _status_before(text, title))
    for one, left in enumerate(_left(text, page)):
        found[one] = "former" if left and found[one] is None else found[one]
    return found


def _has_status_before(text: str, title: TitleRow) -> bool:
    """True where words before a title say its status, and so of a whole list: "từng là A, B"."""
    return text[title.start : title.end].lower().startswith(title.role.lower())


_LISTED = re.compile(rf"[^,;.:\n]{{0,40}}(?:[,;]|,[^,;.:\n]{{0,60}};)(?: {g.AND})?")
"""What stands between two offices of a list, with what an organisation leaves: ", Bộ Y tế;"."""


def _left(text: str, page: Sequence[TitleRow]) -> list[bool]:
    """For each title whether its holder is moved from it, with what stands before it in a list.

    Only offices of heads and deputies are left for another.
    """
    moved = [False] * len(page)
    for at, (one, other) in enumerate(pairwise(page)):
        if one.holder == other.holder and _is_moved(text, one, other):
            moved[at] = rank_of(one.role) in _LEFT
            for before in range(at - 1, -1, -1):
                gap = text[page[before].end : page[before + 1].start].strip()
                if page[before].holder != one.holder or gap not in {",", *_JOINED}:
                    break
                moved[before] = rank_of(page[before].role) in _LEFT
    return moved


def _is_moved(text: str, one: TitleRow, other: TitleRow) -> bool:
    """True where a verb moves somebody from one office to the next.

    "điều động ông A, | Giám đốc X, làm Y"; "ông A, Giám đốc X, | được điều động giữ chức Y".
    """
    gap = text[one.end : other.start]
    if len(gap) > _FAR or "." in gap or not ends_with("link").search(gap):
        return False
    before = text[max(one.start - _FAR, 0) : one.start].rpartition("\n")[2]
    last_kind = _kinds(before)[-1:] if len(gap) <= _REACH else []
    passive = last_kind != ["transferred"] and _passive().match(gap) is not None
    return last_kind == ["transferred"] or (passive and _kinds(gap)[:1] == ["transferred"])


@cache
def _passive() -> re.Pattern[str]:
    still, passive = alternation(forms("still")), alternation(forms("passive"))
    return re.compile(rf"\s*,?\s*(?:{still}\s)*{passive}\s", re.IGNORECASE)


def _kinds(text: str) -> list[EventKind]:
    """What the verbs of a stretch of text say, in order."""
    found = verb_pattern().finditer(text)
    return [verbs()[" ".join(match[0].lower().split())].kind for match in found]


_FAR = 160
"""Characters before an office in which a verb says that its holder is moved."""
_LEFT = frozenset({"head", "deputy"})
"""Ranks of offices that nobody keeps beside another."""


def _of_the_same(one: TitleRow, other: TitleRow, bodies: Mapping[str, Body]) -> bool:
    """True for an office of the party and the one of the state that goes with it.

    "nguyên Bí thư Ban Cán sự đảng, | Bộ trưởng": what somebody was in the party and in office at a
    time. An association or a firm may well have come after.
    """
    body, state = bodies.get(one.mention_id), bodies.get(other.mention_id)
    head = head_of(body_words(one.organization or ""))
    kind = body.kind if body else head.kind if head else None
    return kind == "party" and state is not None and state.kind in _IN_OFFICE


_IN_OFFICE = frozenset({"party", "state", "assembly", "court", "procuracy", "police", "military"})
"""Kinds of bodies whose offices go with those of the party."""


def _status_before(text: str, title: TitleRow) -> Status | None:
    """What the words before a title, in its clause, say of its time."""
    clause = _CLAUSE.split(text[max(title.start - _REACH, 0) : title.start])[-1]
    if name_key(title.surface).startswith(_NEW) or sign_pattern("now").search(clause):
        return "current"
    phrase = _PHRASE.split(clause)[-1]
    then = sign_pattern("then").search(phrase) or _other_time_behind().match(text, title.end)
    past = then or _before_that().search(clause) or _is_of_career(text, title.start)
    return "former" if past else None


def _is_of_career(text: str, start: int) -> bool:
    """True for an office in a list of those somebody has had, none of the present before it."""
    line = text[max(start - _LONG_LIST, 0) : start].rpartition("\n")[2]
    *_, last = [None, *sign_pattern("career").finditer(line)]
    listed = line[last.end() :] if last else "."
    return "." not in listed and sign_pattern("now").search(listed) is None


_LONG_LIST = 400
"""Characters before an office in which a list of offices begins."""


@cache
def _before_that() -> re.Pattern[str]:
    """What leads to what somebody was: "Trước khi nghỉ hưu, ông là |", "Trước đó, bà là |"."""
    links = alternation(forms("link"))
    before, past = alternation(forms("before")), alternation(forms("past"))
    who = rf"(?:{called()}(?:\s{g.CAPITAL}[\w-]*){{0,5}}\s)?"
    when = rf"(?i:{before} [^,]{{3,40}}, |{past},?\s)"
    return re.compile(rf"(?<!\w){when}{who}(?i:{links})\s*$")


@cache
def _other_time_behind() -> re.Pattern[str]:
    """What follows an office of another time, or its holder: "Giám đốc Sở | khi mới 23 tuổi".

    Or its years: "Giám đốc Sở | trong những năm cuối 1960".
    """
    holder = rf"(?:\s{g.CAPITAL}[\w-]*){{0,5}}"
    young, links = alternation(forms("young")), alternation(forms("link"))
    then = rf"(?i:{young})(?!\w)(?!\s(?:\w+\s)?{links}\s)"
    return re.compile(rf"{holder}\s(?:\(?{then}|trong {g.SOME} {g.YEAR} (?:\w+ )?\d)")


_NEW = f"{g.word('newly')} "
"""A word before a title for who has just been given it."""
_JOINED = frozenset({g.AND, *g.forms("besides")})
"""Words between two offices that one status word is said of."""
_REACH = 60
"""Characters before a title in which words say when it is held."""
_CLAUSE = re.compile(r"[.;:\n(]")
_PHRASE = re.compile(r"[,“”\"]")


def by_page(rows: Iterable[R]) -> dict[str, list[R]]:
    """Mentions by page, pages and mentions in the order of their places."""
    pages: dict[str, list[R]] = defaultdict(list)
    for row in sorted(rows, key=lambda one: (one.doc_id, one.start, one.end)):
        pages[row.doc_id].append(row)
    return pages


def fullest(title: TitleRow, holder: str, page: Sequence[TitleRow]) -> TitleRow:
    """The title of the page that gives the organisation of this one in its fullest form.

    Only a title of the same role and holder counts, and one whose organisation begins with this
    one's, or any where this one has none; where those are of several bodies, the title itself.
    """
    own, role = name_key(title.organization or ""), name_key(title.role)
    like = {
        key: other
        for other in page
        if other.organization
        and name_key(other.role) == role
        and holder in holders_of(other.holder)
        and (key := name_key(other.organization)).startswith(own)
    }
    longest = max(like, key=len, default="")
    if not own and any(not longest.startswith(key) for key in like):
        return title
    return like.get(longest, title)
