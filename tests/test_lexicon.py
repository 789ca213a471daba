"""A lexicon with a mistake: the error names file, entry, fault and cure."""

from __future__ import annotations

from typing import Literal

import pytest

from vanban import lexicons
from vanban.extraction.quantities.lexicon import Unit
from vanban.extraction.references.entries import DocumentType
from vanban.lexicons import Entry, LexiconError, parse

GOOD = """
[[entry]]
id = "bi-thu"
name = "Bí thư"
match = ["Bí thư Tỉnh ủy"]
reject = ["Ban Bí thư"]
source = "Điều lệ Đảng"
"""


def test_a_good_entry_is_read() -> None:
    (entry,) = parse(GOOD, "roles", Entry)
    assert (entry.id, entry.forms) == ("bi-thu", ("Bí thư",))


class Office(Entry):
    """An entry with a closed set and a list."""

    alone: Literal["always", "evidence", "never"] = "evidence"
    bodies: tuple[Literal["party", "state"], ...] = ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            GOOD.replace("reject", "rejct"),
            "roles.toml: entry 'bi-thu': 'reject' is missing: add a text in which this entry must "
            "not be found, reject = [\"…\"]. unknown key 'rejct': did you mean 'reject'?",
        ),
        (
            GOOD + "colour = 1\n",
            "roles.toml: entry 'bi-thu': unknown key 'colour': allowed are alone, bodies, id, "
            "match, name, reject, source, variants.",
        ),
        (
            GOOD.replace('source = "Điều lệ Đảng"\n', ""),
            "roles.toml: entry 'bi-thu': 'source' is missing: add "
            'source = "where the word is attested".',
        ),
        (
            GOOD.replace('["Ban Bí thư"]', "[]"),
            "roles.toml: entry 'bi-thu': 'reject' is empty: add a text in which this entry must "
            'not be found, reject = ["…"].',
        ),
        (
            GOOD.replace('["Ban Bí thư"]', '"Ban Bí thư"'),
            "roles.toml: entry 'bi-thu': 'reject' must be a list: write reject = [\"Ban Bí thư\"].",
        ),
        (
            GOOD.replace('"bi-thu"', '"Bí thư Đảng"'),
            "roles.toml: entry 'Bí thư Đảng': 'id' cannot be 'Bí thư Đảng': write 'bi-thu-dang'.",
        ),
        (
            GOOD + 'alone = "evidense"\n',
            "roles.toml: entry 'bi-thu': 'alone' cannot be 'evidense': did you mean 'evidence'?",
        ),
        (
            GOOD + 'bodies = ["stat"]\n',
            "roles.toml: entry 'bi-thu': 'bodies.0' cannot be 'stat': did you mean 'state'?",
        ),
        (
            GOOD + 'alone = "x"\n',
            "roles.toml: entry 'bi-thu': 'alone' cannot be 'x': allowed are always, evidence, "
            "never.",
        ),
        (
            GOOD.replace('name = "Bí thư"', "name = 3"),
            "roles.toml: entry 'bi-thu': 'name' cannot be 3: Input should be a valid string.",
        ),
        (
            GOOD + 'variants = ["Bí thư"]\n',
            "roles.toml: entry 'bi-thu': 'Bí thư' stands twice. Keep one.",
        ),
        (GOOD + GOOD, "roles.toml: entry 'bi-thu' stands twice. Give one another id."),
        (
            GOOD.replace("Bí thư Tỉnh", "Bi\u0301 thư Tỉnh"),
            "roles.toml: holds decomposed letters. Save it in Unicode form NFC.",
        ),
        (
            GOOD.replace("[[entry]]", "[[entyr]]"),
            "roles.toml: unknown table 'entyr': entries are [[entry]] or [[post]] or "
            "[[modifier]] or [[sign]] or [[rank]] or [[degree]].",
        ),
        (
            GOOD.replace('"Bí thư"', '"Bí thư'),
            "roles.toml:4: entry 'bi-thu': not valid TOML: Illegal character '\\n'. "
            "Look for a missing quote or comma.",
        ),
        (
            GOOD + 'variants = ["a" "b"]\n',
            "roles.toml:8: entry 'bi-thu': not valid TOML: Unclosed array. "
            "Look for a missing quote or comma.",
        ),
    ],
)
def test_a_mistake_is_named_with_its_cure(text: str, message: str) -> None:
    with pytest.raises(LexiconError) as caught:
        parse(text, "roles", Office)
    assert str(caught.value) == message


def test_a_file_that_ends_too_early_is_named_with_its_last_entry() -> None:
    with pytest.raises(LexiconError, match=r"roles.toml:\d+: entry 'bi-thu': not valid TOML: .+"):
        parse(GOOD + 'variants = ["a",\n', "roles.toml", Office)


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ('kind = "mass"\nfactor = "1"\nnormal_unit = "m"', "does not measure mass: write kg, or"),
        ('kind = "money"\nfactor = "1"\nnormal_unit = "kg"', "write a code like VND, or give"),
        ('kind = "percent"\nfactor = "1"\nnormal_unit = "s"', "leave it and 'factor' out, or"),
        ('kind = "mass"\nfactor = "1"', "'factor' and 'normal_unit' go together: write both"),
    ],
)
def test_a_unit_of_the_wrong_dimension_is_told(keys: str, message: str) -> None:
    with pytest.raises(LexiconError, match=rf"units.toml: entry 'bi-thu': .*{message}"):
        parse(f"{GOOD}{keys}\n", "units", Unit)


def test_a_code_that_another_type_has_is_told_until_it_is_owned_up_to() -> None:
    other = GOOD.replace("bi-thu", "chi-thi").replace('"Bí thư"', '"Chỉ thị"')
    both = f'{GOOD}codes = ["CT"]\n{other}codes = ["C", "CT"]\n'
    with pytest.raises(LexiconError, match="entry 'chi-thi': its code 'CT' is that of 'bi-thu'"):
        parse(both, "document_types", DocumentType)
    assert len(parse(f'{both}shared = ["CT"]\n', "document_types", DocumentType)) == 2
    with pytest.raises(LexiconError, match="no type before it has the code 'C' of shared"):
        parse(f'{both}shared = ["CT", "C"]\n', "document_types", DocumentType)


def test_two_entries_with_one_name_are_told() -> None:
    twice = GOOD + GOOD.replace('"bi-thu"', '"bi-thu-2"')
    with pytest.raises(LexiconError, match=r"'bi-thu-2': its name 'Bí thư' is that of 'bi-thu'"):
        parse(twice, "roles", Entry)


def test_a_file_of_several_tables_keeps_them_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(lexicons.TABLES, "numbers", ("numeral", "stop"))
    both = GOOD.replace("entry", "numeral") + GOOD.replace("entry", "stop").replace("bi-", "ba-")
    assert [entry.id for entry in parse(both, "numbers.stop", Entry)] == ["ba-thu"]
    with pytest.raises(LexiconError, match=r"numbers.toml: entry 'bi-thu' stands twice"):
        parse(both.replace("ba-", "bi-"), "numbers.stop", Entry)
    with pytest.raises(LexiconError, match=r"entries are \[\[numeral\]\] or \[\[stop\]\]"):
        parse(GOOD, "numbers.stop", Entry)
