"""What a page says of itself: date, source, author, agency, section.

In: an `Article`. Out: `Metadata`, with the spans of the names that signed. The date is read from
the stamps of the page, the rest from the signatures and the first words of the article.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from vanban.cleaning.about import local
from vanban.cleaning.article import Article
from vanban.cleaning.bylines import (
    Credit,
    closing_credit,
    credit,
    credit_beside,
    inline_credits,
    is_signed,
    opening_credit,
)
from vanban.cleaning.lines import Line, key_of
from vanban.cleaning.page_words import one_of
from vanban.cleaning.phrases import phrase
from vanban.cleaning.regions import Layout
from vanban.cleaning.sources import agency_before_lead, source
from vanban.cleaning.stamps import Stamp
from vanban.lexicons import grammar as g
from vanban.text.spans import Span

_LABELLED = re.compile(
    rf"(?:{one_of('section-label')})\s*:\s*(?P<name>[^\W\d][^.:;|]{{2,40}})", re.IGNORECASE
)
_MIDNIGHT = re.compile(r"T00:00(?::00)?(?:\+07:00)?$")
"""What sites write that know only the day."""
_PATH = 12
"""So many lines above the headline may hold the path to it."""
_NAME = 5
"""Words of the name of a section at most."""
_DAY = re.compile(r"(?<![\d/.-])(\d{1,2})[/-](\d{1,2})(?![\d/-])")
_NEAR = range(-1, 16)
"""Days from what an article reports to its publication."""
_LEAD = 4
"""Author and date may stand below the lead: so many lines of the body are its head."""
_UNDER_A_PICTURE = 8
"""Lines of the body up to a day that stands alone, below the lead and the picture's caption."""
_READ = 3_000
"""Characters of the article in which it says what day it reports of."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says of itself; None where it does not."""

    published_at: str | None
    source: str | None
    author: str | None
    agency: str | None
    section: str | None
    bylines: tuple[Span, ...]


NOTHING = Metadata(None, None, None, None, None, ())
"""What an entry of an encyclopedia says of itself."""


def metadata(article: Article, *, named: bool = False) -> Metadata:
    """Date, source, author and agency of a page; of one whose site is `named`, see `source`."""
    signatures = list(_signatures(article)) or list(_header_signatures(article))
    if not any(found.author for _, found in signatures):
        signatures += _header_signatures(article)
    authors = [author for _, found in signatures if (author := found.author)]
    bylines = [
        Span(line.span.start + name.start, line.span.start + name.end)
        for line, found in signatures
        for name in found.names
    ]
    agency = next((found.agency for _, found in signatures if found.agency), None)
    signed = next((found.source for _, found in signatures if found.source), None)
    return Metadata(
        published_at=_in_local_time(article.page),
        source=source(article, signed, named=named),
        author="; ".join(dict.fromkeys(authors)) or None,
        agency=agency or agency_before_lead(article),
        section=_section(article.page),
        bylines=tuple(sorted(set(bylines))),
    )


def _section(page: Layout) -> str | None:
    """The section that the page names: behind its label, in the path to it, alone by the headline.

    A row of such names is a menu.
    """
    if page.headline is None or page.document:
        return None
    top = page.headline.line
    head = page.lines[max(top - _PATH, 0) : max(top, page.first or 0) + 1]
    for line in (*head, *page.lines[page.end :]):
        label = _LABELLED.fullmatch(line.text)
        if label:
            return label["name"]
    for line in reversed(page.lines[max(top - _PATH, 0) : top + 1]):
        steps = [step.of(line.text) for step in line.crumbs]
        if len(steps) > 1 and (_leads_home(steps[0]) or line.index == top):
            return last_step(steps, page.headline.span.of(page.lines[top].text))
    for at in (top - 1, top + 1):
        near = page.lines[max(at - 1, 0) : at + 2]
        named = [line for line in near if line.role in ("label", "menu")]
        if [line.index for line in named] == [at] and named[0].words <= _NAME:
            return named[0].text if named[0].role == "label" else None
    return None


def last_step(steps: Sequence[str], title: str | None) -> str | None:
    """The last step of a path that leads neither home nor to the page of this title."""
    key = key_of(title)
    named = (step.strip() for step in reversed(steps) if not _leads_home(step))
    return next((name for name in named if name and key_of(name) != key), None)


def _leads_home(step: str) -> bool:
    known = phrase(step)
    return known is not None and known.id == "home"


def _in_local_time(page: Layout) -> str | None:
    found = published_at(page)
    return local(_MIDNIGHT.sub("", found)) if found else None


def _signatures(article: Article) -> Iterator[tuple[Line, Credit]]:
    """Signatures behind the last paragraph, or at its end."""
    after = _behind_the_body(article)
    if article.page.document or any(line.role == "signing" for line in article.lines):
        return
    signed = any(found.author for _, found in after)
    last = _last_paragraph(article)
    if last is not None and not signed:
        found = closing_credit(last.text) or opening_credit(last.text)
        if found is not None:
            yield last, found
            signed = signed or bool(found.author)
    yield from _before_another_article(article)
    yield from after
    if not signed:
        yield from ((line, found) for line in article.lines for found in inline_credits(line.text))


def _before_another_article(article: Article) -> Iterator[tuple[Line, Credit]]:
    """Signatures in the middle of a page, above the headline and the stamp of its next article."""
    page = article.page
    for kept, line in zip(article.kept, article.lines, strict=False):
        if not 0 <= (page.first if page.first is not None else -1) < kept.index < page.last:
            continue
        found, below = credit(line.text), page.lines[kept.index + 1 : kept.index + 3]
        if found and found.names and len(below) == 2 and below[0].label and below[1].stamp:
            yield line, found


def _behind_the_body(article: Article) -> list[tuple[Line, Credit]]:
    """Credits behind the last paragraph; the last ones, where sentences stand among them."""
    found: list[tuple[Line, Credit]] = []
    earlier: list[tuple[Line, Credit]] = []
    for kept, line in zip(article.kept, article.lines, strict=False):
        behind = kept.index > article.page.last >= 0 and kept.index not in article.page.rows
        said = credit(line.text) if behind else None
        if said is not None:
            found.append((line, said))
        elif found and line.ends and line.words >= 5:
            found, earlier = [], found
    return found or earlier


def _last_paragraph(article: Article) -> Line | None:
    """The last line of the article that is no signature and no credit of a picture."""
    headline = article.page.headline
    body = [
        line
        for kept, line in zip(article.kept, article.lines, strict=False)
        if (headline is None or kept.index != headline.line) and kept.index not in article.page.rows
    ]
    lines = (line for line in reversed(body) if credit(line.text) is None)
    return next((line for line in lines if not line.credited or line.words > 40), None)


def _header_signatures(article: Article) -> Iterator[tuple[Line, Credit]]:
    """Signatures beside headline and first paragraph: labelled, or beside the date."""
    page = article.page
    begin = page.headline.line + 1 if page.headline else 0
    end = begin if page.first is None else page.first + _LEAD
    for kept, line in zip(article.kept, article.lines, strict=False):
        if kept.index == begin - 1 or kept.index >= end:
            continue
        beside = page.lines[max(kept.index - 1, begin) : kept.index + 2]
        found = credit(line.text)
        dated = any(other.stamp for other in beside) and not line.text.isupper()
        below = kept.index == begin and not line.text.isupper()
        if found and found.names and (found.labelled or dated or below):
            yield line, found
        elif kept.stamp and found is None:
            yield from _beside_the_date(line, kept.stamp)


def _beside_the_date(line: Line, stamp: Stamp) -> Iterator[tuple[Line, Credit]]:
    """The author in a line with the date: "Lê Nam • 12/3/2018 • 3 phút đọc"."""
    found = credit_beside(stamp.rest)
    bare, said = found or ("", None)
    at = line.text.find(bare)
    if said is not None and at >= 0:
        names = tuple(Span(at + name.start, at + name.end) for name in said.names)
        yield line, replace(said, span=Span(0, len(line.text)), names=names)


def reports_days(page: Layout) -> bool:
    """True where the first paragraphs name a day without its year, as reports do."""
    return next(_reported(page), None) is not None


def published_at(page: Layout) -> str | None:
    """The date of publication: the stamp that fits best, None where none does."""
    glued = ((line, line.stamp or (line.glued and line.glued.stamp)) for line in _stamped(page))
    stamps = [(line, stamp) for line, stamp in glued if stamp]
    if not stamps:
        return None
    reported = list(_reported(page))
    scored = [
        (_score(page, line, stamp, reported), -line.index, stamp.value) for line, stamp in stamps
    ]
    best = max(scored, default=None)
    return best[2] if best and best[0] > 0 else None


def _stamped(page: Layout) -> Sequence[Line]:
    """The lines where a date of publication may stand; a document's own date is none."""
    first = len(page.lines) if page.first is None else page.first
    header = list(page.lines[max(first - 60, 0) : first + 3])
    header += [line for line in page.lines[first + 3 : first + _UNDER_A_PICTURE] if _is_day(line)]
    if page.document:
        own = range(page.document.begin, page.document.subject + 1)
        header = [line for line in header if line.index not in own]
    top = page.headline.line if page.headline else -1
    header = [line for line in header if "\t" not in line.text or _dates_page(line, top)]
    return [*header, *(page.lines[page.last + 1 : page.last + 12] if page.last >= 0 else ())]


def _dates_page(line: Line, top: int) -> bool:
    """True for a row above the headline with a time in it; any other row of a table is no stamp."""
    return line.stamp is not None and line.stamp.timed and line.index < top


def _is_day(line: Line) -> bool:
    """True for a line that is nothing but a day: "25 tháng 11 2024", below the lead's picture."""
    return line.stamp is not None and line.stamp.bare


def _score(page: Layout, line: Line, stamp: Stamp, reported: Sequence[tuple[int, int]]) -> float:
    """How much a stamp looks like the date of publication; 0 or less: it does not."""
    score = 2.0 * stamp.labelled + 1.0 * stamp.timed - 5.0 * stamp.today
    updated = g.word("updated") in line.text.casefold()
    score -= 0.5 * updated
    score -= 2.0 * (not (stamp.bare or stamp.timed or stamp.labelled))
    headline = page.headline.line if page.headline else -1
    if line.index > max(page.last, (page.first or 0) + _LEAD) > 0:
        score -= 0.0 if stamp.labelled or is_signed(line.text) else 2.0
    elif line.index > headline:
        score += 3.0
    else:
        between = page.lines[line.index + 1 : headline]
        others = [
            other
            for other in between
            if not (other.stamp or other.counts_views or other.text.endswith(":"))
        ]
        apart = len(others) > 1 or any(other.role != "label" for other in others)
        score += -1.0 if apart else 0.5
        score -= 0.1 * any(other.stamp for other in between)  # the site's clock
        score -= 0.0 if stamp.timed else 0.4 if line.index == headline - 1 else 1.0
    if reported:
        score += 1.5 if any(_fits(stamp.day, day, month) for day, month in reported) else -0.5
    return score


def _reported(page: Layout) -> Iterator[tuple[int, int]]:
    """Days and months that the article names without a year."""
    if page.first is None:
        return
    text = "\n".join(line.text[:_READ] for line in page.lines[page.first : page.first + 4])[:_READ]
    for match in _DAY.finditer(text):
        day, month = int(match[1]), int(match[2])
        if 1 <= day <= 31 and 1 <= month <= 12:
            yield day, month


def _fits(published: dt.date, day: int, month: int) -> bool:
    """True where a day without a year lies shortly before the day of publication."""
    for year in (published.year, published.year - 1):
        try:
            reported = dt.date(year, month, day)
        except ValueError:
            continue
        if (published - reported).days in _NEAR:
            return True
    return False
