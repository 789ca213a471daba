"""Confidence: what marked pages say of a rule is kept as data, and never changes what is found."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import vanban
from tests.conftest import RAW, ROOT
from vanban.evaluation.learn import LearnError, learn
from vanban.extraction import extract
from vanban.extraction.confidence import ANY, FEWEST, FILE, Count, confidence, context, lower_bound
from vanban.lexicons import FOLDER
from vanban.lexicons.register import rules
from vanban.segmentation import segment
from vanban.text.document import page_of

TEXT = "Ông Lê Văn An, Giám đốc Sở Y tế, nói ngày 5/6: tăng 12%."


def test_too_few_say_nothing_and_more_say_more() -> None:
    assert lower_bound(Count(FEWEST - 1, FEWEST - 1)) is None
    few, many = lower_bound(Count(20, 20)), lower_bound(Count(2000, 2000))
    assert few is not None
    assert many is not None
    assert 0 < few < many < 1
    assert lower_bound(Count(100, 0)) == 0.0


def test_the_file_counts_rules_of_the_register() -> None:
    lines = (FOLDER / FILE).read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    assert {rule for rule, *_ in rows} <= set(rules())
    for _, _, found, right in rows:
        assert 0 <= int(right) <= int(found)


def test_every_mention_has_the_bound_of_its_rule() -> None:
    mentions = extract(segment(page_of(TEXT))).mentions
    assert mentions
    assert all(mention.confidence == confidence(mention) for mention in mentions)
    name = next(mention for mention in mentions if mention.kind == "name")
    assert context(name.kind, name.fields) == "body"
    assert name.confidence is not None
    assert vanban.extract(TEXT).names[0].confidence == name.confidence


def test_rows_below_a_confidence_can_be_left_out(tmp_path: Path) -> None:
    frame = pd.DataFrame({"surface": ["a", "b", "c"], "confidence": [0.95, 0.5, None]})
    frame.to_parquet(tmp_path / "titles.parquet")
    frame[["surface"]].to_parquet(tmp_path / "tokens.parquet")
    assert list(vanban.load("titles", tmp_path, confidence=0.9)["surface"]) == ["a"]
    assert len(vanban.load("titles", tmp_path)) == 3
    with pytest.raises(ValueError, match="no mentions"):
        vanban.load("tokens", tmp_path, confidence=0.9)


def test_gold_is_learnt_from_with_its_raw_pages(tmp_path: Path) -> None:
    text = learn([ROOT / "tests" / "gold"], RAW)
    rows = dict[tuple[str, str], tuple[int, int]]()
    for line in text.splitlines():
        if not line.startswith("#"):
            rule, where, *counts = line.split("\t")
            rows[rule, where] = int(counts[0]), int(counts[1])
    found, right = rows["title.before-name", ANY]
    assert 0 < right <= found
    with pytest.raises(LearnError, match="no raw page"):
        learn([ROOT / "tests" / "gold"], tmp_path)
