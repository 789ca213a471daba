"""vanban: Vietnamese party, government and legal pages into tables that can be trusted.

    >>> import vanban
    >>> document = vanban.extract("Bí thư Tỉnh ủy Hà Nam Trần Văn Minh nêu 3 giải pháp.")
    >>> document.titles[0].holder
    'Trần Văn Minh'

`extract`, `pipe`, `clean` and `explain` work on texts, `frame` on a DataFrame of texts, `run` on a
folder of pages, `load` on the tables that a run wrote. Importing the package loads none of them:
each comes with its first use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vanban.api import (
        Date,
        Document,
        Mention,
        Name,
        Quantity,
        Reference,
        Rejected,
        Title,
        clean,
        explain,
        extract,
        frame,
        load,
        pipe,
        run,
    )

    __version__: str

__all__ = [
    "Date",
    "Document",
    "Mention",
    "Name",
    "Quantity",
    "Reference",
    "Rejected",
    "Title",
    "__version__",
    "clean",
    "explain",
    "extract",
    "frame",
    "load",
    "pipe",
    "run",
]


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from importlib.metadata import version

        return version("vanban")
    if name in __all__:
        from vanban import api

        return getattr(api, name)
    raise AttributeError(f"module 'vanban' has no attribute '{name}'")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
