"""Which office an event is of: the title that its verb leads to, or the person's own.

In: a page, a verb and where it ends. Out: the `Title`, and whether a word leads to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain

from vanban.extraction.bodies import registry
from vanban.extraction.bodies.posts import rank_of, role_id
from vanban.extraction.bodies.registry import head_of
from vanban.extraction.bodies.wording import body_words
from vanban.extraction.events import lexicon
from vanban.extraction.events.lexicon import BEGINS, ENDS, OfficeVerb, Page, Title
from vanban.lexicons import grammar as g
from vanban.lexicons.patterns import alternation

OWN = frozenset({"retired", "disciplined", "died"})
"""Kinds of events that name no office behind the verb."""
_CLOSE = 60
"""Characters from a verb to a rank."""
_NEAR = 30
"""Characters from a verb to another one that is said with it."""


def post_of(page: Page, verb: OfficeVerb, end: int, stop: int) -> tuple[Title | None, bool]:
    """The office that the verb leads to, and whether a linking word does."""
    if verb.kind in OWN:
        stop = _end_of_verb(page, verb, end, stop)
        return _held_until(page, end, stop) or _removed_office(page, verb, end, stop), False
    if verb.kind == "promoted":
        return _rank_behind(page, end, stop)
    stop = _end_of_verb(page, verb, end, stop)
    seat = _seat(page, verb, end, stop) if verb.seat else None
    return (seat, True) if seat is not None else _title_behind(page, verb, end, stop)


def _title_behind(page: Page, verb: OfficeVerb, end: int, stop: int) -> tuple[Title | None, bool]:
    """The first title that a linking word leads to, else the one right behind a verb."""
    direct = first = None
    for title in page.titles_in(end, stop):
        between = page.text[end : title.start]
        if title.kind != "position" or between.count("(") > between.count(")"):
            continue
        if first and lexicon.sign_pattern("instead").search(page.text, first.end, title.start):
            return first, True  # "giao phụ trách A | thay ông B làm C"
        if lexicon.sign_pattern("when").search(between) or _this_office().search(between):
            break  # "được tái bổ nhiệm | sau khi làm A", "bổ nhiệm vào vị trí này, | A nói"
        first = first or title
        if _now_held().search(between):
            continue  # "bổ nhiệm ông A - hiện là Phó Giám đốc - | giữ chức Giám đốc"
        if lexicon.ends_with("link").search(between):
            return _chief(page, title, stop), True
        held = lexicon.ends_with("onto").search(between) and verb.kind in ENDS
        if direct is None and (
            not between.strip(" \n0123456789") or (held and len(between) < _NEAR)
        ):
            if verb.kind in ENDS or lexicon.ends_with("link").search(page.text[end - _NEAR : end]):
                return title, False
            direct = title  # "bổ nhiệm linh mục A | làm": what the person was
    return (None if direct and _becomes_else(page, direct, stop) else direct), False


def _chief(page: Page, title: Title, stop: int) -> Title:
    """The leading office of a list that begins with seats: "làm Ủy viên A, Ủy viên B, | Bí thư"."""
    end = title.end
    for other in page.titles_in(end, stop) if rank_of(title.role) == "member" else ():
        if page.text[end : other.start].strip() not in {",", g.AND}:
            break
        if _leads(other) and other.org_id != "trung-uong-dang":  # its secretaries are members
            return other
        end = other.end
    return title


@cache
def _now_held() -> re.Pattern[str]:
    """What leads to an office that somebody has, or had before: "hiện là | Phó Giám đốc"."""
    now, past = alternation(lexicon.forms("now")), alternation(lexicon.forms("past"))
    links = alternation(lexicon.forms("link"))
    return re.compile(rf"(?<!\w)(?:{now}|{past}(?:\s{links})*)\s+$", re.IGNORECASE)


def _becomes_else(page: Page, title: Title, stop: int) -> bool:
    """True where a word leads from who has an office to another: "Thứ trưởng A | trở thành"."""
    named = page.names_in(title.end, min(title.end + 2, stop))
    return bool(named) and _linked_next().match(page.text, named[0].end, stop) is not None


@cache
def _linked_next() -> re.Pattern[str]:
    return re.compile(rf"\s+{alternation(lexicon.forms('link'))}(?!\w)", re.IGNORECASE)


@cache
def _this_office() -> re.Pattern[str]:
    """An office that was named before: "giữ chức vụ này"."""
    return re.compile(
        rf"(?<!\w){alternation(lexicon.forms('link'))}\s{g.THIS}(?!\w)", re.IGNORECASE
    )


def _removed_office(page: Page, verb: OfficeVerb, end: int, stop: int) -> Title | None:
    """The office that a verb takes from somebody: "xóa tư cách chức vụ | Chủ tịch đối với ông"."""
    near = page.titles_in(end, min(end + 2, stop)) if verb.id == "verb-strip" else ()
    return near[0] if near and near[0].kind == "position" else None


def _held_until(page: Page, end: int, stop: int) -> Title | None:
    """The office that a verb says somebody had: "nghỉ hưu | sau 5 năm giữ chức Giám đốc"."""
    for title in page.titles_in(end, stop):
        if title.kind == "position":
            return title if _until().fullmatch(page.text, end, title.start) else None
    return None


@cache
def _until() -> re.Pattern[str]:
    after, link = alternation(lexicon.forms("time")), alternation(lexicon.forms("link"))
    return re.compile(rf"[^,;.]{{0,40}}\s{after}\s[^,;.]{{0,40}}(?<!\w){link}\s+", re.IGNORECASE)


def _seat(page: Page, verb: OfficeVerb, end: int, stop: int) -> Title | None:
    """The membership in a body: "bầu vào | Ban Bí thư", "thôi tham gia | Ban Chấp hành"."""
    places = (end, *(name.end for name in page.names_in(end, stop)))
    leads = _LEADS if verb.kind in ENDS else _INTO
    match = next(filter(None, (leads.match(page.text, place, stop) for place in places)), None)
    if match is None or not match["body"][0].isupper():
        return None
    signs = (lexicon.forms(sign) for sign in ("term", "instead", "deed", "since"))
    ends = chain.from_iterable(signs)
    further = rf"(?:{g.AND}|{g.ALONG})\s{alternation(lexicon.forms('link'))}"
    name = re.split(rf"\s(?:{further}|{alternation(ends)})(?!\w)", match["body"])[0].strip()
    words = body_words(name)
    known, head = registry.known(words, page.published_on), head_of(words)
    if known is None and (head is None or len(words) < _NAMED):  # "được bầu vào Ủy ban ..."
        return None
    party = (known.kind if known else head.kind if head else "") == "party"
    role = _SEATS[party or name.lower().startswith(lexicon.forms("committee"))]
    start = match.start("body")
    return Title(
        start,
        start + len(name),
        role,
        role_id(role),
        name,
        known.id if known else None,
        "position",
        (),
    )


_LEADS = re.compile(r"\s+(?P<body>[^\W\d_][^,.;:(\n]{3,70})")
_INTO = re.compile(rf"\s+{g.INTO}{_LEADS.pattern}")
"""What leads from a verb to a body, in which somebody then sits or sat."""
_NAMED = 3
"""Words of a body that is more than its type."""
_SEATS = dict(zip((True, False), g.forms("seat"), strict=True))
"""What a member of a body is called, of the party's or a committee, and of another."""


def _rank_behind(page: Page, end: int, stop: int) -> tuple[Title | None, bool]:
    """The rank that somebody is given, the last of "từ cấp Trung tướng lên cấp Thượng tướng"."""
    match = lexicon.rank_pattern().search(page.text, end, min(end + _CLOSE, stop))
    if match is None:
        return None, False
    after = lexicon.higher_pattern().match(page.text, match.end(), stop)
    match = (after and lexicon.rank_pattern().match(page.text, after.end(), stop)) or match
    role = match[0]
    return Title(*match.span(), role, role_id(role), None, None, "rank", ()), True


def _end_of_verb(page: Page, verb: OfficeVerb, end: int, stop: int) -> int:
    """Where another verb begins that has an office of its own, or ends what this one begins."""
    for match in lexicon.verb_pattern().finditer(page.text, end, stop):
        words = re.sub(r"\s+", " ", match[0].lower())
        if verb.kind in BEGINS and words in lexicon.forms("link"):
            continue  # "luân chuyển ông A, Vụ trưởng, | về làm Phó Bí thư"
        other = lexicon.verbs()[words]
        apart = match.start() - end > _NEAR or (other.kind in ENDS) != (verb.kind in ENDS)
        apart = apart or bool(lexicon.sign_pattern("passive").search(page.text, end, match.start()))
        if page.titles_in(end, match.start()) or apart:
            return match.start()
    return stop


def held_post(page: Page, verb: OfficeVerb, name: str, place: int) -> Title | None:
    """The office of a person that a verb speaks of: beside a place, else the last one before it."""
    held = page.offices_of(name)
    offices = [title for title in held if title.kind == "position"] or held
    before = [title for title in offices if title.start < place]
    near = list(_beside(page, verb, offices, place))
    if not before and offices:  # a headline, which the text explains
        near = near or list(_beside(page, verb, offices, offices[0].start))
    if near:
        leading = [title for title in near if title.status != "former" and _leads(title)] or near
        beside = verb.kind in BEGINS  # "đại biểu Quốc hội (trúng cử …)" whatever he was
        return min(leading, key=lambda t: (beside or _rank(t), abs(t.start - place), t.start))
    if verb.kind in _WHILE_HELD:
        before = [title for title in before if title.status != "former"] or before
    if verb.kind == "died":
        return min(before, key=_rank, default=None)
    return before[-1] if before else None


def _leads(title: Title) -> bool:
    """True for the office of a head or a deputy."""
    return rank_of(title.role) in _RANKS[:2]


def _beside(page: Page, verb: OfficeVerb, offices: Sequence[Title], place: int) -> Iterator[Title]:
    """The offices in a sentence beside a place, and those that a list goes on with behind it."""
    start, stop = next((span for span in page.sentences if span[0] <= place < span[1]), (place, 0))
    reach = place + _BESIDE - _LISTED
    for title in offices:
        beside = place - _BESIDE < title.start < reach + _LISTED and start <= title.start < stop
        if beside and not _comes_after(page, verb, title, place):
            yield title
            reach = max(reach, title.end)


def _comes_after(page: Page, verb: OfficeVerb, title: Title, place: int) -> bool:
    """True for an office taken up by who has retired: "nghỉ hưu. Sau đó ông làm | Hội trưởng"."""
    if verb.kind != "retired" or title.start < place:
        return False
    held = lexicon.sign_pattern("before").search(page.text, max(place - _BESIDE, 0), title.start)
    return not held and bool(lexicon.sign_pattern("link").search(page.text, place, title.start))


def _rank(title: Title) -> tuple[int, bool]:
    """The sort key that puts the office which an event is about first: head, deputy, other, member.

    Of equals a party cell's comes last: its secretary is known as the head of the agency.
    """
    cell = (title.organization or "").lower().startswith(lexicon.forms("cell"))
    return _RANKS.index(rank_of(title.role)), cell


_RANKS = ("head", "deputy", "other", "member")
_BESIDE, _LISTED = 80, 45
"""Characters between a name and a title that stands beside it, and from that to the next."""
_WHILE_HELD = frozenset({"disciplined", "resigned"})
"""Kinds of events that befall an office that is still held."""
