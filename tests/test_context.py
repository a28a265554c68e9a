"""Frames in which a danger sign is none: asked and answered, supposed, told; and their dangerous twins."""

from __future__ import annotations

import pytest

from bot.context import sentences
from bot.triage import triage
from ingest.treatments import shipped


def raised(text: str) -> bool:
    return triage(text, (), shipped()) is not None


@pytest.mark.parametrize(
    ("harmless", "danger"),
    [
        ("tattoo day 3: pus? nope. bored of vaseline", "tattoo day 3: pus? yes, since noon"),
        ("is it pus? never, just flakes", "Is it pus? No idea, yellow pus I think"),
        ("pus? nope. only flakes", "My tattoo is full of pus, no?"),
        ("my cat's ear is swollen and leaking pus", "my ear piercing is swollen and leaking pus"),
        (
            "writing an essay on blanching and pain after filler",
            "at an essay on blanching and pain after filler",
        ),
        (
            "chest pain? no. only a bruise",
            "Is it normal that I have chest pain after my vein foam? No. What now",
        ),
        ("That soap says lip filler made her lips turn white", "Lip filler at noon and my lips turn white"),
        (
            "An exam question: livedo and pain after filler, what is it?",
            "livedo and growing pain after my lip filler since noon",
        ),
        ("if my lip turned white, whom would I ring", "if my lip has turned white, whom do I ring"),
        ("gasping for a coffee after my filler", "gasping for fresh air after my filler"),
        ("mum was killing herself laughing at my brows", "mum talks of killing herself over her brows"),
        ("couldn't breathe for laughing at my brows", "couldn't breathe after the tint on my brows"),
        ("a letter to each of the clinics", "I wrote a letter to each of my kids"),
    ],
)
def test_a_frame_in_which_a_sign_is_none_and_its_twin(harmless: str, danger: str) -> None:
    assert (raised(harmless), raised(danger)) == (False, True)


def test_a_question_that_is_answered_with_no_is_one_sentence() -> None:
    assert sentences("pus? nope. smell? yes.") == ["pus? nope.", " smell?", " yes."]
