"""A talk → what each part of the page shows of it, in one place. Pure, but for the service it asks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from page import draw, wording
from page.banner import banner
from page.cards import cards
from page.service import Service
from page.talk import Talk, dangers, day_of, is_under_way
from page.timeline import timeline
from page.treatment import fields


class View(NamedTuple):
    """What is shown; `page/parts` has the component of each. `examples` is None in a chat with messages."""

    talk: Talk
    messages: list[dict[str, Any]]
    examples: list[dict[str, str]] | None
    sources: str
    banner: str
    fields: str
    timeline: str


def view(talk: Talk, today: date, service: Service) -> View:
    """All that is shown of a talk."""
    answers = [turn["answer"] for turn in talk["turns"]]
    treatment = talk["treatment"]
    expected = service.expected(treatment) if treatment else ()
    return View(
        talk,
        messages(talk, service.unavailable),
        None if talk["turns"] else examples(talk, service),
        cards(answers, today),
        banner(dangers(talk), service.clinic),
        fields(service.treatments(), talk, today),
        timeline(expected, treatment, day_of(talk, today)),
    )


def messages(talk: Talk, unavailable: str) -> list[dict[str, Any]]:
    """The conversation as the chat draws it; what can be asked next stands under the last answer."""
    drawn: list[dict[str, Any]] = []
    raised = None
    for number, turn in enumerate(talk["turns"]):
        answer = turn["answer"]
        drawn.append({"role": "user", "content": draw.said(turn["said"], under_way=is_under_way(turn))})
        if answer:
            new = answer["instruction"] != raised or answer["outcome"] == "escalated"
            raised = answer["instruction"]
            content = draw.answer(answer if new else {**answer, "instruction": None}, number)
            drawn.append({"role": "assistant", "content": content})
        elif turn["state"] != "waiting":
            text = unavailable if turn["state"] == "failed" else wording.STOPPED
            drawn.append({"role": "assistant", "content": draw.plain(text)})
    last = talk["turns"][-1]["answer"] if talk["turns"] else None
    if last and (following := [*last["choices"], *last["follow_ups"]]):
        drawn[-1]["options"] = [{"value": text} for text in following]
    return drawn


def examples(talk: Talk, service: Service) -> list[dict[str, str]]:
    """Questions for an empty chat: on the treatment where one is chosen, else on several."""
    of_treatment: Sequence[str] = service.examples(talk["treatment"]) if talk["treatment"] else ()
    return [{"text": text} for text in of_treatment or wording.EXAMPLES]
