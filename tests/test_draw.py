"""What a document or a person wrote is drawn as text; links are http(s) alone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from page import draw
from page.banner import banner, header
from page.cards import OLD_AFTER_YEARS, cards, is_old

TODAY = date(2026, 11, 26)
CITATION: dict[str, Any] = {
    "number": 1,
    "title": "T",
    "section": None,
    "publisher": None,
    "author": None,
    "updated": None,
    "url": None,
    "evidence": "brand",
    "copy": False,
    "commercial": False,
    "quote": "b < c",
    "passage": "a b < c d",
    "start": 2,
    "summary_of": None,
    "own": False,
}
CLINIC: dict[str, Any] = {
    "name": "Clinic <b>",
    "phone": "020 7946 0000",
    "out_of_hours": None,
    "emergency_number": None,
}


def answer(**changes: Any) -> dict[str, Any]:  # noqa: ANN401
    return {
        "question": "q",
        "outcome": "answered",
        "urgency": "routine",
        "treatment": None,
        "day": None,
        "instruction": None,
        "message": None,
        "text": "t",
        "disclaimer": "D.",
        "sentences": [],
        "citations": [],
        "conflicts": [],
        "notes": [],
        "choices": [],
        "follow_ups": [],
        "whole": True,
        **changes,
    }


def sentence(text: str, **changes: Any) -> dict[str, Any]:  # noqa: ANN401
    return {"text": text, "citations": [1], "introduces": False, "about": None, **changes}


def test_html_in_a_message_and_in_a_document_is_text() -> None:
    evil = "<img src=x onerror=alert(1)>"
    assert "<img" not in draw.said(evil) and "&lt;img" in draw.said(evil)
    conflict = {"topic": evil, "kind": "wait", "cautious": None, "positions": [{"says": evil, "citation": 1}]}
    drawn = draw.answer(
        answer(
            sentences=[sentence(evil)], message=evil, instruction=evil, conflicts=[conflict], notes=[evil] * 2
        ),
        0,
    )
    assert "<img" not in drawn and drawn.count("&lt;img") == 6
    card = cards([answer(question=evil, citations=[{**CITATION, "title": evil, "section": evil}])], TODAY)
    assert "<img" not in card
    assert "<img" not in banner([answer(instruction=evil, urgency="urgent")], {**CLINIC, "name": evil})


def test_a_message_is_one_line_so_that_markdown_is_not_read() -> None:
    assert "\n" not in draw.said("# a\n\n* b\n")


def test_the_quote_is_marked_in_its_passage() -> None:
    assert "a <mark>b &lt; c</mark> d" in cards([answer(citations=[CITATION])], TODAY)


def test_a_marker_points_at_its_card() -> None:
    data = answer(sentences=[sentence("Rest.")], citations=[CITATION])
    assert 'href="#card-3-1"' in draw.answer(data, 3)
    assert 'id="card-0-1"' in cards([data], TODAY)


def test_only_web_addresses_become_links() -> None:
    assert "href" not in cards([answer(citations=[{**CITATION, "url": "javascript:alert(1)"}])], TODAY)
    linked = cards([answer(citations=[{**CITATION, "url": "https://a.example/x"}])], TODAY)
    assert 'href="https://a.example/x#:~:text=b%20%3C%20c"' in linked


def test_a_card_says_whose_words_they_are() -> None:
    card = cards(
        [
            answer(
                citations=[{**CITATION, "summary_of": "An original", "author": "A. B.", "commercial": True}]
            )
        ],
        TODAY,
    )
    assert "Summary of “An original”" in card
    assert "brand that sells what it recommends · A. B." in card


@pytest.mark.parametrize(
    ("updated", "old"),
    [
        ("2020-01-05", True),
        ("2023-11-20", True),
        ("2023-12-01", False),
        (None, False),
        ("2 years ago", False),
    ],
)
def test_a_card_past_the_set_age_warns(updated: str | None, old: bool) -> None:
    assert OLD_AFTER_YEARS == 3
    assert is_old(updated, TODAY) is old
    assert ('class="old"' in cards([answer(citations=[{**CITATION, "updated": updated}])], TODAY)) is old


def test_the_instruction_comes_first_and_the_disclaimer_last() -> None:
    drawn = draw.answer(answer(instruction="Call now.", urgency="emergency", message="M"), 0)
    assert drawn.index("Call now.") < drawn.index("M") < drawn.index("D.")
    assert 'class="instruction emergency"' in drawn


def test_a_line_that_introduces_stands_before_its_item() -> None:
    drawn = draw.answer(answer(sentences=[sentence("Avoid:", introduces=True), sentence("Makeup")]), 0)
    assert 'Avoid:</span> Makeup <a class="mark"' in drawn


def test_sources_that_differ_stand_side_by_side_and_not_in_words_too() -> None:
    short, long = {"says": "24 hours", "citation": 1}, {"says": "72 hours", "citation": 2}
    conflict = {"topic": "makeup", "kind": "wait", "positions": [short, long], "cautious": long}
    notes = ["Your day 2 [1].", "Sources differ: 24 hours [1]; 72 hours [2].", "The longest: 72 hours [2]."]
    drawn = draw.answer(answer(conflicts=[conflict], notes=notes), 0)
    assert "Your day 2" in drawn and "The longest" not in drawn
    assert drawn.count("72 hours") == 1
    assert "<li class=chosen><b>72 hours</b>" in drawn and "<li><b>24 hours</b>" in drawn


def test_the_banner_offers_the_numbers_that_the_instruction_names_and_the_clinics() -> None:
    told = answer(urgency="emergency", instruction="Call (911 in the US, 999 in the UK, 112 in the EU) now.")
    drawn = banner([told], CLINIC)
    assert [number for number in ("911", "999", "112", "02079460000") if f'href="tel:{number}"' in drawn] == [
        "911",
        "999",
        "112",
        "02079460000",
    ]
    urgent = answer(urgency="urgent", instruction="Contact your clinic today.")
    assert "tel:911" not in banner([urgent], CLINIC)
    assert 'href="tel:999"' in banner(
        [answer(urgency="emergency", instruction="Call 999.")], {**CLINIC, "emergency_number": "999"}
    )


@pytest.mark.parametrize(
    ("told", "dialled"),
    [
        ("+44 (0)20 7946 0000", "+442079460000"),
        ("0044 (0)20 7946 0000", "00442079460000"),
        ("(0)20 7946 0000", "02079460000"),
        ("(020) 7946-0000", "02079460000"),
        ("+1 (200) 555.0100", "+12005550100"),
    ],
)
def test_what_is_tapped_is_the_number_that_connects(told: str, dialled: str) -> None:
    assert f'href="tel:{dialled}">' in header({**CLINIC, "phone": told})


def test_an_emergency_stays_in_the_banner_whatever_comes_after_it() -> None:
    emergency = answer(urgency="emergency", instruction="Call now.")
    urgent = answer(urgency="urgent", instruction="Contact them today.")
    assert "Call now." in banner([urgent, emergency, urgent], CLINIC)
    assert banner([], CLINIC) == ""


def test_the_header_has_the_clinics_name_as_text_and_its_number_to_tap() -> None:
    drawn = header(CLINIC)
    assert "Clinic &lt;b&gt;" in drawn and 'href="tel:02079460000"' in drawn
    assert "tel:" not in header(dict.fromkeys(CLINIC))
