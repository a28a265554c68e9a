"""What a model wrote and what is answered without it → one Answer: numbered together, disclaimer last.

The conflicts between sources and the person's day are those of the quoted answer, with their citations.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot import wording
from bot.cite import Written, holds
from bot.compose import told
from bot.contract import Answer, Citation, Conflict, Position
from bot.wording import Reason

_MARK = re.compile(r"\[(\d+)\]")


def begun(quoted: Answer) -> Answer:
    """The answer before its first sentence: what was understood, and that it is being written."""
    nothing = replace(quoted, sentences=(), citations=(), conflicts=(), notes=(), follow_ups=())
    return told(replace(nothing, mode="model", message=wording.WRITING, whole=False))


def growing(quoted: Answer, written: Written) -> Answer:
    """The answer so far: nothing but sentences that stand."""
    return told(replace(begun(quoted), sentences=written.sentences, citations=written.citations))


def whole(quoted: Answer, written: Written, left_out: int) -> Answer:
    """The answer with all that stands behind its sentences.

    Args:
        quoted: what is answered without a model.
        written: the sentences that stand, with the citations that are `needed` no more than there may be.
        left_out: how many do not.
    """
    numbers: dict[int, int] = {}
    citations = list(written.citations)
    for citation in needed(quoted):
        same = next((c.number for c in citations if holds(c, citation)), None)
        if same is None:
            same = len(citations) + 1
            citations.append(replace(citation, number=same))
        numbers[citation.number] = same
    return told(
        replace(
            quoted,
            mode="model",
            left_out=left_out,
            sentences=written.sentences,
            citations=tuple(citations),
            conflicts=tuple(_renumbered(conflict, numbers) for conflict in quoted.conflicts),
            notes=tuple(_remarked(note, numbers) for note in _notes(quoted, *_told_of(left_out))),
        )
    )


def quoted_instead(quoted: Answer, reason: Reason) -> Answer:
    """The quoted answer, with one line that says why it stands there."""
    why = wording.QUOTED_INSTEAD.format(why=wording.WHY_QUOTED[reason])
    return told(replace(quoted, why_quoted=reason, notes=_notes(quoted, why)))


def _notes(quoted: Answer, *more: str) -> tuple[str, ...]:
    """The notes and some more, those of the conflicts last: a page draws these side by side instead."""
    of_conflicts = sum(1 + (conflict.cautious is not None) for conflict in quoted.conflicts)
    place = len(quoted.notes) - of_conflicts
    return (*quoted.notes[:place], *more, *quoted.notes[place:])


def needed(quoted: Answer) -> list[Citation]:
    """The citations that the conflicts and the notes of the quoted answer stand on."""
    used = {int(number) for note in quoted.notes for number in _MARK.findall(note)}
    used |= {position.citation for conflict in quoted.conflicts for position in _positions(conflict)}
    return [citation for citation in quoted.citations if citation.number in used]


def _positions(conflict: Conflict) -> Sequence[Position]:
    return (*conflict.positions, *((conflict.cautious,) if conflict.cautious else ()))


def _renumbered(conflict: Conflict, numbers: Mapping[int, int]) -> Conflict:
    def moved(position: Position) -> Position:
        return replace(position, citation=numbers[position.citation])

    cautious = moved(conflict.cautious) if conflict.cautious else None
    return replace(conflict, positions=tuple(map(moved, conflict.positions)), cautious=cautious)


def _remarked(note: str, numbers: Mapping[int, int]) -> str:
    return _MARK.sub(lambda match: f"[{numbers[int(match[1])]}]", note)


def _told_of(left_out: int) -> tuple[str, ...]:
    """Who wrote it, and that something is left out."""
    if not left_out:
        return (wording.WRITTEN,)
    gone = wording.LEFT_OUT_ONE if left_out == 1 else wording.LEFT_OUT.format(count=left_out)
    return wording.WRITTEN, gone
