"""Trains the second net's adapters on the phrases in `bot/`: an hour or two on two idle cores.

python -m evals train signs

What came later is learnt on top, by itself within minutes:

python -m evals train signs --further
"""

from __future__ import annotations

import hashlib
import math
import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from bot.net import FINE, PARTS, Part, stored
from bot.signs import lower
from evals.lowrank import BATCH, LowRank, batches, mistyped
from ingest.errors import AftercareError

Weights = dict[str, NDArray[Any]]

EPOCHS = 4
_RATE, _SMOOTHING, _SEED = 1e-3, 0.02, 0
# Of what came later: epochs, the highest learning rate, and how many of the first are read beside each one.
_FURTHER_EPOCHS, _FURTHER_RATE, _BESIDE = 1, 5e-4, 2
_WIDTH = 384  # of the packaged model's vectors
# Shares of the phrases that an epoch reads beside a harmless one, as a message's windows may hold both, and
# with a letter mistyped.
_JOINED, _MISTYPED = 0.25, 0.15


def read_phrases(paths: Sequence[Path]) -> list[tuple[str, str]]:
    """(label, phrase) of each line of these files.

    Raises:
        AftercareError: a line that is not a label, a tab and a phrase.
    """
    found = []
    for path in paths:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            label, tab, phrase = line.partition("\t")
            if not (tab and label and phrase.strip()) or "\t" in phrase:
                raise AftercareError(f"{path}:{number}: is not a label, a tab and a phrase.")
            found.append((label, phrase))
    return found


def train_all(folder: Path | None, tell: Callable[[str], None], *, further: bool = False) -> None:
    """Train every part of the net, and write its adapter into a folder, or where the bot reads it.

    With `further`, the adapters that are there only learn what came later: minutes, not an hour.
    """
    for part in PARTS:
        if further and not part.further:
            continue
        files = part.further if further else (*part.phrases, *part.further)
        tell(f"{part.adapter.name}, on {', '.join(path.name for path in files)}")
        start = stored(part.adapter) if further else None
        made = train(part, tell, start)
        np.savez_compressed(folder / part.adapter.name if folder else part.adapter, **made)  # type: ignore[arg-type]


def train(part: Part, tell: Callable[[str], None], start: Weights | None = None) -> Weights:
    """Train on a part's phrases, then on those that came later; returns its adapter, with their hash.

    Args:
        part: the adapter and its phrases.
        tell: what is told of each epoch.
        start: an adapter that was trained on the first ones alone, to go on from.

    Raises:
        AftercareError: `start` was trained on something else, or a file holds no phrases.
    """
    drawn = random.Random(_SEED)
    rows = read_phrases(part.phrases)
    if start and str(start["phrases"]) != phrases_hash(part.phrases):
        names = ", ".join(path.name for path in part.phrases)
        raise AftercareError(f"{part.adapter.name} was not trained on {names} alone; leave --further out.")
    weights = start or _learned(rows, EPOCHS, _RATE, drawn, tell)
    if part.further:
        later = read_phrases(part.further)
        # Beside what it knew, or it forgets that.
        beside = drawn.sample(rows, min(len(rows), _BESIDE * len(later)))
        weights = _learned([*later, *beside], _FURTHER_EPOCHS, _FURTHER_RATE, drawn, tell, weights)
    return weights | {"phrases": np.array(phrases_hash((*part.phrases, *part.further)))}


def _learned(
    rows: Sequence[tuple[str, str]],
    epochs: int,
    rate: float,
    drawn: random.Random,
    tell: Callable[[str], None],
    start: Weights | None = None,
) -> Weights:
    """An adapter with its head, trained on these (label, phrase), from nothing or from another one.

    Raises:
        AftercareError: a label that `start` does not have.
    """
    torch.manual_seed(_SEED)
    named = {label for label, _ in rows}
    labels = list(map(str, start["labels"])) if start else [FINE, *sorted(named - {FINE})]
    if unknown := named - set(labels):
        raise AftercareError(f"{min(unknown)} is a sign that the adapter never learnt; leave --further out.")
    phrases_of = [lower(phrase) for _, phrase in rows]
    fine = [phrase for (label, _), phrase in zip(rows, phrases_of, strict=True) if label == FINE]
    wanted = [labels.index(label) for label, _ in rows]
    head = nn.Linear(_WIDTH, len(labels))
    if start:
        head.weight.data = torch.from_numpy(start["head"].astype(np.float32))
        head.bias.data = torch.from_numpy(start["bias"].astype(np.float32))
    model = LowRank(list(head.parameters()), rate, math.ceil(len(rows) / BATCH) * epochs, start)
    loss_of = nn.CrossEntropyLoss(label_smoothing=_SMOOTHING)
    for epoch in range(epochs):
        total = 0.0
        texts = [varied(phrase, fine, drawn) for phrase in phrases_of]
        for batch in batches(texts, drawn):
            scores = head(model.vectors([texts[at] for at in batch]))
            total += model.step(loss_of(scores, torch.tensor([wanted[at] for at in batch]))) * len(batch)
        tell(f"epoch {epoch + 1} of {epochs}: loss {total / len(texts):.4f}")
    return model.weights() | {
        "labels": np.array(labels),
        "head": head.weight.detach().numpy().astype(np.float32),
        "bias": head.bias.detach().numpy().astype(np.float32),
    }


def varied(phrase: str, fine: Sequence[str], drawn: random.Random) -> str:
    """The phrase as it is, beside a harmless one, with one letter mistyped, or both."""
    if drawn.random() < _JOINED:
        pair = [phrase, drawn.choice(fine)]
        drawn.shuffle(pair)
        phrase = " ".join(text if text[-1] in ".!?" else f"{text}." for text in pair)
    return mistyped(phrase, drawn) if drawn.random() < _MISTYPED else phrase


def phrases_hash(paths: Sequence[Path]) -> str:
    """The SHA-256 of the phrases that an adapter was trained on, file by file."""
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()
