"""The frame of a page saved as text: its menus, price lists, staff lists, contents and footer.

Most lines of a frame are a word or two that an article might hold as well ("Peels"). They are told by
their company: a run of such lines among which there are lines that are clutter for certain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.article import Role
from ingest.clutter import clutter_in_company, is_label
from ingest.speakers import Speaker

_FEWEST = 3  # lines of clutter that make the labels between them clutter too
_SPARSEST = 6  # of how many lines at least one is clutter for certain
_LONG_WORDS = 15
_MENU_ITEMS = 5  # list items with which no article begins
_MAX_PRICED_WORDS, _MAX_CALL_WORDS = 12, 14
_CONTENTS = re.compile(r"^\W*(?:table of contents|contents|on this page|in this (?:article|guide))\W*$", re.I)
_CALL = re.compile(
    r"^(?!(?:how|what|when|where|why|which|can|could|do|does|is|are|should|will)\b)(?:.*\b(?:book|schedule|reserve)\b"
    r".{0,40}\b(?:at|with|your|today|now|online|an?)\b.*|(?:ready|looking|interested|want)\b"
    r".*\b(?:book|visit|schedule|appointment|consultation|get started|chat|contact)\b.*"
    r"|(?:contact|visit) us\b.*|get in touch\b.*)$",
    re.I,
)
_SELLS = re.compile(r"\b(?:we|our|us|book|contact|visit|appointment)\b", re.I)
URGENT = re.compile(
    r"\b(?:swelling|redness|rash|reaction|infect\w*|bleed\w*|pain\w*|fever|blister\w*|emergency|worse\w*|unusual"
    r"|symptoms?|persists?|avoid|wait|hours|days|weeks)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Raw:
    """A line, or several that were wrapped, before it is clear what it is; `kind` is that of clutter."""

    text: str
    item: bool = False
    heading: bool = False
    indent: int = 0
    below: bool = False  # a question that stands under the heading before it
    role: Role | None = None  # a line that opens a question or an answer
    by: Speaker | None = None
    kind: str | None = None

    @property
    def marked(self) -> bool:
        """Whether it says that it is a heading: "## Care"."""
        return self.text.startswith("#")


def without_frame(blocks: Sequence[Raw]) -> list[Raw]:
    """The same blocks, with the kind of clutter on each that belongs to the frame."""
    marked = _contents(_menu_at_the_top(_once(blocks)))
    for start, end in _runs(marked):
        for number in _framed(marked, start, end):
            block = marked[number]
            marked[number] = replace(block, kind=block.kind or clutter_in_company(block.text) or "menu")
    return _without_closing_call(marked)


def _once(blocks: Sequence[Raw]) -> list[Raw]:
    """Mark a long paragraph that stands on the page a second time, as what a site says everywhere does."""
    seen: set[str] = set()
    found = []
    for block in blocks:
        again = block.text in seen and not block.item
        found.append(replace(block, kind=block.kind or "repeated") if again else block)
        if len(block.text.split()) >= _LONG_WORDS:
            seen.add(block.text)
    return found


def _runs(blocks: Sequence[Raw]) -> Iterator[tuple[int, int]]:
    """(start, end) of each stretch of labels and clutter, without any text in between."""
    start = 0
    introduced = False  # whether the list items that come stand under a line that ends in a colon
    for number, block in enumerate(blocks):
        introduced = introduced if block.item else block.text.endswith(":") and not block.kind
        if not block.kind and (introduced or not _may_be_of_a_frame(blocks, number)):
            if number > start:
                yield start, number
            start = number + 1
    if start < len(blocks):
        yield start, len(blocks)


def _may_be_of_a_frame(blocks: Sequence[Raw], number: int) -> bool:
    block = blocks[number]
    if block.role or block.marked:
        return False
    return is_label(block.text) or bool(clutter_in_company(block.text)) or _priced(blocks, number)


def _priced(blocks: Sequence[Raw], number: int) -> bool:
    """Whether a line stands between two prices or offers, as what is sold does."""
    text = blocks[number].text
    around = blocks[max(number - 1, 0) : number + 2]
    prices = sum(block.kind in ("price", "offer") for block in around)
    return prices == 2 and len(text.split()) <= _MAX_PRICED_WORDS and text[-1] not in ".!?:"  # noqa: PLR2004


def _framed(blocks: Sequence[Raw], start: int, end: int) -> range:
    """Which blocks of a run are of the frame."""
    certain = [n for n in range(start, end) if blocks[n].kind]
    found = [n for n in range(start, end) if blocks[n].kind or clutter_in_company(blocks[n].text)]
    if start == 0 and any(
        blocks[n].kind == "breadcrumb" for n in certain
    ):  # what stands above it is a menu's
        return range(next(n for n in certain if blocks[n].kind == "breadcrumb"))
    if not certain or len(found) < (1 if end == len(blocks) else _FEWEST):
        return range(0)
    first, last = found[0], found[-1]
    if start == 0:
        first = start
    if end == len(blocks):
        last = end - 1
        named = blocks[first].kind in ("address", "phone or e-mail") and not blocks[first - 1].item
        first -= first > start and named  # the name above an address
    elif len(found) * _SPARSEST < last - first + 1:
        return range(0)
    prices = [n for n in found if blocks[n].kind == "price" and not re.search(r"[^\W\d]", blocks[n].text)]
    if len(prices) >= _FEWEST:  # what the first or the last price is for stands beside it
        if first == prices[0] and first > start:
            first = max(start, first - 2)
        elif last == prices[-1] and last + 1 < end:
            last += 1
    return range(first, last + 1)


def _menu_at_the_top(blocks: list[Raw]) -> list[Raw]:
    """Mark a run of labels in a list with which the page begins."""
    end = next((n for n, b in enumerate(blocks) if not (b.kind or (b.item and is_label(b.text)))), 0)
    if sum(block.item for block in blocks[:end]) >= _MENU_ITEMS:
        return [replace(b, kind=b.kind or "menu") for b in blocks[:end]] + blocks[end:]
    return blocks


def _contents(blocks: list[Raw]) -> list[Raw]:
    """Mark the entries of a table of contents: lines below its name that recur as headings."""
    name = next((n for n, block in enumerate(blocks) if _CONTENTS.match(block.text)), None)
    if name is None:
        return blocks
    found = list(blocks)
    last = {block.text.lstrip("# "): number for number, block in enumerate(blocks)}
    for number in range(name + 1, len(blocks)):
        block = blocks[number]
        if not (block.kind or last.get(block.text, 0) > number):
            break
        found[number] = replace(block, kind=block.kind or "contents")
    return found


def _without_closing_call(blocks: list[Raw]) -> list[Raw]:
    """Mark the invitation to book with which a page closes; care that stands under it is kept."""
    first = len(blocks) // 3
    start = next((n for n in range(len(blocks) - 1, first - 1, -1) if _is_call(blocks[n])), None)
    if start is None or any(_heads(block) for block in blocks[start + 1 :]):
        return blocks
    found = list(blocks)
    for number in range(start, len(blocks)):
        block = blocks[number]
        sells = number == start or (_SELLS.search(block.text) and not URGENT.search(block.text))
        if sells and not block.item:
            found[number] = replace(block, kind=block.kind or "advert")
    return found


def _heads(block: Raw) -> bool:
    """Whether a block may be the heading of more text."""
    return bool(block.marked or block.role) or not (block.kind or block.item or not is_label(block.text))


def _is_call(block: Raw) -> bool:
    words = len(block.text.split())
    if block.item or block.role or words > _MAX_CALL_WORDS or block.text[-1] in ".:":
        return False
    return bool(_CALL.match(block.text.strip("# *")))
