"""What a shortcut finds is what the full search finds: on written words put together anyhow."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from vanban.extraction.numbers import atoms
from vanban.extraction.quantities.forms import Forms, Lettering
from vanban.extraction.quantities.lexicon import StopSign
from vanban.extraction.reading import plain
from vanban.extraction.reading.plain import lower, places
from vanban.extraction.references import apart, law_names, laws, named, openers
from vanban.extraction.references.lexicon import type_pattern
from vanban.params import Params, params

TYPES = "Nghị quyết|nghị định thư|Luật|luật sư|Bộ luật|BLHS|NQ18|NQ|CT-05|QĐTW|Hiến pháp|hiệp định"
NAMES = "Điều lệ Đảng|công ước|Hiệp định Paris|Pháp lệnh|quy định|thông tư liên tịch|TTXVN"
NUMBERS = "hai|năm|mươi|15tr|tỷ|tỷ lệ|nửa|USD|1.234|12 500|0912|5|2/3|a5tr|phần|k|số 12-NQ/TW|7 / a"
SIGNS = " | |\u00a0|  |-|/|.|,|(|\n|_|hoà|uỷ|Ðất|lý|quý|Quỳ|tỉ|ký|İ|Σ|e\u0301|\u2013"
TEXTS = st.lists(st.sampled_from("|".join((TYPES, NAMES, NUMBERS, SIGNS)).split("|")), max_size=9)
TEXT = TEXTS.map("".join) | TEXTS.map(" ".join)


@settings(max_examples=300)
@given(TEXT)
@example("HOÀ quỳ KỸ sỹ thuý q tuỳ 5tỷ uỷ1 tỷ_ mỹ")
@example("Nghị quyếthoà")
def test_a_text_and_its_plain_form_are_as_long(text: str) -> None:
    assert len(plain.plain(text)) == len(lower(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("HOÀ Bình", "hòa bình"),
        ("Đòan Chủ tịch", "đoàn chủ tịch"),
        ("Uỷ ban kỷ luật, quy định", "ủy ban kỉ luật, qui định"),
        ("Nghị quyếthoà", "nghị quyếthoà"),
        ("số\u00a05 \u2013 QÐ", "số 5 - qđ"),
        ("5tỷ", "5tỉ"),
    ],
)
def test_a_text_is_read_in_its_plain_form(text: str, form: str) -> None:
    assert plain.plain(text) == form


GRAMMARS: dict[openers.Grammar, plain.Pattern] = {
    "type": type_pattern(),
    "law": law_names.law_form_pattern(),
    "short-law": laws._shorts()[0],
    "named": named._named_pattern()[0],
    "treaty": named._TREATY,
}


@settings(max_examples=300)
@given(TEXT)
def test_a_grammar_begins_wherever_its_pattern_does(text: str) -> None:
    reading = plain.read(text)
    for grammar, pattern in GRAMMARS.items():
        found = [m.span() for m in openers.matches(reading, grammar, pattern)]
        assert found == [m.span() for m in pattern.finditer(reading.plain)], grammar


SYMBOL = re.compile(r"(?<![\w/.,-])(?:số ?:? {0,2})?\d{1,5}[a-z]? ?[/-] ?(?=[\da-zđư])")


@settings(max_examples=300)
@given(TEXT)
def test_a_number_with_a_symbol_begins_at_its_so(text: str) -> None:
    form = plain.plain(text)
    assert list(apart._standalone(form)) == [m.start() for m in SYMBOL.finditer(form)]


@settings(max_examples=300)
@given(TEXT)
def test_number_words_and_digits_are_found_wherever_they_stand(text: str) -> None:
    found = [match.span() for match in atoms._matches(text)]
    assert found == [match.span() for match in atoms._pattern().finditer(text)]


FORMS = ("số", "tổng số", "gần", "tháng", "%", "m/s", "m", "đợt 2")


@settings(max_examples=300)
@given(st.lists(st.sampled_from((*FORMS, "Số", "xa", " ", "\u00a0", "1", "_", "\n"))), st.data())
def test_the_longest_form_at_a_place_and_before_it(parts: list[str], data: st.DataObject) -> None:
    text = "".join(parts)
    place = data.draw(st.integers(0, len(text)))
    stops = [
        StopSign(id="x", name=form, match=("x",), reject=("x",), source="x", role="soft")
        for form in FORMS
    ]
    forms, letters = Forms((stop.name, stop) for stop in stops), Lettering(text)
    any_form = "|".join(re.escape(form) for form in sorted(FORMS, key=len, reverse=True))
    spaced = text.replace("\u00a0", " ")
    ends = r"(?:(?<=%)|(?!\w))"  # a percent sign ends itself: 5%GDP
    ahead = re.compile(rf"(?:{any_form}){ends}", re.IGNORECASE).match(spaced, place)
    behind = re.compile(rf"(?<!\w)(?:{any_form}) *\Z", re.IGNORECASE).search(spaced, 0, place)
    at, before = forms.at(letters, place), forms.before(letters, place)
    assert (at and at[0]) == (ahead and ahead.end())
    assert (before and before[0]) == (behind and behind.start())


def test_a_word_stands_in_whole_words_and_inside_others() -> None:
    assert places("tháng tháng5 hàngtháng", ["tháng"]) == [0, 6, 17]


def test_the_decoder_is_fast_or_slow() -> None:
    given = params().model_dump()
    for decoder in ("fast", "slow"):
        Params.model_validate({**given, "segment": {"decoder": decoder}})
    with pytest.raises(ValidationError, match="fast"):
        Params.model_validate({**given, "segment": {"decoder": "quick"}})
