"""The page in a real Chromium, at phone and at desk size, light and dark: the path of an anxious person."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from bot.wording import DISCLAIMER
from page import wording
from tests.browsing import EMERGENCY, QUESTION, SIZES, ask, faults, press, reload, unfold, visit

LOOKS = [(size, scheme) for size in SIZES for scheme in ("light", "dark")]


@pytest.fixture(params=LOOKS, ids=["-".join(look) for look in LOOKS])
def look(request: pytest.FixtureRequest, browser: Browser, page_address: str) -> Iterator[Page]:
    """A fresh visitor at every size and in every colour."""
    size, scheme = request.param
    yield from visit(browser, page_address, size, scheme)


def test_the_whole_path(look: Page) -> None:
    page = look
    expect(page.locator("#disclaimer")).to_be_in_viewport()
    expect(page.locator("#disclaimer")).to_have_text(DISCLAIMER)
    expect(page.locator(".top .clinic a").first).to_have_attribute("href", "tel:02079460000")
    assert faults(page) == []
    _asks_and_opens_a_source(page)
    _corrects_the_treatment(page)
    _takes_the_chat_to_the_clinic(page)
    _is_in_danger(page)
    _chooses_what_is_offered(page)
    _opens_and_deletes_what_is_kept(page)


def _asks_and_opens_a_source(page: Page) -> None:
    ask(page, QUESTION)
    expect(page.locator(".answer .direct")).to_contain_text("Redness and itching can follow")
    page.locator(".answer a.mark").first.click()
    card = page.locator("details.card[open]")
    expect(card).to_contain_text("Summary of")
    expect(card).to_contain_text("Dr. Elham Jafari")
    expect(card.locator("mark")).to_contain_text("Redness and itching can follow")
    expect(card.locator("mark")).to_be_in_viewport()
    assert faults(page) == []


def _corrects_the_treatment(page: Page) -> None:
    expect(page.locator("select[name=treatment]")).to_have_value("microdermabrasion")
    expect(page.locator(".fields .day")).to_have_text("Day 7")
    page.locator("select[name=treatment]").select_option("microneedling")
    expect(page.locator("#timeline figcaption")).to_contain_text("microneedling")
    expect(page.locator("#timeline svg")).to_have_attribute("role", "img")
    page.locator("#timeline summary").click()
    expect(page.locator("#timeline tbody tr").first).to_contain_text("redness")
    assert faults(page) == []
    ask(page, "and how long does it last?")
    expect(page.locator(".answer").last).to_contain_text("24 to 48 hours in one place, a few days in others")


def _takes_the_chat_to_the_clinic(page: Page) -> None:
    unfold(page, wording.SUMMARY)
    with page.expect_download() as download:
        press(page, wording.DOWNLOAD)
    told = Path(download.value.path()).read_text(encoding="utf-8")
    assert "Treatment: microneedling" in told and QUESTION in told and "[1]" in told and DISCLAIMER in told


def _is_in_danger(page: Page) -> None:
    ask(page, EMERGENCY)
    alert = page.get_by_role("alert").filter(has_text="Call 999")
    expect(alert).to_be_in_viewport()
    expect(alert.get_by_role("link", name="Call 999", exact=True)).to_have_attribute("href", "tel:999")
    expect(page.locator(".answer").last.locator("> :first-child")).to_have_class("instruction emergency")
    assert faults(page) == []
    ask(page, "when can I wear makeup again?")
    expect(alert).to_be_in_viewport()


def _chooses_what_is_offered(page: Page) -> None:
    press(page, wording.NEW)
    expect(page.locator(".answer")).to_have_count(0)
    expect(page.locator(".banner")).to_have_count(0)
    ask(page, "is redness normal?")
    press(page, "microneedling")
    expect(page.locator(".answer").last).to_contain_text("Some redness after microneedling")
    press(page, "How long does redness last after microneedling?")
    expect(page.locator(".answer")).to_have_count(3)


def _opens_and_deletes_what_is_kept(page: Page) -> None:
    unfold(page, wording.HISTORY)
    press(page, QUESTION)
    expect(page.locator(".said").first).to_have_text(QUESTION)
    expect(page.locator(".banner")).to_be_visible()
    press(page, wording.DELETE)
    expect(page.locator(".answer")).to_have_count(0)
    expect(page.locator("#history button[data-chat]")).to_have_count(0)
    reload(page)
    expect(page.locator("#history")).to_be_visible()
    expect(page.locator(".answer")).to_have_count(0)
