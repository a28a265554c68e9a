"""Trains the judge of which treatment counts, on `evals/had.txt`: about an hour on two cores.

python -m evals train had

A line of the file is a message: `{…}` is round a treatment that counts, `<…>` round one that does not. Most
messages name one treatment alone, and it counts; so a share of `evals/questions.tsv` is learnt beside them.
"""

from __future__ import annotations

import hashlib
import math
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import nn

from bot.had_net import THIS, hidden
from evals.judged import QUESTIONS
from evals.lowrank import BATCH, LowRank, batches, mistyped
from ingest.errors import AftercareError
from ingest.treatments import shipped

MESSAGES = Path(__file__).with_name("had.txt")
_MARK = re.compile(r"\{([^{}<>]+)\}|<([^{}<>]+)>")
_EPOCHS, _RATE, _SMOOTHING, _SEED = 4, 1e-3, 0.02, 0
_WIDTH = 384  # of the packaged model's vectors
# Shares of the messages in which each other treatment is not hidden, as one that the table does not know is
# not, and of those with a letter mistyped; and how many questions on one treatment are learnt beside.
_SEEN, _MISTYPED, _BESIDE = 0.4, 0.1, 2_000


@dataclass(frozen=True, slots=True)
class Marked:
    """A message, its treatments at [start, end), and which of them count."""

    text: str
    spans: tuple[tuple[int, int], ...]
    counts: tuple[bool, ...]


def marked(line: str) -> Marked:
    """A line of the file.

    >>> marked("my {peel}, not <botox>")
    Marked(text='my peel, not botox', spans=((3, 7), (13, 18)), counts=(True, False))
    """
    marks = list(_MARK.finditer(line))
    # Each mark before one has taken two characters with it.
    spans = ((mark.start() - 2 * at, mark.end() - 2 * at - 2) for at, mark in enumerate(marks))
    text = _MARK.sub(lambda mark: mark[0][1:-1], line)
    return Marked(text, tuple(spans), tuple(mark[1] is not None for mark in marks))


def read_marked(path: Path) -> list[Marked]:
    """The messages of a file.

    Raises:
        AftercareError: a line that marks nothing, or has a bracket too many.
    """
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        message = marked(line)
        if not message.spans or re.search(r"[{}<>]", message.text):
            raise AftercareError(f"{path}:{number}: mark each treatment with {{…}} or <…>.")
        found.append(message)
    return found


def train(
    target: Path, tell: Callable[[str], None], messages: Path = MESSAGES, beside: int = _BESIDE
) -> None:
    """Train on the messages and `beside` questions, and write the adapter with the messages' hash.

    Raises:
        AftercareError: a line is not in its form.
    """
    torch.manual_seed(_SEED)
    drawn = random.Random(_SEED)
    learnt = [*read_marked(messages), *drawn.sample(list(_named_alone()), beside)]
    asked = [(message, at) for message in learnt for at in range(len(message.spans))]
    head = nn.Linear(_WIDTH, 1)
    model = LowRank(list(head.parameters()), _RATE, math.ceil(len(asked) / BATCH) * _EPOCHS)
    loss_of = nn.BCEWithLogitsLoss()
    for epoch in range(_EPOCHS):
        total = 0.0
        texts = [_varied(message, at, drawn) for message, at in asked]
        for batch in batches(texts, drawn):
            odds = head(model.vectors([texts[one] for one in batch], THIS)).squeeze(1)
            wanted = torch.tensor([float(asked[one][0].counts[asked[one][1]]) for one in batch])
            smooth = wanted * (1 - 2 * _SMOOTHING) + _SMOOTHING
            total += model.step(loss_of(odds, smooth)) * len(batch)
        tell(f"epoch {epoch + 1} of {_EPOCHS}: loss {total / len(texts):.4f}")
    weights = model.weights() | {
        "head": head.weight.detach().numpy().astype(np.float32),
        "bias": head.bias.detach().numpy().astype(np.float32),
        "messages": np.array(hash_of(messages)),
    }
    np.savez_compressed(target, **weights)  # type: ignore[arg-type]


def hash_of(messages: Path) -> str:
    """The SHA-256 of the messages that an adapter was trained on."""
    return hashlib.sha256(messages.read_bytes()).hexdigest()


def _named_alone() -> Iterator[Marked]:
    """The questions that name one treatment, once."""
    table = shipped()
    for line in QUESTIONS.read_text(encoding="utf-8").splitlines():
        text = line.split("\t")[-1]
        named = table.find(text)
        if len(named) == 1:
            yield Marked(text, ((named[0].start, named[0].end),), (True,))


def _varied(message: Marked, number: int, drawn: random.Random) -> str:
    """What is read for one treatment, with others seen or hidden, and a letter mistyped, each by chance."""
    left = [at for at in range(len(message.spans)) if at == number or drawn.random() >= _SEEN]
    text = hidden(message.text, [message.spans[at] for at in left], left.index(number))
    return mistyped(text, drawn) if drawn.random() < _MISTYPED else text
