"""What a document or a person wrote is drawn as text; links are http(s) alone."""

from __future__ import annotations

from typing import Any

from page import draw

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


def answer(**changes: Any) -> dict[str, Any]:  # noqa: ANN401
    return {
        "question": "q",
        "urgency": "routine",
        "instruction": None,
        "message": None,
        "disclaimer": "D.",
        "sentences": [],
        "citations": [],
        "notes": [],
        **changes,
    }


def sentence(text: str, **changes: Any) -> dict[str, Any]:  # noqa: ANN401
    return {"text": text, "citations": [1], "introduces": False, "about": None, **changes}


def test_html_in_a_message_and_in_a_document_is_text() -> None:
    evil = "<img src=x onerror=alert(1)>"
    assert "<img" not in draw.said(evil) and "&lt;img" in draw.said(evil)
    drawn = draw.answer(answer(sentences=[sentence(evil)], message=evil, instruction=evil), 0)
    assert "<img" not in drawn
    card = draw.cards([answer(question=evil, citations=[{**CITATION, "title": evil, "section": evil}])])
    assert "<img" not in card


def test_a_message_is_one_line_so_that_markdown_is_not_read() -> None:
    assert "\n" not in draw.said("# a\n\n* b\n")


def test_the_quote_is_marked_in_its_passage() -> None:
    assert "a <mark>b &lt; c</mark> d" in draw.cards([answer(citations=[CITATION])])


def test_a_marker_points_at_its_card() -> None:
    data = answer(sentences=[sentence("Rest.")], citations=[CITATION])
    assert 'href="#card-3-1"' in draw.answer(data, 3)
    assert 'id="card-0-1"' in draw.cards([data])


def test_only_web_addresses_become_links() -> None:
    assert "href" not in draw.cards([answer(citations=[{**CITATION, "url": "javascript:alert(1)"}])])
    linked = draw.cards([answer(citations=[{**CITATION, "url": "https://a.example/x"}])])
    assert 'href="https://a.example/x#:~:text=b%20%3C%20c"' in linked


def test_a_card_says_whose_words_they_are() -> None:
    card = draw.cards(
        [answer(citations=[{**CITATION, "summary_of": "An original", "author": "A. B.", "commercial": True}])]
    )
    assert "Summary of “An original”" in card
    assert "brand that sells what it recommends · A. B." in card


def test_the_instruction_comes_first_and_the_disclaimer_last() -> None:
    drawn = draw.answer(answer(instruction="Call now.", urgency="emergency", message="M"), 0)
    assert drawn.index("Call now.") < drawn.index("M") < drawn.index("D.")
    assert 'class="instruction emergency"' in drawn


def test_a_line_that_introduces_stands_before_its_item() -> None:
    drawn = draw.answer(answer(sentences=[sentence("Avoid:", introduces=True), sentence("Makeup")]), 0)
    assert 'Avoid:</span> Makeup <a class="mark"' in drawn
