"""A comparison of two folders of tables as text: for a terminal, or as Markdown for a review."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from vanban.evaluation.diff import OUTCOMES, Comparison, Difference, Mention
from vanban.schema import FIELDS

_LONGEST = 80
_MOST_PAGES = 20


def as_text(comparison: Comparison) -> str:
    """The comparison for a terminal."""
    return "\n".join(_text(comparison)) + "\n"


def as_markdown(comparison: Comparison) -> str:
    """The comparison as Markdown; texts of pages stand in code spans, where nothing is active."""
    return "\n".join(_markdown(comparison)) + "\n"


def _text(comparison: Comparison) -> Iterator[str]:
    yield _about_pages(comparison)
    for title, rows in _tables(comparison):
        yield ""
        yield from _columns(title, rows)
    for outcome in OUTCOMES:
        listed = comparison.listed[outcome]
        if listed:
            yield ""
            yield _heading(comparison, outcome)
            yield from (f"  {_one(difference, '{}')}" for difference in listed)


def _markdown(comparison: Comparison) -> Iterator[str]:
    """The lines of the comparison as Markdown, the differences folded by outcome."""
    yield "### Mentions won, lost and changed"
    yield ""
    yield _about_pages(comparison)
    for title, rows in _tables(comparison):
        yield ""
        yield f"| {' | '.join(title)} |"
        yield f"|---|{'---:|' * (len(title) - 1)}"
        yield from (f"| {' | '.join(map(str, row))} |" for row in rows)
    for outcome in OUTCOMES:
        listed = comparison.listed[outcome]
        if listed:
            yield ""
            yield f"<details><summary>{_heading(comparison, outcome)}</summary>"
            yield ""
            yield from (f"- {_one(difference, '`{}`')}" for difference in listed)
            yield ""
            yield "</details>"


def _about_pages(comparison: Comparison) -> str:
    parts = [f"{comparison.pages} pages in both"]
    for where, pages in (("OLD", comparison.pages_lost), ("NEW", comparison.pages_won)):
        if pages:
            names = ", ".join(_short(page) for page in pages[:_MOST_PAGES])
            more = ", …" if len(pages) > _MOST_PAGES else ""
            parts.append(f"{len(pages)} only in {where} (`{names}`{more})")
    return "; ".join(parts) + "."


def _tables(comparison: Comparison) -> Iterator[tuple[tuple[str, ...], list[tuple[Any, ...]]]]:
    """Counts per kind; per rule and per field where anything differs."""
    yield (
        ("kind", "same", *OUTCOMES),
        [
            (kind, comparison.same[kind], *(comparison.kinds[kind, o] for o in OUTCOMES))
            for kind in FIELDS
        ],
    )
    rules = sorted({rule for rule, _ in comparison.rules})
    if rules:
        yield (
            ("rule", *OUTCOMES),
            [(rule, *(comparison.rules[rule, o] for o in OUTCOMES)) for rule in rules],
        )
    fields = sorted(comparison.changed_fields.items())
    if fields:
        yield ("field", "changed"), [(f"{kind}.{name}", n) for (kind, name), n in fields]


def _columns(title: Sequence[str], rows: Sequence[Sequence[Any]]) -> Iterator[str]:
    width = max(len(str(row[0])) for row in [title, *rows]) + 2
    for row in [title, *rows]:
        yield f"{row[0]:<{width}}" + "".join(f"{cell:>9}" for cell in row[1:])


def _heading(comparison: Comparison, outcome: Any) -> str:
    total, shown = comparison.total(outcome), len(comparison.listed[outcome])
    more = f" (the first {shown})" if shown < total else ""
    return f"{total} {outcome}{more}"


def _one(difference: Difference, quoted: str) -> str:
    """A difference on one line; `quoted` is how texts of pages are set."""
    mention = difference.new or difference.old or {}
    place = f"{mention['raw_start']}:{mention['raw_end']}"
    head = (
        f"{difference.kind} {quoted.format(_short(mention['surface']))} in "
        f"{quoted.format(_short(difference.raw_path))} [{place}] by {mention['rule']}"
    )
    if difference.old is None or difference.new is None:
        said = [
            f"{name} {quoted.format(_short(value))}"
            for name, value in mention.items()
            if name in FIELDS[difference.kind].model_fields and value not in (None, [])
        ]
        return f"{head}: {', '.join(said)}"
    changes = [
        f"{name} {quoted.format(_said(difference.old, name))} → "
        f"{quoted.format(_said(difference.new, name))}"
        for name in difference.fields
    ]
    return f"{head}: {', '.join(changes)}"


def _said(mention: Mention, name: str) -> str:
    """What a mention says in a column; with its surface, where it stands."""
    place = f" [{mention['raw_start']}:{mention['raw_end']}]" if name == "surface" else ""
    return _short(mention[name]) + place


def _short(value: Any) -> str:
    """A value on one line and not too long, without what would end a code span or a cell."""
    text = " ".join(str(value).replace("`", "'").replace("|", "¦").split()) or "-"
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
