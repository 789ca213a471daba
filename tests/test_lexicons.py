"""Every lexicon entry, under its own id: `match` texts rest on it, `reject` texts do not."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from pipeline.document import page_of
from pipeline.extract import extract
from pipeline.lexicon import FOLDER
from pipeline.segment import segment

ELSEWHERE = {
    "abbreviations",
    "boilerplate",
    "agencies",
    "papers",
    "number_stops",
    "title_signs",
    "name_blockers",
    "credit_sources",
}
"""Lexicons that make no mention; test_clean, test_segment, test_quantities, test_names,
test_titles run them."""


def examples(kind: str) -> list[Any]:
    """One parameter set an example of the kind, under the id `<file>/<entry>/<number>`."""
    out = []
    for path in sorted(FOLDER.glob("*.toml")):
        if path.stem in ELSEWHERE:
            continue
        for entry in tomllib.loads(path.read_text("utf-8")).get("entry", []):
            for number, text in enumerate(entry[kind]):
                out.append(
                    pytest.param(entry["id"], text, id=f"{path.stem}/{entry['id']}/{number}")
                )
    return out


def rests_on(text: str) -> set[str]:
    """Ids of the entries that the mentions of a text rest on."""
    document = segment(page_of(text))
    return {entry for mention in extract(document).mentions for entry in mention.entries}


@pytest.mark.parametrize(("entry", "text"), examples("match"))
def test_match(entry: str, text: str) -> None:
    assert entry in rests_on(text)


@pytest.mark.parametrize(("entry", "text"), examples("reject"))
def test_reject(entry: str, text: str) -> None:
    assert entry not in rests_on(text)
