"""Whole pages, invented, in the layouts of many sites: what is kept, what is cut, what is said.

A page of `tests/pages` has a mark before each line: `+ ` kept, `- ` cut, `~ raw => kept` cut in
part, an empty line empty. `# field: value` gives the metadata; a field not named must be absent.
Of an official document `# identity:` gives number, symbol, issuer and signer, parted by bars.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from vanban.cleaning import clean
from vanban.cleaning.decode import decode
from vanban.cleaning.markup import HIDDEN
from vanban.text.document import Page
from vanban.text.spans import fold

PAGES = sorted((Path(__file__).parent / "pages").glob("*.page"))
IDENTITY = ("number", "symbol", "issuer", "signer")
FIELDS = ("title", "published_at", "source", "author", "agency", "section")


@dataclass
class Example:
    """A page and what is expected of it."""

    raw: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    said: dict[str, str] = field(default_factory=dict)


def read(path: Path) -> Example:
    example = Example()
    for line in path.read_text("utf-8").splitlines():
        mark, text = line[:2], line[2:]
        if mark == "# ":
            name, value = text.split(": ", 1)
            example.said[name] = value
        elif mark == "~ ":
            raw, kept = text.split(" => ")
            example.raw.append(raw)
            example.kept.append(kept)
        else:
            assert mark in {"+ ", "- ", ""}, line
            example.raw.append(text)
            if mark == "+ ":
                example.kept.append(" ".join(text.split()))
    example.said.setdefault("title", example.kept[0])
    if example.said["title"] == "-":
        del example.said["title"]
    return example


def cleaned(example: Example) -> Page:
    return clean("\n".join(example.raw).encode(), "page.txt")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_kept(path: Path) -> None:
    example = read(path)
    assert cleaned(example).text.split("\n") == example.kept


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_metadata(path: Path) -> None:
    example = read(path)
    page = cleaned(example)
    got = {name: value for name in FIELDS if (value := getattr(page, name)) is not None}
    if page.identity and "identity" in example.said:
        own = (getattr(page.identity, name) or "" for name in IDENTITY)
        got["identity"] = " | ".join(own).strip()
    assert got == example.said


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_nothing_is_lost_without_a_cut(path: Path) -> None:
    """Every character of the raw page is in the text, in a cut, mark-up, or white space."""
    example = read(path)
    raw, page = "\n".join(example.raw), cleaned(example)
    covered = [False] * len(raw)
    for piece in page.offsets.pieces:
        covered[piece.raw_start : piece.raw_end] = [True] * (piece.raw_end - piece.raw_start)
    for cut in page.cuts:
        assert fold(cut.raw.of(raw))
        covered[cut.raw.start : cut.raw.end] = [True] * (cut.raw.end - cut.raw.start)
    shown = decode(raw.encode())
    lost = "".join(sign for sign, seen in zip(shown, covered, strict=True) if not seen)
    assert not lost.replace(HIDDEN, "").strip()


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_bylines_are_the_authors(path: Path) -> None:
    page = cleaned(read(path))
    names = {span.of(page.text).casefold() for span in page.bylines}
    assert names == set((page.author or "").casefold().split("; ")) - {""}
