"""What the titles of a page say of the names beside them.

In: a text, the spans of its titles, a candidate. Out: evidence that a title ends or begins right
beside the candidate, or stands above it in a signature.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from vanban.extraction.names.candidates import Candidate
from vanban.extraction.names.evidence import Evidence
from vanban.extraction.names.lexicon import places
from vanban.extraction.reading.wording import adjoin
from vanban.text.spans import Span

_BEFORE_TITLE = re.compile(r"[\s\u00a0]{0,2}(?:,|-|–|\(|:)?[\s\u00a0]{0,2}")
_SHORT_FORM = re.compile(r"[ \u00a0]?\([^\W\d_][\w&.\-]{1,11}\)[ \u00a0]?")
"""From a title to the name: the short form of its body ("Liên đoàn Công nghiệp (FTI) | Lê An")."""
_DOTTED = re.compile(r"(?<!\w)[A-ZĐ][B-DF-HJ-NP-TV-XZĐƯb-df-hj-np-tv-xz]{1,4}\.[ \u00a0]{0,2}\Z")
"""A title of consonants with its dot, up to the name: "TS. | Lê An"; a word may end a sentence."""
_DOTTED_LIMIT = 8
"""Characters of such a title with its dot."""
_BULLET = re.compile(r"[\s•*+–-]{0,4}(?:\d{1,3}[.)]?)?[ \u00a0]{0,2}")
_BULLET_LIMIT = 12
_SIGNED = re.compile(r"\s*\n\s*[(\[][^()\[\]\n]{2,30}[)\]]\s*\n\s*")
"""Between an office and the name of who signed: "(đã ký)" on a line of its own."""
_SIGNED_LIMIT = 60
"""Characters of such a gap."""
_NEAR = 5


class Offices:
    """The titles of one text, as evidence for the names beside them."""

    def __init__(self, text: str, titles: Iterable[Span]) -> None:
        self._text = text
        self._spans = sorted(titles)
        self._ends = sorted(span.end for span in self._spans)
        self._starts = [span.start for span in self._spans]

    def beside(self, candidate: Candidate) -> Iterator[Evidence]:
        """The evidence of a title that ends or begins right beside a candidate."""
        span = candidate.span
        if not self._ends:
            return
        place = bisect_left(self._ends, span.start + 1) - 1
        end = self._ends[place] if place >= 0 else None
        if end is not None and (self._follows(end, span) or self._of_place(end, candidate)):
            bare = candidate.shape == "loose" and candidate.size == 1 and not candidate.foreign
            yield Evidence("name.after-title", 3 if bare else 4)
        place = bisect_left(self._starts, span.end)
        start = self._starts[place] if place < len(self._starts) else len(self._text)
        begins = place < len(self._starts) and start - span.end < _NEAR
        if begins and _BEFORE_TITLE.fullmatch(self._text, span.end, start):
            row = self._opens_line(span) and candidate.shape == "loose" and candidate.size > 1
            foreign = candidate.foreign and candidate.size > 1
            apposed = foreign and not self._of_another(self._spans[place].end)
            yield Evidence("name.before-title", 4 if row else 3 if apposed else 2)

    def _of_another(self, title_end: int) -> bool:
        """True where a name stands behind a title: "…, giám đốc | Lê An"."""
        after = self._text[title_end : title_end + 2]
        return after[:1] == " " and after[1:].isupper()

    def _follows(self, title_end: int, span: Span) -> bool:
        """True where a name follows a title: at once, behind its short form, or as the signer."""
        if adjoin(self._text, title_end, span.start):
            return True
        short = _SHORT_FORM.fullmatch(self._text, title_end, span.start)
        return short is not None or self._dotted(title_end, span) or self._signs(title_end, span)

    def _dotted(self, title_end: int, span: Span) -> bool:
        """True where a name follows the dot of an abbreviated title."""
        found = dotted_before(self._text, span.start)
        return found is not None and found.start < title_end < found.end

    def _signs(self, title_end: int, span: Span) -> bool:
        """True where a name stands alone below an office, "(đã ký)" on a line between."""
        near = span.start - title_end <= _SIGNED_LIMIT
        signed = near and _SIGNED.fullmatch(self._text, title_end, span.start)
        return bool(signed) and fills_line(self._text, span)

    def _of_place(self, title_end: int, candidate: Candidate) -> bool:
        """True where a place alone stands between title and name: "Cục Dự trữ | Dallas | Logan"."""
        run, begin = candidate.run, candidate.begin
        named = candidate.shape == "full" or candidate.foreign
        place = places().get(run.keys[:begin]) if begin and named else None
        return place is not None and adjoin(self._text, title_end, run.start(0))

    def _opens_line(self, span: Span) -> bool:
        """True where a span is the first of its line, a bullet or a number apart."""
        left = self._text.rfind("\n", 0, span.start) + 1
        near = span.start - left < _BULLET_LIMIT
        return near and _BULLET.fullmatch(self._text, left, span.start) is not None


def dotted_before(text: str, start: int) -> Span | None:
    """The abbreviated title with its dot that ends at `start`, blanks apart: "TS. | Lê An"."""
    found = _DOTTED.search(text, max(start - _DOTTED_LIMIT, 0), start)
    return Span(*found.span()) if found else None


def fills_line(text: str, span: Span) -> bool:
    """True where nothing else stands on the line of a span."""
    left = text.rfind("\n", 0, span.start) + 1
    right = text.find("\n", span.end)
    rest = text[left : span.start] + text[span.end : right if right >= 0 else None]
    return not rest.strip()
