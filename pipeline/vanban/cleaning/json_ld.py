"""What a page says of itself in JSON-LD: the article's headline, day, author and publisher.

In: the source of a page. Out: an `About`, empty where no article is described. schema.org's
vocabulary is followed only as far as newspapers use it; what cannot be read is passed over.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from vanban.cleaning.about import About, about
from vanban.cleaning.markup import tokens

_ARTICLE = re.compile(r"(?:\w*Article|BlogPosting|Report)")
"""Types of schema.org that are a text somebody published."""
_INSIDE = re.compile(r"<script[^>]*>(?P<json>.*)</script[^>]*>\Z", re.IGNORECASE | re.DOTALL)
_LARGEST = 200_000
"""Characters of one script that are read: a site's whole catalogue is no article's metadata."""
_DEEPEST = 4
"""Graphs and pages nest articles so deep."""


def json_ld(source: str) -> About:
    """What the first article that a page describes in JSON-LD says."""
    for token in tokens(source):
        if (token["unshown"] or "").lower() == "script" and "ld+json" in token.group()[:200]:
            for thing in _things(_parsed(token.group()), _DEEPEST):
                if any(map(_ARTICLE.fullmatch, _texts(thing.get("@type")))):
                    return _about(thing)
    return About("json-ld")


def _parsed(script: str) -> Any:
    """The value of a script of JSON; None for one that is none, or too large."""
    inside = _INSIDE.match(script) if len(script) <= _LARGEST else None
    try:
        return json.loads(inside["json"], strict=False) if inside else None
    except (ValueError, RecursionError):
        return None


def _things(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    """The objects in a value, outer ones first."""
    if isinstance(value, dict):
        yield value
    if isinstance(value, dict | list) and depth > 0:
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _things(inner, depth - 1)


def _about(thing: dict[str, Any]) -> About:
    said = {
        "title": _name(thing.get("headline")),
        "published_at": _name(thing.get("datePublished")),
        "author": "; ".join(_texts(thing.get("author"))),
        "source": _name(thing.get("publisher")),
        "section": _name(thing.get("articleSection")),
    }
    return about("json-ld", {key: value for key, value in said.items() if value})


def _name(value: Any) -> str:
    return next(iter(_texts(value)), "")


def _texts(value: Any) -> list[str]:
    """The text or texts that a value is, of a thing its name."""
    if isinstance(value, list):
        return [text for one in value for text in _texts(one)]
    if isinstance(value, dict):
        return _texts(value.get("name"))
    return [value.strip()] if isinstance(value, str) and value.strip() else []
