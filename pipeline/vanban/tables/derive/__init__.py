"""Tables of pages -> what is made of them: citations, people, positions, copies.

`parts_of` says what one shard of pages adds, `people_and_positions` and `Copies` join the parts of
all. Parts are kept with their shard, so pages that stay are not read again.
"""

from vanban.tables.derive.copies import Copies, Copy
from vanban.tables.derive.corpus import people_and_positions
from vanban.tables.derive.parts import parts_of

__all__ = ["Copies", "Copy", "parts_of", "people_and_positions"]
