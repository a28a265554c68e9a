"""Whether what a sentence names is named by its source: signs, activities, products, names, authorities."""

from __future__ import annotations

import re

from ingest import topics
from ingest.bm25 import stems

# A word with a capital inside a sentence is a name: "NHS", "Aquaphor".
_NAME = re.compile(r"(?<=[\w,;)%] )[A-Z][\w’'-]*|\b[A-Z]{2,}\b")
_OF_EVERY_TEXT = frozenset({"I", "SPF", "UV"})
_PLURAL = re.compile(r"(?<=\w{3})(?<![su])s\b")
# Whose word it is: a brand's page is no study.
_AUTHORITY = re.compile(
    r"\b(?:stud(?:y|ies)|research\w*|trials?|experts?|evidence|hospitals?|dermatologists?|doctors?|surgeons?"
    r"|pharmacists?|scientists?|clinically)\b",
    re.I,
)


def names_more(claim: str, source: str, about: str) -> bool:
    """Whether a claim names a topic, a name or an authority that its source does not.

    Args:
        claim: one sentence less its treatments, which are looked up by the caller.
        source: the words that it is held against.
        about: title, heading and publishers of the source, which name things too.
    """
    named = {*topics.find(claim), *topics.find(singular(claim))}
    if any(not _is_named(topic, source, about) for topic in named if topic.kind != "person"):
        return True
    present = set(stems(f"{about} {source}"))
    words = (*_NAME.findall(claim), *_AUTHORITY.findall(claim))
    return any(word not in _OF_EVERY_TEXT and not set(stems(word)) <= present for word in words)


def _is_named(topic: topics.Topic, source: str, about: str) -> bool:
    """Whether a source names a topic; its heading does where the words themselves name none of that kind."""
    if names(source, topic):
        return True
    others = any(other.kind == topic.kind for other in topics.find(source))
    return not others and names(about, topic)


def names(text: str, topic: topics.Topic) -> bool:
    """Whether a text names a topic, in the singular or the plural."""
    return bool(topic.pattern.search(text) or topic.pattern.search(singular(text)))


def singular(text: str) -> str:
    """The text with its plurals in -s undone, well enough to look words up.

    >>> singular("saunas and hot tubs")
    'sauna and hot tub'
    """
    return _PLURAL.sub("", text)
