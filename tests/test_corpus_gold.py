"""The tables over the corpus against gold: figures that can be counted by hand, on five pages."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from vanban.evaluation.corpus import evaluate_corpus
from vanban.evaluation.questions import score_questions


def gold(folder: Path, name: str, *lines: str) -> Path:
    """A folder with one file of gold."""
    (folder / f"{name}.tsv").write_text("\n".join(lines) + "\n", "utf-8")
    return folder


def test_answers_of_a_question_are_those_who_hold_the_office(output: Path, tmp_path: Path) -> None:
    head = "question\trole\tkind\tlevel\tprovince\tperson"
    asked = "ministers\tBộ trưởng\tstate\tcentral\t"
    both = [f"{asked}\tNguyễn Bắc Son", f"{asked}\tLê Văn An"]
    found = evaluate_corpus(output, gold(tmp_path, "questions", head, *both))
    assert found == {"questions": {"ministers": {"precision": 1.0, "recall": 0.5}}}


def test_a_question_may_leave_out_what_it_does_not_ask_for() -> None:
    body = {"kind": "party", "province": "Hà Nam"}
    held = [
        {**body, "role_id": "bi-thu", "name": "Lê An", "level": "provincial"},
        {**body, "role_id": "bi-thu", "name": "Bùi Bê", "level": "district"},
    ]
    asked = {"question": "q", "role": "Bí thư", "kind": "", "level": "", "province": "Hà Nam"}
    assert score_questions(held, [{**asked, "person": "Lê An"}]) == {
        "q": {"precision": 0.5, "recall": 1.0}
    }
    held[1] = {**held[1], "org_id": "huyen-uy-kim-bang-ha-nam"}
    held[0] = {**held[0], "org_id": "tinh-uy-ha-nam"}
    committee = {**asked, "person": "Lê An", "body": "tinh-uy;thanh-uy"}
    assert score_questions(held, [committee])["q"] == {"precision": 1.0, "recall": 1.0}
    narrow = {**asked, "level": "provincial", "person": "Lê An"}
    assert score_questions(held, [narrow])["q"] == {"precision": 1.0, "recall": 1.0}


def test_mentions_of_one_person_under_one_id(output: Path, tmp_path: Path) -> None:
    names = pq.read_table(output / "names.parquet").to_pylist()
    pages = pq.read_table(output / "documents.parquet", columns=["doc_id", "raw_path"]).to_pylist()
    paths = {page["doc_id"]: page["raw_path"] for page in pages}
    rows = [
        f"{paths[n['doc_id']]}\t{n['raw_start']}\t{n['raw_end']}\t{n['surface']}\t{n['person_id']}"
        for n in names
        if n["person_id"]
    ]
    found = evaluate_corpus(
        output, gold(tmp_path, "people", "file\tstart\tend\tsurface\tlabel", *rows)
    )
    assert found["people"]["b_cubed"]["f1"] == pytest.approx(1.0)
    assert (found["people"]["split"], found["people"]["merged"]) == (0.0, 0.0)
