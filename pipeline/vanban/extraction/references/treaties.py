"""Treaties by a name that the lexicon lacks: "Hiệp định Biên giới Việt - Lào năm 1977".

In: a reading. Out: drafts. A proper name, an acronym, a number or a year must be in the name; "Hiệp
định thương mại tự do" alone names no treaty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from vanban.extraction.reading.plain import Pattern, Reading, one_of
from vanban.extraction.references.draft import Draft
from vanban.extraction.references.lexicon import any_word, grammar, words
from vanban.extraction.references.named import ACRONYM, named_at
from vanban.extraction.references.openers import TREATIES, matches
from vanban.extraction.references.ordinals import year_after
from vanban.lexicons import grammar as g
from vanban.text.spans import Span

_TREATY = re.compile(
    rf"(?<![\w-])(?P<word>{one_of(TREATIES)})(?!\w)"
    rf"(?P<gap> {{1,2}}(?:{g.OF} {{1,2}})?(?:{g.NUMBER} {{1,2}})?)"
)
_BODY = re.compile(rf"(?<!\w)(?:{grammar('treaty-member')}|\d) {{1,2}}$")
_NUMBER = re.compile(r"(?:(?:1[89]|20)\d\d|\d{1,3})(?![\w/%]|[.,]\d)")
_LABOUR = re.compile(rf",? {{1,2}}(?:{g.OF} {{1,2}})?{g.any_of('labour-body', ' ').lower()}(?!\w)")
_WORD = re.compile(r"[^\W_][\w/-]*")
_GAP = re.compile(r" - |-| {1,2}")


@cache
def _stop_word() -> Pattern:
    return re.compile(any_word("treaty-stop"))


@cache
def _stop() -> Pattern:
    return re.compile(
        rf"(?:(?<!tự )do(?!\w)|{g.MID} (?:hai|{g.PLURAL}|ba)|{g.AND} (?=hiệp|công|nghị)"
        r"|(?:19|20)\d\d(?!\w)|"
        rf"(?<!hàng ){any_word('treaty-stop')})"
    )


def find_treaties(reading: Reading) -> Iterator[Draft]:
    """Treaties by a name that the lexicon lacks: a proper name or an acronym must be in it."""
    for found in matches(reading, "treaty", _TREATY):
        start = found.start()
        lower = not reading.capital(start)
        if (lower and not reading.capital(found.end())) or _BODY.search(
            reading.plain, max(0, start - 12), start
        ):
            continue
        if named_at(reading, start):
            continue
        draft = Draft(
            Span(start, found.end()),
            TREATIES[" ".join(found["word"].split())],
            "reference.by-treaty-name",
        )
        if number := reading.match(_NUMBER, found.end()):
            year = int(number[0]) if len(number[0]) == 4 else None
            if year or g.NUMBER in found["gap"] or reading.match(_LABOUR, number.end()):
                span = Span(start, number.end())
                yield replace(draft, span=span, year=year, number=None if year else number[0])
            continue
        end = _treaty_name(reading, found.end())
        if end is None:
            continue
        title = reading.surface(Span(found.end(), end))
        stopped = reading.match(_stop_word(), end + 1)
        entries = (words("treaty-stop").id,) if stopped else ()
        draft = replace(draft, span=Span(start, end), title=title, entries=entries)
        if acronym := ACRONYM.match(reading.text, end):
            end = acronym.end()
            draft = replace(draft, span=Span(start, end))
        dated = year_after(reading, end)
        yield replace(draft, year=dated.value, span=Span(start, dated.end)) if dated else draft


def _treaty_name(reading: Reading, position: int) -> int | None:
    """The end of a treaty's name; None where nothing in it is a proper name."""
    end, proper, count, about = None, 0, 0, None
    place = position
    while count < 24:
        word = reading.match(_WORD, place)
        if word is None or reading.match(_stop(), place):
            break
        surface = reading.text[place : word.end()]
        joined = reading.plain[:place].endswith(f"{g.AND} ")
        if word[0] == g.ABOUT and proper:
            about = about or end
        elif surface[0].isupper():
            about = None
        proper += surface[0].isupper() and (surface.isascii() if count == 0 else not joined)
        end, count = word.end(), count + 1
        gap = reading.match(_GAP, end)
        if gap is None:
            break
        place = gap.end()
    if end is None or not proper:
        return None
    acronym = ACRONYM.match(reading.text, end)
    if about and not acronym and not year_after(reading, end):
        end = about
    first = reading.capital(position)
    return end if first or acronym or proper > 1 else None
