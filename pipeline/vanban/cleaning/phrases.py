"""Phrases of pages: what a line is, where its words alone tell.

In: a line. Out: the entry of `lexicons/pages.toml` it rests on, or None. Case, and digits and
punctuation around the line, do not count; a line of several phrases ("Trang chủ | Liên hệ") rests
on the first of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import filterfalse
from typing import Literal

from pydantic import Field

from vanban import lexicons as lexicon

Role = Literal[
    "menu", "label", "share", "media", "comment", "related", "tags", "widget", "footer", "signing",
    "running-head", "stamp",
]  # fmt: skip

_MAX_CHARS = 600
"""A longer line is no boilerplate, or none that words alone tell."""
_ROW_WORDS = 60
"""A row of phrases is at most this long."""
_LABEL_WORDS = 8
"""A line that is longer and ends in a full stop is a sentence."""
_POINTER_WORDS = 3
"""The head of a list of other news, if so long, may have one of them behind a colon."""
_POINTED = 45
"""The most words of a line with such a head."""
_SIGN = re.compile("[|•·»›/▪■●,;]")
_DATED = re.compile(r"\d/\d{4}")
"""The end of a day: what names two of them is text, not a row of fields."""
_SEPARATOR = re.compile(rf"\s*{_SIGN.pattern}\s*|\s{{2,}}")


class Phrase(lexicon.Entry):
    """Words that tell what a line of a page is."""

    role: Role
    where: Literal["line", "start", "anywhere"] = "line"
    words: int = Field(default=60, ge=1)


@dataclass(frozen=True, slots=True)
class _Phrases:
    """The forms of every entry by where they stand; the words of the longest by its first; all."""

    lines: dict[str, Phrase]
    starts: dict[str, list[tuple[str, Phrase]]]
    anywhere: tuple[tuple[str, Phrase], ...]
    lengths: dict[str, int]
    words: frozenset[str]


@cache
def _phrases() -> _Phrases:
    """The boilerplate of the lexicon: whole lines, and beginnings by their first two letters."""
    entries = lexicon.load("pages.boilerplate", Phrase)
    placed = [(form, entry) for entry in entries for form in entry.forms]
    lines = {bare(form): entry for form, entry in placed if entry.where == "line"}
    starts: dict[str, list[tuple[str, Phrase]]] = {}
    for form, entry in placed:
        if entry.where == "start":
            starts.setdefault(form[:2], []).append((form, entry))
        elif entry.role == "related" and len(form.split()) >= _POINTER_WORDS:
            pointer = entry.model_copy(update={"where": "start", "words": _POINTED})
            starts.setdefault(form[:2], []).append((form + ":", pointer))
    lengths: dict[str, int] = {}
    for form in filter(None, lines):
        first, *others = form.split()
        lengths[first] = max(lengths.get(first, 0), 1 + len(others))
    return _Phrases(
        lines={form: entry for form, entry in lines.items() if form},
        starts=starts,
        anywhere=tuple((form, entry) for form, entry in placed if entry.where == "anywhere"),
        lengths=lengths,
        words=frozenset(word for form in lines for word in re.split(r"[^\w]+", form)),
    )


def bare(line: str) -> str:
    """A line in lower case, without digits and punctuation around it, words one space apart.

    >>> bare("» Bình luận (12)")
    'bình luận'
    """
    start, end = 0, len(line)
    while start < end and not _is_letter(line[start]):
        start += 1
    while start < end and not _is_letter(line[end - 1]):
        end -= 1
    return " ".join(line[start:end].casefold().split())


def _is_letter(sign: str) -> bool:
    r"""True for what `[^\W\d_]` matches."""
    return sign.isalnum() and not sign.isdecimal()


@lru_cache(maxsize=4096)
def phrase(line: str) -> Phrase | None:
    """The entry that a line rests on, None where its words do not tell what it is."""
    if len(line) > _MAX_CHARS:
        return None
    table, key = _phrases(), bare(line)
    whole = table.lines.get(key)
    if whole is not None and (len(key) > 1 or not any(map(str.isdigit, line))):
        return whole
    folded = line.casefold()
    text = folded.lstrip(" \t«»›>•·▪■●|-–—*+©[(")
    size = len(text.split())
    sentence = size > _LABEL_WORDS and text.rstrip().endswith((".", "!", "?"))
    for form, entry in table.starts.get(text[:2], ()):
        if size > entry.words or not text.startswith(form) or text[len(form) :][:1].isalnum():
            continue
        pointer = entry.role == "related" and form.endswith(":")
        if not sentence or pointer or entry.role in {"comment", "menu"}:
            return entry
    for form, entry in table.anywhere:
        if size <= entry.words and form in text:
            return entry
    return _row(line, table) if _may_be_row(folded, table) else None


def _may_be_row(folded: str, table: _Phrases) -> bool:
    """False where more words than a row of this length may have are in no phrase."""
    words = folded.split()
    strangers = sum(map(str.isalpha, filterfalse(table.words.__contains__, words)))
    return strangers * 5 <= min(len(words) + len(_SIGN.findall(folded)), _ROW_WORDS)


def _row(line: str, table: _Phrases) -> Phrase | None:
    """The first phrase of a line that is nothing, or next to nothing, but phrases in a row."""
    words = [word for part in _SEPARATOR.split(line) for word in bare(part).split()]
    words = [stripped for word in words if (stripped := word.strip("-–—+*:.()[]<>"))]
    if not 1 < len(words) <= _ROW_WORDS or len(_DATED.findall(line)) > 1:
        return None
    found: list[Phrase] = []
    strangers = position = 0
    while position < len(words) and strangers * 5 <= len(words):
        limit = min(table.lengths.get(words[position], 0), len(words) - position)
        sizes = range(limit, 0, -1)
        keys = ((size, " ".join(words[position : position + size])) for size in sizes)
        known = next(((size, table.lines[key]) for size, key in keys if key in table.lines), None)
        if known:
            found.append(known[1])
        else:
            strangers += 1
        position += known[0] if known else 1
    enough = len(found) > (2 if strangers else 1) and strangers * 5 <= len(words)
    return found[0] if enough else None
