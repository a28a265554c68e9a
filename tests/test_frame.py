"""The frame of a page goes, by kinds of clutter, and its text stays; nothing goes silently."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from typer.testing import CliRunner

from ingest.__main__ import app
from ingest.article import Article

Read = Callable[[str, str], Article]


PAGE = """Peels - Rosehill Studio

Rosehill Studio

(302) 555-0100

- Home
- Facials
- Peels
- Body
- Contact

Peels

A peel takes off the upper layer of the skin, and the skin flakes for some days.

- evens the tone
- softens fine lines

Light peel

cleanse • tone • peel

Expect flaking for two to four days

Prices

Face
£60
Neck and chest
£45
Hands
£30

Day 1

Calming

Redness is normal on this day.

Do

- Rinse with cool water

Don't

- Sauna or hot baths

Staff

Ada Marsh, RN

Lead injector

Team

12 Mill Lane, Dover, DE
"""


def test_menus_prices_and_staff_go_and_the_text_between_stays(read: Read) -> None:
    article = read("p.txt", PAGE)
    blocks = {
        (section.heading, block.text, block.quotable)
        for section in article.sections
        for block in section.blocks
    }
    assert blocks == {
        ("Peels", "A peel takes off the upper layer of the skin, and the skin flakes for some days.", True),
        ("Peels", "evens the tone", True),
        ("Peels", "softens fine lines", True),
        ("Light peel", "cleanse • tone • peel", False),
        ("Expect flaking for two to four days › Day 1 › Calming", "Redness is normal on this day.", True),
        ("Expect flaking for two to four days › Day 1 › Calming › Do", "Rinse with cool water", True),
        ("Expect flaking for two to four days › Day 1 › Calming › Don't", "Sauna or hot baths", True),
    }


def test_every_line_that_goes_is_kept_with_its_kind(read: Read) -> None:
    article = read("p.txt", PAGE)
    gone = {one.text: one.kind for one in article.left_out}
    for text, kind in {
        "Facials": "menu",
        "(302) 555-0100": "phone or e-mail",
        "Neck and chest": "menu",
        "£45": "price",
        "Ada Marsh, RN": "staff",
        "12 Mill Lane, Dover, DE": "address",
    }.items():
        assert gone[text] == kind
    shown = {block.text for section in article.sections for block in section.blocks}
    headings = {part for section in article.sections for part in section.heading.split(" › ")}
    lines = {line.removeprefix("- ") for line in PAGE.splitlines() if line.strip()}
    assert lines - shown - headings - gone.keys() == {"Peels - Rosehill Studio"}


def test_short_lines_in_a_row_are_a_list_and_not_lost(read: Read) -> None:
    lines = ["Not for you with", "Open wounds", "Cold sores", "Thin skin", "What comes next"]
    text = (
        "Peels\n\nA peel is no treatment for everybody.\n\n" + "\n\n".join(lines) + "\n\nWe talk it over.\n"
    )
    sections = read("p.txt", text).sections
    assert [section.heading for section in sections] == ["", "Not for you with", "What comes next"]
    assert [(block.lead, block.text) for block in sections[1].blocks] == [
        ("Not for you with", "Open wounds"),
        ("Not for you with", "Cold sores"),
        ("Not for you with", "Thin skin"),
    ]


def test_a_table_of_contents_goes_and_its_headings_stay(read: Read) -> None:
    contents = "Table of contents\n- Day one\n- Week one"
    text = f"Peels\n\n{contents}\n\nDay one\n\nIt is red.\n\nWeek one\n\nIt flakes.\n"
    article = read("p.txt", text)
    assert [section.heading for section in article.sections] == ["Day one", "Week one"]
    assert [one.kind for one in article.left_out] == ["menu", "contents", "contents"]


def test_the_closing_invitation_goes_and_the_care_under_it_stays(read: Read) -> None:
    text = (
        "# Peels\n\nThe skin flakes for a week.\n\nIt may itch a little too.\n\n"
        "## Ready for a peel? Book with us\n\n"
        "- Wash it gently.\n\nAt Rosehill our skilled team looks forward to you.\n\n"
        "If the redness gets worse, contact us.\n"
    )
    texts = [block.text for section in read("p.txt", text).sections for block in section.blocks]
    assert "At Rosehill our skilled team looks forward to you." not in texts
    assert {"Wash it gently.", "If the redness gets worse, contact us."} < set(texts)


def test_a_question_about_booking_is_no_invitation(read: Read) -> None:
    text = "FAQ\n\nDoes it hurt?\n\nNot much.\n\nHow can I book an appointment?\n\nYou write to us.\n"
    assert len(read("p.txt", text).sections) == 2


def test_code_and_front_matter_in_a_text_go(read: Read) -> None:
    front = "---\nlayout: side\nheader:\n---\n"
    text = f"Waxing | https://a.example/x\n{front}<center>\n\nKeep it dry.\n\n</center>\n"
    article = read("p.txt", text)
    assert [block.text for block in article.sections[0].blocks] == ["Keep it dry."]
    assert {one.kind for one in article.left_out} == {"front matter", "code"}


def test_check_says_what_is_left_out_by_kind(tmp_path: Path) -> None:
    (tmp_path / "p.txt").write_text(PAGE)
    html = "<html><body><nav>Our blog</nav><article><p>{}</p></article></body></html>"
    (tmp_path / "q.html").write_text(html.format("The skin flakes for a week after a peel. " * 5))
    runner = CliRunner()
    plain = runner.invoke(app, [str(tmp_path), "--check"])
    assert "lines left out: " in plain.stdout and "4 price" in plain.stdout
    assert "publisher Rosehill Studio" in plain.stdout
    assert "1 around the article" in plain.stdout
    full = runner.invoke(app, [str(tmp_path), "--check", "--verbose"])
    assert "left out (price): £45" in full.stdout
    found = json.loads(runner.invoke(app, [str(tmp_path), "--check", "--json"]).stdout)["described"]
    assert {"kind": "around the article", "text": "Our blog"} in found[1]["left_out"]


def test_check_shows_who_asked_and_who_answered(tmp_path: Path) -> None:
    page = tmp_path / "p.txt"
    page.write_text(
        "Peels\n\nJo asked 2 days ago\nIs it red?\nAda Marsh, RN answered 1 day ago\nYes, for a day.\n"
    )
    said = CliRunner().invoke(app, [str(page), "--check"]).stdout
    for part in ("asked by Jo", "answered by Ada Marsh (RN)", "evidence clinician"):
        assert part in said
