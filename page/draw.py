"""An answer, as the JSON that `bot` promises, drawn as HTML.

Everything that a document or a person wrote is escaped here, at the one place where it is drawn. The
HTML is one line a message, so that no Markdown in it is read as such.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from typing import Any
from urllib.parse import quote as percent
from urllib.parse import urlsplit

JSON = dict[str, Any]

EVIDENCE = {
    "health-authority": "health authority",
    "professional-body": "professional body",
    "peer-reviewed": "peer-reviewed study",
    "clinician": "clinician",
    "clinic": "clinic or salon",
    "brand": "brand",
    "unknown": "source not classified",
}
_EMPTY_CARDS = (
    '<p class="hint">Every sentence of an answer carries a number. Tap it, and its source opens here, '
    "with the quoted words marked.</p>"
)


def said(message: str) -> str:
    """A person's own message."""
    return f'<div class="said">{_lines(message.strip())}</div>'


def answer(data: JSON, turn: int) -> str:
    """An answer as it stands in the chat; its markers point to the cards of the same turn."""
    parts = []
    if data["instruction"]:
        parts.append(
            f'<div class="instruction {escape(data["urgency"])}" role="alert">'
            f"{escape(data['instruction'])}</div>"
        )
    if data["message"]:
        parts.append(f"<p>{escape(data['message'])}</p>")
    parts += _sentences(data["sentences"], turn)
    parts += [_note(note, turn) for note in data["notes"]]
    parts.append(f'<p class="disclaimer">{escape(data["disclaimer"])}</p>')
    return f'<div class="answer">{"".join(parts)}</div>'


def _sentences(sentences: Sequence[JSON], turn: int) -> list[str]:
    """The direct sentence as a paragraph, the others as a list, under their treatment if several."""
    lines: list[str] = []
    about = None
    lead = ""
    for sentence in sentences:
        if sentence["about"] and sentence["about"] != about:
            about = sentence["about"]
            lines.append(f'<p class="about">After {escape(about)}:</p>')
        if sentence["introduces"]:
            lead = f'<span class="lead-in">{escape(sentence["text"])}</span> '
            continue
        marks = "".join(_mark(number, turn) for number in sentence["citations"])
        kind = "direct" if not any("sentence" in line for line in lines) else "further"
        lines.append(f'<p class="sentence {kind}">{lead}{_lines(sentence["text"])} {marks}</p>')
        lead = ""
    return lines


def _note(text: str, turn: int) -> str:
    """A line in fixed wording behind the sentences; its markers open their cards too."""
    marked = re.sub(r"\[(\d+)\]", lambda match: _mark(int(match[1]), turn), escape(text))
    return f'<p class="note">{marked}</p>'


def _mark(number: int, turn: int) -> str:
    card = f"card-{turn}-{number}"
    return f'<a class="mark" href="#{card}" aria-label="Source {number}">[{number}]</a>'


def cards(answers: Sequence[JSON]) -> str:
    """The source cards of a conversation, the newest answer's first."""
    drawn = []
    for turn, data in reversed(list(enumerate(answers))):
        if data["citations"]:
            asked = escape(data["question"].strip())
            inside = "".join(_card(citation, turn) for citation in data["citations"])
            drawn.append(f'<section aria-label="Sources"><h3>{asked}</h3>{inside}</section>')
    return f'<div class="cards">{"".join(drawn) or _EMPTY_CARDS}</div>'


def _card(citation: JSON, turn: int) -> str:
    """One source: whose words, what kind of source, and the passage with the quote marked."""
    title = citation["title"]
    if citation["summary_of"]:
        title = f"Summary of “{citation['summary_of']}”"
    facts = [citation["publisher"], citation["author"], citation["updated"]]
    who = " · ".join(escape(fact) for fact in facts if fact)
    return (
        f'<details class="card" id="card-{turn}-{citation["number"]}">'
        f"<summary><b>[{citation['number']}]</b> {escape(title)}"
        + (f' <span class="section">› {escape(citation["section"])}</span>' if citation["section"] else "")
        + "</summary>"
        f'<p class="label">{escape(_label(citation))}{f" · {who}" if who else ""}</p>'
        f'<div class="passage">{_highlighted(citation)}</div>' + _link(citation) + "</details>"
    )


def _label(citation: JSON) -> str:
    if citation["own"]:
        return "your clinic’s own leaflet"
    label = EVIDENCE[citation["evidence"]]
    if citation["copy"]:
        label = f"copy of a {label}’s text"
    return f"{label} that sells what it recommends" if citation["commercial"] else label


def _highlighted(citation: JSON) -> str:
    """The passage with the quoted span marked; the three parts are escaped after they are cut apart."""
    passage, start = citation["passage"], citation["start"]
    end = start + len(citation["quote"])
    return f"{_lines(passage[:start])}<mark>{_lines(passage[start:end])}</mark>{_lines(passage[end:])}"


def _link(citation: JSON) -> str:
    """A link to the original, at the quoted words where the browser knows how; http(s) alone."""
    url = citation["url"]
    if not url or urlsplit(url).scheme not in ("http", "https"):
        return ""
    fragment = "" if "#" in url or citation["summary_of"] else f"#:~:text={percent(citation['quote'])}"
    return (
        f'<p><a href="{escape(url + fragment, quote=True)}" target="_blank" '
        f'rel="noopener noreferrer nofollow">Open the original</a></p>'
    )


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")
