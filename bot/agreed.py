"""A reply that agrees to what was asked: "yeah, all three" says what the question before it said.

Nobody repeats a list of danger signs that they were just asked about, so the question is read as theirs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.contract import Turn
from bot.offered import last_question

_AGREES = re.compile(
    r"\W*(?:(?:um+|er+|oh|omg|ah|well|sadly|unfortunately|actually|to be honest|tbh)\b\W*)*"
    r"(?:yes|yeah|yea|yeh|yh|yep|yup|ye|aye|ya|mhm|uh huh|correct|exactly|definitely|absolutely"
    r"|(?:i )?think so|(?:i'?m )?afraid so|all (?:of|three|four|\d|the above|that)|them all|both"
    r"|the lot|every one|i (?:do|am|have)|(?:it|she|he|they) (?:is|does|do|are|has|have))\b",
    re.I,
)
# What takes some of it back: "yes to the first", "yes, but no fever".
_TAKES_BACK = re.compile(
    r"\b(?:no|not|none|never|nor|neither|except|apart|but|fine|better|normal)\b"
    r"|\b(?:only|just|to) the\b|n['’]t\b",
    re.I,
)
_MOST_WORDS = 8  # of a reply that does little but agree
_OFFERS = re.compile(
    r"\b(?:would you (?:like|want)|do you (?:want|know|need)|(?:shall|can|may|should) i)\b", re.I
)
_ASKS = re.compile(
    r"^\W*(?:and\s+|so\s+)?(do|does|did|are|is|was|were|have|has|had|can|could)\s+(you|it|they|she|he)\b"
    r"|^\W*(?:and\s+|so\s+)?(?:do|does|did|are|is|was|were|have|has|had|can|could)\s+",
    re.I,
)
_MINE = {"you": "I", "your": "my", "yours": "mine", "yourself": "myself"}
_YOURS = re.compile(rf"\b(?:{'|'.join(_MINE)})\b", re.I)


def with_what_was_agreed(history: Sequence[Turn], message: str) -> list[str]:
    """What a person said, message by message, each with the question that it only agrees to before it."""
    found = []
    before = ""
    for turn in (*history, Turn("user", message)):
        if turn.role == "user":
            agreed = agrees(turn.content, before)
            found.append(f"{_as_said(last_question(before))} {turn.content}" if agreed else turn.content)
        before = turn.content if turn.role == "assistant" else ""
    return found


def agrees(reply: str, said: str) -> bool:
    """Whether a reply does little but agree to the question that ends what was said before it.

    >>> agrees("yeah all three tbh", "I see. Are you feverish, dizzy or confused?")
    True
    >>> agrees("yes, but no fever", "Are you feverish, dizzy or confused?")
    False
    >>> agrees("yes please", "Shall I tell you what to do about a fever?")
    False
    """
    asked = last_question(said)
    if not asked or _OFFERS.search(asked) or len(reply.split()) > _MOST_WORDS:
        return False
    return bool(_AGREES.match(reply)) and not _TAKES_BACK.search(reply)


def _as_said(asked: str) -> str:
    """The question as a statement: "I do feel feverish, dizzy or confused."."""

    def turned(match: re.Match[str]) -> str:
        return f"{match[2]} {match[1]}" if match[1] else ""

    return _YOURS.sub(lambda match: _MINE[match.group().lower()], _ASKS.sub(turned, asked)) + "."
