"""The installed underthesea: imported without side effects, its files recognised by their hashes.

In: nothing. Out: its modules, the folder of its files, and the answer to "are these the models and
the feature code that `fast` decodes?".
"""

from __future__ import annotations

import hashlib
import importlib
import importlib.metadata
import importlib.util
import logging
import pickle
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from vanban.kept import kept
from vanban.text.spelling import fold_word

WORD_MODEL = "pipeline/word_tokenize/models/ws_crf_vlsp2013_20230727/models.bin"
WORD_DICTIONARY = "pipeline/word_tokenize/models/ws_crf_vlsp2013_20230727/dictionary.bin"
TAG_MODEL = "pipeline/pos_tag/pos_crf_2017_10_11.bin"

CORE_VERSION = "3.3.2"
"""The underthesea_core whose word features `words` repeats: compiled, so known by version."""

# The models, and the Python files whose reading of a text the fast path repeats (9.5.0).
KNOWN = {
    WORD_MODEL: "c3a64c64349f1d73304f89babacaa8f8cd6078b1ec1a1b2c104e9e411ac1d2c3",
    WORD_DICTIONARY: "ec8c62b3881c6682c18959988e1fe08800cc835777778845bded470ca02745d9",
    TAG_MODEL: "5b1606d0c3688cda7cc1e19b3789e1b98412eb94fc507219dc3bd19ef7ac7493",
    "pipeline/text_normalize/__init__.py": (
        "1b11d69a834925e769f4d89ce69fac3f0df89d0acf68626b0d2c75a0abee3233"
    ),
    "pipeline/text_normalize/text_normalizer.py": (
        "f35f6d22e7b1c4f916bc0f832222496ff3993be4f31d34dee2c8fed4565b4c2d"
    ),
    "pipeline/text_normalize/tn_rules_2023_07_14.bin": (
        "a8ef96ef9837f6a377154fdfc970b9b88351d39f9353fa693d53ab49798817f9"
    ),
    "pipeline/word_tokenize/__init__.py": (
        "65b26025dfd44e2e1ddb03b98b1a25a26fe703596b22730e0c16f79a7f0fbb5d"
    ),
    "pipeline/word_tokenize/regex_tokenize.py": (
        "5cb4fdc04fc806ac51842d9ec96834e9647262361bf865bacc164e96dc898a76"
    ),
    "pipeline/word_tokenize/models/ws_crf_vlsp2013_20230727/features.bin": (
        "cf93263c7c7973bf50122b0be76a394443ff61be00c1368713dee1b7d5b8a435"
    ),
    "pipeline/pos_tag/model_crf.py": (
        "1cd2d47e97dc0d7809b9c814eb6d12f9bf910852e807f626ac74e10370e15afe"
    ),
    "pipeline/pos_tag/tagged_feature.py": (
        "1a19bc38d48f140344be6af15139c06cc90c2b52d430437e9ece26c56de223e1"
    ),
}


@cache
def module(name: str) -> ModuleType:
    """The module `underthesea.<name>`, e.g. "pipeline.pos_tag"; "" is the package itself."""
    with _root_logger_kept():
        if "underthesea" not in sys.modules and not strangers():
            _postpone_package()
        return importlib.import_module(f"underthesea.{name}" if name else "underthesea")


def _postpone_package() -> None:
    """Make modules of underthesea importable without all others, which take 0.2 seconds.

    The package imports chunks, named entities, classes and translation. That waits until somebody
    asks for a name of the package, such as `underthesea.pos_tag`.
    """
    spec = importlib.util.find_spec("underthesea")
    if spec is None or spec.loader is None:
        return
    loader, package = spec.loader, importlib.util.module_from_spec(spec)

    def run(name: str) -> Any:
        del package.__dict__["__getattr__"]
        with _root_logger_kept():
            loader.exec_module(package)
        return getattr(package, name)

    package.__dict__["__getattr__"] = run
    sys.modules["underthesea"] = package
    with _joblib_postponed():
        importlib.import_module("underthesea.pipeline.text_normalize")  # imported in a circle


@contextmanager
def _joblib_postponed() -> Iterator[None]:
    """A stand-in for joblib, of which underthesea needs only to load one plain pickle.

    Importing joblib takes as long as all else of the fast path; a later import gets the real one.
    """
    if "joblib" in sys.modules:
        yield
        return
    stand_in = ModuleType("joblib")
    stand_in.__dict__["load"] = lambda path: pickle.loads(Path(path).read_bytes())  # noqa: S301
    sys.modules["joblib"] = stand_in
    try:
        yield
    finally:
        del sys.modules["joblib"]


@contextmanager
def _root_logger_kept() -> Iterator[None]:
    """Put the root logger back as it was.

    Importing underthesea calls `logging.basicConfig`, which would print every library's warnings
    and silence the program's own set-up.
    """
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    try:
        yield
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)


def folder() -> Path:
    """The folder of the installed package, found without importing it."""
    spec = importlib.util.find_spec("underthesea")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("underthesea is not installed: run 'make' to set it up")
    return Path(spec.origin).parent


@cache
def strangers() -> tuple[str, ...]:
    """What in the installed underthesea is not what the fast path knows; empty where all is."""
    strange = [name for name, known in KNOWN.items() if _sha256(folder() / name) != known]
    if importlib.metadata.version("underthesea_core") != CORE_VERSION:
        strange.append("underthesea_core")
    return tuple(strange)


@cache
def vocabulary() -> frozenset[str]:
    """The words of the segmentation model's dictionary, in small letters; empty for an unknown one.

    The dictionary is a pickle, so that only the file whose hash is known is read.
    """
    path = folder() / WORD_DICTIONARY
    if _sha256(path) != KNOWN[WORD_DICTIONARY]:
        return frozenset()
    words: set[str] = pickle.loads(path.read_bytes())  # noqa: S301 - known by its hash
    return frozenset(words)


@cache
def dictionary() -> frozenset[str]:
    """The words of `vocabulary` with folded syllables, the same for all ways of spelling one."""
    return kept("dictionary", KNOWN[WORD_DICTIONARY], _folded)


def _folded() -> frozenset[str]:
    return frozenset(" ".join(map(fold_word, word.split())) for word in vocabulary())


def _sha256(path: Path) -> str | None:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None
