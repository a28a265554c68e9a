"""Frames in which a danger sign is none: asked and answered, warned of, supposed, told; and their twins."""

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
        ("Chest pain no, only itchy under the stocking", "Chest pain now, and itchy under the stocking"),
        ("is it pus? never, just flakes", "Is it pus? No idea, yellow pus I think"),
        (
            "The sheet in my bag says watch for pus. None of that here, is swimming allowed?",
            "The sheet in my bag says watch for pus. I have yellow pus since noon",
        ),
        (
            "The nurse told me to ring about spreading redness. I haven't got any, can I swim?",
            "The nurse told me to ring about spreading redness. I have it, so I'm asking",
        ),
        (
            "What if one leg swelled up after sclerotherapy, would insurance cover it?",
            "What if one leg has swelled up after sclerotherapy? Mine has",
        ),
        ("That soap says lip filler made her lips turn white", "Lip filler at noon and my lips turn white"),
        (
            "An exam question: livedo and pain after filler, what is it?",
            "livedo and growing pain after my lip filler since noon",
        ),
        (
            "Lash tint got in my eye, the eye doctor discharged me",
            "Lash tint got in my eye, the doctor is shut",
        ),
        ("The blisters on my hand turned out to be eczema", "Blisters on my hand after the laser"),
        ("Our dog has an infected paw with pus", "I've an infected tattoo with pus, the dog licks it"),
        ("gasping for a coffee after my filler", "gasping for air after my filler"),
        ("I collapsed on the sofa after my peel and watched TV", "she collapsed on the sofa after her peel"),
        ("mum was killing herself laughing at my brows", "mum talks of killing herself over her brows"),
        ("couldn't breathe for laughing at my brows", "couldn't breathe after the tint on my brows"),
    ],
)
def test_a_frame_in_which_a_sign_is_none_and_its_twin(harmless: str, danger: str) -> None:
    assert (raised(harmless), raised(danger)) == (False, True)


def test_a_question_that_is_answered_with_no_is_one_sentence() -> None:
    assert sentences("pus? nope. smell? yes.") == ["pus? nope.", " smell?", " yes."]
