"""Question sets are checked where they enter, and verdicts say what was expected."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

import evals.judge
from bot.contract import Answer, Citation, QuotedSentence
from bot.wording import DISCLAIMER
from evals.cases import SETS, Case, Expect, Place, read_set
from evals.judge import broken_rules, judge
from ingest.errors import AftercareError


def answer(quote: str = "Rest well.", shown: str = "Rest well.") -> Answer:
    citation = Citation(
        1, "a", "T", "When?", None, None, None, None, "brand", False, False, quote, "Rest well. Drink."
    )
    return Answer(
        "q",
        "q",
        "answered",
        "routine",
        f"{shown} [1]\n\n{DISCLAIMER}",
        DISCLAIMER,
        sentences=(QuotedSentence(shown, (1,)),),
        citations=(citation,),
    )


def case(**expect: object) -> Case:
    return Case(id="c", question="q", expect=Expect.model_validate(expect))


def none(_: str) -> str:
    return ""


def test_a_right_answer_has_no_failures() -> None:
    wanted = case(outcome="answered", answer_in=[{"article": "a", "quote": "rest well"}], must_say=["Rest"])
    assert judge(wanted, answer(), none).right


@pytest.mark.parametrize(
    ("expect", "said"),
    [
        ({"outcome": "abstained"}, "outcome: expected abstained, got answered"),
        ({"answer_in": [{"article": "b", "section": "When?"}]}, "answer_in"),
        ({"answer_in": [{"article": "a", "quote": "drink water"}]}, "answer_in"),
        ({"must_say": ["sun"]}, "must_say: 'sun'"),
        ({"must_not_say": ["rest"]}, "must_not_say: 'rest'"),
        ({"must_not_cite": ["a"]}, "must_not_cite: a"),
    ],
)
def test_a_failure_says_what_was_expected(expect: dict[str, object], said: str) -> None:
    (failure,) = judge(case(**expect), answer(), none).failures
    assert said in failure


def test_a_place_by_characters_reads_the_file() -> None:
    wanted = case(answer_in=[{"article": "a", "start": 0, "end": 10}])
    assert judge(wanted, answer(), lambda _: "Rest well. More.").right


def test_no_answer_may_alter_a_quote_or_lose_the_disclaimer() -> None:
    assert broken_rules(answer()) == ()
    assert "rule 1" in broken_rules(answer(quote="Rest badly."))[0]
    assert "rule 1" in broken_rules(answer(shown="Rest badly."))[0]


def test_the_worked_examples_are_right() -> None:
    assert doctest.testmod(evals.judge).failed == 0


@pytest.mark.parametrize("path", sorted(SETS.glob("*.yaml")), ids=lambda path: path.stem)
def test_the_sets_that_are_shipped_are_valid(path: Path) -> None:
    assert read_set(path).cases


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "library: x\ncases: [{id: a, question: q, expect: {outcome: great}}]",
            "case a: cases.0.expect.outcome",
        ),
        ("library: x\ncases: [{id: a, expect: {}}]", "either question or turns"),
        ("library: x\ncases: [{id: a, question: q, expect: {}}, {id: a, question: r, expect: {}}]", "twice"),
        ("library: x\ncases: [", "YAML"),
        ("cases: []", "library"),
    ],
)
def test_a_wrong_set_names_file_case_and_field(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(text)
    with pytest.raises(AftercareError, match=r"mine\.yaml") as caught:
        read_set(path)
    assert said in str(caught.value)


def test_a_place_needs_one_way_of_naming_it() -> None:
    with pytest.raises(ValueError, match="needs section"):
        Place(article="a")
