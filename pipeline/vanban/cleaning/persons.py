"""A run of capitalised syllables -> the personal names in it, as papers sign their texts.

In: a text and where a run of capitalised syllables stands in it. Out: the span of each person's
name; none where a syllable is no Vietnamese one, or the run is a place, a body or a position. Full
names, pen names of two syllables, initials ("H.Yến") and several names without a comma count. How
often a syllable stands in names was counted over the full names of some thousand pages.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from vanban.cleaning.byline_words import small, words
from vanban.cleaning.page_words import document_types
from vanban.lexicons import FOLDER
from vanban.lexicons import grammar as g
from vanban.text.spans import Span
from vanban.text.spelling import fold_word
from vanban.text.syllables import may_be_syllable

INITIAL = rf"[{g.CODE_CAPITALS}](?:[{g.CODE_CAPITALS}]|[hgr]h?)?[.,]\s?"
_NUMERAL = re.compile(r"[IVX]{2,}\.")
_TYPE = re.compile(document_types())
"""The type of a document in capitals, at its head."""
_CAPITALS = re.compile(r"[^\W\d_]{2,}")
_OFTEN = 0.0006
"""The share of full names with a syllable from which on it is one of many people."""
_LETTERS = frozenset("AÁYÝ")
"""Names of one letter, inside longer ones: Vàng A Chống, Vừ Bá Y, Y Blim Niê."""
_ALWAYS_MIDDLE = 0.1
"""The share of full names with a middle name from which on it makes one: "Thị" and "Văn"."""
_PEN_NAME = 4
"""Syllables of a pen name at most; a full name begins with a family name and may have one more."""


def persons(text: str, start: int, end: int, labelled: bool = True) -> list[Span]:
    """The personal names in a run of capitalised syllables; none where one of them is no name.

    A lone syllable is a name only behind a label or beside another ("Hưng - Thủy").
    """
    run = text[start:end]
    if run in words("place") or run.title() in words("place") or _is_no_person(run):
        return []
    tokens = [Span(start + m.start(), start + m.end()) for m in re.finditer(r"\S+", run)]
    if tokens and tokens[0].of(text).endswith((".", ",")) and len(tokens) > 1:
        tokens = [Span(tokens[0].start, tokens[1].end), *tokens[2:]]
    cores = [_core(token.of(text)) for token in tokens]
    short = len(cores) < _PEN_NAME - 1 and any(core in _LETTERS for core in cores)  # Bảng A
    if short or not all(map(_is_syllable, cores)):
        return []
    lone = len(tokens) == 1 and not re.match(INITIAL, run)
    dashed = re.search(r"[-–,]\s*$", text[:start]) or re.match(r"\s*[-–]\s*\w", text[end:])
    if lone and not (labelled or dashed):
        return []
    parts = _split_persons(text, tokens)
    if run.isupper() and _is_heading(cores):
        return []
    if not all(_may_be_name(text, part) for part in parts):
        return []
    return [Span(part[0].start, part[-1].end) for part in parts]


def _may_be_name(text: str, part: Sequence[Span]) -> bool:
    """True where there are not too many syllables for one name."""
    first = _core(part[0].of(text)).capitalize()
    return len(part) <= _PEN_NAME + (first in words("surname"))


def _is_heading(cores: Sequence[str]) -> bool:
    """True for words in capitals that no name has.

    More than half of a pen name of two syllables or of a name with a family name, one of a pen name
    of three, more than a third of a longer run.
    """
    known = sum(fold_word(core) in _syllables_of_names() for core in cores)
    if len(cores) <= _PEN_NAME // 2 or cores[0].capitalize() in words("surname"):
        return 2 * known < len(cores)
    return known < len(cores) if len(cores) < _PEN_NAME else 3 * known < 2 * len(cores)


def _is_no_person(run: str) -> bool:
    """True where a run begins with words of an institution, a position, a heading: Ủy ban, IV."""
    if _NUMERAL.match(run):
        return True
    bare = re.sub(rf"^{INITIAL}", "", run).casefold()
    if len(bare.split()) > 1 and " ".join(bare.split()[:2]) in small("office"):
        return True
    return f"{bare} ".startswith(_positions()) or _TYPE.fullmatch(run) is not None


@cache
def _positions() -> tuple[str, ...]:
    return tuple(f"{form} " for form in words("position"))


def names_office(text: str) -> bool:
    """True for a text that begins with a position, a deputy's or a former one too, or an office."""
    bare = text.strip("* _-–—()").casefold().removeprefix("nguyên ").removeprefix(f"{g.DEPUTY} ")
    return f"{bare} ".startswith((*_positions(), *_offices()))


@cache
def _offices() -> tuple[str, ...]:
    return tuple(f"{form} " for form in small("office"))


def _core(token: str) -> str:
    """A token without the initials glued before it."""
    return re.sub(rf"^{INITIAL}", "", token)


def _is_syllable(core: str) -> bool:
    """True for a capitalised syllable; of one letter only those of northern names are."""
    whole = len(core) > 1 or core in _LETTERS
    return whole and (core.istitle() or core.isupper()) and may_be_syllable(core)


def _split_persons(text: str, tokens: list[Span]) -> list[list[Span]]:
    """Tokens of names without a comma between them, one list a person."""
    surnames = words("surname")
    parts: list[list[Span]] = [[]]
    for index, token in enumerate(tokens):
        begins = token.of(text).capitalize() in surnames
        if begins and len(parts[-1]) >= 2 and len(tokens) - index >= 2 and len(tokens) >= 4:
            parts.append([])
        parts[-1].append(token)
    return [half for part in parts for half in _pen_names(text, part)]


def _pen_names(text: str, part: list[Span]) -> list[list[Span]]:
    """Four or six syllables that no family name begins are pen names of two.

    A middle name that only full names have ("Cù Thị Hòa Bình") tells of a rare family name.
    """
    middle = fold_word(part[1].of(text)) if len(part) > 1 else ""
    full_name = (
        part[0].of(text).capitalize() in words("surname")
        or name_syllables().get(("middle", middle), 0) >= _ALWAYS_MIDDLE
    )
    if len(part) in {4, 6} and not full_name:
        return [part[i : i + 2] for i in range(0, len(part), 2)]
    return [part]


def written(name: str) -> str:
    """A name in its usual case, where a paper sets its bylines in capitals.

    >>> written("LÊ HOÀI NAM"), written("H.YẾN"), written("HƯNG - THỦY"), written("T.H")
    ('Lê Hoài Nam', 'H.Yến', 'Hưng - Thủy', 'T.H')
    """
    if not name.isupper():
        return name
    return _CAPITALS.sub(lambda word: word.group().capitalize(), name)


@cache
def name_syllables() -> Mapping[tuple[str, str], float]:
    """The share of full names, 0 to 1, that have a folded syllable in a place of theirs.

    The places are "surname", "middle" and "given".
    """
    lines = (FOLDER / "name_syllables.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return {(place, word): float(often) / 10_000 for place, word, often in rows}


@cache
def _syllables_of_names() -> frozenset[str]:
    """The syllables that stand in any place of full names."""
    return frozenset(word for _, word in name_syllables())


def name_of_many(key: str) -> bool:
    """True for a syllable that many people have as given name."""
    return name_syllables().get(("given", key), 0) >= _OFTEN


@lru_cache(maxsize=1 << 12)
def name_pair(keys: tuple[str, ...]) -> bool:
    """True for two syllables that many people have as middle and given name: "Quang Hải"."""
    first, last = keys
    often = name_of_many(first) or name_syllables().get(("middle", first), 0) >= _OFTEN
    return often and name_of_many(last)
