"""Lexicon entries as phrases: which entries stand at a word, or end before one.

In: entries, each with its forms. Out: `Phrases`, the one way to look an entry up by words. Matching
is by folded words, so case, white space and spelling conventions do not matter; only a form that is
all capitals (TS, UBND) asks for capitals where the text is at hand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import chain
from typing import Any, Generic, NamedTuple, TypeVar

from vanban.extraction.reading.words import Words, fold_phrase

E = TypeVar("E")
Forms = tuple[str, ...]
"""Folded words."""


class Hit(NamedTuple, Generic[E]):
    """An entry that stands at the words `start:end`."""

    entry: E
    start: int
    end: int


def _forms_of(entry: Any) -> Iterable[str]:
    """The forms of an entry of a lexicon."""
    forms: tuple[str, ...] = entry.forms
    return forms


class Phrases(Generic[E]):
    """The entries of a lexicon by the folded words of their forms.

    With `capital`, a form counts only where the text writes it with a capital: names of places.
    `split` parts a form into folded words, `forms` gives an entry's forms where they are not its
    name and variants.
    """

    def __init__(
        self,
        entries: Iterable[E],
        *,
        capital: bool = False,
        split: Callable[[str], Forms] = fold_phrase,
        forms: Callable[[E], Iterable[str]] = _forms_of,
    ) -> None:
        self._capital = capital
        self.entries = tuple(entries)
        self._found: dict[Forms, list[tuple[E, bool]]] = {}
        for entry in self.entries:
            for form in forms(entry):
                self._found.setdefault(split(form), []).append((entry, _in_capitals(form)))
        self._openers = _sizes((words[0], len(words)) for words in self._found)

    @cached_property
    def _closers(self) -> dict[str, tuple[int, ...]]:
        """For the last word of forms how many words they have; few lexicons are asked for it."""
        return _sizes((words[-1], len(words)) for words in self._found)

    # By words of a text

    def at(self, words: Words, i: int) -> list[Hit[E]]:
        """The entries that begin with word i and stay on its line, longest first."""
        forms = words.forms
        sizes = self._openers.get(forms[i]) if 0 <= i < len(forms) else None
        return [hit for size in sizes for hit in self._hits(words, i, i + size)] if sizes else []

    def longest(self, words: Words, i: int) -> Hit[E] | None:
        """The longest of the entries that begin with word i."""
        forms = words.forms
        for size in self._openers.get(forms[i], ()) if 0 <= i < len(forms) else ():
            if hits := self._hits(words, i, i + size):
                return hits[0]
        return None

    def before(self, words: Words, i: int) -> Hit[E] | None:
        """The longest of the entries that end with word i - 1 and stay on its line."""
        forms = words.forms
        for size in self._closers.get(forms[i - 1], ()) if 0 < i <= len(forms) else ():
            if size <= i and (hits := self._hits(words, i - size, i)):
                return hits[0]
        return None

    def _hits(self, words: Words, start: int, end: int) -> list[Hit[E]]:
        """The entries of the words `start:end`, the last one first."""
        found = self._found.get(words.forms[start:end])
        if found is None or any(words.breaks(j) for j in range(start + 1, end)):
            return []
        fits = [entry for entry, upper in found if self._fits(words, start, end, upper)]
        return [Hit(entry, start, end) for entry in reversed(fits)]

    def _fits(self, words: Words, start: int, end: int, upper: bool) -> bool:
        """True where a form is written as its entry asks: in capitals, or with one."""
        if upper:
            surface = words.surface(start, end)
            return surface == surface.upper()
        return not self._capital or words.is_capital(start) or words.is_capital(end - 1)

    # By folded words alone

    def get(self, forms: Forms) -> E | None:
        """The first entry with exactly these words."""
        found = self._found.get(forms)
        return found[0][0] if found else None

    def all(self, forms: Forms) -> tuple[E, ...]:
        """All entries with exactly these words."""
        return tuple(entry for entry, _ in self._found.get(forms, ()))

    def prefix(self, forms: Forms) -> tuple[E, int] | None:
        """The longest entry at the front of a row of words, and how many words it takes."""
        for size in self._openers.get(forms[0], ()) if forms else ():
            if size <= len(forms) and (found := self._found.get(forms[:size])):
                return found[0][0], size
        return None

    def suffix(self, forms: Forms) -> tuple[E, int] | None:
        """The longest entry at the back of a row of words, and how many words it takes."""
        for size in self._closers.get(forms[-1], ()) if forms else ():
            if size <= len(forms) and (found := self._found.get(forms[-size:])):
                return found[0][0], size
        return None

    def behind(self, forms: Forms) -> Forms:
        """The words behind the longest entry at their front; all where none stands there."""
        found = self.prefix(forms)
        return forms[found[1] :] if found else forms

    def stem(self, forms: Forms) -> Forms:
        """The words before the longest entry at their back; all where none stands there."""
        found = self.suffix(forms)
        return forms[: -found[1]] if found else forms

    def cut(self, forms: Forms) -> Iterator[tuple[E | None, Forms]]:
        """A row of words as the longest entries from left to right, each with its words.

        A word that no entry begins with stands alone, with None.
        """
        at = 0
        while at < len(forms):
            entry, size = self.prefix(forms[at:]) or (None, 1)
            yield entry, forms[at : at + size]
            at += size

    # For what scans a text

    def opened_by(self, word: str) -> bool:
        """True where a form begins with this word."""
        return word in self._openers

    @property
    def closers(self) -> Iterable[str]:
        """The words with which its forms end."""
        return self._closers.keys()

    @property
    def pairs(self) -> Iterator[tuple[str, frozenset[str] | None]]:
        """The first words of its forms, each with the words that must follow, or None."""
        following: dict[str, set[str] | None] = {}
        for first, *rest in self._found:
            known = following.setdefault(first, set())
            if not rest:
                following[first] = None
            elif known is not None:
                known.add(rest[0])
        for first, known in following.items():
            yield first, None if known is None else frozenset(known)


def _in_capitals(form: str) -> bool:
    """True for an abbreviation: all its letters are capitals, and there are several."""
    if not form.isupper():
        return False
    return sum(map(str.isalpha, form)) > 1


def _sizes(words: Iterable[tuple[str, int]]) -> dict[str, tuple[int, ...]]:
    """For each first (or last) word how many words the forms have, the longest first."""
    found: dict[str, list[int]] = {}
    for word, size in sorted(set(words), reverse=True):
        found.setdefault(word, []).append(size)
    return {word: tuple(sizes) for word, sizes in found.items()}


class Openers:
    """Where entries of several lexicons can begin, as far as two words tell: at few of all."""

    def __init__(self, *lexicons: Phrases[Any]) -> None:
        self._second: dict[str, frozenset[str] | None] = {}
        for word, second in chain.from_iterable(lexicon.pairs for lexicon in lexicons):
            known = self._second.get(word, frozenset())
            self._second[word] = None if known is None or second is None else known | second

    def places(self, words: Words) -> list[int]:
        """The words at which an entry can begin, in order."""
        found, following = list[int](), words.following
        for form in self._second.keys() & words.places.keys():
            at, second = words.places[form], self._second[form]
            found += at if second is None else [i for i in at if following[i] in second]
        return sorted(found)
