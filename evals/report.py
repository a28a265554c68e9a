"""One self-contained page of a run: summary, plots, every case that is not right. It asks for nothing else.

Whatever comes from a set, a library or a person is text: it is escaped where it is written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path

import yaml

from evals import plots
from evals.chance import percentile
from evals.metrics import METRICS
from evals.results import CaseResult, Figure, Results, Shown, by_metric
from evals.triage import LEVELS, Matrix

_HERE = Path(__file__).parent


def write_report(results: Results, folder: Path) -> None:
    """Write results.json and report.html into a folder, made where it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    results.write(folder / "results.json")
    (folder / "report.html").write_text(page(results), encoding="utf-8")


def page(results: Results) -> str:
    """The page as one text."""
    css, script = ((_HERE / name).read_text(encoding="utf-8") for name in ("report.css", "report.js"))
    drawn = (_figure(caption, svg) for caption, svg in plots_of(results))
    parts = [*_summary(results), *drawn, *_figures(results), *_failed(results)]
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<link rel="icon" href="data:,"><title>Aftercare: evaluation</title>'
        f"<style>{css}</style></head><body>{''.join(parts)}<script>{script}</script></body></html>\n"
    )


def _summary(results: Results) -> Iterator[str]:
    stamp = results.stamp
    made = {
        "commit": stamp.commit or "unknown",
        "library": f"{stamp.library} ({stamp.articles} articles, {stamp.passages} passages)",
        "embedder": stamp.embedder,
        "model": stamp.model or "none: answers are quoted",
        **{name.replace("_", " "): str(value) for name, value in stamp.settings.items()},
        "run": f"{stamp.started}, {stamp.seconds:.0f} s",
    }
    yield '<h1>Evaluation</h1><p class="soft">'
    yield " · ".join(f"{escape(name)}: {escape(value)}" for name, value in made.items()) + "</p>"
    rows = []
    for name, one in results.sets.items():
        if one.not_run:
            rows.append(_row([name, "–", f"not run: {one.not_run}"]))
        for part, figures in one.figures.items():
            right = figures["right"]
            cells = [name if part == "all" else f"{name}, {part}", str(right.cases), _told(right)]
            rows.append(_row(cells))
    yield _table(["set", "cases", "right (95 % interval)"], rows)


def plots_of(results: Results) -> Iterator[tuple[str, str]]:
    """The plots of a run, each a caption and its SVG."""
    cases = [case for one in results.sets.values() for case in one.cases]
    by_set = [
        (name, one.figures["all"]["right"]) for name, one in results.sets.items() if one.figures.get("all")
    ]
    yield "Right, by set", plots.bars([_bar(*row) for row in by_set], "Right, by set")
    if by_treatment := list(_by_treatment(cases)):
        yield "Right, by treatment", plots.bars(by_treatment, "Right, by treatment")
    pairs = [(c.expected["urgency"], c.urgency) for c in cases if "urgency" in c.expected]
    if pairs:
        counts = [Matrix.of(pairs).row(level) for level in LEVELS]
        caption = "Danger signs: rows what is right, columns what was read"
        yield caption, plots.matrix(LEVELS, counts, caption)
    times: dict[str, list[float]] = defaultdict(list)
    for case in cases:
        for stage, spent in case.timings_ms.items():
            times[stage].append(spent)
    rows = [(stage, percentile(own, 0.5), percentile(own, 0.95)) for stage, own in times.items()]
    if rows:
        caption = "Time of an answer by stage, median / 95th percentile, all cores at work"
        yield caption, plots.spans(rows, caption, "ms")
    scored = [
        (case.confidence, case.expected["outcome"] != "abstained")
        for case in cases
        if case.confidence is not None and case.expected.get("outcome") in ("answered", "abstained")
    ]
    if scored:
        caption = "Abstention score: share answerable by tenths of the score; the line is where answers begin"
        bar = float(results.stamp.settings["answers_from"])
        yield caption, plots.calibration(scored, bar, caption)


def _by_treatment(cases: Iterable[CaseResult]) -> Iterator[tuple[str, float, float, float]]:
    of: dict[str, list[CaseResult]] = defaultdict(list)
    for case in cases:
        if name := case.expected.get("treatment") or case.treatment:
            of[name].append(case)
    for name, own in sorted(of.items()):
        yield _bar(f"{name} ({len(own)})", by_metric(own)["right"])


def _figures(results: Results) -> Iterator[str]:
    """Every figure of every set."""
    yield "<h2>Figures</h2>"
    rows = [
        _row([name, part, metric, METRICS[metric].says, str(figure.cases), _told(figure)])
        for name, one in results.sets.items()
        for part, of_part in one.figures.items()
        for metric, figure in of_part.items()
    ]
    yield f"<details><summary>{len(rows)} figures: set, part, metric</summary>"
    yield (
        _table(["set", "part", "metric", "what it is", "cases", "mean (95 % interval)"], rows) + "</details>"
    )


def _failed(results: Results) -> Iterator[str]:
    failed = [(name, case) for name, one in results.sets.items() for case in one.cases if case.failures]
    kinds = sorted({kind for _, case in failed for kind in _kinds(case)})
    yield '<h2>Cases that are not right (<span id="shown"></span>)</h2><div class="filter">'
    yield '<input id="words" type="search" placeholder="words" aria-label="words">'
    yield _select("set", "all sets", sorted({name for name, _ in failed}))
    yield _select("kind", "all kinds", kinds) + "</div>"
    for name, case in failed:
        yield _case(name, case)


def _case(name: str, case: CaseResult) -> str:
    """A failed case, open on a tap: what was asked, expected and shown, with passages and quotes."""
    why = "".join(f'<p class="why">{escape(failure)}</p>' for failure in case.failures)
    expected = yaml.safe_dump(case.expected, sort_keys=False, allow_unicode=True).strip()
    got = f"outcome: {case.outcome}\nurgency: {case.urgency}\ntreatment: {case.treatment}\nday: {case.day}"
    told = {"before": "\n".join(case.before), "expected": expected, "got": got, "shown": case.text}
    listed = "".join(f"<dt>{k}</dt><dd>{escape(v)}</dd>" for k, v in told.items() if v)
    cited = "".join(map(_cited, case.citations))
    kinds = escape(" ".join(_kinds(case)))
    aside = " (kept aside)" if case.aside else ""
    head = f"<b>{escape(name)}/{escape(case.id)}</b>{aside} {escape(case.question)}{why}"
    return (
        f'<details class="case" data-set="{escape(name)}" data-kinds="{kinds}">'
        f"<summary>{head}</summary><dl>{listed}</dl>{cited}</details>"
    )


def _cited(shown: Shown) -> str:
    """A citation, its quote marked in its passage; a quote that is not there stands before it."""
    head = escape(" › ".join(filter(None, (f"[{shown.number}] {shown.article}", shown.title, shown.section))))
    end = shown.start + len(shown.quote)
    if not shown.passage.startswith(shown.quote, shown.start):
        quote, passage = escape(shown.quote), escape(shown.passage)
        return f'<p>{head}</p><p class="why">{quote}</p><blockquote>{passage}</blockquote>'
    before, after = escape(shown.passage[: shown.start]), escape(shown.passage[end:])
    return f"<p>{head}</p><blockquote>{before}<mark>{escape(shown.quote)}</mark>{after}</blockquote>"


def _kinds(case: CaseResult) -> list[str]:
    """What went wrong, as single words: "answer_in", "rule-1"."""
    return sorted({failure.partition(":")[0].replace(" ", "-") for failure in case.failures})


def _bar(label: str, figure: Figure) -> tuple[str, float, float, float]:
    return label, figure.mean, figure.low, figure.high


def _told(figure: Figure) -> str:
    return f"{figure.mean:.3f} ({figure.low:.3f}–{figure.high:.3f})"


def _figure(caption: str, drawn: str) -> str:
    return f"<figure><figcaption>{escape(caption)}</figcaption>{drawn}</figure>"


def _select(id_: str, everything: str, names: Iterable[str]) -> str:
    options = "".join(f'<option value="{escape(n)}">{escape(n)}</option>' for n in names)
    return f'<select id="{id_}" aria-label="{id_}"><option value="">{everything}</option>{options}</select>'


def _table(heads: Iterable[str], rows: Iterable[str]) -> str:
    head = "".join(f"<th>{escape(name)}</th>" for name in heads)
    return f'<div class="scroll"><table><tr>{head}</tr>{"".join(rows)}</table></div>'


def _row(cells: Iterable[str]) -> str:
    return "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"
