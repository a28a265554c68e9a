"""What every test shares: no network, no settings of the machine, one embedder, small libraries."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from app import start
from bot.clinic import Clinic
from bot.contract import Answer
from bot.flow import Bot
from bot.model import ModelChoice
from ingest.article import Article
from ingest.build import ingest
from ingest.embed import Embedder
from ingest.load import load
from ingest.publishers import shipped_publishers
from ingest.treatments import shipped
from page.server import Settings
from tests.browsing import TRICKS
from tests.chat_server import Messages, Script, chat_server
from tests.replies import ASKED, KEY, Asking

settings.register_profile("any machine", deadline=None)  # a busy machine is no fault
settings.load_profile("any machine")
ROOT = Path(__file__).resolve().parent.parent
PAGES = Path(__file__).with_name("pages")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
]


@pytest.fixture(autouse=True)
def _no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in os.environ:
        if name.startswith("AFTERCARE_") or name.endswith("_API_KEY"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    """The real one: the packaged weights."""
    return Embedder()


@pytest.fixture(scope="session")
def summaries_index(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Path:
    """An index of two articles of the shipped library, the summaries of one page each."""
    library = tmp_path_factory.mktemp("summaries")
    for name in ("microdermabrasion/dry-red-flaky-skin.md", "microneedling/dry-flaky-skin.md"):
        (library / "corpus" / name).parent.mkdir(parents=True)
        shutil.copy(ROOT / "corpus" / name, library / "corpus" / name)
    ingest([library / "corpus"], library / "index", embedder)
    return library / "index"


@pytest.fixture(scope="session")
def pages_index(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Path:
    """An index of two pages saved as text, with the clutter that such pages have."""
    folder = tmp_path_factory.mktemp("pages") / "index"
    ingest([PAGES], folder, embedder)
    return folder


@pytest.fixture(scope="session")
def bot(summaries_index: Path, embedder: Embedder) -> Bot:
    """A bot on the two summaries."""
    return Bot(summaries_index, embedder)


@pytest.fixture(scope="session")
def pages_bot(pages_index: Path, embedder: Embedder) -> Bot:
    """A bot on the two pages."""
    return Bot(pages_index, embedder)


def free_port() -> int:
    """A port on this machine that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture(scope="session")
def page_address(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[str]:
    """A page on the two summaries and a document full of markup, for a clinic with numbers."""
    library = tmp_path_factory.mktemp("browser")
    for name in ("microdermabrasion/dry-red-flaky-skin.md", "microneedling/dry-flaky-skin.md"):
        (library / "corpus" / name).parent.mkdir(parents=True)
        shutil.copy(ROOT / "corpus" / name, library / "corpus" / name)
    (library / "corpus" / "tricks.txt").write_text(
        f"Bruising after waxing\n\nBruising after waxing fades within two days {TRICKS} in most people.\n"
    )
    ingest([library / "corpus"], library / "index", embedder)
    clinic = Clinic("Clinic by the River", "020 7946 0000", "020 7946 0001", "999")
    bot = Bot(library / "index", embedder, clinic=clinic)
    bot.warm_up()
    port = free_port()
    page = start(bot, Settings(port=port, a_minute=0))
    yield f"http://127.0.0.1:{port}"
    page.close(verbose=False)


@pytest.fixture(scope="module")
def script() -> Script:
    return Script()


@pytest.fixture(scope="module")
def bot_of_model(summaries_index: Path, embedder: Embedder, script: Script) -> Iterator[Bot]:
    with pytest.MonkeyPatch.context() as patch, chat_server(script) as url:
        patch.setenv("OPENAI_API_KEY", KEY)
        yield Bot(summaries_index, embedder, model=ModelChoice("openai:scripted", url, seconds=3, tokens=300))


@pytest.fixture
def ask(bot_of_model: Bot, script: Script) -> Asking:
    """Put a question to the bot; the model does what the arguments say, and nothing else."""

    def asked(reply: str | Callable[[Messages], str], question: str = ASKED, **does: object) -> list[Answer]:
        script.__dict__.update(Script().__dict__)
        script.__dict__.update(does)
        script.reply = reply if callable(reply) else lambda messages: reply
        return list(bot_of_model.stream(question))

    return asked


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A real Chromium; where there is none the tests that need one are skipped, with the reason."""
    if CHROMIUM is None:
        reason = "no Chromium on this machine (Debian: apt-get install chromium)"
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Path]:
    """A folder with the two pages, to be changed by a test."""
    folder = tmp_path / "library"
    shutil.copytree(PAGES, folder)
    yield folder


@pytest.fixture
def read() -> Callable[[str, str], Article]:
    """Read a text as a file of the given name."""

    def read_text(name: str, text: str) -> Article:
        path = Path(name)
        return load(path.stem, path, text.encode(), shipped(), shipped_publishers())

    return read_text
