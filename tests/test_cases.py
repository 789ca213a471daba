"""Every phrasing in tests/cases: exactly the marked spans are found, with the expected fields."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from vanban.evaluation.scoring import same_value
from vanban.extraction import extract
from vanban.segmentation import segment
from vanban.text.document import page_of

CASES = Path(__file__).parent / "cases"


def phrasings() -> list[Any]:
    """One parameter set a text, under the id `<kind>/<case>/<number>`."""
    out = []
    for path in sorted(CASES.glob("*.toml")):
        for case in tomllib.loads(path.read_text("utf-8"))["case"]:
            unknown = set(case) - {"id", "why", "expect", "published", "texts"}
            assert not unknown, f"{path.name}: case '{case.get('id')}': unknown keys {unknown}"
            for number, text in enumerate(case["texts"]):
                out.append(
                    pytest.param(path.stem, case, text, id=f"{path.stem}/{case['id']}/{number}")
                )
    return out


def unmark(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without its `[[` and `]]`, and the spans that stood between them."""
    plain, spans = "", []
    for i, part in enumerate(text.split("[[")):
        if i == 0:
            plain = part
            continue
        inside, after = part.split("]]", 1)
        spans.append((len(plain), len(plain) + len(inside)))
        plain += inside + after
    return plain, spans


@pytest.mark.parametrize(("kind", "case", "text"), phrasings())
def test_phrasing(kind: str, case: dict[str, Any], text: str) -> None:
    plain, spans = unmark(text)
    document = segment(page_of(plain, case.get("published")))
    found = [m for m in extract(document).mentions if m.kind == kind]
    assert {(m.span.start, m.span.end) for m in found} == set(spans), [
        m.span.of(plain) for m in found
    ]
    expect = case.get("expect", [])
    wanted = expect if isinstance(expect, list) else [expect] * len(found)
    assert len(found) == len(wanted), found
    for mention, want in zip(found, wanted, strict=True):
        got = mention.fields.model_dump()
        for field, value in want.items():
            assert field in got, f"no field '{field}'"
            assert as_table(got[field], value), (field, got[field], value, mention.span.of(plain))


def as_table(got: Any, want: Any) -> bool:
    """True where a field says what the case says; 'null' stands for absent, lists compare whole."""
    if isinstance(want, list):
        return list(got) == want
    return same_value(None if want == "null" else str(want), got)
