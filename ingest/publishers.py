"""The table of publishers: who stands behind a page, how far it can be trusted, whether it sells.

The shipped table is `corpus/publishers.yaml`; a `publishers.yaml` in a folder that is ingested adds to
it. It knows hosts and names alone; what a page says of itself is read elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from ingest.article import Evidence, Origin
from ingest.errors import BadInput

FILE_NAME = "publishers.yaml"
SHIPPED = Path(__file__).resolve().parent.parent / "corpus" / FILE_NAME

_HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")


def _as_host(value: str) -> str:
    host = value.strip().lower().removeprefix("www.")
    if not _HOST.fullmatch(host):
        raise ValueError(f"{value!r} is no host such as example.org")
    return host


_Host = Annotated[str, AfterValidator(_as_host)]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    hosts: list[_Host] = []
    names: list[Annotated[str, Field(min_length=2)]] = []
    evidence: Evidence
    commercial: bool = False


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who stands behind a page."""

    name: str
    hosts: tuple[str, ...]
    names: tuple[str, ...]
    evidence: Evidence
    commercial: bool


class PublisherTable:
    """Finds a publisher by the host of an address or by a name, letter case and spaces aside."""

    def __init__(self, publishers: Iterable[Publisher]) -> None:
        """Build the table; of two publishers with one name or host the later counts."""
        self._publishers = tuple(publishers)
        self._hosts = {host: one for one in self._publishers for host in one.hosts}
        self._names = {_fold(name): one for one in self._publishers for name in (one.name, *one.names)}

    def by_address(self, url: str | None) -> Publisher | None:
        """The publisher whose host an address is on; of several the one with the longest host."""
        host = (_host(url) if url else "").removeprefix("www.")
        while host:
            if found := self._hosts.get(host):
                return found
            host = host.partition(".")[2]
        return None

    def by_name(self, name: str | None) -> Publisher | None:
        """The publisher of this very name."""
        return self._names.get(_fold(name)) if name else None

    def signed(self, origin: Origin) -> Origin:
        """An origin with what the table says of its publisher.

        The address decides; else the name that the page states for its publisher or site. A page of that
        name at an address of somebody else's is a copy.
        """
        if found := self.by_address(origin.url):
            copy = origin.copy
        elif found := self.by_name(origin.publisher):
            copy = origin.copy or bool(origin.url and found.hosts)
        else:
            return origin
        return replace(
            origin,
            publisher=found.name,
            evidence=found.evidence,
            commercial=found.commercial,
            copy=copy,
        )

    def with_more(self, other: PublisherTable) -> PublisherTable:
        """This table and another one, which wins where both speak of the same host or name."""
        return PublisherTable((*self._publishers, *other._publishers))


def _fold(name: str) -> str:
    return re.sub(r"\W+", " ", name).strip().lower()


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:  # "http://[": no address at all
        return ""


def parse_publishers(text: str, source: str) -> PublisherTable:
    """Read a table from YAML; `source` names it in errors.

    Raises:
        BadInput: where the YAML or its fields are wrong, naming the publisher and the field.
    """
    try:
        data = yaml.safe_load(text)
        entries = TypeAdapter(dict[str, _Entry]).validate_python({} if data is None else data)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        what = (
            "; ".join(f"{' › '.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors())
            if isinstance(error, ValidationError)
            else re.sub(r"\s+", " ", str(error))
        )
        raise BadInput(f"{source}: not a table of publishers: {what}; correct it.") from error
    return PublisherTable(
        Publisher(name, tuple(e.hosts), tuple(e.names), e.evidence, e.commercial)
        for name, e in entries.items()
    )


@cache
def shipped_publishers() -> PublisherTable:
    """The table that comes with the project."""
    return parse_publishers(SHIPPED.read_text(encoding="utf-8"), str(SHIPPED))
