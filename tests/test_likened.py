"""Words of a message or a sentence that are not what it is about."""

from __future__ import annotations

import pytest

from bot.slots import fills, fills_itself
from bot.understand import understand
from ingest.treatments import shipped


@pytest.mark.parametrize(
    ("message", "topics"),
    [
        ("my finger is numb like after the dentist since the wart was frozen", ("numbness",)),
        ("which lump would make you pick up the phone after dermal filler", ("lumps",)),
        (
            "is it normal to look like a sunburn after microneedling, can i go to the dentist",
            ("dental work",),
        ),
    ],
)
def test_what_a_sign_is_likened_to_is_not_asked_about(message: str, topics: tuple[str, ...]) -> None:
    found = understand(message, (), shipped()).topics
    assert [name for name in found if name in ("dental work", "picking", "numbness", "lumps")] == list(topics)


def test_whoever_is_only_reported_is_nobody_to_call() -> None:
    assert not fills_itself(
        "when_call", "One source says a day, a clinic says 7 days, another clinic 2 weeks."
    )
    assert fills_itself("when_call", "A clinic says to see a doctor about pus.")
    assert fills("when_call", "A clinic says 7 days.")
