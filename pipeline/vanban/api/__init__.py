"""The face for programs: texts in, documents with mentions out; tables as DataFrames.

`results` holds what comes out of a text, `texts` the functions on texts and raw pages, `tables`
those on folders. `import vanban` gives all of it.
"""

from vanban.api.results import Date, Document, Mention, Name, Quantity, Reference, Title
from vanban.api.tables import frame, load, run
from vanban.api.texts import clean, explain, extract, pipe
from vanban.text.document import Page, Rejected

__all__ = [
    "Date",
    "Document",
    "Mention",
    "Name",
    "Page",
    "Quantity",
    "Reference",
    "Rejected",
    "Title",
    "clean",
    "explain",
    "extract",
    "frame",
    "load",
    "pipe",
    "run",
]
