"""Where an article ends: with its signature, its lists, its last sentence.

In: the lines of a page, its last paragraph, the rows of announced lists. Out: the index behind the
last line that is kept. After the signature, and after the head of a list of other news or of the
readers' comments, comes no article.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from vanban.cleaning.byline_words import pattern
from vanban.cleaning.bylines import credit, is_signed
from vanban.cleaning.lines import Line
from vanban.cleaning.persons import names_office

_CREDITS = 12
"""Words at most that say whose the pictures of an article are: "Ảnh, video: Ban tổ chức"."""
_COPYRIGHT = "©"
_ADDRESS = re.compile(r"https?://\S+")
_CAPTIONS = 4
"""So many captions stand behind the last paragraph at most."""
_CAPTION = 4
"""Words of a caption at least."""
_BOX = 12
"""A box of other news before the end of an article holds at most so many lines."""


def end_of(lines: Sequence[Line], last: int, rows: Set[int], *, extracted: bool = False) -> int:
    """The index behind the last line of the article, its signature and lists included.

    Of a page that a crawler reduced to its article (`extracted`) a few last labels are captions.
    """
    if extracted and len(lines) - last - 1 <= _CAPTIONS and all(map(_captions, lines[last + 1 :])):
        return len(lines)
    end, signed, signing, dropped, boxed = last + 1, False, 0, 0, 0
    for line in lines[last + 1 :]:
        if line.index < boxed:
            continue
        if line.index in rows:
            end, dropped, signed = line.index + 1, 0, False
            continue
        kind = _after_body(lines, line, signed, signing)
        if kind == "stop" and line.role == "related" and not signed:
            boxed = _behind_box(lines, line.index) or line.index
        if boxed > line.index:
            continue
        if kind == "stop":
            break
        dropped = dropped + 1 if kind == "drop" else 0
        if dropped > 3:
            break
        signed = signed or kind == "signature"
        signing = 8 if line.role == "signing" else max(signing - 1, 0)
        if kind != "drop":
            end = line.index + 1
    return end


def _captions(line: Line) -> bool:
    """True for a few words that may be a caption: no link, date, count or signature."""
    known = line.phrase or line.stamp or line.dated or line.bullet or line.counts_views
    return line.label and line.words >= _CAPTION and not known and credit(line.text) is None


def _behind_box(lines: Sequence[Line], head: int) -> int | None:
    """Where the article goes on behind a box of other news: with a sentence, then its signature."""
    for line in lines[head + 1 : head + 1 + _BOX]:
        if line.phrase is None and line.ends and line.words >= 4:
            after = lines[line.index + 1 : line.index + 3]
            return line.index if any(credit(other.text) is not None for other in after) else None
        if not (line.label or line.bullet or line.dated) or credit(line.text) is not None:
            return None
    return None


def _after_body(lines: Sequence[Line], line: Line, signed: bool, signing: int) -> str:
    """What a line behind the last paragraph is: keep, drop, signature or stop."""
    kind = "keep"
    if line.role == "signing" or (signing and line.label and line.phrase is None):
        kind = "keep"
    elif line.role in {"share", "media"} or line.counts_views or _pointer(line):
        kind = "drop"
    elif line.stamp and not line.counts:
        kind = "signature" if is_signed(line.text) else "drop"
    elif line.phrase is not None or line.dated or line.bullet or line.text[0] == _COPYRIGHT:
        kind = "stop"
    elif credit(line.text) is not None:
        kind = "signature"
    elif _credits_pictures(line) or (signed and (line.note or _is_workplace(lines, line))):
        kind = "keep"
    elif not (line.credited or line.marked):
        content = line.ends or line.words > 16 or _followed(lines, line.index)
        content = content or all(other.text.isupper() for other in lines[line.index :])
        kind = "keep" if content and not signed else "stop"
    return kind


def _credits_pictures(line: Line) -> bool:
    """True for a line that says whose the pictures are, in words that are no name."""
    return line.words <= _CREDITS and pattern("picture").match(line.text) is not None


def _is_workplace(lines: Sequence[Line], line: Line) -> bool:
    """True for the office or the place of work of the author in the line above."""
    placed = line.text.startswith("(") and line.text.endswith(")")
    return is_signed(lines[line.index - 1].text) and (placed or names_office(line.text))


def _pointer(line: Line) -> bool:
    """True for one line that points to other news, and heads no list."""
    return line.role == "related" and line.phrase is not None and line.phrase.where == "start"


def _followed(lines: Sequence[Line], index: int) -> bool:
    """True where a label behind the body leads to more of the article, or is its only tail."""
    after = lines[index + 1 : index + 4]
    if all(_ADDRESS.fullmatch(line.text) for line in after):
        return True
    follows = (line.ends or line.marked or credit(line.text) for line in after[:2])
    if _behind_box(lines, index) is not None:
        return True
    return any(follows) and not any(line.phrase for line in after[:1])
