"""Holders whom a verb gives their title: "bổ nhiệm ông A làm X", "A thôi chức X", "A là X".

In: a document, a chain of titles, the names. Out: for each title the person named last before the
verb in the sentence; for a clause that opens the sentence ("Thời gian giữ cương vị X, ông A …") the
person named after it.
"""

from __future__ import annotations

import re

from vanban.extraction.holders.beside import Chain, canonical, relative, together
from vanban.text.document import Document
from vanban.text.mention import Mention

LOOK_BACK = 40
"""Characters before a title in which the verb stands."""

_VERB = re.compile(
    r"(?:\b(?:giữ|nhận|thôi|rời|từ)\s+)?\b(?:chức\s+vụ|chức\s+danh|chức|cương\s+vị|trọng\s+trách|"
    r"vai\s+trò|nhiệm\s+vụ|ghế)\s*(?:mới\s*)?(?:là\s*|của\s*|như\s*)?(?:các\s*)?$"
    r"|\b(?:làm|là|trở\s+thành|đảm\s+nhiệm|đảm\s+nhận|giữ|tư\s+cách|kiêm|thôi|tham\s+gia)"
    r"\s*(?:các\s*)?$|\b(?P<chosen>bầu|cử|bổ\s+nhiệm|chỉ\s+định|thôi)\s*$",
    re.IGNORECASE,
)
_PASSIVE = re.compile(r"\b(?:được|bị|xin)\b", re.IGNORECASE)
_PRONOUN = re.compile(r"\b(?:ông|bà|anh|chị|đồng\s+chí)\b", re.IGNORECASE)
_LATER_PRONOUN = re.compile(
    r"[^.!?;\n]{0,80},\s*(?:ông|bà|anh|chị|đồng\s+chí)\s+[a-zà-ỹđ]", re.IGNORECASE
)
_CLAUSE = re.compile(r"[^.!?\n]{0,60},\s*(?:đồng\s+chí|ông|bà|anh|chị)\s+", re.IGNORECASE)


def by_verb(document: Document, chain: Chain) -> dict[Mention, str]:
    """The holders of a chain that a verb before it names.

    Whom somebody elects is not who stands before the verb, unless it is passive ("được bầu").
    """
    text, start = document.text, chain.titles[0].span.start
    verb = _VERB.search(text[max(start - LOOK_BACK, 0) : start])
    if not verb:
        return {}
    opening = _sentence_start(document, start)
    before = chain.before
    if before and before.span.start >= opening:
        return _from_subject(text, chain, opening, chosen=bool(verb["chosen"]))
    if chain.after and _CLAUSE.fullmatch(
        text[chain.titles[-1].span.end : chain.after[0].span.start]
    ):
        return dict.fromkeys(chain.titles, canonical(chain.after[0]))
    end = chain.titles[-1].span.end
    if before and (_PRONOUN.search(text[opening:start]) or _LATER_PRONOUN.match(text, end)):
        return dict.fromkeys(chain.titles, canonical(before))
    return {}


def _from_subject(text: str, chain: Chain, opening: int, *, chosen: bool) -> dict[Mention, str]:
    """The holders whom the sentence from `opening` on names before the verb."""
    before = chain.earlier[-1]
    active = not _PASSIVE.search(text[before.span.end : chain.titles[0].span.start])
    if relative(text, before) or (chosen and active):
        return {}
    sentence = [name for name in chain.earlier if name.span.start >= opening]
    return dict.fromkeys(chain.titles, together(text, sentence))


def _sentence_start(document: Document, position: int) -> int:
    """Where the sentence at a position begins."""
    if not document.sentences:
        return document.text.rfind("\n", 0, position) + 1
    return document.sentences[document.sentence_index(position)].span.start
