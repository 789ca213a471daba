"""Keys of cited documents: equal for one document in all the ways the five pages write it."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from vanban.schema import DocumentRow, ReferenceRow
from vanban.store.parquet import read_rows

DOCUMENTS = {
    # page (first digits of its name), surface: the document it names, as a reader knows it
    ("000", "Nghị quyết Đại hội XI"): "Party congress XI",
    ("000", "Nghị quyết Trung ương 4 (Khóa XI)"): "plenum 4 of XI",
    ("000", "Nghị quyết Trung ương 4 (khóa XI)"): "plenum 4 of XI",
    ("000", "Nghị quyết Trung ương 4 Khóa XI"): "plenum 4 of XI",
    ("000", "Nghị quyết Trung ương 4"): "plenum 4 of XI",
    ("000", "Nghị quyết Đại hội Đảng bộ Khối nhiệm kỳ 2010-2015"): "bloc congress 2010",
    ("001", "Nghị quyết Đại hội XIII"): None,  # the Party's and the bloc's, told apart by issuer
    ("002", "Nghị quyết T.Ư 4 (khóa XI)"): "plenum 4 of XI",
    ("002", "Nghị quyết T.Ư 4"): "plenum 4 of XI",
    ("003", "Quy định 215-QĐ-TW"): "Quy định 215",
    ("003", "Nghị quyết Đại hội Đảng lần thứ XI"): "Party congress XI",
    ("003", "điều lệ Đảng khóa XI"): "statute of XI",
    ("004", "Nghị quyết Trung ương 6,7,8 khóa XII"): None,  # three documents
    ("004", "chỉ thị 05-CT/TW"): "Chỉ thị 05",
    ("004", "chỉ thị 05"): "Chỉ thị 05",
    ("004", "Chỉ thị 05"): "Chỉ thị 05",
    ("004", "nghị quyết Trung ương 4 khóa XII"): "plenum 4 of XII",
    ("004", "Nghị quyết Trung ương 4 khóa XII"): "plenum 4 of XII",
    ("004", "nghị quyết trung ương 4, khóa XII"): "plenum 4 of XII",
}


def test_one_document_one_key(output: Path) -> None:
    pages = {
        row.doc_id: row.raw_path for row in read_rows(output / "documents.parquet", DocumentRow)
    }
    keys: dict[str, set[str]] = defaultdict(set)
    unseen = set(DOCUMENTS)
    for row in read_rows(output / "references.parquet", ReferenceRow):
        place = (pages[row.doc_id][:3], row.surface)
        unseen.discard(place)
        document = DOCUMENTS.get(place)
        if document:
            keys[document].add(row.cited_document)
    assert not unseen
    assert all(len(found) == 1 for found in keys.values()), keys
    assert len({key for found in keys.values() for key in found}) == len(keys)


def test_members_of_a_list_and_namesakes_have_keys_of_their_own(output: Path) -> None:
    pages = {
        row.doc_id: row.raw_path for row in read_rows(output / "documents.parquet", DocumentRow)
    }
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in read_rows(output / "references.parquet", ReferenceRow):
        found[pages[row.doc_id][:3], row.surface].add(row.cited_document)
    assert len(found["004", "Nghị quyết Trung ương 6,7,8 khóa XII"]) == 3
    assert len(found["001", "Nghị quyết Đại hội XIII"]) == 2
