"""The supervisor: a page that hangs, kills its worker or eats its memory costs that page alone."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pytest

from vanban.engine.pool import Limits, Tell, WorkerError, run_jobs

LIMITS = Limits(seconds=1.0, memory=2_000_000_000)


@dataclass(frozen=True)
class Pages:
    """A job whose pages are named for what they do."""

    pages: tuple[str, ...]
    blamed: dict[str, str] = field(default_factory=dict)

    def without(self, page: str, reason: str, message: str) -> Pages:
        return replace(self, blamed={**self.blamed, page: reason})


def work(job: Pages, tell: Tell) -> dict[str, str]:
    """What became of each page."""
    outcome = {}
    for page in job.pages:
        if page in job.blamed:
            outcome[page] = job.blamed[page]
            continue
        tell(page)
        outcome[page] = behave(page)
    return outcome


def behave(page: str) -> str:
    if page.startswith("hang"):
        time.sleep(30)
    if page.startswith("die"):
        os._exit(9)
    if page.startswith("eat"):
        try:
            bytearray(3_000_000_000)
        except MemoryError:
            return "memory"
    return "done"


def refuse(job: Pages, tell: Tell) -> None:
    raise ValueError("no shard to work")


def stillborn(job: Pages, tell: Tell) -> None:
    os._exit(3)


def outcomes(workers: int, *jobs: Pages) -> dict[str, str]:
    results = run_jobs(jobs, work, workers, LIMITS)
    return {page: what for result in results for page, what in result.items()}


@pytest.mark.parametrize("workers", [1, 2])
def test_only_the_page_that_fails_is_lost(workers: int) -> None:
    found = outcomes(
        workers,
        Pages(("a", "hang", "b")),
        Pages(("c", "die", "die again", "d")),
        Pages(("e", "eat", "f")),
    )
    assert found == {
        "a": "done", "hang": "timeout", "b": "done",
        "c": "done", "die": "died", "die again": "died", "d": "done",
        "e": "done", "eat": "memory", "f": "done",
    }  # fmt: skip


def test_no_job_no_worker() -> None:
    assert outcomes(2) == {}


def test_in_this_process_for_debugging() -> None:
    assert outcomes(0, Pages(("a", "b"))) == {"a": "done", "b": "done"}


@pytest.mark.parametrize(
    ("wrong", "message"),
    [(refuse, "no shard to work"), (stillborn, "code 3, with no page at work")],
)
def test_a_fault_that_is_no_page_s_ends_the_run(
    wrong: Callable[[Pages, Tell], None], message: str
) -> None:
    with pytest.raises(WorkerError, match=message):
        list(run_jobs([Pages(("a",))], wrong, 1, LIMITS))


def test_every_page_begun_is_counted() -> None:
    begun: list[int] = []
    list(run_jobs([Pages(("a", "b", "c"))], work, 1, LIMITS, begun.append))
    assert len(begun) == 3
