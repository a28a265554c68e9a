"""Whether a message is English, and if not, which language it most likely is.

Only English is covered, so the costly mistake is to turn an English speaker away: a message counts
as another language only on clear evidence.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any

from bot.wording import ONLY_ENGLISH_IN

# Words that an English message nearly always has and that other languages do not share.
_ENGLISH = re.compile(
    r"\b(?:the|my|i|i'm|is it|after|before|how|what|when|why|should|which|does|do|are|and|with|it's|its"
    r"|have|has|had|been|from|you|your|this|that|skin|face|days?|weeks?|normal for|ok to)\b",
    re.I,
)
# Posterior of the best language (among nine in Latin script) above which it is believed. At 0.75
# "no puedo respirar" (0.83) is Spanish and "lips swollen" (English at 0.38) is left alone.
_SURE = 0.75
_MIN_WORDS = 3
_LATIN = ("en", "es", "fr", "de", "it", "pt", "nl", "pl", "tr")
_SCRIPTS = {
    "CYRILLIC": "ru",
    "ARABIC": "ar",
    "CJK": "zh",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "HANGUL": "ko",
    "DEVANAGARI": "hi",
}


def other_language(text: str) -> str | None:
    """The language of a message that is not English ("es", "ar" …, "" if unknown), else None."""
    letters = [c for c in text if c.isalpha()]
    foreign = [c for c in letters if not unicodedata.name(c, "LATIN").startswith("LATIN")]
    if letters and len(foreign) > len(letters) / 2:
        return _by_script(foreign)
    words = re.findall(r"[^\W\d_]+", text)
    if len(words) < _MIN_WORDS or len(_ENGLISH.findall(text)) >= max(1, len(words) / 12):
        return None
    language, probability = _identifier().classify(text)
    return str(language) if language != "en" and probability >= _SURE else None


def _by_script(letters: list[str]) -> str:
    scripts = [unicodedata.name(c, "?").split(" ")[0] for c in letters]
    if {"HIRAGANA", "KATAKANA"} & set(scripts):
        return "ja"
    if "CYRILLIC" in scripts and any(c in "іїєґІЇЄҐ" for c in letters):
        return "uk"
    return _SCRIPTS.get(max(set(scripts), key=scripts.count), "")


@cache
def _identifier() -> Any:  # noqa: ANN401 - py3langid carries no types
    from py3langid import langid  # noqa: PLC0415 - its model takes a second to load

    identifier = langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(_LATIN))
    return identifier


def reply(language: str) -> str | None:
    """The short reply in that language, where there is one."""
    return ONLY_ENGLISH_IN.get(language)
