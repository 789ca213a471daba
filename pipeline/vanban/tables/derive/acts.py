"""The register of acts over all pages: references -> `act_mentions` of a page -> `acts`.

In: the rows of `references`. Out: for a page, one row for each act whose key is settled, with what
the page says of it; for all pages together, one row an act, with what the lexicon has on record.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import NamedTuple, TypeVar

import pyarrow as pa

from vanban.extraction import dates
from vanban.extraction.references import find
from vanban.extraction.references.entries import BILL, Edition, Law
from vanban.extraction.references.keys.names import key_of_edition
from vanban.extraction.references.keys.numbered import key_of_act
from vanban.extraction.references.lexicon import acts_by_number, amending_laws, amendments_of, laws
from vanban.lexicons import grammar as g
from vanban.schema import ActRelationRow, ActRow, DocumentRow, ReferenceFields, ReferenceRow
from vanban.schema.arrow import rows_of, to_table
from vanban.schema.derived import Stage
from vanban.schema.parts import ActMentionRow
from vanban.store.rows import identity_of
from vanban.tables.derive.relations import relations
from vanban.text.document import Document, Identity, page_of
from vanban.text.spans import OffsetMap
from vanban.text.spelling import slug

T = TypeVar("T", str, int, dt.date)

_ALIASES = 12
"""So many ways of writing an act are kept, the commonest."""


_LONGEST = 60
"""Amendments of a law are looked for through so many years."""


def own_act(identity: Identity | None) -> str | None:
    """The key of the act that an official document is, the same by which others cite it."""
    if identity is None or identity.number is None:
        return None
    parts = (identity.number, identity.year, identity.symbol)
    number = "/".join(str(part) for part in parts if part is not None)
    day = identity.signed_on
    signed = f" {g.DAY} {day.day}/{day.month}/{day.year}" if day else ""
    body = f" {g.OF} {identity.issuer.title()}" if identity.issuer else ""
    written = f"{identity.doc_type} {g.NUMBER} {number}{signed}{body}"
    page = Document(page_of(written))
    fields = [m.fields for m in find(page, list(dates.find(page, [])))]
    keys = [f.cited_document for f in fields if isinstance(f, ReferenceFields)]
    return keys[0] if keys else None


def act_mentions(references: Iterable[ReferenceRow]) -> list[ActMentionRow]:
    """What some pages say of the acts they name, sorted by page and act."""
    settled = (row for row in references if "?" not in row.cited_document)
    rows = sorted(settled, key=lambda row: (row.doc_id, row.cited_document, row.start))
    return [
        _mention(list(group))
        for _, group in groupby(rows, key=lambda row: (row.doc_id, row.cited_document))
    ]


def page_relations(
    documents: Iterable[DocumentRow], references: Iterable[ReferenceRow]
) -> list[ActRelationRow]:
    """The relations between acts that some pages state, sorted by page and acts."""
    named: dict[str, list[ReferenceRow]] = {}
    for row in references:
        named.setdefault(row.doc_id, []).append(row)
    found = [row for page in documents if page.doc_id in named for row in _of_page(page, named)]
    return sorted(found, key=lambda row: (row.doc_id, row.from_act, row.relation, row.to_act))


def _of_page(page: DocumentRow, named: dict[str, list[ReferenceRow]]) -> Iterator[ActRelationRow]:
    """The relations between acts on one page, with raw offsets."""
    own = own_act(identity_of(page))
    offsets = OffsetMap.unflatten(page.offsets)
    for one in relations(page.text, named[page.doc_id], own):
        raw = offsets.to_raw(one.start, one.end)
        yield ActRelationRow(
            doc_id=page.doc_id, raw_start=raw.start, raw_end=raw.end, **one._asdict()
        )


def _mention(rows: list[ReferenceRow]) -> ActMentionRow:
    """What the references of a page to one act say of it."""
    first = rows[0]
    return ActMentionRow(
        doc_id=first.doc_id,
        act=first.cited_document,
        doc_type=first.doc_type,
        number=_first(row.number for row in rows),
        symbol=_first(row.symbol for row in rows),
        year=_first(row.year for row in rows),
        issuer=_first(row.issuer for row in rows),
        issued_on=_first(row.issued_on for row in rows),
        title=_first(row.title for row in rows),
        surfaces=tuple(sorted({" ".join(row.surface.split()) for row in rows})),
        mentions=len(rows),
    )


def _first(values: Iterable[T | None]) -> T | None:
    return next((value for value in values if value is not None), None)


def acts_of(mentions: pa.Table, related: pa.Table) -> pa.Table:
    """The table `acts` from the parts of all pages."""
    said = {"replaced": {"replaces", "repeals"}, "amended": {"amends"}}
    pairs = zip(related["relation"].to_pylist(), related["to_act"].to_pylist(), strict=True)
    keys: dict[str, set[str]] = {name: set() for name in said}
    for relation, act in pairs:
        for name, kinds in said.items():
            if relation in kinds:
                keys[name].add(act)
    rows = rows_of(ActMentionRow, mentions)
    return to_table(ActRow, acts(rows, frozenset(keys["replaced"]), frozenset(keys["amended"])))


def acts(
    mentions: Iterable[ActMentionRow], replaced: frozenset[str], amended: frozenset[str]
) -> list[ActRow]:
    """One row for each act, sorted by key.

    `replaced` and `amended` are the keys of acts of which some page says so.
    """
    rows = sorted(mentions, key=lambda row: (row.act, row.doc_id))
    return [
        _act(key, list(group), replaced, amended)
        for key, group in groupby(rows, key=lambda row: row.act)
    ]


def _act(
    key: str, rows: Sequence[ActMentionRow], replaced: frozenset[str], amended: frozenset[str]
) -> ActRow:
    """The row of an act: what is on record of it, else what most pages say."""
    known = on_record().get(key)
    numbers, symbols = (row.number for row in rows), (row.symbol for row in rows)
    number = known.number if known and known.number else _most(numbers)
    symbol = known.symbol if known and known.symbol else _most(symbols)
    day = known.day if known else _most(row.issued_on for row in rows)
    year = _most(row.year for row in rows) or (day.year if day else None)
    issuer = _most(row.issuer for row in rows)
    surfaces = Counter(surface for row in rows for surface in row.surfaces)
    return ActRow(
        act=key,
        doc_type=known.doc_type if known else _most(row.doc_type for row in rows) or "",
        number=number,
        symbol=symbol,
        year=year,
        issuer_id=slug(issuer) if issuer else None,
        issued_on=day,
        title=(known.title or None) if known else _most(row.title for row in rows),
        aliases=tuple(form for form, _ in _ranked(surfaces)[:_ALIASES] if form != key),
        stage=_stage(key, known, replaced, amended),
        official=known.official if known and known.official else _official(number, symbol, key),
        documents=len({row.doc_id for row in rows}),
        mentions=sum(row.mentions for row in rows),
    )


def _ranked(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def _most(values: Iterable[T | None]) -> T | None:
    """The commonest value, of equals the first in order of writing."""
    counts = Counter(value for value in values if value is not None)
    return min(counts, key=lambda value: (-counts[value], str(value)), default=None)


def _official(number: str | None, symbol: str | None, key: str) -> str | None:
    """The number as the act writes it: two digits at least, year and symbol in its own order."""
    if number is None or symbol is None:
        return None
    padded = number.zfill(2) if number.isdigit() else number
    if "/" in symbol:
        return f"{padded}-{symbol}"
    year = next((part for part in key.split("/")[1:2] if part.isdigit()), None)
    return f"{padded}/{year}/{symbol}" if year else f"{padded}/{symbol}"


class _Record(NamedTuple):
    """What the lexicon has on record of an act."""

    doc_type: str
    title: str
    day: dt.date | None
    official: str | None = None
    number: str | None = None
    symbol: str | None = None
    edition: tuple[Law, Edition] | None = None


@cache
def on_record() -> dict[str, _Record]:
    """The laws and numbered acts of the lexicons by their keys."""
    table: dict[str, _Record] = {}
    for law in (*laws(), *amending_laws()):
        for edition in law.editions:
            sure = edition.belief == "sources"
            table[key_of_edition(law, edition)] = _Record(
                law.form,
                law.name,
                edition.issued_on if sure else None,
                edition.number if sure else None,
                edition=(law, edition),
            )
    for same in acts_by_number().values():
        for act in same:
            day = act.issued_on if act.belief == "sources" else None
            table[key_of_act(act)] = _Record(
                act.doc_type, act.subject, day, number=act.number, symbol=act.symbol
            )
    return table


def _stage(
    key: str, known: _Record | None, replaced: frozenset[str], amended: frozenset[str]
) -> Stage:
    """Where an act stands, by the later editions and amendments on record and what pages say."""
    if key.startswith(f"{BILL} "):
        return "bill"
    edition = known.edition if known else None
    if key in replaced or (edition is not None and edition[1] is not edition[0].editions[-1]):
        return "replaced" if edition is None or not edition[0].amends else "in_force"
    if key in amended or (edition is not None and _is_amended(*edition)):
        return "amended"
    return "in_force" if edition is not None else "unknown"


def _is_amended(law: Law, edition: Edition) -> bool:
    """True where a law on record amends this edition."""
    years = range(edition.year, edition.year + _LONGEST)
    return not law.amends and any(amendments_of(law, year) for year in years)
