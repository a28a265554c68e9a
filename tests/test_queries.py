"""The side of the questions: trained on what stands in the file, near what answers, and of no other model."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bot.adapter import PLAIN, Adapter, vectors_of
from bot.net import PARTS
from bot.precedents import NONE, digits
from bot.queries import ADAPTER, Queries
from evals.judged import (
    QUESTIONS,
    adapter_in,
    headings,
    of_one,
    read_questions,
    rows_of,
    stamp_of,
    stamp_of_adapter,
    write_precedents,
)
from evals.train_queries import train
from ingest.build import ingest
from ingest.embed import DEFAULT, Embedder, Vector
from ingest.errors import AftercareError
from ingest.index import open_index
from ingest.load import find, load
from ingest.publishers import shipped_publishers
from ingest.split import split
from ingest.treatments import shipped
from tests.conftest import ROOT
from tests.sentences import passage_of

CORPUS = ROOT / "corpus"


def test_the_precedents_are_the_questions_of_the_file() -> None:
    adapter = adapter_in(ADAPTER)
    with np.load(ADAPTER) as stored:
        made_of, made_by = str(stored["precedents.questions"]), str(stored["precedents.adapter"])
    wanted = (stamp_of(QUESTIONS), stamp_of_adapter(adapter))
    assert (made_of, made_by) == wanted, "run: python -m evals train precedents"
    assert sum(one.nbytes for one in adapter.values()) < 1_000_000 and ADAPTER.stat().st_size < 12_000_000


def test_every_sentence_that_a_question_names_is_in_the_library() -> None:
    table, publishers = shipped(), shipped_publishers()
    articles = [load(name, path, path.read_bytes(), table, publishers) for name, path in find([CORPUS])]
    passages = [one for article in articles for one in split(article, lambda text: len(text.split()))]
    held = rows_of([passage for passage in passages if passage.sentences])
    lines = [line.split("\t") for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    named = {(folder, one) for folder, answers, _ in lines for one in answers.split(",") if one != "-"}
    assert len(named) > 2_000
    # A sentence that is put into other words loses its questions until they are judged anew.
    assert len(named - held.keys()) <= 0.02 * len(named)


@pytest.mark.parametrize(
    ("question", "answers", "does_not"),
    [
        (
            "is a snooze on the settee ok, i got my frown lines injected an hour ago",
            "Stay upright for 4 hours after botulinum toxin.",
            "Botulinum toxin starts to work after 3 to 4 days.",
        ),
        (
            "zumba tonight?",
            "Avoid hard exercise for 24 hours.",
            "Use a sunscreen with SPF 30 or more every day.",
        ),
        (
            "my face is snowing onto my jumper",
            "Flaking is normal from day 3 to day 7.",
            "Redness fades within two days.",
        ),
    ],
)
def test_people_s_own_words_lie_nearer_to_what_answers(
    embedder: Embedder, question: str, answers: str, does_not: str
) -> None:
    (asked,) = Queries(embedder).vectors([question])
    good, bad = np.asarray(embedder.vectors([answers, does_not]))
    assert np.linalg.norm(asked) == pytest.approx(1.0, abs=1e-5)
    assert asked @ good > asked @ bad


def test_mixed_lies_between_what_was_learnt_and_sentences(embedder: Embedder) -> None:
    text = ["does metformin raise blood pressure?"]
    (learnt,), (mixed,) = Queries(embedder).both(text)
    (plain,) = np.asarray(embedder.vectors(text))
    assert learnt == pytest.approx(Queries(embedder).vectors(text)[0], abs=1e-5)
    unit = mixed / np.linalg.norm(mixed)
    assert float(learnt @ plain) < float(unit @ learnt) < float(unit @ plain) < 1


def test_in_one_pass_each_adapter_reads_as_it_does_alone(embedder: Embedder) -> None:
    texts = ["can i go to the pool", "is my lip meant to be this tight on day three?"]
    with np.load(ADAPTER) as learnt, np.load(PARTS[1].adapter) as other:
        adapters = [Adapter(learnt), PLAIN, Adapter(other)]
    together = vectors_of(adapters, texts)
    assert together.shape == (3, 2, 384)
    for adapter, vectors in zip(adapters, together, strict=True):
        assert vectors == pytest.approx(vectors_of([adapter], texts)[0], abs=1e-5)
    plain = together[1] / np.linalg.norm(together[1], axis=1, keepdims=True)
    assert plain == pytest.approx(np.asarray(embedder.vectors(texts)), abs=1e-5)
    assert abs(together[0] - together[2]).max() > 0.1  # they did learn other things
    many = texts * 9  # more than are read together
    assert vectors_of(adapters, many)[:, :2] == pytest.approx(together, abs=1e-5)


def test_an_adapter_alone_has_no_precedents(tmp_path: Path, embedder: Embedder) -> None:
    np.savez(tmp_path / "alone.npz", **adapter_in(ADAPTER))  # type: ignore[arg-type]
    assert Queries(embedder, tmp_path / "alone.npz").precedents is NONE


def test_another_embedder_is_asked_as_it_is() -> None:
    class Other(Embedder):
        def vectors(self, texts: Sequence[str], done: Callable[[int], None] = lambda _: None) -> list[Vector]:
            return [[float(len(text)), 0.0] for text in texts]

    queries = Queries(Other("some/other-model"), Path("nowhere.npz"))
    assert queries.vectors(["abc", "d"]).tolist() == [[3.0, 0.0], [1.0, 0.0]]
    assert [vectors.tolist() for vectors in queries.both(["abc"])] == [[[3.0, 0.0]], [[3.0, 0.0]]]
    assert queries.precedents is NONE  # its vectors are no neighbours of theirs


def test_it_is_trained_from_a_file_of_questions(tmp_path: Path, embedder: Embedder) -> None:
    library = tmp_path / "library" / "waxing"
    library.mkdir(parents=True)
    wait, cool = "Wait two days before you swim after waxing.", "A cool cloth soothes the skin after waxing."
    (library / "care.md").write_text(
        f"# Care after waxing\n\n## Swimming\n\n{wait}\n\n## What soothes the skin?\n\n{cool}\n"
    )
    ingest([tmp_path / "library"], tmp_path / "index", embedder)
    questions = tmp_path / "questions.tsv"
    lines = [
        f"waxing\t{digits(wait)}\tpool on day {n}?\nwaxing\t-\twhat does visit {n} cost" for n in range(4)
    ]
    questions.write_text("\n".join(lines))
    index = open_index(tmp_path / "index", embedder.name)
    told: list[str] = []
    train(index, tmp_path / "queries.npz", told.append, questions)
    assert told[0].startswith("8 questions")
    queries = Queries(embedder, tmp_path / "queries.npz")
    (asked,) = queries.vectors(["can i go to the pool"])
    good, bad = np.asarray(embedder.vectors([wait, cool]))
    assert asked @ good > asked @ bad

    questions.write_text(f"waxing\t{digits(cool)}\tcan i go to the pool\n")
    write_precedents(index, tmp_path / "queries.npz", told.append, questions)
    assert told[-1] == "1 of 1 questions and 1 headings are precedents for 2 sentences"
    queries = Queries(embedder, tmp_path / "queries.npz")
    assert (queries.vectors(["can i go to the pool"])[0] == asked).all()  # the adapter stays as it was
    weigh = queries.precedents.weigh(asked, ["waxing"])
    judged = {one.text: weigh(one, one.sentences[0]) for one in index.all_passages() if one.sentences}
    assert judged[cool] == pytest.approx(1.0, abs=0.02) and judged[wait] == pytest.approx(0.0, abs=0.02)


def test_a_heading_that_asks_is_answered_by_its_section_where_it_is_on_a_treatment() -> None:
    heading, answer = "When can I swim after waxing?", "Wait two days before you swim."
    named = [
        replace(passage_of(answer, "waxing/care", section=heading), treatments=("waxing",)),
        replace(passage_of("No soap.", "waxing/care", 2, "Washing"), treatments=("waxing",)),
        replace(passage_of("Wash gently.", "skin/care", section="Can I wash?"), treatments=()),
    ]
    (found,) = headings(named, rows_of(named), shipped())
    assert (found.treatment, found.whole, found.answers) == ("waxing", heading, frozenset({0}))


def test_precedents_without_an_adapter_are_not_written(tmp_path: Path, summaries_index: Path) -> None:
    with pytest.raises(AftercareError, match="evals train queries"):
        write_precedents(open_index(summaries_index, DEFAULT), tmp_path / "queries.npz", print)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("waxing\tpool?", r"questions\.tsv:1: is not"),
        ("waxing\tffffffff\tpool?", "no question's answer"),
        ("waxng\t-\tpool?", r"questions\.tsv:1: waxng is no treatment"),
    ],
)
def test_a_file_of_questions_that_cannot_be_used_is_named(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "questions.tsv"
    path.write_text(text)
    with pytest.raises(AftercareError, match=told):
        read_questions(path, {("waxing", "a77c6645"): 0}, shipped())


def test_what_is_general_and_names_a_treatment_holds_for_that_one_alone_and_denies_it_nothing(
    tmp_path: Path,
) -> None:
    general, peel = "Wash gently every day.", "Leave makeup off for a week after a chemical peel."
    rows = {("skin", digits(general)): 0, ("skin", digits(peel)): 1}
    named = [passage_of(general, "skin/care"), passage_of(peel, "skin/care")]
    path = tmp_path / "questions.tsv"
    path.write_text(
        f"skin\t{digits(general)}\tmay I wash after a peel\nskin\t{digits(peel)}\tmakeup after a peel\n"
        "skin\t-\tmay I fly after a peel\n"
    )
    found = read_questions(path, rows, shipped(), of_one(named, shipped()))
    assert [(one.treatment, one.whole) for one in found] == [
        ("", "may I wash after a peel"),
        ("chemical peel", "makeup after a peel"),
    ]
