"""The list of administrative units as an oracle: where a body of a unit ends, and its level."""

from __future__ import annotations

from itertools import cycle

import pytest

from vanban.extraction import extract
from vanban.extraction.vocabulary.units import UnitLevel, units
from vanban.schema import TitleFields
from vanban.segmentation import segment
from vanban.text.document import page_of

STEP = 23
"""Every unit in so many is tried: all of them take minutes."""

PEOPLE = ("Lê Văn Hải", "Hồ Minh Quang", "Giàng A Páo", "Đặng Tiến", "Y Blim Niê", "Phạm Nam")
FRAMES = (
    ("Chủ tịch UBND {unit} {person} cho biết.", "UBND {unit}"),
    ("Ông {person}, Chủ tịch UBND {unit}, nói.", "UBND {unit}"),
    ("Trưởng Công an {unit} {person} báo cáo.", "Công an {unit}"),
)


def places(level: UnitLevel) -> list[str]:
    """The units of a level as a text writes them, type and name; every type of each once."""
    found = [
        f"{kind} {unit.name}"
        for unit in units(level).entries
        for kind in sorted({home.kind for home in unit.homes})
    ]
    return found[::STEP]


@pytest.mark.parametrize("level", ["commune", "district"])
def test_a_body_ends_where_its_unit_ends(level: UnitLevel) -> None:
    wrong, tried = [], 0
    for unit, person, (frame, body) in zip(places(level), cycle(PEOPLE), cycle(FRAMES)):
        text = frame.format(unit=unit, person=person)
        tried += 1
        found = [
            (m.fields.organization, m.fields.holder, m.fields.level)
            for m in extract(segment(page_of(text))).mentions
            if isinstance(m.fields, TitleFields)
        ]
        if found != [(body.format(unit=unit), person, level)]:
            wrong.append((text, found))
    assert len(wrong) <= tried * 0.005, wrong


def test_the_list_is_whole() -> None:
    today = [
        home for unit in units("commune").entries for home in unit.homes if home.era == "after"
    ]
    assert len(today) == 3321
    assert len({home.province for home in today}) == 34
