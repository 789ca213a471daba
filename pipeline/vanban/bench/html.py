"""Cleaning of marked HTML pages beside today's tools: `python -m vanban.bench.html FOLDER`.

In: a folder of `NAME.html`, each beside a `NAME.toml` with snippets that must stay and must go
(`stay`, `go`) and values of its metadata (`title`, `published_at`, `author`, `source`, `kind`; an
empty one must be absent). Out: a line a tool: the share of snippets that it keeps of each sort, how
many pages are perfect, and for ours the share of right values. Peers that are not installed
(readability-lxml; trafilatura is there) are left out: `pip install readability-lxml`.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import tomli

from vanban.cleaning import clean
from vanban.text.document import Rejected
from vanban.text.spans import fold

VALUES = ("title", "published_at", "author", "source", "section", "kind")


@dataclass(frozen=True)
class Marked:
    """A page with what a careful reader marked on it."""

    path: Path
    raw: bytes
    stay: Sequence[str]
    go: Sequence[str]
    values: dict[str, str]


@dataclass
class Figures:
    """What a tool did with all pages; a page is perfect where every snippet is as marked."""

    kept: int = 0
    stay: int = 0
    left: int = 0
    go: int = 0
    perfect: int = 0
    pages: int = 0
    faults: list[str] = field(default_factory=list)

    def add(self, page: Marked, text: str) -> None:
        """Count what a tool made of a page."""
        lost = [snippet for snippet in page.stay if _key(snippet) not in _key(text)]
        left = [snippet for snippet in page.go if _key(snippet) in _key(text)]
        self.stay, self.kept = self.stay + len(page.stay), self.kept + len(page.stay) - len(lost)
        self.go, self.left = self.go + len(page.go), self.left + len(left)
        self.pages += 1
        self.perfect += not (lost or left)
        self.faults += [f"{page.path.name}: lost '{snippet}'" for snippet in lost]
        self.faults += [f"{page.path.name}: left '{snippet}'" for snippet in left]

    def __str__(self) -> str:
        kept, left = self.kept / max(self.stay, 1), self.left / max(self.go, 1)
        return f"kept {kept:6.1%}   left {left:6.1%}   perfect {self.perfect} of {self.pages}"


def marked_pages(folder: Path) -> list[Marked]:
    """The marked pages of a folder, by name."""
    return [_marked(path) for path in sorted(folder.glob("*.html")) if _marks(path).is_file()]


def ours(page: Marked) -> str:
    """The text that cleaning keeps, empty for a page that it refuses."""
    try:
        return clean(page.raw, page.path.name).text
    except Rejected:
        return ""


def wrong_values(page: Marked) -> Iterator[str]:
    """The values of a page's metadata that are not as marked."""
    try:
        found = clean(page.raw, page.path.name)
    except Rejected as refusal:
        yield f"{page.path.name}: {refusal.reason}"
        return
    for name, value in page.values.items():
        got = getattr(found, name) or ""
        if got != value:
            yield f"{page.path.name}: {name} '{got}', not '{value}'"


def tools() -> dict[str, Callable[[Marked], str]]:
    """Ours and the peers that are there."""
    found: dict[str, Callable[[Marked], str]] = {"vanban": ours, "trafilatura": _trafilatura}
    if find_spec("readability"):
        found["readability"] = _readability
    return found


def _trafilatura(page: Marked) -> str:
    """Title, author and article as trafilatura reads them from the same page."""
    from trafilatura import extract  # noqa: PLC0415 - a peer
    from trafilatura.metadata import extract_metadata  # noqa: PLC0415

    source = page.raw.decode("utf-8", "replace")
    said = extract_metadata(source)
    text = extract(source, include_comments=False, include_tables=True) or ""
    return f"{said.title if said else ''}\n{said.author if said else ''}\n{text}"


def _readability(page: Marked) -> str:
    found = import_module("readability").Document(page.raw.decode("utf-8", "replace"))
    text = import_module("lxml.html").document_fromstring(found.summary()).text_content()
    return f"{found.short_title()}\n{text}"


def _marked(path: Path) -> Marked:
    marks = tomli.loads(_marks(path).read_text("utf-8"))
    values = {name: marks[name] for name in VALUES if name in marks}
    return Marked(path, path.read_bytes(), marks["stay"], marks["go"], values)


def _marks(path: Path) -> Path:
    return path.with_suffix(".toml")


def _key(text: str) -> str:
    return " ".join(fold(text).casefold().split())


def main() -> None:
    """Print the table, with --faults what each tool got wrong."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--faults", action="store_true", help="what ours got wrong")
    args = parser.parse_args()
    pages = marked_pages(args.folder)
    for name, tool in tools().items():
        figures = Figures()
        for page in pages:
            figures.add(page, tool(page))
        print(f"{name:12} {figures}")
        if args.faults and tool is ours:
            print("\n".join(f"    {fault}" for fault in figures.faults))
    wrong = [fault for page in pages for fault in wrong_values(page)]
    total = sum(len(page.values) for page in pages)
    print(f"values       right {1 - len(wrong) / max(total, 1):6.1%} of {total}")
    if args.faults:
        print("\n".join(f"    {fault}" for fault in wrong))


if __name__ == "__main__":
    main()
