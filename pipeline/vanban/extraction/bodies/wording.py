"""Organisations as words that compare: one form for every way of writing a name.

In: an organisation as written. Out: its folded words without marks, joiners and short forms:
"Sở GD&ĐT", "Sở GD-ĐT" and "Sở Giáo dục và Đào tạo" are the same words.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import chain

from vanban.extraction.reading.phrases import Phrases
from vanban.lexicons import Entry, load
from vanban.lexicons import grammar as g
from vanban.schema.derived import BodyKind, BodyLevel
from vanban.text.spelling import fold_word

Words = tuple[str, ...]
"""Folded words."""

_CENTRAL = re.compile(r"\bT\.?Ư\b")
"""A short form that without its capitals is another word: the "tư" of "đầu tư"."""
_ACRONYM = re.compile(rf"\(([{g.CAPITALS}\d&-]+)\)")
"""What may be the short form of the words before it: "Cảnh sát giao thông | (CSGT)"."""
_WORD = re.compile(r"[^\W_]+")
_SILENT = frozenset(g.forms("silent-in-body"))
"""Grammar words that one writer sets and another leaves out; "trực" stands in "trực thuộc"."""
_TOGETHER = {g.DIRECTLY_UNDER.split()[0]: g.UNDER, g.COUNTRY: g.REPUBLIC.split()[0]}
"""A silent word that is one only before another."""


class BodyWord(Entry):
    """A part of names of bodies and its short forms; `match` and `reject` are organisations."""


class Head(Entry):
    """Words that open names of bodies; `local`: the body is one of a unit of territory.

    `unit`: the type of its unit, where the words say it; `over`: the id of the central body over
    it; `above`: what the body over it is called, one level up; `short`: its form in ids;
    `anywhere`: bodies of every kind have one; `plain`: an ordinary word inside other names;
    `shared`: many owners have one of this name, so that its owner is part of its id; `sole`: a
    country has one of a name, whichever ministry owns it; `foreign`: only other countries have one;
    `closes`: it also ends other words ("nghiệp | vụ"); `owners`: first words of the bodies that
    alone have such parts (Khoa | Bệnh viện); `first`: of the bodies of its kind that a unit has,
    the one over the others; `unless_after`: words that make it the end of another word ("cơ | sở").
    """

    kind: BodyKind
    level: BodyLevel | None = None
    local: bool = False
    unit: str | None = None
    over: str | None = None
    above: str | None = None
    short: str | None = None
    anywhere: bool = False
    plain: bool = False
    shared: bool = False
    sole: bool = False
    foreign: bool = False
    closes: bool = False
    owners: tuple[str, ...] = ()
    first: bool = False
    unless_after: tuple[str, ...] = ()


def body_words(text: str) -> Words:
    """The words of an organisation, without joiners, its short forms written in full.

    >>> body_words("UBND TP.HCM")
    ('ủy', 'ban', 'nhân', 'dân', 'hồ', 'chí', 'minh')
    """
    return _body_words(text)


@lru_cache(maxsize=50_000)
def _body_words(text: str) -> Words:
    """The words of a text with every short form written in full, the longest form first."""
    words = _in_words(text)
    if not any(map(_full_forms().opened_by, words)):  # nearly all
        return words
    cut = _full_forms().cut(words)
    return tuple(chain.from_iterable(_in_words(e.name) if e else part for e, part in cut))


def _is_silent(words: Words, at: int) -> bool:
    """True for a grammar word that one writer sets and another leaves out."""
    word = words[at]
    if word not in _SILENT:
        return False
    needed = _TOGETHER.get(word)
    return needed is None or words[at + 1 : at + 2] == (needed,)


@cache
def _full_forms() -> Phrases[BodyWord]:
    """Parts of names by their short forms, and in full: inside those no short form is read."""
    return Phrases(load("body_words.word", BodyWord), split=_in_words)


def _in_words(text: str) -> Words:
    """The folded words of a text without the silent ones."""
    text = _CENTRAL.sub(f" {g.CENTRAL} ", _without_acronym(text) if "(" in text else text)
    words = tuple(map(fold_word, _WORD.findall(text)))
    if _SILENT.isdisjoint(words):  # nearly all
        return words
    return tuple(word for at, word in enumerate(words) if not _is_silent(words, at))


def _without_acronym(text: str) -> str:
    """A text without the short forms in brackets of the words before them, or with a number."""

    def shortened(match: re.Match[str]) -> str:
        initials = "".join(word[0] for word in _WORD.findall(text[: match.start()])).upper()
        own = "".join(_WORD.findall(match[1]))
        return " " if initials.endswith(own) or not own.isalpha() else match[0]

    return _ACRONYM.sub(shortened, text)


def in_print(words: Words) -> str:
    """The words as the name of a body: parts that the lexicons know as they write them.

    >>> in_print(("sở", "giáo", "dục", "đào", "tạo"))
    'Sở Giáo dục và Đào tạo'
    """
    found: list[str] = []
    parts = list(_printed().cut(words))
    for at, (name, part) in enumerate(parts):
        opens = at + 1 < len(parts) and parts[at + 1][0] is not None  # "Khoa Y | Trường Đại học"
        plain = at > 0 and parts[at - 1][0] is None and (found[-1].islower() or not opens)
        if name is not None and not (plain and len(part) == 1 and part[0] in _closing()):
            found.append(name)
        elif len(found) < _CAPITALS and not (plain and name is not None):
            found.append(_as_written(part[0]).capitalize())
        else:
            found.append(_as_written(part[0]))
    text = " ".join(found)
    return text[:1].upper() + text[1:]


def _as_written(word: str) -> str:
    """A folded word as names of bodies are printed: "Quản lý", "Đăng ký", "Quy hoạch"."""
    return _LONE_I.sub(lambda match: _Y[match[0]], word)


_LONE_I = re.compile(r"(?<=^[kl])[iíìỉĩị]$|(?<=^qu)[iíìỉĩị]$|(?<=^m)ĩ$")
_Y = dict(zip("iíìỉĩị", "yýỳỷỹỵ", strict=True))
"""Folding writes a lone y as i; behind these letters names of bodies have a y."""


_CAPITALS = 2
"""Parts of a name that take a capital: its type, and the first word of its field ("Sở Y tế")."""


@cache
def _closing() -> frozenset[str]:
    """Heads of one word that also end other words."""
    heads = (head for head in load("body_words.head", Head) if head.closes)
    return frozenset(" ".join(body_words(head.name)) for head in heads)


@cache
def _printed() -> Phrases[str]:
    """Parts of names as the lexicons write them, by their words; a type word opens a name."""
    names = [entry.name for entry in load("body_words.word", BodyWord)]
    heads = [form for entry in load("body_words.head", Head) for form in entry.forms]
    return Phrases(
        reversed((*heads, *names)), split=body_words, forms=lambda name: (name,)
    )  # of names with the same words the last one counts: a part
