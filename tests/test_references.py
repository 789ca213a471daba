"""References: numbers, symbols, ordinals, resolution within the page, keys, robustness."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vanban.explanation.lexicons import with_form
from vanban.extraction import dates
from vanban.extraction.reading.plain import plain, read
from vanban.extraction.references import find
from vanban.extraction.references.entries import GrammarWords
from vanban.extraction.references.keys.names import key_of_edition
from vanban.extraction.references.keys.numbered import key_of_act
from vanban.extraction.references.lexicon import acts, congress_on, congresses, grammar_words, laws
from vanban.extraction.references.numbers import read_number
from vanban.extraction.references.ordinals import khoa, ordinal, term
from vanban.lexicons import load
from vanban.schema import ReferenceFields, ReferenceRow
from vanban.tables.derive.parts import citations
from vanban.text.document import Document, page_of
from vanban.text.mention import Mention


def references(text: str, published: str | None = None) -> list[Mention]:
    page = Document(page_of(text, published))
    return list(find(page, list(dates.find(page, []))))


def fields_of(text: str, published: str | None = None) -> list[ReferenceFields]:
    found = (mention.fields for mention in references(text, published))
    return [fields for fields in found if isinstance(fields, ReferenceFields)]


def keys(text: str, published: str | None = None) -> list[str]:
    out = []
    for mention in references(text, published):
        assert isinstance(mention.fields, ReferenceFields)
        out.append(mention.fields.cited_document)
    return out


def test_plain_keeps_places() -> None:
    text = "Quy định\u00a0số 5–QĐ/TW khoá XI, Uỷ ban"
    assert plain(text) == "qui định số 5-qđ/tw khóa xi, ủy ban"
    assert len(plain(text)) == len(text)


@pytest.mark.parametrize(
    ("written", "number", "year", "symbol"),
    [
        ("18-NQ/TW", "18", None, "NQ/TW"),
        ("18/NQ-TW", "18", None, "NQ/TW"),
        ("215-QĐ-TW", "215", None, "QĐ/TW"),
        ("05 CT/TW", "5", None, "CT/TW"),
        ("05CT/TW", "5", None, "CT/TW"),
        ("18 – NQ/TƯ", "18", None, "NQ/TW"),
        ("08-QĐi/TW", "8", None, "QĐi/TW"),
        ("31-QĐ/ĐU-MTTW", "31", None, "QĐ/ĐU-MTTW"),
        ("842/QĐ-MTTW-BTT", "842", None, "QĐ-MTTW-BTT"),
        ("100/2019/NĐ-CP", "100", 2019, "NĐ-CP"),
        ("100/2019/ND-CP", "100", 2019, "NĐ-CP"),
        ("30a/2008/NQ-CP", "30a", 2008, "NQ-CP"),
        ("35-2016/NQ-CP", "35", 2016, "NQ-CP"),
        ("35-NQ/CP", "35", None, "NQ-CP"),
        ("06/2008/TTLT/BCA-VKSNDTC", "6", 2008, "TTLT-BCA-VKSNDTC"),
        ("45/2019/QH14", "45", 2019, "QH14"),
        ("1955/BHXH-CSYT", "1955", None, "BHXH-CSYT"),
        ("34/2016/TT-BLĐTB&XH", "34", 2016, "TT-BLĐTB&XH"),
        ("67/2014", "67", 2014, None),
        ("67", "67", None, None),
    ],
)
def test_number(written: str, number: str, year: int | None, symbol: str | None) -> None:
    found = read_number(read(written), 0)
    assert found is not None
    assert (found.number, found.year, found.symbol) == (number, year, symbol)
    assert found.end == len(written)


@pytest.mark.parametrize("written", ["12/3/2017", "1,5", "3.000", "19h30", "5/7", "x"])
def test_no_number(written: str) -> None:
    assert read_number(read(written), 0) is None


def test_ordinals() -> None:
    assert ordinal(read("XII của"), 0, spelled=False) == (12, 3)
    assert ordinal(read("mười hai của"), 0, spelled=True) == (12, 8)
    assert ordinal(read("tư Ban"), 0, spelled=False) is None
    assert ordinal(read("CIV"), 0, spelled=False) is None
    assert khoa(read(" (khóa XI, XII) về"), 0) == ([11, 12], 15)
    assert khoa(read(", khoá 12"), 0) == ([12], 9)
    assert term(read(", nhiệm kỳ 2015 – 2020 đã"), 0) == ("2015-2020", 22)
    assert term(read(" nhiệm kỳ 2015-2005"), 0) is None


def test_one_key_for_all_spellings_of_a_plenum() -> None:
    spellings = [
        "Nghị quyết Trung ương 4 (khóa XI)",
        "NQTW 4 khóa XI",
        "Nghị quyết T.Ư 4 khóa 11",
        "Nghị quyết Hội nghị lần thứ tư Ban Chấp hành Trung ương Đảng khóa XI",
        "nghị quyết trung ương 4, khóa XI",
    ]
    assert {key for spelling in spellings for key in keys(spelling)} == {
        "Nghị quyết Trung ương 4 khóa XI"
    }


@pytest.mark.parametrize(
    "spellings",
    [
        ("Quy định 08-QĐi/TW ngày 25/10/2018", "Quy định số 08-QĐ/TW, ngày 25-10-2018"),
        ("Luật số 31/2024/QH15", "Luật Đất đai năm 2024", "Luật Đất đai số 31/2024/QH15"),
        ("Bộ luật Hình sự số 100/2015/QH13", "BLHS 2015", "Luật số 100/2015/QH13"),
        ("Nghị định 108/2014/NĐ-CP", "Nghị định số 108/2014/CP", "NĐ 108/2014"),
        (
            "Quyết định 7/QĐ-UBND ngày 2/3/2020 của Uỷ ban nhân dân tỉnh Hoà Bình",
            "Quyết định 07/QĐ-UBND ngày 2/3/2020 của Chủ tịch UBND tỉnh Hòa Bình",
        ),
        (
            "Nghị quyết 5-NQ/TU ngày 2/3/2020 của Tỉnh uỷ Lào Cai",
            "Nghị quyết 05-NQ/TU ngày 2/3/2020 của Ban Thường vụ Tỉnh ủy Lào Cai",
        ),
        # resolutions of the Government are one series a year
        ("Nghị quyết 35/NQ-CP ngày 16/5/2016", "Nghị quyết số 35-2016/NQ-CP"),
        ("Hiệp định Giơ-ne-vơ năm 1954", "Hiệp định Geneva về Đông Dương năm 1954"),
    ],
)
def test_one_key_for_all_spellings(spellings: tuple[str, ...]) -> None:
    assert len({tuple(keys(spelling)) for spelling in spellings}) == 1
    assert "?" not in "".join(keys(spellings[0]))


def test_different_documents_have_different_keys() -> None:
    texts = [
        "Nghị quyết Đại hội XVIII của Đảng bộ tỉnh Yên Bái",
        "Nghị quyết Đại hội XVIII của Đảng bộ tỉnh Nghệ An",
        "Nghị quyết Đại hội XII của Đảng",
        "Nghị quyết Trung ương 4 khóa XII",
        "Nghị quyết Trung ương 4 khóa XI",
        "Nghị quyết 35/NQ-CP ngày 16/5/2016",
        "Quyết định 35/QĐ-TTg ngày 16/5/2016",
        "Quyết định 35-QĐ/TW ngày 16/5/2016",
        "Quy định 35-QĐi/TW ngày 16/5/2016",
        "Hiến pháp Thái Lan năm 2013",
        "Hiến pháp năm 2013",
        "Nghị quyết 18-NQ/TW ngày 25/10/2017",
        "Nghị quyết 18-NQ/TW ngày 16/6/2022",
        "Luật Đất đai năm 2013",
        "Luật Đất đai 2024",
        "Luật Đất đai (sửa đổi)",
    ]
    found = [key for text in texts for key in keys(text)]
    assert len(found) == len(set(found)) == len(texts)


def test_plenum_that_adopted_one_resolution_is_that_resolution() -> None:
    assert keys("Nghị quyết Trung ương 8 khóa XII") == ["Nghị quyết 36-NQ/TW khóa XII"]
    assert keys("Nghị quyết 36-NQ/TW ngày 22/10/2018") == ["Nghị quyết 36-NQ/TW khóa XII"]


def test_what_one_mention_says_counts_for_all() -> None:
    text = "Quyết định 749/QĐ-TTg ngày 3/6/2020 đã ký. Theo Quyết định số 749, việc này gấp."
    assert keys(text) == ["Quyết định 749/QĐ-TTg (2020)"] * 2


def test_numbers_start_anew_with_each_congress() -> None:
    assert keys("Nghị quyết 18-NQ/TW", "2019-01-01") == ["Nghị quyết 18-NQ/TW khóa XII"]
    assert keys("Nghị quyết 18-NQ/TW", "2025-01-01") == ["Nghị quyết 18-NQ/TW khóa ?"]


def test_edition_of_a_law_by_the_day_of_the_page() -> None:
    assert keys("Luật Đất đai", "2017-05-01") == ["Luật Đất đai 2013"]
    assert keys("Luật Đất đai", "2024-05-01") == ["Luật Đất đai ?"]
    assert keys("Luật Đất đai") == ["Luật Đất đai ?"]
    assert keys("Luật Đất đai năm 2003 và Luật Đất đai") == ["Luật Đất đai 2003"] * 2


def test_congresses_are_in_order_and_hold_their_plenums() -> None:
    entries = congresses()
    for entry, following in pairwise(entries):
        assert entry.number + 1 == following.number
        assert entry.end < following.start
        assert all(entry.start <= p.start <= p.end < following.start for p in entry.sessions)
    assert congress_on(dt.date(2017, 5, 1)) == entries[11]


def test_party_documents_were_issued_in_their_term() -> None:
    for entry in filter(lambda act: act.congress, acts()):
        term_of = congress_on(entry.issued_on)
        assert term_of is not None
        assert term_of.number == entry.congress


def test_citations_count_mentions_of_a_page() -> None:
    text = "Chỉ thị 40-CT/TW ngày 22/11/2014 nêu rõ. Chỉ thị 40 và Nghị định 100."
    rows = [
        ReferenceRow(
            mention_id=f"m{i}", doc_id="d", sentence_id="d-0", start=m.span.start, end=m.span.end,
            raw_start=m.span.start, raw_end=m.span.end, surface=m.span.of(text), rule=m.rule,
            **m.fields.model_dump(),
        )
        for i, m in enumerate(references(text))
    ]  # fmt: skip
    first, second = citations(rows, {"d": dt.date(2019, 5, 1)})
    assert (first.cited_document, first.mentions) == ("Chỉ thị 40-CT/TW khóa XI", 2)
    assert (first.first_mention_id, first.first_cited_on) == ("m0", dt.date(2019, 5, 1))
    assert first.settled
    assert (second.cited_document, second.settled) == ("Nghị định 100/?/NĐ-CP", False)


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        (
            "Bộ Y tế - Bộ Nội vụ đã ký Thông tư liên tịch số 5/2016/TTLT-BYT-BNV.",
            "Bộ Y tế - Bộ Nội vụ",
        ),
        ("Bộ Y tế và Bộ Nội vụ vừa ban hành Thông tư liên tịch 05.", "Bộ Y tế và Bộ Nội vụ"),
        ("Thông tư liên tịch 05 do Bộ Y tế, Bộ Nội vụ ban hành.", "Bộ Y tế, Bộ Nội vụ"),
        ("Bộ Y tế họp. Bộ Nội vụ ban hành Thông tư liên tịch 05.", "Bộ Nội vụ"),
        ("Cùng với Bộ Y tế, Bộ Nội vụ ban hành Thông tư số 5/2016/TT-BNV.", "Bộ Nội vụ"),
    ],
)
def test_who_issues_a_joint_act(text: str, issuer: str) -> None:
    (found,) = references(text, "2017-08-01")
    assert isinstance(found.fields, ReferenceFields)
    assert found.fields.issuer == issuer


PIECES = """Nghị quyết|Trung ương|4|khóa|XI|(|)|,|số|18-NQ/TW|Luật|Đất đai|và|của|Đại hội|lần thứ
|năm|2013|Điều 5|NQ|TW|/|-|\n|Hiệp định|TPP|ngày 1/2/2017|ngày 31/02/2017|“|Bộ|\u00a0|các|về|BLHS"""
WORDS = st.sampled_from(PIECES.split("|"))


@settings(max_examples=200)
@given(st.lists(WORDS, max_size=30).map(" ".join) | st.text(max_size=60))
def test_never_raises_and_spans_hold(text: str) -> None:
    found = references(text, "2017-08-01")
    assert found == references(text, "2017-08-01")
    for mention in found:
        assert mention.span.of(text) == mention.span.of(text).strip()
        assert not re.search(r"\n(?<!-\n)", mention.span.of(text))
    lists = sorted({(m.span.start, m.span.end) for m in found})
    assert all(one[1] <= two[0] for one, two in pairwise(lists))


@pytest.mark.parametrize(
    "unit",
    [
        "\ud800",
        "\x00",
        "\u202e",
        "Luật ",
        "khóa XI, ",
        "1/",
        "NQ 1, ",
        "CT 05 của Ban Thường vụ Bộ ",
    ],
)
def test_hostile_repeats_are_read_to_their_end(unit: str) -> None:
    text = unit * 4000
    assert all(found.span.end <= len(text) for found in references(text))


SIGNS: dict[str, Callable[[ReferenceFields], bool]] = {
    "about": lambda fields: fields.title == "quản lý chợ",
    "adverbial": lambda fields: fields.title == "quản lý chợ",
    "against": lambda fields: fields.cited_document == "Luật Nhà ở ?",
    "amend": lambda fields: fields.cited_document.startswith("Luật sửa đổi"),
    "aspect": lambda fields: fields.issuer == "Bộ Y tế",
    "carrying-out": lambda fields: fields.cited_document == "Luật Đất đai 2013",
    "central": lambda fields: fields.plenum == 4,
    "committee": lambda fields: fields.cited_document == "Nghị quyết Trung ương 4 khóa XII",
    "congress": lambda fields: fields.congress == 12,
    "congress-scope": lambda fields: fields.congress == 12,
    "counted": lambda fields: fields.number == "12",
    "former": lambda fields: fields.cited_document == "Luật Nhà ở ?",
    "issue-verb": lambda fields: fields.issued_on is not None,
    "just": lambda fields: "(2031)" in fields.cited_document,
    "law-field": lambda fields: (fields.title or "").endswith("đầu tư"),
    "law-follower": lambda fields: (fields.title or "").endswith("luật"),
    "link": lambda fields: (fields.number, fields.symbol) == ("46", "NĐ-CP"),
    "list-follower": lambda fields: fields.plenum == 7,
    "number-follower": lambda fields: fields.number == "100",
    "part-of": lambda fields: fields.provision is not None,
    "party-house": lambda fields: fields.issuer is not None,
    "party-name": lambda fields: fields.cited_document == "Nghị quyết Đại hội XII Đảng",
    "person": lambda fields: fields.title == "quản lý chợ",
    "plenum": lambda fields: fields.plenum == 4,
    "plural": lambda fields: (fields.number, fields.symbol) == ("19", None),
    "provision-unit": lambda fields: fields.provision is not None,
    "future": lambda fields: "year" not in fields.inferred,
    "some-of": lambda fields: fields.cited_document.startswith("Luật sửa đổi"),
    "treaty-kind": lambda fields: fields.doc_type in grammar_words("treaty-kind"),
    "treaty-member": lambda fields: fields.doc_type in grammar_words("treaty-kind"),
    "until": lambda fields: fields.cited_document == "Luật Đất đai 2013",
    "year-follower": lambda fields: fields.year is not None,
}
"""What the words with a role in the grammar do to a reference."""

BLOCKERS = {"treaty-member", "counted"}
"""Roles whose words stand in the texts that must not match."""


@pytest.mark.parametrize("entry", load("document_types.grammar", GrammarWords), ids=lambda e: e.id)
def test_examples_of_the_grammar(entry: GrammarWords) -> None:
    sign = SIGNS[entry.role]
    published = "2031-05-06" if entry.role in {"just", "future"} else None
    forms = () if entry.role in BLOCKERS else entry.forms
    for text in (*entry.match, *(text for form in forms for text in with_form(entry, form))):
        assert any(map(sign, fields_of(text, published))), text
    for text in entry.reject:
        assert not any(map(sign, fields_of(text, published))), text


@pytest.mark.parametrize("unit", grammar_words("provision-unit"))
def test_every_unit_of_a_document_is_read(unit: str) -> None:
    (mention,) = references(f"Theo {unit} 3 Nghị định 12/2031/NĐ-CP.")
    assert isinstance(mention.fields, ReferenceFields)
    assert mention.fields.provision == f"{unit} 3"


@pytest.mark.parametrize("word", grammar_words("year-follower"))
def test_every_word_behind_a_year_lets_it_be_the_year_of_issue(word: str) -> None:
    (mention,) = references(f"Quyết định 45/QĐ-BXD năm 2031 {word} đường làng.")
    assert isinstance(mention.fields, ReferenceFields)
    assert mention.fields.year == 2031


def test_an_act_on_record_from_memory_alone_decides_no_key() -> None:
    for act in (act for act in acts() if act.belief == "memory"):
        later = str(act.issued_on + dt.timedelta(days=200))
        for number in (f"{act.number}-{act.symbol}", f"số {act.number}"):
            text = f"Huyện học {act.doc_type} {number} về {act.subject}."
            for day in (None, later):
                keys = [fields.cited_document for fields in fields_of(text, day)]
                assert key_of_act(act) not in keys, (text, day)


def test_an_edition_of_a_law_on_record_from_memory_alone_decides_no_key() -> None:
    for law in laws():
        for edition in law.editions:
            text, key = (
                f"Theo {law.form} {law.name}, hồ sơ được duyệt.",
                key_of_edition(law, edition),
            )
            for year in () if edition.looked_up else (edition.year - 1, edition.year + 2):
                keys = [fields.cited_document for fields in fields_of(text, f"{year}-06-01")]
                assert {key, f"Dự án {key}"}.isdisjoint(keys), (text, year)
