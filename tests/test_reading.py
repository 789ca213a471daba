"""Reading: one spelling of a word, what a syllable is, phrases of lexicons at and before words."""

from __future__ import annotations

import gc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanban.extraction import extract
from vanban.extraction.organizations.people import introduced
from vanban.extraction.reading.document import Reading
from vanban.extraction.reading.phrases import Phrases
from vanban.extraction.reading.words import words_of
from vanban.lexicons import Entry
from vanban.segmentation import segment
from vanban.text.document import page_of
from vanban.text.spelling import fold_word, fold_words
from vanban.text.syllables import is_syllable, may_be_syllable, retoned


def entry(name: str, *variants: str) -> Entry:
    return Entry(id="x", name=name, variants=variants, match=("x",), reject=("y",), source="z")


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Hoà", "hòa"),
        ("thuý", "thúy"),
        ("QUÝ", "quí"),
        ("đòan", "đoàn"),
        ("ngừơi", "người"),
        ("gỉa", "giả"),
        ("nghiã", "nghĩa"),
        ("Ðảng", "đảng"),
        ("Lý", "lí"),
        ("Kerry", "kerry"),
        ("Thúy", "thúy"),
        ("khuỷu", "khuỷu"),
        ("gìn", "gìn"),
        ("giếng", "giếng"),
        ("ngoài", "ngoài"),
    ],
)
def test_every_spelling_of_a_word_folds_to_one(written: str, folded: str) -> None:
    assert fold_word(written) == folded


@given(st.text("abcgimnoqtuyđêơưáàọớừ", max_size=7))
def test_folding_twice_changes_nothing(word: str) -> None:
    assert fold_word(fold_word(word)) == fold_word(word)
    assert len(retoned(word)) == len(word)


def test_a_syllable_has_one_tone_that_its_coda_bears() -> None:
    assert is_syllable("Quýt")
    assert not is_syllable("quyt")
    assert not any(map(is_syllable, ("Ryan", "King", "Liam", "Hoo")))
    assert may_be_syllable("quyt")


def test_phrases_are_found_at_a_word_and_before_one() -> None:
    phrases = Phrases([entry("Sở Y tế", "SYT", "sở")])
    words = words_of("Giám đốc sở y tế\nvà SYT, syt, sở\ny tế")
    assert [(hit.start, hit.end) for hit in phrases.at(words, 2)] == [(2, 5), (2, 3)]
    assert phrases.longest(words, 6) is not None
    assert phrases.longest(words, 8) is None  # an abbreviation asks for capitals
    hit = phrases.before(words, 5)
    assert hit is not None
    assert (hit.start, hit.end) == (2, 5)
    hit = phrases.longest(words, 10)
    assert hit is not None
    assert hit.end == 11  # a phrase stays on its line


def test_phrases_are_found_in_rows_of_folded_words() -> None:
    phrases = Phrases([entry("đồng chí"), entry("chí")], split=fold_words)
    row = fold_words("các đồng chí")
    assert phrases.suffix(row) == (phrases.entries[0], 2)
    assert phrases.prefix(row) is None
    assert phrases.prefix(row[1:]) == (phrases.entries[0], 2)
    assert phrases.get(("chí",)) is phrases.entries[1]


def test_a_document_is_read_once() -> None:
    document = segment(page_of("Ông Lê Văn An, Giám đốc Sở Y tế."))
    reading = Reading.of(document)
    assert Reading.of(document) is reading
    assert reading.wording is reading.wording
    assert ("lê", "văn", "an") in introduced(reading)


def test_a_page_leaves_nothing_to_the_collector_of_garbage() -> None:
    """Objects that hold each other stay until it looks, and with them all words of the page."""
    extract(segment(page_of(TEXT)))  # lexicons and patterns are loaded
    gc.collect()
    gc.disable()
    try:
        extract(segment(page_of(TEXT)))
        assert gc.collect() == 0
    finally:
        gc.enable()


TEXT = "Ngày 5/3/2024, Bộ trưởng Lê Văn Ba ký Nghị định 12/2024/NĐ-CP và chi 3 tỷ đồng."
