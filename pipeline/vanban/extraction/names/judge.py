"""A candidate and all that stands around it -> is it a person, and by which rule.

In: a text, a candidate, the titles and words tagged in the page, the verdict before. Out: a
`Verdict` with the sum of the evidence; the strongest evidence gives the rule its name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property

from vanban.cleaning.persons import name_of_many
from vanban.extraction.names.beside import (
    Offices,
    author,
    before_place,
    cut_off,
    dynasty,
    inside_sentence,
    no_person,
    numbered,
    of_doctrine,
    of_province,
    opens_body,
    opens_quotation,
    owns,
    person_anyway,
    quoted,
    renames,
)
from vanban.extraction.names.blockers import (
    HO_CHI_MINH,
    Block,
    block_around,
    block_before,
    number_before,
    numbered_unit,
    rather_street,
)
from vanban.extraction.names.candidate import Candidate
from vanban.extraction.names.evidence import ENOUGH, Evidence, Left, look_left, of_left, of_right
from vanban.extraction.names.form import GIVEN, INITIAL, SURE, of_form, stage_name
from vanban.extraction.reading.document import Reading
from vanban.extraction.vocabulary.names import (
    ALSO_CALLED,
    CLUB_OWNER,
    NAMING,
    OTHER_NAME,
    blockers,
    eponyms,
    places,
)
from vanban.lexicons import grammar as g
from vanban.segmentation.models import dictionary
from vanban.text.document import Document, Token
from vanban.text.mention import Mention
from vanban.text.spelling import fold_words

_AND = re.compile(
    rf"[\s\u00a0]{{0,2}}(?:,|;|/|&|{g.AND}|{g.ALONG}|{g.WITH}|{g.OR}|,\s?{g.AND}"
    rf"|, {g.ALONG})[\s\u00a0]{{1,2}}"
)
_STREETS = re.compile(
    rf"[\s\u00a0]{{0,2}}(?:–|-|/|{g.AND}|{g.TO}|giao {g.WITH}|{g.WITH}|,|;)[\s\u00a0]{{0,2}}"
)
_ROW = re.compile(r"\s?\n\s?\d{1,3}[.)]?\s{1,2}")
"""From a row of a list to the next one with its number."""
_WAY = g.word_set("way")
_CLOSE = 12  # characters from a cue to the name
_STAGE_NAME = 2
"""Words of most stage names: "MC Thành Trung" is no town, "ca sĩ Trường Vũ" no school."""
_MEMORIAL = "blocker-memorial"


class Verdict:
    """What is decided of a candidate, and why.

    Most fail at the first look: what speaks against them, and blocks them, is worked out on demand.
    `listed`: it stands in a list after the one before it; `called`: a plural stands before it, or
    before its list; `shared`: the blocker of the one before it, where both may be streets of a
    list; `bearer`: the full name of whom it names once more in brackets.
    """

    def __init__(
        self, judge: Judge, candidate: Candidate, left: Left, last: Verdict | None
    ) -> None:
        self._judge, self.candidate, self.left = judge, candidate, left
        self.support = judge.support(candidate, left)
        self.called = left.several
        start = left.start if left.honorific else candidate.span.start
        eponym = left.honorific and eponyms().get((*left.keys[-1:], *candidate.keys))
        self.gap = judge.gap(last, left.start if eponym else candidate.span.start) if last else ""
        near = last if self.gap else None
        rows = candidate.shape == "full" and _ROW.fullmatch(self.gap) is not None
        self.listed = near is not None and (rows or _AND.fullmatch(self.gap) is not None)
        self.shared = near.block if near and _STREETS.fullmatch(self.gap) else None
        self.list: tuple[Evidence, ...] = ()
        self.bearer: str | None = None
        self._near = near if self.listed else None
        if near and self.listed and near.accepted:
            self.called = self.called or near.called
            sure = near.list or (candidate.wholly_foreign and near.candidate.wholly_foreign)
            self.list = (Evidence("name.list", 4 if near.called else 3 if sure else 2),)
        elif last and last.accepted and renames(last.candidate, candidate, judge.gap(last, start)):
            self.list = (Evidence("name.list", 5),)
            self.bearer = last.candidate.span.of(judge.text)
        best = sum([sign.weight for sign in (*self.support, *self.list)]) + 1  # the word's tag
        self.accepted: bool = best >= ENOUGH and self.score >= ENOUGH and self.block is None

    def again(self, candidate: Candidate) -> Verdict:
        """The verdict on another row of words at its place."""
        return self._judge.judge(candidate, None)

    @cached_property
    def evidence(self) -> tuple[Evidence, ...]:
        """All that speaks for and against a person."""
        return self._judge.evidence(self)

    @cached_property
    def block(self) -> Block | None:
        """What makes it the name of something else, if anything."""
        return self._judge.block(self)

    @cached_property
    def of_place(self) -> bool:
        """True for the name of an eponym that is rather a street's, as is the one before it."""
        if self._near and eponyms().get(self._near.candidate.keys):
            return self._near.of_place
        return rather_street(self._judge.wording, self.candidate.words[0], self.candidate.span)

    @property
    def score(self) -> int:
        """The sum of the evidence."""
        return sum(sign.weight for sign in self.evidence)

    @property
    def rule(self) -> str:
        """The rule of the strongest evidence, the earlier one of equals."""
        return max(self.evidence, key=lambda sign: sign.weight).rule

    @property
    def entries(self) -> tuple[str, ...]:
        """The lexicon entries that the evidence rests on."""
        found = (entry for sign in self.evidence for entry in sign.entries)
        return tuple(dict.fromkeys((*found, *self.candidate.entries)))


class Judge:
    """Judges the candidates of one document, from left to right."""

    def __init__(self, document: Document, found: Iterable[Mention]) -> None:
        self.text = document.text
        self.wording = Reading.of(document).wording
        self._offices = Offices(document.text, (m.span for m in found if m.kind == "title"))
        self._tokens_over = document.tokens_over

    def judge(self, candidate: Candidate, last: Verdict | None) -> Verdict:
        """The verdict on a candidate; `last` is the verdict on the one before it."""
        left = self._left(candidate)
        if left.noun and left.noun.id in NAMING and not self._names_person(left, candidate, last):
            left = left._replace(noun=None)
        return Verdict(self, candidate, left, last)

    def _names_person(self, left: Left, candidate: Candidate, last: Verdict | None) -> bool:
        """False for what something is called by: "có tên là Melanocytic Nevus", "tức Trăng Xanh".

        A person is named in the same breath, or the words are known as a foreign name.
        """
        also = left.noun is not None and left.noun.id == ALSO_CALLED
        if candidate.shape == "full" or not (candidate.foreign or also):
            return True
        gap = self.gap(last, left.start) if last and last.accepted else ""
        near = gap and not re.search(r"[.!?]\s|\n", gap)
        return bool(near) or of_form(candidate).weight > 0

    def gap(self, last: Verdict, start: int) -> str:
        """The text from the candidate before to a place, "" where it is long."""
        end = last.candidate.span.end
        return self.text[end:start] if start - end <= _CLOSE else ""

    def support(self, candidate: Candidate, left: Left) -> list[Evidence]:
        """What the shape of a candidate and the words and titles beside it say."""
        right = of_right(candidate)
        form = of_form(candidate)
        word = candidate.keys[0]
        if left.cue and form is INITIAL and len(word) > 1 and name_of_many(word):
            form = GIVEN  # tiến sĩ | Hiệu
        if left.noun and left.noun.weight < SURE and form.rule == GIVEN.rule:
            form = GIVEN  # giám đốc | Sáng Tạo
        signs = [form, *of_left(left), *right, *self._offices.beside(candidate)]
        if candidate.size > 1 and author(self.text, candidate.span):
            signs.append(Evidence("name.author", 6))
        return signs

    def evidence(self, verdict: Verdict) -> tuple[Evidence, ...]:
        """All that speaks for and against a candidate."""
        candidate, left, signs = verdict.candidate, verdict.left, verdict.support
        tagged = self._of_tokens(candidate, left, signs)
        return (*signs, *tagged, *verdict.list, *self._doubts(verdict))

    def _left(self, candidate: Candidate) -> Left:
        """What stands before a candidate; cues that only seem so are dropped.

        A colon hands over to a quotation as often as to a name, so that it needs a surname or a
        plural ("các đồng chí: ..."); a noun that ends a longer word is no noun ("cơ quan").
        """
        left = look_left(self.wording, candidate.words[0])
        plural = left.honorific is not None and left.honorific.plural
        called = left.noun is not None and left.noun.id in OTHER_NAME
        if left.colon and candidate.shape == "loose" and not (plural or called):
            left = left._replace(honorific=None, noun=None)
        if left.noun and (self._part_of_word(left, candidate) or self._is_capitalised_cue(left)):
            left = left._replace(noun=None)
        return left

    def _part_of_word(self, left: Left, candidate: Candidate) -> bool:
        """True where a noun of one word ends another word ("cơ quan") before a Vietnamese name."""
        cue = self.text[left.start : candidate.span.start]
        one = len(cue.split()) == 1 and not cue.isupper()
        opens = self.text[left.start - 1 : left.start] == "("  # (tự | Tin)
        return one and not (opens or candidate.foreign) and self.inside_word(left.start)

    def _is_capitalised_cue(self, left: Left) -> bool:
        """True where "tự" or "tức", which lead to another name, begins one itself: "Tự Long"."""
        other = left.noun is not None and left.noun.id in OTHER_NAME
        return other and self.text[left.start].isupper()

    def _doubts(self, verdict: Verdict) -> list[Evidence]:
        """Evidence against: folklore, quotation marks, names that streets bear; neutral: a unit."""
        candidate, left, signs = verdict.candidate, verdict.left, []
        if left.cue and (other := no_person(left, candidate)):
            signs.append(Evidence("name.lore", -9, (other,)))
        if not left.honorific and candidate.size == 1 and places().get(candidate.keys):
            signs.append(Evidence("name.place", -4))
        if dynasty(candidate):
            signs.append(Evidence("name.lore", -9, ("blocker-family",)))
        if numbered(self.text, candidate, left):
            signs.append(Evidence("name.before-number", -9))
        if of_doctrine(self.text, candidate.span.start):
            signs.append(Evidence("name.lore", -9, ("blocker-doctrine",)))
        if cut_off(self.text, candidate, left):
            signs.append(Evidence("name.part-of-word", -4))  # Bộ trưởng | Quốc ...
        if candidate.shape == "loose" and not left.honorific and before_place(candidate):
            signs.append(Evidence("name.before-place", -4))
        if not left.cue and quoted(self.text, candidate.span):
            signs.append(Evidence("name.quoted", -2))
        if not left.cue and candidate.size == 1 and opens_quotation(self.text, candidate.span):
            signs.append(Evidence("name.opens-quotation", 0))
        famous = eponyms().get(candidate.keys)
        if famous and not left.cue and not owns(self.wording, candidate.words[0]):
            signs.append(Evidence("name.eponym", -3 if verdict.of_place else 0, (famous.id,)))
        number = number_before(self.text, candidate.span.start)
        if number and (unit := numbered_unit(self.wording, number)):
            signs.append(Evidence("name.after-unit", 0, (unit,)))
        return signs

    def _of_tokens(
        self, candidate: Candidate, left: Left, signs: Sequence[Evidence]
    ) -> list[Evidence]:
        """What the tagged words say: a proper noun, or a word that runs on past the candidate.

        After an honorific such a word counts only where it is tagged as something else than a
        name and no verb is seen: taggers glue names to the verb ("Thăng thốt").
        """
        settled = candidate.shape == "full" or candidate.foreign or candidate.regnal
        pair = candidate.size == _STAGE_NAME and stage_name(left, candidate)
        if settled or signs[0].rule == "name.figure":
            return []
        body = blockers().prefix(candidate.keys) or opens_body(candidate)
        address = left.honorific is not None and left.honorific.id != CLUB_OWNER
        address = address and not (left.several and candidate.size == 1)  # các đồng chí | Hội
        if body and not (address or pair):
            return [Evidence("name.body", -6)]
        span = candidate.span
        tokens = self._tokens_over(span.start, span.end)
        beyond = [t for t in tokens if t.end > span.end and t.start >= span.start]
        addressed = pair or (left.honorific is not None and not left.honorific.plural)
        verb = any(sign.rule == "name.before-verb" for sign in signs)
        spoken = left.noun is not None or signs[0].weight == 0  # Thu Quỳnh | bật khóc
        addressed = addressed or (verb and candidate.size > 1 and spoken)
        if beyond and not (addressed and (verb or beyond[0].pos != "N")):
            glued = inside_sentence(self.text, span.start) and self._is_glued(candidate, beyond[0])
            weight = 0 if glued and addressed else -3  # chú | Xuân hãy
            return [Evidence("name.glued" if glued else "name.part-of-word", weight)]
        if tokens and all(token.pos == "Np" for token in tokens):
            return [Evidence("name.proper-noun", 1)]
        return []

    def _is_glued(self, candidate: Candidate, token: Token) -> bool:
        """True for a short name that the tagger joined to what follows, to no word there is."""
        word = " ".join(fold_words(self.text[token.start : token.end])[:2])
        short = len(candidate.run.forms) <= _STAGE_NAME and candidate.end == len(
            candidate.run.forms
        )
        return short and bool(dictionary()) and word not in dictionary()

    def inside_word(self, position: int) -> bool:
        """True where a tagged word of the page began before a place and runs on over it."""
        return any(token.start < position for token in self._tokens_over(position, position + 1))

    def block(self, verdict: Verdict) -> Block | None:
        """What makes a candidate the name of something else, if anything."""
        candidate, left = verdict.candidate, verdict.left
        if left.honorific:
            return self._block_of_address(candidate, left) or _shared_of_eponym(verdict)
        famous = candidate.keys == HO_CHI_MINH or bool(eponyms().get(candidate.keys))
        block = block_before(self.wording, candidate.span.start, self.inside_word)
        rules = {sign.rule for sign in verdict.support}
        if "name.after-title" in rules and not (famous and not of_province(candidate, block)):
            return None
        acts = "name.before-verb" in rules
        block = block or block_around(self.wording, candidate.words, candidate.run.first, acts)
        if block:
            named = left.noun and not famous and block.start >= left.start
            person = named or person_anyway(candidate, block, famous)
            return None if person else block
        return None if left.cue else _shared_block(verdict, famous, acts)

    def _block_of_address(self, candidate: Candidate, left: Left) -> Block | None:
        """A place or troop whose name begins with an honorific: "núi Bà Đen", "bộ đội Cụ Hồ"."""
        block = block_before(self.wording, left.start, self.inside_word)
        if block and block.id == _MEMORIAL:
            return block
        if candidate.size > 1 and (candidate.shape == "full" or candidate.foreign):
            return None
        named = self.text[left.start].isupper()
        first, end = self.wording.before(left.start)
        plain = named and candidate.size == 1 and not candidate.foreign
        if plain and first < end and self.wording.keys[end - 1] in _WAY:
            return Block("blocker-area", None)  # ở Bà | Điểm
        return block if block and (named or block.id == "blocker-award") else None


def _shared_of_eponym(verdict: Verdict) -> Block | None:
    """The blocker before a list of streets for one whose name is an address: "Bà Triệu"."""
    keys = (*verdict.left.keys[-1:], *verdict.candidate.keys)
    return verdict.shared if verdict.shared and eponyms().get(keys) else None


def _shared_block(verdict: Verdict, famous: bool, verb: bool) -> Block | None:
    """The blocker of the row before, where both stand in one list of streets or places."""
    shared = verdict.shared
    if not shared or not shared.lists:
        return None
    comma = "," in verdict.gap or ";" in verdict.gap
    loose = verdict.candidate.shape == "loose"
    wanted = not comma or famous or ((shared.many or loose) and not verb)
    return replace(shared, office=False) if wanted else None
