"""One thread for the passes of the models: whoever asks, they are done one after the other.

A pass has all cores by itself; several at once would only multiply its memory, and each thread that ever did
one keeps a heap and torch's buffers for it (a hundred megabytes for twelve of them). They are done in the
order in which they were asked for: a long conversation lets others in between its passes.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

_Asked = ParamSpec("_Asked")
_Found = TypeVar("_Found")

_THREAD = ThreadPoolExecutor(1, "models")


def in_turn(work: Callable[_Asked, _Found], *args: _Asked.args, **kwargs: _Asked.kwargs) -> _Found:
    """What `work` returns or raises; never called by work that is done here itself."""
    return _THREAD.submit(work, *args, **kwargs).result()
