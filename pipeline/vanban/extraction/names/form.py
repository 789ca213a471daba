"""A candidate -> what its own shape says for and against a person."""

from __future__ import annotations

import re

from vanban.cleaning.persons import name_of_many, name_pair
from vanban.extraction.names.beside import of_reign
from vanban.extraction.names.blockers import HO_CHI_MINH
from vanban.extraction.names.candidate import Candidate, starts_sentence
from vanban.extraction.names.evidence import ENOUGH, Evidence, Left
from vanban.extraction.names.runs import clan_last, word_behind
from vanban.extraction.vocabulary.names import (
    FOREIGN_BODY,
    STAGE,
    NamePart,
    Surname,
    blockers,
    credit_sources,
    foreign_bodies,
    foreign_names,
    honorifics,
    known_people,
    marking_names,
    middle_names,
    person_nouns,
    places,
    surnames,
)
from vanban.extraction.vocabulary.organizations import types
from vanban.lexicons import grammar as g
from vanban.segmentation.models import dictionary
from vanban.text.spelling import fold_word

INITIAL = Evidence("name.initial", -9)
_PREFIXED = re.compile(r"[HK]['’ʼ‘`][^\W\d_]")
_MARKS_OF_SEX = ("Y", "H", "A")
"""What stands before the given names of men and women of the Central Highlands."""
_MONG, _MONG_MIDDLE = g.word("mong"), "a"
"""A people, and the commonest middle name of its men: "Phàng A Chu"."""
GIVEN = Evidence("name.given", -2)
SURE = 4
"""The weight from which on a noun names a person though no surname follows."""
_LAND = g.word_set("land-surname")
_BODY = fold_word(g.word("body-surname"))
_HEADS = _LAND | {_BODY}
"""Surnames that are common nouns as well, so that a place behind them makes no person."""

_MIDDLE = re.compile(
    r"[^\W\d_]{3,} (?:[A-Z]( [A-Z])?|[^\W\d_]{2,}(?:vich|vych|ovna|evna|-vích)) [^\W\d_]{3,}"
)
"""Two names and between them initials, or who the father is: "Pyotr Leonidovich Kapitsa"."""
_KOREAN, _KOREAN_SYLLABLE = "foreign-korean", "foreign-korean-syllable"
"""Entries of the surnames of Korea, and of the syllables of its given names."""
_NO_VOWEL = re.compile(r"[b-df-hj-np-tv-xzđ]{2,4}")
_ARTICLE = "the"
_STAGE_NAME = 2  # words
_LONG = 4  # words
_USUAL = 3
"""Words of most foreign names."""

_WEIGHT = {"sure": (3, 4), "likely": (1, 3), "rare": (0, 1)}
"""Weight of a surname by its rank: with one word behind it, with more. A sure one is ENOUGH."""


def of_form(candidate: Candidate) -> Evidence:
    """The evidence of a row of words by itself."""
    sign = _by_shape(candidate)
    known = known_people().get(candidate.keys)
    if known is None or (candidate.size == 1 and (known.streets or known.known_as)):
        return sign
    if of_reign(candidate.run.wording.text, candidate.span):
        return sign
    entries = (*sign.entries, known.id)
    return sign._replace(entries=entries) if sign.weight >= ENOUGH else _figure(entries)


def _figure(entries: tuple[str, ...]) -> Evidence:
    """The evidence of a name that the lexicon of people knows."""
    return Evidence("name.figure", ENOUGH, entries)


def _by_shape(candidate: Candidate) -> Evidence:
    """The evidence of the shape of a row of words."""
    if candidate.foreign and not foreign_bodies().isdisjoint(candidate.keys):
        return Evidence("name.body", -12, (FOREIGN_BODY,))
    head = len(candidate.keys[0]) > 1 and blockers().get(candidate.keys)
    if candidate.foreign and (candidate.humped or candidate.keys[0] == _ARTICLE or head):
        return Evidence("name.body", -12)
    if candidate.surname and not (candidate.foreign and candidate.hyphened):
        return _full(candidate, candidate.surname)
    if not candidate.foreign:
        return _given(candidate)
    return _one_foreign_word(candidate) if candidate.size == 1 else _foreign(candidate)


def _full(candidate: Candidate, surname: Surname) -> Evidence:
    """A row that begins with a surname; three syllables say more than two."""
    place = places().get(candidate.keys[1:])
    nation = place is not None and place.country and candidate.size > 2
    if nation or (place and place.hold == "always" and candidate.keys[0] in _HEADS):
        return Evidence("name.nation", -1)
    texts = candidate.run.texts[candidate.begin : candidate.end]
    if highland := _of_the_highlands(candidate, texts):
        return highland._replace(entries=(surname.id, *highland.entries))
    long = candidate.size - len(surname.name.split()) >= 2
    weight = _WEIGHT[surname.rank][long]
    mong = candidate.keys[1] == _MONG_MIDDLE and _MONG in surname.peoples
    if long and (mong or _marked(candidate)):
        weight = 4
    middle = middle_names().get(candidate.keys[1:2]) if candidate.size > 2 else None
    body = candidate.keys[0] == _BODY and candidate.size == _USUAL and not middle
    rather = surname.rank == "rare" and types().get(candidate.keys[:1]) and weight < SURE
    if rather or (body and _is_word(candidate.keys[1:])):
        weight -= 3  # Phòng Báo Chí, Đoàn Sao Vàng
    elif candidate.keys[0] in _LAND and candidate.keys != HO_CHI_MINH:
        inside = middle or candidate.size == _LONG  # gặp Hồ Ngọc Hân, no lake
        weight -= 0 if inside and not (candidate.begin or starts_sentence(candidate.run)) else 2
    return Evidence("name.surname", weight, (surname.id, *([middle.id] if middle else ())))


def _marked(candidate: Candidate) -> bool:
    """True where a middle name that marks a surname follows the first word."""
    return candidate.size > _STAGE_NAME and candidate.keys[1] in marking_names()


def _is_word(keys: tuple[str, ...]) -> bool:
    """True where syllables are a word of the dictionary."""
    return " ".join(keys) in dictionary()


def _given(candidate: Candidate) -> Evidence:
    """Vietnamese syllables without a surname: a given name, a stage name, or another word."""
    address = honorifics().get(candidate.keys) or person_nouns().get(candidate.keys)
    if candidate.size == 1 and (address or len(candidate.run.texts[candidate.begin]) == 1):
        return INITIAL
    if candidate.size > 1 and credit_sources().get(candidate.keys):
        return Evidence("name.body", -6)  # papers
    if _marked(candidate) and not _is_word(candidate.keys[:2]):
        return Evidence("name.surname", SURE)  # Cún Thị Mủi, no Siêu Thị Xanh
    if candidate.size >= _LONG and not name_pair(candidate.keys[-_STAGE_NAME:]):
        return GIVEN._replace(weight=2 * GIVEN.weight)  # Tiếu Ngạo Giang Hồ
    return GIVEN if candidate.size != _STAGE_NAME else _of_syllables(candidate.keys)


def _of_syllables(keys: tuple[str, ...]) -> Evidence:
    """Two syllables that many people have as middle and given name speak less against a person.

    "Quang Hải", "Hoài Linh"; a word of the dictionary ("Hoàng Anh") only half as much.
    """
    if not name_pair(keys):
        return GIVEN._replace(weight=-1) if surnames().get(keys[:1]) else GIVEN  # Nay Tam
    return GIVEN._replace(weight=-1 if _is_word(keys) else 0)


def _foreign(candidate: Candidate) -> Evidence:
    """A row with words that are no Vietnamese syllables."""
    texts = candidate.run.texts[candidate.begin : candidate.end]
    if people := _of_the_highlands(candidate, texts) or _korean(candidate):
        return people
    given = foreign_names("given").prefix(candidate.keys)
    given = given or foreign_names("saint").prefix(candidate.keys)
    surname = foreign_names("surname").get(candidate.keys[-1:])
    last = foreign_names("given").get(candidate.keys[-1:])
    entries = tuple(entry.id for entry in (given and given[0], surname or last) if entry)
    weight = max(given[0].weight, ENOUGH) if given else 0
    if given and (surname or candidate.hyphened or given[0].weight >= ENOUGH):
        return Evidence("name.foreign", weight, entries)
    if candidate.upper and not given:
        return Evidence("name.acronym", -4)
    initial = len(texts[0]) == 1
    if surname and (initial or (surname.famous and candidate.size <= _USUAL)):
        return Evidence("name.foreign", 4, entries)
    begun = min(given[0].weight + 1, ENOUGH) if given and candidate.size <= _USUAL else 0
    stage = candidate.size == _STAGE_NAME and name_of_many(candidate.keys[0])  # Minh Beta
    if _MIDDLE.fullmatch(" ".join(texts)) or all("-" in text for text in texts):
        return Evidence("name.foreign", ENOUGH, entries)  # Ki-si-đa Phu-mi-ô
    sign = 2 if candidate.hyphened else 1 if entries or initial or stage else 0
    return Evidence("name.foreign", max(begun, sign), entries)


def _korean(candidate: Candidate) -> Evidence | None:
    """A name of Korea: a surname of one syllable and one or two more, "Kang Tae Oh", "Goo Hara".

    Without a surname the two syllables say less: "Hee Chul".
    """
    families = foreign_names("given").all(candidate.keys[:1])
    surname = any(family.id == _KOREAN for family in families)
    if candidate.size > _USUAL or not of_korea(candidate.keys[surname:]):
        return None
    entries = (_KOREAN, _KOREAN_SYLLABLE) if surname else (_KOREAN_SYLLABLE,)
    return Evidence("name.foreign", SURE if surname else 1, entries)


def of_korea(keys: tuple[str, ...]) -> bool:
    """True for two syllables of Korean given names, or one word of two: "Hee Chul", "Taeyeon"."""
    known = foreign_names("syllable").get
    if len(keys) > 1:
        return all(known((key,)) for key in keys)
    key = keys[0]
    return bool(known(keys)) or any(
        known((key[:at],)) and known((key[at:],)) for at in range(2, len(key) - 1)
    )


def _one_foreign_word(candidate: Candidate) -> Evidence:
    """One word: a person's only where it names somebody famous, or is built as highlanders' are."""
    text = candidate.run.texts[candidate.begin]
    famous = foreign_names("surname").get(candidate.keys)
    if famous and famous.famous:
        return Evidence("name.foreign", ENOUGH, (famous.id,))
    if len(text) == 1:
        return INITIAL
    if candidate.upper or _NO_VOWEL.fullmatch(candidate.keys[0]):  # TTg
        return Evidence("name.acronym", -4)
    if _PREFIXED.match(text):
        return Evidence("name.highland", 2)
    parts: tuple[NamePart, ...] = ("saint", "given", "surname")
    known = next(filter(None, (foreign_names(part).get(candidate.keys) for part in parts)), None)
    return Evidence("name.foreign", 0 if candidate.hyphened or (known and known.weight) else -1)


def _of_the_highlands(candidate: Candidate, texts: tuple[str, ...]) -> Evidence | None:
    """A name as peoples of the Central Highlands bear it: H'Yam Bkrông, Y Blim Niê, K'Sơn Pang."""
    clan = surnames().get(candidate.keys[-1:])
    entries = (clan.id,) if clan and clan_last(clan) else ()
    unknown = texts[0] == "Y" and len(texts) == _USUAL and not texts[-1].isascii()
    if _PREFIXED.match(texts[0]) or (unknown and candidate.foreign):
        return Evidence("name.highland", 4 if entries else 3, entries)
    return Evidence("name.highland", 4, entries) if entries and texts[0] in _MARKS_OF_SEX else None


def stage_name(left: Left, candidate: Candidate) -> bool:
    """True for two syllables behind a noun that name a person though a body may begin so."""
    if left.noun is None or word_behind(candidate.keys[-1], candidate.run.after):  # Viện Y | học
        return False
    return left.noun.id in STAGE or (left.noun.weight >= SURE and name_pair(candidate.keys))
