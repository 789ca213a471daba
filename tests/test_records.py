"""Files of many documents: each row or record is a document or rejected, and leads back."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import tracemalloc
from collections.abc import Iterator, Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from vanban.cleaning import clean_page
from vanban.cleaning.decode import RawPage, decode
from vanban.schema import DocumentRow, RejectedRow
from vanban.store.parquet import read_rows
from vanban.store.raw import Reader, raw_files
from vanban.store.records import Record, reader_of, records
from vanban.store.spool import spooled, taken

TEXT = (
    "Xã Hòa Lộc họp bàn việc đê điều\n\nSáng {n}/3/2024, ông Lê Văn Ba, Chủ tịch UBND xã, chủ trì "
    "cuộc họp bàn việc đê điều trước mùa mưa lũ năm nay.\n"
)
TEXTS = [TEXT.format(n=n) for n in range(1, 6)]


def read(content: bytes, name: str) -> list[Record]:
    return list(records(io.BytesIO(content), name))


def table(rows: list[list[str]], delimiter: str = ",") -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode()


def parquet(columns: Mapping[str, list[object]]) -> bytes:
    file = io.BytesIO()
    pq.write_table(pa.table(dict(columns)), file)
    return file.getvalue()


ROWS = [["Title", "Text"], *[[f"Tin {n}", text] for n, text in enumerate(TEXTS)]]
LINES = "".join(json.dumps({"title": f"Tin {n}", "text": t}) + "\n" for n, t in enumerate(TEXTS))
TITLES = [f"Tin {n}" for n in range(len(TEXTS))]
FORMS = {
    "a.csv": table(ROWS),
    "bom.csv": b"\xef\xbb\xbf" + table(ROWS),
    "semicolon.csv": table(ROWS, ";"),
    "a.tsv": table(ROWS, "\t"),
    "A.CSV": table(ROWS).replace(b"\r\n", b"\n"),
    "a.csv.gz": gzip.compress(table(ROWS)),
    "a.jsonl": LINES.encode(),
    "a.ndjson": LINES.replace("\n", "\r\n\n").encode(),
    "a.jsonl.gz": gzip.compress(LINES.encode()),
    "a.parquet": parquet({"Title": [*TITLES], "text": [*TEXTS]}),
}


@pytest.mark.parametrize("name", FORMS)
def test_forms(name: str) -> None:
    found = read(FORMS[name], name)
    assert [record.text.decode() for record in found] == TEXTS
    assert [dict(record.beside).popitem()[1] for record in found] == TITLES
    assert {record.fault for record in found} == {None}
    assert len({record.place for record in found}) == len(TEXTS)


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.csv.zip", "csv", "a.gz", "a.json"])
def test_one_page_is_no_file_of_records(name: str) -> None:
    assert reader_of(name) is None
    with pytest.raises(ValueError, match="one page"):
        read(b"", name)


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"text\na\nb,c\nd\n", "a.csv", ["a", "broken-record", "d"]),
        (b"text,x\na,1\n\nd,2\n", "a.csv", ["a", "d"]),
        (b'text\n"a\nb"\nc\n', "a.csv", ["a\nb", "c"]),
        (b"text\nc\xff\n", "a.csv", ["c\udcff"]),
        (b"tin,x\na,1\nb,2\n", "a.csv", ["no-text-column", "no-text-column"]),
        (b"text\n", "a.csv", []),
        (b'{"text": "a"}\n{"text": \n[1]\n{"text": 5}\n{"text": null}\n{"x": 1}\n{"body": "b"}\n',
         "a.jsonl", ["a", *["broken-record"] * 4, "no-text-column", "b"]),
        (b"[" * 100_000, "a.jsonl", ["broken-record"]),
        (b"no parquet", "a.parquet", ["broken-file"]),
        (b"no gzip", "a.csv.gz", ["broken-file"]),
        (gzip.compress(b'{"text": "a"}\n' + os.urandom(20_000))[:5_000], "a.jsonl.gz",
         ["a", "broken-record", "broken-file"]),
        (b"", "a.jsonl", []),
    ],
)  # fmt: skip
def test_what_is_broken_costs_its_record_alone(content: bytes, name: str, said: list[str]) -> None:
    found = [
        record.fault[0] if record.fault else record.text.decode("utf-8", "surrogateescape")
        for record in read(content, name)
    ]
    assert [what for what, _ in _grouped(found)] == [what for what, _ in _grouped(said)]


def _grouped(found: list[str]) -> Iterator[tuple[str, int]]:
    """Runs of the same; how many lines random bytes have is not settled."""
    last = None
    for what in found:
        if what != last:
            yield what, 1
        last = what


def test_a_record_is_known_by_its_own_id() -> None:
    rows = [["id", "text"], ["k1", "a"], ["", "b"], ["k1", "c"], ["k2", "d"]]
    places = [record.place for record in read(table(rows), "a.csv")]
    assert places == ["id=k1", "row=2", "id=k1&row=3", "id=k2"]


def test_columns_are_known_under_vietnamese_names() -> None:
    rows = [["Tieu_de", "ngay_dang", "tac_gia", "noi_dung"], ["Tin", "5/3/2024", "Lê Nam", "a"]]
    (record,) = read(table(rows), "a.csv")
    assert record.beside == {"title": "Tin", "published_at": "5/3/2024", "author": "Lê Nam"}


def test_a_part_is_read_from_its_spool_and_without_it() -> None:
    parts = list(spooled(io.BytesIO(FORMS["a.csv"]), "a.csv"))
    for (place, part), text in zip(parts, TEXTS, strict=True):
        for kept in (part, part._replace(spool="/not/there")):
            record = taken(kept, io.BytesIO(FORMS["a.csv"]), "a.csv")
            assert (record.place, record.text.decode()) == (place, text)
    with pytest.raises(OSError, match="changed"):
        taken(parts[0][1]._replace(spool="/not/there"), io.BytesIO(b"text\nx\n"), "a.csv")


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    folder.mkdir()
    return folder


def outcome(raw: Path) -> tuple[dict[str, DocumentRow], dict[str, str]]:
    """The documents of a run by path, and the reasons of what is rejected."""
    import vanban  # noqa: PLC0415

    output = raw.parent / "out"
    rows = vanban.run(raw, output, workers=0)
    documents = {row.raw_path: row for row in read_rows(output / "documents.parquet", DocumentRow)}
    rejected = {row.raw_path: row for row in read_rows(output / "rejected.parquet", RejectedRow)}
    assert (rows["documents"], rows["rejected"]) == (len(documents), len(rejected))
    assert {*documents, *rejected} == {file.raw_path for file in raw_files(raw)}
    return documents, {path: row.reason for path, row in rejected.items()}


def test_a_run_over_all_forms(raw: Path) -> None:
    for name, content in FORMS.items():
        (raw / name).write_bytes(content)
    (raw / "page.txt").write_text(TEXTS[0])
    (raw / "page.html.gz").write_bytes(gzip.compress(f"<html><h1>A b c</h1><p>{TEXTS[1]}".encode()))
    (raw / "broken.csv").write_text('text,x\na\n"ngày"\n')
    documents, rejected = outcome(raw)
    assert len(documents) == len(FORMS) * len(TEXTS) + 2
    assert rejected == {"broken.csv#row=1": "broken-record", "broken.csv#row=2": "broken-record"}
    assert documents["a.csv#row=3"].title == "Tin 2"
    reader = Reader(raw_files(raw))
    for path, row in documents.items():
        start, end, raw_start, raw_end = row.offsets[:4]
        assert decode(reader(path))[raw_start:raw_end] == row.text[start:end]


def test_only_rows_that_changed_are_worked(raw: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (raw / "a.csv").write_bytes(FORMS["a.csv"])
    outcome(raw)
    worked: list[str] = []

    def clean(
        page: RawPage, raw: bytes, raw_path: str, beside: Mapping[str, str] | None = None
    ) -> object:
        worked.extend([raw_path] if raw_path != "sample" else [])
        return clean_page(page, raw, raw_path, beside)

    monkeypatch.setattr("vanban.stages.clean.clean_page", clean)
    (raw / "a.csv").write_bytes(FORMS["a.csv"].replace(b"Tin 3", "Tin mới".encode()))
    documents, _ = outcome(raw)
    assert worked == ["a.csv#row=4"]
    assert documents["a.csv#row=4"].title == "Tin mới"
    outcome(raw)
    assert len(worked) == 1


def test_values_beside_a_file(raw: Path) -> None:
    (raw / "năm").mkdir()
    for name in ("a.txt", "b.html", "năm/c.txt", "d.txt"):
        (raw / name).write_text(TEXTS[0])
    (raw / "a.json").write_text('{"title": "Tên ngoài", "published": "2020-01-02", "tags": [1]}')
    (raw / "b.html.json").write_text('{"author": "Lê Hoài Nam"}')
    (raw / "index.tsv").write_text("file\tsource\nnăm/c.txt\tBáo Sông Hậu\nkhông.txt\tx\n")
    (raw / "d.json").write_text("[1]")
    documents, rejected = outcome(raw)
    assert documents["a.txt"].title == "Tên ngoài"
    assert documents["a.txt"].published_at == "2020-01-02"
    assert documents["b.html"].author == "Lê Hoài Nam"
    assert documents["năm/c.txt"].source == "Báo Sông Hậu"
    assert {*documents, *rejected} == {"a.txt", "b.html", "năm/c.txt", "d.txt", "d.json"}


def test_a_table_about_no_file_is_no_index(raw: Path) -> None:
    (raw / "index.csv").write_text("file,title\nnot-there.txt,Tin\n")
    assert outcome(raw) == ({}, {"index.csv#row=1": "no-text-column"})


def test_gzip_that_breaks_off_is_told(raw: Path) -> None:
    (raw / "a.txt.gz").write_bytes(gzip.compress(os.urandom(5_000))[:2_000])
    assert outcome(raw) == ({}, {"a.txt.gz": "unreadable"})


def _warc(pages: list[tuple[str, str, str]]) -> bytes:
    """A WARC of requests and answers (status, type, body), each gzipped by itself."""
    found = b""
    for number, (status, kind, body) in enumerate(pages):
        answer = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n{body}".encode()
        for what, content in (("request", b"GET / HTTP/1.1\r\n\r\n"), ("response", answer)):
            head = (
                f"WARC/1.0\r\nWARC-Type: {what}\r\nWARC-Target-URI: https://a.vn/{number}\r\n"
                f"Content-Type: application/http; msgtype={what}\r\n"
                f"Content-Length: {len(content)}\r\n\r\n"
            )
            found += gzip.compress(head.encode() + content + b"\r\n\r\n")
    return found


def test_a_web_archive(raw: Path) -> None:
    pytest.importorskip("warcio")
    page = f"<html><body><h1>Xã Hòa Lộc họp bàn việc đê điều</h1><p>{TEXTS[0]}</p></body></html>"
    pages = [
        ("200 OK", "text/html; charset=utf-8", page),
        ("404 Not Found", "text/html", "<html>Không có"),
        ("200 OK", "image/png", "png"),
        ("200 OK", "text/html", page),
    ]
    archive = _warc(pages)
    (raw / "crawl.warc.gz").write_bytes(archive)
    documents, rejected = outcome(raw)
    assert len(documents) == 2
    assert sorted(rejected.values()) == ["binary", "http-status"]
    assert {row.url for row in documents.values()} == {"https://a.vn/0", "https://a.vn/3"}
    for path in documents:
        at = int(path.partition("#record=")[2])
        assert archive[at : at + 2] == b"\x1f\x8b"  # the record's own gzip member


def test_a_text_archive_and_one_that_is_none() -> None:
    pytest.importorskip("warcio")
    wet = (
        f"WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: https://a.vn/1\r\n"
        f"Content-Type: text/plain\r\nContent-Length: {len(TEXTS[0].encode())}\r\n\r\n{TEXTS[0]}"
    ).encode() + b"\r\n\r\n"
    assert [record.text.decode() for record in read(wet * 2, "a.wet")] == [TEXTS[0]] * 2
    assert [r.fault and r.fault[0] for r in read(b"no archive", "a.warc")] == ["broken-file"]


def test_memory_is_flat(tmp_path: Path) -> None:
    """A file of 40 MB passes through with little of it held at a time."""
    path = tmp_path / "a.jsonl"
    with path.open("w") as file:
        for number in range(2_000):
            file.write(json.dumps({"text": TEXTS[0] * 60 + str(number)}) + "\n")
    tracemalloc.start()
    with path.open("rb") as content:
        count = sum(1 for _ in spooled(content, path.name))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 2_000
    assert path.stat().st_size > 20_000_000
    assert peak < 8_000_000


def test_fifty_thousand_rows_are_read() -> None:
    content = table([["text"], *[["chữ " * 20] for _ in range(50_000)]])
    assert len(read(content, "a.csv")) == 50_000
