"""Holders that stand beside their titles.

In: a chain of titles with the names around it. Out: the holder of each: "Ủy viên X, Bí thư Y
Lê An", "Lê An, Ủy viên X, Bí thư Y", "Lê An - Giám đốc Z", "Bí thư Y, ông Lê An", "Bí thư Y là ông
Lê An".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Literal, NamedTuple

from vanban.extraction.bodies.posts import rank_of
from vanban.extraction.holders.chains import Chain, canonical, gap_between, kind, title_fields
from vanban.extraction.holders.gaps import (
    acts_next,
    any_sign,
    ends_sentence,
    gaps,
    is_genitive,
    reports,
    serves,
)
from vanban.extraction.holders.later import of_another
from vanban.extraction.titles.lexicon import roles
from vanban.lexicons import grammar as g
from vanban.text.mention import Mention
from vanban.text.spans import Span

_WRAPPED = re.compile(r",[ \t]*\n[ \t]*(?!\n)")
"""A line that ends with a comma goes on in the next."""

_ANOTHER = re.compile(rf"\s*(?:;|,\s*{g.AND}\s)")
"""Between two titles: the second is another person's."""

_DASHES = frozenset("-–")

_LINE_END = re.compile(r"[ \t\u00a0]*(?:\n|\Z)")

_PREDICATE = re.compile(
    rf",\s+(?:\w+\s+){{0,2}}(?:{g.IS}|{g.any_of('serves-as')})\s+(?:\w+\s+)?", re.IGNORECASE
)
"""A comma and a verb of office: ", hiện là", ", đang giữ chức"."""

KIN_LIMIT = 70
"""Characters before a name in which it is said whose relative somebody is."""

LIFE_LIMIT = 200
"""Characters from a name to its title where age and home stand between them."""


class Taken(NamedTuple):
    """The name that the row before took from behind it: directly, or over a mark."""

    name: Mention
    how: Literal["direct", "mark"]


class Around(NamedTuple):
    """What stands around a row: whether the name before it is explained by it, touches it, and
    whether the name after it follows directly, below a signature, or behind a mark or a word.
    """

    explains: bool
    touches: bool
    leads: bool
    points: bool


def around(text: str, chain: Chain) -> Around:
    """How the names before and after a row stand to it."""
    first, last = chain.titles[0], chain.titles[-1]
    before, after = chain.before, chain.after[0] if chain.after else None
    preceding = text[before.span.end : first.span.start] if before else None
    preceding = _WRAPPED.sub(", ", preceding) if preceding else preceding
    if preceding is not None and (len(preceding) > LIFE_LIMIT or "\n" in preceding):
        preceding = None
    following = gap_between(text, last.span.end, after.span.start) if after else None
    pattern = gaps("after") if kind(last) == "position" else gaps("degree")
    if following is not None and "\n" in following:
        leads = _is_signature(text, chain) and bool(gaps("signed").fullmatch(following))
        following = None
    else:
        leads = following is not None and bool(pattern.fullmatch(following))
        leads = leads and not ends_sentence(text, last.span, following or "")
    explains = preceding is not None and bool(gaps("before").fullmatch(preceding))
    if preceding is not None and preceding.lstrip().startswith("(") and ")" not in preceding:
        explains = explains or preceding.rstrip().endswith((",", ";"))
    if explains and before:
        titles = Span(first.span.start, last.span.end)
        others = reports(text, before.span, titles) or serves(text, before.span, titles.start)
        explains = not others
    return Around(
        explains=explains,
        touches=preceding is not None and bool(preceding) and not preceding.strip(),
        leads=leads,
        points=following is not None
        and after is not None
        and _points(text, following, first.span.start)
        and not acts_next(text, following, first.span.start, after.span)
        and not (preceding and _another_gets(text, preceding, following, after)),
    )


def _another_gets(text: str, preceding: str, following: str, after: Mention) -> bool:
    """True where a verb gives the titles to the name before: "A làm X, | B nói", "… | B, Y"."""
    behind = text[after.span.end : after.span.end + 2]
    acts = behind[:1] == " " and behind[1:].islower()
    apposed = behind[:1] == "," or (behind[:1] == " " and behind[1:] in _DASHES)
    comma = following.lstrip().startswith(",") and not gaps("given").fullmatch(following)
    if not comma or not (acts or apposed):
        return False
    given = gaps("given_to").fullmatch(preceding) if acts else gaps("becomes").fullmatch(preceding)
    return given is not None


def relative(text: str, name: Mention) -> bool:
    """True where the words before a name mean a relative of it: "con trai ông | Lê An"."""
    return bool(gaps("kin").search(text[max(name.span.start - KIN_LIMIT, 0) : name.span.start]))


def apposed_relative(text: str, names: Sequence[Mention]) -> bool:
    """True for whose relative the one named before is: "A, con gái của | B, | trở thành …"."""
    if len(names) < 2:
        return False
    between, end = text[names[0].span.end : names[1].span.start], names[1].span.end
    kin = relative(text, names[-1]) or _kin_of().fullmatch(between)  # con trai cố Bộ trưởng | B
    goes_on = text[end : end + 1] == "," or text.startswith(f" {g.AND} ", end)
    return bool(kin) and between.startswith(",") and "." not in between and goes_on


@cache
def _kin_of() -> re.Pattern[str]:
    """What stands between somebody and whose relative that is: ", con trai cố Bộ trưởng"."""
    return re.compile(rf",\s+{any_sign('kin')}\s[^,.;:()\n]{{0,60}}", re.IGNORECASE)


def _whose_relative(text: str, chain: Chain) -> Mention | None:
    """The last name but one, where the last is its relative, and the titles are not the last's.

    In brackets ("A (em dâu bà B, | …"), or apposed before a verb ("A, vợ ông B, hiện là | …").
    """
    names = chain.earlier[-2:]
    if len(names) < 2:
        return None
    opened = text[names[0].span.end : names[1].span.start].lstrip()
    behind = text[names[1].span.end : chain.titles[0].span.start]
    if apposed_relative(text, names) and _PREDICATE.fullmatch(behind):
        return names[0]
    inside = opened.startswith("(") and ")" not in opened and relative(text, names[1])
    return names[0] if inside and behind.strip() == "," else None


def beside(
    text: str, chain: Chain, taken: Taken | None = None
) -> tuple[dict[Mention, str], Taken | None]:
    """The holder of each title of a chain that has a name beside it, and the name after it if its.

    `taken`: the name before that the row before has taken. In a list that begins with an office
    each row takes the name behind it.
    """
    person = _whose_relative(text, chain)
    if person is not None:
        return dict.fromkeys(chain.titles, canonical(person)), None
    place = around(text, chain)
    named = place.explains or (place.leads and place.touches)
    before = chain.before if named else None
    ours = before is None or (taken is not None and taken.name == before)
    if place.leads:
        apart = _semicolon(text, chain.titles) > 0
        held = _leading(text, chain, None if ours and not (apart or place.touches) else before)
        behind = canonical(chain.after[0])
        office = any(kind(one) == "position" and to == behind for one, to in held.items())
        return held, Taken(chain.after[0], "direct") if office else None
    in_order = taken is not None and taken.how == "mark" and taken.name == before
    in_order = in_order or (place.points and _says(text, chain))
    if ours and before and of_another(text, chain.titles[-1]):
        return {}, None  # "Chủ tịch X Lê An, Bí thư Y | Phan Song Toàn", a name that nobody reads
    if chain.before and (before or place.touches) and not (in_order and place.points):
        return dict.fromkeys(chain.titles, _counted(text, chain.earlier)), None
    return _pointed(text, chain, before) if place.points else ({}, None)


def _pointed(
    text: str, chain: Chain, before: Mention | None
) -> tuple[dict[Mention, str], Taken | None]:
    """The holders of a row that points to the name behind it, and the name that it uses up.

    The titles before the last person's go to the name before the row, whom they explain:
    "A, Giám đốc nhà máy, | Phó Giám đốc | là B".
    """
    held = _given(chain.titles, _people(text, chain))
    if before is None or not (cut := before_last(text, chain.titles)):
        return held, Taken(chain.after[0], "mark")
    return {**held, **dict.fromkeys(chain.titles[:cut], canonical(before))}, None


def _says(text: str, chain: Chain) -> bool:
    """True where "là" leads from the row to the name behind it: "A, | phó chủ tịch | là B"."""
    following = text[chain.titles[-1].span.end : chain.after[0].span.start]
    return following.split()[:1] == [g.IS]


def _leading(text: str, chain: Chain, before: Mention | None) -> dict[Mention, str]:
    """The holders of a row with a name directly behind it, and maybe another's before it.

    The last title is the later name's, and so are the ranks before it and what shares its body;
    the rest explains the earlier one.
    """
    later = _people(text, chain)
    cut = _semicolon(text, chain.titles)
    if before is None and chain.before and (own := _dashed(text, chain)):
        earlier = dict.fromkeys(chain.titles[:own], canonical(chain.before))
        return {**earlier, **_given(chain.titles[own:], later)}
    if before is None or all(_is_national(title) for title in chain.titles):
        return _given(chain.titles[cut:], later)
    cut = cut or before_last(text, chain.titles)
    earlier = dict.fromkeys(chain.titles[:cut], canonical(before))
    return {**earlier, **_given(chain.titles[cut:], later)}


def _given(titles: Sequence[Mention], people: str) -> dict[Mention, str]:
    """The holders of titles before a name: of ranks and degrees behind an office the first alone.

    "ba phó hiệu trưởng: | TS | Lê An, PGS Bùi Ba".
    """
    first = people.partition(";")[0]
    return {
        title: people if kind(title) == "position" or title is titles[0] else first
        for title in titles
    }


def before_last(text: str, titles: Sequence[Mention]) -> int:
    """The number of titles of a row before those of one person at its end.

    To the last title belong the ranks before it, and offices of the country.
    """
    cut = len(titles) - 1
    while cut and kind(titles[cut - 1]) != "position" and _one_office(titles[cut - 1], titles[cut]):
        cut -= 1
    while cut and _is_national(titles[cut - 1]) and _is_national(titles[cut]):
        cut -= 1
    said = cut and text[titles[cut - 1].span.end : titles[cut].span.start].strip() == g.IS
    return cut - 1 if said else cut  # Bí thư | là Đại tá Lê An


def _one_office(honour: Mention, title: Mention) -> bool:
    """True for a rank before another, or directly before an office: "Giáo sư | Mục sư Lê An"."""
    return kind(title) != "position" or title.span.start - honour.span.end < 2


def _is_national(title: Mention) -> bool:
    """True for an office that one person of the country has: those in a row are one person's."""
    return title_fields(title).organization is None and not _unique().isdisjoint(title.entries)


@cache
def _unique() -> frozenset[str]:
    """Ids of the offices that are titles by themselves: Tổng Bí thư, Chủ tịch nước."""
    return frozenset(role.id for role in roles().entries if role.alone == "always")


def _dashed(text: str, chain: Chain) -> int:
    """The number of titles that explain the name before, up to "và": "A - Bí thư Y | và Z | B"."""
    if chain.before is None or text[chain.before.span.end : chain.titles[0].span.start] != " - ":
        return 0
    between = [text[one.span.end : other.span.start] for one, other in pairwise(chain.titles)]
    return next((n for n, gap in enumerate(between, 1) if gap.split()[:1] == [g.AND]), 0)


def _semicolon(text: str, titles: Sequence[Mention]) -> int:
    """The number of titles before the last semicolon or ", và" of a row: another's begin there."""
    between = [text[one.span.end : other.span.start] for one, other in pairwise(titles)]
    return max((n for n, gap in enumerate(between, 1) if _ANOTHER.match(gap)), default=0)


def _points(text: str, following: str, start: int) -> bool:
    """True where the words after a title point to the name: "là ông", "đối với bà"."""
    if gaps("mark").fullmatch(following):
        return True
    if gaps("given").fullmatch(following):
        return not is_genitive(text, start)  # "Bằng khen của Thủ tướng đối với A"
    office = gaps("office").search(text[max(start - 20, 0) : start])
    return bool(office and gaps("of").fullmatch(following))


def _is_signature(text: str, chain: Chain) -> bool:
    """True where the title and the name after it stand alone on lines of their own."""
    end = chain.after[0].span.end
    start = chain.titles[-1].span.start
    before = text[max(text.rfind("\n", 0, start), start - 12) : start]
    return _LINE_END.match(text, end) is not None and not before.strip()


def _people(text: str, chain: Chain) -> str:
    """The name after a chain; all names of the list that follows where the title is several."""
    people = [canonical(chain.after[0])]
    first, last = chain.titles[0].span.start, chain.titles[-1].span.end
    before = text[max(first - 20, 0) : first]
    mark = text[last : chain.after[0].span.start].strip()
    plural = gaps("several").search(before) is not None
    deputy = rank_of(title_fields(chain.titles[0]).role) == "deputy" and mark[:1] == ":"
    labelled = (deputy or mark in (":", "|")) and _opens(before)
    several = plural or (deputy and labelled)
    honour = kind(chain.titles[0]) != "position"
    given = gaps("given").fullmatch(text, last, chain.after[0].span.start)
    between: list[str] = []
    for one, other in pairwise(chain.after):
        between.append(text[one.span.end : other.span.start])
        if honour and len(between[-1]) > len(f" {g.AND} "):
            break  # hai thượng úy A và trung úy B
        listed = ((several and ":" in mark) or given) and gaps("listed").fullmatch(between[-1])
        apart = len(people) > 1 and ";" in between[-1] and between[-2].strip() == ","
        if apart or not (listed or gaps("also").fullmatch(between[-1])):
            break
        people.append(canonical(other))
    whole = between[: len(people) - 1]
    behind = chain.after[len(people) - 1].span.end
    acts = text[behind : behind + 1] == "," or gaps("given_to").match(text, behind)  # A và B làm …
    leads = _says(text, chain) or (given and not acts)
    said = leads and bool(whole) and gaps("both").fullmatch(whole[-1]) is not None
    if not (plural or labelled or said):
        people = people[:1]
    return ";".join(dict.fromkeys(people))


def _counted(text: str, earlier: Sequence[Mention]) -> str:
    """The last name, with those before it that are told as several: "các ông A, B | , Phó …"."""
    names = [earlier[-1]]
    for one, other in reversed(list(pairwise(earlier))):
        if not gaps("also").fullmatch(text[one.span.end : other.span.start]):
            break
        names.insert(0, one)
    before = text[max(names[0].span.start - 20, 0) : names[0].span.start].replace(":", "")
    behind = text[names[-1].span.end : names[-1].span.end + 8]  # A và B (| đều là …
    plural = gaps("several").search(before) or g.ALIKE in behind.strip(" (,").split()[:1]
    return ";".join(dict.fromkeys(map(canonical, names if plural else names[-1:])))


def _opens(before: str) -> bool:
    """True where an entry of a list begins behind these words: "Phó Giám đốc: A, B; | Chánh …"."""
    return not before.strip(" -–*•|") or before.rstrip(" -–*•|").endswith((";", "\n"))
