"""`evals run --model`: the same sets with quoted answers and with a model's, side by side."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from app import beside
from bot.flow import Bot
from bot.model import ModelChoice
from evals.__main__ import app
from evals.judge import broken_rules
from evals.metrics import citation_scores, written_scores
from ingest.embed import Embedder
from tests.chat_server import Messages, Script, chat_server

SET = """library: two summaries
cases:
  - {id: spf, question: "Which SPF after microneedling?", expect: {outcome: answered, must_say: [SPF 30]}}
  - {id: price, question: "What does microneedling cost?", expect: {outcome: abstained}}
"""


def copyist(messages: Messages) -> str:
    """The sentences of the first passage, each with its number, and one that stands nowhere."""
    passage = re.split(r"\n\n\[2\] ", messages[-1]["content"])[0].split("\n")[3:]
    return " ".join(f"{sentence.rstrip('.')} [1]." for sentence in passage) + " Scars cannot happen [1]."


@pytest.fixture
def out(summaries_index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, Path]:
    (tmp_path / "own.yaml").write_text(SET)
    monkeypatch.setenv("OPENAI_API_KEY", "x")
    with chat_server(Script(reply=copyist)) as url:
        monkeypatch.setenv("AFTERCARE_MODEL_URL", url)
        told = [str(tmp_path / "own.yaml"), "--index", str(summaries_index), "--out", str(tmp_path / "out")]
        done = CliRunner().invoke(app, ["run", *told, "--model", "openai:copyist"])
    assert done.exit_code == 0, done.output
    return done.stdout, tmp_path / "out" / "results.json"


def test_both_runs_are_compared_and_the_model_stands_in_the_results(out: tuple[str, Path]) -> None:
    said, file = out
    assert "Quoted answers (A) and the model's (B):" in said
    assert "model: None → openai:copyist" in said
    results = json.loads(file.read_text())
    assert results["stamp"]["model"] == "openai:copyist"
    spf, price = results["sets"]["own"]["cases"]
    assert spf["scores"]["written"] == 1 and 0 < spf["scores"]["stands"] < 1
    assert spf["scores"]["exact_quotes"] == 1 and spf["scores"]["right"] == 1
    assert "written" not in price["scores"]  # there was nothing to write


def test_a_models_sentences_are_not_taken_for_quotes(
    summaries_index: Path, embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "x")
    script = Script(reply=lambda m: "After microneedling, wear a sunscreen of at least SPF 30 [1].")
    with chat_server(script) as url:
        bot = Bot(summaries_index, embedder, model=ModelChoice("openai:m", url))
        answer = bot.answer("Which SPF after microneedling?")
    assert answer.mode == "model"
    assert answer.sentences[0].text not in answer.citations[0].quote
    assert broken_rules(answer) == () and citation_scores(answer) == {}
    assert written_scores(answer, model=True) == {"written": 1.0, "stands": 1.0}
    assert written_scores(answer, model=False) == {}


def test_on_the_page_a_set_is_run_with_the_model_that_answers_there(
    summaries_index: Path, embedder: Embedder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "x")
    (tmp_path / "own.yaml").write_text(SET)
    with chat_server(Script(reply=copyist)) as url:
        bot = Bot(summaries_index, embedder, model=ModelChoice("openai:copyist", url))
        keeper = beside(bot, uploads=tmp_path / "uploads").keeper
        assert keeper is not None
        told = keeper.runner.run(tmp_path / "own.yaml", lambda _done, _of: None)
    assert {"written": 1.0}.items() <= {row["metric"]: row["mean"] for row in told["rows"]}.items()
