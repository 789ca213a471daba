"""The figures of a project over its commits, read from git's history of metrics.json."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any


class HistoryError(RuntimeError):
    """A history that cannot be read; the message says what is missing."""


@dataclass(frozen=True)
class Version:
    """The figures as a commit left them; `commit` is its short hash, or "now" for the file."""

    commit: str
    day: str
    metrics: dict[str, Any]


def history(metrics: Path) -> list[Version]:
    """Every version of a metrics file that git has, the oldest first, and the file itself last.

    A version that is no JSON is left out; the file itself only counts where it differs from the
    last commit. Raises HistoryError where there is no git or the file is in no repository.
    """
    folder = metrics.resolve().parent
    log = _git(folder, "log", "--format=%h %cs", "--follow", "--reverse", "--", metrics.name)
    versions = []
    for line in log.splitlines():
        commit, day = line.split()
        found = _read(_git(folder, "show", f"{commit}:./{metrics.name}", check=False))
        if found:
            versions.append(Version(commit, day, found))
    now = _read(metrics.read_text("utf-8")) if metrics.exists() else None
    if now and (not versions or now != versions[-1].metrics):
        versions.append(Version("now", "", now))
    return versions


def _read(text: str) -> dict[str, Any] | None:
    try:
        found = json.loads(text)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def _git(folder: Path, *arguments: str, check: bool = True) -> str:
    try:
        done = subprocess.run(
            ("git", *arguments), cwd=folder, capture_output=True, text=True, check=False
        )
    except FileNotFoundError as error:
        raise HistoryError("git is not installed; the history of figures needs it.") from error
    if check and done.returncode:
        raise HistoryError(f"{folder}: no history of figures: {done.stderr.strip()}")
    return done.stdout
