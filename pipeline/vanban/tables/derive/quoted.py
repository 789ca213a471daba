"""The act that a page quotes whole, where the page is not known to be an official document.

In: the plain text of a page and its references. Out: the key of the act whose number stands at the
head and whose legal bases ("Căn cứ …") follow; None where no such act is there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from vanban.lexicons import grammar as g
from vanban.schema import ReferenceRow

_NUMBER_LINE = re.compile(rf"(?:^|\n)[ *|]*{g.NUMBER} ?:?[ \n]{{0,2}}")
_EFFECT = re.compile(g.IN_FORCE)
_BASIS_LINE = re.compile(rf"(?:^|\n)[ *“\"-]*{g.ON_THE_BASIS} ")
CONSOLIDATED = 4000
"""The names of an act and of those that amended it stand so near before its legal bases."""
_HEAD = 900
"""The number of an act stands so near before its legal bases."""


def quoted_act(form: str, rows: Sequence[ReferenceRow]) -> str | None:
    """The act that a page quotes whole: its number stands in its head, its bases follow.

    A consolidated text begins with the act and those that amended it, each with "có hiệu lực".
    """
    basis = _BASIS_LINE.search(form)
    if basis is None:
        return None
    heads = [row for row in rows if 0 < basis.start() - row.end < _HEAD]
    own = [row for row in heads if _is_number_line(form, row)]
    if own:
        return own[-1].cited_document
    first = next((row for row in rows if 0 < basis.start() - row.end < CONSOLIDATED), None)
    opens = first is not None and form[: first.start].endswith("\n")
    in_effect = first is not None and _EFFECT.search(form, first.end, basis.start())
    return first.cited_document if first is not None and opens and in_effect else None


def _is_number_line(form: str, row: ReferenceRow) -> bool:
    """True for a number behind "Số:" at the start of its line, or alone on its line."""
    if _NUMBER_LINE.search(form, max(0, row.start - 14), row.start + 4):
        return True
    begins = row.start == 0 or form[row.start - 1] == "\n"
    return begins and form.startswith("\n", row.end)
