"""What was asked before and judged: whom its judgement helps, whom it does not touch."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from bot.answer import choose
from bot.candidates import candidates, confidence
from bot.contract import Hit, Question
from bot.precedents import NONE, Likely, Precedents, digits, folder_of
from bot.queries import Queries
from bot.retrieve import retrieve, with_precedents
from bot.understand import understand
from ingest.article import Passage
from ingest.embed import Embedder
from ingest.index import open_index
from ingest.treatments import shipped
from tests.sentences import passage_of

TABLE = shipped()
SWIM, TAN, SHAVE = "Wait 2 days before you swim.", "Leave fake tan for 3 days.", "A razor is fine."
EAST, NORTH, WEST = np.eye(3, dtype=np.float32)


def passage(text: str, article: str = "waxing/care") -> Passage:
    return passage_of(text, article)


def known(asked: Sequence[tuple[str, Sequence[str], np.ndarray]]) -> Precedents:
    """Questions as (treatment, sentences that answer, vector); three sentences of waxing to choose from."""
    return Precedents.of(
        np.stack([vector for _, _, vector in asked]),
        [treatment for treatment, _, _ in asked],
        [[("waxing", digits(text)) for text in answers] for _, answers, _ in asked],
        [("waxing", digits(text)) for text in (SWIM, TAN, SHAVE)],
    )


def likely(weigh: Likely, text: str, article: str = "waxing/care") -> float | None:
    one = passage(text, article)
    return weigh(one, one.sentences[0])


def test_what_is_asked_like_it_is_answered_by_the_same_sentence() -> None:
    weigh = known([("waxing", [SWIM], EAST), ("waxing", [TAN], NORTH)]).weigh(EAST, ["waxing"])
    assert likely(weigh, SWIM) == pytest.approx(1.0, abs=0.01)
    assert all(likely(weigh, text) == pytest.approx(0.0, abs=0.01) for text in (TAN, SHAVE))


def test_what_is_like_questions_that_nothing_answers_counts_against_all_that_were_judged() -> None:
    weigh = known([("waxing", [SWIM], EAST), ("waxing", [], NORTH)]).weigh(NORTH, ["waxing"])
    assert all(likely(weigh, text) == pytest.approx(-1.0, abs=0.01) for text in (SWIM, TAN, SHAVE))


def test_what_nothing_in_one_folder_answers_says_nothing_of_what_is_in_another() -> None:
    on_it, general = passage(TAN), passage(TAN, "skin/care")
    held = Precedents.of(np.stack([NORTH]), [""], [[]], [(n, digits(TAN)) for n in ("waxing", "skin")])
    weigh = held.weigh(NORTH, ["waxing"])
    assert [weigh(p, p.sentences[0]) for p in (on_it, general)] == pytest.approx([0.0, -1.0], abs=0.01)
    both = [passage(TAN, "lip-filler/care"), passage(TAN, "dermal-filler/care")]
    held = Precedents.of(np.stack([NORTH]), ["lip filler"], [[]], [(folder_of(p), digits(TAN)) for p in both])
    weigh = held.weigh(NORTH, ["lip filler", "dermal filler"])
    assert [weigh(p, p.sentences[0]) for p in both] == pytest.approx([-1.0, 0.0], abs=0.01)


def test_far_questions_say_nothing() -> None:
    weigh = known([("waxing", [SWIM], EAST), ("waxing", [], NORTH)]).weigh(WEST, ["waxing"])
    assert likely(weigh, SWIM) == pytest.approx(0.0, abs=0.01)


def test_two_that_are_as_near_share_the_vote() -> None:
    between = (EAST + NORTH) / np.float32(np.sqrt(2))
    weigh = known([("waxing", [SWIM], EAST), ("waxing", [TAN], NORTH)]).weigh(between, ["waxing"])
    assert likely(weigh, SWIM) == likely(weigh, TAN) == pytest.approx(0.5, abs=0.05)


@pytest.mark.parametrize(("treatment", "counts"), [("waxing", True), ("tattoo", False), ("", True)])
def test_only_questions_on_the_treatment_vote(treatment: str, counts: bool) -> None:
    found = likely(known([(treatment, [SWIM], EAST)]).weigh(EAST, ["waxing"]), SWIM)
    assert found == pytest.approx(1.0 if counts else 0.0, abs=0.01)


def test_where_no_treatment_is_named_none_counts() -> None:
    assert likely(known([("waxing", [SWIM], EAST)]).weigh(EAST, None), SWIM) is None


def test_a_sentence_that_was_never_judged_has_none() -> None:
    weigh = known([("waxing", [SWIM], EAST)]).weigh(EAST, ["waxing"])
    assert likely(weigh, SWIM + " Please.") is None
    assert likely(weigh, SWIM, "leaflets/own") is None
    one = passage(SWIM)
    assert folder_of(one) == "waxing" and NONE.weigh(EAST, ["waxing"])(one, one.sentences[0]) is None


def test_they_are_read_as_they_were_written(tmp_path: Path) -> None:
    made = known([("waxing", [SWIM, TAN], EAST), ("", [], NORTH)])
    np.savez(tmp_path / "made.npz", **made.arrays())  # type: ignore[arg-type]
    with np.load(tmp_path / "made.npz") as stored:
        read = Precedents.read(stored)
    for vector in (EAST, NORTH, WEST):
        for text in (SWIM, TAN, SHAVE):
            expected = likely(made.weigh(vector, ["waxing"]), text)
            assert likely(read.weigh(vector, ["waxing"]), text) == expected


def question(text: str) -> Question:
    return understand(f"{text} after microneedling", (), TABLE)


def hit(text: str, precedent: float | None, near: float = 0.5, number: int = 1) -> Hit:
    return Hit(passage_of(text, number=number), near, (near,), (precedent,))


def test_a_precedent_decides_between_sentences_that_are_as_near() -> None:
    asked = question("is it normal that I twitch")
    one, other = "A twitch is normal.", "A twitch is normal, too."
    hits = [hit(one, 0.0), hit(other, 0.6, number=2)]
    assert [found.text for found in candidates(asked, hits, TABLE)] == [other, one]


def test_an_answer_is_the_surer_the_likelier_and_less_sure_where_nothing_answered() -> None:
    asked = question("is it normal that I twitch")
    sure = [
        confidence(asked, candidates(asked, [hit("A twitch is normal.", precedent)], TABLE), TABLE)
        for precedent in (-0.5, 0.0, None, 0.5)
    ]
    assert sure == sorted(set(sure))  # that nothing near was answered by one tells against it


def test_what_is_done_may_go_by_another_name_where_that_is_known() -> None:
    asked = question("can I drink wine")
    hits = [hit("Leave it for two days.", precedent, number=n) for n, precedent in enumerate((0.05, 0.9))]
    assert {found.passage.id: found.sure > 0 for found in candidates(asked, hits, TABLE)} == {
        hits[0].passage.id: False,
        hits[1].passage.id: True,
    }


def test_a_precedent_brings_a_passage_forward() -> None:
    near, judged = hit("A twitch is normal.", 0.0, 0.55), hit("Twitches pass.", 0.9, 0.5, number=2)
    one, other = with_precedents([near, judged])
    assert one.score == 0.55 and other.score == pytest.approx(0.5 + 0.9 * 0.15)
    assert with_precedents([]) == []


@pytest.mark.parametrize(("near", "first"), [(0.55, True), (0.4, False)])
def test_a_leaflet_of_the_clinic_stands_with_the_best_where_it_is_as_near(near: float, first: bool) -> None:
    asked = question("is it normal that I twitch")
    theirs, own = hit("A twitch is normal.", 0.9), hit("Here a twitch is normal.", None, near, number=2)
    one, other = with_precedents([theirs, own])
    assert (other.score > one.score) is first
    assert (candidates(asked, [one, other], TABLE)[0].text == own.passage.text) is first


def test_that_nothing_judged_answers_says_nothing_of_a_leaflet() -> None:
    asked = question("is it normal that I twitch")
    own = hit("Here a twitch is normal.", None, number=2)
    (alone,) = candidates(asked, with_precedents([own]), TABLE)
    beside = candidates(asked, with_precedents([hit("A twitch is normal.", -0.9), own]), TABLE)
    assert beside[0] == alone


def test_what_was_never_judged_does_not_answer_for_what_was() -> None:
    asked = question("can I drink wine")
    known, gym = "Leave it for two days.", "Avoid the gym for two days."
    hits = with_precedents([hit(known, 0.9), hit(gym, None, 0.5, number=2)])
    assert choose(asked, candidates(asked, hits, TABLE), TABLE)[0].text == known


def test_what_was_never_judged_and_is_further_off_gains_nothing() -> None:
    asked = question("is it normal that I twitch")
    best, second = hit("A twitch is normal.", 0.9, 0.8), hit("A twitch is expected.", 0.3, number=2)
    hits = with_precedents([best, second, hit("A twitch is usual.", None, 0.45, number=3)])
    assert [one.passage.id for one in sorted(hits, key=lambda one: -one.score)] == ["a#1", "a#2", "a#3"]
    assert [one.passage.id for one in candidates(asked, hits, TABLE)] == ["a#1", "a#2", "a#3"]


def test_they_are_looked_up_for_the_question_without_its_treatment(
    summaries_index: Path, embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = open_index(summaries_index, embedder.name)
    dry = next(p for p in index.all_passages() if "needling" in p.article_id and len(p.sentences) > 1)
    queries = Queries(embedder)
    asked = understand("is flaking normal after microneedling?", (), TABLE)
    bare = " ".join(TABLE.without(asked.standalone, asked.treatment).split())
    assert "microneedling" not in bare
    name = (folder_of(dry), digits(dry.told(dry.sentences[0])))
    judged = Precedents.of(queries.vectors([bare]), ["microneedling"], [[name]], [name])
    monkeypatch.setattr(Queries, "precedents", judged)
    (found,) = [h for h in retrieve(asked, index, queries, TABLE) if h.passage.id == dry.id]
    assert found.precedents[0] == pytest.approx(1.0, abs=0.02) and set(found.precedents[1:]) == {None}
    own = retrieve(asked, index, queries, TABLE, own=frozenset({dry.article_id}))
    assert {one for h in own if h.passage.id == dry.id for one in h.precedents} == {None}


@pytest.mark.parametrize("precedent", [0.3, 0.05])
def test_what_is_known_to_answer_is_shown_beside_the_direct_sentence(precedent: float) -> None:
    asked = question("can I drink wine")
    direct, known = "Wine can wait for two days.", "The usual glass on Friday does no harm."
    hits = [hit(direct, 0.35, 0.5), hit(known, precedent, 0.55, number=2)]
    shown = [one.text for one in choose(asked, candidates(asked, hits, TABLE), TABLE)]
    assert shown == ([direct, known] if precedent > 0.1 else [direct])


@pytest.mark.parametrize(("precedent", "shown"), [(0.9, True), (0.05, False)])
def test_a_time_that_is_known_to_answer_need_not_name_what_is_done(precedent: float, shown: bool) -> None:
    asked = question("how long do I have to keep these tights on")
    found = candidates(
        asked,
        [
            hit("Compression lasts two weeks.", None, 0.3),
            hit("Two weeks, day and night.", precedent, 0.9, number=2),
        ],
        TABLE,
    )
    assert ("Two weeks, day and night." in [one.text for one in choose(asked, found, TABLE)]) is shown
