"""Where a text stands in a file: lines are found again by their letters and digits alone.

Reading an article loses its line breaks, emphasis and footnotes; what is left of a sentence is its
letters, so those are looked for, forwards.
"""

from __future__ import annotations

import re
from bisect import bisect_right

# Footnote markers and the targets of links are not part of what is read.
_UNREAD = re.compile(r"\[\^[^\]\s]+\]|(?<=\])\([^)\s]*\)")


class Lines:
    """A file read forwards: each text that is asked for is looked for behind the one before."""

    def __init__(self, body: str, first: int) -> None:
        """Prepare a text whose first line has the number `first`."""
        self._starts: list[int] = []
        parts: list[str] = []
        length = 0
        for line in body.split("\n"):
            self._starts.append(length)
            parts.append(_letters(_UNREAD.sub(" ", line)))
            length += len(parts[-1])
        self._text, self._first, self._at = "".join(parts), first, 0

    def next(self, wanted: str) -> int:
        """The number of the line where a text begins; where it cannot be told, that of the one before."""
        letters = _letters(wanted)
        found = self._text.find(letters, self._at)
        if found >= 0:
            self._at = found + len(letters)
        else:
            found = max(0, self._at - 1)
        return self._first + max(0, bisect_right(self._starts, found) - 1)


def _letters(text: str) -> str:
    return "".join(c for c in text.lower() if c.isalnum())
