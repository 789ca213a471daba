"""A lexicon with a mistake: the error names file, entry, fault and cure."""

from __future__ import annotations

import pytest

from pipeline.lexicon import Entry, LexiconError, parse

GOOD = """
[[entry]]
id = "bi-thu"
name = "Bí thư"
match = ["Bí thư Tỉnh ủy"]
reject = ["Ban Bí thư"]
source = "Điều lệ Đảng"
"""


def test_a_good_entry_is_read() -> None:
    (entry,) = parse(GOOD, "roles.toml", Entry)
    assert (entry.id, entry.forms) == ("bi-thu", ("Bí thư",))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (GOOD.replace("reject", "rejct"), r"roles.toml: entry 'bi-thu'.*did you mean 'reject'\?"),
        (GOOD.replace('source = "Điều lệ Đảng"\n', ""), "'bi-thu': 'source' is missing: add it"),
        (GOOD.replace('["Ban Bí thư"]', "[]"), "'reject'.*at least 1 item"),
        (GOOD.replace('"bi-thu"', '"Bí thư"'), "entry 'Bí thư': 'id'"),
        (GOOD + GOOD, "entry 'bi-thu' stands twice. Give one another id"),
        (GOOD.replace("Bí thư Tỉnh", "Bi\u0301 thư Tỉnh"), "decomposed letters"),
        ("[[entry]\n", "roles.toml: not valid TOML"),
    ],
)
def test_a_mistake_is_named(text: str, message: str) -> None:
    with pytest.raises(LexiconError, match=message):
        parse(text, "roles.toml", Entry)
