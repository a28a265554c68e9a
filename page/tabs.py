"""What the page has beside the chat: the tabs Library, Evaluation and About, and feedback."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol

import gradio as gr

from page import feedback as under_answer
from page import keeper, kept
from page import wording_keeper as words
from page.about import Facts, about
from page.evaluation import Runner, evaluation
from page.library import Shelf, library
from page.parts import HIDDEN


class Kept(under_answer.Box, kept.Kept, Protocol):
    """Where feedback is kept, as a visitor and as a keeper know it."""


@dataclass(frozen=True, slots=True)
class Keeper:
    """What only a keeper has: articles to add, of these kinds of file, and question sets to run."""

    uploads: keeper.Uploads
    suffixes: Sequence[str]
    runner: Runner


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands behind it.

    `clinic` is its name, `leaves` a sentence on what is sent to another machine; None where there is none.
    `trouble` is what all of them raise, with a message that is meant for the keeper; `unavailable` is what a
    visitor is told. `feedback` is None where none is taken, `keeper` where the page has no keeper's tabs.
    """

    shelf: Shelf
    disclaimer: str
    trouble: type[Exception]
    unavailable: str
    clinic: str | None = None
    leaves: str | None = None
    feedback: Kept | None = None
    keeper: Keeper | None = None

    def under_answer(self) -> Callable[[gr.BrowserState], None] | None:
        """Draws feedback under the latest answer of a talk, where it is taken."""
        if self.feedback is None:
            return None
        return partial(under_answer.feedback, box=self.feedback, trouble=self.trouble)


def tabs(beside: Beside) -> None:
    """Draw the tabs beside the chat's; what is a keeper's is not even built without one."""
    own = beside.keeper
    with gr.Tab(words.LIBRARY_TAB) as shelves:
        add = partial(keeper.keeper, own.uploads, own.suffixes, beside.trouble, shelves) if own else None
        library(beside.shelf, shelves, beside.trouble, beside.unavailable, add)
    if own:
        with gr.Tab(words.EVALUATION_TAB) as sets:
            evaluation(own.runner, beside.trouble)
            if beside.feedback:
                kept.kept_feedback(beside.feedback, sets, beside.trouble)

    with gr.Tab(words.ABOUT_TAB) as about_it:
        told = gr.HTML()
    about_it.select(lambda: _about(beside), None, told, show_progress="hidden", **HIDDEN)


def _about(beside: Beside) -> str:
    try:
        held = beside.shelf.changes()
    except beside.trouble:
        return beside.unavailable
    return about(
        Facts(
            disclaimer=beside.disclaimer,
            articles=held["articles"],
            changed=held["created"][:10],
            clinic=beside.clinic,
            leaves=beside.leaves,
            feedback=beside.feedback is not None,
        )
    )
