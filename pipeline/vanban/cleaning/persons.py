"""A run of capitalised syllables -> the personal names in it, as papers sign their texts.

In: a text and where a run of capitalised syllables stands in it. Out: the span of each person's
name; none where a syllable is no Vietnamese one, or the run is a place, a body or a position. Full
names, pen names of two syllables, initials ("H.Yến") and several names without a comma count.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from vanban.cleaning.byline_words import small, words
from vanban.text.spans import Span

INITIAL = r"[A-ZĐ](?:[A-ZĐ]|[hgr]h?)?[.,]\s?"
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?"
)
_CAPITALS = re.compile(r"[^\W\d_]{2,}")


def persons(text: str, start: int, end: int, labelled: bool = True) -> list[Span]:
    """The personal names in a run of capitalised syllables; none where one of them is no name.

    A lone syllable is a name only behind a label or beside another ("Hưng - Thủy").
    """
    run = text[start:end]
    if run in words("place") or run.title() in words("place") or _is_body(run):
        return []
    tokens = [Span(start + m.start(), start + m.end()) for m in re.finditer(r"\S+", run)]
    if tokens and tokens[0].of(text).endswith((".", ",")) and len(tokens) > 1:
        tokens = [Span(tokens[0].start, tokens[1].end), *tokens[2:]]
    if not all(_is_syllable(token.of(text)) for token in tokens):
        return []
    lone = len(tokens) == 1 and not re.match(INITIAL, run)
    dashed = re.search(r"[-–,]\s*$", text[:start]) or re.match(r"\s*[-–]\s*\w", text[end:])
    if lone and not (labelled or dashed):
        return []
    parts = _apart(text, tokens)
    if any(len(part) > 5 for part in parts):
        return []
    return [Span(part[0].start, part[-1].end) for part in parts]


def _is_body(run: str) -> bool:
    """True where a run begins with words of an institution or a position: Ủy ban, Bí thư."""
    syllables = run.casefold().split()
    if len(syllables) > 1 and " ".join(syllables[:2]) in small("office"):
        return True
    return f"{run.casefold()} ".startswith(_positions())


@cache
def _positions() -> tuple[str, ...]:
    return tuple(f"{form} " for form in words("position"))


def _is_syllable(token: str) -> bool:
    """True for a capitalised syllable, with initials glued before it or not."""
    core = re.sub(rf"^{INITIAL}", "", token)
    if len(core) < 2 or not (core.istitle() or core.isupper()):
        return False
    plain = unicodedata.normalize("NFD", core.casefold().replace("đ", "d"))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _SYLLABLE.fullmatch(letters) is not None


def _apart(text: str, tokens: list[Span]) -> list[list[Span]]:
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
    """Four or six syllables that no family name begins are pen names of two."""
    full_name = part[0].of(text).capitalize() in words("surname")
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
