"""Events of offices: who was appointed, elected, dismissed, disciplined; to what, when, by whom.

In: a page with its names, titles, dates and documents (`events.page`). Out: `Event`s, each on a
verb of `events.toml`. A verb of the object (bổ nhiệm) has its person behind it, in the
passive before it; the office is the title that a linking word leads to ("giữ chức", "làm"), of an
office that ends also the person's own. Demands, plans, rumours and rules are none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from vanban.extraction.bodies.posts import rank_of
from vanban.extraction.events import deciders, headline, lexicon, when, who
from vanban.extraction.events.coreference import Event, completed
from vanban.extraction.events.headline import further_removals, others_of, removed_people
from vanban.extraction.events.lexicon import BEGINS, ENDS, Name, OfficeVerb, Page, Title
from vanban.extraction.events.posts import held_post, post_of
from vanban.extraction.events.subjects import (
    after_clause,
    begins_with_several,
    is_doubtful,
    is_of_more,
    named_behind,
    opens_clause,
)
from vanban.lexicons import grammar as g
from vanban.schema.derived import EventKind

OPENING = 60
"""Characters from the beginning of a sentence in which a verb may come before its person."""
_ELSEWHERE = re.compile(rf"\s(?:{g.IN}|{g.AT})\s{g.CAPITAL}")
"""Where somebody has given up an office that is not named: "từ nhiệm | ở LienVietPostBank"."""
_FEW_WORDS = 2
"""Words from a verb to the office whose holder, named elsewhere, it is said of: "giữ chức"."""
_LED = frozenset({"head", "deputy"})
"""Ranks of offices that a page may name instead of their holder."""
OF_ONESELF = frozenset({"resigned", "retired", "died"})
"""Kinds of events that nobody else decides."""


def find(page: Page) -> list[Event]:
    """The events of a page, in the order of their verbs."""
    found: list[Event] = []
    for start, end in _with_verbs(page):
        for event in _left_once([*_in_sentence(page, start, end)]):
            if not any(_same(event, other) for other in found if other.start >= start):
                found.append(event)
    found += _of_replacements(page, found)
    return [e for e in completed([*_of_headline(page, found), *found]) if _is_complete(e)]


def _of_replacements(page: Page, found: Sequence[Event]) -> list[Event]:
    """The events of who has an office in somebody's place, where no verb reports them."""
    new: list[Event] = []
    for reported, gone, sentence in headline.replacements(page):
        if any(event.post is reported.post for event in found):
            continue
        span = reported.start, reported.end
        date = when.date_of(page, span, sentence, reported.post)
        begun = Event(
            *span, "event.subject", _KIND, reported.person, reported.post, date, None, None
        )
        new += [begun, replace(begun, kind="dismissed", person=gone.canonical)]
    return new


def _is_complete(event: Event) -> bool:
    """True for an event of an office, or by which somebody of one is disciplined."""
    disciplined = event.kind == "disciplined" and deciders.is_of_state(event.decided_by)
    return event.post is not None or disciplined


def _with_verbs(page: Page) -> Iterator[tuple[int, int]]:
    """The sentences in which a verb stands, or a part of one."""
    small = page.text.lower()
    aligned = len(small) == len(page.text)  # a few letters of other scripts become two
    pattern = lexicon.small_verb_pattern() if aligned else lexicon.verb_pattern()
    verbs = [match.span() for match in pattern.finditer(small if aligned else page.text)]
    ends = [end for _, end in verbs]
    for start, end in page.sentences:
        at = bisect_right(ends, start)
        if at < len(verbs) and verbs[at][0] < end:
            yield start, end


def _of_headline(page: Page, found: Sequence[Event]) -> list[Event]:
    """The events that only the form of a headline tells; what and by whom, as the text says."""
    reports = headline.announcements(page)
    ahead = [one for one in reports if not any(event.start <= one.end for event in found)]
    again = (next((event for event in found if _gives(event, one)), None) for one in ahead)
    return [_from_headline(page, one, event) for one, event in zip(ahead, again, strict=True)]


def _from_headline(page: Page, reported: headline.Announcement, again: Event | None) -> Event:
    """The event of a headline, by what the text tells of it again."""
    kind, decided = (again.kind, again.decided_by) if again else (_KIND, None)
    span = reported.start, reported.end
    date = when.date_of(page, span, page.sentences[0], reported.post) or when.of_lead(page)
    return Event(*span, "event.subject", kind, reported.person, reported.post, date, decided, None)


_KIND: EventKind = "appointed"
"""What a headline is taken to tell where the text does not say how."""


def _gives(event: Event, reported: headline.Announcement) -> bool:
    """True for the event by which somebody has the office that a headline tells of."""
    same = event.person == reported.person and event.kind in BEGINS
    return same and event.post is not None and event.post.role_id == reported.post.role_id


def _left_once(found: list[Event]) -> list[Event]:
    """The events, those who made way by retiring once: "thay Đại tá B | nghỉ hưu"."""
    kept: list[Event] = []
    for event in found:
        unnamed = event.kind in ENDS and (event.post is None or event.post.kind == "rank")
        left = [one for one in kept if one.person == event.person and one.kind == "dismissed"]
        if unnamed and left:
            kept.remove(left[-1])
            kept.append(replace(event, post=left[-1].post))
        else:
            kept.append(event)
    return kept


def _same(event: Event, other: Event) -> bool:
    """True for an event that two verbs of one sentence tell: "điều động, bổ nhiệm"."""
    alike = event.kind == other.kind or {event.kind, other.kind} <= BEGINS
    same_post = event.post is other.post or not (event.post and other.post)
    same_post = same_post or event.kind == "disciplined"  # "kỷ luật … bằng hình thức xóa tư cách"
    return alike and event.person == other.person and same_post


def _in_sentence(page: Page, start: int, end: int) -> Iterator[Event]:
    """The events of one sentence; a verb that names nobody is said of whom the one before is."""
    people: list[Name] = []
    last = start
    for match in lexicon.verb_pattern().finditer(page.text, start, end):
        verb = lexicon.verbs()[" ".join(match[0].lower().split())]
        if any(name.start <= match.start() < name.end for name in page.names_in(start, end)):
            continue
        if is_doubtful(page, match.start(), start) or _plain_word(page, match, verb, start):
            continue
        if verb.kind in OF_ONESELF and page.text[start:end].rstrip().endswith("?"):
            continue  # "Vì sao ông An | từ chức?" asks of what may only be planned
        if any(t.start <= match.start() < t.end for t in page.titles_in(start, match.start() + 1)):
            continue
        candidate = _Candidate(page, verb, match.start(), match.end(), (start, end))
        rule, found = candidate.people()
        if found or begins_with_several(page, match.start(), start):
            people = found
        elif last > start and (beside := who.right_before(page, match.start(), last)):
            people = beside  # "ông B – | bầu giữ chức Phó Chủ tịch"
        last = match.end()
        yield from candidate.events(rule, people)


def _plain_word(page: Page, match: re.Match[str], verb: OfficeVerb, start: int) -> bool:
    """True where the verb is part of another word, or a noun: "bầu cử", "hội đồng kỷ luật"."""
    if headline.announced(page, verb, match.start(), start):
        return False
    text = page.text
    before = text[max(match.start() - _NEAR, 0) : match.start()].lower().split()
    after = text[match.end() : match.end() + _NEAR].partition("\n")[0].lower().split()
    words = [" ".join(before[-size:]).strip(",.;:") for size in (1, 2)]
    words_after = [" ".join(after[:size]).strip(",.;:") for size in (1, 2)]
    if {*words} & {*verb.unless_after} or {*words_after} & {*verb.unless_before}:
        return True
    if verb.only_before and not {*words_after} & {*verb.only_before}:
        return True
    if verb.voice != "both" or match[0].lower().startswith(g.SUFFERS):
        return False
    said = who.is_passive(page, match.start(), max(match.start() - who.AGENT, 0)) is not None
    reach = who.FAR if before[-1:] and before[-1].endswith(":") else 2 * _NEAR
    return not (said or page.names_in(match.end(), match.end() + reach))


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
        if self.announced is not None:
            return "event.object", headline.enumerated(page, self.end, self.sentence[1])
        passive = self.passive
        if (chosen := who.chosen(page, verb, self.at, self.end)) is not None:
            return "event.subject", chosen
        if passive is not None or verb.voice == "subject":
            rule = "event.subject" if passive is None else "event.passive"
            begin = self.at if passive is None else passive
            opens = self.at - self.sentence[0] < OPENING or opens_clause(page, begin)
            found = who.before(page, begin, self.sentence)
            if opens and (not found or not page.names_in(self.sentence[0], begin)):
                found = after_clause(page, self.end, self.sentence) or found
                if not found and who.is_subjectless(page.text[self.sentence[0] : self.at]):
                    found = who.behind(page, self.end, self.sentence)
            return rule, found
        if verb.voice == "both" and page.text[self.at : self.at + 3].lower() == f"{g.SUFFERS} ":
            return "event.passive", who.before(page, self.at, self.sentence)
        return "event.object", who.behind(page, self.end, self.sentence)

    @property
    def passive(self) -> int | None:
        """Where the "được" of the verb is; of a verb of the subject it stands in its clause."""
        found = who.is_passive(self.page, self.at, self.sentence[0])
        apart = found is not None and "," in self.page.text[found : self.at]
        return None if apart and self.verb.voice == "subject" else found

    @property
    def announced(self) -> tuple[int, int] | None:
        """The sentence that announces the verb in a list, and where its own verb stands."""
        return headline.announced(self.page, self.verb, self.at, self.sentence[0])

    def _decided(self, people: Sequence[str]) -> str | None:
        """Who decided what is said of some people."""
        if self.announced is not None:
            return deciders.decider(self.page, self.announced[1], self.announced[0], None, people)
        return deciders.decider(self.page, self.at, self.sentence[0], self.passive, people)

    def _place(self, name: str, people: Sequence[Name]) -> int:
        """Where somebody is named in the sentence, else where the verb stands."""
        named = (n.start for n in people if n.canonical == name and n.start >= self.sentence[0])
        return next(named, self.at)

    def _holders(self, post: Title) -> list[str]:
        """Who is said elsewhere to have the office, where that is not who decides of it."""
        deciding = {n.canonical for n in self.page.names_in(self.sentence[0], self.at)}
        sole = rank_of(post.role) in _LED and post.organization is not None
        if self.verb.kind == "elected" or not sole:
            return []
        return [name for name in post.holders if name not in deciding]

    def _ends(self, people: Sequence[Name]) -> bool:
        """True where nothing but the person follows a verb: the page names the office elsewhere."""
        last = max([self.end, *(person.end for person in people)])
        return not self.page.text[last : self.sentence[1]].strip(" .…\n")

    def _held(self, name: str, people: Sequence[Name]) -> Title | None:
        """The office of somebody that a verb means without naming it."""
        page, verb = self.page, self.verb
        again = lexicon.sign_pattern("again").match(page.text, self.at, self.end)
        wins = verb.id == "verb-win" and not again
        wins = wins or (verb.id == "verb-take-office" and self._is_dated)
        if not (again or wins) and (verb.kind not in ENDS or verb.seat):
            return None
        if verb.kind == "resigned" and _ELSEWHERE.match(page.text, self.end):
            return None
        held = held_post(page, verb, name, self._place(name, people))
        return None if wins and held and is_of_more(page, self.end, held.role) else held

    @property
    def _is_dated(self) -> bool:
        """True where a date follows the verb: "nhậm chức | ngày 3/5", no time of something else."""
        return bool(self.page.dates_in(self.end, self.end + _NEAR))

    def _others(
        self, post: Title, people: Sequence[Name]
    ) -> Iterator[tuple[Sequence[Name], Title]]:
        """Who else the verb is said of, each with the office: in a list, or by "và chức danh"."""
        yield from others_of(self.page, post, self.sentence[1])
        if self.verb.kind in ENDS and people and people[-1].start > post.end:
            yield from further_removals(self.page, people[-1].end, self.sentence)

    def _left_by(self, post: Title | None) -> Sequence[Name]:
        """Who is named behind the verb, or its office, as the one who leaves it."""
        end = post.end if post else self.end
        people = removed_people(self.page, end, self.sentence, post is not None)
        whose = rf"\s+{g.OF}"
        return people or (() if post else named_behind(self.page, end, self.sentence[1], whose))

    def _is_anothers(self, post: Title, names: Sequence[str], gone: Name | None) -> bool:
        """True for an office of somebody named before it: "được giao việc khi ông B làm | C"."""
        between = self.page.names_in(self.end, post.start)
        others = {name.canonical for name in between if name != gone}
        return not {*names} & {*post.holders} and bool(others & {*post.holders})

    @property
    def _is_alone(self) -> bool:
        """True where nobody else decides, or a bracket tells what somebody does."""
        opened = self.page.text.rfind("(", self.sentence[0], self.at)
        aside = opened >= 0 and self.page.text.find(")", opened, self.at) < 0
        own = self.verb.kind in OF_ONESELF or self.verb.id == "verb-win"
        return own or (aside and self.verb.voice == "subject")

    def events(self, rule: str, people: Sequence[Name]) -> Iterator[Event]:
        """The events of the verb: one for each person it is said of, and for who made way."""
        page, verb = self.page, self.verb
        post, linked = post_of(page, verb, self.end, self.sentence[1])
        gone = who.predecessor(page, self.at, self.sentence)
        if gone and post is None and verb.kind in BEGINS and not verb.linked:
            post = held_post(page, verb, gone.canonical, gone.start)
        if verb.linked and not (linked or (post and post.status == "acting")):
            return
        if verb.kind in ENDS and not (people and rule == "event.passive"):
            people = self._left_by(post) or people
        names = [person.canonical for person in people]
        if post and rule != "event.object" and self._is_anothers(post, names, gone):
            return
        gap = who.without_titles(page, self.end, post.start) if post else ""
        if not names and post and rule == "event.object" and len(gap.split()) <= _FEW_WORDS:
            names = self._holders(post)
        decided = None if self._is_alone else self._decided(names)
        said = (self.at, max([self.end, *(n.end for n in people if n.start == self.end + 1)]))
        date = when.date_of(page, said, self.sentence, post)
        act = when.act_of(page, self.at, self.sentence)
        event = Event(self.at, self.end, rule, verb.kind, "", post, date, decided, act)
        for name in names:
            own = post or self._held(name, people)
            ends = self._ends(people) and (decided or rule != "event.object")
            if own is not None or verb.kind == "disciplined" or ends:
                yield replace(event, person=name, post=own)
        for others, given in self._others(post, people) if names and post else ():
            for other in others:  # but "được bầu làm A, ông B là | C" tells what he was
                if other.canonical not in names:
                    yield replace(event, person=other.canonical, post=given)
        if gone and post and verb.kind in BEGINS and gone.canonical not in names:
            yield replace(event, kind="dismissed", person=gone.canonical, decided_by=None)
