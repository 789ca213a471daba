"""What the site says, in English and Vietnamese: a key, and a number where there is one, to text.

In: `words.toml`. Out: text marked with its key, so that the switch of language in the browser can
say it anew; `review.js` gets the same table.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Literal

import tomli
from markupsafe import Markup

Language = Literal["en", "vi"]

_FILE = Path(__file__).with_name("words.toml")
_AT: dict[Language, int] = {"en": 0, "vi": 1}

_POINTS = str.maketrans(",.", ".,")


@cache
def table() -> dict[str, tuple[str, str]]:
    """All that is said: English and Vietnamese, by key."""
    read = tomli.loads(_FILE.read_text("utf-8"))
    return {key: (english, vietnamese) for key, (english, vietnamese) in read.items()}


class SiteWords:
    """Says things in one language, as text or as an element that can be said anew."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def say(self, key: str, n: int | str | None = None) -> str:
        """The text of a key; `n` takes the place of {n} and settles one or several."""
        one, _, several = table()[key][_AT[self.language]].partition("|")
        text = several if several and str(n) != "1" else one
        if n is None:
            return text
        return text.replace("{n}", self.number(n) if isinstance(n, int) else n)

    def number(self, n: float | str) -> str:
        """A number, its thousands parted as the language does; a text is one in English."""
        text = n if isinstance(n, str) else f"{n:,}"
        return text.translate(_POINTS) if self.language == "vi" else text

    def mark(self, key: str, n: int | str | None = None) -> Markup:
        """The text in an element that names its key and number."""
        number = Markup("") if n is None else Markup(' data-n="{}"').format(n)
        return Markup('<span data-t="{}"{}>{}</span>').format(key, number, self.say(key, n))

    def label(self, key: str) -> Markup:
        """The text as the accessible name of the element that it is written into."""
        return Markup('aria-label="{0}" data-t-label="{1}"').format(self.say(key), key)


def script() -> str:
    """The table as the first statement of the site's script."""
    return f"const WORDS = {json.dumps(table(), ensure_ascii=False, separators=(',', ':'))};\n"
