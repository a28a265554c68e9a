"""What a keeper does in the Library tab: add articles, and remove them again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path
from typing import Any, Protocol

import gradio as gr

from page import wording_keeper as words
from page.parts import HIDDEN

_GONE, _SHOWN = gr.update(visible=False), gr.update(visible=True)


class Step(Protocol):
    """How far an ingest is."""

    @property
    def file(self) -> str:
        """The file that was read last, "" once all were."""

    @property
    def files(self) -> int:
        """Files read."""

    @property
    def all_files(self) -> int:
        """Files in all."""


class Report(Protocol):
    """What an ingest did: ids of articles, and the reason by file where one was refused."""

    added: list[str]
    changed: list[str]
    removed: list[str]
    refused: dict[str, str]
    seconds: float


class Uploads(Protocol):
    """The articles that were added by hand; see `ingest/uploads`."""

    @property
    def folder(self) -> Path:
        """Where they are kept."""

    def names(self) -> list[str]:
        """Their files."""

    def command(self) -> str:
        """The command that makes the same index."""

    def add(self, files: Sequence[tuple[str, bytes]], progress: Callable[[Step], None]) -> Report:
        """Take files in, given as (name, content)."""

    def remove(self, name: str, progress: Callable[[Step], None]) -> Report:
        """Delete one."""


def keeper(uploads: Uploads, suffixes: Sequence[str], trouble: type[Exception], tab: gr.Tab) -> list[Any]:
    """Draw it into the page that is being built.

    Args:
        uploads: what can be added to and removed from.
        suffixes: the kinds of file that are read.
        trouble: what `uploads` raises, with a message that is meant for the keeper.
        tab: that this is drawn in; what is there is read anew when it is opened.

    Returns:
        The events after which the library is another.
    """
    with gr.Accordion(words.KEEPER_HEAD, open=False, elem_id="keeper"):
        files = gr.File(
            label=words.CHOOSE_FILES.format(suffixes=" ".join(suffixes)),
            file_count="multiple",
            file_types=list(suffixes),
            height=150,
        )
        add = gr.Button(words.ADD, variant="primary", size="sm")
        told = gr.HTML(elem_id="ingested")
        with gr.Row():
            uploaded = gr.Dropdown([], value=None, label=words.UPLOADED, min_width=200)
            remove = gr.Button(words.REMOVE, size="sm", interactive=False, scale=0, min_width=110)
        with gr.Row(visible=False) as sure:
            really = gr.Button(size="sm", variant="stop")
            keep = gr.Button(words.KEEP, size="sm")
        where = gr.HTML()

    def after(work: Callable[[], Report]) -> tuple[Any, ...]:
        try:
            drawn = outcome(work())
        except trouble as error:
            drawn = failed(str(error))
        except OSError as error:
            drawn = failed(words.NOT_THERE.format(error=error.strerror))
        names = gr.update(choices=uploads.names(), value=None)
        return drawn, None, names, gr.update(interactive=False), _GONE, _where(uploads, trouble)

    def added(paths: list[str] | None, bar: gr.Progress = gr.Progress()) -> tuple[Any, ...]:  # noqa: B008
        return after(lambda: uploads.add(_taken(paths or ()), _shown_on(bar)))

    def removed(name: str, bar: gr.Progress = gr.Progress()) -> tuple[Any, ...]:  # noqa: B008
        return after(lambda: uploads.remove(name, _shown_on(bar)))

    def asked(name: str) -> tuple[Any, ...]:
        return _SHOWN, gr.update(value=words.REALLY.format(name=name))

    def there() -> tuple[Any, ...]:
        return gr.update(choices=uploads.names()), _where(uploads, trouble)

    outputs = [told, files, uploaded, remove, sure, where]
    tab.select(there, None, [uploaded, where], show_progress="hidden", **HIDDEN)
    uploaded.input(
        lambda name: (gr.update(interactive=bool(name)), _GONE), uploaded, [remove, sure], **HIDDEN
    )
    remove.click(asked, uploaded, [sure, really], **HIDDEN)
    keep.click(lambda: _GONE, None, sure, **HIDDEN)
    return [
        add.click(added, files, outputs, show_progress_on=told, **HIDDEN),
        really.click(removed, uploaded, outputs, show_progress_on=told, **HIDDEN),
    ]


def _taken(paths: Sequence[str]) -> list[tuple[str, bytes]]:
    """What was sent, as (name, content), and is then deleted; OSError where another keeper sent the same."""
    chosen = [(Path(path).name, Path(path).read_bytes()) for path in paths]
    for path in paths:
        Path(path).unlink(missing_ok=True)
    return chosen


def _shown_on(bar: gr.Progress) -> Callable[[Step], None]:
    def show(step: Step) -> None:
        what = words.READING.format(file=step.file) if step.file else words.EMBEDDING
        bar((step.files, step.all_files), desc=what)

    return show


def outcome(report: Report) -> str:
    """What an ingest did, as HTML: counts, then each refused file with its reason."""
    counts = ((report.added, words.NEW), (report.changed, words.CHANGED), (report.removed, words.REMOVED))
    what = ", ".join(f"{len(ids)} {name}" for ids, name in counts if ids) or words.NOTHING_CHANGED
    told = words.DONE_IN.format(seconds=f"{report.seconds:.1f} s", what=what)
    refused = "".join(f"<li>{escape(reason)}</li>" for reason in report.refused.values())
    listed = f'<p class="why">{words.REFUSED}:</p><ul>{refused}</ul>' if refused else ""
    return f'<div role="status"><p>{escape(told)}</p>{listed}</div>'


def failed(reason: str) -> str:
    """Why nothing was done, as HTML."""
    told = f"{escape(reason)} {escape(words.UNTOUCHED)}"
    return f'<div role="status"><p class="why">{told}</p></div>'


def _where(uploads: Uploads, trouble: type[Exception]) -> str:
    try:
        command = uploads.command()
    except trouble as error:
        return f'<p class="why">{escape(str(error))}</p>'
    text = escape(words.UPLOADS_AT.format(folder=uploads.folder))
    return f'<p class="hint">{text}</p><pre class="command">{escape(command)}</pre>'
