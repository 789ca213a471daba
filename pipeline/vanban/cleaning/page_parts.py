"""What the names of a page's parts say: is a block navigation, comments, or the article?

In: the words of a block's class and id. Out: the entry of `lexicons/pages.toml` they rest on, of
part "furniture", "article", "headline" or "neutral", or None.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Literal

from vanban import lexicons as lexicon

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
Part = Literal["furniture", "article", "headline", "neutral"]
_ORDER: Sequence[Part] = ("furniture", "article", "headline", "neutral")


class PartName(lexicon.Entry):
    """Words by which sites name a part of a page."""

    part: Part


@cache
def _names() -> dict[tuple[str, ...], PartName]:
    entries = lexicon.load("pages.part", PartName)
    return {tuple(form.split()): entry for entry in entries for form in entry.forms}


@cache
def _longest() -> int:
    return max(map(len, _names()))


def words_of(label: str) -> tuple[str, ...]:
    """The words of a class or id in small letters.

    >>> words_of("box_tin-lien boxTinKhac")
    ('box', 'tin', 'lien', 'box', 'tin', 'khac')
    """
    return tuple(word.lower() for word in _WORD.findall(label))


@lru_cache(4_096)
def part_name(words: tuple[str, ...]) -> PartName | None:
    """The entry that the words of a class and id rest on, furniture first, then article.

    >>> part_name(("box", "tin", "lien", "quan")).id
    'other-news'
    """
    return min(_named(words), key=lambda entry: _ORDER.index(entry.part), default=None)


def is_trail(words: tuple[str, ...]) -> bool:
    """True for the names of a path of the site: "Trang chủ » Thời sự »"."""
    return any(entry.id == "trail" for entry in _named(words))


def _named(words: tuple[str, ...]) -> list[PartName]:
    """The entries that words hold.

    A name inside a longer one says nothing: every block of some page builders is a "widget".
    """
    found: list[PartName] = []
    end = 0
    for start in range(len(words)):
        for size in range(min(_longest(), len(words) - start), 0, -1):
            entry = _names().get(words[start : start + size])
            if entry is not None and start + size > end:
                found.append(entry)
                end = start + size
                break
    return found
