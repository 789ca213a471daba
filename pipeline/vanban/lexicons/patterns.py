"""Forms of lexicon entries as one regular expression.

In: forms. Out: an alternation that finds any of them, the longest first, any run of blanks where a
form has one. Case and word boundaries are the caller's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable


def alternation(forms: Iterable[str], blank: str = r"\s") -> str:
    r"""A pattern without a group of its own name: `(?:…|…)`; one that never matches for no forms.

    >>> alternation(["về", "về việc"])
    '(?:về\\sviệc|về)'
    """
    longest_first = sorted(set(forms), key=lambda form: (-len(form), form))
    body = "|".join(re.escape(form).replace(r"\ ", blank) for form in longest_first)
    return f"(?:{body})" if body else "(?!)"
