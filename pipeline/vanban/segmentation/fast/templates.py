"""The feature templates of a CRF, read off the names of its attributes.

In: a model. Out: its templates. `T[-1,0].lower` is the lower-case text of the tokens from one
before to the token itself; its attribute in the model is `T[-1,0].lower=<value>`, or `=BOS` and
`=EOS` where a token lies outside the sentence. A template without an attribute adds nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from typing import NamedTuple

from vanban.segmentation.fast.crfsuite import Crf

Function = Callable[[str], str]
Values = dict[str, int]
"""The values of a template that a model knows, each with the number of its attribute."""

OUTSIDE = ("BOS", "EOS")
"""The values of a template that reaches over the beginning or the end of the sentence."""

_TEMPLATE = re.compile(r"T\[(-?\d+)(?:,(-?\d+))?\](\[1\])?(?:\.(\w+))?")


class Template(NamedTuple):
    """A template: tokens `first` to `last` from the token that is labelled, and a function.

    `constant`: it is over tags, and underthesea gives every word the tag "X" before it tags.
    """

    name: str
    first: int
    last: int
    constant: bool
    function: str

    @property
    def width(self) -> int:
        """The number of tokens it looks at."""
        return self.last - self.first + 1


def templates(model: Crf) -> dict[Template, Values]:
    """The templates of a model and their values, in the order of their first attribute."""
    values: defaultdict[str, Values] = defaultdict(dict)
    for attribute, number in model.attributes.items():
        name, _, value = attribute.partition("=")
        values[name][value] = number
    return {_template(name): found for name, found in values.items()}


def _template(name: str) -> Template:
    match = _TEMPLATE.fullmatch(name)
    if match is None:
        raise ValueError(f"unknown feature template {name}")
    first, last, column, function = match.groups()
    return Template(name, int(first), int(last or first), column is not None, function or "")
