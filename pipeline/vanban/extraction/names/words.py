"""Text -> words, and the runs of capitalised words in which names stand.

In: a text. Out: its `Wording`, the words in order with their places and the facts of their
spelling; and `Run`s, the rows of capitalised words in it. A text is read once, a spelling too.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from vanban.extraction.names.lexicon import unfinished
from vanban.extraction.reading.words import place_pieces
from vanban.text.spans import Span
from vanban.text.syllables import is_syllable, key

# A word may hold apostrophes and hyphens between letters: K'ré, H'Hen, Vla-đi-mia, Geun-hye.
_WORD = re.compile(r"([^\W\d_]+(?:['’ʼ‘`][^\W\d_]+){0,3}(?:-[^\W\d_]+(?:['’][^\W\d_]+)?){0,8})")
_SPACES = re.compile(r"[ \t\u00a0]{1,6}")
_BREAK = re.compile(r"[ \t\u00a0]{0,3}\n[ \t\u00a0]{0,3}")
_STOP = re.compile(r"\.[ \u00a0]?")
_LONGEST = 40
_REMEMBERED = 1 << 16
_ROMANCE = ("da", "de", "del", "di", "dos", "du", "la")
_GERMANIC = ("den", "der", "ter", "van", "von")
PARTICLES = frozenset(("al", "bin", "el", "ibn", *_ROMANCE, *_GERMANIC))
"""Small words inside foreign names."""


def is_capital(word: str) -> bool:
    """True where a word begins with a capital, an Arabic article before it apart ("al-Sisi")."""
    return word[0].isupper() or (word[:3] in ("al-", "el-") and word[3:4].isupper())


class Form(NamedTuple):
    """What the spelling of a word says, wherever it stands.

    `key` is the same for all spellings of a syllable; `upper`: at least two letters, all capitals;
    `vietnamese`: it is spelled like a Vietnamese syllable.
    """

    text: str
    key: str
    capitalised: bool
    upper: bool
    vietnamese: bool


@lru_cache(maxsize=_REMEMBERED)
def form_of(word: str) -> Form:
    """The facts of a spelling, worked out once."""
    upper = len(word) > 1 and word.isupper()
    return Form(word, key(word), is_capital(word), upper, is_syllable(word))


class Wording:
    """The words of a text in order: word i stands at `text[starts[i]:ends[i]]`.

    Hyphens hold a foreign or transcribed name together; Vietnamese words that stand on both sides
    of one, each with its capital, are words of their own ("Hưng-Thủy").
    """

    def __init__(self, text: str) -> None:
        self.text = text
        pieces = _pieces(text)
        self.starts, self.ends, words = place_pieces(pieces)
        self.forms = tuple(map(form_of, words))
        self.keys = tuple([form.key for form in self.forms])
        self._heads = _heads(pieces[:-1:2])

    def joined(self, i: int) -> bool:
        """True where nothing but a few spaces stands between word i and the one before it."""
        return self._heads[i] < i

    def row_start(self, i: int, limit: int = 8) -> int:
        """The first of up to `limit` words before word i that are parted by spaces only; or i."""
        return max(self._heads[i - 1], i - limit) if i and self.joined(i) else i

    def row_end(self, i: int, limit: int = 4) -> int:
        """One past up to `limit` words from word i on, if it is joined to the one before; or i."""
        end, most = i, min(i + limit, len(self.forms))
        while end < most and self._heads[end] < end:
            end += 1
        return end

    def before(self, position: int, limit: int = 8) -> tuple[int, int]:
        """The words (first, one past the last) directly before a place, parted by spaces only."""
        end = bisect_right(self.ends, position)
        if not end:
            return 0, 0
        last = self.ends[end - 1]
        if last != position and not adjoin(self.text, last, position):
            return end, end
        return max(self._heads[end - 1], end - limit), end

    def following(self, position: int) -> tuple[int, int]:
        """The words (first, one past the last) directly after a place, parted by spaces only."""
        first = bisect_left(self.starts, position)
        if first == len(self.starts) or not adjoin(self.text, position, self.starts[first]):
            return first, first
        return first, self.row_end(first + 1, 3)

    def under(self, spans: Iterable[Span]) -> frozenset[int]:
        """The words that overlap one of some spans."""
        places = (
            range(bisect_right(self.ends, span.start), bisect_left(self.starts, span.end))
            for span in spans
        )
        return frozenset(chain.from_iterable(places))


@lru_cache(maxsize=2)
def wording_of(text: str) -> Wording:
    """The words of a text; kept while one document is worked on."""
    return Wording(text)


def _pieces(text: str) -> list[str]:
    """A text as gap, word, gap, …, word, gap."""
    pieces: list[str] = _WORD.split(text)
    if "-" not in text:
        return pieces
    out: list[str] = []
    kept = 0
    for place in [place for place in range(1, len(pieces), 2) if "-" in pieces[place]]:
        parts = pieces[place].split("-")
        if not _one_name(parts):
            out += pieces[kept:place]
            out += [piece for part in parts for piece in ("-", part)][1:]
            kept = place + 1
    return out + pieces[kept:]


def _one_name(parts: Sequence[str]) -> bool:
    """True where hyphened parts are one name: the later ones small, or foreign."""
    if any(part.isupper() and len(part) > 1 for part in parts):
        return False
    return any(part[0].islower() or not is_syllable(part) for part in parts[1:])


def _heads(gaps: Sequence[str]) -> list[int]:
    """For each word, given the gap before it, the first of the row of words that it stands in."""
    heads: list[int] = []
    head = 0
    for i, gap in enumerate(gaps):
        if gap != " " and not _SPACES.fullmatch(gap):
            head = i
        heads.append(head)
    return heads


def adjoin(text: str, left: int, right: int) -> bool:
    """True where nothing but a few spaces stands between two places of one line."""
    return text[left:right] == " " or bool(_SPACES.fullmatch(text, left, right))


class Run(NamedTuple):
    """Capitalised words in a row, parted by spaces only: word `first` of a text and those after.

    `after` are the small words that follow. The first of them may belong to the last word of the
    row: "Phạm Dũng | Chủ | tịch".
    """

    wording: Wording
    first: int
    forms: tuple[Form, ...]
    keys: tuple[str, ...]
    texts: tuple[str, ...]
    after: tuple[str, ...] = ()
    after_keys: tuple[str, ...] = ()

    @property
    def capitals(self) -> bool:
        """True where all its words are in capitals, as in a headline."""
        forms = self.forms
        return forms[0].upper and all(f.upper or len(f.text) == 1 for f in forms)

    def start(self, place: int) -> int:
        """Where its word `place` begins in the text."""
        return self.wording.starts[self.first + place]

    def end(self, place: int) -> int:
        """Where its word `place` ends in the text."""
        return self.wording.ends[self.first + place]

    def span(self, begin: int, end: int) -> Span:
        """The span of its words from `begin` to before `end`."""
        return Span(self.start(begin), self.end(end - 1))


def run_of(wording: Wording, first: int, end: int, after: Sequence[Form]) -> Run:
    """The run of the words `first:end` of a text, with the small words after it."""
    forms = wording.forms[first:end]
    texts = tuple([form.text for form in forms])
    small = tuple([form.text for form in after])
    keys = tuple([form.key for form in after])
    return Run(wording, first, forms, wording.keys[first:end], texts, small, keys)


def run_at(wording: Wording, first: int, end: int) -> Run:
    """The run of the words `first:end` of a text, with two small words at most after it."""
    small = wording.forms[end : wording.row_end(end, 2)]
    big = (n for n, form in enumerate(small) if form.capitalised)
    return run_of(wording, first, end, small[: next(big, len(small))])


def rows(wording: Wording, taken: Iterable[Span]) -> Iterator[tuple[int, int]]:
    """The rows (first, one past the last) of capitalised words outside the spans that are taken.

    A row breaks where the case changes between words in capitals and others ("TP HCM | Đinh La
    Thăng"); a small particle stays inside a foreign name ("Ursula von der Leyen").
    """
    closed = wording.under(taken)
    end = 0
    for first in [i for i, form in enumerate(wording.forms) if form.capitalised]:
        if first >= end and first not in closed:
            end = _end(wording, first, closed)
            yield first, end


def runs(text: str, taken: Iterable[Span]) -> Iterator[Run]:
    """The runs of all such rows of a text."""
    wording = wording_of(text)
    return (run_at(wording, first, end) for first, end in rows(wording, taken))


def _end(wording: Wording, first: int, closed: Container[int]) -> int:
    """One past the last word of the row that begins with a word."""
    forms = wording.forms
    end = i = first + 1
    while i < len(forms) and i not in closed and _joined(wording, i):
        form = forms[i]
        inside = form.capitalised and end - first < _LONGEST
        if inside and _same_case(forms[first:end], form):
            end = i + 1
        elif not (form.text in PARTICLES and i - end < 2 and _foreign(forms[first:end])):
            break
        i += 1
    return end


def _joined(wording: Wording, i: int) -> bool:
    """True where word i stands in one row with the word before it.

    A line may break after a surname or a middle name; the full stop of an initial stands before a
    foreign surname ("A. Patti", "M.Gorbachev").
    """
    if wording.joined(i):
        return True
    last, form = wording.forms[i - 1], wording.forms[i]
    gap = wording.ends[i - 1], wording.starts[i]
    if len(last.text) == 1 and _STOP.fullmatch(wording.text, *gap):
        surname = len(form.text) > 2 and not form.vietnamese and not form.upper
        return surname and last.capitalised
    return last.key in unfinished() and bool(_BREAK.fullmatch(wording.text, *gap))


def _same_case(row: Sequence[Form], form: Form) -> bool:
    fixed = next((other for other in row if len(other.text) > 1), form)
    return len(form.text) == 1 or fixed.upper == form.upper or len(fixed.text) == 1


def _foreign(row: Sequence[Form]) -> bool:
    return any(not form.vietnamese for form in row[-2:])
