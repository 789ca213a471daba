"""What directly beside a candidate says that it is no person, or the author of a work.

In: a text, a candidate and what stands to its left. Out: whether a number, a place, quotation marks
or a word of another kind touch it.
"""

from __future__ import annotations

import re

from vanban.extraction.names.blockers import Block
from vanban.extraction.names.candidates import Candidate, strong_place
from vanban.extraction.names.evidence import Left
from vanban.extraction.names.lexicon import (
    blockers,
    honorifics,
    openers,
    person_nouns,
    surnames,
)
from vanban.extraction.organizations.lexicon import types
from vanban.extraction.reading.wording import Wording
from vanban.lexicons import grammar as g
from vanban.text.spans import Span
from vanban.text.spelling import fold_words

_NUMBER_BEHIND = re.compile(
    rf"[ \u00a0]\d+(?![\d.,]*[ \u00a0]?(?:{g.AGE}|t\b|{g.YEAR}|{g.MONTH}|'|bàn|{g.TIMES}))"
)
_AND_ANOTHER = re.compile(rf" (?:[-–&]|{g.AND}) (?=[^\W\d_])")
_BEHIND_TITLE = re.compile(r"[\"”»*]\*?[ \u00a0]?\(\Z")
_SOVEREIGNS = frozenset(fold_words("vua chúa"))
_FAMILY = fold_words("gia đình")
_ERAS = frozenset(map(fold_words, g.forms("era")))
_OWNING = (g.OF, g.BY)
_MONK = "surname-thich"
"""Entry of the name that monks and nuns bear in place of a surname."""
_NUMBERED = re.compile(rf" (?:{g.ORDINAL}|\d{{1,2}})\b")
"""The number of a year of a reign."""


def numbered(text: str, candidate: Candidate, left: Left) -> bool:
    """True where a number stands directly behind: "Điều 15", "Airbus 320", "khóa D6"."""
    end = candidate.span.end
    if text[end : end + 1].isdigit():
        return candidate.size == 1 or len(candidate.run.texts[candidate.end - 1]) == 1
    bare = candidate.shape == "loose" and not left.honorific
    return bare and _NUMBER_BEHIND.match(text, end) is not None


def before_place(candidate: Candidate) -> bool:
    """True where a place ends the row behind words without surname: "Thép Xanh | Nam Định"."""
    rest = candidate.run.keys[candidate.end :]
    return bool(rest) and not candidate.foreign and strong_place(rest)


def opens_body(candidate: Candidate) -> bool:
    """True for one word that opens the names of bodies: "Đảng ủy viên | Khối"."""
    return candidate.size == 1 and types().get(candidate.keys) is not None


def no_person(left: Left, candidate: Candidate) -> str | None:
    """The entry of what a cue and a word together are instead ("ông Táo", "thạc sĩ Luật")."""
    found = blockers().suffix((*left.keys[-2:], *candidate.keys))
    if found and found[1] > candidate.size:
        return found[0].id
    opens = left.noun and candidate.size == 1 and candidate.keys[0] in openers()
    if opens or honorifics().get(candidate.keys):
        return "blocker-lore"
    family = candidate.size == 1 and left.keys[-2:] == _FAMILY
    return "blocker-family" if family else None


def dynasty(candidate: Candidate) -> bool:
    """True for the house of a sovereign: "chúa | Nguyễn", "vua | Trần"."""
    wording, first = candidate.run.wording, candidate.words[0]
    before = wording.keys[first - 1] if first and wording.joined(first) else ""
    longer = person_nouns().suffix(wording.keys[max(0, first - 2) : first])  # công chúa
    sovereign = before in _SOVEREIGNS and (longer is None or longer[1] == 1)
    return sovereign and surnames().get(candidate.keys) is not None


def renames(full: Candidate, other: Candidate, gap: str) -> bool:
    """True for the name by which friends call somebody: "Trần Văn Quang (Ba | Quang)".

    It ends as the full name does, or begins with its end or the order of birth in the family.
    """
    closed = other.run.wording.text[other.span.end : other.span.end + 1] == ")"
    alike = other.size > 1 and full.size > 1 and full.keys[-1] == other.keys[-1]
    alike = alike and (other.size < full.size or other.shape == "loose")
    alike = alike or (other.size == 2 and other.keys[0] in g.word_set("birth-order"))
    alike = alike or (other.size == 2 and other.keys[0] == full.keys[-1])  # Bẩy Doãn
    return gap.strip() == "(" and closed and alike


def inside_sentence(text: str, start: int) -> bool:
    """True where a word in small letters or a comma stands directly before a place."""
    before = text[max(0, start - 2) : start]
    return before[-1:] in " \u00a0" and (before[:1].isalpha() or before[:1] == ",")


def opens_quotation(text: str, span: Span) -> bool:
    """True where the row is the first word inside quotation marks, with a capital as any other."""
    return span.start > 0 and text[span.start - 1] in '“"‘«'


def author(text: str, span: Span) -> bool:
    """True where the row opens brackets behind a quoted title: "… đi suốt đời” (Trọng Loan)."""
    before, after = text[max(0, span.start - 4) : span.start], text[span.end : span.end + 1]
    closed = after in (")", ",") or _AND_ANOTHER.match(text, span.end) is not None
    return closed and _BEHIND_TITLE.search(before) is not None


def owns(wording: Wording, first: int) -> bool:
    """True where something is somebody's or by somebody: "Truyện Kiều của | Nguyễn Du"."""
    return first > 0 and wording.joined(first) and wording.forms[first - 1].text in _OWNING


def quoted(text: str, span: Span) -> bool:
    """True where quotation marks stand directly around the row: a work, a firm, a nickname."""
    before, after = text[max(0, span.start - 1) : span.start], text[span.end : span.end + 1]
    return bool(before and after) and before in "“\"'‘«" and after in "”\"'’»"


def of_reign(text: str, span: Span) -> bool:
    """True for who gives a year its name: "năm | Gia Long | thứ tư", "niên hiệu | Tự Đức | 12"."""
    before = text[max(0, span.start - len(g.REIGN) - 1) : span.start].lower()
    reign = before.endswith((f"{g.YEAR} ", f"{g.REIGN} "))
    return reign and _NUMBERED.match(text, span.end) is not None


def person_anyway(candidate: Candidate, block: Block, famous: bool) -> bool:
    """True where the head belongs to an office or a family, and the name is the person's."""
    monk = candidate.surname is not None and candidate.surname.id == _MONK
    if monk and block.id == "blocker-area" and block.head is None:  # TT. | Thích Thanh Tâm
        return True
    if block.alone:
        return candidate.size > 2 and candidate.keys[1:] not in _ERAS
    if candidate.shape != "full" or candidate.size < 3 or famous:
        return False
    return block.office and block.plain
