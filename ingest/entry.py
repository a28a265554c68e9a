"""What `corpus/treatments.yaml` says of one treatment; the file explains its own keys."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Family = Literal[
    "injection",
    "needle",
    "laser and light",
    "peel and exfoliation",
    "pigment",
    "hair removal",
    "surface removal",
    "lifting",
    "lashes",
]
# Parts and their other words, none of them empty.
_DESCRIPTION = r"^[^+|]*\w[^+|]*([+|][^+|]*\w[^+|]*)*$"


class Entry(BaseModel):
    """One treatment of the table, as it is written there."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    family: Family
    areas: list[str] = Field(min_length=1)
    differs: dict[str, Annotated[list[str], Field(min_length=2)]] = {}
    kinds: dict[str, list[str]] = {}
    aliases: list[str] = []
    weak: list[str] = []
    shared: list[str] = []
    name_only: bool = False
    unlike: list[str] = []
    said: list[Annotated[str, Field(pattern=_DESCRIPTION)]] = []
    parent: str | None = None
    spoken: str | None = None
