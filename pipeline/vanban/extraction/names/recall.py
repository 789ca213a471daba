"""Verdicts on a page -> the candidates that are persons because the page names them elsewhere."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence

from vanban.extraction.names.beside import inside_sentence
from vanban.extraction.names.candidates import candidate_of
from vanban.extraction.names.judge import Verdict
from vanban.extraction.names.lexicon import places

_SIGNS = frozenset({"name.proper-noun", "name.before-verb", "name.list", "name.after-noun"})
_AGAINST = frozenset({"name.part-of-word", "name.after-preposition", "name.opens-quotation"})
_CUES = frozenset({"name.after-honorific", "name.after-noun"})
_LIST = 4
_OTHER = frozenset({"name.place", "name.body", "name.part-of-word", "name.glued", "name.lore"})
_NEVER = frozenset({"name.initial", "name.lore"})


def _listed(verdicts: Sequence[Verdict]) -> set[int]:
    """Places of verdicts on rows of several words that stand in a list before a person."""
    found: set[int] = set()
    for place in range(len(verdicts) - 2, -1, -1):
        verdict, after = verdicts[place], verdicts[place + 1]
        if not after.listed or not (after.accepted or place + 1 in found):
            continue
        candidate = verdict.candidate
        long = candidate.size > 1 and (candidate.shape == "full" or candidate.foreign)
        if long and verdict.score >= 0 and not verdict.block:
            found.add(place)
    return found


def _among_persons(verdicts: Sequence[Verdict]) -> set[int]:
    """Places of rows in lists of persons: "gồm có Bằng Phi, Trần Duy Khánh, Lê Tú, Thiên Minh".

    A list of four and more that holds two persons, and nothing that is a place, a body or a word.
    """
    found: set[int] = set()
    first = 0
    for end in range(1, len(verdicts) + 1):
        if end < len(verdicts) and verdicts[end].listed:
            continue
        if _may_be_list(verdicts[first:end]):  # most are one row: what speaks against it can wait
            first += bool(_rules(verdicts[first]) & _OTHER)  # the words before the list
            members = verdicts[first:end]
            if _may_be_list(members) and all(map(_no_other, members)):
                found.update(place for place in range(first, end) if _like_name(verdicts[place]))
        first = end
    return found


def _may_be_list(members: Sequence[Verdict]) -> bool:
    """True for four rows and more, two of them persons."""
    return len(members) >= _LIST and sum(verdict.accepted for verdict in members) > 1


def _rules(verdict: Verdict) -> set[str]:
    return {sign.rule for sign in verdict.evidence}


def _no_other(verdict: Verdict) -> bool:
    """True where nothing says that a row is a place, a body or another word."""
    return verdict.accepted or not (_rules(verdict) & _OTHER or verdict.block)


def _like_name(verdict: Verdict) -> bool:
    """True for several words that are tagged, or built, as a name, and for a foreign one."""
    candidate = verdict.candidate
    tagged = candidate.size > 1 and "name.proper-noun" in _rules(verdict)
    return tagged or candidate.foreign or candidate.shape == "full"


def _stands_alone(verdict: Verdict, alone: Container[tuple[str, ...]]) -> bool:
    """True where the end of a full name looks like a name of its own where it stands."""
    weights = {sign.rule: sign.weight for sign in verdict.evidence}
    if "name.after-honorific" in weights:
        return True
    if verdict.candidate.size > 1 and "name.place" not in weights:
        return "name.quoted" not in weights
    run, begin = verdict.candidate.run, verdict.candidate.begin
    if begin and places().suffix(run.keys[:begin]):  # the end of a longer row: "thuốc Mỹ | Châu"
        return False
    return _one_syllable(verdict, weights, verdict.candidate.keys in alone)


def _one_syllable(verdict: Verdict, weights: Mapping[str, int], alone: bool) -> bool:
    """True where one word looks like a name; `alone`: the page calls a person so elsewhere.

    What is said of persons alone outweighs a tagger that glues the name to its verb. A name that
    is a country as well ("Nga", "Đức") must be among those that stand alone.
    """
    run = verdict.candidate.run
    against = _AGAINST & weights.keys()
    if weights.get("name.before-verb", 0) > 1:
        against -= {"name.part-of-word", "name.opens-quotation"}
    elif "name.glued" in weights:
        return alone and "name.place" not in weights
    if "name.place" in weights:
        found = places().get(verdict.candidate.keys)
        known = alone or (found and not found.country)
        return bool(known) and "name.before-verb" in weights and not against
    if alone and len(run.forms) == 1 and weights.keys() == {"name.given"}:
        return inside_sentence(run.wording.text, verdict.candidate.span.start)
    return bool(_SIGNS & weights.keys()) and not against


def _called(verdict: Verdict) -> bool:
    """True for one word that is called as a person: "ông Kriengkrai"."""
    return verdict.candidate.size == 1 and not _rules(verdict).isdisjoint(_CUES)


def _acts(verdict: Verdict) -> bool:
    """True for one word that is no place and does what persons do."""
    if verdict.candidate.size > 1:
        return False
    before_verb = "name.before-verb" in [sign.rule for sign in verdict.support]
    return before_verb and not _rules(verdict) & _OTHER


def _recalls(
    verdict: Verdict, repeats: bool, shortens: bool, alone: Container[tuple[str, ...]]
) -> bool:
    """True where a candidate repeats a name, or shortens one and looks like a name."""
    if not repeats and not shortens:
        return False
    body = any(sign.rule == "name.body" and sign.entries for sign in verdict.evidence)
    rules = _rules(verdict)
    called = shortens and "name.after-honorific" in rules  # bà Nguyệt, of Đỗ Thị Minh Nguyệt
    never = body or rules & (_NEVER - {"name.lore"} if called else _NEVER)
    return not never and (repeats or _stands_alone(verdict, alone))


def _with_nation(verdict: Verdict, ends: Container[tuple[str, ...]]) -> Verdict:
    """The verdict on a short form whose first syllable is a country as well: "Nhật | Duật"."""
    run, begin, end = verdict.candidate.run, verdict.candidate.begin, verdict.candidate.end
    if begin and verdict.candidate.size == 1 and run.keys[begin - 1 : end] in ends:
        return verdict.again(candidate_of(run, begin - 1, end))
    return verdict


def recalled(verdicts: Sequence[Verdict]) -> Iterator[Verdict]:
    """The candidates, not accepted by themselves, that repeat a name or shorten one.

    A Vietnamese short form is the end of a full name and must look like a name where it stands; a
    foreign one is any word of it.
    """
    full = {verdict.candidate.keys for verdict in verdicts if verdict.accepted}
    full = {keys for keys in full if len(keys) > 1}
    ends = {keys[-size:] for keys in full for size in (1, 2) if size < len(keys)}
    foreign = {
        word
        for verdict in verdicts
        if verdict.accepted and verdict.candidate.foreign and verdict.candidate.size > 1
        for word in verdict.candidate.keys
    }
    alone = {verdict.candidate.keys for verdict in verdicts if verdict.accepted or _acts(verdict)}
    listed = _listed(verdicts) | _among_persons(verdicts)
    called = {
        verdict.candidate.keys[0]
        for verdict in verdicts
        if verdict.accepted and verdict.candidate.foreign and _called(verdict)
    }
    for place, seen in enumerate(verdicts):
        if seen.accepted:
            continue
        verdict = _with_nation(seen, ends)
        keys = verdict.candidate.keys
        word_of_foreign = verdict.candidate.foreign and len(keys) == 1 and keys[0] in foreign
        longer = verdict.candidate.foreign and len(keys) > 1 and not called.isdisjoint(keys)
        repeats = keys in full or word_of_foreign or longer
        if place not in listed and not _recalls(verdict, repeats, keys in ends, alone):
            continue
        if not verdict.block:
            yield verdict
