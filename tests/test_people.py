"""People and positions: right to the row on the five pages; joined and kept apart as documented."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import permutations
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from vanban.extraction.bodies import Body
from vanban.extraction.bodies.posts import role_id
from vanban.extraction.vocabulary import names as known
from vanban.lexicons import load
from vanban.schema import NameRow, OfficeEventRow, PersonRow, PositionRow, TitleRow
from vanban.schema.arrow import to_rows, to_table
from vanban.schema.parts import HoldingRow, SightingRow
from vanban.store.parquet import read_rows
from vanban.tables.derive.corpus import dated
from vanban.tables.derive.events import held_by_events
from vanban.tables.derive.holdings import holdings, is_of_another, statuses_of
from vanban.tables.derive.keys import (
    RARE,
    UNCOMMON,
    family_of,
    frequency,
    name_key,
    person_key,
    words_of,
)
from vanban.tables.derive.people.clues import sighting
from vanban.tables.derive.people.resolve import resolve
from vanban.tables.derive.people.rows import ResolvedPerson, person_row, persons
from vanban.tables.derive.positions import positions
from vanban.tables.derive.sightings import PageAbout, Trade, sightings, signed_for, trades_before
from vanban.tables.derive.terms import term_of
from vanban.text.spelling import slug

PEOPLE = {
    # person: pages, mentions by name; counted by reading the five pages
    "Đào Ngọc Dung": (3, 9),
    "Hồ Chí Minh": (3, 11),
    "Lê Mạnh Hùng": (1, 1),
    "Lê Quốc Phong": (1, 4),
    "Nguyễn Anh Tuấn": (1, 2),
    "Nguyễn Bắc Son": (1, 3),
    "Nguyễn Phú Trọng": (1, 4),
    "Nguyễn Thị Sự": (1, 1),
    "Nguyễn Văn Thể": (1, 2),
    "Sơn Minh Thắng": (1, 5),
    "Thanh Nga": (1, 1),
    "Thu Hằng": (1, 1),
    "Trí Dũng": (1, 1),
    "Việt Thắng": (1, 1),
}

CENTRE = "Ban Chấp hành Trung ương Đảng Cộng sản Việt Nam"

POSITIONS = {
    # person, role, organisation in its fullest form: pages that say so; written by reading
    ("Đào Ngọc Dung", "Bí thư", "Đảng ủy Khối các cơ quan Trung ương"): 3,
    ("Đào Ngọc Dung", "Ủy viên", "Trung ương Đảng"): 3,
    ("Hồ Chí Minh", "Chủ tịch", None): 1,
    ("Lê Mạnh Hùng", "Phó Bí thư thường trực", "Đảng bộ Khối các cơ quan Trung ương"): 1,
    ("Lê Quốc Phong", "Ủy viên Dự khuyết", "BCH Trung ương Đảng"): 1,
    ("Lê Quốc Phong", "Bí thư thứ nhất", "Trung ương Đoàn"): 1,
    ("Lê Quốc Phong", "Bí thư", "Đảng ủy Trung ương Đoàn"): 1,
    ("Nguyễn Anh Tuấn", "Phó Bí thư thường trực", "Đảng ủy Trung ương Đoàn"): 1,
    ("Nguyễn Anh Tuấn", "Chủ nhiệm", "UBKT Đảng ủy Trung ương Đoàn"): 1,
    ("Nguyễn Anh Tuấn", "Bí thư thường trực", "Trung ương Đoàn"): 1,
    ("Nguyễn Anh Tuấn", "Phó Bí thư", "Đảng ủy Trung ương Đoàn"): 1,
    ("Nguyễn Bắc Son", "Ủy viên", "Ban chấp hành Trung ương Đảng"): 1,
    ("Nguyễn Bắc Son", "Bộ trưởng", "Bộ TT&TT"): 1,
    ("Nguyễn Bắc Son", "Phó trưởng ban", "ban Tuyên giáo Trung ương"): 1,
    ("Nguyễn Phú Trọng", "Tổng Bí thư", CENTRE): 1,
    ("Nguyễn Văn Thể", "Ủy viên", "Trung ương Đảng"): 1,
    ("Nguyễn Văn Thể", "Bí thư", "Đảng ủy Khối"): 1,
    ("Sơn Minh Thắng", "Ủy viên", "BCH Trung ương Đảng"): 1,
    ("Sơn Minh Thắng", "Bí thư", "Đảng ủy Khối các cơ quan Trung ương"): 1,
}


def test_people_of_the_five_pages(output: Path) -> None:
    rows = read_rows(output / "people.parquet", PersonRow)
    assert {row.name: (row.documents, row.mentions) for row in rows} == PEOPLE


def test_positions_of_the_five_pages(output: Path) -> None:
    names = {row.person_id: row.name for row in read_rows(output / "people.parquet", PersonRow)}
    rows = read_rows(output / "positions.parquet", PositionRow)
    found = {(names[row.person_id], row.role, row.organization): row.documents for row in rows}
    assert found == POSITIONS


def seen(doc: str, name: str, year: int | None = 2017, **about: Any) -> SightingRow:
    """A sighting in a page; `about` are columns of its row."""
    facts = {"source": None, "byline": False, "trades": (), "parts": (), "worlds": ()}
    return SightingRow(
        person_key=person_key(name, doc),
        name_id=family_of(name, doc),
        doc_id=doc,
        name=name,
        published_on=dt.date(year, 6, 1) if year else None,
        **{**facts, "surfaces": (name,), "places": (), "companions": (), **about},
    )


def held(doc: str, name: str, role: str, body: str | None, **about: Any) -> HoldingRow:
    """An office that a page gives a person."""
    return HoldingRow(
        person_key=person_key(name, doc),
        name_id=family_of(name, doc),
        doc_id=doc,
        name=name,
        published_on=dt.date(2017, 6, 1),
        mention_id=f"{doc}.title.{role}",
        role=role,
        role_id=role_id(role),
        organization=body,
        organization_id=slug(body) if body else None,
        kind="position",
        **about,
    )


def met(rows: Sequence[SightingRow], offices: Sequence[HoldingRow] = ()) -> list[ResolvedPerson]:
    """The persons of some sightings, family by family."""
    found = []
    for family in sorted({row.name_id for row in rows}):
        group = [
            sighting(row, [o for o in offices if (o.doc_id, o.name) == (row.doc_id, row.name)])
            for row in rows
            if row.name_id == family
        ]
        found += persons(resolve(group))
    return found


def test_two_syllables_may_be_the_end_of_many_names() -> None:
    assert frequency(words_of("Minh Đức")) > RARE > frequency(words_of(RARE_NAME))
    assert len(met([seen("a", "Minh Đức", byline=True), seen("b", "Minh Đức", byline=True)])) == 2
    both = [seen(page, "Minh Đức", byline=True, source="tuoi-tre") for page in ("a", "b")]
    assert len(met(both)) == 1


def test_writers_of_one_story_are_one_though_no_page_says_of_which_paper() -> None:
    both = ("Trịnh Quốc Khâm", "Mạc Thị Ấu")
    for companions, writers in ((both, 1), (both[:1], 2)):
        pages = [seen(n, "Minh Đức", byline=True, companions=companions) for n in ("a", "b")]
        assert len(met(pages)) == writers


def test_a_leaders_namesake_has_an_age_or_a_home_of_his_own() -> None:
    minister = [seen(page, "Trần Tuấn Anh") for page in ("a", "b")]
    offices = [held(page, "Trần Tuấn Anh", "Bộ trưởng", "Bộ Công Thương") for page in ("a", "b")]
    assert len(met([*minister, seen("c", "Trần Tuấn Anh", home="Quảng Ninh")], offices)) == 2


def test_a_page_with_a_leaders_name_and_no_other_office_means_the_leader() -> None:
    name = "Nguyễn Đức Hải"
    office = held("a", name, "Phó Chủ tịch", "Quốc hội", level="central")
    assert len(met([seen("a", name), seen("b", name)], [office])) == 1
    other = held("b", name, "Giám đốc", "Sở Y tế Hà Nam", province="Hà Nam")
    assert len(met([seen("a", name), seen("b", name)], [office, other])) == 2


def test_heads_of_two_associations_are_two() -> None:
    name = "Nguyễn Văn Phú"
    one = held("a", name, "Chủ tịch", "Hội Thép Việt Nam", level="central")
    other = held("b", name, "Giám đốc", "Bệnh viện Thể thao", level="central")
    assert len(met([seen("a", name), seen("b", name)], [one, other])) == 2


def test_a_page_of_one_world_joins_names_that_few_bear() -> None:
    name = "Nguyễn Công Phượng"
    assert RARE < frequency(words_of(name)) < UNCOMMON
    one = seen("a", name, topics=("sport",))
    assert len(met([one, seen("b", name, topics=("sport",))])) == 1
    assert len(met([one, seen("b", name, topics=("show",))])) == 2


def test_father_and_son_are_told_by_their_initials() -> None:
    assert len(met([seen("a", "George W. Bush"), seen("b", "George H. W. Bush")])) == 2
    assert len(met([seen("a", "James Comey"), seen("b", "James B. Comey")])) == 1


COMMON, RARE_NAME = "Nguyễn Văn Hải", "Vương Đình Huệ"


def test_a_common_name_alone_joins_nobody_a_rare_one_does() -> None:
    assert len(met([seen("a", COMMON), seen("b", COMMON)])) == 2
    (one,) = met([seen("a", RARE_NAME), seen("b", RARE_NAME)])
    assert person_row(one).decision == "same rare name"
    assert frequency(words_of(COMMON)) > UNCOMMON > RARE > frequency(words_of(RARE_NAME))


@pytest.mark.parametrize(
    ("about", "decision"),
    [
        ({"trades": ("trade-coach",)}, "same story"),
        ({"companions": ("Lê Hàn Tuệ Lâm", "Cao Toàn Mỹ")}, "same story"),
        ({"byline": True, "source": "Báo Hà Nam"}, "same byline"),
        ({"born": 1980, "home": "Hà Nam"}, "same story"),
    ],
)
def test_what_joins_a_common_name(about: dict[str, Any], decision: str) -> None:
    (one,) = met([seen("a", COMMON, **about), seen("b", COMMON, **about)])
    assert person_row(one).decision == decision


def test_one_office_joins_and_says_so() -> None:
    offices = [held(doc, COMMON, "Bí thư", "Tỉnh ủy Hà Nam") for doc in "ab"]
    (one,) = met([seen("a", COMMON), seen("b", COMMON)], offices)
    row = person_row(one)
    assert row.decision == "same office"
    assert row.evidence[0] == "office bi-thu tinh-uy-ha-nam: 2 pages"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"gender": "male"}, {"gender": "female"}),
        ({"born": 1950}, {"born": 1990}),
        ({"byline": True, "source": "Báo Hà Nam"}, {}),
    ],
)
def test_what_keeps_a_rare_name_apart(one: dict[str, Any], other: dict[str, Any]) -> None:
    found = met([seen("a", RARE_NAME, **one), seen("b", RARE_NAME, **other)])
    assert len(found) == 2
    assert {person_row(person).decision for person in found} == {"kept apart"}


def test_two_offices_of_one_career_split_nobody() -> None:
    offices = [
        held("a", RARE_NAME, "Bộ trưởng", "Bộ Tài chính"),
        held("b", RARE_NAME, "Trưởng ban", "Ban Kinh tế Trung ương"),
        held("b", RARE_NAME, "Chủ tịch", "Hội Hữu nghị"),
    ]
    assert len(met([seen("a", RARE_NAME), seen("b", RARE_NAME)], offices)) == 1


@pytest.mark.parametrize(
    "names",
    [
        ("Kim Jong-un", "Kim Jong Un"),
        ("Vladimir Putin", "V.Putin"),
        ("Bounnhang Vorachith", "Bun-nhăng Vo-la-chít"),
        ("Lê Hữu Hoà", "Lê Hữu Hòa"),
        ("Alex Ferguson", "Sir Alex Ferguson"),
        ("Hồ Chí Minh", "Thầu Chín"),
    ],
)
def test_spellings_and_aliases_of_one_person(names: tuple[str, str]) -> None:
    found = met(
        [seen(doc, name, trades=("trade-coach",)) for doc, name in zip("ab", names, strict=True)]
    )
    assert len(found) == 1


def test_a_short_form_is_of_the_full_name_that_pages_shorten() -> None:
    rows = [
        seen("a", "Nguyễn Công Phượng", surfaces=("Nguyễn Công Phượng", "Công Phượng")),
        seen("b", "Công Phượng"),
    ]
    (one,) = met(rows)
    assert one.name == "Nguyễn Công Phượng"
    many = [seen(doc, "Jose Mourinho") for doc in "abcd"]
    assert len(met([*many, seen("e", "Mourinho")])) == 1
    two = [seen("a", "James Smith"), seen("b", "Will Smith"), seen("c", "Smith")]
    assert len(met(two)) == 3


def test_a_page_that_says_nothing_means_the_one_whom_nearly_all_mean() -> None:
    offices = [held(doc, COMMON, "Bộ trưởng", "Bộ Y tế") for doc in "abcdefgh"]
    rows = [seen(doc, COMMON) for doc in "abcdefghi"]
    assert len(met(rows, offices)) == 1
    assert len(met([*rows, seen("j", COMMON, parts=("trade-accused",))], offices)) == 2


def test_the_order_of_the_pages_is_nothing() -> None:
    rows = [seen("a", COMMON), seen("b", COMMON), seen("c", COMMON), seen("d", "Trần Bình")]
    offices = [held("a", COMMON, "Bí thư", "Tỉnh ủy"), held("c", COMMON, "Bí thư", "Tỉnh ủy")]
    expected = [person_row(person) for person in met(rows, offices)]
    assert sorted(row.documents for row in expected) == [1, 1, 2]
    for order in permutations(rows):
        assert [person_row(person) for person in met(order, offices)] == expected


def test_names_that_differ_in_a_tone_are_two_people() -> None:
    found = met([seen("a", "Hà Thanh"), seen("b", "Hạ Thanh")])
    assert len({person.person_id for person in found}) == 2
    assert all(person.person_id.startswith("ha-thanh-") for person in found)


def test_names_compare_whatever_their_spelling() -> None:
    assert name_key("Nguyễn Hoà") == name_key("NGUYỄN HÒA")
    assert name_key("Trương Hòa Bình") != name_key("Trương Hóa Bình")


# What a page says


def title(number: int, role: str, organization: str | None, holder: str) -> TitleRow:
    return TitleRow(
        mention_id=f"d.title.{number}",
        doc_id="d",
        sentence_id="d.s0",
        start=number,
        end=number + 1,
        raw_start=number,
        raw_end=number + 1,
        surface=role,
        rule="title",
        role=role,
        organization=organization,
        holder=holder,
    )


def name(text: str, canonical: str, honorific: str | None = None) -> NameRow:
    start = text.index(canonical)
    return NameRow(
        mention_id=f"d.name.{start}",
        doc_id="d",
        sentence_id="d.s0",
        start=start,
        end=start + len(canonical),
        raw_start=start,
        raw_end=start + len(canonical),
        surface=canonical,
        rule="name",
        canonical=canonical,
        honorific=honorific,
    )


def page_says(text: str, canonical: str, honorific: str | None = None) -> SightingRow:
    """What a page of 2017 says of a person."""
    about = {"d": PageAbout(text, dt.date(2017, 5, 1), None)}
    (row,) = sightings([name(text, canonical, honorific)], [], about, {})
    return row


def test_trade_age_home_and_gender() -> None:
    row = page_says("HLV Lê Văn An (45 tuổi, quê Hà Nam) lên tiếng.", "Lê Văn An")
    assert (row.trades, row.born, row.home, row.gender) == (
        ("trade-coach",),
        1972,
        "Hà Nam",
        "male",
    )
    row = page_says("Bị cáo Lê Thanh (SN 1980, trú tại tỉnh Lai Châu) khai.", "Lê Thanh")
    assert (row.parts, row.born, row.home) == (("trade-accused",), 1980, "Lai Châu")
    assert page_says("Bà Lê Thanh đến.", "Lê Thanh", "bà").gender == "female"
    assert page_says("Đồng chí Lê Thanh đến.", "Lê Thanh", "đồng chí").gender is None


@pytest.mark.parametrize(
    ("text", "office", "term"),
    [
        ("1997-2002: Chủ tịch UBND tỉnh", "Chủ tịch UBND tỉnh", ("1997", "2002")),
        ("Từ năm 2010 đến năm 2015, ông là Bí thư", "Bí thư", ("2010", "2015")),
        ("Từ 5/2010 đến 3/2013: Giám đốc", "Giám đốc", ("2010-05", "2013-03")),
        ("2016 – nay: Bí thư", "Bí thư", ("2016", None)),
        ("giữ chức Bí thư từ tháng 4/2011 đến 9/2015", "Bí thư", ("2011-04", "2015-09")),
        ("Bí thư (2010-2015)", "Bí thư", ("2010", "2015")),
        ("Bí thư (1974-77)", "Bí thư", ("1974", "1977")),
        ("Bí thư (2010-05)", "Bí thư", ("2010", None)),
        ("Từ 15.4.2011 – 9.2015: Ủy viên Trung ương, Bí thư", "Bí thư", ("2011-04-15", "2015-09")),
        ("Năm 2014, bà được bổ nhiệm làm Giám đốc", "Giám đốc", ("2014", None)),
        ("Tháng 4/2016, ông làm Bí thư đến tháng 2/2020.", "Bí thư", ("2016-04", "2020-02")),
        (
            "Từ tháng 7/2001, ông giữ chức Phó trưởng ban, rồi giữ chức Bí thư đến 8/2011.",
            "Bí thư",
            (None, "2011-08"),
        ),
        (
            "Bí thư\nNhiệm kỳ 17 tháng 4 năm 1975 – 2 tháng 4 năm 1976",
            "Bí thư",
            ("1975-04-17", "1976-04-02"),
        ),
        ("Bí thư | \nNhiệm kỳ | tháng 4 năm 1975 – nay", "Bí thư", ("1975-04", None)),
        ("Bí thư\nNhiệm kỳ 5 năm", "Bí thư", (None, None)),
        ("Yêu cầu Bí thư đến tháng 12/2020 phải báo cáo", "Bí thư", (None, None)),
        ("Bí thư nhiệm kỳ 2015-2020", "Bí thư", (None, None)),
        ("Giám đốc trong thời gian 1993 - 2002.", "Giám đốc", ("1993", "2002")),
        ("Nhiệm vụ giai đoạn 2010-2015 do Bí thư", "Bí thư", (None, None)),
        ("Ngày 5/6/2017, Bí thư", "Bí thư", (None, None)),
        ("Từ năm 1976 - 1978 là Bí thư Huyện ủy; Chính ủy", "Chính ủy", ("1976", "1978")),
        ("Trước khi bị bắt vào năm 2009, ông là Giám đốc", "Giám đốc", (None, None)),
        ("Sau khi học xong năm 2009, ông làm Giám đốc", "Giám đốc", (None, None)),
    ],
)
def test_the_term_beside_a_title(
    text: str, office: str, term: tuple[str | None, str | None]
) -> None:
    start = text.index(office)
    assert term_of(text, start, start + len(office))[:2] == term


# Positions


def test_a_bare_title_speaks_of_the_fuller_one() -> None:
    titles = [
        title(1, "Bí thư", "Thành ủy TP.HCM", "Lê A; Trần B"),
        title(2, "Bí thư", None, "Lê A"),
        title(3, "Bộ trưởng", None, "Lê A"),
    ]
    seen_here = [seen("d", "Lê A"), seen("d", "Trần B")]
    offices = holdings(titles, seen_here, {"d": "x" * 30}, {})
    rows = positions(offices, {("d", "Lê A"): "le-a", ("d", "Trần B"): "tran-b"})
    assert [(row.position_id, row.mention_ids) for row in rows] == [
        ("le-a/bi-thu/thanh-uy-tp-hcm", ("d.title.1", "d.title.2")),
        ("le-a/bo-truong", ("d.title.3",)),
        ("tran-b/bi-thu/thanh-uy-tp-hcm", ("d.title.1",)),
    ]


def position(*offices: HoldingRow, who: str = "p") -> PositionRow:
    (row,) = positions(offices, {(o.doc_id, o.name): who for o in offices})
    return row


def by_later_holders(*rows: PositionRow) -> list[PositionRow]:
    return list(to_rows(PositionRow, dated(to_table(PositionRow, rows))))


def test_status_by_words_terms_and_later_holders() -> None:
    office = (COMMON, "Bí thư", "Tỉnh ủy Hà Nam")
    assert position(held("a", *office)).status is None
    assert position(held("a", *office, status="former")).status == "former"
    ended = position(held("a", *office, from_date="2010", to_date="2015-09"))
    assert (ended.status, ended.from_date, ended.to_date) == ("former", "2010", "2015-09")
    again = [
        held("a", *office, from_date=begin, to_date=end).model_copy(update={"mention_id": begin})
        for begin, end in (("2011-09", "2013-05"), ("2014-08", "2016-05"), ("2016-06", None))
    ]
    whole = position(*again)
    assert (whole.status, whole.from_date, whole.to_date) == (None, "2011-09", None)
    past = position(*again[:2])
    assert (past.status, past.from_date, past.to_date) == ("former", "2011-09", "2016-05")
    turned = position(held("a", *office, from_date="2011-02-09", to_date="2011-02-08"))
    assert (turned.from_date, turned.to_date) == (None, None)
    early = position(held("a", *office), who="early")
    late = [
        held(doc, *office).model_copy(update={"published_on": dt.date(2019, 1, 1)}) for doc in "bc"
    ]
    rows = by_later_holders(early, position(*late, who="late"))
    assert [row.status for row in rows] == ["former", None]
    several = early.model_copy(update={"role_id": "bi-thu", "org_id": "trung-uong-dang"})
    after = rows[1].model_copy(update={"role_id": "bi-thu", "org_id": "trung-uong-dang"})
    assert [row.status for row in by_later_holders(several, after)] == [None, None]


@pytest.mark.parametrize(("year", "status"), [(2024, None), (2012, "current"), (None, "current")])
def test_an_office_that_began_before_its_page_was_written_is_no_news(
    year: int | None, status: str | None
) -> None:
    office = held("a", COMMON, "Bí thư", "Tỉnh ủy Hà Nam")
    page = office.model_copy(update={"published_on": None, "written_year": year})
    begun = event("elected", page, "2012-12-19")
    (row,) = positions([page], {("a", COMMON): "p"}, [begun])
    assert row.status == status


def event(kind: Any, row: HoldingRow, date: str | None, start: int = 0) -> OfficeEventRow:
    """What happened to the office that a page gives somebody."""
    return OfficeEventRow(
        event_id="e", doc_id=row.doc_id, person_id="p", person=row.name, kind=kind, role=row.role,
        role_id=row.role_id, org_id=row.organization_id, organization=row.organization, date=date,
        start=start, end=start + 1, raw_start=0, raw_end=1, rule="event.object",
        name_id=row.name_id,
    )  # fmt: skip


def test_who_has_become_the_head_is_no_deputy_any_more() -> None:
    deputy = held("a", COMMON, "Phó Giám đốc", "Sở Y tế Hà Nam")
    head, other = (held("a", COMMON, role, "Sở Y tế Hà Nam") for role in ("Giám đốc", "Ủy viên"))
    rows = positions(
        [deputy, head, other], {("a", COMMON): "p"}, [event("appointed", head, "2017-06-01")]
    )
    assert {row.role: row.status for row in rows} == {
        "Phó Giám đốc": "former", "Giám đốc": "current", "Ủy viên": None,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("start", "status", "end"),
    [(150, None, "2017-05-02"), (900, None, None), (150, "former", None)],
)
def test_an_office_ends_with_a_death_only_where_it_is_named_beside_it(
    start: int, status: Any, end: str | None
) -> None:
    office = held("a", COMMON, "Bí thư", "Tỉnh ủy Hà Nam", status=status)
    office = office.model_copy(update={"mention_id": "a.title.000120.0"})
    died = event("died", office, "2017-05-02", start)
    (row,) = positions([office], {("a", COMMON): "p"}, [died])
    assert (row.status, row.to_date) == ("former", end)


def test_an_undated_beginning_is_news_unless_its_page_tells_a_career() -> None:
    first, second = (held("a", COMMON, role, "Tỉnh ủy Hà Nam") for role in ("Bí thư", "Phó Bí thư"))
    who = {("a", COMMON): "p"}
    (row,) = positions([first], who, [event("appointed", first, None)])
    assert row.status == "current"
    rows = positions(
        [first, second], who, [event("appointed", first, None), event("elected", second, None)]
    )
    assert [row.status for row in rows] == [None, None]
    begun = [event("appointed", first, None, 5_000), event("elected", second, "1958", 4_000)]
    undated = [row.model_copy(update={"published_on": None}) for row in (first, second)]
    assert [row.status for row in positions(undated, who, begun)] == [None, None]
    assert positions(undated[:1], who, begun[:1])[0].status == "current"


def test_an_event_says_whose_an_office_is() -> None:
    row = title(7, "Chủ tịch", "UBND tỉnh Hà Nam", "Trần B")
    (taken,) = held_by_events([row], {("d", 7): ["Lê A", "Bùi C"]})
    assert taken.holder == "Lê A; Bùi C"
    (both,) = held_by_events([row], {("d", 7): ["Trần B", "Bùi C"]})
    assert both.holder == "Trần B; Bùi C"
    assert held_by_events([row], {("d", 9): ["Lê A"]}) == [row]


def test_a_holder_of_a_later_year_is_not_overruled() -> None:
    office = ("Trưởng ban", "Ban Tổ chức Hà Nam")
    known = [held(doc, COMMON, *office) for doc in "abcdef"]
    new = held("n", COMMON, *office).model_copy(update={"published_on": None})
    for year, status in ((2024, None), (2016, "former")):
        late = position(new.model_copy(update={"written_year": year}), who="new")
        rows = by_later_holders(position(*known, who="known"), late)
        assert [row.status for row in rows if row.person_id == "new"] == [status]


def test_who_has_just_begun_is_not_overruled_by_a_better_known_predecessor() -> None:
    office = (COMMON, "Thủ tướng", "Chính phủ")
    known = [
        held(doc, *office).model_copy(update={"published_on": dt.date(2024, 1, 1)})
        for doc in "abcdef"
    ]
    for day, status in ((dt.date(2026, 5, 5), None), (dt.date(2023, 1, 1), "former")):
        new = position(held("n", *office).model_copy(update={"published_on": day}), who="new")
        rows = by_later_holders(position(*known, who="known"), new)
        assert [row.status for row in rows if row.person_id == "new"] == [status]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nguyên Bí thư Ban Cán sự đảng, Chủ tịch UBND tỉnh", ["former", "former"]),
        ("nguyên Bí thư Ban Cán sự đảng, Chủ tịch Hội Nông dân", ["former", None]),
        ("nguyên Bí thư Ban Cán sự đảng; Chủ tịch UBND tỉnh", ["former", None]),
        ("Bí thư Ban Cán sự đảng, Chủ tịch UBND tỉnh", [None, None]),
    ],
)
def test_an_office_of_state_ends_with_that_of_the_party(
    text: str, expected: list[str | None]
) -> None:
    cut = max(text.find(mark) for mark in ",;")
    rows = [
        row.model_copy(update={"start": start, "end": end, "status": status})
        for row, start, end, status in (
            (title(1, "Bí thư", "Ban Cán sự đảng", "Lê A"), 0, cut, expected[0]),
            (title(2, "Chủ tịch", text[cut + 2 :], "Lê A"), cut + 2, len(text), None),
        )
    ]
    kinds = {"state": "ubnd-ha-nam", "mass": "hoi-nong-dan"}
    kind: Any = "mass" if "Hội" in text else "state"
    body = Body(id=kinds[kind], name=text[cut + 2 :], kind=kind)
    assert statuses_of(text, rows, {rows[1].mention_id: body}) == expected


def test_a_date_behind_a_comma_may_begin_the_next_clause() -> None:
    for text, begin in (
        ("Giám đốc Sở Y tế, từ năm 2014 đập này nứt", None),
        ("Giám đốc Sở Y tế, từ năm 2014, nói", "2014"),
        ("Giám đốc Sở Y tế từ năm 2014 nói", "2014"),
    ):
        assert term_of(text, 0, len("Giám đốc Sở Y tế")).begin == begin


def test_who_is_moved_in_the_passive_leaves_what_he_was() -> None:
    text = (
        "Ông Lê A, Tỉnh ủy viên, Bí thư Huyện ủy, Chủ tịch HĐND huyện, được điều động và giữ chức "
        "Giám đốc Sở Nội vụ."
    )
    offices = ("Tỉnh ủy viên", "Bí thư Huyện ủy", "Chủ tịch HĐND huyện", "Giám đốc Sở Nội vụ")
    rows = [
        title(n, role, "x", "Lê A").model_copy(
            update={"start": text.index(office), "end": text.index(office) + len(office)}
        )
        for n, (role, office) in enumerate(
            zip(("Tỉnh ủy viên", "Bí thư", "Chủ tịch", "Giám đốc"), offices, strict=True)
        )
    ]
    assert statuses_of(text, rows, {}) == [None, "former", "former", None]


@pytest.mark.parametrize(
    ("verb", "role", "expected"),
    [
        ("điều động", "Chánh Văn phòng", ["former", None]),
        ("điều động", "Ủy viên", [None, None]),
        ("bầu", "Chánh Văn phòng", [None, None]),
    ],
)
def test_who_is_moved_leaves_an_office(verb: str, role: str, expected: list[str | None]) -> None:
    text = f"Thành ủy {verb} ông Lê A, {role} Thành ủy, làm Bí thư Quận ủy."
    rows = [
        title(n, role, "x", "Lê A").model_copy(
            update={"start": text.index(office), "end": text.index(office) + len(office)}
        )
        for n, office in enumerate((f"{role} Thành ủy", "Bí thư Quận ủy"))
    ]
    assert statuses_of(text, rows, {}) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("khi đó là Giám đốc Sở Y tế", "former"),
        ("Khi đó mới phát triển”, Giám đốc Sở Y tế nói", None),
        ("Trong khi đó, Giám đốc Sở Y tế nói", None),
        ("hiện nay là Giám đốc Sở Y tế", "current"),
        ("ông làm Giám đốc Sở Y tế khi mới 23 tuổi", "former"),
        ("gặp Giám đốc Sở Y tế lúc đó", "former"),
        ("gặp Giám đốc Sở Y tế lúc 9 giờ", None),
        ("gặp Giám đốc Sở Y tế trong những năm cuối 1960", "former"),
        ("gặp Giám đốc Sở Y tế trong những năm qua", None),
        ("gặp Giám đốc Sở Y tế Lê Văn A khi đó", "former"),
        ("Giám đốc Sở Y tế Lê Văn A khi đó là Trưởng phòng", None),
        ("Trước khi nghỉ hưu, ông là Giám đốc Sở Y tế", "former"),
        ("Trước khi nghỉ hưu, ông gặp Giám đốc Sở Y tế", None),
        ("Trước đó, bà Tú là Giám đốc Sở Y tế", "former"),
        ("Ông trước đây làm Giám đốc Sở Y tế", "former"),
        ("Trước đó, bà Tú gặp Giám đốc Sở Y tế", None),
        ("Ông kinh qua nhiều chức vụ như: Phó Chính ủy; Giám đốc Sở Y tế", "former"),
        ("Ông trải qua các chức vụ Bí thư xã, Giám đốc Sở Y tế", "former"),
        ("Ông trải qua các chức vụ ở xã. Giám đốc Sở Y tế nói", None),
        ("Ông lần lượt giữ các chức vụ Bí thư xã, hiện là Giám đốc Sở Y tế", "current"),
    ],
)
def test_words_around_an_office_that_say_when_it_is_held(text: str, expected: str | None) -> None:
    start = text.index("Giám đốc Sở Y tế")
    end = start + len("Giám đốc Sở Y tế")
    row = title(1, "Giám đốc", "Sở Y tế", "Lê A").model_copy(update={"start": start, "end": end})
    assert statuses_of(text, [row], {}) == [expected]


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Thừa ủy quyền Giám đốc Sở Y tế, Bí thư Huyện ủy nói", False),
        ("Ông Lê A gửi lên Giám đốc Sở Y tế và báo chí", False),
        ("Cử tri chất vấn Giám đốc Sở Y tế Lê A", True),
        ("Ông Lê A tranh cử chức Giám đốc Sở Y tế", False),
        ("Ông Lê A ở lại để trở thành Giám đốc Sở Y tế", False),
        ("Người dân ngăn một ứng cử viên cực hữu lên làm Giám đốc Sở Y tế", False),
        ("Ông Lê A làm Giám đốc Sở Y tế", True),
    ],
)
def test_offices_of_somebody_else_and_of_the_future_are_not_held(text: str, held: bool) -> None:
    start = text.index("Giám đốc")
    row = title(1, "Giám đốc", "Sở Y tế", "Lê A").model_copy(
        update={"start": start, "end": text.index("Y tế") + len("Y tế")}
    )
    assert is_of_another(text, row) != held


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("từng là Giám đốc Sở Y tế (PC27) Hà Nam; Bí thư Huyện ủy Kim Bảng", "former"),
        ("từng là Giám đốc Sở Y tế, hiện là Bí thư Huyện ủy Kim Bảng", "current"),
        ("nguyên Giám đốc Sở Y tế; Bí thư Huyện ủy Kim Bảng", None),
    ],
)
def test_words_before_a_list_are_said_of_all_of_it(text: str, expected: str | None) -> None:
    first = 0 if text.startswith("nguyên") else text.index("Giám đốc")
    spans = ((first, text.index("Y tế") + 4, "former"), (text.index("Bí thư"), len(text), None))
    rows = [
        title(n, role, "x", "Lê A").model_copy(update={"start": start, "end": end, "status": said})
        for n, (role, (start, end, said)) in enumerate(
            zip(("Giám đốc", "Bí thư"), spans, strict=True)
        )
    ]
    assert statuses_of(text, rows, {}) == ["former", expected]


# The lexicons


@pytest.mark.parametrize("entry", load("name_words.trade", Trade), ids=lambda entry: entry.id)
def test_trades(entry: Trade) -> None:
    for text in entry.match:
        assert list(trades_before(text, name(text, "Lê Văn An"))) == [entry.id]
    for text in entry.reject:
        assert list(trades_before(text, name(text, "Lê Văn An", "Ông"))) != [entry.id]


@pytest.mark.parametrize(
    "person",
    [person for person in load("person_names", known.KnownPerson) if not person.streets],
    ids=lambda person: person.id,
)
def test_names_of_one_person(person: known.KnownPerson) -> None:
    assert {words_of(form) for form in person.forms} == {words_of(person.name)}
    assert words_of("Lê Văn An") != words_of(person.name)


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("Ảnh: VGP/Quang Hiếu", "vgp"),
        ("Ảnh: Quang Hiếu/TTXVN", "ttxvn"),
        ("Quang Hiếu (Báo Tin tức)", "tin-tuc"),
        ("Quang Hiếu (Theo Reuters)", None),
        ("Quang Hiếu", None),
    ],
)
def test_a_credit_names_the_agency_beside_a_name(text: str, agency: str | None) -> None:
    at = text.index("Quang Hiếu")
    row = name(text, "Quang Hiếu")
    row = row.model_copy(update={"start": at, "end": at + len("Quang Hiếu")})
    assert signed_for(text, row.model_copy(update={"context": "credit"})) == agency
    assert signed_for(text, row.model_copy(update={"context": "body"})) is None


def test_delegates_of_one_province_are_one() -> None:
    name = "Nguyễn Ngọc Phương"
    delegate = seen("a", name, parts=("trade-delegate",), home="Quảng Bình")
    same = seen("b", name, parts=("trade-delegate",), home="Quảng Bình")
    other = seen("b", name, parts=("trade-delegate",), home="Hà Nam")
    assert len(met([delegate, same])) == 1
    assert len(met([delegate, other])) == 2


def test_bylines_of_a_name_that_few_bear_are_one_writer_unless_papers_differ() -> None:
    def signed(doc: str, name: str, **about: Any) -> SightingRow:
        return seen(doc, name, byline=True, **about)

    assert len(met([signed("a", "Nguyên Trí"), signed("b", "Nguyên Trí")])) == 1
    papers = [signed("a", "Nguyên Trí", source="x"), signed("b", "Nguyên Trí", source="y")]
    assert len(met(papers)) == 2
    assert len(met([signed("a", "Hoàng Nam"), signed("b", "Hoàng Nam")])) == 2
    beat = [signed(doc, "Quỳnh Nga", topics=("sport",)) for doc in "ab"]
    assert len(met(beat)) == 1


def test_a_page_that_does_not_say_who_it_is_means_the_only_one_known_of_a_seldom_name() -> None:
    office = held("a", "Chu Văn Hòa", "Cục trưởng", "Cục Xuất bản")
    pages = [seen("a", "Chu Văn Hòa"), seen("b", "Chu Văn Hòa")]
    assert len(met(pages, [office])) == 1
    other = held("c", "Chu Văn Hòa", "Giám đốc", "Công ty An Phát")
    assert len(met([*pages, seen("c", "Chu Văn Hòa")], [office, other])) == 3


def test_a_foreigner_of_one_surname_and_office_is_no_slip() -> None:
    first = [seen(doc, "Fidel Castro") for doc in "abcd"]
    offices = [held(doc, "Fidel Castro", "Chủ tịch", "Cuba") for doc in "abcd"]
    other = held("e", "Raul Castro", "Chủ tịch", "Cuba")
    assert len(met([*first, seen("e", "Raul Castro")], [*offices, other])) == 2


def test_who_signs_with_a_rank_is_somebody_of_the_news() -> None:
    pages = [
        seen("a", "Phùng Quang Thanh"),
        seen("b", "Phùng Quang Thanh", byline=True, source="x"),
    ]
    rank = held("b", "Phùng Quang Thanh", "Đại tướng", None).model_copy(update={"kind": "rank"})
    assert len(met(pages, [rank])) == 1
    assert len(met(pages)) == 2


def test_a_foreigner_whom_two_pages_quote_joins_nobody_of_ours() -> None:
    def page(doc: str, other: str) -> SightingRow:
        return seen(doc, "Lê Quang Hòa", companions=(other,))

    assert len(met([page(doc, "Carl Thayer") for doc in "ab"])) == 2
    assert len(met([page(doc, "Nguyễn Thị Như Phương") for doc in "ab"])) == 1


def test_pages_of_a_seldom_name_that_say_nothing_of_him_mean_one() -> None:
    assert len(met([seen(doc, "Chu Văn Hòa") for doc in "ab"])) == 1
    head = [held("a", "Chu Văn Hòa", "Trưởng phòng", None)]
    assert len(met([seen(doc, "Chu Văn Hòa") for doc in "ba"], head)) == 2


def test_a_foreign_name_that_no_page_writes_longer_is_a_star_of_its_world() -> None:
    pages = [seen(doc, "Neymar", topics=("sport",)) for doc in "ab"]
    assert len(met(pages)) == 1
    assert len(met([*pages, seen("c", "Neymar")])) == 2


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        ("Ảnh: Lê An - TTXVN.", "ttxvn"),
        ("Ảnh: Lê An/TTXVN.", "ttxvn"),
        ("Lê An-Bùi Ba/VOV", "vov"),
        ("Lê An, Theo Thời Đại", "thoi-dai"),
        ("Lê An - Bùi Ba", None),
        ("Lê An (Theo BBC)", None),
    ],
)
def test_for_whom_a_byline_is_signed(text: str, outlet: str | None) -> None:
    start = text.index("Lê An")
    row = SimpleNamespace(context="byline", start=start, end=start + 5)
    assert signed_for(text, row) == outlet  # type: ignore[arg-type]
