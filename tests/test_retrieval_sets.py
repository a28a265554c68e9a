"""Public retrieval sets and rewritten follow-ups: read in their forms, measured as trec_eval does."""

from __future__ import annotations

import doctest
import gzip
import json
import random
from pathlib import Path

import pytest
import pytrec_eval
from typer.testing import CliRunner

import evals.benchmark
from bot.queries import Queries
from bot.understand import understand
from evals.__main__ import app
from evals.benchmark import read_benchmark, write_documents
from evals.followups import FollowUp, rewrite
from evals.ranking import ndcg, recall, reciprocal_rank
from evals.retrieval import ranked
from ingest.build import ingest
from ingest.embed import Embedder
from ingest.errors import AftercareError
from ingest.index import open_index
from ingest.treatments import shipped

DOCUMENTS = {
    "x/1": ("Sunscreen", "# Use SPF 30 [or more] * daily.\n1) Put it on again after two hours."),
    "x/2": ("", "A bruise fades within two weeks."),
    "x/3": ("Swelling", "Swelling of the eyelids is worst in the morning."),
}
RUN = CliRunner().invoke


@pytest.fixture
def beir(tmp_path: Path) -> Path:
    folder = tmp_path / "toy"
    (folder / "qrels").mkdir(parents=True)
    corpus = [{"_id": id_, "title": title, "text": text} for id_, (title, text) in DOCUMENTS.items()]
    queries = [
        {"_id": "1", "text": "how long does a bruise last"},
        {"_id": "2", "text": "which sunscreen should I use"},
        {"_id": "3", "text": "not judged"},
    ]
    (folder / "corpus.jsonl").write_text("\n".join(map(json.dumps, corpus)) + "\n")
    (folder / "queries.jsonl").write_text("\n".join(map(json.dumps, queries)) + "\n")
    (folder / "qrels" / "test.tsv").write_text(
        "query-id\tcorpus-id\tscore\n1\tx/2\t2\n1\tx/3\t1\n2\tx/1\t1\n"
    )
    return folder


def test_the_figures_are_those_of_trec_eval() -> None:
    drawn = random.Random(5)
    names = [f"d{number}" for number in range(60)]
    qrels = {f"q{q}": {d: drawn.randint(0, 3) for d in drawn.sample(names, 20)} for q in range(40)}
    runs = {query: drawn.sample(names, 40) for query in qrels}
    wanted = pytrec_eval.RelevanceEvaluator(qrels, {"ndcg_cut.10", "recall.5", "recall.100", "recip_rank"})
    told = wanted.evaluate({q: {d: -float(rank) for rank, d in enumerate(own)} for q, own in runs.items()})
    for query, own in runs.items():
        gains = {document: float(gain) for document, gain in qrels[query].items()}
        assert ndcg(own, gains, 10) == pytest.approx(told[query]["ndcg_cut_10"], abs=1e-9)
        assert recall(own, gains, 5) == pytest.approx(told[query]["recall_5"], abs=1e-9)
        assert recall(own, gains, 100) == pytest.approx(told[query]["recall_100"], abs=1e-9)
        assert reciprocal_rank(own, gains, 100) == pytest.approx(told[query]["recip_rank"], abs=1e-9)


def test_beir_is_read_and_only_judged_queries_are_asked(beir: Path) -> None:
    found = read_benchmark(beir)
    assert found.documents == DOCUMENTS
    assert list(found.queries) == ["1", "2"]
    assert found.gains["1"] == {"x/2": 2.0, "x/3": 1.0}


def test_documents_are_ingested_with_their_words_as_they_are(tmp_path: Path, embedder: Embedder) -> None:
    ids = write_documents(DOCUMENTS, tmp_path / "documents")
    ingest([tmp_path / "documents"], tmp_path / "index", embedder)
    index = open_index(tmp_path / "index", embedder.name)
    texts = {ids[p.article_id]: (p.title, p.text) for p in index.passages(index.manifest.rows).values()}
    assert texts["x/1"] == ("Sunscreen", DOCUMENTS["x/1"][1])
    assert texts["x/2"] == ("A bruise fades within two weeks.", "A bruise fades within two weeks.")
    question = understand("how long does a bruise last?", (), shipped())
    for way in ("dense", "bm25", "fused"):
        assert ids[ranked(question, index, Queries(embedder), way)[0]] == "x/2"
    index.close()


def test_the_command_measures_every_way(beir: Path) -> None:
    done = RUN(app, ["retrieval", str(beir), "--json", "--dense", "--fused"])
    assert done.exit_code == 0, done.stderr
    told = json.loads(done.stdout)
    assert list(told) == ["dense", "fused"]
    assert told["fused"]["2"] == {"nDCG@10": 1.0, "recall@5": 1.0, "recall@100": 1.0, "MRR@10": 1.0}


def test_live_qa_gains_are_grades_less_one(tmp_path: Path) -> None:
    passages = [{"pid": "P1", "heading": "Head", "text": "Text"}]
    question = {"qid": "Q", "message": "Long.", "passage_grades": {"P1": 4, "P2": 1, "P3": 2}}
    for name, rows in (("passages", passages), ("questions", [question])):
        with gzip.open(tmp_path / f"liveqa-{name}.jsonl.gz", "wt") as file:
            file.writelines(json.dumps(row) + "\n" for row in rows)
    found = read_benchmark(tmp_path)
    assert found.gains == {"Q": {"P1": 3, "P3": 1}}
    assert (found.relevant, found.documents) == (2, {"P1": ("Head", "Text")})


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("corpus.jsonl", '{"_id": "1"}\n', r"corpus\.jsonl:1: text"),
        ("queries.jsonl", "\n{\n", r"queries\.jsonl:2"),
        ("qrels/test.tsv", "a\tb\n1\t2\n", r"test\.tsv: wanted are the columns"),
    ],
)
def test_what_is_wrong_with_a_set_is_named(beir: Path, name: str, text: str, said: str) -> None:
    (beir / name).write_text(text)
    with pytest.raises(AftercareError, match=said):
        read_benchmark(beir)


def test_a_folder_without_a_set_is_exit_code_2(tmp_path: Path) -> None:
    done = RUN(app, ["retrieval", str(tmp_path)])
    assert done.exit_code == 2 and "corpus.jsonl" in done.stderr


def test_a_follow_up_recovers_what_the_gold_rewrite_adds() -> None:
    one = FollowUp.model_validate(
        {
            "history": [{"role": "user", "text": "is flaking normal after microneedling?"}],
            "utterance": "and which sunscreen?",
            "gold": "which sunscreen after microneedling?",
            "needs_rewrite": True,
        }
    )
    told = rewrite(one)
    assert told.typed == pytest.approx(2 / 3)
    assert (told.made, told.recovered, told.overlap) == (1.0, 1.0, None)


def test_the_follow_ups_command_tells_and_names_a_wrong_line(tmp_path: Path, summaries_index: Path) -> None:
    path = tmp_path / "f.jsonl"
    path.write_text(
        '{"history": [], "utterance": "which SPF after microneedling", "gold": "which SPF after mn"}\n'
    )
    done = RUN(app, ["followups", str(path), "--index", str(summaries_index), "--json"])
    assert json.loads(done.stdout)[0]["overlap"] <= 1.0
    assert "all" in RUN(app, ["followups", str(path)]).stdout
    path.write_text('{"history": []}\n')
    wrong = RUN(app, ["followups", str(path)])
    assert wrong.exit_code == 2 and "f.jsonl:1: utterance" in wrong.stderr


def test_the_worked_example_is_right() -> None:
    assert doctest.testmod(evals.benchmark).failed == 0
