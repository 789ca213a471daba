"""Other news inside an article, cut: boxes, lines and ends of lines that point to it.

In: a `Layout` and the lines that are gone already. Out: `Removal`s. These are rules of
`vanban.cleaning.cuts`; what they have in common is that the words lead to another page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from vanban.cleaning.bylines import credit
from vanban.cleaning.lines import Line, Removal, whole
from vanban.cleaning.persons import persons
from vanban.cleaning.regions import Layout
from vanban.lexicons import grammar as g
from vanban.text.spans import Span

_BOX = 12
"""A box of related news inside an article holds at most so many lines."""
_POINTER = re.compile(r"(?:>{1,4}|»|►+|→)\s*\S")
_POINTED = re.compile(r"\s>{2,4}\s*(?P<what>[^.!?…>\n]{15,200})(?=\s>{2,4}\s|$)")
_ENDED = re.compile(rf"[.!?…)]\s*$|(?i:{g.PHOTO})\s?:[^.>]{{1,40}}$")
"""What may stand before a pointer: the end of a sentence, a caption."""
_FEWEST, _MOST = 5, 40
"""Words of a headline inside a line."""
_LISTED, _TITLE = 8, 22
"""Lines below a headline among which such a list stands; words of an item at most."""
_SEE_ALSO = re.compile(
    r"\s+(?:(?:>{1,4}|»)\s*)?"
    rf"{g.any_of('read-more', ' ')}\s*(?::|>{{1,4}})"
    r"\s*(?P<what>[^.!?…:>]{0,200})$"
)
_SEE = frozenset(form.split()[-1] for form in g.forms("read-more"))
"""Words without one of which the pattern above matches nothing."""
_TAIL = 260
"""Characters at the end of a line in which a pointer to other news is looked for."""


def related_news(page: Layout, gone: Set[int]) -> Iterator[Removal]:
    """Boxes of other news inside the article, and lines that point to one."""
    box = 0
    for line in page.lines:
        if line.index in gone:
            continue
        if line.role == "related":
            heads = line.phrase and (line.phrase.where == "line" or line.text.endswith(":"))
            box = _BOX if heads else 0
            yield whole(line)
        elif box and not line.prose and (_linked(line) or _asks(page, line)):
            box -= 1
            yield whole(line)
        else:
            box = 0
            if _points(line):
                yield whole(line)


def _linked(line: Line) -> bool:
    """True for what a box of other news may list: labels, links behind a sign, rows of links."""
    row = line.marked and line.text.isupper() and bool({"|", "\t"} & set(line.text))
    return line.label or line.bullet or line.dated or row


def _asks(page: Layout, line: Line) -> bool:
    """True for a headline that is a question, among others; in an interview an answer follows."""
    after = page.lines[line.index + 1 : line.index + 2]
    return line.text.endswith("?") and line.words <= 16 and any(map(_linked, after))


def _points(line: Line) -> bool:
    """True for ">> Headline", "[Headline]" and a bullet with a headline and its date."""
    if line.text.startswith("[") and line.text.endswith("]") and "]" not in line.text[:-1]:
        return 5 <= line.words <= 40
    if line.bullet and line.dated:
        return True
    closed = line.text.endswith((".", ":", ";"))
    return line.words <= 40 and not closed and _POINTER.match(line.text) is not None


def below_the_lead(page: Layout, gone: Set[int]) -> Iterator[Removal]:
    """Headlines of other articles as a list below headline or lead, of whose words few come again.

    A list that something announces, or whose items end as sentences, is of the article.
    """
    begin = page.headline.line + 1 if page.headline else 0
    run: list[Line] = []
    for line in page.lines[begin : begin + _LISTED]:
        if line.marked and _is_title(line):
            run.append(line)
        elif run:
            break
        elif line.text.endswith(":"):
            return
    if not run:
        return
    listed = {line.index for line in run}
    said = {word for line in page.lines if line.index not in listed for word in line.key.split()}
    words = [line.key.split()[1:] for line in run]
    if all(2 * sum(word in said for word in of) < len(of) for of in words):
        yield from map(whole, run)


def _is_title(line: Line) -> bool:
    """True for an item of the length of a headline without a stop: no fact behind its label."""
    return _FEWEST <= line.words <= _TITLE and not (line.ends or ": " in line.text)


def pointers(page: Layout, gone: Set[int]) -> Iterator[Removal]:
    """Headlines behind ">>" inside a line: up to the next such sign, or to the line's end.

    Where the last one might end in the author's name, it stays; so does what goes on in a sentence,
    as the steps of a procedure do.
    """
    for line in page.lines:
        if line.index in gone or ">>" not in line.text:
            continue
        end = -1
        for match in _POINTED.finditer(line.text):
            what = match["what"].rstrip()
            last = match.end() == len(line.text)
            words = len(what.split())
            named = last and (credit(what) is not None or _ends_in_name(what))
            stands = match.start() == end or _ENDED.search(line.text, 0, match.start())
            if _FEWEST <= words <= _MOST and stands and not named:
                end = match.end()
                yield Removal(line.index, Span(match.start(), match.end()))


def _ends_in_name(text: str) -> bool:
    """True where the last two or three words of a text may be who signed it."""
    words = text.split()
    tails = (" ".join(words[-count:]) for count in (2, 3))
    return any(persons(tail, 0, len(tail)) for tail in tails)


def see_also(page: Layout, gone: Set[int]) -> Iterator[Removal]:
    """A pointer to other news at the end of a paragraph: "… kết thúc. Xem thêm: Headline"."""
    for line in page.lines:
        begin = max(len(line.text) - _TAIL, 0)
        tail = line.text[begin:]
        may = line.index not in gone and any(word in tail for word in _SEE)
        match = _SEE_ALSO.search(tail) if may else None
        if match:
            signed = credit(match["what"]) is not None
            end = begin + match.start("what") if signed else len(line.text)
            yield Removal(line.index, Span(begin + match.start(), end))
