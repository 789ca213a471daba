"""Titles and names -> titles with the person who holds them.

First what the text puts line by line (`cards`) or side by side (`beside`), then what a verb says
("giữ chức", "thôi chức"), then whose life is told (`subject`), then titles that only take up a
person whom the document names elsewhere (`later`). A title whose person the document does not name
stays without holder.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cache

from vanban.extraction.bodies.posts import rank_of
from vanban.extraction.holders.beside import Taken, around, before_last, beside
from vanban.extraction.holders.cards import HONOURS, cards, in_a_list, in_cells
from vanban.extraction.holders.chains import Chain, canonical, chains, title_fields
from vanban.extraction.holders.gaps import any_of, any_sign
from vanban.extraction.holders.later import later, names_post, of_another
from vanban.extraction.holders.subject import Biography
from vanban.extraction.holders.verbs import by_pronoun, by_verb
from vanban.extraction.vocabulary.names import Honorific
from vanban.lexicons import grammar as g
from vanban.lexicons import load
from vanban.schema import NameFields, TitleFields
from vanban.text.document import Document
from vanban.text.mention import Mention
from vanban.text.spans import line_start

_NEW = "tan"  # the modifier of who has just come into office


@cache
def _alias() -> re.Pattern[str]:
    """Words before a second name of somebody who was named before: "Lê An (tức Sáu Bình)"."""
    signs = any_sign("alias")
    address = any_of(form for entry in load("honorifics", Honorific) for form in entry.forms)
    return re.compile(rf"\b{signs}\s*(?:{g.IS}|:)?\s*{address}?\s*$", re.IGNORECASE)


def link(document: Document, found: Sequence[Mention]) -> Iterable[Mention]:
    """The same mentions, each title with its holder where the document says."""
    titles = [mention for mention in found if isinstance(mention.fields, TitleFields)]
    if not titles:
        return found
    text, ends = document.text, {title.span.end: title for title in titles}
    names = [mention for mention in found if _holds_titles(text, mention, ends.keys())]
    lines = {name.span.end: name for name in found if isinstance(name.fields, NameFields)}
    names = [name for name in names if not _second(text, name, lines)]
    holders: dict[Mention, str] = {}
    pronouns: dict[Mention, str] = {}
    life = Biography(document, names)
    taken: Taken | None = None
    listed: Mention | None = None
    rows = chains(text, titles, names)
    listed_below = cards(text, titles, names)
    for chain in (part for row in rows for part in _parted(document, row)):
        boxed = life.boxed(chain)
        named, taken = beside(text, chain, taken)
        named = dict.fromkeys(chain.titles, boxed) if boxed else named
        carded = {title: listed_below[title] for title in chain.titles if title in listed_below}
        found_here = {**(named or _elsewhere(document, chain, life)), **carded}
        if not found_here and life.headline is None and not (taken and taken.how == "direct"):
            found_here = _below(text, chain, lines, ends.keys())
            if found_here and _signs_above(text, chain, ends, holders):
                found_here = {}
        if not found_here and listed and _goes_on(text, listed, chain):
            found_here = dict.fromkeys(chain.titles, holders[listed])
        holders.update(found_here)
        listed = chain.titles[-1] if found_here else None
        if not found_here:
            pronouns.update(by_pronoun(document, chain, life))
    starts = {name.span.start for name in names}
    titles = [
        title
        for title in titles
        if title in holders or not (of_another(text, title) or names_post(document, title, starts))
    ]
    holders.update(_taken_up(titles, names, holders, pronouns, life.person))
    holders.update(later(titles, names, holders))
    return [_held(one, holders) for one in found if one in holders or not _to_come(one)]


def _to_come(mention: Mention) -> bool:
    """True for whom a page calls new in small letters and never names: "tân tổng thống"."""
    fields = mention.fields
    bare = isinstance(fields, TitleFields) and fields.organization is None and fields.role.islower()
    return bare and _NEW in mention.entries


def _parted(document: Document, chain: Chain) -> Iterator[Chain]:
    """The row in two where a verb gives its first titles to one person and another's follow.

    "A được bầu giữ chức Chủ tịch X, | Bí thư Y B đề nghị".
    """
    cut = before_last(document.text, chain.titles)
    if cut and around(document.text, chain).leads:
        given = Chain(chain.titles[:cut], chain.earlier, ())
        holders = set(by_verb(document, given).values())
        if holders and canonical(chain.after[0]) not in holders:
            yield given
            yield Chain(chain.titles[cut:], chain.earlier, chain.after)
            return
    yield chain


def _taken_up(
    titles: Sequence[Mention],
    names: Sequence[Mention],
    holders: Mapping[Mention, str],
    pronouns: Mapping[Mention, str],
    subject: str | None,
) -> dict[Mention, str]:
    """The holders that pronouns take up, but for the known head of the same body.

    Of whom a life is told (`subject`) the pronouns of its page speak in any case.
    """
    whole = {title: holder for title, holder in holders.items() if title_fields(title).organization}
    known = later(titles, names, whole) if pronouns else {}
    found = {}
    for title, person in pronouns.items():
        fields = title_fields(title)
        head = fields.organization and rank_of(fields.role) == "head" and person != subject
        taken = head and fields.status != "acting"
        found[title] = known.get(title, person) if taken else person
    return found


def _goes_on(text: str, last: Mention, chain: Chain) -> bool:
    """True for an entry with a semicolon of the list that a name and its `last` title open.

    "Hòa thượng A, Thành viên Hội đồng X; chứng minh chùa Y; | nguyên Phó Trưởng ban Z". Or for
    what who has an office is in a committee: "B, Giám đốc Sở Y tế: | Phó Trưởng ban".
    """
    start, before = chain.titles[0].span.start, chain.before
    between = text[last.span.end : start]
    marked = between.rstrip().endswith(";") or between in (": ", "): ")
    apart = not marked or "\n" in between or ". " in between
    ours = before is not None and before.span.end <= last.span.start
    return ours and not apart and not (chain.after and around(text, chain).leads)


def _below(
    text: str, chain: Chain, names: Mapping[int, Mention], titles: Set[int]
) -> dict[Mention, str]:
    """The holder of titles that fill a line, below a line with a name and its degrees.

    `names`: by their ends, also who signed the text; `titles`: the ends of all titles.
    """
    first, last = chain.titles[0].span.start, chain.titles[-1].span.end
    bracket = text[first - 1 : first] == "(" and text[last : last + 1] == ")"
    first, last = first - bracket, last + bracket
    end = first
    while end and text[end - 1].isspace():
        end -= 1
    name = names.get(end)
    if name is None or not 1 <= text.count("\n", end, first) <= 2 or text[last : last + 1].strip():
        return {}
    start = name.span.start
    degrees = text[line_start(text, start) : start].strip(" .*✞†")
    whole = not degrees or (len(degrees) <= HONOURS and start - 1 in titles) or start - 2 in titles
    rest = text[last : last + 1] in ("", "\n")
    return dict.fromkeys(chain.titles, canonical(name)) if rest and whole else {}


def _signs_above(
    text: str, chain: Chain, titles: Mapping[int, Mention], holders: Mapping[Mention, str]
) -> bool:
    """True where who stands above the titles has the title above the name: a signature.

    "KT. THỦ TƯỚNG / PHÓ THỦ TƯỚNG / Lê An / | THỦ TƯỚNG CHÍNH PHỦ / CỘNG HÒA …": a plan follows.
    """
    name = chain.before
    if name is None:
        return False
    above = len(text[: name.span.start].rstrip())
    title = titles.get(above) if "\n" in text[above : name.span.start] else None
    return title is not None and holders.get(title) == canonical(name)


def _second(text: str, name: Mention, names: Mapping[int, Mention]) -> bool:
    """True for another spelling in brackets behind a name: "Hê-len Clắc (Helen Clark)"."""
    start, end = name.span.start, name.span.end
    return text[start - 2 : start] == " (" and text[end : end + 1] == ")" and start - 2 in names


def _holds_titles(text: str, mention: Mention, ends: Set[int]) -> bool:
    """True for a person in the text, or who signs it with a title; not for a second name.

    `ends`: where titles end.
    """
    if not isinstance(mention.fields, NameFields):
        return False
    start = mention.span.start
    if mention.fields.context != "body":
        gap = text[max(start - 2, 0) : start]
        return not gap.strip(" .") and start - len(gap) + len(gap.rstrip(" .")) in ends
    return not _alias().search(text[max(start - 30, 0) : start])


def _elsewhere(document: Document, chain: Chain, life: Biography) -> dict[Mention, str]:
    """The holders of a chain with no name beside it: by a verb, or whose life is told."""
    found = by_verb(document, chain)
    if found:
        return found
    text = document.text
    subject = life.holder(chain) or in_a_list(text, chain) or in_cells(text, chain)
    return dict.fromkeys(chain.titles, subject) if subject else found


def _held(mention: Mention, holders: Mapping[Mention, str]) -> Mention:
    """A title with its holder, where one was found; other mentions as they are."""
    if not isinstance(mention.fields, TitleFields):
        return mention
    holder = holders.get(mention)
    if holder is None:
        return mention
    return mention._replace(fields=mention.fields.model_copy(update={"holder": holder}))
