"""A model's reply as data, where it can be held to a schema: sentences, each with the passages it is from.

Which models can is what LangChain's profile of them says; all others write prose with markers. Either kind
is understood whoever writes it, and neither is believed: that is `bot/proof`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from bot.prose import Claim, Prose, claims
from bot.reply import ModelFailed

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel, LanguageModelInput
    from langchain_core.messages import BaseMessage
    from langchain_core.runnables import Runnable

SCHEMA: dict[str, Any] = {
    "title": "Reply",
    "description": "The sentences of the answer, in order.",
    "type": "object",
    "properties": {
        "sentences": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "text": {"type": "string", "description": "One sentence, without numbers in brackets."},
                    "passages": {
                        "type": "array",
                        "items": {"type": "integer"},
                        "description": "The numbers of the passages that it is from.",
                    },
                },
                "required": ["text", "passages"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["sentences"],
    "additionalProperties": False,
}


def held_to_schema(chat: BaseChatModel) -> Runnable[LanguageModelInput, BaseMessage]:
    """The model, made to reply in `SCHEMA` where its profile says that it can; else as it is."""
    from langchain_core.runnables import RunnableSequence  # noqa: PLC0415 - with the model's packages

    if not (chat.profile or {}).get("structured_output"):
        return chat
    try:
        held = chat.with_structured_output(SCHEMA, method="json_schema")
    except (NotImplementedError, TypeError, ValueError):  # of a provider that holds to schemas otherwise
        return chat
    # The model without the parser behind it, which gives nothing before a reply is whole.
    return held.first if isinstance(held, RunnableSequence) else chat


class Reply:
    """Takes a reply piece by piece, prose or data, and gives its sentences."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._read = ""
        self._prose = Prose()
        self._told = 0

    def feed(self, piece: str) -> Iterator[Claim]:
        """The sentences that are whole with this piece."""
        self._read += piece
        if self._is_data():
            yield from self._new(self._sentences()[:-1])  # the last may still grow
        else:
            yield from self._prose.feed(piece)

    def end(self) -> Iterator[Claim]:
        """What is left when the reply is over.

        Raises:
            ModelFailed: the reply is broken data.
        """
        if self._is_data():
            try:
                json.loads(self._read)
            except ValueError as error:
                raise ModelFailed("cut") from error
            yield from self._new(self._sentences())
        else:
            yield from self._prose.end()

    def _is_data(self) -> bool:
        return self._read.lstrip().startswith("{")

    def _sentences(self) -> list[str]:
        """What stands in the reply so far, as prose with markers; what is not of the schema is nothing."""
        from langchain_core.utils.json import parse_partial_json  # noqa: PLC0415 - with the model's packages

        try:
            found = parse_partial_json(self._read).get("sentences")
        except ValueError:
            found = None
        return [_marked(one) for one in found if isinstance(one, dict)] if isinstance(found, list) else []

    def _new(self, sentences: list[str]) -> Iterator[Claim]:
        for sentence in sentences[self._told :]:
            yield from claims(sentence)
        self._told = max(self._told, len(sentences))


def _marked(sentence: dict[str, Any]) -> str:
    """A sentence with its passages behind it, as a model that writes prose would mark it."""
    text, numbers = sentence.get("text"), sentence.get("passages")
    marks = (f" [{n}]" for n in numbers if isinstance(n, int)) if isinstance(numbers, list) else ()
    return " ".join(text.split()) + "".join(marks) if isinstance(text, str) else ""
