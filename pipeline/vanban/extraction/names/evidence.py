"""What speaks for and against a person, around a row of capitalised words.

In: a text and the span of a would-be name. Out: `Evidence`, each with the rule it belongs to, its
weight, and the lexicon entries it rests on.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from typing import NamedTuple

from vanban.extraction.names.candidate import Candidate, starts_sentence
from vanban.extraction.reading.wording import Wording
from vanban.extraction.vocabulary.names import (
    OTHER_NAME,
    SAYING,
    Honorific,
    PersonWord,
    cue_ends,
    honorifics,
    is_pen_name,
    person_details,
    person_nouns,
    person_words,
    places,
    verbs,
)
from vanban.lexicons import grammar as g
from vanban.lexicons.patterns import alternation
from vanban.text.spelling import fold_words

ENOUGH = 3
"""The sum of weights from which a row of words is taken for a person."""

_MINUTE = re.compile(r"\s?\(\d{1,3}(?:\+\d{1,2})?['’‘′]| \d-\d(?: ?\(\d{1,2}\))?, ?\d-\d")
"""Behind a player: the minute of a goal, or the sets of a match ("6-4, 7-6 (2), 6-3")."""
_NEXT = re.compile(rf"[^.!?…\n]{{0,200}}[.!?…][\"”]? ((?:[^\W\d_]+ ){{1,3}})(?=[{g.SMALL}])")
"""From a name to the pronoun or noun that the next sentence begins with: "Nam ca sĩ | nói"."""
_DONG_CHI = re.compile(r"(?:^|(?<=\W))[Đđ][/.]\s?[Cc]\.?:?\s{0,3}\Z")
_WORLD = g.word("world")
_COUNTED = re.compile(rf" (?:{g.NUMBER} \d{{1,3}}(?: {_WORLD})?|\d{{1,2}} {g.AGE}) \Z")
"""Between a noun and the name: "tay vợt số 1 thế giới | Alcaraz", "thủ môn 20 tuổi | Lê An"."""
_COUNTED_LIMIT = 20  # characters between the noun and the name
_COUNTED_ENDS = (f"{g.AGE} ", f"{_WORLD.split()[-1]} ", *(f"{digit} " for digit in range(10)))
_APPOSITION = re.compile(r"[ \u00a0]?[-–(][ \u00a0]?|[,:][ \u00a0]")
_COLON = re.compile(r"\s{0,2}:\s{1,3}\Z")
_BESIDE = 4  # characters from a preposition to the name
_MARKED = 3  # characters of a mark behind a name
_SHORT = 8  # characters of "đ/c: "
_PLURAL = 6  # words up to the name in which its plural stands
_PERSON, _ONLY = g.PERSON, g.ONLY
_ARTICLES = (fold_words(f"{g.ONE} trong {g.SOME}"), fold_words(g.ONE))
_RESUMING = frozenset(
    {"person-profession", "person-worker", "person-young", "person-trial", "person-merit"}
)
"""Entries of the nouns by which a text goes on about somebody: "Nữ ca sĩ | nói"."""
_APPOSED = _RESUMING | {"person-kin"}
"""Entries of the nouns that stand behind a name in apposition; offices are titles."""
_MANY = g.word_set("some-people") | {g.MID, g.FROM}
"""Words before a noun in the plural, or before the two ends of something."""
_LOCATIVE = frozenset({g.AT, g.IN})


class Evidence(NamedTuple):
    """One sign, for (positive) or against (negative), and where it comes from."""

    rule: str
    weight: int
    entries: tuple[str, ...] = ()


class Left(NamedTuple):
    """What stands directly before a would-be name.

    `keys` are those of the words up to the name, without a nation before the noun; `start` is
    where the cue begins, `locative` says that a preposition of place stands there and no cue;
    `modifier` is the entry of a word between the noun and the name.
    """

    keys: tuple[str, ...]
    honorific: Honorific | None = None
    noun: PersonWord | None = None
    start: int = 0
    colon: bool = False
    locative: bool = False
    modifier: str | None = None

    @property
    def cue(self) -> bool:
        """True where a word says that a person is named next."""
        return self.honorific is not None or self.noun is not None

    @property
    def several(self) -> bool:
        """True where a plural stands before the name, so that a list of names may follow."""
        if self.honorific:
            return self.honorific.plural
        return bool(self.noun) and not _MANY.isdisjoint(self.keys[-_PLURAL:-1])


def look_left(wording: Wording, i: int) -> Left:
    """The words before word i, and the honorific or person noun among them."""
    position = wording.starts[i]
    short = wording.text[max(0, position - _SHORT) : position]
    if ("/" in short or "." in short) and (match := _DONG_CHI.search(short)):
        entry = honorifics().get(g.COMRADE)
        return Left((), entry, start=position - len(short) + match.start())
    colon = _COLON.search(wording.text, max(0, position - 6), position) if ":" in short else None
    between = colon
    if short.endswith(_COUNTED_ENDS):
        between = _COUNTED.search(wording.text, max(0, position - _COUNTED_LIMIT), position)
    first, end = wording.before(between.start()) if between else (wording.row_start(i), i)
    if first < end and wording.keys[end - 1] in cue_ends():
        return _cue(wording, first, end, position, bool(colon))
    return _no_cue(wording, first, end, position, bool(colon))


def _cue(wording: Wording, first: int, end: int, position: int, colon: bool) -> Left:
    """What stands before a place where the words `first:end` seem to end with a cue."""
    keys = wording.keys[first:end]
    if (found := honorifics().suffix(keys)) and _is_address(wording, keys, end, *found):
        entry, size = found
        return Left(keys, entry, start=wording.starts[end - size], colon=colon)
    nation = places().suffix(keys)
    if nation and nation[0].country:
        keys, end = keys[: -nation[1]], end - nation[1]
        if keys and keys[-1] == _PERSON and not _vietnamese_at(wording, position):
            keys, end = keys[:-1], end - 1
    if noun := person_nouns().suffix(keys):
        return Left(keys, None, noun[0], wording.starts[end - noun[1]], colon)
    modifier = person_words("modifier").suffix(keys)
    noun = person_nouns().suffix(keys[: -modifier[1]]) if modifier else None
    if modifier and noun and noun[0].id not in OTHER_NAME:  # huấn luyện viên mới | Steijn
        start = wording.starts[end - modifier[1] - noun[1]]
        return Left(keys, None, noun[0], start, colon, modifier=modifier[0].id)
    return _no_cue(wording, first, end, position, colon)


def _vietnamese_at(wording: Wording, position: int) -> bool:
    """True where a Vietnamese syllable begins at a place."""
    return wording.forms[bisect_left(wording.starts, position)].vietnamese


def _no_cue(wording: Wording, first: int, end: int, position: int, colon: bool) -> Left:
    """What stands left of a candidate without a cue: at most a preposition of place."""
    preposition = first < end and wording.forms[end - 1].text in _LOCATIVE
    locative = preposition and position - wording.ends[end - 1] < _BESIDE
    return Left((), None, None, position, colon, locative)


def _is_address(
    wording: Wording, keys: tuple[str, ...], end: int, entry: Honorific, size: int
) -> bool:
    """False where what looks like an honorific is a country or the end of another word.

    "Anh" with a capital inside a sentence is England; "trẻ em", "công cụ" addresses nobody.
    """
    if size > 1 or len(keys) == 1:
        return True
    other = (fold_words(form) for form in entry.not_after)
    compound = any(keys[-1 - len(word) : -1] == word for word in other)
    return wording.forms[end - size].text != "Anh" and not compound


def of_left(left: Left) -> list[Evidence]:
    """The evidence of a honorific or person noun directly before the name."""
    if left.honorific:
        return [Evidence("name.after-honorific", 5, (left.honorific.id,))]
    if left.noun:
        entries = (left.noun.id, *((left.modifier,) if left.modifier else ()))
        return [Evidence("name.after-noun", left.noun.weight, entries)]
    return [Evidence("name.after-preposition", -2)] if left.locative else []


@cache
def _pen_name() -> re.Pattern[str]:
    """Behind a pen name: that it is one ("là bút danh của …")."""
    return re.compile(rf"[ \u00a0]{is_pen_name()}\b")


@cache
def _birth() -> re.Pattern[str]:
    """A comma or bracket and behind it an age, a year of birth or a word of birth and home."""
    words = alternation(person_details(), " ")
    other = g.any_of("detail-goes-on")
    years = rf"\d{{1,3}} {g.AGE}|19\d\d\b|20[01]\d\b"
    return re.compile(rf"\s{{0,2}}[,(]\s{{0,2}}(?:(?P<word>{words})(?!\w| {other})|{years})")


def _apposed(wording: Wording, position: int) -> int:
    """The weight of a noun of persons at a place: "Cole Palmer, | ngôi sao …"; 0 where none stands.

    Behind a comma a clause may begin, unless "một" follows: "Theo Telegraph, | thủ phạm …".
    """
    first = bisect_left(wording.starts, position)
    if wording.starts[first : first + 1] != (position,):
        return 0
    mark = wording.text[position - 2 : position].strip()
    comma, colon = mark == ",", mark == ":"
    if wording.forms[first].capitalised and comma:
        return 0
    article = _article(wording.keys[first : wording.row_end(first + 1)])
    noun = first + article
    status = wording.keys[noun] in g.word_set("person-status")
    if status and not person_nouns().prefix(wording.keys[noun : noun + 2]):
        noun += 1  # một | cựu | phóng viên
    keys = wording.keys[noun : wording.row_end(noun + 1)]
    if comma and keys[:1] == (_PERSON,) and verbs().prefix(keys[1:]):  # người | được thuê
        return 2
    found = person_nouns().prefix(keys)
    if found is None or found[0].id not in _APPOSED:
        return 0
    named = wording.forms[noun + found[1] : noun + found[1] + 1]
    if colon and (not named or named[0].capitalised):  # Bóng đá: HLV | Flick
        return 0
    return 3 if colon or (comma and not article) else 4


def _speaks(wording: Wording, position: int) -> bool:
    """True where a verb of speech begins at a place, "chỉ" apart: "Grant Harrold, | nói với …"."""
    first = bisect_left(wording.starts, position)
    keys = wording.keys[first : wording.row_end(first + 1)]
    verb = verbs().prefix(keys[1:] if keys[:1] == (_ONLY,) else keys)
    return verb is not None and verb[0].weight > 1


def _article(keys: tuple[str, ...]) -> int:
    """How many words of "một", "một trong những" stand before a noun."""
    return next((len(lead) for lead in _ARTICLES if keys[: len(lead)] == lead), 0)


def _verb_after(wording: Wording, i: int, position: int) -> PersonWord | None:
    """The verb of persons behind a name that ends with word i - 1 and its initials."""
    if wording.ends[i - 1] != position:
        first, end = wording.following(position)
    elif i < len(wording.keys) and verbs().opened_by(wording.keys[i]):
        first, end = i, wording.row_end(i)
    else:
        return None
    if first == end or wording.forms[first].capitalised:
        return None
    found = verbs().prefix(wording.keys[first:end])
    if found is None:
        return None
    then = first + found[1]
    main = found[0].weight == 1 and verbs().prefix(wording.keys[then : wording.row_end(then)])
    return main[0] if main and main[0].weight > SAYING else found[0]  # đã | ly hôn


def _resumed(candidate: Candidate) -> bool:
    """True where the next sentence goes on with "Anh", "Nữ ca sĩ" about who opens one.

    Who is named last is meant by "Tiền đạo này".
    """
    if (
        candidate.begin
        or candidate.shape == "full"
        or not (candidate.foreign or candidate.size > 1)
    ):
        return False
    after = _NEXT.match(candidate.run.wording.text, candidate.span.end)
    words = fold_words(after[1]) if after else ()
    pronoun, noun = honorifics().get(words[:1]), person_nouns().prefix(words)
    if after and not starts_sentence(candidate.run):
        between = after[0][: -len(after[1])]
        pronoun, noun = None, noun if between == between.lower() and g.THIS in words else None
    return bool(pronoun and pronoun.gender) or bool(noun and noun[0].id in _RESUMING)


def of_right(candidate: Candidate) -> list[Evidence]:
    """The evidence of a verb, a year of birth, an age or a minute of play after the name."""
    wording, i, position = candidate.run.wording, candidate.words[1], candidate.span.end
    found: list[Evidence] = []
    if _resumed(candidate):
        found.append(Evidence("name.before-pronoun", 2))
    if verb := _verb_after(wording, i, position):
        found.append(Evidence("name.before-verb", verb.weight, (verb.id,)))
    marks = wording.text[position : position + _MARKED]
    if ("(" in marks or "-" in marks) and _MINUTE.match(wording.text, position):
        found.append(Evidence("name.before-minute", 5))
    if marks.startswith((" l", " c")) and _pen_name().match(wording.text, position):
        found.append(Evidence("name.before-birth", 3))
    mark = _APPOSITION.match(wording.text, position)
    comma = mark is not None and mark[0][0] == ","
    if mark and comma and not wording.forms[i - 1].vietnamese and _speaks(wording, mark.end()):
        found.append(Evidence("name.before-verb", 2))
    if mark and (weight := _apposed(wording, mark.end())):
        found.append(Evidence("name.before-noun", weight))
    if ("(" in marks or "," in marks) and (sign := _birth().match(wording.text, position)):
        word = person_details().get(sign["word"] or "")
        if (
            not word
            and not wording.forms[i - 1].vietnamese
            and wording.text.startswith(")", sign.end())
        ):
            return found  # The Beginning (2004)
        entries, age = (word.id,) if word else (), sign[0].endswith(g.AGE)
        weight = word.weight if word else 4 if age else 3
        found.append(Evidence("name.before-birth", weight, entries))
    return found
