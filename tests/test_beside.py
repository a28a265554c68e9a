"""What a person says beside the conversation (treatment, date) and what the articles expect on which day."""

from __future__ import annotations

from datetime import date

from bot.contract import Treated, Turn
from bot.expected import expected
from bot.flow import Bot
from bot.triage import triage
from bot.understand import understand
from ingest.treatments import shipped

TABLE = shipped()
PEEL_ON_3 = Treated("chemical peel", 3)


def test_treatment_and_day_said_beside_are_taken_where_the_message_names_none() -> None:
    question = understand("is flaking normal?", (), TABLE, PEEL_ON_3)
    assert (question.treatment, question.day) == ("chemical peel", 3)
    assert "after chemical peel" in question.standalone


def test_days_of_the_week_count_from_the_date_where_the_person_is(bot: Bot) -> None:
    said = "I had microneedling on Monday. Is dry skin normal?"
    for today, day in ((date(2026, 11, 24), 1), (date(2026, 11, 25), 2)):
        had = Treated(today=today)
        assert bot.answer(said, (), had).day == day
        assert bot.answer(f"{said} My throat is closing up.", (), had).day == day
        assert bot.danger_only(f"{said} My throat is closing up.", (), "Wait.", had).day == day


def test_a_correction_beside_goes_before_what_was_said_earlier() -> None:
    said = [Turn("user", "microneedling 5 days ago, is redness normal?"), Turn("assistant", "…")]
    question = understand("and how long does it last?", said, TABLE, PEEL_ON_3)
    assert (question.treatment, question.day) == ("chemical peel", 3)
    assert "redness" in question.standalone


def test_the_message_itself_goes_before_what_stands_beside() -> None:
    question = understand("is redness normal after waxing?", (), TABLE, PEEL_ON_3)
    assert (question.treatment, question.day) == ("waxing", None)
    again = understand("is redness normal after a chemical peel?", (), TABLE, PEEL_ON_3)
    assert (again.treatment, again.day) == ("chemical peel", 3)
    assert understand("day 9 now, is redness normal?", (), TABLE, PEEL_ON_3).day == 9


def test_a_sign_that_counts_after_some_treatments_counts_after_the_one_said_beside() -> None:
    said = "had botox as well. there are blisters on my skin"
    assert triage(said, (), TABLE) is None
    beside = triage(said, (), TABLE, None, "laser resurfacing")
    assert beside is not None and beside.urgency == "urgent"


def test_what_stands_beside_never_lowers_a_sign() -> None:
    said = "there are blisters on my skin"
    beside = triage(said, (), TABLE, None, "tattoo")
    assert beside is not None and beside == triage(said, (), TABLE)


def test_a_message_that_is_not_answered_is_still_read_for_danger(bot: Bot) -> None:
    answer = bot.danger_only("my throat is closing up", (), "Please wait a minute.")
    assert (answer.urgency, answer.outcome) == ("emergency", "escalated")
    assert answer.instruction
    calm = bot.danger_only("is redness normal?", (), "Please wait a minute.")
    assert (calm.urgency, calm.message, calm.sentences) == ("routine", "Please wait a minute.", ())
    assert calm.disclaimer in calm.text


def test_what_is_expected_comes_with_its_source(bot: Bot) -> None:
    found = expected(bot.index, "microneedling")
    assert found and all(0 <= one.start <= one.end for one in found)
    assert any(one.publisher or one.title for one in found if one.sign == "redness")
    assert expected(bot.index, "no such thing") == ()
