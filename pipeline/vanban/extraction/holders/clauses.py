"""Where a title closes a clause, and who is named behind it begins the next.

In: a text, and where titles and names stand in it. Out: whether the name is another person's.
"""

from __future__ import annotations

import re

from vanban.extraction.holders.gaps import gaps
from vanban.extraction.names.lexicon import SAYING, verbs
from vanban.extraction.reading.words import fold_phrase
from vanban.lexicons import grammar as g
from vanban.text.spans import Span

_REACH = 40
"""Characters behind a name in which its verb stands."""
_GENITIVE = f" {g.OF}"


def acts_next(text: str, gap: str, start: int, name: Span) -> bool:
    """True where the name after a comma is who acts next, and the titles are of the clause before.

    A single word: "nhà Giám đốc Z, Bích dừng lại"; behind a genitive: "Tiếp thu ý kiến của Bí thư
    Y, đồng chí Lê An hứa", unless a further comma makes it an apposition.
    """
    if gap.strip() == "," and " " not in name.of(text).strip():
        return True
    behind = text[name.end : name.end + 2]
    comma = gap.lstrip().startswith(",")
    return _is_genitive(text, start) and comma and behind[:1] == " " and behind[1:].islower()


def closes(text: str, title: Span, other: Span, name: Span) -> bool:
    """True where `title` ends a clause, and `other`, behind its comma, is of the `name` that acts.

    "Theo quyết định của Bộ trưởng, | Đại tá Lê An giữ chức"; of a genitive also where the name
    speaks: "Tiếp thu ý kiến của đại biểu, | Chủ nhiệm Ủy ban B Lê An cho biết".
    """
    if text[other.end : name.start].strip():
        return False
    behind = text[name.end : name.end + 2]
    acts = behind[:1] == " " and behind[1:].islower()
    act = gaps().act.search(text[max(title.start - _FAR, 0) : title.start])
    numbered = act is not None and any(letter.isdigit() for letter in act.group())
    if act and (acts or numbered or not act.group().rstrip().endswith(_GENITIVE)):
        return True
    verb = verbs().prefix(fold_phrase(text[name.end : name.end + _REACH]))
    speaks = verb is not None and verb[0].weight >= SAYING
    return speaks and _is_genitive(text, title.start)


def reports(text: str, name: Span, titles: Span) -> bool:
    """True where a title behind "Theo" and a name is of somebody else, who does what is reported.

    "Theo đại biểu Lê An, | Giám đốc Sở Y tế phải làm rõ", and of a source known by one word
    whatever the verb: "Theo ông An, | Giám đốc Sở Y tế nói sai".
    """
    if not _SOURCE.search(text[max(name.start - _REACH, 0) : name.start]):
        return False
    if text[name.end : titles.start].strip() != ",":
        return False
    verb = verbs().prefix(fold_phrase(text[titles.end : titles.end + _REACH]))
    return verb is not None and (verb[0].weight < SAYING or " " not in name.of(text))


_SOURCE = re.compile(rf"(?<!\w){g.ACCORDING}\s[^,.;:\n]{{0,{_REACH}}}$", re.IGNORECASE)


def serves(text: str, name: Span, start: int) -> bool:
    """True where the office at `start` is of somebody who worked for the one named before it.

    "Ông Lê An từng là thư ký cho Bí thư Thành ủy Bùi B, | rồi là Chánh Văn phòng".
    """
    if not _GOES_ON.match(text, name.end, start):
        return False
    return _SERVED.search(text[max(name.start - _FAR, 0) : name.start]) is not None


_FAR = 100
"""Characters before a name or title in which it is said whose work or act it is."""
_GOES_ON = re.compile(rf",\s(?:\w+\s)?{g.IS}\s")
_SERVED = re.compile(rf"(?<!\w){g.FOR}\s[^.;\n]{{2,90}}$")


def _is_genitive(text: str, start: int) -> bool:
    return text[max(start - 6, 0) : start].rstrip().endswith(_GENITIVE)
