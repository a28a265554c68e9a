"""A page saved as plain text → its title, byline, question-and-answer parts and sections.

Everything that is left out is told by `ingest/clean` and `ingest/frame`, and kept in the page's
`left_out`; which line is a heading is told by `ingest/outline`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.article import LeftOut
from ingest.byline import awaits_date, byline_fields
from ingest.clean import tidy
from ingest.clutter import clutter
from ingest.frame import Raw, without_frame
from ingest.outline import marked_heading, sections_of
from ingest.page import Page, kind_of
from ingest.promotion import promotion, without_promotion
from ingest.site import ends_alike
from ingest.speakers import Speaker, answered, asked, is_capacity

_BULLET = re.compile(r"^(?:[-*•–·▪●✓✔➢]|\(?\d{1,2}[.)])\s+(?=\S)")
_LONE_BULLET = re.compile(r"^[-*•–·▪●]$")
_TITLE_AND_ADDRESS = re.compile(r"^(?P<title>.*?)\s*\|\s*(?P<url>https?://\S+)$")
_FENCE = "---"
_FIELD = re.compile(r"^(?P<key>[A-Za-z][\w-]*):(?:\s+(?P<value>.*))?$")
_HARD_WRAP_CHARS = 40  # a shorter line that ends in mid-sentence is a line of its own, not a wrapped one


def read_lines(text: str) -> Page | None:
    """The page as title, byline and sections, or None where it holds no text but clutter."""
    lines = [line.rstrip() for line in tidy(text).split("\n")]
    page, lines = _title(lines)
    if page is None:
        return None
    page, lines = _without_front_matter(page, lines)
    page, lines = _byline(page, lines)
    blocks = without_promotion(without_frame(_blocks(lines)), page.title)
    sections = sections_of([block for block in blocks if not block.kind])
    if not sections:
        return None
    left_out = tuple(LeftOut(block.kind, block.text) for block in blocks if block.kind)
    return replace(
        page,
        sections=sections,
        kind=kind_of(page.title, sections),
        left_out=(*page.left_out, *left_out),
    )


def _title(lines: list[str]) -> tuple[Page | None, list[str]]:
    """The first line that is not clutter is the title; it is dropped wherever it recurs."""
    above: list[LeftOut] = []
    for number, line in enumerate(map(str.strip, lines)):
        kind = clutter(line)
        if kind or not line:
            above += [LeftOut(kind, line)] if kind else []
            continue
        match = _TITLE_AND_ADDRESS.match(line)
        title = match["title"] if match else marked_heading(line) or line
        again = [other for other in lines[number + 1 :] if _is_title(other, title)]
        rest = [other for other in lines[number + 1 :] if not _is_title(other, title)]
        left_out = (*above, *(LeftOut("title again", other.strip()) for other in again))
        return Page(title, (), "guide", url=match["url"] if match else None, left_out=left_out), rest
    return None, []


def _is_title(line: str, title: str) -> bool:
    """Whether a line is the title again, or the title as the site has it elsewhere."""
    stripped = line.strip()
    again = title.lower() in (stripped.lower(), (marked_heading(stripped) or "").lower())
    return again or ("|" in stripped and ends_alike(stripped, title))


def _without_front_matter(page: Page, lines: list[str]) -> tuple[Page, list[str]]:
    """Take the fields of a web site's own front matter from the top; what it states is kept."""
    start = next((n for n, line in enumerate(lines) if line.strip()), len(lines))
    if start == len(lines) or lines[start].strip() != _FENCE:
        return page, lines
    end = start + 1
    fields: dict[str, str] = {}
    while end < len(lines) and (field := _FIELD.match(lines[end])):
        fields[field["key"].lower()] = (field["value"] or "").strip("\"' ")
        end += 1
    if end < len(lines) and lines[end].strip() == _FENCE:
        end += 1
    for key, value in fields.items():
        stated = byline_fields(f"{'published' if key == 'date' else key}: {value}", "")
        page = page.stating(stated)
    left_out = (LeftOut("front matter", line.strip()) for line in lines[start:end])
    return replace(page, left_out=(*page.left_out, *left_out)), lines[end:]


def _byline(page: Page, lines: list[str]) -> tuple[Page, list[str]]:
    """Take author, dates and category out of the lines that state them."""
    kept: list[str] = []
    begun = ""  # "Last updated on", which waits for its date
    for line in lines:
        stripped = line.strip()
        if begun and stripped:
            found = byline_fields(f"{begun} {stripped}", page.title)
            kept += [] if found else [begun, line]
            page, begun = page.stating(found, f"{begun} {stripped}"), ""
        elif awaits_date(stripped):
            begun = stripped
        elif found := byline_fields(stripped, page.title):
            page = page.stating(found, stripped)
        else:
            speaker = answered(stripped)
            if speaker and page.author is None:
                page = replace(page, author=speaker.name, capacity=speaker.capacity)
            kept.append(line)
    return page, [*kept, *([begun] if begun else [])]


def _blocks(lines: list[str]) -> list[Raw]:
    """Lines → paragraphs and list items, clutter marked; hard-wrapped lines are joined."""
    blocks: list[Raw] = []
    joinable = bullet_waiting = False
    for raw in lines:
        line = raw.strip()
        bare = _BULLET.sub("", line)
        if not line:
            joinable = False
        elif _LONE_BULLET.match(line):
            bullet_waiting, joinable = True, False
        elif kind := clutter(bare) or promotion(bare):
            blocks.append(Raw(bare, item=bullet_waiting or bare != line, kind=kind))
            bullet_waiting = joinable = False
        elif bare != line:
            blocks.append(Raw(bare, item=True, indent=len(raw) - len(raw.lstrip())))
            bullet_waiting, joinable = False, True
        elif speech := _speech(line):
            blocks.append(speech)
            joinable = False
        elif blocks and blocks[-1].role and not joinable and _names_capacity(line, blocks[-1].by):
            blocks[-1] = replace(blocks[-1], by=Speaker(blocks[-1].by.name if blocks[-1].by else "", line))
        elif joinable and _wrapped(blocks[-1].text, line):
            blocks[-1] = replace(blocks[-1], text=f"{blocks[-1].text} {line}")
        else:
            blocks.append(Raw(line, item=bullet_waiting))
            bullet_waiting, joinable = False, True
    return blocks


def _speech(line: str) -> Raw | None:
    """A line that opens a question or an answer, with its speaker."""
    if speaker := asked(line):
        return Raw(line, role="question", by=speaker)
    if speaker := answered(line):
        return Raw(line, role="answer", by=speaker)
    return None


def _names_capacity(line: str, by: Speaker | None) -> bool:
    """Whether a line below "Ada Marsh answered" says in what capacity she did."""
    return by is not None and by.capacity is None and is_capacity(line)


def _wrapped(before: str, line: str) -> bool:
    """Whether `line` goes on with the sentence that `before` left open."""
    return (
        len(before) >= _HARD_WRAP_CHARS
        and before[-1] not in ".!?:;"
        and (line[0].islower() or before[-1] == ",")
    )
