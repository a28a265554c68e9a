"""Names of treatments with a slip in them."""

from __future__ import annotations

import pytest
from rapidfuzz import fuzz

from bot.spelling import mended
from ingest.misspelt import Spellings
from ingest.treatments import shipped

TABLE = shipped()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("after derm-roller swim?", "microneedling"),
        ("my micro-bladding is sore", "microblading"),
        ("my liquid rhinoñplasty", "dermal filler"),
        ("hola? ¿puedo nadar", None),
        ("waxing? после 2 дня", "waxing"),
        ("ÿ? ¿п " * 30, None),
    ],
)
def test_a_name_with_a_slip_is_found_beside_any_letters(text: str, name: str | None) -> None:
    assert next((mention.name for mention in TABLE.find(text, misspelt=True)), None) == name


def test_a_slip_is_found_as_by_holding_every_name_against_it() -> None:
    names = [
        "microneedling",
        "micro blading",
        "hyaluronic acid",
        "laser lipo 2000",
        "rhinoplasty",
        "q switched",
    ]
    said = [
        "micro-needling",
        "microblading",
        "hyaluronic-acid",
        "laser lip0 2000",
        "rhinoñplasty",
        "q-swtched",
    ]
    found = {(gram, name): likeness for gram, name, likeness in Spellings(names).near(said)}
    wanted = {(at, name): fuzz.ratio(gram, name) for at, gram in enumerate(said) for name in names}
    assert found == {pair: likeness for pair, likeness in wanted.items() if likeness >= 88}
    assert len(found) >= 5


@pytest.mark.parametrize("word", ["bleach", "slimming", "injecting", "steamy", "wheezing"])
def test_a_right_word_is_not_put_right(word: str) -> None:
    assert mended(f"is {word} ok") == f"is {word} ok"
