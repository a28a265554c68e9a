"""Who says it and when: bylines, dates, and the people of question-and-answer pages."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.article import Article
from ingest.byline import byline_fields
from ingest.dates import iso_date
from ingest.record import metadata_of, passage_of
from ingest.speakers import Speaker, answered, asked, is_clinician
from ingest.split import split

Read = Callable[[str, str], Article]
FORUM = """Forum: skin after treatments

{h}Jo B. asked 2 years ago

Can I swim the day after waxing?

{h}Ada Marsh, RN answered 2 years ago

Wait for 24 hours, then rinse the skin well.

{h}Carl answered on March 3, 2024

I went after six hours and was fine.

{h}skinfan22 asked 3 days ago

And the sauna?

{h}Dr. B. Lee Staff answered 1 day ago

Wait for two days before any sauna.
"""


@pytest.mark.parametrize(
    "text",
    [
        "Mar 3rd, 2024",
        "March 3, 2024",
        "03 March 2024",
        "3 Mar. 2024",
        "3rd of March 2024",
        "Sunday, March 3, 2024",
        "2024/03/03",
        "2024-03-03",
        "2024-03-03T10:15:00Z",
        "March 3, 2024 at 10:15 am",
        "03/03/2024",
    ],
)
def test_dates_as_pages_write_them(text: str) -> None:
    assert iso_date(text) == "2024-03-03"


@pytest.mark.parametrize(
    "text", ["03/04/2024", "3-4-2024", "March 2024", "May 5", "2 years ago", "today", "7", "", "2024"]
)
def test_what_is_no_certain_day_is_none(text: str) -> None:
    assert iso_date(text) is None


def test_year_first_and_a_day_above_twelve_are_certain() -> None:
    assert (iso_date("2024/03/04"), iso_date("13/04/2024")) == ("2024-03-04", "2024-04-13")


@pytest.mark.parametrize(
    ("line", "stated"),
    [
        ("By Nora P.", {"author": "Nora P."}),
        ("Written by Ada Marsh, MD", {"author": "Ada Marsh", "capacity": "MD"}),
        (
            "Medically reviewed by Ada Marsh, MD on March 3, 2024",
            {"reviewer": "Ada Marsh, MD", "updated": "2024-03-03"},
        ),
        (
            "Medically reviewed by Ada Marsh, MD — Written by Jo Bell — Updated on June 1, 2023",
            {"reviewer": "Ada Marsh, MD", "author": "Jo Bell", "updated": "2023-06-01"},
        ),
        ("Last Reviewed: 03 March 2024", {"updated": "2024-03-03"}),
        (
            "Published: Mar 3rd, 2024 | Updated: 2024/04/05",
            {"published": "2024-03-03", "updated": "2024-04-05"},
        ),
        ("Posted on March 3, 2024 by Jo Bell", {"published": "2024-03-03", "author": "Jo Bell"}),
        ("Updated 03/04/2024", {}),
        ("By Day 3", {}),
        ("By day three the skin is calm", {}),
        ("Updated guidance on peels", {}),
    ],
)
def test_what_a_line_states_of_the_page(line: str, stated: dict[str, str]) -> None:
    assert {key: value for key, value in byline_fields(line, "Title").items() if value} == stated


def test_published_and_updated_are_both_kept_also_over_two_lines(read: Read) -> None:
    text = "Peel care\n\nPublished 3 May 2021\n\nLast updated on\nDecember 13, 2023\n\nWash it gently.\n"
    article = read("p.txt", text)
    assert (article.published, article.origin.updated) == ("2021-05-03", "2023-12-13")
    assert [block.text for block in article.sections[0].blocks] == ["Wash it gently."]


@pytest.mark.parametrize("name", ["p.txt", "p.md"])
def test_a_date_of_which_the_day_is_not_clear_is_left_out_but_not_silently(read: Read, name: str) -> None:
    article = read(name, "# Peel care\n\nUpdated 03/04/2024\n\nWash it gently.\n")
    assert article.origin.updated is None
    assert [(one.kind, one.text) for one in article.left_out] == [("unclear date", "Updated 03/04/2024")]


def test_front_matter_of_a_web_site_states_title_author_and_date(read: Read) -> None:
    front = "---\nlayout: post\ntitle: After a peel\nauthor: Ada Marsh, MD\ndate: 2021-05-03\n---\n"
    article = read("p.md", f"{front}\nWash it gently.\n")
    assert (article.title, article.origin.author, article.published) == (
        "After a peel",
        "Ada Marsh",
        "2021-05-03",
    )
    assert (article.origin.capacity, article.origin.evidence) == ("MD", "clinician")
    assert {one.kind for one in article.left_out} == {"front matter"}


@pytest.mark.parametrize(
    ("line", "who"),
    [
        ("A guest asked 2 years ago", Speaker("A guest")),
        ("Asked by Jo B. on March 3, 2024", Speaker("Jo B.")),
        ("Jo Bell asked:", Speaker("Jo Bell")),
    ],
)
def test_who_asked(line: str, who: Speaker) -> None:
    assert (asked(line), answered(line)) == (who, None)


@pytest.mark.parametrize(
    ("line", "who", "clinician"),
    [
        ("Dr. Ada Marsh Staff answered 2 years ago", Speaker("Dr. Ada Marsh", "Staff"), False),
        ("Answered by Ada Marsh, MD (Dermatologist)", Speaker("Ada Marsh", "MD (Dermatologist)"), True),
        ("Ada Marsh, RN replied on May 3, 2024", Speaker("Ada Marsh", "RN"), True),
        ("Ada Marsh – Board certified dermatologist answered:", None, True),
        ("Answer from Ada Marsh, medical student", Speaker("Ada Marsh", "medical student"), False),
        ("Dr Ada Marsh answered 2 years ago", Speaker("Dr Ada Marsh"), False),
    ],
)
def test_who_answered_and_in_what_capacity(line: str, who: Speaker | None, clinician: bool) -> None:
    found = answered(line)
    assert found == (who or Speaker("Ada Marsh", "Board certified dermatologist"))
    assert is_clinician(found.capacity if found else None) is clinician


@pytest.mark.parametrize(
    "line",
    [
        "Many people asked on the first day",
        "A client asked me 3 days ago",
        "The nurse answered on day 3 that it was fine 2 days ago",
        "She asked: is it normal?",
        "Reply from the clinic",
    ],
)
def test_a_sentence_opens_neither_question_nor_answer(line: str) -> None:
    assert (asked(line), answered(line)) == (None, None)


@pytest.mark.parametrize(("name", "title"), [("f.txt", ""), ("f.md", "# ")])
def test_each_answer_keeps_its_question_and_its_speaker(read: Read, name: str, title: str) -> None:
    article = read(name, title + FORUM.format(h=""))
    answers = [section for section in article.sections if section.role == "answer"]
    assert [section.heading for section in answers] == [
        "Can I swim the day after waxing?",
        "Can I swim the day after waxing?",
        "And the sauna?",
    ]
    said = [section.origin for section in answers]
    assert [(o.author, o.capacity, o.asker, o.evidence) for o in said if o] == [
        ("Ada Marsh", "RN", "Jo B.", "clinician"),
        ("Carl", None, "Jo B.", "unknown"),
        ("Dr. B. Lee", "Staff", "skinfan22", "unknown"),
    ]
    assert (article.origin.author, article.kind) == ("Ada Marsh", "answer")


def test_a_passage_carries_its_speaker_through_the_index(read: Read) -> None:
    passages = split(read("f.txt", FORUM.format(h="")), lambda text: len(text.split()))
    answer = next(passage for passage in passages if passage.role == "answer")
    assert (answer.origin.author, answer.origin.capacity, answer.origin.asker) == ("Ada Marsh", "RN", "Jo B.")
    assert passage_of(answer.id, answer.text, metadata_of(answer)).origin == answer.origin


def test_a_capacity_may_stand_on_the_next_line(read: Read) -> None:
    asked_so = "Peel care\n\nJo asked 2 days ago\nIs it normal?\n"
    text = f"{asked_so}Ada Marsh answered 1 day ago\nRegistered nurse\n\nYes, it is.\n"
    (answer,) = (section for section in read("p.txt", text).sections if section.role == "answer")
    assert answer.origin and (answer.origin.capacity, answer.origin.evidence) == (
        "Registered nurse",
        "clinician",
    )
    assert [block.text for block in answer.blocks] == ["Yes, it is."]
