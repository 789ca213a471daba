"""The face for programs: what `import vanban` offers."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from pathlib import Path

import pytest

import vanban
from tests.conftest import RAW
from vanban.api.results import TYPES
from vanban.text.spans import fold

SENTENCE = "Bí thư Tỉnh ủy Hà Nam Trần Văn Minh nêu 3 giải pháp ngày 5/3."


def test_mentions_are_typed_and_in_order() -> None:
    document = vanban.extract(SENTENCE, "2024-06-01")
    assert [type(mention) for mention in document] == [
        vanban.Title,
        vanban.Name,
        vanban.Quantity,
        vanban.Date,
    ]
    assert document.titles[0].role == "Bí thư"
    assert document.titles[0].holder == document.names[0].canonical == "Trần Văn Minh"
    assert document.dates[0].value == "2024-03-05"
    assert document.references == ()
    for mention in document:
        assert document.text[mention.start : mention.end] == mention.text == str(mention)
        assert (mention.raw_start, mention.raw_end) == (mention.start, mention.end)


@pytest.mark.parametrize("day", ["2024-06-01", "2024-06-01T10:00:00+07:00", dt.date(2024, 6, 1)])
def test_the_day_of_publication_may_be_a_text_or_a_date(day: str | dt.date) -> None:
    assert vanban.extract(SENTENCE, day).dates[0].value == "2024-03-05"


@pytest.mark.parametrize("day", ["hôm qua", "2024-13-01", ""])
def test_a_day_that_is_none_is_refused(day: str) -> None:
    with pytest.raises(ValueError, match="is no day"):
        vanban.extract(SENTENCE, day)


def test_a_mention_as_a_dictionary_is_flat_and_goes_into_json() -> None:
    for mention in vanban.extract(SENTENCE):
        flat = mention.to_dict()
        assert flat["type"] in TYPES
        assert json.loads(json.dumps(flat))["text"] == mention.text


def test_frames_hold_all_mentions_or_those_of_a_table() -> None:
    document = vanban.extract(SENTENCE)
    assert len(document.to_pandas()) == len(document) == 4
    titles = document.to_pandas("titles")
    assert list(titles.columns[:4]) == ["type", "start", "end", "raw_start"]
    assert titles.organization.tolist() == ["Tỉnh ủy Hà Nam"]
    assert document.to_pandas("references").empty
    with pytest.raises(ValueError, match="there are names, titles"):
        document.to_pandas("people")


def test_a_cleaned_page_is_extracted_with_its_own_day_and_offsets() -> None:
    raw = (RAW / "001_714ab56fb807fc02.txt").read_bytes()
    page = vanban.clean(raw, "001.txt")
    document = vanban.extract(page)
    assert document.page is page
    text = raw.decode("utf-8")
    for mention in document:
        assert fold(text[mention.raw_start : mention.raw_end]) == fold(mention.text)


def test_what_holds_no_article_is_refused_with_its_reason() -> None:
    with pytest.raises(vanban.Rejected) as refusal:
        vanban.clean(b"Xa hop\x00\x01")
    assert refusal.value.reason == "binary"


@pytest.mark.parametrize("workers", [1, 2])
def test_pipe_gives_documents_in_order(workers: int) -> None:
    texts = [f"Xã có {n} cán bộ." for n in range(2, 40)]
    documents = list(vanban.pipe(texts, batch_size=5, workers=workers))
    assert [document.quantities[0].value for document in documents] == list(range(2, 40))
    assert documents == [vanban.extract(text) for text in texts]


def test_pipe_of_nothing_and_of_an_endless_stream() -> None:
    assert list(vanban.pipe([])) == []
    endless = (f"Có {n} người." for n in iter(int, 1))
    assert next(vanban.pipe(endless, batch_size=3, workers=1)).text == "Có 0 người."


def test_run_and_load(tmp_path: Path) -> None:
    rows = vanban.run(RAW, tmp_path / "out", workers=0)
    assert rows["documents"] == 5
    assert len(vanban.load("titles", tmp_path / "out")) == rows["titles"]


def test_a_script_needs_no_check_of_its_name(tmp_path: Path) -> None:
    """Worker processes do not import the script: it runs once, whatever it does at top level."""
    script = tmp_path / "script.py"
    script.write_text(
        "import vanban\nfrom vanban.tables import people\nprint('once'); people.MANY = 1\n"
        f"print(vanban.run({str(RAW)!r}, {str(tmp_path / 'out')!r}, workers=2)['documents'])\n"
        "print(len(list(vanban.pipe(['Tăng 12%.'] * 4, batch_size=2, workers=2))))\n",
        "utf-8",
    )
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["once", "5", "4"]


def test_explain_prints_as_the_command_does() -> None:
    explanation = vanban.explain("Tăng 12%.")
    assert "rule quantity.percent" in str(explanation)


def test_importing_the_package_is_light() -> None:
    code = "import sys, vanban; print(sorted({m.split('.')[0] for m in sys.modules}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    for heavy in ("numpy", "pyarrow", "pandas", "pydantic", "underthesea"):
        assert f"'{heavy}'" not in done.stdout


def test_the_version_is_said_by_package_and_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "vanban", "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout == f"vanban {vanban.__version__}\n"


def test_every_promised_name_is_there() -> None:
    assert set(vanban.__all__) <= set(dir(vanban))
    for name in vanban.__all__:
        assert getattr(vanban, name) is not None
    with pytest.raises(AttributeError, match="has no attribute 'extrakt'"):
        _ = vanban.extrakt
