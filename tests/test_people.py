"""People and positions: right to the row on the five pages; joined and kept apart as documented."""

from __future__ import annotations

import datetime as dt
from itertools import permutations
from pathlib import Path

import pytest

from vanban.schema import NameRow, PersonRow, PositionRow, TitleRow
from vanban.store.parquet import read_rows
from vanban.tables.derive.keys import name_key, person_key
from vanban.tables.derive.offices import Office, Sighting
from vanban.tables.derive.persons import Person, person_row, persons
from vanban.tables.derive.positions import positions
from vanban.tables.derive.sightings import holdings, sightings, term_before
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
    ("Nguyễn Phú Trọng", "Tổng Bí thư", None): 1,
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


def met(*seen: Sighting) -> list[Person]:
    """The persons of some sightings, name by name."""
    keys = sorted({person_key(one.name, one.doc_id) for one in seen})
    return [
        person
        for key in keys
        for person in persons(key, [s for s in seen if person_key(s.name, s.doc_id) == key])
    ]


def seen(doc: str, name: str, year: int | None, *offices: Office) -> Sighting:
    day = dt.date(year, 6, 1) if year else None
    return Sighting(doc, name, day, (name,), frozenset(offices))


CHAIR_HN = Office("chủ tịch", "ubnd thành phố hà nội", "ubnd-ha-noi", "provincial")
CHAIR_HCM = Office("chủ tịch", "ubnd tp.hcm", "ubnd-ho-chi-minh", "provincial")
CHAIR_FORMER = CHAIR_HN._replace(status="former")
CHAIR_CLUB = Office("chủ tịch", "hội cựu chiến binh", "hoi-cuu-chien-binh", "provincial")
SPEAKER = Office("chủ tịch", "quốc hội", "quoc-hoi", "central")
SPEAKER_LONG = Office("chủ tịch", "quốc hội việt nam", "quoc-hoi-viet-nam", "central")
MEMBER_ONE = Office("ủy viên", "ban thường vụ tỉnh ủy a", "ban-thuong-vu-a", "provincial")
MEMBER_TWO = Office("ủy viên", "ban chấp hành tỉnh b", "ban-chap-hanh-b", "provincial")
SECRETARY = Office("bí thư", "tỉnh ủy yên bái", "tinh-uy-yen-bai", "provincial")
SECRETARY_SHORT = Office("bí thư", "tỉnh ủy", level="provincial")
OTHER_SECRETARY = Office("bí thư", "tỉnh ủy bình định", "tinh-uy-binh-dinh", "provincial")


@pytest.mark.parametrize(
    ("one", "other", "count", "decision"),
    [
        pytest.param(
            seen("a", "Lê Văn An", 2017, CHAIR_HN),
            seen("b", "Lê Văn An", 2017, CHAIR_HCM),
            2,
            "kept apart",
            id="like offices of two bodies at one time",
        ),
        pytest.param(
            seen("a", "Lê Văn An", 2010, CHAIR_HN),
            seen("b", "Lê Văn An", 2017, CHAIR_HCM),
            1,
            "same name",
            id="years apart a person may have moved on",
        ),
        pytest.param(
            seen("a", "Lê Văn An", 2017, CHAIR_FORMER),
            seen("b", "Lê Văn An", 2017, CHAIR_HCM),
            1,
            "same name",
            id="a former office does not contradict",
        ),
        pytest.param(
            seen("a", "Lê Văn An", 2017, CHAIR_HN),
            seen("b", "Lê Văn An", 2017, CHAIR_CLUB),
            1,
            "same name",
            id="a head of one body may head another of another sort",
        ),
        pytest.param(
            seen("a", "Lê Văn An", 2017, SPEAKER),
            seen("b", "Lê Văn An", 2017, SPEAKER_LONG),
            1,
            "same office",
            id="a longer form of one body",
        ),
        pytest.param(
            seen("a", "Lê Văn An", 2017, MEMBER_ONE),
            seen("b", "Lê Văn An", 2017, MEMBER_TWO),
            1,
            "same name",
            id="members sit in many bodies",
        ),
        pytest.param(
            seen("a", "Lê Hoà", 2017, SECRETARY),
            seen("b", "Lê Hòa", 2017, SECRETARY_SHORT),
            1,
            "same office",
            id="two spellings and a short form of the body",
        ),
        pytest.param(
            seen("a", "Lê Hòa", 2017, SECRETARY),
            seen("b", "Lê Hòa", 2017, OTHER_SECRETARY),
            2,
            "kept apart",
            id="two settled bodies",
        ),
        pytest.param(
            seen("a", "Lê Hòa", 2017),
            seen("b", "Lê Hòa", 2024),
            1,
            "same name",
            id="a full name with nothing against it",
        ),
        pytest.param(
            seen("a", "Hòa", 2017), seen("b", "Hòa", 2017), 2, "one page", id="a given name alone"
        ),
        pytest.param(
            seen("a", "Lê Văn An", 2017, CHAIR_HN, CHAIR_HCM),
            seen("b", "Lê Văn An", 2017, CHAIR_HN, CHAIR_HCM),
            1,
            "same name",
            id="offices that a page itself contradicts keep nobody apart",
        ),
        pytest.param(
            seen("a", "Lê Văn An", 2017, CHAIR_HN, CHAIR_HCM, SECRETARY),
            seen("b", "Lê Văn An", 2017, CHAIR_HN, SECRETARY),
            1,
            "same office",
            id="the other offices of such a page still join",
        ),
        pytest.param(
            seen("a", "Lê Văn An", 2017, CHAIR_HN, CHAIR_HCM, SECRETARY),
            seen("b", "Lê Văn An", 2017, OTHER_SECRETARY),
            2,
            "kept apart",
            id="and still keep apart",
        ),
    ],
)
def test_one_person_or_two(one: Sighting, other: Sighting, count: int, decision: str) -> None:
    found = met(one, other)
    assert len(found) == count
    assert {person.decision for person in found} == {decision}
    assert len({person.person_id for person in found}) == count


def test_the_order_of_the_pages_is_nothing() -> None:
    group = [
        seen("a", "Lê Văn An", 2017, CHAIR_HN),
        seen("b", "Lê Văn An", 2017, CHAIR_HCM),
        seen("c", "Lê Văn An", 2018, CHAIR_HN),
        seen("d", "Trần Bình", None),
    ]
    expected = [person_row(person) for person in met(*group)]
    assert [row.documents for row in expected] == [2, 1, 1]
    for order in permutations(group):
        assert [person_row(person) for person in met(*order)] == expected


@pytest.mark.parametrize(
    ("before", "years"),
    [
        ("1997-2002: ", (1997, 2002)),
        ("Từ năm 2010 đến năm 2015, ông là ", (2010, 2015)),
        ("Từ 5/2010 đến 3/2013: ", (2010, 2013)),
        ("2016 – nay: ", (2016, None)),
        ("Nhiệm vụ giai đoạn 2010-2015 do ", (None, None)),
        ("Ngày 5/6/2017, ", (None, None)),
        ("", (None, None)),
    ],
)
def test_the_term_before_a_title(before: str, years: tuple[int | None, int | None]) -> None:
    text = f"Tiểu sử.\n{before}Chủ tịch UBND tỉnh"
    assert term_before(text, text.index("Chủ tịch")) == years


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


def name(number: int, canonical: str) -> NameRow:
    return NameRow(
        mention_id=f"d.name.{number}",
        doc_id="d",
        sentence_id="d.s0",
        start=number,
        end=number + 1,
        raw_start=number,
        raw_end=number + 1,
        surface=canonical,
        rule="name",
        canonical=canonical,
    )


def test_a_bare_title_speaks_of_the_fuller_one() -> None:
    titles = [
        title(1, "Bí thư", "Thành ủy TP.HCM", "Lê A; Trần B"),
        title(2, "Bí thư", None, "Lê A"),
        title(3, "Bộ trưởng", None, "Lê A"),
    ]
    held = holdings(titles, sightings([name(10, "Lê A"), name(20, "Trần B")], {}), {"d": "x" * 30})
    rows = positions(held, {("d", "Lê A"): "le-a", ("d", "Trần B"): "tran-b"})
    assert [(row.position_id, row.mention_ids) for row in rows] == [
        ("le-a/bi-thu/thanh-uy-tp-hcm", ("d.title.1", "d.title.2")),
        ("le-a/bo-truong", ("d.title.3",)),
        ("tran-b/bi-thu/thanh-uy-tp-hcm", ("d.title.1",)),
    ]


def test_names_that_differ_in_a_tone_are_two_people() -> None:
    found = met(seen("a", "Hà Thanh", 2017), seen("b", "Hạ Thanh", 2017))
    assert len({person.person_id for person in found}) == 2
    assert all(person.person_id.startswith("ha-thanh-") for person in found)


def test_names_compare_whatever_their_spelling() -> None:
    assert name_key("Nguyễn Hoà") == name_key("NGUYỄN HÒA")
    assert name_key("Trương Hòa Bình") != name_key("Trương Hóa Bình")
    assert slug("Đảng ủy Khối T.Ư") == "dang-uy-khoi-t-u"
