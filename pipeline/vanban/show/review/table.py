"""The mentions of a page -> the rows of its table, as HTML.

Written by hand and not by the template: a page has a dozen to a thousand rows, and they are most of
what the site costs to write. Everything that comes from a page or a table passes `escape`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from vanban.schema import Kind
from vanban.show.review.markup import escape
from vanban.show.review.verdicts import VERDICTS, Verdict


class MentionLine(NamedTuple):
    """A row of the table of mentions; the panel beside the text shows the same.

    `fields` are name, what is shown, and the text that gold has where it differs; `links` are the
    pages to which fields lead; `as_in_raw` is the surface in the raw page where it differs.
    """

    number: int
    kind: Kind
    anchor: str
    surface: str
    raw: str
    as_in_raw: str | None
    rule: str
    entries: str
    start: int
    end: int
    fields: tuple[tuple[str, str, str | None], ...]
    links: Mapping[str, str]
    verdict: Verdict | None
    notes: tuple[str, ...]


def table_rows(lines: Iterable[MentionLine], judged: bool) -> str:
    """A row a line, with a last column for the verdicts where there are some."""
    return "\n".join(_row(line, judged) for line in lines)


def _row(line: MentionLine, judged: bool) -> str:
    """A mention as a row of the table, in HTML."""
    rule = escape(line.rule)
    entries = f" <small>{escape(line.entries)}</small>" if line.entries else ""
    verdict = f'<td class="verdict">{_verdict(line)}</td>' if judged else ""
    return (
        f'<tr id="r{line.number}" class="{line.kind}" data-kind="{line.kind}" data-rule="{rule}"'
        f' data-verdict="{line.verdict or ""}" data-at="{line.start} {line.end}">'
        f'<td>{line.kind}</td><th scope="row" lang="vi">'
        f'<a href="#{escape(line.anchor)}">{escape(line.surface)}</a></th>'
        f"<td><dl>{_fields(line)}</dl></td><td>{f'<code>{rule}</code>' if rule else ''}{entries}"
        f"</td><td><code>{line.raw}</code></td>{verdict}</tr>"
    )


def _fields(line: MentionLine) -> str:
    """The fields of a mention as a list of terms, in HTML."""
    parts = []
    for name, value, exact in line.fields:
        shown = escape(value)
        if name in line.links:
            shown = f'<a href="{escape(line.links[name])}">{shown}</a>'
        more = "" if exact is None else f' data-v="{escape(exact)}"'
        parts.append(f'<dt>{escape(name)}</dt><dd lang="vi" data-f="{name}"{more}>{shown}</dd>')
    if line.as_in_raw is not None:
        parts.append(f'<dt>in the raw page</dt><dd lang="vi">{escape(line.as_in_raw)}</dd>')
    return "".join(parts)


def _verdict(line: MentionLine) -> str:
    if line.verdict is None:
        return ""
    notes = "".join(f' <span lang="vi">{escape(note)}</span>' for note in line.notes)
    return f'<b data-t="verdict.{line.verdict}">{VERDICTS[line.verdict]}</b>{notes}'
