"""The review site before axe: no fault of weight, on a desk and a telephone, in light and dark."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from tests.browser import DESK, PHONE, Browser, chromium
from tests.browser_site import write_site

AXE = files("axe_core_python").joinpath("axe.min.js").read_text("utf-8")

RELATED = """Nghị định mới về xử phạt trên không gian mạng

Thứ ba, 04/02/2020 07:00

Chính phủ ban hành Nghị định 15/2020/NĐ-CP thay thế Nghị định 174/2013/NĐ-CP. Nghị định \
14/2022/NĐ-CP sửa đổi, bổ sung một số điều của Nghị định 15/2020/NĐ-CP.

Ngày 3/2/2020, ông Lê Văn Nam được bổ nhiệm làm Giám đốc Sở Thông tin và Truyền thông tỉnh Hà Nam. \
Trước đó, từ năm 2015 đến năm 2019, ông Lê Văn Nam là Phó Giám đốc Sở Nội vụ tỉnh Hà Nam.
"""
"""A page that makes drawings of acts, timelines and events."""

OPEN = """
document.querySelectorAll('details').forEach((one) => { one.open = true; });
document.querySelector('[name=cuts]')?.click();
document.querySelector('[name=fix]')?.click();
document.querySelector('article .m')?.click();
"""
"""Show all that a page holds: folded tables, what was cut, the form that corrects a mention."""

FAULTS = """
const found = await axe.run({ resultTypes: ['violations'] });
return found.violations.flatMap((fault) => fault.nodes.map(
  (node) => `${fault.impact} ${fault.id}: ${node.html.slice(0, 150)} ${node.failureSummary}`));
"""


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with chromium(tmp_path_factory.mktemp("profile")) as made:
        yield made


@pytest.fixture(scope="module")
def pages(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The pages of the site: of each sort of page that there are many of, the largest."""
    site = write_site(tmp_path_factory.mktemp("site"), {"nghị định.txt": RELATED})
    by_folder: dict[Path, list[Path]] = {}
    for path in site.rglob("*.html"):
        by_folder.setdefault(path.parent, []).append(path)
    chosen = [max(paths, key=lambda one: one.stat().st_size) for paths in by_folder.values()]
    drawn = [path for path in site.rglob("*.html") if 'class="graph"' in path.read_text("utf-8")]
    dated = [path for path in site.rglob("*.html") if 'class="timeline"' in path.read_text("utf-8")]
    assert drawn
    assert dated
    return sorted({*chosen, drawn[0], dated[0]})


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_axe_finds_no_fault(
    browser: Browser, pages: list[Path], size: tuple[int, int], dark: bool
) -> None:
    browser.screen(size, dark)
    faults = []
    for path in pages:
        browser.open(path)
        browser.run(OPEN)
        browser.driver.execute_script(AXE)
        faults += [f"{path.parent.name}/{path.name}: {fault}" for fault in browser.run(FAULTS)]
        browser.run("localStorage.clear()")
    assert not faults, "\n".join(faults)


def test_axe_would_find_a_fault(browser: Browser, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        "<html lang=vi><title>t</title><img src=data:,><p style=color:#ccc>pale words", "utf-8"
    )
    browser.screen(DESK)
    browser.open(page)
    browser.driver.execute_script(AXE)
    found = " ".join(browser.run(FAULTS))
    assert "image-alt" in found
    assert "color-contrast" in found
