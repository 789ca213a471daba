"""A text in lower case, place for place.

In: a text. Out: one of the same length, so that what is found in it stands at the same place.
"""

from __future__ import annotations

from collections.abc import Iterator


def lower(text: str) -> str:
    """The text in lower case, but for letters that become several (İ)."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(small if len(small := sign.lower()) == 1 else sign for sign in text)


def places(text: str, word: str) -> Iterator[int]:
    """The places at which a word stands in a text, in whole words and inside others."""
    place = text.find(word)
    while place >= 0:
        yield place
        place = text.find(word, place + 1)
