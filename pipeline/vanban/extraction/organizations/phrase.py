"""The grammar of an organisation phrase: type, field or name, place, and the body it belongs to.

    phrase := part { part | ("của" | "thuộc") part }
    part   := body [place] | type [tail] | place
    tail   := place | field {("và" | "," | "-" | "&") field} | proper name

In: a reading and a word. Out: the `Organization` that begins there, or None. It ends before a
personal name, a verb, a comma or a bracket; nothing in it is a list of whole names.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from vanban.extraction.organizations import brands, fields, places, tails
from vanban.extraction.organizations.capitals import capitals, opens
from vanban.extraction.organizations.parts import TOPMOST, Organization, Part, is_again, owner_at
from vanban.extraction.organizations.people import hyphenated, marked, person_at, split
from vanban.extraction.reading import careers
from vanban.extraction.reading.document import Reading
from vanban.extraction.reading.phrases import Hit
from vanban.extraction.reading.words import Words
from vanban.extraction.vocabulary import organizations as lexicon
from vanban.extraction.vocabulary.names import known_people
from vanban.extraction.vocabulary.organizations import Family, KnownBody, OrganizationType
from vanban.lexicons import grammar as g

PART_LIMIT = 8
"""Parts of one phrase: none has more, and a text of nothing but types stays linear."""

NAMED_AFTER_PEOPLE: frozenset[Family] = frozenset({
    "association", "board", "company", "delegation", "hospital", "institute", "media", "place",
    "religion", "school", "union", "unit", "world",
})  # fmt: skip
"""Kinds of bodies that may have a person's name: behind all others a name is the holder's."""

_SELDOM_NAMED: frozenset[Family] = frozenset({"institute", "media", "unit"})
"""Kinds of bodies that are named after people of history only: "nhà hát | Lê Thế Vinh"."""

_OF = frozenset({g.OF, g.UNDER, g.DIRECTLY_UNDER})
_JOINERS = frozenset({",", g.AND, "&"})


def parse(
    reading: Reading, i: int, *, apposed: bool = False, implied: str | None = None
) -> Organization | None:
    """The organisation phrase that begins with word i.

    `implied`: the entry of its type, where a word before says it: "Cục trưởng | Kiểm lâm".

    `apposed`: the title stands after its holder's name, so that no name can follow and a proper
    name without a type word ("Chủ tịch Him Lam") is the organisation's.
    """
    parts: list[Part] = []
    called = apposed
    if implied:
        hit = Hit(lexicon.type_of(implied), i, i)
        first: Part | None = _type_part(reading, hit, called)
    else:
        first = _part(reading, i, called, nested=False)
    while first and len(parts) < PART_LIMIT:
        called = called and first.family in NAMED_AFTER_PEOPLE
        following = None if reading.words.breaks(first.end) else _next(reading, first, called)
        parts.append(first if following else _whole(reading, parts, first, apposed))
        if reading.words.breaks(parts[-1].end):
            break
        if not following and parts[-1].end > first.end:
            following = _next(reading, parts[-1], called)
        first = following or _parent(reading, parts, apposed)
    return Organization(i, parts[-1].end, tuple(parts)) if parts else None


def parse_place(reading: Reading, i: int) -> Organization | None:
    """The place at word i by its name alone, as a body: "Thị trưởng | Paju" behind its holder."""
    if reading.words.breaks(i):
        return None
    place = places.place(reading, i, True, named=True)
    if place is None:
        return None
    return Organization(i, place.end, (Part(i, place.end, "place", place.level, place.entries),))


def _whole(reading: Reading, before: Sequence[Part], part: Part, apposed: bool) -> Part:
    """A part with the rest of its name in small letters, and the place behind that."""
    head = next(iter(before), part)
    end = None
    if head.steering or part.steering:
        end = tails.subject(reading, part.end, apposed=apposed)
    named = any(map(reading.words.is_capital, range(part.start, part.end)))
    if end is None and part.open and (apposed or named):
        end = tails.tail(reading, part.end, begun=part.begun, listed=part.listed, apposed=apposed)
    if part.family == "association":
        end = tails.seat_of_association(reading, part.start, end or part.end, apposed) or end
    if end is None:
        return part
    place = places.place(reading, end)
    if place and not reading.words.breaks(end):
        return replace(part, end=place.end, level=place.level, settled=False)
    return replace(part, end=end, settled=False)


def _next(reading: Reading, last: Part, apposed: bool) -> Part | None:
    """The body that the last one belongs to: directly after it, or after "của"."""
    words, j = reading.words, last.end
    for skip in (2, 1):
        if " ".join(words.forms[j : j + skip]) in _OF:
            return _part(reading, j + skip, apposed, nested=False, owner=True)
    return _part(reading, j, apposed, nested=True)


def _parent(reading: Reading, parts: Sequence[Part], apposed: bool) -> Part | None:
    """The body that a part of one belongs to, after a comma or a dash: "Vụ Pháp chế, | Bộ Y tế".

    It must close the phrase; in a row of bodies none is the other's parent.
    """
    words, last = reading.words, parts[-1]
    if any(part.family in TOPMOST for part in parts):
        return None
    bracket = words.form(last.end) == "(" and words.form(last.end + 2) == ")"
    named = bracket and words.is_acronym(last.end + 1) and not words.breaks(last.end)
    short = last.end + 3 if named else last.end  # Phòng Hình sự | (PC02)
    marked = words.form(short) in tails.PARTING and not words.breaks(short)
    j = short + marked
    if j == last.end or words.breaks(j) or not owner_at(words, last, j):
        return None
    part = _part(reading, j, False, nested=True)
    if part is None or part.start != j or is_again(words, last, part):
        return None
    whole = part
    while not words.breaks(whole.end) and (following := _next(reading, whole, False)):
        whole = following
    end = whole.end
    termed = careers.term_end(words, end) > end
    closed = apposed or termed or tails.end_here(reading, end, apposed=False)
    if closed or tails.honoured(reading, end):
        return part
    return part if words.form(end) == "," and owner_at(words, whole, end + 1) else None


def _part(
    reading: Reading, i: int, apposed: bool, *, nested: bool, owner: bool = False
) -> Part | None:
    """A body at word i: what the grammar reads, to the end of a listed name that goes further."""
    part = _read(reading, i, apposed, nested=nested, owner=owner)
    hit = lexicon.listed().longest(reading.words, i)
    if hit is None or not reading.words.is_capital(i) or (part and part.end >= hit.end):
        return part
    kind = lexicon.type_at(reading.words, part.end) if part else None
    if kind and kind.end > hit.end:  # Trung ương | Đảng Cộng sản Trung Quốc
        return part
    if part is None or part.family == "place":
        family = hit.entry.family
        return Part(i, hit.end, family, "other", ()) if family and not nested else part
    return replace(part, end=hit.end, settled=True, open=False)


def _read(reading: Reading, i: int, apposed: bool, *, nested: bool, owner: bool) -> Part | None:
    """A body at word i: the longest of what the lexicons know, else a place."""
    body = _known(reading.words, i)
    person = hyphenated(reading.words, i) or person_at(reading, i, called=apposed)
    known = body is not None and body.end - i > 1
    if nested and (reading.words.breaks(i) or (person and not known)):
        return None
    kind = _type(reading, i, nested)
    place = places.place(reading, i, apposed)
    if body and (not kind or body.end >= kind.end) and _capital_enough(reading, body, nested):
        longer = kind and _longer(reading, kind, body, apposed)
        return longer or _body_part(reading, body, apposed)
    if kind and (not place or kind.end > place.start + 1 or not place.known):
        return _typed(reading, kind, apposed)
    if place:
        return Part(place.start, place.end, "place", place.level, place.entries)
    board = nested and _after_board(reading, i)
    firm = brands.proper_name(reading, i, apposed=apposed) if board else None
    if firm:
        return firm.parts[0]
    return brands.acronym(reading, i, board=board) if not nested or owner or board else None


def _typed(reading: Reading, kind: Hit[OrganizationType], apposed: bool) -> Part:
    """The body of a type, or of a shorter one that goes on: "Viện | Nghiên cứu và Ứng dụng"."""
    part = _type_part(reading, kind, apposed)
    if part.end == kind.end and reading.words.form(part.end) in _JOINERS - {","}:
        for shorter in lexicon.types().at(reading.words, kind.start):
            other = _type_part(reading, shorter, apposed)
            if other.end > part.end:
                return other
    return part


def _known(words: Words, i: int) -> Hit[KnownBody] | None:
    """The known body at word i: the longest, or a shorter one before the type of another.

    "Trung ương | Đảng Cộng sản Trung Quốc", not "Trung ương Đảng".
    """
    hits = list(lexicon.bodies().at(words, i))
    types = ((hit, lexicon.type_at(words, hit.end)) for hit in hits[1:])
    shorter = (hit for hit, kind in types if kind and kind.end > hits[0].end)
    return next(shorter, hits[0] if hits else None)


def _longer(
    reading: Reading, kind: Hit[OrganizationType], body: Hit[KnownBody], apposed: bool
) -> Part | None:
    """The body that goes on where a known one only begins it, or a branch of it.

    "Bộ Nông nghiệp | , Lâm nghiệp và Thực phẩm", "Ủy ban MTTQ Việt Nam | tỉnh Hà Nam".
    """
    words = reading.words
    if words.breaks(body.end):
        return None
    branch = body.entry.place and kind.end == body.end
    if not (branch or words.form(body.end) in _JOINERS):
        return None
    part = _type_part(reading, kind, apposed)
    return part if part.end > body.end else None


def _after_board(reading: Reading, i: int) -> bool:
    """True where the word before is the board of what follows: "HĐQT | MHB"."""
    before = lexicon.types().longest(reading.words, i - 1) if i else None
    return before is not None and before.end == i and before.entry.family == "board"


def _capital_enough(reading: Reading, hit: Hit[KnownBody], nested: bool) -> bool:
    """True where a short word is written as a name: "Đoàn", "Khối", not "đoàn" after a name."""
    single = hit.end - hit.start == 1
    return not (single and nested) or reading.words.is_capital(hit.start)


def _type(reading: Reading, i: int, nested: bool) -> Hit[OrganizationType] | None:
    """The type word at word i, unless the next word makes it another."""
    words = reading.words
    hit = lexicon.type_at(words, i)
    if hit and nested and not words.is_capital(i) and not _small(reading, hit):
        return None
    return hit


def type_at(reading: Reading, i: int, *, longer_than: int) -> bool:
    """True where a type word or a known body at word i goes beyond word `longer_than`."""
    hits = (lexicon.bodies().longest(reading.words, i), _type(reading, i, nested=False))
    return any(hit is not None and hit.end > longer_than for hit in hits)


def _small(reading: Reading, hit: Hit[OrganizationType]) -> bool:
    """True where a nested type may be in lower case: two words, in a phrase without capitals."""
    words, size = reading.words, hit.end - hit.start
    board = _after_board(reading, hit.start)
    branch = board or hit.entry.family == "unit" or not words.is_capital(hit.start - 1)
    return size > 1 and hit.entry.family != "world" and branch


def _body_part(reading: Reading, hit: Hit[KnownBody], apposed: bool) -> Part:
    """A known body, with the place of its branch where it has branches or is a foreign one."""
    entry = hit.entry
    place = places.place(reading, hit.end, apposed) if not reading.words.breaks(hit.end) else None
    if place and place.known and _branch(entry, place):
        level = place.level or entry.level
        entries = (entry.id, *place.entries)
        return Part(hit.start, place.end, entry.family, level, entries)
    named = reading.words.is_capital(hit.start) or entry.level != "other"
    firm = entry.family == "company" and not reading.words.breaks(hit.end)
    ending = lexicon.firm_endings().longest(reading.words, hit.end) if firm else None
    end = ending.end if ending else hit.end
    kind = lexicon.type_at(reading.words, end)
    if firm and apposed and not kind and person_at(reading, end) is None:
        end = max(end, split(reading, end, capitals(reading.words, end)[1], apposed=True))
    return Part(hit.start, end, entry.family, entry.level, (entry.id,), settled=named)


def _branch(entry: KnownBody, place: places.PlacePhrase) -> bool:
    """True where a place after a body is part of its name: another country's, or a branch."""
    national = entry.family in ("assembly", "government", "ministry")
    return place.level == "foreign" or (entry.place and not national)


def nameless(reading: Reading, hit: Hit[OrganizationType]) -> bool:
    """True where a body in small letters has no name, a person's follows: "công ty | Lê Văn An".

    Not where a person of history stands: "nhà hát | Trần Hữu Trang".
    """
    words, family = reading.words, hit.entry.family
    if person_at(reading, hit.end) is None:
        return False
    if family == "company":
        return marked(words.form(hit.end + 1))
    if words.is_capital(hit.start):
        return False
    return family in _SELDOM_NAMED and known_people().longest(words, hit.end) is None


def _type_part(reading: Reading, hit: Hit[OrganizationType], apposed: bool) -> Part:
    """A type word and its tail."""
    entry, end, field = hit.entry, hit.end, None
    apposed = apposed and entry.family in NAMED_AFTER_PEOPLE
    entries: tuple[str, ...] = (entry.id,)
    level = entry.level
    person = nameless(reading, hit)
    if entry.tail in ("field", "name") and not reading.words.breaks(end) and not person:
        field = fields.parse(reading, end, named=entry.tail == "name", apposed=apposed)
        if field:
            end, entries = field.end, entries + field.entries
        if entry.tail == "field":
            end = fields.number(reading, end) or end
    if entry.tail != "none":
        words = reading.words
        numbered = tails.numbered(words, hit.end, roman=entry.family in ("military", "delegation"))
        arm = numbered and entry.family == "military" and not words.breaks(numbered)
        arm = arm and not opens(words, numbered or end)  # Quân khu 1 | Được bầu
        field = fields.parse(reading, numbered, apposed=apposed) if numbered and arm else field
        end = field.end if arm and field else numbered or end
    place = None
    if entry.tail != "none" and not reading.words.breaks(end):
        home = entry.level != "foreign"
        named = home and entry.tail == "place" and not _known_at(reading, end)
        place = places.place(reading, end, apposed, named=named, implied=entry.unit)
        if (
            place
            and not place.known
            and entry.level == "provincial"
            and place.end - place.start > 2
        ):
            place = None  # a province is known: Tỉnh ủy | Quản Minh Cường
    if place is None and entry.tail == "place":
        end = tails.region(reading, end)
    if place:
        end, entries = place.end, entries + place.entries
        level = level if level and place.kind == "khu-vuc" else place.level or level
        if entry.tail == "name":
            end = fields.second_name(reading, end) or end
            end += places.counts_one(reading.words, end)
    return Part(
        hit.start, end, entry.family, level, entries,
        settled=place is not None or (field is not None and entry.level == "central"),
        open=place is None and entry.tail in ("field", "name") and not person,
        begun=end > hit.end,
        listed=entry.tail == "field",
        steering=entry.steering or (field is not None and field.about),
    )  # fmt: skip


def _known_at(reading: Reading, i: int) -> bool:
    """True where a known body or a type word begins at word i."""
    body = lexicon.bodies().longest(reading.words, i)
    return body is not None or _type(reading, i, nested=True) is not None
