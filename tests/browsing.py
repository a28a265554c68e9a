"""What the browser's tests share: a visitor, and what a visitor does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from weakref import WeakKeyDictionary

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, Request, expect

from page import wording

QUESTION = "Dry red flaky skin a week after microdermabrasion. Is this normal?"
EMERGENCY = "had microneedling an hour ago and my throat feels like its closing"
TRICKS = (
    '<img src=x onerror="document.title=1"> **dry** [x](javascript:alert(1)) <script>1</script> ${1} {{1}}'
)
SIZES = {"phone": (390, 844), "desk": (1280, 800)}
expect.set_options(timeout=20_000)  # a busy machine is no fault of the page
_STREAMS: WeakKeyDictionary[Page, set[Request]] = WeakKeyDictionary()  # those under way, of each page


def visit(browser: Browser, address: str, size: str, scheme: Any) -> Iterator[Page]:  # noqa: ANN401
    """Opens the page; at the end nothing may have gone wrong in the console or left the machine."""
    width, height = SIZES[size]
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
    visited = context.new_page()
    errors: list[str] = []
    asked: list[str] = []
    visited.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    visited.on("pageerror", lambda error: errors.append(str(error)))
    visited.on("request", lambda r: asked.append(r.url))
    _watch_streams(visited)
    visited.goto(address)
    box(visited).wait_for()
    yield visited
    context.close()
    outside = [url for url in asked if not url.startswith((address, "data:", "blob:"))]
    assert (errors, outside) == ([], []), (errors, outside)


def _watch_streams(page: Page) -> None:
    streams = _STREAMS.setdefault(page, set())
    page.on("request", lambda r: streams.add(r) if "/queue/data" in r.url else None)
    page.on("requestfinished", lambda r: streams.discard(r))
    page.on("requestfailed", lambda r: streams.discard(r))


def box(page: Page) -> Locator:
    return page.get_by_role("textbox", name=wording.QUESTION)


def ask(page: Page, message: str) -> None:
    answers = page.locator(".answer").count()
    box(page).fill(message)
    box(page).press("Enter")
    expect(page.locator(".answer")).to_have_count(answers + 1)


def reload(page: Page) -> None:
    """Open the page anew, once the answer is all there: what is cut off would be told in the console."""
    expect(page.locator("#stop")).not_to_be_visible()
    page.wait_for_timeout(300)  # what follows an answer begins a little later
    for _ in range(200):
        if not _STREAMS[page]:
            break
        page.wait_for_timeout(100)
    page.reload()
    box(page).wait_for()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def unfold(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()


def faults(page: Page) -> list[str]:
    """What axe-core finds that is serious or critical."""
    found = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {[node['html'][:200] for node in one['nodes'][:3]]}"
        for one in found
        if one["impact"] in ("serious", "critical")
    ]
