"""The lexicons of titles: roles, modifiers, ranks and degrees."""

from __future__ import annotations

from functools import cache
from typing import Literal

from vanban.extraction.reading.phrases import Hit, Openers, Phrases
from vanban.extraction.reading.words import Words, fold_phrase
from vanban.extraction.vocabulary.organizations import (
    Degree,
    Family,
    Rank,
    degrees,
    honour_at,
    ranks,
)
from vanban.lexicons import Entry, load
from vanban.lexicons import grammar as g

__all__ = [
    "Degree", "Modifier", "Rank", "Role", "Sign", "degrees", "honour_at", "honour_openers",
    "modifiers", "past_among", "ranks", "roles", "sign_forms", "sign_words", "signs", "statuses",
    "title_openers",
]  # fmt: skip

Status = Literal["current", "former", "acting"]
SignKind = Literal[
    "many", "before", "memorial", "holding", "going", "held", "class", "upwards", "cue", "over",
    "behalf", "signed", "life", "kin", "calling", "classifier", "year", "numbered", "class-word",
    "address", "between", "office", "verb", "choosing", "passive", "now", "label", "degree-label",
    "conferred", "born", "alias", "term", "joining", "group", "along", "given", "charge", "here",
    "includes", "power", "proposing", "issuing", "sent", "replacing", "according", "act",
    "rank-among", "sending", "awarding", "arm", "leaving", "post", "post-after",
]  # fmt: skip


class Role(Entry):
    """An office: Bí thư, Giám đốc, Trưởng ban.

    `bodies`: the kinds of body that have it. `shared`: how many of its last words also begin
    the name of the body ("Trưởng ban | Tuyên giáo": ban). `alone`: when it is a title without
    body and name beside it: always, where the document says elsewhere whose it is, or never;
    `beside`: only with a name, or with a body after a verb such as "giữ chức". `independent`:
    it shares no body with the next title of a list ("Tổng Bí thư, Chủ tịch Quốc hội"). `place`:
    a bare place may be its body ("Bí thư Hà Nội"); `field`: a bare field may ("Bộ trưởng Quốc
    phòng"); `implies`: the type of body that a bare field is ("Cục trưởng Kiểm lâm"); `posted`:
    "tại" and a place may follow. `needs`: it is an office only of such bodies, not without one;
    `closed`: no body follows. `unless_after`, `unless_before`: neighbours that make the words
    something else ("Ban Bí thư"). `abroad`: Vietnam has no such office. `role`, `organization`:
    what an abbreviation stands for (ĐBQH: đại biểu, Quốc hội). `constituency`: a place behind
    its body is where it was elected ("đại biểu Quốc hội tỉnh X").
    """

    bodies: tuple[Family, ...] = ()
    shared: int = 0
    deputy: bool = True
    alone: Literal["always", "evidence", "never", "beside"] = "evidence"
    independent: bool = False
    place: bool = False
    field: bool = False
    implies: str | None = None
    needs: bool = False
    closed: bool = False
    posted: bool = False
    abroad: bool = False
    role: str | None = None
    organization: str | None = None
    constituency: bool = False
    unless_after: tuple[str, ...] = ()
    unless_before: tuple[str, ...] = ()


class Modifier(Entry):
    """A word beside a role: nguyên, tân, Phó, thường trực.

    `in_role`: it is part of the role; otherwise only of the title's span. `any_role`: it goes also
    with a role that has no deputy ("Trợ lý Tổng Bí thư"). `unless_after`: words before it that
    make it another word ("chính quyền"). `verbal`: with what is looked after behind it in small
    letters it is no part of the role ("Phó Chủ tịch | phụ trách chuyên môn").
    """

    position: Literal["before", "after"]
    in_role: bool = True
    verbal: bool = False
    any_role: bool = False
    unless_after: tuple[str, ...] = ()
    status: Status | None = None


class Sign(Entry):
    """Words beside a title that say whose it is, that it is nobody's, or that it is over."""

    sign: SignKind


CHARGE_LIMIT = 8
"""Words of what a deputy looks after, behind "phụ trách"."""


@cache
def signs(sign: SignKind) -> Phrases[Sign]:
    """The signs of a kind."""
    return Phrases(entry for entry in load("roles.sign", Sign) if entry.sign == sign)


@cache
def sign_words(sign: SignKind) -> frozenset[str]:
    """The folded words of the signs of a kind, one by one."""
    return frozenset(word for form in sign_forms(sign) for word in fold_phrase(form))


@cache
def sign_forms(sign: SignKind) -> tuple[str, ...]:
    """The forms of the signs of a kind, as they are written."""
    entries = [entry for entry in load("roles.sign", Sign) if entry.sign == sign]
    return tuple(form for entry in entries for form in entry.forms)


@cache
def roles() -> Phrases[Role]:
    """The roles: words for what somebody is in a body."""
    return Phrases(load("roles", Role))


@cache
def modifiers(position: Literal["before", "after"]) -> Phrases[Modifier]:
    """The modifiers that stand before or after a role."""
    entries = load("roles.modifier", Modifier)
    return Phrases(entry for entry in entries if entry.position == position)


@cache
def statuses() -> Phrases[Modifier]:
    """The modifiers that say whether somebody still has a title: nguyên, cựu, cố."""
    entries = load("roles.modifier", Modifier)
    return Phrases(entry for entry in entries if entry.position == "before" and entry.status)


@cache
def title_openers() -> Openers:
    """Where a title can begin: with a role, or with a modifier before it."""
    return Openers(roles(), modifiers("before"))


@cache
def honour_openers() -> Openers:
    """Where a rank or degree can begin."""
    return Openers(ranks(), degrees())


def is_abbreviated(words: Words, role: Hit[Role]) -> bool:
    """True where a role is in capitals, or one capital after another, and is called otherwise."""
    surface = words.surface(role.start, role.end)
    short = len(surface) <= 4 and sum(letter.isupper() for letter in surface) > 1
    return short and not role.entry.name.isupper()


def past_among(words: Words, j: int) -> int:
    """One past the words at j for which of the holders it is: "đầu tiên", "thứ 46"; j if none.

    Or past the abbreviation of a role: "giám đốc điều hành | (CEO) | của hãng", or what is looked
    after: "Phó Chủ tịch | phụ trách chuyên môn | của VFF".
    """
    among = signs("rank-among").longest(words, j)
    numbered = words.form(j) == g.ORDINAL and words.is_number(j + 1)
    short = words.form(j) == "(" and words.is_acronym(j + 1) and words.form(j + 2) == ")"
    charge = signs("charge").longest(words, j)
    for k in range(charge.end, charge.end + CHARGE_LIMIT) if charge else ():
        if words.breaks(k) or words.is_capital(k) or words.form(k) == g.OF:
            return k if words.form(k) == g.OF else j
    return among.end if among else j + 2 * numbered + 3 * short
