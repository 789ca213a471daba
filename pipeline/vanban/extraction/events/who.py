"""Of whom a verb speaks, and who decided it."""

from __future__ import annotations

import re

from vanban.extraction.events import lexicon
from vanban.extraction.events.page import Name, Page

AGENT = 70
"""Characters between "được" and its verb in which the one who decides may stand."""
_BETWEEN = re.compile(
    r"^[\s,;–-]*(?:(?:và|cùng|các|ông|bà|đồng chí|anh|chị|nguyên|đ/c|nhiệm kỳ|khóa)\s*|"
    r"[\d\s,;IVX–-]+)*$"
)
"""What stands between the names of a list, titles taken out."""
_PRONOUN = re.compile(
    r"(?:^|[,;.]\s*|\bnăm \d{4},?\s*)(?:ông|bà|người|đồng chí|anh|chị|bác)(?!\w)", re.IGNORECASE
)
_OPENS = re.compile(
    r"(?:[^,.;]{0,40}(?:năm|ngày|tháng)[^,;]{0,40},\s*)?(?:Ông|ông|Bà|bà|Người)\s+"
    r"(?:(?:lại|cũng|đã|vừa|từng|còn|tiếp tục)\s+)*"
    r"(?:được|bị|trúng|đắc|nghỉ|thôi|từ chức|xin)(?!\w)"
)
"""A sentence whose subject is a pronoun: "Năm 2016, ông | được bầu"."""
_OBJECT = re.compile(r"\s+(?:ông|bà|Người|đồng chí|anh|chị)\s+(?:giữ|làm|là|vào|thôi)(?!\w)")
"""A pronoun for the object: "bổ nhiệm ông giữ chức"."""
_AND = re.compile(r"^\s*(?:,|và|cùng)\s*(?:(?:ông|bà|đồng chí|anh|chị)\s+)?$")


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
    if lexicon.verb_pattern().search(between) and not re.search(r"[,và]\s*$", between):
        return None
    agent = between.strip(" ,")
    short = len(agent.split()) <= _SHORT or (agent[:1].isupper() and "," not in agent)
    named = lexicon.decider_pattern().match(agent) or page.names_in(base + found.end(), at)
    titled = page.titles_in(base + found.end(), at)
    return base + found.start() if short or named or titled else None


_SHORT = 3
"""Words between "được" and its verb that need not name anybody: "được tín nhiệm bầu"."""


def before(page: Page, at: int, sentence: tuple[int, int]) -> list[Name]:
    """The people before a verb: the nearest name and its list, else whom "ông" means."""
    start = sentence[0]
    names = [n for n in page.names_in(start, at) if not _inside_title(page, n, start)]
    since = names[-1].end if names else start
    if lexicon.sign_pattern("class").search(page.text, max(since, at - _CLASS_REACH), at):
        return []
    if _OPENS.match(page.text, start, at):
        meant = antecedent(page, start)
        return [meant] if meant else []
    tail = page.text[names[-1].end : at] if names else ""
    if names and not _PRONOUN.search(tail):
        found = [names[-1]]
        for name in reversed(names[:-1]):
            if not _AND.match(page.text[name.end : found[0].start]):
                break
            found.insert(0, name)
        return found
    if names and _PRONOUN.search(tail):
        return [names[-1]]
    if not _SUBJECTLESS.match(page.text[start:at]) and not _PRONOUN.search(page.text[start:at]):
        return []
    meant = antecedent(page, start)
    return [meant] if meant else []


_CLASS_REACH = 30
"""Characters before a verb in which its subject may be a class of people."""
_SUBJECTLESS = re.compile(r"^[^,;]{0,45}[,:|]?\s*(?:đã|vừa|tiếp tục)?\s*$")
"""What may stand before a verb without a subject: "Tháng 7/2016, | được bầu làm"."""


def _inside_title(page: Page, name: Name, start: int) -> bool:
    return any(t.start <= name.start < t.end for t in page.titles_in(start, name.end))


def antecedent(page: Page, start: int) -> Name | None:
    """Whom a sentence without a name speaks of.

    The only one of a sentence shortly before, or its subject; else the one whom the page's first
    line names, or the page most often.
    """
    life = _life_of(page)
    if life is not None:
        return life
    begins = [s for s, _ in page.sentences if s < start][-_LOOK_BACK:]
    stop = start
    for begin in reversed(begins):
        names = page.names_in(begin, stop)
        if names and (len({n.canonical for n in names}) == 1 or names[0].start - begin < _SUBJECT):
            return names[0]
        if names:
            break
        stop = begin
    return _main(page, start)


_LOOK_BACK = 3
"""Sentences before one in which the person it speaks of is looked for."""
_SUBJECT = 40
"""Characters from the beginning of a sentence to the name of its subject."""


def _life_of(page: Page) -> Name | None:
    """The person whose life a page tells: its first line is hardly more than the name."""
    line = page.text.find("\n")
    named = page.names_in(0, line) if line >= 0 else ()
    if len(named) != 1 or line > named[0].end - named[0].start + _HEADING:
        return None
    return named[0]


_HEADING = 25
"""Characters beside the name in the heading of a life: "… – Wikipedia tiếng Việt"."""


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
    if _OBJECT.match(page.text, end, sentence[1]):
        meant = antecedent(page, sentence[0])
        return [meant] if meant else []
    names = page.names_in(end, sentence[1])
    found: list[Name] = []
    for name in names:
        if not found:
            gap = _without_titles(page, end, name.start)
            if name.start - end > _FAR or "," in gap or len(gap.split()) > _FEW_WORDS:
                break
            found.append(name)
        elif _BETWEEN.match(_without_titles(page, found[-1].end, name.start)):
            found.append(name)
        else:
            break
    return found


_FAR, _FEW_WORDS = 160, 12
"""Characters and words from a verb to the person it is said of, titles left out."""


def _without_titles(page: Page, start: int, end: int) -> str:
    """A stretch of text without its titles."""
    found, at = [], start
    for title in page.titles_in(start, end):
        found.append(page.text[at : title.start])
        at = max(at, min(title.end, end))
    return "".join([*found, page.text[at:end]])


def decider(page: Page, at: int, start: int, passive: int | None, people: list[str]) -> str | None:
    """Who decided, named between "được" and the verb, else before the verb."""
    begin = passive if passive is not None else start
    found: list[tuple[int, str]] = [
        (match.start(), match[0])
        for match in lexicon.decider_pattern().finditer(page.text, begin, at)
    ]
    for title in page.titles_in(begin, at):
        found = [one for one in found if not title.start <= one[0] < title.end]
        if title.kind == "position" and not set(title.holders) & set(people):
            names = [n for n in page.names_in(title.end, at) if n.start - title.end <= 1]
            end = names[0].end if names else title.end
            found.append((title.start, page.text[title.start : end]))
    return max(found)[1] if found else None
