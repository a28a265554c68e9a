"""Trains the side of the questions on `evals/questions.tsv`; some fifteen minutes on two idle cores.

A line is a folder of the library, the sentences of it that answer (the first eight digits of the SHA-256
of each, or "-" where none does), and a question in people's own words. Sentences keep the vectors that they
have in the index; a question is drawn to those that answer it, away from the others on its treatment, and
over a bar, under which one that nothing answers is kept.

python -m ingest
python -m evals train queries
"""

from __future__ import annotations

import hashlib
import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from bot.contract import Turn
from bot.understand import understand
from evals.lowrank import BATCH, LowRank, batches, mistyped
from ingest.article import Passage
from ingest.errors import AftercareError
from ingest.index import Index
from ingest.treatments import TreatmentTable, shipped

QUESTIONS = Path(__file__).with_name("questions.tsv")
GENERAL = "skin"  # the folder of what holds for every treatment
EPOCHS = 3
_RATE, _MISTYPED, _SEED = 6e-4, 0.15, 0
_SHARPNESS, _BAR = 20.0, 0.5  # on a cosine; the bar is learnt, too
_PASSAGES = 0.5  # weight of finding the passage beside finding the sentence
# Share of the change that is kept: whole it fits the library that it was trained on, half of it other pages
# too (weights between the old model's and the new, as in Wortsman et al., 2022); CHANGELOG has the figures.
_KEPT = 0.5
_OTHERS = 0.03  # share of the sentences on other treatments that a batch is held against
_DIGITS = 8


@dataclass(frozen=True, slots=True)
class Example:
    """A question of a folder, as it stands alone, with and without its treatment; rows that answer it."""

    folder: str
    whole: str
    bare: str
    answers: frozenset[int]


@dataclass(frozen=True, slots=True)
class Side:
    """Sentences, or passages: their unit vectors as rows, and the number of each one's folder."""

    vectors: Tensor
    folders: Tensor


def digits(sentence: str) -> str:
    """What names a sentence in the file: it changes with its text, and its questions are then left out.

    >>> digits("Wait 48 hours.")
    'a77c6645'
    """
    return hashlib.sha256(sentence.encode()).hexdigest()[:_DIGITS]


def train(index: Index, target: Path, tell: Callable[[str], None], questions: Path = QUESTIONS) -> None:
    """Train on the questions and write the adapter, with the questions' hash.

    Raises:
        AftercareError: a line is not in its form, or no question's answer is in the index.
    """
    torch.manual_seed(_SEED)
    drawn = random.Random(_SEED)
    passages = [passage for passage in index.all_passages() if passage.sentences]
    folders = sorted({_folder(passage) for passage in passages})
    sentences, whole, row_of, passage_of = _sides(index, passages, folders)
    examples = read_questions(questions, row_of, shipped())
    asked = [(text, one) for one in examples for text in (one.whole, one.bare)]
    bar = nn.Parameter(torch.tensor(_BAR))
    model = LowRank([bar], _RATE, math.ceil(len(asked) / BATCH) * EPOCHS)
    tell(f"{len(examples)} questions on {len(passages)} passages")
    for epoch in range(EPOCHS):
        total = 0.0
        texts = [mistyped(t, drawn) if drawn.random() < _MISTYPED else t for t, _ in asked]
        for batch in batches(texts, drawn):
            vectors = nn.functional.normalize(model.vectors([texts[at] for at in batch]), dim=1)
            own = torch.tensor([folders.index(asked[at][1].folder) for at in batch])
            answers = [asked[at][1].answers for at in batch]
            loss = _loss(vectors, sentences, own, answers, bar, folders)
            held = [frozenset(passage_of[row] for row in rows) for rows in answers]
            loss = loss + _PASSAGES * _loss(vectors, whole, own, held, bar, folders)
            total += model.step(loss) * len(batch)
        tell(f"epoch {epoch + 1} of {EPOCHS}: loss {total / len(texts):.4f}, bar {bar.item():.3f}")
    stamp = np.array(hashlib.sha256(questions.read_bytes()).hexdigest())
    np.savez_compressed(target, **model.weights(_KEPT), questions=stamp)  # type: ignore[arg-type]


def read_questions(path: Path, row_of: dict[tuple[str, str], int], table: TreatmentTable) -> list[Example]:
    """The questions whose answers are in the library, and those that nothing answers.

    Args:
        path: the file.
        row_of: the row of each sentence, by folder and digits.
        table: the treatments.

    Raises:
        AftercareError: a line is not a folder, digits and a question, or nothing is left.
    """
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        fields = line.split("\t")
        if len(fields) != 3 or not all(field.strip() for field in fields):  # noqa: PLR2004
            raise AftercareError(f"{path}:{number}: is not a folder, digits and a question, with tabs.")
        folder, named, question = fields
        rows = frozenset(row_of[key] for d in named.split(",") if (key := (folder, d)) in row_of)
        if rows or named == "-":
            found.append(_example(folder, question, rows, table))
    if not any(one.answers for one in found):
        raise AftercareError(f"{path}: no question's answer is in the index; ingest corpus/ first.")
    return found


def _example(folder: str, question: str, rows: frozenset[int], table: TreatmentTable) -> Example:
    """The question as the bot would look it up; one that names no treatment follows on from one that did."""
    named = table.find(question, misspelt=True) or folder == GENERAL
    before = () if named else (Turn("user", f"had {folder.replace('-', ' ')}"),)
    made = understand(question, before, table)
    bare = " ".join(table.without(made.standalone, made.treatment).split())
    return Example(folder, made.standalone, bare or made.standalone, rows)


def _folder(passage: Passage) -> str:
    return passage.article_id.partition("/")[0]


def _sides(
    index: Index, passages: Sequence[Passage], folders: Sequence[str]
) -> tuple[Side, Side, dict[tuple[str, str], int], list[int]]:
    """Sentences and passages; the row of a sentence by folder and digits, the passage of each row."""
    row_of: dict[tuple[str, str], int] = {}
    vectors: list[NDArray[np.float32]] = []
    own: list[int] = []
    passage_of: list[int] = []
    stored = index.vectors(passages)
    for number, (passage, held) in enumerate(zip(passages, stored, strict=True)):
        for sentence, vector in zip(passage.sentences, held.sentences, strict=True):
            row_of.setdefault((_folder(passage), digits(passage.told(sentence))), len(vectors))
            vectors.append(np.asarray(vector, dtype=np.float32))
            own.append(folders.index(_folder(passage)))
            passage_of.append(number)
    whole = np.stack([np.asarray(held.passage, dtype=np.float32) for held in stored])
    theirs = [folders.index(_folder(passage)) for passage in passages]
    return (
        Side(torch.from_numpy(np.stack(vectors)), torch.tensor(own)),
        Side(torch.from_numpy(whole), torch.tensor(theirs)),
        row_of,
        passage_of,
    )


def _loss(
    vectors: Tensor,
    side: Side,
    own: Tensor,
    answers: Sequence[frozenset[int]],
    bar: Tensor,
    folders: Sequence[str],
) -> Tensor:
    """Cross-entropy of the rows that answer, among those on the treatment, some on others, and the bar.

    Where none answers, the bar itself is right.
    """
    likeness = _SHARPNESS * (vectors @ side.vectors.T)
    right = torch.zeros_like(likeness, dtype=torch.bool)
    for at, rows in enumerate(answers):
        right[at, list(rows)] = True
    others = torch.rand(len(side.folders)) < _OTHERS
    if GENERAL in folders:  # holds for every treatment, so it may answer, too
        others &= side.folders != folders.index(GENERAL)
    among = (side.folders[None, :] == own[:, None]) | others[None, :] | right
    over = (_SHARPNESS * bar).expand(len(vectors), 1)
    nothing = torch.tensor([not rows for rows in answers])[:, None]
    least = torch.finfo(likeness.dtype).min
    every = torch.cat([likeness.masked_fill(~among, least), over], 1)
    good = torch.cat([likeness.masked_fill(~right, least), over.masked_fill(~nothing, least)], 1)
    return (torch.logsumexp(every, 1) - torch.logsumexp(good, 1)).mean()
