"""vanban doctor: what is installed, whether it fits together, and what to do where it does not."""

from __future__ import annotations

import argparse
import json
import platform
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, distribution, version
from pathlib import Path

import vanban
from vanban.cli.frame import Commands


@dataclass(frozen=True)
class Finding:
    """One thing looked at: whether it fits (None: not installed, and only an extra), and the cure.

    `fits` is False where vanban does not work as it stands.
    """

    what: str
    found: str
    fits: bool | None
    cure: str = ""


def register(commands: Commands) -> None:
    """Add doctor."""
    command = commands.add(
        "doctor", _doctor, "what is installed, which models and extras, and whether they fit"
    )
    command.add_argument("--json", action="store_true", help="one JSON object instead of text")


def findings() -> Iterator[Finding]:
    """All that is looked at, in the order in which it is shown."""
    yield Finding("vanban", f"{vanban.__version__} in {Path(vanban.__file__).parent}", fits=True)
    python = f"{platform.python_version()} on {platform.system()} {platform.machine()}"
    new = sys.version_info >= (3, 11)
    yield Finding("python", python, new, "" if new else "install Python 3.11 or newer")
    yield from _packages()
    yield _models()
    yield _lexicons()


def _packages() -> Iterator[Finding]:
    """The packages that vanban asks for, and those of its extras."""
    from packaging.requirements import Requirement

    for line in distribution("vanban").requires or ():
        wanted = Requirement(line)
        extras = _extras_of(wanted)
        if wanted.name == "vanban" or extras & {"dev", "docs", "all"}:
            continue
        name = f"vanban[{min(extras)}]" if extras else "vanban"
        what = f"{wanted.name} ({min(extras)})" if extras else wanted.name
        cure = f"pip install '{name}'" if extras else "pip install --upgrade vanban"
        try:
            found = version(wanted.name)
        except PackageNotFoundError:
            yield Finding(what, "not installed", None if extras else False, cure)
            continue
        fits = wanted.specifier.contains(found, prereleases=True)
        asked = "" if fits else f", asked for is {wanted.specifier}"
        yield Finding(what, found + asked, fits, "" if fits else f"pip install '{wanted}'")


def _extras_of(wanted: object) -> set[str]:
    """The extras that ask for a requirement; none where the core does."""
    marker = str(getattr(wanted, "marker", None) or "")
    return {part.split('"')[1] for part in marker.split("extra ==")[1:]}


def _models() -> Finding:
    """Whether the models of words and tags are there, and read."""
    from vanban.segmentation import segment
    from vanban.text.document import page_of
    from vanban.text.sample import sample

    try:
        words = segment(page_of(sample())).sentences[0].tokens
    except Exception as error:  # whatever is wrong with the models is what is asked for
        return Finding("models", str(error), False, "pip install --force-reinstall underthesea")
    found = f"words and parts of speech of underthesea, {len(words)} words read"
    return Finding("models", found, fits=True)


def _lexicons() -> Finding:
    """Whether the lexicons can be read, each entry by its model."""
    from vanban.explanation.lexicons import MODELS, faults
    from vanban.lexicons import file_of

    wrong = sum(1 for _ in faults())
    if wrong:
        return Finding("lexicons", f"{wrong} faults", fits=False, cure="vanban lexicon")
    return Finding("lexicons", f"{len(set(map(file_of, MODELS)))} files without a fault", fits=True)


def _doctor(options: argparse.Namespace) -> int:
    """Print what is installed and whether it fits together; 1 where something does not."""
    found = list(findings())
    wrong = [finding for finding in found if finding.fits is False]
    if options.json:
        print(json.dumps([asdict(finding) for finding in found], ensure_ascii=False, indent=2))
    else:
        for finding in found:
            mark = {True: "ok", None: "--", False: "NO"}[finding.fits]
            cure = f": {finding.cure}" if finding.cure else ""
            print(f"{mark}  {finding.what:<27} {finding.found}{cure}")
        print(f"{len(wrong)} things to mend" if wrong else "all that is installed fits together")
    return 1 if wrong else 0
