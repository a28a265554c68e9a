"""Treatments that people describe and do not name."""

from __future__ import annotations

import pytest

from ingest.described import Descriptions
from ingest.errors import AftercareError
from ingest.treatments import parse, shipped


@pytest.mark.parametrize(
    ("message", "treatment"),
    [
        ("lvl this morning, can i wear mascara", "lash lift"),
        ("they zapped the wart on my thumb, it blistered", "cryotherapy"),
        ("sun damage frozen on my forehead today", "cryotherapy"),
        ("had my forehead jabbed at 1", "botulinum toxin"),
        ("legs injected on monday, bath?", "sclerotherapy"),
        ("day 2 after laser on my legs, how do i shave", "laser hair removal"),
        ("the ink on my arm was lasered, is the frosting ok", "tattoo removal"),
        ("brows done today, gym?", "microblading"),
        ("peel 3 days ago and still red", "chemical peel"),
        ("needled on wednesday with rf, face is hot", "rf microneedling"),
        ("lasered my acne scars and my stubble itches", "laser resurfacing"),  # of more words
    ],
)
def test_a_description_is_understood(message: str, treatment: str) -> None:
    (mention,) = shipped().find(message, misspelt=True)
    assert (mention.name, mention.exact) == (treatment, False)


@pytest.mark.parametrize(
    ("message", "treatments"),
    [
        ("filler that they put in my lips", ["lip filler"]),
        ("a mole removal yesterday, can I use frozen peas", ["mole removal"]),
        ("my skin tag on the neck was frozen", ["cryotherapy"]),
        ("the lip flip, 4 units of botox, no filler this time", ["botulinum toxin", "dermal filler"]),
        ("swapped the filler, changed my mind, for lip blush", ["dermal filler", "lip blush"]),
    ],
)
def test_a_name_in_two_parts_does_not_reach_over_what_denies_it_or_into_another_one(
    message: str, treatments: list[str]
) -> None:
    assert sorted({mention.name for mention in shipped().find(message)}) == sorted(treatments)


@pytest.mark.parametrize(
    ("message", "treatment"),
    [
        ("botox and my brows done the same day", "botulinum toxin"),
        ("my peel was on monday, lashes lifted on friday", "chemical peel"),
    ],
)
def test_a_name_goes_before_a_description(message: str, treatment: str) -> None:
    assert {mention.name for mention in shipped().find(message, misspelt=True)} == {treatment}


def test_articles_are_not_tagged_by_descriptions() -> None:
    assert shipped().find("Blue light from a phone, foam in the sink, brows done up.") == ()


def test_of_two_the_one_in_more_words_is_meant_and_of_equals_none() -> None:
    both = Descriptions({"one": ["ice + wart", "cold"], "other": ["ice + leg", "bath"]})
    assert both.find("ice on a wart in the bath").name == "one"  # type: ignore[union-attr]
    assert both.find("ice on the wart of my leg") is None
    assert both.find("an icewart") is None
    assert Descriptions({"one": ["day #"]}).find("day 12").name == "one"  # type: ignore[union-attr]


@pytest.mark.parametrize("said", ["", "wart +", "wart + | frozen", "+"])
def test_a_description_with_an_empty_part_is_refused_by_name(said: str) -> None:
    table = f"cryotherapy: {{family: surface removal, areas: [hands], said: ['{said}']}}"
    with pytest.raises(AftercareError, match="cryotherapy › said"):
        parse(table, "table.yaml")


def test_a_row_of_apostrophes_ends() -> None:
    assert [one.name for one in shipped().find(f"had filler {chr(39) * 4000}. lips ok")] == ["dermal filler"]
