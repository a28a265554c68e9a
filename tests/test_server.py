"""The index on a Chroma server: a real one, on loopback, started and stopped by these tests."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import ingest.server
from bot.flow import Bot
from evals.faults import start, write
from ingest.build import ingest as run
from ingest.embed import Embedder
from ingest.errors import AftercareError, IndexProblem
from ingest.generations import generations_at, read_manifest, rollback
from ingest.index import open_index
from ingest.report import Step

CHROMA = str(Path(sys.executable).with_name("chroma"))


class Server:
    """`chroma run` on a free port, with its files in a folder."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self.folder = folder
        self.start()

    def start(self) -> None:
        self.process = subprocess.Popen(
            [CHROMA, "run", "--path", str(self.folder), "--host", "127.0.0.1", "--port", str(self.port)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.1)
        raise AssertionError("the Chroma server did not start")

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    running = Server(tmp_path / "chroma")
    yield running
    running.stop()


@pytest.fixture
def short_lease(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingest.server, "_LEASE_S", 1.5)
    monkeypatch.setattr(ingest.server, "_BEAT_S", 0.3)


def test_an_index_on_a_server_answers_as_one_in_a_folder(
    server: Server, library: Path, tmp_path: Path, embedder: Embedder
) -> None:
    run([library], tmp_path / "index", embedder)
    first = run([library], server.address, embedder)
    assert first.added == ["asked", "blog"]
    question = "is itching normal after a chemical peel?"
    here = Bot(tmp_path / "index", embedder).answer(question)
    there = Bot(server.address, embedder).answer(question)
    assert here.outcome == "answered"
    assert (there.text, there.citations) == (here.text, here.citations)
    again = run([library], server.address, embedder)
    assert (again.embedded, again.generation) == (0, first.generation)


def test_a_page_on_a_server_answers_while_the_index_is_built_anew(
    server: Server, library: Path, embedder: Embedder
) -> None:
    run([library], server.address, embedder)
    bot = Bot(server.address, embedder)
    over = threading.Event()
    outcomes: list[str] = []

    def ask() -> None:
        while not over.is_set():
            outcomes.append(bot.answer("is itching normal after a chemical peel?").outcome)

    asking = threading.Thread(target=ask)
    asking.start()
    for day in (3, 4):
        (library / "swim.txt").write_text(
            f"Swimming after a chemical peel\n\nDo not swim for {day} days after a chemical peel.\n"
        )
        report = run([library], server.address, embedder)
        assert report.embedded == 2  # one passage, one sentence
        assert f"for {day} days" in bot.answer("can I swim after a chemical peel?").text
    over.set()
    asking.join()
    assert len(outcomes) > 1 and set(outcomes) == {"answered"}
    assert len(generations_at(server.address).finished()) == 2
    assert "for 4 days" in bot.answer("can I swim after a chemical peel?").text
    rollback(server.address)
    assert "for 3 days" in bot.answer("can I swim after a chemical peel?").text


def test_a_server_that_is_not_there_is_named_with_the_command(library: Path, embedder: Embedder) -> None:
    address = "http://127.0.0.1:9"
    for attempt in (
        lambda: run([library], address, embedder),
        lambda: open_index(address, embedder.name),
        lambda: rollback(address),
    ):
        with pytest.raises(AftercareError, match="chroma run --path DIR --port 9") as caught:
            attempt()
        assert address in str(caught.value)
    with pytest.raises(IndexProblem, match="http://host:port"):
        open_index("http://127.0.0.1:8000/index?x=1", embedder.name)


def test_a_server_without_an_index_names_the_command(server: Server, embedder: Embedder) -> None:
    with pytest.raises(IndexProblem, match=f"python -m ingest --index {server.address}"):
        open_index(server.address, embedder.name)


@pytest.mark.usefixtures("short_lease")
def test_a_server_that_goes_away_half_way_loses_nothing(
    server: Server, library: Path, embedder: Embedder
) -> None:
    run([library], server.address, embedder)
    before = read_manifest(server.address)
    bot = Bot(server.address, embedder)
    shutil.copy(library / "blog.txt", library / "more.txt")
    (library / "more.txt").write_text((library / "blog.txt").read_text().replace("peel", "wax"))

    def pull_the_plug(step: Step) -> None:
        if step.embedded:
            server.stop()

    with pytest.raises(AftercareError, match="as it was"):
        run([library], server.address, embedder, progress=pull_the_plug)
    with pytest.raises(AftercareError, match="chroma run"):
        bot.answer("is itching normal after a chemical peel?")
    assert bot.answer("my throat is closing up and I can't breathe").urgency == "emergency"
    server.start()
    assert read_manifest(server.address) == before
    assert bot.answer("is itching normal after a chemical peel?").outcome == "answered"
    assert run([library], server.address, embedder).added == ["more"]
    assert len(generations_at(server.address).finished()) == 2


@pytest.mark.usefixtures("short_lease")
def test_two_ingests_on_a_server_do_not_mix(server: Server, library: Path, embedder: Embedder) -> None:
    with (
        generations_at(server.address).locked(),
        pytest.raises(AftercareError, match="another ingest is running"),
    ):
        run([library], server.address, embedder)
    assert run([library], server.address, embedder).added == ["asked", "blog"]


@pytest.mark.usefixtures("short_lease")
def test_an_ingest_killed_on_a_server_leaves_the_old_generation_and_a_lock_that_lapses(
    server: Server, tmp_path: Path
) -> None:
    library = tmp_path / "library"
    write(library, 1)
    start(library, server.address).communicate()
    before = read_manifest(server.address)
    write(library, 2)
    child = start(library, server.address)
    while not generations_at(server.address)._names()[3:]:  # type: ignore[attr-defined]
        time.sleep(0.02)
    child.kill()
    child.communicate()
    assert read_manifest(server.address) == before
    child = start(library, server.address)
    child.communicate()
    assert child.returncode == 0
    index = open_index(server.address, "letters")
    assert index.passages(["7#1"])["7#1"].text == "Avoid heat for 2 days after waxing."
    index.close()
    assert len(generations_at(server.address).finished()) == 2
