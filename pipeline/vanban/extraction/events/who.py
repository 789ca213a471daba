"""Of whom a verb speaks.

In: a page and the place of a verb in one of its sentences. Out: the names that the verb is said of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from vanban.extraction.events import lexicon
from vanban.extraction.events.lexicon import Name, OfficeVerb, Page, called, forms
from vanban.extraction.events.subjects import (
    is_agent,
    is_governed,
    is_no_subject,
    is_of_several,
    is_relative,
    named_behind,
    names_no_one,
    opens_sentence,
)
from vanban.extraction.vocabulary.names import SAYING, verbs
from vanban.lexicons import grammar as g
from vanban.lexicons.patterns import alternation
from vanban.text.spelling import fold_words

AGENT = 70
"""Characters between "được" and its verb in which the one who decides may stand."""
FAR, _FEW_WORDS = 160, 12
"""Characters and words from a verb to the person it is said of, titles left out."""
_LOOK_BACK = 3
"""Sentences before one in which the person it speaks of is looked for."""
_SUBJECT = 40
"""Characters from the beginning of a sentence to the name of its subject."""
_HEADING = 25
"""Characters beside the name in the heading of a life: "… – Wikipedia tiếng Việt"."""
_SHORT = 3
"""Words between "được" and its verb that need not name anybody: "được tín nhiệm bầu"."""


@cache
def _inside_list() -> re.Pattern[str]:
    """A pattern of what stands between two names of a list once titles are taken out."""
    words = alternation((*forms("joined"), *forms("called"), *forms("term")))
    return re.compile(rf"(?:{words}|[\d\s,;IVX–-])*", re.IGNORECASE)


@cache
def _list_joiner() -> re.Pattern[str]:
    """A pattern of what joins two people of a list."""
    return re.compile(rf"\s*(?:,|{g.AND}|{g.ALONG})\s*(?:{called()}\s+)?")


@cache
def _titled_joiner() -> re.Pattern[str]:
    """What joins people whose offices stand behind them, left out: "ông A, … và bà | B"."""
    return re.compile(rf"\s*,\s*,?\s*(?:{g.AND}|{g.ALONG})\s+{called()}\s+")


@cache
def _pronoun() -> re.Pattern[str]:
    """A pronoun that begins a clause: "Năm 2016, ông | được bầu"."""
    return re.compile(rf"(?:^|[,;.]\s*|\b{g.YEAR} \d{{4}},?\s*){called()}(?!\w)", re.IGNORECASE)


@cache
def _opening_pronoun() -> re.Pattern[str]:
    """A sentence whose subject is a pronoun: "Năm 2016, ông | lại được bầu"."""
    time, again = alternation(forms("time")), alternation(forms("still"))
    verbs = alternation((*forms("passive"), *forms("leaving")))
    return re.compile(
        rf"(?:[^,.;]{{0,40}}{time}[^,;]{{0,40}},?\s*)?{called()}\s+(?:{again}\s+)*{verbs}(?!\w)",
        re.IGNORECASE,
    )


@cache
def _object_pronoun() -> re.Pattern[str]:
    """A pronoun for the object: "bổ nhiệm ông | giữ chức"."""
    return re.compile(rf"\s+{called()}\s+{alternation(forms('link'))}(?!\w)")


@cache
def _subjectless() -> re.Pattern[str]:
    """What may stand before a verb without a subject: "Tháng 7/2016, | được bầu làm"."""
    time, again = alternation(forms("time")), alternation(forms("still"))
    when = rf"{time}(?!\w)[^,;]{{0,40}}|{_DATE}"
    where = rf"{g.AT}\s[^,;.]{{5,90}}(?:,\s+|\s+$)"
    return re.compile(rf"\W*(?:{when})?[,:|]?\s*(?:{where})?(?:{again}\s*)*", re.IGNORECASE)


_DATE = (
    rf"(?:(?:{g.DAY}\s+)?\d{{1,2}}[./-]\d{{1,2}}[./-]|(?:{g.MONTH}\s+)?\d{{1,2}}[./-]|{g.YEAR}\s)"
    r"\d{4}"
)
_ENTRY = re.compile(rf"\W*{_DATE}\s*:", re.IGNORECASE)
"""What an entry of a life begins with: "– Ngày 15/10/2008: | Được bổ nhiệm"."""


@cache
def _instead() -> re.Pattern[str]:
    """What leads to the predecessor: "thay cho ông"."""
    return re.compile(
        rf"(?<!\w){alternation(forms('instead'))}\s+(?:{called()}\s+)?", re.IGNORECASE
    )


def chosen(page: Page, verb: OfficeVerb, at: int, end: int) -> list[Name] | None:
    """Whom a verb between an office and a name is said of; None where it stands elsewhere.

    "Tổng thống tái đắc cử | Rouhani" tells of an election, "Tổng thống đắc cử Trump" of none.
    """
    suffers = f"{g.SUFFERS} "
    begin = at - len(suffers) if page.text.startswith(suffers, at - len(suffers)) else at
    titled = any(begin - title.end <= 1 for title in page.titles_in(at - _TITLE, at))
    names = page.names_in(end, end + 2)
    if not titled or not names or (verb.id != "verb-win" and begin == at):
        return None
    again = begin < at or lexicon.sign_pattern("again").match(page.text, at, end)
    return list(names) if again else []


_TITLE = 80
"""Characters that a title before a verb has at most."""


def is_passive(page: Page, at: int, start: int) -> int | None:
    """Where the "được" or "bị" of a verb stands; None for an active one.

    What stands between names who decides ("được Quốc hội bầu"), and no other verb.
    """
    window = page.text[max(at - AGENT, start) : at]
    base = at - len(window)
    found = None
    for match in lexicon.sign_pattern("passive").finditer(window):
        found = match
    if found is None:
        return None
    between = window[found.end() :]
    if lexicon.sign_pattern("when").search(between):  # "được thực hiện sau khi ông A | qua đời"
        return None
    listed = between.rstrip().endswith((",", f" {g.AND}"))
    if lexicon.verb_pattern().search(between):
        verb = lexicon.verb_pattern().match(page.text, at)
        if not listed or (verb and named_behind(page, verb.end(), len(page.text))):
            return None  # "được bầu làm A và | bầu ông B làm C"
    agent = between.strip(" ,")
    short = len(agent.split()) <= _SHORT or (agent[:1].isupper() and "," not in agent)
    named = lexicon.decider_pattern().match(agent) or page.names_in(base + found.end(), at)
    titled = page.titles_in(base + found.end(), at)
    return base + found.start() if short or named or titled else None


def before(page: Page, at: int, sentence: tuple[int, int]) -> list[Name]:
    """The people before a verb: the nearest name and its list, else whom "ông" means."""
    start = sentence[0]
    names = [n for n in page.names_in(start, at) if not _is_other(page, n, start)]
    since = names[-1].end if names else start
    if is_of_several(page, at, since):
        return []
    if _opening_pronoun().match(page.text, start, at):
        return antecedent(page, start)
    if names and _pronoun().search(page.text[names[-1].end : at]):
        return [names[-1]]
    if len(names) > 1 and opens_sentence(page, names, at, start):
        return names[:1]
    while names and is_relative(page, names, start):
        names.pop()
    if names:
        return [] if is_no_subject(page, names[-1], at, start) else _list_before(page, names, start)
    opening = page.text[start:at].rpartition("|")[2]  # the last cell of a row
    meant = is_subjectless(opening) or _pronoun().search(opening)
    return antecedent(page, start) if meant else []


def right_before(page: Page, at: int, since: int) -> list[Name]:
    """The last person named before a verb that says of nobody else, a mark and offices between."""
    names = page.names_in(since, at)[-1:]
    gap = without_titles(page, names[0].end, at) if names else ""
    return list(names) if gap.strip() and not gap.strip(" ,–-") else []


def _list_before(page: Page, names: list[Name], start: int) -> list[Name]:
    """The last of these names and those listed with it."""
    found = [names[-1]]
    for name in reversed(names[:-1]):
        gap = page.text[name.end : found[0].start]
        titled = _titled_joiner().fullmatch(without_titles(page, name.end, found[0].start))
        if not (_list_joiner().fullmatch(gap) or titled) or is_governed(page, name, start):
            break
        found.insert(0, name)
    return found


def _is_other(page: Page, name: Name, start: int) -> bool:
    """True for a name inside a title, and for who does something to the subject."""
    inside = any(t.start <= name.start < t.end for t in page.titles_in(start, name.end))
    return inside or is_agent(page, name, start)


def is_subjectless(opening: str) -> bool:
    """True where what stands before a verb in its sentence names no subject."""
    return _subjectless().fullmatch(opening) is not None


def antecedent(page: Page, start: int) -> list[Name]:
    """Whom a sentence without a name speaks of, one or none.

    The only one of a sentence shortly before, or its subject; else the one whom the page's first
    line names, or the page most often.
    """
    life = _life_of(page)
    found = life or (None if _ENTRY.match(page.text, start) else _shortly_before(page, start))
    found = found or _main(page, start)
    return [found] if found else []


def _shortly_before(page: Page, start: int) -> Name | None:
    """The only one of a sentence shortly before, or its subject."""
    begins = [s for s, _ in page.sentences if s < start][-_LOOK_BACK:]
    stop = start
    for begin in reversed(begins):
        gone = predecessor(page, begin, (begin, stop))
        names = [name for name in page.names_in(begin, stop) if name is not gone]
        given = _given(page, names)
        if given is not None:
            return given
        if names:
            only = len({n.canonical for n in names}) == 1 or names[0].start - begin < _SUBJECT
            return names[0] if only else None
        stop = begin
    return None


def _given(page: Page, names: Sequence[Name]) -> Name | None:
    """Whom the first of these people gives an office, right behind a verb that does so."""
    if len({name.canonical for name in names}) != _TWO:
        return None
    for verb in lexicon.verb_pattern().finditer(page.text, names[0].end, names[-1].start):
        of_object = lexicon.verbs()[re.sub(r"\s+", " ", verb[0].lower())].voice == "object"
        if of_object and is_passive(page, verb.start(), names[0].end) is None:
            behind = page.names_in(verb.end(), names[-1].end)
            gap = without_titles(page, verb.end(), behind[0].start)
            return behind[0] if len(gap.split()) <= _SHORT else None
    return None


_TWO = 2
"""People of a sentence one of whom gives the other an office."""


def _life_of(page: Page) -> Name | None:
    """The person whose life a page tells: its first line is hardly more than the name."""
    line = page.text.find("\n")
    named = page.names_in(0, line) if line >= 0 else ()
    if len(named) != 1 or line > named[0].end - named[0].start + _HEADING:
        return None
    return named[0]


def _main(page: Page, start: int) -> Name | None:
    """The person that the page is about."""
    line = page.text.find("\n")
    titled = page.names_in(0, line if line >= 0 else len(page.text))
    if len({name.canonical for name in titled}) == 1:
        return titled[0]
    counted: dict[str, int] = {}
    for name in page.names:
        counted[name.canonical] = counted.get(name.canonical, 0) + 1
    best = max(counted, key=lambda n: (counted[n], n), default=None)
    if best is None or counted[best] * 2 < sum(counted.values()):
        return None
    return next((n for n in reversed(page.names_in(0, start)) if n.canonical == best), None)


def behind(page: Page, end: int, sentence: tuple[int, int]) -> list[Name]:
    """The people behind a verb of the object: the first name and those listed with it."""
    if _object_pronoun().match(page.text, end, sentence[1]):
        return antecedent(page, sentence[0])
    found: list[Name] = []
    for name in page.names_in(end, sentence[1]):
        if not found:
            gap = lexicon.term_pattern().sub("", without_titles(page, end, name.start))
            gap = gap[gap.rfind(":") + 1 :]  # "thăng quân hàm cho hai sĩ quan: | A và B"
            if name.start - end > FAR or {*",;"} & {*gap} or len(gap.split()) > _FEW_WORDS:
                break
            if names_no_one(page, end, name.start, gap):
                break
            found.append(name)
        elif _speaks(page, name, sentence[1]):
            break
        elif _is_listed(page, found[-1].end, name.start):
            found.append(name)
        else:
            break
    return found


def listed_behind(page: Page, end: int, stop: int) -> list[Name]:
    """The people that a list goes on with behind an office: "Chủ tịch, các ông | A, B"."""
    found: list[Name] = []
    for name in page.names_in(end, stop):
        if not _is_listed(page, found[-1].end if found else end, name.start):
            break
        found.append(name)
    return found


def _is_listed(page: Page, end: int, start: int) -> bool:
    """True where nothing but titles and words of a list, one at least, stand between two names."""
    gap = without_titles(page, end, start)
    return _inside_list().fullmatch(gap) is not None and gap.strip() != ""


def _speaks(page: Page, name: Name, stop: int) -> bool:
    """True where somebody says or does something, and so is none of a list: "A, | ông B nói"."""
    words = fold_words(page.text[name.end : min(name.end + _SUBJECT, stop)])
    verb = verbs().prefix(words)
    given = _given_next().match(page.text, name.end, stop)
    return verb is not None and (verb[0].weight == SAYING or given is None)


@cache
def _given_next() -> re.Pattern[str]:
    """What goes on behind the last of a list: "ông A, ông B | làm Phó Chủ tịch"."""
    words = alternation((g.AND, *forms("link"), *forms("passive")))
    return re.compile(rf"\s+{words}(?!\w)", re.IGNORECASE)


def predecessor(page: Page, end: int, sentence: tuple[int, int]) -> Name | None:
    """Whom somebody follows in an office: "thay cho ông | Lê An"."""
    for match in _instead().finditer(page.text, end, sentence[1]):
        for name in page.names_in(match.end(), min(match.end() + _SUBJECT, sentence[1])):
            if not without_titles(page, match.end(), name.start).strip():
                return name
    return None


def without_titles(page: Page, start: int, end: int) -> str:
    """A stretch of text without its titles."""
    found, at = [], start
    for title in page.titles_in(start, end):
        found.append(page.text[at : title.start])
        at = max(at, min(title.end, end))
    return "".join([*found, page.text[at:end]])
