"""An answer, as the JSON that `bot` promises, drawn as HTML.

Everything that a document or a person wrote is escaped where it is drawn. The HTML is one line a message,
so that no Markdown in it is read as such.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from page import wording
from page.text import escape, lines

JSON = dict[str, Any]


def said(message: str, *, under_way: bool = False) -> str:
    """A person's own message; while its answer is under way the page shows the button that stops it."""
    return f'<div class="said{" under-way" if under_way else ""}">{lines(message.strip())}</div>'


def answer(data: JSON, turn: int) -> str:
    """An answer as it stands in the chat; its markers point to the cards of the same turn."""
    parts = []
    if data["instruction"]:
        parts.append(
            f'<div class="instruction {escape(data["urgency"])}">{escape(data["instruction"])}</div>'
        )
    if data["message"]:
        parts.append(f"<p>{lines(data['message'])}</p>")
    parts += _sentences(data["sentences"], turn)
    parts += [_note(note, turn) for note in _notes(data)]
    parts += [_differ(conflict, turn) for conflict in data["conflicts"]]
    parts.append(f'<p class="disclaimer">{escape(data["disclaimer"])}</p>')
    return f'<div class="answer">{"".join(parts)}</div>'


def plain(text: str) -> str:
    """Fixed wording in an answer's place."""
    return f'<div class="answer"><p>{lines(text)}</p></div>'


def _sentences(sentences: Sequence[JSON], turn: int) -> list[str]:
    """The direct sentence as a paragraph, the others as a list, under their treatment if several."""
    drawn: list[str] = []
    about = None
    lead = ""
    direct = True
    for sentence in sentences:
        if sentence["about"] and sentence["about"] != about:
            about = sentence["about"]
            drawn.append(f'<p class="about">{escape(wording.AFTER.format(treatment=about))}</p>')
        if sentence["introduces"]:
            lead = f'<span class="lead-in">{lines(sentence["text"])}</span> '
            continue
        marks = "".join(_mark(number, turn) for number in sentence["citations"])
        kind = "direct" if direct else "further"
        drawn.append(f'<p class="sentence {kind}">{lead}{lines(sentence["text"])} {marks}</p>')
        lead, direct = "", False
    return drawn


def _notes(data: JSON) -> Sequence[str]:
    """The notes but those that say a conflict in words: it is drawn side by side."""
    of_conflicts = sum(1 + (conflict["cautious"] is not None) for conflict in data["conflicts"])
    notes: Sequence[str] = data["notes"]
    return notes[: len(notes) - of_conflicts]


def _note(text: str, turn: int) -> str:
    """A line in fixed wording behind the sentences; its markers open their cards too."""
    marked = re.sub(r"\[(\d+)\]", lambda match: _mark(int(match[1]), turn), lines(text))
    return f'<p class="note">{marked}</p>'


def _differ(conflict: JSON, turn: int) -> str:
    """What each source says, side by side, the cautious one marked."""
    cells = []
    for position in conflict["positions"]:
        cautious = position == conflict["cautious"]
        tag = f'<span class="cautious">{escape(wording.CAUTIOUS)}</span>' if cautious else ""
        cells.append(
            f"<li{' class=chosen' if cautious else ''}><b>{lines(position['says'])}</b> "
            f"{_mark(position['citation'], turn)}{tag}</li>"
        )
    title = escape(wording.DIFFER[conflict["kind"]].format(topic=conflict["topic"]))
    return f'<div class="differ"><p>{title}</p><ul>{"".join(cells)}</ul></div>'


def _mark(number: int, turn: int) -> str:
    name = escape(wording.SOURCE.format(number=number))
    return f'<a class="mark" href="#card-{turn}-{number}" aria-label="{name}">[{number}]</a>'
