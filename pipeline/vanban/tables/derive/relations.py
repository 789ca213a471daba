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
from typing import Literal, NamedTuple

from vanban.extraction.reading.plain import BREAK, one_of, plain
from vanban.extraction.references.entries import Relation
from vanban.extraction.references.keys.names import in_force, key_of_edition
from vanban.extraction.references.keys.present import Present
from vanban.extraction.references.lexicon import document_types, grammar, law_named
from vanban.lexicons import grammar as g
from vanban.schema import ReferenceRow
from vanban.tables.derive.amending import (
    ACT_YEAR,
    amended_by,
    amendment_of,
    amends,
    editions,
    is_plausible,
    may_amend,
)
from vanban.tables.derive.ended import OWN, ended, relation_of, words_of
from vanban.tables.derive.quoted import CONSOLIDATED, quoted_act

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
    """What a page said before: its own act, the last relation, the last act of each type."""

    own: str | None
    last: Related | None
    spoken: Mapping[str, str]


_ISSUE = (
    rf"(?:,? ?\(?{g.DAY} [\d/.-]+"
    rf"(?: {g.MONTH} \d{{1,2}},? {g.YEAR} \d{{4}})?\)?)?"  # ngày 7 tháng 6 năm 2024
    rf"(?:,? ?(?:{g.OF}|do) [^,;.\n]{{1,90}}?)?"  # của Chính phủ
)
_ISSUED_LINK = re.compile(
    rf"{_ISSUE}(?:,|;|,? ?{grammar('link')}) ?(?:{g.AND} )?(?:{g.PLURAL} )?"
    rf"(?:{grammar('provision-unit')} [\da-z, ]{{1,20}})*(?:{g.OF} )?"  # và Điều 4
)
_ATTRIBUTES = re.compile(
    rf" ?\)?{_ISSUE}"
    rf"(?:,? {g.IN_FORCE} [^,;.\n]{{1,60}}?)?"  # có hiệu lực từ ngày 29/12/2025
    rf"(?:,? (?:{grammar('aspect')}|{g.AND}|{g.WILL}|{g.ABOUT}|{g.any_of('purpose')}|{g.ISSUING}))*"
)
_SUBJECT = re.compile(
    rf" ?\)?{_ISSUE},? (?:{grammar('about')}|{one_of(g.forms('rules-what'))}) [^.;\n]{{1,260}}"
)
"""An act's subject behind it: "về việc …", "quy định xử phạt …"."""

_CARRIES_OUT: frozenset[Relation] = frozenset({"implements", "guides"})
_FILLER = 160
"""So many characters at most stand between the words of a relation and the act they govern."""
_OWN_LAST = re.compile(OWN.pattern + "$")
_IN_EFFECT = re.compile(
    rf"(?P<type>{one_of(entry.name for entry in document_types())})(?: {g.THIS})? {g.IN_FORCE}"
    rf"[^.\n]{{0,80}}(?:[,;]| {g.AND}) ?$"
)
"""The act that comes into force and ends another: "Nghị định có hiệu lực từ …, thay thế"."""
_FOOTNOTE = re.compile(rf"{g.ON_THE_BASIS} {g.ISSUING} {g.LIKE} sau")
"""A footnote of a consolidated text, with the legal bases of an act that amended it."""
_YEAR = re.compile(
    rf"(?: ?\(|, )(?:{g.PASSIVE} )?{grammar('amend')} {g.YEAR} (?P<year>(?:19|20)\d\d)"
)
_LINE = 500
"""A line of legal bases may hold so many characters before one of them."""


def relations(text: str, references: Sequence[ReferenceRow], own: str | None) -> list[Related]:
    """The relations that a page states, in order of place, each pair of acts once.

    `own` is the key of the act that the page is; None for a page that is none.
    """
    rows = sorted(references, key=lambda row: (row.start, row.end))
    form = plain(text) if rows else ""
    own = own or quoted_act(form, rows)
    form = _joined(form)
    found = [*_alone(form, rows, own), *_between(form, rows, own)]
    found += [Related(*one, rule="lapse") for one in ended(form, rows, own)]
    said = {row.cited_document for row in rows if "year" not in row.inferred}
    said = {key for key in said if not key.endswith(" ?")}
    seen: dict[tuple[str, str, str], Related] = {}
    for one in sorted(found, key=lambda one: (one.start, one.end)):
        then = one.to_act if one.to_act in said else _in_force_then(one.to_act, one.from_act)
        settled = _of_amending(one._replace(to_act=then))
        if is_plausible(settled.from_act, settled.relation, settled.to_act):
            seen.setdefault((settled.from_act, settled.relation, settled.to_act), settled)
    return list(seen.values())


_WRAPPED = re.compile(
    rf"\n(?:(?<=[^\n]{{50}}\n)(?<![.;:!?]\n)(?=[^\W\d_]|\()(?!{g.ON_THE_BASIS} |{g.ARTICLE} \d)"
    rf"|(?<={g.NUMBER}\n)(?=\d))"  # số | 95/2030/NĐ-CP
)
"""The end of a line so long and without a stop: the sentence goes on below."""


def _joined(form: str) -> str:
    """A plain text with blanks for line ends inside its sentences, of the same length."""
    return _WRAPPED.sub(" ", form)


def _of_amending(one: Related) -> Related:
    """What an amending law replaces in the law that it amends is an amendment of that law."""
    return one._replace(relation="amends") if amends(one.from_act, one.to_act) else one


def _in_force_then(to_act: str, from_act: str) -> str:
    """A law without its year, to which an act of a known year stands: that in force that year."""
    known = editions().get(to_act)
    law = known[0] if known else law_named(to_act.removesuffix(" ?"))
    year = ACT_YEAR.search(from_act)
    if law is None or law.amending or year is None:
        return to_act
    name = f"{law.form} {law.name}"
    first, last = (dt.date(int(year[1]), *day) for day in ((1, 1), (12, 31)))
    then = in_force(law, name, Present("", first, last)).key
    if then.endswith(" ?") and all(edition.year != int(year[1]) for edition in law.editions):
        passed = [edition for edition in law.editions if edition.year < int(year[1])]
        then = key_of_edition(law, passed[-1]) if passed else then
    return to_act if then.endswith(" ?") else then


# -- what stands at one reference ------------------------------------------------------------------


def _alone(form: str, rows: Sequence[ReferenceRow], own: str | None) -> Iterator[Related]:
    """Relations that one reference states with the words around it."""
    for row in rows:
        yield from _of_year(form, row)
        yield from _of_name(row)
        if own is None:
            continue
        before = form[max(0, row.start - _LINE) : row.start]
        clause = BREAK.split(before)[-1]
        line = before.rpartition("\n")[2].lstrip(' "“*-')
        first = line if clause.strip(" *") == "" else clause.lstrip(' "“*-')
        basis = words_of("basis").match(first)
        noted = _FOOTNOTE.search(form, max(0, row.start - CONSOLIDATED), row.start)
        if basis and not noted and not words_of("passive").search(clause):
            begin = row.start - len(first)
            yield Related(own, "based_on", row.cited_document, begin, row.end, "basis")


def _of_year(form: str, row: ReferenceRow) -> Iterator[Related]:
    """The amending law of "Bộ luật Hình sự 2015 (sửa đổi, bổ sung năm 2017)"."""
    found = _YEAR.match(form, row.end)
    law = amendment_of(row.cited_document, int(found["year"])) if found else None
    if found is not None and law is not None:
        yield Related(law, "amends", row.cited_document, row.start, found.end(), "year")


def _of_name(row: ReferenceRow) -> Iterator[Related]:
    """An amending law amends the laws it names."""
    for law in amended_by(row.cited_document):
        yield Related(row.cited_document, "amends", law, row.start, row.end, "name")


# -- what stands between two references ------------------------------------------------------------


def _between(form: str, rows: Sequence[ReferenceRow], own: str | None) -> Iterator[Related]:
    """Relations that the words between a reference and the one before it state."""
    last: Related | None = None
    spoken: dict[str, str] = {}  # the last act of a type that was spoken of: "Quyết định này"
    for before, row, after in zip((None, *rows), rows, (*rows[1:], None), strict=False):
        start = before.end if before else max(0, row.start - _FILLER)
        near = row.start - start <= 2 * _FILLER
        gap = form[start if near else row.start - _FILLER : row.start]
        first, said = before if near else None, _Said(own, last, spoken)
        together = before is not None and (before.start, before.end) == (row.start, row.end)
        passive = _passive(gap, first, row)
        current = _of_whom(passive, last) if passive else _active(gap, first, row, said)
        closed = before is not None and _is_closed(form, before, gap)
        listed = last is not None and (together or _is_listed(gap, last, closed=closed))
        if passive is None and current is None and last is not None and listed:
            current = None if _is_amended_next(form, row, after, last) else _listed(last, row)
        if current is not None:
            yield current
        last = current
        other = current is not None and current.to_act == row.cited_document
        spoken[plain(row.doc_type)] = current.from_act if current and other else row.cited_document


def _of_whom(passive: Related, last: Related | None) -> Related | None:
    """What an act amends that stands behind a decree and the law which that decree implements.

    "Nghị định A quy định chi tiết Luật B được sửa đổi bởi Nghị định C": C amends A, for no decree
    amends a law.
    """
    if may_amend(passive.from_act, passive.to_act):
        return passive
    if last is None or last.to_act != passive.to_act or last.relation not in _CARRIES_OUT:
        return None
    whose = passive._replace(to_act=last.from_act, start=last.start)
    return whose if may_amend(whose.from_act, whose.to_act) else None


def _is_amended_next(
    form: str, row: ReferenceRow, after: ReferenceRow | None, last: Related
) -> bool:
    """True for an act in a list "A, sửa đổi bởi B; C, sửa đổi bởi D" that is amended in its turn.

    `row` is C: behind B, it does not amend A as well, since the act `after` it amends it.
    """
    if last.rule != "passive" or after is None:
        return False
    gap = form[row.end : after.start]
    return words_of("passive").search(gap) is not None and not BREAK.search(gap)


_IS_PASSIVE = re.compile(rf"(?:{g.ALREADY} )?(?:{g.PASSIVE}|{g.SUFFERS}) ")
"""Without them "về nội dung sửa đổi tại B" tells what the act before is about."""


def _passive(gap: str, before: ReferenceRow | None, row: ReferenceRow) -> Related | None:
    """B được sửa đổi, bổ sung bởi | A."""
    found = words_of("passive").search(gap)
    if before is None or found is None or BREAK.search(gap):
        return None
    lead = gap[: found.start()].rstrip(" (,*")
    for particle in (g.ALREADY, g.PASSIVE):  # đã được | được sửa đổi
        lead = lead.removesuffix(f" {particle}")
    is_subject = _SUBJECT.fullmatch(lead.rstrip(" (,*")) or f" {g.ABOUT} " in lead
    if not (_IS_PASSIVE.match(found[0]) if is_subject else _ATTRIBUTES.fullmatch(lead)):
        return None
    relation = relation_of(found, "passive")
    key, other = row.cited_document, before.cited_document
    return Related(key, relation, other, before.start, row.end, "passive")


def _active(
    gap: str, before: ReferenceRow | None, row: ReferenceRow, said: _Said
) -> Related | None:
    """A sửa đổi, bổ sung một số điều của | B; the acting document may be the page's own."""
    clause = BREAK.split(gap)[-1]
    found = next(iter(words_of("active").finditer(clause)), None)
    if found is None or len(clause) - found.end() > _FILLER:
        return None
    if words_of("void").search(clause, found.end()) or clause.startswith(")", found.end()):
        return None
    relation = relation_of(found, "active")
    if not _may_govern(clause[found.end() :], relation):
        return None
    lead = clause[: found.start()].strip(' ,(*"“')
    if _NO_ACT.search(lead):
        return None
    whole = len(clause) == len(gap)
    actor, start = None, row.start - len(clause) + found.start()
    behind = gap[: len(gap) - len(clause) + found.start()]
    if whole and before is not None and _is_of(behind, lead, relation):
        inherited = clause.lstrip().startswith(",") and not lead and said.last is not None
        actor = said.last.from_act if inherited and said.last else before.cited_document
        if gap.startswith(")") and said.last is not None and said.last.rule == "passive":
            actor = said.last.to_act  # A (được sửa đổi tại B) quy định chi tiết C
        start = before.start
    elif said.own is not None and (not lead or OWN.search(lead) or _ABOUT.fullmatch(lead)):
        actor = said.own
    elif named := (_IN_EFFECT.search(behind) or _OWN_LAST.search(lead)):
        actor = said.spoken.get(named["type"])
    if actor is None:
        return None
    return Related(actor, relation, row.cited_document, start, row.end, "active")


_NO_ACT = re.compile(rf"(?<!\w)(?:{g.ACCORDING}|{grammar('future')})$")  # theo | hướng dẫn tại
_ABOUT = re.compile(grammar("about"))
_OF_DETAILS = re.compile(
    rf"(?<!\w){grammar('about')}(?!\w)"
    rf"|(?<!\w){g.any_of('matter')} (?!{g.any_of('carrying-out', ' ')})"
)


def _may_govern(filler: str, relation: Relation) -> bool:
    """True where the words between a relation and an act let the act be its object.

    No object is the act that a decree implements which is amended, nor one behind "và" and others;
    who details or guides some procedure does so to an act only where that act lays it down.
    """
    if filler.rstrip().endswith(f" {g.AND}"):
        return False
    inner = words_of("active").search(filler)
    if relation not in _CARRIES_OUT:
        return inner is None or relation_of(inner, "active") not in {"implements", "guides"}
    laid_down = relation == "guides" and filler.rstrip().endswith(f" {g.AT}")
    return laid_down or not _OF_DETAILS.search(filler)


def _is_of(behind: str, lead: str, relation: Relation) -> bool:
    """True where only attributes of an act, or its subject and a comma, stand before the verb."""
    if _ATTRIBUTES.fullmatch(f" {lead}" if lead else ""):
        return True
    detached = behind.rstrip().endswith((",", "(")) and relation in {"replaces", "repeals"}
    return detached and _SUBJECT.fullmatch(f" {lead}") is not None


def _is_listed(gap: str, last: Related, *, closed: bool) -> bool:
    """True where only a date, an issuer and a link stand between two acts of a list.

    The list of "B (được sửa đổi bởi A) và C" ends with its bracket, that of "B được sửa đổi bởi A1
    và A2, C" with its last member.
    """
    found = _ISSUED_LINK.fullmatch(f"{gap.strip()} ")
    closed = last.rule == "passive" and (closed or gap.count(")") > gap.count("("))
    return found is not None and gap.strip() != "" and not closed


def _is_closed(form: str, before: ReferenceRow, gap: str) -> bool:
    """True behind "và A,", the last member of a list, and where "hoặc" sets an act apart."""
    last = form.endswith(f" {g.AND} ", 0, before.start)
    return f" {g.OR} " in gap or (last and f" {g.AND} " not in gap)


def _listed(last: Related, row: ReferenceRow) -> Related:
    """The relation of the act before it in a list, for the next act."""
    if last.rule == "passive":
        return last._replace(from_act=row.cited_document, end=row.end)
    return last._replace(to_act=row.cited_document, end=row.end)
