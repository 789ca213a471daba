"""Tables, raw pages and gold -> the review site in a folder.

The only module of the package that writes pages. The site is made beside its place and moved there
when it is whole. Document pages are written one after the other; of what was written only counts
stay.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import chain, islice
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from vanban.cleaning.decode import decode
from vanban.evaluation.gold import read_gold
from vanban.schema import FIELDS, MENTION_TABLES
from vanban.schema.arrow import closed_set, written_form
from vanban.show.exports import csv_tables
from vanban.show.exports.gold import text_sha256
from vanban.show.review import sources, things
from vanban.show.review.feed import PageRows, pages
from vanban.show.review.homes import PER_PAGE, Homes, page_of
from vanban.show.review.lists import Listing, listings
from vanban.show.review.search import write_index
from vanban.show.review.start import start_page
from vanban.show.review.survey import DocumentEntry, survey
from vanban.show.review.verdicts import VERDICTS, Judgement, RuleScore, count_rules, judge
from vanban.show.review.view import view
from vanban.show.review.words import Language, SiteWords, script
from vanban.store.scan import DataRow
from vanban.text.document import Rejected

PACKAGE = Path(__file__).parent
SECTIONS = ("documents", "people", "bodies", "positions", "events", "acts", "rules", "units")
"""The lists that every page leads to."""

SCHEMA = {
    kind: [
        (name, closed_set(info.annotation), written_form(info.annotation))
        for name, info in model.model_fields.items()
    ]
    for kind, model in FIELDS.items()
}
"""The fields of each kind for who corrects in the page: name, closed set, how it is written."""

_THINGS = ("person", "body", "act", "rule", "unit", "province", "source")
_FOLDERS = ("d", "search", "tables", *_THINGS, *SECTIONS)


@dataclass(frozen=True)
class GoldCounts:
    """How one page with gold came out, as the start page shows it."""

    doc_id: str
    title: str
    hit: int
    wrong: int
    false: int
    missed: int

    @property
    def faults(self) -> int:
        """All that is not as gold has it."""
        return self.wrong + self.false + self.missed


def write_review(
    output: Path, raw: Path | None = None, gold: Path | None = None, language: Language = "en"
) -> int:
    """Write `output/review` for the tables in `output`; the number of its document pages.

    `raw` gives the texts of what was cut, `gold` the verdicts; gold of pages that are not among
    the documents is left aside. `language` is what the site speaks at first. Raises StoreError
    where a table cannot be read, GoldError where gold cannot.
    """
    to = output / "review"
    made, old = to.with_name(f".{to.name}.partial"), to.with_name(f".{to.name}.old.partial")
    for folder in (made, old):
        shutil.rmtree(folder, ignore_errors=True)
    try:
        count = _Writer(output, made, raw, gold, SiteWords(language)).write()
        if to.exists():
            to.replace(old)
        made.replace(to)
    finally:
        for folder in (made, old):
            shutil.rmtree(folder, ignore_errors=True)
    return count


class _Writer:
    """Writes one site."""

    def __init__(
        self, output: Path, to: Path, raw: Path | None, gold: Path | None, words: SiteWords
    ) -> None:
        self._output, self._to, self._raw = output, to, raw
        self._gold = {page.doc: page for page in read_gold(gold)} if gold else {}
        self._survey = survey(output)
        self._homes = Homes.of(self._survey)
        self._scores: defaultdict[str, RuleScore] = defaultdict(RuleScore)
        self._faulty: list[str] = []
        self._downloads = downloads()
        self._environment = Environment(
            loader=FileSystemLoader(PACKAGE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            auto_reload=False,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals |= {
            "sections": SECTIONS,
            "kinds": tuple(MENTION_TABLES.items()),
            "language": words.language,
            "t": words.mark,
            "say": words.say,
            "label": words.label,
            "number": words.number,
            "downloads": tuple(self._downloads),
        }

    def write(self) -> int:
        """Write everything; the number of document pages."""
        for folder in _FOLDERS:
            (self._to / folder).mkdir(parents=True)
        self._static()
        judged = self._documents()
        for listing in listings(self._survey, self._homes, self._output, self._scores):
            self._list(listing)
        self._things()
        write_index(self._survey, self._homes, self._to / "search")
        self._page("start.html", "index.html", start_page(self._survey, self._homes, judged))
        return len(self._survey.entries)

    def _static(self) -> None:
        """The style sheet, and the scripts in one file behind the words that they say."""
        shutil.copyfile(PACKAGE / "static" / "review.css", self._to / "review.css")
        fields = f"const FIELDS = {json.dumps(SCHEMA)};\n"
        parts = [(PACKAGE / "static" / name).read_text("utf-8") for name in ("review.js", "fix.js")]
        (self._to / "review.js").write_bytes("".join([script(), fields, *parts]).encode())

    def _page(self, template: str, path: str, context: dict[str, Any]) -> None:
        about = {"root": "../" * path.count("/"), "here": path.partition("/")[0]}
        html = self._environment.get_template(template).render(about | context)
        (self._to / path).write_bytes(html.encode("utf-8", "replace"))

    def _documents(self) -> list[GoldCounts]:
        """Write the document pages; what came out for those with gold."""
        judgements: dict[str, Judgement] = {}
        if self._gold:
            judgements = self._judged()
        counted = [_counted(self._survey.entries[id_], one) for id_, one in judgements.items()]
        self._faulty = [page.doc_id for page in counted if page.faults]
        for page in pages(self._output):
            doc_id = page.document["doc_id"]
            about = self._about(page, judgements.get(doc_id))
            self._page("document.html", f"d/{doc_id}.html", about)
        return counted

    def _judged(self) -> dict[str, Judgement]:
        """What gold says of the pages that it holds."""
        found = {}
        for page in pages(self._output):
            raw_path = page.document["raw_path"]
            gold = self._gold.get(raw_path) or self._gold.get(Path(raw_path).name)
            if gold:
                judgement = judge(page.mentions, gold)
                count_rules(self._scores, page.mentions, judgement)
                found[page.document["doc_id"]] = judgement
        return found

    def _about(self, page: PageRows, judgement: Judgement | None) -> dict[str, Any]:
        """Everything that the template of a document's page needs."""
        row, order = page.document, self._homes.order
        doc_id = row["doc_id"]
        at = self._homes.documents[doc_id]
        shown = view(page, raw_text(self._raw, row), judgement, self._homes.of_mention)
        fields = ("published_at", "source", "author", "agency")
        return {
            "doc_id": doc_id,
            "title": self._survey.entries[doc_id].title,
            "about": [(name, row[name]) for name in fields if row[name] is not None],
            "raw_path": row["raw_path"],
            "offsets": " ".join(map(str, row["offsets"])),
            "metadata": {name: row[name] for name in ("title", *fields) if row[name] is not None},
            "sha": text_sha256(row["text"]),
            "length": len(row["text"]),
            "view": shown,
            "article": Markup(shown.article),  # noqa: S704 - markup.article escapes every text
            "verdicts": VERDICTS,
            "table": Markup(shown.table),  # noqa: S704 - so does table.table_rows
            "page": page_of(at),
            "before": order[at - 1] if at else None,
            "after": order[at + 1] if at + 1 < len(order) else None,
            "next_wrong": _after(self._faulty, doc_id) if judgement else None,
        }

    def _list(self, listing: Listing) -> None:
        """Write a list as pages, and the tables that it offers as CSV."""
        (self._to / listing.name).mkdir(exist_ok=True)
        for name in listing.tables:
            for write_table in self._downloads.values():
                write_table(self._output, name, self._to / "tables")
        last = max(1, -(-listing.total // PER_PAGE))
        rows = iter(listing.rows)
        for number in range(1, last + 1):
            context = {
                "listing": listing,
                "rows": list(islice(rows, PER_PAGE)),
                "at": number,
                "last": last,
            }
            self._page("list.html", f"{listing.name}/{number}.html", context)

    def _things(self) -> None:
        """Write the pages of single people, bodies, acts, rules and units."""
        found, homes = self._survey, self._homes
        made: Iterable[things.Thing] = chain(
            things.people(found, homes),
            things.bodies(found, homes),
            things.provinces(found, homes),
            sources.acts(found, homes),
            sources.rule_pages(found, homes, self._scores),
            sources.units(found, homes),
            sources.publishers(found, homes),
        )
        for thing in made:
            self._page("thing.html", thing.path, {"thing": thing, "here": thing.here})


def downloads() -> dict[str, Callable[[Path, str, Path], None]]:
    """What writes a table for download, by the ending of its file; Excel with its extra alone."""
    writers: dict[str, Callable[[Path, str, Path], None]] = {"csv": csv_tables.write_table}
    if find_spec("xlsxwriter"):
        from vanban.show.exports import excel  # noqa: PLC0415 - an optional extra

        writers["xlsx"] = excel.write_table
    return writers


def raw_text(folder: Path | None, row: DataRow) -> str | None:
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


def _after(pages: list[str], doc_id: str) -> str | None:
    """The page behind a page, the first behind the last; None where there is no other."""
    if doc_id not in pages:
        return pages[0] if pages else None
    other = pages[(pages.index(doc_id) + 1) % len(pages)]
    return other if other != doc_id else None


def _counted(entry: DocumentEntry, judgement: Judgement) -> GoldCounts:
    """A document's numbers of right, wrong, false and missed mentions."""
    return GoldCounts(
        entry.doc_id,
        entry.title,
        judgement.count("hit"),
        judgement.count("wrong"),
        judgement.count("false"),
        judgement.count("missed"),
    )
