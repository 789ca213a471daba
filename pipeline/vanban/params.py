"""params.toml -> what a user may turn, checked."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal

import tomli
from pydantic import BaseModel, ConfigDict, Field

FILE = Path(__file__).parent / "params.toml"


class Raw(BaseModel):
    """Which files are pages."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    outside_links: bool = Field(description="links may lead out of the raw folder")


class Clean(BaseModel):
    """Limits of cleaning."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    max_bytes: int = Field(gt=0, description="largest raw file that is read")
    max_lines: int = Field(gt=0, description="most lines of a raw file that is read")


class Segment(BaseModel):
    """How words are found."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    decoder: Literal["fast", "slow"] = Field(description="ours, or underthesea's own")


class PageLimits(BaseModel):
    """What one page may cost in any stage."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    seconds: float = Field(gt=0, description="seconds of processor")
    memory: int = Field(gt=0, description="bytes of address space of the worker")


class Records(BaseModel):
    """Columns of files with many documents, in small letters, the surest first."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: tuple[str, ...] = Field(min_length=1, description="columns that hold a text")
    id: tuple[str, ...] = Field(description="columns that tell records apart")
    file: tuple[str, ...] = Field(description="columns of an index that name a page's file")
    columns: Mapping[str, str] = Field(description="what other columns are, by their names")


class Params(BaseModel):
    """All parameters."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    raw: Raw
    clean: Clean
    segment: Segment
    page: PageLimits
    records: Records


@cache
def params() -> Params:
    """The parameters; raises pydantic's ValidationError for one that is unknown or out of range."""
    return Params.model_validate(tomli.loads(FILE.read_text("utf-8")))
