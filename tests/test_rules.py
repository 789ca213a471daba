"""The register of rules: complete, true to the code, each example run."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from vanban.cli import main
from vanban.explanation.lexicons import MODELS
from vanban.explanation.rules import fired, kinds, page
from vanban.extraction.overlaps import PRECEDENCE
from vanban.lexicons.register import KINDS, precedence, rules, rules_of

CODE = ROOT / "pipeline" / "vanban" / "extraction"
_ID = re.compile(r'(f?)"((?:name|title|reference|quantity|date)\.[^"\n]*)"')


def examples(entries: Any) -> list[Any]:
    """One parameter set an example, under the id `<rule>/<kind>/<number>`."""
    return [
        pytest.param(entry, text, kind == "match", id=f"{entry.id}/{kind}/{number}")
        for entry in entries
        for kind in ("match", "reject")
        for number, text in enumerate(getattr(entry, kind))
    ]


@pytest.mark.parametrize(("rule", "text", "fires"), examples(rules().values()))
def test_a_rule_fires_in_its_match_texts_and_in_no_reject_text(
    rule: Any, text: str, fires: bool
) -> None:
    assert (rule.id in fired(text)) is fires, sorted(fired(text))


@pytest.mark.parametrize(("entry", "text", "wins"), examples(precedence()))
def test_a_kind_is_kept_in_its_match_texts(entry: Any, text: str, wins: bool) -> None:
    assert (entry.kind in kinds(text)) is wins


def test_the_rules_of_the_code_are_the_rules_of_the_register() -> None:
    written = {
        (path.name, f, rule)
        for path in CODE.rglob("*.py")
        for f, rule in _ID.findall(path.read_text("utf-8"))
    }
    assert not [(path, rule) for path, f, rule in written if f], "write ids of rules out"
    assert {rule for _, _, rule in written} == set(rules())


def test_a_rule_stands_in_the_file_of_its_kind_and_names_lexicons_that_exist() -> None:
    for kind in KINDS:
        for rule in rules_of(kind):
            assert rule.id.startswith(f"{kind}."), rule.id
            assert set(rule.lexicons) <= set(MODELS), rule.id
            assert rule.meaning.endswith(".")
            assert rule.evidence.endswith(".")


def test_every_kind_has_one_place_in_the_order() -> None:
    assert sorted(PRECEDENCE) == sorted(KINDS)


def test_the_command(tmp_path: Path) -> None:
    assert main(["rules", str(tmp_path / "rules.md")]) == 0
    assert (tmp_path / "rules.md").read_text("utf-8") == page()
    assert main(["rules", str(tmp_path / "rules.txt")]) == 2
