"""Who decided an event of an office, as its sentence says.

In: a page, and where the verb of the event stands in a sentence. Out: the words that name who
decided: a body or an official before the verb, between "được" and the verb, or behind it in
"theo quyết định của". Who only hands a decision over or asks for it has not decided.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from vanban.extraction.events import lexicon
from vanban.extraction.events.lexicon import Page, Title, forms
from vanban.extraction.events.subjects import to_whom
from vanban.extraction.vocabulary.organizations import OrganizationType
from vanban.lexicons import grammar as g
from vanban.lexicons import load
from vanban.lexicons.patterns import alternation, whole_words

_INSIDE = frozenset("-/")
"""Marks before letters that are part of the symbol of an act: "Quyết định 702/QĐ- | UBND"."""
_LONGEST = 110
"""Characters that the name of a body has at most."""
_NEAR = 24
"""Characters from a body to a verb that need not say that it decides: "đã", "vừa chính thức"."""
_ORDER = 60
"""Characters from "quyết định" to "của" and the body."""
_SMALL = re.compile(rf"\s[{g.SMALL}]")
"""A small letter behind the first word of what is then no body: "Hội | nghị"."""
_ABBREVIATED = re.compile(rf"\s\([{g.CODE_CAPITALS}]+\)")
"""A body's short form behind its first words: "Ủy ban Kiểm tra | (UBKT) | Tỉnh ủy Phú Thọ"."""
_PLACE = re.compile(
    rf"(?:\s(?:{g.PROVINCE}|{g.CITY}|{g.DISTRICT}|{g.URBAN_DISTRICT})?\s?"
    rf"(?={g.CAPITAL})\w(?:[\w.]*\w)?(?:(?<=TP)\.(?=\s{g.CAPITAL}))?)+"  # tỉnh Hà Nam
    rf"|\s(?:{g.PROVINCE}|{g.CITY}|{g.DISTRICT}|{g.URBAN_DISTRICT})(?!\w)"  # tỉnh
)
"""Words in capitals behind a body, which are its place: "Thành ủy | TP.HCM"."""


def is_of_state(decided: str | None) -> bool:
    """True for a body of the party or the state, which disciplines those who have an office."""
    return decided is not None and lexicon.decider_pattern().match(decided) is not None


class _Found(NamedTuple):
    """A stretch of text that names a body or an official."""

    start: int
    end: int


def decider(
    page: Page, at: int, start: int, passive: int | None, people: Sequence[str]
) -> str | None:
    """Who decided what the verb at `at` says of `people`; the sentence begins at `start`."""
    begin = passive if passive is not None else start
    inside = [t for t in page.titles_in(begin, at) if t.kind == "position"]
    bodies = [
        one
        for one in _bodies(page, begin, at)
        if not any(t.start <= one.start < t.end for t in inside)
    ]
    ordered = [one for one in bodies if _is_order(page.text[begin : one.start])]
    found = ordered or [one for one in bodies if _decides(page.text[one.end : at])]
    found = [one for one in found if not _is_asked(page.text[begin : one.start])]
    if not ordered:
        found += _officials(page, begin, at, people)
    named = max(found, default=None) or _person(page, begin, at, people)
    return page.text[named.start : named.end] if named else _behind(page, at, start)


def _bodies(page: Page, begin: int, at: int) -> Iterator[_Found]:
    """The bodies named in a stretch of text, each as far as its name goes."""
    last = begin
    for match in _openers().finditer(page.text, begin, at):
        if match.start() < last or page.text[match.start() - 1 : match.start()] in _INSIDE:
            continue
        one_word = " " not in match[0] and not match[0].isupper()
        if one_word and _SMALL.match(page.text, match.end()):
            continue
        last = _end_of(page.text, match, at)
        if last > match.start() and not page.names_in(match.start(), last):
            yield _Found(match.start(), last)


def _end_of(text: str, opener: re.Match[str], at: int) -> int:
    """Where the name of a deciding body ends that begins with `opener`, at `at` at the latest.

    A body of the lexicon ends with the place behind it, or with itself; the name of any other goes
    on to a word that ends names. Where none follows soon there is no body: the start of `opener`.
    """
    known = lexicon.decider_pattern().match(text, opener.start(), opener.end()) is not None
    short = _ABBREVIATED.match(text, opener.end(), at)
    begin = short.end() if short else opener.end()
    if known and not _openers().match(text, begin + 1, at):
        place = _PLACE.match(text, opener.end(), at)
        return place.end() if place else opener.end()
    stop = _stops().search(text, begin, min(opener.end() + _LONGEST, at))
    if stop is None and at - opener.end() > _LONGEST:
        return opener.end() if known else opener.start()
    return len(text[: stop.start() if stop else at].rstrip())


@cache
def _openers() -> re.Pattern[str]:
    """The first words of a body, the longest form first; case counts."""
    types = {form for one in load("organizations.type", OrganizationType) for form in one.forms}
    general = {form for form in types if form[:1].isupper()}
    return re.compile(whole_words([*general, *forms("decider")]))


@cache
def _stops() -> re.Pattern[str]:
    """What ends the name of a body: a mark, or a word of what it does and when."""
    return re.compile(rf"[,;:()\[\n\"“”]|\s[–-]\s|\s{alternation(forms('deed'))}(?!\w)")


def _is_order(before: str) -> bool:
    """True for a body behind "quyết định của" or "thay mặt", whoever reads the decision out."""
    on_behalf = lexicon.ends_with("behalf").search(before)
    return on_behalf is not None or _orders().search(before) is not None


@cache
def _orders() -> re.Pattern[str]:
    """An order and "của", right before the one who decides."""
    return re.compile(
        rf"(?<!\w){alternation(forms('order'))}(?!\w)[^,;.:]{{0,{_ORDER}}}\s{g.OF}\s+$",
        re.IGNORECASE,
    )


def _is_asked(before: str) -> bool:
    """True for a body that asks or is asked, and one that something is of."""
    if lexicon.ends_with("of").search(before):
        return True
    return before.rstrip().lower().endswith(f" {g.OF}") and not _is_order(before)


_HARDLY = re.compile(r"\s(?:\w+\s){0,2}")
"""A word or two, no mark."""


_APART = re.compile(rf"[,;:(]|\s{g.AND}\s")
"""What makes a verb another's: "(do nghỉ hưu) và | miễn nhiệm"."""


def _decides(gap: str) -> bool:
    """True where what stands between a body and the verb says that it decides, or hardly a word."""
    gap = lexicon.term_pattern().sub("", gap)
    words = lexicon.sign_pattern("decides").search(gap) is not None
    handed = lexicon.sign_pattern("passes-on").search(gap)
    return words or (len(gap) <= _NEAR and not handed and not _APART.search(gap))


def _officials(page: Page, begin: int, at: int, people: Sequence[str]) -> Iterator[_Found]:
    """The officials who decide, with their names; who hands over must be one who may decide."""
    titles = [t for t in page.titles_in(begin, at) if t.kind == "position"]
    for title in titles:
        gap = page.text[title.end : at]
        before = page.text[begin : title.start]
        if set(title.holders) & set(people) or _is_asked(before) or _given().search(before):
            continue
        if _is_apposed(page, title, begin):
            continue
        if lexicon.sign_pattern("passes-on").search(gap) and not _may_decide(page, title):
            continue
        names = [n for n in page.names_in(title.end, at) if n.start - title.end <= 1]
        end = names[0].end if names else title.end
        if _suffers().match(page.text, end, at):
            continue  # "ông A, Bí thư, | được bầu làm B và bầu ông C"
        other = _first_of(page, titles, title)
        if _decides(page.text[end:at]) or other is not title:
            yield _Found(other.start, end) if other is title else _named(page, other, at)


@cache
def _suffers() -> re.Pattern[str]:
    """What follows an official to whom something is done."""
    return re.compile(rf"[\s,]*{alternation(forms('passive'))}(?!\w)", re.IGNORECASE)


def _is_apposed(page: Page, title: Title, begin: int) -> bool:
    """True for what somebody was to whom a verb before has given an office: "bầu ông A, | B"."""
    verb = lexicon.verb_pattern().search(page.text, begin, title.start)
    return verb is not None and any(
        name.canonical in title.holders for name in page.names_in(verb.end(), title.start)
    )


@cache
def _given() -> re.Pattern[str]:
    """What leads to an office that somebody is given: "bầu ông A làm | Chủ tịch, chỉ định"."""
    return re.compile(rf"(?<!\w){alternation(forms('link'))}\s$", re.IGNORECASE)


def _person(page: Page, begin: int, at: int, people: Sequence[str]) -> _Found | None:
    """Who decides by name alone: "nhà lãnh đạo | Kim Jong-un đã cách chức"."""
    names = page.names_in(begin, at)
    if (
        not names
        or names[-1].canonical in people
        or not _HARDLY.fullmatch(page.text, names[-1].end, at)
        or to_whom().search(page.text[begin : names[-1].start])
    ):
        return None
    return _Found(names[-1].start, names[-1].end)


def _first_of(page: Page, titles: Sequence[Title], title: Title) -> Title:
    """The office by which somebody with several decides: "Chủ tịch nước Lê An, | Chủ tịch …"."""
    like = [t for t in titles if t.holders and t.holders == title.holders and t.end <= title.start]
    return next((one for one in like if _may_decide(page, one)), title)


def _named(page: Page, title: Title, at: int) -> _Found:
    names = [n for n in page.names_in(title.end, at) if n.start - title.end <= 1]
    return _Found(title.start, names[0].end if names else title.end)


def _may_decide(page: Page, title: Title) -> bool:
    """True for an official of state whose decisions give offices."""
    return lexicon.decider_pattern().match(page.text, title.start) is not None


def _behind(page: Page, at: int, start: int) -> str | None:
    """Who decided, in "theo quyết định của" behind the verb."""
    stop = next((end for begin, end in page.sentences if begin == start), at)
    for match in _by_order().finditer(page.text, at, stop):
        opener = _openers().match(page.text, match.end(), stop)
        if opener is not None:
            end = _end_of(page.text, opener, stop)
            return page.text[opener.start() : end] if end > opener.start() else None
    return None


@cache
def _by_order() -> re.Pattern[str]:
    """A word for "by" and an order, which leads to the one who decides."""
    return re.compile(
        rf"(?<!\w){alternation(forms('by'))}\s+{alternation(forms('order'))}(?!\w)[^,;.:]{{0,{_ORDER}}}\s{g.OF}\s+",
        re.IGNORECASE,
    )
