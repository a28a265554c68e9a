"""A page saved as text: what it says of itself, its parts, and the clutter that goes."""

from __future__ import annotations

import pytest

from ingest.clean import quotable, tidy
from ingest.lines import read_lines
from tests.conftest import PAGES


def test_a_question_and_answer_page_keeps_who_asked_and_who_answered() -> None:
    page = read_lines((PAGES / "asked.txt").read_text(encoding="utf-8"))
    assert page is not None
    assert page.title == "Red bumps two days after my dermaplaning session. Should I worry?"
    assert (page.author, page.category, page.kind) == ("Dr. Ada Marsh", "Dermaplaning", "answer")
    assert page.published is None and page.updated is None  # "2 years ago" is no date
    assert [section.role for section in page.sections] == ["question", "answer"]
    assert page.sections[1].heading == "Bumps after dermaplaning"


def test_a_blog_page_gives_author_date_and_headings() -> None:
    page = read_lines((PAGES / "blog.txt").read_text(encoding="utf-8"))
    assert page is not None
    assert (page.author, page.updated, page.kind) == ("Nora P.", "2025-03-03", "faq")
    assert [section.heading for section in page.sections] == [
        "",
        "Is It Normal to Itch After a Chemical Peel?",
        "What Can I Put on My Skin?",
        "What Should I Avoid?",
    ]


@pytest.mark.parametrize("name", ["asked.txt", "blog.txt"])
def test_clutter_is_nowhere_in_the_sections(name: str) -> None:
    page = read_lines((PAGES / name).read_text(encoding="utf-8"))
    assert page is not None
    text = "\n".join(block.text for section in page.sections for block in section.blocks)
    for gone in ("Harbour", "star-rating", "educational", "min read", "Pixabay", "inbox", "newsletter"):
        assert gone not in text


def test_a_list_item_keeps_the_line_that_introduces_it() -> None:
    page = read_lines((PAGES / "blog.txt").read_text(encoding="utf-8"))
    assert page is not None
    items = [block for block in page.sections[-1].blocks if block.lead]
    assert [item.text for item in items] == ["Hot showers", "Perfumed creams", "Makeup"]
    assert {item.lead for item in items} == {"For the first 48 hours, stay away from:"}


def test_a_line_that_introduces_nothing_stays_text() -> None:
    page = read_lines("Title\n\nA heading\n\nBesides this, remember:\n\nAnother one\n\nDrink water.")
    assert page is not None
    assert page.sections[0].blocks[0].text == "Besides this, remember:"


def test_a_paragraph_and_items_that_end_in_a_colon_and_introduce_no_list_stay() -> None:
    page = read_lines(
        "Peel aftercare\n\nCare has two steps:\n\n-\nCleansing:\nUse cool water.\n\n-\nCalming:\n"
        "Use a plain cream.\n\n- At night:\n\nTomorrow\n\n- Rinse twice\n"
    )
    assert page is not None
    blocks = [block for section in page.sections for block in section.blocks]
    assert [(block.text, block.lead) for block in blocks] == [
        ("Cleansing:", "Care has two steps:"),
        ("Use cool water.", None),
        ("Calming:", None),
        ("Use a plain cream.", None),
        ("At night:", None),
        ("Rinse twice", "Tomorrow"),
    ]
    assert not any(block.quotable for block in blocks if block.text.endswith(":"))


def test_the_line_above_a_list_within_a_list_stays() -> None:
    page = read_lines(
        "Peel aftercare\n\nFor two days avoid:\n\n- Heat:\n  - saunas\n  - hot tubs\n- Makeup\n"
    )
    assert page is not None
    assert [(block.text, block.lead) for block in page.sections[0].blocks] == [
        ("For two days avoid:", None),
        ("saunas", "Heat:"),
        ("hot tubs", "Heat:"),
        ("Makeup", "For two days avoid:"),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ("First night", "No makeup", "Cold packs", "Next days", "SPF 50", "Lip balm"),
        ("Bring", "", "Hat", "", "Water"),
        ("Day 1", "Redness", "", "Day 2", "Tightness"),
        ("Ice", "- Heat:", "Silk pillow"),
    ],
)
def test_label_lines_of_a_text_without_full_stops_stay(lines: tuple[str, ...]) -> None:
    page = read_lines("\n".join(("Peel aftercare", "", *lines)))
    assert page is not None
    assert page.left_out == ()
    told = " ".join(
        part for s in page.sections for part in (s.heading, *(f"{b.lead} {b.text}" for b in s.blocks))
    )
    assert [line for line in lines if line.removeprefix("- ") not in told] == []


def test_wrapped_lines_are_joined_and_separate_lines_are_not() -> None:
    page = read_lines(
        "Title\n\nKeep the treated area out of direct sun for\nat least two weeks.\nWash twice a day."
    )
    assert page is not None
    assert [block.text for block in page.sections[0].blocks] == [
        "Keep the treated area out of direct sun for at least two weeks.",
        "Wash twice a day.",
    ]


def test_a_page_of_nothing_but_clutter_is_no_page() -> None:
    assert read_lines("Menu\n\nHome\n\nSubscribe\n") is None


@pytest.mark.parametrize(
    "sentence",
    [
        "Hi and thank you for your question!",
        "I hope this helps and good luck!",
        "You can read all about it here.",
        "Did something go wrong?",
        "Lumora calming balm is one such product that soothes.",
        "Here is what to do:",
    ],
)
def test_greetings_adverts_and_questions_are_not_quoted(sentence: str) -> None:
    assert not quotable(sentence)


def test_tidy_removes_what_cannot_be_seen_and_keeps_the_words() -> None:
    assert tidy("Zero\u200bwidth\u00a0and\x07 bell\r\nnext") == "Zerowidth and bell\nnext"
