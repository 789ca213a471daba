"""Offices in the text of a law, or on a page that explains one: classes, not persons.

In: the reading of a document and its candidates. Out: for each whether it stands in a rule ("do
Bộ trưởng Bộ Y tế ban hành", "Chánh án quyết định"). No class is who has a name beside it, who
proposed or issued a document ("Theo đề nghị của …", "Thông tư số 5 ngày … của …", "… ban hành
Thông tư"), who signs it, and to whom it is sent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from vanban.extraction.reading.document import Reading
from vanban.extraction.titles.judge import Seen

_PROVISION = re.compile(r"(?i)\b(?:điều|khoản) \d")
"""A provision, cited or at its head: Điều 5, khoản 2."""
PROVISIONS = 4
"""Provisions of a page that states rules."""
PER_PERSON = 4
"""So many provisions a person who has an office on it; news of a trial has more persons."""

_HEAD = re.compile(r"(?m)^\W{0,3}Điều 1\b")
_SENT_TO = re.compile(r"(?mi)^\W{0,3}(?:nơi nhận|kính gửi)\b")
_ISSUED = re.compile(r"(?:\d{4}|[-/][A-ZĐ]{2,}\d{0,2})\)?,?\s+(?:của|do)\s+\Z")
"""A document's year or symbol, and "của" before its issuer."""
_PROPOSED = re.compile(r"\bTheo (?:đề nghị|đề xuất|ý kiến) của\s+\Z")
_ISSUES = re.compile(
    r"(?:\s+(?:vừa|đã|mới))?\s+(?:ban hành|ký|phê duyệt)\s+(?:(?:ban hành|một|hai)\s+)?"
    r"[A-ZĐ][^\s]*\s+(?:[^\s\d]+\s+){0,3}(?P<number>\d)?"
)
"""Behind an office: that it issues a document, with its number or without."""
_PERSON = re.compile(r"\b(?:[Ôô]ng|[Bb]à|[Đđ]ồng chí)\s+[A-ZĐÀ-Ỹ]")
_LOOK_BACK = 40
_LOOK_AHEAD = 60


def ruled(reading: Reading, seen: Sequence[Seen]) -> list[bool]:
    """For each candidate, whether it is an office in a rule."""
    text = reading.text
    held = sum(one.setting.name_after or one.setting.name_before for one in seen)
    provisions = len(_PROVISION.findall(text))
    if provisions < max(PROVISIONS, PER_PERSON * held):
        return [False] * len(seen)
    return list(_ruled(reading, seen))


def _ruled(reading: Reading, seen: Sequence[Seen]) -> Iterator[bool]:
    text = reading.text
    head = _HEAD.search(text)
    opening = head.start() if head else 0
    sent = next((match.start() for match in _SENT_TO.finditer(text, opening)), len(text))
    last = False
    for one in seen:
        start = reading.words.starts[one.candidate.start]
        end = reading.words.ends[one.candidate.end - 1]
        follows = one.chained and not last
        last = not (follows or start > sent or _definite(reading, one, start, end, opening))
        yield last


def _definite(reading: Reading, one: Seen, start: int, end: int, opening: int) -> bool:
    """True where the office at `start:end` is one person's; the articles begin at `opening`."""
    text, setting = reading.text, one.setting
    if setting.name_after or setting.name_before or text[start : start + 5].isupper():
        return True
    before = text[max(0, start - _LOOK_BACK) : start]
    if _ISSUED.search(before) or _PROPOSED.search(before):
        return True
    issues = _ISSUES.match(text, end, end + _LOOK_AHEAD)
    opens = reading.words.breaks(one.candidate.start)
    if issues and (issues["number"] or end < opening or opens):
        return True
    line = text[text.rfind("\n", 0, start) + 1 : start]
    return setting.cue and _PERSON.search(line) is not None
