"""Every entry of the lexicons of cleaning, under its id: `match` rests on it, `reject` does not."""

from __future__ import annotations

import pytest

from vanban import lexicons as lexicon
from vanban.cleaning.byline_words import CreditWord
from vanban.cleaning.bylines import closing_credit
from vanban.cleaning.lead_marks import lead_mark
from vanban.cleaning.page_parts import PartName, part_name, words_of
from vanban.cleaning.phrases import Phrase, phrase

PARTS = lexicon.load("page_parts", PartName)
PHRASES = lexicon.load("boilerplate", Phrase)
WORDS = lexicon.load("agencies", CreditWord)


def by_id(entry: lexicon.Entry) -> str:
    return entry.id


@pytest.mark.parametrize("entry", PHRASES, ids=by_id)
def test_phrase(entry: Phrase) -> None:
    for line in entry.match:
        assert phrase(line) == entry, line
    for line in entry.reject:
        assert phrase(line) is None, line


@pytest.mark.parametrize("entry", PARTS, ids=by_id)
def test_part_of_a_page(entry: PartName) -> None:
    for label in entry.match:
        assert part_name(words_of(label)) == entry, label
    for label in entry.reject:
        assert part_name(words_of(label)) is None, label


def takes_part(entry: CreditWord, text: str) -> bool:
    """True where an entry decides what a text is credited to; a veto decides against credit."""
    if entry.role == "other":
        return lead_mark(text) is None
    found = closing_credit(text)
    if entry.role in {"place", "position"}:
        return found is None
    return found is not None and entry.id in found.entries


@pytest.mark.parametrize("entry", WORDS, ids=by_id)
def test_credit_word(entry: CreditWord) -> None:
    for text in entry.match:
        assert takes_part(entry, text), text
    for text in entry.reject:
        assert not takes_part(entry, text), text


@pytest.mark.parametrize("entries", [PHRASES, WORDS], ids=["boilerplate", "agencies"])
def test_no_form_stands_twice_in_a_role(entries: tuple[Phrase | CreditWord, ...]) -> None:
    seen: dict[tuple[str, str, str], str] = {}
    for entry in entries:
        for form in entry.forms:
            key = (entry.role, getattr(entry, "where", ""), form)
            assert key not in seen, f"{form}: {seen.get(key)} and {entry.id}"
            seen[key] = entry.id
