"""The notebook of the tutorial: every cell runs, and prints what the notebook shows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.notebook import NOTEBOOK, cells, outputs, shown


def test_every_cell_prints_what_the_notebook_shows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(ROOT)
    names: dict[str, Any] = {}
    code = [cell for cell in cells() if cell["cell_type"] == "code"]
    assert len(code) >= 8
    for cell in code:
        source = "".join(cell["source"])
        made = outputs(source, names)
        assert shown({"outputs": made}) == shown(cell), f"{source}\n\npython -m tests.notebook"


def test_it_is_a_notebook_that_tools_read() -> None:
    read = json.loads(NOTEBOOK.read_text("utf-8"))
    assert (read["nbformat"], read["nbformat_minor"]) == (4, 5)
    assert len({cell["id"] for cell in read["cells"]}) == len(read["cells"])
    nbformat = pytest.importorskip("nbformat")
    nbformat.validate(nbformat.from_dict(read))


def test_its_links_lead_to_pages_that_there_are() -> None:
    text = "".join("".join(cell["source"]) for cell in cells() if cell["cell_type"] == "markdown")
    for part in text.split("](")[1:]:
        assert Path(NOTEBOOK.parent, part.partition(")")[0]).exists()
