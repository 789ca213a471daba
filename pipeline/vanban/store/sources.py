"""What code, lexicons and parameters a module rests on, read from the import statements.

In: names of modules of this package. Out: the files of all modules that they import, directly or
through others, the lexicons whose names those modules hold, and `params.toml` where one of them
asks for parameters. Nothing is imported for it: the statements are found in the text of the files,
those inside functions too, those for type checkers alone left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from vanban.lexicons import TABLES

PACKAGE = Path(__file__).parent.parent

_NAME = PACKAGE.name
_IMPORT = re.compile(
    rf"""^[ \t]*
    (?: from[ ]({_NAME}(?:\.\w+)*)[ ]import[ ]   # from vanban.store import
        (?: \( ([^)]*) \) | (.*) )               # (rows, shards) or rows, shards
      | import[ ]({_NAME}(?:\.\w+)*) )           # import vanban.store.rows
    """,
    re.MULTILINE | re.VERBOSE,
)
_FOR_TYPES = re.compile(r"^if TYPE_CHECKING:\n(?:[ \t].*\n|\n)+", re.MULTILINE)
_QUOTED = re.compile(r'"([a-z_]+(?:/[a-z_]+)*)(\.[a-z-]+)?"')
"""A string that may be the name of a lexicon, with its table or without."""
_LIST = re.compile(r'"([a-z_0-9]+\.tsv)"')
"""A string that names a list of facts among the lexicons."""
_TABLES = "schema"
"""The room whose strings name tables, never lexicons."""
_FOLDER = re.compile(r'f"([a-z_]+)/\{')
"""A string that names some file of a folder of lexicons."""
_COMMENT = re.compile(r"[ \t]*#.*")


@cache
def content(path: Path) -> bytes:
    """The bytes of a file, read once."""
    return path.read_bytes()


@cache
def sources(entries: tuple[str, ...]) -> tuple[Path, ...]:
    """The files that these modules, and what they import, rest on, sorted.

    The package's own `__init__` is not among them: it only names what programs call. Raises
    ModuleNotFoundError for a module that is not there.
    """
    found = closure(entries)
    reader = PACKAGE / "lexicons" / "__init__.py"  # names lexicons of several tables, asks for none
    asking = (path for path in found if path.parent.name != _TABLES and path != reader)
    files = found.union(*map(_lexicons, asking))
    if PACKAGE / "params.py" in files:
        files.add(PACKAGE / "params.toml")
    return tuple(sorted(files))


def closure(entries: Iterable[str]) -> set[Path]:
    """The files of these modules and of all that they import, directly or through others."""
    waiting = list(entries)
    seen: set[Path] = set()
    for module in waiting:
        if module not in modules(PACKAGE):
            raise ModuleNotFoundError(f"{module}: there is no such module below {PACKAGE}.")
    while waiting:
        for path in _files_of(waiting.pop()):
            if path not in seen:
                seen.add(path)
                waiting += imports(path)
    return seen


@cache
def imports(path: Path) -> tuple[str, ...]:
    """The modules of this package that a file imports, by their full names, sorted."""
    text = content(path).decode()
    if "TYPE_CHECKING" in text:
        text = _FOR_TYPES.sub("", text)
    known = modules(PACKAGE)
    found: set[str] = set()
    for package, several, one, whole in _IMPORT.findall(text):
        names = _COMMENT.sub("", several or one).replace(",", " ").split()
        below = {f"{package}.{name}" for name in names} & known.keys()
        found |= below or {package or whole}
    return tuple(sorted(found - {_NAME}))


def _files_of(module: str) -> Iterator[Path]:
    """The file of a module, and those of the packages around it, which Python runs first."""
    parts = module.split(".")
    for end in range(2, len(parts) + 1):
        path = modules(PACKAGE).get(".".join(parts[:end]))
        if path is not None:
            yield path


@cache
def modules(package: Path) -> dict[str, Path]:
    """The modules of a package with their files, by their full names."""
    found = (path for path in package.rglob("*.py"))
    return {module_of(path, package): path for path in sorted(found)}


def module_of(path: Path, package: Path = PACKAGE) -> str:
    """The full name of the module in a file of a package."""
    parts = path.relative_to(package.parent).with_suffix("").parts
    return ".".join((_NAME, *parts[1 : -1 if parts[-1] == "__init__" else None]))


@cache
def _lexicons(path: Path) -> frozenset[Path]:
    """The lexicons that the module in a file names; of one with several tables it names one."""
    text, there = content(path).decode(), _there()
    names = {
        f"{file}.toml"
        for file, table in _QUOTED.findall(text)
        if table or "entry" in TABLES.get(file, ("entry",))
    }
    names.update(_LIST.findall(text))
    for below in _FOLDER.findall(text):
        names.update(name for name in there if name.startswith(f"{below}/"))
    return frozenset(there[name] for name in names & there.keys())


@cache
def _there() -> dict[str, Path]:
    """The files of the lexicons by their names."""
    folder = PACKAGE / "lexicons"
    files = (path for path in folder.rglob("*") if path.suffix in (".toml", ".tsv"))
    return {path.relative_to(folder).as_posix(): path for path in files}


def forget() -> None:
    """Drop what is cached, so that all is read anew when next asked for."""
    for function in (content, sources, imports, modules, _lexicons, _there):
        function.cache_clear()
