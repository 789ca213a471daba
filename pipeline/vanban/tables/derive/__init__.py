"""Tables of pages -> what is made of them: citations, bodies, roles, people, positions, copies.

`parts_of` says what one shard of pages adds, `who`, `organizations`, `roles` and `Copies` join the
parts of all. Parts are kept with their shard, so pages that stay are not read again.
"""

from vanban.tables.derive.copies import Copies, Copy
from vanban.tables.derive.corpus import OF_PEOPLE, Who, dated, who
from vanban.tables.derive.organizations import organizations, roles
from vanban.tables.derive.parts import parts_of

__all__ = [
    "OF_PEOPLE",
    "Copies",
    "Copy",
    "Who",
    "dated",
    "organizations",
    "parts_of",
    "roles",
    "who",
]
