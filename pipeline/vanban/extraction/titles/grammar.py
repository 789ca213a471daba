"""The grammar of a title: modifiers, role, modifiers, organisation.

    title := {before} role {after} [organisation]

In: a reading and a word. Out: a `TitleCandidate` or None; whether it stands for a person is judged
elsewhere. Before-modifiers are status words (nguyên, quyền, tân) and "Phó"; the organisation of a
role like "Trưởng ban" begins with the role's own last word.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from vanban.extraction.organizations import brands, fields, people, phrase, places, tails
from vanban.extraction.organizations.capitals import capitals
from vanban.extraction.organizations.parts import TOPMOST, Organization, Part
from vanban.extraction.reading.document import Reading
from vanban.extraction.reading.phrases import Hit
from vanban.extraction.reading.words import fold_phrase
from vanban.extraction.titles import lexicon
from vanban.extraction.titles.classes import title_at
from vanban.extraction.titles.lexicon import Modifier, Role, Status
from vanban.extraction.vocabulary import organizations
from vanban.extraction.vocabulary.names import places as known_places
from vanban.lexicons import grammar as g

BEFORE_LIMIT = 4
"""Modifiers before a role: "nguyên Quyền Trợ lý Phó …" is more than anyone writes."""


class TitleCandidate(NamedTuple):
    """A title as the grammar sees it: the words `start:end`, its role at `role_start:role_end`.

    `short`: the role is an abbreviation (CT, TTg), which says little by itself.
    """

    start: int
    end: int
    role_start: int
    role_end: int
    role: Role
    organization: Organization | None
    status: Status | None
    entries: tuple[str, ...]
    short: bool = False

    def key(self, reading: Reading) -> tuple[str, ...]:
        """The folded words of the role."""
        return reading.words.forms[self.role_start : self.role_end]


def parse(reading: Reading, i: int, *, apposed: bool = False) -> TitleCandidate | None:
    """The title that begins with word i; `apposed` where its holder's name stands before it."""
    before = _before(reading, i)
    small = not reading.words.is_capital(i) and reading.same_token(i)
    if small and not before and reading.words.form(i - 1) in g.word_set("office-end"):
        return None  # chức vụ | trưởng phòng
    j = before[-1].end if before else i
    while True:
        deputy = any(hit.entry.in_role and not hit.entry.any_role for hit in before)
        role = _role(reading, j, deputy=deputy)
        if role or not before:
            break
        before.pop()
        j = before[-1].end if before else i
    alone = before and j == i
    return _assemble(reading, i, before, role, apposed) if role and not alone else None


def _before(reading: Reading, i: int) -> list[Hit[Modifier]]:
    """The modifiers before a role, in order."""
    hits: list[Hit[Modifier]] = []
    j = i
    while len(hits) < BEFORE_LIMIT and not (j > i and reading.words.breaks(j)):
        hit = lexicon.modifiers("before").longest(reading.words, j)
        if hit is None or _another_word(reading, hit):
            break
        hits.append(hit)
        j = hit.end
        initial = len(reading.words.forms[hit.start]) == 1 and reading.words.form(j) == "."
        if initial and hit.entry.status:
            hits[-1] = hit._replace(end=(j := j + 1))
    return hits


def _another_word(reading: Reading, hit: Hit[Modifier]) -> bool:
    """True where the word before makes the modifier another word: "chính quyền"."""
    before = "" if reading.words.breaks(hit.start) else reading.words.form(hit.start - 1)
    return any(fold_phrase(word) == (before,) for word in hit.entry.unless_after)


def _role(reading: Reading, j: int, *, deputy: bool) -> Hit[Role] | None:
    """The longest role at word j whose neighbours do not make it something else."""
    words = reading.words
    if words.breaks(j) and j > 0 and deputy:
        return None
    for hit in lexicon.roles().at(words, j):
        if deputy and not hit.entry.deputy:
            continue
        return None if _neighbours(reading, hit) else hit
    return None


def _neighbours(reading: Reading, hit: Hit[Role]) -> bool:
    """True where the words before or after the role make it something else."""
    words, entry, i = reading.words, hit.entry, hit.start
    inside = hit.end - i > 1 and not words.is_capital(i) and reading.same_token(i)
    if inside and not lexicon.modifiers("before").before(words, i):
        return True  # chức vụ | trưởng phòng
    i -= words.form(i - 1) == g.DEPUTY  # ứng viên | phó tổng thống
    after = () if words.breaks(hit.end) else map(fold_phrase, entry.unless_before)
    if any(words.forms[hit.end : hit.end + len(p)] == p for p in after):
        return True
    before = () if words.breaks(i) else words.forms[max(i - 3, 0) : i]
    return any(before[-len(p) :] == p for p in map(fold_phrase, entry.unless_after))


def _assemble(
    reading: Reading, i: int, before: list[Hit[Modifier]], role: Hit[Role], apposed: bool
) -> TitleCandidate:
    """A title of its role, the modifiers around it and the body behind it."""
    inside = [hit for hit in before if hit.entry.in_role]
    status = next((hit.entry.status for hit in before if hit.entry.status), None)
    end = role.end
    after: list[Hit[Modifier]] = []
    while (
        not _body_extends_role(reading, role) and not reading.words.breaks(end) and len(after) < 2
    ):
        hit = lexicon.modifiers("after").longest(reading.words, end)
        owned = lexicon.past_among(reading.words, end) > end
        if hit is None or (hit.entry.verbal and (owned or _object_at(reading, hit.end))):
            break
        if brands.shortened(reading, end):
            break  # Giám đốc | TT Y tế
        after.append(hit)
        end = hit.end
    entries = (*(h.entry.id for h in before), role.entry.id, *(h.entry.id for h in after))
    start = inside[0].start if inside else role.start
    short = lexicon.is_abbreviated(reading.words, role)
    found = TitleCandidate(i, end, start, end, role.entry, None, status, entries, short)
    organization = _before_title(reading, _organization(reading, role, end, apposed))
    if organization is None or (organization.end <= end and not organization.parts):
        return found._replace(end=_constituency(reading, end)) if role.entry.constituency else found
    stop = max(end, organization.end)
    if role.entry.constituency and _voters(organization):
        organization = organization.until(organization.parts[0].end)
        stop = _constituency(reading, organization.end)
    abroad = organization.parts[-1].entries[-1:] == ("viet-nam",)
    if role.entry.posted or abroad:
        level = organization.parts[-1].level
        stop = _post(reading, stop, named=abroad or level == "foreign")
        if not role.entry.posted:  # a body with its seat: Học viện Phật giáo Việt Nam tại Huế
            organization = replace(organization, end=max(organization.end, stop))
    entries += organization.entries
    return found._replace(end=stop, organization=organization, entries=entries)


def _object_at(reading: Reading, j: int) -> bool:
    """True where a word in small letters stands at word j that begins no body."""
    words = reading.words
    small = words.is_word(j) and not words.is_capital(j) and not words.breaks(j)
    stops = phrase.type_at(reading, j, longer_than=j) or organizations.stops().longest(words, j)
    return small and not stops


def _body_extends_role(reading: Reading, role: Hit[Role]) -> bool:
    """True where the body's own type goes beyond the role: "Trưởng Ban | Điều hành dự án"."""
    if not role.entry.shared:
        return False
    hit = organizations.type_at(reading.words, role.end - role.entry.shared)
    return hit is not None and hit.end > role.end and hit.entry.tail == "field"


def _organization(
    reading: Reading, role: Hit[Role], end: int, apposed: bool
) -> Organization | None:
    """The organisation of a role that ends before word `end`."""
    entry, words = role.entry, reading.words
    among = lexicon.past_among(words, end)
    led = words.form(among) == g.OF or (among > end and organizations.type_at(words, among))
    if led and not words.breaks(end) and not words.breaks(among):
        end = among  # Tổng Tham mưu trưởng | đầu tiên | của Quân đội
    doubled = words.form(end) == words.form(end - 1) and phrase.type_at(
        reading, end, longer_than=end
    )
    owned = words.form(end) in (g.OF, g.UNDER)  # trưởng phòng | thuộc Sở Y tế
    if entry.shared and end == role.end and not (doubled or owned):
        own = phrase.parse(reading, role.end - entry.shared, apposed=apposed)
        acronym = words.is_acronym(role.end - 1) and not words.is_acronym(role.end - 2)
        if own and (own.end > role.end or (acronym and own.end == role.end)):
            return own
    if words.breaks(end) or (entry.closed and not _is_echoed(reading, role)):
        return None
    if words.form(end) == ",":
        return _behind_comma(reading, role, end + 1, apposed)
    return _behind(reading, role, end, apposed)


def _behind(reading: Reading, role: Hit[Role], end: int, apposed: bool) -> Organization | None:
    """The organisation at word `end`, directly or after "của"."""
    entry, words = role.entry, reading.words
    seated = "company" in entry.bodies and entry.posted and words.form(end) == g.AT
    of = seated or words.form(end) in (g.OF, g.UNDER)
    j = end + of
    if title_at(reading, j):
        return None
    found = _field(reading, j) if entry.field else None
    if entry.implies:
        found = _implied(reading, j, entry.implies, apposed)
    if found is None:
        found = phrase.parse(reading, j, apposed=apposed)
    brief = found and found.end - found.start == 1  # explained: Đảng Cộng sản Ấn Độ (CPI)
    suits = found and (_suits(entry, found) or (brief and words.form(j) in reading.explained))
    post = seated and found and found.parts[0].family == "place"
    if found and (not suits or post or _no_name(found)):
        found = None
    given = lexicon.signs("verb").before(words, role.start) is not None
    if found is None and entry.place and entry.abroad and (apposed or given or _town(reading, j)):
        found = phrase.parse_place(reading, j)
    if found is None and "company" in entry.bodies:
        found = brands.proper_name(reading, j, apposed=apposed or of)
        if found and any(title_at(reading, k) for k in range(found.start, found.end)):
            found = None
    return found


def _town(reading: Reading, j: int) -> bool:
    """True where a town or region is at word j, maybe a name behind: "Bố chánh | Sơn Tây"."""
    _, end = capitals(reading.words, j)
    hit = known_places().longest(reading.words, j) if end > j else None
    return hit is not None and (hit.end == end or people.person_at(reading, hit.end) == end)


def _behind_comma(reading: Reading, role: Hit[Role], j: int, apposed: bool) -> Organization | None:
    """The whole body at word j that a comma parts from its role: "Trưởng khoa, | Khoa Luật".

    Where it takes up a word of the role, closes what explains a name, or is a numbered unit.
    """
    words = reading.words
    echoed = words.form(j) in words.forms[role.start : role.end]
    unit = organizations.type_at(words, j) if "military" in role.entry.bodies else None
    numbered = unit is not None and unit.entry.family == "military" and words.is_number(unit.end)
    if words.breaks(j) or not (numbered or (words.is_capital(j) and (apposed or echoed))):
        return None
    found = phrase.parse(reading, j, apposed=apposed)
    closed = numbered or (apposed and echoed)
    if found is None or not (closed or tails.end_here(reading, found.end, True)):
        return None
    return found if found.parts[0].begun and found.parts[0].family in role.entry.bodies else None


def _is_echoed(reading: Reading, role: Hit[Role]) -> bool:
    """True where a member's body follows with the words of the role: "Tỉnh ủy viên | Tỉnh ủy"."""
    forms, size = reading.words.forms, role.end - role.start - 1
    return size > 1 and forms[role.end : role.end + size] == forms[role.start : role.end - 1]


def _no_name(organization: Organization) -> bool:
    """True for the word of a body abroad alone, a verb here: "tổng thống | tổ chức tiệc"."""
    first = organization.parts[0]
    alone = len(organization.parts) == 1 and not first.begun and not first.settled
    return alone and first.family == "world" and first.open


def _before_title(reading: Reading, found: Organization | None) -> Organization | None:
    """A body up to another title: "Ban Kinh tế | và Chủ tịch Hội X", "Tỉnh ủy | Chủ tịch UBND"."""
    if found is None:
        return None
    words, kind = reading.words, organizations.type_at(reading.words, found.start)
    bare = found.parts and found.parts[0].family in TOPMOST - {"assembly", "government"}
    for k in range(kind.end if kind else found.start + 1, found.end):  # no "Đoàn | Chủ tịch"
        joined, deputy = words.form(k - 1) == g.AND, words.form(k) == g.DEPUTY
        first = bare and words.is_capital(k) and not reading.same_token(k)  # Trung | Quốc Vương
        if (joined or deputy or first) and title_at(reading, k + deputy):
            return found.until(k - joined)
    return found


def _suits(role: Role, organization: Organization) -> bool:
    """True where a role may have such a body: a bare place only where the role says so.

    An office of the state has bodies of the state only: "Tổng Bí thư | Trường Chinh" is no school.
    """
    head = organization.parts[0]
    if head.family == "place":
        return role.place or head.level in ("foreign", "central")
    exclusive = role.needs or role.alone == "always" or head.family == "school"
    return not exclusive or head.family in role.bodies


def _voters(organization: Organization) -> bool:
    """True where a province stands behind the body: no other country has it."""
    return any(p.family == "place" and p.level == "provincial" for p in organization.parts[1:])


def _constituency(reading: Reading, j: int) -> int:
    """The end of the place where a deputy was elected: "đại biểu Quốc hội | tỉnh Cao Bằng"."""
    if reading.words.breaks(j):
        return j
    place = places.place(reading, j)
    return place.end if place and place.level == "provincial" else j


def _post(reading: Reading, j: int, *, named: bool) -> int:
    """The end of the post of a diplomat or representative: "tại Nhật Bản".

    `named`: one of a country, whose post may be a town that no lexicon has.
    """
    words = reading.words
    if words.breaks(j) or words.form(j) not in (g.AT, g.IN):
        return j
    country = places.country(reading, j + 1)
    if country and people.person_at(reading, country.end):  # tại Mỹ | Hà Kim Ngọc
        return country.end
    post = phrase.parse(reading, j + 1) or places.place(reading, j + 1, named=named)
    return post.end if post and not words.breaks(j + 1) else j


def _implied(reading: Reading, j: int, implied: str, apposed: bool) -> Organization | None:
    """The body whose type the role says: "Cục trưởng | Cảnh sát giao thông", a known field.

    Or where the type has a proper name, two capitals: "chánh xứ | Thuận Hoa".
    """
    words = reading.words
    stranger = not (people.baptised(words.forms, j) or people.called_person(reading, j))
    proper = organizations.type_of(implied).tail == "name" and stranger
    if proper and capitals(words, j)[1] - j == 2:
        return phrase.parse(reading, j, apposed=True, implied=implied)
    field = fields.known(reading, j)
    if field is None or not words.is_capital(j) or people.person_at(reading, j):
        return None
    if phrase.type_at(reading, j, longer_than=field.end):
        return None
    return phrase.parse(reading, j, apposed=apposed, implied=implied)


def _field(reading: Reading, j: int) -> Organization | None:
    """A bare field as the body of a minister, with the country: "Quốc phòng Mỹ"."""
    if people.person_at(reading, j) or organizations.bodies().longest(reading.words, j):
        return None
    found = fields.known(reading, j)
    if found is None or phrase.type_at(reading, j, longer_than=found.end):
        return None
    part = Part(j, found.end, "ministry", "central", found.entries)
    country = places.place(reading, found.end + (reading.words.form(found.end) == g.OF))
    if country and country.level == "foreign":
        entries = found.entries + country.entries
        part = replace(part, end=country.end, level="foreign", entries=entries)
    return Organization(j, part.end, (part,))
