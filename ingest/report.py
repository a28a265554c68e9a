"""What an ingest tells: how far it is, and in the end what it did."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Report:
    """What an ingest did; `refused` maps file to reason, `embedded` counts texts embedded.

    `copies` counts the passages that are near-copies of one that stands before them.
    """

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    passages: int = 0
    copies: int = 0
    embedded: int = 0
    seconds: float = 0.0
    generation: str = ""

    def moved(self) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        """Ids of the articles added, changed and removed."""
        return tuple(self.added), tuple(self.changed), tuple(self.removed)


@dataclass(frozen=True, slots=True)
class Step:
    """How far an ingest is: files read of all, passages written, texts embedded."""

    file: str
    files: int
    all_files: int
    passages: int
    embedded: int


Progress = Callable[[Step], None]
