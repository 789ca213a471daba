"""Any input: nothing raises, every span is valid; the command behind it runs many more."""

from __future__ import annotations

import random

import pytest

from vanban.bench.fuzz import Made, make, try_one

BATCH = 100


def made_from(number: int) -> tuple[str, Made]:
    return make(random.Random(f"tests/{number}"))  # noqa: S311 - no secret


@pytest.mark.parametrize("batch", range(50))
def test_any_input_is_worked_or_refused(batch: int) -> None:
    for number in range(batch * BATCH, (batch + 1) * BATCH):
        sort, made = made_from(number)
        assert try_one(made) in ("ok", "refused"), (number, sort, made)


def test_every_sort_is_made() -> None:
    assert len({made_from(number)[0] for number in range(100)}) == 10
