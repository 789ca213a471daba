"""Keys of documents by the meeting that adopted them.

Nghị quyết Trung ương 4 khóa XII        adopted by a plenum of the Central Committee
Nghị quyết 36-NQ/TW khóa XII            the one resolution of its plenum, by its number
Nghị quyết Đại hội XIII Đảng            adopted by a congress, with the body that held it
"""

from __future__ import annotations

from vanban.extraction.reading.plain import plain
from vanban.extraction.references.draft import Draft
from vanban.extraction.references.entries import RESOLUTION
from vanban.extraction.references.keys.bodies import body
from vanban.extraction.references.keys.settled import Settled
from vanban.extraction.references.lexicon import congress, party_names
from vanban.extraction.references.resolution import central, plenum_key, roman_of
from vanban.lexicons import grammar as g


def meeting_key(draft: Draft) -> Settled:
    """The key of what a plenum or a congress adopted."""
    return Settled(
        _congress_key(draft) if draft.plenum is None else _plenum_key(draft, draft.plenum)
    )


def _plenum_key(draft: Draft, plenum: int) -> str:
    """The plenum's key, or that of the one resolution it adopted."""
    if not central(draft):
        who = body(draft.issuer)
        return f"{draft.doc_type} Hội nghị {plenum} {who} {g.TERM} {roman_of(draft.congress)}"
    entry = congress(draft.congress) if draft.congress else None
    adopted = [p.resolutions for p in entry.sessions if p.number == plenum] if entry else []
    if draft.doc_type == RESOLUTION and adopted and len(adopted[0]) == 1 and adopted[0][0] != "?":
        return f"{RESOLUTION} {adopted[0][0]} {g.TERM} {roman_of(draft.congress)}"
    return plenum_key(draft.doc_type, plenum, draft.congress)


def _congress_key(draft: Draft) -> str:
    number = roman_of(draft.congress) if draft.congress else f"{g.TERM_YEARS} {draft.term}"
    national = draft.issuer is None or plain(draft.issuer) in party_names()
    return f"{draft.doc_type} Đại hội {number} {'Đảng' if national else body(draft.issuer)}"
