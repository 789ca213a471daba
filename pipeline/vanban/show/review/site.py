"""Tables, raw pages and gold -> the review site in a folder.

The only module of the package that writes. The site is made beside its place and moved there when
it is whole. Document pages are written one after the other; of what was written only counts stay.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from vanban.cleaning.decode import decode
from vanban.evaluation.gold import read_gold
from vanban.schema import MENTION_TABLES
from vanban.show.review.feed import PageRows, TableRow, pages
from vanban.show.review.lists import PER_PAGE, Homes, Listing, listings, page_of
from vanban.show.review.start import start_page
from vanban.show.review.survey import Entry, Survey, survey
from vanban.show.review.table import VERDICTS
from vanban.show.review.verdicts import Judgement, judge
from vanban.show.review.view import view
from vanban.text.document import Rejected

PACKAGE = Path(__file__).parent
SECTIONS = (
    ("documents", "Documents"),
    ("people", "People"),
    ("positions", "Positions"),
    ("citations", "Citations"),
)
CHUNK = 4_000
"""Entries in a file of the search index: half a megabyte."""

_LONGEST_LABEL = 160


@dataclass(frozen=True)
class GoldCounts:
    """How one page with gold came out, as the start page shows it."""

    doc_id: str
    title: str
    hit: int
    wrong: int
    false: int
    missed: int


def write_review(output: Path, raw: Path | None = None, gold: Path | None = None) -> int:
    """Write `output/review` for the tables in `output`; the number of its document pages.

    `raw` gives the texts of what was cut, `gold` the verdicts; gold of pages that are not among
    the documents is left aside. Raises StoreError where a table cannot be read, GoldError where
    gold cannot.
    """
    to = output / "review"
    made, old = to.with_name(f".{to.name}.partial"), to.with_name(f".{to.name}.old.partial")
    for folder in (made, old):
        shutil.rmtree(folder, ignore_errors=True)
    try:
        count = _Writer(output, made, raw, gold).write()
        if to.exists():
            to.replace(old)
        made.replace(to)
    finally:
        for folder in (made, old):
            shutil.rmtree(folder, ignore_errors=True)
    return count


class _Writer:
    """Writes one site."""

    def __init__(self, output: Path, to: Path, raw: Path | None, gold: Path | None) -> None:
        self._output, self._to, self._raw = output, to, raw
        self._gold = {page.doc: page for page in read_gold(gold)} if gold else {}
        self._survey = survey(output)
        self._homes = Homes.of(self._survey)
        self._environment = Environment(
            loader=FileSystemLoader(PACKAGE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            auto_reload=False,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        entries = len(self._survey.entries) + len(self._survey.people) + len(self._survey.cited)
        self._environment.globals |= {
            "sections": SECTIONS,
            "kinds": tuple(MENTION_TABLES.items()),
            "chunks": -(-entries // CHUNK),
        }

    def write(self) -> int:
        """Write everything; the number of document pages."""
        for folder in ("d", "search", *(name for name, _ in SECTIONS)):
            (self._to / folder).mkdir(parents=True)
        for file in sorted((PACKAGE / "static").iterdir()):
            shutil.copyfile(file, self._to / file.name)
        judged = self._documents()
        for listing in listings(self._survey, self._homes, self._output):
            self._list(listing)
        self._search()
        self._page("start.html", "index.html", start_page(self._survey, self._homes, judged))
        return len(self._survey.entries)

    def _page(self, template: str, path: str, context: dict[str, Any]) -> None:
        about = {"root": "../" * path.count("/"), "here": path.partition("/")[0]}
        html = self._environment.get_template(template).render(about | context)
        (self._to / path).write_bytes(html.encode("utf-8", "replace"))

    def _documents(self) -> list[GoldCounts]:
        """Write the document pages; what came out for those with gold."""
        judged = []
        for page in pages(self._output):
            doc_id = page.document["doc_id"]
            gold = self._gold.get(Path(page.document["raw_path"]).name)
            judgement = judge(page.mentions, gold) if gold else None
            self._page("document.html", f"d/{doc_id}.html", self._about(page, judgement))
            if judgement:
                judged.append(_counted(self._survey.entries[doc_id], judgement))
        return judged

    def _about(self, page: PageRows, judgement: Judgement | None) -> dict[str, Any]:
        row, order = page.document, self._homes.order
        at = self._homes.documents[row["doc_id"]]
        shown = view(page, raw_text(self._raw, row), judgement, self._homes.of_mention)
        fields = ("published_at", "source", "author", "agency")
        return {
            "doc_id": row["doc_id"],
            "title": self._survey.entries[row["doc_id"]].title,
            "about": [(name, row[name]) for name in fields if row[name] is not None],
            "raw_path": row["raw_path"],
            "view": shown,
            "article": Markup(shown.article),  # noqa: S704 - markup.article escapes every text
            "verdicts": tuple(VERDICTS.items()),
            "table": Markup(shown.table),  # noqa: S704 - so does table.table_rows
            "page": page_of(at),
            "before": order[at - 1] if at else None,
            "after": order[at + 1] if at + 1 < len(order) else None,
        }

    def _list(self, listing: Listing) -> None:
        (self._to / listing.name).mkdir(exist_ok=True)
        last = max(1, -(-listing.total // PER_PAGE))
        items = iter(listing.items)
        for number in range(1, last + 1):
            context = {
                "items": list(islice(items, PER_PAGE)),
                "total": listing.total,
                "number": number,
                "last": last,
            }
            self._page(f"{listing.name}.html", f"{listing.name}/{number}.html", context)

    def _search(self) -> None:
        entries = search_entries(self._survey, self._homes)
        number = 0
        while chunk := list(islice(entries, CHUNK)):
            content = json.dumps(chunk, ensure_ascii=False, separators=(",", ":"))
            script = f"vanban.found({content});\n"
            (self._to / "search" / f"{number}.js").write_bytes(script.encode("utf-8", "replace"))
            number += 1


def search_entries(found: Survey, homes: Homes) -> Iterator[tuple[str, str, str]]:
    """What can be searched for: label, link from the root, and a word on what it is."""
    for doc_id in homes.order:
        entry = found.entries[doc_id]
        note = " · ".join(str(part) for part in (entry.day, entry.source) if part)
        yield entry.title[:_LONGEST_LABEL], f"d/{doc_id}.html", note or "document"
    for person in found.people:
        yield person.name, homes.people[person.person_id], f"person, {person.documents} doc."
    for cited in found.cited:
        yield cited.key, homes.cited[cited.key], f"cited by {len(cited.places)} doc."


def raw_text(folder: Path | None, row: TableRow) -> str | None:
    """The decoded raw page of a document; None where it is not there or not what was read."""
    if folder is None:
        return None
    try:
        content = (folder / row["raw_path"]).read_bytes()
        if hashlib.sha256(content).hexdigest() != row["raw_sha256"]:
            return None
        return decode(content)
    except (OSError, ValueError, Rejected):
        return None


def _counted(entry: Entry, judgement: Judgement) -> GoldCounts:
    return GoldCounts(
        entry.doc_id,
        entry.title,
        judgement.count("hit"),
        judgement.count("wrong"),
        judgement.count("false"),
        judgement.count("missed"),
    )
