"""Characters set right: an ordered list of named, pure fixes over an aligned text.

In: a raw text as it was typed, pasted and scraped. Out: the same text in NFC, with Vietnamese
letters, plain spaces and one line end, every character still knowing its raw place. None of the
fixes decides what is article and what is not; that is what `vanban.cleaning.cuts` does.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

from vanban.text.spans import (
    HOMOGLYPHS,
    LATE_SHAPE,
    LOOK_ALIKES,
    REFERENCE,
    UNSEEN,
    AlignedText,
    Edit,
    in_order,
    unescape,
)

_LINE_END = re.compile("[\r\x0b\x0c\x85\u2028\u2029](?:(?<=\r)\n)?")
_UNSEEN_RUN = re.compile(f"{UNSEEN.pattern}{UNSEEN.pattern}*")
_EXOTIC_SPACE = re.compile("[\x1c-\x1f\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_MARK = re.compile("[\u0300-\u036f]")
_COMBINED = re.compile("[^\\s\u0300-\u036f][\u0300-\u036f]+")
_WRONG_LETTER = re.compile(f"[{''.join(LOOK_ALIKES)}]")
_MIXED = re.compile(
    rf"(?<![^\W\d_])(?=[^\W\d_]*[{''.join(HOMOGLYPHS)}])(?:[^\W\d_][\u0300-\u036f]*)+"
)
"""A word with a letter of another script that looks like a Latin one."""
_HOMOGLYPH = re.compile(f"[{''.join(HOMOGLYPHS)}]")
_LATIN = re.compile("[A-Za-z\xc0-\u024f\u1e00-\u1eff]")
_COLUMN_GAP = re.compile(r"(?<=\S)(?: {5,}|[ ]*\t[ \t]*)(?=\S)")
"""What parts two columns of print in one line."""


def decode_references(aligned: AlignedText) -> AlignedText:
    r"""Character references of HTML become their characters.

    >>> decode_references(AlignedText.of("L&ecirc; Ho&agrave;&nbsp;An")).text
    'Lê Hoà\xa0An'
    """
    matches = REFERENCE.finditer(aligned.text)
    edits = (Edit(*match.span(), unescape(match.group())) for match in matches)
    return aligned.edit(edit for edit in edits if edit.end - edit.start > len(edit.replacement))


def drop_unseen(aligned: AlignedText) -> AlignedText:
    r"""Characters of no width and no ink go: byte order marks, soft hyphens, controls.

    >>> drop_unseen(AlignedText.of("\ufeffBí\u200b thư")).text
    'Bí thư'
    """
    return aligned.sub(_UNSEEN_RUN, "")


def one_line_end(aligned: AlignedText) -> AlignedText:
    r"""Every line ends in one line feed.

    >>> one_line_end(AlignedText.of("một\r\nhai\rba")).text
    'một\nhai\nba'
    """
    return aligned.sub(_LINE_END, "\n")


def compose_letters(aligned: AlignedText) -> AlignedText:
    r"""Letters typed as base and marks become one character: Unicode form NFC.

    >>> compose_letters(AlignedText.of("Đa\u0309ng")).text
    'Đảng'
    """
    if unicodedata.is_normalized("NFC", aligned.text):
        return aligned
    quick = aligned.edit(_composed(aligned.text))
    if unicodedata.is_normalized("NFC", quick.text):
        return quick
    return quick.edit(_recomposed(quick.text))


def _composed(text: str) -> Iterator[Edit]:
    """Edits for what is common: a letter and the marks after it."""
    for match in _COMBINED.finditer(text):
        letter = unicodedata.normalize("NFC", match.group())
        if letter != match.group():
            yield Edit(*match.span(), letter)


def _recomposed(text: str) -> Iterator[Edit]:
    """Edits for what is rare: singletons, other scripts, marks out of order."""
    start, composed = 0, ""
    for i, character in enumerate(text):
        if composed and _stands_alone(composed[-1], character):
            if composed != text[start:i]:
                yield Edit(start, i, composed)
            start, composed = i, ""
        composed = unicodedata.normalize("NFC", composed + character)
    if composed != text[start:]:
        yield Edit(start, len(text), composed)


def _stands_alone(before: str, character: str) -> bool:
    """True where a character neither is a mark of a letter nor melts into the one before it."""
    if character < "\u0300":
        return True
    if unicodedata.combining(character):
        return before.isspace()  # a blank bears no mark, and may be cut off before it
    apart = before + unicodedata.normalize("NFC", character)
    return unicodedata.normalize("NFC", before + character) == apart


def mend_homoglyphs(aligned: AlignedText) -> AlignedText:
    """Cyrillic and Greek letters in a word with Latin ones become those they look like.

    >>> mend_homoglyphs(AlignedText.of("Н\u043ei nghị, Путин")).text
    'Hoi nghị, Путин'
    """
    return aligned.edit(_latinised(aligned.text))


def _latinised(text: str) -> Iterator[Edit]:
    """Latin letters for those of other scripts that look like them, in words that mix both."""
    if not _HOMOGLYPH.search(text):
        return
    for word in _MIXED.finditer(text):
        if _LATIN.search(word.group()):
            for letter in _HOMOGLYPH.finditer(text, *word.span()):
                yield Edit(*letter.span(), HOMOGLYPHS[letter.group()])


def order_marks(aligned: AlignedText) -> AlignedText:
    r"""Marks typed in the wrong order join their letter: the tone before the circumflex.

    >>> order_marks(AlignedText.of("c\xe1\u0302p")).text
    'cấp'
    """
    if not _MARK.search(aligned.text):
        return aligned
    matches = LATE_SHAPE.finditer(aligned.text)
    edits = (Edit(*match.span(), in_order(match)) for match in matches)
    return aligned.edit(
        edit for edit in edits if edit.replacement != aligned.text[edit.start : edit.end]
    )


def mend_look_alikes(aligned: AlignedText) -> AlignedText:
    """Letters of other alphabets that stand for đ and ư become these.

    A syllable can only begin with đ: an eth inside a word is Icelandic and stays.

    >>> mend_look_alikes(AlignedText.of("Ðảng, Trƣờng Sa, Guðmundsson")).text
    'Đảng, Trường Sa, Guðmundsson'
    """
    return aligned.edit(_mended(aligned.text))


def _mended(text: str) -> Iterator[Edit]:
    """Vietnamese letters for signs that look like them, such as the Icelandic eth for đ."""
    for match in _WRONG_LETTER.finditer(text):
        start, end = match.span()
        right = LOOK_ALIKES[match.group()]
        before = text[start - 1 : start]
        if right in "Ưư" or not (before.isalpha() or (before and unicodedata.combining(before))):
            yield Edit(start, end, right)


def plain_spaces(aligned: AlignedText) -> AlignedText:
    r"""No-break spaces and spaces of other widths become plain ones; tabs still tell columns.

    >>> plain_spaces(AlignedText.of("Hà\xa0Nội\u20032012")).text
    'Hà Nội 2012'
    """
    return aligned.sub(_EXOTIC_SPACE, " ")


def part_columns(aligned: AlignedText) -> AlignedText:
    r"""The two columns of a document's head and foot, set side by side, become lines of their own.

    >>> part_columns(AlignedText.of("Số: 12/QĐ-UBND          Hà Nam, ngày 5 tháng 3")).text
    'Số: 12/QĐ-UBND\nHà Nam, ngày 5 tháng 3'
    """
    return aligned.sub(_COLUMN_GAP, "\n")


Fix = Callable[[AlignedText], AlignedText]

FIXES: tuple[Fix, ...] = (
    decode_references,
    drop_unseen,
    one_line_end,
    mend_homoglyphs,
    mend_look_alikes,
    compose_letters,
    order_marks,
    plain_spaces,
)
"""Every fix of characters, in their order; each may rely on those before it. Lines are joined
later (`join_wrapped_lines`), when what stands between the pages of print is gone."""


def fix(aligned: AlignedText) -> AlignedText:
    """The text after every fix of `FIXES`."""
    for step in FIXES:
        aligned = step(aligned)
    return aligned
