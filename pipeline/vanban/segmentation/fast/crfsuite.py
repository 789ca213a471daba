"""The file of a linear-chain CRF, as CRFsuite writes it: labels, transitions, attribute weights.

In: the path of a model file. Out: a `Crf`. The layout is CRFsuite's `crf1dm.c`: a header of 48
bytes; the chunk FEAT, in which a feature is type, source, target (u32) and weight (f64); and two
CQDB chunks, which name the labels and the attributes by their numbers.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

_HEADER = struct.Struct("<4sI4sIIIIIIIII")
_DATABASE = struct.Struct("<4sIIIII")
_FEATURE = np.dtype([("type", "<u4"), ("source", "<u4"), ("target", "<u4"), ("weight", "<f8")])
_BEFORE_STRING = 8  # bytes: its number and its size
_TRANSITION = 1  # the type of a feature from label to label; 0 is from attribute to label


@dataclass(frozen=True)
class Crf:
    """A model: `transitions[i, j]` from label i to j, `weights[attributes[a], j]` of a on j.

    Row 0 of `weights` is zero and belongs to no attribute: it serves all that are unknown.
    """

    labels: tuple[str, ...]
    transitions: Floats
    attributes: dict[str, int]
    weights: Floats

    def weight(self, attribute: str) -> Floats:
        """The weights of an attribute on each label, zero where the model does not know it."""
        row: Floats = self.weights[self.attributes.get(attribute, 0)]
        return row


def read(path: Path) -> Crf:
    """The model in a file; raises ValueError where the file is no CRFsuite model."""
    data = path.read_bytes()
    magic, *_, features_at, labels_at, attributes_at, _, _ = _HEADER.unpack_from(data)
    if magic != b"lCRF":
        raise ValueError(f"{path} is no CRFsuite model")
    labels, attributes = _names(data, labels_at), _names(data, attributes_at)
    (count,) = struct.unpack_from("<I", data, features_at + 8)
    features = np.frombuffer(data, _FEATURE, count, features_at + 12)
    transitions = np.zeros((len(labels), len(labels)))
    weights = np.zeros((len(attributes) + 1, len(labels)))
    links = features[features["type"] == _TRANSITION]
    states = features[features["type"] != _TRANSITION]
    transitions[links["source"], links["target"]] = links["weight"]
    weights[states["source"] + 1, states["target"]] = states["weight"]
    return Crf(tuple(labels), transitions, {a: i for i, a in enumerate(attributes, 1)}, weights)


def _names(data: bytes, start: int) -> list[str]:
    """The strings of a CQDB chunk in the order of their numbers.

    Each has its number and its size (u32) before it and NUL behind it, and they stand side by
    side: decoding all at once takes a tenth of the time of one by one.
    """
    magic, _, _, _, count, offsets_at = _DATABASE.unpack_from(data, start)
    if magic != b"CQDB":
        raise ValueError("broken CRFsuite model: no string table")
    offsets = np.frombuffer(data, "<u4", count, start + offsets_at).astype(np.int64)
    (size,) = struct.unpack_from("<I", data, start + offsets[-1] + 4)
    first, end = offsets[0], offsets[-1] + _BEFORE_STRING + size
    records = np.frombuffer(data, np.uint8, end - first, start + first)
    is_text = np.ones(len(records), np.bool_)
    is_text[(offsets - first)[:, None] + np.arange(_BEFORE_STRING)] = False
    *names, rest = records[is_text].tobytes().decode("utf-8").split("\0")
    if rest or len(names) != count:
        raise ValueError("broken CRFsuite model: its strings do not stand side by side")
    return names
