"""A reference on its way to a mention: what its words say, before the page around it is asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Literal

from vanban.text.spans import Span

BY_ABBREVIATION = "reference.by-abbreviation-and-number"
BY_REPEATED_NUMBER = "reference.by-repeated-number"
REPEATS = frozenset({BY_ABBREVIATION, BY_REPEATED_NUMBER})
"""The rules of "CT 05", "Kế hoạch 222": they count only if the page names the document in full."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A reference as far as it is known.

    `member` numbers the members of one list; for them `alone` is false, and `last` is true for the
    last only. `plural`: the page speaks of several documents ("các nghị quyết 19").
    `apart`: the year stands behind the number and not in it ("12/QĐ-TTg năm 2015"). `stage` is
    "bill" for a document that is not passed yet ("dự án Luật"). `amends` names the laws that an
    amending law amends; `revised`: "(sửa đổi)" stands behind the name. `edition`: the year of the
    edition that its words settle without naming it. `just`: they say that it was just issued.
    `former`: they set a law against the newer one that the page is about ("so với Luật Nhà ở năm
    2005"), `newest`: the word that says that the newest is meant ("Luật Đất đai | mới").
    """

    span: Span
    doc_type: str
    rule: str
    entries: tuple[str, ...] = ()
    number: str | None = None
    symbol: str | None = None
    year: int | None = None
    plenum: int | None = None
    congress: int | None = None
    term: str | None = None
    issuer: str | None = None
    issued_on: dt.date | None = None
    title: str | None = None
    provision: str | None = None
    inferred: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    member: int = 0
    alone: bool = True
    last: bool = True
    plural: bool = False
    apart: bool = False
    stage: Literal["bill"] | None = None
    amends: tuple[str, ...] = ()
    revised: bool = False
    edition: int | None = None
    just: bool = False
    former: bool = False
    newest: str | None = None

    @property
    def numbered(self) -> bool:
        """True where a number identifies it."""
        return self.number is not None

    @property
    def gathered(self) -> bool:
        """True for a document that the plenum or congress which adopted it identifies."""
        return not self.numbered and self.rule in {"reference.by-plenum", "reference.by-congress"}

    @property
    def settled_year(self) -> int | None:
        """The year it says, else that of its day of issue."""
        return self.year or (self.issued_on.year if self.issued_on else None)


def facts(
    drafts: Iterable[Draft], group: Callable[[Draft], Hashable]
) -> dict[Hashable, tuple[Draft, ...]]:
    """What the mentions of each group say, each statement once, wherever it stands.

    A page may name one document a hundred thousand times; what it says of it stays short.
    """
    said: dict[Hashable, dict[Hashable, Draft]] = {}
    for draft in drafts:
        said.setdefault(group(draft), {}).setdefault(_statement(draft), draft)
    return {key: tuple(statements.values()) for key, statements in said.items()}


def _statement(draft: Draft) -> Hashable:
    """What a draft says of its document, and nothing of where and how."""
    number = draft.doc_type, draft.number, draft.symbol, draft.year
    meeting = draft.plenum, draft.congress, draft.term
    return number, meeting, draft.newest, draft.issuer, draft.issued_on, draft.edition
