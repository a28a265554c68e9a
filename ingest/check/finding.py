"""What the check finds: one place, what is wrong there, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One fault; `line` counts from 1, `rule` is the kind of fault in one word."""

    path: str
    line: int
    rule: str
    what: str
    do: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.what}; {self.do}"


def brief(text: str, most: int = 70) -> str:
    """A text in quotation marks, cut after `most` characters."""
    return f"“{text}”" if len(text) <= most else f"“{text[:most].rstrip()}…”"
