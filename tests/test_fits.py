"""Whether what a sentence says holds for what the person had."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.fits import asks_of_before, fits
from bot.understand import understand
from ingest.article import Origin, Passage
from ingest.treatments import shipped

TABLE = shipped()


def passage(title: str, *treatments: str) -> Passage:
    return Passage("a#1", "a", title, "", "guide", "text", "", (), treatments, Origin())


@pytest.mark.parametrize(
    ("asked", "told", "holds"),
    [
        ("makeup after a medium chemical peel?", "Wait 10 days after a medium chemical peel.", True),
        ("makeup after a medium chemical peel?", "Wait 24 hours after a superficial chemical peel.", False),
        ("makeup after a light peel?", "Wait 24 hours after a superficial chemical peel.", True),
        ("makeup after a chemical peel?", "Wait 24 hours after a superficial chemical peel.", True),
        ("makeup after a deep peel?", "Makeup hides redness.", True),
    ],
)
def test_what_holds_for_one_kind_does_not_answer_for_another(asked: str, told: str, holds: bool) -> None:
    question = understand(asked, (), TABLE)
    assert fits(question, passage("Makeup", "chemical peel"), told, TABLE) is holds


def test_a_kind_is_told_by_the_longest_word() -> None:
    assert TABLE.kinds_in("a non-ablative laser", "laser resurfacing") == {"non-ablative"}
    assert TABLE.kinds_in("a CO2 laser", "laser resurfacing") == {"ablative"}
    assert TABLE.kinds_in("a deep peel", "waxing") == frozenset()


@pytest.mark.parametrize(
    ("told", "holds"),
    [
        ("Labels tell users to wait 6 months for waxing and chemical peels.", False),
        ("After botulinum toxin or waxing, leave the skin alone for a day.", True),
        ("Leave the skin alone for a day.", True),
    ],
)
def test_skin_in_general_may_not_speak_of_other_treatments_alone(told: str, holds: bool) -> None:
    question = understand("had botox yesterday, can my brows be waxed", (), TABLE)
    assert fits(question, passage("Skin"), told, TABLE) is holds
    assert fits(question, passage("Skin", "botulinum toxin"), told, TABLE)


def test_brows_that_were_tattooed_are_no_tattoo() -> None:
    assert understand("my brows were tattooed monday", (), TABLE).treatment == "microblading"


def test_a_heading_that_supposes_something_answers_who_said_so() -> None:
    eye = replace(passage("First aid"), section="What do I do if a chemical gets in my eye?")
    rinse = "Rinse the eye with clean water for 20 minutes."
    assert not fits(understand("when can my new lashes get wet?", (), TABLE), eye, rinse, TABLE)
    assert fits(understand("how long do I rinse my eye?", (), TABLE), eye, rinse, TABLE)
    assert fits(understand("my lid burns, what now", (), TABLE), eye, rinse, TABLE)


@pytest.mark.parametrize(
    ("asked", "before"),
    [
        ("can I shave the night before laser hair removal?", True),
        ("do I stop retinol before my next chemical peel", True),
        ("how long before botox kicks in", False),
        ("I shaved the day before my laser hair removal. When can I shave again?", False),
        ("I took ibuprofen before my lip filler, how long will the bruise last?", False),
        ("how long before my tattoo stops itching", False),
        ("hairier than before ipl", False),
        ("a brown shadow that wasn't there before my ipl", False),
        ("when does a wash before bed hurt the waxing", False),
        ("how long before I can swim after waxing", False),
        ("can I shave after laser hair removal", False),
    ],
)
def test_what_is_asked_of_the_time_before(asked: str, before: bool) -> None:
    assert asks_of_before(understand(asked, (), TABLE), TABLE) is before
