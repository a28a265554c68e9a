"""Answers that a chat model writes, through langchain-openai itself, against a server on this machine."""

from __future__ import annotations

import time
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest

from bot.contract import Answer, Turn
from bot.flow import Bot
from bot.model import ModelChoice
from bot.wording import DISCLAIMER, LEFT_OUT_ONE, WHY_QUOTED, WRITING, WRITTEN
from ingest.embed import Embedder
from page import draw
from tests.chat_server import Messages, Script, chat_server
from tests.replies import ASKED, KEY, Asking, perfect


def test_a_perfect_reply_is_shown_sentence_by_sentence_with_the_spans_that_bear_it_out(ask: Asking) -> None:
    grown = ask(perfect)
    last = grown[-1]
    assert (last.mode, last.left_out, last.why_quoted) == ("model", 0, None)
    assert [sentence.text for sentence in last.sentences] == [
        "Dry, flaky skin is a common and temporary side effect of microneedling.",
        "Do not pick or scratch flaking skin after microneedling.",
    ]
    assert all(c.passage[c.start :].startswith(c.quote) for c in last.citations)
    used = {n for s in last.sentences for n in s.citations} | {
        p.citation for p in last.conflicts[0].positions
    }
    assert used == {c.number for c in last.citations}  # where sources differ, they stand there as well
    assert grown[0].message == WRITING and grown[0].sentences == ()
    for answer in grown:
        assert answer.sentences == last.sentences[: len(answer.sentences)]
        assert answer.text.endswith(DISCLAIMER)
    assert 1 in [len(answer.sentences) for answer in grown]  # the first stood there before the second


def drawn(answer: Answer) -> str:
    """The answer as the page shows it: where sources differ they stand side by side, and not in words too."""
    assert answer.conflicts
    html = unescape(draw.answer(answer.to_dict(), 0))
    assert answer.text.count("Sources differ") == html.count("Sources differ") == 1
    return html


def test_the_page_says_who_wrote_it_and_what_is_left_out_beside_sources_that_differ(ask: Asking) -> None:
    last = ask(lambda m: perfect(m) + " Aloe vera cures it within an hour [1].")[-1]
    assert (last.mode, last.left_out) == ("model", 1)
    assert WRITTEN in drawn(last) and LEFT_OUT_ONE in drawn(last)


@pytest.mark.parametrize(
    ("reason", "reply", "does"),
    [
        ("error", perfect, {"status": 500}),
        ("key", perfect, {"status": 401}),
        ("unknown", perfect, {"status": 404}),
        ("busy", perfect, {"status": 429}),
        ("error", perfect, {"body": b'{"choices": [{'}),
        ("cut", perfect, {"cut": 60}),
        ("cut", perfect, {"finish": None}),
        ("endless", perfect, {"finish": "length"}),
        ("endless", lambda m: perfect(m) + " It goes on" * 1000, {}),
        ("empty", "", {}),
        ("unanswered", "NOT ANSWERED", {}),
        ("unproved", "I'm sorry, but I cannot help with that.", {}),
        ("unproved", "La piel escamosa es normal [1]. No hace falta llamar [1].", {}),
        ("cut", '{"sentences": [{"text": "Do not pick", "citations": [1]', {}),
        ("unproved", '{"sentences": [{"text": "Do not pick"}, 3, {"passages": [1]}], "more": [1]}', {}),
        ("empty", '{"answer": "Do not pick [1]."}', {}),
    ],
)
def test_a_failure_ends_in_the_quoted_answer_and_says_why(
    reason: str,
    reply: str | Callable[[Messages], str],
    does: dict[str, object],
    ask: Asking,
    bot: Bot,
    caplog: pytest.LogCaptureFixture,
) -> None:
    last = ask(reply, **does)[-1]
    assert (last.mode, last.why_quoted) == ("quoted", reason)
    assert last.sentences == bot.answer(ASKED).sentences
    assert WHY_QUOTED[last.why_quoted] in last.notes[0]  # type: ignore[index]
    assert WHY_QUOTED[last.why_quoted] in drawn(last)  # type: ignore[index]
    assert KEY not in caplog.text and KEY not in str(last.to_dict())


def test_thirty_seconds_of_silence_end_with_the_budget(ask: Asking, script: Script) -> None:
    began = time.monotonic()
    last = ask(perfect, silent=30)[-1]
    assert last.why_quoted == "slow"
    assert time.monotonic() - began < 5
    assert script.gone.wait(1)  # the request was ended, not forgotten


def test_closing_the_answer_stops_the_model_within_a_second(
    ask: Asking, bot_of_model: Bot, script: Script
) -> None:
    ask(perfect)  # warm
    script.silent, script.gone = 30, type(script.gone)()
    answers = bot_of_model.stream(ASKED)
    assert next(answers).message == WRITING
    next(answers)  # in silence too it comes back
    began = time.monotonic()
    answers.close()  # type: ignore[attr-defined]
    assert script.gone.wait(1)
    assert time.monotonic() - began < 1


def test_no_server_is_said_so(
    summaries_index: Path, embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    with chat_server(Script()) as url:
        pass  # gone again
    bot = Bot(summaries_index, embedder, model=ModelChoice("openai:gone", url, seconds=3))
    assert bot.answer(ASKED).why_quoted == "unreachable"


@pytest.mark.parametrize(
    ("message", "outcome"),
    [
        ("I can't breathe and my throat is swelling since the microneedling", "escalated"),
        ("what does microneedling cost", "abstained"),
        ("is flaky skin normal?", "clarify"),
        ("thank you", "clarify"),
    ],
)
def test_what_is_decided_without_a_model_never_reaches_it(
    message: str, outcome: str, ask: Asking, script: Script
) -> None:
    (only,) = ask(perfect, message)
    assert (only.outcome, only.mode) == (outcome, "quoted")
    assert script.asked == []


def test_a_danger_sign_stands_above_what_the_model_writes(ask: Asking) -> None:
    grown = ask(perfect, "Is flaking normal after microneedling? There is pus and a fever since yesterday.")
    assert {answer.urgency for answer in grown} <= {"urgent", "emergency"}
    assert all(answer.text.startswith(f"**{answer.instruction}**") for answer in grown)


def test_the_model_sees_the_last_turns_numbered_passages_and_their_evidence(
    bot_of_model: Bot, script: Script
) -> None:
    script.__dict__.update(Script().__dict__)
    history = [Turn("user", "dry skin after microneedling?"), Turn("assistant", "a" * 5000)] * 4
    bot_of_model.answer("and which SPF?", history)
    system, *turns, last = script.asked[0]["messages"]
    assert len(system["content"].split("\n")) < 40
    assert len(turns) == 4 and max(len(turn["content"]) for turn in turns) <= 400
    assert "[1] " in last["content"] and "source: brand" in last["content"]
    assert last["content"].count("Question: and which SPF?") == 1
    assert "Understood as: " in last["content"] and "microneedling" in last["content"]


def test_nothing_is_traced_elsewhere(ask: Asking, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = Script()
    with chat_server(elsewhere) as url:
        monkeypatch.setenv("LANGSMITH_TRACING", "true")
        monkeypatch.setenv("LANGSMITH_ENDPOINT", url)
        monkeypatch.setenv("LANGSMITH_API_KEY", "x")
        assert ask(perfect)[-1].mode == "model"
        time.sleep(0.5)
    assert elsewhere.asked == []
