"""The raw folder -> its pages' files, in the order in which every table holds them."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from pipeline.document import document_id


@dataclass(frozen=True)
class RawFile:
    """A file below the raw folder: where it is, its path below the folder, its page's id."""

    path: Path
    raw_path: str
    doc_id: str


def raw_files(folder: Path) -> list[RawFile]:
    """Every file in any folder below `folder`, sorted by page id.

    Left out is what tools put there: names that begin with a dot, and DVC's *.dvc. A byte of a file
    name that is not UTF-8 shows as its backslash escape in `raw_path`. Raises FileNotFoundError
    where there is no such folder.
    """
    if not folder.is_dir():
        raise FileNotFoundError(f"{folder}: no such folder. Name the folder with the raw pages.")
    files = []
    for root, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if not name.startswith(".") and not name.endswith(".dvc"):
                path = Path(root, name)
                below = os.fsencode(path.relative_to(folder).as_posix())
                raw_path = below.decode("utf-8", "backslashreplace")
                files.append(RawFile(path, raw_path, document_id(raw_path)))
    return sorted(files, key=lambda file: (file.doc_id, file.raw_path))
