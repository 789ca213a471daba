"""What a verb does not tell: a demand or a plan, and of whom it is not said.

In: a page, the place of a verb, a name beside it. Out: whether a word before the verb makes it a
demand, a plan, a rumour or a rule; whether somebody else is the subject or the object: a relative
of the person's, a crowd, or who stands before another word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from vanban.extraction.events import lexicon
from vanban.extraction.events.lexicon import Name, Page, called, forms
from vanban.extraction.titles.lexicon import sign_forms
from vanban.lexicons import grammar as g
from vanban.lexicons.patterns import alternation


def is_doubtful(page: Page, at: int, start: int) -> bool:
    """True where a word before the verb makes it a demand, a plan, a rumour or a rule."""
    before = page.text[max(at - _CLAUSE, start) : at].rstrip()
    joined = before.endswith((",", g.AND))  # "đề nghị xem xét, | kỷ luật": one phrase with the verb
    before = before.rstrip(",")
    asked = re.split(r"[;:(]", before.rstrip(";"))[-1]  # "đề nghị cảnh cáo ông A; | khiển trách"
    demand = lexicon.sign_pattern("demand").search(asked, _clause(page, at - _CLAUSE, at, asked))
    if demand:  # "phê chuẩn đề nghị | bổ nhiệm", no "đề nghị phê chuẩn | bổ nhiệm"
        return not lexicon.sign_pattern("approve").search(asked, 0, demand.end())
    clause = re.split(r"[,;:(]", before[-_DOUBT_REACH:])[-1]
    if joined and lexicon.sign_pattern("decides").search(clause):
        return False
    names = page.names_in(at - len(clause), at)
    if names:  # a word before the person speaks of something else
        clause = page.text[names[-1].end : at]
        forced = max(start, names[-1].start - _FORCED), names[-1].start
        if lexicon.sign_pattern("force").search(page.text, *forced):
            return False
    clause = lexicon.sign_pattern("fact").sub("", clause)
    doubts = lexicon.sign_pattern("doubt").finditer(clause)
    return any(not _PLACE_NAME.match(clause, doubt.start()) for doubt in doubts)


def _clause(page: Page, start: int, at: int, asked: str) -> int:
    """Where the last clause of a text before a verb begins: behind a comma between no offices."""
    offices = {title.start for title in page.titles_in(start, at)}
    base = len(page.text[:at].rstrip().rstrip(",;")) - len(asked)
    commas = (match.end() for match in re.finditer(r",\s*", asked))
    return max((end for end in commas if base + end not in offices), default=0)


_PLACE_NAME = re.compile(rf"{g.CAPITAL}\w+ {g.CAPITAL}")
"""A name that begins like a word of doubt: "Cần Thơ"."""


_CLAUSE = 120
"""Characters before a verb in which somebody may ask for what it says."""
_FORCED = 30
"""Characters before somebody in which a word says that he had to do something."""
_DOUBT_REACH = 34
"""Characters before a verb in which a word of doubt speaks of it."""


def is_relative(page: Page, names: Sequence[Name], start: int) -> bool:
    """True for a name that says whose relative or man the one before is: "bà A, vợ ông | B"."""
    before = page.text[start : _begin(page, names[-1], start)]
    of = before.endswith(f" {g.OF} ") and page.text.startswith(",", names[-1].end)
    if len(names) == 1 or not (of or _kin().search(before)):
        return False
    return len(page.text[names[-2].end : names[-1].start].split(",")) == _APPOSED


_APPOSED = 2
"""Parts of a text with one comma."""


_NO_FATHER = "".join(f"(?<!{word} )" for word in g.forms("makes-known"))
"""Behind none of the words with which a word for a father is one for making known: "tuyên | bố"."""


@cache
def _kin() -> re.Pattern[str]:
    """A relative, and what may stand between that word and the name: "con trai út của | ông A"."""
    kin = alternation((*sign_forms("kin"), *forms("kin")))
    return re.compile(
        rf"(?<!\w){_NO_FATHER}{kin}(?:\s\w+)?(?:\s{g.OF})?(?:\s{called()})?\s*$", re.IGNORECASE
    )


@cache
def _governed() -> re.Pattern[str]:
    """A word before a person that makes somebody else the subject: "lên | Chủ tịch nước A"."""
    governs = alternation(forms("governs"))
    return re.compile(rf"(?<!\w){governs}(?:\s{called()})?\s*$", re.IGNORECASE)


def is_governed(page: Page, name: Name, start: int) -> bool:
    """True for a person behind a word like "của" or "lên", who is no subject."""
    return _governed().search(page.text[start : _begin(page, name, start)]) is not None


def is_agent(page: Page, name: Name, start: int) -> bool:
    """True for who does something to the subject: "ông được Bộ trưởng | Lê An mời"."""
    return _done_by().search(page.text[start : _begin(page, name, start)]) is not None


@cache
def _done_by() -> re.Pattern[str]:
    passive = alternation(forms("passive"))
    return re.compile(rf"(?<!\w){passive}(?:\s{called()})?\s*$", re.IGNORECASE)


def opens_sentence(page: Page, names: Sequence[Name], at: int, start: int) -> bool:
    """True where "ông" before a verb means the subject of the sentence: "A mua B, vì thế ông |"."""
    refers = _refers().search(page.text, names[-1].end, at)
    near = names[0].start - start < _SUBJECT
    return refers is not None and near and g.THIS not in refers[0].split()


_SUBJECT = 12
"""Characters from the beginning of a sentence to its subject."""


def is_no_subject(page: Page, name: Name, at: int, start: int) -> bool:
    """True where the verb is not said of the name before it.

    Somebody of the person's is the subject ("trợ lý của | Thủ tướng May", "vợ ông | A"), the name
    is governed by another word ("gặp | ông A"), or something else is quoted or listed in between.
    """
    refers = _refers().search(page.text, name.end, at)
    if refers:  # "ngày | Bác qua đời" is said of Hồ Chí Minh
        return refers[0][:1].isupper() and page.text[: refers.start()].rstrip()[-1:].isalpha()
    if re.search(r"[:“\"]", _quoted_verb().sub("", page.text[name.end : at])):
        return True
    before = page.text[start : _begin(page, name, start)]
    if _let().search(before) and _leaves().match(page.text, at):
        return False
    return _kin().search(before) is not None or _governed().search(before) is not None


def after_clause(page: Page, end: int, sentence: tuple[int, int]) -> list[Name]:
    """The subject behind a clause that has none: "Sau khi được bầu, ông | Lê An nói"."""
    return named_behind(page, end, sentence[1], r"[^,;]{0,60},")


def named_behind(page: Page, end: int, stop: int, gap: str = "") -> list[Name]:
    """Who is named right behind a place and a gap, past a word for a person and a title.

    With "của" as the gap whose the deed of a verb is: "đơn từ chức | của Thủ tướng Lê An".
    """
    match = re.compile(rf"{gap}\s+(?:{called()}\s+)?").match(page.text, end, stop)
    begin = match.end() if match else stop
    titled = page.titles_in(begin, begin + 1)
    begin = titled[0].end + 1 if titled else begin
    return list(page.names_in(begin, min(begin + 1, stop)))


def opens_clause(page: Page, at: int) -> bool:
    """True for a verb whose clause begins with when it was: "khi | được bầu, ông Lê An nói"."""
    return lexicon.ends_with("time").search(page.text, max(at - _CLAUSE_WORD, 0), at) is not None


_CLAUSE_WORD = 12
"""Characters of a word that begins a clause of time: "trước khi"."""


@cache
def _quoted_verb() -> re.Pattern[str]:
    """What stands before a verb in the words of who tells of it: "ông A “đã | bị sa thải”"."""
    return re.compile(rf"[“\"](?:{alternation(forms('still'))}\s)*$", re.IGNORECASE)


def is_of_several(page: Page, at: int, since: int) -> bool:
    """True where the subject of a verb is a class of people: "…, một số quan chức đã | từ chức"."""
    near = lexicon.sign_pattern("class").search(page.text, max(since, at - _CLASS_REACH), at)
    return bool(near or _and_several().match(page.text, since, at)) or begins_with_several(
        page, at, since
    )


@cache
def _and_several() -> re.Pattern[str]:
    """A class of people listed with a person: "ông A và các đồng chí | đã nghỉ hưu"."""
    several, who = alternation(forms("class")), alternation((*forms("called"), *forms("crowd")))
    return re.compile(rf"\s(?:{g.AND}|{g.ALONG})\s{several}\s{who}(?!\w)", re.IGNORECASE)


def begins_with_several(page: Page, at: int, since: int) -> bool:
    """True where the clause of a verb begins with a class of people."""
    clause = page.text.rfind(",", since, at) + 1
    several = lexicon.sign_pattern("class").match(page.text, clause + 1, at)
    return bool(clause) and several is not None


_CLASS_REACH = 30
"""Characters before a verb in which its subject may be a class of people."""


def is_of_more(page: Page, end: int, role: str) -> bool:
    """True where a word behind "đắc cử" says what is won, or where: "| thượng nghị sĩ", "| ở".

    `role`: the office that is known of who has won.
    """
    more = _more().match(page.text, end)
    return more is not None and not page.text.startswith(role.lower(), more.end())


@cache
def _more() -> re.Pattern[str]:
    signs = (*forms("since"), *forms("time"), *forms("term"), *forms("onto"), g.AND)
    return re.compile(rf"\s(?!{alternation(signs)}(?!\w))(?=[{g.SMALL}])")


@cache
def _let() -> re.Pattern[str]:
    """What lets somebody go: "đồng ý cho ông | Lê An thôi giữ chức"."""
    return re.compile(rf"(?<!\w){g.FOR}(?:\s{called()})?\s*$", re.IGNORECASE)


@cache
def _leaves() -> re.Pattern[str]:
    return re.compile(rf"{alternation(forms('leaving'))}(?!\w)", re.IGNORECASE)


def _begin(page: Page, name: Name, start: int) -> int:
    """Where a person begins, with the titles right before the name; a rank is the first of them."""
    begin = name.start
    for title in reversed(page.titles_in(start, name.start)):
        if not 0 <= begin - title.end <= _JOINED:
            break
        begin = title.start
        if title.kind == "rank":
            break
    return begin


_JOINED = 2
"""Characters between two titles of a person, and between a title and the name."""


def names_no_one(page: Page, end: int, start: int, gap: str) -> bool:
    """True where a crowd or somebody's relative stands between a verb and a name.

    "kỷ luật hàng chục cán bộ | …"; but "bổ nhiệm cán bộ đối với | ông A". `gap`: without titles.
    """
    crowd = lexicon.sign_pattern("crowd").search(gap) and not to_whom().search(gap)
    return bool(crowd) or _kin().search(page.text[end:start]) is not None


@cache
def _refers() -> re.Pattern[str]:
    """A pronoun right before a verb, for the name before it: "gặp ông A trước khi ông này | bị"."""
    still = alternation((*forms("fact"), *forms("still")))
    return re.compile(rf"(?<!\w){called()}(?:\s{g.THIS})?(?:\s{still})?\s*$", re.IGNORECASE)


@cache
def to_whom() -> re.Pattern[str]:
    """What leads to whom an office is given or taken from: "chức danh Chủ tịch | đối với ông"."""
    return re.compile(rf"\s{alternation(forms('onto'))}(?:\s{called()})?\s*$", re.IGNORECASE)
