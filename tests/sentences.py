"""A passage on microneedling of one sentence."""

from __future__ import annotations

from ingest.article import Origin, Passage, Sentence


def passage_of(text: str, article: str = "a", number: int = 1, section: str = "") -> Passage:
    return Passage(
        f"{article}#{number}",
        article,
        "T",
        section,
        "guide",
        "text",
        text,
        (Sentence(0, len(text)),),
        ("microneedling",),
        Origin(),
    )
