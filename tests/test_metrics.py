"""The figures: worked examples, what a citation holds, intervals that are the same every time."""

from __future__ import annotations

import doctest
from dataclasses import replace
from types import ModuleType

import pytest

from bot.contract import Answer, Citation, QuotedSentence
from bot.wording import DISCLAIMER
from evals import chance, judge, metrics, plots, ranking, triage
from evals.metrics import METRICS, citation_scores, exact_quotes, form_scores

TEXT = "Rest well. Drink water."


@pytest.mark.parametrize("module", [chance, judge, metrics, plots, ranking, triage], ids=lambda m: m.__name__)
def test_the_worked_examples_are_right(module: ModuleType) -> None:
    done = doctest.testmod(module)
    assert done.attempted > 0 and done.failed == 0


def citation(number: int, quote: str, passage: str = TEXT, article: str = "a") -> Citation:
    start = max(0, passage.find(quote))
    return Citation(
        number, article, "T", None, None, None, None, None, "brand", False, False, quote, passage, start
    )


def answer(sentences: list[tuple[str, tuple[int, ...]]], citations: list[Citation]) -> Answer:
    shown = tuple(QuotedSentence(text, numbers) for text, numbers in sentences)
    return Answer(
        "q", "q", "answered", "routine", DISCLAIMER, DISCLAIMER, sentences=shown, citations=tuple(citations)
    )


def test_every_sentence_that_its_citation_holds_is_recalled_and_every_needed_citation_precise() -> None:
    whole = answer([("Rest well.", (1,)), ("Drink water.", (1,))], [citation(1, TEXT)])
    assert citation_scores(whole) == {"citation_recall": 1.0, "citation_precision": 1.0}


def test_a_sentence_that_nothing_holds_lowers_recall_and_a_citation_of_something_else_precision() -> None:
    made_up = answer([("Rest well.", (1,)), ("Sunbathe.", (1,))], [citation(1, "Rest well.")])
    assert citation_scores(made_up) == {"citation_recall": 0.5, "citation_precision": 0.5}
    padded = answer([("Rest well.", (1, 2))], [citation(1, "Rest well."), citation(2, "Drink water.")])
    assert citation_scores(padded) == {"citation_recall": 1.0, "citation_precision": 0.5}
    # Two sources of the same statement are both needed: each holds it alone.
    twice = answer([("Rest well.", (1, 2))], [citation(1, "Rest well."), citation(2, "Rest well.")])
    assert citation_scores(twice) == {"citation_recall": 1.0, "citation_precision": 1.0}


def test_a_quote_is_exact_where_a_stored_passage_holds_it_letter_for_letter() -> None:
    whole = answer([("Rest well.", (1,))], [citation(1, "Rest well.")])
    assert exact_quotes(whole, {"a": [TEXT]}) == {"exact_quotes": 1.0}
    assert exact_quotes(whole, {"a": ["Rest  well."]}) == {"exact_quotes": 0.0}
    assert exact_quotes(whole, {"b": [TEXT]}) == {"exact_quotes": 0.0}
    altered = answer([("Rest.", (1,))], [citation(1, "Rest well."), citation(2, "Sunbathe.")])
    assert exact_quotes(altered, {"a": [TEXT]}) == {"exact_quotes": pytest.approx(1 / 3)}
    assert exact_quotes(answer([], []), {}) == {}


def test_the_form_of_an_answer() -> None:
    whole = answer([("Rest for two days.", (1,))], [citation(1, "Rest well.")])
    assert form_scores(whole, "how_long") == {
        "disclaimer": 1.0,
        "words": 4.0,
        "slot_filled": 1.0,
        "context": 4.0,
    }
    assert form_scores(whole, "cause")["slot_filled"] == 0.0
    assert form_scores(replace(whole, text="Rest."), "open")["disclaimer"] == 0.0
    assert form_scores(replace(whole, disclaimer="Ask."), "open")["disclaimer"] == 0.0


def test_an_interval_is_the_same_every_time_and_narrows_with_more_cases() -> None:
    few, many = [0.0, 1.0] * 10, [0.0, 1.0] * 200
    assert chance.bootstrap(few) == chance.bootstrap(few)
    (low, high), (lower, higher) = chance.bootstrap(few), chance.bootstrap(many)
    assert low < lower < 0.5 < higher < high
    assert chance.bootstrap([]) == (0.0, 1.0)


def test_every_metric_says_what_it_is() -> None:
    assert all(metric.says and metric.better in ("higher", "lower", None) for metric in METRICS.values())
