"""What a follow-up leaves out: the treatment, the subject, the question before it."""

from __future__ import annotations

import pytest

from bot.asked import content
from bot.contract import Question, Turn
from bot.replies import beside_danger
from bot.understand import understand
from ingest.treatments import shipped

TABLE = shipped()


def after(*said: str) -> Question:
    *before, last = said
    return understand(last, [Turn("user", text) for text in before], TABLE)


def subjects(question: Question) -> set[str]:
    return {what if isinstance(what, str) else what.name for what in content(question, TABLE)}


@pytest.mark.parametrize(
    ("before", "message", "treatment", "slot", "topic"),
    [
        (
            "When can I lift weights again after cheek filler?",
            "same for dad? his was dysport round the eyes",
            "botulinum toxin",
            "how_long",
            "lifting",
        ),
        ("microderm today, a bit pink", "and waxing my chin?", "microdermabrasion", "open", "waxing"),
        ("can I shave after ipl", "what about waxing it instead", "ipl", "may_i", "waxing"),
        ("can I sunbathe after botox?", "and for a two day old tattoo?", "tattoo", "may_i", "sun"),
        ("new tattoo, how long till I can swim", "aw man. soap on it ok?", "tattoo", "may_i", "cleanser"),
    ],
)
def test_the_question_before_is_asked_of_what_is_said_now(
    before: str, message: str, treatment: str, slot: str, topic: str
) -> None:
    found = after(before, message)
    assert (found.treatment, found.topics) == (treatment, (topic,))
    assert slot in (found.slot, "open")


def test_whether_that_holds_for_another_kind_is_the_question_before_with_that_kind() -> None:
    found = after("How soon after a peel can I wear foundation?", "is that still true if it was a deep one")
    assert (found.slot, found.topics, found.treatment) == ("how_long", ("makeup",), "chemical peel")
    assert TABLE.kinds_in(found.standalone, found.treatment) == {"deep"}


def test_a_place_is_added_to_the_question_before_and_another_thing_is_not() -> None:
    assert "come off" in after("when do the brown bits come off after ipl", "and on my hands?").standalone
    assert "pluck" not in after("can I pluck hairs after ipl", "what about bleaching them").standalone


def test_a_question_without_a_subject_has_that_of_the_one_before() -> None:
    found = after("there are odd lines along the veins they treated with foam", "how long tho")
    assert found.slot == "how_long" and "lines" in found.standalone


def test_a_number_is_no_pronoun() -> None:
    assert "one week old" in after("can I tan after botox", "also a one week old stitch there").standalone


def test_what_is_done_meanwhile_is_no_subject_of_what_is_felt() -> None:
    normal = "is it normal that something pulls under the skin when I chew, after a thread lift"
    assert "chewing" not in subjects(after(normal))
    assert "chewing" in subjects(after("can I chew gum after a thread lift"))
    assert "chewing" in subjects(after("is it normal to chew after a thread lift"))  # nothing else is asked


def test_what_a_worried_person_asks_for_is_a_subject() -> None:
    assert "painkillers" in subjects(after("I'm worried about bruising after botox, can I take ibuprofen?"))
    assert "makeup" in subjects(after("why can I not wear makeup on scabs after microblading"))


@pytest.mark.parametrize(
    ("message", "treatment", "topics"),
    [
        ("can I have a peel", "botulinum toxin", ()),
        ("is the tattoo ok to touch", "tattoo", ()),
        ("and waxing my legs yesterday left bumps", "waxing", ("bumps",)),
    ],
)
def test_another_treatment_is_only_asked_about_or_was_had(
    message: str, treatment: str, topics: tuple[str, ...]
) -> None:
    found = after("can I fly after botox", message)
    assert (found.treatment, found.topics) == (treatment, topics)


def test_what_is_told_before_is_no_subject_of_how_long_a_sign_lasts() -> None:
    assert "ice" not in subjects(after("no ice, she said. how long does swelling last after lip filler"))
    assert "ice" in subjects(after("it is swollen, how long should I ice it after lip filler"))


def test_a_remedy_for_a_danger_sign_is_no_question_beside_it() -> None:
    assert not beside_danger(after("can I put an ice pack on it"))
    assert not beside_danger(after("which antihistamine can I take"))
    assert not beside_danger(after("should I rinse it with cold water"))
    assert beside_danger(after("can I wear my helmet"))


@pytest.mark.parametrize(
    "message",
    [
        "no not yet, it itches",
        "actually not about the peel, how long does botox swelling last?",
        "actually not sure if botox is ok tomorrow, it itches",
        "oh no, not the peel, how long does botox last?",
    ],
)
def test_not_corrects_only_where_it_denies_a_treatment_and_asks_nothing_itself(message: str) -> None:
    assert "swim" not in after("can I swim after a tattoo?", message).standalone


def test_a_longer_message_that_ends_in_what_was_spoken_of_leans_on_it() -> None:
    found = after("which sunscreen after a peel?", "and how many times a day do I put it on")
    assert (found.slot, found.topics, found.treatment) == ("how_often", ("sunscreen",), "chemical peel")


@pytest.mark.parametrize(
    ("message", "treatment", "standalone"),
    [
        ("sugared, not waxed sorry", "waxing", "can I run after waxing?"),
        ("it's not a tattoo actually, botox", "botulinum toxin", "can I run after botulinum toxin?"),
        ("no not laser, that was my brother. a new one on my ankle. can I swim", None, "swim"),
    ],
)
def test_what_is_denied_is_not_carried_on(message: str, treatment: str | None, standalone: str) -> None:
    before = {"waxing": "waxed, can I run", "botulinum toxin": "can I run after a tattoo"}
    found = after(before.get(treatment or "", "can I run after laser tattoo removal"), message)
    assert found.treatment == treatment and standalone in found.standalone


@pytest.mark.parametrize(
    ("treatment", "message"),
    [
        ("chemical peel", "it has not peeled yet, ok?"),
        ("chemical peel", "why not a peel again?"),
        ("chemical peel", "not my peel, the skin round it"),
        ("chemical peel", "should I use mineral not chemical sunscreen?"),
        ("laser hair removal", "some hair is not removed, is that normal?"),
        ("laser hair removal", "it is not laser day yet, can I shave?"),
        ("tattoo", "it's not tattoo ink coming out, it's pus. what now?"),
        ("botulinum toxin", "it's not botox that hurts, it's the jab site, normal?"),
        ("thread lift", "is it not lifting enough?"),
    ],
)
def test_what_is_missing_or_not_meant_denies_no_treatment(treatment: str, message: str) -> None:
    found = after(f"can I swim after {treatment}?", message)
    assert found.treatment == treatment
    assert message.split(",", maxsplit=1)[0].rstrip("?") in found.standalone or "peeled" in message
