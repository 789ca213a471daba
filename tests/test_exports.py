"""Exports: what each format says, that corrections come back whole, that no path escapes."""

from __future__ import annotations

import csv
import datetime as dt
import json
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin
from xml.etree import ElementTree

import pyarrow as pa
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.conftest import GOLD
from vanban.cli import exchange, main
from vanban.evaluation.gold import GoldError, GoldMention, GoldPage, read_gold
from vanban.schema import (
    FIELDS,
    MENTION_TABLES,
    MENTIONS,
    TABLES,
    DateFields,
    Kind,
    Row,
    TitleFields,
)
from vanban.schema.arrow import closed_set, to_table
from vanban.show.exports import FORMATS, READERS, WRITERS, brat, conll, csv_tables, doccano
from vanban.show.exports.gold import MarkedPage, checked, read_field, with_gold, write_gold
from vanban.show.exports.pages import ExportPage, MarkedText, Word, field_texts, file_name, pages
from vanban.show.exports.web_annotation import annotation_page
from vanban.store.parquet import read_rows
from vanban.text.spans import Span, fold

TEXTS = st.text(
    st.one_of(
        st.sampled_from(list("aạ |\\\"'=;#\n\r\t[]{},…\x85\u2028\u00a0😀𝔸")),
        st.characters(exclude_categories=["Cs"]),
    ),
    min_size=1,
    max_size=12,
)


def values(annotation: Any) -> st.SearchStrategy[Any]:
    """Any value that a column of this annotation may hold."""
    allowed = closed_set(annotation)
    origin, inner = get_origin(annotation), get_args(annotation)
    if type(None) in inner:
        (bare,) = (part for part in inner if part is not type(None))
        return st.none() | values(bare)
    if allowed:
        return st.sampled_from(allowed)
    if origin is Annotated:
        return values(inner[0])
    if origin is tuple:
        return st.lists(values(inner[0]), max_size=3).map(tuple)
    plain: dict[Any, st.SearchStrategy[Any]] = {
        str: TEXTS,
        int: st.integers(-(2**31), 2**31 - 1),
        float: st.floats(allow_nan=False, allow_infinity=False),
        dt.date: st.dates(),
    }
    return plain[annotation]


@st.composite
def date_fields(draw: st.DrawFn) -> DateFields:
    """The fields of any date: bounds and precision follow from the value."""
    days = sorted(draw(st.lists(st.dates(), min_size=1, max_size=2, unique=True)))
    value = "/".join(map(str, days))
    whole = DateFields(value=value, precision="day", start_date=days[0], end_date=days[-1])
    lunar = DateFields(value=f"--{days[0]:%m-%d}", precision="day", calendar="lunar")
    return whole if len(days) == 2 or days[0].day > 30 else draw(st.sampled_from([whole, lunar]))


def fields(kind: Kind) -> st.SearchStrategy[Row]:
    """Any fields of a kind."""
    if kind == "date":
        return date_fields()
    model = FIELDS[kind]
    columns = {name: values(info.annotation) for name, info in model.model_fields.items()}
    return st.fixed_dictionaries(columns).map(model.model_validate)


@st.composite
def marked_pages(draw: st.DrawFn) -> tuple[ExportPage, list[tuple[Kind, Span, Row]]]:
    """A page of any text with any mentions, and what they are."""
    text = draw(TEXTS.map(lambda t: f"x{t}y")) + draw(TEXTS)
    found: list[tuple[Kind, Span, Row]] = []
    for kind in draw(st.lists(st.sampled_from(list(FIELDS)), max_size=5)):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        inside = text[start:end].strip("\n")
        if inside:
            start += len(text[start:end]) - len(text[start:end].lstrip("\n"))
            found.append((kind, Span(start, start + len(inside)), draw(fields(kind))))
    found.sort(key=lambda mention: mention[1])
    marks = [MarkedText(k, span, field_texts(row.model_dump())) for k, span, row in found]
    offsets = (0, len(text), 7, 7 + len(text))
    page = ExportPage("0123456789abcdef", "a/b.txt", text, offsets, {"title": "T"}, tuple(marks))
    return page, found


def round_trip(name: str, page: ExportPage, folder: Path) -> GoldPage:
    """A page written in a format, read back and made gold."""
    WRITERS[name]([page], folder)
    source = folder
    if name == "doccano":
        source = folder / "doccano.jsonl"
    if name == "label-studio":
        source = folder / "tasks.json"
        tasks = json.loads(source.read_text("utf-8"))
        for task in tasks:  # what Label Studio does when an annotator accepts the prediction
            task["annotations"] = [{"result": task.pop("predictions")[0]["result"]}]
        source.write_text(json.dumps(tasks), "utf-8")
    write_gold(READERS[name](source), folder / "gold", replace=False)
    (gold,) = read_gold(folder / "gold")
    return gold


def of_gold(gold: GoldPage) -> list[tuple[Kind, Span, Row]]:
    """The mentions of a gold page with their fields as the tables hold them."""
    return [
        (
            mention.kind,
            mention.raw,
            FIELDS[mention.kind].model_validate(
                {
                    name: read_field(mention.kind, name, text)
                    for name, text in mention.fields.items()
                }
            ),
        )
        for mention in gold.mentions
    ]


def shifted(found: list[tuple[Kind, Span, Row]], by: int) -> list[tuple[Kind, Span, Row]]:
    return [(kind, Span(span.start + by, span.end + by), row) for kind, span, row in found]


@pytest.mark.parametrize("name", ["brat", "label-studio"])
@settings(max_examples=60)
@given(case=marked_pages())
def test_a_round_trip_loses_nothing(
    name: str, case: tuple[ExportPage, list[tuple[Kind, Span, Row]]]
) -> None:
    page, found = case
    with tempfile.TemporaryDirectory() as folder:
        gold = round_trip(name, page, Path(folder))
    assert of_gold(gold) == shifted(found, 7)
    assert (gold.doc, gold.metadata) == ("a/b.txt", {"title": "T"})


@settings(max_examples=60)
@given(case=marked_pages())
def test_a_round_trip_by_doccano_loses_nothing(
    case: tuple[ExportPage, list[tuple[Kind, Span, Row]]],
) -> None:
    page, found = case
    with tempfile.TemporaryDirectory() as folder:
        gold = round_trip("doccano", page, Path(folder))

    def by_place(mention: tuple[Kind, Span, Row]) -> tuple[Span, str]:
        return mention[1], mention[0]  # doccano knows no order of marks on one span

    assert sorted(of_gold(gold), key=by_place) == sorted(shifted(found, 7), key=by_place)


@pytest.mark.parametrize("name", sorted(READERS.keys() & WRITERS.keys()))
def test_the_five_pages_come_back_as_the_tables_have_them(
    name: str, output: Path, tmp_path: Path
) -> None:
    found = list(pages(output))
    assert len(found) == 5
    for number, page in enumerate(found):
        folder = tmp_path / str(number)
        folder.mkdir()
        gold = round_trip(name, page, folder)
        rows = [
            (kind, Span(row.raw_start, row.raw_end), FIELDS[kind].model_validate(row_fields(row)))
            for kind, table in MENTION_TABLES.items()
            for row in read_rows(output / f"{table}.parquet", MENTIONS[kind])
            if row.doc_id == page.doc_id
        ]
        assert sorted(of_gold(gold), key=repr) == sorted(rows, key=repr)


def row_fields(row: Any) -> dict[str, Any]:
    model = next(FIELDS[kind] for kind in FIELDS if isinstance(row, MENTIONS[kind]))
    return {name: getattr(row, name) for name in model.model_fields}


@pytest.mark.parametrize("name", sorted(READERS.keys() & WRITERS.keys()))
def test_gold_goes_out_and_comes_back_the_same(name: str, output: Path, tmp_path: Path) -> None:
    """The gold of tests/gold, corrected in nothing; surfaces are those of the cleaned text."""
    for number, page in enumerate(with_gold(pages(output), GOLD)):
        folder = tmp_path / str(number)
        folder.mkdir()
        back = round_trip(name, page, folder)
        (gold,) = (gold for gold in read_gold(GOLD) if gold.doc == page.raw_path)
        assert (back.annotated_until, back.metadata) == (gold.annotated_until, gold.metadata)
        assert sorted(map(plain, back.mentions)) == sorted(map(plain, gold.mentions))


def plain(mention: GoldMention) -> str:
    fields = dict(sorted(mention.fields.items()))
    return repr(replace(mention, surface=fold(mention.surface), fields=fields))


def test_gold_on_what_was_cut_travels_along(tmp_path: Path) -> None:
    whole = MarkedPage("một/trang.txt", PAGE.text, PAGE.offsets, {}, PAGE.mentions)
    write_gold([whole], tmp_path / "gold", replace=False)
    cut = replace(PAGE, text=PAGE.text[21:], offsets=(0, 10, 21, 31), mentions=())
    (page,) = with_gold([cut], tmp_path / "gold")
    assert page.mentions == ()
    (tmp_path / "brat").mkdir()
    assert round_trip("brat", page, tmp_path / "brat") == read_gold(tmp_path / "gold")[0]


PAGE = ExportPage(
    doc_id="0123456789abcdef",
    raw_path="một/trang.txt",
    text="Bí thư Trần Văn Minh\n😀 dẫn Luật",
    offsets=(0, 31, 0, 31),
    metadata={},
    mentions=(
        MarkedText("title", Span(0, 6), {"role": "Bí thư", "status": "former"}, mention_id="m 1"),
        MarkedText("name", Span(7, 20), {"canonical": "Trần Văn Minh"}),
    ),
    words=(
        Word("s0", Span(0, 6), "N"),
        Word("s0", Span(7, 11), "Np"),
        Word("s0", Span(12, 20), "Np"),
        Word("s1", Span(21, 22), "X"),
    ),
)


def test_brat_standoff() -> None:
    assert brat.standoff(PAGE) == (
        "T1\ttitle 0 6\tBí thư\n"
        "A1\ttitle_status T1 former\n"
        "#1\tAnnotatorNotes T1\trole=Bí thư\n"
        "T2\tname 7 20\tTrần Văn Minh\n"
        "#2\tAnnotatorNotes T2\tcanonical=Trần Văn Minh\n"
    )


def test_brat_marks_over_a_line_break_are_discontinuous() -> None:
    long = replace(PAGE, mentions=(MarkedText("name", Span(16, 22), {}),))
    assert brat.standoff(long) == "T1\tname 16 20;21 22\tMinh 😀\n"


def test_brats_configuration_names_every_closed_set() -> None:
    shown = brat.configuration()
    assert "title_status\tArg:title, Value:current|former|acting" in shown
    assert "[relations]" in shown


def test_conll_has_a_column_a_kind() -> None:
    assert list(conll.lines(PAGE)) == [
        "# newdoc id = 0123456789abcdef",
        "# sent_id = s0",
        "Bí thư\tN\t0\t6\tO\tB-title\tO\tO\tO",
        "Trần\tNp\t7\t11\tB-name\tO\tO\tO\tO",
        "Văn Minh\tNp\t12\t20\tI-name\tO\tO\tO\tO",
        "",
        "# sent_id = s1",
        "😀\tX\t21\t22\tO\tO\tO\tO\tO",
        "",
    ]


def test_web_annotation_selects_by_position_and_quotation() -> None:
    content = annotation_page(PAGE, "page.txt")
    assert content["@context"] == "http://www.w3.org/ns/anno.jsonld"
    (title, _) = content["items"]
    assert title["id"] == "urn:vanban:mention:m%201"
    assert title["target"]["source"] == "page.txt"
    assert title["target"]["selector"] == [
        {"type": "TextPositionSelector", "start": 0, "end": 6},
        {
            "type": "TextQuoteSelector",
            "exact": "Bí thư",
            "prefix": "",
            "suffix": " Trần Văn Minh\n😀 dẫn Luật",
        },
    ]
    assert json.loads(title["body"][1]["value"]) == {"role": "Bí thư", "status": "former"}


def test_doccano_labels_spans_once() -> None:
    twice = replace(PAGE, mentions=(PAGE.mentions[1], PAGE.mentions[1]))
    assert doccano.line(twice)["label"] == [[7, 20, "name"]]


def test_label_studios_interface_is_xml_with_every_field(tmp_path: Path) -> None:
    WRITERS["label-studio"]([PAGE], tmp_path)
    interface = ElementTree.parse(tmp_path / "config.xml")  # noqa: S314 - our own file
    named = {element.get("name") for element in interface.iter()}
    assert {f"{kind}.{name}" for kind in FIELDS for name in FIELDS[kind].model_fields} <= named


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+84 90", "'+84 90"),
        ("-5", "'-5"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("＝1", "'＝1"),
        ("Bí thư", "Bí thư"),
        ('a "b", c\nd', 'a "b", c\nd'),
        ("1-2", "1-2"),
    ],
)
def test_no_cell_of_csv_is_a_formula(value: str, cell: str) -> None:
    row = TitleFields(role=value)
    table = to_table(TitleFields, [row])
    assert csv_tables.harmless(table)["role"].to_pylist() == [cell]


def test_numbers_in_csv_stay_numbers() -> None:
    table = pa.table({"value": [-5.0, 2.5], "entries": [["=a", "b"], []]})
    made = csv_tables.harmless(table)
    assert made["value"].type == pa.float64()
    assert made["entries"].to_pylist() == ["'=a; b", None]


def test_csv_reads_back(output: Path, tmp_path: Path) -> None:
    assert main(["export", "csv", str(output), str(tmp_path / "csv")]) == 0
    assert {path.stem for path in (tmp_path / "csv").iterdir()} == set(TABLES)
    with (tmp_path / "csv" / "titles.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {"Lê Quốc Phong"} <= {row["holder"] for row in rows}


HOSTILE = ["../../etc/passwd", "/root/x", "a\nb", "..", "", "x" * 5000, "CON", "con.", "ạ/ệ", "😀"]


@given(raw_path=st.text(max_size=300), doc_id=st.text(max_size=60))
@example(raw_path="../../x", doc_id="../../y")
@example(raw_path="x" * 5000, doc_id="/")
def test_no_path_escapes(raw_path: str, doc_id: str) -> None:
    name = file_name(raw_path, doc_id)
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.")
    assert not name.startswith((".", "-"))
    assert ".." not in name
    assert len(name) <= 100


@pytest.mark.parametrize("name", list(WRITERS))
def test_hostile_pages_stay_in_their_folder(name: str, tmp_path: Path) -> None:
    hostile = [replace(PAGE, raw_path=path, doc_id=path) for path in HOSTILE]
    inside = tmp_path / "a" / "b"
    inside.mkdir(parents=True)
    assert WRITERS[name](hostile, inside) == len(HOSTILE)
    assert [path for path in tmp_path.rglob("*") if path.is_file() and path.parent != inside] == []
    if name == "brat":
        assert len(list(inside.glob("*.ann"))) == len(HOSTILE)
        write_gold(brat.read(inside), tmp_path / "gold", replace=False)
        golden = list((tmp_path / "gold").iterdir())
        assert len(golden) == len(HOSTILE)
        assert {path.doc for path in read_gold(tmp_path / "gold")} == set(HOSTILE)


Edit = Callable[[str], str]


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (
            lambda ann: ann.replace("T1\ttitle", "T1\ttitel"),
            r"no kind 'titel'. Did you mean 'title'",
        ),
        (lambda ann: ann.replace("role=", "rolle="), r"no field 'rolle'. Did you mean 'role'\?"),
        (lambda ann: ann.replace("former", "fromer"), r"be 'fromer'. Did you mean 'former'"),
        (lambda ann: ann.replace("0 6", "1 6"), r"ann:1: 'Bí thư' does not stand at 1 6"),
        (lambda ann: ann.replace("0 6", "0 x"), r"ann:1: not a T line"),
        (lambda ann: ann.replace("role=Bí thư", "Bí thư"), r"the note does not read 'field=value"),
        (lambda ann: ann.replace("role=Bí thư", 'role="\\x"'), r"role has a broken quotation"),
    ],
)
def test_a_mistake_in_brat_is_named(edit: Edit, message: str, tmp_path: Path) -> None:
    brat.write([PAGE], tmp_path)
    (ann,) = tmp_path.glob("*.ann")
    ann.write_text(edit(ann.read_text("utf-8")), "utf-8")
    with pytest.raises(GoldError, match=message):
        list(brat.read(tmp_path))


def test_a_changed_text_is_refused(tmp_path: Path) -> None:
    brat.write([replace(PAGE, mentions=())], tmp_path)
    (text,) = tmp_path.glob("*.txt")
    text.write_text("another text", "utf-8")
    with pytest.raises(GoldError, match="the text was changed"):
        list(brat.read(tmp_path))


def test_a_mark_moved_in_doccano_keeps_its_fields(tmp_path: Path) -> None:
    task = doccano.line(PAGE)
    task["label"] = [[0, 20, "title"], [23, 26, "reference"]]
    exported = {"id": 1, "text": task["text"], "label": task["label"], "page": task["page"]}
    (tmp_path / "all.jsonl").write_text(json.dumps(exported) + "\n", "utf-8")
    (page,) = doccano.read(tmp_path / "all.jsonl")
    moved, new = page.mentions
    assert (moved.span, moved.fields["status"]) == (Span(0, 20), "former")
    assert (new.kind, new.fields) == ("reference", {})


def test_label_studio_leaves_out_what_nobody_annotated(tmp_path: Path) -> None:
    WRITERS["label-studio"]([PAGE], tmp_path)
    assert list(READERS["label-studio"](tmp_path / "tasks.json")) == []


def test_export_and_gold_as_commands(
    output: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = "000_276f3b63be207bdd.txt"
    export = ["export", "brat", str(output), str(tmp_path / "brat"), "--page", page]
    assert main(export) == 0
    assert main(export) == 2
    assert "is there already. Name a new folder" in capsys.readouterr().err
    gold = ["gold", "brat", str(tmp_path / "brat"), "--to", str(tmp_path / "gold")]
    assert main(gold) == 0
    assert "000_276f3b63be207bdd.json" in capsys.readouterr().out
    assert main(gold) == 2
    assert "--replace" in capsys.readouterr().err
    assert main([*gold, "--replace"]) == 0
    evaluate = ["evaluate", "--output", str(output), "--gold", str(tmp_path / "gold")]
    figures = tmp_path / "metrics.json"
    assert main([*evaluate, "--metrics", str(figures), "--misses", str(tmp_path / "m.md")]) == 0
    metrics = json.loads(figures.read_text("utf-8"))
    assert all(metrics[table]["value_f1"] == 1 for table in MENTION_TABLES.values())


def test_an_unknown_page_is_told(output: Path, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no page nosuch"):
        list(pages(output, ["nosuch"]))


def test_the_command_line_names_the_formats_there_are() -> None:
    assert set(exchange.FORMATS) == set(FORMATS)
    assert set(exchange.MARKED) == set(READERS)


def test_a_corrected_date_takes_its_bounds_with_it() -> None:
    found = {
        "value": "2024-02-07",
        "precision": "day",
        "start_date": "2024-05-22",
        "end_date": "2024-05-22",
    }
    right = checked("date", found, "page")
    assert (right["start_date"], right["end_date"]) == ("2024-02-07", "2024-02-07")
    month = checked("date", found | {"value": "2024-02"}, "page")
    assert (month["precision"], month["end_date"]) == ("month", "2024-02-29")
    years = checked("date", found | {"value": "2010/2015"}, "page")
    assert (years["start_date"], years["end_date"]) == ("2010-01-01", "2015-12-31")
    assert checked("date", {"value": "--08-18"}, "page") == {"value": "--08-18"}
    with pytest.raises(GoldError, match="page: value cannot be '2024-13-77'"):
        checked("date", found | {"value": "2024-13-77"}, "page")
