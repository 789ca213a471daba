"""Bodies in keys: one spelling for each, and "?" where a page does not say which one.

In: an issuer as written. Out: its name without its office, with the place in one form ("UBND TP
Hồ Chí Minh", "Tỉnh ủy Lào Cai").
"""

from __future__ import annotations

import re
from functools import cache

from vanban.extraction.organizations.lexicon import Place
from vanban.extraction.reading.plain import Pattern, one_of, plain
from vanban.extraction.references.issuing import body_of, issuer_entry
from vanban.lexicons import load

_CITIES = frozenset({"ha-noi", "tphcm", "hai-phong", "da-nang", "can-tho", "hue"})
"""Ids of the cities under the centre; all other entries of the provinces lexicon are provinces."""

_KIND = r"(?:tỉnh|thành phố|tp\.?)"


@cache
def _province() -> tuple[Pattern, dict[str, Place]]:
    places = load("provinces", Place)
    table = {plain(form): place for place in places for form in place.forms}
    return re.compile(rf"(?:(?P<kind>{_KIND}) ?)?(?P<name>{one_of(table)})(?!\w)"), table


def body(issuer: str | None) -> str:
    """A body's name in one spelling; "?" where none is named."""
    if issuer is None:
        return "?"
    name = body_of(issuer)
    entry = issuer_entry(issuer)
    return _with_place(name) if entry and (entry.local or entry.office) else name


def is_named(name: str) -> bool:
    """True where the name of a local body says of which place: "UBND tỉnh" alone does not."""
    tail = name.split(" ", 1)[1] if " " in name else ""
    return any(letter.isupper() for word in tail.split() for letter in word[:1])


def _with_place(name: str) -> str:
    """A local body with the province that its name ends in, in one form."""
    pattern, table = _province()
    folded = plain(name)
    for place in re.finditer(r"(?<!\w)", folded):
        found = pattern.match(folded, place.start())
        if found is None or found.end() != len(folded):
            continue
        entry = table[re.sub(" +", " ", found["name"])]
        head = name[: found.start()].strip()
        committee = plain(head).endswith("ủy")
        town = found["kind"] is not None and found["kind"] != "tỉnh"  # TP Thái Bình is no province
        kind = "" if committee else "TP " if town or entry.id in _CITIES else "tỉnh "
        return f"{head} {kind}{_bare(entry.name)}".strip()
    return name


def _bare(name: str) -> str:
    """The name of a place without its kind: "TP Hồ Chí Minh" -> "Hồ Chí Minh"."""
    return re.sub(r"^(?:tp\.?|thành phố|tỉnh) ?", "", name, flags=re.IGNORECASE)
