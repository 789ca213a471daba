"""Document -> names of persons.

First what signs the page and its pictures, and aliases that everybody knows; then every row of
capitalised words that is left is judged by its shape and by what stands around it; then, knowing
who is in the page, short forms and headlines in capitals. Last, each name gets its full form.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Literal, NamedTuple

from vanban.extraction.names.alias import known_aliases
from vanban.extraction.names.candidate import Candidate
from vanban.extraction.names.candidates import candidates
from vanban.extraction.names.capitals import in_capitals
from vanban.extraction.names.evidence import ENOUGH
from vanban.extraction.names.judge import Judge, Verdict
from vanban.extraction.names.recall import recalled
from vanban.extraction.names.resolve import ResolvedName, canonical_forms
from vanban.extraction.names.runs import Run, rows, run_at, runs
from vanban.extraction.names.signed import signed
from vanban.extraction.reading.document import Reading
from vanban.extraction.reading.wording import Wording
from vanban.extraction.vocabulary.names import OTHER_NAME, is_pen_name, person_nouns, stops
from vanban.lexicons import grammar as g
from vanban.schema import NameFields
from vanban.text.document import Document
from vanban.text.mention import Mention
from vanban.text.spans import Span
from vanban.text.spelling import fold_words

_FAR = 60
_BRANDS = frozenset({"blocker-body", "blocker-work"})
"""Blockers that say what a foreign word is on the whole page."""
_OTHERS = frozenset({"person-kin", "person-merit", "person-state"})
"""Entries of the nouns for persons whom another one is named by, or who are named themselves."""


_BELOW = re.compile(r"\s*(?:\n\s*[(\[][^()\[\]\n]{2,30}[)\]]\s*)?\n\s*")
"""From the office of a signature to the name: a line end, "(đã ký)" on a line between."""


@cache
def _pen_name_of() -> re.Pattern[str]:
    """From a pen name to its bearer: "là bút danh của nhà thơ"."""
    return re.compile(
        rf"\s{is_pen_name()}\s(?:{g.OF}|{g.any_of('with-which')})\s[^.,;:\n]{{0,40}}\Z"
    )


class _Name(NamedTuple):
    """A name that was found, before its full form is known."""

    span: Span
    rule: str
    entries: tuple[str, ...] = ()
    context: Literal["body", "byline", "credit"] = "body"
    honorific: str | None = None
    bearer: str | None = None
    full: bool = True
    foreign: bool = False
    pen: bool = False


def find(document: Document, found: Sequence[Mention]) -> Iterable[Mention]:
    """All names of a document, sorted by place; none overlaps a mention found before."""
    text = document.text
    taken = _disjoint(mention.span for mention in found)
    names = [
        _Name(sign.span, sign.rule, sign.entries, _context(text, sign.span, sign.context, found))
        for sign in signed(document)
        if _is_free(sign.span, taken)
    ]
    taken = _disjoint([*taken, *(name.span for name in names)])
    names += [
        _Name(
            alias.span,
            "name.alias",
            (alias.person.id,),
            honorific=alias.honorific,
            bearer=alias.person.name,
        )
        for alias in known_aliases(Reading.of(document).wording)
        if _is_free(alias.span, taken)
    ]
    taken = _disjoint([*taken, *(name.span for name in names)])
    names += _judged(document, found, taken)
    names.sort(key=lambda name: name.span)
    return _mentions(text, names)


def weighed(document: Document, found: Sequence[Mention]) -> Iterator[Verdict]:
    """The verdicts on all candidates of a document, for people who ask what was weighed.

    `found` are the document's mentions; its names do not close the text to candidates.
    """
    others = [mention for mention in found if mention.kind != "name"]
    closed = _disjoint(mention.span for mention in others)
    judge = Judge(document, others)
    return _verdicts(runs(judge.wording, closed), judge)


def _context(
    text: str, span: Span, context: Literal["byline", "credit"], found: Sequence[Mention]
) -> Literal["body", "byline", "credit"]:
    """The context of a name that stands alone: below an office it is the signer of an act."""
    above = max(
        (m.span.end for m in found if m.kind == "title" and m.span.end <= span.start), default=0
    )
    signature = above and _BELOW.fullmatch(text[max(above, span.start - _FAR) : span.start])
    return "body" if signature else context


def blocked_by(verdict: Verdict) -> str | None:
    """The id of the entry that makes a row of words no person's name, None where none does."""
    against = (sign for sign in verdict.evidence if sign.rule in ("name.lore", "name.body"))
    lore = next((sign.entries[0] for sign in against if sign.entries), None)
    return lore or (verdict.block.id if verdict.block else None)


def _verdicts(found: Iterable[Run], judge: Judge) -> Iterator[Verdict]:
    """The verdicts on all candidates of some runs, from left to right."""
    last: Verdict | None = None
    for run in found:
        for candidate in candidates(run):
            last = judge.judge(candidate, last)
            yield last


def _judged(document: Document, found: Sequence[Mention], closed: Sequence[Span]) -> list[_Name]:
    """The names that shape and surroundings give away."""
    judge = Judge(document, found)
    wording = judge.wording
    informative = [
        run_at(wording, *row) for row in rows(wording, closed) if _is_informative(wording, *row)
    ]
    verdicts = list(_verdicts((run for run in informative if not run.capitals), judge))
    accepted = _no_brands(verdicts)
    names = [_of(verdict, verdict.rule) for verdict in accepted]
    names += [_of(verdict, "name.known-in-document") for verdict in recalled(verdicts)]
    full = [verdict.candidate for verdict in accepted if verdict.candidate.size > 1]
    headlines = (run for run in informative if run.capitals)
    names += [_of(verdict, verdict.rule) for verdict in in_capitals(headlines, full, judge)]
    return names


def _no_brands(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """The accepted verdicts, without foreign words that the name of who leads them follows.

    "CEO Elsa Speak | Lê An": two people never touch, so the first is a firm or a work, and where
    it stands elsewhere too, or behind "công ty".
    """
    accepted = [verdict for verdict in verdicts if verdict.accepted]
    starts = {verdict.candidate.span.start for verdict in accepted if verdict.candidate.size > 1}
    weak = [v for v in accepted if v.candidate.foreign and v.support[0].weight < ENOUGH]
    led = {v.candidate.keys for v in weak if _meets(v.candidate) in starts}
    unsure = {v.candidate.keys for v in weak if not v.left.honorific} - led
    others = (v for v in verdicts if v.candidate.keys in unsure and not v.accepted)
    brands = led | {v.candidate.keys for v in others if v.block and v.block.id in _BRANDS}
    return [
        verdict
        for verdict in accepted
        if not (verdict.candidate.foreign and _meets(verdict.candidate) in starts)
        and (verdict.candidate.keys not in brands or verdict.left.honorific)
    ]


def _meets(candidate: Candidate) -> int | None:
    """Where a name would begin that directly follows a candidate in its line."""
    end = candidate.span.end
    return None if candidate.run.wording.text[end : end + 1] == "\n" else end + 1


def _is_informative(wording: Wording, first: int, end: int) -> bool:
    """False for a single word that names nobody: an abbreviation, or a word that ends names."""
    alone = wording.forms[first]
    return end - first > 1 or not (alone.upper or stops().get((alone.key,)))


def _of(verdict: Verdict, rule: str) -> _Name:
    """A verdict as the name that it accepts, with its honorific and its bearer."""
    candidate = verdict.candidate
    left = verdict.left
    honorific = left.honorific
    pen = left.noun is not None and left.noun.id in OTHER_NAME
    several = candidate.size > 1 or candidate.regnal
    return _Name(
        candidate.span,
        rule,
        verdict.entries,
        bearer=verdict.bearer,
        pen=pen,
        honorific=honorific.field if honorific and not (left.colon and honorific.plural) else None,
        full=several and (candidate.shape == "full" or candidate.foreign or candidate.size == 3),
        foreign=candidate.foreign,
    )


def _mentions(text: str, names: Sequence[_Name]) -> Iterator[Mention]:
    """Names as mentions, each with the fullest form that the page has of it."""
    named = [_to_resolve(text, names, place) for place in range(len(names))]
    for name, canonical in zip(names, canonical_forms(named), strict=True):
        fields = NameFields(
            canonical=name.bearer or canonical, honorific=name.honorific, context=name.context
        )
        yield Mention("name", name.span, fields, name.rule, name.entries)


def _to_resolve(text: str, names: Sequence[_Name], place: int) -> ResolvedName:
    """A name of a page with what `resolve` asks of it and of the names right beside it."""
    name = names[place]
    near = place > 0 and _are_near(text, names[place - 1].span, name.span)
    after = names[place + 1].span if place + 1 < len(names) else None
    return ResolvedName(
        name.bearer or name.span.of(text),
        name.full,
        name.foreign,
        name.honorific,
        signed=name.context != "body",
        near=near,
        pen=name.pen and near and not _another(text[names[place - 1].span.end : name.span.start]),
        bearer_after=after is not None and _tells_bearer(text, name.span, after),
    )


def _tells_bearer(text: str, name: Span, bearer: Span) -> bool:
    """True where the full name follows: "Sơn là bút danh của | Vi Páo", "Sáu Lầu (Cao Văn Lầu)"."""
    between = text[name.end : bearer.start]
    if between.strip() != "(":
        return _pen_name_of().match(between) is not None
    short, full = fold_words(name.of(text)), fold_words(bearer.of(text))
    closed = text[bearer.end : bearer.end + 1] == ")"
    return closed and len(short) < len(full) and short[-1:] == full[-1:]


def _are_near(text: str, left: Span, right: Span) -> bool:
    """True where two names stand in one sentence, not far apart."""
    between = text[left.end : right.start]
    return len(between) < _FAR and not re.search(r"[.!?…]\s|\n", between)


def _another(between: str) -> bool:
    """True where a queen or a relative is named between two names: "…, mẹ là bà phi (húy | …"."""
    words = fold_words(between)
    found = (person_nouns().prefix(words[place:]) for place in range(len(words)))
    return any(noun and noun[0].id in _OTHERS for noun in found)


def _is_free(span: Span, taken: Sequence[Span]) -> bool:
    """True where a span overlaps none of some sorted, disjoint ones."""
    place = bisect_left(taken, Span(span.end, span.end))
    return place == 0 or taken[place - 1].end <= span.start


def _disjoint(spans: Iterable[Span]) -> list[Span]:
    """The spans sorted, those that overlap made one."""
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.start < out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return out
