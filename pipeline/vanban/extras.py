"""The optional parts of an installation: which packages each extra brings, and what to say without.

The core reads text and writes tables. What only some users need (pages of HTML, the review site,
DVC's stages, a cluster) is an extra of the package, imported where it is used, inside `extra`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

EXTRAS: dict[str, tuple[str, ...]] = {
    "html": ("trafilatura", "htmldate", "courlan", "justext", "lxml", "lxml_html_clean"),
    "warc": ("warcio",),
    "pdf": ("pypdf",),
    "docx": ("docx",),
    "review": ("jinja2", "markupsafe", "matplotlib"),
    "excel": ("xlsxwriter",),
    "serve": ("fastapi", "starlette", "uvicorn"),
    "dvc": ("dvc",),
    "cluster": ("distributed", "dask", "upath", "fsspec"),
}
"""Extra -> the modules that it brings; a test compares it with pyproject.toml."""


class MissingExtraError(ImportError):
    """A feature needs an extra that is not installed; the message is the command that adds it."""


@contextmanager
def extra(name: str, feature: str) -> Iterator[None]:
    """Imports of what the extra `name` brings, for `feature` ("the review site").

    Raises MissingExtraError where one of its modules is missing; a fault of any other import stays.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        module = (error.name or "").partition(".")[0]
        if module not in EXTRAS[name]:
            raise
        cure = f"pip install 'vanban[{name}]'"
        raise MissingExtraError(f"{feature} needs {module}: {cure}", name=module) from error
