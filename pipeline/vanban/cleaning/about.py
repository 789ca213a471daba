"""What a page says of itself outside its text: front matter, columns of the input, its address.

In: values by key, as a crawler or a table of articles wrote them. Out: `About`, with days in ISO
8601 and Vietnamese local time; and `first_of`, which takes each value from the first origin that
has it and says from which.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

from vanban.cleaning.bylines import credit
from vanban.cleaning.stamps import stamp

LOCAL = dt.timezone(dt.timedelta(hours=7))
"""Vietnam's time, without summer time since 1975."""

_KEYS: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "headline"),
    "published_at": ("published_at", "published", "date", "datetime", "publish_date", "pubdate"),
    "source": ("source", "site", "sitename", "publisher"),
    "author": ("author", "authors", "byline"),
    "agency": ("agency",),
    "url": ("url", "link", "address"),
    "section": ("section", "category"),
}
"""The names under which crawlers and tables keep a value, the surest first."""

_ISO = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)"
    r"(?:[T ](?P<clock>\d\d:\d\d)(?P<seconds>:\d\d)?(?:[.,]\d+)?\s*(?P<zone>Z|[+-]\d\d:?\d\d)?)?"
)
_IN_ADDRESS = (
    re.compile(r"-(?P<m>[01]\d)(?P<d>[0-3]\d)(?P<y>20[0-4]\d)\d{6}(?=\.html?)"),
    re.compile(r"-\d{3}(?P<y>[12]\d)(?P<m>[01]\d)(?P<d>[0-3]\d)\d{6,9}(?=\.(?:chn|html?|vnp))"),
    re.compile(
        r"(?<!\d)(?P<y>20[0-4]\d)(?P<m>[01]\d)(?P<d>[0-3]\d)(?:[0-2]\d[0-5]\d\d{0,8})?(?!\d)"
    ),
    re.compile(r"-(?P<d>[0-3]\d)(?P<m>[01]\d)(?P<y>20[0-2]\d)-[a-z]?\d+(?=\.html?)"),
    re.compile(r"/(?P<y>20[0-4]\d)/(?P<m>[01]?\d)/(?P<d>[0-3]?\d)(?=[/-])"),
    re.compile(r"/(?P<y>20[0-4]\d)-(?P<m>[01]\d)-(?P<d>[0-3]\d)(?=[/-])"),
    re.compile(r"/(?P<y>20[0-4]\d)/?(?P<m>[01]\d)/"),
)
"""Days and months as sites write them into addresses: "…-20240828100514478.htm", "/202410/"."""


@dataclass(frozen=True, slots=True)
class About:
    """What one origin says of a page; None where it does not."""

    origin: str
    title: str | None = None
    published_at: str | None = None
    source: str | None = None
    author: str | None = None
    agency: str | None = None
    url: str | None = None
    section: str | None = None


VALUES = tuple(field.name for field in fields(About))[1:]


def about(origin: str, values: Mapping[str, str]) -> About:
    """What keyed values say: front matter, or the columns beside a text.

    >>> about("input", {"Title": "Họp báo", "date": "2024-01-01T01:30:00Z"}).published_at
    '2024-01-01T08:30+07:00'
    """
    found = {key.strip().lower(): str(value).strip() for key, value in values.items() if value}
    said = {
        field: next((found[key] for key in keys if found.get(key)), None)
        for field, keys in _KEYS.items()
    }
    if said["published_at"]:
        said["published_at"] = as_published(said["published_at"])
    if said["author"]:
        said["author"] = person_of(said["author"])
    return About(origin, **said)


def of_address(url: str | None) -> About:
    """The day or month of publication that an address holds.

    >>> of_address("https://a.vn/tin-2024082810051.htm").published_at
    '2024-08-28'
    """
    return About("address", published_at=_day_of(url) if url else None)


def first_of(origins: Sequence[About]) -> tuple[About, tuple[str, ...]]:
    """Each value from the first origin that has it, and the evidence: "title: headline"."""
    taken: dict[str, str] = {}
    evidence: list[str] = []
    for name in VALUES:
        origin = next((one for one in origins if getattr(one, name)), None)
        if origin is not None:
            taken[name] = getattr(origin, name)
            evidence.append(f"{name}: {origin.origin}")
    return About("page", **taken), tuple(evidence)


def as_published(text: str) -> str | None:
    """A written day and time as ISO 8601 in Vietnamese local time, as exact as it is written.

    None for what names no day. Midnight sharp is no time of day: sites that know only the day write
    it so.
    """
    match = _ISO.match(text.strip())
    if match is None:
        found = stamp(text)
        return local(found.value) if found else None
    try:
        dt.date.fromisoformat(match["day"])
    except ValueError:
        return None
    clock, seconds = match["clock"], match["seconds"] or ""
    midnight = clock is not None and not (clock + seconds).strip("0:")
    if clock is None or (midnight and match["zone"] != "Z"):
        return match["day"]
    zone = {"Z": "+00:00", None: ""}.get(match["zone"], match["zone"]) or ""
    if zone and ":" not in zone:
        zone = f"{zone[:3]}:{zone[3:]}"
    return local(f"{match['day']}T{clock}{'' if seconds == ':00' else seconds}{zone}")


def local(published: str) -> str:
    """A time with another zone in Vietnam's; what names no zone or no time stays.

    >>> local("2023-12-31T18:30+00:00"), local("2024-03-05T09:00"), local("2024-03")
    ('2024-01-01T01:30+07:00', '2024-03-05T09:00', '2024-03')
    """
    if "T" not in published or not re.search(r"[+-]\d\d:\d\d$", published):
        return published
    moment = dt.datetime.fromisoformat(published).astimezone(LOCAL)
    return moment.isoformat(timespec="seconds" if moment.second else "minutes")


def _day_of(url: str) -> str | None:
    """The day or month, as ISO writes it, that an address holds ("/2031/05/06/"), or None."""
    path = url.partition("://")[2].partition("/")[2]
    for pattern in _IN_ADDRESS:
        for match in pattern.finditer(f"/{path}"):
            parts = match.groupdict()
            try:
                year = int(parts["y"])
                year += 2000 if year < 100 else 0
                day = dt.date(year, int(parts["m"]), int(parts.get("d") or 1))
            except ValueError:
                continue
            return day.isoformat() if parts.get("d") else day.isoformat()[:7]
    return None


def person_of(author: str) -> str | None:
    """An author that reads like a signature; a desk, a user name or a paper is none."""
    found = credit(author.strip())
    return found.author if found else None
