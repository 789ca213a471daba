"""Names: what is a syllable, where a name ends, who is meant, and what turns a name away."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanban.extraction import names
from vanban.extraction.names.resolve import ResolvedName, canonical_forms
from vanban.extraction.names.runs import full_name
from vanban.extraction.organizations.capitals import capitals
from vanban.extraction.reading.wording import wording_of
from vanban.extraction.reading.words import words_of
from vanban.extraction.vocabulary.names import Blocker, openers
from vanban.extraction.vocabulary.organizations import BodySignKind, sign_forms
from vanban.lexicons import Entry, load
from vanban.segmentation import segment
from vanban.text.document import Document, page_of
from vanban.text.spelling import fold_words
from vanban.text.syllables import is_syllable


def surfaces(text: str) -> list[str]:
    return [mention.span.of(text) for mention in names.find(segment(page_of(text)), ())]


def blockers_at_work(text: str) -> set[str]:
    found = names.weighed(segment(page_of(text)), ())
    return {block for verdict in found if (block := names.blocked_by(verdict))}


def examples(file: str, model: type[Entry], kind: str) -> list[tuple[str, str]]:
    return [(entry.id, text) for entry in load(file, model) for text in getattr(entry, kind)]


@pytest.mark.parametrize(
    "word", ["Nguyễn", "Hoà", "Hòa", "Giàng", "Khuất", "Quý", "Oanh", "Ý", "yên"]
)
def test_a_vietnamese_syllable(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["Trump", "Park", "Ksor", "Luc", "Toach", "bcd", "Putin", "Đắkk"])
def test_no_vietnamese_syllable(word: str) -> None:
    assert not is_syllable(word)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Trương Hoà Bình", "Trương Hòa Bình"),
        ("Nguyễn Thuý Anh", "Nguyễn Thúy Anh"),
        ("Lí Quí", "Lý Quý"),
        ("VŨ MÃO", "Vũ Mão"),
    ],
)
def test_spellings_of_one_name(one: str, other: str) -> None:
    assert fold_words(one) == fold_words(other)


def test_different_names_stay_different() -> None:
    assert fold_words("Nguyễn Thúy Anh") != fold_words("Nguyễn Thùy Anh")
    assert fold_words("Hoàng Hải") != fold_words("Hoàng Hai")


@pytest.mark.parametrize(
    ("row", "after", "name"),
    [
        ("Lê Thị Thanh Xuân", "", "Lê Thị Thanh Xuân"),
        ("Phạm Dũng Chủ", "tịch quận", "Phạm Dũng"),
        ("Ksor Phước", "nói", "Ksor Phước"),
        ("Sơn Minh Thắng", "dự", "Sơn Minh Thắng"),
        ("Trung", "ương", ""),
        ("Hà Nội", "mở rộng", ""),
        ("Công", "an tỉnh", ""),
        ("Quảng Ninh Phạm Văn Đọc", "", ""),
        ("Sơn La", "", ""),
    ],
)
def test_full_name(row: str, after: str, name: str) -> None:
    assert full_name(tuple(row.split()), tuple(after.split())) == len(name.split())


@pytest.mark.parametrize("name", ["Ban Ki-moon", "Donald Trump"])
def test_a_foreign_name_without_a_word_of_address(name: str) -> None:
    assert name in surfaces(f"Hôm qua {name} tới Hà Nội.")


def test_a_line_break_inside_a_name() -> None:
    assert surfaces("Quyết định do ông Trần\nVăn Lộc ký.") == ["Trần\nVăn Lộc"]


def test_hyphens_hold_foreign_names_together() -> None:
    wording = wording_of("Vla-đi-mia Pu-tin, Hưng-Thủy, Bắc-Nam")
    assert [form.text for form in wording.forms] == [
        "Vla-đi-mia",
        "Pu-tin",
        "Hưng",
        "Thủy",
        "Bắc",
        "Nam",
    ]


def test_short_forms_take_the_nearest_full_name_of_the_same_gender() -> None:
    people = [
        ResolvedName("Trần Thị Hà", full=True, honorific="bà"),
        ResolvedName("Lê Mạnh Hà", full=True, honorific="ông"),
        ResolvedName("Hà", full=False, honorific="bà"),
        ResolvedName("Hà", full=False),
    ]
    assert canonical_forms(people)[2:] == ["Trần Thị Hà", "Lê Mạnh Hà"]


def test_who_signs_is_not_who_is_spoken_of() -> None:
    people = [
        ResolvedName("Vũ Thanh Hải", full=True, signed=True),
        ResolvedName("Hải", full=False, honorific="ông"),
    ]
    assert canonical_forms(people)[1] == "Hải"


@pytest.mark.parametrize(("entry", "text"), examples("name_words.head", Blocker, "match"))
def test_blocker_turns_a_name_away(entry: str, text: str) -> None:
    assert entry in blockers_at_work(text)


@pytest.mark.parametrize(("entry", "text"), examples("name_words.head", Blocker, "reject"))
def test_blocker_turns_no_name_away(entry: str, text: str) -> None:
    assert entry not in blockers_at_work(text)


@pytest.mark.parametrize(("entry", "text"), examples("credits.other", Entry, "match"))
def test_source_is_no_person(entry: str, text: str) -> None:
    assert surfaces(text) == [], entry


@pytest.mark.parametrize(("entry", "text"), examples("credits.other", Entry, "reject"))
def test_photographer_is_a_person(entry: str, text: str) -> None:
    assert len(surfaces(text)) == 1, entry


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    document = Document(page_of(text))
    found = list(names.find(document, ()))
    assert found == list(names.find(document, ()))
    for mention in found:
        assert mention.span.of(text).strip() == mention.span.of(text)


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("CEO Elsa Speak Lê Văn An chia sẻ.", ["Lê Văn An"]),
        ("Võ sư Karate Đoàn Văn An thua.", ["Đoàn Văn An"]),
        ("CEO Tim Cook và Lê Văn An chia sẻ.", ["Tim Cook", "Lê Văn An"]),
        ("CEO Tim Cook, Lê Văn An chia sẻ.", ["Tim Cook", "Lê Văn An"]),
    ],
)
def test_foreign_words_before_a_name_are_no_person(text: str, people: list[str]) -> None:
    assert surfaces(text) == people


PIECES = [
    "Nguyễn",
    "Văn",
    "ông",
    "Hà Nội",
    ", ",
    " ",
    "\n",
    "Ảnh: ",
    "TTXVN",
    "đường",
    "18 ",
    "\u202e",
    "\x00",
    "A-",
    ".",
]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join))
def test_names_never_overlap(text: str) -> None:
    spans = [mention.span for mention in names.find(Document(page_of(text)), ())]
    assert spans == sorted(spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))


def test_form_of_the_canonical_name_is_nfc() -> None:
    text = unicodedata.normalize("NFC", "Bà Đặng Thị Ngọc Thịnh dự lễ.")
    [mention] = names.find(Document(page_of(text)), ())
    assert mention.fields.model_dump()["canonical"] == "Đặng Thị Ngọc Thịnh"


@pytest.mark.parametrize("word", sorted(openers()))
def test_a_name_ends_before_what_opens_a_sentence(word: str) -> None:
    row = ("Lê", "Xuân", "Tiến", *word.capitalize().split())
    assert full_name(row, ("nhiều", "người")) == 3


@pytest.mark.parametrize("sign", ["opener", "body-opener"])
def test_a_run_of_capitals_ends_before_what_opens_a_sentence(sign: BodySignKind) -> None:
    for form in sign_forms(sign):
        words = words_of(f"Hưng Lộc Phát {form.capitalize()} nhiều người")
        assert capitals(words, 0) == (0, 3), form
