"""Cost and memory of files of many pages: `python -m vanban.bench.records [ROWS] [PAGES]`.

Out: for a CSV of ROWS rows and a WARC of a tenth as many (where warcio is there), seconds and
memory to find all pages of the raw folder; and for PAGES pages the processor seconds of a whole run
on one file a page and on one CSV, in turns, and their ratio. All pages are made.
"""

from __future__ import annotations

import csv
import gc
import resource
import sys
import tempfile
import tracemalloc
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from time import process_time

import vanban
from vanban.bench.pages import made_page, made_pages
from vanban.store.raw import raw_files

TURNS = 3


def main(rows: int = 100_000, pages: int = 300) -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        for name, count in (("csv", rows), ("warc", rows // 10)):
            if name == "csv" or find_spec("warcio"):
                print(f"{name:5} {count:7,} records  {_found(Path(folder, name), name, count)}")
        print(_compared(Path(folder), pages))


def _found(folder: Path, kind: str, count: int) -> str:
    """Time and memory of listing `count` pages in one CSV or WARC file, as a line."""
    folder.mkdir()
    texts = islice(cycle([made_page(number) for number in range(100)]), count)
    path = folder / f"pages.{kind}"
    (write_csv if kind == "csv" else write_warc)(path, texts)
    gc.collect()
    before, begin = _resident(), process_time()
    tracemalloc.start()
    found = raw_files(folder)
    held, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    seconds, size = process_time() - begin, path.stat().st_size
    return (
        f"{size / 1e6:5.0f} MB in {seconds:.1f} s, {len(found):,} found,"
        f" {held / len(found):.0f} bytes held of each and {(peak - held) / 1e6:.1f} MB at most"
        f" beside, resident {before / 1e6:.0f} -> {_resident() / 1e6:.0f} MB"
    )


def _compared(folder: Path, count: int) -> str:
    """Time of a run over pages as files and as rows of one CSV, as a line."""
    made_pages(count, folder / "files")
    (folder / "table").mkdir()
    write_csv(folder / "table" / "pages.csv", map(made_page, range(count)))
    taken: dict[str, list[float]] = {"files": [], "table": []}
    for turn in range(TURNS + 1):
        for name, seconds in taken.items():
            begin = process_time()
            vanban.run(folder / name, folder / f"out-{name}-{turn}", workers=0)
            seconds.append(process_time() - begin)
    files, table = (median(seconds[1:]) for seconds in taken.values())
    return (
        f"run of {count} pages: {files:.2f} s as files, {table:.2f} s as CSV, {table / files:.3f}"
    )


def write_csv(path: Path, texts: Iterator[str]) -> None:
    """Write texts as the rows of a table."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["title", "text"])
        rows.writerows([text.partition("\n")[0], text] for text in texts)


def write_warc(path: Path, texts: Iterator[str]) -> None:
    """Write texts as the records of a web archive."""
    with path.open("wb") as file:
        for number, text in enumerate(texts):
            content = text.encode()
            head = (
                "WARC/1.0\r\nWARC-Type: conversion\r\nContent-Type: text/plain\r\n"
                f"WARC-Target-URI: https://a.vn/{number}\r\nContent-Length: {len(content)}\r\n\r\n"
            )
            file.write(head.encode() + content + b"\r\n\r\n")


def _resident() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
