"""Figures of time in a sentence, as hours."""

from __future__ import annotations

import pytest

from ingest.durations import figures


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("wait 24 hours", 24, 24),
        ("24–48 hrs", 24, 48),
        ("between two and three days", 48, 72),
        ("24 hours to 3 days", 24, 72),
        ("for a week", 168, 168),
        ("a day or two", 24, 48),
        ("two-week break", 336, 336),
        ("half an hour", 0.5, 0.5),
        ("a week and a half", 252, 252),
        ("the next day", 24, 24),
        ("on day 3", 72, 72),
        ("from day 2 to day 7", 48, 168),
        ("days 3 to 5", 72, 120),
        ("in the first two weeks", 336, 336),
        ("by the end of the second week", 168, 336),
        ("on the third day", 48, 72),
        ("a fortnight", 336, 336),
    ],
)
def test_figures_of_time_are_read_in_hours(text: str, low: float, high: float) -> None:
    (figure,) = figures(text)
    assert (figure.low[0], figure.high[1]) == (low, high)


@pytest.mark.parametrize(
    "text", ["a few days", "twice a day", "every 2 hours", "SPF 30", "in time", "one clinic says"]
)
def test_what_states_no_figure_of_time(text: str) -> None:
    assert figures(text) == ()


def test_a_month_is_28_to_31_days() -> None:
    (figure,) = figures("a month")
    assert figure.high == (28 * 24, 31 * 24)
