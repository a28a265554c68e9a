"""What is said under a danger sign: the instruction first, no home care for it, the clinic's own numbers."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.clinic import Clinic, read_clinic
from bot.contract import Answer, Turn
from bot.flow import Bot
from bot.wording import DISCLAIMER
from ingest.embed import Embedder
from ingest.errors import AftercareError

CLOSING = "my throat feels like it is closing after microneedling"


def talk(bot: Bot, *messages: str) -> list[Answer]:
    """The answers to a conversation, one a message."""
    history: list[Turn] = []
    answers = []
    for message in messages:
        answers.append(bot.answer(message, history))
        history += [Turn("user", message), Turn("assistant", answers[-1].text)]
    return answers


def test_an_emergency_is_answered_by_what_to_do_and_nothing_else(bot: Bot) -> None:
    (answer,) = talk(bot, CLOSING)
    assert (answer.outcome, answer.urgency, answer.sentences) == ("escalated", "emergency", ())
    assert answer.instruction and answer.text.startswith(f"**{answer.instruction}**")
    assert answer.text.endswith(DISCLAIMER)


def test_a_later_question_is_answered_under_the_banner(bot: Bot) -> None:
    first, later, remedy, sign = talk(
        bot,
        CLOSING,
        "which sunscreen do I need after microneedling?",
        "can I massage it?",
        "is the swelling normal?",
    )
    assert (later.outcome, later.urgency, later.instruction) == ("answered", "emergency", first.instruction)
    assert later.text.startswith(f"**{first.instruction}**") and later.text.endswith(DISCLAIMER)
    assert {remedy.outcome, sign.outcome} == {"escalated"}
    assert not remedy.sentences and not sign.sentences


@pytest.mark.parametrize(
    "told",
    [
        (
            "I had filler in my lips three hours ago and it is quite painful, is that normal?",
            "the clinic rang back and said pain is normal after filler",
            "now there are little blisters where it hurts, is it a cold sore?",
        ),
        (
            "pain after nose filler yesterday, is it normal",
            "my injector says everyone gets that, just massage it",
            "now there are blisters on the tip, should I use aciclovir for cold sores?",
        ),
    ],
)
def test_after_filler_pain_blisters_are_never_a_cold_sore(bot: Bot, told: tuple[str, ...]) -> None:
    last = talk(bot, *told)[-1]
    assert (last.outcome, last.urgency) == ("escalated", "emergency")
    assert last.instruction and "injector" in last.instruction
    assert "cold sore" not in last.text.lower()


def test_an_urgent_sign_is_answered_below_its_instruction(bot: Bot) -> None:
    (answer,) = talk(
        bot, "yellow pus is coming out of my skin after microneedling, what can I put on my skin?"
    )
    assert answer.urgency == "urgent" and answer.outcome != "escalated"
    assert answer.instruction and answer.text.startswith(f"**{answer.instruction}**")


def test_the_clinics_numbers_stand_in_the_instruction(
    summaries_index: Path, embedder: Embedder, tmp_path: Path
) -> None:
    settings = tmp_path / "clinic.yaml"
    settings.write_text('name: By the River\nemergency_number: "000"\nout_of_hours: 02 5550 1234\n')
    clinic = read_clinic(settings)
    (answer,) = talk(Bot(summaries_index, embedder, clinic=clinic), CLOSING)
    assert answer.instruction is not None
    assert answer.instruction.startswith("Call 000 now.")
    assert answer.instruction.endswith("Your clinic out of hours: 02 5550 1234.")
    assert read_clinic(None) == Clinic()


@pytest.mark.parametrize("number", ["02075460001", "+442075460001", "020 7946 0000", "000"])
def test_a_number_without_quotes_is_the_one_that_was_written(tmp_path: Path, number: str) -> None:
    settings = tmp_path / "clinic.yaml"
    settings.write_text(f"name:\nphone: {number}\n")
    assert read_clinic(settings) == Clinic(phone=number)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("phone: call us!", "phone: 'call us!' is not one telephone number"),
        ("phone: 020 7946 0000 / 0001", "phone: '020 7946 0000 / 0001' is not one"),
        ('emergency_number: "112/999"', "emergency_number: '112/999' is not one"),
        ('out_of_hours: "(-)"', "out_of_hours"),
        ("fax: 12345", "fax"),
        ("name: [a", "YAML"),
    ],
)
def test_a_wrong_clinic_file_is_named(tmp_path: Path, text: str, said: str) -> None:
    settings = tmp_path / "clinic.yaml"
    settings.write_text(text)
    with pytest.raises(AftercareError, match=said) as caught:
        read_clinic(settings)
    assert str(settings) in str(caught.value)
    with pytest.raises(AftercareError, match="cannot be read"):
        read_clinic(tmp_path / "nowhere.yaml")
