"""Where sentences begin and end.

In: a text, one paragraph a line. Out: the spans of its sentences, without outer white space, so
that what lies between them is white space only. A line's end always ends a sentence. Within a
line `underthesea.sent_tokenize` proposes, and the rules below overrule it where it is known to be
wrong: it cuts at every stop of "PGS.TS. Trần", "www.dcs.vn" and "12-NQ.TW", and in front of a
closing quote; it does not cut at "…", after "nhóm A." and after "153,8 m.".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Literal

from vanban import lexicons as lexicon
from vanban.segmentation import models as package
from vanban.text.spans import Span

Role = Literal["before-name", "before-number", "closes", "opens", "labelled"]

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_STOP = re.compile(r"[.?!…]+(?:/\.)?")  # "./." ends an official text
_CLOSERS = re.compile(r"(?: ?[”»]|[’)\]])+")
_BEFORE = 40
"""Characters before a stop that a rule looks at."""

_AFTER = 40
"""Characters after a stop that a rule looks at."""

_WORD = re.compile(r"[^\s(\[“”‘\"'«»,;:]+\Z")
_OPENERS = re.compile(r"[\s\"'“‘«(\[–—*•+-]*")
_LETTERS = re.compile(r"[^\W\d_]+")
# A letter alone, one of two or three signs (Th., Ngh.), or a row of them (N.V.A): an initial.
_SIGN = r"(?:[A-ZĐÂÊÔƠƯ]|Ch|Gi|Gh|Kh|Ngh?|Nh|Ph|Qu|Th|Tr)"
_INITIAL = re.compile(rf"{_SIGN}(?:[.-]{_SIGN}){{0,5}}\Z")
_NUMERAL = r"(?:\d{1,3}(?:\.\d{1,3}){0,4}|[IVXLC]{1,6})"
_LABEL = re.compile(rf"\W{{0,3}}(?:(?:[^\W\d_a-z][^\W\d_]{{0,6}} )?{_NUMERAL}|[^\W\d_])\Z")
_ITEM = re.compile(r"[^\W\d_][.)] ")
_MEASURE = re.compile(r"(?:\d ?|[\w²³]/)[a-zμµ°]{0,3}[CF]?[²³]?\Z")
# What looks like a word without a blank to the sentence before it is one only if nothing in the
# chunk smells of an address.
_DOMAIN = frozenset({"com", "net", "org", "gov", "edu", "info", "vn", "asia", "biz", "tv"})


class Abbreviation(lexicon.Entry):
    """An abbreviation of grammar.toml, whose comment explains the roles."""

    role: Role


@cache
def abbreviations() -> dict[Role, frozenset[str]]:
    """The forms of the lexicon by their role."""
    forms: dict[Role, set[str]] = {
        "before-name": set(), "before-number": set(), "closes": set(), "opens": set(),
        "labelled": set(),
    }  # fmt: skip
    for entry in lexicon.load("grammar.abbreviation", Abbreviation):
        forms[entry.role].update(entry.forms)
    return {role: frozenset(found) for role, found in forms.items()}


class Stop:
    """A place in a line where a sentence may end: `line[start:end]` is the mark, closers included.

    `before`: the sentence up to the mark, as far as rules look back; `word`: the word that the mark
    stands at, with its inner stops ("GS.TS", "v.v", "nói"); `after`: what follows, from the first
    character that is no quote, bracket, dash or blank.
    """

    __slots__ = ("after", "before", "end", "line", "mark", "sentence", "start", "word")

    def __init__(self, line: str, sentence: int, match: re.Match[str], end: int) -> None:
        self.line, self.sentence = line, sentence
        self.start, self.mark, self.end = match.start(), match.group(), end
        self.before = line[max(sentence, self.start - _BEFORE) : self.start]
        word = _WORD.search(self.before)
        self.word = word.group() if word else ""
        opener = _OPENERS.match(line, end, end + _AFTER)
        begin = opener.end() if opener else end
        self.after = line[begin : begin + _AFTER]

    @property
    def glued(self) -> bool:
        """True where no white space follows."""
        return not self.line[self.end : self.end + 1].isspace()

    @property
    def is_full_stop(self) -> bool:
        """True for a single full stop, the only mark that also ends abbreviations."""
        return self.mark == "."

    @property
    def before_capital(self) -> bool:
        """True where a capital follows."""
        return self.after[:1].isupper()

    @property
    def before_digit(self) -> bool:
        """True where a number follows."""
        return self.after[:1].isdigit()

    def opens_sentence(self) -> bool:
        """True where one or two words follow that open sentences and no names."""
        words = _LETTERS.findall(self.after[:24])[:2]
        known = abbreviations()["opens"]
        return bool(words) and (words[0] in known or " ".join(words) in known)


Verdict = bool | None
Rule = Callable[[Stop], Verdict]
"""Whether a sentence ends at a stop; None where the rule does not apply."""


def is_label(stop: Stop) -> Verdict:
    """A label at the beginning numbers what follows: "1.", "II.", "a)", "Điều 5."."""
    if stop.mark[0] != "." or stop.start - stop.sentence > 16:
        return None
    return False if _LABEL.match(stop.before.lstrip()) else None


def is_glued(stop: Stop) -> Verdict:
    """Without white space nothing ends, but for a stop after which the blank was forgotten."""
    if not stop.glued:
        return None
    first = _LETTERS.match(stop.line, stop.end)
    if first is None or not first.group()[0].isupper():
        return False
    if stop.end > stop.start + len(stop.mark):  # a closing quote or bracket lies between
        return True
    forgotten = first.group()[1:].islower() or stop.opens_sentence()
    address = first.group().lower() in _DOMAIN or {"/", "@"} & set(stop.word)
    return bool(stop.word.isalpha() and stop.word.islower() and forgotten and not address)


def is_in_bracket(stop: Stop) -> Verdict:
    """Dots in brackets stand for what was left out: (…), [...]."""
    return False if stop.before.endswith(("(", "[")) else None


def goes_on_small(stop: Stop) -> Verdict:
    """A small letter carries a sentence on, unless it is the label of an item: "b. Nội dung"."""
    if not stop.after[:1].islower():
        return None
    return None if _ITEM.match(stop.after) else False


def is_ellipsis(stop: Stop) -> Verdict:
    """Dots that trail off, a question and a call end a sentence before a capital or a number."""
    if stop.is_full_stop:
        return None
    return True if stop.before_capital or stop.before_digit else None


def is_abbreviation(stop: Stop) -> Verdict:
    """What the lexicon says of an abbreviation before the stop."""
    if not stop.is_full_stop:
        return None
    word, forms = stop.word, abbreviations()
    if word in forms["before-name"]:
        return False
    if word in forms["before-number"] and stop.before_digit:
        return False
    if word in forms["closes"]:
        return stop.before_capital or stop.before_digit
    return None


def is_measure(stop: Stop) -> Verdict:
    """A unit after a number (153,8 m. | km/h. | 36oC.) is no abbreviation that goes on."""
    measured = _MEASURE.search(stop.before[-12:])
    return True if stop.is_full_stop and measured and stop.before_capital else None


def is_initial(stop: Stop) -> Verdict:
    """An initial goes on to a name, unless a noun makes it a label or a new sentence opens."""
    if not (stop.is_full_stop and _INITIAL.match(stop.word)):
        return None
    noun = stop.before[: len(stop.before) - len(stop.word)].split()[-2:]
    labelled = abbreviations()["labelled"]
    if noun and (noun[-1] in labelled or " ".join(noun) in labelled):
        return True
    return stop.opens_sentence()


def is_word(stop: Stop) -> Verdict:
    """A word of letters, or a number, ends a sentence before a capital.

    underthesea's list of abbreviations was counted on an encyclopedia and holds words such as
    "măn" and "CN"; only odd forms that the lexicon lacks are left to it.
    """
    word = stop.word
    plain = (word.isalpha() and len(word) > 1) or word.isdigit()
    return True if plain and stop.before_capital else None


def is_proposed(stop: Stop) -> Verdict:
    """What underthesea says. It looks at the word before the stop only, so that is all it gets."""
    begin = stop.start - len(stop.word)
    shown = stop.line[begin : stop.end + 1] + stop.after
    position = 0
    for sentence in package.module("pipeline.sent_tokenize").sent_tokenize(shown):
        position = shown.index(sentence, position) + len(sentence)
        if position > len(stop.word):  # the first end that is not within the word
            break
    return position <= stop.end - begin


RULES: tuple[Rule, ...] = (
    is_label, is_glued, is_in_bracket, goes_on_small, is_ellipsis, is_abbreviation, is_measure,
    is_initial, is_word, is_proposed,
)  # fmt: skip
"""In this order; the first that has an opinion decides, and the last has one always."""


def sentence_spans(text: str) -> list[Span]:
    """The sentences of a text in order."""
    return [
        span for line in _LINE.finditer(text) for span in _line_spans(line.group(), line.start())
    ]


def _line_spans(line: str, offset: int) -> Iterator[Span]:
    """The sentences of a line that begins at `offset` of the text."""
    start = quotes = counted = 0
    for mark in _STOP.finditer(line):
        quotes += line.count('"', counted, mark.start())
        counted = mark.start()
        stop = Stop(line, start, mark, _closed(line, mark.end(), quotes))
        if next(verdict for rule in RULES if (verdict := rule(stop)) is not None):
            yield from _stripped(line, start, stop.end, offset)
            start = stop.end
    yield from _stripped(line, start, len(line), offset)


def _closed(line: str, end: int, quotes: int) -> int:
    """Where the closing quotes and brackets after a mark that ends at `end` end.

    `quotes`: how many straight quotes stand before; the next one closes where that is odd.
    """
    if quotes % 2:
        at = end + line.startswith(" ", end)
        end = at + 1 if line.startswith('"', at) else end
    closers = _CLOSERS.match(line, end)
    return closers.end() if closers else end


def _stripped(line: str, start: int, end: int, offset: int) -> Iterator[Span]:
    """The span of `line[start:end]` without outer white space; none where there is nothing else."""
    sentence = line[start:end]
    left = len(sentence) - len(sentence.lstrip())
    right = len(sentence.rstrip())
    if left < right:
        yield Span(offset + start + left, offset + start + right)
