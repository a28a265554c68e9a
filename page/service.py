"""What stands behind the page, as callables: the page itself knows no bot and no index."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

JSON = dict[str, Any]
_LOG = logging.getLogger("aftercare")
# Message, what was said before it as {"role", "content"}, {"treatment", "day", "today": the date where the
# person is}, and who asks (an address) give the answer as it grows; an answer is None where none can be had.
Reply = Callable[[str, list[dict[str, str]], JSON, str], Iterator[JSON | None]]


@dataclass(frozen=True, slots=True)
class Service:
    """What the page asks for.

    `treatments` are those to choose from, `examples` questions on one that are answered, `expected` what is
    normal on which day after it. `clinic` has name, phone, out_of_hours and emergency_number, each a
    string or None; `disclaimer` and `unavailable` are fixed wording.
    """

    reply: Reply
    treatments: Callable[[], Sequence[str]]
    examples: Callable[[str], Sequence[str]]
    expected: Callable[[str], Sequence[JSON]]
    clinic: JSON
    disclaimer: str
    unavailable: str


def or_none(read: Callable[..., Sequence[Any]], trouble: type[Exception]) -> Callable[..., Sequence[Any]]:
    """`read`, but nothing where it raises `trouble`: what stands beside an answer never keeps it away."""

    def reading(*args: str) -> Sequence[Any]:
        try:
            return read(*args)
        except trouble as error:
            _LOG.error("%s", error)
            return ()

    return reading
