"""The cards of an answer's sources: whose words, how old, and the passage with the quote marked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import quote as percent
from urllib.parse import urlsplit

from page import wording
from page.text import escape, lines

JSON = dict[str, Any]

# A source that was last updated longer ago than this carries a warning.
OLD_AFTER_YEARS = 3
_DAYS_A_YEAR = 365.25


def cards(answers: Sequence[JSON | None], today: date) -> str:
    """The source cards of a conversation, the newest answer's first."""
    drawn = []
    for turn, data in reversed(list(enumerate(answers))):
        if data and data["citations"]:
            asked = escape(data["question"].strip())
            inside = "".join(_card(citation, turn, today) for citation in data["citations"])
            drawn.append(f'<section aria-label="{wording.SOURCES}"><h2>{asked}</h2>{inside}</section>')
    return f'<div class="cards">{"".join(drawn) or _hint()}</div>'


def _hint() -> str:
    return f'<p class="hint">{escape(wording.SOURCES_HINT)}</p>'


def _card(citation: JSON, turn: int, today: date) -> str:
    title = citation["title"]
    if citation["summary_of"]:
        title = wording.SUMMARY_OF.format(title=citation["summary_of"])
    section = f' <span class="section">› {escape(citation["section"])}</span>' if citation["section"] else ""
    facts = [label(citation), citation["publisher"], citation["author"], citation["updated"]]
    return (
        f'<details class="card" id="card-{turn}-{citation["number"]}">'
        f"<summary><b>[{citation['number']}]</b> {escape(title)}{section}</summary>"
        f'<p class="label">{" · ".join(escape(fact) for fact in facts if fact)}</p>'
        f"{_warning(citation['updated'], today)}"
        f'<div class="passage">{_highlighted(citation)}</div>{_link(citation)}'
        f'<p><button type="button" class="back">{wording.BACK}</button></p></details>'
    )


def label(citation: JSON) -> str:
    """Whose words they are, in words."""
    if citation["own"]:
        return wording.OWN_LEAFLET
    kind = wording.EVIDENCE[citation["evidence"]]
    if citation["copy"]:
        kind = wording.COPY_OF.format(label=kind)
    return wording.SELLS.format(label=kind) if citation["commercial"] else kind


def is_old(updated: str | None, today: date) -> bool:
    """Whether a date (YYYY-MM-DD) is past the set age; what has no such date is not called old."""
    try:
        then = date.fromisoformat(updated or "")
    except ValueError:
        return False
    return (today - then).days > OLD_AFTER_YEARS * _DAYS_A_YEAR


def _warning(updated: str | None, today: date) -> str:
    if not is_old(updated, today):
        return ""
    return f'<p class="old">{escape(wording.OLD.format(updated=updated, years=OLD_AFTER_YEARS))}</p>'


def _highlighted(citation: JSON) -> str:
    """The passage with the quoted span marked; the three parts are escaped after they are cut apart."""
    passage, start = citation["passage"], citation["start"]
    end = start + len(citation["quote"])
    return f"{lines(passage[:start])}<mark>{lines(passage[start:end])}</mark>{lines(passage[end:])}"


def _link(citation: JSON) -> str:
    """A link to the original, at the quoted words where the browser knows how."""
    url = web_address(citation["url"])
    if url is None:
        return ""
    fragment = (
        "" if "#" in url or citation["summary_of"] else f"#:~:text={percent(citation['quote'], safe='')}"
    )
    return (
        f'<p><a href="{escape(url + fragment)}" target="_blank" '
        f'rel="noopener noreferrer nofollow">{wording.ORIGINAL}</a></p>'
    )


def web_address(url: str | None) -> str | None:
    """The address, if it is one that may be linked to: http(s) alone."""
    return url if url and urlsplit(url).scheme in ("http", "https") else None
