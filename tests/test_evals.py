"""Question sets are checked where they enter, and verdicts say what was expected."""

from __future__ import annotations

from pathlib import Path

import pytest

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
        ({"cites_only": ["b/", "c/"]}, "cites_only: a is cited"),
    ],
)
def test_a_failure_says_what_was_expected(expect: dict[str, object], said: str) -> None:
    (failure,) = judge(case(**expect), answer(), none).failures
    assert said in failure


def test_an_article_alone_is_a_place_and_the_allowed_sources_are_prefixes() -> None:
    assert judge(case(answer_in=[{"article": "a"}], cites_only=["b/", "a"]), answer(), none).right
    assert not judge(case(answer_in=[{"article": "b"}]), answer(), none).right


def test_a_place_by_characters_reads_the_file() -> None:
    wanted = case(answer_in=[{"article": "a", "start": 0, "end": 10}])
    assert judge(wanted, answer(), lambda _: "Rest well. More.").right


def test_no_answer_may_alter_a_quote_or_lose_the_disclaimer() -> None:
    assert broken_rules(answer()) == ()
    assert "rule 1" in broken_rules(answer(quote="Rest badly."))[0]
    assert "rule 1" in broken_rules(answer(shown="Rest badly."))[0]


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
        ("library: x\ncases: [{id: a, question: q, aside: maybe, expect: {}}]", "case a: cases.0.aside"),
    ],
)
def test_a_wrong_set_names_file_case_and_field(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(text)
    with pytest.raises(AftercareError, match=r"mine\.yaml") as caught:
        read_set(path)
    assert said in str(caught.value)


def test_a_table_of_questions_and_articles_is_a_set(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text('\ufeffquestion,article\n"SPF, which?",mn/spf\ncan I fly?,\n', encoding="utf-8")
    spf, fly = read_set(path).cases
    assert (spf.id, spf.question, spf.expect.answer_in) == ("row-2", "SPF, which?", [Place(article="mn/spf")])
    assert fly.expect.outcome == "abstained"
    assert read_set(path).articles == {"mn/spf"}


@pytest.mark.parametrize(
    ("text", "said"),
    [("frage,article\nq,a\n", "no column 'question'"), ("question,article\n,a\n", "case row-2: cases.0: ")],
)
def test_a_wrong_table_names_file_and_row(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(text)
    with pytest.raises(AftercareError, match=r"mine\.csv") as caught:
        read_set(path)
    assert said in str(caught.value)


def test_a_place_is_named_in_one_way() -> None:
    with pytest.raises(ValueError, match="takes one of"):
        Place(article="a", section="When?", start=0, end=4)
    with pytest.raises(ValueError, match="belong together"):
        Place(article="a", start=0)
