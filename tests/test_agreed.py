"""A reply that agrees to what was asked is read for danger signs together with the question."""

from __future__ import annotations

import pytest

from bot.contract import Turn
from bot.triage import triage
from ingest.treatments import shipped

TABLE = shipped()
ASKED = "I see. Do you feel unwell in yourself, for example feverish with spreading redness?"


@pytest.mark.parametrize(
    ("reply", "level"),
    [
        ("yeah both tbh", "emergency"),
        ("omg yes since last night", "emergency"),
        ("Sadly yes.", "emergency"),
        ("it does", "emergency"),
        ("yes, but no fever", "routine"),
        ("yes to the first", "routine"),
        ("not really", "routine"),
        ("it is fine really", "routine"),
        ("do I need to worry", "routine"),
        ("have you seen that before", "routine"),
        ("which cream should I use?", "routine"),
    ],
)
def test_a_reply_that_agrees_says_what_it_was_asked(reply: str, level: str) -> None:
    turns = [Turn("user", "my tattoo is a week old"), Turn("assistant", ASKED)]
    found = triage(reply, turns, TABLE)
    assert (found.urgency if found else "routine") == level
    later = triage("may I swim?", [*turns, Turn("user", reply), Turn("assistant", "Wait.")], TABLE)
    assert (later.urgency if later else "routine") == level


@pytest.mark.parametrize(
    "question",
    ["Is there any fever with spreading redness?", "Are fever and spreading redness there?"],
)
def test_a_question_on_a_thing_is_agreed_to_as_one_on_a_person(question: str) -> None:
    found = triage("yes both", [Turn("assistant", question)], TABLE)
    assert found is not None and found.urgency == "emergency"


@pytest.mark.parametrize(
    "offer",
    [
        "Would you like to know when fever with spreading redness needs a doctor?",
        "Shall I tell you what fever with spreading redness means?",
    ],
)
def test_to_take_an_offer_is_to_say_nothing(offer: str) -> None:
    assert triage("yes please", [Turn("assistant", offer)], TABLE) is None


def test_what_stands_between_two_messages_parts_no_sign() -> None:
    asks = f"I see. {'Is it keeping you up, ' * 8}is it bothering you at night?"
    turns = [Turn("user", "I have a fever since the tattoo"), Turn("assistant", asks)]
    found = triage("yeah, spreading up my arm", turns, TABLE)
    assert found is not None and found.urgency == "emergency"


def test_only_the_question_that_a_reply_ends_is_agreed_to() -> None:
    told = [Turn("assistant", "Call if you have a fever with spreading redness. Does it itch?")]
    assert triage("yes", told, TABLE) is None
    assert (
        triage("yes", [Turn("assistant", "Call if you have a fever with spreading redness.")], TABLE) is None
    )
