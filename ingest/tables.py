"""The tables that pages are read by: the shipped ones, and those that lie in the folders themselves."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import BadInput
from ingest.load import belongs
from ingest.publishers import FILE_NAME, SHIPPED, PublisherTable, parse_publishers, shipped_publishers
from ingest.treatments import TABLE, TreatmentTable, shipped


@dataclass(frozen=True, slots=True)
class Tables:
    """Treatments and publishers; a hash of all that they were read from; tables that are wrong, with why."""

    treatments: TreatmentTable
    publishers: PublisherTable
    hash: str
    refused: dict[str, str]


def tables_for(paths: Iterable[Path]) -> Tables:
    """The tables for the pages under `paths`; a wrong one is left out and named in `refused`."""
    publishers = shipped_publishers()
    parts = [TABLE.read_bytes(), SHIPPED.read_bytes()]
    refused: dict[str, str] = {}
    for file in _own(paths):
        try:
            raw = file.read_bytes()
            publishers = publishers.with_more(parse_publishers(raw.decode("utf-8-sig"), str(file)))
        except BadInput as error:
            refused[str(file)] = str(error)
        except UnicodeDecodeError:
            refused[str(file)] = f"{file}: not a text in UTF-8; save it as such."
        except OSError as error:
            refused[str(file)] = f"{file}: cannot be read ({error.strerror}); mend its rights."
        else:
            parts.append(raw)
    digest = hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()
    return Tables(shipped(), publishers, digest, refused)


def _own(paths: Iterable[Path]) -> Iterator[Path]:
    """The tables of publishers in the folders named, at any depth, but the shipped one."""
    for path in paths:
        if path.is_dir():
            for file in sorted(path.rglob(FILE_NAME)):
                if belongs(file, path) and file.resolve() != SHIPPED:
                    yield file
