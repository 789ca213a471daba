"""Names of files made from data: letters, digits, '-', '_' and '.', in the one folder they go to.

A raw path may hold anything: '../', line breaks, a thousand characters. What is made of it here
never leaves its folder, is short, and is different for different pages.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from pathlib import PurePosixPath

LONGEST = 60
_OTHER = re.compile(r"[^A-Za-z0-9_]+")
_ID = re.compile(r"[a-z0-9]{1,32}")


def file_name(raw_path: str, doc_id: str) -> str:
    """The name, without suffix, of the files of a page: its raw file's, and its id."""
    key = doc_id
    if not _ID.fullmatch(key):
        key = hashlib.sha256(doc_id.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return f"{slug(PurePosixPath(raw_path).stem)}.{key}"


def slug(text: str) -> str:
    """A text as a short piece of a file name; 'page' where nothing of it can stand."""
    plain = unicodedata.normalize("NFKD", text.replace("đ", "d").replace("Đ", "D"))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _OTHER.sub("-", letters).strip("-")[:LONGEST].strip("-") or "page"
