"""The forms of lexicon entries at, or up to, a place in a text.

In: entries with their forms, a text and a place. Out: the entry of the longest form that stands
there. The text keeps the word that begins or ends at a place, so that the many lists of words that
are asked about one place look it up at once, and most say no by that word alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Generic, TypeVar

from vanban.extraction.numbers.lexicon import GAP
from vanban.extraction.reading.plain import lower
from vanban.lexicons import Entry

_BLANKS = frozenset(GAP[1:-1])
_OTHER_BLANK = re.compile("[\u00a0\u2009\u202f]")
_HEAD = re.compile(r"\w+|.", re.DOTALL)

T = TypeVar("T", bound=Entry)


class Lettering:
    """A text letter by letter: `spaced` with every blank as a space, `lower` in lower case too.

    All three have the same length, so a place in one is a place in the others.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.spaced = _OTHER_BLANK.sub(" ", text)
        self.lower = lower(self.spaced)
        self.heads = _Heads(self.lower)
        self.tails = _Tails(text, self.lower)

    def skip(self, position: int) -> int:
        """The next position that is no blank (a line end is none)."""
        while position < len(self.text) and self.text[position] in _BLANKS:
            position += 1
        return position

    def skip_back(self, position: int) -> int:
        """One past the last character before a position that is no blank."""
        return _skip_back(self.text, position)


class _Heads(dict[int, str]):
    """By place the word or sign that begins there, in lower case; empty at the text's end."""

    def __init__(self, lower: str) -> None:
        super().__init__()
        self._lower = lower

    def __missing__(self, place: int) -> str:
        match = _HEAD.match(self._lower, place)
        head = self[place] = match.group() if match else ""
        return head


class _Tails(dict[int, tuple[str, int]]):
    """By place the word or sign before it, blanks apart, in lower case; and where that ends."""

    def __init__(self, text: str, lower: str) -> None:
        super().__init__()
        self._text, self._lower = text, lower

    def __missing__(self, place: int) -> tuple[str, int]:
        end = _skip_back(self._text, place)
        tail = self[place] = _tail(self._lower, end), end
        return tail


def _skip_back(text: str, position: int) -> int:
    """The place before the blanks that end at a position."""
    while position and text[position - 1] in _BLANKS:
        position -= 1
    return position


class Forms(Generic[T]):
    """The forms of some entries, to be found at, or up to, a place in a text; the longest wins."""

    def __init__(self, forms: Iterable[tuple[str, T]], cased: bool = False) -> None:
        self._cased = cased
        self._entries = {form if cased else form.lower(): entry for form, entry in forms}
        self._by_head: dict[str, list[str]] = {}
        self._by_tail: dict[str, list[str]] = {}
        for form in sorted(self._entries, key=len, reverse=True):
            low = form.lower()
            self._by_head.setdefault(_HEAD.match(low)[0], []).append(form)  # type: ignore[index]
            self._by_tail.setdefault(_tail(low, len(low)), []).append(form)

    def __getitem__(self, form: str) -> T:
        """The entry of a form, which is given in lower case unless forms are cased."""
        return self._entries[form]

    def at(self, text: Lettering, position: int) -> tuple[int, T] | None:
        """The end and the entry of the longest form that begins at a position."""
        written = text.spaced if self._cased else text.lower
        for form in self._by_head.get(text.heads[position], ()):
            end = position + len(form)
            if written.startswith(form, position) and not _goes_on(written, end):
                return end, self._entries[form]
        return None

    def before(self, text: Lettering, position: int, floor: int = 0) -> tuple[int, T] | None:
        """The start and the entry of the longest form that ends at a position, blanks apart.

        Nothing before `floor` is looked at.
        """
        tail, end = text.tails[position]
        written = text.spaced if self._cased else text.lower
        for form in self._by_tail.get(tail, ()):
            start = end - len(form)
            if start < floor or not written.startswith(form, start):
                continue
            if start == floor or not _is_letter(written[start - 1]):
                return start, self._entries[form]
        return None


def _tail(text: str, end: int) -> str:
    """The last word of `text[:end]`, or its last sign where it ends with none."""
    start = end
    while start and text[start - 1].isalnum():
        start -= 1
    return text[start:end] if start < end else text[max(end - 1, 0) : end]


def _goes_on(text: str, end: int) -> bool:
    """True where a word goes on at `end`; behind a percent sign another begins: 5%GDP."""
    return text[end - 1] not in "%‰" and _is_letter(text[end : end + 1])


def _is_letter(sign: str) -> bool:
    r"""True for what `\w` matches."""
    return sign.isalnum() or sign == "_"
