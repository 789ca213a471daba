"""The place after a reference -> what its document is about, and which part of it is cited.

The title stands in quotation marks, or follows "về" and goes on to the end of its clause. Words
that begin a new clause end it (`title-end`), but not in phrases that titles hold (`title-inside`).
The part, "điểm a khoản 2 Điều 5", stands before the reference or behind it.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import chain, pairwise

from vanban.extraction.reading.plain import Pattern, PlainText, one_of, plain
from vanban.extraction.references.issuing import issuer_at
from vanban.extraction.references.lexicon import any_word, grammar, standards, type_pattern, words
from vanban.lexicons import dates
from vanban.lexicons import grammar as g
from vanban.text.spans import Span, line_start

_ID = (
    r"(?:"
    rf"\d{{1,3}}(?:\.\d{{1,2}}){{0,3}}[{g.CODE_SMALL}]?"  # 5, 4.1, 12a
    rf"|[{g.CODE_SMALL}]\d?"  # a, đ, c1
    r"|[ivxl]{1,6}"  # II
    rf"|{g.ORDINAL} [^\W\d_]{{2,4}}"  # thứ tư
    r")(?!\w)"
)

_AND = rf"(?:, ?(?:{g.AND} )?| {g.AND} | {g.OR} | {g.TO} | ?- ?|; ?)"

_IDS = rf"{_ID}(?:{_AND}{_ID}){{0,8}}"

_UNIT = rf"{grammar('provision-unit')} {{1,2}}(?:{g.NUMBER} )?{_IDS}"

_NEXT = (
    rf"(?: {g.AND} (?:{g.PLURAL} )?|[;,] ?(?:{g.AND} )?(?:{g.PLURAL} )?| - ?"
    rf"| {g.OF} | {g.TO} |,? {g.AT} | trong | {g.OR} | )"
)

_PROVISION = re.compile(rf"(?<!\w){_UNIT}(?:{_NEXT}{_UNIT}){{0,24}}")

_BETWEEN = re.compile(
    rf"(?: {g.AND}|,| -| \()?"
    r" {0,2}(?:\*{1,2} {0,2}){0,2}"  # mark-up
    rf"(?:(?:{g.ISSUING} )?{g.any_of('attached', ' ')} {{1,2}}"  # ban hành kèm theo
    rf"|{grammar('part-of')} {{1,2}}(?:{g.PLURAL} {{1,2}})?)?"  # của các
    rf"(?:(?:{g.any_of('copy')} {{1,2}})?{g.any_of('before-provision', ' ')} {{1,2}})?"  # dự thảo
)

_AFTERWARDS = re.compile(
    rf"(?:,? {{1,2}}\((?:{g.AT} )?(?P<in>{_UNIT}(?:,? {_UNIT}){{0,5}})\)"  # (tại Điều 5)
    rf"|,? {{1,2}}{g.AT} {{1,2}}(?P<at>{_UNIT}(?:{_NEXT}{_UNIT}){{0,5}})"  # tại Điều 5
    rf"|, {{1,2}}(?P<comma>{_UNIT}(?:{_NEXT}{_UNIT}){{0,5}})"  # , Điều 5
    rf"(?! {{0,2}}(?:,|{g.OF}|{g.AND}|{grammar('provision-unit')})(?!\w)))"
)

_REACH = 400
"""So far before a reference its provision is looked for."""

_RULING = plain(g.RULING)
_ABOUT = re.compile(
    rf" {{0,2}},? {{0,2}}(?:{_RULING} )?(?:{g.any_of('in-detail', ' ')} )?"
    rf"{grammar('about')}:? {{1,2}}"
    rf"(?!{g.any_of('crime')} )"
)
_QUOTE = re.compile(
    rf",? {{0,2}}(?:{grammar('about')}:? {{0,2}})?"
    rf"(?:[\"“‘«](?:{grammar('about')}:? )?([^\"”’»“\n]{{3,300}})[\"”’»]"
    r"|'([^'\n]{3,300})'(?!\w))"
)
_OLD = g.word("former-unit")
_SIGNS = re.compile(
    r"(?:(?<!\Wtp)\.|[;:\n\"”“?!])(?!\d)"  # TP.HCM goes on
    rf"|\((?!\d|{g.NEW}\)|{_OLD}\))|(?<!\({g.NEW})(?<!\({_OLD})\)(?!\d)"  # "Lào Cai (mới)" goes on
    r"|\n(?=[\d/]+(?:\n|$))"  # a cell of a table
)
_INNER_QUOTE = re.compile(r"(?<= )(?:“[^”“\n]{2,200}”|\"[^\"\n]{2,200}\")")
_SHORT = re.compile(rf"\([{g.CODE_CAPITALS}&.-]{{2,12}}\)(?= \w)")  # Trường Đại học (ĐH) Công nghệ
_OF_INNER = re.compile(
    rf"\d[/-](?:\d{{4}}[/-])?[{g.CODE_SMALL}][\w/-]+"
    rf"(?:,? {g.DAY} [\d/.-]+(?: {g.MONTH} \d+ {g.YEAR} \d+)?)?"
    rf"(?: {g.OF} [^,;]{{3,40}})?$"
)
"""An act in a title whose own title goes on: "sửa đổi Nghị định 8/2019/NĐ-CP | quy định"."""

_PERSON = re.compile(rf"{grammar('person')}(?!\w)")
_LINK = re.compile(rf", (?:{g.AND} )?| {g.AND} ")
_ANOTHER = re.compile(rf"{_LINK.pattern}| {grammar('against')} ")
_NO_VERB = re.compile(rf"{_LINK.pattern}| {g.TERM} ")
_NAMED = re.compile(
    rf" (?:{g.NUMBER}|\d|{g.OF}|{'|'.join(map(grammar, ('congress', 'plenum', 'central')))}) ?"
)
_AMENDED = re.compile(
    rf",? (?:{g.ALREADY} )?{g.PASSIVE} {grammar('amend')},?"
    rf" (?:{g.BY_WHOM}|{g.AT}|{g.ACCORDING})"
)
_CONTENT = re.compile(rf",? {{0,2}}{_RULING}")
_COMMA = re.compile(r", ")
_ADVERBIAL = re.compile(rf"(?:^|[.;!?:\n*] ?|- ){grammar('adverbial')}(?: [^.;:\n]{{0,60}})? $")
_DAY = re.compile(rf", (?:{dates.pattern('part-of-day')}|{g.DAY}) (?:{g.DAY} )?\d", re.IGNORECASE)
"""A day behind a title belongs to the sentence: "về đất đai, sáng 5/3"."""

_OPENING = 90  # characters from an adverbial that opens its sentence to the reference
_SUBJECT_WORDS = 7  # words of the subject of the clause behind a title
_LONGEST = 300  # characters of a title


@cache
def _end() -> Pattern:
    """The words with which the sentence goes on behind the title of a document."""
    return re.compile(
        rf",? (?:{any_word('title-end')}|{g.AT} (?=\d))"
        rf"|, (?:{g.IN_ORDER}|{g.AT}|{g.ACCORDING}(?! dõi)) "
    )


@cache
def _verb() -> Pattern:
    """A verb or modal behind the first word of a clause, which is its subject."""
    return re.compile(rf"(?<=\w) {any_word('clause-verb')}")


@cache
def _inside() -> Pattern:
    return re.compile(rf"(?<!\w)(?:{one_of(words('title-inside').forms)})(?!\w)")


def title_after(
    reading: PlainText, position: int, start: int, *, part: bool
) -> tuple[str, tuple[str, ...], int] | None:
    """The title after a reference, the lexicon entries that drew its end, and the place behind it.

    `start` is where the reference begins; `part`: a provision of it is named, so that what it
    "quy định về" may be what that part is about.
    """
    if quoted := reading.match(_QUOTE, position):
        text = reading.surface(Span(*quoted.span(quoted.lastindex or 1))).strip(" ,.")
        return (text, (), quoted.end()) if text else None
    about = reading.match(_ABOUT, position)
    if about is None or (part and _CONTENT.match(about[0])):
        return None
    begin, far = about.end(), min(about.end() + _LONGEST, len(reading.text))
    sign = _sign(reading, begin, far)
    end = far if sign is None else sign
    if sign is None and far < len(reading.text):
        end = max(reading.text.rfind(" ", begin, far), begin)
    used: tuple[str, ...] = ()
    inside = (p.finditer(reading.plain, begin, end) for p in (_inside(), _INNER_QUOTE))
    kept = [found.span() for found in chain(*inside)]
    for found in _end().finditer(reading.plain, begin + 1, end):
        if any(first < found.end() and found.start() < last - 1 for first, last in kept):
            used = (words("title-inside").id,)
            continue
        ruling = found[0].strip() == _RULING
        if ruling and _rules(reading, Span(begin, found.start())):
            continue
        end, used = found.start(), (*used, words("title-end").id)
        break
    day = _DAY.search(reading.plain, begin, end)
    if day and not _OF_INNER.search(reading.plain, begin, day.start()):
        end, used = day.start(), ()
    end = _before_another(reading, begin, _before_amended(reading, begin, end))
    if _opens_clause(reading, start):
        clause = _before_clause(reading, begin, end, verb=words("title-end").id in used)
        used = (*used, words("clause-verb").id) if clause < end else used
        end = clause
    text = reading.surface(Span(begin, max(end, begin))).strip(" ,-")
    text = text.removesuffix(f" {g.AND}").strip(" ,")
    return (text, used, end) if text else None


def _rules(reading: PlainText, title: Span) -> bool:
    """True where an act that a title names goes on: "ban hành Quy chế | quy định việc lập quỹ"."""
    if _OF_INNER.search(reading.plain, *title):
        return True
    last = reading.plain.rfind(" ", title.start, title.end) + 1
    before = reading.plain.rfind(" ", title.start, last - 1) + 1
    whole = (reading.match(type_pattern(), place) for place in (before, last))
    return any(kind is not None and kind.end() == title.end for kind in whole)


def _sign(reading: PlainText, begin: int, far: int) -> int | None:
    """The first sign that ends a title: no bracket that closes one of its own, "(2016-2020)"."""
    form, quoted = reading.plain, begin
    for sign in _SIGNS.finditer(form, begin, far):
        if sign.start() < quoted:
            continue
        inner = _INNER_QUOTE.match(form, sign.start()) or _SHORT.match(reading.text, sign.start())
        if inner is not None:
            quoted = inner.end()
            continue
        inside = form[begin : sign.start()]
        if sign[0] != ")" or inside.count("(") <= inside.count(")"):
            return sign.start()
    return None


def _opens_clause(reading: PlainText, start: int) -> bool:
    """True where the reference stands in an adverbial that opens its sentence: "Theo …, …"."""
    begin = max(0, start - _OPENING)
    return _ADVERBIAL.search(reading.plain, begin, start) is not None


def _before_clause(reading: PlainText, begin: int, end: int, *, verb: bool) -> int:
    """The end of a title in an opening adverbial: the comma before the clause of the sentence.

    That clause has a subject and one of the words of `clause-verb` behind it, or a body that does
    something; with `verb` such a word stands at the title's end.
    """
    commas = [comma.start() for comma in _COMMA.finditer(reading.plain, begin, end)]
    for place, following in pairwise([*commas, end]):
        body = issuer_at(reading, place + 2) if reading.capital(place + 2) else None
        acts = body and body.span.end < end and not reading.match(_NO_VERB, body.span.end)
        if acts or _verb().search(reading.plain, place + 2, following):
            return place
    last = commas[-1] if commas else end
    return last if verb and reading.plain.count(" ", last, end) <= _SUBJECT_WORDS else end


def _before_amended(reading: PlainText, begin: int, end: int) -> int:
    """The end of a title before "được sửa đổi, bổ sung bởi" where it names no act to amend."""
    amended = _AMENDED.search(reading.plain, begin, end)
    if amended is None or type_pattern().search(reading.plain, begin, amended.start()):
        return end
    return amended.start()


def _before_another(reading: PlainText, begin: int, end: int) -> int:
    """The end of a title before the next item of a list: a person, a law or a document."""
    for link in _ANOTHER.finditer(reading.plain, begin, end):
        kind = reading.match(type_pattern(), link.end())
        if (kind and reading.match(_NAMED, kind.end())) or reading.match(_standard(), link.end()):
            return link.start()
        if "," in link[0] and reading.match(_PERSON, link.end()):
            return link.start()
    return end


@cache
def _standard() -> Pattern:
    """A technical regulation or standard by its code: "QCVN 16"."""
    return re.compile(
        rf"(?:{one_of(code.lower() for e in standards() for code in e.standards)}) \d"
    )


def provision_of(reading: PlainText, span: Span) -> tuple[str, int] | None:
    """The provision tied to a reference, and the place where the words before it begin."""
    begin = line_start(reading.plain, span.start, span.start - _REACH)
    for found in _PROVISION.finditer(reading.plain, begin, span.start):
        tie = _BETWEEN.match(reading.plain, found.end())
        if tie is not None and tie.end() == span.start:
            return reading.surface(Span(*found.span())), found.start()
    after = reading.match(_AFTERWARDS, span.end)
    if after and not (after["comma"] and type_pattern().match(reading.plain, after.end() + 1)):
        return reading.surface(Span(*after.span(after.lastgroup or 0))), span.start
    return None
