"""Pages in HTML, marked by a reader: what must stay stays, what must go goes, values are right."""

from __future__ import annotations

from pathlib import Path

import pytest

from vanban.bench.html import Figures, Marked, marked_pages, ours, wrong_values
from vanban.cleaning import clean
from vanban.cleaning.elements import elements
from vanban.cleaning.fixes import fix
from vanban.cleaning.lines import read
from vanban.cleaning.markup import is_html, shown
from vanban.cleaning.web_layout import web_layout
from vanban.cleaning.webpage import json_ld, web_page
from vanban.text.spans import AlignedText

PAGES = marked_pages(Path(__file__).parent / "html")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path.stem)
def test_marked_page(page: Marked) -> None:
    figures = Figures()
    figures.add(page, ours(page))
    assert figures.faults == []
    assert list(wrong_values(page)) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path.stem)
def test_every_line_points_into_the_source(page: Marked) -> None:
    cleaned = clean(page.raw, "page.html")
    source = page.raw.decode()
    position = 0
    for line in cleaned.text.split("\n"):
        first = line.split()[0]
        place = cleaned.offsets.to_raw(position, position + len(first))
        assert place.of(source) == first
        position += len(line) + 1


def test_the_heading_says_more_than_a_shortened_title() -> None:
    page = (
        '<html><head><meta charset="utf-8"><title>Yên Lạc hội thảo - Cổng TTĐT Yên Lạc</title>'
        '<meta property="article:published_time" content="2021-12-31T19:00:00Z"></head><body>'
        "<article><h1>Yên Lạc hội thảo về giống lúa</h1><p>Sáng 1/1, UBND huyện Yên Lạc tổ chức "
        "hội thảo về giống lúa chịu hạn với sự tham dự của 70 hộ nông dân trong huyện.</p>"
        "</article></body></html>"
    )
    cleaned = clean(page.encode(), "page.html")
    assert cleaned.title == "Yên Lạc hội thảo về giống lúa"
    assert cleaned.published_at == "2022-01-01T02:00+07:00"


def test_a_list_page_says_nothing_of_itself() -> None:
    front = next(page for page in PAGES if page.path.stem == "front-page")
    cleaned = clean(front.raw, "index.html")
    assert cleaned.kind == "list"
    assert (cleaned.title, cleaned.published_at, cleaned.source, cleaned.author) == (None,) * 4
    assert "Mặn xâm nhập sâu 45 km" in cleaned.text


@pytest.mark.parametrize(
    ("source", "spans"),
    [
        ("<p>a<p>b", [("p", 0, 4), ("p", 4, 8)]),
        ("<p>a<div>b</div>", [("p", 0, 4), ("div", 4, 16)]),
        (
            "<ul><li>a<ul><li>b</ul><li>c</ul>",
            [("ul", 0, 33), ("li", 4, 23), ("ul", 9, 23), ("li", 13, 18), ("li", 23, 28)],
        ),
        ("<div><table><td></div>a</table>", [("div", 0, 31), ("table", 5, 31), ("td", 12, 23)]),
        ("<tr><td>a<td>b<tr>", [("tr", 0, 14), ("td", 4, 9), ("td", 9, 14), ("tr", 14, 18)]),
        ("</div></p>a", []),
    ],
)  # fmt: skip
def test_elements(source: str, spans: list[tuple[str, int, int]]) -> None:
    assert [(one.name, one.start, one.end) for one in elements(source).blocks] == spans


def test_links_end_where_the_next_begins() -> None:
    links = elements("<a href=1>a<a href=2>b</a>c<a>d").links
    assert [(link.start, link.end) for link in links] == [(0, 11), (11, 22), (27, 31)]


@pytest.mark.parametrize(
    ("script", "title"),
    [
        ('{"@type": "NewsArticle", "headline": "Họp"}', "Họp"),
        ('[{"@type": "WebSite", "name": "B"}, {"@type": ["Article"], "headline": "Họp"}]', "Họp"),
        ('{"@graph": [{"@type": "Article", "headline": "Họp"}]}', "Họp"),
        ('{"@type": "Article", "headline": "Họp\nbáo"}', "Họp\nbáo"),
        ('{"@type": "Product", "headline": "Họp"}', None),
        ('{"@type": "Article", "headline": {"x": 1}}', None),
        ('{"@type": "Article", headline}', None),
        ("[" * 100_000, None),
        ("", None),
    ],
)
def test_json_ld(script: str, title: str | None) -> None:
    source = f'<html><script type="application/ld+json">{script}</script><p>Tin'
    assert json_ld(source).title == title


@pytest.mark.parametrize(
    ("source", "page"),
    [
        ("<!-- a -->" * 26 + "<p>Tin", True),
        ("<!-- a -->\n<!-- b --><html>", True),
        ("<?php if ($a > 1) { echo '<b>'; } ?>\n<!DOCTYPE html><html>", True),
        ("<%@ page import='a' %><%= x > 2 %><body >", True),
        ("<?xml version='1.0'?><html >", True),
        ("<?php echo 1;", False),
        ("<!-- <html> ", False),
        ("\ufeff <HTML>", True),
    ],
)
def test_what_may_stand_before_the_first_tag(source: str, page: bool) -> None:
    assert is_html(source) is page


@pytest.mark.parametrize(
    "source",
    [
        "<!-- x -->" * 100_000 + "<html",
        "<html>" + "<div>" * 100_000 + "<p>Tin</p>" * 1_000,
        "<html>" + "<div class='comment'><a href=x>Một hai ba bốn</a>" * 10_000,
        "<html>" + "<table><tr><td>" * 20_000 + "<a>Một hai ba bốn năm</a>",
        "<html>" + "<a>Một hai ba bốn năm</a><br>" * 20_000,
        "<html>" + "<?php " * 50_000,
    ],
)
def test_a_hostile_page_comes_to_an_end(source: str) -> None:
    is_html(source)
    page = elements(source)
    text = fix(AlignedText.of(shown(source)))
    web_layout(text, read(text.text), page, None, None)  # an exception or no end would be the fault


def test_metadata_of_a_page_in_json_ld_comes_before_its_tags() -> None:
    page = next(page for page in PAGES if "json-ld" in page.path.stem)
    about = web_page(page.raw.decode()).about
    assert (about.author, about.section) == ("Lê Phương Chi", "Thời sự")
