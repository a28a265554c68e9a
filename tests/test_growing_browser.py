"""An answer that a slow model writes, in a real Chromium: stopped, put by, cut off, corrected meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from app import beside, start
from bot.flow import Bot
from bot.model import ModelChoice
from bot.wording import WRITING
from ingest.embed import Embedder
from page import wording
from page.server import Settings
from tests.browsing import ask, box, press, unfold, visit
from tests.chat_server import Messages, Script, chat_server
from tests.conftest import free_port
from tests.replies import ASKED, KEY, perfect

# Seconds until a stop is seen: on a busy machine too, and long before the model would end by itself.
AT_ONCE = 5
STANDS = "Dry, flaky skin is a common and temporary side effect of microneedling."


def endless(messages: Messages) -> str:
    return perfect(messages) + " It goes on" * 200


@pytest.fixture(scope="module")
def script() -> Script:
    return Script(endless, pause=0.1)


@pytest.fixture(scope="module")
def address(
    summaries_index: Path, embedder: Embedder, script: Script, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    with pytest.MonkeyPatch.context() as patch, chat_server(script) as url:
        patch.setenv("OPENAI_API_KEY", KEY)
        bot = Bot(summaries_index, embedder, model=ModelChoice("openai:slow", url, seconds=30, tokens=800))
        bot.warm_up()
        around = beside(bot, tmp_path_factory.mktemp("growing") / "feedback.sqlite")
        port = free_port()
        page = start(bot, Settings(port=port), around)
        yield f"http://127.0.0.1:{port}"
        page.close(verbose=False)


@pytest.fixture
def growing(browser: Browser, address: str, script: Script) -> Iterator[Page]:
    """A visitor whose question is being answered: one sentence stands."""
    script.gone.clear()
    for page in visit(browser, address, "desk", "light"):
        box(page).fill(ASKED)
        box(page).press("Enter")
        expect(page.locator(".answer .direct")).to_contain_text(STANDS)
        expect(page.locator(".answer")).to_contain_text(WRITING)
        expect(page.locator("#feedback")).to_have_count(0)  # there is nothing whole to judge
        yield page


def is_stopped(page: Page, within: float = 20_000) -> None:
    """What stood stays, and nothing says that more is to come."""
    expect(page.locator(".answer")).not_to_contain_text(WRITING, timeout=within)
    expect(page.locator(".answer .direct")).to_contain_text(STANDS)
    expect(page.locator(".answer .note")).to_have_text(wording.STOPPED)
    expect(page.locator("#stop")).not_to_be_visible()
    expect(page.locator("#feedback")).to_have_count(0)


def test_stop_ends_the_request_and_leaves_what_stands(growing: Page, script: Script) -> None:
    press(growing, wording.STOP)
    is_stopped(growing, within=AT_ONCE * 1_000)
    assert script.gone.wait(AT_ONCE)


def test_a_chat_that_is_put_by_meanwhile_is_a_stopped_one(growing: Page, script: Script) -> None:
    press(growing, wording.NEW)
    expect(growing.locator(".answer")).to_have_count(0)
    assert script.gone.wait(AT_ONCE)
    unfold(growing, wording.HISTORY)
    press(growing, ASKED)
    is_stopped(growing)


def test_a_treatment_that_is_corrected_meanwhile_stays_corrected(growing: Page, script: Script) -> None:
    treatment = growing.locator("select[name=treatment]")
    expect(treatment).to_have_value("microneedling")
    treatment.select_option("microdermabrasion")
    is_stopped(growing)
    assert script.gone.wait(AT_ONCE)
    growing.wait_for_timeout(500)  # nothing comes after it
    expect(treatment).to_have_value("microdermabrasion")
    expect(growing.locator("#timeline")).to_contain_text("microdermabrasion")


@pytest.mark.parametrize("then", [wording.CHANGE, wording.CLEAR, wording.NEW])
def test_what_is_pressed_at_once_after_asking_again_is_what_counts(growing: Page, then: str) -> None:
    press(growing, wording.STOP)
    is_stopped(growing)
    press(growing, wording.AGAIN)
    growing.locator(".said.under-way").wait_for()
    press(growing, then)
    expect(growing.locator(".said")).to_have_count(0)
    growing.wait_for_timeout(1_500)  # nothing comes after it
    expect(growing.locator(".said, .answer")).to_have_count(0)
    expect(growing.locator("#stop")).not_to_be_visible()
    if then == wording.CHANGE:
        expect(box(growing)).to_have_value(ASKED)
    ask(growing, ASKED)
    expect(growing.locator(".answer .direct")).to_contain_text(STANDS)
    press(growing, wording.STOP)
    is_stopped(growing)


def test_a_page_that_is_opened_anew_meanwhile_shows_what_stood(growing: Page) -> None:
    context = growing.context  # another page: what is cut off is told in the console of this one
    again = context.new_page()
    growing.close()
    again.goto(growing.url)
    is_stopped(again)
