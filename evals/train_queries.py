"""Trains the side of the questions on `evals/questions.tsv`; some forty minutes on two idle cores.

Sentences keep the vectors that they have in the index; a question is drawn to those that answer it, away from
the others on its treatment, and over a bar, under which one that nothing answers is kept. The questions
themselves are then written beside the adapter, as precedents (`evals/judged`).

python -m ingest
python -m evals train queries
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from bot.precedents import GENERAL, Name, digits, folder_of
from evals.judged import QUESTIONS, read_questions, write_precedents
from evals.lowrank import BATCH, LowRank, batches, mistyped
from ingest.article import Passage
from ingest.index import Index
from ingest.treatments import shipped

EPOCHS = 2
_RATE, _MISTYPED, _SEED = 6e-4, 0.15, 0
_SHARPNESS, _BAR = 20.0, 0.5  # on a cosine; the bar is learnt, too
_PASSAGES = 0.5  # weight of finding the passage beside finding the sentence
# Share of the change that is kept: whole it fits the library that it was trained on, half of it other pages
# too (weights between the old model's and the new, as in Wortsman et al., 2022); CHANGELOG has the figures.
_KEPT = 0.5
_OTHERS = 0.03  # share of the sentences on other treatments that a batch is held against


@dataclass(frozen=True, slots=True)
class Side:
    """Sentences, or passages: their unit vectors as rows, and the number of each one's folder."""

    vectors: Tensor
    folders: Tensor


def train(index: Index, target: Path, tell: Callable[[str], None], questions: Path = QUESTIONS) -> None:
    """Train on the questions and write the adapter and the precedents.

    Raises:
        AftercareError: a line is not in its form, or no question's answer is in the index.
    """
    torch.manual_seed(_SEED)
    drawn = random.Random(_SEED)
    passages = [passage for passage in index.all_passages() if passage.sentences]
    folders = sorted({folder_of(passage) for passage in passages})
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
    # Beside the target first: what is stopped half way leaves the old one whole.
    made = target.with_name(f"{target.stem}.new.npz")
    np.savez_compressed(made, **model.weights(_KEPT))  # type: ignore[arg-type]
    write_precedents(index, made, tell, questions)
    made.replace(target)


def _sides(
    index: Index, passages: Sequence[Passage], folders: Sequence[str]
) -> tuple[Side, Side, dict[Name, int], list[int]]:
    """Sentences and passages; the row of a sentence by folder and digits, the passage of each row."""
    row_of: dict[Name, int] = {}
    vectors: list[NDArray[np.float32]] = []
    own: list[int] = []
    passage_of: list[int] = []
    stored = index.vectors(passages)
    for number, (passage, held) in enumerate(zip(passages, stored, strict=True)):
        for sentence, vector in zip(passage.sentences, held.sentences, strict=True):
            row_of.setdefault((folder_of(passage), digits(passage.told(sentence))), len(vectors))
            vectors.append(np.asarray(vector, dtype=np.float32))
            own.append(folders.index(folder_of(passage)))
            passage_of.append(number)
    whole = np.stack([np.asarray(held.passage, dtype=np.float32) for held in stored])
    theirs = [folders.index(folder_of(passage)) for passage in passages]
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
