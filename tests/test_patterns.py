"""Patterns: all of the code are found, and one that grows faster than its text is seen."""

from __future__ import annotations

import re

from vanban.bench.patterns import growing, patterns
from vanban.store.sources import PACKAGE


def test_every_module_with_a_pattern_is_among_them() -> None:
    found = {name.rsplit(".", 1)[0] for name, _ in patterns()}
    named = re.compile(r"^_?[A-Z_]+ = re\.compile\(", re.MULTILINE)
    for path in (PACKAGE / "cleaning").rglob("*.py"):
        if named.search(path.read_text("utf-8")) and path.name != "__init__.py":
            parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
            assert ".".join(parts) in found


def test_a_quadratic_pattern_is_seen() -> None:
    assert {unit for unit, _ in growing(re.compile(r"(?=[a-z]*;)[a-z]+"))} >= {"a"}
    assert list(growing(re.compile(r"[a-z]+;?"))) == []
