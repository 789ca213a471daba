"""Accepted names -> the full name of each person in the page.

In: names in order of place with their honorifics. Out: for each the canonical form: the full name
that a short form stands for, and one spelling for every way of writing the same name.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

from vanban.extraction.vocabulary.names import foreign_names, genders, known_people
from vanban.text.spelling import fold_words

_FEW = 20  # names compared, so that the time stays linear
_SAME = 0.75  # likeness of two names with a letter or two that differ
_VERY_ALIKE = 0.8  # likeness of two spellings of one foreign word
_SEVERAL = 2  # words
_LONG = 6  # letters of a word whose likeness says anything


class ResolvedName(NamedTuple):
    """A name as written: is it full, is it foreign, and what stood before it.

    `near`: the name before stands in the same sentence, not far; `pen`: a pen or stage name of the
    person named before it. `bearer_after`: the next name is the person whose pen name it is ("Thanh
    Sơn là bút danh của | Vi Văn Páo").
    """

    surface: str
    full: bool
    foreign: bool = False
    honorific: str | None = None
    signed: bool = False
    near: bool = False
    pen: bool = False
    bearer_after: bool = False


def canonical_forms(names: Sequence[ResolvedName]) -> list[str]:
    """The canonical form of each name, in order."""
    spelling = _spellings(names)
    spelling |= _misspelt(names, spelling)
    people = _People(names)
    antecedents = _antecedents(names)
    out: list[str] = []
    for place, name in enumerate(names):
        form = _tidy(name.surface)
        antecedent = antecedents.get(fold_words(form))
        if antecedent is None:
            full = None if name.full and not _could_be_short(name) else people.full_of(place)
        else:
            full = people.full_of(antecedent) or _tidy(names[antecedent].surface)
        out.append(spelling.get(fold_words(full or form), full or form))
    return out


def _antecedents(names: Sequence[ResolvedName]) -> dict[tuple[str, ...], int]:
    """For each other name of somebody on a page the place of the name that the page uses.

    A name that everybody knows is never the other one: "Hồng Thế Công (tức | Hà Huy Tập)".
    """
    antecedents: dict[tuple[str, ...], int] = {}
    for place, name in enumerate(names):
        key = fold_words(name.surface)
        before = fold_words(names[place - 1].surface) if place else key
        if name.pen and before not in (key, key[-len(before) :]):
            if not _is_known(key):
                antecedents.setdefault(key, antecedents.get(before, place - 1))
            elif not _is_known(before):
                antecedents.setdefault(before, place)
        elif name.bearer_after and place + 1 < len(names):
            antecedents.setdefault(key, place + 1)
    return {
        key: place for key, place in antecedents.items() if fold_words(names[place].surface) != key
    }


def _is_known(keys: tuple[str, ...]) -> bool:
    """True for the name, not another one, of somebody whom the lexicon of people knows."""
    person = known_people().get(keys)
    return person is not None and (person.streets or fold_words(person.name) == keys)


def _tidy(surface: str) -> str:
    return " ".join(surface.split())


def _could_be_short(name: ResolvedName) -> bool:
    """True where a name with a surname may yet be the end of a longer one ("Thanh Hải")."""
    return not name.signed and len(name.surface.split()) == 2


def _spellings(names: Sequence[ResolvedName]) -> dict[tuple[str, ...], str]:
    """For each name the spelling that stands most often, not in capitals if there is another."""
    forms: dict[tuple[str, ...], Counter[str]] = {}
    for name in names:
        form = _tidy(name.surface)
        forms.setdefault(fold_words(form), Counter())[form] += 1
    return {
        keys: max(counts, key=lambda form: (not form.isupper(), counts[form]))
        for keys, counts in forms.items()
    }


def _misspelt(
    names: Sequence[ResolvedName], spelling: dict[tuple[str, ...], str]
) -> dict[tuple[str, ...], str]:
    """For each foreign full name that another one of the page all but equals, that one's spelling.

    The two share a word and differ in letters of another ("Volomymyr | Volodymyr Zelensky"); the
    one that the lexicon knows is right, else the one that stands more often.
    """
    counts = Counter(fold_words(name.surface) for name in names if name.foreign and name.full)
    trust = {keys: (_words_known(keys), count) for keys, count in counts.items()}
    known = sorted(trust, key=trust.__getitem__, reverse=True)[:_FEW]
    found = {}
    for place, keys in enumerate(known):
        better = (one for one in known[:place] if _one_word_off(one, keys))
        best = next((one for one in better if trust[one] > trust[keys]), None)
        if best:
            found[keys] = spelling[best]
    return found


def _words_known(keys: tuple[str, ...]) -> int:
    """How many words of a foreign name stand in the lexicon."""
    given, surname = foreign_names("given"), foreign_names("surname")
    return sum(bool(given.get((key,)) or surname.get((key,))) for key in keys)


def _one_word_off(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """True for two names that differ in one word of several, and that is spelled alike."""
    pairs = [(a, b) for a, b in zip(one, other, strict=False) if a != b]
    if len(one) != len(other) or len(one) < _SEVERAL or len(pairs) != 1:
        return False
    (a, b) = pairs[0]
    return min(len(a), len(b)) >= _LONG and SequenceMatcher(None, a, b).ratio() >= _VERY_ALIKE


def _gender(honorific: str | None) -> str | None:
    return genders().get(honorific) if honorific else None


class _People:
    """The full names of a page, by the short forms that can stand for them."""

    def __init__(self, names: Sequence[ResolvedName]) -> None:
        self._names = names
        self._ends: dict[tuple[str, ...], list[int]] = {}
        self._families: dict[tuple[str, ...], list[int]] = {}
        self._genders: dict[tuple[str, ...], set[str]] = {}
        self._called: dict[tuple[str, ...], tuple[str, ...]] = {}
        full = {fold_words(name.surface) for name in names if name.full and not name.signed}
        for place, name in enumerate(names):
            if name.signed or not name.full:
                continue
            keys = fold_words(name.surface)
            for short in _short_forms(keys, name.foreign):
                inside = name.foreign and _begins_later(keys, short)
                two = len(short) > 1 and keys[: -len(short)] in full  # Nguyễn Phú Trọng | Tô Lâm
                if not (two or inside):
                    self._ends.setdefault(short, []).append(place)
            self._families.setdefault(keys[:1], []).append(place)
            if gender := _gender(name.honorific):
                self._genders.setdefault(keys, set()).add(gender)

    def full_of(self, place: int) -> str | None:
        """The full name that a short form stands for: the last one before it, else the next.

        A given name comes first; a family name stands for a person where neighbours of Vietnam
        are meant ("ông Tập" for Tập Cận Bình) and no given name fits.
        """
        short = fold_words(self._names[place].surface)
        gender = _gender(self._names[place].honorific)
        fitting = self._nearest(self._ends.get(short, []), place)
        fitting = self._one_of_namesakes(fitting, gender)
        for other in fitting:
            known = self._genders.get(fold_words(self._names[other].surface))
            if not gender or not known or gender in known:
                return _tidy(self._names[other].surface)
        rest = fitting or self._of_family(short, place)
        return _tidy(self._names[rest[0]].surface) if rest else None

    def _of_family(self, short: tuple[str, ...], place: int) -> list[int]:
        """The places of the full names whose family name a short form is, the one meant first.

        Who was called so before is meant again, unless the sentence names another one.
        """
        family = self._nearest(self._families.get(short, []), place)
        last = self._called.get(short)
        if family and not (self._names[place].near and place - 1 in family):
            family.sort(key=lambda other: self._key(other) != last)
        if family:
            self._called.setdefault(short, self._key(family[0]))
        return family

    def _one_of_namesakes(self, places: list[int], gender: str | None) -> list[int]:
        """Of foreign persons with one surname the one who is meant; nobody where that is open.

        The one called by the gender, or the one named in full more than twice as often.
        """
        if not self._are_several(places):
            return places
        called = [p for p in places if gender and gender in self._genders.get(self._key(p), ())]
        if called and not self._are_several(called):
            return called
        counts = Counter(map(self._key, places)).most_common(2)
        sure = len(counts) > 1 and counts[0][1] > 2 * counts[1][1]
        return [p for p in places if self._key(p) == counts[0][0]] if sure else []

    def _are_several(self, places: Sequence[int]) -> bool:
        """True where places hold foreign names of several persons with one surname."""
        foreign = list(dict.fromkeys(self._key(p) for p in places if self._names[p].foreign))
        return any(
            one[-1:] == other[-1:] and not _are_alike(one[0], other[0])
            for one, other in pairwise(foreign)
        )

    def _key(self, place: int) -> tuple[str, ...]:
        return fold_words(self._names[place].surface)

    @staticmethod
    def _nearest(places: Sequence[int], place: int) -> list[int]:
        """Places from the last before one backwards, then those after it; a few suffice."""
        at = bisect_left(places, place)
        before = [other for other in places[max(0, at - _FEW) : at] if other != place]
        after = [other for other in places[at : at + _FEW] if other != place]
        return [*reversed(before), *after]


def _are_alike(one: str, other: str) -> bool:
    """True for two spellings of one foreign word, or an initial of it: Vladmir, Vladimir."""
    if one[0] == other[0] and 1 in (len(one), len(other)):
        return True
    return SequenceMatcher(None, one, other).ratio() > _SAME


def _begins_later(keys: tuple[str, ...], short: tuple[str, ...]) -> bool:
    """True where a foreign given name begins inside a name: "Emirates | Arsene Wenger"."""
    given = foreign_names("given")
    inside = len(short) > 1 and short != keys and short[0] != keys[0]
    return inside and given.get(short[:1]) is not None and given.get(keys[:1]) is None


def _short_forms(keys: tuple[str, ...], foreign: bool) -> set[tuple[str, ...]]:
    """What can stand for a full name: its ends; of a foreign one a word, or the first and last."""
    forms = {keys[-size:] for size in range(1, len(keys))}
    ends = {(keys[0], keys[-1]), keys[:_SEVERAL]} if len(keys) > _SEVERAL else set()
    return forms | ends | {(key,) for key in keys} if foreign else forms
