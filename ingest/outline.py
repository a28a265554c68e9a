"""Blocks of a page saved as text → sections: which lines are headings, and what stands under them.

Such a page has no marks for headings: they are told by their look (short, no full stop) and by what
follows them. Sentences are never altered.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.article import Block, Origin, Role, Section
from ingest.frame import Raw

_MARKED_HEADING = re.compile(r"^(?:#{1,6}\s+(.+?)\s*#*|\*\*+([^*]+)\*\*+:?)$")
_MAX_HEADING_CHARS, _MAX_HEADING_WORDS = 90, 14
_MOST_STACKED = 3  # headings without text between them; more are a list
_MAX_QUESTION_WORDS = 25
_FRAGMENT_WORDS = 5
# Headings that say nothing without the one above them.
_UNDER = re.compile(r"^(?:do|don['’]?t|do not|avoid)(?:['’]?s)?$", re.I)
_ADVICE = re.compile(
    r"\b(?:avoid|no|not|never|don['’]t|do|wait|wear|use|keep|wash|apply|contact|call|\d+)\b", re.I
)


def marked_heading(line: str) -> str | None:
    """The words of a line that is marked as a heading ("## Care", "**Care**")."""
    match = _MARKED_HEADING.match(line)
    return (match[1] or match[2]).strip() if match else None


def sections_of(blocks: Sequence[Raw]) -> tuple[Section, ...]:
    """Gather blocks under their headings; list items keep the line that introduces them."""
    outline = _Outline()
    for block in _with_headings(blocks):
        outline.add(block)
    return outline.done()


def _with_headings(blocks: Sequence[Raw]) -> list[Raw]:
    """Mark what is a heading: a short line without a full stop that heads what follows."""
    marked: list[Raw] = []
    follows = False  # whether text comes after, seen from the end
    prose_next = False  # whether the very next block is a paragraph
    for block in reversed(blocks):
        explicit = marked_heading(block.text)
        if prose_next and block.text[-1] == "?" and _looks_like_heading(block.text):
            marked.append(replace(block, item=False, heading=True, below=block.item))
        elif block.role or block.item:
            marked.append(block)
            follows = follows or block.item
        elif explicit and follows:
            marked.append(Raw(explicit, heading=True))
        elif _looks_like_heading(block.text) and follows:
            marked.append(replace(block, heading=True))
        else:
            marked.append(block)
            follows = True
        prose_next = not (marked[-1].heading or marked[-1].item or marked[-1].role)
    return _unstacked(marked[::-1])


def _unstacked(blocks: list[Raw]) -> list[Raw]:
    """Of many headings in a row the first and the last are headings, those between are a list."""
    found = list(blocks)
    start = 0
    for number in range(len(blocks) + 1):
        if number < len(blocks) and blocks[number].heading and not blocks[number].below:
            continue
        if number - start > _MOST_STACKED:
            for between in range(start + 1, number - 1):
                found[between] = replace(blocks[between], heading=False, item=True)
        start = number + 1
    return found


def _looks_like_heading(text: str) -> bool:
    words = text.split()
    return (
        len(text) <= _MAX_HEADING_CHARS
        and len(words) <= _MAX_HEADING_WORDS
        and text[-1] not in ".,;:!"
        and (text[0].isupper() or text[0].isdigit())
        and not re.search(r"[.!]\s", text)
    )


def _is_fragment(text: str) -> bool:
    """A caption or label: a few words, no sentence and no advice; it is shown, never quoted alone."""
    if _ADVICE.search(text):
        return False
    return text[-1] not in ".!?…" and (len(text.split()) <= _FRAGMENT_WORDS or text[0].islower())


class _Outline:
    """The sections so far, and what the next block stands under."""

    def __init__(self) -> None:
        self._sections: list[Section] = []
        self._body: list[Block] = []
        self._heading, self._above = "", ""  # `above`: the heading that a question in a list stands under
        self._role: Role = "text"
        self._origin: Origin | None = None
        self._asker: str | None = None
        self._question = ""  # what the answers that come answer, where it is short
        self._lead: str | None = None
        self._waiting = False  # whether the lead ended in ":" and nothing stands under it yet
        self._outer: Raw | None = None  # the item ending in ":" that further-indented items stand under
        # Whether such an item came last; whether it is clear what stands under it.
        self._colon, self._told = False, True

    def add(self, block: Raw) -> None:
        """Put the next block where it belongs."""
        if block.role:
            self._open_speech(block)
        elif block.heading:
            self._open(block)
        elif block.item:
            self._add_item(block)
        else:
            self._add_text(block.text)

    def done(self) -> tuple[Section, ...]:
        """The sections that hold something."""
        self._close()
        return tuple(section for section in self._sections if section.blocks)

    def _close(self) -> None:
        self._flush()
        if self._role == "question":
            self._question = self._asked()
        section = Section(self._heading, tuple(self._body), self._role, origin=self._origin)
        self._sections.append(section)
        self._body = []

    def _flush(self) -> None:
        """A line that ended in ":" and introduced nothing is text like any other."""
        if self._colon and self._outer:
            self._body.append(Block(self._outer.text, self._lead, quotable=False))
        elif self._waiting and self._lead:
            self._body.append(Block(self._lead))
        self._colon = self._waiting = False

    def _asked(self) -> str:
        """The question in a few words, where the one who asked put it so."""
        last = self._body[-1].text if self._body else ""
        short = last.endswith("?") and len(last.split()) <= _MAX_QUESTION_WORDS
        return last if short else self._heading

    def _open_speech(self, block: Raw) -> None:
        """A line that opens a question or an answer; what stands under it is its speaker's."""
        self._close()
        self._role = block.role or self._role
        name, capacity = (block.by.name, block.by.capacity) if block.by else (None, None)
        if self._role == "question":
            self._asker, self._question = name, ""
            self._origin = Origin(author=name, capacity=capacity)
        else:
            self._origin = Origin(author=name, capacity=capacity, asker=self._asker)
        self._heading = self._question if self._role == "answer" else ""
        self._above = self._heading
        self._under(None)

    def _open(self, block: Raw) -> None:
        """A heading; one that follows another stands under it, as does a question in a list."""
        stacked = bool(self._heading) and not self._body and not self._waiting and self._role == "text"
        self._close()
        below = block.below or bool(_UNDER.match(block.text) and self._role == "text")
        if below and self._above:
            self._heading = f"{self._above} › {block.text}"
        elif stacked and not below:
            self._heading = self._above = f"{self._heading} › {block.text}"
        elif self._role == "answer" and self._question:
            self._heading = f"{self._question} › {block.text}"
        else:
            self._heading = block.text
            self._above = self._above if below else block.text
        self._under(block.text)

    def _under(self, lead: str | None) -> None:
        self._lead, self._waiting = lead, False
        self._outer, self._colon, self._told = None, False, True

    def _add_item(self, block: Raw) -> None:
        opens = block.text.endswith(":")  # the items within this one stand under it
        outer = self._outer if self._outer and block.indent > self._outer.indent else None
        self._told = self._told and not (self._colon and outer is None)
        if outer and self._waiting and self._lead and not opens:  # the line above them both
            self._body.append(Block(self._lead))
        elif self._colon and (opens or outer is None):
            self._flush()
        if opens:
            self._outer, self._colon = block, True
            return
        self._outer = outer
        self._body.append(Block(block.text, outer.text if outer else self._lead, quotable=self._told))
        self._colon = self._waiting = False

    def _add_text(self, text: str) -> None:
        self._flush()
        self._under(text if text.endswith(":") else None)
        self._waiting = text.endswith(":")
        if not self._waiting:
            self._body.append(Block(text, quotable=not _is_fragment(text)))
