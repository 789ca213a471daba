"""Technical regulations and standards by their code: "QCVN 41:2019/BGTVT", "TCVN 5574:2012".

In: a reading. Out: drafts. The code names the type, a colon stands before the year, the body that
issued it behind a bar (Luật Tiêu chuẩn và quy chuẩn kỹ thuật 2006, Thông tư 23/2007/TT-BKHCN).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from vanban.extraction.reading.plain import Pattern, Reading, one_of, plain
from vanban.extraction.references.draft import Draft
from vanban.extraction.references.entries import DocumentType
from vanban.extraction.references.lexicon import standards
from vanban.lexicons import grammar as g
from vanban.text.spans import Span

_NUMBER = (
    r" {0,2}(?:: ?)?(?P<number>\d{1,5}(?:-\d{1,3}){0,2})"
    r" {0,1}[:/-] {0,1}(?P<year>(?:19[5-9]|20[0-4])\d)(?!\d)"
    rf"(?:/(?P<organ>[{g.CODE_SMALL}][{g.CODE_SMALL}&-]{{1,14}}))?(?!\w)"
)


@cache
def _standard() -> tuple[Pattern, dict[str, DocumentType]]:
    table = {plain(code): entry for entry in standards() for code in entry.standards}
    full = one_of(form for entry in standards() for form in entry.forms)
    word = rf"(?:(?P<word>{full}) {{1,2}}(?:{g.NUMBER} {{1,2}})?)?"
    return re.compile(rf"(?<![\w/-]){word}(?P<code>{one_of(table)}){_NUMBER}"), table


def find_standards(reading: Reading) -> Iterator[Draft]:
    """All standards by code, number and year."""
    pattern, table = _standard()
    if not any(code in reading.plain for code in table):
        return
    for found in pattern.finditer(reading.plain):
        entry, span = table[found["code"]], Span(*found.span())
        if not reading.text[found.start("code") : found.end("code")].isupper():
            continue
        organ = reading.text[slice(*found.span("organ"))] if found["organ"] else None
        yield Draft(
            span,
            entry.name,
            "reference.by-standard",
            (entry.id,),
            number=found["number"].lstrip("0"),
            year=int(found["year"]),
            symbol=f"{found['code'].upper()}/{organ}" if organ else found["code"].upper(),
        )
