"""PDF and DOCX: their text with its pages, or a refusal with its reason."""

from __future__ import annotations

import io
import sys
import zipfile

import pytest

from vanban.cleaning import clean
from vanban.cleaning.decode import decode
from vanban.text.document import Rejected

TITLE = "Xã Hòa Lộc họp bàn việc đê điều"
LINES = [
    "Sáng 5/3/2024, ông Lê Văn Ba, Chủ tịch UBND xã Hòa Lộc,",
    "chủ trì cuộc họp bàn việc đê điều trước mùa mưa lũ năm nay.",
    "Cuộc họp giao các thôn chuẩn bị 300 bao tải trước ngày 30/4.",
]


def pdf(pages: list[list[str]], *, pictures: int = 0) -> bytes:
    """A PDF with these lines a page, then pages that are pictures."""
    import matplotlib as mpl  # noqa: PLC0415
    from matplotlib.backends.backend_pdf import FigureCanvasPdf, PdfPages  # noqa: PLC0415
    from matplotlib.figure import Figure  # noqa: PLC0415

    file = io.BytesIO()
    with mpl.rc_context({"pdf.fonttype": 42}), PdfPages(file) as book:
        for lines in [*pages, *[[]] * pictures]:
            figure = Figure(figsize=(8, 8))
            FigureCanvasPdf(figure)
            for number, line in enumerate(lines):
                figure.text(0.05, 0.9 - 0.05 * number, line)
            if not lines:
                figure.figimage([[0.0, 1.0], [1.0, 0.0]])
            book.savefig(figure)
    return file.getvalue()


def docx(paragraphs: list[str], rows: list[list[str]]) -> bytes:
    """A DOCX with paragraphs, a page break before the last, and a table."""
    library = pytest.importorskip("docx")
    document = library.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    table = document.add_table(len(rows), len(rows[0]))
    for row, values in zip(table.rows, rows, strict=True):
        for cell, value in zip(row.cells, values, strict=True):
            cell.text = value
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def test_a_pdf_with_text() -> None:
    pytest.importorskip("pypdf")
    raw = pdf([[TITLE, "", *LINES[:2]], [LINES[2]]])
    page = clean(raw, "a.pdf")
    assert page.title == TITLE
    assert page.encoding == "pdf"
    assert "Lê Văn Ba" in page.text
    whole = decode(raw)
    at = page.text.index("300 bao tải")
    place = page.offsets.to_raw(at, at + len("300 bao tải"))
    assert place.of(whole) == "300 bao tải"
    assert whole[: place.start].count("\f") + 1 == 2


def test_a_scanned_pdf_is_refused() -> None:
    pytest.importorskip("pypdf")
    with pytest.raises(Rejected) as refusal:
        clean(pdf([], pictures=3), "a.pdf")
    assert refusal.value.reason == "scanned"


@pytest.mark.parametrize("raw", [b"%PDF-1.7\n1 0 obj << >> endobj", b"%PDF-" + bytes(5_000)])
def test_a_broken_pdf_is_refused(raw: bytes) -> None:
    pytest.importorskip("pypdf")
    with pytest.raises(Rejected) as refusal:
        clean(raw, "a.pdf")
    assert refusal.value.reason in {"broken-file", "scanned"}


def test_a_docx() -> None:
    raw = docx(
        [TITLE, *LINES, "Danh sách gồm:"],
        [["Lê Văn Ba", "Chủ tịch"], ["Trần Thị Tư", "Phó Chủ tịch"]],
    )
    assert decode(raw).splitlines()[-2:] == ["Lê Văn Ba\tChủ tịch", "Trần Thị Tư\tPhó Chủ tịch"]
    page = clean(raw, "a.docx")
    assert (page.title, page.encoding) == (TITLE, "docx")
    assert "Trần Thị Tư" in page.text


def test_a_broken_docx_is_refused() -> None:
    pytest.importorskip("docx")
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as members:
        members.writestr("word/document.xml", "<w:document")
    for raw in (file.getvalue(), b"PK\x03\x04word/document.xml"):
        with pytest.raises(Rejected) as refusal:
            clean(raw, "a.docx")
        assert refusal.value.reason == "broken-file"


@pytest.mark.parametrize(
    ("library", "raw", "extra"),
    [
        ("pypdf", b"%PDF-1.7", "vanban[pdf]"),
        ("docx", b"PK\x03\x04word/document.xml", "vanban[docx]"),
    ],
)
def test_a_missing_library_is_named(
    monkeypatch: pytest.MonkeyPatch, library: str, raw: bytes, extra: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(Rejected) as refusal:
        clean(raw, "a")
    assert refusal.value.reason == "no-reader"
    assert extra in refusal.value.message
