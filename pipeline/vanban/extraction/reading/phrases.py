"""Lexicon entries as phrases: which entries stand at a word.

In: entries, each with its forms. Out: `Phrases`, which names all entries whose form stands at a
place of a text, the longest first. Matching is by folded words, so case, white space and spelling
conventions do not matter; only a form that is all capitals (TS, UBND) asks for capitals.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any, Generic, NamedTuple, TypeVar

from vanban.extraction.reading.words import Words, fold_phrase, slug
from vanban.lexicons import Entry

E = TypeVar("E", bound=Entry)


class Hit(NamedTuple, Generic[E]):
    """An entry that stands at the words `start:end`."""

    entry: E
    start: int
    end: int


def form_key(hit_id: str, own: bool, words: Words, start: int, end: int) -> str:
    """The id of what stands at the words `start:end`: the entry's, or with `own` the form's."""
    return slug((words.surface(start, end),)) if own else hit_id


class _Node(Generic[E]):
    __slots__ = ("forms", "next")

    def __init__(self) -> None:
        self.next: dict[str, _Node[E]] = {}
        self.forms: list[tuple[E, bool]] = []


class Phrases(Generic[E]):
    """A trie over the folded words of the entries' forms.

    With `capital`, a form counts only where the text writes it with a capital: names of places.
    """

    def __init__(self, entries: Iterable[E], *, capital: bool = False) -> None:
        self._root: _Node[E] = _Node()
        self._capital = capital
        self.entries = tuple(entries)
        for entry in self.entries:
            for form in entry.forms:
                self._add(entry, form)

    def _add(self, entry: E, form: str) -> None:
        node = self._root
        for word in fold_phrase(form):
            node = node.next.setdefault(word, _Node())
        letters = [c for c in form if c.isalpha()]
        node.forms.append((entry, len(letters) > 1 and all(c.isupper() for c in letters)))

    def at(self, words: Words, i: int) -> list[Hit[E]]:
        """The entries that begin with word i and stay on its line, longest first."""
        forms, hits = words.forms, []
        node = self._root.next.get(forms[i]) if 0 <= i < len(forms) else None
        j = i + 1
        while node is not None:
            for entry, upper in node.forms:
                if self._fits(words, i, j, upper):
                    hits.append(Hit(entry, i, j))
            ended = j == len(forms) or not node.next or words.breaks(j)
            node = None if ended else node.next.get(forms[j])
            j += 1
        hits.reverse()
        return hits

    @property
    def pairs(self) -> Iterator[tuple[str, frozenset[str] | None]]:
        """The first folded words of entries, each with the words that must follow, or None."""
        for word, node in self._root.next.items():
            yield word, None if node.forms else frozenset(node.next)

    def longest(self, words: Words, i: int) -> Hit[E] | None:
        """The longest of the entries that begin with word i."""
        hits = self.at(words, i)
        return hits[0] if hits else None

    def _fits(self, words: Words, start: int, end: int, upper: bool) -> bool:
        if upper:
            surface = words.surface(start, end)
            return surface == surface.upper()
        return not self._capital or words.is_capital(start) or words.is_capital(end - 1)


class Openers:
    """Where entries of several lexicons can begin, as far as two words tell: at few of all."""

    def __init__(self, *lexicons: Phrases[Any]) -> None:
        self._second: dict[str, frozenset[str] | None] = {}
        for word, second in chain.from_iterable(lexicon.pairs for lexicon in lexicons):
            known = self._second.get(word, frozenset())
            self._second[word] = None if known is None or second is None else known | second

    def places(self, words: Words) -> list[int]:
        """The words at which an entry can begin, in order."""
        second = self._second
        return [i for i, form in enumerate(words.forms) if form in second and self._at(words, i)]

    def _at(self, words: Words, i: int) -> bool:
        second = self._second[words.forms[i]]
        return second is None or words.form(i + 1) in second
