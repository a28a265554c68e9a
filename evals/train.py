"""Trains the second net's adapters on the phrases in `bot/`; half an hour on two idle cores.

python -m evals train signs
"""

from __future__ import annotations

import hashlib
import math
import random
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import nn

from bot.net import FINE, PARTS
from bot.signs import lower
from evals.lowrank import BATCH, LowRank, batches, mistyped
from ingest.errors import AftercareError

EPOCHS = 4
_RATE, _SMOOTHING, _SEED = 1e-3, 0.02, 0
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


def train_all(folder: Path | None, tell: Callable[[str], None]) -> None:
    """Train every part of the net, and write its adapter into a folder, or where the bot reads it."""
    for part in PARTS:
        tell(f"{part.adapter.name}, on {', '.join(path.name for path in part.phrases)}")
        train(folder / part.adapter.name if folder else part.adapter, tell, part.phrases)


def train(target: Path, tell: Callable[[str], None], phrases: Sequence[Path]) -> None:
    """Train on the phrases and write the adapter, with the phrases' hash."""
    torch.manual_seed(_SEED)
    drawn = random.Random(_SEED)
    rows = read_phrases(phrases)
    labels = [FINE, *sorted({label for label, _ in rows} - {FINE})]
    phrases_of = [lower(phrase) for _, phrase in rows]
    fine = [phrase for (label, _), phrase in zip(rows, phrases_of, strict=True) if label == FINE]
    wanted = [labels.index(label) for label, _ in rows]
    head = nn.Linear(_WIDTH, len(labels))
    model = LowRank(list(head.parameters()), _RATE, math.ceil(len(rows) / BATCH) * EPOCHS)
    loss_of = nn.CrossEntropyLoss(label_smoothing=_SMOOTHING)
    for epoch in range(EPOCHS):
        total = 0.0
        texts = [varied(phrase, fine, drawn) for phrase in phrases_of]
        for batch in batches(texts, drawn):
            scores = head(model.vectors([texts[at] for at in batch]))
            total += model.step(loss_of(scores, torch.tensor([wanted[at] for at in batch]))) * len(batch)
        tell(f"epoch {epoch + 1} of {EPOCHS}: loss {total / len(texts):.4f}")
    weights = model.weights() | {"labels": np.array(labels), "phrases": np.array(phrases_hash(phrases))}
    weights["head"] = head.weight.detach().numpy().astype(np.float32)
    weights["bias"] = head.bias.detach().numpy().astype(np.float32)
    np.savez_compressed(target, **weights)  # type: ignore[arg-type]


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
