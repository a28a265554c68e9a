"""What promotes goes, line by line and by where it stands; advice that looks like it stays."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.article import Article
from ingest.promotion import promotion, sells

Read = Callable[[str, str], Article]


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("related links", "**Treat the cause:** [Fine lines](/lines) · [Sun spots](/spots)"),
        ("related links", "For scars, see [scar care](/scars). For a peel, read [peels](/peels)."),
        ("booking", "To talk it over first, [request a visit](/consult?from=blog)."),
        ("advert", "## Ready to love your skin again?"),
        ("advert", "If you’re ready to invest in more than a quick fix, our team makes a plan with you."),
        ("advert", "Simply fill in a consultation form and we will get in touch to find a time."),
    ],
)
def test_lines_that_promote(kind: str, line: str) -> None:
    assert promotion(line) == kind


@pytest.mark.parametrize(
    "line",
    [
        "Swelling after two days: see [when to call](/call) and wait no longer.",
        "Wash with cool water; we explain it in [washing](/washing).",
        "If it bleeds, [contact us](/contact) at once.",
        "Ready to wash your face?",
        "If you are ready to shave, tell us about any cold sores first.",
        "If you are ready to take off the dressing and see an infection, call us.",
        "Fill in the consent form before the peel.",
        "Call: [999](tel:999)",
    ],
)
def test_lines_of_advice_do_not_promote(line: str) -> None:
    assert promotion(line) is None


def _told(article: Article) -> list[str]:
    return [block.text for section in article.sections for block in section.blocks]


TEASER = "{}\n\nA gentle treatment for a fresh and even look.\n\nFind out more\n\n"


def test_teasers_of_other_pages_go_where_there_are_several(read: Read) -> None:
    page = "Peels | https://a.example/x\n\nThe skin flakes for a week.\n\n"
    one = read("p.txt", page + TEASER.format("Facials"))
    assert "A gentle treatment for a fresh and even look." in _told(one)
    two = read("p.txt", page + TEASER.format("Facials") + TEASER.format("Waxing").replace("fresh", "soft"))
    assert _told(two) == ["The skin flakes for a week."]
    assert {"Facials", "Waxing"} < {gone.text for gone in two.left_out}


@pytest.mark.parametrize("slogan", ["calm. smooth. glow.", "Bringing back the glow in you."])
def test_a_slogan_goes_from_the_top_and_only_from_there(read: Read, slogan: str) -> None:
    text = ["It is a light peel.", "It takes off the upper layer.", "The skin may flake for a week."]
    page = "Peels | https://a.example/x\n\n"
    assert _told(read("p.txt", page + "\n\n".join([slogan, *text]))) == text
    assert slogan in _told(read("p.txt", page + "\n\n".join([*text, slogan, "Now it is calm."])))


def test_short_sentences_of_advice_at_the_top_are_no_slogan(read: Read) -> None:
    page = "Peels | https://a.example/x\n\nWash. Wait. Protect.\n\nThe skin flakes for a week.\n"
    assert _told(read("p.txt", page)) == ["Wash. Wait. Protect.", "The skin flakes for a week."]


FOOTER = "\n\nServices\n\n- Facials\n- Waxing\n- Body\n- Brows\n- Contact us\n\n© Rosehill Studio\n"


@pytest.mark.parametrize(
    ("last", "stays"),
    [
        ("Beauty is a letter from within, and we read it to you with great joy and patience.", False),
        ("Beauty is a letter from within, and peels let others read it with great joy.", True),
        ("Beauty is a letter from within; if it burns, call the nurse who gave it to you.", True),
    ],
)
def test_a_motto_above_the_footer_goes_and_a_last_paragraph_stays(read: Read, last: str, stays: bool) -> None:
    page = f"Chemical peels | https://a.example/x\n\nThe skin flakes for a week.\n\n{last}{FOOTER}"
    assert (last in _told(read("p.txt", page))) is stays


def test_what_stands_above_a_breadcrumb_is_the_frame_s(read: Read) -> None:
    page = (
        "Peels | https://a.example/x\n\nFACE AND BODY\n\nHOME / FACE / PEELS\n\nThe skin flakes for a week.\n"
    )
    article = read("p.txt", page)
    assert [(section.heading, _told(article)) for section in article.sections] == [
        ("", ["The skin flakes for a week."])
    ]


def test_advice_that_speaks_of_us_is_no_praise() -> None:
    assert sells("Our team is not only quick but kind.")
    assert sells("Laser is a safe, comfortable treatment with radiant results.")
    assert not sells("Call our experienced nurse if the swelling grows.")
    assert not sells("We recommend that you use sunscreen.")
    assert not sells("Imagine a pea of cream, and use no more.")
    assert not sells("A safe treatment with smooth results needs sunscreen.")
