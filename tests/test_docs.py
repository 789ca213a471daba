"""The documentation: the site builds strictly, links lead somewhere, pages and examples hold."""

from __future__ import annotations

import doctest
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT
from vanban.cli import reference
from vanban.explanation import rules
from vanban.store.sources import PACKAGE, modules
from vanban.tables import dictionary

LINK = re.compile(r"\]\(([^)\s]+)\)")
EXAMPLES = [name for name, path in modules(PACKAGE).items() if ">>> " in path.read_text("utf-8")]
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built as `make docs` does: a dead link, anchor or reference fails."""
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )
    assert done.returncode == 0, done.stderr
    return folder


def test_every_page_is_in_the_site_and_can_be_searched(site: Path) -> None:
    pages = {path.stem for path in (ROOT / "docs").glob("*.md")}
    assert pages <= {path.stem for path in site.glob("*.html")}
    found = json.loads((site / "search" / "search_index.json").read_text("utf-8"))["docs"]
    assert pages <= {entry["location"].partition(".html")[0] or "index" for entry in found}


def test_the_site_fetches_nothing_from_elsewhere_to_be_read(site: Path) -> None:
    for path in site.glob("*.html"):
        loaded = re.findall(r'<(?:script|img|iframe)[^>]* src="(https?:[^"]*)', path.read_text())
        styles = re.findall(r'<link rel="stylesheet"[^>]* href="(https?:[^"]*)', path.read_text())
        assert not loaded + styles, path.name


def test_the_reference_shows_every_function_with_its_example(site: Path) -> None:
    shown = (site / "api.html").read_text("utf-8")
    for name in ("extract", "pipe", "clean", "explain", "run", "load", "Document", "Title"):
        assert f'id="vanban.api.{name}"' in shown
    assert shown.count("&gt;&gt;&gt;") > 4


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_links_of_pages_lead_to_files_that_there_are(path: Path) -> None:
    for target in LINK.findall(re.sub(r"```.*?```", "", path.read_text("utf-8"), flags=re.DOTALL)):
        if not target.startswith(("http://", "https://", "#")):
            assert (path.parent / target.partition("#")[0]).exists(), target


@pytest.mark.parametrize(
    ("page", "command"),
    [
        (reference.page, "python -m vanban.cli.reference docs/commands.md"),
        (dictionary.page, "vanban dictionary docs/dictionary.md"),
        (rules.page, "vanban rules docs/rules.md"),
    ],
)
def test_a_made_page_is_up_to_date(page: Callable[[], str], command: str) -> None:
    assert (ROOT / command.rsplit(maxsplit=1)[-1]).read_text("utf-8") == page(), f"run: {command}"


@pytest.mark.parametrize("module", EXAMPLES)
def test_examples_of_docstrings(module: str) -> None:
    result = doctest.testmod(import_module(module))
    assert result.attempted > 0
    assert result.failed == 0


def test_readme_is_two_screens_in_both_languages() -> None:
    for name in ("README.md", "README.vi.md"):
        assert len((ROOT / name).read_text("utf-8").splitlines()) <= 110, name


def test_templates_and_citation_are_read_by_those_who_read_them() -> None:
    for path in (ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml"):
        form = yaml.safe_load(path.read_text("utf-8"))
        assert path.name == "config.yml" or {"name", "description", "body"} <= set(form), path.name
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert {"cff-version", "title", "message", "authors", "version", "license"} <= set(citation)
    for name in ("LICENSE", "NOTICE", "SECURITY.md", "CODE_OF_CONDUCT.md"):
        assert (ROOT / name).read_text("utf-8").strip()
