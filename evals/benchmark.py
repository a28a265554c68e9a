"""Public retrieval sets: documents, queries and what people judged, in the forms that they come in.

BEIR's layout (`corpus.jsonl`, `queries.jsonl`, `qrels/test.tsv`) and the development set's LiveQA files
(`liveqa-passages.jsonl.gz`, `liveqa-questions.jsonl.gz`). Nothing of them is kept here.
"""

from __future__ import annotations

import csv
import json
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from evals.jsonl import read_rows
from ingest.errors import AftercareError

_TITLE_WORDS = 8  # that a document without a title is called by
_GRADED = 3  # LiveQA: from this grade on an answer counts as right


@dataclass(frozen=True, slots=True)
class Benchmark:
    """`documents` are (title, text) by id, `gains` by query and document; `relevant` from which gain on."""

    documents: Mapping[str, tuple[str, str]]
    queries: Mapping[str, str]
    gains: Mapping[str, Mapping[str, float]]
    relevant: float = 1.0


class _Row(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, coerce_numbers_to_str=True)


class _Document(_Row):
    id: str = Field(alias="_id")
    title: str = ""
    text: str


class _Query(_Row):
    id: str = Field(alias="_id")
    text: str


class _LivePassage(_Row):
    pid: str
    heading: str
    text: str


class _LiveQuestion(_Row):
    qid: str
    message: str
    passage_grades: dict[str, float]


def read_benchmark(folder: Path) -> Benchmark:
    """The set in a folder, of whichever form it is.

    Raises:
        AftercareError: it is of neither, or a line is not in its form; the file and line are named.
    """
    if (folder / "corpus.jsonl").is_file():
        return _beir(folder)
    if (folder / "liveqa-passages.jsonl.gz").is_file():
        return _liveqa(folder)
    raise AftercareError(
        f"{folder}: neither corpus.jsonl (BEIR's layout) nor liveqa-passages.jsonl.gz is there; "
        "name a folder that holds such a set."
    )


def _beir(folder: Path) -> Benchmark:
    judged: dict[str, dict[str, float]] = defaultdict(dict)
    path = folder / "qrels" / "test.tsv"
    try:
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t"):
                judged[row["query-id"]][row["corpus-id"]] = float(row["score"])
    except (OSError, UnicodeDecodeError, KeyError, ValueError, TypeError) as error:
        raise AftercareError(
            f"{path}: wanted are the columns query-id, corpus-id and score ({error!r}); correct it."
        ) from error
    queries = {query.id: query.text for query in read_rows(folder / "queries.jsonl", _Query)}
    return Benchmark(
        documents={d.id: (d.title, d.text) for d in read_rows(folder / "corpus.jsonl", _Document)},
        queries={id_: text for id_, text in queries.items() if id_ in judged},
        gains=judged,
    )


def _liveqa(folder: Path) -> Benchmark:
    """Gain is grade - 1, so that an incorrect answer gains nothing; an unjudged one does not either."""
    asked = list(read_rows(folder / "liveqa-questions.jsonl.gz", _LiveQuestion))
    return Benchmark(
        documents={
            p.pid: (p.heading, p.text) for p in read_rows(folder / "liveqa-passages.jsonl.gz", _LivePassage)
        },
        queries={one.qid: one.message for one in asked},
        gains={
            one.qid: {pid: grade - 1 for pid, grade in one.passage_grades.items() if grade > 1}
            for one in asked
        },
        relevant=_GRADED - 1,
    )


def write_documents(documents: Mapping[str, tuple[str, str]], folder: Path) -> dict[str, str]:
    """Write every document as an article of the library's own form, so that ingest takes it at its word.

    Returns:
        The id of each document by that of its article.
    """
    folder.mkdir(parents=True, exist_ok=True)
    ids = {}
    for number, (id_, (title, text)) in enumerate(documents.items()):
        ids[f"{number:07}"] = id_
        text = text.strip() or title
        named = title.strip() or " ".join(text.split()[:_TITLE_WORDS]) or id_
        front = json.dumps({"title": named, "evidence": "unknown"})
        (folder / f"{number:07}.md").write_text(
            f"---\n{front}\n---\n{_as_markdown(text)}\n", encoding="utf-8"
        )
    return ids


def _as_markdown(text: str) -> str:
    r"""A text whose words Markdown leaves alone; each of its lines is a paragraph.

    >>> _as_markdown("# 1 * 2\nthen [this]")
    '\\# 1 \\* 2\n\nthen \\[this\\]'
    """
    lines = (re.sub(r"([\\`*_{}\[\]#+\-~|<>&=!])", r"\\\1", line.strip()) for line in text.split("\n"))
    return "\n\n".join(re.sub(r"^(\d+)([.)])", r"\1\\\2", line) for line in lines if line)
