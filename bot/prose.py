"""A reply as it comes in → sentences with the numbers that they cite, each as soon as it is whole.

Text with markers like [1] or [1, 2] is understood, before or behind the full stop. What stands in a
sentence is not judged here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.article import Block
from ingest.split import sentence_spans

_MARKER = re.compile(r"\s*(?:\[|【)\s*(\d{1,3}(?:\s*,\s*\d{1,3})*)\s*(?:\]|】)")
# A marker behind a full stop belongs to the sentence before it.
_BEHIND = re.compile(r"([.!?][\"”’')]*)((?:\s*(?:\[|【)[\d,\s]+(?:\]|】))+)")
# A sentence is over where another begins; until then a marker may still come.
_OVER = re.compile(r"[.!?\]】][\"”’')]*\s+(?=[^\s\[【])")
_ORNAMENT = re.compile(r"^\s*(?:[-*•+]\s+|\d{1,2}[.)]\s+|#{1,6}\s+|>\s+)+|\*\*|__|`")
_THOUGHT = re.compile(r"^\s*<think>.*?</think>\s*", re.S)
_THINKS = "<think>"


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a sentence up to its markers, and the numbers in them."""

    text: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence of a reply without its markers; `parts` where it cites in several places."""

    text: str
    parts: tuple[Part, ...]

    @property
    def numbers(self) -> tuple[int, ...]:
        """Every number that it cites, once, in order."""
        return tuple(dict.fromkeys(number for part in self.parts for number in part.numbers))


class Prose:
    """Takes a reply piece by piece and gives its sentences."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._waiting = ""

    def feed(self, piece: str) -> Iterator[Claim]:
        """The sentences that are whole with this piece."""
        self._waiting += piece
        if not self._thought_over():
            return
        *lines, self._waiting = self._waiting.split("\n")
        for line in lines:
            yield from claims(line)
        tidy = _tidy(self._waiting)
        over = max((match.end() for match in _OVER.finditer(tidy)), default=0)
        if over:
            spans = [span for span in _spans(tidy) if span[1] <= over][: len(_spans(tidy)) - 1]
            yield from (claim(tidy[start:end]) for start, end in spans)
            self._waiting = tidy[spans[-1][1] :] if spans else tidy

    def end(self) -> Iterator[Claim]:
        """What is left when the reply is over."""
        rest, self._waiting = self._waiting, ""
        if not rest.lstrip().startswith(_THINKS):
            yield from claims(rest)

    def _thought_over(self) -> bool:
        """Whether what some models think aloud first is over; it is no part of the reply."""
        self._waiting = _THOUGHT.sub("", self._waiting)
        begun = self._waiting.lstrip()
        return not (begun.startswith(_THINKS) or (begun and _THINKS.startswith(begun)))


def claim(sentence: str) -> Claim:
    """A sentence apart from its markers.

    >>> claim("One says 24 hours [1], another 48 hours [2].").numbers
    (1, 2)
    """
    parts: list[Part] = []
    start = 0
    for match in _MARKER.finditer(sentence):
        numbers = tuple(int(number) for number in match[1].split(","))
        stretch = sentence[start : match.start()]
        if parts and not re.search(r"\w", stretch):
            parts[-1] = Part(parts[-1].text, (*parts[-1].numbers, *numbers))
        else:
            parts.append(Part(stretch.strip(" ,;"), numbers))
        start = match.end()
    rest = sentence[start:].strip()
    if re.search(r"\w", rest):
        parts.append(Part(rest, ()))
    text = re.sub(r"\s+([.,;:!?])(?!\w)", r"\1", _MARKER.sub("", sentence)).strip()
    return Claim(text, tuple(parts))


def claims(text: str) -> Iterator[Claim]:
    """The sentences of a whole text."""
    tidy = _tidy(text)
    return (claim(tidy[start:end]) for start, end in _spans(tidy))


def _tidy(text: str) -> str:
    """The text without Markdown's ornaments, its markers before the full stop and a space behind it."""
    return _BEHIND.sub(r"\2\1 ", _ORNAMENT.sub("", text))


def _spans(text: str) -> list[tuple[int, int]]:
    spans = [(sentence.start, sentence.end) for sentence in sentence_spans(Block(text))]
    return [span for span in spans if re.search(r"\w", text[slice(*span)])]
