"""Events of offices: who was appointed, elected, dismissed, disciplined; to what, when, by whom.

In: a page with its names, titles, dates and documents (`events.page`). Out: `Event`s, each on a
verb of `office_verbs.toml`. A verb of the object (bổ nhiệm) has its person behind it, in the
passive before it; the office is the title that a linking word leads to ("giữ chức", "làm"), of an
office that ends also the person's own. Demands, plans, rumours and rules are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vanban.extraction.bodies.posts import rank_of
from vanban.extraction.events import lexicon, when, who
from vanban.extraction.events.lexicon import OfficeVerb
from vanban.extraction.events.page import Name, Page, Title
from vanban.schema.derived import EventKind

CLAUSE = 120
"""Characters before a verb in which somebody may ask for what it says."""
OPENING = 60
"""Characters from the beginning of a sentence in which a verb may come before its person."""
DOUBT_REACH = 34
"""Characters before a verb in which a word of doubt speaks of it."""
ENDS = frozenset({"dismissed", "resigned", "retired", "disciplined", "died"})
"""Kinds of events that speak of an office the person has."""
OWN = frozenset({"retired", "disciplined", "died"})
"""Kinds of events that name no office behind the verb."""


@dataclass(frozen=True)
class Event:
    """An event: the place of its verb, the rule that found it, the person, and what is known."""

    start: int
    end: int
    rule: str
    kind: EventKind
    person: str
    post: Title | None
    date: str | None
    decided_by: str | None
    act: str | None


def find(page: Page) -> list[Event]:
    """The events of a page, in the order of their verbs."""
    found: list[Event] = []
    for start, end in page.sentences:
        for event in _in_sentence(page, start, end):
            if not any(_same(event, other) for other in found if other.start >= start):
                found.append(event)
    return found


def _same(event: Event, other: Event) -> bool:
    """True for an event that two verbs of one sentence tell: "điều động, bổ nhiệm"."""
    begins = {"appointed", "transferred", "elected"}
    alike = event.kind == other.kind or {event.kind, other.kind} <= begins
    same_post = event.post is other.post or not (event.post and other.post)
    return alike and event.person == other.person and same_post


def _in_sentence(page: Page, start: int, end: int) -> Iterator[Event]:
    """The events of one sentence; a verb that names nobody is said of whom the one before is."""
    people: list[Name] = []
    for match in lexicon.verb_pattern().finditer(page.text, start, end):
        verb = lexicon.verbs()[re.sub(r"\s+", " ", match[0].lower())]
        if any(name.start <= match.start() < name.end for name in page.names_in(start, end)):
            continue
        if _doubtful(page, match.start(), start) or _plain_word(page, match, verb):
            continue
        if any(t.start <= match.start() < t.end for t in page.titles_in(start, match.start() + 1)):
            continue
        candidate = _Candidate(page, verb, match.start(), match.end(), (start, end))
        rule, found = candidate.people()
        people = found or people
        yield from candidate.events(rule, people)


def _doubtful(page: Page, at: int, start: int) -> bool:
    """True where a word before the verb makes it a demand, a plan, a rumour or a rule."""
    before = page.text[max(at - CLAUSE, start) : at]
    asked = re.split(r"[;:(]", before)[-1]
    if lexicon.sign_pattern("demand").search(asked.rpartition(",")[2]):
        return not lexicon.sign_pattern("approve").search(asked)
    clause = re.split(r"[,;:(]", before[-DOUBT_REACH:])[-1]
    names = page.names_in(at - len(clause), at)
    if names:  # a word before the person speaks of something else
        clause = page.text[names[-1].end : at]
    return lexicon.sign_pattern("doubt").search(clause) is not None


def _plain_word(page: Page, match: re.Match[str], verb: OfficeVerb) -> bool:
    """True where the verb is part of another word, or a noun: "bầu cử", "tổ chức kỷ luật"."""
    word = match[0].lower()
    before = page.text[max(match.start() - 8, 0) : match.start()].lower().split()
    after = re.findall(r"\w+", page.text[match.end() : match.end() + 6].lower())
    if after and (word.split()[-1], after[0]) in _OTHER_WORDS:
        return True
    if verb.kind == "disciplined" and not word.startswith("bị"):
        said = who.is_passive(page, match.start(), max(match.start() - _NEAR, 0)) is not None
        return not (said or page.names_in(match.end(), match.end() + 2 * _NEAR))
    return verb.id == "verb-designate" and bool(before) and before[-1] in _COMPOUNDS


_OTHER_WORDS = frozenset({("bầu", "cử"), ("bầu", "tri"), ("nhiệm", "vụ"), ("nhiệm", "kỳ")})
_COMPOUNDS = frozenset({"bầu", "ứng", "tuyển", "đề", "tranh", "bãi"})
"""Words that make a verb another word: behind it, and before it."""
_NEAR = 30
"""Characters from a verb to what makes it one."""


@dataclass(frozen=True)
class _Candidate:
    """A verb in its sentence, the words `at:end` of the text."""

    page: Page
    verb: OfficeVerb
    at: int
    end: int
    sentence: tuple[int, int]

    def people(self) -> tuple[str, list[Name]]:
        """The rule that says of whom the verb speaks, and the people."""
        page, verb = self.page, self.verb
        passive = self.passive
        if passive is not None or verb.voice == "subject":
            rule = "event.subject" if passive is None else "event.passive"
            found = who.before(page, self.at if passive is None else passive, self.sentence)
            opens = self.at - self.sentence[0] < OPENING
            return rule, found or (who.behind(page, self.end, self.sentence) if opens else [])
        if verb.voice == "both" and page.text[self.at : self.at + 3].lower() == "bị ":
            return "event.passive", who.before(page, self.at, self.sentence)
        return "event.object", who.behind(page, self.end, self.sentence)

    @property
    def passive(self) -> int | None:
        """Where the "được" of the verb is."""
        return who.is_passive(self.page, self.at, self.sentence[0])

    def events(self, rule: str, people: Sequence[Name]) -> Iterator[Event]:
        """The events of the verb: one for each person it is said of."""
        page, verb = self.page, self.verb
        post, linked = _post(page, verb, self.end, self.sentence[1])
        if verb.linked and not linked:
            return
        names = [person.canonical for person in people] or list(post.holders if post else ())
        decided = who.decider(page, self.at, self.sentence[0], self.passive, names)
        again = page.text[self.at : self.at + 4].lower() in _AGAIN
        for name in names:
            own = post
            if own is None and (verb.kind in ENDS or again):
                own = _own_post(page, name, people, self.at)
            if own is None and not (verb.kind == "disciplined" and decided):
                continue
            yield Event(
                self.at,
                self.end,
                rule,
                verb.kind,
                name,
                own,
                when.date_of(page, self.at, self.end, self.sentence, post),
                decided,
                when.act_of(page, self.sentence),
            )


_AGAIN = frozenset({"tái ", "đắc ", "trún"})
"""What verbs begin with that speak of an office the person has, or is known by since."""


def _post(page: Page, verb: OfficeVerb, end: int, stop: int) -> tuple[Title | None, bool]:
    """The office that the verb leads to, and whether a linking word does."""
    if verb.kind in OWN:
        return None, False
    stop = _end_of_verb(page, verb, end, stop)
    for title in page.titles_in(end, stop):
        between = page.text[end : title.start]
        if (title.kind == "rank") != (verb.kind == "promoted"):
            continue
        if between.count("(") > between.count(")"):
            continue
        if lexicon.ends_with("link").search(between):
            return title, True
        if not between.strip(" \n") or (verb.kind in ENDS and between.strip().lower() in _HELD):
            return title, False
    return None, False


def _end_of_verb(page: Page, verb: OfficeVerb, end: int, stop: int) -> int:
    """Where another verb begins that has an office of its own, or ends what this one begins."""
    for match in lexicon.verb_pattern().finditer(page.text, end, stop):
        other = lexicon.verbs()[re.sub(r"\s+", " ", match[0].lower())]
        if page.titles_in(end, match.start()) or (other.kind in ENDS) != (verb.kind in ENDS):
            return match.start()
    return stop


_HELD = frozenset({"đối với", "các chức vụ", "chức vụ", "chức danh", "chức"})


def _own_post(page: Page, name: str, people: Sequence[Name], at: int) -> Title | None:
    """The office of a person that a verb speaks of: beside the name, else the last one before."""
    held = page.offices_of(name)
    offices = [title for title in held if title.kind == "position"] or held
    place = next((person.start for person in people if person.canonical == name), at)
    near = [title for title in offices if abs(title.start - place) < _BESIDE]
    if near:
        return min(near, key=lambda t: (_rank(t), abs(t.start - place), t.start))
    before = [title for title in offices if title.start < at]
    return before[-1] if before else (offices[0] if offices else None)


def _rank(title: Title) -> int:
    """Offices of a head before those of others: they are what an end is news of."""
    return _RANKS.index(rank_of(title.role))


_RANKS = ("head", "deputy", "other", "member")
_BESIDE = 80
"""Characters between a name and a title that stands beside it."""
