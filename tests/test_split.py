"""Articles → passages with the exact spans of their sentences."""

from __future__ import annotations

from collections.abc import Callable

import pysbd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.article import Article, Block, Origin, Section
from ingest.split import sentence_spans, split

Read = Callable[[str, str], Article]


def words(text: str) -> int:
    """A token is a word: a person can count it."""
    return len(text.split())


def article(*blocks: Block, role: str = "text") -> Article:
    return Article("a", "T", "guide", Origin(), (Section("H", blocks, role),), "0")  # type: ignore[arg-type]


def test_sentences_are_exact_and_abbreviations_do_not_end_them() -> None:
    text = "Wait 24 hrs. before makeup, says Dr. Marsh. Then wash. It takes 1.5 days."
    found = [text[s.start : s.end] for s in sentence_spans(Block(text))]
    assert found[-2:] == ["Then wash.", "It takes 1.5 days."]
    assert "".join(found).replace(" ", "") == text.replace(" ", "")


@given(st.text(max_size=400))
def test_every_span_lies_in_the_text_in_order(text: str) -> None:
    end = 0
    for span in sentence_spans(Block(text)):
        assert end <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == text[span.start : span.end].strip()
        end = span.end


@pytest.mark.parametrize(
    "text",
    [
        "Wait. Wait. Then wash it, e.g. with water. Wait.",
        'She said "It is red." Then it flaked (a little). Call at 8 a.m. if it burns!',
        "  Rest.   Ice it… then rest\nNo makeup\n1. Wash. 2. Dry.  ",
    ],
)
def test_spans_are_those_of_the_segmenter_s_own_search(text: str) -> None:
    own = pysbd.Segmenter(language="en", clean=False, char_span=True).segment(text)
    expected = [text[span.start : span.end].strip() for span in own]
    assert [text[s.start : s.end] for s in sentence_spans(Block(text))] == expected


def test_footnotes_belong_to_the_sentence_that_they_stand_in() -> None:
    block = Block("One fact. Two facts, apart.", footnotes=((9, "a"), (19, "b"), (27, "c")))
    assert [span.sources for span in sentence_spans(block)] == [("a",), ("b", "c")]


def test_a_passage_stays_within_its_budget_and_never_cuts_a_sentence() -> None:
    blocks = [Block(f"Sentence number {n} has exactly seven words. Short one.") for n in range(12)]
    passages = split(article(*blocks), words, budget=20)
    assert len(passages) > 1
    assert all(words(passage.text) <= 20 for passage in passages)
    quoted = [p.quote(s) for p in passages for s in p.sentences]
    assert quoted.count("Short one.") == 12
    assert [p.id for p in passages] == [f"a#{n + 1}" for n in range(len(passages))]


def test_a_long_paragraph_is_divided_between_sentences() -> None:
    block = Block(" ".join(f"This is sentence {n} of many." for n in range(10)))
    passages = split(article(block), words, budget=12)
    assert passages[0].text == "This is sentence 0 of many. This is sentence 1 of many."
    assert " ".join(p.text for p in passages) == block.text


def test_every_passage_of_a_list_begins_with_the_line_that_introduces_it() -> None:
    items = [Block(f"thing number {n}", lead="Avoid for 48 hours:") for n in range(6)]
    passages = split(article(*items), words, budget=12)
    assert len(passages) > 1
    for passage in passages:
        assert passage.text.startswith("Avoid for 48 hours:\n- thing")
        for sentence in passage.sentences:
            assert sentence.lead is not None
            assert passage.text[slice(*sentence.lead)] == "Avoid for 48 hours:"


def test_a_client_s_question_is_kept_and_never_quoted() -> None:
    (passage,) = split(article(Block("My skin hurts a lot."), role="question"), words)
    assert passage.text == "My skin hurts a lot."
    assert passage.sentences == ()


def test_text_without_a_full_stop_is_cut_between_words() -> None:
    text = "word " * 5_000
    passages = split(article(Block(text.strip())), words, budget=500)
    assert max(words(p.text) for p in passages) <= 500
    assert " ".join(p.text for p in passages).split() == text.split()


@pytest.mark.parametrize("heading", ["H", ""])
def test_what_is_embedded_carries_title_and_heading(heading: str) -> None:
    made = Article("a", "Peel care", "guide", Origin(), (Section(heading, (Block("Rest."),)),), "0")
    (passage,) = split(made, words)
    assert passage.index_text() == ("Peel care › H › Rest." if heading else "Peel care › Rest.")
    assert passage.text == "Rest."
