"""How soon the page can be used, and how soon an answer is on the screen, in a headless Chromium.

python -m evals speed
"""

from __future__ import annotations

import shutil
import statistics
import time
from pathlib import Path
from typing import TYPE_CHECKING

from evals.cases import SETS, read_set
from evals.serving import served
from evals.speed import Figure

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_OPENED, _ASKED = 5, 10
_USABLE_S, _ANSWER_MS = 3.0, 700  # what is wanted
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_LISTENS_MS = 1000  # after loading: a key at once went unanswered in one run, and nobody types so soon
_FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


def page_times(index: Path) -> list[Figure]:
    """Seconds from opening to usable, milliseconds from sending to the answer; or why they are not there."""
    chromium = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if chromium is None:
        return [Figure("the page", "not measured: no Chromium on this machine")]
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415 - of the test extra
    except ImportError:
        return [Figure("the page", "not measured: playwright is not installed (extra: test)")]
    with served(str(index)) as page, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=_FLAGS)
        _answers(browser, page.address, 2)  # the models are loaded by now, the browser's code is compiled
        opened = [_opened(browser, page.address) for _ in range(_OPENED)]
        answered = _answers(browser, page.address, _ASKED)
        browser.close()
    usable, late = statistics.median(opened), max(opened)
    middle, last = statistics.median(answered), max(answered)
    return [
        Figure(
            "page, opened to usable",
            f"median {usable:.2f} s, longest {late:.2f} s of {_OPENED}",
            f"median ≤ {_USABLE_S:.0f} s",
            usable <= _USABLE_S,
        ),
        Figure(
            "page, sent to answer on screen",
            f"median {middle:.0f} ms, longest {last:.0f} ms of {_ASKED}",
            f"median ≤ {_ANSWER_MS} ms",
            middle <= _ANSWER_MS,
        ),
    ]


def _opened(browser: Browser, address: str) -> float:
    """Seconds till a new visitor can type."""
    context = browser.new_context()
    page = context.new_page()
    started = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.locator("#box textarea").click()
    spent = time.perf_counter() - started
    context.close()
    return spent


def _answers(browser: Browser, address: str, many: int) -> list[float]:
    """Milliseconds from the key to the answer's text, for the first questions of the shipped set."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(address)
    page.wait_for_timeout(_LISTENS_MS)
    spent = []
    questions = [case.conversation()[0] for case in read_set(SETS / "shipped.yaml").cases[:many]]
    for number, question in enumerate(questions):
        page.locator("#box textarea").fill(question)
        started = time.perf_counter()
        page.locator("#box textarea").press("Enter")
        page.locator("#chat .answer").nth(number).wait_for()
        spent.append(1000 * (time.perf_counter() - started))
        page.wait_for_timeout(500)  # what is drawn after it is not counted to the next one
    context.close()
    return spent
