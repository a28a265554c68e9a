"""What a line of a page states about the page: author, dates, category."""

from __future__ import annotations

import re
from datetime import datetime

_BYLINE = re.compile(r"^(?:written )?by[:\s]+(?P<author>[^|•·]{2,60}?)\s*(?:[|•·]\s*(?P<rest>.*))?$", re.I)
_DATED = re.compile(
    r"^(?P<what>(?:last\s+)?(?:updated|modified|reviewed|published|posted))(?:\s+on)?[:\s]+(?P<date>.+?)$",
    re.I,
)
_DATE_FORMATS = ("%B %d, %Y", "%b %d, %Y", "%d %B %Y", "%d %b %Y", "%Y-%m-%d", "%B %d %Y")
_CATEGORY = re.compile(r"^.{0,60}?\bcategory:\s*(?P<category>.{2,60})$", re.I)
# The lead-in may be glued to the word before it, so no word boundary in front.
_GLUED_CATEGORY = re.compile(r"category:\s*", re.I)
_MAX_NAME_WORDS = 5


def byline_fields(line: str, title: str) -> dict[str, str | None]:
    """What a line states about the page: author, published, updated, category; empty for text."""
    if (byline := _BYLINE.match(line)) and len(byline["author"].split()) <= _MAX_NAME_WORDS:
        return {"author": byline["author"].strip(), **_dates(byline["rest"] or "")}
    if dates := _dates(line):
        return dates
    if line.lower().endswith(title.lower()):  # "…Category: Peels" run together with the title
        line = line[: len(line) - len(title)]
    line = _GLUED_CATEGORY.sub(" Category: ", line, count=1).strip()
    if category := _CATEGORY.match(line):
        return {"category": category["category"].strip()}
    return {}


def _dates(text: str) -> dict[str, str | None]:
    match = _DATED.match(text.strip())
    if not match:
        return {}
    for pattern in _DATE_FORMATS:
        try:
            day = datetime.strptime(match["date"].strip(" ."), pattern).date().isoformat()
        except ValueError:
            continue
        return {"published" if re.match("p", match["what"], re.I) else "updated": day}
    return {}
