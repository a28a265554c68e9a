"""A page saved as plain text → its title, byline, question-and-answer parts and sections.

Such a page has no marks for headings: they are told by their look (short, no full stop) and by what
follows them. Everything that is dropped is dropped by `ingest/clean`; sentences are never altered.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ingest.article import Block, Role, Section
from ingest.byline import byline_fields
from ingest.clean import clutter, tidy
from ingest.page import Page, kind_of

_BULLET = re.compile(r"^(?:[-*•–·▪●✓✔➢]|\(?\d{1,2}[.)])\s+(?=\S)")
_LONE_BULLET = re.compile(r"^[-*•–·▪●]$")
_MARKED_HEADING = re.compile(r"^(?:#{1,6}\s+(.+?)\s*#*|\*\*+([^*]+)\*\*+:?)$")
_TITLE_AND_ADDRESS = re.compile(r"^(?P<title>.*?)\s*\|\s*(?P<url>https?://\S+)$")
_ASKED = re.compile(r"^(?P<who>.{2,60}?)\s+asked\s+(?:.{0,40}\bago|on\s.{4,30})$", re.I)
_ANSWERED = re.compile(r"^(?P<who>.{2,60}?)\s+(?:answered|replied)\s+(?:.{0,40}\bago|on\s.{4,30})$", re.I)
_CAPACITY = re.compile(r"\s+(?:staff|moderator|admin|verified|expert|author)$", re.I)
_MAX_HEADING_CHARS, _MAX_HEADING_WORDS = 90, 14
_HARD_WRAP_CHARS = 40  # a shorter line that ends in mid-sentence is a line of its own, not a wrapped one
_FRAGMENT_WORDS = 5
_MENU_WORDS, _MENU_ITEMS = 7, 5
_ADVICE = re.compile(
    r"\b(?:avoid|no|not|never|don['’]t|do|wait|wear|use|keep|wash|apply|contact|call|\d+)\b", re.I
)


@dataclass(frozen=True, slots=True)
class _Raw:
    text: str
    item: bool = False
    heading: bool = False
    indent: int = 0
    below: bool = False  # a question that stands under the heading before it
    role: Role | None = None  # a line that opens a question or an answer


def read_lines(text: str) -> Page | None:
    """The page as title, byline and sections, or None where it holds no text but clutter."""
    lines = [line.rstrip() for line in tidy(text).split("\n")]
    page, lines = _title(lines)
    if page is None:
        return None
    page, lines = _byline(page, lines)
    raw = _mark_headings(_without_menu(_blocks(lines)))
    sections = tuple(section for section in _sections(raw) if section.blocks)
    if not sections:
        return None
    return replace(page, sections=sections, kind=kind_of(page.title, sections))


def _title(lines: list[str]) -> tuple[Page | None, list[str]]:
    """The first line that is not clutter is the title; it is dropped wherever it recurs."""
    for number, line in enumerate(map(str.strip, lines)):
        if not line or clutter(line):
            continue
        match = _TITLE_AND_ADDRESS.match(line)
        marked = _MARKED_HEADING.match(line)
        title = match["title"] if match else (marked[1] or marked[2]) if marked else line
        rest = [other for other in lines[number + 1 :] if other.strip().lower() != title.lower()]
        return Page(title, (), "guide", url=match["url"] if match else None), rest
    return None, []


def _byline(page: Page, lines: list[str]) -> tuple[Page, list[str]]:
    """Take author, dates and category out of the lines that state them."""
    kept = []
    for line in lines:
        found = byline_fields(line.strip(), page.title)
        if found:
            known = {key: value for key, value in found.items() if value and not getattr(page, key)}
            page = replace(page, **known)  # type: ignore[arg-type]
        else:
            answered = _ANSWERED.match(line.strip())
            if answered and page.author is None:
                page = replace(page, author=_CAPACITY.sub("", answered["who"]))
            kept.append(line)
    return page, kept


def _blocks(lines: list[str]) -> list[_Raw]:
    """Lines → paragraphs and list items; clutter goes, hard-wrapped lines are joined."""
    blocks: list[_Raw] = []
    joinable = bullet_waiting = False
    for raw in lines:
        line = raw.strip()
        if not line:
            joinable = False
        elif _LONE_BULLET.match(line):
            bullet_waiting, joinable = True, False
        elif clutter(_BULLET.sub("", line)):
            bullet_waiting = joinable = False
        elif bullet := _BULLET.match(line):
            blocks.append(_Raw(line[bullet.end() :], item=True, indent=len(raw) - len(raw.lstrip())))
            bullet_waiting, joinable = False, True
        elif _ASKED.match(line) or _ANSWERED.match(line):
            blocks.append(_Raw(line, role="question" if _ASKED.match(line) else "answer"))
            joinable = False
        elif joinable and _wrapped(blocks[-1].text, line):
            blocks[-1] = replace(blocks[-1], text=f"{blocks[-1].text} {line}")
        else:
            blocks.append(_Raw(line, item=bullet_waiting))
            bullet_waiting, joinable = False, True
    return blocks


def _without_menu(blocks: list[_Raw]) -> list[_Raw]:
    """Drop a run of very short list items, the site's menu, from above the first sentence."""
    first = next((i for i, b in enumerate(blocks) if len(b.text.split()) > _MENU_WORDS), 0)
    menu = [block for block in blocks[:first] if block.item]
    return [b for b in blocks if b not in menu] if len(menu) >= _MENU_ITEMS else blocks


def _wrapped(before: str, line: str) -> bool:
    """Whether `line` goes on with the sentence that `before` left open."""
    return (
        len(before) >= _HARD_WRAP_CHARS
        and before[-1] not in ".!?:;"
        and (line[0].islower() or before[-1] == ",")
    )


def _mark_headings(blocks: list[_Raw]) -> list[_Raw]:
    """A short line without a full stop heads what follows; at the end of a page it is a leftover."""
    marked: list[_Raw] = []
    follows = False  # whether text comes after, seen from the end
    prose_next = False  # whether the very next block is a paragraph
    for block in reversed(blocks):
        explicit = _MARKED_HEADING.match(block.text)
        if prose_next and block.text[-1] == "?" and _looks_like_heading(block.text):
            marked.append(replace(block, item=False, heading=True, below=block.item))
        elif block.role or block.item:
            marked.append(block)
            follows = follows or block.item
        elif explicit:
            marked.append(_Raw((explicit[1] or explicit[2]).strip(), heading=True))
        elif _looks_like_heading(block.text) and follows:
            marked.append(replace(block, heading=True))
        else:
            marked.append(block)
            follows = True
        prose_next = not (marked[-1].heading or marked[-1].item or marked[-1].role)
    return marked[::-1]


def _looks_like_heading(text: str) -> bool:
    words = text.split()
    return (
        len(text) <= _MAX_HEADING_CHARS
        and len(words) <= _MAX_HEADING_WORDS
        and text[-1] not in ".,;:!"
        and (text[0].isupper() or text[0].isdigit())
        and not re.search(r"[.!]\s", text)
    )


def _sections(blocks: list[_Raw]) -> list[Section]:
    """Gather blocks under their headings; list items keep the line that introduces them."""
    sections: list[Section] = []
    heading, role, lead, waiting = "", "text", None, False
    outer: _Raw | None = None  # the item ending in ":" that further-indented items stand under
    colon, told = False, True  # whether such an item came last; whether it is clear what stands under it
    above = ""  # the heading that a question in a list stands under
    body: list[Block] = []

    def flush() -> None:  # a line that ended in ":" and introduced no list is text like any other
        if waiting and lead:
            body.append(Block(lead))

    def close() -> None:
        flush()
        sections.append(Section(heading, tuple(body), role))  # type: ignore[arg-type]
        body.clear()

    for block in blocks:
        if block.role or block.heading:
            close()
            role = block.role or role
            lead, waiting = block.text if block.heading else None, False
            outer, colon, told = None, False, True
            heading = f"{above} › {block.text}" if block.below and above else lead or ""
            above = above if block.below else heading
        elif block.item:
            outer = outer if outer and block.indent > outer.indent else None
            told = told and not (colon and outer is None)
            if block.text.endswith(":"):  # the items within this one stand under it
                outer, colon = block, True
            else:
                body.append(Block(block.text, outer.text if outer else lead, quotable=told))
                colon = False
            waiting = False
        else:
            outer, colon, told = None, False, True
            flush()
            waiting = block.text.endswith(":")
            lead = block.text if waiting else None
            if not waiting and not _is_fragment(block.text):
                body.append(Block(block.text))
    close()
    return sections


def _is_fragment(text: str) -> bool:
    """A caption or label: a few words, no sentence and no advice."""
    if _ADVICE.search(text):
        return False
    return text[-1] not in ".!?…" and (len(text.split()) <= _FRAGMENT_WORDS or text[0].islower())
