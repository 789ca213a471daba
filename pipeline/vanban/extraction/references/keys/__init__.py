"""`cited_document`: one stable, readable key for one document.

A key is made of what identifies the document, in one spelling, whatever the page wrote; the modules
of this room show the keys of their kinds: `numbered`, `meetings`, `names`. What settles a key, in
this order: the number with its symbol; what the words beside it say (year, day of issue, khóa,
issuer); what the other mentions on the page say; the page's own day or year, with general knowledge
of what was in force (then `inferred` names the field).

"?" stands where a part is not settled: such a key says what the page says and no more, and is no
key to join on. Keys are never given to another document.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from vanban.extraction.references.draft import Draft, facts
from vanban.extraction.references.keys.implemented import with_implemented
from vanban.extraction.references.keys.meetings import meeting_key
from vanban.extraction.references.keys.names import (
    has_one_edition,
    name_key,
    name_of,
    numbered_law,
    with_passed,
)
from vanban.extraction.references.keys.numbered import numbered_key
from vanban.extraction.references.keys.offences import by_offence
from vanban.extraction.references.keys.present import Present
from vanban.extraction.references.keys.settled import Settled

__all__ = ["keyed"]

_NAMED_RULES = frozenset(
    {
        "reference.by-name",
        "reference.by-unlisted-name",
        "reference.by-treaty-name",
        "reference.by-abbreviation",
    }
)
"""Rules of documents that a name identifies, also where a number stands behind it."""

_SHARED = ("year", "issued_on", "issuer", "congress", "edition")
"""What one mention of a document says for all others on the page."""


def keyed(drafts: Sequence[Draft], present: Present) -> list[tuple[Draft, str]]:
    """Every draft with the key of its document; `present` is the page's own day or year.

    What one mention of a document says of its edition (date, year, congress, body) counts for the
    others on the page, where they agree.
    """
    drafts = [
        with_passed(by_offence(draft, present.form), present)
        for draft in with_implemented(drafts, present.form)
    ]
    said = facts((draft for draft in drafts if not draft.former), _group)
    shared = [_share(draft, said.get(_group(draft), ())) for draft in drafts]
    return [
        _with_key(draft, _settle(more, present)) for draft, more in zip(drafts, shared, strict=True)
    ]


def _with_key(draft: Draft, settled: Settled) -> tuple[Draft, str]:
    return replace(
        draft,
        entries=tuple(dict.fromkeys((*draft.entries, *settled.entries))),
        inferred=tuple(dict.fromkeys((*draft.inferred, *settled.inferred))),
        candidates=draft.candidates or settled.candidates,
    ), settled.key


def _group(draft: Draft) -> tuple[object, ...]:
    """What two mentions of one document have in common on any page."""
    if _is_numbered(draft):
        return draft.doc_type, draft.number, draft.symbol
    if draft.gathered:
        return draft.doc_type, draft.plenum, draft.congress, draft.congress or draft.term
    return draft.doc_type, name_of(draft), draft.stage, draft.revised and draft.year


def _is_numbered(draft: Draft) -> bool:
    """True where a number and no name of a law or treaty identifies a document."""
    return draft.numbered and draft.rule not in _NAMED_RULES


def _share(draft: Draft, said: Sequence[Draft]) -> Draft:
    """The draft with year, date, issuer and congress of its other mentions, where they agree."""
    if (draft.plural and draft.symbol is None) or has_one_edition(draft) or draft.stage == "bill":
        return draft
    others = [d for d in said if None in (draft.year, d.year) or draft.year == d.year]
    for field in _SHARED:
        if (field == "issuer" and draft.gathered) or getattr(draft, field) is not None:
            continue
        if field == "year" and draft.numbered and draft.symbol is None:
            continue
        values = {getattr(d, field) for d in others} - {None}
        if field == "year" and draft.newest and values:
            values = {max(values)}
        if len(values) == 1:
            value = values.pop()
            apart = draft.apart or (field == "year" and any(d.apart for d in others))
            draft = replace(draft, apart=apart, **{field: value})
    return draft


def _settle(draft: Draft, present: Present) -> Settled:
    """The key of a draft's document and what settled it."""
    if _is_numbered(draft):
        return numbered_law(draft) or numbered_key(draft, present)
    if draft.gathered:
        return meeting_key(draft)
    if draft.numbered and draft.stage is None and (by_number := numbered_law(draft)):
        return by_number
    return name_key(draft, present)
