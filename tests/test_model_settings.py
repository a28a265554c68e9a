"""Which model answers: settings and openings that are wrong say what to do, and never the key."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

import app
from bot.__main__ import app as bot_cli
from bot.flow import Bot
from bot.model import EXTRAS, ModelChoice, chosen, open_model
from ingest.embed import Embedder
from ingest.errors import AftercareError
from page.limits import Limits
from tests.conftest import ROOT


def test_without_a_name_answers_are_quoted() -> None:
    assert chosen(None, {"AFTERCARE_MODEL_URL": "http://127.0.0.1:1/v1"}) is None
    assert chosen("", {}) is None


def test_the_settings_are_read() -> None:
    environ = {
        "AFTERCARE_MODEL_URL": "http://h/v1",
        "AFTERCARE_MODEL_SECONDS": "5",
        "AFTERCARE_MODEL_TOKENS": "90",
    }
    assert chosen("openai:m", environ) == ModelChoice("openai:m", "http://h/v1", 5.0, 90)


@pytest.mark.parametrize("wrong", ["0", "-3", "soon", "nan", "inf"])
@pytest.mark.parametrize("name", ["AFTERCARE_MODEL_SECONDS", "AFTERCARE_MODEL_TOKENS"])
def test_a_budget_that_is_no_number_is_named(name: str, wrong: str) -> None:
    with pytest.raises(AftercareError, match=f"{name}={wrong}"):
        chosen("openai:m", {name: wrong})


@pytest.mark.parametrize("extra", EXTRAS)
def test_a_missing_package_names_the_extra(extra: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from langchain.chat_models.base import _get_chat_model_creator

    _get_chat_model_creator.cache_clear()
    monkeypatch.setitem(sys.modules, f"langchain_{extra}", None)
    with pytest.raises(AftercareError, match=rf"pip install '\.\[{extra}\]'"):
        open_model(ModelChoice(f"{extra}:m"))
    assert f"\n{extra} = [" in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


def test_a_missing_key_and_an_unknown_provider_are_said_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("openai:m", "nobody:m", "nothing"):
        with pytest.raises(AftercareError, match=f"{name} cannot be opened .*OPENAI_API_KEY"):
            open_model(ModelChoice(name))


def test_a_wrong_key_stands_in_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret\nsecret")
    monkeypatch.setenv("OPENAI_MAX_RETRIES", "sk-secret")
    try:
        open_model(ModelChoice("openai:m", "no address"))
    except AftercareError as error:
        assert "secret" not in str(error)


def test_the_command_line_says_so_and_ends_with_two(summaries_index: Path) -> None:
    done = CliRunner().invoke(bot_cli, ["x", "--model", "nobody:m", "--index", str(summaries_index)])
    assert done.exit_code == 2 and "nobody:m cannot be opened" in done.stderr
    done = CliRunner().invoke(app.cli, ["--index", str(summaries_index)], env={"AFTERCARE_MODEL": "nobody:m"})
    assert done.exit_code == 2 and "nobody:m cannot be opened" in done.stderr


def test_the_page_says_what_leaves_the_machine(
    summaries_index: Path, embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "x")
    bot = Bot(summaries_index, embedder, model=ModelChoice("openai:m", "http://127.0.0.1:1/v1"))
    drawn = str(app.build(bot, Limits(0, 1), app.beside(bot)).get_config_file())
    assert "openai:m" in drawn and "sent your question" in drawn
    plain = Bot(summaries_index, embedder)
    drawn = str(app.build(plain, Limits(0, 1), app.beside(plain)).get_config_file())
    assert "sent your question" not in drawn
