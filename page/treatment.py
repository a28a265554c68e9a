"""Treatment and date, as the phone's own fields; and the chats that this browser keeps, as buttons.

Both are drawn as HTML whose changes are told by `LISTEN`: a native field is what a thumb, a keyboard and a
screen reader know best.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from page import wording
from page.talk import Talk, day_of
from page.text import escape

# Told to the page when a field has changed or a button is pressed; names are those of the elements. Letters
# that are typed to find a treatment change the field one by one: what counts is where they lead.
LISTEN = """
let later = null;
element.addEventListener("change", () => {
  clearTimeout(later);
  later = setTimeout(() => {
    const told = {};
    element.querySelectorAll("select, input").forEach((field) => { told[field.name] = field.value; });
    trigger("input", told);
  }, 400);
});
element.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-chat]");
  if (button) trigger("select", { index: Number(button.dataset.chat) });
});
"""


def fields(treatments: Sequence[str], talk: Talk, today: date) -> str:
    """Two fields, as far as they are known, and the day that the date comes to."""
    chosen = talk["treatment"] or ""
    names = list(treatments) if chosen in ("", *treatments) else [*treatments, chosen]
    options = "".join(
        f'<option value="{escape(name)}"{" selected" if name == chosen else ""}>'
        f"{escape(name or wording.TREATMENT_NONE)}</option>"
        for name in ["", *names]
    )
    day = day_of(talk, today)
    on = talk["date"] if day is not None else ""
    told = "" if day is None else f'<span class="day">{escape(wording.DAY.format(day=day))}</span>'
    return (
        f'<div class="fields"><label>{escape(wording.TREATMENT)}'
        f'<select name="treatment" value="{escape(chosen)}">{options}</select></label>'
        f"<label><span>{escape(wording.DATE)} {told}</span>"
        f'<input type="date" name="date" value="{escape(on)}" max="{today.isoformat()}"></label></div>'
    )


def past(kept: Sequence[Talk]) -> str:
    """The chats that this browser keeps, newest first, each by its first question."""
    note = f'<p class="hint">{escape(wording.HISTORY_NOTE)}</p>'
    if not kept:
        return f'{note}<p class="hint">{escape(wording.HISTORY_NONE)}</p>'
    items = "".join(
        f'<li><button type="button" data-chat="{number}">{escape(_first(talk))}</button></li>'
        for number, talk in enumerate(kept)
    )
    return f'{note}<ul class="past">{items}</ul>'


def _first(talk: Talk, most: int = 80) -> str:
    said: Any = " ".join(talk["turns"][0]["said"].split())
    return said if len(said) <= most else f"{said[:most].rstrip()}…"
