"""Words and tags: equal to underthesea's on real, generated and hostile text, at exact places."""

from __future__ import annotations

import logging
import random
import subprocess
import sys
import unicodedata
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vanban.cleaning import clean
from vanban.segmentation import _fast_tagger, segment, segment_all, tagger
from vanban.segmentation import models as package
from vanban.segmentation.fast import decoder
from vanban.segmentation.slow import SlowTagger, TaggerPanicError, retagged
from vanban.text.document import Document, page_of

RAW = sorted((Path(__file__).parent.parent / "raw").rglob("*.txt"))

WORDS = """
Đảng ủy Khối các cơ quan Trung ương Tổng Bí thư Nguyễn Phú Trọng ông bà đồng chí hội nghị lần thứ
sáu khóa XI Nghị quyết 12-NQ/TW 51/2010/QH12 18h30 160.000 6,5 vạn % TP.HCM T.Ư T.Ư. PGS.TS. A.
H'Mông N’Thôn 43H-0530 20.08.2014 10:20:50 4K hoà bình thuỷ qui nghành ÐÌNH ðất www.vn a@b.vn
http://dcs.vn/a?b=(c) e-mail :D :)) <3 v.v. v.v... 3x4 H&M BOS EOS X True False "“ ” ( ) , . ; : -
– … ? ! và của là đã sẽ không được xây dựng phát triển kinh tế xã hội Việt Nam Mỹ Trung Quốc
"""
FORMS = WORDS.split()


def words(document: Document) -> list[tuple[str, str]]:
    """The words of a document as they stand in the text, with their tags."""
    return [(document.text[t.start : t.end], t.pos) for s in document.sentences for t in s.tokens]


def assert_equal_paths(text: str) -> None:
    """Both paths give the same document, and nothing of the text is lost."""
    document = segment(page_of(text))
    assert document.sentences == segment(page_of(text), fast=False).sentences
    for sentence in document.sentences:
        position = sentence.span.start
        for token in sentence.tokens:
            assert position <= token.start < token.end
            assert text[position : token.start].strip() == ""
            position = token.end
        assert text[position : sentence.span.end].strip() == ""


@pytest.mark.parametrize("path", RAW, ids=[path.stem for path in RAW])
def test_real_pages(path: Path) -> None:
    assert_equal_paths(clean(path.read_bytes(), path.name).text)


@pytest.mark.parametrize("batch", [1, 100, 50_000], ids=["sentences", "lines", "pages"])
@pytest.mark.parametrize("quick", [True, False], ids=["fast", "slow"])
def test_pages_side_by_side_are_as_each_by_itself(
    monkeypatch: pytest.MonkeyPatch, batch: int, quick: bool
) -> None:
    source = random.Random(2026)  # noqa: S311 - a fixed choice of texts
    pages = [page_of(" ".join(source.choices(FORMS, k=size))) for size in (0, 3, 90, 1, 40, 7)]
    alone = [segment(page) for page in pages]
    monkeypatch.setattr(decoder, "BATCH", batch)
    assert segment_all(pages, quick) == alone
    assert segment_all([], quick) == []


def test_ties_are_settled_as_underthesea_settles_them() -> None:
    # Rows of control characters: two readings score alike, so that rounding decides.
    text = "\n".join("\x01 " * size + "Đảng ta \x02 \x03." for size in range(1, 9))
    with patch("vanban.segmentation.slow.retagged", wraps=retagged) as asked:
        assert_equal_paths(text)
    assert asked.call_count


def test_generated_text() -> None:
    source = random.Random(2012)  # noqa: S311 - a fixed choice of texts
    lines = [" ".join(source.choices(FORMS, k=source.randint(1, 30))) for _ in range(150)]
    assert_equal_paths("\n".join(lines))


def test_generated_decomposed_text() -> None:
    source = random.Random(1945)  # noqa: S311 - a fixed choice of texts
    lines = [" ".join(source.choices(FORMS, k=source.randint(1, 12))) for _ in range(60)]
    assert_equal_paths(unicodedata.normalize("NFD", "\n".join(lines)))


ODD = ["\u0301", "\u200b", "\ud800", "\x00", "\u0958", "\u1100\u1161", *"İǅßﬁ१ςK", "👨‍👩‍👧"]
HOSTILE = st.sampled_from([*FORMS, *ODD, *" \n\u00a0.,/-'()"])


@settings(max_examples=120)
@given(st.one_of(st.text(max_size=40), st.lists(HOSTILE, max_size=15).map("".join)))
def test_any_text(text: str) -> None:
    assert_equal_paths(text)


TRAPS = {
    "old-spelling": ("hoà thuỷ qui", ["hoà", "thuỷ", "qui"]),
    "shorter-when-mended": ("các nghành nghề", ["các", "nghành nghề"]),
    "look-alike": ("Ðảng ta", ["Ðảng", "ta"]),
    "blank-within": ("TP.HCM, Tp.HCM, T.Ư 4", ["TP.HCM", ",", "Tp.HCM", ",", "T.Ư", "4"]),
    "over-two-blanks": ("cơ  quan", ["cơ  quan"]),
    "no-break-space": ("cơ\u00a0quan", ["cơ\u00a0quan"]),
    "byte-order-mark": ("\ufeff", ["\ufeff"]),
    "surrogate": ("Đảng \ud800 ta", ["Đảng", "\ufffd", "ta"]),
    "letter-in-two": ("\u0958", ["\u0958"]),
    "last-initial": ("Ông A.", ["Ông", "A", "."]),
}


@pytest.mark.parametrize(("text", "surfaces"), TRAPS.values(), ids=TRAPS)
def test_traps(text: str, surfaces: list[str]) -> None:
    assert_equal_paths(text)
    assert [surface for surface, _ in words(segment(page_of(text)))] == surfaces


def test_words_do_not_join_over_lines() -> None:
    assert [surface for surface, _ in words(segment(page_of("cơ\nquan")))] == ["cơ", "quan"]


def test_decomposed_letters_keep_their_places() -> None:
    text = unicodedata.normalize("NFD", "Tổng Bí thư Nguyễn Phú Trọng")
    composed = segment(page_of(unicodedata.normalize("NFC", text)))
    assert [(unicodedata.normalize("NFC", w), t) for w, t in words(segment(page_of(text)))] == (
        words(composed)
    )


def test_nothing_leaks_from_fixed_words(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Đảng ủy Khối các cơ quan Trung ương họp."
    before = segment(page_of(text)).sentences
    regexes = package.module("pipeline.word_tokenize.regex_tokenize")
    monkeypatch.setattr(regexes, "patterns", regexes.patterns)  # put back after the test
    package.module("").word_tokenize("x", fixed_words=["Đảng ủy Khối"])
    _fast_tagger.cache_clear()
    assert segment(page_of(text)).sentences == before


@pytest.mark.parametrize(
    "text",
    [
        "http://" + "." * 40,
        "a.vn/" + "!" * 60,
        "a." * 16_000,
        "1." * 16_000,
        "a@" * 3_000,
        "x" * 100_000,
        "\x00" * 3_000,
        "a" + "\u0301" * 3_000,
        "Tổng Bí thư Nguyễn Phú Trọng làm việc với Đảng ủy Khối, " * 4_000,
    ],
    ids=["url", "domain", "dots", "numbers", "mail", "letters", "controls", "marks", "sentence"],
)
def test_hostile_repeats_are_segmented(text: str) -> None:
    assert segment(page_of(text)).sentences


def test_unknown_models_take_the_slow_path(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setitem(package.KNOWN, package.TAG_MODEL, "0" * 64)
    package.strangers.cache_clear()
    _fast_tagger.cache_clear()
    try:
        with caplog.at_level(logging.WARNING):
            assert isinstance(tagger(), SlowTagger)
        assert package.TAG_MODEL in caplog.text
    finally:
        monkeypatch.undo()
        package.strangers.cache_clear()
        _fast_tagger.cache_clear()


def test_models_are_loaded_once() -> None:
    assert tagger() is tagger(True) is tagger(fast=True)
    assert tagger(False) is tagger(fast=False)


def test_a_panic_of_compiled_code_is_an_exception(monkeypatch: pytest.MonkeyPatch) -> None:
    class PanicException(BaseException):
        """What compiled code raises: no subclass of Exception."""

    def panic(_: str) -> list[tuple[str, str]]:
        raise PanicException

    slow = SlowTagger()
    monkeypatch.setattr(slow, "_pos_tag", panic)
    with pytest.raises(TaggerPanicError):
        slow.tagged("Đảng")


def printed_by(code: str) -> str:
    """What code prints in a Python of its own."""
    command = [sys.executable, "-c", code]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_import_leaves_the_root_logger_alone() -> None:
    code = (
        "import logging\n"
        "from vanban.text.document import page_of\n"
        "from vanban.segmentation import segment\n"
        "segment(page_of('Đảng ta.')); print(logging.getLogger().handlers)"
    )
    assert printed_by(code).strip() == "[]"


def test_what_is_not_needed_of_underthesea_is_loaded_when_asked_for() -> None:
    code = (
        "import sys\n"
        "from vanban.text.document import page_of\n"
        "from vanban.segmentation import segment\n"
        "segment(page_of('Đảng ta.')); print('underthesea.pipeline.ner' in sys.modules)\n"
        "import underthesea; print(underthesea.ner.__name__, underthesea.pipeline.__name__)"
    )
    assert printed_by(code).split() == ["False", "ner", "underthesea.pipeline"]


def test_a_supervisor_loads_no_model() -> None:
    """The supervisor builds tables only: models of words would cost it memory and a second."""
    code = "import sys, vanban.tables.build; print('underthesea' in sys.modules)"
    assert printed_by(code).strip() == "False"
