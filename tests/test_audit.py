"""Known vulnerabilities in the locked dependencies, by pip-audit; asked for with AUDIT=1, as in CI.

Advisories come from the network: where it, or pip-audit, is not there, the audit is skipped with a
message. It neither fails nor hangs for that.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Literal, NamedTuple

import pytest

from tests.conftest import ROOT

SECONDS = 300
"""The audit is given up after so long."""

COMMAND = (
    sys.executable, "-m", "pip_audit", "--requirement", str(ROOT / "requirements.lock"),
    "--disable-pip", "--require-hashes", "--format", "json", "--progress-spinner", "off",
    "--timeout", "10",
)  # fmt: skip


class Verdict(NamedTuple):
    """What an audit says: nothing known, something found, or nothing because it could not run."""

    outcome: Literal["clean", "found", "skipped"]
    message: str = ""


def verdict(printed: str, complained: str = "") -> Verdict:
    """The verdict in what pip-audit printed; where that is no report it could not run."""
    try:
        packages = json.loads(printed)["dependencies"]
    except (ValueError, KeyError, TypeError):
        last = complained.strip().splitlines()[-1:] or ["it printed nothing"]
        return Verdict("skipped", f"pip-audit could not run: {last[0]}")
    found = [
        f"{package['name']} {package['version']}: {flaw['id']}, mended in "
        f"{', '.join(flaw['fix_versions']) or 'no version yet'}"
        for package in packages
        for flaw in package.get("vulns", ())
    ]
    return Verdict("found", "\n".join(found)) if found else Verdict("clean")


def audit(seconds: float = SECONDS, command: tuple[str, ...] = COMMAND) -> Verdict:
    """The verdict on the locked dependencies."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        return Verdict("skipped", f"pip-audit did not end in {seconds:g} seconds")
    return verdict(done.stdout, done.stderr)


@pytest.mark.skipif("AUDIT" not in os.environ, reason="set AUDIT=1 to ask the network for it")
def test_no_locked_dependency_has_a_known_vulnerability() -> None:
    outcome, message = audit()
    if outcome == "skipped":
        pytest.skip(message)
    assert outcome == "clean", f"{message}\nRaise the versions and run 'make lock'."


REPORT = '{"dependencies": [{"name": "lxml", "version": "6.1.3", "vulns": %s}], "fixes": []}'
FLAW = '[{"id": "PYSEC-2099-1", "fix_versions": ["6.1.4"], "aliases": []}]'


@pytest.mark.parametrize(
    ("printed", "complained", "expected"),
    [
        (REPORT % "[]", "", Verdict("clean")),
        (REPORT % FLAW, "", Verdict("found", "lxml 6.1.3: PYSEC-2099-1, mended in 6.1.4")),
        ('{"dependencies": [{"name": "x", "skip_reason": "not found"}]}', "", Verdict("clean")),
        ("", "E1\nConnectionError", Verdict("skipped", "pip-audit could not run: ConnectionError")),
        ("", "", Verdict("skipped", "pip-audit could not run: it printed nothing")),
    ],
)
def test_verdict(printed: str, complained: str, expected: Verdict) -> None:
    assert verdict(printed, complained) == expected


def test_an_audit_that_cannot_run_is_skipped() -> None:
    assert audit(command=(sys.executable, "-m", "no_such_module")).outcome == "skipped"
    slow = (sys.executable, "-c", "import time; time.sleep(60)")
    assert audit(0.2, slow) == Verdict("skipped", "pip-audit did not end in 0.2 seconds")
