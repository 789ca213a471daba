"""Which candidates are titles: the ones that stand for one definite person.

In: the candidates of a document in order, each with its setting. Out: those that count, with the
rule that lets them in. A title with a name beside it counts; one with a body counts unless it
names a class; a bare one counts where its role always means one person (Thủ tướng) or where the
document gives the same role with a name or body elsewhere.
In the text of a law offices are classes ("Chánh án quyết định"), but for who has a name beside it,
who proposed, issued or signs the document, and to whom it is sent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from vanban.extraction.organizations.parts import Organization
from vanban.extraction.reading.document import Reading
from vanban.extraction.titles.context import Setting
from vanban.extraction.titles.grammar import TitleCandidate
from vanban.extraction.titles.lexicon import sign_forms, signs
from vanban.extraction.vocabulary.names import address_words
from vanban.lexicons import grammar as g
from vanban.lexicons.patterns import alternation

_PROVISION = re.compile(rf"(?i)\b(?:{g.ARTICLE}|{g.CLAUSE}) \d")
"""A provision, cited or at its head: Điều 5, khoản 2."""

PROVISIONS = 4
"""Provisions of a page that states rules."""

PER_PERSON = 4
"""So many provisions a person who has an office on it; news of a trial has more persons."""

_POINT = re.compile(rf"(?m)^[^\w\n]{{0,3}}(?:[{g.CODE_SMALL}]|\d{{1,2}}(?:\.\d{{1,2}})*)[.)]\s")
"""A point of a list at the beginning of its line: "a) ", "2.1. "."""

POINTS = 8
"""Points of a page without any name beside an office that tells of rules."""

_HEAD = re.compile(rf"(?mi)^\W{{0,3}}{g.ARTICLE} 1\b")

_ISSUED = re.compile(rf"(?:\d{{4}}|[-/][{g.CODE_CAPITALS}]{{2,}}\d{{0,2}})\)?,?\s+{g.OF}\s+\Z")
"""A document's year or symbol, and "của" before its issuer."""

_DOCUMENT = re.compile(rf"\s+[{g.CODE_CAPITALS}][^\s]*\s+(?:[^\s\d]+\s+){{0,3}}(?P<number>\d)?")
"""A word for a document with a capital, its number or without: "Thông tư số 5"."""

_LOOK_BACK = 40  # characters

_LOOK_AHEAD = 50  # characters

JOINERS = g.word_set("title-joiner") | set(",-–;/")
"""Words and marks between two titles in a row."""


class Seen(NamedTuple):
    """A candidate with its setting; `chained`: only joiners stand between it and the last one."""

    candidate: TitleCandidate
    setting: Setting
    chained: bool
    joined_by_comma: bool = False


def judge(
    reading: Reading, seen: Sequence[Seen], ruled: Sequence[bool]
) -> Iterator[tuple[Seen, str]]:
    """The candidates that count as titles, each with its rule; none that is `ruled`, in a rule."""
    several = [one or other for one, other in zip(_classes(seen), ruled, strict=True)]
    first: list[tuple[int, str]] = []
    known: set[tuple[str, ...]] = set()
    for n, one in enumerate(seen):
        rule = None if several[n] else _strong(reading, one)
        if rule:
            first.append((n, rule))
            known.update(_names_of(reading, one.candidate))
    strong = dict(first)
    _carry(seen, several, strong)
    for n in range(1, len(seen)):
        if n - 1 in strong and not several[n] and _in_a_committee(reading, seen[n - 1], seen[n]):
            strong.setdefault(n, "title.in-a-row")
    for n, one in enumerate(seen):
        if n in strong:
            yield one, strong[n]
        elif not several[n] and _is_bare(reading, one, known):
            yield one, "title.bare"


def _carry(seen: Sequence[Seen], several: Sequence[bool], strong: dict[int, str]) -> None:
    """Lets in what stands in a row before a title with its name: "Ủy viên X, Bí thư Y | Lê An"."""
    for n in range(len(seen) - 2, -1, -1):
        following = strong.get(n + 1) == "title.before-name" and seen[n + 1].chained
        if following and n not in strong and not several[n]:
            strong[n] = "title.before-name"
    for n in range(len(seen)):
        if n not in strong and not several[n] and _in_a_row(seen, n, strong):
            strong[n] = "title.in-a-row"


def _in_a_row(seen: Sequence[Seen], n: int, strong: dict[int, str]) -> bool:
    """True in a row with commas of titles that count: "Tỉnh ủy viên, Giám đốc Sở …".

    Before one of them, where it is somebody's only beside others; between two in any case; after
    one with a capital.
    """
    candidate, setting = seen[n].candidate, seen[n].setting
    following = n + 1 in strong and seen[n + 1].joined_by_comma
    whole = bool(candidate.organization) or candidate.role.closed
    sure = setting.capital or setting.cue
    if following and sure and _with_another(candidate, seen[n + 1]):
        return True
    preceding = n - 1 in strong and seen[n].joined_by_comma
    if not whole or not (following or preceding):
        return False
    if following and preceding:
        return True
    if following and setting.capital and candidate.organization:
        return True
    beside = candidate.role.alone == "beside"
    named = setting.capital or setting.termed
    return beside and ((following and not candidate.role.needs) or (preceding and named))


def _in_a_committee(reading: Reading, office: Seen, one: Seen) -> bool:
    """True for what an office is in a committee: "Giám đốc Sở Y tế: | Phó Trưởng ban;"."""
    words, (start, end) = reading.words, one.candidate[:2]
    marked = words.forms[office.candidate.end : start] in ((":",), (")", ":"))
    closes = words.breaks(end) or words.form(end) in (".", ";", ",", ")")
    return marked and closes and one.setting.capital and not words.breaks(start)


def _with_another(candidate: TitleCandidate, following: Seen) -> bool:
    """True for a bare office before another of its holder's: "Bộ trưởng, | Chủ nhiệm Văn phòng".

    Not before its own deputy: "Chủ tịch, Phó Chủ tịch UBND xã" are several persons.
    """
    other = following.candidate
    alike = candidate.role is other.role
    return candidate.role.field and other.organization is not None and not alike


def _names_of(reading: Reading, candidate: TitleCandidate) -> Iterator[tuple[str, ...]]:
    """The role, and the role without its modifiers: "Bí thư thứ nhất" is later "Bí thư"."""
    key = candidate.key(reading)
    yield key
    for size in range(1, len(key)):
        yield key[:size]


def _classes(seen: Sequence[Seen]) -> list[bool]:
    """For each candidate, whether it or the list that it stands in is several persons or a class.

    What stands behind the last of a list is said of all: "Cục trưởng; Chi cục trưởng | có quyền".
    """
    flags: list[bool] = []
    for n, one in enumerate(seen):
        own = one.setting.several and not one.setting.name_after
        inherited = n > 0 and one.chained and flags[n - 1] and not one.setting.name_after
        named = one.setting.name_before and not one.setting.several
        ruled = one.setting.class_after and not one.setting.cue
        general = (own or inherited or ruled) and not named
        flags.append(general or one.setting.memorial)
    for n in range(len(seen) - 2, -1, -1):
        following = seen[n + 1]
        ruled = flags[n + 1] and following.chained and following.setting.class_after
        beside = seen[n].setting.name_after or seen[n].setting.name_before
        flags[n] = flags[n] or (ruled and not beside and not seen[n].setting.cue)
    return flags


def _strong(reading: Reading, one: Seen) -> str | None:
    """The rule by which a candidate counts without looking elsewhere in the document."""
    setting, candidate = one.setting, one.candidate
    role = candidate.role
    if role.needs and not candidate.organization:
        return None
    if setting.name_after:
        return "title.before-name"
    if setting.name_before or setting.maybe_before:
        return "title.after-name"
    if setting.listed and setting.capital and (role.alone != "never" or candidate.organization):
        return "title.of-a-career"
    body = candidate.organization
    said = setting.cue or candidate.start < candidate.role_start  # nguyên, tân
    whole = body is not None and (
        candidate.status is not None or not _is_vague(reading, body, setting)
    )
    if whole and (role.alone != "beside" or said):
        return "title.with-organization"
    return _alone(candidate, setting, said=said)


def _alone(candidate: TitleCandidate, setting: Setting, *, said: bool) -> str | None:
    """The rule by which a title without body and name beside it counts."""
    if candidate.role.alone == "beside" and candidate.role.closed and said:
        return "title.given"
    if candidate.short:
        return "title.given" if said and setting.personal else None
    if candidate.role.alone == "always":
        return "title.bare"
    somebody = setting.personal or (setting.capital and candidate.role.alone != "never")
    return "title.given" if candidate.organization is None and said and somebody else None


def _is_vague(reading: Reading, organization: Organization, setting: Setting) -> bool:
    """True where role and body are common nouns: "giám đốc công ty", "bí thư chi bộ"."""
    bare = organization.end - organization.start
    head = organization.parts[0]
    if setting.listed and setting.capital:
        return False
    named = bare > 1 and reading.words.is_capital(organization.end - 1)  # chùa Bồ Đề
    short = (bare <= 3 and not named) or (head.family == "board" and not head.begun)
    only_type = len(organization.parts) == 1 and len(organization.entries) == 1 and short
    common = not head.settled and head.level in ("other", "commune", None)
    somebody = setting.capital or setting.personal
    return only_type and common and not (somebody and (setting.cue or setting.addressed))


def _is_bare(reading: Reading, one: Seen, known: set[tuple[str, ...]]) -> bool:
    """True where a bare title takes up one that the document gives in full; no line by itself."""
    setting, candidate = one.setting, one.candidate
    if candidate.role.alone in ("never", "beside") or candidate.key(reading) not in known:
        return False
    words = reading.words
    opens = words.breaks(candidate.start) and words.form(candidate.start - 1) != ","
    heading = opens and words.breaks(candidate.end)
    return (setting.capital or setting.addressed) and not heading


@cache
def _sent() -> re.Pattern[str]:
    """What opens the list of those to whom a document is sent, at the beginning of a line."""
    return re.compile(rf"(?mi)^\W{{0,3}}{alternation(sign_forms('sent'), ' ')}\b")


def ruled(reading: Reading, seen: Sequence[Seen]) -> list[bool]:
    """For each candidate, whether it is an office in a rule."""
    held = sum(one.setting.name_after or one.setting.name_before for one in seen)
    if not held and len(_POINT.findall(reading.text)) >= POINTS:
        return list(_ruled(reading, seen))
    enough = max(PROVISIONS, PER_PERSON * held)
    named = len(reading.words.at((g.ARTICLE, g.CLAUSE)))
    if named < enough or len(_PROVISION.findall(reading.text)) < enough:
        return [False] * len(seen)
    return list(_ruled(reading, seen))


def _ruled(reading: Reading, seen: Sequence[Seen]) -> Iterator[bool]:
    """Whether each title is kept, in order; one in a row shares the fate of the one before."""
    text = reading.text
    head = _HEAD.search(text)
    opening = head.start() if head else 0
    sent = next((match.start() for match in _sent().finditer(text, opening)), len(text))
    last = True
    for one in seen:
        start = reading.words.starts[one.candidate.start]
        follows = one.chained and not last
        last = not (follows or start > sent or _is_definite(reading, one, opening))
        yield last


def _is_definite(reading: Reading, one: Seen, opening: int) -> bool:
    """True where an office is one person's; the articles begin at `opening`."""
    words, setting, first = reading.words, one.setting, one.candidate.start
    capitals = words.is_acronym(first)
    if setting.name_after or setting.name_before or capitals or _is_issuing(reading, one, opening):
        return True
    start = words.starts[first]
    before = reading.text[max(0, start - _LOOK_BACK) : start]
    proposing = signs("proposing").before(words, first)
    if (proposing and words.is_capital(proposing.start)) or _ISSUED.search(before):
        return True
    return setting.cue and _is_named(reading, first)


def _is_issuing(reading: Reading, one: Seen, opening: int) -> bool:
    """True where the office issues a document: one with a number, or before or between articles."""
    words, end = reading.words, one.candidate.end
    verb = signs("issuing").longest(words, end)
    if verb is None or words.breaks(end):
        return False
    place = words.ends[verb.end - 1]
    found = _DOCUMENT.match(reading.text, place, place + _LOOK_AHEAD)
    preamble = place < opening or words.breaks(one.candidate.start)
    return found is not None and (preamble or found["number"] is not None)


def _is_named(reading: Reading, i: int) -> bool:
    """True where an honorific and a name stand before word i on its line."""
    words = reading.words
    while i > 0 and not words.breaks(i):
        i -= 1
        if words.form(i) in address_words() and words.is_capital(i + 1):
            return True
    return False
