"""The headline of a page: the line that the page marks as one, else the likeliest.

In: the lines of a page, the first paragraph, the text of the body. Out: a `Headline`. A headline is
a line of some words before the first paragraph, near the date, whose words come back in the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from types import MappingProxyType

from vanban.cleaning.byline_words import pattern
from vanban.cleaning.bylines import credit
from vanban.cleaning.documents import is_basis
from vanban.cleaning.lines import Line, key_of
from vanban.cleaning.persons import names_office
from vanban.lexicons import grammar as g
from vanban.text.spans import Span, fold

_SITE = re.compile(
    rf"\s+[|–—-]\s+(?=(?:{g.any_of('outlet-head', ' ')}|[\w-]+\.(?:vn|com|net|org))\b)"
    r"|(?<=[^|]{12})\s+\|\s+(?=[^|]{2,30}$)"
)
_DASH = re.compile(r"\s+[|–—-]\s+")
_FEW = 3  # words of a line in capitals that need not be a headline
_MOST = 45
"""A line of a headline in capitals has more than so many words, all of them together at most."""
_BELOW = 8
"""So many lines below a headline that is cut off may have it whole."""
_LABEL = 8
"""Words at most of what may stand between the link and the headline, teasers aside."""
_ANNOUNCED = 14
"""A line of more words that ends in a colon announces what follows: it is no headline."""
_SEARCHED = 400
"""So many lines before the first paragraph are searched for the headline."""
_LONGEST = 400
"""No headline has more characters."""
_OUTLET = re.compile(rf"(?i:{g.any_of('outlet-head', ' ')})\s[^.,:]+")
_DESK = re.compile(rf"(?i:{g.any_of('desk', ' ')})\s[^.,:]+")
"""A body, over the headline; in the first line of a page it is what the page is about."""
MARKED = 10.0
"""How sure a line is that the page itself marks as its heading."""
LINKED = 11.0
"""How sure a line is that is nothing but a link to the page, at its top."""
NO_LEVELS: Mapping[int, int] = MappingProxyType({})
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Headline:
    """The headline: its line and place in that line, how sure it is, the line in which it ends."""

    line: int
    span: Span
    score: float
    last: int = -1


def headline_of(
    lines: Sequence[Line], first: int, body: str, levels: Mapping[int, int] = NO_LEVELS
) -> Headline | None:
    """The line marked as the heading of the page, else the best before the first paragraph."""
    top = [line for line in lines[: first + 1] if levels.get(line.index, 9) <= 1]
    marked = next(iter(top), _only_heading(lines, levels))
    announces = marked is not None and marked.text.endswith(":")
    if marked is not None and any(map(str.isalpha, marked.text)) and not announces:
        sure = LINKED if levels[marked.index] == 0 else MARKED
        shown = _whole(lines, marked) if sure == LINKED else marked
        return Headline(shown.index, _as_below(lines, shown) or _without_site(shown), sure)
    seen = set(_WORD.findall(fold(body).casefold()))
    candidates = [(i, span) for i, span in _candidates(lines, first) if levels.get(i, 1) <= 1]
    scored = [
        Headline(index, span, _score(lines, index, span, first, seen)) for index, span in candidates
    ]
    copies = Counter(_key(lines, headline) for headline in scored)
    scored = [
        replace(headline, score=headline.score + (copies[_key(lines, headline)] > 1))
        for headline in scored
    ]
    best = max(scored, key=lambda headline: (headline.score, -headline.line), default=None)
    if best is None or best.score < 3:
        return None
    key = _key(lines, best)
    copy = (other for other in scored if not lines[other.line].crumbs and _key(lines, other) == key)
    return _in_capitals(lines, replace(next(copy, best), score=best.score), first)


def _as_below(lines: Sequence[Line], linked: Line) -> Span | None:
    """A headline without the name behind it that a copy below does not have, whatever its signs."""
    below = {_letters(line.text) for line in lines[linked.index + 1 : linked.index + 1 + _BELOW]}
    ends = (mark.start() for mark in _DASH.finditer(linked.text))
    found = next((end for end in ends if _letters(linked.text[:end]) in below), None)
    return Span(0, found) if found else None


def _letters(text: str) -> str:
    return "".join(_WORD.findall(text.casefold()))


def _only_heading(lines: Sequence[Line], levels: Mapping[int, int]) -> Line | None:
    """The first line of a page, where all other headings are heads of boxes."""
    first = lines[0] if lines and lines[0].index in levels else None
    others = (lines[at] for at in levels if first is None or at != first.index)
    return first if all(other.phrase for other in others) else None


def _whole(lines: Sequence[Line], linked: Line) -> Line:
    """The line below that has a headline whole, where the link to the page has it cut off."""
    if not linked.text.endswith(("...", "…")):
        return linked
    key = linked.key.rstrip(" .…")
    for line in lines[linked.index + 1 : linked.index + 1 + _BELOW]:
        closed = line.text.endswith((".", ":", ";")) or line.credited or "|" in line.text
        whole = line.key.startswith(key) and not line.key[len(key) :][:1].isalnum()
        if whole and line.key != key and line.words <= _MOST and not closed:
            return line
        if line.words > _LABEL and not line.text.endswith(("...", "…")):
            break  # a caption may say the headline again
    return linked


def _in_capitals(lines: Sequence[Line], headline: Headline, first: int) -> Headline:
    """A headline in capitals with the lines above and below over which it runs."""
    begin = last = headline.line
    while begin > 0 and _is_part(lines[begin]) and _is_part(lines[begin - 1]):
        begin -= 1
    while last + 1 < min(first, len(lines)) and _is_part(lines[last]) and _is_part(lines[last + 1]):
        last += 1
    if begin == last or sum(line.words for line in lines[begin : last + 1]) > _MOST:
        return headline
    return replace(headline, line=begin, span=Span(0, len(lines[begin].text)), last=last)


def _is_part(line: Line) -> bool:
    """True for what may be one line of a headline in capitals."""
    known = line.phrase or line.stamp or line.crumbs or line.ends or line.marked
    return line.text.isupper() and line.words > _FEW and not known


def _key(lines: Sequence[Line], headline: Headline) -> str:
    """The form in which copies of a headline are equal."""
    return key_of(headline.span.of(lines[headline.line].text))


def _candidates(lines: Sequence[Line], first: int) -> Iterator[tuple[int, Span]]:
    """Lines that may be the headline: whole, without the name of the site, or the end of a path."""
    for line in lines[max(first - _SEARCHED, 0) : first + 1]:
        paragraph = line.words > 28 or line.text.endswith(".") or line.index > first
        item = line.marked and line.text.endswith((".", ";"))
        note = line.text.startswith("(") and line.text.endswith(")")
        if len(line.text) > _LONGEST or (line.prose and paragraph) or item or note:
            continue
        if line.crumbs:
            yield line.index, line.crumbs[-1]
        elif not (
            line.phrase
            or "\t" in line.text
            or line.stamp
            or line.counts_views
            or line.bullet
            or line.dated
            or is_basis(line)
            or _is_other(lines, line)
        ):
            yield line.index, _without_site(line)


def _is_other(lines: Sequence[Line], line: Line) -> bool:
    """True for a line that is something else than a headline.

    That is an author with a title or a label, the office below one, a caption, an announcement.
    """
    found = credit(line.text)
    author = found is not None and found.names and (found.labelled or found.titled)
    above = credit(lines[line.index - 1].text) if line.index else None
    if above and above.names and above.titled and names_office(line.text):
        return True
    below = lines[line.index + 1 : line.index + 2]
    caption = any(pattern("picture").match(other.text) for other in below)
    listed = line.words > _ANNOUNCED or any(other.marked for other in below)
    return bool(author) or caption or (line.text.endswith(":") and listed)


def _without_site(line: Line) -> Span:
    """A headline without the name of the site behind a bar or a dash, and without its date."""
    end = line.glued.start if line.glued else len(line.text)
    site = _SITE.search(line.text, 0, end)
    return Span(0, site.start() if site else end)


def _score(lines: Sequence[Line], index: int, span: Span, first: int, seen: Set[str]) -> float:
    """How much a line looks like the headline; below 3 it does not."""
    line = lines[index]
    text = span.of(line.text)
    words = _WORD.findall(fold(text).casefold())
    if len(words) < 3 or len(words) > 45:
        return 0.0
    score = 2.0 + (len(words) >= 5) + (len(words) >= 8) - (len(words) > 22) - (len(words) > 28)
    score += 3.0 * sum(word in seen for word in words) / len(words) if seen else 1.0
    beside = lines[max(index - 1, 0) : index + 2]
    near = lines[max(index - 2, 0) : index + 4]
    score += 2.0 if any(other.stamp for other in beside) else 0.0
    score += 0.5 if any(other.stamp for other in near) else 0.0
    if index == 0:
        score += 3.0 if first <= 2 else 0.5
    outlet = _OUTLET.fullmatch(text) or (index > 0 and _DESK.fullmatch(text))
    score -= 2.0 if outlet and len(words) <= 10 else 0.0
    score -= 2.0 * text.rstrip().endswith((".", ",", ";", ":")) + 3.0 * line.credited
    score += 1.0 if index and lines[index - 1].label and lines[index - 1].text.isupper() else 0.0
    score -= 3.0 * line.counts + 2.0 * text[:2].islower()
    score -= 1.5 * bool(line.crumbs) + 1.0 * line.marked
    between = lines[index + 1 : first]
    skipped = sum(not (other.stamp or other.phrase or other.counts_views) for other in between)
    return score - 0.3 * min(skipped, 8)
