"""Rows of words in capitals -> the names in headlines and signatures.

In a headline every word is written in capitals, so that case says nothing of where a name begins
and ends: a name counts where the page has it elsewhere, where a title or honorific stands before
it, or where it fills its line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from vanban.extraction.names.beside import fills_line
from vanban.extraction.names.candidate import Candidate, candidate_of
from vanban.extraction.names.judge import Judge, Verdict
from vanban.extraction.names.runs import Run, full_name, place_at
from vanban.extraction.vocabulary.names import known_people, marking_names, stops, surnames, verbs
from vanban.lexicons import grammar as g

_LONGEST = 6  # words of a full name in capitals
_USUAL = 3  # words of most full names
_MARKED = 4  # the same with thị, which adds one


def in_capitals(rows: Iterable[Run], known: Iterable[Candidate], judge: Judge) -> Iterator[Verdict]:
    """The accepted verdicts on the names in rows of capitals; `known` are the page's full names."""
    full = {candidate.keys for candidate in known}
    for run in rows:
        place = 0
        while place < len(run.forms):
            size = _known_at(run, place, full)
            verdict = _verdict(run, place, size, judge) if size else _guess(run, place, judge)
            if verdict:
                yield verdict
            place += verdict.candidate.size if verdict else max(1, place_at(run.keys[place:]))


def _known_at(run: Run, place: int, full: set[tuple[str, ...]]) -> int:
    """How many words at a place are a full name of the page; 0: none."""
    for size in range(min(_LONGEST, len(run.forms) - place), 1, -1):
        if run.keys[place : place + size] in full:
            return size
    return 0


def _guess(run: Run, place: int, judge: Judge) -> Verdict | None:
    """A name that the page has nowhere else: called by what is before it, or alone on a line."""
    if (famous := known_people().prefix(run.keys[place:])) and famous[1] > 1:
        return _if_person(run, place, famous[1], judge, least=famous[1])  # TRƯỜNG CHINH (1907)
    usable = full_name(run.texts[place:], run.after)
    found = surnames().prefix(run.keys[place:])
    if not usable or not found or place_at(run.keys[place:]):
        return None
    most = _MARKED if run.keys[place + 1 : place + 2] == (g.MARKING_FEMALE,) else _USUAL
    size = min(usable, most, _until_verb(run, place))
    if run.keys[place + 1 : place + 2] and run.keys[place + 1] in marking_names():
        size = max(size, min(_USUAL, len(run.forms) - place))  # a given name that is a verb as well
    return _if_person(run, place, size, judge, least=_USUAL) if size > 1 else None


def _if_person(run: Run, place: int, size: int, judge: Judge, least: int) -> Verdict | None:
    """The verdict on `size` words at a place, where they are accepted as a person's name.

    In capitals a row needs more than its own words: an honorific, a noun or a title before it, a
    birth behind it, or a line of its own with `least` words or more.
    """
    verdict = _verdict(run, place, size, judge)
    rules = {sign.rule for sign in verdict.evidence}
    called = rules & {
        "name.after-honorific",
        "name.after-noun",
        "name.after-title",
        "name.before-birth",
    }
    alone = size == len(run.forms) and fills_line(judge.text, run.span(0, size)) and size >= least
    return verdict if verdict.accepted and (called or alone) else None


def _until_verb(run: Run, place: int) -> int:
    """How many words from a place on come before a verb or a word that ends a name."""
    for size in range(1, len(run.forms) - place):
        keys = run.keys[place + size :]
        given = size < _USUAL and len(keys) == 1 and not run.small  # LÊ TRỌNG SANG (phó giám đốc)
        if stops().prefix(keys) or (verbs().prefix(keys) and not given):
            return size
    return len(run.forms) - place


def _verdict(run: Run, place: int, size: int, judge: Judge) -> Verdict:
    """The judge's verdict on `size` words at a place."""
    found = surnames().prefix(run.keys[place:])
    surname = found[0] if found else None
    return judge.judge(candidate_of(run, place, place + size, surname), None)
