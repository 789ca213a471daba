"""What may stand between a title and the name of its holder, and where a clause ends between them.

In: lexicons of honorifics, callings, places and signs. Out: `gaps`, patterns that a gap
matches as a whole; and whether who is named behind a title begins the next clause. Words of the
language come from the lexicons; here stands grammar only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Literal

from vanban.extraction.reading.words import fold_phrase
from vanban.extraction.titles.lexicon import SignKind, sign_forms, statuses
from vanban.extraction.vocabulary.names import SAYING, Honorific, verbs
from vanban.extraction.vocabulary.organizations import degrees, place_types, ranks
from vanban.lexicons import grammar as g
from vanban.lexicons import load
from vanban.lexicons.patterns import alternation
from vanban.text.spans import Span
from vanban.text.syllables import VOWELS, bare

_REACH = 40
"""Characters behind a name in which its verb stands."""

_GENITIVE = f" {g.OF}"

_SOURCE = re.compile(rf"(?<!\w){g.ACCORDING}\s[^,.;:\n]{{0,{_REACH}}}$", re.IGNORECASE)

_FAR = 100
"""Characters before a name or title in which it is said whose work or act it is."""

_GOES_ON = re.compile(rf",\s(?:\w+\s)?{g.IS}\s")

_SERVED = re.compile(rf"(?<!\w){g.FOR}\s[^.;\n]{{2,90}}$")

_HOME = ("provincial", "district", "commune")
"""Levels of the units of Viet Nam."""


GapKind = Literal[
    "joined", "degrees", "after_office", "after_rank", "after", "degree", "mark", "given", "of",
    "office", "owned", "becomes", "before", "also", "both", "listed", "several", "signed",
    "kin", "announced", "act", "given_to", "made", "sent", "opening",
]  # fmt: skip
"""Patterns of gaps; each matches a whole gap; those before a title are searched at its end.

`joined`: between two titles of one person; `degrees` behind a degree, `after_office` from an
office to a degree, `after_rank` behind a rank, with the arm of its service.
`after`: directly from a title to its name, `mark` with a mark or "là" between, `given` with
"cho", `of` with "của". `degree`: from a degree to the name. `before`: from a name to a title
that explains it, parts of a life between. `also`: between two names of a list, `both` with
"và", `listed` with the offices of the first. `several`: before a title of several people.
`office`: before a title, "chức". `owned`: before a name, "của" or a reign. `becomes`: from a
name to what its holder is made. `kin`: before a name, a relative. `signed`: lines between a
signature's title and its name. `announced`: behind a title, a verb or mark before its holder.
`given_to`: from a name to the title that a verb gives it. `act`: before a title, that somebody
acts by what its holder said or decided. `made`: before a title, that one named before has it
("do Sáu làm"). `sent`: before a title, that its holder is written or reported to. `opening`:
before a name that opens its clause.
"""


@cache
def gaps(kind: GapKind) -> re.Pattern[str]:
    """The pattern of this kind, compiled once."""
    return re.compile(_parts()[kind], re.IGNORECASE)


@cache
def _parts() -> dict[str, str]:
    return {**_from_title(), **_from_name(), **_before_title()}


_BRACKET = r"(?:\s*\([^()\n]{1,50}\))?"
"""What is said in brackets behind a title: "(6/2009)"."""


def _from_title() -> dict[str, str]:
    """What stands between a title and the name or title behind it."""
    honorific, term, among = _honorific(), _term(), any_sign("rank-among")
    now, charge = any_sign("now"), any_sign("charge")
    place = rf"(?:,\s*{_home_units()}(?!\w)\.?\s*[^,.;:()\n]{{1,40}}?){{0,2}}"
    which = rf"(?:\s+{among}(?:\s+{g.OF}\s+[^,.;:()\n–-]{{2,30}})?)?"  # đầu tiên của Việt Nam
    year = rf"(?:\s+{g.YEAR}\s+\d{{4}})?"
    mark = rf"(?:[,/|;–—-]|,?\s*{any_sign('joining')}|,\s*{now}\s+{g.IS})?"
    ordinal = rf"(?:\s+(?:{g.NEW}|{among}|{g.ORDINAL} \d{{1,3}}|(?-i:[A-Z][a-z]+)))?"
    leads = rf"(?:[,:(|–—-]\s*(?:{g.IS}\s+)?|(?:{now}\s+)?{any_sign('includes')}:?\s+)"
    return {
        "joined": (
            rf"{which}{_BRACKET}{year}{term}{_BRACKET}{place}\s*{mark}\s*|\s*\({now}\s+{g.IS}\s+"
        ),
        "degrees": rf"\s*(?:\(\d{{4}}\))?\s*[.,/–-]?\s*(?:{any_sign('calling')}\s*\.?\s*)?",
        "after_office": r"\s*[,:/–-]?\s*",
        "after_rank": rf"\s+{any_sign('arm')}\s*[,;–-]\s*",
        "after": (
            rf"\)?{ordinal}{_BRACKET}{place}{term}"
            rf"(?:\s*{charge}\s(?-i:[{g.SMALL}\s,-]{{3,40}}))?\s*{honorific}"
        ),
        "degree": (
            rf"(?:\s+{among})?{_BRACKET}\s*"
            rf"(?:\.|[,–-](?=\s*{any_sign('calling')}\s))?\s*{honorific}"
        ),
        "mark": (
            rf"{which}{_BRACKET}{place}{term}\s*(?:{charge}\s[^,.;:\n]{{3,50}}\s?)?"
            rf"{leads}{honorific}"
        ),
        "given": rf"{_BRACKET}{term},?\s*{any_sign('given')}\s+{_titled(honorific)}",
        "of": rf"{_BRACKET}{term}\s*{g.OF}\s+{honorific}",
        "signed": rf"\s*(?:\n\s*[(\[]?\s*{any_sign('signed')}\s*[)\]]?\.?\s*)?\n\s*{honorific}",
        "announced": rf"\s*(?:{g.IS}\s|:)",
    }


def _from_name() -> dict[str, str]:
    """What stands between a name and the name or title behind it."""
    honorific, also, verb = _honorific(), any_sign("along"), any_sign("verb")
    titled = _titled(honorific)
    return {
        "before": _before(_home_units()),
        "becomes": rf"[^.;!?\n]*\s{verb}\s+",
        "also": (
            rf"(?:\s+{any_sign('here', 'born')}\s+[^,;.()\n]{{2,25}})?"
            rf"\s*(?:[,;]|,?\s*{also})\s*{titled}"
        ),
        "both": rf"\s*,?\s*{also}\s*{titled}",
        "listed": (
            rf"\s*[,–(-](?:(?!\b{any_sign('choosing')}\b)[^.:;\n]){{2,200}}?"
            rf"(?:;\s*(?:{also}\s*)?|\s{also}\s+){honorific}"
        ),
        "given_to": (
            rf"\s+(?:(?:{any_sign('passive', 'choosing')}|{any_sign('going')})\s+)*"
            rf"(?:{verb}\s+)+(?:{any_sign('office')}\s+)?"
        ),
    }


def _before_title() -> dict[str, str]:
    """What stands before a title or a name, and says whose it is."""
    address, several = _address(), _several()
    return {
        "opening": rf"(?:^|[.,;:\n])\s*(?:{address}\s+)?$",
        "office": rf"\b{any_sign('office')}\s+$",
        "owned": (
            rf"\b(?:{g.OF}\s+(?:(?:(?!\b{any_sign('choosing')}\b)[^,.;:\n])*\s)?"
            rf"|{g.any_of('reign')}\s+)$"
        ),
        "several": rf"{several}\s+(?:(?:{address}|{any_sign('calling')}|{g.PERSONAGE})\s+)?$",
        "kin": (
            rf"\b{any_sign('kin')}\s+(?:{g.OF}\s+(?:[^,.;:\n]{{2,40}}\s)?"
            rf"|(?:{address}|{any_sign('calling')})\s+)$"
        ),
        "sent": (
            rf"\b{any_sign('sending')}\s(?:(?:[^,.;:\n]*\s)?"
            rf"(?:{g.UP}|{g.TO}|{g.UNTIL}|{g.WITH}|{g.BEFORE})\s*)?$"
        ),
        "made": rf"(?<!\w){g.BY}\s[^,.;:\n]{{2,40}}\s{any_sign('verb')}\s+$",
        "act": (rf"\b{any_sign('according')}\s(?:[^,.;:\n]*?\s)?(?:{g.OF}|{any_sign('act')})\s+$"),
    }


def any_sign(*kinds: SignKind) -> str:
    """A pattern of any sign of some kinds."""
    return any_of(form for kind in kinds for form in sign_forms(kind))


@cache
def _honorific() -> str:
    """Up to two words of address or callings before a name: "các đồng chí", "nhà báo"."""
    return rf"(?:(?:(?:{_several()}\s+)?{_address()}|{any_sign('calling')})\s*\.?\s*){{0,2}}"


def _titled(honorific: str) -> str:
    """Ranks and degrees before a name, and its honorific."""
    return rf"(?:{_honours()}[.\s]*){{0,4}}{honorific}"


def _honours() -> str:
    """Any rank or degree before a name."""
    return any_of(form for entry in (*ranks().entries, *degrees().entries) for form in entry.forms)


def _address() -> str:
    """Any word of address before a name."""
    return any_of(form for entry in load("honorifics", Honorific) for form in entry.forms)


def _several() -> str:
    """What several people are counted with: "các", "hai", "12"."""
    return rf"(?:{any_sign('group')}|\d{{1,2}})"


def _home_units() -> str:
    """Heads of the places that people are at home in."""
    entries = (entry for entry in place_types().entries if entry.level in _HOME)
    return any_of(form for entry in entries for form in entry.forms)


def _term() -> str:
    """A term of office: "khóa XI", ", nhiệm kỳ 2015-2020"."""
    return (
        rf"(?:,?\s*\(?(?:\d\s+)?{any_sign('term')}\s+(?:{g.NEW}\b|\(?[\dIVXL]{{1,6}})"
        rf"(?:\s*(?:[,;–-]|{g.AND})\s*[\dIVXL]{{1,6}}\b){{0,4}}\)?){{0,2}}"
    )


def _before(units: str) -> str:
    """The gap from a name to its title: brackets, age, birth and home, a mark, "hiện là".

    Or "từ", where somebody is moved from an office: "ông A từ (chức) | Giám đốc X sang Y".
    """
    life = any_sign("life", "alias")
    age = rf"\d{{2}}\s+{g.AGE}(?:\s*\(\d{{4}}\))?"
    home = rf"(?:{life}|{units})\b[^,;()|\n]{{0,80}}(?:\([^()\n]{{2,30}}\))?"
    part = rf"[,(;–-]\s*(?:{age}|{home})\)?"
    now = any_sign("now")
    office = any_sign("office")
    calling = any_sign("calling", "life")
    former = any_of(form for entry in statuses().entries for form in entry.forms)
    lead = (
        rf"(?:(?:{former}(?:\s{g.IS})?\s*:|{g.ALIKE}|{g.ALONG})\s*)?"
        rf"(?:{calling}\s*(?:{g.AND}|&|,|{any_sign('joining')})\s+)?"
        rf"(?:(?:{g.PERSON}\s+)?{now}?\s*"
        rf"(?:{g.IS}|{g.word('holds')}\s+{office}|{g.word('serves-as')})\s+"
        rf"|(?:{g.PERSONAGE}|{g.PERSON})\s+)?"
    )
    mark = rf"(?:[,:(|–—-]|,\s*[–-])\s*{lead}"
    apposed = rf"\s*(?:\([^()]{{0,90}}\))?\s*(?:{part}\s*){{0,5}}{mark}"
    bracketed = r"\s\([^()]{1,40}\)\s"
    return rf"(?:{apposed}|{bracketed}|\s+{g.FROM}\s+(?:{office}\s+)?)"


def any_of(forms: Iterable[str]) -> str:
    """A pattern of any of some forms, any white space between their words."""
    return alternation(forms, r"\s+").replace("sĩ", "s[ĩỹ]")


def ends_sentence(text: str, degree: Span, gap: str) -> bool:
    """True where the full stop behind a degree is a sentence's: "tiến sĩ kinh tế. | Bà Lê An".

    An abbreviation has no small vowel ("TS. Lê An", "ThS. Lê An"); and some write a stop behind a
    whole degree with a capital, directly before the name: "Tiến sĩ. Lê An".
    """
    written, stop, behind = degree.of(text), *gap.lstrip().partition(".")[1:]
    small = "".join(letter for letter in written.rsplit(None, 1)[-1] if letter.islower())
    if not stop or not set(bare(small)[0]) & set(VOWELS):
        return False
    return written[0].islower() or behind.lstrip()[:1].isupper()


def acts_next(text: str, gap: str, start: int, name: Span) -> bool:
    """True where the name after a comma is who acts next, and the titles are of the clause before.

    A single word: "nhà Giám đốc Z, Bích dừng lại", "Báo cáo với Giám đốc Z, ông Bích nói"; behind a
    genitive: "Tiếp thu ý kiến của Bí thư Y, đồng chí Lê An hứa", unless a further comma makes it an
    apposition; behind what was reported: "Báo cáo Bí thư Y, bà Lê An, kế toán, nói". And who is
    spoken of: "Bí thư Y: Ông Lê An làm tốt"; or is made something beside another: "do Sáu làm
    Chủ tịch, Lê An làm Phó Chủ tịch".
    """
    mark, _, address = gap.strip().partition(" ")
    if mark == "," and _reports_to(text, start):
        return True
    if mark == "," and " " not in name.of(text).strip():
        return not address or _SPOKEN_TO.search(text, max(start - _REACH, 0), start) is not None
    behind = text[name.end : name.end + 4]
    if behind[:1] != " " or not behind[1:2].islower():
        return False
    spoken = mark == ":" and address[:1].isupper() and not behind.startswith(f" {g.AND} ")
    taken = is_genitive(text, start) or gaps("made").search(text[max(start - _FAR, 0) : start])
    return spoken or (mark == "," and bool(taken))


_SPOKEN_TO = re.compile(rf"(?<!\w)(?:{g.WITH}|{g.TO}|{g.UNTIL}|{g.BEFORE})\s$", re.IGNORECASE)


def _reports_to(text: str, start: int) -> bool:
    """True where a sentence begins with a report to whose title stands at `start`."""
    window = text[max(start - _REACH, 0) : start]
    sent = gaps("sent").search(window)
    return sent is not None and window[: sent.start()].rstrip()[-1:] in ("", *'.!?:“"')


def closes(text: str, title: Span, other: Span, name: Span) -> bool:
    """True where `title` ends a clause, and `other`, behind its comma, is of the `name` that acts.

    "Theo quyết định của Bộ trưởng, | Đại tá Lê An giữ chức", "Báo cáo Bộ trưởng, | Đại tá Lê An";
    of a genitive also where the name speaks: "Tiếp thu ý kiến của đại biểu, | Chủ nhiệm Ủy ban B
    Lê An cho biết".
    """
    if text[other.end : name.start].strip():
        return False
    behind = text[name.end : name.end + 2]
    acts = behind[:1] == " " and behind[1:].islower()
    if _reports_to(text, title.start):
        return True
    act = gaps("act").search(text[max(title.start - _FAR, 0) : title.start])
    numbered = act is not None and any(letter.isdigit() for letter in act.group())
    if act and (acts or numbered or not act.group().rstrip().endswith(_GENITIVE)):
        return True
    verb = verbs().prefix(fold_phrase(text[name.end : name.end + _REACH]))
    speaks = verb is not None and verb[0].weight >= SAYING
    return speaks and is_genitive(text, title.start)


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


def serves(text: str, name: Span, start: int) -> bool:
    """True where the office at `start` is of somebody who worked for the one named before it.

    "Ông Lê An từng là thư ký cho Bí thư Thành ủy Bùi B, | rồi là Chánh Văn phòng".
    """
    if not _GOES_ON.match(text, name.end, start):
        return False
    return _SERVED.search(text[max(name.start - _FAR, 0) : name.start]) is not None


def in_turn(before: str) -> bool:
    """True where the words before titles deal them to persons in order: "lần lượt làm | …"."""
    return f" {g.IN_TURN} " in before


def is_genitive(text: str, start: int) -> bool:
    """True behind "của": what the title at `start` has or gives."""
    return text[max(start - 6, 0) : start].rstrip().endswith(_GENITIVE)
