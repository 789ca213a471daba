"""Events of offices: who was appointed, elected, dismissed, disciplined; to what, when, by whom.

In: a page with its names, titles, dates and documents (`events.page`). Out: `Event`s, each on a
verb of `events.toml`. A verb of the object (bổ nhiệm) has its person behind it, in the
passive before it; the office is the title that a linking word leads to ("giữ chức", "làm"), of an
office that ends also the person's own. Demands, plans, rumours and rules are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from vanban.extraction.bodies import registry
from vanban.extraction.bodies.heads import head_of
from vanban.extraction.bodies.posts import rank_of, role_id
from vanban.extraction.bodies.wording import body_words
from vanban.extraction.events import lexicon, when, who
from vanban.extraction.events.lexicon import OfficeVerb
from vanban.extraction.events.page import Name, Page, Title
from vanban.lexicons import grammar as g
from vanban.lexicons.patterns import alternation
from vanban.schema.derived import EventKind

CLAUSE = 120
"""Characters before a verb in which somebody may ask for what it says."""
OPENING = 60
"""Characters from the beginning of a sentence in which a verb may come before its person."""
DOUBT_REACH = 34
"""Characters before a verb in which a word of doubt speaks of it."""
ENDS = frozenset({"dismissed", "resigned", "retired", "disciplined", "died"})
"""Kinds of events that speak of an office the person has."""
BEGINS = frozenset({"appointed", "elected", "transferred"})
"""Kinds of events that an office begins with."""
OF_ONESELF = frozenset({"resigned", "retired", "died"})
"""Kinds of events that nobody else decides."""
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
    alike = event.kind == other.kind or {event.kind, other.kind} <= BEGINS
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
    """True where the verb is part of another word, or a noun: "bầu cử", "hội đồng kỷ luật"."""
    text = page.text
    before = text[max(match.start() - _NEAR, 0) : match.start()].lower().split()
    after = text[match.end() : match.end() + _NEAR].lower().split()
    words = [" ".join(before[-size:]).strip(",.;:") for size in (1, 2)]
    words_after = [" ".join(after[:size]).strip(",.;:") for size in (1, 2)]
    if {*words} & {*verb.unless_after} or {*words_after} & {*verb.unless_before}:
        return True
    if verb.kind == "disciplined" and not match[0].lower().startswith(g.SUFFERS):
        said = who.is_passive(page, match.start(), max(match.start() - _NEAR, 0)) is not None
        return not (said or page.names_in(match.end(), match.end() + 2 * _NEAR))
    return False


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
            if not found and opens:
                found = who.after_clause(page, self.end, self.sentence)
                if not found and who.is_subjectless(page.text[self.sentence[0] : self.at]):
                    found = who.behind(page, self.end, self.sentence)
            return rule, found
        if verb.voice == "both" and page.text[self.at : self.at + 3].lower() == f"{g.SUFFERS} ":
            return "event.passive", who.before(page, self.at, self.sentence)
        return "event.object", who.behind(page, self.end, self.sentence)

    @property
    def passive(self) -> int | None:
        """Where the "được" of the verb is."""
        return who.is_passive(self.page, self.at, self.sentence[0])

    def events(self, rule: str, people: Sequence[Name]) -> Iterator[Event]:
        """The events of the verb: one for each person it is said of, and for who made way."""
        page, verb = self.page, self.verb
        post, linked = _post(page, verb, self.end, self.sentence[1])
        if verb.linked and not linked:
            return
        if post and verb.kind in ENDS:
            people = who.taken_from(page, post.end, self.sentence) or people
        names = [person.canonical for person in people]
        if not names and post and rule == "event.object" and post.start - self.end < _CLOSE:
            names = list(post.holders)
        decided = None
        if verb.kind not in OF_ONESELF:
            decided = who.decider(page, self.at, self.sentence[0], self.passive, names)
        again = lexicon.sign_pattern("again").match(page.text, self.at, self.end) is not None
        again = again or verb.id == "verb-win"
        date = when.date_of(page, self.at, self.end, self.sentence, post)
        act = when.act_of(page, self.sentence)
        event = Event(self.at, self.end, rule, verb.kind, "", post, date, decided, act)
        for name in names:
            own = post
            if own is None and (verb.kind in ENDS or again):
                own = _own_post(page, name, people, self.at)
            if own is not None or (verb.kind == "disciplined" and decided):
                yield replace(event, person=name, post=own)
        gone = who.predecessor(page, self.at, self.sentence)
        if gone and post and verb.kind in BEGINS and gone.canonical not in names:
            yield replace(event, kind="dismissed", person=gone.canonical, decided_by=None)


_CLOSE = 60
"""Characters from a verb to an office whose holder it is said of, where no one else is named."""


def _post(page: Page, verb: OfficeVerb, end: int, stop: int) -> tuple[Title | None, bool]:
    """The office that the verb leads to, and whether a linking word does."""
    if verb.kind in OWN:
        return None, False
    if verb.kind == "promoted":
        return _rank_behind(page, end, stop)
    stop = _end_of_verb(page, verb, end, stop)
    seat = _seat(page, end, stop) if verb.kind == "elected" else None
    if seat is not None:
        return seat, True
    for title in page.titles_in(end, stop):
        between = page.text[end : title.start]
        if title.kind == "rank":
            continue
        if between.count("(") > between.count(")"):
            continue
        if lexicon.ends_with("link").search(between):
            return title, True
        held = lexicon.ends_with("onto").search(between) and verb.kind in ENDS
        if not between.strip(" \n") or (held and len(between) < _NEAR):
            return title, False
    return None, False


def _seat(page: Page, end: int, stop: int) -> Title | None:
    """The membership in the body that somebody is elected into: "vào | Ban Bí thư"."""
    match = re.compile(rf"\s+{g.INTO}\s+(?P<body>[^\W\d_][^,.;:(\n]{{3,70}})").match(
        page.text, end, stop
    )
    if match is None or not match["body"][0].isupper():
        return None
    name = re.split(rf"\s{alternation(lexicon.forms('term'))}(?!\w)", match["body"])[0].strip()
    words = body_words(name)
    known, head = registry.known(words, page.published_on), head_of(words)
    if known is None and head is None:
        return None
    party = (known.kind if known else head.kind if head else "") == "party"
    role = _SEATS[party]
    start = match.start("body")
    return Title(
        start,
        start + len(name),
        role,
        role_id(role),
        name,
        known.id if known else None,
        "position",
        (),
    )


_SEATS = {True: "Ủy viên", False: "thành viên"}
"""What a member of a body is called, of the party's and of another."""


def _rank_behind(page: Page, end: int, stop: int) -> tuple[Title | None, bool]:
    """The rank that somebody is given, the last of "từ cấp Trung tướng lên cấp Thượng tướng"."""
    match = lexicon.rank_pattern().search(page.text, end, min(end + _CLOSE, stop))
    if match is None:
        return None, False
    after = lexicon.higher_pattern().match(page.text, match.end(), stop)
    match = (after and lexicon.rank_pattern().match(page.text, after.end(), stop)) or match
    role = match[0]
    return Title(*match.span(), role, role_id(role), None, None, "rank", ()), True


def _end_of_verb(page: Page, verb: OfficeVerb, end: int, stop: int) -> int:
    """Where another verb begins that has an office of its own, or ends what this one begins."""
    for match in lexicon.verb_pattern().finditer(page.text, end, stop):
        other = lexicon.verbs()[re.sub(r"\s+", " ", match[0].lower())]
        apart = match.start() - end > _NEAR or (other.kind in ENDS) != (verb.kind in ENDS)
        if page.titles_in(end, match.start()) or apart:
            return match.start()
    return stop


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
