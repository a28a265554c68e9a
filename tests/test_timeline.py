"""What is normal on which day, drawn: each bar with its source, the same as a table."""

from __future__ import annotations

import re

import pytest

from page import wording
from page.service import JSON
from page.timeline import timeline


def expected(sign: str, start: int, end: int, publisher: str | None, url: str | None = None) -> JSON:
    return {
        "sign": sign,
        "start": start,
        "end": end,
        "publisher": publisher,
        "title": "An article",
        "url": url,
    }


def test_each_bar_of_the_timeline_has_its_source_in_picture_and_table() -> None:
    rows = [
        expected("redness", 0, 2, "NHS"),
        expected("redness", 0, 2, None),
        expected("scabs", 3, 10, "NHS"),
    ]
    drawn = timeline(rows, "microneedling", 2)
    assert drawn.count("<rect") == 2 and drawn.count('class="bar now"') == 1
    assert ">1,2</text>" in drawn and "<li>NHS</li><li>An article</li>" in drawn
    assert '<th scope="row">redness</th><td>day 0 to 2</td><td>NHS; An article</td>' in drawn
    assert "you are here: day 2" in drawn


def test_a_day_past_the_last_bar_is_said_in_words() -> None:
    drawn = timeline([expected("redness", 0, 2, "NHS")], "waxing", 9)
    assert "Your day 9 is after the last day" in drawn and "you are here" not in drawn


def test_the_timeline_escapes_and_links_web_addresses_alone() -> None:
    evil = "<img src=x>"
    drawn = timeline([expected(evil, 0, 1, evil, "javascript:alert(1)")], evil, None)
    assert "<img" not in drawn and "href" not in drawn
    assert 'href="https://a.example/"' in timeline([expected("a", 0, 1, "b", "https://a.example/")], "c", 0)


def test_without_treatment_or_intervals_the_timeline_says_what_to_do() -> None:
    assert wording.TIMELINE_EMPTY in timeline((), None, 3)
    assert "no days for waxing" in timeline((), "waxing", 3)


def test_bars_stay_inside_the_picture_and_the_longest_fills_it() -> None:
    drawn = timeline([expected("scarring", 0, 540, "NHS"), expected("heat", 0, 0, "NHS")], "peel", 400)
    bars = re.findall(r'<rect [^>]*x="([\d.]+)"[^>]*width="([\d.]+)"', drawn)
    ends = [float(x) + float(width) for x, width in bars]
    assert len(ends) == 2 and max(ends) == pytest.approx(278) and min(ends) >= 11
