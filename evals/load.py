"""Many conversations at once with one page: errors, the time of an answer, and what the page's memory does.

python -m evals load --minutes 5
"""

from __future__ import annotations

import json
import random
import secrets
import threading
import time
import urllib.request
from dataclasses import dataclass, field
from typing import Annotated, Any

import typer
from gradio_client.utils import apply_diff
from rich.console import Console
from rich.table import Table

from evals.cases import SETS, read_set
from evals.serving import Served, served
from evals.speed import Figure
from ingest.errors import AftercareError

_EVERY = 20.0  # seconds between a conversation's messages
_P95_S, _GROWTH = 2.0, 1.1  # what is wanted
_TIMEOUT = 60.0
_FINE, _BELOW, _COULD_NOT = 0, 1, 2


@dataclass
class _Seen:
    """What all conversations saw: seconds of each answer, and each error in words."""

    seconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def load(
    minutes: Annotated[float, typer.Option(min=0.5, help="How long.")] = 5,
    conversations: Annotated[int, typer.Option(min=1, help="How many at once.")] = 50,
    index: Annotated[
        str, typer.Option(envvar="AFTERCARE_INDEX", help="A folder, or http://host:port of a Chroma server.")
    ] = ".index",
) -> None:
    """Let many conversations send a message every 20 seconds to one page.

    Every other one goes through /ask, the rest through the page's own events.

    Exit code 1: a figure is not what is wanted; 2: the page does not start.
    """
    console = Console()
    try:
        with served(index) as page, console.status(f"{conversations} conversations, {minutes:g} minutes"):
            figures = _measure(page, conversations, 60 * minutes)
    except AftercareError as error:
        console.print(str(error), style="red", markup=False, soft_wrap=True)
        raise typer.Exit(_COULD_NOT) from None
    table = Table("figure", "measured", "wanted", "")
    for one in figures:
        table.add_row(one.name, one.value, one.wanted, {None: "", True: "met", False: "NOT met"}[one.met])
    console.print(table)
    raise typer.Exit(_BELOW if any(one.met is False for one in figures) else _FINE)


def _measure(page: Served, conversations: int, seconds: float) -> list[Figure]:
    questions = [case.conversation()[0] for case in read_set(SETS / "shipped.yaml").cases]
    _Program(page.address).ask(questions[0])  # the models are loaded from here on
    seen, until = _Seen(), time.monotonic() + seconds
    threads = [
        threading.Thread(target=_converse, args=(page.address, questions, number, conversations, until, seen))
        for number in range(conversations)
    ]
    for thread in threads:
        thread.start()
    time.sleep(min(_EVERY, seconds / 2))  # each conversation has begun
    before = page.memory()
    for thread in threads:
        thread.join()
    after = page.memory()
    spent = sorted(seen.seconds) or [0.0]
    middle, late = spent[len(spent) // 2], spent[int(0.95 * (len(spent) - 1))]
    figures = [
        Figure("conversations, messages answered", f"{conversations}, {len(seen.seconds)}"),
        Figure("errors", "; ".join([str(len(seen.errors)), *seen.errors[:3]]), "0", not seen.errors),
        Figure(
            "answer",
            f"p50 {middle:.2f} s, p95 {late:.2f} s, longest {spent[-1]:.2f} s",
            f"p95 < {_P95_S:.0f} s",
            late < _P95_S,
        ),
    ]
    if before is None or after is None:
        return [*figures, Figure("memory", "not told by this system")]
    told = f"{before:.0f} MB once all had begun, {after:.0f} MB at the end"
    return [*figures, Figure("memory", told, f"≤ × {_GROWTH}", after <= _GROWTH * before)]


def _converse(
    address: str, questions: list[str], number: int, conversations: int, until: float, seen: _Seen
) -> None:
    """One conversation: a question every 20 seconds, with all that was said before it."""
    drawn = random.Random(number)
    talk = _Visit(address) if number % 2 else _Program(address)
    time.sleep(_EVERY * number / conversations)  # people do not all ask in the same moment
    while time.monotonic() < until:
        started = time.monotonic()
        try:
            talk.ask(drawn.choice(questions))
        except (OSError, ValueError, KeyError) as error:
            seen.errors.append(f"{type(error).__name__}: {error}")
        else:
            seen.seconds.append(time.monotonic() - started)
        time.sleep(max(0.0, min(started + _EVERY, until) - time.monotonic()))


class _Program:
    """A conversation through /ask, over plain HTTP."""

    def __init__(self, address: str) -> None:
        self._call = f"{address}/gradio_api/call/ask"
        self._history: list[dict[str, str]] = []

    def ask(self, question: str) -> None:
        """Put one question; ValueError where the page sends something else than an answer."""
        event = json.loads(_sent(self._call, {"data": [question, self._history]}))["event_id"]
        told = _sent(f"{self._call}/{event}").strip().splitlines()
        if "event: complete" not in told:
            raise ValueError(" ".join(told[-2:]))
        answer = json.loads(told[told.index("event: complete") + 1].removeprefix("data: "))[0]
        self._history += [
            {"role": "user", "content": question},
            {"role": "assistant", "content": _text(answer)},
        ]


class _Visit:
    """A conversation through the page's own events, which the talk goes along with and comes back."""

    def __init__(self, address: str) -> None:
        self._api = f"{address}/gradio_api"
        self._session = secrets.token_hex(8)
        self._talk: Any = json.dumps({"turns": [], "treatment": None, "date": None, "raised": []})
        page = json.loads(_sent(f"{address}/config"))
        box = next(one["id"] for one in page["components"] if one["props"].get("elem_id") == "box")
        self._submit = next(one["id"] for one in page["dependencies"] if [box, "submit"] in one["targets"])

    def ask(self, question: str) -> None:
        """Put one question; ValueError where the page sends something else than an answer."""
        data = [question, self._talk, ""]
        event = {"fn_index": self._submit, "session_hash": self._session, "data": data}
        _sent(f"{self._api}/queue/join", event)
        told = _sent(f"{self._api}/queue/data?session_hash={self._session}")
        messages = [json.loads(line.removeprefix("data: ")) for line in told.splitlines() if line]
        done = next((one for one in messages if one["msg"] == "process_completed"), None)
        if done is None or not done["success"]:
            raise ValueError(f"the page sent no answer: {told[-200:]}")
        self._talk = latest_talk(messages)
        _text(json.loads(self._talk)["turns"][-1]["answer"])


def latest_talk(messages: list[Any]) -> str:
    """The talk as it was last drawn: a message tells what has changed since the one before it.

    Raises:
        ValueError: none was drawn.
    """
    told: Any = None
    drawn = ""
    for message in messages:
        if message["msg"] == "process_generating":
            new = message["output"]["data"][0]
            told = new if told is None else apply_diff(told, new)
            drawn = told if isinstance(told, str) else drawn  # what is skipped is no text
    if not drawn:
        raise ValueError("the page drew no talk")
    return drawn


def _sent(address: str, data: object = None) -> str:
    """What comes back from an address; with data it is posted."""
    body = None if data is None else json.dumps(data).encode()
    request = urllib.request.Request(address, body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=_TIMEOUT) as response:
        return str(response.read().decode())


def _text(answer: Any) -> str:  # noqa: ANN401 - JSON
    if not answer or not answer["disclaimer"]:
        raise ValueError("an answer without the disclaimer")
    return str(answer["text"])
