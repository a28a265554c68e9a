"""The Library tab: browse and search the articles, read one, see what changed last."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from html import escape
from typing import Any, Protocol

import gradio as gr

from page import shelf, wording
from page import wording_keeper as words
from page.article import article
from page.parts import HIDDEN

JSON = dict[str, Any]

_HIDDEN: dict[str, Any] = {**HIDDEN, "show_progress": "hidden"}
# A tap on an article's name says which; where it stood is remembered for the way back.
_ON_LOAD = """
element.addEventListener("click", (event) => {
  const entry = event.target.closest("[data-id]");
  if (!entry) return;
  element.dataset.last = entry.dataset.id;
  trigger("click", { id: entry.dataset.id });
});
"""
_TO_ARTICLE = """() => setTimeout(() => {
  const head = document.querySelector("#article h2");
  if (head) { window.scrollTo(0, 0); head.focus({ preventScroll: true }); }
}, 100)"""
_TO_LIST = """() => setTimeout(() => {
  const last = document.querySelector("#library [data-last]");
  const entries = last ? [...last.querySelectorAll("[data-id]")] : [];
  const entry = entries.find((one) => one.dataset.id === last.dataset.last);
  if (entry) { entry.scrollIntoView({ block: "center" }); entry.focus({ preventScroll: true }); }
}, 100)"""


class Shelf(Protocol):
    """The library that is shown; see `bot/library`."""

    def entries(self) -> list[JSON]:
        """Every article, by title."""

    def found(self, words: str) -> list[str]:
        """Ids of the articles that a search finds, the best first."""

    def article(self, id_: str) -> JSON | None:
        """One article whole."""

    def changes(self) -> JSON:
        """What changed last."""


def library(
    books: Shelf,
    tab: gr.Tab,
    trouble: type[Exception],
    unavailable: str,
    keeper: Callable[[], list[Any]] | None = None,
) -> None:
    """Draw the library into the page that is being built.

    Args:
        books: the articles.
        tab: the tab that this is drawn in; the list is read anew when it is opened.
        trouble: what `books` raises where the library cannot be read just now.
        unavailable: what is said then.
        keeper: draws what only a keeper sees; returns the events after which the library is another.
    """
    apology = f'<p role="status">{escape(unavailable)}</p>'
    with gr.Column(elem_id="library") as listed:
        search = gr.Textbox(label=words.SEARCH, placeholder=words.SEARCH_HINT)
        with gr.Accordion(words.FILTERS, open=False), gr.Row():
            treatment = gr.Dropdown(
                [(words.ALL_TREATMENTS, "")], value="", label=words.TREATMENT, min_width=220
            )
            evidence = gr.Dropdown(
                [(words.ALL_EVIDENCE, ""), *((says, name) for name, says in wording.EVIDENCE.items())],
                value="",
                label=words.EVIDENCE_LABEL,
                min_width=220,
            )
            order = gr.Dropdown(
                [words.BY_TREATMENT, words.NEWEST, words.OLDEST],
                value=words.BY_TREATMENT,
                label=words.ORDER,
                min_width=220,
            )
        grown = keeper() if keeper else []
        changed = gr.HTML(js_on_load=_ON_LOAD)
        shown = gr.HTML(js_on_load=_ON_LOAD)
    with gr.Column(visible=False, elem_id="article") as reading:
        back = gr.Button(words.BACK, size="sm", scale=0, min_width=160)
        text = gr.HTML()

    def listing(asked: str, on: str, kind: str, by: str) -> str:
        try:
            hits = books.found(asked) if asked.strip() else None
            entries = shelf.chosen(books.entries(), hits, on or None, kind or None, by)
        except trouble:
            return apology
        return shelf.listing(entries, grouped=hits is None and not on and by == words.BY_TREATMENT)

    def opened(*wanted: str) -> tuple[Any, ...]:
        try:
            names = {name for entry in books.entries() for name in entry["treatments"]}
            changes = shelf.changed(books.changes())
        except trouble:
            return gr.skip(), "", apology
        choices = [(words.ALL_TREATMENTS, ""), *((n, n) for n in [*sorted(names), words.IN_GENERAL])]
        return gr.update(choices=choices), changes, listing(*wanted)

    def read(event: gr.EventData) -> tuple[Any, ...]:
        try:
            drawn = article(books.article(str(event.id)), date.today())
        except trouble:
            drawn = apology
        return gr.update(visible="hidden"), gr.update(visible=True), drawn

    wanted = [search, treatment, evidence, order]
    tab.select(opened, wanted, [treatment, changed, shown], **_HIDDEN)
    for event in grown:
        event.then(opened, wanted, [treatment, changed, shown], **_HIDDEN)
    search.change(listing, wanted, shown, trigger_mode="always_last", **_HIDDEN)
    for choice in (treatment, evidence, order):
        choice.input(listing, wanted, shown, **_HIDDEN)
    for tapped in (shown, changed):
        tapped.click(read, None, [listed, reading, text], **_HIDDEN).then(None, js=_TO_ARTICLE)
    back.click(
        lambda: (gr.update(visible=True), gr.update(visible=False)), None, [listed, reading], **_HIDDEN
    ).then(None, js=_TO_LIST)
