"""Choices that were offered, and a reply that picks one."""

from __future__ import annotations

from bot.contract import Turn
from bot.understand import understand
from ingest.treatments import shipped

TABLE = shipped()


def test_a_choice_that_was_offered_is_picked_by_its_number() -> None:
    offer = "Which treatment did you have?\n\n- waxing\n\n- lash lift\n\n- tattoo"
    before = [Turn("user", "can I swim?"), Turn("assistant", offer)]
    for said, name in (
        ("the second one", "lash lift"),
        ("3", "tattoo"),
        ("last please", "tattoo"),
        ("middle one", "lash lift"),
    ):
        question = understand(said, before, TABLE)
        assert (question.treatment, question.topics, question.text) == (name, ("swimming",), said)
    assert understand("number 2. my mate had number 1", before, TABLE).treatment == "lash lift"
    assert understand("the fifth", before, TABLE).treatment is None
    assert understand("the second one", [Turn("assistant", "- prison\n- gold")], TABLE).treatment is None


def test_choices_may_be_asked_about_in_a_sentence() -> None:
    offer = "That differs. Which was it: laser hair removal, tattoo removal or laser resurfacing?"
    before = [Turn("user", "can I swim after the laser?"), Turn("assistant", offer)]
    assert understand("middle one", before, TABLE).treatment == "tattoo removal"


def test_what_is_asked_behind_a_number_is_kept() -> None:
    offer = "Which treatment did you have?\n\n- waxing\n\n- lash lift\n\n- tattoo"
    before = [Turn("user", "can I swim?"), Turn("assistant", offer)]
    question = understand("2. it weeps, when can I shower", before, TABLE)
    assert (question.treatment, question.slot, question.topics) == (
        "lash lift",
        "how_long",
        ("showering",),
    )
    assert understand("First, sorry for the delay", before, TABLE).treatment is None
