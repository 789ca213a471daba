"""Every entry of the lexicons of cleaning, under its id: `match` rests on it, `reject` does not."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from vanban import lexicons as lexicon
from vanban.cleaning import clean
from vanban.cleaning.byline_words import CreditWord
from vanban.cleaning.bylines import closing_credit
from vanban.cleaning.identity import is_named, signer_of
from vanban.cleaning.lead_marks import lead_mark
from vanban.cleaning.lines import Line, read
from vanban.cleaning.page_parts import PartName, part_name, words_of
from vanban.cleaning.page_words import PageWord
from vanban.cleaning.phrases import Phrase, phrase
from vanban.cleaning.stamps import stamp
from vanban.lexicons.patterns import alternation
from vanban.text.spans import Span

PARTS = lexicon.load("pages.part", PartName)
PHRASES = lexicon.load("pages.boilerplate", Phrase)
PAGE_WORDS = lexicon.load("pages.word", PageWord)
WORDS = lexicon.load("credits.name", CreditWord)


def by_id(entry: lexicon.Entry) -> str:
    return entry.id


@pytest.mark.parametrize("entry", PHRASES, ids=by_id)
def test_phrase(entry: Phrase) -> None:
    for line in entry.match:
        assert phrase(line) == entry, line
    for line in entry.reject:
        assert phrase(line) is None, line


@pytest.mark.parametrize("entry", PARTS, ids=by_id)
def test_part_of_a_page(entry: PartName) -> None:
    for label in entry.match:
        assert part_name(words_of(label)) == entry, label
    for label in entry.reject:
        assert part_name(words_of(label)) is None, label


def begins(entry: PageWord, text: str) -> bool:
    return re.match(rf"{alternation(entry.forms)}[\s,]", text, re.IGNORECASE) is not None


def begins_small(entry: PageWord, text: str) -> bool:
    return text.casefold().startswith(entry.forms)


def counts(entry: PageWord, text: str) -> bool:
    return Line(0, Span(0, len(text)), text).counts_views


def is_in_stamp(entry: PageWord, text: str) -> bool:
    """True for a line that is a stamp and says nothing else, with a word of the entry in it."""
    found = stamp(text)
    bare = found is not None and (entry.role == "stamp-filler" or not LETTER.search(found.rest))
    return bare and re.search(rf"\b{alternation(entry.forms)}\b", text, re.IGNORECASE) is not None


def is_labelled(entry: PageWord, text: str) -> bool:
    found = stamp(text)
    return found is not None and (found.today if entry.role == "stamp-today" else found.labelled)


def is_of_month(entry: PageWord, text: str) -> bool:
    found = stamp(text)
    return found is not None and found.day.month == int(entry.id.rpartition("-")[2])


def names_the_paper(entry: PageWord, text: str) -> bool:
    """True where a page with these words says that it is of the paper they name."""
    words = f"{TITLE}\n\n{BODY}\n\nBình luận\n\n{text}\n"
    if entry.role != "owner":
        words = f"{TITLE}\n\n{text} {BODY}\n"
    return "Sông Hậu" in (clean(words.encode(), "page.txt").source or "")


def names_the_section(entry: PageWord, text: str) -> bool:
    return clean(f"{TITLE}\n{text}\n{BODY}\n".encode(), "page.txt").section is not None


TITLE = "Tỉnh tổng kết phong trào thi đua năm 2023"
BODY = (
    "Nhiều ý kiến cho rằng phong trào thi đua đã tạo chuyển biến rõ nét ở cơ sở, nhất là trong xây "
    "dựng nông thôn mới, giảm nghèo và bảo vệ môi trường; các địa phương cam kết làm tốt hơn nữa."
)
PAPER = ("outlet", "presents", "polite", "owner", "reporter", "before-reporter", "after-reporter",
         "after-outlet", "reported", "asked")  # fmt: skip
LETTER = re.compile(r"[^\W\d_]")
SHOWS: dict[str, Callable[[PageWord, str], bool]] = {
    **dict.fromkeys(("state-motto", "motto", "collection", "recipients", "letter"), begins_small),
    **dict.fromkeys(("in-the-name", "notice", "sent-to", "follow"), begins_small),
    **dict.fromkeys(("subject", "opening", "basis"), begins),
    "section-label": names_the_section,
    "named-type": lambda _, text: is_named(text),
    **dict.fromkeys(("ago", "reader-noun", "reader-verb", "comment-noun"), counts),
    **dict.fromkeys(("stamp-label", "stamp-today"), is_labelled),
    "month": is_of_month,
    **dict.fromkeys(PAPER, names_the_paper),
    "apparatus": lambda entry, text: text.casefold() in entry.forms,
    "signed": lambda _, text: signer_of(read(text)) is not None,
}
"""Where an entry of a role decides what a line is; words of a stamp else take part in one."""


def with_form(entry: PageWord, form: str) -> str:
    """The first match text of an entry, with another of its forms."""
    text = entry.match[0].casefold()
    written = next(f for f in entry.forms if f.casefold() in text)
    at = text.index(written.casefold())
    return entry.match[0][:at] + form + entry.match[0][at + len(written) :]


@pytest.mark.parametrize("entry", PAGE_WORDS, ids=by_id)
def test_page_word(entry: PageWord) -> None:
    for text in (*entry.match, *(with_form(entry, form) for form in entry.forms)):
        assert SHOWS.get(entry.role, is_in_stamp)(entry, text), text
    for text in entry.reject:
        assert not SHOWS.get(entry.role, is_in_stamp)(entry, text), text


def takes_part(entry: CreditWord, text: str) -> bool:
    """True where an entry decides what a text is credited to; a veto decides against credit."""
    if entry.role == "other":
        return lead_mark(text) is None
    found = closing_credit(text)
    if entry.role in {"place", "position"}:
        return found is None
    return found is not None and entry.id in found.entries


@pytest.mark.parametrize("entry", WORDS, ids=by_id)
def test_credit_word(entry: CreditWord) -> None:
    for text in entry.match:
        assert takes_part(entry, text), text
    for text in entry.reject:
        assert not takes_part(entry, text), text


@pytest.mark.parametrize("entries", [PHRASES, WORDS], ids=["boilerplate", "agencies"])
def test_no_form_stands_twice_in_a_role(entries: tuple[Phrase | CreditWord, ...]) -> None:
    seen: dict[tuple[str, str, str], str] = {}
    for entry in entries:
        for form in entry.forms:
            key = (entry.role, getattr(entry, "where", ""), form)
            assert key not in seen, f"{form}: {seen.get(key)} and {entry.id}"
            seen[key] = entry.id
