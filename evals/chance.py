"""What chance may do to a figure: intervals of a mean, and whether a difference is noise.

Every figure is deterministic: what is drawn is drawn with a fixed seed.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

_DRAWS, _SEED, _LEVEL = 1000, 20, 95


def bootstrap(values: Sequence[float]) -> tuple[float, float]:
    """The 95 % interval of a mean by the percentile bootstrap (Efron 1979), 1,000 draws of fixed seed.

    >>> bootstrap([1.0] * 20)
    (1.0, 1.0)
    >>> low, high = bootstrap([0.0] * 10 + [1.0] * 10)
    >>> 0.25 <= low <= 0.35 and 0.65 <= high <= 0.75
    True
    """
    if not values:
        return 0.0, 1.0
    own = np.asarray(values, dtype=np.float64)
    if own.min() == own.max():
        return float(own[0]), float(own[0])
    drawn = np.random.default_rng(_SEED).integers(0, len(own), size=(_DRAWS, len(own)))
    low, high = np.percentile(own[drawn].mean(axis=1), [(100 - _LEVEL) / 2, (100 + _LEVEL) / 2])
    return float(low), float(high)


def sign_test(better: int, worse: int) -> float:
    """How likely at least so uneven a split is by chance, two-sided and exact.

    Of cases that are right or wrong this is McNemar's test in its exact form.

    >>> sign_test(0, 0), sign_test(5, 0), sign_test(8, 2)
    (1.0, 0.0625, 0.109375)
    """
    total = better + worse
    tail = sum(math.comb(total, k) for k in range(min(better, worse) + 1))
    return min(1.0, 2 * float(tail / 2**total))


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least `share` of all do not exceed (nearest rank); 0 of nothing.

    >>> percentile([4.0, 1.0, 3.0, 2.0], 0.5), percentile([4.0, 1.0, 3.0, 2.0], 0.95)
    (2.0, 4.0)
    """
    if not values:
        return 0.0
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]
