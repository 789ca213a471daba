"""The review site in a real browser: no error, no request that leaves it, all of it by keyboard."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver.common.keys import Keys

from tests.browser import DESK, PHONE, Browser, chromium
from tests.browser_site import HOSTILE, ORDINARY, write_site
from vanban.cli import main
from vanban.evaluation.gold import read_gold
from vanban.show.review.feed import pages

MENTIONS = "document.querySelectorAll('article .m:not(.off)').length"


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with chromium(tmp_path_factory.mktemp("profile")) as made:
        yield made


@pytest.fixture(scope="module")
def site(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_site(tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="module")
def documents(site: Path) -> dict[str, Path]:
    """The document pages by the raw files they came from."""
    return {
        page.document["raw_path"]: site / "d" / f"{page.document['doc_id']}.html"
        for page in pages(site.parent)
    }


@pytest.fixture(autouse=True)
def desk(browser: Browser) -> None:
    browser.screen(DESK)


def test_no_page_says_an_error_or_asks_for_anything_outside(browser: Browser, site: Path) -> None:
    for path in sorted(site.rglob("*.html")):
        browser.open(path)
        assert browser.said() == [], path
        asked = browser.asked()
        assert len(asked) == 3, path  # the page, its style, its script; nothing of the search
        assert all(url.startswith(site.resolve().as_uri()) for url in asked), asked


def test_filters_hide_kinds_rules_and_verdicts(
    browser: Browser, documents: dict[str, Path]
) -> None:
    browser.open(documents[ORDINARY])
    everything = browser.run(f"return {MENTIONS}")
    browser.run("document.querySelector('[value=quantity]').click()")
    fewer = browser.run(f"return {MENTIONS}")
    quantities = "document.querySelectorAll('.m.quantity:not(.off)').length"
    assert browser.run(f"return {quantities}") == 0
    assert 0 < fewer < everything
    browser.run("document.querySelector('[value=quantity]').click()")
    browser.run(
        "const rule = document.querySelector('select'); rule.value = 'quantity.percent';"
        "rule.dispatchEvent(new Event('change', { bubbles: true }))"
    )
    assert browser.run(f"return {MENTIONS}") == 1
    browser.open(documents[ORDINARY])
    browser.run(
        "for (const box of document.querySelectorAll('[name=verdict]'))"
        " if (box.value != 'missed') box.click()"
    )
    assert browser.run("return document.querySelector('.m:not(.off)').textContent") == "Hà Nam"
    assert browser.said() == []


def test_the_keyboard_alone_reaches_a_mention_and_its_fields(
    browser: Browser, documents: dict[str, Path]
) -> None:
    browser.open(documents[ORDINARY])
    focused = "document.activeElement"
    for _ in range(60):
        browser.press(Keys.TAB)
        if browser.run(f"return {focused}.matches('a.m')"):
            break
    first = browser.run(f"return {focused}.textContent")
    details = "return document.getElementById('details').innerText"
    assert first in browser.run(details)
    assert "raw offsets" in browser.run(details)
    browser.press(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.ENTER)
    kept = browser.run(f"return {focused}.textContent")
    assert kept != first
    assert browser.run(f"return getComputedStyle({focused}).outlineStyle") == "solid"
    browser.press(Keys.TAB)
    assert kept in browser.run(details)
    browser.press(Keys.ESCAPE)
    assert kept not in browser.run(details)


def test_pointing_shows_the_rule_and_the_fields(
    browser: Browser, documents: dict[str, Path]
) -> None:
    browser.open(documents[ORDINARY])
    browser.run(
        "const pointing = { bubbles: true, pointerType: 'mouse' };"
        "const mark = document.querySelector('.m.title');"
        "mark.dispatchEvent(new PointerEvent('pointerover', pointing))"
    )
    shown = browser.run("return document.getElementById('details').innerText")
    assert "title.after-name" in shown
    assert "Tỉnh ủy Hà Nam" in shown


def test_a_list_shows_all_of_its_mentions_at_once(
    browser: Browser, documents: dict[str, Path]
) -> None:
    browser.open(documents[ORDINARY])
    browser.run("document.querySelector('.m[data-n]').click()")
    assert browser.run("return document.querySelectorAll('#details section').length") == 2


def test_a_link_to_a_mention_opens_it(browser: Browser, documents: dict[str, Path]) -> None:
    browser.open(documents[ORDINARY])
    anchor = browser.run("return document.querySelector('.m.date').id")
    browser.open(documents[ORDINARY], f"#{anchor}")
    assert "2017-05-09" in browser.run("return document.getElementById('details').innerText")


def test_what_was_cut_shows_on_demand(browser: Browser, documents: dict[str, Path]) -> None:
    browser.open(documents[ORDINARY])
    visible = "return document.querySelector('.cut').checkVisibility()"
    assert browser.run(visible) is False
    browser.run("document.querySelector('[name=cuts]').click()")
    assert browser.run(visible) is True


def search(browser: Browser, query: str) -> str:
    """Type a query; the list of what was found, as a reader sees it."""
    browser.run(
        "const box = document.getElementById('q'); box.value = ''; box.focus();"
        "box.dispatchEvent(new Event('input'))"
    )
    browser.press(query)
    found: str = browser.run(
        "const list = document.getElementById('found'); let before;"
        "for (let i = 0; i < 50 && (list.hidden || before != list.innerText); i++)"
        " { before = list.innerText; await new Promise((done) => setTimeout(done, 60)); }"
        "return list.innerText"
    )
    return found


def test_search_ignores_diacritics_and_finds_documents_and_people(
    browser: Browser, site: Path
) -> None:
    browser.open(site / "index.html")
    assert "Hội nghị học tập" in search(browser, "hoc tap nghi quyet")
    assert "person" in search(browser, "Trần Văn M")
    assert "office, 1 holder" in search(browser, "bi thu tinh uy ha nam")
    assert "quantity, in 1 document" in search(browser, "1,5 tỷ")
    assert "0 found" in search(browser, "xyz")
    assert browser.said() == []
    assert all(url.startswith("file://") for url in browser.asked())


def test_the_site_speaks_vietnamese_once_it_is_asked_to(
    browser: Browser, site: Path, documents: dict[str, Path]
) -> None:
    browser.open(site / "index.html")
    browser.run("document.getElementById('language').click()")
    assert browser.run("return document.documentElement.lang") == "vi"
    assert (
        browser.run("return document.querySelector('h1').textContent") == "Toàn cảnh kho tài liệu"
    )
    assert "người, trong 1 tài liệu" in search(browser, "Trần Văn Minh")
    browser.open(documents[ORDINARY])
    shown = browser.run("return document.body.innerText")
    assert "chỗ ở dạng bảng" in shown
    assert "as a table" not in shown
    fields = browser.run(
        "return [...document.querySelectorAll('.all dt')].map((dt) => dt.textContent)"
    )
    assert {"cơ quan", "chức vụ"} <= set(fields)
    values = browser.run(
        "return [...document.querySelectorAll('.all dd')].map((dd) => dd.textContent)"
    )
    assert {"cấp tỉnh", "hơn", "dương lịch"} <= set(values)
    assert not {"provincial", "more_than", "gregorian"} & set(values)
    for path in (*(site / "person").iterdir(), site / "acts" / "1.html"):
        browser.open(path)
        assert browser.said() == []
    browser.run("document.getElementById('language').click()")
    assert browser.run("return document.documentElement.lang") == "en"
    browser.run("localStorage.clear()")


def select(browser: Browser, words: str) -> None:
    """Select words in the text, as a reader does with the mouse."""
    browser.run(
        "const walker = document.createTreeWalker(document.querySelector('article'), 4);"
        f"const words = {words!r};"
        "while (walker.nextNode() && !walker.currentNode.data.includes(words));"
        "const at = walker.currentNode.data.indexOf(words);"
        "getSelection().setBaseAndExtent("
        "walker.currentNode, at, walker.currentNode, at + words.length)"
    )


def press_button(browser: Browser, text: str) -> None:
    browser.run(
        f"[...document.querySelectorAll('button')].find((b) => b.textContent === {text!r}).click()"
    )


def save(browser: Browser, text: str) -> str:
    """Press a button that saves corrections; the file that it gives."""
    saved: str = browser.run(
        "let saved; URL.createObjectURL = (blob) => { saved = blob; return 'about:blank#'; };"
        "HTMLAnchorElement.prototype.click = () => {};"
        f"[...document.querySelectorAll('button')].find((b) => b.textContent === {text!r})"
        ".click(); return saved.text()"
    )
    return saved


def test_what_is_shown_in_vietnamese_is_saved_as_the_schema_has_it(
    browser: Browser, documents: dict[str, Path]
) -> None:
    browser.open(documents[ORDINARY])
    browser.run("document.getElementById('language').click()")
    browser.run("document.querySelector('[name=fix]').click()")
    browser.run("document.querySelector('.m.title').click()")
    chosen = browser.run(
        "return document.querySelector('.edit [name=level]').selectedOptions[0].textContent"
    )
    assert chosen == "cấp tỉnh"
    press_button(browser, "lưu")
    (page,) = json.loads(save(browser, "lưu trang này"))["pages"]
    browser.run("localStorage.clear()")
    fields = {
        (mention["kind"], mention["start"]): mention["fields"] for mention in page["mentions"]
    }
    assert {"provincial"} == {f["level"] for (kind, _), f in fields.items() if kind == "title"}
    assert {"gregorian"} == {f["calendar"] for (kind, _), f in fields.items() if kind == "date"}


def test_corrections_in_the_page_become_gold(
    browser: Browser, documents: dict[str, Path], tmp_path: Path
) -> None:
    """Reject a mention, change a field, add a mention; the file that is saved becomes gold."""
    browser.open(documents[ORDINARY])
    browser.run("document.querySelector('[name=fix]').click()")
    browser.run("document.querySelector('.m.quantity').click()")
    press_button(browser, "reject")
    browser.run("document.querySelector('.m.title').click()")
    browser.run("document.querySelector('.edit [name=organization]').value = 'Tỉnh ủy Ninh Bình'")
    press_button(browser, "keep")
    select(browser, "học tập nghị quyết")
    press_button(browser, "reference")
    browser.run("document.querySelector('.edit [name=doc_type]').value = 'Nghị quyết'")
    browser.run("document.querySelector('.edit [name=cited_document]').value = 'Nghị quyết ?'")
    press_button(browser, "keep")
    assert "3 corrections" in browser.run("return document.getElementById('fix').innerText")
    browser.open(documents[ORDINARY])  # what is corrected stays in the browser
    assert "3 corrections" in browser.run("return document.getElementById('fix').innerText")
    saved = save(browser, "save this page")
    browser.run("localStorage.clear()")
    assert browser.said() == []
    (tmp_path / "corrections.json").write_text(saved, "utf-8")
    gold = tmp_path / "gold"
    assert main(["gold", "review", str(tmp_path / "corrections.json"), "--to", str(gold)]) == 0
    (page,) = read_gold(gold)
    said = {(mention.kind, mention.surface): mention.fields for mention in page.mentions}
    assert said["title", "Bí thư Tỉnh ủy Hà Nam"]["organization"] == "Tỉnh ủy Ninh Bình"
    assert said["reference", "học tập nghị quyết"]["doc_type"] == "Nghị quyết"
    assert ("quantity", "430 cán bộ") not in {(kind, words[:10]) for kind, words in said}
    assert ("name", "Trần Văn Minh") in said


def test_what_can_be_no_value_is_not_kept(browser: Browser, documents: dict[str, Path]) -> None:
    browser.open(documents[ORDINARY])
    browser.run("document.querySelector('[name=fix]').click()")
    browser.run("document.querySelector('.m.quantity').click()")
    for text, kept in (("many", "0 corrections"), ("12.5", "1 correction")):
        browser.run(f"document.querySelector('.edit [name=value]').value = {text!r}")
        press_button(browser, "keep")
        assert kept in browser.run("return document.getElementById('fix').innerText")
    browser.run("localStorage.clear()")


def test_the_form_of_a_correction_can_be_reached_by_the_mouse(
    browser: Browser, documents: dict[str, Path]
) -> None:
    """On its way to the form the pointer leaves the text and crosses other mentions."""
    browser.screen(DESK)
    browser.open(documents[ORDINARY])
    browser.run("document.querySelector('[name=fix]').click()")
    browser.click(".m.title")
    browser.hover(".m.name")
    browser.click(".edit [name=organization]")
    browser.press("X")
    assert browser.run("return document.querySelector('.edit [name=organization]').value[0]")
    select(browser, "học tập nghị quyết")
    browser.run("document.querySelector('article p').click()")  # as after words were selected
    press_button(browser, "take the selected words")
    press_button(browser, "keep")
    (page,) = json.loads(save(browser, "save this page"))["pages"]
    browser.run("localStorage.clear()")
    assert any("X" in one["fields"].get("organization", "") for one in page["mentions"])


def test_the_next_wrong_one_is_a_press_away(browser: Browser, documents: dict[str, Path]) -> None:
    browser.open(documents[ORDINARY])
    verdicts = set()
    for _ in range(12):
        browser.run("document.getElementById('next-wrong').click()")
        verdicts.add(browser.run("return document.querySelector('.m.on')?.className"))
    marked = {verdict for name in verdicts if name for verdict in name.split()}
    assert {"wrong", "false", "missed"} <= marked


def test_an_event_leads_to_its_words(browser: Browser, documents: dict[str, Path]) -> None:
    start = browser_text(browser, documents[ORDINARY]).index("nhấn mạnh")
    browser.open(documents[ORDINARY], f"#c{start}")
    assert "nhấn mạnh" in browser.run("return document.querySelector('.sought').textContent")


def browser_text(browser: Browser, path: Path) -> str:
    """The text of the document's page as the tables have it."""
    browser.open(path)
    return next(
        str(page.document["text"])
        for page in pages(path.parent.parent.parent)
        if page.document["doc_id"] == path.stem
    )


def test_on_a_telephone_every_column_is_said(browser: Browser, site: Path) -> None:
    browser.screen(PHONE)
    browser.open(site / "positions" / "1.html")
    cells = browser.run(
        "const row = document.querySelector('table.list tbody tr');"
        "return [...row.cells].filter((cell) => cell.textContent)"
        ".map((cell) => [cell.checkVisibility(), cell.dataset.head])"
    )
    assert len(cells) >= 3
    assert all(visible and head for visible, head in cells)


def test_dark_and_light_follow_the_system_until_somebody_chooses(
    browser: Browser, site: Path
) -> None:
    ground = "return getComputedStyle(document.body).backgroundColor"
    browser.open(site / "index.html")
    light = browser.run(ground)
    browser.screen(DESK, dark=True)
    dark = browser.run(ground)
    assert dark != light
    browser.run("document.getElementById('theme').click()")
    assert browser.run(ground) == light
    browser.open(site / "people" / "1.html")
    assert browser.run(ground) == light
    browser.run("localStorage.clear()")


def test_no_page_is_wider_than_a_telephone(browser: Browser, site: Path) -> None:
    browser.screen(PHONE)
    for path in sorted(site.rglob("*.html")):
        browser.open(path)
        width = browser.run("return document.documentElement.scrollWidth")
        assert width <= PHONE[0], path


def test_on_a_telephone_details_do_not_cover_their_mention(
    browser: Browser, documents: dict[str, Path]
) -> None:
    browser.screen(PHONE)
    browser.open(documents[ORDINARY])
    gap = browser.run(
        "document.documentElement.style.scrollBehavior = 'auto';"
        "const marks = [...document.querySelectorAll('a.m')]; const mark = marks.at(-1);"
        "mark.scrollIntoView({ block: 'end' }); mark.click();"
        "await new Promise((done) => setTimeout(done, 100));"
        "const panel = document.getElementById('details').getBoundingClientRect();"
        "return panel.top - mark.getBoundingClientRect().bottom"
    )
    assert gap > 0


def test_a_hostile_page_shows_as_text(browser: Browser, documents: dict[str, Path]) -> None:
    browser.run("window.alert = () => { throw new Error('alert') }")
    browser.open(documents[HOSTILE])
    shown = browser.run("return document.body.innerText")
    assert "</script><script>alert(3)</script>" in shown
    assert "<img src=x onerror='alert(4)'>" in shown
    assert HOSTILE in shown
    assert browser.run("return document.scripts.length") == 1
    assert "<img src=x onerror='alert(4)'>" in search(browser, "alert(4)")
    assert (
        browser.run("return document.querySelectorAll('main img, main style, .found img').length")
        == 0
    )
    assert browser.said() == []


def test_without_its_script_a_page_is_marked_text_with_a_table(
    browser: Browser, documents: dict[str, Path], tmp_path: Path
) -> None:
    (tmp_path / "d").mkdir()
    copy = tmp_path / "d" / "page.html"
    copy.write_text(documents[ORDINARY].read_text("utf-8"), "utf-8")
    browser.open(copy)
    browser.run("document.querySelector('a.m').click()")
    assert browser.run("return document.getElementById('all').open") is True
