"""Holders whom a verb gives their title: "bổ nhiệm ông A làm X", "A thôi chức X", "A là X".

In: a document, a chain of titles, the names. Out: for each title the person named last before the
verb in the sentence; for a clause that opens the sentence ("Thời gian giữ cương vị X, ông A …") the
person named after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from typing import Literal

from vanban.extraction.holders.beside import apposed_relative, relative
from vanban.extraction.holders.chains import Chain, canonical, dealt, gender, kind, together
from vanban.extraction.holders.gaps import any_of, any_sign, gaps, serves
from vanban.extraction.holders.subject import Biography
from vanban.extraction.reading.phrases import Phrases
from vanban.extraction.reading.words import fold_phrase
from vanban.extraction.titles.lexicon import modifiers, ranks, roles, sign_forms
from vanban.extraction.vocabulary.names import Honorific, genders
from vanban.lexicons import grammar as g
from vanban.lexicons import load
from vanban.text.document import Document
from vanban.text.mention import Mention
from vanban.text.spans import line_start

_CLAUSE = re.compile(r"[,;:–-]\s")
"""The marks between the clauses of a sentence."""

_RELATIVE = re.compile(
    rf"\s?[,–-] {g.PERSON} |\s?\((?=[^()]*\Z)"
    rf"|, [^.;\n]{{8,160}} (?:{g.ALREADY}|{g.NEW}|(?<=, ){g.PASSIVE}) "
)
"""Behind a name: what is told of it: "thay ông B, | người …", "(| …", ", Bộ trưởng Y, | đã …"."""

_TO_OTHERS = re.compile(rf" {g.FOR} (?!{g.TO}|{g.UNTIL})")
"""Behind titles: others get them ("phong chức | Linh mục | cho ba thầy"); no "cho đến"."""

LOOK_BACK = 64
"""Characters before a title in which the verb stands."""

VerbKind = Literal[
    "gives", "choosing", "others", "decides", "object", "passive", "intended", "by", "over",
    "replacing", "pronoun", "later", "clause", "awards", "relative", "acting", "leaves", "is",
]  # fmt: skip
"""Patterns of the verbs that give a title.

`choosing`: a verb whose object gets it; `others`: one before a noun for an office, of somebody
else unless passive ("A trình miễn nhiệm chức vụ X"); `object`: one with a pronoun for object
("A cho ông | giữ chức X"). `gives`: before the title; its group `chosen`: a verb whose subject
is not the holder unless `passive`. `intended`: others are meant for an office ("A
cân nhắc bốn người cho | chức X"). `by`: from a passive to its agent. `over`: somebody was what
follows. `replacing`: up to who had it before. `pronoun`: who acts in the sentence was named
before; `later`: so behind the title. `clause`: from the title of a clause that opens the
sentence to its subject. `awards`: a verb of presents, whose object is no office. `relative`:
before the title, that it is of a relative: "vợ ông là". `acting`: a pronoun that opens a
clause, or behind a verb whose object gets a title. `leaves`: from who leaves to a pronoun.
`is`: behind a name.
"""


@cache
def verbs(kind: VerbKind) -> re.Pattern[str]:
    """The pattern of this kind, compiled once."""
    return re.compile(_parts()[kind], re.IGNORECASE)


@cache
def _parts() -> dict[str, str]:
    return {**_before_title(), **_in_sentence()}


def _before_title() -> dict[str, str]:
    """What stands directly before a title and gives it."""
    office, passive, chosen = any_sign("office"), any_sign("passive"), any_sign("choosing")
    over, conferred = any_sign("over"), any_sign("conferred")
    elected = {form.rpartition(" ")[0] for form in sign_forms("verb") if " " in form}
    lead = rf"(?:{g.NEW}\s*)?(?:{any_sign('includes')}\s*|{g.OF}\s*|{g.LIKE}\s*)?:?\s*"
    beside = rf"(?:{any_sign('calling')}\s*(?:{g.AND}|{g.BESIDES}|[&,])\s*)?"
    gives = (
        rf"\b{office}\s*{lead}(?:{g.PLURAL}\s*)?$",
        rf"\b{office}\s[^,.;:\n]{{0,60}}(?:\s{g.LIKE}|,)\s*$",
        rf"\b{any_sign('verb')}\s*(?:(?:{g.PLURAL}|{g.PERSONAGE}|{any_sign('calling')})\s*)?{beside}$",
        rf"\b(?:{over}|{conferred})\s*[:-]?\s*$",
        rf"\b{chosen}\s+{g.FROM}\s*$",
        rf"\b(?P<chosen>{chosen})\s*$",
        rf"\b{any_sign('degree-label')}\s*$",
        rf"\b{_person()}\s+{any_of(g.word_set('tense'))}\s+$",  # ông cũng | nguyên Bí thư X
    )
    return {
        "gives": "|".join(gives),
        "others": rf"\b(?!{over}){_not_after(elected)}{chosen}\s+(?:{g.PLURAL}\s+)?{office}\s*$",
        "awards": rf"{any_sign('awarding')}\s*$",
        "relative": (rf"\b{any_sign('kin')}\s(?:(?:{g.OF}\s)?{_person()}\s)?(?:\w+\s)?{g.IS}\s+$"),
        "by": rf"\b{passive}\s[^,.;:\n]{{0,60}}$",
        "replacing": rf"\b{any_sign('replacing')}\s(?:[^,.;:\n]*\s)?$",
    }


def _in_sentence() -> dict[str, str]:
    """What gives a title elsewhere in its sentence, and to whom."""
    person, given = _person(), any_sign("choosing", "conferred")
    small = rf"\b(?!\s(?-i:[{g.CAPITALS}]))"  # no name behind
    begins = rf"^|[,;:–-]\s*(?:\w+\s){{0,2}}|\b(?:{any_sign('choosing')}|{g.FOR})\s+"
    return {
        "choosing": rf"\b{given}\b",
        "decides": rf"\b(?<!{g.word('receives')} )"
        rf"{any_sign('act')}\s(?:{g.ABOUT}\s(?:\w+\s)?)?{given}\b",
        "object": rf"\b(?:{given}|{g.FOR})\s+{person}{small}",
        "acting": rf"(?:{begins})({person}){small}",
        "leaves": (
            rf"\s[^,.;:\n]{{0,60}}?\b{any_sign('leaving')}\b[^,.;:\n]{{0,80}},\s*{person}\s"
        ),
        "passive": rf"\b(?<!{g.PERSON} ){any_sign('passive')}\b",
        "intended": rf"\S\s+{g.FOR}\s+{any_sign('office')}\s*$",
        "over": rf"\b{any_sign('over')}\b",
        "is": rf"\s(?:\([^()\n]*\)\s)?(?:{g.IS}|{g.BECOMES})\s",
        "pronoun": rf"\b{person}{small}",
        "later": rf"[^.!?;\n]{{0,80}},\s*{person}\s+[{g.SMALL}]",
        "clause": rf"[^.!?\n]{{0,60}},\s*(?:(?:{person}|{any_sign('calling')})\s+)?",
    }


def _person() -> str:
    """A word of address that stands for a person."""
    revered = rf"(?<=[{g.SMALL},] )(?-i:{g.any_of('revered')})(?=\s[{g.SMALL}])"
    called = rf"{g.PERSONAGE}\s(?:\w+\s){{1,3}}{g.THIS}"  # vị doanh nhân này
    return rf"(?:{any_of(_pronouns())}|{called}|{revered})"


_PRONOUNS = frozenset(
    {"honorific-dong-chi", "honorific-ong", "honorific-ba", "honorific-anh", "honorific-chi"}
    | {"address-ngai"}
)
"""Entries of the words of address that stand for a person by themselves."""


@cache
def _honorifics_in_clauses() -> Phrases[Honorific]:
    """The words of address, split as `fold_phrase` splits a clause: "đ/c" is three words."""
    return Phrases(load("honorifics", Honorific))


def _pronouns() -> list[str]:
    """The words of address that stand for a person."""
    return [entry.name for entry in load("honorifics", Honorific) if entry.id in _PRONOUNS]


def _not_after(words: Iterable[str]) -> str:
    """A pattern that none of some words is before: "trúng | cử"."""
    return "".join(f"(?<!{word} )" for word in sorted(words))


def by_verb(document: Document, chain: Chain) -> dict[Mention, str]:
    """The holders of a chain that a verb before it names.

    Whom somebody elects is not who stands before the verb, unless it is passive ("được bầu").
    """
    text, start, end = document.text, chain.titles[0].span.start, chain.titles[-1].span.end
    near = text[max(start - LOOK_BACK, 0) : start]
    verb = verbs("gives").search(near)
    others = gaps("sent").search(near) or verbs("relative").search(near)
    if not verb or others or _is_presented(verb, chain):
        return _of_the_past(document, chain)
    opening = _sentence_start(document, start)
    chain = replace(chain, earlier=_subjects(text, chain.earlier, opening, start))
    before = chain.before
    if before and before.span.start >= opening:
        found = _from_subject(text, chain, opening, chosen=bool(verb["chosen"]))
        return _by_who_acts(document, chain, found, opening) if found else found
    named = chain.after and verbs("clause").fullmatch(text, end, chain.after[0].span.start)
    if named and not gaps("made").search(near):  # do Sáu làm Chủ tịch, | Lò Văn Ơn làm …
        return dict.fromkeys(chain.titles, canonical(chain.after[0]))
    return {}


def _by_who_acts(
    document: Document, chain: Chain, found: dict[Mention, str], opening: int
) -> dict[Mention, str]:
    """The holders, where a pronoun before the verb means who acts in the sentence, not the last.

    "A bị bắt vì vụ mua B từ Santos, mà ông phải từ chức | Chủ tịch". None where the pronoun was
    the object before: "A giao cho ông việc mời B, do ông làm | Chủ tịch".
    """
    last, names = chain.earlier[-1], [n for n in chain.earlier if n.span.start >= opening]
    behind = document.text[last.span.end : chain.titles[0].span.start]
    if len(names) < 2 or _acts(document, last) or not verbs("pronoun").search(behind):
        return found
    acting = [name for name in names if _acts(document, name)]
    if not acting:
        return found
    if verbs("object").search(document.text[acting[-1].span.end : chain.titles[0].span.start]):
        return {}
    return dict.fromkeys(found, canonical(acting[-1]))


def _is_presented(verb: re.Match[str], chain: Chain) -> bool:
    """True where somebody with an office is given a thing: "đến tặng | Chủ tịch nước"."""
    return bool(verbs("awards").search(verb.group())) and kind(chain.titles[0]) == "position"


def by_pronoun(document: Document, chain: Chain, life: Biography) -> dict[Mention, str]:
    """The holders of a chain whose verb has a pronoun for its subject: "ông là …", "…, ông …".

    Or none, in a page of an encyclopedia: "Ra trường với cấp bậc Thiếu úy".
    """
    text, start, end = document.text, chain.titles[0].span.start, chain.titles[-1].span.end
    opening = _sentence_start(document, start)
    outside = _subjects(text, chain.earlier, opening, start)
    if not outside or outside[-1].span.start >= opening:
        return {}
    listed = text[opening:start].rstrip().endswith((",", ";"))
    kinds = ("over", "is") if chain.closes(text) else ("over",)
    past = listed and any(verbs(one).search(text[opening:start]) for one in kinds)
    near = text[max(start - LOOK_BACK, 0) : start]
    if not (past or verbs("gives").search(near)) or verbs("relative").search(near):
        return {}
    if not (verbs("pronoun").search(text[opening:start]) or verbs("later").match(text, end)):
        return dict.fromkeys(chain.titles, about) if (about := life.about(start)) else {}
    acting = _acting(document, outside, start, life.told_before(start))
    return dict.fromkeys(chain.titles, acting) if acting else {}


def _of_the_past(document: Document, chain: Chain) -> dict[Mention, str]:
    """The holder of titles in a list of what somebody was: "A từng công tác tại X, | Trưởng Y"."""
    text, start = document.text, chain.titles[0].span.start
    outside = [name for name in chain.earlier if not _in_brackets(text, name, start)]
    before = outside[-1] if outside else None
    if before is None or before.span.start < _sentence_start(document, start):
        return {}
    between = text[before.span.end : start]
    listed = between.rstrip().endswith((",", ";"))
    led = verbs("over").search(between) or (chain.closes(text) and verbs("is").match(between))
    return dict.fromkeys(chain.titles, canonical(before)) if listed and led else {}


def _subjects(
    text: str, earlier: Sequence[Mention], opening: int, start: int
) -> tuple[Mention, ...]:
    """The names that a verb before `start` may be said of.

    None in brackets; none of another gender than the pronoun before the title; nobody who had the
    office before ("A thay | B | giữ chức …", "khi | B | từ chức, ông …"); and no agent, who does
    what is done to another: "A được Bộ trưởng | B | bổ nhiệm làm …", "| B | bổ nhiệm ông làm …".
    """
    names = tuple(name for name in earlier if not _in_brackets(text, name, start))
    since = max(names[-1].span.end, opening) if names else opening
    if said := _gender_said(text[since:start]):
        names = tuple(name for name in names if gender(name, earlier) in (said, None))
    while (
        names
        and names[-1].span.start >= opening
        and (_is_replaced(text, names[-1], opening, start) or apposed_relative(text, names[-2:]))
    ):
        names = names[:-1]
    is_relative = names and _RELATIVE.match(text, names[-1].span.end, start)
    if not names or is_relative or names[-1].span.start < opening:
        return names
    since = max(names[-2].span.end if len(names) > 1 else opening, opening)
    behind = text[names[-1].span.end : start]
    done = verbs("choosing").search(behind) and not verbs("passive").search(behind)
    passive = verbs("by").search(text[since : names[-1].span.start])
    return names[:-1] if (done and passive) or verbs("object").search(behind) else names


def _gender_said(sentence: str) -> str | None:
    """The gender of the last pronoun in the part of a sentence that acts or is acted on."""
    last = next(iter(reversed(list(verbs("acting").finditer(sentence)))), None)
    return genders().get(last[1].lower()) if last else None


def _is_replaced(text: str, name: Mention, opening: int, end: int) -> bool:
    """True for who had an office before: a verb of replacing leads to the name, or of leaving away.

    "thay Bí thư | B", "sau khi | B | từ chức, ông làm …".
    """
    start = name.span.start
    if _RELATIVE.match(text, name.span.end, end):
        return False
    if verbs("leaves").match(text, name.span.end, end):
        return True
    return verbs("replacing").search(text[max(start - LOOK_BACK, opening) : start]) is not None


def _in_brackets(text: str, name: Mention, end: int) -> bool:
    """True where the brackets around a name are closed before `end`."""
    after = text[name.span.end : end]
    closing = after.find(")")
    return closing >= 0 and "(" not in after[:closing]


def _acting(
    document: Document, earlier: Sequence[Mention], place: int, subject: str | None
) -> str | None:
    """Whom a pronoun takes up: who acted last in its line, the subject of a life, who acted last.

    Else the only person of the sentences before.
    """
    acting = [name for name in earlier if _acts(document, name)]
    people = {canonical(name) for name in earlier}
    near = bool(acting) and "\n" not in document.text[acting[-1].span.end : place]
    if acting and (near or subject is None):
        return canonical(acting[-1])
    return subject or (people.pop() if len(people) == 1 else None)


def _acts(document: Document, name: Mention) -> bool:
    """True where a name opens its clause, with nothing but an office or honorific before it."""
    before = document.text[_sentence_start(document, name.span.start) : name.span.start]
    clause = fold_phrase(_CLAUSE.split(before)[-1])
    if g.IS in clause:  # Chỉ huy phó là Đại úy | Lê An
        return False
    office = roles().prefix(clause) or modifiers("before").prefix(clause)
    rank = ranks().prefix(clause)
    address = _honorifics_in_clauses().prefix(clause)
    titled = office is not None or rank is not None
    return not clause or titled or (address is not None and address[1] == len(clause))


def _from_subject(text: str, chain: Chain, opening: int, *, chosen: bool) -> dict[Mention, str]:
    """The holders whom the sentence from `opening` on names before the verb."""
    before = chain.earlier[-1]
    behind = text[before.span.end : chain.titles[0].span.start]
    active = not verbs("passive").search(behind)
    chosen = chosen or bool(verbs("others").search(behind) or verbs("decides").search(behind))
    chosen = chosen or bool(verbs("object").search(behind) or verbs("intended").search(behind))
    away = _TO_OTHERS.match(text, chain.titles[-1].span.end)
    chosen = chosen or bool(away and verbs("choosing").search(behind))
    if relative(text, before) or (chosen and active):
        return {}
    sentence = [name for name in chain.earlier if name.span.start >= opening]
    while sentence and serves(text, sentence[-1].span, chain.titles[0].span.start):
        sentence.pop()
    sentence = [name for name in sentence if not text.endswith(f" {g.WITH} ", 0, name.span.start)]
    owned = gaps("owned").search  # A tham gia Hội của ông B với chức danh …
    free = [n for n in sentence if not owned(text[max(n.span.start - 40, 0) : n.span.start])]
    people = together(text, free or sentence) if sentence else ""
    if people and people.count(";") == len(chain.titles) - 1 and dealt(chain.titles, behind):
        return dict(zip(chain.titles, people.split(";"), strict=True))
    return dict.fromkeys(chain.titles, people) if people else {}


def _sentence_start(document: Document, position: int) -> int:
    """Where the sentence at a position begins."""
    if not document.sentences:
        return line_start(document.text, position)
    return document.sentences[document.sentence_index(position)].span.start
