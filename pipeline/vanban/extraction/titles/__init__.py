"""Document -> titles: positions, ranks and degrees, with role, organisation and status.

The grammar names candidates at every word, the judge keeps those that stand for one person.
Coordinated titles share their organisation: one takes the first body of its neighbour's phrase that
can have its role. Words before a title say whether it is over ("thôi chức", "từng là"). Who holds
them is said later, when names are known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from vanban.extraction.names.alias import known_aliases
from vanban.extraction.organizations.parts import Organization
from vanban.extraction.reading import careers
from vanban.extraction.reading.document import Reading
from vanban.extraction.reading.words import Words
from vanban.extraction.titles import context, grammar, honours, lexicon
from vanban.extraction.titles.classes import examples
from vanban.extraction.titles.grammar import TitleCandidate
from vanban.extraction.titles.judge import JOINERS, Seen, judge, ruled
from vanban.extraction.titles.lexicon import Status
from vanban.extraction.vocabulary import organizations as bodies_lexicon
from vanban.extraction.vocabulary.names import address_words
from vanban.lexicons import grammar as g
from vanban.schema import TitleFields
from vanban.text.document import Document
from vanban.text.mention import Mention

LOOK_BACK = 10
"""Words before a title in which a verb can say that it is over."""

LIST_LIMIT = 60
"""Words back from an entry of a list to the verb before its first."""

_MARKS = frozenset(",;")


def find(document: Document, found: Sequence[Mention]) -> Iterable[Mention]:
    """All titles of a document, their holders still open."""
    reading = Reading.of(document)
    seen = [one for one in _candidates(reading) if not _is_topic(reading, one.candidate)]
    accepted = list(judge(reading, seen, ruled(reading, seen)))
    organizations = shared(reading, [one for one, _ in accepted])
    listed = False
    last: _Past | None = None
    for (one, rule), organization in zip(accepted, organizations, strict=True):
        start, named = one.candidate.start, one.setting.maybe_before
        own = of(reading.words, start, named=named) is not None
        both = reading.words.form(start - 1) == g.BESIDES
        past = last is not None and one.chained and last.status == "former"
        shares = past and last is not None and (last.borrows or both)
        listed = own or (listed and one.chained and one.candidate.status is None) or shares
        borrows = organization is not None and one.candidate.organization is None
        last = _Past(one.candidate.status, borrows)
        yield _position(reading, one, rule, organization, over=listed)
    inside = {k for one, _ in accepted for k in range(one.candidate.start, one.candidate.end)}
    for honour in honours.find(reading):
        if honour.start not in inside and not _is_topic(reading, honour):
            yield _honour(reading, honour)


def _is_topic(reading: Reading, title: TitleCandidate | honours.Honour) -> bool:
    """True for the office or rank that is the headline, where nobody beside it holds it.

    The page "Trung tướng" of an encyclopedia tells of the rank, not of somebody; an act has its
    issuer at its head in capitals.
    """
    words, start, end = reading.words, title.start, title.end
    heading = words.forms[: end - start]
    alone = words.breaks(end - start) and words.forms[start:end] == heading
    return alone and not words.is_acronym(0) and not context.name_after(reading, start, end)


class _Past(NamedTuple):
    """The status of the title before, and whether it borrows the body of the next."""

    status: Status | None
    borrows: bool


def _candidates(reading: Reading) -> Iterator[Seen]:
    """What the grammar reads as a title, from left to right, without overlaps."""
    words, end = reading.words, 0
    last: Seen | None = None
    called = {alias.span.end for alias in known_aliases(reading.wording)}
    for i in lexicon.title_openers().places(words):
        candidate = None if i < end or _in_symbol(reading, i) else grammar.parse(reading, i)
        if candidate and words.ends[candidate.end - 1] in called:  # Hồ Chủ tịch
            continue
        if candidate is None:
            continue
        chained = last is not None and _is_chained(reading, last.candidate.end, i)
        before, maybe = context.before(reading, i)
        brand = context.brand_follows(reading, candidate.end)
        tagged = maybe and not before and (brand or not words.is_capital(candidate.end))
        if last and chained and not last.setting.name_after:
            before = before or last.setting.name_before
            maybe = maybe or last.setting.maybe_before
        closes = tagged or careers.inside(reading.careers, i)
        if (closes or before) and not _leads(reading, last, candidate):
            candidate = grammar.parse(reading, i, apposed=True) or candidate
        setting = context.setting(reading, candidate, name_before=before, maybe_before=maybe)
        if last and chained and last.setting.cue:
            personal = setting.personal or last.setting.personal
            setting = setting._replace(cue=True, personal=personal)
        if last and last.setting.maybe_before and _is_given(words, last.candidate.end, i):
            setting = setting._replace(personal=True)
        comma = chained and words.form(i - 1) in (",", ";")
        last = Seen(candidate, setting, chained, comma)
        yield last
        end = candidate.end


LEAD_LIMIT = 8
"""Words of a name and the marks around it between two titles of a list."""


def _leads(reading: Reading, last: Seen | None, candidate: TitleCandidate) -> bool:
    """True in a list of the order office, name, where the name before is the last office's.

    "Hiệu trưởng Trường A Lê An, | Hiệu trưởng Trường B Trần Bình".
    """
    if last is None or not last.setting.name_after:
        return False
    gap = candidate.start - last.candidate.end
    same_line = not any(
        reading.words.breaks(k) for k in range(last.candidate.end, candidate.start + 1)
    )
    near = gap <= LEAD_LIMIT and same_line
    return near and context.name_after(reading, candidate.start, candidate.end)


def _is_given(words: Words, end: int, start: int) -> bool:
    """True where only verbs stand between two titles: "Lê An, Bí thư X, | sẽ làm | trưởng ban"."""
    between = words.forms[end:start]
    verbs = lexicon.sign_words("holding") | g.word_set("tense") | _MARKS
    return len(between) <= LEAD_LIMIT and not words.breaks(start) and verbs.issuperset(between)


def _in_symbol(reading: Reading, i: int) -> bool:
    """True where word i is part of a document's symbol: TTg in "QĐ-TTg"."""
    words = reading.words
    joined = words.touches(i) and words.form(i - 1) in ("-", "/") and words.touches(i - 1)
    return joined and words.is_acronym(i - 2) and not words.surface(i, i + 1)[1:].islower()


def _is_chained(reading: Reading, end: int, start: int) -> bool:
    """True where only joiners stand between the words `end` and `start`."""
    words = reading.words
    behind = min(careers.term_end(words, context.bracket_end(words, end)), start)
    behind = context.bracket_end(words, behind)
    between = words.forms[min(behind, start) : start]
    return len(between) <= 3 and not words.breaks(start) and all(w in JOINERS for w in between)


def _position(
    reading: Reading, one: Seen, rule: str, organization: Organization | None, *, over: bool
) -> Mention:
    """A mention of a position; `over`: it stands in a list of past ones."""
    words, candidate = reading.words, one.candidate
    entry = candidate.role
    parts = organization.parts if organization else ()
    role = entry.role or words.surface(candidate.role_start, candidate.role_end)
    body = words.surface(organization.start, organization.end) if organization else None
    fields = TitleFields(
        role=role,
        organization=entry.organization or body,
        level=next((part.level for part in parts if part.level), None),
        status=candidate.status or ("former" if over else None),
    )
    span = words.span(candidate.start, candidate.end)
    return Mention("title", span, fields, rule, candidate.entries)


def _honour(reading: Reading, honour: honours.Honour) -> Mention:
    """A mention of a rank or degree."""
    words = reading.words
    kind = "rank" if honour.rank else "degree"
    role = words.surface(honour.role_start, honour.role_end)
    fields = TitleFields(role=role, status=honour.status, kind=kind)
    rule = "title.rank" if honour.rank else "title.degree"
    return Mention("title", words.span(honour.start, honour.end), fields, rule, honour.entries)


def shared(reading: Reading, titles: Sequence[Seen]) -> list[Organization | None]:
    """The organisation of each title, its own or the one that it shares."""
    result: list[Organization | None] = [one.candidate.organization for one in titles]
    for n in range(len(titles) - 2, -1, -1):
        following = result[n + 1]
        if result[n] is None and following and titles[n + 1].chained and _are_close(titles, n):
            role = titles[n].candidate.role
            if role is titles[n + 1].candidate.role and not role.closed:
                result[n] = following  # Phó Chủ tịch, Chủ tịch Viện B
            elif role.bodies and not (role.closed or role.independent):
                bodies = frozenset(role.bodies)
                firm = following.inner(bodies - {"board"}) if "company" in bodies else None
                body = firm or following.inner(bodies)
                if body and _of_its_kind(reading, titles[n].candidate, body):
                    result[n] = body
    return result


def _of_its_kind(reading: Reading, title: TitleCandidate, body: Organization) -> bool:
    """True unless a role names the unit that it leads, and the body is another.

    "Trung đội trưởng, Chính trị viên | đại đội"; but "Bộ trưởng, Chủ nhiệm | Ủy ban Dân tộc".
    """
    role = title.key(reading)
    role = role[role[0] == g.DEPUTY :]
    unit = None if title.role.field else bodies_lexicon.types().prefix(role)
    if unit is None:
        return True
    start, size = body.parts[0].start, unit[1]
    return reading.words.forms[start : start + size] == role[:size]


def _are_close(titles: Sequence[Seen], n: int) -> bool:
    """True where nothing but one joiner stands between a title and the next of its holder.

    "A làm Trưởng ban, Phó Giám đốc Sở Y tế B": a verb gives the first, the next is of another.
    """
    if titles[n].setting.cue and titles[n + 1].setting.name_after:
        return False
    gap = titles[n + 1].candidate.start - titles[n].candidate.end
    return 0 <= gap <= 3


def of(words: Words, start: int, *, named: bool = False) -> Literal["former"] | None:
    """The status that the words before a title give it; `named`: its holder's name is there."""
    holding = False
    colon = start - 1 if words.form(start - 1) == ":" and not words.breaks(start) else start
    status = lexicon.statuses().before(words, colon - (words.form(colon - 1) == g.IS))
    if colon < start and status and status.entry.status == "former":
        return "former"  # nguyên: | Bí thư …
    start = examples(words, start)
    for j in range(start - 1, max(start - 1 - LOOK_BACK, -1), -1):
        if words.breaks(j + 1):
            return None
        over = lexicon.signs("over").before(words, j + 1)
        if over or (holding and lexicon.signs("held").before(words, j + 1)):
            return "former"
        form = words.forms[j]
        if form not in lexicon.sign_words("holding") | {g.YEAR, g.TIMES} and not form.isdecimal():
            break
        holding = True
    listed = words.form(start - 1) in _MARKS and not named
    return "former" if listed and _in_a_list(words, start) else None


def _in_a_list(words: Words, start: int) -> bool:
    """True in a list of what somebody was: "từng là cán bộ A; cán bộ, | Phó …".

    With semicolons, or behind jobs in small letters: "từng là giáo viên, | Hiệu trưởng …".
    """
    parted, small = False, True
    for j in range(start - 1, max(start - 1 - LIST_LIMIT, -1), -1):
        form = words.form(j)
        if form == ":" and lexicon.signs("over").before(words, j):
            return parted
        announced = words.form(j - 1) == g.LIKE or lexicon.signs("office").before(words, j)
        colon = form == ":" and not announced
        if words.breaks(j + 1) or form == "." or colon or form in address_words():
            return False
        if lexicon.signs("over").before(words, j + 1):
            return (parted or small) and words.form(j + 1) in lexicon.sign_words("holding")
        parted, small = parted or form == ";", small and not words.is_capital(j)
    return False
