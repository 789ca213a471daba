"""The lexicons as a whole: which model reads each file, what is wrong, what the examples say.

In: the files of `lexicons/`. Out: faults for a person who edits one, each with file,
entry, cause and cure; and for chosen entries what each example rests on.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from vanban import lexicons as lexicon
from vanban.cleaning.byline_words import CreditWord
from vanban.cleaning.page_parts import PartName
from vanban.cleaning.page_words import PageWord
from vanban.cleaning.phrases import Phrase
from vanban.extraction import extract
from vanban.extraction.bodies import posts, wording
from vanban.extraction.events import lexicon as events
from vanban.extraction.numbers import lexicon as numbers
from vanban.extraction.quantities import lexicon as quantities
from vanban.extraction.references import entries as references
from vanban.extraction.titles import lexicon as titles
from vanban.extraction.vocabulary import names, organizations
from vanban.lexicons import Entry, LexiconError, dates, file_of
from vanban.lexicons.register import KINDS, Precedence, Rule
from vanban.lexicons.terms import Term
from vanban.segmentation import segment
from vanban.segmentation.sentences import Abbreviation
from vanban.tables.derive import sightings
from vanban.text.document import page_of

MODELS: dict[str, type[Entry]] = {
    "grammar.abbreviation": Abbreviation,
    "acts": references.NumberedAct,
    "credits.name": CreditWord,
    "numbers.approximator": quantities.Approximator,
    "body_words.head": wording.Head,
    "body_words.word": wording.BodyWord,
    "body_words.sign": organizations.BodySign,
    "pages.boilerplate": Phrase,
    "pages.part": PartName,
    "numbers.counted": quantities.Counted,
    "credits.other": Entry,
    "credits.word": names.CreditLabel,
    "dates.form": dates.DateForm,
    "dates.word": dates.DateWord,
    "roles.degree": titles.Degree,
    "document_types": references.DocumentType,
    "events.sign": Entry,
    "person_names.foreign": names.ForeignName,
    "grammar": Entry,
    "honorifics": names.Honorific,
    "terms.incumbent": references.Incumbent,
    "issuers": references.Issuer,
    "laws": references.Law,
    "name_words.head": names.Blocker,
    "name_words.stop": names.StopWord,
    "named_documents": references.NamedDocument,
    "numbers.stop": quantities.StopSign,
    "name_words.numbered": Entry,
    "numbers.numeral": numbers.NumberWord,
    "organizations.field": organizations.Field,
    "organizations.type": organizations.OrganizationType,
    "laws.offence": references.Offence,
    "events.verb": events.OfficeVerb,
    "organizations.known": organizations.KnownBody,
    "pages.word": PageWord,
    "person_names": names.KnownPerson,
    "name_words.person": names.PersonWord,
    "places.type": organizations.PlaceType,
    "roles.post": posts.Post,
    "places.place": organizations.Place,
    "roles.rank": titles.Rank,
    "document_types.grammar": references.GrammarWords,
    "document_types.list": references.WordList,
    "document_types.relation": references.RelationWord,
    "roles": titles.Role,
    "terms.session": Term,
    "surnames": names.Surname,
    "roles.modifier": titles.Modifier,
    "roles.sign": titles.Sign,
    "name_words.trade": sightings.Trade,
    "units": quantities.Unit,
    "dates.sign": dates.YearSign,
    "rules/event": Rule,
    "rules/precedence": Precedence,
    **{f"rules/{kind}": Rule for kind in KINDS},
}
"""The model of each file's entries."""

NO_MENTION = {
    "grammar": "tests/test_grammar.py",
    "grammar.abbreviation": "tests/test_segment.py",
    "credits.name": "tests/test_clean_lexicons.py",
    "pages.word": "tests/test_clean_lexicons.py",
    "body_words.head": "tests/test_bodies.py",
    "body_words.word": "tests/test_bodies.py",
    "pages.boilerplate": "tests/test_clean_lexicons.py",
    "pages.part": "tests/test_clean_lexicons.py",
    "credits.other": "tests/test_names.py",
    "events.sign": "tests/test_events.py",
    "name_words.head": "tests/test_names.py",
    "numbers.stop": "tests/test_quantities.py",
    "document_types.grammar": "tests/test_references.py",
    "document_types.relation": "tests/test_acts.py",
    "events.verb": "tests/test_events.py",
    "body_words.sign": "tests/test_titles.py",
    "roles.sign": "tests/test_titles.py",
    "roles.post": "tests/test_bodies.py",
    "name_words.trade": "tests/test_people.py",
    "dates.sign": "tests/test_written_year.py",
    "rules/event": "tests/test_events.py",
    "rules/precedence": "tests/test_rules.py",
    **{f"rules/{kind}": "tests/test_rules.py" for kind in KINDS},
}
"""Lexicons on which no mention rests, with the tests that run their examples."""


LABELLED = frozenset({"acts", "dates.form", "terms.session"})
"""Lexicons whose entries' name is a label for people: no text holds it."""


@dataclass(frozen=True)
class Example:
    """An example of an entry, and the entries that the mentions found in it rest on."""

    file: str
    entry: str
    kind: Literal["match", "reject"]
    text: str
    rests_on: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """True where the text does what its entry says."""
        return (self.entry in self.rests_on) == (self.kind == "match")

    def __str__(self) -> str:
        """What is wrong and how to look further, or that it holds."""
        head = f"{file_of(self.file)}: entry '{self.entry}': {self.kind} text '{self.text}'"
        if self.holds:
            return f"{head} holds"
        others = ", ".join(self.rests_on) or "no entry: nothing is found in it"
        cause = "does not rest on it" if self.kind == "match" else "rests on it"
        return f'{head} {cause}. It rests on {others}. Look: vanban explain "…"'


def rests_on(text: str) -> tuple[str, ...]:
    """Ids of the entries that the mentions of a text rest on."""
    mentions = extract(segment(page_of(text))).mentions
    return tuple(dict.fromkeys(entry for mention in mentions for entry in mention.entries))


def faults(folder: Path = lexicon.FOLDER) -> Iterator[str]:
    """What is wrong with the files of a folder: one fault a file, the first that stops it."""
    for path in sorted(folder.rglob("*.toml")):
        file = path.relative_to(folder).as_posix()
        names = [name for name in MODELS if file_of(name) == file]
        if not names:
            near = difflib.get_close_matches(file, map(file_of, MODELS), n=1)
            hint = f"Did you mean {near[0]}? " if near else ""
            yield f"{file}: no rule reads this file. {hint}Name it in MODELS."
        try:
            for name in names:
                lexicon.parse(path.read_text("utf-8"), name, MODELS[name])
        except (LexiconError, UnicodeDecodeError) as error:
            yield str(error)


_NEAR = 0.75
"""How alike an id must be to be what was meant: ids of offices share many letters."""


def find(names: Sequence[str]) -> list[tuple[str, Entry]]:
    """The entries of these ids, or of these files or tables, each with its lexicon.

    Raises LexiconError for a name that is none of them, with the nearest that is.
    """
    everything = [
        (name, entry) for name, model in MODELS.items() for entry in lexicon.load(name, model)
    ]
    ids = {entry.id for _, entry in everything}
    files = {name.partition(".")[0] for name in MODELS}
    for name in names:
        if name not in ids and name.removesuffix(".toml") not in {*files, *MODELS}:
            near = difflib.get_close_matches(name, [*ids, *files, *MODELS], n=1, cutoff=_NEAR)
            hint = f"did you mean '{near[0]}'?" if near else "name the id of an entry, or a file."
            raise LexiconError(f"no entry or file '{name}' in {lexicon.FOLDER}: {hint}")
    wanted = {name.removesuffix(".toml") for name in names}
    return [
        (name, entry)
        for name, entry in everything
        if {name, name.partition(".")[0], entry.id} & wanted
    ]


def unmatched(file: str) -> Iterator[tuple[str, str]]:
    """The forms of a file that no text of their entry shows to be matched, with the entry's id.

    A form is matched where it stands in a `match` text of its entry, as written there or in place
    of another form of the entry, and a mention stands over it or rests on the entry.
    """
    for entry in lexicon.load(file, MODELS[file]):
        forms = entry.variants if file in LABELLED else entry.forms
        texts = [(form, text) for form in forms for text in with_form(entry, form)]
        matched = _matched(entry, texts)
        yield from ((entry.id, form) for form in forms if form not in matched)


def with_form(entry: Entry, form: str) -> Iterator[str]:
    """The match texts of an entry, each with `form` in place of the form that stands in it."""
    for text in entry.match:
        for other in sorted(entry.forms, key=len, reverse=True):
            if found := re.search(rf"(?<![^\W\d_]){re.escape(other)}(?!\w)", text, re.IGNORECASE):
                new = form[0].upper() + form[1:] if found[0][0].isupper() else form
                yield text[: found.start()] + new + text[found.end() :]
                break


def _matched(entry: Entry, texts: Sequence[tuple[str, str]]) -> set[str]:
    """The forms whose text has a mention over the form, or one that rests on the entry."""
    matched = set()
    for form, text in texts:
        document = segment(page_of(text))
        start = text.lower().find(form.lower())
        for mention in extract(document).mentions:
            over = mention.span.start < start + len(form) and start < mention.span.end
            if over or entry.id in mention.entries:
                matched.add(form)
    return matched


def examples(found: Sequence[tuple[str, Entry]]) -> Iterator[Example]:
    """The examples of entries, run; those of lexicons that make no mention are left out."""
    for file, entry in found:
        if file not in NO_MENTION:
            for text in entry.match:
                yield Example(file, entry.id, "match", text, rests_on(text))
            for text in entry.reject:
                yield Example(file, entry.id, "reject", text, rests_on(text))
