"""What stands above everything: who the clinic is, and in danger what to do, with numbers to tap."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from page import wording
from page.text import escape

JSON = dict[str, Any]
# A number to call, and what the link says.
Call = tuple[str, str]


def header(clinic: JSON) -> str:
    """The page's name, and the clinic's with its numbers where it has told them."""
    told = [escape(clinic["name"])] if clinic["name"] else []
    told += [_link(wording.CALL.format(who=text), number) for text, number in _clinic_calls(clinic)]
    mine = f'<p class="clinic">{" · ".join(told)}</p>' if told else ""
    return f'<header class="top"><h1>{wording.TITLE}</h1>{mine}<p>{escape(wording.INTRO)}</p></header>'


def banner(dangers: Sequence[JSON], clinic: JSON) -> str:
    """The worst of the dangers that were raised in a conversation; "" where none was.

    An emergency stands before an urgent sign, of equals the latest.
    """
    worst = max(
        enumerate(dangers), key=lambda pair: (pair[1]["urgency"] == "emergency", pair[0]), default=None
    )
    if worst is None:
        return ""
    danger = worst[1]
    calls = _calls(danger["urgency"], danger["instruction"], clinic)
    links = "".join(f"<li>{_link(wording.CALL.format(who=who), number)}</li>" for who, number in calls)
    return (
        f'<div class="banner {escape(danger["urgency"])}" role="alert" aria-label="{wording.BANNER}">'
        f"<p>{escape(danger['instruction'])}</p>"
        + (f'<ul class="calls">{links}</ul>' if links else "")
        + "</div>"
    )


def _calls(urgency: str, instruction: str, clinic: JSON) -> list[Call]:
    """The numbers to offer: the emergency number where the instruction names it, then the clinic's."""
    number = clinic["emergency_number"]
    emergency = [(number, number)] if number else list(wording.EMERGENCY_NUMBERS)
    named = [call for call in emergency if re.search(rf"(?<!\d){re.escape(call[1])}(?!\d)", instruction)]
    clinics = _clinic_calls(clinic)
    return [*named, *clinics] if urgency == "emergency" else [*clinics, *named]


def _clinic_calls(clinic: JSON) -> list[Call]:
    calls = []
    if clinic["phone"]:
        calls.append((wording.CLINIC_NUMBER.format(number=clinic["phone"]), clinic["phone"]))
    if clinic["out_of_hours"]:
        calls.append((wording.OUT_OF_HOURS.format(number=clinic["out_of_hours"]), clinic["out_of_hours"]))
    return calls


def _link(text: str, number: str) -> str:
    """A link that a phone calls by. In "+44 (0)20" the nought is for who calls from within the country."""
    abroad = re.sub(r"^(\s*(?:\+|00)[^(]*)\(0\)", r"\1", number)
    return f'<a href="tel:{re.sub(r"[^+0-9]", "", abroad)}">{escape(text)}</a>'
