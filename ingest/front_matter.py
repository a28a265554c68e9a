"""The front matter of an article of the library: its schema, and how it is cut from the text.

Pydantic stands here, where text from outside enters; inside, everything is the frozen data of
`ingest/article`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, HttpUrl, ValidationError, model_validator

from ingest.article import Evidence, Interval, Kind, Origin, Wait
from ingest.errors import BadInput

_FENCE = "---"


class SourceEntry(BaseModel):
    """One source of an article; `read` tells truthfully what was read of it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str = Field(min_length=1)
    publisher: str | None = None
    author: str | None = None
    updated: date | None = None
    url: HttpUrl | None = None
    evidence: Evidence
    commercial: bool = False
    copied: bool = Field(default=False, alias="copy")
    read: Literal["page", "excerpt", "note"]

    def origin(self, *, summary: bool) -> Origin:
        """The source as who says it; a summary also names the page that it condenses."""
        return Origin(
            publisher=self.publisher,
            author=self.author,
            updated=self.updated.isoformat() if self.updated else None,
            url=str(self.url) if self.url else None,
            evidence=self.evidence,
            copy=self.copied,
            commercial=self.commercial,
            summary_of=self.title if summary else None,
        )


class ExpectEntry(BaseModel):
    """What is normal: a sign, from one day to another after treatment."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    sign: str
    start: int = Field(alias="from", ge=0, le=730)
    end: int = Field(alias="to", ge=0, le=730)
    source: str

    @model_validator(mode="after")
    def _in_order(self) -> ExpectEntry:
        if self.end < self.start:
            raise ValueError(f"to: {self.end} is before from: {self.start}")
        return self


class WaitEntry(BaseModel):
    """How long to leave an activity alone, in hours, according to one source."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    activity: str
    hours: float = Field(ge=0, le=24 * 730)
    source: str


class FrontMatter(BaseModel):
    """The whole of it; every footnote and every entry names a key of `sources`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str = Field(min_length=1)
    treatments: list[str] = []
    kind: Kind = "guide"
    evidence: Evidence = "unknown"
    commercial: bool = False
    checked: date | None = None
    sources: dict[str, SourceEntry] = {}
    expect: list[ExpectEntry] = []
    wait: list[WaitEntry] = []

    @model_validator(mode="after")
    def _sources_exist(self) -> FrontMatter:
        for name, entries in (("expect", self.expect), ("wait", self.wait)):
            for entry in entries:
                if entry.source not in self.sources:
                    raise ValueError(f"{name}: source {entry.source!r} is not among sources")
        return self

    def intervals(self) -> tuple[Interval, ...]:
        """`expect` as frozen data."""
        return tuple(Interval(e.sign, e.start, e.end, e.source) for e in self.expect)

    def waits(self) -> tuple[Wait, ...]:
        """`wait` as frozen data."""
        return tuple(Wait(w.activity, w.hours, w.source) for w in self.wait)


@dataclass(frozen=True, slots=True)
class Fenced:
    """A file cut at its fences; the numbers are those of the first line of each part, from 1."""

    front: str
    front_line: int
    body: str
    body_line: int


def fenced(text: str, name: str) -> Fenced | None:
    """Cut a file that begins with a fence at its two fences; None for one that does not.

    Raises:
        BadInput: an opened fence that never closes.
    """
    lines = text.split("\n")
    first = next((i for i, line in enumerate(lines) if line.strip("\ufeff")), 0)
    if lines[first].lstrip("\ufeff").rstrip() != _FENCE:
        return None
    end = next((i for i, line in enumerate(lines[first + 1 :], first + 1) if line.rstrip() == _FENCE), None)
    if end is None:
        raise BadInput(
            f"{name}: the front matter opened on line {first + 1} is never closed; add a line ---."
        )
    return Fenced("\n".join(lines[first + 1 : end]), first + 2, "\n".join(lines[end + 1 :]), end + 2)


def is_library(data: object) -> bool:
    """Whether a fenced block is the library's, and not a web site's own (`layout: page`)."""
    return isinstance(data, dict) and bool({"treatments", "sources", "evidence"} & data.keys())


def cut(text: str, name: str) -> tuple[FrontMatter | dict[str, object], str]:
    """Split a Markdown file into its front matter and its body.

    A file that does not begin with a fence has none. That of a web site (`layout: page`) is no article's
    of the library: it is returned as the fields that it states.

    Raises:
        BadInput: an opened fence that never closes, or fields that do not fit, each named.
    """
    parts = fenced(text, name)
    if parts is None:
        return {}, text
    data = read_yaml(parts.front, name)
    if not is_library(data):
        return (data if isinstance(data, dict) else {}), parts.body
    try:
        return FrontMatter.model_validate(data), parts.body
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "front matter"
        raise BadInput(f"{name}: {field}: {first['msg']}; correct the front matter.") from error


def read_yaml(front: str, name: str) -> object:
    """What the YAML of a fenced block says.

    Raises:
        BadInput: it is not YAML.
    """
    try:
        return yaml.safe_load(front) or {}
    except (yaml.YAMLError, ValueError, RecursionError) as error:  # "2026-02-30" is a ValueError
        raise BadInput(f"{name}: the front matter is not YAML: {_one_line(error)}") from error


def _one_line(error: Exception) -> str:
    return re.sub(r"\s+", " ", str(error))
