"""The other tabs in a real Chromium, at phone and at desk size: read, add, remove, evaluate, feedback."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from app import beside, start
from bot.feedback import Feedback
from bot.flow import Bot
from ingest.embed import Embedder
from page import wording
from page.server import Settings
from tests.browsing import SIZES, TRICKS, ask, faults, press, reload, unfold, visit
from tests.conftest import free_port

LEAFLET = f"""# After cupping: {TRICKS}

## Are round marks normal after cupping?

Round marks after cupping are normal and fade within 10 days. {TRICKS}
"""
SET = """library: the two summaries
cases:
  - {id: spf, question: which SPF after microneedling, expect: {outcome: answered}}
  - {id: wrong, question: how long does redness last after microneedling, expect: {outcome: abstained}}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("keeper")


@pytest.fixture(scope="module")
def address(summaries_index: Path, embedder: Embedder, folder: Path) -> Iterator[str]:
    shutil.copytree(summaries_index, folder / "index")
    bot = Bot(folder / "index", embedder)
    bot.warm_up()
    port = free_port()
    around = beside(bot, folder / "feedback.sqlite", folder / "uploads")
    page = start(bot, Settings(port=port), around)
    yield f"http://127.0.0.1:{port}"
    page.close(verbose=False)


@pytest.fixture(params=SIZES)
def page(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    """A fresh visitor at every size, for whom the page never gets too wide."""
    for visited in visit(browser, address, request.param, "light"):
        yield visited
        root = "document.documentElement"
        assert visited.evaluate(f"{root}.scrollWidth - {root}.clientWidth") == 0
        assert visited.title() == wording.TITLE


def open_tab(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name).click()


def test_the_library_is_searched_and_an_article_read(page: Page) -> None:
    open_tab(page, "Library")
    shelf = page.locator(".shelf")
    expect(shelf.get_by_role("button")).to_have_count(2)
    page.get_by_label("Search the library").fill("aloe vera")
    expect(shelf.get_by_role("button")).to_have_count(1)
    shelf.get_by_role("button").focus()
    page.keyboard.press("Enter")
    article = page.locator(".article")
    expect(article.get_by_role("heading", level=2)).to_be_focused()
    expect(article).to_contain_text("checked against its sources on 21 November 2026")
    expect(article).to_contain_text("brand that sells what it recommends")
    expect(article).to_contain_text("Aloe vera, chamomile and calendula are soothing")
    article.locator("a.ref").first.click()
    expect(article.locator("#article-source-1")).to_contain_text("Emily M.")
    press(page, "Back to the list")
    expect(shelf.get_by_role("button")).to_be_focused()
    page.get_by_label("Search the library").fill("carburettor")
    expect(page.get_by_text("No article fits.")).to_be_visible()


def test_an_article_is_added_asked_about_and_removed(page: Page, folder: Path) -> None:
    (folder / "Cupping leaflet.md").write_text(LEAFLET)
    (folder / "empty.md").write_text(" ")
    open_tab(page, "Library")
    page.get_by_role("button", name="Add or remove articles").click()
    files = [folder / "Cupping leaflet.md", folder / "empty.md"]
    page.locator("#keeper input[type=file]").set_input_files(files)
    press(page, "Add to the library")
    told = page.locator("#ingested")
    expect(told).to_contain_text("1 new")
    expect(told).to_contain_text("empty.md: the file is empty; remove it or add its text.")
    expect(page.locator(".shelf").get_by_role("button")).to_have_count(3)
    expect(page.locator(".command")).to_contain_text(str(folder / "uploads"))
    page.locator(".shelf").get_by_role("button", name="After cupping").click()
    expect(page.locator(".article")).to_contain_text("<img src=x")
    assert page.locator(".article img, .article script, .shelf img, .shelf script").count() == 0

    open_tab(page, "Chat")
    ask(page, "are round marks normal after cupping?")
    expect(page.locator(".answer .direct")).to_contain_text("fade within 10 days")

    reload(page)
    open_tab(page, "Library")
    unfold(page, "Add or remove articles")
    expect(page.locator(".command")).to_contain_text(str(folder / "uploads"))
    page.get_by_label("Articles added here").click()
    page.get_by_role("option", name="Cupping-leaflet.md").click()
    press(page, "Remove")
    press(page, "Yes, delete Cupping-leaflet.md")
    expect(told).to_contain_text("1 removed")
    expect(page.locator(".shelf").get_by_role("button")).to_have_count(2)
    assert list((folder / "uploads").iterdir()) == []


def test_a_question_set_is_run_and_its_report_downloaded(page: Page, folder: Path) -> None:
    (folder / "tiny.yaml").write_text(SET)
    open_tab(page, "Evaluation")
    page.locator("input[type=file]").last.set_input_files(folder / "tiny.yaml")
    expect(page.get_by_role("cell", name="tiny.yaml")).to_be_visible()
    press(page, "Run")
    run = page.locator(".run")
    expect(run).to_contain_text("1 of 2 right")
    expect(run.locator("svg").first).to_be_visible()
    run.get_by_text("how long does redness last").click()
    expect(run).to_contain_text("outcome: expected abstained, got answered")
    with page.expect_download() as download:
        page.get_by_text("Download report.html").click()
    assert "Cases that are not right" in Path(download.value.path()).read_text(encoding="utf-8")


def test_a_long_run_can_be_stopped(browser: Browser, address: str, folder: Path) -> None:
    cases = "".join(
        f"  - {{id: c{n}, question: which SPF after peel {n}, expect: {{}}}}\n" for n in range(500)
    )
    (folder / "long.yaml").write_text(f"library: any\ncases:\n{cases}")
    for page in visit(browser, address, "phone", "light"):
        open_tab(page, "Evaluation")
        page.locator("input[type=file]").last.set_input_files(folder / "long.yaml")
        expect(page.get_by_role("cell", name="long.yaml")).to_be_visible()
        press(page, "Run")
        expect(page.locator("#run")).to_contain_text("of 500 questions")
        press(page, "Stop")
        expect(page.locator("#run [role=status]")).to_have_text("Stopped.")


def test_feedback_is_kept_only_after_the_tick_and_can_be_taken_back(page: Page, folder: Path) -> None:
    box = Feedback(folder / "feedback.sqlite")
    box.erase_all()
    expect(page.locator("#feedback")).to_have_count(0)
    ask(page, "which SPF after microneedling?")
    press(page, "No")
    page.get_by_label("What was good or wrong").fill("<b>too short</b>")
    send = page.get_by_role("button", name="Send feedback")
    expect(send).to_be_disabled()
    expect(page.locator("#feedback")).to_contain_text("Not kept: your name")
    assert box.all() == []
    page.get_by_label("Keep my question").check()
    send.click()
    expect(page.get_by_text("It is kept under the number")).to_be_visible()
    (said,) = box.all()
    assert (said.question, said.reason, said.helpful) == (
        "which SPF after microneedling?",
        "<b>too short</b>",
        False,
    )
    expect(page.locator("#feedback")).to_contain_text(said.number)
    press(page, "Erase what I sent")
    expect(page.get_by_text("It is erased.")).to_be_visible()
    assert box.all() == []
    ask(page, "how long does dryness last after microneedling?")
    expect(page.get_by_text("Did this help?")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_serious_stands_in_the_way_of_a_reader(
    browser: Browser, address: str, folder: Path, scheme: str
) -> None:
    for page in visit(browser, address, "phone", scheme):
        page.add_style_tag(content="* { transition: none !important }")  # half-faded colours are judged too
        _reads(page)
        _keeps(page, folder)


def _reads(page: Page) -> None:
    open_tab(page, "Library")
    for closed in ("Filter and order", "Add or remove articles"):
        unfold(page, closed)
    expect(page.get_by_label("Order")).to_be_visible()
    assert faults(page) == []
    page.locator(".shelf").get_by_role("button").first.click()
    expect(page.locator(".article h2")).to_be_focused()
    assert faults(page) == []
    open_tab(page, "About")
    expect(page.get_by_text("No clinician has reviewed the table of danger signs")).to_be_visible()
    expect(page.get_by_text("Feedback is stored only if you tick")).to_be_visible()
    assert faults(page) == []


def _keeps(page: Page, folder: Path) -> None:
    (folder / "tiny.yaml").write_text(SET)
    open_tab(page, "Evaluation")
    page.locator("input[type=file]").last.set_input_files(folder / "tiny.yaml")
    expect(page.get_by_role("cell", name="tiny.yaml")).to_be_visible()
    press(page, "Run")
    expect(page.locator(".run")).to_contain_text("1 of 2 right")
    assert faults(page) == []
    open_tab(page, "Chat")
    ask(page, "which SPF after microneedling?")
    press(page, "Yes")
    page.get_by_label("Keep my question").check()
    expect(page.get_by_role("button", name="Send feedback")).to_be_enabled()
    assert faults(page) == []
