"""Feedback: what is kept, what is not, how it is erased, and the question set that is made of it."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from bot.contract import Turn
from bot.feedback import Feedback, Said, said_of
from bot.flow import Bot
from evals.__main__ import app
from evals.cases import read_set
from evals.feedback import drafts
from ingest.errors import AftercareError

ASKED = "Which SPF do I need after microneedling?"


@pytest.fixture
def box(tmp_path: Path) -> Feedback:
    return Feedback(tmp_path / "feedback.sqlite")


@pytest.fixture(scope="module")
def said(bot: Bot) -> Said:
    answer = bot.answer(ASKED, [Turn("user", "my name is Rosalind"), Turn("assistant", "Hello.")])
    return said_of(answer.to_dict(), helpful=True, reason=" clear ")


def run(*words: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, ["from-feedback", *words])
    return done.exit_code, done.stdout, " ".join(done.stderr.split())


def test_kept_is_the_last_question_and_the_answer_and_nothing_before_it(said: Said) -> None:
    assert (said.question, said.treatment, said.outcome) == (ASKED, "microneedling", "answered")
    assert (said.article, said.reason) == ("microneedling/dry-flaky-skin", "clear")
    assert said.quote is not None and "SPF 30" in said.quote
    assert len(said.sent) == len("2026-11-26")
    assert "Rosalind" not in repr(said)


def test_a_long_reason_is_cut(bot: Bot) -> None:
    assert len(said_of(bot.answer("hm").to_dict(), helpful=False, reason="x" * 5_000).reason) == 1_000


def test_there_is_no_file_before_somebody_agreed(box: Feedback) -> None:
    assert (box.all(), box.erase_all()) == ([], 0)
    assert not box.path.exists()


def test_what_is_kept_comes_back_and_is_the_owners_alone(box: Feedback, said: Said) -> None:
    box.add(said)
    box.add(replace(said, number="b", helpful=False))
    assert box.all() == [said, replace(said, number="b", helpful=False)]
    assert box.verdicts() == [True, False]
    assert box.path.stat().st_mode & 0o077 == 0


def test_erased_words_are_no_longer_in_the_file(box: Feedback, said: Said) -> None:
    box.add(replace(said, number="a", reason="sentence to forget"))
    box.add(replace(said, number="b", reason="sentence to keep"))
    assert b"sentence to forget" in box.path.read_bytes()
    assert box.erase("a") == 1
    assert b"sentence to forget" not in box.path.read_bytes()
    assert [one.number for one in box.all()] == ["b"]
    assert box.erase_all() == 1
    assert b"sentence to keep" not in box.path.read_bytes()


def test_a_file_that_is_something_else_is_named(tmp_path: Path, said: Said) -> None:
    (tmp_path / "notes.txt").write_text("These are notes, and they are long enough to be no database.\n" * 20)
    box = Feedback(tmp_path / "notes.txt")
    with pytest.raises(AftercareError, match=r"notes\.txt: cannot be used for feedback"):
        box.add(said)
    assert Feedback(tmp_path / "none" / "f.sqlite").keep(_answer(), "", helpful=True) is None


def _answer() -> dict[str, object]:
    words = {key: "x" for key in ("question", "standalone_question", "text")}
    return {**words, "outcome": "answered", "urgency": "routine", "sentences": [], "citations": []}


def test_an_answer_that_helped_is_a_case_that_expects_it_again(tmp_path: Path, said: Said, bot: Bot) -> None:
    (tmp_path / "mine.yaml").write_text(drafts([said]))
    (case,) = read_set(tmp_path / "mine.yaml").cases
    assert case.id == f"which-spf-do-i-need-{said.number}"
    assert (case.expect.outcome, case.expect.treatment) == ("answered", "microneedling")
    (place,) = case.expect.answer_in
    assert place.quote is not None
    assert place.quote in bot.answer(case.question or "").text


def test_of_an_answer_that_did_not_help_nothing_is_expected_yet(tmp_path: Path, said: Said) -> None:
    text = drafts([replace(said, helpful=False, reason="I asked\n  - about lips\x07\u2028cases: []")])
    (tmp_path / "mine.yaml").write_text(text)
    (case,) = read_set(tmp_path / "mine.yaml").cases
    assert case.expect.model_dump(exclude_defaults=True) == {"treatment": "microneedling"}
    assert "# reason: I asked - about lips cases: []\n" in text


def test_what_a_browser_makes_up_is_no_answer(box: Feedback) -> None:
    for made_up in ({}, {**_answer(), "outcome": "x"}, {**_answer(), "text": "x" * 20_001}, {"sentences": 1}):
        assert box.keep(made_up, "", helpful=True) is None
    assert not box.path.exists()


def test_a_full_file_takes_no_more(box: Feedback, said: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.feedback.MAX_KEPT", 1)
    box.add(said)
    with pytest.raises(AftercareError, match="holds 1 already"):
        box.add(replace(said, number="b"))
    assert box.all() == [said]


def test_the_command_drafts_and_erases(box: Feedback, said: Said) -> None:
    box.add(said)
    box.add(replace(said, number="second"))
    code, out, _ = run(str(box.path))
    assert (code, len(yaml.safe_load(out)["cases"])) == (0, 2)
    assert run(str(box.path), "--erase", "nobody")[0] == 1
    assert run(str(box.path), "--erase", "second")[0] == 0
    assert [one.number for one in box.all()] == [said.number]
    assert run(str(box.path), "--erase", "all")[0] == 0
    assert yaml.safe_load(run(str(box.path))[1])["cases"] == []


def test_the_command_says_what_is_wrong_with_its_file(tmp_path: Path) -> None:
    code, _, told = run(str(tmp_path / "none.sqlite"))
    assert code == 2 and "there is no such file" in told
    sqlite3.connect(tmp_path / "other.sqlite").execute("CREATE TABLE said (x)").connection.close()
    code, _, told = run(str(tmp_path / "other.sqlite"))
    assert code == 2 and "cannot be used for feedback" in told
