"""Which lines are clutter by what they say, and which only look like it."""

from __future__ import annotations

import pytest

from ingest.clutter import clutter


@pytest.mark.parametrize(
    "line",
    [
        "18 Orchard Road, Suite 200, Dover, DE",
        "[ratings align='left' reference='auto']",
        "⏱️ 5 min read",
        "Cover image source: Unsplash",
        "FREE newsletter. 100% good stuff.",
        "Skin news right in your inbox.",
        "Book an appointment",
        "Share on Facebook",
        "© 2024 Some Clinic. All rights reserved.",
        "4.8 out of 5 (120 reviews)",
        "Call us on 020 7946 0000",
    ],
)
def test_clutter_is_recognised(line: str) -> None:
    assert clutter(line)


@pytest.mark.parametrize(
    "line",
    [
        "Call your clinic if the redness spreads.",
        "Book a follow-up after two weeks to check the result.",
        "5 minutes of cold compress are enough.",
        "Contact us at once if you see blisters.",
        "Wait 48 hours before you swim.",
        "Avoid the sun for 2 weeks and wear SPF 50.",
        "Share your medical history before the treatment.",
        "Search for a fragrance-free cream.",
        "SPF 30",
    ],
)
def test_advice_is_not_clutter(line: str) -> None:
    assert clutter(line) is None


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("price", "- 45 minutes: £80"),
        ("price", "From €120"),
        ("offer", "New clients save 20% off their first facial, a special offer this month"),
        ("opening hours", "Mon to Fri: 9:00 - 18:00"),
        ("opening hours", "Closed Sundays"),
        ("address", "Rosehill Studio 12 Mill Lane, Dover, DE 19901"),
        ("address", "Rosehill Studio, 12 Mill Lane, Leeds LS1 4AB"),
        ("phone or e-mail", "Available at Rosehill Studio — (302) 555-0100. We look forward to you!"),
        ("code", "<!-- IMAGE: a calm face -->"),
        ("code", '<img src="a.png" alt="day 2">'),
        ("code", ") } export default Waxing;"),
        ("related links", "Related reading: [Peels](/peels) · [Waxing](/waxing)"),
        ("booking", "Schedule your consultation today"),
        ("newsletter", "Sign up for text messages on our flash sales"),
        ("breadcrumb", "HOME / FACE / PEELS"),
        ("decoration", "🩹"),
    ],
)
def test_kinds_of_clutter(kind: str, line: str) -> None:
    assert clutter(line.removeprefix("- ")) == kind


@pytest.mark.parametrize(
    "line",
    [
        "Sun: stay out of it between 10am - 4pm.",
        "Sun protection: SPF 30-50 daily",
        "Take vitamin B12 5MG",
        "Watch the area for redness",
        "Make an appointment if redness persists",
        "Treatments",
        "Book a review within 2 weeks if the swelling stays",
        "A deposit of £50 is charged when you book.",
        "If it looks infected, call (302) 555-0100",
        "Author: Ada Marsh",
        "Day 1 – 3",
    ],
)
def test_what_looks_like_clutter_and_is_none(line: str) -> None:
    assert clutter(line) is None
