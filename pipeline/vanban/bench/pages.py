"""Pages made for benchmarks: `made_pages` puts the lexicons' own examples together as news.

In: how many, and where they go. Out: one file a page, the same for every run: a headline, a day,
and some forty sentences in paragraphs, their figures changed so that no two pages are copies.
`taken_pages` copies the texts of a folder instead, `torn_pages` cuts, doubles and shuffles their
lines: `python -m vanban.bench.pages SOURCE COUNT FOLDER` makes such a folder for `vanban run`.
"""

from __future__ import annotations

import json
import random
import re
import shutil
import sys
from functools import cache
from itertools import chain, cycle, islice
from pathlib import Path

import tomli

from vanban.lexicons import FOLDER

_FILE = Path(__file__).with_name("samples.json")


@cache
def samples(name: str) -> tuple[str, ...]:
    """The texts of a name. Raises KeyError for any other."""
    return tuple(json.loads(_FILE.read_text("utf-8"))[name])


_MENUS = samples("menus")
"""Lines that cleaning takes, and what may be joined across them."""

_DAY, _BULLETIN = samples("page")
"""The line of the day, and a headline for the second use of a text."""

_LAST_DIGIT = re.compile(r"(?<=\d)\d(?!\d)")


def made_pages(count: int, folder: Path) -> Path:
    """Write `count` made pages to a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (folder / f"page{number:06d}.txt").write_text(made_page(number), "utf-8")
    return folder


def made_page(number: int) -> str:
    """The text of a made page, always the same for a number."""
    choice = random.Random(f"page {number}")  # noqa: S311 - no secret
    day = f"{choice.randint(1, 28)}/{choice.randint(1, 12)}/{choice.randint(2006, 2025)}"
    sentences = [
        _LAST_DIGIT.sub(lambda _: str(choice.randrange(10)), sentence)
        for sentence in choice.choices(_sentences(), k=choice.randint(25, 58))
    ]
    headline, *rest = sentences
    paragraphs, at = [], 0
    while at < len(rest):
        size = choice.randint(1, 4)
        paragraphs.append(" ".join(rest[at : at + size]))
        at += size
    return "\n".join([headline, _DAY.format(day=day), *paragraphs]) + "\n"


def taken_pages(source: Path, count: int, folder: Path) -> Path:
    """Copy `count` texts of a folder, over and over where it has fewer, each with a new headline.

    Raises ValueError where the folder holds no text.
    """
    texts = sorted(path for path in source.rglob("*.txt") if path.is_file())
    if not texts:
        raise ValueError(f"{source}: no *.txt in it. Name a folder of texts.")
    folder.mkdir(parents=True, exist_ok=True)
    for number, path in enumerate(islice(cycle(texts), count)):
        goal = folder / f"page{number:06d}.txt"
        shutil.copyfile(path, goal)
        if number >= len(texts):
            goal.write_bytes(f"{_BULLETIN.format(number=number)}\n".encode() + goal.read_bytes())
    return folder


def torn_pages(source: Path, count: int, folder: Path) -> Path:
    """Write `count` pages made of those of a folder, their lines cut, doubled and shuffled."""
    texts = sorted(path for path in source.rglob("*.txt") if path.is_file())
    folder.mkdir(parents=True, exist_ok=True)
    for number, path in enumerate(islice(cycle(texts), count)):
        choice = random.Random(f"torn {number}")  # noqa: S311 - no secret
        torn = torn_lines(path.read_text("utf-8", "replace"), choice)
        (folder / f"page{number:06d}.txt").write_text(torn, "utf-8")
    return folder


def torn_lines(text: str, choice: random.Random) -> str:
    """A page whose lines are cut, doubled and left out, with lines of menus between, half of them
    in another order; the first sixty.
    """
    lines: list[str] = []
    for line in text.splitlines():
        cut = line[: choice.randrange(len(line) + 1)] if choice.random() < 0.3 else line
        lines += [cut] * choice.choice((0, 1, 1, 1, 2))
        lines += choice.choices(_MENUS, k=choice.choice((0, 0, 0, 1)))
    if choice.random() < 0.5:
        choice.shuffle(lines)
    return "\n".join(lines[:60])


@cache
def _sentences() -> tuple[str, ...]:
    """The examples of all lexicons, without those of several lines."""
    found = set()
    for path in sorted(FOLDER.glob("*.toml")):
        for entry in chain.from_iterable(tomli.loads(path.read_text("utf-8")).values()):
            for example in (*entry.get("match", ()), *entry.get("reject", ())):
                if "\n" not in example and len(example) > 40:
                    found.add(example.rstrip(" .") + ".")
    return tuple(sorted(found))


if __name__ == "__main__":
    torn_pages(Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
