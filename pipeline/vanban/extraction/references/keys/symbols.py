"""Symbols in keys: one spelling for each, and the symbol that type and issuer imply.

In: drafts. Out: symbols: "TT-BGD&ĐT" -> "TT-BGDĐT", "Nghị định 100" -> "NĐ-CP".
"""

from __future__ import annotations

import re
from functools import cache

from vanban.extraction.references.draft import Draft
from vanban.extraction.references.issuing import issuer_entry, organs_of
from vanban.extraction.references.lexicon import (
    issuers,
    organs,
    standards,
    type_named,
    type_of_code,
)
from vanban.extraction.references.resolution import central
from vanban.lexicons import grammar as g

LOCAL = frozenset({"UBND", "UB", "HĐND", "TU", "HU", "TVTU"})
"""What stands for local bodies, which a symbol does not tell apart."""

_RULE = re.compile(r"^Q(?:Đi|yĐ)/")  # "08-QĐi/TW": the type of document tells it apart
_JOINT = re.compile(rf"^TTLT(?=[{g.CODE_CAPITALS}])")  # "TTLTBXD-TCĐC"
_DEPARTMENT = re.compile(
    rf"^S[{g.CODE_CAPITALS}]{{2,9}}$"
)  # SGDĐT, STNMT: a department of a province
_ASSEMBLY = re.compile(r"(?:QH|UBTVQH)\d{1,2}$")


@cache
def _organ_forms() -> dict[str, str]:
    """Organs as written without marks -> their right form: BLDTBXH -> BLĐTBXH."""
    table: dict[str, str] = {}
    for organ in sorted(organs(party=True) | organs(party=False)):
        if "Đ" in organ:
            table.setdefault(organ.replace("Đ", "D"), organ)
    return table


def spelled(symbol: str) -> str:
    """A symbol in the one spelling of keys."""
    symbol = _JOINT.sub("TTLT-", _RULE.sub("QĐ/", symbol.replace("&", "")))
    parts = re.split("([-/])", symbol)
    return "".join(_organ_forms().get(part, part) for part in parts)


def is_assembly(symbol: str) -> bool:
    """True where a symbol names the Assembly by its number: the act is unique by itself."""
    return _ASSEMBLY.search(symbol) is not None


def is_local(symbol: str) -> bool:
    """True where many bodies use the symbol: provinces, districts, their departments."""
    return any(p in LOCAL or _DEPARTMENT.match(p) for p in re.split("[-/]", symbol))


def symbol_of(draft: Draft) -> str | None:
    """The symbol of a draft in one spelling, else the one that its words imply."""
    symbol, kind = draft.symbol, type_named(draft.doc_type)
    if kind is not None and symbol in kind.symbol_forms:
        return kind.symbol
    if symbol == "TT":  # the organ is lost: "29/2022/TT"
        symbol = None
    symbol = symbol if symbol is not None else _implied(draft)
    return spelled(symbol) if symbol is not None else None


def standard_key(draft: Draft) -> str:
    """The code, number and year as standards are cited: "QCVN 41:2019/BGTVT"."""
    code, organ = draft.symbol or "", ""
    if not any(code in kind.standards for kind in standards()):
        code, _, organ = code.partition("/")
    return f"{code} {draft.number}:{draft.year}" + (f"/{organ}" if organ else "")


_FEW = 3
"""A committee of the Party in a place has so few symbols; one in a body or a firm has many."""


def _implied(draft: Draft) -> str | None:
    """The symbol that type, issuer, plenum or congress imply where none is written."""
    kind = type_named(draft.doc_type)
    if kind is None or kind.symbol is not None:
        return kind.symbol if kind else None
    code = next((c for c, entry in type_of_code().items() if entry.name == draft.doc_type), None)
    if code is None:
        return None
    if kind.party and central(draft) and (draft.plenum or draft.congress) is not None:
        return f"{code}/TW"
    own = _own_organ(draft.issuer) if draft.issuer else None
    if own is None or _is_party(own):
        return f"{code}/{own}" if own else None
    if own == "CP" and kind.government_organ is not None:
        own = kind.government_organ
    return f"{code}-{own}" if kind.state and own else None


def _own_organ(name: str) -> str | None:
    """What stands in symbols for a body that has one symbol at all times; None for others."""
    issuer, own = issuer_entry(name), organs_of(name)
    if issuer is None or not own or any(organ[-1:].isdigit() for organ in own):
        return None
    one = len(own) == 1 or (issuer.party and len(own) <= _FEW)  # UBND, HĐND
    several = issuer.open and not issuer.office and not one
    return None if several else own[0]


@cache
def _is_party(organ: str) -> bool:
    return any(organ in entry.organs for entry in issuers() if entry.party)
