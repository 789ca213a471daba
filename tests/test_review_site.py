"""The review site of a real run: what is in it, that it holds together, that nothing gets out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.browser_site import HOSTILE, ORDINARY, PAGES, write_site
from tests.conftest import GOLD, RAW
from vanban.cli import main
from vanban.evaluation.gold import GoldError
from vanban.show.review.feed import pages
from vanban.show.review.homes import PER_PAGE, Homes, page_of
from vanban.show.review.site import PACKAGE, SECTIONS, write_review
from vanban.show.review.survey import DocumentEntry, Survey
from vanban.store.parquet import StoreError

MOST = 2_000_000
"""No page may weigh more, in bytes."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_site(tmp_path_factory.mktemp("site"))


def document(site: Path, raw_path: str) -> str:
    """The page of the document that came from a raw file."""
    for page in pages(site.parent):
        if page.document["raw_path"] == raw_path:
            return (site / "d" / f"{page.document['doc_id']}.html").read_text("utf-8")
    raise AssertionError(f"no document for {raw_path}")


class Page(HTMLParser):
    """What of a page matters here: its tags, their addresses and ids, and its text."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        self.tags: list[str] = []
        self.events: list[str] = []
        self.addresses: list[str] = []
        self.ids: set[str] = set()
        self.text = ""
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            if name in ("href", "src"):
                self.addresses.append(value or "")
            if name == "id":
                assert value not in self.ids, f"{self.path}: two elements of id {value}"
                self.ids.add(value or "")
            if name.startswith("on"):
                self.events.append(f"{tag} {name}")

    def handle_data(self, data: str) -> None:
        self.text += data


def every_page(site: Path) -> Iterator[Page]:
    return (Page(path) for path in sorted(site.rglob("*.html")))


def test_every_link_leads_to_something_in_the_site(site: Path) -> None:
    parsed = {page.path.resolve(): page for page in every_page(site)}
    folders = {page.path.parent.name for page in parsed.values()}
    assert folders >= {*SECTIONS, "d", "person", "body", "act", "rule", "unit", "province"}
    for path, page in parsed.items():
        for address in page.addresses:
            if address == "data:,":
                continue
            assert ":" not in address, f"{path}: {address} leaves the site"
            file, _, anchor = address.partition("#")
            target = (path.parent / file).resolve() if file else path
            assert target.is_file(), f"{path}: {address}"
            if anchor and not re.fullmatch(r"c\d+", anchor):  # a character, which the script finds
                assert anchor in parsed[target].ids, f"{path}: {address}"


def test_text_of_pages_stays_text(site: Path) -> None:
    for page in every_page(site):
        assert page.tags.count("script") == 1, page.path
        assert page.events == [], page.path
        assert not {"img", "style", "b onclick"} & set(page.tags), page.path
    shown = document(site, HOSTILE)
    assert "&lt;script&gt;alert(3)&lt;/script&gt;" in shown
    assert "&lt;/article&gt;&lt;/main&gt;" in shown


def test_the_search_index_holds_the_same_text_as_data(site: Path) -> None:
    index = "".join(path.read_text("utf-8") for path in (site / "search").iterdir())
    assert "vanban.found(" in index
    assert "Hội nghị học tập nghị quyết tại Hà Nam" in index


def test_a_document_page_tells_all_of_its_page(site: Path) -> None:
    shown = document(site, ORDINARY)
    assert '<h1 lang="vi">Hội nghị học tập nghị quyết tại Hà Nam</h1>' in shown
    assert "2017-05-10T08:30" in shown
    assert re.search(r'class="m name hit"[^>]*>Trần Văn Minh</a>', shown)
    assert "title.after-name" in shown
    assert '<dt>organization</dt><dd lang="vi" data-f="organization"><a href="../body/' in shown


def test_a_list_of_documents_is_one_mark_of_several_mentions(site: Path) -> None:
    shown = document(site, ORDINARY)
    stretch = re.search(r'data-m="([\d ]+)" data-n="2">Nghị quyết Trung ương 6, 7 khóa XII', shown)
    assert stretch is not None
    rows = "".join(re.findall(rf'<tr id="r(?:{stretch[1].replace(" ", "|")})".*', shown))
    assert "Nghị quyết Trung ương 6 khóa XII" in rows
    assert "Nghị quyết Trung ương 7 khóa XII" in rows


def test_what_was_cut_is_there_with_its_raw_offsets(site: Path) -> None:
    shown = document(site, ORDINARY)
    cut = re.search(r'<div class="cut" role="note"><del>([^<]*)</del> <small[^>]*>([^<]*)', shown)
    assert cut is not None
    assert cut[1] == "Trang chủ | Tin tức | Liên hệ"
    start, end = map(int, cut[2].split()[-1].split("–"))
    assert PAGES[ORDINARY][start:end] == cut[1]


def test_gold_shows_hits_wrong_ones_false_finds_and_misses(site: Path) -> None:
    shown = document(site, ORDINARY)
    assert "gold has organization Tỉnh ủy Ninh Bình" in shown
    for verdict in ("hit", "wrong", "false", "missed", "open"):
        assert f'data-verdict="{verdict}"' in shown, verdict
    start = (site / "index.html").read_text("utf-8")
    counts = re.search(r'</a></th>((?:<td class="number">\d+</td>){4})', start)
    assert counts is not None
    hits, wrong, false, missed = map(int, re.findall(r"\d+", counts[1]))
    assert (hits, wrong, missed) == (2, 1, 1)  # the name and the date; the title; "Hà Nam"
    assert false >= 3  # 430 cán bộ, and the two plenums' resolutions


def test_the_five_pages_are_shown_with_all_that_was_found(output: Path) -> None:
    assert main(["review", str(output), "--raw", str(RAW), "--gold", str(GOLD)]) == 0
    for page in pages(output):
        shown = (output / "review" / "d" / f"{page.document['doc_id']}.html").read_text("utf-8")
        assert shown.count("<tr id=") == len(page.mentions)
        for mention in page.mentions:
            assert f'id="{mention.row["mention_id"].partition(".")[2]}"' in shown


def test_two_sites_of_the_same_tables_have_the_same_bytes(site: Path) -> None:
    before = {path: path.read_bytes() for path in sorted(site.rglob("*")) if path.is_file()}
    write_review(site.parent, site.parent.parent / "raw", site.parent.parent / "gold")
    assert before == {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}


def test_without_raw_pages_and_gold_the_site_is_written_all_the_same(
    output: Path, tmp_path: Path
) -> None:
    for table in output.glob("*.parquet"):
        (tmp_path / table.name).symlink_to(table)
    assert main(["review", str(tmp_path), "--raw", str(tmp_path / "none"), "--gold", "-"]) == 0
    assert "the raw page is not at hand" in "".join(
        page.read_text("utf-8") for page in (tmp_path / "review" / "d").iterdir()
    )


def test_a_corpus_without_a_document_has_a_site_too(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "empty.txt").write_bytes(b"")
    out = tmp_path / "out"
    assert main(["run", str(tmp_path / "raw"), str(out), "--workers", "0"]) == 0
    assert write_review(out) == 0
    assert ">0 documents<" in (out / "review" / "index.html").read_text("utf-8")
    assert "empty.txt" in (out / "review" / "rejected" / "1.html").read_text("utf-8")


def test_what_is_wrong_is_said_and_the_old_site_stands(site: Path, tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="no gold"):
        write_review(site.parent, None, tmp_path)
    with pytest.raises(StoreError, match="no readable table"):
        write_review(tmp_path)
    assert (site / "index.html").is_file()
    assert not list(tmp_path.glob(".review*"))


def test_lists_of_ten_thousand_documents_are_paged() -> None:
    found = Survey()
    for number in range(10_000):
        id_ = f"{number:016x}"
        found.entries[id_] = DocumentEntry(id_, f"{id_}.txt", "Nghị quyết " * 20, None, "Báo")
    homes = Homes.of(found)
    assert page_of(homes.documents[homes.order[-1]]) == 10_000 // PER_PAGE
    assert sorted(homes.documents.values()) == list(range(10_000))


def test_no_page_is_heavy(site: Path, output: Path) -> None:
    pages_of_both = [*site.rglob("*.html"), *(output / "review").rglob("*.html")]
    assert max(path.stat().st_size for path in pages_of_both) < MOST


COLOURS = dict(
    re.findall(
        r"--([a-z-]+): light-dark\((#\w+, #\w+)\)",
        (PACKAGE / "static" / "review.css").read_text("utf-8"),
    )
)
KINDS = ("name", "title", "reference", "quantity", "date")
PAIRS = [
    *((text, "ground", 4.5) for text in ("text", "soft", "link", "bad", "good", *KINDS)),
    *((text, "raised", 4.5) for text in ("text", "soft", "link")),
    *(("text", f"{kind}-ground", 4.5) for kind in KINDS),
    *((kind, f"{kind}-ground", 4.5) for kind in KINDS),
    *(("focus", ground, 3.0) for ground in ("ground", "raised")),
]


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground", "least"), PAIRS)
def test_contrast(text: str, ground: str, least: float, scheme: int) -> None:
    one, other = (luminance(COLOURS[name].split(", ")[scheme]) for name in (text, ground))
    assert (max(one, other) + 0.05) / (min(one, other) + 0.05) >= least


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
