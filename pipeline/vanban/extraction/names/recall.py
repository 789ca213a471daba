"""Verdicts on a page -> the candidates that are persons because of who else the page names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import pairwise

from vanban.cleaning.persons import name_of_many, name_pair, name_syllables
from vanban.extraction.names.beside import behind_capitals, inside_sentence, on_way
from vanban.extraction.names.candidate import candidate_of
from vanban.extraction.names.form import of_korea
from vanban.extraction.names.judge import Verdict
from vanban.extraction.vocabulary.names import foreign_names, person_nouns, places
from vanban.lexicons import grammar as g
from vanban.segmentation.models import dictionary

_SIGNS = frozenset({"name.proper-noun", "name.before-verb", "name.list", "name.after-noun"})
_AGAINST = frozenset({"name.part-of-word", "name.after-preposition", "name.opens-quotation"})
_CUES = frozenset({"name.after-honorific", "name.after-noun"})
_SAID = _CUES | {"name.before-verb"}
_LIST = 4  # names in a row make a list
_SEVERAL = 2  # words
_SOMEBODY = 4  # what is said of a foreign word, in all, from which on it is a person
_TRADES = frozenset(
    {"person-profession", "person-worker", "person-scorer", "verb-of-play", "verb-of-life"}
)
_STYLE = 3  # persons called by middle and given name alone, by which a page does so
_COMMON = 0.002  # the share of given names from which on a syllable in a list is one
_OTHER = frozenset({"name.place", "name.body", "name.part-of-word", "name.glued", "name.lore"})
_NEVER = frozenset({"name.initial", "name.lore", "name.acronym"})


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
    found, first = set[int](), 0
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


def _no_other(verdict: Verdict, *, glued: bool = False) -> bool:
    """True where nothing says that a row is a place, a body or another word.

    `glued`: it may be joined to the word behind it.
    """
    against = _OTHER - {"name.glued"} if glued else _OTHER
    return verdict.accepted or not (_rules(verdict) & against or verdict.block)


def _by_surname(verdicts: Sequence[Verdict]) -> set[int]:
    """Places of foreign names by whose last word the page calls who acts: "Memphis Depay".

    Who is called by surname first, in a headline, has a given name that is known, or is said to be
    a person: no Marvel, then "Captain Marvel".
    """
    rows = [v.candidate for v in verdicts if v.candidate.foreign and v.candidate.size > 1]
    first = {candidate.keys[0] for candidate in rows}  # Captain Marvel, but Marvel Studios
    alone: dict[str, int] = {}
    for place, verdict in enumerate(verdicts):
        keys = verdict.candidate.keys
        if verdict.candidate.foreign and _acts(verdict) and keys[0] not in first:
            alone.setdefault(keys[0], place)
    given = foreign_names("given")
    return {
        place
        for place, verdict in enumerate(verdicts)
        for last in verdict.candidate.keys[-1:]
        if last in alone and _may_have_surname(verdict)
        if place < alone[last] or given.get(verdict.candidate.keys[:1]) or _rules(verdict) & _SAID
    }


def _may_have_surname(verdict: Verdict) -> bool:
    """True for a foreign given name and surname that nothing says to be something else."""
    candidate = verdict.candidate
    short = candidate.wholly_foreign and candidate.size <= _LIST
    start = candidate.span.start
    counted = candidate.run.wording.text[max(start - 5, 0) : start].strip()[:1].isdigit()  # 20th
    free = verdict.score >= 0 and _no_other(verdict) and not verdict.left.locative
    return short and free and not counted


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
    if run.small and f"{run.keys[-1]} {run.after_keys[0]}" in dictionary():
        against |= {"name.part-of-word"}  # Đại hội VI | Quốc tế
    if weights.get("name.before-verb", 0) > 1:
        against -= {"name.part-of-word", "name.opens-quotation"}
    elif "name.glued" in weights:
        return "name.place" not in weights and not against
    if "name.place" in weights:
        found = places().get(verdict.candidate.keys)
        known = alone or (found and not found.country)
        return bool(known) and "name.before-verb" in weights and not against
    if alone and len(run.forms) == 1 and weights.keys() == {"name.given"}:
        return inside_sentence(run.wording.text, verdict.candidate.span.start)
    foreign = verdict.candidate.foreign and len(run.forms) == 1
    return (foreign or bool(_SIGNS & weights.keys())) and not against


def _is_called(verdict: Verdict) -> bool:
    """True for one word that is called as a person: "ông Kriengkrai"."""
    return verdict.candidate.size == 1 and not _rules(verdict).isdisjoint(_CUES)


def _acts(verdict: Verdict) -> bool:
    """True for one word that is no place and does what persons do."""
    if verdict.candidate.size > 1:
        return False
    return "name.before-verb" in _rules(verdict) and not _rules(verdict) & _OTHER


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

    A Vietnamese short form is the end of a full name, or how somebody is called elsewhere, and must
    look like a name where it stands; a foreign one is any word of a name.
    """
    accepted = [verdict for verdict in verdicts if verdict.accepted]
    full = {verdict.candidate.keys for verdict in accepted if verdict.candidate.size > 1}
    ends = {keys[-size:] for keys in full for size in (1, 2) if size < len(keys)}
    ends |= {keys[:1] for keys in full if foreign_names("given").get(keys[:1])}  # Ben | Horowitz
    ends |= _short_names(accepted) | _acting(verdicts)
    found = _repeated(verdicts, full, ends)
    if partners := set(_partners(verdicts, found)):
        found = _repeated(verdicts, full, ends | partners)
    yield from (found[place] for place in sorted(found))


def _short_names(accepted: Sequence[Verdict]) -> set[tuple[str, ...]]:
    """The single words by which the page calls somebody: "chị | Lan", "cụ | Dach"."""
    called = {
        verdict.candidate.keys
        for verdict in accepted
        if _is_called(verdict) and not verdict.called and not places().get(verdict.candidate.keys)
        if verdict.candidate.foreign or name_of_many(verdict.candidate.keys[0])
    }
    return called - {(key,) for key in g.word_set("birth-order")}


def _acting(verdicts: Sequence[Verdict]) -> set[tuple[str, ...]]:
    """The names without surname that do what persons do, twice: "Serena thắng", "Quốc Thiên hát".

    Foreign words, and middle and given names that nothing on the page says to be a body.
    """
    pairs = [v for v in verdicts if _is_pair(v)]
    acts = Counter(v.candidate.keys for v in pairs if "name.before-verb" in _rules(v))
    other = {v.candidate.keys for v in pairs if not (v.accepted or _is_free(v, glued=True))}
    words: dict[tuple[str, ...], list[Verdict]] = {}
    for verdict in verdicts:
        keys = verdict.candidate.keys
        if verdict.candidate.foreign and (len(keys) == 1 or of_korea(keys)):
            words.setdefault(keys, []).append(verdict)
    found = {keys for keys, places in words.items() if _is_somebody(keys, places)}
    return found | {keys for keys, times in acts.items() if times > 1} - other


def _is_somebody(keys: tuple[str, ...], found: Sequence[Verdict]) -> bool:
    """True where what is said of a foreign word, all over the page, is said of a person.

    A word that is no known name needs a sign that persons alone have, no firms and teams. Verbs
    that those share count once or twice; a known name, and what persons alone do, count in full.
    """
    given = foreign_names("given").get(keys)
    known = given or foreign_names("surname").get(keys)
    prior = 2 if known and known.weight else len(keys) if of_korea(keys) else 0
    against = len(found) - sum(map(_may_be_somebody, found))
    refuted = 2 * against > (len(found) if given and prior > 1 else 0)
    if len(found) < _SEVERAL or person_nouns().get(keys) or refuted:
        return False
    signs = [sign for v in found for sign in v.evidence[1:] if sign.weight > 0]
    verbs = Counter(sign.weight for sign in signs if sign.rule == "name.before-verb")
    shared = min(verbs[1], _SEVERAL) + min(_SEVERAL * verbs[_SEVERAL], _SEVERAL + prior)
    beside = [s for s in signs if s.weight == _SEVERAL and s.rule != "name.before-verb"]
    strong = sum(sign.weight for sign in signs if sign.weight > _SEVERAL)
    alone = strong or prior > 1 or any(sign.rule == "name.before-pronoun" for sign in signs)
    said = prior + shared + _SEVERAL * len(beside) + strong
    return bool(alone) and said - sum(map(_on_way, found)) >= _SOMEBODY


def _may_be_somebody(verdict: Verdict) -> bool:
    """True where nothing says that a foreign word is a place, a body, an abbreviation."""
    firm = behind_capitals(verdict.candidate) and not verdict.accepted
    return not (firm or _rules(verdict) & _NEVER) and _no_other(verdict)


def _partners(
    verdicts: Sequence[Verdict], found: Mapping[int, Verdict]
) -> Iterator[tuple[str, ...]]:
    """Names that stand beside a short name in a list: "Đạt, | Huy | mặc áo đen"."""
    for place, (first, second) in enumerate(pairwise(verdicts)):
        if not second.listed or first.candidate.size + second.candidate.size > _SEVERAL:
            continue
        known = [v.accepted or at in found for at, v in ((place, first), (place + 1, second))]
        if any(known) and not all(known):
            other = second if known[0] else first
            given = foreign_names("given").get(other.candidate.keys)
            foreign = given is not None and _may_be_somebody(other) and not _on_way(other)
            apposed = other is first and "," in second.gap and not first.listed  # Latin, | Shakira
            if (foreign and not apposed) or _like_given(other):
                yield other.candidate.keys


def _like_given(verdict: Verdict) -> bool:
    """True for one syllable that many people have as given name and that is tagged as a name."""
    keys, rules = verdict.candidate.keys, _rules(verdict)
    common = name_syllables().get(("given", keys[0]), 0) >= _COMMON
    other = rules & (_OTHER | _NEVER) - {"name.glued"} or places().get(keys) or verdict.block
    return common and not rules.isdisjoint(("name.proper-noun", "name.glued")) and not other


def _in_style(verdicts: Sequence[Verdict]) -> set[int]:
    """Places of middle and given names on a page that calls several persons so: "Quốc Trung"."""
    pairs = [place for place, verdict in enumerate(verdicts) if _is_pair(verdict)]
    seen = [verdicts[place] for place in pairs]
    called = {v.candidate.keys for v in seen if v.accepted and not _TRADES.isdisjoint(v.entries)}
    if len(called) < _STYLE:
        return set()
    return {p for p in pairs if verdicts[p].score > 0 and _is_free(verdicts[p])}


def _on_way(verdict: Verdict) -> bool:
    """True where a word of place or a place stands before a row."""
    return verdict.left.locative or on_way(verdict.candidate)


def _is_free(verdict: Verdict, *, glued: bool = False) -> bool:
    """True where a row is neither on the way to a place nor anything but a person."""
    return _no_other(verdict, glued=glued) and not _on_way(verdict)


def _is_pair(verdict: Verdict) -> bool:
    """True for two syllables that many people have as middle and given name, tagged as a name."""
    candidate = verdict.candidate
    pair = candidate.size == _SEVERAL and not candidate.foreign and name_pair(candidate.keys)
    return pair and (verdict.accepted or "name.proper-noun" in _rules(verdict))


def _repeated(
    verdicts: Sequence[Verdict], full: Container[tuple[str, ...]], ends: Container[tuple[str, ...]]
) -> dict[int, Verdict]:
    """The verdicts that repeat or shorten a name, by place; `ends` are the short forms."""
    alone = {verdict.candidate.keys for verdict in verdicts if verdict.accepted or _acts(verdict)}
    rules = (_listed, _among_persons, _in_style, _by_surname)
    listed = set[int]().union(*(rule(verdicts) for rule in rules))
    accepted = [v for place, v in enumerate(verdicts) if v.accepted or place in listed]
    foreign = {
        word
        for verdict in accepted
        if verdict.candidate.foreign and verdict.candidate.size > 1
        for word in verdict.candidate.keys
    }
    called = {v.candidate.keys[0] for v in accepted if v.candidate.foreign and _is_called(v)}
    found = {}
    for place, seen in enumerate(verdicts):
        if seen.accepted:
            continue
        verdict = _with_nation(seen, ends)
        keys = verdict.candidate.keys
        word_of_foreign = verdict.candidate.foreign and len(keys) == 1 and keys[0] in foreign
        longer = verdict.candidate.foreign and 1 < len(keys) <= _LIST
        longer = longer and not called.isdisjoint(keys)
        repeats = keys in full or word_of_foreign or longer
        if place not in listed and not _recalls(verdict, repeats, keys in ends, alone):
            continue
        if not verdict.block:
            found[place] = verdict
    return found
