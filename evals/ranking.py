"""How good a ranking is: hit@k, MRR, nDCG and recall, each of one query. Pure functions, worked examples.

`ranked` holds ids, best first; `gains` what was judged, by id: 0 is not relevant, as is what was not
judged. Definitions are trec_eval's (linear gain, discount log2(rank + 1)), so figures compare with BEIR's.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

Gains = Mapping[str, float]


def hit(ranked: Sequence[str], gains: Gains, k: int, relevant: float = 1) -> float:
    """1 where one of the first `k` is relevant, else 0.

    >>> hit(["a", "b", "c"], {"c": 1}, 2), hit(["a", "b", "c"], {"c": 1}, 3)
    (0.0, 1.0)
    """
    return float(any(gains.get(id_, 0) >= relevant for id_ in ranked[:k]))


def reciprocal_rank(ranked: Sequence[str], gains: Gains, k: int = 10, relevant: float = 1) -> float:
    """1 / rank of the first relevant one among the first `k`; 0 where there is none.

    >>> reciprocal_rank(["a", "b", "c"], {"b": 1, "c": 1})
    0.5
    """
    ranks = (rank for rank, id_ in enumerate(ranked[:k], 1) if gains.get(id_, 0) >= relevant)
    first = next(ranks, None)
    return 0.0 if first is None else 1 / first


def ndcg(ranked: Sequence[str], gains: Gains, k: int = 10) -> float:
    """Discounted gain of the first `k` over that of the best order (Järvelin & Kekäläinen 2002).

    >>> round(ndcg(["a", "b", "c"], {"a": 1, "c": 3}), 4)  # (1 + 3/2) / (3 + 1/1.585)
    0.6885
    """
    best = _discounted(sorted((gain for gain in gains.values() if gain > 0), reverse=True)[:k])
    return _discounted([gains.get(id_, 0.0) for id_ in ranked[:k]]) / best if best else 0.0


def recall(ranked: Sequence[str], gains: Gains, k: int, relevant: float = 1) -> float:
    """Share of what is relevant that is among the first `k`; 0 where nothing is.

    >>> recall(["a", "b", "c"], {"a": 1, "c": 2, "d": 1}, 3)
    0.6666666666666666
    """
    wanted = {id_ for id_, gain in gains.items() if gain >= relevant}
    return len(wanted & set(ranked[:k])) / len(wanted) if wanted else 0.0


def overlap(one: Sequence[str], other: Sequence[str], k: int = 5) -> float:
    """Share of the first `k` of `one` that are among the first `k` of `other`; 1 where both are empty.

    >>> overlap(["a", "b", "c", "d"], ["b", "a", "x", "y"], 4)
    0.5
    """
    first = one[:k]
    if not first:
        return float(not other[:k])
    return len(set(first) & set(other[:k])) / len(first)


def _discounted(gains: Sequence[float]) -> float:
    return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains, 1))
