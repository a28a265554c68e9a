"""The manifest of a generation: what it was made of, and the recipe it was made by.

Where manifests are kept is `ingest/folder`'s and `ingest/server`'s affair.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Any, TypeAlias

from ingest.article import Interval, Kind, Origin, Wait
from ingest.split import SPLITTER_VERSION

# Raised whenever the manifest's fields change.
FORMAT = 4


@dataclass(frozen=True, slots=True)
class ArticleEntry:
    """What the manifest keeps of an article.

    `passages` are ids in reading order; `hashes` are theirs, of all that was embedded for each. Dates are
    ISO dates; what a document does not state is None.
    """

    id: str
    title: str
    content_hash: str
    treatments: tuple[str, ...]
    passages: tuple[str, ...]
    hashes: tuple[str, ...]
    expect: tuple[Interval, ...] = ()
    wait: tuple[Wait, ...] = ()
    kind: Kind = "guide"
    origin: Origin = field(default_factory=Origin)
    published: str | None = None
    checked: str | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """What a generation holds that the one before did not, and the reverse: ids of articles.

    `first` where all was built anew: then all is `added`.
    """

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    first: bool = False


# (article id, content hash, reason) of a file that could not be used.
Refused: TypeAlias = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation was made of.

    `tables_hash` is that of the tables that articles are read by, `paths` what ingest was given,
    `copies` groups of passage ids whose texts are near-copies of each other.
    """

    generation: str
    embedder: str
    tables_hash: str
    created: str
    articles: tuple[ArticleEntry, ...]
    paths: tuple[str, ...] = ()
    refused: tuple[Refused, ...] = ()
    copies: tuple[tuple[str, ...], ...] = ()
    changes: Changes = Changes()
    splitter: int = SPLITTER_VERSION
    format: int = FORMAT

    @property
    def rows(self) -> list[str]:
        """Every passage id, in the order of the BM25 index."""
        return [passage for article in self.articles for passage in article.passages]

    def to_json(self) -> str:
        """The manifest as text."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)

    @classmethod
    def from_json(cls, text: str) -> Manifest:
        """Read what `to_json` wrote.

        Raises:
            ValueError, KeyError, TypeError: where it is not such a text, or of another format.
        """
        data = json.loads(text)
        if data["format"] != FORMAT:
            raise ValueError(f"format {data['format']}, not {FORMAT}")
        articles = tuple(_article(entry) for entry in data.pop("articles"))
        refused = tuple((id_, hash_, why) for id_, hash_, why in data.pop("refused"))
        copies = tuple(map(tuple, data.pop("copies")))
        return cls(
            articles=articles,
            paths=tuple(data.pop("paths")),
            refused=refused,
            copies=copies,
            changes=_changes(data.pop("changes")),
            **data,
        )

    def rebuild_command(self, location: str) -> str:
        """The command that builds this index anew, from the same articles."""
        return f"python -m ingest {' '.join(self.paths)} --index {location} --rebuild"


def _changes(record: dict[str, Any]) -> Changes:
    added, changed, removed = (tuple(record[name]) for name in ("added", "changed", "removed"))
    return Changes(added, changed, removed, first=record["first"])


def _article(entry: dict[str, object]) -> ArticleEntry:
    fields = {key: _frozen(value) for key, value in entry.items()}
    fields["expect"] = tuple(Interval(**e) for e in fields["expect"])  # type: ignore[attr-defined]
    fields["wait"] = tuple(Wait(**w) for w in fields["wait"])  # type: ignore[attr-defined]
    fields["origin"] = Origin(**fields["origin"])  # type: ignore[arg-type]
    return ArticleEntry(**fields)  # type: ignore[arg-type]


def _frozen(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value
