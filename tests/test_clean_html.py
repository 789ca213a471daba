"""Pages in HTML: the article is found, every character keeps its place in the source."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vanban.cleaning import clean
from vanban.cleaning.decode import decode
from vanban.cleaning.markup import HIDDEN, head, is_html, shown
from vanban.text.document import Page, Rejected
from vanban.text.spans import fold

TITLE = "Đảng ủy Khối họp phiên thường kỳ tháng tám"
LEAD = (
    "Sáng 8/3, Ban Thường vụ Đảng ủy Khối họp phiên thường kỳ dưới sự chủ trì của đồng chí "
    "Nguyễn Văn An, Bí thư Đảng ủy Khối."
)
REPORT = (
    "Theo báo cáo, hơn 90% tổ chức đảng hoàn thành nhiệm vụ; R&D được đầu tư thêm 15 tỷ đồng "
    "trong nửa đầu năm."
)
END = (
    "Kết luận phiên họp, Bí thư Đảng ủy Khối đề nghị các cấp ủy khẩn trương quán triệt, triển khai "
    "thực hiện ngay trong quý II."
)
BODY = f"<p>{LEAD}</p><p>{REPORT}</p><p>{END}</p>"
MENU = "<nav><ul><li><a href=/>Trang chủ</a></li><li><a href=/a>Thời sự</a></li></ul></nav>"
FOOTER = "<footer><p>© 2021 Báo Sông Hậu. Tổng biên tập: Phạm Văn Khác.</p></footer>"
JSON = (
    '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle", '
    f'"headline": "{TITLE}", "datePublished": "2021-03-08T10:30:00+07:00", '
    '"dateModified": "2021-03-09T08:00:00+07:00", '
    '"author": {"@type": "Person", "name": "Lê Hoài Nam"}, '
    '"publisher": {"@type": "Organization", "name": "Báo Sông Hậu"}}</script>'
)
META = (
    f'<meta property="og:title" content="{TITLE}">'
    '<meta property="og:site_name" content="Báo Sông Hậu">'
    '<meta property="article:published_time" content="2021-03-08T10:30:00+07:00">'
    '<meta name="author" content="Lê Hoài Nam">'
)


def page(head: str = "", body: str = BODY) -> str:
    return (
        f'<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>{TITLE}</title>{head}'
        f"</head><body>{MENU}<main><article><h1>{TITLE}</h1>{body}</article></main>{FOOTER}"
        "<script>var who = 'Trần Văn Tèo';</script></body></html>"
    )


def check(source: str, cleaned: Page) -> None:
    """Every line of the text is where its raw span says it is, in the source itself."""
    readable = decode(source.encode())
    assert len(readable) == len(source)
    position = 0
    for line in cleaned.text.split("\n"):
        place = cleaned.offsets.to_raw(position, position + len(line))
        assert fold(readable[place.start : place.end]) == fold(line)
        for offset, (seen, raw) in enumerate(zip(readable, source, strict=True)):
            assert seen in {raw, HIDDEN, "\n", "\t", " "}, offset
        position += len(line) + 1


def page_or_reason(source: str) -> Page | str:
    """The page, or the reason why there is none."""
    try:
        return clean(source.encode(), "page.html")
    except Rejected as refusal:
        return refusal.reason


def test_a_news_page() -> None:
    source = page(JSON)
    cleaned = clean(source.encode(), "page.html")
    assert cleaned.text.split("\n") == [TITLE, LEAD, REPORT, END]
    assert (cleaned.title, cleaned.published_at) == (TITLE, "2021-03-08T10:30+07:00")
    assert (cleaned.author, cleaned.source) == ("Lê Hoài Nam", "Báo Sông Hậu")
    check(source, cleaned)
    taken = "".join(cut.raw.of(decode(source.encode())) for cut in cleaned.cuts).replace(HIDDEN, "")
    assert "Trang chủ" in taken
    assert "Phạm Văn Khác" in taken


def test_a_name_across_tags_points_into_the_source() -> None:
    body = BODY.replace("Nguyễn Văn An", "<b>Nguyễn</b> <i>Văn\n   An</i>")
    source = page(body=body)
    cleaned = clean(source.encode(), "page.html")
    at = cleaned.text.index("Nguyễn Văn An")
    place = cleaned.offsets.to_raw(at, at + len("Nguyễn Văn An"))
    assert place.of(source) == "Nguyễn</b> <i>Văn\n   An"
    check(source, cleaned)


@pytest.mark.parametrize(
    "source",
    [
        page(META),
        page(JSON),
        page(META + JSON),
        page(META).replace("&", "&amp;"),
        page(META).replace("ở", "&#7903;").replace("á", "&aacute;").replace("ủ", "&#x1EE7;"),
        page(META, f"<div>{LEAD}<br><br>{REPORT}<br>{END}</div>"),
        page(META, f"<table><tr><td><p>{LEAD}</p><p>{REPORT}</p><p>{END}</p></td></tr></table>"),
        page(META, f"<p>{LEAD}<p>{REPORT}<p>{END}"),
        page(META, f"<p>{LEAD}</b></p></div><p>{REPORT}</i></p><p class=x'>{END}</p>"),
        page(META, BODY.replace("phiên", "<!-- <p>ẩn</p> -->phiên<script>if (a<b) {}</script>", 1)),
        page(META, BODY.replace("đồng chí", 'đồng <span title="a > b">chí</span>', 1)),
        page(META).replace("<html lang", "<HTML LANG").replace("<p>", "<P CLASS=a>"),
        page(META, BODY.replace(" ", "\n\t  ")),
    ],
    ids=[
        "meta", "json", "both", "amp", "references", "breaks", "table", "unclosed", "broken",
        "hidden", "angle", "capitals", "indented",
    ],
)  # fmt: skip
def test_shapes(source: str) -> None:
    cleaned = clean(source.encode(), "page.html")
    assert cleaned.text.split("\n") == [TITLE, LEAD, REPORT, END]
    assert (cleaned.title, cleaned.published_at) == (TITLE, "2021-03-08T10:30+07:00")
    assert (cleaned.author, cleaned.source) == ("Lê Hoài Nam", "Báo Sông Hậu")
    assert cleaned.language == "vi"


@pytest.mark.parametrize(
    "body",
    [
        "<div id=app></div><noscript>Vui lòng bật JavaScript để xem trang này.</noscript>",
        MENU + FOOTER,
        "",
        "<p></p>",
        "<script>" + LEAD,
    ],
)
def test_a_page_without_an_article_is_refused(body: str) -> None:
    with pytest.raises(Rejected) as refusal:
        clean(f"<!DOCTYPE html><html><head><title>Báo</title></head><body>{body}".encode(), "a")
    assert refusal.value.reason in {"no-article", "blank"}


def test_what_the_page_does_not_say_is_not_made_up() -> None:
    """No date from a copyright line, a list of news or the text; no author from a user name."""
    head = '<meta name="author" content="admin"><meta name="generator" content="CMS 2019">'
    cleaned = clean(page(head).encode(), "page.html")
    assert (cleaned.published_at, cleaned.author) == (None, None)


def test_a_date_without_a_clock_has_none() -> None:
    head = '<meta property="article:published_time" content="2021-03-08">'
    assert clean(page(head).encode(), "page.html").published_at == "2021-03-08"


@pytest.mark.parametrize(
    "text",
    [
        "Giá trị x < y và y > z.",
        "Nhà văn viết: <Mùa lạc> và <Vợ chồng A Phủ>.",
        "a <- b",
        "5 <p 6",
    ],
)
def test_a_text_with_angle_brackets_is_no_html(text: str) -> None:
    assert not is_html(text)
    assert decode(text.encode()) == text


def test_head_is_what_is_said_to_machines() -> None:
    source = page(META + JSON)
    assert TITLE in head(source)
    assert "datePublished" in head(source)
    assert LEAD not in head(source)


PIECES = st.sampled_from(
    [
        "<p>", "</p>", "<b>", "<!--", "-->", "<script>", "</script>", "<a href='", '<a title="',
        "'", '"', ">", "<", "=", "&amp;", "&lt;", "<pre>", "</pre>", "<td>", "<br/>", "\n", "  ",
        "<title>", "</title", "<![CDATA[", "<?xml", "/", "<nav>", "</nav>", "Đảng", LEAD,
    ]
)  # fmt: skip


@settings(max_examples=200)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_source_keeps_its_length_and_its_places(pieces: str) -> None:
    source = "<html>" + pieces
    text = shown(source)
    assert len(text) == len(source)
    assert all(a in {b, HIDDEN, "\n", "\t", " "} for a, b in zip(text, source, strict=True))
    cleaned = page_or_reason(source)
    if isinstance(cleaned, Page):
        check(source, cleaned)
    else:
        assert cleaned in {"no-article", "blank"}


P = f"<p>{LEAD}</p>"


@pytest.mark.parametrize(
    "source",
    [
        "<html>" + "<div>" * 100_000 + P,
        "<html>" + P + "<p title='" + "x" * 2_000_000 + "'>" + P,
        "<html>" + P + "<p title='" * 50_000,
        "<html>" + P + "<a " * 100_000,
        "<html>" + P + "<!--" * 100_000,
        "<html>" + P + "<script>" * 100_000,
        "<html>" + P + "<" * 300_000,
        "<html><p>" + "&amp;" * 60_000 + P,
        '<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' + P + "<p>&b;&b;</p>",
        "<html><script type='application/ld+json'>" + "[" * 100_000 + "</script>" + P,
        "<html>" + "<p>" * 40_000 + P,
    ],
    ids=[
        "deep", "attribute", "quotes", "tags", "comments", "scripts", "brackets", "references",
        "entities", "json", "unclosed",
    ],
)  # fmt: skip
def test_a_hostile_page_comes_to_an_end(source: str) -> None:
    cleaned = page_or_reason(source)
    assert cleaned == "no-article" if isinstance(cleaned, str) else LEAD in cleaned.text


def test_five_megabytes() -> None:
    source = page(META, "".join(f"<p>{number}. {LEAD} {REPORT}</p>" for number in range(21_000)))
    assert len(source.encode()) > 5_000_000
    assert len(clean(source.encode(), "page.html").text) > 4_000_000
