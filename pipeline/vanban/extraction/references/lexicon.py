"""The lexicons of references, read and turned into look-ups.

In: document_types, issuers, laws, named_documents, acts and terms of `lexicons/`.
Out: their entries and cached tables over them.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import cache

from vanban.extraction.reading.plain import Pattern, one_of, plain
from vanban.extraction.references.entries import (
    DocumentType,
    Edition,
    GrammarWords,
    Issuer,
    Law,
    NamedDocument,
    NumberedAct,
    RelationWord,
    WordList,
)
from vanban.extraction.vocabulary.organizations import countries
from vanban.lexicons import grammar as g
from vanban.lexicons import load
from vanban.lexicons.terms import Term


@cache
def grammar_words(role: str) -> tuple[str, ...]:
    """The words with a role in the grammar of references."""
    entries: tuple[GrammarWords, ...] = load("document_types.grammar", GrammarWords)
    return next(entry.forms for entry in entries if entry.role == role)


@cache
def grammar(role: str) -> str:
    """A pattern of any of the words with a role in the grammar; what follows is the caller's."""
    return rf"(?:{one_of(grammar_words(role))})"


@cache
def party_names() -> frozenset[str]:
    """The plain names of the Communist Party of Vietnam."""
    return frozenset(map(plain, grammar_words("party-name")))


@cache
def document_types() -> tuple[DocumentType, ...]:
    """All types of documents that a number may follow."""
    return tuple(e for e in load("document_types", DocumentType) if not e.standards)


@cache
def standards() -> tuple[DocumentType, ...]:
    """All kinds of technical regulations and standards."""
    return tuple(e for e in load("document_types", DocumentType) if e.standards)


def issuers() -> tuple[Issuer, ...]:
    """All issuers."""
    return load("issuers", Issuer)


@cache
def laws() -> tuple[Law, ...]:
    """All known laws but those that amend others."""
    return tuple(law for law in load("laws", Law) if not law.amending)


@cache
def amending_laws() -> tuple[Law, ...]:
    """All known laws that amend others."""
    return tuple(law for law in load("laws", Law) if law.amending)


@cache
def law_forms() -> tuple[DocumentType, ...]:
    """The words that a law's name follows."""
    return tuple(entry for entry in document_types() if entry.named)


def named_documents() -> tuple[NamedDocument, ...]:
    """All documents with a unique name that are no laws."""
    return load("named_documents", NamedDocument)


@cache
def congresses() -> tuple[Term, ...]:
    """All national congresses on record, the earliest first."""
    return tuple(term for term in load("terms.session", Term) if term.body == "party")


def acts() -> tuple[NumberedAct, ...]:
    """The acts on record by number: documents of the central Party bodies, then of the state."""
    return load("acts", NumberedAct)


@cache
def acts_by_number() -> dict[tuple[str, str], tuple[NumberedAct, ...]]:
    """All numbered acts on record by type and number, the earliest first."""
    table: dict[tuple[str, str], list[NumberedAct]] = {}
    for act in sorted(acts(), key=lambda act: act.issued_on):
        table.setdefault((act.doc_type, act.number), []).append(act)
    return {key: tuple(same) for key, same in table.items()}


def relation_words() -> tuple[RelationWord, ...]:
    """The words that say how one act stands to another."""
    return load("document_types.relation", RelationWord)


@cache
def words(role: str) -> WordList:
    """The word list with a role in `document_types.toml`."""
    entries: tuple[WordList, ...] = load("document_types.list", WordList)
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
def type_named(name: str) -> DocumentType | None:
    """The document type of a name as the column doc_type has it."""
    return next((entry for entry in document_types() if entry.name == name), None)


@cache
def type_pattern() -> Pattern:
    """Any type word as a whole word, or an abbreviation that a number may touch (NQ18)."""
    forms = one_of(form for entry in document_types() for form in entry.forms)
    short = one_of(form for entry in document_types() for form in entry.short)
    ends = r"(?=\d|\b|tw|tư|t\.[ưw])"
    return re.compile(rf"(?<![\w/-])(?:(?P<word>{forms})(?!\w)|(?P<short>{short}){ends})")


def type_at(found: re.Match[str]) -> DocumentType:
    """The type of a type word that `type_pattern` found."""
    return types_by_form()[" ".join(found[0].split())]


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
        form for entry in countries() if entry.level == "foreign" for form in entry.forms
    )
    return re.compile(rf" {{1,2}}(?:{g.OF} )?(?:{g.COUNTRY} )?(?P<country>{names})(?!\w)")


@cache
def law_of_number() -> dict[str, tuple[Law, Edition]]:
    """Editions of laws by their number without leading zeros, where it rests on a source."""
    return {
        edition.number.lstrip("0"): (law, edition)
        for law in (*laws(), *amending_laws())
        for edition in law.editions
        if edition.number and edition.belief == "sources"
    }


@cache
def last_year_on_record() -> int:
    """The year of the latest law on record; what was in force later is not known."""
    return max(edition.year for law in laws() for edition in law.editions)


def law_by_name(name: str) -> Law | None:
    """The amending law with a name in the spelling of keys, without "Luật"."""
    return _amending_names().get(plain(name))


@cache
def _amending_names() -> dict[str, Law]:
    return {plain(form): law for law in amending_laws() for form in law.forms}


def law_named(name: str) -> Law | None:
    """The law with a form and a name in the spelling of keys: "Luật Đất đai"."""
    return _law_names().get(plain(name))


@cache
def _law_names() -> dict[str, Law]:
    return {plain(f"{law.form} {law.name}"): law for law in laws()}


@cache
def amendments_of(law: Law, year: int) -> tuple[tuple[Law, Edition], ...]:
    """The laws passed in a year that amend a law, each with its edition."""
    return tuple(
        (amending, edition)
        for amending in _amending().get(plain(f"{law.form} {law.name}"), ())
        for edition in amending.editions
        if edition.year == year and edition.looked_up
    )


@cache
def _amending() -> dict[str, list[Law]]:
    """The laws that amend a law, by its form and name in the spelling of keys."""
    found: dict[str, list[Law]] = {}
    for law in amending_laws():
        for amended in {plain(name) for name in law.amends}:
            found.setdefault(amended, []).append(law)
    return found


@cache
def organs(party: bool) -> frozenset[str]:
    """The bodies that stand in symbols of the Party (or of the state), in capitals."""
    return frozenset(o.upper() for entry in issuers() if entry.party == party for o in entry.organs)


@cache
def congress(number: int) -> Term | None:
    """The national congress with a number, if it is on record."""
    return next((entry for entry in congresses() if entry.number == number), None)


def congress_on(day: dt.date) -> Term | None:
    """The congress whose term a day belongs to: the last that had begun."""
    begun = [entry for entry in congresses() if entry.start <= day]
    return max(begun, key=lambda entry: entry.start) if begun else None
