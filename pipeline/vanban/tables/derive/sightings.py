"""Names of pages -> what each page says of each person: `SightingRow`s.

In: the names and titles of some pages, their texts and days. Out: one row for each page and
canonical name. Rows depend on one page only, so they are made shard by shard.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from vanban.extraction.bodies import HOME, Body, PageView, holders_of
from vanban.extraction.bodies.context import main_province, provinces_in
from vanban.extraction.reading.phrases import Phrases
from vanban.extraction.vocabulary.names import genders
from vanban.lexicons import Entry, load
from vanban.lexicons import grammar as g
from vanban.lexicons.patterns import whole_words
from vanban.schema import NameRow, TitleRow
from vanban.schema.parts import SightingRow
from vanban.tables.derive.keys import family_of, frequency, is_foreign, person_key, words_of
from vanban.text.spelling import fold_words, slug

COMPANIONS = 8
"""Other people of a page that a sighting keeps, the rarest names first."""
_WIDELY_KNOWN = frozenset({"central", "foreign"})
"""Levels of offices whose holders pages name that have nothing else in common."""
_BEFORE, _AFTER, _WORDS = 40, 110, 7
"""Characters before a name for its trade, and after it for its age and home; words before it."""

_BORN = re.compile(
    rf"(?:SN|sinh\s+{g.YEAR}|sinh)\s*:?\s*(?:{g.DAY}\s[\d/.-]{{3,8}})?(?P<year>(?:19|20)\d\d)"
)
_AGE = re.compile(rf"^[\s(,]{{0,3}}(?P<age>\d{{1,3}})\s+{g.AGE}")
_HOME = re.compile(rf"(?<!\w){g.any_of('home', ' ')}(?!\w)")


_BRACKET = re.compile(rf"\s?\((?:{g.any_of_either_case('sent-by', ' ')} )?([^()]{{3,25}})\)")
"""What a page writes behind somebody sent by a province: "Lê An | (Bắc Ninh)"."""


class Trade(Entry):
    """A word for what somebody is, a trade of `few` or a part of many in some story.

    `world` groups trades that one person may well have.
    """

    world: str
    few: bool = False


@dataclass(frozen=True)
class PageAbout:
    """A page as far as its sightings need it."""

    text: str
    published_on: dt.date | None
    source: str | None
    url: str | None = None


def sightings(
    names: Iterable[NameRow],
    titles: Iterable[TitleRow],
    pages: Mapping[str, PageAbout],
    bodies: Mapping[str, Body],
) -> list[SightingRow]:
    """One sighting for each page and canonical name, sorted by them.

    `bodies` maps the ids of titles to their bodies.
    """
    mentions: dict[str, dict[str, list[NameRow]]] = defaultdict(lambda: defaultdict(list))
    for row in names:
        mentions[row.doc_id][row.canonical].append(row)
    known: dict[str, set[str]] = defaultdict(set)
    around: dict[str, set[str]] = defaultdict(set)
    for title in titles:
        body = bodies.get(title.mention_id)
        if body is not None and tells_story(body):
            around[title.doc_id].add(body.id)
        if title.kind == "position" and title.level in _WIDELY_KNOWN:
            known[title.doc_id].update(holders_of(title.holder))
    return [
        row
        for page in sorted(mentions)
        for row in _of_page(page, pages[page], mentions[page], known[page], around[page])
    ]


def tells_story(body: Body) -> bool:
    """True for a body that few pages name: no country, and none of the heads of ours."""
    central = body.level == "central"
    return body.country == HOME and not (central and (body.parent is None or body.kind == "party"))


def _of_page(
    doc_id: str,
    page: PageAbout,
    mentions: Mapping[str, Sequence[NameRow]],
    known: set[str],
    around: Iterable[str],
) -> Iterable[SightingRow]:
    """The people of a page as rows, each with what the page says of them."""
    place = main_province(PageView(page.text, page.published_on))
    companions = _companions(mentions, known)
    trades_of = {
        name: [trade for row in mentions[name] for trade in trades_before(page.text, row)]
        for name in mentions
    }
    topics = topics_of(page.text)
    for name in sorted(mentions):
        rows = sorted(mentions[name], key=lambda row: row.start)
        trades = tuple(sorted(set(trades_of[name])))
        own = family_of(name, doc_id)
        yield SightingRow(
            person_key=person_key(name, doc_id),
            name_id=own,
            doc_id=doc_id,
            name=name,
            published_on=page.published_on,
            source=next(filter(None, (signed_for(page.text, row) for row in rows)), outlet(page)),
            surfaces=tuple(row.surface for row in rows),
            gender=_gender(rows),
            born=next(filter(None, (born_after(page, row) for row in rows)), None),
            home=next(filter(None, (home_after(page.text, row) for row in rows)), None),
            byline=all(row.context != "body" for row in rows),
            trades=tuple(trade.id for trade in _trades(trades) if trade.few),
            parts=tuple(trade.id for trade in _trades(trades) if not trade.few),
            worlds=tuple(sorted({trade.world for trade in _trades(trades)})),
            topics=topics,
            places=(place,) if place else (),
            companions=tuple(one for one in companions if one != name)[:COMPANIONS],
            around=tuple(sorted(around))[:COMPANIONS],
        )


def _companions(mentions: Mapping[str, Sequence[NameRow]], known: set[str]) -> list[str]:
    """The people of a page whose being named together says something, rarest names first.

    Foreigners come last: most of them are known everywhere.
    """
    fit = [
        name
        for name, rows in mentions.items()
        if name not in known
        and any(row.context == "body" for row in rows)
        and len(words_of(name)) >= _STAGE
    ]
    words = {name: words_of(name) for name in fit}
    short = {name: len(words[name]) <= _STAGE for name in fit}  # stage names, and short forms
    return sorted(fit, key=lambda n: (is_foreign(words[n]), short[n], frequency(words[n]), n))


_STAGE = 2
"""Words of a name under which somebody may be known on stage."""


def trades_before(text: str, row: NameRow) -> Iterable[str]:
    """The ids of the trade right before a name, past an honorific."""
    line = text[max(row.start - _BEFORE, 0) : row.start].rpartition("\n")[2]
    words = fold_words(line)[-_WORDS:]  # the first may be cut off
    for end in (len(words), len(words) - 1):
        hit = _lexicon().suffix(words[:end]) if end > 0 else None
        if hit is not None:
            yield hit[0].id
            return
        if not row.honorific:
            return


def topics_of(text: str) -> tuple[str, ...]:
    """The world that most words for trades of a page are of: sport, show.

    >>> topics_of("Huấn luyện viên khen cầu thủ, tiền đạo, thủ môn.")
    ('sport',)
    """
    pattern, worlds = _few()
    counted = Counter(worlds[match[0].lower()] for match in pattern.finditer(text))
    best = max(counted, key=lambda world: (counted[world], world), default="")
    clear = counted[best] >= max(_TOPIC, _MOST * sum(counted.values()))
    return (best,) if best and clear else ()


_TOPIC, _MOST = 4, 0.7
"""Words for trades of one world from which on a page is of it, and their share."""


@cache
def _few() -> tuple[re.Pattern[str], dict[str, str]]:
    """The words for trades of few, and the world of each by its small letters."""
    trades = [trade for trade in load("name_words.trade", Trade) if trade.few]
    worlds = {form.lower(): trade.world for trade in trades for form in trade.forms}
    small = {form for trade in trades for form in trade.forms}
    large = {form[:1].upper() + form[1:] for form in small}
    return re.compile(whole_words(small | large, blank=" ")), worlds


def outlet(page: PageAbout) -> str | None:
    """The paper or site that a page is from, in one spelling: "VnExpress.net" is "vnexpress"."""
    if page.source:
        return outlet_id(page.source)
    host = _HOST.match(page.url or "")
    return host["label"].lower() if host else None


def signed_for(text: str, row: NameRow) -> str | None:
    """The agency or paper that a byline or credit names beside a name: "VGP/Quang Hiếu".

    None for a name in the body of a text.
    """
    if row.context == "body":
        return None
    before = _AGENCY_BEFORE.search(text, max(row.start - _REACH, 0), row.start)
    after = _AGENCY_AFTER.match(text, row.end)
    named = before or after
    return outlet_id(next(filter(None, named.groups()), "")) if named else None


_REACH = 20
"""Characters before a name in which the agency of a credit stands."""
_AGENCY_BEFORE = re.compile(rf"(?P<agency>[{g.CODE_CAPITALS}][\w.+]{{1,15}})\s?/\s?$")
_AGENCY_AFTER = re.compile(
    rf"(?:\s?[-–]\s?{g.CAPITAL}\w*(?: {g.CAPITAL}\w*){{1,3}})?"  # - Trần Bình
    rf"\s?[/(]\s?(?!{g.ACCORDING.capitalize()} |{g.any_of('compiled', ' ')})"
    rf"(?P<agency>[{g.CODE_CAPITALS}][\w.+]*(?:(?: \w+){{0,3}}(?=\)))?)"  # /VOV, (Báo Hà Nam)
    rf"|\s?[-–]\s?(?P<beside>[{g.CODE_CAPITALS}]{{3,}})(?!\w)"  # - TTXVN
    # , Theo Reuters
    rf"|,\s{g.ACCORDING.capitalize()} (?P<site>{g.CAPITAL}\w*(?: \w+){{1,3}})(?=\s*$)"
)
"""The agency or paper behind a byline, another writer's name between: "A - B/VOV", "A, Theo C"."""


def outlet_id(name: str) -> str | None:
    """The name of a paper or site in one spelling."""
    return _SITE_END.sub("", slug(name)).removeprefix("bao-") or None


_SITE_END = re.compile(r"-(?:net|vn|com|org|online)(?:-vn)?$")
_HOST = re.compile(
    r"(?:https?://)?(?:[\w-]+\.)*?(?:bao)?(?P<label>[\w-]+)"
    r"\.(?:(?:com|gov|org|net|edu)\.vn|vn|com|net|org|info)(?:[/:]|$)",
    re.IGNORECASE,
)
"""The label of a site before its domain of the first level: "ngoisao.vnexpress.net"."""


def _trades(ids: Iterable[str]) -> list[Trade]:
    return [_by_id()[one] for one in ids]


@cache
def _by_id() -> dict[str, Trade]:
    return {entry.id: entry for entry in load("name_words.trade", Trade)}


@cache
def _lexicon() -> Phrases[Trade]:
    return Phrases(load("name_words.trade", Trade), split=fold_words)


def _gender(rows: Sequence[NameRow]) -> str | None:
    """The gender that a middle name says (Thị), or the honorifics where they agree."""
    middle = words_of(rows[0].canonical)[1:-1]
    if g.MARKING_FEMALE in middle:
        return "female"
    said = {genders()[row.honorific] for row in rows if row.honorific in genders()}
    if said:
        return said.pop() if len(said) == 1 else None
    return "male" if middle[:1] == (g.MARKING_MALE,) else None


def born_after(page: PageAbout, row: NameRow) -> int | None:
    """The year of birth behind a name, or the year of the page less the age."""
    after = page.text[row.end : row.end + _AFTER].partition("\n")[0]
    age = _AGE.match(after)
    if age and page.published_on and 0 < int(age["age"]) < _OLDEST:
        return page.published_on.year - int(age["age"])
    born = _BORN.search(after[:_NEAR])
    return int(born["year"]) if born else None


_OLDEST, _NEAR = 120, 30  # years; characters behind a name in which its age stands


def home_after(text: str, row: NameRow) -> str | None:
    """The province of somebody's home: named behind the name after a word for living there."""
    after = text[row.end : row.end + _AFTER].partition("\n")[0]
    after = after.partition(". ")[0]
    bracket = _BRACKET.match(after)
    if bracket:
        return next(iter(provinces_in(bracket[1])), None)
    at = _HOME.search(after)
    return next(iter(provinces_in(after[at.start() :])), None) if at else None
