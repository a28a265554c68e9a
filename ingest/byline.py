"""What a line of a page states about the page: author, reviewer, dates, category."""

from __future__ import annotations

import re

from ingest.dates import iso_date
from ingest.speakers import named

Fields = dict[str, str | None]

_BY = re.compile(
    r"^(?P<what>(?:medically |clinically |fact[- ])?(?:reviewed|checked) by"
    r"|(?:written |posted |published )?by"
    r"|author)[:\s]+(?P<who>[^|•·]{2,90})$",
    re.I,
)
_DATED = re.compile(
    r"^(?:(?:page|article|date|content)\s+)?(?P<what>(?:last\s+|medically\s+|date\s+)*"
    r"(?:updated|modified|reviewed|revised|published|posted))(?:\s+date)?(?:\s+on)?(?:\s*:\s*|\s+)(?P<date>.+?)"
    r"(?:\s+by\s+(?P<who>.{2,60}))?$",
    re.I,
)
# A line that waits for the date on the next one: "Last updated on".
_WAITS = re.compile(
    r"^(?:last\s+|medically\s+|date\s+)*(?:updated|modified|reviewed|revised|published|posted)(?:\s+on)?\s*:?$",
    re.I,
)
_WHEN = (re.compile(r",?\s+on\s+([^|]{6,40})$", re.I), re.compile(r",\s+(\D{0,12}\d{1,4}[^|]{4,30})$"))
_BETWEEN = re.compile(
    r"\s*[|•·]\s*|\s+[-–—]\s+"
    r"|(?<!\blast)(?<!\bmedically)(?<!\bdate)[,;]?\s+(?=(?:last |medically )?"
    r"(?:updated|modified|reviewed|published)\b(?: on|:| by)?\s)",
    re.I,
)
_CATEGORY = re.compile(r"^.{0,60}?\bcategory:\s*(?P<category>.{2,60})$", re.I)
# The lead-in may be glued to the word before it, so no word boundary in front.
_GLUED_CATEGORY = re.compile(r"category:\s*", re.I)
_MAX_NAME_WORDS, _MAX_CHARS = 5, 200
_SMALL_WORDS = {"de", "da", "di", "van", "von", "der", "den", "la", "le", "bin", "al", "the", "of", "and"}


def byline_fields(line: str, title: str) -> Fields:
    """What a line states about the page; empty for a line of text.

    author and reviewer with the capacity that follows the name (`capacity` is the author's), published
    and updated as ISO dates, category. A date that cannot be told is None; the line is still no text.
    """
    if len(line) > _MAX_CHARS:
        return {}
    first, *others = _BETWEEN.split(line)
    found = _stated(first)
    if found:
        for other in others:
            found = {**_stated(other), **found}
        return found
    if title and line.lower().endswith(title.lower()):  # "…Category: Peels" run together with the title
        line = line[: len(line) - len(title)]
    line = _GLUED_CATEGORY.sub(" Category: ", line, count=1).strip()
    if category := _CATEGORY.match(line):
        return {"category": category["category"].strip()}
    return {}


def awaits_date(line: str) -> bool:
    """Whether the line is but the beginning of a statement: "Last updated on"."""
    return bool(_WAITS.match(line))


def _stated(part: str) -> Fields:
    """The author, the reviewer or a date that a part of a line states."""
    part = part.strip()
    if (dated := _DATED.match(part)) and (day := iso_date(dated["date"])):
        what = "published" if re.search(r"p(?:ublish|ost)ed$", dated["what"], re.I) else "updated"
        return {what: day, **(_person("by", dated["who"]) if dated["who"] else {})}
    if dated and re.fullmatch(r"[\d/.\s-]{6,12}", dated["date"]):  # a date, but of which day?
        return {"updated": None}
    if not (by := _BY.match(part)):
        return {}
    who, day = by["who"], None
    for pattern in _WHEN:
        if (when := pattern.search(who)) and (day := iso_date(when[1])):
            who = who[: when.start()]
            break
    person = _person(by["what"], who)
    if not person or day is None:
        return person
    return {**person, ("updated" if "reviewer" in person else "published"): day}


def _person(what: str, who: str) -> Fields:
    """The author or the reviewer, where `who` looks like a name."""
    speaker = named(who)
    words = speaker.name.split()
    if not words or len(words) > _MAX_NAME_WORDS or re.search(r"\d|[.!?]$(?<!\b\w\.)", speaker.name):
        return {}
    if not all(w[0].isupper() or w in _SMALL_WORDS for w in words) and len(words) > 1:
        return {}
    if re.search(r"review|check", what, re.I):
        return {"reviewer": who.strip(" ,")}
    return {"author": speaker.name, "capacity": speaker.capacity}
