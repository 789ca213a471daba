"""Names as pages compare them, and as ids hold them."""

from __future__ import annotations

import hashlib
from functools import lru_cache

from vanban.text.spans import fold
from vanban.text.spelling import fold_word, slug


@lru_cache(maxsize=50_000)
def name_key(name: str) -> str:
    """The form in which names of pages compare: lower case, one spelling (hoà/hòa, uỷ/ủy)."""
    return " ".join(fold_word(word) for word in fold(name).split())


def person_key(name: str, doc_id: str) -> str:
    """What the sightings of one name share: the name; with one syllable alone, the page as well."""
    key = name_key(name)
    return key if " " in key else f"{key} {doc_id}"


def name_id(key: str) -> str:
    """The name in ASCII, and four digits that tell Hà from Hạ."""
    return f"{slug(key)}-{hashlib.sha256(key.encode()).hexdigest()[:4]}".strip("-")
