"""How acts stand to each other: the references of a page and the words between them.

In: a page's text, its references in order of place, the key of its own act where it is an official
document. Out: `Relation` items: the acting document, the relation, the other one, and the stretch
of text that says so.

    A sửa đổi, bổ sung một số điều của B        A amends B
    B được sửa đổi, bổ sung bởi A và C          A amends B, C amends B
    Thông tư này thay thế B; B hết hiệu lực     the page's own act replaces, repeals B
    Căn cứ B;                                   the page's own act is based on B
    B (sửa đổi, bổ sung năm 2017)               the amending law of 2017 amends B
    Luật sửa đổi … của B                        the amending law, by its name, amends B
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Literal, NamedTuple

from vanban.extraction.reading.plain import Pattern, one_of, plain
from vanban.extraction.references.entries import Edition, Law, Relation, Voice
from vanban.extraction.references.keys.names import in_force, key_of_edition
from vanban.extraction.references.keys.present import Present
from vanban.extraction.references.lexicon import (
    amending_laws,
    amendments_of,
    document_types,
    grammar,
    law_forms,
    laws,
    relation_words,
)
from vanban.schema import ReferenceRow

Rule = Literal["active", "passive", "lapse", "basis", "year", "name"]


class Related(NamedTuple):
    """That one act stands to another in some way, and where the page says so."""

    from_act: str
    relation: Relation
    to_act: str
    start: int
    end: int
    rule: Rule


class _Said(NamedTuple):
    """What a page said before: its own act, the last relation, the one act of each type."""

    own: str | None
    last: Related | None
    spoken: Mapping[str, str | None]


_BREAK = re.compile(r"[.;\n](?!\d)")
_ISSUE = (
    r"(?:,? ?\(?ngày [\d/.-]+(?: tháng \d{1,2},? năm \d{4})?\)?)?"  # ngày 7 tháng 6 năm 2024
    r"(?:,? ?(?:của|do) [^,;.\n]{1,90}?)?"  # của Chính phủ
)
_ISSUED_LINK = re.compile(
    rf"{_ISSUE}(?:,|;|,? ?{grammar('link')}) ?(?:và )?(?:các )?"
    rf"(?:{grammar('provision-unit')} [\da-z, ]{{1,20}})*(?:của )?"  # và Điều 4
)
_ATTRIBUTES = re.compile(
    rf"{_ISSUE}"
    r"(?:,? có hiệu lực [^,;.\n]{1,60}?)?"  # có hiệu lực từ ngày 29/12/2025
    rf"(?:,? (?:{grammar('aspect')}|và|sẽ|về|nhằm|để|ban hành))*"
)
_FILLER = 160
"""So many characters at most stand between the words of a relation and the act they govern."""

_OWN = re.compile(
    rf"(?:{one_of(entry.name for entry in (*document_types(), *law_forms()))}) này(?!\w)"
)
"""The page's own act: "Nghị định này"."""

_BASIS_LINE = re.compile(r"(?:^|\n)[ *“\"-]*căn cứ ")
_NUMBER_LINE = re.compile(r"(?:^|\n)[ *|]*số ?:? ?")
_HEAD = 900
"""The number of an act stands so near before its legal bases."""

_YEAR = re.compile(rf" ?\((?:được )?{grammar('amend')} năm (?P<year>(?:19|20)\d\d)")
_BEHIND = 140


@cache
def _words(voice: Voice) -> Pattern:
    forms = one_of(form for word in relation_words() if word.voice == voice for form in word.forms)
    return re.compile(rf"(?<!\w)(?:{forms})(?!\w)")


@cache
def _relations_of(voice: Voice) -> dict[str, Relation]:
    """The relations that the words of a voice state, by their plain forms."""
    words = [word for word in relation_words() if word.voice == voice]
    return {plain(form): w.relation for w in words if w.relation for form in w.forms}


def _relation(found: re.Match[str], voice: Voice) -> Relation:
    return _relations_of(voice)[re.sub(" +", " ", found[0])]


def relations(text: str, references: Sequence[ReferenceRow], own: str | None) -> list[Related]:
    """The relations that a page states, in order of place, each pair of acts once.

    `own` is the key of the act that the page is; None for a page that is none.
    """
    rows = sorted(references, key=lambda row: (row.start, row.end))
    form = plain(text) if rows else ""
    own = own or _quoted(form, rows)
    found = [*_alone(form, rows, own), *_between(form, rows, own)]
    seen: dict[tuple[str, str, str], Related] = {}
    for one in sorted(found, key=lambda one: (one.start, one.end)):
        settled = one._replace(to_act=_in_force_then(one.to_act, one.from_act))
        if settled.from_act != settled.to_act:
            seen.setdefault((settled.from_act, settled.relation, settled.to_act), settled)
    return list(seen.values())


_ACT_YEAR = re.compile(r"[/ (]((?:19|20)\d\d)(?:/|\)|$)")


def _in_force_then(to_act: str, from_act: str) -> str:
    """An open law that an act of a known year guides or amends: the edition in force that year."""
    law = _laws().get(plain(to_act.removesuffix(" ?"))) if to_act.endswith(" ?") else None
    year = _ACT_YEAR.search(from_act)
    if law is None or year is None:
        return to_act
    first, last = (dt.date(int(year[1]), *day) for day in ((1, 1), (12, 31)))
    return in_force(law, to_act.removesuffix(" ?"), Present("", first, last)).key


def _quoted(form: str, rows: Sequence[ReferenceRow]) -> str | None:
    """The act that a page quotes whole: its number stands in its head, its bases follow."""
    basis = _BASIS_LINE.search(form)
    heads = [row for row in rows if basis and 0 < basis.start() - row.end < _HEAD]
    own = [row for row in heads if _NUMBER_LINE.search(form, max(0, row.start - 12), row.start + 4)]
    return own[-1].cited_document if own else None


# -- what stands at one reference ------------------------------------------------------------------


def _alone(form: str, rows: Sequence[ReferenceRow], own: str | None) -> Iterator[Related]:
    """Relations that one reference states with the words around it."""
    for row in rows:
        yield from _of_year(form, row)
        yield from _of_name(row)
        if own is None:
            continue
        before = form[max(0, row.start - _FILLER) : row.start]
        clause = _BREAK.split(before)[-1]
        basis = _words("basis").match(clause.lstrip(' "“*-'))
        if basis and not _words("passive").search(clause):
            begin = row.start - len(clause.lstrip(' "“*-'))
            yield Related(own, "based_on", row.cited_document, begin, row.end, "basis")
        behind = _BREAK.split(form[row.end : row.end + _BEHIND])[0]
        lapse = _words("lapse").search(behind)
        if lapse and _OWN.search(behind, lapse.end()):
            end = row.end + lapse.end()
            yield Related(own, "repeals", row.cited_document, row.start, end, "lapse")


def _of_year(form: str, row: ReferenceRow) -> Iterator[Related]:
    """The amending law of "Bộ luật Hình sự 2015 (sửa đổi, bổ sung năm 2017)"."""
    found = _YEAR.match(form, row.end)
    law = _editions().get(row.cited_document) if found else None
    if found is None or law is None:
        return
    amended = amendments_of(law[0], int(found["year"]))
    if len(amended) == 1:
        key = key_of_edition(*amended[0])
        yield Related(key, "amends", row.cited_document, row.start, found.end(), "year")


def _of_name(row: ReferenceRow) -> Iterator[Related]:
    """An amending law amends the laws it names, in the edition that was there before it."""
    law = _editions().get(row.cited_document)
    for name in law[0].amends if law else ():
        amended = _laws().get(plain(name))
        before = [e for e in amended.editions if e.year < law[1].year] if amended and law else []
        if amended is not None and before:
            key = key_of_edition(amended, before[-1])
            yield Related(row.cited_document, "amends", key, row.start, row.end, "name")


@cache
def _editions() -> dict[str, tuple[Law, Edition]]:
    """Laws and their editions by the keys of the editions."""
    return {
        key_of_edition(law, edition): (law, edition)
        for law in (*laws(), *amending_laws())
        for edition in law.editions
    }


@cache
def _laws() -> dict[str, Law]:
    return {plain(f"{law.form} {law.name}"): law for law in laws()}


# -- what stands between two references ------------------------------------------------------------


def _between(form: str, rows: Sequence[ReferenceRow], own: str | None) -> Iterator[Related]:
    """Relations that the words between a reference and the one before it state."""
    last: Related | None = None
    spoken: dict[str, str | None] = {}  # the one act of a type so far: "Quyết định này"
    for before, row in pairwise([None, *rows]):
        if row is None:
            continue
        start = before.end if before else max(0, row.start - _FILLER)
        gap = form[start : row.start] if row.start - start <= 2 * _FILLER else ""
        current = _passive(gap, before, row) or _active(gap, before, row, _Said(own, last, spoken))
        if current is None and last is not None and _is_listed(gap):
            current = _listed(last, row)
        if current is not None:
            yield current
        last = current
        kind = plain(row.doc_type)
        known = spoken.get(kind, row.cited_document)
        spoken[kind] = known if known == row.cited_document else None


def _passive(gap: str, before: ReferenceRow | None, row: ReferenceRow) -> Related | None:
    """B được sửa đổi, bổ sung bởi | A."""
    found = _words("passive").search(gap)
    if before is None or found is None or _BREAK.search(gap):
        return None
    if _ATTRIBUTES.fullmatch(gap[: found.start()].rstrip(" (,*").removesuffix(" đã")) is None:
        return None
    relation = _relation(found, "passive")
    key, other = row.cited_document, before.cited_document
    return Related(key, relation, other, before.start, row.end, "passive")


def _active(
    gap: str,
    before: ReferenceRow | None,
    row: ReferenceRow,
    said: _Said,
) -> Related | None:
    """A sửa đổi, bổ sung một số điều của | B; the acting document may be the page's own."""
    clause = _BREAK.split(gap)[-1]
    found = next(iter(_words("active").finditer(clause)), None)
    if found is None or len(clause) - found.end() > _FILLER:
        return None
    if _words("void").search(clause, found.end()) or clause.startswith(")", found.end()):
        return None
    lead = clause[: found.start()].strip(' ,(*"“')
    whole = len(clause) == len(gap)
    relation = _relation(found, "active")
    actor, start = None, row.start - len(clause) + found.start()
    if whole and before is not None and _ATTRIBUTES.fullmatch(" " + lead if lead else ""):
        inherited = clause.lstrip().startswith(",") and not lead and said.last is not None
        actor = said.last.from_act if inherited and said.last else before.cited_document
        start = before.start
    elif said.own is not None and (not lead or _OWN.search(lead)):
        actor = said.own
    elif named := _OWN.fullmatch(lead):
        actor = said.spoken.get(named[0].removesuffix(" này"))
    if actor is None:
        return None
    return Related(actor, relation, row.cited_document, start, row.end, "active")


def _is_listed(gap: str) -> bool:
    """True where only a date, an issuer and a link stand between two acts of a list."""
    found = _ISSUED_LINK.fullmatch(f"{gap.strip()} ")
    return found is not None and gap.strip() != ""


def _listed(last: Related, row: ReferenceRow) -> Related:
    """The relation of the act before it in a list, for the next act."""
    if last.rule == "passive":
        return last._replace(from_act=row.cited_document, end=row.end)
    return last._replace(to_act=row.cited_document, end=row.end)
