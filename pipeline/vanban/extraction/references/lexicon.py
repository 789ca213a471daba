"""The lexicons of references, read and turned into look-ups.

In: document_types, issuers, laws, law_forms, named_documents, congresses, party_documents and
reference_words of `lexicons/`. Out: typed entries and cached tables over them.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

from vanban.extraction.organizations.lexicon import Place
from vanban.extraction.reading.plain import Pattern, one_of, plain
from vanban.lexicons import Entry, load


class DocumentType(Entry):
    """A type of document: "Nghị quyết".

    `codes` stand for it in symbols, `short` for it in text. `bare` says what a number without a
    symbol needs to count: nothing (always), "số" or a fitting next word (marked), "số" (symbol).
    `gathering`: a plenum or congress may identify it. `not_before`: after a bare number these
    words show that things are counted ("Nghị định 10 chương"). `short_alone`: an abbreviation
    counts with a bare number ("NQ 35"). `free_symbol`: its symbols need not open with its code
    ("công văn hỏa tốc số 12/UBND-VX").
    """

    codes: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    bare: Literal["always", "marked", "symbol", "never"] = "symbol"
    gathering: bool = False
    not_before: tuple[str, ...] = ()
    short_alone: bool = False
    free_symbol: bool = False


class Issuer(Entry):
    """A body that issues documents.

    `organs` stand for it in symbols; `party` says that the symbol is written with a slash (CT/TW).
    `open`: the name goes on ("Bộ Công Thương"); `local`: with names of places and bodies only.
    `key` is its name in keys. `office`: the head or the committee of a body, which gives way to the
    body in keys ("Chủ tịch UBND tỉnh"). `not_before`: words before which it is another word
    ("Hội nghị").
    """

    organs: tuple[str, ...] = ()
    party: bool = False
    open: bool = False
    local: bool = False
    key: str | None = None
    office: bool = False
    not_before: tuple[str, ...] = ()


class LawForm(Entry):
    """A word that a law's name follows: Luật, Bộ luật.

    It is no law after one of `not_after` ("pháp luật") or before one of `not_before` ("luật sư").
    """

    not_after: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()


class Law(Entry):
    """A law by name; `years` are those of its editions, `numbers` theirs where they are on record.

    `short` are abbreviations that stand alone.
    `lower`: it is known by its name even in lower case throughout ("luật đất đai").
    """

    form: Literal["Luật", "Bộ luật", "Pháp lệnh"] = "Luật"
    years: tuple[int, ...] = ()
    numbers: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    lower: bool = True


class Named(Entry):
    """A document with a unique name of another kind: charter, constitution, treaty.

    `key` names it in keys; `years` or `congresses` are its editions; `capital` asks for a capital
    first letter; `not_after` are words after which the name is part of another. `national`: other
    countries have one of the same name, which a country's name after it tells apart.
    """

    doc_type: str
    title: str | None = None
    key: str
    years: tuple[int, ...] = ()
    congresses: tuple[int, ...] = ()
    capital: bool = True
    national: bool = False
    not_after: tuple[str, ...] = ()


class Plenum(BaseModel):
    """A plenum of the Central Committee and the resolutions it adopted ("36-NQ/TW").

    "?" is a resolution whose number is not on record.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    number: int
    start: dt.date
    end: dt.date
    resolutions: tuple[str, ...] = ()


class Congress(Entry):
    """A national congress of the Party and the plenums of the committee that it elected."""

    number: int
    start: dt.date
    end: dt.date
    term: str
    plenums: tuple[Plenum, ...] = ()


class PartyDocument(Entry):
    """A document of the central Party bodies that many cite by its number."""

    doc_type: str
    number: str
    symbol: str
    issued_on: dt.date
    congress: int


class WordList(Entry):
    """Words with one part in the grammar, named by `role`."""

    role: Literal[
        "bare-follower",
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
        "treaty-stop",
    ]


def document_types() -> tuple[DocumentType, ...]:
    """All document types."""
    return load("document_types", DocumentType)


def issuers() -> tuple[Issuer, ...]:
    """All issuers."""
    return load("issuers", Issuer)


def laws() -> tuple[Law, ...]:
    """All known laws."""
    return load("laws", Law)


def law_forms() -> tuple[LawForm, ...]:
    """The words that a law's name follows."""
    return load("law_forms", LawForm)


def named_documents() -> tuple[Named, ...]:
    """All documents with a unique name that are no laws."""
    return load("named_documents", Named)


def congresses() -> tuple[Congress, ...]:
    """All national congresses on record, the earliest first."""
    return load("congresses", Congress)


def party_documents() -> tuple[PartyDocument, ...]:
    """The much-cited documents of the central Party bodies."""
    return load("party_documents", PartyDocument)


@cache
def words(role: str) -> WordList:
    """The word list with a role."""
    entries: tuple[WordList, ...] = load("reference_words", WordList)
    return next(entry for entry in entries if entry.role == role)


@cache
def word_set(role: str) -> frozenset[str]:
    """The plain forms of the words with a role."""
    return frozenset(plain(form) for form in words(role).forms)


@cache
def any_word(role: str) -> str:
    """A pattern of any of the words with a role, as a whole word."""
    return rf"(?:{one_of(words(role).forms)})(?!\w)"


@cache
def types_by_form() -> dict[str, DocumentType]:
    """Document types by the plain form of each way to write them."""
    return {
        plain(form): entry for entry in document_types() for form in (*entry.forms, *entry.short)
    }


@cache
def type_pattern() -> Pattern:
    """Any type word as a whole word, or an abbreviation that a number may touch (NQ18)."""
    forms = one_of(form for entry in document_types() for form in entry.forms)
    short = one_of(form for entry in document_types() for form in entry.short)
    ends = r"(?=\d|\b|tw|tư|t\.[ưw])"
    return re.compile(rf"(?<![\w/-])(?:(?P<word>{forms})(?!\w)|(?P<short>{short}){ends})")


@cache
def type_of_code() -> dict[str, DocumentType]:
    """Document types by the code that opens a symbol; the first entry with a code has it."""
    table: dict[str, DocumentType] = {}
    for entry in document_types():
        for code in entry.codes:
            table.setdefault(code, entry)
    return table


@cache
def foreign_country() -> Pattern:
    """A country other than Vietnam after the name of a document that every country has."""
    names = one_of(
        form
        for entry in load("countries", Place)
        if entry.level == "foreign"
        for form in entry.forms
    )
    return re.compile(rf" {{1,2}}(?:của )?(?:nước )?(?P<country>{names})(?!\w)")


@cache
def law_of_number() -> dict[str, Law]:
    """Laws by the numbers of their editions that are on record, without leading zeros."""
    return {number.lstrip("0"): law for law in laws() for number in law.numbers}


@cache
def organs(party: bool) -> frozenset[str]:
    """The bodies that stand in symbols of the Party (or of the state), in capitals."""
    return frozenset(o.upper() for entry in issuers() if entry.party == party for o in entry.organs)


@cache
def congress(number: int) -> Congress | None:
    """The national congress with a number, if it is on record."""
    return next((entry for entry in congresses() if entry.number == number), None)


def congress_on(day: dt.date) -> Congress | None:
    """The congress whose term a day belongs to: the last that had begun."""
    begun = [entry for entry in congresses() if entry.start <= day]
    return max(begun, key=lambda entry: entry.start) if begun else None
