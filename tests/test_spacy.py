"""The component of spaCy; it runs where spaCy is installed, which the project does not ask for."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

spacy = pytest.importorskip("spacy")

TEXT = (
    "Hôm 5/3 😀 ông Lê Văn Ba, Bí thư Tỉnh ủy Hà Nam, dẫn Nghị định 100/2019/NĐ-CP, chi 5 tỷ đồng."
)


@pytest.fixture
def nlp() -> Any:
    import vanban.api.spacy  # noqa: F401, PLC0415 - an installed package is found without it

    made = spacy.blank("xx")
    made.add_pipe("vanban", config={"published": "2024-03-06"})
    return made


def test_mentions_are_spans_with_their_fields(nlp: Any) -> None:
    doc = nlp(TEXT)
    assert [span.label_ for span in doc.spans["vanban"]] == [
        "date",
        "name",
        "title",
        "reference",
        "quantity",
    ]
    (title,) = doc.spans["titles"]
    assert title._.mention.holder == "Lê Văn Ba"
    assert "Bí thư Tỉnh ủy Hà Nam" in title.text
    assert doc._.vanban.dates[0].value == "2024-03-05"


def test_a_text_may_have_a_day_of_its_own(nlp: Any) -> None:
    doc = nlp.make_doc(TEXT)
    doc._.published = dt.date(2020, 3, 6)
    assert nlp(doc)._.vanban.dates[0].value == "2020-03-05"


def test_it_goes_to_disk_and_through_pipe(nlp: Any, tmp_path: Path) -> None:
    docs = list(nlp.pipe([TEXT, "", "Không có gì."]))
    assert [len(doc.spans["vanban"]) for doc in docs] == [5, 0, 0]
    nlp.to_disk(tmp_path)
    assert spacy.load(tmp_path).pipe_names == ["vanban"]
