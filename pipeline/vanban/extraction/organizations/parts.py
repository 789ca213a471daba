"""An organisation phrase as it is read: the bodies that it names, and where they stand.

In: words by their numbers. Out: `Organization`, its `Part`s in order, the head first; and which
kinds of body a part may name behind a mark as what it belongs to ("Vụ Pháp chế, Bộ Y tế").
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from vanban.extraction.reading.words import Words
from vanban.extraction.vocabulary import organizations as lexicon
from vanban.extraction.vocabulary.organizations import Family, Level

TOPMOST: frozenset[Family] = frozenset({"party", "organ", "ministry", "assembly", "government"})
"""Kinds of body that no other stands over behind a mark."""

_OVER: frozenset[Family] = frozenset({
    "assembly", "association", "committee", "company", "court", "department", "hospital",
    "institute", "media", "military", "ministry", "office", "organ", "party", "police", "procuracy",
    "school",
})  # fmt: skip

OWNERS: dict[Family, frozenset[Family]] = {
    "department": _OVER,
    "office": _OVER,
    "unit": _OVER,
    "institute": _OVER - {"department"},
    "hospital": frozenset({"hospital", "school", "ministry", "company"}),
    "school": frozenset({"school", "hospital", "ministry", "company", "association", "union"}),
    "police": frozenset({"police", "ministry"}),
    "military": frozenset({"military", "ministry"}),
    "company": frozenset({"company", "military", "ministry"}),
    "committee": _OVER,
    "board": frozenset({"company", "association"}),
    "union": frozenset({"company", "school", "ministry"}),
    "religion": frozenset({"religion"}),
}
"""Which kinds of body a part of a body may name behind a mark as what it belongs to."""


@dataclass(frozen=True, slots=True)
class Part:
    """One body in an organisation phrase.

    `settled`: it has a name and is a place's or a central body. `open`: its name may go on in small
    letters; `begun`: a field of it has been read; `listed`: it may have several fields; `steering`:
    what it is about may follow.
    """

    start: int
    end: int
    family: Family
    level: Level | None
    entries: tuple[str, ...]
    settled: bool = True
    open: bool = False
    begun: bool = False
    listed: bool = False
    steering: bool = False


@dataclass(frozen=True, slots=True)
class Organization:
    """An organisation phrase: the words `start:end` and the bodies in it, the head first."""

    start: int
    end: int
    parts: tuple[Part, ...]

    @property
    def entries(self) -> tuple[str, ...]:
        """Ids of the lexicon entries that the phrase rests on."""
        return tuple(entry for part in self.parts for entry in part.entries)

    def until(self, stop: int) -> Organization:
        """The phrase up to word `stop`, behind its first word."""
        parts = (replace(part, end=min(part.end, stop)) for part in self.parts if part.start < stop)
        return Organization(self.start, stop, tuple(parts))

    def inner(self, family: frozenset[str]) -> Organization | None:
        """The phrase from the first body of one of these families on, or None."""
        for n, part in enumerate(self.parts):
            if part.family in family:
                return Organization(part.start, self.end, self.parts[n:])
        return None


def owner_at(words: Words, part: Part, j: int) -> bool:
    """True where at word j a body begins that a part of one may belong to."""
    body, kind = lexicon.bodies().longest(words, j), lexicon.type_at(words, j)
    if body and kind and kind.end > body.end:
        body = None  # Trung ương | Hội Nông dân
    family = body.entry.family if body else kind.entry.family if kind else None
    capital = words.is_capital(j) and not words.breaks(j)
    return capital and family in OWNERS.get(part.family, ())


def is_again(words: Words, last: Part, part: Part) -> bool:
    """True for a body of the same kind, or the name of the last one said again: "…, | Viettel".

    Not for an institute or a church body of another kind, or of the whole country: "Giáo xứ
    Vinh Hà, | Giáo phận Bà Rịa", "Viện Sử học, | Viện Khoa học xã hội Việt Nam".
    """
    forms, size = words.forms, part.end - part.start
    same = forms[part.start : part.end] == forms[last.end - size : last.end]
    body = lexicon.bodies().longest(words, part.start)
    known = body is not None and body.end == part.end  # Viện Hán Nôm - | Viện Hàn lâm KHXH
    types = (lexicon.type_at(words, one.start) for one in (last, part))
    differ = len({forms[hit.start : hit.end] for hit in types if hit}) > 1
    closed = lexicon.closings().before(words, part.end)
    nested = part.family in ("institute", "religion") and (differ or closed is not None)
    other = known or nested
    return same or (forms[part.start] == forms[last.start] and not other)
