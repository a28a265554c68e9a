"""Words are cut and stemmed as bm25s does it, which counts on both sides of a search."""

from __future__ import annotations

import bm25s
import pytest
import Stemmer
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.bm25 import stems


def by_bm25s(text: str) -> list[str]:
    stemmer = Stemmer.Stemmer("english")
    tokens = bm25s.tokenize(text, stopwords="en", stemmer=stemmer, return_ids=False, show_progress=False)
    return list(tokens[0])


@pytest.mark.parametrize(
    "text", ["Peeling, peels and a peel!", "", "The of it", "SPF 30 – don't, naïve_skin"]
)
def test_stems_are_those_of_bm25s(text: str) -> None:
    assert stems(text) == by_bm25s(text)


@settings(max_examples=60)
@given(st.text(max_size=60))
def test_stems_are_those_of_bm25s_for_any_text(text: str) -> None:
    assert stems(text) == by_bm25s(text)
