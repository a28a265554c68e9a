"""The name of the site in a page's title: "Peels - Skin by Oksana" is "Peels", by Skin by Oksana.

It is taken for that only where the page says so elsewhere: in its copyright line, on a line of its own
beside address, telephone or copyright, in an invitation to book, or in another form of the title. What
stands nowhere else is left in the title.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from ingest.clutter import clutter
from ingest.page import Page
from ingest.treatments import TreatmentTable

# The last divider of a title, and what stands on both sides of it.
_ENDING = re.compile(r"^(?P<title>.{3,})(?:\s[-–—·:|]{1,2}\s|\s*\|\s*)(?P<site>[^|]{2,60})$")
_IMPRINT = ("address", "phone or e-mail", "copyright")
_COPYRIGHT = re.compile(r"©|\(c\)|\bcopyright\b|\ball rights reserved\b", re.I)
# Words that a page's header holds without being a name.
_GENERAL = re.compile(
    r"\b(?:aftercare|care|faqs?|guides?|instructions?|tips?|treatments?|services|polic(?:y|ies)|blog|home|about"
    r"|articles?|questions?|answers?|advice|information|help|skin|part \d|introduction|overview)\b",
    re.I,
)


def named_site(page: Page, table: TreatmentTable) -> Page:
    """The page with the site's name as its publisher and out of its title, where that is certain.

    What the page says outside its text is in its `left_out`. A name of a treatment is no name of a site.
    """
    title, site = page.title, None
    while match := _ENDING.match(title):
        ending = match["site"].strip()
        known = page.publisher is not None and _same(ending, page.publisher)
        if not known and not _stands_elsewhere(ending, page, table):
            break
        title, site = match["title"].strip(), ending
    return replace(page, title=title, publisher=page.publisher or site) if site else page


def ends_alike(line: str, title: str) -> bool:
    """Whether a line is another form of the title: "Peeling | Site" of "Peels - Site"."""
    one, other = _ENDING.match(line.strip()), _ENDING.match(title)
    return bool(one and other and _same(one["site"], other["site"]))


def _stands_elsewhere(site: str, page: Page, table: TreatmentTable) -> bool:
    name = re.compile(rf"(?<!\w){re.escape(site)}(?!\w)", re.I)
    lines = [one.text for one in page.left_out if one.kind != "front matter"]
    if not _GENERAL.sub("", site).strip(" &-,"):
        return False
    if any(_COPYRIGHT.search(line) and name.search(line) for line in lines):
        return True
    if table.find(site):
        return False
    if any(one.kind == "advert" and name.search(one.text) for one in page.left_out):
        return True
    again = (
        line for line in lines if ends_alike(line, page.title) and not _same(line.strip("#* "), page.title)
    )
    if any(name.search(line) for line in again):
        return True
    return any(
        (_same(one, site) and clutter(other) in _IMPRINT) or (_same(other, site) and clutter(one) in _IMPRINT)
        for one, other in pairwise(lines)
    )


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).lower() == " ".join(other.split()).lower()
