"""A survey -> the search index: small scripts, of which a query reads only those of one word.

An entry stands in the shard of each of its words: the first two letters, without diacritics. A
shard is parted into files of `PART` entries, the weightiest first, so that what is looked for most
shows at once and no file is large; `index.js` says how many parts each shard has. `review.js` folds
words in the same way.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from vanban.show.review.homes import Homes
from vanban.show.review.offices import office_of
from vanban.show.review.survey import Survey
from vanban.text.syllables import without_marks

PART = 4_000
"""Entries in a file: less than half a megabyte."""

_LONGEST_LABEL = 160  # characters of an entry of the index
_OTHER = re.compile(r"[\W_]+")
_PLAIN = re.compile(r"[a-z0-9]{1,2}")


class SearchEntry(NamedTuple):
    """What a search finds: words, where they lead, what it is (`find.*` in words.toml), a number.

    The number is a text for documents: their day and source.
    """

    label: str
    link: str
    key: str
    n: int | str


def write_index(found: Survey, homes: Homes, folder: Path) -> None:
    """Write the index into a folder."""
    shards: dict[str, list[SearchEntry]] = defaultdict(list)
    for entry in sorted(entries(found, homes), key=_weight):
        for key in shard_keys(entry.label):
            shards[key].append(entry)
    parts = {key: -(-len(shard) // PART) for key, shard in sorted(shards.items())}
    _write(folder / "index.js", "index", parts)
    for key, shard in shards.items():
        for part in range(parts[key]):
            some = shard[part * PART : (part + 1) * PART]
            _write(folder / f"{file_key(key)}.{part}.js", "found", key, part, some)


def entries(found: Survey, homes: Homes) -> Iterator[SearchEntry]:
    """All that can be searched for."""
    for doc_id, entry in found.entries.items():
        about = " · ".join(str(part) for part in (entry.day, entry.source) if part)
        yield SearchEntry(entry.title[:_LONGEST_LABEL], f"d/{doc_id}.html", "document", about)
    for id_, row in found.people.items():
        if link := homes.people.get(id_):
            yield SearchEntry(row["name"], link, "person", row["documents"])
    for id_, row in found.bodies.items():
        names = [row["name"], *row["aliases"]]
        yield SearchEntry(
            " / ".join(names)[:_LONGEST_LABEL], homes.bodies[id_], "body", row["documents"]
        )
    for key, row in found.acts.items():
        yield SearchEntry(key[:_LONGEST_LABEL], homes.acts[key], "act", row["documents"])
    for (_, rule), sampled in found.rules.items():
        yield SearchEntry(rule, homes.rules[rule], "rule", sampled.count)
    for unit, sampled in found.units.items():
        yield SearchEntry(unit[0], homes.units[unit], "unit", sampled.count)
    yield from _offices(found, homes)
    yield from _surfaces(found)


def _offices(found: Survey, homes: Homes) -> Iterator[SearchEntry]:
    """Each office of a body, with the number of its holders, leading to the page of the body."""
    holders: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in found.positions:
        if row["org_id"] in homes.bodies:
            holders[office_of(row), row["org_id"]].add(row["person_id"])
    for (office, org_id), people in sorted(holders.items()):
        yield SearchEntry(office[:_LONGEST_LABEL], homes.bodies[org_id], "office", len(people))


def _surfaces(found: Survey) -> Iterator[SearchEntry]:
    """The words found as mentions; a person's name leads to the person already."""
    names = {row["name"] for row in found.people.values()}
    for (kind, surface), where in found.surfaces.items():
        if kind == "name" and surface in names:
            continue
        label = " ".join(surface.split())[:_LONGEST_LABEL]
        yield SearchEntry(label, f"d/{where.doc_id}.html#{where.anchor}", kind, where.documents)


_THINGS = ("person", "body", "act", "office", "unit", "rule", "document")


def _weight(entry: SearchEntry) -> tuple[bool, int, str, str]:
    number = entry.n if isinstance(entry.n, int) else 1
    return entry.key not in _THINGS, -number, entry.label, entry.link


def shard_keys(label: str) -> list[str]:
    """The shards in which an entry stands, each once."""
    return list(dict.fromkeys(word[:2] for word in _OTHER.split(without_marks(label)) if word))


def file_key(key: str) -> str:
    """The name of a shard's files: its letters, or their code points where they are not plain."""
    return key if _PLAIN.fullmatch(key) else "u" + "-".join(f"{ord(char):x}" for char in key)


def _write(path: Path, function: str, *arguments: object) -> None:
    said = ",".join(json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in arguments)
    path.write_bytes(f"vanban.{function}({said});\n".encode("utf-8", "replace"))
