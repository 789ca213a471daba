"""Lines of a document made one text: what printing put between them goes, broken lines run on.

In: an aligned text. Out: the same without the running heads, page numbers and signature stamps of a
gazette and the attribute boxes of a law portal, and the cuts; they go first, since a sentence runs
on from one page of print to the next. Then line ends that fit a screen, a letter or an editor's
window are blanks. What tells a broken line is its length beside its neighbours', and that the next
begins in the middle of a sentence or of a day; and of a whole text, that most of the lines within
its paragraphs so run on.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, groupby, pairwise

from vanban.cleaning.documents import HEAD
from vanban.cleaning.page_words import document_types
from vanban.cleaning.phrases import phrase
from vanban.lexicons import grammar as g
from vanban.text.document import Cut
from vanban.text.spans import AlignedText, Edit, Span, line_spans

_PAGE_NUMBER = re.compile(r"[ \t]*[-–—]?[ \t]*\d{1,4}[ \t]*[-–—]?[ \t]*")

_NEAR = 3
"""A page number stands at most so many lines from the running head, blank ones included."""

_FEWEST = 3
"""So many attributes together are a box; one alone may be text."""

_WRAP = range(50, 141)
"""Lengths of a line that was broken to fit a screen or a letter, in characters."""
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
_YEAR_CUT = re.compile(rf"{g.MONTH}\s\d{{1,2}}\s{g.YEAR}\s*\n\s*\d{{4}}(?!\d)", re.IGNORECASE)
_PLACE_GOES_ON = re.compile(rf"[^\W\d_]+(?:\s[^\W\d_]+){{0,3}},\s?{g.DAY}\s\d")
_NO_NAME = re.compile(rf"{document_types()}|S?TT|[IVX]+")
"""Words in capitals that begin no name over two lines: a type, the head of a column, a numeral."""
_NUMBER_CUT = re.compile(rf"\W*(?:{g.LAW}\s)?{g.NUMBER}\s?:\s*", re.IGNORECASE)
_NUMBER = re.compile(r"\s*\d+[a-z]?(?:/\d{4})?[-/][^\W\d]")
_ENOUGH = 20
"""So many line ends within paragraphs show whether they mean anything."""
_PARAGRAPH = 15
"""Lines of a paragraph at most."""
_SOFT = 0.4
"""The share of them that stand in the middle of a sentence, where none means anything."""
_LONG = 40
"""Characters of a line in capitals that was broken, at least."""
_UNFINISHED = re.compile(
    rf"(?:(?<!\w)(?:{g.any_of('unfinished')}|{g.CLAUSE} \w{{1,2}})|[^\W\d_] ?[-–])\Z"
)
"""The end of a line that no paragraph has: "… năm 2016 của", "Bộ Lao động -", "tại khoản 1"."""
_ITEM = re.compile(rf"(?:\d{{1,3}}|[{g.CODE_SMALL}]|[IVX]{{1,4}})\s?[.)]\s")
_ITEM_BEGUN = re.compile(rf"\W{{0,3}}(?:\d{{1,3}}|[{g.CODE_SMALL}])\W{{1,4}}[^\W\d_]{{2,8}}\s*")
_RAGGED = 18
"""How much shorter than the longest such a line may be: the word that did not fit."""


def join_wrapped_lines(aligned: AlignedText, *, official: bool = False) -> AlignedText:
    r"""Lines that were broken to fit a screen or a letter run on.

    In an `official` document names in capitals do so, too: "ỦY" | "BAN NHÂN DÂN".

    >>> first = "Hội nghị lần thứ năm của Ban Chấp hành đã thảo luận và thông qua"
    >>> join_wrapped_lines(AlignedText.of(first + "\nbáo cáo công tác quý ba.")).text.count("\n")
    0
    """
    return aligned.edit(_joined(aligned.text, official=official))


def _joined(text: str, *, official: bool) -> Iterator[Edit]:
    """Edits that join the lines of every block, a run of lines without an empty one."""
    position = 0
    grouped = groupby(text.split("\n"), lambda line: not line or line.isspace())
    blocks = [(empty, list(lines)) for empty, lines in grouped]
    paragraphs = [[line.lstrip() for line in lines] for empty, lines in blocks if not empty]
    width, soft = _width(paragraphs), _is_soft(paragraphs)
    for empty, lines in blocks:
        bare = [line.lstrip() for line in lines]  # a line in the middle of the page is no long one
        joints = [] if empty else _joints(bare, width)
        if soft and not empty:
            joints = [a or b for a, b in zip(joints, _soft_joints(bare), strict=True)]
        if official and not empty:
            top = position < HEAD
            names = [_cuts_a_name(line.rstrip(), after, top=top) for line, after in pairwise(bare)]
            tails = [False, *joints]  # the last word of a broken name begins none
            joints = [
                a or (b and not tail) for a, b, tail in zip(joints, names, tails, strict=False)
            ]
        for line, joint in zip(
            lines, [*joints, *[False] * (len(lines) - len(joints))], strict=True
        ):
            position += len(line) + 1
            if joint:
                cut = _CUT_SYMBOL.search(line[-_SYMBOL:]) is not None
                yield Edit(position - 1, position, "" if cut else " ")


def _is_soft(paragraphs: Sequence[list[str]]) -> bool:
    """True where line ends within paragraphs mean nothing: most of them stand in a sentence.

    So are texts taken from the source of pages whose editor broke lines: empty lines part their
    paragraphs, and lines are of any length. In print every page is one run of lines.
    """
    if any(len(lines) > _PARAGRAPH for lines in paragraphs):
        return False
    pairs = chain.from_iterable(map(pairwise, paragraphs))
    runs = [_runs_on(line, after) for line, after in pairs]
    return len(runs) >= _ENOUGH and sum(runs) >= _SOFT * len(runs)


def _soft_joints(lines: list[str]) -> list[bool]:
    """Whether each line of a paragraph but its last runs on, where line ends mean nothing.

    Lines in capitals run on into such lines alone, where they are long: an office and a name, the
    issuer and the motto stand below each other.
    """
    return [_continues(line.rstrip(), after.rstrip()) for line, after in pairwise(lines)]


def _continues(line: str, after: str) -> bool:
    """True where the text of a line goes on in the one after it."""
    stopped = not (line[-1:].isalnum() or line[-1:] in ",)") or not after[:1].isalnum()
    if stopped or _ITEM.match(after):
        return False
    if _in_capitals(line) and _in_capitals(after):
        return len(line) >= _LONG or " " not in after or (" " not in line and len(after) >= _LONG)
    return not (_in_capitals(line) or _in_capitals(after))


def _in_capitals(line: str) -> bool:
    """True for words in capitals; the symbol of a document is no such word."""
    return line.isupper() and not any(map(str.isdigit, line))


def _width(blocks: list[list[str]]) -> int | None:
    """The width to which the paragraphs of a text were wrapped, None where none is common.

    It is the widest that a fifth of the lines of such paragraphs have. Of a paragraph that was
    wrapped, every line but the last is so long that the next word did not fit; and some of its
    lines run on in the middle of a sentence.
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
    lines_of_all = sum(widths.values())
    common = (width for width, lines in widths.items() if 5 * lines >= lines_of_all)
    return max(common, default=None)


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
    leads = [
        runs_on or _is_unfinished(line.rstrip(), after)
        for runs_on, (line, after) in zip(small, pairwise(lines), strict=True)
    ]
    cut = [_cuts_a_form(line, after) for line, after in pairwise(lines)]
    return [
        joined or broken or (runs_on and size in _WRAP) or (block and size >= full)
        for joined, broken, runs_on, size in zip(sure, cut, leads, sizes, strict=False)
    ]


def _cuts_a_form(line: str, after: str) -> bool:
    """True where a line ends in a day, before a number or behind the first word of an item.

    "ngày 2" | "tháng 5", "Số:" | "12/QĐ", "(3) Xây" | "dựng công trình …".
    """
    if _ITEM_BEGUN.fullmatch(line) and after[:1].islower() and not _ITEM.match(after):
        return True
    day = _DAY_CUT.search(line[-16:]) is not None and _DAY_GOES_ON.match(after) is not None
    day = day or _YEAR_CUT.search(f"{line[-16:]}\n{after[:6]}") is not None
    return day or (_NUMBER_CUT.fullmatch(line) is not None and _NUMBER.match(after) is not None)


def _cuts_a_name(line: str, after: str, *, top: bool) -> bool:
    """True where the first word of a name in capitals, or of a place before a day, stands alone.

    At the `top` of a document it may be any word, else "KT." above an office.
    """
    if " " in line or not after:
        return False
    if line.isupper():
        known = phrase(line)
        named = (top and line.isalpha()) or (known is not None and known.role == "signing")
        ends = not after.isupper() or any(map(str.isdigit, after))
        return len(line) > 1 and named and not ends and not _NO_NAME.fullmatch(line)
    return line.istitle() and line.isalpha() and _PLACE_GOES_ON.match(after) is not None


def _runs_on(line: str, after: str) -> bool:
    """True where a line ends without a stop and the one after it begins small."""
    last, first = line.rstrip()[-1:], after.lstrip()[:1]
    return first.islower() and len(after) < _WRAP.stop and (last.isalpha() or last in ",;)")


def _is_unfinished(line: str, after: str) -> bool:
    """True where a line ends before the name that its last word leads to: "… của" | "Chính phủ"."""
    named = after[:1].isupper() and not (_ITEM.match(after) or _in_capitals(after))
    return named and _UNFINISHED.search(line) is not None


def without_furniture(aligned: AlignedText) -> tuple[AlignedText, list[Cut]]:
    """The text without its furniture, and the cuts that took it."""
    rows = list(line_spans(aligned.text))
    roles = [_role(aligned.text[row.start : row.end]) for row in rows]
    gone = sorted({*_running(aligned.text, rows, roles), *_boxes(rows, roles)})
    if not gone:
        return aligned, []
    cuts = [Cut(aligned.raw(rows[i].start, rows[i].end), roles[i] or "page-number") for i in gone]
    edits = [Edit(rows[i].start, min(rows[i].end + 1, len(aligned.text)), "") for i in gone]
    return aligned.edit(edits), cuts


def gazette_of(cuts: Sequence[Cut], raw: str) -> str | None:
    """The name of the gazette, as the first running head among the cuts has it."""
    head = next((cut.raw for cut in cuts if cut.fix == "running-head"), None)
    return raw[head.start : head.end].partition("/")[0].strip() or None if head else None


def _role(line: str) -> str | None:
    """The role of a line, where its first words are those of furniture or of an imprint."""
    known = phrase(line.strip()) if line and not line.isspace() else None
    return known.role if known and known.role in ("running-head", "stamp", "footer") else None


def _running(text: str, rows: Sequence[Span], roles: Sequence[str | None]) -> Iterator[int]:
    """Running heads, and the page numbers beside them."""
    for at, role in enumerate(roles):
        if role != "running-head":
            continue
        yield at
        for step in (1, -1):
            for near in range(at + step, at + step * (_NEAR + 1), step):
                line = text[rows[near].start : rows[near].end] if 0 <= near < len(rows) else "-"
                if _PAGE_NUMBER.fullmatch(line):
                    yield near
                if line.strip():
                    break


def _boxes(rows: Sequence[Span], roles: Sequence[str | None]) -> Iterator[int]:
    """Stamps of signatures and attribute boxes: several such lines together, an address too."""
    box: list[int] = []
    for at, row in enumerate((*rows, Span(0, 1))):
        if at < len(rows) and (roles[at] == "stamp" or (box and roles[at] == "footer")):
            box.append(at)
        elif row.start < row.end and box:
            yield from box if len(box) >= _FEWEST else ()
            box = []
