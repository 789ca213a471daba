"""Tables -> the files of annotation tools and others; corrections made there -> gold.

Each module is a format. `export` writes one into a new folder, which appears when it is whole.
`READERS` read those back that an expert corrects pages in; `gold.write_gold` makes them gold.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from vanban.extras import extra
from vanban.show.exports import (
    act_graph,
    brat,
    conll,
    csv_tables,
    doccano,
    follow_the_money,
    hugging_face,
    in_page,
    label_studio,
    popolo,
    web_annotation,
)
from vanban.show.exports.gold import MarkedPage, with_gold
from vanban.show.exports.pages import ExportPage, pages
from vanban.store.scan import DataRow

Writer = Callable[[Iterable[ExportPage], Path], int]

WRITERS: dict[str, Writer] = {
    "brat": brat.write,
    "doccano": doccano.write,
    "label-studio": label_studio.write,
    "conll": conll.write,
    "web-annotation": web_annotation.write,
}
"""The formats made of pages."""


def _excel(output: Path, folder: Path) -> int:
    with extra("excel", "a workbook of Excel"):
        from vanban.show.exports import excel  # noqa: PLC0415 - an optional extra

    return excel.write(output, folder)


TABLE_WRITERS: dict[str, Callable[[Path, Path], int]] = {
    "csv": csv_tables.write,
    "excel": _excel,
    "popolo": popolo.write,
    "ftm": follow_the_money.write,
    "act-graph": act_graph.write,
    "hugging-face": hugging_face.write,
}
"""The formats made of tables as they are; each gives the number of things written."""

FORMATS = (*WRITERS, *TABLE_WRITERS)

READERS: dict[str, Callable[[Path], Iterator[MarkedPage]]] = {
    "brat": brat.read,
    "doccano": doccano.read,
    "label-studio": label_studio.read,
    "review": in_page.read,
}
"""The formats that come back as gold."""


def read_tables(path: Path) -> dict[str, list[DataRow]]:
    """The tables in a file of Popolo (*.json) or FollowTheMoney (a JSON object a line).

    Raises ValueError for a file that is neither.
    """
    with path.open(encoding="utf-8-sig") as file:
        first = file.readline()
    return follow_the_money.read(path) if '"schema"' in first else popolo.read(path)


def export(
    name: str, output: Path, folder: Path, only: Sequence[str] = (), gold: Path | None = None
) -> int:
    """Write a folder of tables in a format into a new folder; the number of pages or tables.

    `only` names raw paths of pages; pages of which `gold` has gold show that. Raises ValueError
    where the folder has something in it: an expert's corrections are never written over.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ValueError(f"{folder}: is there already. Name a new folder.")
    made = folder.with_name(f".{folder.name}.partial")
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir(parents=True)
    try:
        if name in TABLE_WRITERS:
            if only or gold:
                why = "writes the tables as they are: leave --page and --gold out."
                raise ValueError(f"{name} {why}")
            count = TABLE_WRITERS[name](output, made)
        else:
            found = pages(output, only, words=name == "conll")
            count = WRITERS[name](with_gold(found, gold) if gold else found, made)
        if folder.exists():
            folder.rmdir()
        made.rename(folder)
    finally:
        shutil.rmtree(made, ignore_errors=True)
    return count
