"""Any input: `python -m vanban.bench.fuzz [COUNT] [SEED]`.

Made inputs of seven sorts go through clean, segment and extract: real pages cut, doubled and
overwritten; random Unicode with surrogates, combining and bidirectional marks; random bytes;
Vietnamese put together from the words of the lexicons; the same in HTML, well-formed and not, and
in the encodings before Unicode; and runs of one sign. Out: how many raised, how many were refused,
the slowest, and whether every span was valid. Exit code 1 if any was not.
"""

from __future__ import annotations

import random
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

import tomli

from vanban.cleaning import clean
from vanban.cleaning.legacy import TABLES
from vanban.extraction import extract
from vanban.lexicons import FOLDER
from vanban.segmentation import segment
from vanban.text.document import Page, Rejected, page_of

RAW = Path(__file__).parent.parent.parent.parent / "raw"
SLOW = 1.0
"""Seconds of processor that no input may take, libraries that it is the first to need left out."""

_SIGNS = " \t\n\r\u00a0\u200b\ufeff.,;:!?()[]“”\"'-–—/\\|•»…%&@#0123456789"
_MARKS = "\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031b\u202e\u202a\u2066\u2069\ud800\udfff\x00"

_TAGS = (
    "", "", "", " ", " ", "<p>", "</p>", "<b>", "</b>", "<br>", "<div>", "</div>", "<nav>",
    "</nav>", "<article>", "</article>", "<h1>", "<a href='x", "'>", '"', ">", "<", "&amp;",
    "&#7843;", "<!--", "-->", "<script>", "</script>", "<title>", "<td>", "<footer>", "</footer>",
    "<pre>\n  ",
)  # fmt: skip

Made = bytes | str

_FIRST: tuple[Made, ...] = (
    "Bộ trưởng Tô Lâm ký ngày 5/6.",
    b"<html><p>The committee met in the capital on Monday, heard two reports on the state of the "
    b"roads in the northern provinces, and agreed on the plan for the coming year.",
)
"""A text, and a page in HTML and in another language."""


def main(count: int, seed: int) -> int:
    """Run `count` inputs made from `seed`; 0 where all went well."""
    outcome: Counter[str] = Counter()
    slowest, worst = 0.0, ""
    for first in _FIRST:  # loads lexicons, models and libraries before the clock runs
        try_one(first)
    for number in range(count):
        sort, made = make(random.Random(f"{seed}/{number}"))  # noqa: S311 - no secret
        begin = time.process_time()
        try:
            outcome[try_one(made)] += 1
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:
            outcome["raised"] += 1
            print(f"input {number} ({sort}): {type(error).__name__}: {error}")
        spent = time.process_time() - begin
        if spent > slowest:
            slowest, worst = spent, f"input {number} ({sort})"
    print(dict(outcome), f"slowest {slowest:.2f} s: {worst}", sep="; ")
    return int(bool(outcome["raised"] or outcome["wrong span"] or slowest > SLOW))


def try_one(made: Made) -> str:
    """Clean (bytes) or take (text) an input, segment and extract it; what became of it."""
    try:
        page = clean(made, "fuzz") if isinstance(made, bytes) else page_of(made)
    except Rejected:
        return "refused"
    return "ok" if valid(page) else "wrong span"


def valid(page: Page) -> bool:
    """True where every sentence, token and mention is a span of the text and of the raw page."""
    document = segment(page)
    spans = [(s.span.start, s.span.end) for s in document.sentences]
    spans += [(t.start, t.end) for s in document.sentences for t in s.tokens]
    spans += [(m.span.start, m.span.end) for m in extract(document).mentions]
    for start, end in spans:
        if not 0 <= start < end <= len(page.text):
            return False
        page.offsets.to_raw(start, end)
    return True


def make(choice: random.Random) -> tuple[str, Made]:
    """An input and the name of its sort."""
    sort = choice.choice(sorted(_MAKERS))
    return sort, _MAKERS[sort](choice)


def _mutated(choice: random.Random) -> bytes:
    text = list(choice.choice(_pages()))
    begin = choice.randrange(len(text))
    text = text[begin : begin + choice.randrange(20, 1500)]
    for _ in range(choice.randrange(12)):
        place = choice.randrange(len(text) + 1)
        text[place : place + choice.randrange(4)] = choice.choice(_SIGNS + _MARKS) * choice.choice(
            (1, 1, 2, 30)
        )
    return "".join(text).encode("utf-8", "surrogatepass")


def _unicode(choice: random.Random) -> str:
    ranges = ((32, 127), (0xC0, 0x1EFF), (0x300, 0x36F), (0x2000, 0x206F), (0x4E00, 0x4FFF))
    letters = [chr(choice.randint(*choice.choice(ranges))) for _ in range(choice.randrange(1, 300))]
    letters += choice.choices(_SIGNS + _MARKS, k=choice.randrange(40))
    choice.shuffle(letters)
    return "".join(letters)


def _bytes(choice: random.Random) -> bytes:
    return choice.randbytes(choice.randrange(1, 400))


def _words(choice: random.Random) -> str:
    words = choice.choices(_vocabulary(), k=choice.randrange(1, 60))
    gaps = choice.choices((" ", " ", " ", ", ", ". ", " - ", "/", "-", "\n", ""), k=len(words))
    return "".join(word + gap for word, gap in zip(words, gaps, strict=True))


def _markup(choice: random.Random) -> bytes:
    body = "".join(choice.choice(_TAGS) + part for part in _words(choice).split(" "))
    return f"<html><body><p>{body}".encode()


def _old_encoding(choice: random.Random) -> bytes:
    text = unicodedata.normalize(choice.choice(("NFC", "NFD")), _words(choice))
    signs = {letter: chr(sign) for sign, letter in TABLES[choice.choice(sorted(TABLES))].items()}
    return "".join(signs.get(letter, letter) for letter in text).encode("cp1252", "replace")


def _runs(choice: random.Random) -> str:
    unit: str = choice.choice([*_SIGNS, *choice.choices(_vocabulary(), k=20)])
    return (unit + choice.choice(("", " ", ".", ","))) * choice.randrange(1, 400)


_MAKERS: dict[str, Callable[[random.Random], Made]] = {
    "mutated page": _mutated,
    "random Unicode": _unicode,
    "random bytes": _bytes,
    "lexicon words": _words,
    "markup": _markup,
    "old encoding": _old_encoding,
    "runs": _runs,
}


@cache
def _pages() -> tuple[str, ...]:
    return tuple(path.read_text("utf-8") for path in sorted(RAW.glob("*.txt")))


@cache
def _vocabulary() -> tuple[str, ...]:
    """Every name and variant of every lexicon, and numbers."""
    forms = {str(number) for number in (0, 4, 5, 12, 2017, 1_000_000)}
    for path in sorted(FOLDER.glob("*.toml")):
        for entry in tomli.loads(path.read_text("utf-8")).get("entry", []):
            forms.update((entry["name"], *entry.get("variants", ())))
    return tuple(sorted(forms))


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:3]]
    sys.exit(main(*(numbers + [1000, 0][len(numbers) :])))
