"""Ranks, degrees and honours: Thượng tướng, PGS, thạc sỹ Xây dựng, NSND.

In: a reading. Out: mentions of kind rank or degree. One counts beside a name or another title; a
rank in capitals also where the document gives it with a name elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from vanban.extraction.organizations.people import introduced, person_at
from vanban.extraction.reading import careers
from vanban.extraction.reading.document import Reading
from vanban.extraction.reading.words import Words
from vanban.extraction.titles import lexicon
from vanban.extraction.titles.classes import in_a_place, several
from vanban.extraction.titles.context import bracket_end, name_before, name_ends, name_shape
from vanban.extraction.titles.lexicon import Status
from vanban.extraction.vocabulary import organizations
from vanban.extraction.vocabulary.names import address_words
from vanban.lexicons import grammar as g

CHAIN_LIMIT = 6
"""Ranks and degrees in a row: "Trung tướng, GS.TS, NGND, Anh hùng LLVT"."""

PERSON_LIMIT = 50
"""Words back from the verb that confers a rank to the person who gets it."""

AGENT_LIMIT = 6
"""Words between "được" and a verb: "được Chủ tịch nước | phong tặng"."""

_DASHES = frozenset("-–")
_PARTS = frozenset(",;")
_LABELLING = frozenset(":-–")
_STOPS = frozenset(".;")
_MARKS = frozenset({".", ",", "-", "–", "/"})


@dataclass(frozen=True, slots=True)
class Honour:
    """A rank or degree at the words `start:end`; its role ends before the field.

    `role_start`: it begins after a word for its status: "cố | NSND".
    """

    start: int
    role_start: int
    end: int
    role_end: int
    rank: bool
    entries: tuple[str, ...]
    status: Status | None = None


def find(reading: Reading) -> Iterator[Honour]:
    """The ranks and degrees of a document that somebody holds."""
    candidates = list(_all(reading))
    beside: list[bool] = []
    for n, honour in enumerate(candidates):
        joined = n > 0 and beside[-1] and _is_joined(reading.words, candidates[n - 1], honour)
        beside.append(joined or _beside(reading, honour))
    known = {
        _folded_role(reading.words, honour)
        for honour, held in zip(candidates, beside, strict=True)
        if held and honour.rank
    }
    for honour, held in zip(candidates, beside, strict=True):
        again = honour.rank and reading.words.is_capital(honour.start)
        listed = again and careers.inside(reading.careers, honour.start)
        taken_up = listed or (again and _folded_role(reading.words, honour) in known)
        if held or (taken_up and not several(reading.words, honour.start)):
            yield _with_status(reading.words, honour)


def _is_joined(words: Words, last: Honour, honour: Honour) -> bool:
    """True where a degree follows the one before, or a mark: "là Phó giáo sư, | Tiến sĩ Vật lý".

    A rank where the year of the one before stands between: "Thiếu tướng năm 1984, | Trung tướng".
    """
    dated = _year_end(words, last.end)
    if honour.rank != last.rank or honour.rank != (dated > last.end):
        return False
    marked = honour.start - dated == 1 and words.form(dated) in _MARKS
    adjacent = honour.start == last.end and not honour.rank
    return (marked or adjacent) and not words.breaks(dated)


def _year_end(words: Words, j: int) -> int:
    """One past the year in which a rank was conferred: "năm 1984", "(11/1972)"; j without one."""
    year = words.form(j) == g.YEAR and words.is_number(j + 1) and not words.breaks(j)
    return j + 2 if year else bracket_end(words, j)


def _with_status(words: Words, honour: Honour) -> Honour:
    """The honour with the word for its status before it: "cố NSND", "nguyên Đại tá"."""
    hit = None if words.breaks(honour.start) else lexicon.statuses().before(words, honour.start)
    if hit is None:
        return honour
    entries = (hit.entry.id, *honour.entries)
    return replace(honour, start=hit.start, entries=entries, status=hit.entry.status)


def _folded_role(words: Words, honour: Honour) -> tuple[str, ...]:
    return words.forms[honour.role_start : honour.role_end]


def _all(reading: Reading) -> Iterator[Honour]:
    """All honours of a document, from left to right, none over another."""
    end = 0
    for i in lexicon.honour_openers().places(reading.words):
        honour = at(reading, i) if i >= end else None
        if honour:
            yield honour
            end = honour.end


def at(reading: Reading, i: int) -> Honour | None:
    """The rank or degree at word i."""
    words = reading.words
    rank = lexicon.ranks().longest(words, i)
    if rank:
        return Honour(i, i, rank.end, rank.end, True, (rank.entry.id,))
    degree = lexicon.degrees().longest(words, i)
    if degree is None:
        return None
    end = degree.end
    entries: tuple[str, ...] = (degree.entry.id,)
    if degree.entry.field and not words.breaks(end):
        field = organizations.fields().longest(words, end)
        fits = words.is_capital(end) or not words.is_acronym(i)
        if field and fits and person_at(reading, end) is None:
            end, entries = field.end, (*entries, field.entry.id)
        else:
            end = _small_field(reading, end)
    return Honour(i, i, end, degree.end, False, entries)


FIELD_LIMIT = 6
"""Words of a field in small letters between a degree and the name: "triết học – mỹ học"."""

_OF_FIELD = frozenset({"N", "A"})


def _small_field(reading: Reading, i: int) -> int:
    """One past the nouns in small letters between a degree and a name: "TS | kinh tế | Lê An"."""
    words, j = reading.words, i
    while j - i < FIELD_LIMIT and not words.breaks(j) and not words.is_capital(j):
        token = reading.token(j)
        noun = token is not None and token.pos in _OF_FIELD and words.is_word(j)
        known = organizations.fields().longest(words, j)
        dash = j > i and words.form(j) in _DASHES
        if not (noun or known or dash) or organizations.stops().longest(words, j):
            return i
        j = known.end if known else j + 1
    return j if j > i and person_at(reading, j) and not words.breaks(j) else i


def _beside(reading: Reading, honour: Honour) -> bool:
    """True where a name follows, over other titles in a row, or stands before."""
    words = reading.words
    if in_a_place(words, honour.start):
        return False
    if _is_attributed(reading, honour):
        return True
    if several(words, honour.start):
        return not words.breaks(honour.end) and person_at(reading, honour.end) is not None
    j = lexicon.past_among(words, honour.end)
    for _ in range(CHAIN_LIMIT):
        marked = words.form(j) in _MARKS and not words.breaks(j)
        k = j + marked
        if words.breaks(k) and k > 0:
            break
        following = at(reading, k)
        calling = _calling(words, k) if following is None else None
        if calling:
            j, k, marked = calling, calling, False
        if following is None:
            study = organizations.fields().longest(words, k)  # Giáo sư | Thần học
            named = name_shape(reading, k) and (study is None or study.end == k + 1)
            named = (named or _like_country(words, k)) and (not marked or words.form(j) == ".")
            if named or (lexicon.roles().longest(words, k) and words.is_capital(k)):
                return True
            if not calling:
                break
            continue
        j = following.end
    return name_before(reading, honour.start)


def _like_country(words: Words, k: int) -> bool:
    """True for a name that begins as a country: "NSND | Anh Tú", "ca sĩ | Mỹ Tâm"."""
    place = organizations.places().longest(words, k)
    one = place is not None and place.end - k == 1
    return one and words.is_capital(k + 1) and not words.breaks(k + 1)


def _is_attributed(reading: Reading, honour: Honour) -> bool:
    """True where the words before an honour say that somebody has it or is given it.

    "thăng cấp | Thượng tướng", "là | Anh hùng Lao động", "học vị: | Tiến sĩ".
    """
    words, start = reading.words, honour.start
    if not honour.rank:
        return _is_labelled(reading, start)
    if words.breaks(start):
        return False
    marked = words.form(start - 1) in _LABELLING
    conferred = lexicon.signs("conferred").before(words, start - marked)
    if conferred and words.breaks(conferred.start):
        return True  # a line "Cấp bậc: Đại tá"
    if conferred is None or marked:
        said = words.form(start - 1) == g.IS
        return said and (_became(reading, start - 2) or _is_somebody(reading, start - 2))
    led = words.form(conferred.start - 1) in lexicon.sign_words("passive") | {g.WITH}
    given = lexicon.signs("given").longest(words, honour.end) is not None
    said = (led or given) and words.is_capital(start)
    return said or _somebody(reading, conferred.start)


def _became(reading: Reading, j: int) -> bool:
    """True where word j ends a name, or when between: "Lê An (sau này | là Đại tá)"."""
    words = reading.words
    when = lexicon.signs("now").before(words, j + 1)
    end = when.start - 1 if when else j
    return name_ends(reading, end - (words.form(end) in ("(", ",")))


def _somebody(reading: Reading, end: int, *, over: frozenset[str] = frozenset()) -> bool:
    """True where the sentence names or addresses a person before word `end`.

    `over`: marks that part no clause from another.
    """
    words = reading.words
    for j in range(end - 1, max(end - 1 - PERSON_LIMIT, -1), -1):
        if words.form(j) in address_words() or person_at(reading, j) is not None:
            return True
        if words.breaks(j) or words.form(j) in _STOPS - over:
            return False
    return False


def _calling(words: Words, k: int) -> int | None:
    """One past the calling at word k."""
    hit = lexicon.signs("calling").longest(words, k)
    return hit.end if hit else None


def _is_labelled(reading: Reading, start: int) -> bool:
    """True where the words before say that a degree is somebody's.

    "Học vị: Tiến sĩ", "ông là", "quê Hà Nam; là", "được bổ nhiệm chức danh".
    """
    words = reading.words
    if words.breaks(start):
        return False
    is_said = words.form(start - 1) == g.IS and not words.breaks(start - 1)
    if is_said and _is_somebody(reading, start - 2):
        return True
    office = lexicon.signs("office").before(words, start)
    if office and _somebody(reading, office.start, over=_PARTS):
        chosen = lexicon.signs("choosing").before(words, office.start)
        return chosen is not None or (
            words.is_capital(start) and _is_conferred(words, office.start)
        )
    given = lexicon.signs("conferred").before(words, start)
    if given and words.is_capital(start) and _somebody(reading, given.start, over=_PARTS):
        return True  # Ông được phong hàm | Giáo sư
    said = words.form(start - 1) in (":", g.IS)
    label = lexicon.signs("degree-label").before(words, start - said)
    if label is not None:
        named = bool(introduced(reading))  # no more than "Cô có bằng thạc sĩ"
        return said or (named and _somebody(reading, label.start, over=_PARTS))
    return words.form(start - 1) in _PARTS and _in_a_life(words, start)


def _in_a_life(words: Words, end: int) -> bool:
    """True where a birth stands in the sentence before: "sinh năm 1974, quê Hà Nam; | Thạc sĩ"."""
    for j in range(end - 1, max(end - 1 - PERSON_LIMIT, -1), -1):
        if words.breaks(j + 1) or words.form(j) == ".":
            return False
        if lexicon.signs("born").before(words, j + 1):
            return True
    return False


def _is_conferred(words: Words, end: int) -> bool:
    """True where somebody is given what follows: "được Nhà nước phong tặng | danh hiệu"."""
    verb = lexicon.signs("conferred").before(words, end)
    passive = lexicon.sign_words("passive")
    return verb is not None and any(
        words.form(j) in passive for j in range(max(verb.start - AGENT_LIMIT, 0), verb.start)
    )


def _is_somebody(reading: Reading, j: int) -> bool:
    """True where who has a degree ends with word j: a name, "ông", a life: "quê Hà Nam;"."""
    words = reading.words
    pronoun = words.form(j) in address_words() and words.form(j - 1) != g.OF
    now = lexicon.signs("now").before(words, j + 1)  # Lê An, chuyên gia, hiện | là giáo sư
    listed = (now or words.form(j) in _PARTS) and _somebody(reading, j, over=_PARTS)
    return pronoun or bool(listed) or name_ends(reading, j)
