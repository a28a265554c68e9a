"""Which chat model writes answers, and opening it: any of LangChain's, by its name there.

python -m bot "Which SPF after microneedling?" --model ollama:llama3.2
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.reply import Model
from bot.structured import held_to_schema
from ingest.errors import AftercareError

EXTRAS = ("ollama", "openai", "anthropic")
_SECONDS, _TOKENS = 30.0, 800
_REASONING = re.compile(r"(?:^|:)(?:o\d|gpt-[5-9])")  # OpenAI's that refuse a temperature


@dataclass(frozen=True, slots=True)
class ModelChoice:
    """Which model answers, where, and what an answer may take of it.

    `name` is LangChain's, "provider:model"; `url` an OpenAI-compatible or the provider's own address.
    """

    name: str
    url: str | None = None
    seconds: float = _SECONDS
    tokens: int = _TOKENS


def chosen(name: str | None, environ: Mapping[str, str]) -> ModelChoice | None:
    """The model that the settings name; None for quoted answers.

    Args:
        name: of AFTERCARE_MODEL or `--model`.
        environ: where AFTERCARE_MODEL_URL, _SECONDS and _TOKENS may stand.

    Raises:
        AftercareError: a setting that is no number above 0, by name.
    """
    if not name:
        return None
    seconds = _number(environ, "AFTERCARE_MODEL_SECONDS", _SECONDS)
    tokens = _number(environ, "AFTERCARE_MODEL_TOKENS", _TOKENS)
    return ModelChoice(name, environ.get("AFTERCARE_MODEL_URL") or None, seconds, int(tokens))


def _number(environ: Mapping[str, str], name: str, usual: float) -> float:
    text = environ.get(name) or str(usual)
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not 1 <= number < float("inf"):
        raise AftercareError(
            f"{name}={text} is no number from 1 up; give one, or leave it out for {usual:g}."
        )
    return number


def open_model(choice: ModelChoice) -> Model:
    """The model of a choice; no request is made.

    Raises:
        AftercareError: a package, a key or the name is missing or wrong; says what to do.
    """
    provider = choice.name.partition(":")[0]
    try:
        from langchain.chat_models import init_chat_model  # noqa: PLC0415 - an extra, and it takes a second

        chat = init_chat_model(choice.name, **_settings(provider, choice))
        return Model(held_to_schema(chat), choice.seconds, choice.tokens)
    except ImportError as error:
        extra = provider if provider in EXTRAS else "openai"
        more = "" if provider in EXTRAS else " and then the package that LangChain has for that provider"
        raise AftercareError(
            f"The model {choice.name} needs packages that are not installed; "
            f"run: .venv/bin/pip install '.[{extra}]'{more}"
        ) from error
    except Exception as error:  # noqa: BLE001 - each provider has its own, and its text may hold the key
        raise AftercareError(
            f"The model {choice.name} cannot be opened ({type(error).__name__}); AFTERCARE_MODEL takes "
            "provider:model, such as ollama:llama3.2, and a key stands in the provider's own variable, "
            "such as OPENAI_API_KEY."
        ) from None


def _settings(provider: str, choice: ModelChoice) -> dict[str, Any]:
    """What LangChain is told beside the name; a few providers call it otherwise."""
    settings: dict[str, Any] = {} if _REASONING.search(choice.name) else {"temperature": 0}
    if choice.url:
        settings["base_url"] = choice.url
    if provider == "ollama":
        return settings | {"num_predict": choice.tokens, "client_kwargs": {"timeout": choice.seconds}}
    if provider == "huggingface":  # in this process; its pipeline does not stream, and repeats what it read
        told = {"max_new_tokens": choice.tokens, "return_full_text": False}
        return {"pipeline_kwargs": told, "disable_streaming": True}
    return settings | {"max_tokens": choice.tokens, "timeout": choice.seconds, "max_retries": 0}
