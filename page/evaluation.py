"""The Evaluation tab: a question set through the running bot, with scores, plots and what is not right."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path
from typing import Any, Protocol

import gradio as gr

from page import wording_keeper as words
from page.parts import HIDDEN

JSON = dict[str, Any]

_MOST_FAILED = 50
_STOPPED = f'<p role="status">{words.STOPPED_RUN}</p>', gr.update(visible=False)


class Runner(Protocol):
    """Runs question sets; see `evals/inside`."""

    def sets(self) -> list[str]:
        """The names of the sets that come with the program."""

    def run(self, chosen: str | Path, done: Callable[[int, int], None]) -> JSON:
        """Run a set by its name, or one in a file."""


class _Halted(Exception):
    """The keeper stopped the run."""


def evaluation(runner: Runner, trouble: type[Exception]) -> None:
    """Draw it into the page that is being built.

    Args:
        runner: runs the sets.
        trouble: what it raises, with a message that is meant for the keeper.
    """
    names = runner.sets()
    with gr.Row():
        chosen = gr.Dropdown(names, value=names[0], label=words.SET, min_width=200)
        own = gr.File(label=words.OWN_SET, file_types=[".yaml", ".csv"], height=150, min_width=200)
    with gr.Row():
        run = gr.Button(words.RUN, variant="primary", size="sm")
        stop = gr.Button(words.STOP_RUN, size="sm", scale=0, min_width=110)
    told = gr.HTML(elem_id="run")
    report = gr.DownloadButton(words.REPORT, visible=False, size="sm")

    under_way: dict[str | None, threading.Event] = {}  # by session; set where its keeper stops it

    def ran(
        name: str,
        file: str | None,
        request: gr.Request,
        bar: gr.Progress = gr.Progress(),  # noqa: B008 - how Gradio hands it in
    ) -> tuple[Any, ...]:
        halted = under_way[request.session_hash] = threading.Event()

        def done(count: int, of: int) -> None:
            bar((count, of), desc=words.RUNNING.format(done=count, all=of))
            if halted.is_set():
                raise _Halted

        try:
            result = runner.run(Path(file) if file else name, done)
        except trouble as error:
            return f'<p class="why" role="status">{escape(str(error))}</p>', gr.update(visible=False)
        except _Halted:
            return _STOPPED
        finally:
            if under_way.get(request.session_hash) is halted:
                del under_way[request.session_hash]
        return told_of(result), gr.update(value=result["report"], visible=True)

    def stopped(request: gr.Request) -> tuple[Any, ...]:
        halted = under_way.pop(request.session_hash, None)
        if halted is None:  # it waits for another keeper's; the page drops it
            return gr.skip(), gr.skip()
        halted.set()
        return _STOPPED

    one_at_a_time = {**HIDDEN, "concurrency_limit": 1}
    running = run.click(ran, [chosen, own], [told, report], show_progress_on=told, **one_at_a_time)
    stop.click(stopped, None, [told, report], cancels=[running], **HIDDEN)


def told_of(result: JSON) -> str:
    """A run as HTML: how many are right, figures, plots, each case that is not right."""
    if result["not_run"]:
        return f'<p class="why" role="status">{escape(words.NOT_RUN.format(why=result["not_run"]))}</p>'
    right = words.RIGHT.format(
        right=result["right"], cases=result["cases"], seconds=f"{result['seconds']:.0f} s"
    )
    return (
        f'<div class="run"><p role="status"><b>{escape(right)}</b></p>'
        f"{_figures(result['rows'])}{_plots(result['plots'])}{_failures(result['failures'])}</div>"
    )


def _figures(rows: Sequence[JSON]) -> str:
    head = "".join(f"<th>{escape(name)}</th>" for name in words.COLUMNS)
    body = "".join(
        "<tr>"
        f"<td>{escape(row['metric'])}</td><td>{row['mean']:.3f}</td>"
        f"<td>{row['low']:.3f}–{row['high']:.3f}</td><td>{row['cases']}</td>"
        f"<td>{escape(row['part'])}</td><td>{escape(row['says'])}</td>"
        "</tr>"
        for row in rows
    )
    return (
        f"<h3>{words.FIGURES}</h3>"
        f'<div class="scroll" tabindex="0" role="region" aria-label="{words.FIGURES}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _plots(plots: Sequence[JSON]) -> str:
    """The SVGs are drawn by `evals/plots`, which escapes their labels."""
    drawn = "".join(
        f"<figure><figcaption>{escape(plot['caption'])}</figcaption>{plot['svg']}</figure>" for plot in plots
    )
    return f"<h3>{words.PLOTS}</h3>{drawn}" if plots else ""


def _failures(failures: Sequence[JSON]) -> str:
    if not failures:
        return ""
    more = ""
    if len(failures) > _MOST_FAILED:
        more = f'<p class="hint">{escape(words.MOST_FAILED.format(shown=_MOST_FAILED))}</p>'
    drawn = "".join(map(_failure, failures[:_MOST_FAILED]))
    return f"<h3>{escape(words.FAILED.format(count=len(failures)))}</h3>{more}{drawn}"


def _failure(case: JSON) -> str:
    parts = {
        words.WHY: "\n".join(case["why"]),
        words.BEFORE: "\n".join(case["before"]),
        words.EXPECTED: case["expected"],
        words.GOT: f"{case['outcome']}, {case['urgency']}\n{case['got']}",
    }
    listed = "".join(f"<dt>{name}</dt><dd>{escape(text)}</dd>" for name, text in parts.items() if text)
    return (
        f'<details class="case"><summary><b>{escape(case["id"])}</b> {escape(case["question"])}</summary>'
        f"<dl>{listed}</dl></details>"
    )
