"""Every form of every lexicon: in a text of its entry, in place of another form, it is matched.

`forms_without_text.tsv` holds the forms whose grammar forbids the text made for them (file, entry,
form), each known from a text of its own or from pages; a new form must match, and one that does
must leave the list.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from vanban.explanation.lexicons import MODELS, NO_MENTION, unmatched

KNOWN = Path(__file__).parent / "forms_without_text.tsv"


def known(file: str) -> set[tuple[str, str]]:
    """The forms of a file that no made text shows."""
    rows = [line.split("\t") for line in KNOWN.read_text("utf-8").splitlines()]
    return {(entry, form) for name, entry, form in rows if name == file}


@pytest.mark.parametrize("file", [file for file in MODELS if file not in NO_MENTION])
def test_every_form_is_matched(file: str) -> None:
    assert set(unmatched(file)) == known(file)
