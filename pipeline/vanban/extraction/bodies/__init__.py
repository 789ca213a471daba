"""Which body an organisation is: the registry of bodies, and a grammar of ids for all others.

In: the titles of a page and the page around them. Out: for each its `Body` with a stable id, the
same for every way of writing it, with kind, level, province, country and parent; None where the
page does not settle it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from vanban.extraction.bodies.context import PageView
from vanban.extraction.bodies.posts import Held, holders_of, role_id
from vanban.extraction.bodies.registry import HOME, Body
from vanban.extraction.bodies.settle import bodies_of
from vanban.schema import TitleFields
from vanban.text.document import Document
from vanban.text.mention import Mention

__all__ = ["HOME", "Body", "Held", "PageView", "bodies_of", "holders_of", "level_of", "with_bodies"]


def with_bodies(document: Document, mentions: Sequence[Mention]) -> Iterable[Mention]:
    """The mentions of a document, its titles with the ids of their role and organisation."""
    names = tuple(m.span for m in mentions if m.kind == "name")
    page = document.page
    view = PageView(document.text, page.published_on, page.source or "", names, page.url or "")
    offices = [
        Held(
            m.span.start,
            m.fields.role,
            m.fields.organization,
            holders_of(m.fields.holder),
            m.span.end,
        )
        for m in mentions
        if isinstance(m.fields, TitleFields) and m.fields.kind == "position"
    ]
    bodies = bodies_of(offices, view)
    settled = {held.start: body for held, body in zip(offices, bodies, strict=True)}
    for mention in mentions:
        if isinstance(mention.fields, TitleFields):
            yield _with_ids(mention, mention.fields, settled.get(mention.span.start))
        else:
            yield mention


def _with_ids(mention: Mention, fields: TitleFields, body: Body | None) -> Mention:
    """The title with the ids of its role and body, and the body's level."""
    update: dict[str, object] = {"role_id": role_id(fields.role), "organization_id": None}
    if body is not None:
        abroad = body.country is None and fields.level == "foreign"  # the title alone says so
        level = "foreign" if abroad else level_of(body)
        update |= {"organization_id": body.id, "level": level}
    return mention._replace(fields=fields.model_copy(update=update))


def level_of(body: Body) -> str:
    """The level of a body in the closed set of `titles.level`."""
    if body.level:
        return body.level
    return "other" if body.country in (None, HOME) else "foreign"
