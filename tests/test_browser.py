"""The page in a real Chromium, at phone and at desk size: ask, follow up, open a source."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from app import start
from bot.flow import Bot
from bot.wording import DISCLAIMER
from page.server import Settings

QUESTION = "Dry red flaky skin a week after microdermabrasion. Is this normal?"
SIZES = {"phone": (390, 844), "desk": (1280, 800)}


@pytest.fixture(scope="module")
def address(bot: Bot) -> Iterator[str]:
    bot.warm_up()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    page = start(bot, Settings(port=port))
    yield f"http://127.0.0.1:{port}"
    page.close(verbose=False)


@pytest.fixture(params=SIZES, ids=list(SIZES))
def page(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    """A fresh visitor; at the end nothing may have gone wrong in the console or left the machine."""
    width, height = SIZES[request.param]
    context = browser.new_context(viewport={"width": width, "height": height})
    visited = context.new_page()
    errors: list[str] = []
    asked: list[str] = []
    visited.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    visited.on("pageerror", lambda error: errors.append(str(error)))
    visited.on("request", lambda r: asked.append(r.url))
    visited.goto(address)
    visited.get_by_role("textbox").wait_for()
    yield visited
    context.close()
    outside = [url for url in asked if not url.startswith((address, "data:", "blob:"))]
    assert (errors, outside) == ([], [])


def ask(page: Page, message: str) -> None:
    answers = page.locator(".answer").count()
    page.get_by_role("textbox").fill(message)
    page.get_by_role("textbox").press("Enter")
    expect(page.locator(".answer")).to_have_count(answers + 1, timeout=20_000)


def test_a_question_is_answered_with_sources_that_open(page: Page) -> None:
    expect(page.locator("#disclaimer")).to_be_in_viewport()
    expect(page.locator("#disclaimer")).to_have_text(DISCLAIMER)
    ask(page, QUESTION)
    expect(page.locator(".answer .direct")).to_contain_text("Redness and itching can follow")
    page.locator(".answer a.mark").first.click()
    card = page.locator("details.card[open]")
    expect(card).to_contain_text("Summary of")
    expect(card).to_contain_text("Dr. Elham Jafari")
    expect(card.locator("mark")).to_contain_text("Redness and itching can follow")
    expect(card.locator("mark")).to_be_in_viewport()
    expect(page.locator("#disclaimer")).to_be_in_viewport()


def test_a_follow_up_keeps_the_treatment_and_a_new_chat_forgets_it(page: Page) -> None:
    ask(page, "is dry skin normal after microneedling?")
    ask(page, "and how long does it last?")
    expect(page.locator(".answer").last).to_contain_text("24 to 48 hours in one place, a few days in others")
    page.get_by_role("button", name="New chat").click()
    expect(page.locator(".answer")).to_have_count(0)
    expect(page.locator("details.card")).to_have_count(0)
    ask(page, "and how long does it last?")
    expect(page.locator(".answer").last).not_to_contain_text("microneedling usually")


def test_an_example_and_a_choice_are_buttons(page: Page) -> None:
    page.get_by_text("Which SPF do I need after microneedling?").click()
    expect(page.locator(".answer .direct")).to_contain_text("SPF 30", timeout=20_000)
    page.get_by_role("button", name="New chat").click()
    expect(page.locator(".answer")).to_have_count(0)
    ask(page, "is redness normal?")
    page.get_by_role("button", name="microneedling", exact=True).click()
    expect(page.locator(".answer").last).to_contain_text("Some redness after microneedling", timeout=20_000)
    page.get_by_role("button", name="How long does redness last after microneedling?").click()
    expect(page.locator(".answer")).to_have_count(3, timeout=20_000)


def test_an_emergency_is_first_and_stands_out(page: Page) -> None:
    ask(page, "had microneedling an hour ago and my throat feels like its closing")
    expect(page.locator(".answer > :first-child")).to_have_class("instruction emergency")
    expect(page.get_by_role("alert")).to_contain_text("Call the emergency number")


def test_what_a_person_types_is_text_and_never_markup(page: Page) -> None:
    ask(
        page,
        "<img src=x onerror=\"document.title='hit'\"> **dry** [x](javascript:alert(1)) <script>1</script>",
    )
    expect(page.locator(".said").last).to_contain_text("<img src=x")
    expect(page.locator(".said").last).to_contain_text("**dry** [x](javascript:alert(1))")
    assert page.locator(".said img, .said a, .said script").count() == 0
    assert page.title() == "Aftercare"


def test_two_visitors_never_see_each_other(page: Page, browser: Browser, address: str) -> None:
    ask(page, "is dry skin normal after microneedling?")
    other = browser.new_page()
    other.goto(address)
    other.get_by_role("textbox").wait_for()
    assert other.locator(".answer").count() == 0
    ask(other, "and how long does it last?")
    expect(other.locator(".answer").last).not_to_contain_text("microneedling usually")
    other.close()
