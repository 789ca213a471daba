"""The mark before a lead, by which a paper signs: "(Chinhphu.vn) - Sáng nay, …".

In: the first characters of a paragraph. Out: the span of the paper's or agency's name, or None.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vanban.cleaning.byline_words import pattern, words
from vanban.cleaning.page_words import outlet
from vanban.text.spans import Span

OUTLET = outlet()
"""Words that begin the name of a paper, site or broadcaster."""

_OPENING = re.compile(
    r"(?P<open>\()?(?P<mark>[^\s()–—:][^()–—:\n]{0,40}?)(?(open)\))"
    r"\s*(?P<stop>[-–—]|:)(?:\s+(?=[\w“\"'‘])|(?(open)\s*$|(?!)))"
)
"""The mark and what stands between it and the lead; in brackets it may stand above the lead."""
_BARE = re.compile(r"\((?P<mark>[^()\n]{3,14})\)\s+(?=[^\W\d_])")
"""A mark in brackets with nothing behind it: only a known paper's is one."""
_COLUMN = re.compile(r"\s{2,}|\t")
_DATELINE = re.compile(r"^[^()\n]{2,40}\((?P<mark>[^()\n]{2,40})\)\s*(?P<stop>[-–—:])\s")
_NAMED = re.compile(rf"{OUTLET}\s[^.,:;()“”\n]{{2,60}}")
_DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)*\.(?:vn|com|net|org|gov)(?:\.vn)?", re.IGNORECASE)
_STOPPED = re.compile(rf"(?P<mark>{_DOMAIN.pattern})\.\s+(?=[^\W\d_])", re.IGNORECASE)
"""An address that is a sentence of its own: "Songhau.vn. Sáng nay, …"."""
_ACRONYM = re.compile(r"\w[\w&.+]{2,9}")
_SEEN = 160
"""Characters of a paragraph in which its mark stands."""


def lead_mark(text: str) -> Span | None:
    """The name of the paper before a lead.

    >>> mark = lead_mark("(Chinhphu.vn) - Sáng nay, Chính phủ họp.")
    >>> mark.start, mark.end
    (1, 12)
    """
    bare = _BARE.match(text)
    if bare and bare["mark"] in words("paper"):
        return Span(*bare.span("mark"))
    stopped = _STOPPED.match(text)
    if stopped:
        return Span(*stopped.span("mark"))
    for match in _openings(text[:_SEEN]):
        colon = match.groupdict().get("stop") == ":"
        if _abbreviates(text[: match.start("mark")], match["mark"]):
            continue
        if _is_paper(match["mark"], colon, _bracketed(text, match)):
            return Span(*match.span("mark"))
    return None


def lead_agency(text: str) -> str | None:
    """The news agency in brackets before a lead: "Hà Nội (TTXVN) - "."""
    for match in _openings(text[:_SEEN]):
        found = pattern("agency").match(match["mark"])
        if found and _bracketed(text, match):
            return found["word"]
    return None


def _openings(text: str) -> Iterator[re.Match[str]]:
    """What may be a mark: at the start of the line or of a column of it, or after the place."""
    starts = [0, *(match.end() for match in _COLUMN.finditer(text[:80]))]
    found = [_OPENING.match(text, start) for start in starts]
    yield from filter(None, (*found, _DATELINE.search(text)))


def _bracketed(text: str, match: re.Match[str]) -> bool:
    start = match.start("mark")
    return text[max(start - 1, 0) : start] == "("


def _abbreviates(before: str, mark: str) -> bool:
    """True for the short form of the words before it: "Liên hoan Phim Hạ Long (LHPHL) - "."""
    initials = "".join(word[0] for word in before.split() if word[0].isalpha())
    return len(mark) > 1 and initials.upper().endswith(mark.upper())


def _is_paper(mark: str, colon: bool, bracketed: bool) -> bool:
    """True for a known paper, a domain, the name of an outlet; for short forms before a dash."""
    if any(mark in words(role) for role in ("other", "place", "agency", "unsigned")):
        return False
    if _DOMAIN.fullmatch(mark) or _NAMED.fullmatch(mark):
        return True
    if mark in words("paper"):
        return len(mark) > 2 or not colon
    if colon:
        return False
    if bracketed:
        return len(mark.split()) <= 3 and mark[:1].isupper()
    return _ACRONYM.fullmatch(mark) is not None and _is_upper(mark[0]) and _capitals(mark) > 1


def _capitals(text: str) -> int:
    """How many capital letters a text has."""
    return sum(map(_is_upper, text))


def _is_upper(letter: str) -> bool:
    """True for one of `UPPER`, of which a class of a pattern takes long to compile."""
    return letter.isupper() and letter < "\u1efa"
