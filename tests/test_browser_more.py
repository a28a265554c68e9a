"""The page in a real Chromium, at a desk: kept chats, print, markup, two visitors, the keyboard alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from page import wording
from tests.browsing import EMERGENCY, TRICKS, ask, box, press, reload, unfold, visit


@pytest.fixture
def desk(browser: Browser, page_address: str) -> Iterator[Page]:
    """A fresh visitor at a desk."""
    yield from visit(browser, page_address, "desk", "light")


def test_a_chat_is_there_again_after_a_reload_and_can_be_changed(desk: Page) -> None:
    ask(desk, "is dry skin normal after microneedling?")
    reload(desk)
    expect(desk.locator(".answer")).to_have_count(1)
    press(desk, wording.AGAIN)
    expect(desk.locator(".answer")).to_have_count(1)
    press(desk, wording.CHANGE)
    expect(box(desk)).to_have_value("is dry skin normal after microneedling?")
    expect(desk.locator(".answer")).to_have_count(0)
    ask(desk, "is redness normal after microneedling?")
    press(desk, wording.CLEAR)
    expect(desk.locator(".answer")).to_have_count(0)
    expect(desk.locator("select[name=treatment]")).to_have_value("")


def test_a_source_that_is_open_stays_open_when_the_treatment_is_corrected(desk: Page) -> None:
    ask(desk, "is dry skin normal after microneedling?")
    desk.locator(".answer a.mark").first.click()
    desk.locator("select[name=treatment]").select_option("microdermabrasion")
    expect(desk.locator("#timeline")).to_contain_text("microdermabrasion")
    expect(desk.locator("details.card[open]")).to_be_visible()


def test_days_of_the_week_count_in_the_calendar_of_the_visitor(desk: Page) -> None:
    here = datetime.now()
    desk.clock.set_fixed_time(here + timedelta(days=1))
    ask(desk, f"I had microneedling on {here:%A}. Is dry skin normal?")
    expect(desk.locator(".fields .day")).to_have_text(wording.DAY.format(day=1))
    expect(desk.locator("input[name=date]")).to_have_value(f"{here:%Y-%m-%d}")


def test_a_danger_sign_stays_though_its_message_is_edited_or_asked_again(desk: Page) -> None:
    ask(desk, EMERGENCY)
    banner = desk.get_by_role("alert").filter(has_text="Call 999")
    desk.evaluate(
        """() => { window.gone = false; new MutationObserver(() => {
             window.gone ||= !document.querySelector(".banner"); }
           ).observe(document.body, { childList: true, subtree: true }); }"""
    )
    press(desk, wording.AGAIN)
    expect(desk.locator(".answer .instruction")).to_be_visible()
    expect(desk.locator("#stop")).not_to_be_visible()
    press(desk, wording.CHANGE)
    expect(desk.locator(".answer")).to_have_count(0)
    ask(desk, "can I massage it?")  # what is done for it is no home care, as if the message stood there
    expect(desk.locator(".answer .instruction")).to_be_visible()
    expect(desk.locator(".answer .sentence")).to_have_count(0)
    expect(banner).to_be_visible()
    assert not desk.evaluate("window.gone")
    press(desk, wording.NEW)
    expect(banner).to_have_count(0)


def test_examples_are_of_the_treatment_that_is_chosen(desk: Page) -> None:
    desk.locator("select[name=treatment]").select_option("microneedling")
    own = desk.get_by_role("button", name=re.compile("What can I put on my skin after microneedling"))
    own.click()
    expect(desk.locator(".answer")).to_have_count(1)
    press(desk, wording.CHANGE)  # the treatment stays, and so do its questions
    expect(own).to_be_visible()
    for name in (wording.CLEAR, wording.NEW):
        press(desk, name)
        expect(desk.get_by_role("button", name=wording.EXAMPLES[0])).to_be_visible()
        expect(own).to_have_count(0)
        desk.locator("select[name=treatment]").select_option("microneedling")
        expect(own).to_be_visible()


def test_the_sheet_for_the_clinic_is_what_is_printed(desk: Page) -> None:
    desk.evaluate("window.print = () => { window.printed = true; }")
    ask(desk, "is dry skin normal after microneedling?")
    unfold(desk, wording.SUMMARY)
    press(desk, wording.PRINT)
    desk.wait_for_function("window.printed")
    desk.emulate_media(media="print")
    expect(desk.locator("#printed")).to_be_visible()
    expect(desk.locator("#printed")).to_contain_text("is dry skin normal after microneedling?")
    expect(desk.locator("#disclaimer")).not_to_be_visible()


def test_markup_in_a_message_and_in_a_document_is_text(desk: Page) -> None:
    ask(desk, TRICKS)
    expect(desk.locator(".said").last).to_have_text(TRICKS)
    ask(desk, "does bruising after waxing fade?")
    desk.locator(".answer a.mark").first.click()
    expect(desk.locator("details.card[open] mark")).to_contain_text(TRICKS.split("[x]", maxsplit=1)[0])
    expect(desk.locator(".answer .direct").last).to_contain_text("${1} {{1}}")
    assert desk.locator("main img, .said a, .said script, .sentence script, .card script").count() == 0
    assert desk.locator("a[href^=javascript]").count() == 0
    assert desk.title() == wording.TITLE


def test_two_visitors_never_see_each_other(desk: Page, browser: Browser, page_address: str) -> None:
    ask(desk, EMERGENCY)
    expect(desk.locator(".banner")).to_be_visible()
    context = browser.new_context()
    other = context.new_page()
    other.goto(page_address)
    box(other).wait_for()
    ask(other, "and how long does it last?")
    expect(other.locator(".answer").last).not_to_contain_text("microneedling usually")
    expect(other.locator(".banner")).to_have_count(0)
    expect(other.locator("select[name=treatment]")).to_have_value("")
    expect(other.locator("#history button[data-chat]")).to_have_count(0)
    context.close()


def test_on_a_touch_screen_the_answer_takes_the_focus_of_a_button_that_vanished(
    browser: Browser, page_address: str
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    phone = context.new_page()
    phone.goto(page_address)
    box(phone).wait_for()
    phone.get_by_role("button", name=wording.EXAMPLES[0]).press("Enter")
    expect(phone.locator(".answer")).to_be_focused()
    phone.locator("#chat .option").first.press("Enter")
    expect(phone.locator(".answer")).to_have_count(2)
    expect(phone.locator(".answer").last).to_be_focused()
    context.close()


def test_the_keyboard_alone_does_the_path(desk: Page) -> None:
    def tab_to(selector: str) -> None:
        for _ in range(60):
            desk.keyboard.press("Tab")
            if desk.evaluate("(selector) => document.activeElement.matches(selector)", selector):
                return
        raise AssertionError(f"Tab does not reach {selector}")

    tab_to("select[name=treatment]")
    desk.keyboard.type("micron")
    expect(desk.locator("#timeline figcaption")).to_contain_text("microneedling")
    tab_to("#box textarea")
    desk.keyboard.type("is dry skin normal?")
    desk.keyboard.press("Enter")
    expect(desk.locator(".answer")).to_have_count(1)
    desk.keyboard.press("Home")
    desk.locator("body").evaluate("() => document.activeElement.blur()")
    tab_to(".answer a.mark")
    desk.keyboard.press("Enter")
    expect(desk.locator("details.card[open] mark")).to_be_visible()
    assert desk.evaluate("document.activeElement.tagName") == "SUMMARY"
    tab_to("details.card[open] .back")
    desk.keyboard.press("Enter")
    assert desk.evaluate("document.activeElement.matches('.answer a.mark')")
    desk.keyboard.press("Home")
    desk.locator("body").evaluate("() => document.activeElement.blur()")
    tab_to("#chat .option")
    desk.keyboard.press("Enter")
    expect(desk.locator(".answer")).to_have_count(2)
    expect(box(desk)).to_be_focused()
    tab_to("#timeline button")
    tab_to("#summary button")
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("button", name=wording.DOWNLOAD, exact=True)).to_be_visible()
    tab_to("#history button")
