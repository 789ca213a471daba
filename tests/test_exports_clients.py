"""What the tools themselves do with our files: how they count, pack, export and fail."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import conllu
import polars
import pytest
import spacy
from spacy.tokens import DocBin

from vanban.evaluation.gold import GoldError, read_gold
from vanban.show.exports import READERS, WRITERS, csv_tables, doccano
from vanban.show.exports.conll import longest
from vanban.show.exports.gold import write_gold
from vanban.show.exports.pages import ExportPage, MarkedText, pages
from vanban.text.spans import Span

TEXT = "Chào 😀 ông Lê Văn Ba, Chủ tịch\nUBND xã."
NAME = MarkedText("name", Span(11, 20), {"canonical": "Lê Văn Ba", "context": "body"})
PAGE = ExportPage(
    "0123456789abcdef", "a.txt", TEXT, (0, len(TEXT), 0, len(TEXT)), {"title": "T"}, (NAME,)
)


def test_doccano_counts_in_utf_16_as_the_browser_does(tmp_path: Path) -> None:
    """What JavaScript cuts out by the offsets that are written are the words themselves."""
    line = doccano.line(PAGE)
    ((start, end, _),) = line["label"]
    units = TEXT.encode("utf-16-le")
    assert units[2 * start : 2 * end].decode("utf-16-le") == "Lê Văn Ba"
    (tmp_path / "all.jsonl").write_text(json.dumps(line) + "\n", "utf-8")
    (page,) = doccano.read(tmp_path / "all.jsonl")
    assert page.mentions == (NAME,)


def test_a_place_inside_a_letter_is_refused(tmp_path: Path) -> None:
    line = doccano.line(PAGE) | {"label": [[6, 9, "name"]]}
    (tmp_path / "all.jsonl").write_text(json.dumps(line) + "\n", "utf-8")
    with pytest.raises(GoldError, match=r"all\.jsonl:1: place 6 is inside of a letter"):
        list(doccano.read(tmp_path / "all.jsonl"))


def test_doccanos_zip_is_read_with_a_file_a_user(tmp_path: Path) -> None:
    line = json.dumps(doccano.line(PAGE))
    with zipfile.ZipFile(tmp_path / "export.zip", "w") as archive:
        archive.writestr("admin.jsonl", f"\ufeff{line}\n")
        archive.writestr("lan.jsonl", "")
    (page,) = doccano.read(tmp_path / "export.zip")
    assert page.mentions == (NAME,)


def tasks(tmp_path: Path, work: Callable[[dict[str, Any]], object]) -> Path:
    """The file that Label Studio exports after some work on the one task."""
    WRITERS["label-studio"]([PAGE], tmp_path)
    (task,) = json.loads((tmp_path / "tasks.json").read_text("utf-8"))
    made = work(task)
    (tmp_path / "project.json").write_text(f"\ufeff{json.dumps([made])}", "utf-8")
    return tmp_path / "project.json"


def test_of_several_annotations_the_ground_truth_counts_else_none(tmp_path: Path) -> None:
    def twice(task: dict[str, Any], truth: bool) -> dict[str, Any]:
        result = task["predictions"][0]["result"]
        first = {"result": result, "ground_truth": truth}
        return task | {"annotations": [first, {"result": []}]}

    (page,) = READERS["label-studio"](tasks(tmp_path, lambda task: twice(task, truth=True)))
    assert page.mentions == (NAME,)
    with pytest.raises(GoldError, match="task 0: has 2 annotations"):
        list(READERS["label-studio"](tasks(tmp_path, lambda task: twice(task, truth=False))))


def test_json_min_is_named(tmp_path: Path) -> None:
    path = tasks(tmp_path, lambda task: task["data"] | {"id": 1, "kind": []})
    with pytest.raises(GoldError, match="is JSON-MIN"):
        list(READERS["label-studio"](path))


def test_fields_show_for_a_mark_of_their_kind_alone(tmp_path: Path) -> None:
    WRITERS["label-studio"]([PAGE], tmp_path)
    config = (tmp_path / "config.xml").read_text("utf-8")
    assert config.count('<View visibleWhen="region-selected"') == 5


def test_brat_files_from_windows_are_read(tmp_path: Path) -> None:
    WRITERS["brat"]([PAGE], tmp_path)
    for path in (*tmp_path.glob("*.txt"), *tmp_path.glob("*.ann")):
        content = path.read_bytes().replace(b"\n", b"\r\n")
        path.write_bytes(b"\xef\xbb\xbf" + content)
    (page,) = READERS["brat"](tmp_path)
    assert page.mentions == (NAME,)
    assert page.text == TEXT


def test_a_discontinuous_mark_of_brat_is_named(tmp_path: Path) -> None:
    WRITERS["brat"]([PAGE], tmp_path)
    (ann,) = tmp_path.glob("*.ann")
    ann.write_text("T1\tname 11 13;18 20\tLê Ba\n", "utf-8")
    with pytest.raises(GoldError, match="is discontinuous, which gold cannot hold: 'Lê Ba'"):
        list(READERS["brat"](tmp_path))


def test_nothing_is_written_before_all_is_read_and_a_second_run_works(tmp_path: Path) -> None:
    good = doccano.line(PAGE)
    other = doccano.line(ExportPage(PAGE.doc_id, "b.txt", TEXT, PAGE.offsets, {}, (NAME,)))
    bad = other | {"label": [[0, 4, "nmae"]]}
    source = tmp_path / "all.jsonl"
    source.write_text(f"{json.dumps(good)}\n{json.dumps(bad)}\n", "utf-8")
    with pytest.raises(GoldError, match="Did you mean 'name'"):
        write_gold(doccano.read(source), tmp_path / "gold", replace=False)
    assert not list(tmp_path.glob("gold/*"))
    source.write_text(f"{json.dumps(good)}\n{json.dumps(other)}\n", "utf-8")
    write_gold(doccano.read(source), tmp_path / "gold", replace=False)
    assert [page.doc for page in read_gold(tmp_path / "gold")] == ["a.txt", "b.txt"]


def test_floats_in_csv_have_a_point(output: Path, tmp_path: Path) -> None:
    csv_tables.write_table(output, "quantities", tmp_path)
    lines = (tmp_path / "quantities.csv").read_text("utf-8-sig").splitlines()
    value = lines[0].split(",").index("value")
    assert "." in lines[1].split(",")[value]


def test_polars_reads_every_table_of_csv(output: Path, tmp_path: Path) -> None:
    csv_tables.write(output, tmp_path)
    for path in sorted(tmp_path.glob("*.csv")):
        assert polars.read_csv(path, infer_schema_length=1).width > 1, path.name


def test_conllu_reads_the_file_of_words(output: Path, tmp_path: Path) -> None:
    WRITERS["conll"](pages(output, words=True), tmp_path)
    text = (tmp_path / "mentions.conllup").read_text("utf-8")
    read = list(conllu.parse_incr(io.StringIO(text)))
    assert read[0][0]["form"]


def test_spacy_convert_takes_the_entities(output: Path, tmp_path: Path) -> None:
    """`spacy convert entities.conll .`: a document a page, its entities the longest mentions."""
    WRITERS["conll"](pages(output, words=True), tmp_path)
    command = [sys.executable, "-m", "spacy", "convert", "entities.conll", "."]
    subprocess.run(command, cwd=tmp_path, capture_output=True, check=True)
    made = DocBin().from_disk(tmp_path / "entities.spacy").get_docs(spacy.blank("xx").vocab)
    for document, page in zip(made, pages(output), strict=True):
        first = document.ents[0]
        one, *_ = longest(page)
        assert first.label_ == one.kind
        assert _squeezed(one.span.of(page.text)) in _squeezed(first.text)
        kinds = {entity.label_ for entity in document.ents}
        assert kinds == {mention.kind for mention in longest(page)}


def test_of_mentions_that_overlap_the_longest_is_an_entity() -> None:
    title = MarkedText("title", Span(22, 39), {"role": "Chủ tịch"})
    place = MarkedText("name", Span(31, 39), {"canonical": "UBND"})
    page = ExportPage(PAGE.doc_id, "a.txt", TEXT, PAGE.offsets, {}, (NAME, title, place))
    assert longest(page) == [NAME, title]


def _squeezed(words: str) -> str:
    """Words without what parts them, which tokens change."""
    return words.replace("_", "").replace(" ", "")
