"""The name of the site in a page's title: "Peels - Skin by Oksana" is "Peels", by Skin by Oksana.

It is taken for that only where the page says so elsewhere: in its copyright line, or on a line of its
own in its header. What stands nowhere else is left in the title.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from ingest.page import Page
from ingest.treatments import TreatmentTable

# The last divider of a title, and what stands on both sides of it.
_ENDING = re.compile(r"^(?P<title>.{3,})(?:\s[-–—·:|]{1,2}\s|\s*\|\s*)(?P<site>[^|]{2,60})$")
_COPYRIGHT = re.compile(r"©|\(c\)|\bcopyright\b|\ball rights reserved\b", re.I)
_HEADER_LINES = 12  # of the page, in which its name stands alone
# Words that a page's header holds without being a name.
_GENERAL = re.compile(
    r"\b(?:aftercare|care|faqs?|guides?|instructions?|tips?|treatments?|services|polic(?:y|ies)|blog|home|about"
    r"|articles?|questions?|answers?|advice|information|help|skin|part \d|introduction|overview)\b",
    re.I,
)


def named_site(page: Page, lines: Iterable[str], table: TreatmentTable) -> Page:
    """The page with the site's name as its publisher and out of its title, where that is certain.

    Args:
        page: as it was read.
        lines: the whole document, in which the name has to stand once more.
        table: the treatments; a treatment is no name of a site.
    """
    title, site = page.title, None
    while match := _ENDING.match(title):
        known = page.publisher is not None and _same(match["site"], page.publisher)
        if not known and not _stands_elsewhere(match["site"], lines, table):
            break
        title, site = match["title"].strip(), match["site"].strip()
    return replace(page, title=title, publisher=page.publisher or site) if site else page


def _stands_elsewhere(site: str, lines: Iterable[str], table: TreatmentTable) -> bool:
    """Whether a copyright line holds the name, or a line of the header is the name."""
    name = re.compile(rf"(?<!\w){re.escape(site)}(?!\w)", re.I)
    general = bool(table.find(site)) or not _GENERAL.sub("", site).strip(" &-,")
    filled = [line.strip() for line in lines if line.strip()][1:]
    if any(_COPYRIGHT.search(line) and name.search(line) for line in filled):
        return True
    return not general and any(_same(line.lstrip("#* "), site) for line in filled[:_HEADER_LINES])


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).lower() == " ".join(other.split()).lower()
