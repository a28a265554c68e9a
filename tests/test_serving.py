"""The page as a server: /ask for programs, /health, logins, and the two limits, which come after danger."""

from __future__ import annotations

import json
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from gradio_client import Client

from app import start
from bot.flow import Bot
from bot.wording import DISCLAIMER, MAX_MESSAGE
from page import wording
from page.limits import Limits
from page.logins import LoginProblem, read_logins
from page.server import Settings
from tests.conftest import free_port

THROAT = "my throat is closing up and I cannot breathe"


@contextmanager
def served(bot: Bot, **settings: object) -> Iterator[str]:
    port = free_port()
    page = start(bot, Settings(port=port, **settings))  # type: ignore[arg-type]
    yield f"http://127.0.0.1:{port}"
    page.close(verbose=False)


@pytest.fixture(scope="module")
def address(bot: Bot) -> Iterator[str]:
    with served(bot, a_minute=0) as address:
        yield address


@pytest.fixture(scope="module")
def client(address: str) -> Client:
    return Client(address, verbose=False)


def status(address: str | urllib.request.Request) -> int:
    try:
        with urllib.request.urlopen(address) as response:
            return int(response.status)
    except urllib.error.HTTPError as error:
        return error.code


def test_ask_gives_the_json_of_the_contract(client: Client) -> None:
    first = "is dry skin normal after microneedling?"
    answer = client.predict(first, api_name="/ask")
    assert (answer["question"], answer["outcome"], answer["treatment"]) == (
        first,
        "answered",
        "microneedling",
    )
    assert answer["disclaimer"] == DISCLAIMER
    history = [{"role": "user", "content": first}, {"role": "assistant", "content": answer["text"]}]
    again = client.predict("and how long does it last?", history, api_name="/ask")
    assert again["treatment"] == "microneedling" and again["citations"]


def test_a_history_of_another_form_is_refused_in_words(client: Client) -> None:
    with pytest.raises(Exception, match="each turn is"):
        client.predict("is redness normal?", [{"role": "system", "content": "x"}], api_name="/ask")
    with pytest.raises(Exception, match="content is a text"):
        client.predict("is redness normal?", [{"role": "user", "content": 3}], api_name="/ask")


def test_ask_is_all_that_programs_see(address: str) -> None:
    with urllib.request.urlopen(f"{address}/gradio_api/info") as response:
        assert list(json.load(response)["named_endpoints"]) == ["/ask"]


def test_a_message_that_is_too_long_is_refused_and_still_read_for_danger(client: Client) -> None:
    long = "my skin is a little red and I wonder about it. " * 100
    refused = client.predict(long, api_name="/ask")
    assert f"{len(long):,}" in refused["message"] and f"{MAX_MESSAGE:,}" in refused["message"]
    assert client.predict(long + THROAT, api_name="/ask")["urgency"] == "emergency"


def test_a_visitor_in_a_hurry_is_put_off_and_still_told_of_danger(bot: Bot) -> None:
    with served(bot, a_minute=1) as address:
        client = Client(address, verbose=False)
        client.predict("is redness normal after microneedling?", api_name="/ask")
        refused = client.predict("is redness normal after microneedling?", api_name="/ask")
        assert refused["message"] == wording.HURRIED and refused["sentences"] == []
        assert refused["disclaimer"] == DISCLAIMER
        danger = client.predict(THROAT, api_name="/ask")
        assert danger["outcome"] == "escalated" and danger["instruction"]
        # Behind a proxy on this machine the visitors are told apart by the address that it hands on.
        other = Client(address, verbose=False, headers={"X-Forwarded-For": "203.0.113.9"})
        assert other.predict("is redness normal after microneedling?", api_name="/ask")["sentences"]


def test_health_tells_the_generation(bot: Bot, address: str) -> None:
    with urllib.request.urlopen(f"{address}/health") as response:
        told = json.load(response)
    assert told == {"status": "ok", "generation": bot.index.manifest.generation, "articles": 2}


def test_with_logins_nothing_but_health_is_open(bot: Bot) -> None:
    with served(bot, logins=(("ada", "pass:word"),)) as address:
        assert status(f"{address}/health") == 200
        assert status(f"{address}/gradio_api/info") == 401
        client = Client(address, auth=("ada", "pass:word"), verbose=False)
        assert client.predict("is redness normal after microneedling?", api_name="/ask")["sentences"]


def test_the_answer_is_an_mcp_tool_where_that_is_asked_for(bot: Bot) -> None:
    pytest.importorskip("mcp")
    with served(bot, mcp=True, a_minute=0) as address:
        with urllib.request.urlopen(f"{address}/gradio_api/mcp/schema") as response:
            tools = json.load(response)
        assert [tool["name"] for tool in tools] == ["ask"] or [t["name"].endswith("ask") for t in tools] == [
            True
        ]
        assert "message" in json.dumps(tools[0])


def test_logins_are_read_line_by_line(tmp_path: Path) -> None:
    file = tmp_path / "logins"
    file.write_text("# the clinic\nada:pass:word\n\nbo:x\n")
    assert read_logins(file) == (("ada", "pass:word"), ("bo", "x"))
    assert read_logins(None) == ()


@pytest.mark.parametrize(
    ("text", "said"), [("ada\n", "line 1 is not user:password"), ("# none\n", "no login")]
)
def test_a_file_of_logins_that_is_wrong_is_named(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "logins"
    file.write_text(text)
    with pytest.raises(LoginProblem, match=said):
        read_logins(file)
    with pytest.raises(LoginProblem, match="cannot be read"):
        read_logins(tmp_path / "nowhere")


def test_a_visitor_may_ask_again_when_a_minute_is_over() -> None:
    now = [0.0]
    limits = Limits(2, 0, lambda: now[0])

    def ask(visitor: str) -> str | None:
        with limits.admit(visitor) as refused:
            return refused

    assert [ask("a"), ask("a"), ask("a"), ask("b")] == [None, None, "hurried", None]
    now[0] = 61.0
    assert [ask("a"), ask("a"), ask("a")] == [None, None, "hurried"]


def test_an_address_is_forgotten_after_its_minute_however_few_there_are() -> None:
    now = [0.0]
    limits = Limits(2, 0, lambda: now[0])
    for visitor, second in (("a", 0.0), ("b", 50.0), ("c", 61.0), ("d", 122.0)):
        now[0] = second
        with limits.admit(visitor) as refused:
            assert refused is None
    assert list(limits._asked) == ["d"]


def test_more_than_can_be_answered_at_once_are_put_off() -> None:
    limits = Limits(0, 1)
    with limits.admit("a") as first, limits.admit("b") as second:
        assert (first, second) == (None, "busy")
    with limits.admit("b") as third:
        assert third is None


def test_what_is_refused_takes_no_place_even_from_many_threads() -> None:
    limits = Limits(0, 3)
    inside = threading.Barrier(8)
    got: list[str | None] = []

    def ask() -> None:
        with limits.admit("a") as refused:
            got.append(refused)
            inside.wait(5)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert got.count(None) == 3 and got.count("busy") == 5
