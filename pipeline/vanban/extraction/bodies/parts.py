"""Parts whose owner a page tells beside them: "Bí thư Đảng ủy, Tổng Giám đốc Thông tấn xã".

In: the titles of a page in order, and the bodies that are known of them. Out: the bodies, those of
parts that name no owner completed by the next office of the same holder, or by the only body of the
page that has such parts.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from vanban.extraction.bodies import registry
from vanban.extraction.bodies.context import PageView
from vanban.extraction.bodies.identity import identify, is_board, needs_field
from vanban.extraction.bodies.owners import ends_owner, is_shared, part_of
from vanban.extraction.bodies.places import pointing, spot
from vanban.extraction.bodies.posts import Held, field_body, headed
from vanban.extraction.bodies.registry import GOVERNMENT, Body, head_of
from vanban.extraction.bodies.wording import Words, body_words
from vanban.extraction.vocabulary.organizations import sign_forms, types
from vanban.extraction.vocabulary.units import CITY
from vanban.lexicons import grammar as g
from vanban.lexicons.patterns import alternation
from vanban.schema.derived import BodyKind

Found = list[Body | None]

_NEAR = 30
"""Characters between two offices of one holder that stand in a row."""
_COMMA = 2
"""Characters between two offices of a list whose holders are not read."""
_MOSTLY = 0.8
"""Share of the names of bodies that have such parts from which on a part is of one."""


def by_owner(titles: Sequence[Held], found: Found, page: PageView) -> Found:
    """The bodies, with those of parts without an owner ("Phòng Kế hoạch") filled in by the holder.

    It is the one body in which the page gives the person another office, for an organ ("Ban
    Thường vụ") the committee that the next office names.
    """
    by_holder: dict[str, dict[str, Body]] = defaultdict(dict)
    for title, body in zip(titles, found, strict=True):
        own = body and title.organization and not is_shared(title.organization)
        if body and own and body.id not in _WHOLE and body.kind not in _ELSEWHERE:
            for holder in title.holders:
                by_holder[holder][body.id] = body
    done = list(found)
    for at, (title, body) in enumerate(zip(titles, found, strict=True)):
        if body is None and title.organization and _is_part(title.organization):
            committee = _committee_beside(titles, at)
            if committee and _is_organ(title.organization):
                organ = f"{title.organization} {committee}"
                done[at] = identify(organ, title.role, page, title.start)
                continue
            owners = {k: v for holder in title.holders for k, v in by_holder[holder].items()}
            only = next(iter(owners.values())) if len(owners) == 1 else None
            done[at] = part_of(title.organization, only) if only else None
    return done


def _is_organ(organization: str) -> bool:
    """True for what committees and boards have: "Ban Thường vụ", "Ban Chấp hành"."""
    kind = types().prefix(body_words(organization))
    return kind is not None and kind[0].family == "organ"


def _committee_beside(titles: Sequence[Held], at: int) -> str:
    """The party committee that the next office of a row names, or the one before; "" for none."""
    for other in (at + 1, at - 1):
        if _is_beside(titles, at, other):
            words = body_words(titles[other].organization or "")
            start = registry.nested(words) or 0
            head = head_of(words[start:])
            if head is not None and head.kind == "party" and head.level:
                return " ".join(words[start:])
    return ""


def _is_part(organization: str) -> bool:
    """True for a part that bodies of every kind have; "Hội đồng" alone is a body of many kinds."""
    head = registry.whole(body_words(organization))
    return is_shared(organization) and (head is None or head.shared or head.level is None)


_WHOLE = (GOVERNMENT, "nha-nuoc")  # they have no part without a ministry over it
_ELSEWHERE: tuple[BodyKind, ...] = ("party", "assembly")
"""Kinds of bodies of which people hold an office beside that in their own."""


def by_neighbour(titles: Sequence[Held], found: Found) -> Found:
    """The bodies, with those of committees without a body ("Đảng ủy") filled in by the row.

    The committee is that of the body of the person's next office, else of the one before.
    """
    done = list(found)
    for at, title in enumerate(titles):
        if found[at] is None and title.organization and _is_committee(title.organization):
            owner = _owner_at(titles, found, at, at + 1) or _owner_at(titles, found, at, at - 1)
            done[at] = _committee(title.organization, owner) if owner else None
    return done


def by_name(titles: Sequence[Held], found: Found, page: PageView) -> Found:
    """The bodies, with those of bare offices filled in by what stands behind the holder.

    "Chủ tịch Lê An | của Công ty B"; a name alone ends with its capitals: "Bob Iger | của Disney".
    """
    ends = {name.start: name.end for name in page.names}
    done = list(found)
    for at, title in enumerate(titles):
        end = ends.get((title.end or 0) + 1)
        if end is None or title.organization or found[at]:
            continue
        match = _OF_BODY.match(page.text, end)
        owner = ends_owner().split(match["owner"], maxsplit=1)[0].rstrip() if match else ""
        if owner and head_of(body_words(owner)) is None:
            named = _CAPITALS.match(owner)
            owner = named[0] if named else ""
        if match and owner:
            done[at] = identify(owner, title.role, page, match.start("owner"))
    return done


_OF_BODY = re.compile(rf"\s(?:{g.OF}|{g.UNDER})\s(?P<owner>{g.CAPITAL}[^,;.()\n“\"]{{1,70}})")
_CAPITALS = re.compile(rf"{g.CAPITAL}[\w&-]*(?:\s{g.CAPITAL}[\w&-]*)*")


def by_new_place(titles: Sequence[Held], found: Found, page: PageView) -> Found:
    """The bodies, with those of bare offices that are of the body named before them.

    Where somebody is sent to work ("điều động ông A đến nhận công tác tại Sở Tư pháp và bổ nhiệm
    giữ chức | Phó Giám đốc"), whom somebody leads ("Nhà hát Kịch do ông A làm | Giám đốc"), or who
    signs ("ỦY BAN CHỨNG KHOÁN NHÀ NƯỚC / | PHÓ CHỦ TỊCH").
    """
    done = list(found)
    for at, title in enumerate(titles):
        if title.organization:
            continue
        start = max(title.start - _FAR, 0)
        for pattern in (_SENT,) if found[at] else (_SENT, _LED, _SIGNED):
            before = pattern.search(page.text, start, title.start)
            words = body_words(before["body"]) if before else ()
            if before is not None and head_of(words) and words[-1] not in pointing():
                body = identify(before["body"], title.role, page, before.start("body"))
                done[at] = body or found[at]
    return done


_FAR = 160
"""Characters before an office in which the place is named where somebody is sent to work."""
_SENT = re.compile(
    rf"\s{g.any_of('sent-to-work')} {g.AT} "
    rf"(?P<body>{g.CAPITAL}[^,;.()\n]{{2,70}}?)(?:[,;]|\s{g.AND}\s)"
    rf"[^.;\n]{{0,30}}\s{g.any_of('serves-as')}\s$"
)
_WORKS = g.word("serves-as")
_LED = re.compile(
    rf"(?P<body>{g.CAPITAL}(?:[^,;.()\n]|\.(?=\w)){{2,70}}?)\s{g.BY}\s[^,;\n]{{2,60}}\s{_WORKS}\s$"
)
_SIGNED = re.compile(rf"\n(?P<body>[{g.CAPITALS}][{g.CAPITALS} ,-]{{5,70}})\s*\n\s*$")


def by_province(titles: Sequence[Held], found: Found, page: PageView) -> Found:
    """The bodies, with those of a province that is not named filled in by the office beside.

    "Bí thư Tỉnh ủy, Trưởng đoàn đại biểu Quốc hội tỉnh Điện Biên" is of the Tỉnh ủy of Điện Biên.
    """
    done = list(found)
    for at, title in enumerate(titles):
        home = _province_beside(titles, found, at) if _is_of_province(title) else None
        if home:
            named = f"{title.organization} {home}"
            done[at] = identify(named, title.role, page, title.start) or found[at]
    return done


def _is_of_province(title: Held) -> bool:
    """True for a body that provinces have, named without its province; no field of a minister."""
    rest, place = spot(body_words(title.organization or ""))
    head = registry.whole(rest)
    if head is None or needs_field(head) or field_body(title.role):
        return False
    if not head.local or head.anywhere or head.level not in (None, "provincial"):
        return False
    return all(not u.name and u.kind in (g.PROVINCE, CITY) for u in place.units)


def _province_beside(titles: Sequence[Held], found: Found, at: int) -> str | None:
    """The province that one of the offices before or behind names, held in a row by one person."""
    own = head_of(body_words(titles[at].organization or ""))
    inside = own is not None and own.unit is None and own.level == "provincial"  # "Tỉnh ủy"
    for step in (1, -1):
        last = at
        for other in range(at + step, at + _ROW * step, step):
            if not _is_beside(titles, last, other):
                break
            home = _province_named(titles[other], found[other], inside=inside)
            if home is not None:
                return home
            last = other
    return None


_ROW = 4
"""Offices of a row from one to the province that another names, and one more."""


def _province_named(title: Held, body: Body | None, *, inside: bool) -> str | None:
    """The province of an office whose body names it; with `inside` also of a body below it."""
    if body is None or not (body.level == "provincial" or (inside and body.province)):
        return None
    words = body_words(title.organization or "")
    units = spot(words)[1].units
    district = body.level == "district" and registry.after_head(words) < len(words)
    named = any(unit.name for unit in units) or (district and not units)
    return body.province if named else None


def by_headline(titles: Sequence[Held], found: Found, page: PageView) -> Found:
    """The bodies, with those of offices that firms have filled in by the headline's only firm."""
    done = list(found)
    missing = [at for at, body in enumerate(found) if body is None and of_firm(titles[at])]
    person = min((name.start for name in page.names if name.start), default=len(page.text))
    headline = page.text[:person].partition("\n")[0] if missing else ""
    firms = [identify(match[0], "", page, 0) for match in _firms().finditer(headline)]
    if len({firm.id for firm in firms if firm}) == 1:
        for at in missing:
            done[at] = firms[0]
    return done


def by_ending(titles: Sequence[Held], found: Found) -> Found:
    """The bodies, a brand alone as the page's only firm whose name ends so: "Nhã Nam", "BOS"."""
    firms = {b.id: b for b in found if b and b.kind == "enterprise" and b.parent is None}
    done = list(found)
    for at, body in enumerate(found):
        if body is not None and body.id not in registry.bodies():
            acronym = (titles[at].organization or "").rpartition(" ")[2].isupper()
            longer = [firm for id_, firm in firms.items() if id_.endswith(f"-{body.id}")]
            if len(longer) == 1 and (body.kind == "other" or acronym):
                done[at] = longer[0]
    return done


def of_firm(title: Held) -> bool:
    """True for an office that firms have, of a board or of none that is named."""
    if title.organization:
        return is_board(title.organization)
    opener = headed(title.role)
    head = head_of(opener) if opener else None
    return head is not None and head.kind == "enterprise"


@cache
def _firms() -> re.Pattern[str]:
    """Firms by the word for one and the capitals behind it: "Tập đoàn | An Lộc"."""
    forms = [form for form in sign_forms("legal") if form[0].isupper() and not form.isupper()]
    return re.compile(rf"(?<!\w){alternation(forms)}(?: [{g.CAPITALS}][\w&-]*)+")


def _is_committee(organization: str) -> bool:
    """True for "Đảng ủy", "Chi bộ", "Ban cán sự đảng", which bodies of every kind have."""
    head = registry.whole(body_words(organization))
    return head is not None and head.kind == "party" and (head.anywhere or head.shared)


def _owner_at(titles: Sequence[Held], found: Found, at: int, other: int) -> Body | None:
    """The body of an office beside another one that has a committee of this kind."""
    body = found[other] if _is_beside(titles, at, other) else None
    head = head_of(body_words(titles[at].organization or ""))
    none = _WITHOUT_CELL if head and head.shared else (*_ELSEWHERE, "mass")
    own = body is not None and body.kind not in none and body.id != GOVERNMENT
    return body if own else None


_WITHOUT_CELL: tuple[BodyKind, ...] = ("party", "enterprise", "school", "hospital")
"""Kinds of bodies that have no group of the party's members at their head: "Đảng đoàn"."""


def _is_beside(titles: Sequence[Held], at: int, other: int) -> bool:
    """True for an office, number `other`, that is near office `at` and of the same person."""
    if not 0 <= other < len(titles):
        return False
    first, second = titles[min(at, other)], titles[max(at, other)]
    apart = second.start - (first.end or first.start)
    same = first.holders == second.holders and (bool(first.holders) or apart <= _COMMA)
    return apart <= _NEAR and same


def _committee(organization: str, owner: Body) -> Body | None:
    """The committee of this name in the body `owner`; beside a commune's UBND, the commune's."""
    if owner.level != "commune":
        return part_of(organization, owner)
    unit = owner.id.partition("-")[2]
    first = registry.first_of("state")
    place = owner.name.removeprefix(first.name).strip() if first else owner.name
    known = first and owner.id == f"{first.short}-{unit}" and place != owner.name
    own = replace(owner, id=unit, name=place, kind="party")
    return replace(part_of(organization, own) or own, parent=None) if known else None


def by_kind(titles: Sequence[Held], found: Found, text: str) -> Found:
    """The bodies, with those of parts without an owner filled in by the text.

    The owner is the only body of the page of a kind that has such parts: a Khoa's is the hospital.
    """
    done = list(found)
    for at, title in enumerate(titles):
        if found[at] is None and title.organization and is_shared(title.organization):
            words = body_words(title.organization)
            head = registry.head_of(words)
            if head and head.owners and not registry.whole(words):
                owner = _only_owner(head.owners, found, text)
                done[at] = part_of(title.organization, owner) if owner else None
    return done


def _only_owner(owners: Sequence[str], found: Found, text: str) -> Body | None:
    """The body with such parts that nearly all names of such bodies on the page are of."""
    fit = {body.name.lower(): body for body in found if body and _has_parts(body, owners)}
    if len({body.id for body in fit.values()}) != 1:
        return None
    body = next(iter(fit.values()))
    named = Counter(body_words(match[0]) for match in _named(tuple(owners)).finditer(text))
    own = sum(times for words, times in named.items() if _begins(body_words(body.name), words))
    return body if own >= _MOSTLY * sum(named.values()) else None


@cache
def _named(owners: tuple[str, ...]) -> re.Pattern[str]:
    """The first words of bodies whose names begin so: "Bệnh viện | Chợ Rẫy"."""
    return re.compile(rf"(?<!\w){alternation(owners)} [{g.CODE_CAPITALS}]\w*(?: \w+)?")


def _begins(words: Words, part: Words) -> bool:
    """True where the first words are these, or all but the last of them."""
    return words[: len(part)] == part or words[: len(part) - 1] == part[:-1]


def _has_parts(body: Body, owners: Sequence[str]) -> bool:
    """True for a body whose name begins as those of the owners of a head do."""
    words = body_words(body.name)
    return body.kind not in _ELSEWHERE and any(
        words[: len(own)] == own for own in map(body_words, owners)
    )
