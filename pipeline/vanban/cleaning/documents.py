"""The head of an official document: issuer, motto, number, place and date, type, subject.

In: the lines before the first paragraph. Out: a `Head`, or None for a page that is no document.
The order is that of Nghị định 30/2020/NĐ-CP and of Hướng dẫn 36-HD/VPTW before and after it:

    ỦY BAN NHÂN DÂN TỈNH …              issuer, in capitals
    CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM  motto
    Số: 12/QĐ-UBND                      number
    …, ngày 9 tháng 3 năm 2018          place and date
    QUYẾT ĐỊNH                          type
    Về việc …                           subject
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from vanban.cleaning.lines import Line

_TYPE = re.compile(
    r"(?:NGHỊ QUYẾT|QUYẾT ĐỊNH|CHỈ THỊ|KẾT LUẬN|QUY ĐỊNH|QUY CHẾ|THÔNG TRI|THÔNG BÁO|THÔNG TƯ"
    r"|THÔNG TƯ LIÊN TỊCH|HƯỚNG DẪN|KẾ HOẠCH|CHƯƠNG TRÌNH|BÁO CÁO|TỜ TRÌNH|ĐỀ ÁN|CÔNG ĐIỆN"
    r"|NGHỊ ĐỊNH|LUẬT|BỘ LUẬT|PHÁP LỆNH|LỆNH|SẮC LỆNH|THÔNG CÁO)(?:\s(?:LIÊN TỊCH|CỦA\s.{2,80}))?:?"
)
_NAMED = {"LUẬT", "BỘ LUẬT", "PHÁP LỆNH"}
"""Types whose name is all the subject there is."""
_SUBJECT = re.compile(
    r"(?:về|v/v|quy định|ban hành|phê duyệt|sửa đổi|hướng dẫn|thực hiện)\s", re.IGNORECASE
)
_BASIS = re.compile(r"(?:căn cứ|xét đề nghị|theo đề nghị)\s", re.IGNORECASE)
_RULED = re.compile(r"[\W_]+|số\s?[:.]?\s?[\d./-].{0,60}|.{2,40},\s?ngày\s.{4,40}", re.IGNORECASE)
_ABOVE = 10
"""So many lines at most stand above the type."""


@dataclass(frozen=True, slots=True)
class Head:
    """Lines of the head: its first, the one with the type, the last one of the subject."""

    begin: int
    type: int
    subject: int


def head(lines: Sequence[Line], first: int) -> Head | None:
    """The head of the document that begins before a paragraph."""
    for line in lines[max(first - 40, 0) : first]:
        subject = _subject(lines, line) if _TYPE.fullmatch(line.text) else None
        if subject is not None:
            return Head(_begin(lines, line.index), line.index, subject)
    return None


def named_above(lines: Sequence[Line], document: Head) -> int | None:
    """The line over the head in which a site names the document: its type, then more words."""
    kind = f"{lines[document.type].text.rstrip(':').casefold()} "
    for line in reversed(lines[max(document.begin - 40, 0) : document.begin]):
        if line.text.casefold().startswith(kind) and line.words >= 5 and not line.phrase:
            return line.index
    return None


def is_basis(line: Line) -> bool:
    """True for a line of the legal basis: "Căn cứ Luật …"."""
    return _BASIS.match(line.text) is not None


def _subject(lines: Sequence[Line], type_line: Line) -> int | None:
    """The line that says what the document is about; who issued it may stand between."""
    below = lines[type_line.index + 1 : type_line.index + 4]
    if type_line.text in _NAMED and below and below[0].text.isupper():
        return below[0].index
    for line in below:
        if _SUBJECT.match(line.text):
            return line.index
        if not line.text.isupper():
            return None
    return None


def _begin(lines: Sequence[Line], type_line: int) -> int:
    """The first line of the head: what stands over the type in capitals, or as a number, a date."""
    begin = type_line
    for line in reversed(lines[max(type_line - _ABOVE, 0) : type_line]):
        motto = line.text.casefold().startswith("độc lập")
        capitals = line.text.isupper() and line.phrase is None and not line.crumbs
        if not (motto or capitals or _RULED.fullmatch(line.text)):
            break
        begin = line.index
    return begin
