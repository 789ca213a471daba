"""What the pages of single things are made of: words, timelines, drawings, names, search keys."""

from __future__ import annotations

import datetime as dt
import http.client
import json
import re
import threading
from itertools import chain
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanban.evaluation.gold import read_gold
from vanban.schema import FIELDS, MENTION_TABLES, RejectedRow
from vanban.schema.derived import ActRelationRow, ActRow, BodyKind, BodyLevel, Decision, EventKind
from vanban.schema.mentions import Dimension
from vanban.show.exports.gold import ticket
from vanban.show.exports.pages import pages
from vanban.show.review.graph import MOST, Neighbour, Period, drawing, timeline
from vanban.show.review.homes import page_name
from vanban.show.review.search import file_key, shard_keys
from vanban.show.review.serve import server
from vanban.show.review.site import PACKAGE, SCHEMA, SECTIONS
from vanban.show.review.start import grid
from vanban.show.review.verdicts import VERDICTS
from vanban.show.review.words import SiteWords, table
from vanban.tables.derive.people.clues import ClueKind
from vanban.text.spelling import sort_key
from vanban.text.syllables import without_marks


def test_both_languages_say_everything_with_the_same_numbers() -> None:
    for key, (english, vietnamese) in table().items():
        assert english, key
        assert vietnamese, key
        assert ("{n}" in english) == ("{n}" in vietnamese), key


@pytest.mark.parametrize(
    ("group", "values"),
    [
        ("body", get_args(BodyKind)),
        ("level", get_args(BodyLevel)),
        ("event", get_args(EventKind)),
        ("stage", get_args(ActRow.model_fields["stage"].annotation)),
        ("relation", get_args(ActRelationRow.model_fields["relation"].annotation)),
        ("decision", get_args(Decision)),
        ("dimension", get_args(Dimension)),
        ("step", get_args(RejectedRow.model_fields["stage"].annotation)),
        ("status", ("current", "former", "acting")),
        ("gender", ("male", "female")),
        ("kind", tuple(FIELDS)),
        ("table", tuple(MENTION_TABLES.values())),
        ("verdict", tuple(VERDICTS)),
        ("find", ("document", "person", "body", "act", "office", "rule", "unit", *FIELDS)),
        ("about", (*SECTIONS, "rejected")),
    ],
)
def test_every_value_of_a_closed_set_has_words(group: str, values: tuple[str, ...]) -> None:
    assert {f"{group}.{value}" for value in values} <= table().keys()


def test_every_field_of_a_mention_and_its_closed_values_have_words() -> None:
    for name, allowed, _ in chain.from_iterable(SCHEMA.values()):
        assert f"field.{name}" in table()
        for value in allowed or ():
            keys = {f"{name}.{value}", f"dimension.{value}", f"closed.{value}"}
            assert keys & table().keys(), keys


def test_every_key_that_templates_and_scripts_name_is_there() -> None:
    files = [*(PACKAGE / "templates").iterdir(), *(PACKAGE / "static").glob("*.js")]
    named = {
        key
        for path in files
        for key in re.findall(
            r"""(?:\bt|say|label|button)\("([a-z-]+(?:\.[a-z-]+)?)"[),]""", path.read_text("utf-8")
        )
    }
    assert len(named) > 60
    assert named <= table().keys()


def test_one_and_several_are_said_as_each_language_says_them() -> None:
    english, vietnamese = SiteWords("en"), SiteWords("vi")
    assert [english.say("n.document", n) for n in (0, 1, 1234)] == [
        "0 documents",
        "1 document",
        "1,234 documents",
    ]
    assert vietnamese.say("n.document", 1234) == "1.234 tài liệu"
    assert vietnamese.number("1,234.5") == "1.234,5"
    assert english.mark("find.document", '"<') == (
        '<span data-t="find.document" data-n="&#34;&lt;">document &#34;&lt;</span>'
    )


def test_a_timeline_is_solid_where_texts_date_and_pale_where_pages_do() -> None:
    day = dt.date(2012, 7, 1)
    drawn = timeline(
        [
            Period("2010", "2014", None, None),
            Period(None, None, day, dt.date(2014, 1, 1)),
            Period("2014-07", None, None, None),
            Period("--06-22", None, None, None),
        ]
    )
    assert drawn is not None
    (stated,), (seen,), (since,), unknown = drawn.rows
    assert (stated.left, stated.width, stated.pale) == (0.0, 100.0, False)
    assert (seen.left, seen.pale) == (50.0, True)
    assert since.left == 90.0
    assert unknown == ()
    assert [tick.year for tick in drawn.ticks] == [2010, 2011, 2012, 2013, 2014, 2015]


def test_what_has_one_day_or_none_has_no_timeline() -> None:
    day = dt.date(2012, 7, 1)
    assert timeline([]) is None
    assert timeline([Period(None, None, day, day)]) is None
    assert timeline([Period("soon", None, None, None)]) is None


dates = st.none() | st.sampled_from(
    ["1930", "2015", "2015-02", "2015-12-31", "2016-01-01", "2029-11", "--06-22", "…"]
)


@given(st.lists(st.tuples(dates, dates)))
def test_bars_stay_in_their_track(pairs: list[tuple[str | None, str | None]]) -> None:
    drawn = timeline([Period(*pair, None, None) for pair in pairs])
    for row in drawn.rows if drawn else ():
        for bar in row:
            assert bar.left >= 0
            assert bar.width > 0
            assert bar.left + bar.width <= 100.01


def test_a_drawing_puts_acts_at_their_year_and_says_what_has_no_room() -> None:
    later = [Neighbour(f"Nghị định {n}", 2015, None, "guides", True) for n in range(MOST)]
    older = Neighbour("Luật 2003", 2003, "act/x.html", "replaces", False)
    made = drawing(2013, [*later, older])
    assert made is not None
    assert made.left_out == 1
    assert all(node.x > made.x and node.y < made.y for node in made.nodes)
    made = drawing(2013, [older, Neighbour("Luật ?", None, None, "amends", False)])
    assert made is not None
    assert [node.x < made.x for node in made.nodes] == [True, True]
    assert made.years[0][1] == 2003
    assert drawing(2013, []) is None


def test_words_sort_as_dictionaries_sort_them() -> None:
    words = "An Àn Ản Ãn Án Ạn Ánh Ăn Ân Ba Cao Dung Đào Em Êm Ong Ông Ơn Ung Ưng"
    assert " ".join(sorted(words.split(), key=sort_key)) == words
    names = ["Dương Ba", "Đỗ An", "Lê Hoa", "Lê Văn Ba", "Lê Vân An"]
    assert sorted(set(names), key=sort_key) == names


@given(st.lists(st.text()))
def test_any_texts_can_be_sorted(texts: list[str]) -> None:
    assert len(sorted(texts, key=sort_key)) == len(texts)


@given(st.text())
def test_names_of_pages_are_names_of_files(key: str) -> None:
    assert re.fullmatch(r"[a-z0-9_-]{1,100}", page_name(key)), page_name(key)


def test_two_keys_have_two_pages_and_none_is_a_device_of_windows() -> None:
    assert page_name("tran-van-minh-1a2b") == "tran-van-minh-1a2b"
    assert page_name("con") != "con"
    assert page_name("Luật Đất đai 2013") != page_name("Luật Đất Đai 2013")


def test_search_folds_words_to_shards() -> None:
    assert without_marks("Đặng Thị Hằng") == "dang thi hang"
    assert shard_keys("Nghị quyết 04-NQ/TW (nghị)") == ["ng", "qu", "04", "nq", "tw"]
    assert [file_key(key) for key in ("ng", "7", "日本")] == ["ng", "7", "u65e5-672c"]


def test_each_province_has_a_tile_of_its_own() -> None:
    assert len(grid()) == 63
    assert len(set(grid().values())) == 63


def test_corrections_sent_to_the_server_become_gold_or_say_why_not(
    output: Path, tmp_path: Path
) -> None:
    """Only the site's own pages may send them, and only what fits the schema is written."""
    page = next(iter(pages(output)))
    marks: list[dict[str, object]] = [
        {"kind": one.kind, "start": one.span.start, "end": one.span.end, "fields": one.fields}
        for one in page.mentions[:3]
    ]
    sent = {**ticket(page), "text": page.text, "mentions": marks}
    with server(tmp_path, tmp_path / "gold") as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        here = f"127.0.0.1:{running.server_port}"

        def post(content: object, origin: str = f"http://{here}") -> tuple[int, str]:
            connection = http.client.HTTPConnection(here)
            headers = {"Content-Type": "application/json", "Origin": origin}
            connection.request("POST", "/gold", json.dumps(content), headers)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()

        assert post({"pages": [sent]}, "https://elsewhere.example")[0] == 403
        assert not (tmp_path / "gold").exists()
        marks[0]["kind"] = "nmae"
        status, why = post({"pages": [sent]})
        assert status == 400
        assert "Did you mean 'name'?" in why
        marks[0]["kind"] = page.mentions[0].kind
        assert post({"pages": [sent]})[0] == 200
        assert post({"pages": 3})[0] == 400
        running.shutdown()
    (gold,) = read_gold(tmp_path / "gold")
    assert [one.surface for one in gold.mentions] == [
        one.span.of(page.text) for one in page.mentions[:3]
    ]


def test_every_clue_of_a_person_is_said_in_words() -> None:
    assert {f"clue.{kind}" for kind in get_args(ClueKind)} <= table().keys()
