"""A text as the words that names are made of.

In: a text. Out: its `Wording`: the words in order, letters only, with the facts of their spelling.
An apostrophe or a hyphen inside a foreign or transcribed word does not part it (K'ré, Geun-hye);
digits and marks are no words. A text is read once, and so is a spelling.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, chain, compress
from typing import NamedTuple

from vanban.extraction.reading.words import Spelling, Words, words_of
from vanban.lexicons import grammar as g
from vanban.text.spans import Span
from vanban.text.spelling import Remembered, fold_word
from vanban.text.syllables import is_syllable

# A word may hold apostrophes and hyphens between letters: K'ré, H'Hen, Vla-đi-mia, Geun-hye.
_WORD = re.compile(r"([^\W\d_]+(?:['’ʼ‘`][^\W\d_]+){0,3}(?:-[^\W\d_]+(?:['’][^\W\d_]+)?){0,8})")
_LETTERS = re.compile(r"([^\W\d_]+)")
_GLUED = re.compile(
    rf"[{g.SMALL}](?={g.CAPITAL}|(?:{g.FROM}|{g.AND})\b)|[{g.CAPITALS}]{{2}}(?={g.CAPITAL}[{g.SMALL}])"
)
"""Inside a word: where a line or cell ended, and the next one was glued to it."""
_STATUS = g.word_set("office-modifier")
_JOINTS = frozenset("'’ʼ‘`-")
"""What alone between two runs of letters may make them one word."""
_SPACES = re.compile(r"[ \t\u00a0]{1,6}")
_REMEMBERED = 1 << 16
_SHORT = 5
"""Letters of most foreign syllables that a hyphen joins to the next."""
_ROMANCE = ("da", "de", "del", "di", "dos", "du", "la")
_GERMANIC = ("den", "der", "ten", "ter", "van", "von")
PARTICLES = frozenset(("al", "bin", "el", "ibn", *_ROMANCE, *_GERMANIC))
"""Small words inside foreign names."""


def is_capital(word: str) -> bool:
    """True where a word begins with a capital, an Arabic article before it apart ("al-Sisi")."""
    return word[0].isupper() or (word[:3] in ("al-", "el-") and word[3:4].isupper())


class Form(NamedTuple):
    """What the spelling of a word says, wherever it stands.

    `key` is the folded word, the same for all ways of spelling it; `upper`: at least two letters,
    all capitals; `vietnamese`: it is spelled like a Vietnamese syllable.
    """

    text: str
    key: str
    capitalised: bool
    upper: bool
    vietnamese: bool


def _form_of(word: str) -> Form:
    """The facts of a spelling, worked out once."""
    upper = len(word) > 1 and word.isupper()
    return Form(word, fold_word(word), is_capital(word), upper, is_syllable(word))


_FORMS = Remembered(_form_of)

_JOINED = Form("", "", False, False, False)
"""Stands for a word of `Words` whose letters its neighbours, or digits in it, join or part."""


def _form_in_words(spelling: Spelling) -> Form | None:
    """The form of a word of `Words`, kept in its spelling; None where it has no letters.

    `_JOINED` for a joint (an apostrophe, a hyphen) and for a word that holds more than letters.
    """
    word, pieces = spelling.word, _pieces(spelling.word)
    joined = word in _JOINTS or (len(pieces) > 1 and pieces[1] != word)
    spelling.form = form = _JOINED if joined else _FORMS[word] if len(pieces) > 1 else None
    return form


class Wording:
    """The words of a text in order: word i stands at `text[starts[i]:ends[i]]`.

    Hyphens hold a foreign or transcribed name together; Vietnamese words that stand on both sides
    of one, each with its capital, are words of their own ("Hưng-Thủy").
    """

    def __init__(self, text: str) -> None:
        self.text = text
        starts, ends, forms = list[int](), list[int](), list[Form]()
        words = words_of(text)
        alone = [s.form if s.form is not False else _form_in_words(s) for s in words.spellings]
        done = 0
        for first, end in (*_chunks(words, alone), (len(words), len(words))):
            known = alone[done:first]
            starts += compress(words.starts[done:first], known)
            ends += compress(words.ends[done:first], known)
            forms += filter(None, known)
            done = end
            if first < end:
                pieces = _pieces(words.surface(first, end))
                places = [words.starts[first] + n for n in accumulate(map(len, pieces))]
                starts += places[:-1:2]
                ends += places[1::2]
                forms += map(_FORMS.__getitem__, pieces[1::2])
        self.starts, self.ends, self.forms = tuple(starts), tuple(ends), tuple(forms)
        self.keys = tuple([form.key for form in forms])
        gaps = enumerate(zip((-2, *ends), starts, strict=False))
        apart = [i for i, (end, start) in gaps if start - end != 1 or text[end] != " "]
        self._heads = [i for i in apart if not i or not adjoin(text, ends[i - 1], starts[i])]
        self._parted = frozenset(self._heads)

    def joined(self, i: int) -> bool:
        """True where nothing but a few spaces stands between word i and the one before it."""
        return i not in self._parted

    def _head(self, i: int) -> int:
        """The first word of the row of words, parted by spaces only, that word i stands in."""
        return self._heads[bisect_right(self._heads, i) - 1]

    def row_start(self, i: int, limit: int = 8) -> int:
        """The first of up to `limit` words before word i that are parted by spaces only; or i."""
        return max(self._head(i - 1), i - limit) if i and self.joined(i) else i

    def row_end(self, i: int, limit: int = 4) -> int:
        """One past up to `limit` words from word i on, if it is joined to the one before; or i."""
        end, most = i, min(i + limit, len(self.forms))
        while end < most and end not in self._parted:
            end += 1
        return end

    def before(self, position: int, limit: int = 12) -> tuple[int, int]:
        """The words (first, one past the last) directly before a place, parted by spaces only."""
        end = bisect_right(self.ends, position)
        if not end:
            return 0, 0
        last = self.ends[end - 1]
        if last != position and not adjoin(self.text, last, position):
            return end, end
        return max(self._head(end - 1), end - limit), end

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


def _chunks(words: Words, alone: Sequence[object]) -> Iterator[tuple[int, int]]:
    """The rows (first, one past the last) of words that touch, with one in it that is `_JOINED`."""
    end = 0
    for i in [i for i, form in enumerate(alone) if form is _JOINED]:
        if i < end:
            continue
        first, end = i, i + 1
        while words.touches(first) and alone[first - 1] is not None:
            first -= 1
        while words.touches(end) and alone[end] is not None:
            end += 1
        yield first, end


@lru_cache(maxsize=_REMEMBERED)
def _pieces(text: str) -> Sequence[str]:
    """A text without blanks as gap, word, gap, …, word, gap."""
    pieces = [part for piece in _LETTERS.split(text) for part in _unglued(piece)]
    joints = [place for place in range(2, len(pieces) - 1, 2) if pieces[place] in _JOINTS]
    out: list[str] = []
    kept = 0
    for place in joints:
        if place > kept:  # else in the chain before
            end = place + 2
            while pieces[end] in _JOINTS and end < len(pieces) - 1:
                end += 2
            out += (*pieces[kept : place - 1], *_chain("".join(pieces[place - 1 : end])))
            kept = end
    return out + pieces[kept:]


def _unglued(piece: str) -> Sequence[str]:
    """A word as two with an empty gap between, where two syllables are glued: "Hà|Thí"."""
    glued = _GLUED.search(piece)
    if glued is None or piece.isascii():
        return (piece,)
    left, right = piece[: glued.end()], piece[glued.end() :]
    parted = is_syllable(right) and (left.isupper() or is_syllable(left))
    return (left, "", right) if parted else (piece,)


def _chain(chain: str) -> Iterator[str]:
    """Words that apostrophes and hyphens join, as word, gap, …, word.

    A hyphen is a gap of its own, but for one inside a name: "Jong-Un" stays one word.
    """
    for place, piece in enumerate(_WORD.split(chain)[1:-1]):
        parts = piece.split("-") if place % 2 == 0 else [piece]
        if len(parts) > 1 and not _one_name(parts):
            yield from [piece for part in parts for piece in ("-", part)][1:]
        else:
            yield piece


def _one_name(parts: Sequence[str]) -> bool:
    """True where hyphened parts are one name: one that is not the first small, or one foreign."""
    if any(part.isupper() and len(part) > 1 for part in parts):
        return False
    if parts[-1] in _STATUS and is_syllable(parts[-2]):
        return False  # Trần Hải | -nguyên
    if len(parts[0]) <= _SHORT and not is_syllable(parts[0]) and parts[-1].isascii():
        return True  # Jong-Un
    return any(part[0].islower() or not is_syllable(part) for part in parts[1:])


def adjoin(text: str, left: int, right: int) -> bool:
    """True where nothing but a few spaces stands between two places of one line."""
    return text[left:right] == " " or bool(_SPACES.fullmatch(text, left, right))
