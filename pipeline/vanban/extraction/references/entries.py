"""What an entry of each lexicon of references holds.

In: the tables of the lexicon files. Out: typed, checked entries, which `lexicon` reads.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Literal, Self, get_args

from pydantic import BaseModel, ConfigDict, Field

from vanban.lexicons import Entry
from vanban.lexicons import grammar as g
from vanban.lexicons.terms import Belief

LawForm = Literal["Luật", "Bộ luật", "Pháp lệnh"]
"""What the name of a law of Vietnam begins with."""

LAW_FORMS: tuple[LawForm, ...] = get_args(LawForm)
LAW, CODE, ORDINANCE = LAW_FORMS
ACT = "Đạo luật"  # of another country
RESOLUTION = g.RESOLUTION.capitalize()
BILL = "Dự án"  # the key of a law that is not passed begins with it


class DocumentType(Entry):
    """A type of document: "Nghị quyết".

    `codes` stand for it in symbols, `short` for it in text. `shared`: those of its codes that a
    type before it in the file has too, which is read where the words do not say which. `bare` says
    what a number without a symbol needs to count: nothing (always), "số" or a fitting next word
    (marked), "số" (symbol). `gathering`: a plenum or congress may identify it. `short_alone`: an
    abbreviation counts with a bare number ("NQ 35"). `free_symbol`: its symbols need not open
    with its code ("công văn hỏa tốc số 12/UBND-VX"). `stands_for`: codes that name the type where
    they open the symbol ("văn bản số 87/TB-VPCP" is a Thông báo). `kinds`: a kind of decision may
    stand between the word and the number. `yearly`: its body and its year identify it.
    `short_name`: its name in the column doc_type. `party`: a congress term without an issuer marks
    it as the Party's. `state`: a body of the state writes its own code behind that of the type.
    `government_organ`: what stands there for the Government, whose Prime Minister signs, "" where
    nothing does. `joint`: several bodies issue it together. `symbol`: its one symbol, in
    use until the year `symbol_until`, `symbol_forms` cut forms of that.
    `named`: the name of a law follows it (Luật, Bộ luật), but not after one of `name_not_after`
    ("pháp luật") or before one of `name_not_before` ("luật sư"). `standards`: the codes by which
    technical regulations and standards of this kind are cited (QCVN). `rank`: how high acts of this
    type stand among each other; one implements and guides those above it only.
    """

    codes: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    bare: Literal["always", "marked", "symbol", "never"] = "symbol"
    gathering: bool = False
    short_alone: bool = False
    free_symbol: bool = False
    stands_for: tuple[str, ...] = ()
    kinds: bool = False
    yearly: bool = False
    short_name: str | None = None
    party: bool = False
    state: bool = False
    government_organ: str | None = None
    joint: bool = False
    symbol: str | None = None
    symbol_until: int | None = None
    symbol_forms: tuple[str, ...] = ()
    named: bool = False
    name_not_after: tuple[str, ...] = ()
    name_not_before: tuple[str, ...] = ()
    standards: tuple[str, ...] = ()
    rank: int = 0

    @classmethod
    def conflicts(cls, entries: Sequence[Self]) -> Iterator[str]:
        """Codes that two types have, and do not own up to."""
        yield from super().conflicts(entries)
        owners: dict[str, str] = {}
        for entry in entries:
            for code in entry.codes:
                owner = owners.setdefault(code, entry.id)
                if owner != entry.id and code not in entry.shared:
                    yield (
                        f"entry '{entry.id}': its code '{code}' is that of '{owner}' too. "
                        f'Take it out, or add shared = ["{code}"].'
                    )
            for code in entry.shared:
                if owners.get(code, entry.id) == entry.id:
                    yield f"entry '{entry.id}': no type before it has the code '{code}' of shared."


class Issuer(Entry):
    """A body that issues documents.

    `organs` stand for it in symbols; `party` says that the symbol is written with a slash (CT/TW).
    `open`: the name goes on ("Bộ Công Thương"); `local`: with names of places and bodies only.
    `key` is its name in keys. `office`: the head or the committee of a body, which gives way to the
    body in keys ("Chủ tịch UBND tỉnh"). `not_before`: words before which it is another word
    ("Hội nghị"). `one_series`: the numbers of its documents never start anew.
    """

    organs: tuple[str, ...] = ()
    party: bool = False
    open: bool = False
    local: bool = False
    key: str | None = None
    office: bool = False
    not_before: tuple[str, ...] = ()
    one_series: bool = False


class Edition(BaseModel):
    """One edition of a law: the act by which it was passed.

    `number` in its official form, `issued_on` the day it was passed, `in_force` its first day in
    force, where they are on record. `belief`: "sources" where number and day were found in a
    source, "name and year" where only those are, "memory" where nobody has looked it up; what rests
    on memory decides no key. `key_suffix` tells apart the editions of one year.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    year: int
    number: str | None = None
    issued_on: dt.date | None = None
    in_force: dt.date | None = None
    belief: Literal["sources", "name and year", "memory"]
    key_suffix: str | None = None
    source: str = Field(min_length=1)

    @property
    def looked_up(self) -> bool:
        """True where it rests on a source: what rests on memory decides no key."""
        return self.belief != "memory"

    @property
    def first_day(self) -> dt.date:
        """The first day on which it may have been passed."""
        return self.issued_on or dt.date(self.year, 1, 1)

    @property
    def last_day(self) -> dt.date:
        """The last day on which it may have been passed."""
        return self.issued_on or dt.date(self.year, 12, 31)

    def surely_by(self, days: int) -> dt.date:
        """The day on which it was in force at the latest; within `days` where none is on record."""
        if self.in_force is not None and self.belief == "sources":
            return self.in_force
        return self.last_day + dt.timedelta(days=days)

    def far_ahead(self, day: dt.date, days: int) -> bool:
        """True where it comes into force more than `days` after a day."""
        return self.in_force is not None and self.in_force - day > dt.timedelta(days=days)


class Law(Entry):
    """A law by name with its editions, the earliest first.

    `short` are abbreviations that stand alone.
    `lower`: it is known by its name even in lower case throughout ("luật đất đai").
    `amends`: the names of the laws that it amends, where it is an amending law that names them.
    """

    form: LawForm = LAW
    editions: tuple[Edition, ...] = ()
    short: tuple[str, ...] = ()
    lower: bool = True
    amends: tuple[str, ...] = ()

    @property
    def amending(self) -> bool:
        """True for a law that amends others."""
        return self.name.startswith(g.AMENDING)


class SharedName(BaseModel):
    """A name that another document bears too, and words of the pages that mean this one."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    form: str
    near: tuple[str, ...]


class NamedDocument(Entry):
    """A document with a unique name of another kind: charter, constitution, treaty.

    `key` names it in keys; `years` or `congresses` are its editions; `capital` asks for a capital
    first letter; `not_after` are words after which the name is part of another. `national`: other
    countries have one of the same name, which a country's name after it tells apart.
    `edition_needed` are forms that count only with a year or khóa behind them. `shared` are
    forms that another document bears too.
    """

    doc_type: str
    title: str | None = None
    key: str
    years: tuple[int, ...] = ()
    congresses: tuple[int, ...] = ()
    capital: bool = True
    national: bool = False
    not_after: tuple[str, ...] = ()
    edition_needed: tuple[str, ...] = ()
    shared: tuple[SharedName, ...] = ()


class NumberedAct(Entry):
    """An act that many cite by its number alone: what it is about, and when it was issued.

    `apart`: its number holds no year ("35/NQ-CP"). A document of the central Party bodies has the
    `congress` in whose term it was issued, with its `issuer` and `plenum` where they are on record;
    of the acts of the state those have an `issuer` whose number no other act of it bears.
    `topics`: what pages call its subject in other words ("tàu vỏ thép").
    """

    doc_type: str
    number: str
    symbol: str
    issued_on: dt.date
    subject: str
    topics: tuple[str, ...] = ()
    belief: Belief
    apart: bool = False
    congress: int | None = None
    issuer: str | None = None
    plenum: int | None = None


class Articles(BaseModel):
    """The numbers of the articles about an offence in one edition of the criminal code."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    edition: int
    numbers: tuple[str, ...]


class Offence(Entry):
    """An offence of the criminal code, with its articles in each edition."""

    articles: tuple[Articles, ...] = Field(min_length=1)


class Incumbent(Entry):
    """Somebody who held an office from `start` to `end`, None for one who was still in office.

    `offices` stand before the name, with or without the body ("Bộ trưởng | Bộ Y tế").
    """

    offices: tuple[str, ...] = Field(min_length=1)
    start: dt.date
    end: dt.date | None = None


Relation = Literal["amends", "replaces", "repeals", "implements", "based_on", "guides"]
"""How one act stands to another."""


Voice = Literal["active", "passive", "lapse", "basis", "void"]
"""Where the words of a relation stand; behind those of "void" an act is no object of any."""


class RelationWord(Entry):
    """Words that say how one act stands to another; see document_types.toml."""

    relation: Relation | None = None
    voice: Voice


class WordList(Entry):
    """Words with one part in the grammar, named by `role`."""

    role: Literal[
        "bare-follower",
        "bill",
        "clause-verb",
        "decision-kind",
        "enacts",
        "issuer-acts",
        "issuer-place",
        "issuer-stop",
        "law-link",
        "law-opener",
        "law-proper",
        "law-stop",
        "meeting-body",
        "meeting-stop",
        "title-end",
        "title-inside",
        "treaty-bloc",
        "treaty-stop",
    ]


class GrammarWords(Entry):
    """Words around the number or name of a document; see document_types.toml."""

    role: Literal[
        "about",
        "adverbial",
        "against",
        "amend",
        "aspect",
        "carrying-out",
        "central",
        "committee",
        "congress",
        "congress-scope",
        "counted",
        "former",
        "future",
        "issue-verb",
        "just",
        "law-field",
        "law-follower",
        "link",
        "list-follower",
        "number-follower",
        "part-of",
        "party-house",
        "party-name",
        "person",
        "plenum",
        "plural",
        "provision-unit",
        "some-of",
        "treaty-kind",
        "treaty-member",
        "until",
        "year-follower",
    ]
