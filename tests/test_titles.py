"""The grammar of titles and organisations beyond single phrasings: shapes, ids, robustness."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vanban.extraction import extract
from vanban.extraction.organizations import phrase
from vanban.extraction.organizations.people import person_at, split
from vanban.extraction.reading.document import Reading
from vanban.extraction.reading.words import fold_phrase, words_of
from vanban.extraction.titles import find
from vanban.extraction.titles.lexicon import Sign, roles
from vanban.extraction.vocabulary.organizations import BodySign
from vanban.lexicons import load
from vanban.schema import TitleFields
from vanban.segmentation import segment
from vanban.text.document import Document, page_of
from vanban.text.spelling import fold_word, slug


def untagged(text: str) -> Document:
    """A document without sentences: the grammar must do without tags."""
    return Document(page_of(text))


def fields_of(text: str) -> list[TitleFields]:
    found = sorted(find(untagged(text), []), key=lambda mention: mention.span)
    return [m.fields for m in found if isinstance(m.fields, TitleFields)]


@pytest.mark.parametrize(
    ("one", "other"),
    [("uỷ", "ủy"), ("hoà", "hòa"), ("thuý", "thúy"), ("sỹ", "sĩ"), ("kỳ", "kì"), ("Ðảng", "đảng")],
)
def test_spelling_conventions_fold(one: str, other: str) -> None:
    assert fold_word(one) == fold_word(other)


def test_folding_keeps_quy_and_tuy_apart() -> None:
    assert fold_word("quý") != fold_word("túy")
    assert fold_word("thuy") == "thuy"


def test_slug_is_ascii_kebab() -> None:
    assert slug("Sở Y tế Đắk Lắk") == "so-y-te-dak-lak"


def test_words_know_lines_and_touching() -> None:
    words = words_of("TP.HCM\nÔng A")
    assert words.forms == ("tp", ".", "hcm", "ông", "a")
    assert words.touches(1)
    assert [i for i in range(5) if words.breaks(i)] == [0, 3]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("UBND tỉnh Bình Định", "UBND tỉnh Bình Định"),
        ("Ủy ban nhân dân tỉnh Bình Định", "Ủy ban nhân dân tỉnh Bình Định"),
        ("Thành ủy TP.HCM Đinh Văn An", "Thành ủy TP.HCM"),
        ("Bộ Công an Lào", "Bộ Công an Lào"),
        ("BCH TW Đảng khóa XI", "BCH TW Đảng"),
        ("CATP Hồ Chí Minh Lê Văn An", "CATP Hồ Chí Minh"),
        ("Tỉnh ủy", "Tỉnh ủy"),
    ],
)
def test_where_an_organisation_ends(text: str, body: str) -> None:
    reading = Reading.of(untagged(f"{text} họp"))
    found = phrase.parse(reading, 0)
    assert found is not None
    assert reading.words.surface(found.start, found.end) == body


def test_name_begins_after_proper_name() -> None:
    reading = Reading.of(untagged("Hưng Phát Nguyễn Văn An cho biết"))
    assert split(reading, 0, 5) == 2
    assert person_at(reading, 2) == 5


def test_honorific_elsewhere_tells_a_name() -> None:
    text = "Tổng giám đốc Công ty Samsung Shim Won Hwan đến. Ông Shim Won Hwan nói."
    assert [f.organization for f in fields_of(text)] == ["Công ty Samsung"]


def test_levels() -> None:
    text = (
        "Chủ tịch UBND xã Đồng Lạc Lê Văn An, Bí thư Huyện ủy Nam Sách, Bí thư Tỉnh ủy Hải Dương, "
        "Bộ trưởng Bộ Y tế và Thủ tướng Nhật Bản đến."
    )
    levels = [f.level for f in fields_of(text)]
    assert levels == ["commune", "district", "provincial", "central", "foreign"]


def test_former_carries_over_a_list_of_past_posts() -> None:
    text = "Ông Lê Văn An từng giữ các chức vụ: Bí thư Huyện ủy Ba Bể; Giám đốc Sở Y tế Bắc Kạn."
    assert [f.status for f in fields_of(text)] == ["former", "former"]


NO_TITLE = frozenset(
    {
        "many",
        "before",
        "memorial",
        "class",
        "class-word",
        "classifier",
        "upwards",
        "behalf",
        "power",
    }
)
"""Signs with which there is no title."""

OVER = frozenset({"over", "holding", "held"})
"""Signs with which a title is over."""

HELD = frozenset({
    "signed", "life", "calling", "between", "office", "verb", "choosing", "passive", "now",
    "label", "degree-label", "born", "alias", "term", "joining", "group", "along", "given",
    "charge", "here", "includes", "replacing", "rank-among", "awarding",
})  # fmt: skip
"""Signs by which a title has its holder."""

OF_ANOTHER = frozenset({"according", "act", "sending", "leaving", "post", "post-after"})
"""Signs by which a title is not of the person who is named beside it, or elsewhere."""


@pytest.mark.parametrize("sign", load("roles.sign", Sign), ids=lambda sign: str(sign.id))
def test_signs(sign: Sign) -> None:
    for texts, decided in ((sign.match, True), (sign.reject, False)):
        for text in texts:
            found = [
                mention.fields
                for mention in extract(segment(page_of(text))).mentions
                if isinstance(mention.fields, TitleFields)
            ]
            if sign.sign in OVER:
                assert [f.status for f in found] == ["former" if decided else None], text
            elif sign.sign in HELD:
                assert any(f.holder for f in found) == decided, text
            elif sign.sign in OF_ANOTHER:
                assert any(not f.holder for f in found) == decided, text
            elif sign.sign == "kin":
                assert any(f.holder for f in found) != decided, text
            else:
                assert bool(found) == (decided != (sign.sign in NO_TITLE)), text


SIGNS = load("body_words.sign", BodySign)
STOPS = [sign for sign in SIGNS if sign.sign == "stop"]


@pytest.mark.parametrize("stop", STOPS, ids=lambda stop: str(stop.id))
def test_a_body_ends_before_a_stop(stop: BodySign) -> None:
    for form in stop.forms:
        reading = Reading.of(segment(page_of(f"Sở Y tế {form} đã họp.")))
        found = phrase.parse(reading, 0)
        assert found is not None
        assert reading.words.surface(found.start, found.end) == "Sở Y tế", form
    for text in (*stop.match, *stop.reject):
        assert [one.organization for one in fields_of(text)] == ["Sở Y tế"], text


def test_signature_of_an_act() -> None:
    text = "KT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\nNguyễn Văn Phúc\n"
    assert [f.role for f in fields_of(text)] == ["THỨ TRƯỞNG"]


def test_bare_title_needs_a_full_one() -> None:
    alone = "Giám đốc phải chịu trách nhiệm trước pháp luật."
    assert fields_of(alone) == []
    assert len(fields_of(f"Giám đốc Sở Y tế Lê Văn An trả lời. {alone}")) == 2


def test_every_role_stands_in_the_index() -> None:
    words = words_of("Phó Chủ tịch Thường trực")
    assert [hit.entry.id for hit in roles().at(words, 1)] == ["chu-tich"]
    assert fold_phrase("Chủ tịch") == words.forms[1:3]


@settings(max_examples=60)
@given(st.text(max_size=200))
def test_never_raises(text: str) -> None:
    for mention in find(untagged(text), []):
        assert mention.span.of(text) == text[mention.span.start : mention.span.end] != ""


PIECES = [
    "Bí thư",
    "Tỉnh ủy",
    "Chủ tịch",
    "UBND",
    "xã",
    "Lê An",
    "Trần",
    ",",
    "và",
    "của",
    "TS",
    "\n",
]


@settings(max_examples=120)
@given(st.lists(st.sampled_from(PIECES), max_size=25))
def test_spans_lie_in_the_text_and_do_not_overlap(pieces: list[str]) -> None:
    text = " ".join(pieces)
    spans = sorted(m.span for m in find(untagged(text), []))
    assert all(0 <= s.start < s.end <= len(text) for s in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert list(find(untagged(text), [])) == list(find(untagged(text), []))


def test_linear_on_a_long_line() -> None:
    text = "Chủ tịch UBND xã Bình Minh, " * 3000
    assert len(list(find(untagged(text), []))) > 0
