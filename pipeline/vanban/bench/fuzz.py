"""Any input: `python -m vanban.bench.fuzz [COUNT] [SEED]`.

Made inputs of ten sorts go through clean, segment and extract, and their rows through the checks
of a run (`vanban.tables.check`): real pages cut, doubled and overwritten; real pages whose lines
are cut, doubled and shuffled; real pages with character references whole, split and nested, and
with marks of letters added, doubled and out of order; random Unicode with surrogates, combining and
bidirectional marks; random bytes; Vietnamese put together from the words of the lexicons; the same
in HTML, well-formed and not, and in the encodings before Unicode; and runs of one sign. Out: how
many raised, how many were refused, how many have faulty rows, and the slowest. Exit code 1 if any
raised, has a faulty row or is slow.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Callable
from functools import cache
from itertools import chain
from pathlib import Path

import tomli

from vanban.bench.pages import torn_lines
from vanban.cleaning import clean
from vanban.cleaning.decode import decode
from vanban.cleaning.legacy import TABLES
from vanban.extraction import extract
from vanban.lexicons import FOLDER
from vanban.schema.arrow import from_columns
from vanban.segmentation import segment
from vanban.store import rows
from vanban.store.stages import MODELS
from vanban.tables.check import check
from vanban.tables.promises import Fault
from vanban.text.document import Page, Rejected, page_of
from vanban.text.sample import sample

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

_COMBINING = "\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323\u0327\u0338\u200b\u034f"
_ODD_LETTERS = (
    "\u0430\u041d\u043e\u0391\u1f00\u00d0\u0189\u212b\u2126\u1e9b\ufb01\u1100\u1161\u11a8"
)
"""Letters of other scripts, those that change their number or form in NFC, and Hangul's parts."""


Made = bytes | str

_FIRST: tuple[Made, ...] = (
    sample(),
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
            became = try_one(made)
            outcome[became if became in ("ok", "refused") else "faulty"] += 1
            if became not in ("ok", "refused"):
                print(f"input {number} ({sort}): {became}")
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:
            outcome["raised"] += 1
            print(f"input {number} ({sort}): {type(error).__name__}: {error}")
        spent = time.process_time() - begin
        if spent > slowest:
            slowest, worst = spent, f"input {number} ({sort})"
    print(dict(outcome), f"slowest {slowest:.2f} s: {worst}", sep="; ")
    return int(bool(outcome["raised"] or outcome["faulty"] or slowest > SLOW))


def try_one(made: Made) -> str:
    """Clean (bytes) or take (text) an input, segment and extract it; what became of it.

    "ok", "refused", or the first fault of its rows.
    """
    try:
        page = clean(made, "fuzz") if isinstance(made, bytes) else page_of(made)
    except Rejected:
        return "refused"
    faults = faults_of(page, decode(made) if isinstance(made, bytes) else page.text)
    return str(faults[0]) if faults else "ok"


def faults_of(page: Page, raw: str) -> list[Fault]:
    """What a run would find wrong with the rows of a page; `raw` is its decoded raw text."""
    document = segment(page)
    mentions = extract(document).mentions
    columns = rows.page_columns(page) | rows.mention_columns(document, mentions)
    tables = {name: from_columns(MODELS[name], found) for name, found in columns.items()}
    tables |= rows.word_tables([document])[0]
    return list(check(tables, lambda _: raw))


def make(choice: random.Random) -> tuple[str, Made]:
    """An input and the name of its sort."""
    sort = choice.choice(sorted(_MAKERS))
    return sort, _MAKERS[sort](choice)


def _mutated(choice: random.Random) -> bytes:
    """A cutout of a page with signs and marks put in at random places, as UTF-8 bytes."""
    text = list(_cutout(choice))
    for _ in range(choice.randrange(12)):
        place = choice.randrange(len(text) + 1)
        text[place : place + choice.randrange(4)] = choice.choice(_SIGNS + _MARKS) * choice.choice(
            (1, 1, 2, 30)
        )
    return "".join(text).encode("utf-8", "surrogatepass")


def _lines(choice: random.Random) -> bytes:
    return torn_lines(choice.choice(_pages()), choice).encode()


def _references(choice: random.Random) -> bytes:
    """A cutout of a page with HTML character references, whole and broken, put in."""
    text = list(_cutout(choice))
    for _ in range(choice.randrange(1, 12)):
        place = choice.randrange(len(text))
        letter = ord(text[place][0]) if text[place] else 65
        text[place] = choice.choice(
            (f"&#{letter};", f"&#x{letter:x};", f"&amp;#{letter};", f"&amp;amp;#{letter};",
             "&#&#1;3;", "&am&#8203;p;", "&#12&#51;;", "&nbsp;", "&fjlig;", "&ThickSpace;", "&#",
             "&Ocirc;", "&amp;ocirc;", "&zwj;", "&bne;", "&#0;", "&#55296;", "&shy;", "&#769;")
        )  # fmt: skip
    return "".join(text).encode("utf-8", "surrogatepass")


def _letters(choice: random.Random) -> bytes:
    """A cutout of a page in another normal form, with odd and combining letters."""
    text = list(unicodedata.normalize(choice.choice(("NFC", "NFD", "NFKD")), _cutout(choice)))
    for _ in range(choice.randrange(1, 20)):
        place = choice.randrange(len(text))
        text[place] += "".join(choice.choices(_COMBINING, k=choice.choice((1, 1, 2, 3))))
        if choice.random() < 0.3:
            other = choice.randrange(len(text))
            text[other] = choice.choice(_ODD_LETTERS)
    return "".join(text).encode("utf-8", "surrogatepass")


def _cutout(choice: random.Random) -> str:
    text = choice.choice(_pages())
    begin = choice.randrange(len(text))
    return text[begin : begin + choice.randrange(40, 1500)]


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
    "lines": _lines,
    "references": _references,
    "marks": _letters,
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
        for entry in chain.from_iterable(tomli.loads(path.read_text("utf-8")).values()):
            forms.update((entry["name"], *entry.get("variants", ())))
    return tuple(sorted(forms))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m vanban.bench.fuzz", description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=1000, help="inputs to make (1000)")
    parser.add_argument("seed", type=int, nargs="?", default=0, help="same seed, same inputs (0)")
    asked = parser.parse_args()
    sys.exit(main(asked.count, asked.seed))
