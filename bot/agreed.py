"""A reply that agrees to what was asked: "yeah, all three" says what the question before it said.

Nobody repeats a list of danger signs that they were just asked about, so the question is read as theirs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.contract import Turn

_AGREES = re.compile(
    r"\W*(?:(?:um+|er+|oh|ah|well|sadly|unfortunately|actually|to be honest|tbh)\b\W*)*"
    r"(?:yes|yeah|yea|yep|yup|ye|aye|ya|correct|exactly|(?:i'?m )?afraid so"
    r"|all (?:of|three|four|the above|that)"
    r"|both|the lot|every one|i (?:do|am|have)|(?:it|she|he|they) (?:is|does|do|are|has|have))\b",
    re.I,
)
# What takes some of it back: "yes to the first, no fever".
_TAKES_BACK = re.compile(
    r"\b(?:no|not|none|never|nor|only|just|except|apart|but|first|second)\b|n['’]t\b", re.I
)
_MOST_WORDS = 6  # of a reply that does nothing but agree
_QUESTION = re.compile(r"[^.?!\n]*\?\s*$")
_ASKS = re.compile(
    r"^\W*(?:and\s+|so\s+)?(do|does|did|are|is|was|were|have|has|had|can|could)\s+(you|it|they|she|he)\b",
    re.I,
)
_MINE = {"you": "I", "your": "my", "yours": "mine", "yourself": "myself"}
_YOURS = re.compile(rf"\b(?:{'|'.join(_MINE)})\b", re.I)


def said_in(history: Sequence[Turn], message: str) -> list[str]:
    """What a person said, message by message, with the questions that a message only agrees to."""
    found = []
    before = ""
    for turn in (*history, Turn("user", message)):
        if turn.role == "user":
            found.append(
                f"{_as_said(before)} {turn.content}" if agrees(turn.content, before) else turn.content
            )
        before = turn.content if turn.role == "assistant" else ""
    return found


def agrees(reply: str, asked: str) -> bool:
    """Whether a reply does nothing but agree to the question that ends what was said before it.

    >>> agrees("yeah all three tbh", "I see. Are you feverish, dizzy or confused?")
    True
    >>> agrees("yes, but no fever", "Are you feverish, dizzy or confused?")
    False
    """
    plain = len(reply.split()) <= _MOST_WORDS and not _TAKES_BACK.search(reply)
    return plain and bool(_AGREES.match(reply)) and bool(_QUESTION.search(asked))


def _as_said(asked: str) -> str:
    """The question at the end as a statement: "I do feel feverish, dizzy or confused."."""
    question = _QUESTION.search(asked)
    text = question.group().strip().rstrip("?") if question else ""
    return _YOURS.sub(lambda match: _MINE[match.group().lower()], _ASKS.sub(r"\2 \1", text)) + "."
