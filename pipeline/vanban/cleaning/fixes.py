"""Characters set right: an ordered list of named, pure fixes over an aligned text.

In: a raw text as it was typed, pasted and scraped. Out: the same text in NFC, with Vietnamese
letters, plain spaces and one line end, every character still knowing its raw place. None of the
fixes decides what is article and what is not; that is what `vanban.cleaning.cuts` does.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import groupby, pairwise

from vanban.lexicons import grammar as g
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
_WRAP = range(50, 141)
"""Lengths of a line that was broken to fit a screen or a letter, in characters."""
_COLUMN_GAP = re.compile(r"(?<=\S)(?: {5,}|[ ]*\t[ \t]*)(?=\S)")
"""What parts two columns of print in one line."""
_WRAPPED = 3
"""So many lines at least show that a paragraph was wrapped."""
_NARROWEST_TO_WIDEST = range(25, 141)
"""Widths to which paragraphs are wrapped, in characters."""
_SYMBOL = 8
_CUT_SYMBOL = re.compile(r"[^\W\d_]-\s*$")
"""The end of a line at which the symbol of a document was cut: "312/TTr-"."""
_DAY_CUT = re.compile(
    rf"(?:{g.DAY}\s\d{{1,2}}|{g.MONTH}\s\d{{1,2}}|{g.DAY}|{g.MONTH})\s*$", re.IGNORECASE
)
_DAY_GOES_ON = re.compile(
    rf"\s*(?:{g.MONTH}\s\d|{g.YEAR}\s\d{{4}}|\d{{1,2}}\s(?:{g.MONTH}|{g.YEAR})\s\d)", re.IGNORECASE
)
_RAGGED = 18
"""How much shorter than the longest such a line may be: the word that did not fit."""


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


def join_wrapped_lines(aligned: AlignedText) -> AlignedText:
    r"""Lines that were broken to fit a screen or a letter run on.

    >>> first = "Hội nghị lần thứ năm của Ban Chấp hành đã thảo luận và thông qua"
    >>> join_wrapped_lines(AlignedText.of(first + "\nbáo cáo công tác quý ba.")).text.count("\n")
    0
    """
    return aligned.edit(_joined(aligned.text))


def _joined(text: str) -> Iterator[Edit]:
    """Edits that join the lines of every block, a run of lines without an empty one."""
    position = 0
    grouped = groupby(text.split("\n"), lambda line: not line or line.isspace())
    blocks = [(empty, list(lines)) for empty, lines in grouped]
    width = _width([lines for empty, lines in blocks if not empty])
    for empty, lines in blocks:
        joints = [] if empty else _joints(lines, width)
        for line, joint in zip(
            lines, [*joints, *[False] * (len(lines) - len(joints))], strict=True
        ):
            position += len(line) + 1
            if joint:
                cut = _CUT_SYMBOL.search(line[-_SYMBOL:]) is not None
                yield Edit(position - 1, position, "" if cut else " ")


def _width(blocks: list[list[str]]) -> int | None:
    """The width to which the paragraphs of a text were wrapped, None where they were not.

    Of a paragraph that was wrapped, every line but the last is so long that the next word did not
    fit; and some of its lines run on in the middle of a sentence.
    """
    widths: Counter[int] = Counter()
    for lines in blocks:
        width = max(len(line.rstrip()) for line in lines)
        if len(lines) < _WRAPPED or width not in _NARROWEST_TO_WIDEST:
            continue
        full = sum(_did_not_fit(line, after, width) for line, after in pairwise(lines))
        small = sum(_runs_on(line, after) for line, after in pairwise(lines))
        if full >= 0.8 * (len(lines) - 1) and small >= 0.3 * (len(lines) - 1):
            widths[width] += len(lines)
    if not widths:
        return None
    most = sum(widths.values())
    return max(width for width, lines in widths.items() if 5 * lines >= most)


def _did_not_fit(line: str, after: str, width: int) -> bool:
    """True where the first word of a line did not fit behind the line before it."""
    word = after.split(None, 1)[0]
    return len(line.rstrip()) <= width < len(line.rstrip()) + 1 + len(word)


def _joints(lines: list[str], width: int | None) -> list[bool]:
    """Whether each line of a block but its last runs on into the next.

    It does where the next begins small and it is as long as wrapped lines are; and in a block of
    lines of one length, some of which so run on, where it is as long as the others.
    """
    sizes = [len(line) for line in lines]
    small = [_runs_on(line, after) for line, after in pairwise(lines)]
    full = max(sizes) - _RAGGED
    wide = sum(size >= full for size in sizes[:-1])
    block = len(lines) >= 4 and max(sizes) in _WRAP and wide * 3 >= len(small) * 2
    block = block and sum(small) * 4 >= len(small)
    wrapped = [width and _did_not_fit(line, after, width) for line, after in pairwise(lines)]
    share = sum(map(bool, wrapped))
    sure = [
        bool(fits) and (runs_on or (share >= 2 and share >= 0.6 * len(wrapped)))
        for fits, runs_on in zip(wrapped, small, strict=True)
    ]
    days = [_cuts_a_day(line, after) for line, after in pairwise(lines)]
    return [
        joined or day or (runs_on and size in _WRAP) or (block and size >= full)
        for joined, day, runs_on, size in zip(sure, days, small, sizes, strict=False)
    ]


def _cuts_a_day(line: str, after: str) -> bool:
    """True where a line ends in the middle of a day: "ngày 20" | "tháng 11 năm 2025"."""
    return _DAY_CUT.search(line[-16:]) is not None and _DAY_GOES_ON.match(after) is not None


def _runs_on(line: str, after: str) -> bool:
    """True where a line ends without a stop and the one after it begins small."""
    last, first = line.rstrip()[-1:], after.lstrip()[:1]
    return first.islower() and len(after) < _WRAP.stop and (last.isalpha() or last in ",;)")


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
