"""Who may have the keeper's tabs, and what a page without them does not even hold."""

from __future__ import annotations

import doctest
import json
import shutil
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import gradio as gr
import pytest
from typer.testing import CliRunner

import page.logins
from app import beside, build, cli, start
from bot.flow import Bot
from ingest.embed import Embedder
from page.limits import Limits
from page.server import Settings
from tests.conftest import free_port
from tests.events import Visitor
from tests.test_uploads import LEAFLET


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[int, str]]:
    """The command line, up to where the page would be opened."""

    def opened(*_: object) -> None:
        raise OSError("got as far as opening the index")

    monkeypatch.setattr("app.open_bot", opened)

    def invoked(*words: str) -> tuple[int, str]:
        done = CliRunner().invoke(cli, list(words))
        return done.exit_code, " ".join(done.stderr.split())

    return invoked


def test_the_example_in_the_docstring_holds() -> None:
    assert doctest.testmod(page.logins).failed == 0


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.7", "clinic.example", "::"])
def test_a_keeper_is_refused_where_anybody_can_come(run: Callable[..., tuple[int, str]], host: str) -> None:
    code, told = run("--admin", "--host", host)
    assert code == 2
    assert "--admin lets whoever opens the page change the library" in told
    assert "--auth-file" in told and host in told


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
def test_a_keeper_is_let_in_on_this_machine(run: Callable[..., tuple[int, str]], host: str) -> None:
    assert run("--admin", "--host", host) == (2, "got as far as opening the index")


def test_a_keeper_is_let_in_with_logins(run: Callable[..., tuple[int, str]], tmp_path: Path) -> None:
    (tmp_path / "logins").write_text("keeper:a long password\n")
    told = run("--admin", "--host", "0.0.0.0", "--auth-file", str(tmp_path / "logins"))
    assert told == (2, "got as far as opening the index")


def labels(page: gr.Blocks) -> set[str]:
    return {text for block in page.blocks.values() for text in (_text(block),) if text}


def _text(block: Any) -> str | None:  # noqa: ANN401 - any of Gradio's blocks
    return getattr(block, "label", None) or (block.value if isinstance(block, gr.Button) else None)


def test_a_visitors_page_holds_nothing_of_a_keepers(bot: Bot, tmp_path: Path) -> None:
    keepers = {"Evaluation", "Add to the library", "Remove", "Run", "Erase all feedback"}
    limits = Limits(0, 40)
    visitors = build(bot, limits, beside(bot, tmp_path / "f.sqlite"))
    assert labels(visitors) & keepers == set()
    assert {"Library", "About", "Send feedback"} <= labels(visitors)
    own = build(bot, limits, beside(bot, tmp_path / "f.sqlite", tmp_path / "uploads"))
    assert keepers <= labels(own)
    without = build(bot, limits, beside(bot))
    assert "Send feedback" not in labels(without)
    assert not (tmp_path / "uploads").exists()


def test_a_file_that_has_gone_is_told_in_words(
    summaries_index: Path, embedder: Embedder, tmp_path: Path
) -> None:
    shutil.copytree(summaries_index, tmp_path / "index")
    bot, port = Bot(tmp_path / "index", embedder), free_port()
    page = start(bot, Settings(port=port), beside(bot, uploads=tmp_path / "uploads"))
    one, other = (Visitor(f"http://127.0.0.1:{port}") for _ in range(2))
    sent = [one.upload("cupping.md", LEAFLET), other.upload("cupping.md", LEAFLET)]
    add = one.number_of("click", value="Add to the library")
    first, second = (who.send(add, [[file]]) for who, file in zip((one, other), sent, strict=True))
    page.close(verbose=False)
    assert "1 new" in json.dumps(first["output"]["data"])
    assert second["success"] and "Please choose it again." in json.dumps(second["output"]["data"])


def test_stop_stops_ones_own_run_alone(bot: Bot, tmp_path: Path) -> None:
    port = free_port()
    page = start(bot, Settings(port=port), beside(bot, uploads=tmp_path / "uploads"))
    one, other = (Visitor(f"http://127.0.0.1:{port}") for _ in range(2))
    run, stop = (
        one.number_of("click", value="Run", variant="primary"),
        one.number_of("click", value="Stop", variant="secondary"),
    )
    cases = "".join(
        f"  - {{id: c{n}, question: which SPF after peel {n}, expect: {{}}}}\n" for n in range(60)
    )
    sent = one.upload("long.yaml", f"library: any\ncases:\n{cases}".encode())
    ended: list[dict[str, object]] = []
    running = threading.Thread(target=lambda: ended.append(one.send(run, ["answers", sent])))
    running.start()
    while running.is_alive():
        assert other.send(stop, [])["success"]
    page.close(verbose=False)
    assert "60 of 60 right" in json.dumps(ended[0]["output"])


def test_nothing_of_the_other_tabs_is_open_to_programs(bot: Bot, tmp_path: Path) -> None:
    page = build(bot, Limits(0, 40), beside(bot, tmp_path / "f.sqlite", tmp_path / "uploads"))
    public = {fn.api_name for fn in page.fns.values() if fn.api_visibility == "public"}
    assert public <= {"ask"}
