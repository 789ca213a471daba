"""A run of capitalised words -> the rows in it that could be a person's name.

In: a run. Out: candidates, from left to right: rows that begin with a surname (`full`), and rows
between them that have none (`loose`: given names alone, stage names, foreign names). Places and
words that end a name are left out; the places that stood directly before a candidate are noted.
"""

from __future__ import annotations

from collections.abc import Iterator

from vanban.cleaning.persons import name_of_many, name_pair
from vanban.extraction.names.candidate import (
    HUMP,
    LETTERS,
    Candidate,
    candidate_of,
    starts_sentence,
    with_initials,
    with_number,
)
from vanban.extraction.names.evidence import Left, look_left
from vanban.extraction.names.runs import (
    Run,
    before_namesake,
    clan_last,
    full_name,
    next_sentence,
    opens_sentence,
    place_at,
    stop_at,
)
from vanban.extraction.vocabulary.names import (
    OTHER_NAME,
    STAGE,
    ForeignName,
    foreign_bodies,
    foreign_names,
    honorifics,
    known_people,
    marking_names,
    middle_names,
    numbered_units,
    openers,
    person_nouns,
    places,
    stops,
    surnames,
    verbs,
)
from vanban.lexicons import grammar as g
from vanban.text.spelling import fold_words
from vanban.text.syllables import is_syllable

_USUAL = 4  # words of a full name; in a longer row a second one may begin
_CLERGY = frozenset({"person-clergy", "person-holy"})
_ENGLAND = fold_words("Anh")[0]
_LOOSE = 5  # words of a name without a surname, at most
_SHORTEST = 2  # words of a name with a surname, at least


def candidates(run: Run) -> Iterator[Candidate]:
    """The candidates of a run."""
    place, size = 0, len(run.forms)
    boundary: tuple[str, ...] = ()
    if size == 1:  # most runs, and no full name: the first word of a sentence
        if not _skip(run, 0, boundary)[0]:
            yield with_number(candidate_of(run, 0, 1))
        return
    while place < size:
        skip, boundary = _skip(run, place, boundary)
        if skip:
            place += skip
            continue
        family, saints = _after_saints(run, place)
        end = _full_end(run, family)
        surname = surnames().prefix(run.keys[family:]) if end else None
        end = end or _loose_end(run, place, size)
        noted = (*boundary, *stopped_by(run, end), *saints)
        found = candidate_of(run, place, end, surname and surname[0], noted)
        yield with_initials(found) if surname else with_number(found)
        place, boundary = end, ()


def _after_saints(run: Run, place: int) -> tuple[int, tuple[str, ...]]:
    """Where the full name begins behind names of saints or of other countries, and their entries.

    The place itself where no full name follows ("Phaolô Maria | Cao Đình Thuyên").
    """
    family, saints = place, list[str]()
    holy = not run.forms[place].vietnamese and _called_as_priest(run, place)
    while saint := _saint_at(run, family, holy):
        family += saint[1]
        saints += [saint[0].id] if saint[0] else []
        holy = saint[0] is not None and saint[0].part == "saint"
    return (family, tuple(saints)) if family > place and _full_end(run, family) else (place, ())


def _called_as_priest(run: Run, place: int) -> bool:
    """True where a noun for clergy stands before a place: "cha | Giorgiô Nguyễn Đức Phùng"."""
    noun = look_left(run.wording, run.first + place).noun
    return noun is not None and noun.id in _CLERGY


def _saint_at(run: Run, place: int, behind: bool) -> tuple[ForeignName | None, int] | None:
    """The name of a saint, or a foreign given name, at a place of a run, and its words.

    `behind` a saint any foreign word or initial is one: "Gioan | Vianney", "Phanxicô | X.".
    """
    keys = run.keys[place:]
    foreign = bool(keys) and not run.forms[place].vietnamese
    saint = foreign_names("saint").prefix(keys)
    saint = saint or (foreign_names("given").prefix(keys) if foreign else None)
    return saint or ((None, 1) if behind and keys and (foreign or len(keys[0]) == 1) else None)


def stopped_by(run: Run, end: int) -> tuple[str, ...]:
    """The id of the entry at which a row that ends at a place of a run had to end."""
    if end == len(run.forms):
        return ()
    found = stops().prefix((*run.keys[end:], *run.after_keys))
    return (found[0].id,) if found else ()


def _skip(run: Run, place: int, boundary: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
    """How many words at a place of a run are a place or no name at all, and what is noted of it."""
    keys = run.keys[place:]
    length = place_at(keys)
    found = stops().prefix(keys + run.after_keys)
    if found and length < 2 and not (_korean(run, place) or _opener_is_called(run, place)):
        return min(found[1], len(keys)), ()
    entry = places().prefix(keys) if length else None
    noted = (entry[0].id,) if entry else ()
    before = _before_name(run, place) if length < 2 and len(keys) > 1 else 0
    if before:
        return before, noted if before == length else ()
    if length:
        left = look_left(run.wording, run.first + place)
        listed = run.wording.text[max(run.start(0) - 2, 0) : run.start(0)] == ", "
        pair = length == 1 and len(keys) == _SHORTEST and (listed or name_pair(keys))
        pair = pair and (keys[1] == _ENGLAND or places().get(keys[1:]) is None)  # no Mỹ Nhật
        if pair or _perhaps_given(run) or _person_anyway(left, run, place, length):
            return 0, ()
        return length, noted
    return 0, boundary


def _korean(run: Run, place: int) -> bool:
    """True for a surname of Korea that is a word as well: "Song | Hye Kyo", "Cha | Eun Woo"."""
    rest = run.forms[place + 1 : place + 3]
    korean = foreign_names("given").get(run.keys[place : place + 1])
    if korean is None or all(form.vietnamese for form in rest):
        return False
    return all("-" in f.text or foreign_names("syllable").get((f.key,)) for f in rest)


def _opener_is_called(run: Run, place: int) -> bool:
    """True where a word that may open a sentence begins a name: "Thượng tướng | Song Hào".

    The name has two syllables, and a title, a noun or a comma stands directly before it.
    """
    pair = len(run.forms) == _SHORTEST and not place and run.keys[0] in openers()
    listed = run.wording.text[: run.start(0)].endswith(", ") if pair else False
    return pair and (listed or look_left(run.wording, run.first).cue)


def _perhaps_given(run: Run) -> bool:
    """True for a place of one syllable that does what persons do: "Vinh nói" (see `recall`)."""
    if len(run.forms) > 1 or not run.forms[0].vietnamese or honorifics().get(run.keys):
        return False
    wording, after = run.wording, run.first + 1
    return verbs().prefix(wording.keys[after : wording.row_end(after)]) is not None


def _person_anyway(left: Left, run: Run, place: int, length: int) -> bool:
    """True where what could be a place is called as a person: "anh Thái Bình", "ca sĩ Mỹ Tâm"."""
    found = places().prefix(run.keys[place:])
    nation = found is not None and found[0].country and length > 1
    if left.honorific:
        return not nation and not (left.honorific.plural and length > 1)
    rest = run.forms[place + length :]
    other_name = left.noun is not None and left.noun.id in OTHER_NAME
    if other_name and found and found[0].hold == "alone" and length > 1:
        return True
    stage = left.noun is not None and left.noun.id in STAGE
    if stage and found and found[0].hold == "alone" and length > 1:
        return not rest  # nhà báo Xuân Trường
    return stage and length == 1 and len(rest) == 1 and rest[0].vietnamese


def _before_name(run: Run, place: int) -> int:
    """How many words at a place have the capital of a sentence start, and a name behind them."""
    keys = run.keys[place:]
    known = known_people().prefix(keys)
    given = keys[0] == _ENGLAND and not starts_sentence(run)  # Isaac, | Anh Tú
    given = given or _korean(run, place)
    size = _calls(keys) if place == 0 and known is None and not given else 0
    opens = keys[0] in openers() and not given
    opens = opens or (place == 0 and keys[0] in g.word_set("focus"))
    opens = opens or (place == 0 and starts_sentence(run) and _no_name(keys[0]))
    if opens and not run.forms[place + 1].vietnamese:
        size = 1  # Trước | Reguilon
    if keys[0] in openers() and len(run.keys) == 2 and starts_sentence(run):
        size = 1  # Còn | Châu
    family = surnames().get(keys[:1])
    if starts_sentence(run) and len(keys) > 2 and not family and known_people().get(keys[1:]):
        size = 1  # Thơ | Tế Hanh
    body = keys[0] in foreign_bodies() or HUMP.match(run.forms[place].text)
    if body and len(keys) > 2 and _surely_given(keys[1:]):
        size = 1  # Telegram | Pavel Durov
    return size if size < len(keys) else 0


def _no_name(key: str) -> bool:
    """True for a Vietnamese syllable that is in nobody's name: "Nhờ", "Nếu"."""
    known = surnames().get((key,)) or middle_names().get((key,)) or name_of_many(key)
    return not (key.isascii() or known) and is_syllable(key)


def _surely_given(keys: tuple[str, ...]) -> bool:
    """True where a row begins with a foreign given name that makes a person of it."""
    given = foreign_names("given").prefix(keys)
    return given is not None and given[0].weight > 1


def _calls(keys: tuple[str, ...]) -> int:
    """How many words are an address or a person noun with the capital of a sentence start."""
    if address := honorifics().prefix(keys):
        return address[1]
    noun = person_nouns().prefix(keys)
    return noun[1] if noun and noun[0].id not in OTHER_NAME else 0


def _full_end(run: Run, place: int) -> int:
    """Where a full name that begins at a place of the run ends; 0 where none begins."""
    surname = surnames().prefix(run.keys[place:])
    size = full_name(run.texts[place:], run.after) if surname else 0
    if not surname or not size:
        return 0
    size = before_namesake(run, place, size)
    if size > 2 and place + size == len(run.forms) and _marks_number(run):
        size -= 1
    for inner in range(max(2, surname[1] + 1), size):
        rest = len(run.forms) - place - inner
        marked = run.keys[place + inner + 1 : place + inner + 2] == (g.MARKING_MALE,)
        if (size > _USUAL or marked) and _begins_another(run, place + inner, rest, inner):
            return place + inner
    return place + size


def _marks_number(run: Run) -> bool:
    """True where what follows a row takes its last word: "Tín K|2", "Quý P|/V", "Phần | 1"."""
    text, end, last = run.wording.text, run.end(len(run.forms) - 1), run.forms[-1].text
    if len(last) == 1:
        return last not in LETTERS and (text[end : end + 1].isdigit() or text[end : end + 1] == "/")
    numbered = numbered_units().get(run.keys[-1:]) is not None
    return numbered and text[end : end + 1] == " " and text[end + 1 : end + 2].isdigit()


def _begins_another(run: Run, place: int, rest: int, behind: int) -> bool:
    """True where a second name begins at `place`, `rest` words from the row's end."""
    found = surnames().prefix(run.keys[place:])
    if not found or rest < 2 or clan_last(found[0]):
        return False
    likely = found[0].rank == "likely" and behind > _SHORTEST  # Nguyễn Phú Trọng | Tô Lâm
    return likely or found[0].rank == "sure" or run.keys[place + 1] in marking_names()


def strong_place(keys: tuple[str, ...]) -> bool:
    """True where a row begins with the name of a place that is nothing else."""
    found = places().prefix(keys)
    return found is not None and found[0].hold == "always" and found[1] > 1


def _loose_end(run: Run, place: int, size: int) -> int:
    """Where a row without surname ends: at a stop, a place, or a full name that begins."""
    if place + 1 == size:
        return size
    end = stop_at((*run.texts, *run.after), place + 1)
    end = min(end, size, place + _LOOSE)
    glued = opens_sentence(run.keys[place:], _SHORTEST, run.after) or next_sentence(run, place)
    if end == size and (glued or _marks_number(run)):
        end -= 1
    for inner in range(place + 1, end):
        keys = run.keys[inner:]
        if strong_place(keys):
            return inner
        found = surnames().prefix(keys)
        if found and clan_last(found[0]):
            continue
        if found and found[0].rank != "rare" and full_name(run.texts[inner:], run.after) > 1:
            longer = full_name(run.texts[inner:], run.after) > 2
            if found[0].rank == "sure" or longer:
                return inner
    return end
