"""The questions of `evals/questions.tsv`, each with what answers it, and the precedents made of them.

A line is a folder of the library, the sentences of it that answer (the first eight digits of the SHA-256
of each, or "-" where none does), and a question in people's own words. A line that is added counts at once,
as a precedent, without the training:

python -m ingest
python -m evals train precedents
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.contract import Turn
from bot.precedents import GENERAL, Name, Precedents, digits, folder_of
from bot.queries import Queries
from bot.understand import understand
from ingest.article import Passage
from ingest.embed import Embedder
from ingest.errors import AftercareError
from ingest.index import Index
from ingest.treatments import TreatmentTable, shipped

QUESTIONS = Path(__file__).with_name("questions.tsv")
_AT_ONCE = 64


@dataclass(frozen=True, slots=True)
class Example:
    """A question of a folder, as it stands alone, with and without its treatment; rows that answer it.

    `treatment` is the one that the answer holds for, empty for all.
    """

    folder: str
    treatment: str
    whole: str
    bare: str
    answers: frozenset[int]


def write_precedents(
    index: Index, target: Path, tell: Callable[[str], None], questions: Path = QUESTIONS
) -> None:
    """Write the questions, as the adapter in `target` embeds them, beside that adapter, with their hash.

    Raises:
        AftercareError: no adapter there, a line is not in its form, or no question's answer is in the index.
    """
    if not target.exists():
        raise AftercareError(f"{target}: no adapter is there; make one with: python -m evals train queries")
    table = shipped()
    passages = [passage for passage in index.all_passages() if passage.sentences]
    rows = rows_of(passages)
    asked = read_questions(questions, rows, table, of_one(passages, table))
    examples = [*asked, *headings(passages, rows, table)]
    names = list(rows)
    made = Precedents.of(
        _vectors([one.bare for one in examples], Queries(Embedder(), target)),
        [one.treatment for one in examples],
        [[names[row] for row in one.answers] for one in examples],
        names,
    )
    adapter = adapter_in(target)
    stamps = {
        "precedents.questions": np.array(stamp_of(questions)),
        "precedents.adapter": np.array(stamp_of_adapter(adapter)),
    }
    written = target.with_name(f"{target.stem}.part.npz")
    np.savez_compressed(written, **adapter, **made.arrays(), **stamps)  # type: ignore[arg-type]
    written.replace(target)
    lines = len(questions.read_text(encoding="utf-8").splitlines())
    tell(
        f"{len(asked)} of {lines} questions and {len(examples) - len(asked)} headings are precedents"
        f" for {len(names)} sentences"
    )


def adapter_in(target: Path) -> dict[str, NDArray[Any]]:
    """The adapter's own arrays, without precedents."""
    with np.load(target) as stored:
        return {name: stored[name] for name in stored.files if not name.startswith("precedents.")}


def stamp_of(questions: Path) -> str:
    """What tells one file of questions from another."""
    return hashlib.sha256(questions.read_bytes()).hexdigest()


def stamp_of_adapter(adapter: Mapping[str, NDArray[Any]]) -> str:
    """What tells one adapter from another: the vectors of precedents belong to one alone."""
    return hashlib.sha256(b"".join(adapter[name].tobytes() for name in sorted(adapter))).hexdigest()


def rows_of(passages: Sequence[Passage]) -> dict[Name, int]:
    """The sentences of these passages, numbered; the same sentence of a folder counts once."""
    names = (
        (folder_of(passage), digits(passage.told(sentence)))
        for passage in passages
        for sentence in passage.sentences
    )
    return {name: row for row, name in enumerate(dict.fromkeys(names))}


def of_one(passages: Sequence[Passage], table: TreatmentTable) -> frozenset[Name]:
    """The sentences on skin in general that name a treatment: they answer for no other one."""
    told = ((folder_of(passage), passage.told(one)) for passage in passages for one in passage.sentences)
    return frozenset(
        (folder, digits(text)) for folder, text in told if folder == GENERAL and table.find(text)
    )


def read_questions(
    path: Path, rows: Mapping[Name, int], table: TreatmentTable, specific: Collection[Name] = ()
) -> list[Example]:
    """The questions whose answers are in the library, and those that nothing answers.

    Args:
        path: the file.
        rows: the row of each sentence, by folder and digits.
        table: the treatments.
        specific: sentences on skin in general that answer for one treatment alone, by folder and digits.

    Raises:
        AftercareError: a line is not a folder, digits and a question, its folder is no treatment, or nothing
            is left.
    """
    found = []
    known = table.names
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        fields = line.split("\t")
        if len(fields) != 3 or not all(field.strip() for field in fields):  # noqa: PLR2004
            raise AftercareError(f"{path}:{number}: is not a folder, digits and a question, with tabs.")
        folder, named, question = fields
        if folder != GENERAL and folder.replace("-", " ") not in known:
            raise AftercareError(f"{path}:{number}: {folder} is no treatment of corpus/treatments.yaml.")
        names = [key for d in named.split(",") if (key := (folder, d)) in rows]
        if named == "-" and folder == GENERAL and table.find(question, misspelt=True):
            continue  # nothing general answers "can I fly after filler", but what is on filler may
        if names or named == "-":
            alone = folder == GENERAL and any(name in specific for name in names)
            found.append(
                _example(folder, question, frozenset(map(rows.__getitem__, names)), table, alone=alone)
            )
    if not any(one.answers for one in found):
        raise AftercareError(f"{path}: no question's answer is in the index; ingest corpus/ first.")
    return found


def headings(passages: Sequence[Passage], rows: Mapping[Name, int], table: TreatmentTable) -> list[Example]:
    """The headings on a treatment that ask: the plainest questions, which their own sections answer."""
    sections: dict[tuple[str, str], set[int]] = {}
    for passage in passages:
        if passage.treatments and passage.section.endswith("?") and folder_of(passage) != GENERAL:
            answers = sections.setdefault((folder_of(passage), passage.section), set())
            answers.update(rows[folder_of(passage), digits(passage.told(one))] for one in passage.sentences)
    return [
        _example(folder, heading, frozenset(answers), table, alone=False)
        for (folder, heading), answers in sections.items()
    ]


def _example(
    folder: str, question: str, answers: frozenset[int], table: TreatmentTable, *, alone: bool
) -> Example:
    """The question as the bot would look it up; one that names no treatment follows on from one that did.

    `alone`: one on skin in general is on the treatment that it names alone.
    """
    own = folder.replace("-", " ")
    named = table.find(question, misspelt=True) or folder == GENERAL
    before = () if named else (Turn("user", f"had {own}"),)
    made = understand(question, before, table)
    bare = " ".join(table.without(made.standalone, made.treatment).split())
    if folder == GENERAL:
        own = made.treatment or "" if alone else ""
    return Example(folder, own, made.standalone, bare or made.standalone, answers)


def _vectors(texts: Sequence[str], queries: Queries) -> NDArray[np.float32]:
    """One unit vector a text, in order; those of like length are embedded together."""
    shortest_first = sorted(range(len(texts)), key=lambda at: len(texts[at]))
    found: dict[int, NDArray[np.float32]] = {}
    for start in range(0, len(texts), _AT_ONCE):
        batch = shortest_first[start : start + _AT_ONCE]
        found |= zip(batch, queries.vectors([texts[at] for at in batch]), strict=True)
    return np.stack([found[at] for at in range(len(texts))])
