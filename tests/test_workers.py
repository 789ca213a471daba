"""The supervisor: a page that hangs, kills its worker or eats its memory costs that page alone."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import pytest

from vanban.engine import Limits, Report, WorkerError, run_jobs

LIMITS = Limits(seconds=1.0, memory=2_000_000_000, patience=2.0)


@dataclass(frozen=True)
class Pages:
    """A job whose pages are named for what they do."""

    pages: tuple[str, ...]
    blamed: dict[str, str] = field(default_factory=dict)

    def without(self, pages: Sequence[str], reason: str, message: str) -> Pages:
        return replace(self, blamed={**self.blamed, pages[0]: reason})


def work(job: Pages, report: Report) -> dict[str, str]:
    """What became of each page."""
    outcome = {}
    for page in job.pages:
        if page in job.blamed:
            outcome[page] = job.blamed[page]
            continue
        report((page,))
        outcome[page] = behave(page)
    return outcome


def behave(page: str) -> str:
    if page.startswith("hang"):
        time.sleep(30)
    while page.startswith("spin"):
        pass
    if page.startswith("die"):
        os._exit(9)
    if page.startswith("eat"):
        try:
            bytearray(3_000_000_000)
        except MemoryError:
            return "memory"
    return "done"


def refuse(job: Pages, report: Report) -> None:
    raise ValueError("no shard to work")


def stillborn(job: Pages, report: Report) -> None:
    os._exit(3)


def outcomes(workers: int, *jobs: Pages) -> dict[str, str]:
    results = run_jobs(jobs, work, workers, LIMITS)
    return {page: what for result in results for page, what in result.items()}


@pytest.mark.parametrize("workers", [1, 2])
def test_only_the_page_that_fails_is_lost(workers: int) -> None:
    found = outcomes(
        workers,
        Pages(("a", "hang", "spin", "b")),
        Pages(("c", "die", "die again", "d")),
        Pages(("e", "eat", "f")),
    )
    assert found == {
        "a": "done", "hang": "timeout", "spin": "timeout", "b": "done",
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
    wrong: Callable[[Pages, Report], None], message: str
) -> None:
    with pytest.raises(WorkerError, match=message):
        list(run_jobs([Pages(("a",))], wrong, 1, LIMITS))


def test_every_page_begun_is_counted() -> None:
    begun: list[int] = []
    list(run_jobs([Pages(("a", "b", "c"))], work, 1, LIMITS, begun.append))
    assert sum(begun) == 3


def wait_long(job: Pages, report: Report) -> str:
    report(job.pages)
    time.sleep(2 * LIMITS.seconds)
    return "done"


def test_time_in_which_a_page_computes_nothing_does_not_count() -> None:
    """As when the machine is busy with others: the clock runs, the page's processor time not."""
    limits = replace(LIMITS, patience=10.0)
    assert list(run_jobs([Pages(("a",))], wait_long, 1, limits)) == ["done"]
