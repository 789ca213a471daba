"""Bodies and symbols in keys: one spelling for each, and "?" where a page does not say which one.

In: an issuer as written. Out: its name without its office, with the place in one form ("UBND TP
Hồ Chí Minh", "Tỉnh ủy Lào Cai"). In: a draft. Out: its symbol, also that which type and issuer
imply: "TT-BGD&ĐT" -> "TT-BGDĐT", "Nghị định 100" -> "NĐ-CP".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from vanban.extraction.reading.plain import Pattern, one_of, plain
from vanban.extraction.references.draft import Draft
from vanban.extraction.references.issuing import body_of, issuer_entry, organs_of
from vanban.extraction.references.lexicon import (
    issuers,
    organs,
    standards,
    type_named,
    type_of_code,
)
from vanban.extraction.references.resolution import central
from vanban.extraction.vocabulary.organizations import Place, provinces
from vanban.lexicons import grammar as g
from vanban.text.spans import Span, line_start

_CITIES = frozenset({"ha-noi", "tphcm", "hai-phong", "da-nang", "can-tho", "hue"})
"""Ids of the cities under the centre; all other entries of the provinces lexicon are provinces."""

_KIND_WORD = re.compile(rf"tp\.?|{g.CITY.replace(' ', '|')}|{g.PROVINCE}", re.IGNORECASE)
_DISTRICT = re.compile(
    rf"(?<!\w){g.any_of('people-committee', ' ').lower()} "
    rf"(?:{g.DISTRICT}|{g.URBAN_DISTRICT}|{g.TOWN}|{g.COMMUNE}|{g.WARD})"
)
"""A body of a district or a commune, which has the same symbol as that of its province."""

_PARTY_BODY = re.compile(rf"{g.PARTY} bộ (?:(?P<province>{g.PROVINCE})|{g.CITY}|tp\.?)(?!\w) ?")
_AROUND = 200
"""So many characters before and behind a reference belong to its sentence."""

_TIMES = 2
_SHARE = 0.7
"""A page is about a province that it names so often, with so much of all its provinces: right for
all 61 acts of local bodies in news of 2017 and on pages of the web whose body is named besides."""

_KIND = rf"(?:{g.PROVINCE}|{g.CITY}|tp\.?)"


@cache
def _province() -> tuple[Pattern, dict[str, Place]]:
    """A province in a text, with its type or without: the pattern, and each by its form."""
    places = provinces()
    table = {plain(form): place for place in places for form in place.forms}
    return re.compile(rf"(?:(?P<kind>{_KIND}) ?)?(?P<name>{one_of(table)})(?!\w)"), table


def body(issuer: str | None) -> str:
    """A body's name in one spelling; "?" where none is named."""
    if issuer is None:
        return "?"
    name, entry = _department(body_of(issuer)), issuer_entry(issuer)
    return _with_place(name) if entry and (entry.local or entry.office) else name


def _department(name: str) -> str:
    """A department of a province named as its ministry is: "Sở GD&ĐT Lạng Sơn" in full."""
    head, _, rest = name.partition(" ")
    if plain(head) != g.DEPARTMENT:
        return name
    ministry = f"{g.MINISTRY} {rest}"
    entry = issuer_entry(ministry)
    if entry is None or entry.open:
        return name
    form = max((f for f in entry.forms if plain(ministry).startswith(plain(f))), key=len)
    return f"{head} {entry.name.partition(' ')[2]}{ministry[len(form) :]}"


@cache
def of_organ(organ: str) -> str | None:
    """The one body that an organ of a symbol stands for: BTCTW -> "Ban Tổ chức Trung ương"."""
    named = [entry for entry in issuers() if organ in entry.organs]
    only = named[0] if len(named) == 1 and not named[0].local and not named[0].open else None
    return (only.key or only.name) if only is not None else None


def is_named(name: str) -> bool:
    """True where the name of a local body says of which place: "UBND tỉnh" alone does not."""
    if plain(name).endswith(f" {g.PARTY_COMMITTEE}"):  # Ủy ban Kiểm tra Tỉnh ủy
        return False
    tail = name.split(" ", 1)[1] if " " in name else ""
    words = [word for word in tail.split() if not _KIND_WORD.fullmatch(word)]
    numbered = g.URBAN_DISTRICT in words and words[-1].isdigit()  # of one city only
    return numbered or any(letter.isupper() for word in words for letter in word[:1])


def is_department(name: str) -> bool:
    """True for a department whose name does not say of which province: "Sở Nội vụ"."""
    return plain(name).startswith(f"{g.DEPARTMENT} ") and not _places_in(plain(name))[0]


def as_committee(heads: Sequence[str], name: str) -> str:
    """A party body as its committee, which acts for it: "Đảng bộ tỉnh Lào Cai": "Tỉnh ủy Lào Cai".

    `heads` are the committees of a province and of a city.
    """
    found = _PARTY_BODY.match(plain(name))
    if found is None:
        return name
    return f"{heads[found['province'] is None]} {name[found.end() :]}".strip()


def local_body(heads: Sequence[str], name: str, form: str, span: Span) -> str:
    """A local body with the place that the page settles; with "?" behind it where none does."""
    if name != "?" and is_named(name):
        return name
    said = "" if name == "?" else name
    settled = named_on_page(heads, said, form) or of_its_place(heads, said, form, span)
    return settled or (name if name == "?" else f"{name} ?")


@cache
def _of_provinces(head: str) -> Pattern:
    """A body with a head ("UBND") and the name of its province."""
    keyed = (form for entry in issuers() if entry.key == head for form in entry.forms)
    names = _province()[0].pattern
    return re.compile(rf"(?<!\w)(?:{one_of((head, *keyed))}) {names}")


def named_on_page(heads: Sequence[str], said: str, form: str) -> str | None:
    """The one body of a province with some heads that a page names, in the spelling of keys.

    `said` is how the page calls the body here ("UBND tỉnh", "" where it does not), `form` its plain
    text. None where it names several such bodies, or one of a district too.
    """
    found = {name for head in heads for name in _bodies(head, form) if name.startswith(said)}
    alone = said or not _names_district(form)
    return found.pop() if alone and len(found) == 1 else None


def of_its_place(heads: Sequence[str], said: str, form: str, span: Span) -> str | None:
    """The body with some heads of the one province that its sentence, else the page, is about.

    `said` is how the page calls the body here, `form` its plain text, `span` the reference. None
    where that is a body of a district, or where the page names several provinces alike.
    """
    if said == "" and _names_district(form):
        return None
    place = _place_of_sentence(form, span) or _place_of_page(form)
    if place is None:
        return None
    town = place in _CITIES
    head = heads[-1 if town else 0]
    tail = plain(said).removeprefix(plain(head)).strip(" .")
    if tail not in (("", g.CITY, "tp") if town else ("", g.PROVINCE)):
        return None
    name = next(known.name for known in provinces() if known.id == place)
    return f"{head} {_kind(plain(head), town=town)}{_bare(name)}"


def _place_of_sentence(form: str, span: Span) -> str | None:
    """The id of the one province named around a reference, with a word for its kind."""
    begin = line_start(form, span.start, span.start - _AROUND)
    end = form.find("\n", span.end, span.end + _AROUND)
    every, led = _places_in(form[begin : end if end >= 0 else span.end + _AROUND])
    return led[0] if len(set(every)) == len(set(led)) == 1 else None


@lru_cache(maxsize=2)
def _place_of_page(form: str) -> str | None:
    """The id of the province that a page is about: no other is named with a word for its kind."""
    every, led = _places_in(form)
    if len(set(led)) != 1 or len(led) < _TIMES or every.count(led[0]) < _SHARE * len(every):
        return None
    return led[0]


@cache
def _led() -> Pattern:
    """The name of a province, with a local body or a word for its kind before it or without."""
    local = one_of(form for entry in issuers() if entry.local for form in entry.forms)
    led = rf"(?P<led>(?:{local}|{_KIND}) ?(?:{_KIND} ?)?)?"
    return re.compile(rf"(?<!\w){led}(?P<name>{one_of(_province()[1])})(?!\w)")


def _places_in(form: str) -> tuple[list[str], list[str]]:
    """The ids of the provinces that a plain text names: all, and those led by a kind or body."""
    table = _province()[1]
    found = [(re.sub(" +", " ", m["name"]), m["led"]) for m in _led().finditer(form)]
    led = [table[name].id for name, kind in found if kind or name.startswith(("tp", g.CITY))]
    return [table[name].id for name, _ in found], led


@lru_cache(maxsize=2)
def _names_district(form: str) -> bool:
    return _DISTRICT.search(form) is not None


@lru_cache(maxsize=8)
def _bodies(head: str, form: str) -> frozenset[str]:
    """The bodies of provinces with a head that a page names."""
    return frozenset(_named(head, match) for match in _of_provinces(head).finditer(form))


def _named(head: str, match: re.Match[str]) -> str:
    """The body of a head and of the place that a match names, as keys write it."""
    place = _province()[1][re.sub(" +", " ", match["name"])]
    town = match["kind"] not in (None, g.PROVINCE)  # TP Thái Bình is no province
    kind = _kind(plain(head), town=town or place.id in _CITIES)
    return f"{head} {kind}{_bare(_called(place.name, match['name'], town=town))}"


def _kind(head: str, *, town: bool) -> str:
    """What stands between a head and the name of its place: nothing behind Tỉnh ủy."""
    if head.endswith(g.PARTY_COMMITTEE):
        return ""
    return "TP " if town else f"{g.PROVINCE} "


def _with_place(name: str) -> str:
    """A local body with the province that its name ends in, in one form."""
    folded = plain(name)
    for place in re.finditer(r"(?<!\w)", folded):
        found = _province()[0].match(folded, place.start())
        if found is None or found.end() != len(folded):
            continue
        return _named(name[: found.start()].strip(), found).strip()
    return name


def _called(name: str, form: str, *, town: bool) -> str:
    """The name of a place; of a city the end of its province's name: "TP Huế"."""
    return name[-len(form) :] if town and plain(name).endswith(f" {form}") else name


def _bare(name: str) -> str:
    """The name of a place without its kind: "TP Hồ Chí Minh" -> "Hồ Chí Minh"."""
    return re.sub(rf"^(?:tp\.?|{g.CITY}|{g.PROVINCE}) ?", "", name, flags=re.IGNORECASE)


LOCAL = frozenset({"UBND", "UB", "HĐND", "TU", "HU", "TVTU"})
"""What stands for local bodies, which a symbol does not tell apart."""

_RULE = re.compile(r"^Q(?:Đi|yĐ)/")  # "08-QĐi/TW": the type of document tells it apart
_JOINT = re.compile(rf"^TTLT(?=[{g.CODE_CAPITALS}])")  # "TTLTBXD-TCĐC"
_DEPARTMENT = re.compile(
    rf"^S[{g.CODE_CAPITALS}]{{2,9}}$"
)  # SGDĐT, STNMT: a department of a province
_INSTANCES = frozenset({"ST", "PT", "HSST", "HSPT", "DSST", "DSPT", "HNST", "HNPT"})
"""What the symbols of judgments end in, at whatever court: of first instance, of appeal."""

_DECREED = re.compile(r"QĐ[A-Z]{0,4}[SP]T$")  # QĐST-HNGĐ, QĐXXPT-DS

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
    """True where many bodies use the symbol: provinces, districts, their departments, courts."""
    parts = re.split("[-/]", symbol)
    judged = parts[-1] in _INSTANCES or _DECREED.match(parts[0])
    return bool(judged) or any(p in LOCAL or _DEPARTMENT.match(p) for p in parts)


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
    if kind is None:
        return None
    until = kind.symbol_until
    if kind.symbol is not None and (until is None or 0 < (draft.settled_year or 0) <= until):
        return kind.symbol
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
