"""Aligned text: whatever is edited, every character still knows its raw place."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanban.text.spans import AlignedText, Edit, OffsetMap, Span, fold, unescape

TEXTS = st.text(alphabet="aĐđÐế e\u0301\u00a0\n\u200b&;", max_size=40)


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    """A text and edits of it, sorted and apart."""
    text = draw(TEXTS)
    bounds = sorted(draw(st.lists(st.integers(0, len(text)), max_size=10)))
    pairs = zip(bounds[::2], bounds[1::2], strict=False)
    return text, [Edit(start, end, draw(st.text("xyz", max_size=4))) for start, end in pairs]


def by_hand(text: str, edits: list[Edit]) -> list[tuple[str, int, int]]:
    """What `edit` should make of a raw text: each character with its raw start and end."""
    out, position = [], 0
    for start, end, replacement in [*edits, Edit(len(text), len(text), "")]:
        out += [(text[i], i, i + 1) for i in range(position, start)]
        for offset, character in enumerate(replacement):
            single = len(replacement) == end - start
            place = (start + offset, start + offset + 1) if single else (start, end)
            out.append((character, *place))
        position = end
    return out


def rows(aligned: AlignedText) -> list[tuple[str, int, int]]:
    return list(zip(aligned.text, aligned.starts.tolist(), aligned.ends.tolist(), strict=True))


@given(edited())
def test_edit(case: tuple[str, list[Edit]]) -> None:
    text, edits = case
    assert rows(AlignedText.of(text).edit(edits)) == by_hand(text, edits)


@given(edited(), st.data())
def test_edits_compose(case: tuple[str, list[Edit]], data: st.DataObject) -> None:
    """A character that no edit touched stands for itself, after any number of edits."""
    text, edits = case
    once = AlignedText.of(text).edit(edits)
    at = data.draw(st.integers(0, len(once.text)))
    twice = once.edit([Edit(at, at, "q"), Edit(at, len(once.text), once.text[at:])])
    for character, start, end in rows(twice):
        if character not in "xyzq":
            assert text[start:end] == character


@given(edited())
def test_offsets_say_the_same(case: tuple[str, list[Edit]]) -> None:
    text, edits = case
    aligned = AlignedText.of(text).edit(edits)
    offsets = OffsetMap.unflatten(aligned.offsets().flatten())
    for i, (_, start, end) in enumerate(rows(aligned)):
        assert offsets.to_raw(i, i + 1) == Span(start, end)
        assert aligned.raw(i, i + 1) == Span(start, end)


@pytest.mark.parametrize("edits", [[Edit(2, 1, "")], [Edit(0, 2, ""), Edit(1, 3, "")]])
def test_edits_out_of_order_are_refused(edits: list[Edit]) -> None:
    with pytest.raises(ValueError, match="not sorted"):
        AlignedText.of("abc").edit(edits)


@pytest.mark.parametrize(("start", "end"), [(0, 0), (2, 1), (0, 4), (-1, 2)])
def test_no_raw_span_outside_the_text(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no raw span"):
        AlignedText.of("abc").offsets().to_raw(start, end)


def test_sub() -> None:
    aligned = AlignedText.of("a  b").sub(re.compile(r"\s+"), " ")
    assert rows(aligned) == [("a", 0, 1), (" ", 1, 3), ("b", 3, 4)]


def test_nothing_stands_for_nothing() -> None:
    empty = AlignedText.of("")
    assert empty.edit([]) is empty
    assert empty.offsets().flatten() == []
    assert empty.edit([Edit(0, 0, "x")]).raw(0, 1) == Span(0, 0)


@pytest.mark.parametrize(
    ("escaped", "plain"),
    [
        ("H&agrave; N&#7897;i", "Hà Nội"),
        ("Hà&amp;nbsp;Nội", "Hà\u00a0Nội"),
        ("AT&T; R&D; &copyright; & ;", "AT&T; R&D; &copyright; & ;"),
        ("&#xD800;", "\ufffd"),
    ],
)
def test_unescape(escaped: str, plain: str) -> None:
    assert unescape(escaped) == plain


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ðảng bộ", "Đảng\u00a0 bộ"),
        ("Đa\u0309ng", "Đảng"),
        ("\ufeffHà\u200b Nội", "Hà\r\nNội"),
        ("Trƣờng&nbsp;Sa", "Trường Sa"),
    ],
)
def test_fold_sees_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_fold_sees_what_differs() -> None:
    assert fold("Hòa") != fold("Hoà")


def test_a_million_edits_take_seconds() -> None:
    text = "a  " * 300_000
    begun = time.perf_counter()
    aligned = AlignedText.of(text).sub(re.compile("  "), " ")
    aligned.offsets()
    assert len(aligned.text) == 600_000
    assert time.perf_counter() - begun < 20
