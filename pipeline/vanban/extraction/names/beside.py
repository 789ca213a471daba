"""What touches a candidate: a title, which names a person; a number, a place, marks, other words.

In: a text, the spans of its titles, a candidate and what stands to its left. Out: the evidence of a
title beside or above it, and answers to single questions.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from vanban.extraction.names.blockers import HO_CHI_MINH, Block
from vanban.extraction.names.candidate import Candidate
from vanban.extraction.names.candidates import strong_place
from vanban.extraction.names.evidence import ENOUGH, Evidence, Left
from vanban.extraction.reading.wording import Wording, adjoin
from vanban.extraction.vocabulary.names import (
    blockers,
    honorifics,
    openers,
    person_nouns,
    places,
    surnames,
)
from vanban.extraction.vocabulary.organizations import types
from vanban.lexicons import grammar as g
from vanban.text.spans import Span, line_start
from vanban.text.spelling import fold_word, fold_words

_NUMBER_BEHIND = re.compile(
    r"[ \u00a0]\d+(?!-\d|[\d.,]*[ \u00a0]?"
    rf"(?:{g.AGE}|t\b|{g.YEAR}|{g.MONTH}|'|{g.any_of('goal')}|{g.TIMES}))"
)
_AND_ANOTHER = re.compile(rf" (?:[-–&]|{g.AND}) (?=[^\W\d_])")
_BEHIND_TITLE = re.compile(r"[\"”»*]\*?[ \u00a0]?\(\Z")
_SOVEREIGNS = g.word_set("sovereign")
_CUT_OFF = re.compile(r" ?(?:\.\.\.|…)")
_FAMILY = fold_words(g.word("family"))
_ERAS = frozenset(map(fold_words, g.forms("era")))
_OWNING = (g.OF, g.BY)
_BEFORE_TITLE = re.compile(
    rf"[\s\u00a0]{{0,2}}(?:,|-|–|\(|:)?[\s\u00a0]{{0,2}}(?:{g.NOW} {g.IS} )?"
)
_SHORT_FORM = re.compile(r"[ \u00a0]?\([^\W\d_][\w&.\-]{1,11}\)[ \u00a0]?")
"""From a title to the name: the short form of its body ("Liên đoàn Công nghiệp (FTI) | Lê An")."""
_DOTTED = re.compile(r"(?<!\w)[A-ZĐ][B-DF-HJ-NP-TV-XZĐƯb-df-hj-np-tv-xz]{1,4}\.[ \u00a0]{0,2}\Z")
"""A title of consonants with its dot, up to the name: "TS. | Lê An"; a word may end a sentence."""
_DOTTED_LIMIT = 8
"""Characters of such a title with its dot."""
_BULLET = re.compile(r"[\s•*+–-]{0,4}(?:\d{1,3}[.)]?)?[ \u00a0]{0,2}")
_BULLET_LIMIT = 12  # characters of a bullet
_SIGNED = re.compile(r"\s*\n\s*[(\[][^()\[\]\n]{2,30}[)\]]\s*\n\s*")
"""Between an office and the name of who signed: "(đã ký)" on a line of its own."""
_SIGNED_LIMIT = 60
"""Characters of such a gap."""
_NEAR = 12  # characters from a name to the title behind it
_PROVINCE = fold_word(g.PROVINCE)
_MARX = re.compile(rf"{g.any_of_either_case('marx')}\s?[-–]\s?\Z")
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


def on_way(candidate: Candidate) -> bool:
    """True where a word of place or a place stands before a row: "đến | Diên An"."""
    wording, first = candidate.run.wording, candidate.words[0]
    before = wording.keys[first - 1] if first and wording.joined(first) else ""
    dash = wording.text[candidate.span.start - 2] in "-–" if first else False
    place = dash and places().suffix(wording.keys[max(0, first - 3) : first])  # Sài Gòn - Gia Định
    return before in g.word_set("way") or bool(place)


def behind_capitals(candidate: Candidate) -> bool:
    """True behind a word in capitals, as firms are called: "NSH | Petro"."""
    start = candidate.span.start
    before = candidate.run.wording.text[max(start - 3, 0) : start]
    return before[:2].isupper() and before[:2].isalpha() and before[2:] == " "


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


def cut_off(text: str, candidate: Candidate, left: Left) -> bool:
    """True for the one word left of a headline that was cut short: "Bộ trưởng | Quốc ..."."""
    called = left.honorific or (left.noun and left.noun.weight > ENOUGH)
    one = candidate.size == 1 and not (candidate.foreign or called)
    return one and _CUT_OFF.match(text, candidate.span.end) is not None


def of_province(candidate: Candidate, block: Block | None) -> bool:
    """True where an office of a province stands before a name: no province bears a person's."""
    head = block.head if block and block.office and block.plain else None
    return head is not None and head == _PROVINCE and candidate.keys != HO_CHI_MINH


def of_doctrine(text: str, start: int) -> bool:
    """True in "Mác - Lênin", the name of a doctrine."""
    return _MARX.search(text, max(0, start - 8), start) is not None


def person_anyway(candidate: Candidate, block: Block, famous: bool) -> bool:
    """True where the head belongs to an office or a family, and the name is the person's."""
    monk = candidate.surname is not None and candidate.surname.id == _MONK
    if monk and block.id == "blocker-area" and block.head is None:  # TT. | Thích Thanh Tâm
        return True
    if block.id == "blocker-address" and candidate.wholly_foreign:
        return not famous  # hạt giống số 20 | Amanda Anisimova
    if block.alone:
        return candidate.size > 2 and candidate.keys[1:] not in _ERAS
    if candidate.shape != "full" or candidate.size < 3 or famous:
        return False
    return block.office and block.plain


class Offices:
    """The titles of one text, as evidence for the names beside them."""

    def __init__(self, text: str, titles: Iterable[Span]) -> None:
        self._text = text
        self._spans = sorted(titles)
        self._ends = sorted(span.end for span in self._spans)
        self._starts = [span.start for span in self._spans]

    def beside(self, candidate: Candidate) -> Iterator[Evidence]:
        """The evidence of a title that ends or begins right beside a candidate."""
        span = candidate.span
        if not self._ends:
            return
        place = bisect_left(self._ends, span.start + 1) - 1
        end = self._ends[place] if place >= 0 else None
        if end is not None and (self._follows(end, span) or self._of_place(end, candidate)):
            bare = candidate.shape == "loose" and candidate.size == 1 and not candidate.foreign
            yield Evidence("name.after-title", 3 if bare else 4)
        place = bisect_left(self._starts, span.end)
        start = self._starts[place] if place < len(self._starts) else len(self._text)
        begins = place < len(self._starts) and start - span.end < _NEAR
        if begins and _BEFORE_TITLE.fullmatch(self._text, span.end, start):
            row = self._opens_line(span) and candidate.shape == "loose" and candidate.size > 1
            foreign = candidate.foreign and candidate.size > 1
            apposed = foreign and not self._of_another(self._spans[place].end)
            yield Evidence("name.before-title", 4 if row else 3 if apposed else 2)

    def _of_another(self, title_end: int) -> bool:
        """True where a name stands behind a title: "…, giám đốc | Lê An"."""
        after = self._text[title_end : title_end + 2]
        return after[:1] == " " and after[1:].isupper()

    def _follows(self, title_end: int, span: Span) -> bool:
        """True where a name follows a title: at once, behind its short form, or as the signer."""
        if adjoin(self._text, title_end, span.start):
            return True
        short = _SHORT_FORM.fullmatch(self._text, title_end, span.start)
        return (
            short is not None
            or self._is_behind_dot(title_end, span)
            or self._signs(title_end, span)
        )

    def _is_behind_dot(self, title_end: int, span: Span) -> bool:
        """True where a name follows the dot of an abbreviated title."""
        found = dotted_before(self._text, span.start)
        return found is not None and found.start < title_end < found.end

    def _signs(self, title_end: int, span: Span) -> bool:
        """True where a name stands alone below an office, "(đã ký)" on a line between."""
        near = span.start - title_end <= _SIGNED_LIMIT
        signed = near and _SIGNED.fullmatch(self._text, title_end, span.start)
        return bool(signed) and fills_line(self._text, span)

    def _of_place(self, title_end: int, candidate: Candidate) -> bool:
        """True where a place alone stands between title and name: "Cục Dự trữ | Dallas | Logan"."""
        run, begin = candidate.run, candidate.begin
        named = candidate.shape == "full" or candidate.foreign
        place = places().get(run.keys[:begin]) if begin and named else None
        return place is not None and adjoin(self._text, title_end, run.start(0))

    def _opens_line(self, span: Span) -> bool:
        """True where a span is the first of its line, a bullet or a number apart."""
        left = line_start(self._text, span.start)
        near = span.start - left < _BULLET_LIMIT
        return near and _BULLET.fullmatch(self._text, left, span.start) is not None


def dotted_before(text: str, start: int) -> Span | None:
    """The abbreviated title with its dot that ends at `start`, blanks apart: "TS. | Lê An"."""
    found = _DOTTED.search(text, max(start - _DOTTED_LIMIT, 0), start)
    return Span(*found.span()) if found else None


def fills_line(text: str, span: Span) -> bool:
    """True where nothing else stands on the line of a span."""
    left = line_start(text, span.start)
    right = text.find("\n", span.end)
    rest = text[left : span.start] + text[span.end : right if right >= 0 else None]
    return not rest.strip()
