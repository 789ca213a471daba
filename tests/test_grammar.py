"""Grammar words and short lists of function words: each list finds its words, and no others."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from vanban.lexicons import Entry, load
from vanban.lexicons import grammar as g


def finds(entry: Entry, text: str) -> bool:
    name = entry.id.removeprefix("grammar-")
    return re.search(rf"(?<!\w){g.any_of(name)}(?!\w)", text, re.IGNORECASE) is not None


@pytest.mark.parametrize("entry", load("grammar", Entry), ids=lambda entry: str(entry.id))
def test_a_list_finds_its_words_and_no_others(entry: Entry) -> None:
    for text in (*entry.match, *entry.forms):
        assert finds(entry, text), text
    for text in entry.reject:
        assert not finds(entry, text), text


def test_a_constant_has_one_value() -> None:
    names = re.findall(r"^([A-Z_]+) =", Path(str(g.__file__)).read_text("utf-8"), re.MULTILINE)
    assert len(names) == len(set(names))


def test_a_constant_is_one_word_in_small_letters() -> None:
    words = {name: value for name, value in vars(g).items() if name.isupper()}
    classes = {"SMALL", "CAPITALS", "CODE_SMALL", "CODE_CAPITALS", "CAPITAL", "COMRADE"}
    for name in words.keys() - classes:
        assert re.fullmatch(r"[^\W\d_]+(?: [^\W\d_]+)*", words[name]), name
        assert words[name] == words[name].lower(), name
    known = [words[name] for name in words.keys() - classes]
    assert len(known) == len(set(known))
