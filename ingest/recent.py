"""What was read last, kept: the same few hundred passages answer most questions."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from threading import Lock
from typing import Generic, TypeVar

_Value = TypeVar("_Value")


class Recent(Generic[_Value]):
    """The values of the `most` keys that were asked for last, safe to share between threads."""

    def __init__(self, most: int) -> None:
        """Keep `most` values."""
        self._most = most
        self._kept: OrderedDict[str, _Value] = OrderedDict()
        self._turn = Lock()

    def of(self, keys: Sequence[str], read: Callable[[list[str]], Mapping[str, _Value]]) -> dict[str, _Value]:
        """The values of these keys, in their order; what is not kept is read at once.

        Keys that `read` leaves out have none.
        """
        with self._turn:
            found = {key: self._kept[key] for key in keys if key in self._kept}
        missing = [key for key in dict.fromkeys(keys) if key not in found]
        if missing:
            found |= read(missing)
        found = {key: found[key] for key in keys if key in found}
        with self._turn:
            for key, value in found.items():
                self._kept[key] = value
                self._kept.move_to_end(key)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return found
