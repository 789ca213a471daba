"""What single words bring to the scores of their own and of neighbouring places.

In: the feature templates of a model, and forms of words. Out: rows of a table, one for all forms
that have the same features: most forms that the model has never seen share two or three.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from vanban.segmentation.fast.crfsuite import Crf, Floats, Integers
from vanban.segmentation.fast.viterbi import Flags

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


REMEMBERED = 200_000
"""Forms whose row is remembered; beyond, all are forgotten at once."""

MOST_ROWS = 30_000
"""Rows that are kept, of up to 800 bytes; beyond, all are forgotten at once."""


class FormRows:
    """The table of scores by form. Row 0 is zero: the places outside a sentence."""

    def __init__(
        self,
        model: Crf,
        single: Mapping[Template, Values],
        functions: Mapping[str, Function],
        numbers: Mapping[str, int],
    ) -> None:
        self._offsets = sorted({template.first for template in single})
        self._functions: dict[str, Function] = {"": str, **functions}
        self._values: dict[str, Values] = {name: {} for name in self._functions}
        size = 1
        for template, values in single.items():
            known = self._values[template.function]
            for value in values:
                if value not in known:
                    known[value] = size
                    size += 1
        self._parts = np.zeros((size, len(self._offsets), len(model.labels)))
        for template, values in single.items():
            known = self._values[template.function]
            rows = [known[value] for value in values]
            self._parts[rows, self._offsets.index(template.first)] += model.weights[
                list(values.values())
            ]
        self._numbers = numbers
        self._known = _Known(self)
        self._start()

    def _start(self) -> None:
        """Forget all forms and set up empty tables."""
        self._known.clear()
        self._row_of: dict[tuple[int, ...], int] = {}
        self._size = 1
        self._table = np.zeros((len(self._offsets), 1024, self._parts.shape[2]))
        self._own = np.zeros(1024, np.int64)
        self._lower = np.zeros(1024, np.int64)
        self._title = np.zeros(1024, np.bool_)

    def rows(self, forms: Sequence[str]) -> Integers:
        """The row of each form in the tables; too many forms, and all begin anew."""
        if len(self._known) > REMEMBERED or self._size > MOST_ROWS:
            self._start()
        return np.fromiter(map(self._known.__getitem__, forms), np.int64, len(forms))

    def tables(self) -> Iterator[tuple[int, Floats]]:
        """For each offset the scores (rows x labels) where the form stands there."""
        yield from zip(self._offsets, self._table, strict=True)

    def numbers(self, rows: Integers) -> tuple[Integers, Integers, Flags]:
        """For rows: the form's number, that of its lower case, and whether it is capitalised."""
        return self._own[rows], self._lower[rows], self._title[rows]

    def row(self, form: str) -> int:
        """The row of one form, made where no form with its features was seen."""
        values = {name: function(form) for name, function in self._functions.items()}
        own, lower = self._numbers.get(form, 0), self._numbers.get(values["lower"], 0)
        parts = [self._values[name].get(value, 0) for name, value in values.items()]
        key = (own, lower, *parts)
        row = self._row_of.get(key)
        if row is None:
            row = self._row_of[key] = self._size
            self._size += 1
            if row == len(self._own):
                self._grow()
            self._table[:, row] = self._parts[parts].sum(axis=0)
            self._own[row], self._lower[row] = own, lower
            self._title[row] = values["istitle"] == "True"
        return row

    def _grow(self) -> None:
        """Double the rows that the tables have room for."""
        self._table = np.concatenate((self._table, np.zeros_like(self._table)), axis=1)
        self._own = np.concatenate((self._own, np.zeros_like(self._own)))
        self._lower = np.concatenate((self._lower, np.zeros_like(self._lower)))
        self._title = np.concatenate((self._title, np.zeros_like(self._title)))


class _Known(dict[str, int]):
    """The forms that were seen, with their rows."""

    def __init__(self, owner: FormRows) -> None:
        super().__init__()
        self._owner = owner

    def __missing__(self, form: str) -> int:
        row = self[form] = self._owner.row(form)
        return row


def templates(model: Crf) -> dict[Template, Values]:
    """The templates of a model and their values, in the order of their first attribute."""
    values: defaultdict[str, Values] = defaultdict(dict)
    for attribute, number in model.attributes.items():
        name, _, value = attribute.partition("=")
        values[name][value] = number
    return {_template(name): found for name, found in values.items()}


def _template(name: str) -> Template:
    """A feature template by its name in underthesea's model: "T[-1,0].lower"."""
    match = _TEMPLATE.fullmatch(name)
    if match is None:
        raise ValueError(f"unknown feature template {name}")
    first, last, column, function = match.groups()
    return Template(name, int(first), int(last or first), column is not None, function or "")
