"""The day since treatment, from what is said of it."""

from __future__ import annotations

from datetime import date

import pytest

from bot.day import day_of


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("day 3 after my peel", 3),
        ("day five", 5),
        ("a week after microneedling", 7),
        ("two weeks ago", 14),
        ("36 hours since the laser", 1),
        ("I had it yesterday", 1),
        ("just had my lips done", 0),
        ("3 days later still red", 3),
        ("how long after a peel", None),
        ("wait 48 hours", None),
    ],
)
def test_the_day_is_read_from_what_is_said(text: str, day: int | None) -> None:
    assert day_of(text) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("still red since Tuesday", 2),
        ("had my brows done on Monday, can I swim Friday", 3),
        ("peeled last wed and I fly on Sunday", 1),
        ("had the veins injected on the 3rd", 23),
        ("got botox on the 30th", 27),
        ("got botox on the 31st", None),  # October has one, but so says nobody of this month's
        ("can I swim on Saturday after my peel", None),
        ("my wedding is on Tuesday", None),
        ("had it on Thursday", None),  # today is one: today, or a week ago
        ("booked for a peel on Monday", None),
        ("I breastfeed my 4 month old", None),
        ("my 3 week old tattoo itches", 21),
        ("what happens the first couple of days after a peel", None),
    ],
)
def test_days_of_the_week_are_counted_back_from_today(text: str, day: int | None) -> None:
    assert day_of(text, date(2026, 11, 26)) == day


def test_without_a_date_no_weekday_is_counted() -> None:
    assert day_of("red since Tuesday") is None
