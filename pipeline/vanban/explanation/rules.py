"""The register of rules, run and written out: which rules a text fires, and docs/rules.md.

In: a text, or the register (`vanban.lexicons.register`). Out: the ids of the rules at work in the
text; the page about all rules, as Markdown.
"""

from __future__ import annotations

from collections.abc import Iterator

from vanban.extraction import extract
from vanban.extraction.names import weighed
from vanban.lexicons.register import KINDS, Rule, precedence, rules_of
from vanban.schema import Kind
from vanban.segmentation import segment
from vanban.text.document import page_of

_HEADS: dict[Kind, str] = {
    "name": "Names",
    "title": "Titles",
    "reference": "References",
    "quantity": "Quantities",
    "date": "Dates",
}


def fired(text: str) -> frozenset[str]:
    """Ids of the rules by which mentions of a text are found, or words in it weighed as names.

    A rule that finds mentions counts only where it finds one.
    """
    document = segment(page_of(text))
    found = extract(document).mentions
    signs = {sign.rule for verdict in weighed(document, found) for sign in verdict.evidence}
    weighing = {rule.id for rule in rules_of("name") if rule.outcome == "evidence"}
    return frozenset((*(mention.rule for mention in found), *(signs & weighing)))


def kinds(text: str) -> frozenset[Kind]:
    """The kinds of the mentions that are kept in a text."""
    return frozenset(mention.kind for mention in extract(segment(page_of(text))).mentions)


def page() -> str:
    """docs/rules.md: every rule with its meaning, evidence, lexicons and examples, by kind."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    """The lines of docs/rules.md."""
    yield "# The rules by which mentions are found"
    yield ""
    yield "Made from `pipeline/vanban/lexicons/rules/` by"
    yield "`vanban rules docs/rules.md`; do not edit."
    yield "The column `rule` of every table of mentions holds one of these ids, and"
    yield "`vanban explain` prints what it means. Every example is run as a test."
    yield ""
    yield "## Which mention wins where two overlap"
    yield ""
    yield "The kind named earlier; of one kind the longer span, then the earlier start, then the"
    yield "rule whose id comes first in the alphabet."
    yield ""
    for place, entry in enumerate(precedence(), start=1):
        yield f"{place}. {entry.kind}: {entry.reason}"
    for kind in KINDS:
        yield from ("", f"## {_HEADS[kind]}")
        for rule in rules_of(kind):
            yield from _about(rule)


def _about(rule: Rule) -> Iterator[str]:
    """The section on a rule in docs/rules.md."""
    yield from ("", f"### {rule.id}", "")
    yield f"{rule.name}. {rule.meaning}"
    yield ""
    yield f"- Evidence: {rule.evidence}"
    if rule.lexicons:
        yield f"- Lexicons: {', '.join(rule.lexicons)}"
    yield f"- Found: {' | '.join(rule.match)}"
    yield f"- Not found: {' | '.join(rule.reject)}"
    yield f"- Source: {rule.source}"
