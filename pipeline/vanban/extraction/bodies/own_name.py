"""Bodies that neither the registry nor a place settles, identified by the name that they bear.

In: the folded words of an organisation and the organisation as written. Out: its body, None where
the words are no name.
"""

from __future__ import annotations

import re
from functools import cache

from vanban.extraction.bodies import heads
from vanban.extraction.bodies.heads import head_of
from vanban.extraction.bodies.owners import owner_in
from vanban.extraction.bodies.places import spot, unit_types
from vanban.extraction.bodies.registry import Body
from vanban.extraction.bodies.wording import Words, body_words
from vanban.extraction.organizations.lexicon import BodySignKind, sign_forms
from vanban.schema.derived import BodyLevel
from vanban.text.spans import fold
from vanban.text.spelling import slug
from vanban.text.syllables import is_syllable


def by_own_name(words: Words, organization: str) -> Body | None:
    """The body that neither the registry nor a place settles, identified by its own name.

    None where the name is a common noun or leaves out whose it is.
    """
    head = head_of(words)
    if head is None:
        return _by_proper_name(words, organization)
    if not (is_national(words) or _is_proper(organization, words)):
        return None  # a common noun: "Hội đồng thẩm định"
    if head.kind == "enterprise" and not heads.whole(words):
        return _by_firm_name(words, organization)
    if (
        head.local
        or heads.whole(_national_stem(words))
        or heads.nested(words)
        or spot(words)[1].units
    ):
        return None
    if head.shared and owner_in(words) is None and not is_national(words):
        return None
    central = head.level == "central" or is_national(words)
    level: BodyLevel | None = (
        "central" if central and head.kind not in ("enterprise", "international") else None
    )
    return Body(slug(" ".join(words)), capitalised(organization), head.kind, level)


def _by_firm_name(words: Words, organization: str) -> Body | None:
    """The firm of a name, its id without the legal form; None where nothing else is left."""
    name = words
    while form := next((form for form in signs("legal") if is_at(name, 0, form)), None):
        name = name[len(form) :]
    if not name:
        return None
    return Body(slug(" ".join(name)), capitalised(organization), "enterprise")


def _by_proper_name(words: Words, organization: str) -> Body | None:
    """The body of a proper name alone ("VinFast", "FBI"); None for a field of work ("y tế")."""
    if not organization[0].isupper() and not organization[0].isdigit():
        return None
    if len(words) == 1 and is_syllable(words[0]) and not organization.isupper():
        return None  # the first word of a name that was cut
    if not _national_stem(words) or words in unit_types() or all(len(word) == 1 for word in words):
        return None
    return Body(slug(" ".join(words)), fold(organization), "other", country=None)


def _is_proper(organization: str, words: Words) -> bool:
    """True where a capital or a figure stands behind the head of a name."""
    written = re.findall(r"\w+", organization)
    return any(not word[0].islower() for word in written[min(heads.after_head(words), 1) :])


def is_national(words: Words) -> bool:
    """True for a name that ends as those of central bodies do."""
    return any(words[-len(ending) :] == ending for ending in signs("national"))


def _national_stem(words: Words) -> Words:
    """The words without the ending that central bodies have: "Ban Chỉ đạo | Trung ương"."""
    return next((words[: -len(e)] for e in signs("national") if words[-len(e) :] == e), words)


def capitalised(organization: str) -> str:
    """An organisation in the form in which surfaces compare, its first letter a capital."""
    name = fold(organization)
    return name[:1].upper() + name[1:]


def is_at(words: Words, start: int, part: Words) -> bool:
    """True where the words of `part` stand from word `start` on."""
    return words[start : start + len(part)] == part


@cache
def signs(sign: BodySignKind) -> tuple[Words, ...]:
    """The folded words of the signs of a kind, the longest first."""
    return tuple(sorted(map(body_words, sign_forms(sign)), key=len, reverse=True))
