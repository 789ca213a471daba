"""The part of a document that is cited: "điểm a khoản 2 Điều 5", before the reference or behind it.

In: a reading and the span of a reference. Out: the provision as written, without what ties it to
the document; None where no part is named.
"""

from __future__ import annotations

import re

from vanban.extraction.reading.plain import Reading
from vanban.extraction.references.lexicon import grammar, type_pattern
from vanban.lexicons import grammar as g
from vanban.text.spans import Span

_ID = (
    r"(?:"
    rf"\d{{1,3}}(?:\.\d{{1,2}}){{0,3}}[{g.CODE_SMALL}]?"  # 5, 4.1, 12a
    rf"|[{g.CODE_SMALL}]\d?"  # a, đ, c1
    r"|[ivxl]{1,6}"  # II
    r")(?!\w)"
)
_AND = rf"(?:, ?(?:{g.AND} )?| {g.AND} | {g.OR} | {g.TO} | ?- ?|; ?)"
_IDS = rf"{_ID}(?:{_AND}{_ID}){{0,8}}"
_UNIT = rf"{grammar('provision-unit')} {{1,2}}{_IDS}"
_NEXT = (
    rf"(?: {g.AND} (?:{g.PLURAL} )?|[;,] ?(?:{g.AND} )?| - ?"
    rf"| {g.OF} | {g.TO} |,? {g.AT} | trong | {g.OR} | )"
)
_PROVISION = re.compile(rf"(?<!\w){_UNIT}(?:{_NEXT}{_UNIT}){{0,24}}")
_BETWEEN = re.compile(
    rf"(?: {g.AND}|,| -| \()?"
    r" {0,2}(?:\*{1,2} {0,2}){0,2}"  # mark-up
    rf"(?:(?:{g.ISSUING} )?kèm(?: theo)? {{1,2}}"
    rf"|{grammar('part-of')} {{1,2}}(?:{g.PLURAL} {{1,2}})?)?"
    rf"(?:(?:bản {{1,2}})?{g.any_of('before-provision', ' ')} {{1,2}})?"
)
_AFTERWARDS = re.compile(
    rf"(?:,? {{1,2}}\((?:{g.AT} )?(?P<in>{_UNIT}(?:,? {_UNIT}){{0,5}})\)"
    rf"|,? {{1,2}}{g.AT} {{1,2}}(?P<at>{_UNIT}(?:{_NEXT}{_UNIT}){{0,5}})"
    rf"|, {{1,2}}(?P<comma>{_UNIT}(?:{_NEXT}{_UNIT}){{0,5}})"
    rf"(?! {{0,2}}(?:,|{g.OF}|{g.AND}|{grammar('provision-unit')})(?!\w)))"
)
_REACH = 400
"""So far before a reference its provision is looked for."""


def provision_of(reading: Reading, span: Span) -> tuple[str, int] | None:
    """The provision tied to a reference, and the place where the words before it begin."""
    begin = max(0, span.start - _REACH)
    begin = max(begin, reading.plain.rfind("\n", begin, span.start) + 1)
    for found in _PROVISION.finditer(reading.plain, begin, span.start):
        tie = _BETWEEN.match(reading.plain, found.end())
        if tie is not None and tie.end() == span.start:
            return reading.surface(Span(*found.span())), found.start()
    after = reading.match(_AFTERWARDS, span.end)
    if after and not (after["comma"] and type_pattern().match(reading.plain, after.end() + 1)):
        return reading.surface(Span(*after.span(after.lastgroup or 0))), span.start
    return None
