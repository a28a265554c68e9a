"""How old an article is, and its dates in words."""

from __future__ import annotations

from datetime import date
from typing import Any

from page import wording_keeper as words
from page.cards import OLD_AFTER_YEARS, is_old

# The dates that an article may have, the one that tells most of its age first.
DATES = (("checked", words.CHECKED), ("updated", words.UPDATED), ("published", words.PUBLISHED))
_OLD = {"checked": words.OLD_CHECKED, "updated": words.OLD_UPDATED, "published": words.OLD_PUBLISHED}


def dated(entry: dict[str, Any]) -> str | None:
    """The day on which somebody last looked after an article: checked, else updated, else published."""
    return next((entry[name] for name, _ in DATES if entry[name]), None)


def old(entry: dict[str, Any], today: date) -> str | None:
    """A warning where nobody looked after it for `OLD_AFTER_YEARS`; None where it is younger or undated."""
    name = next((name for name, _ in DATES if entry[name]), None)
    if name is None or not is_old(entry[name], today):
        return None
    return words.OLD.format(done=_OLD[name], years=OLD_AFTER_YEARS)


def in_words(iso: str | None) -> str:
    """A date in words; what is no whole date is shown as it is."""
    day = _parsed(iso)
    return f"{day.day} {day:%B %Y}" if day else iso or words.UNDATED


def _parsed(iso: str | None) -> date | None:
    try:
        return date.fromisoformat(iso) if iso else None
    except ValueError:  # a year alone
        return None
