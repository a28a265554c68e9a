"""Markdown → sections: headings, paragraphs, list items and table rows, with their footnotes.

markdown-it-py reads the structure; marks of emphasis and links fall away, the words stay. A footnote
marker `[^key]` is taken out of the text and remembered at the place where it stood.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ingest.article import Block, LeftOut, Section
from ingest.clean import tidy
from ingest.clutter import clutter

_FOOTNOTE = re.compile(r"\s*\[\^([^\]\s]+)\]")


class Outline(NamedTuple):
    """The first-level heading, if any, as title; the sections under the others; the clutter."""

    title: str | None
    sections: tuple[Section, ...]
    left_out: tuple[LeftOut, ...]


def read_markdown(body: str) -> Outline:
    """Read the structure of a Markdown text."""
    tokens = MarkdownIt("commonmark", {"html": False}).enable("table").parse(tidy(body))
    title: str | None = None
    path: list[tuple[int, str]] = []
    sections: list[Section] = []
    blocks: list[Block] = []
    left_out: list[LeftOut] = []
    lead: str | None = None
    before = ""
    outer: dict[int, str] = {}  # the last list item at each depth

    def close() -> None:
        nonlocal blocks
        if blocks:
            sections.append(Section(" › ".join(text for _, text in path), tuple(blocks)))
        blocks = []

    for kind, level, text in _pieces(tokens):
        if kind == "heading":
            close()
            if level == 1 and title is None:
                title = text
                continue
            path = [(depth, name) for depth, name in path if depth < level] + [(level, text)]
            lead, outer = text, {}
        elif not text:
            continue
        elif clutter_kind := clutter(_FOOTNOTE.sub("", text)):
            left_out.append(LeftOut(clutter_kind, text))
            continue
        elif kind in ("item", "row"):
            if before in ("item", "row") and before != kind:
                lead = None  # what introduced a list does not introduce the table below it
            # An item of a list within a list is introduced by the item above it: "- Avoid:".
            blocks.append(_block(text, outer.get(level - 1) if level > 1 else lead))
            outer[level] = _FOOTNOTE.sub("", text)
        else:
            blocks.append(_block(text, None))
            lead, outer = _introduces(text), {}
        before = kind
    close()
    return Outline(title, tuple(_without_used_leads(section) for section in sections), tuple(left_out))


def _without_used_leads(section: Section) -> Section:
    """A line that introduces a list is carried by each item and not repeated as a paragraph."""
    used = {block.lead for block in section.blocks}
    blocks = tuple(b for b in section.blocks if not (b.text in used and _introduces(b.text)))
    return Section(section.heading, blocks, section.role, section.treatments)


def _introduces(text: str) -> str | None:
    """The text without its footnotes where it ends in a colon, as a line before a list does."""
    plain = _FOOTNOTE.sub("", text)
    return plain if plain.endswith(":") else None


def _block(text: str, lead: str | None) -> Block:
    """Take the footnote markers out and keep where each stood."""
    notes: list[tuple[int, str]] = []
    plain, position = "", 0
    for match in _FOOTNOTE.finditer(text):
        plain += text[position : match.start()]
        notes.append((len(plain), match[1]))
        position = match.end()
    return Block(plain + text[position:], lead, tuple(notes))


def _pieces(tokens: list[Token]) -> Iterator[tuple[str, int, str]]:
    """(kind, level of heading or depth of list, text) of each heading, paragraph, item and table row."""
    inside: list[str] = []  # the open elements, outermost first
    header: list[str] = []
    row: list[str] = []
    for token in tokens:
        if token.nesting == 1:
            inside.append(token.tag)
        elif token.nesting == -1:
            inside.pop()
            if token.tag == "tr" and row:
                yield "row", 0, _row(header, row)
                row = []
            elif token.tag == "table":
                header = []
        elif token.type == "inline":
            text, tag = _inline(token), inside[-1]
            if tag in ("th", "td"):
                (header if tag == "th" else row).append(text)
            elif tag[0] == "h":
                yield "heading", int(tag[1:]), text
            else:
                yield ("item", inside.count("li"), text) if "li" in inside else ("paragraph", 0, text)


def _row(header: list[str], row: list[str]) -> str:
    """A table row that reads alone: "Day: 3; Redness: fading"."""
    named = [f"{name}: {cell}" if name else cell for name, cell in zip(header, row, strict=False)]
    return "; ".join(part for part in named if part.strip())


def _inline(token: Token) -> str:
    """The words of an inline token; line breaks become spaces, images go."""
    parts = []
    for child in token.children or []:
        if child.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif child.type in ("text", "code_inline"):
            parts.append(child.content)
    return re.sub(r" {2,}", " ", "".join(parts)).strip()
