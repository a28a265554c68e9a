"""The recovery timeline: what is normal on which day, as a picture (SVG), and as a table that says the same.

Drawn from plain data: intervals with their sources. One bar an interval and its sources; where sources
differ, their bars stand one under the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from math import sqrt
from typing import Any

from page import wording
from page.cards import web_address
from page.text import escape

JSON = dict[str, Any]

# The picture's measures, in its own units; at 390 px one unit is about one pixel.
_WIDTH, _LEFT, _RIGHT, _TOP = 320, 8, 42, 44
_BAR, _PITCH, _HEAD = 10, 15, 20
_TICKS = (0, 1, 2, 3, 5, 7, 10, 14, 21, 28, 42, 60, 90, 120, 180, 365, 540)
_NAMED = 4  # sources beside a bar; the table has all
_APART = 24  # between two numbers on the axis
_HERE_WIDTH = 150  # what "you are here" takes


@dataclass(frozen=True, slots=True)
class Bar:
    """Days on which a sign is expected, both included, and the numbers of the sources that say so."""

    sign: str
    start: int
    end: int
    sources: tuple[int, ...]


def timeline(expected: Sequence[JSON], treatment: str | None, day: int | None) -> str:
    """Picture, sources and table for a treatment; a hint where there is nothing to draw.

    Args:
        expected: {"sign", "start", "end", "publisher", "title", "url"}, bars of a sign together.
        treatment: its name; None where it was not said.
        day: whole days since; None where it was not said.
    """
    if treatment is None:
        return f'<p class="hint">{escape(wording.TIMELINE_EMPTY)}</p>'
    if not expected:
        return f'<p class="hint">{escape(wording.TIMELINE_NOTHING.format(treatment=treatment))}</p>'
    sources = _sources(expected)
    bars = _bars(expected, [name for name, _ in sources])
    past = ""
    if day is not None and day > max(bar.end for bar in bars):
        past = f"<p>{escape(wording.TIMELINE_PAST.format(day=day))}</p>"
    named = "".join(f"<li>{_named(name, url)}</li>" for name, url in sources)
    return (
        f'<figure class="timeline"><figcaption>{escape(wording.TIMELINE_OF.format(treatment=treatment))}'
        f"</figcaption>{_picture(bars, treatment, day)}{past}<p>{escape(wording.TIMELINE_NOTE)}</p>"
        f'<ol class="origins">{named}</ol>{_table(bars, [name for name, _ in sources])}</figure>'
    )


def _sources(expected: Sequence[JSON]) -> list[tuple[str, str | None]]:
    """Each source once, in the order in which its first bar stands, with its address."""
    found: dict[str, str | None] = {}
    for one in expected:
        found.setdefault(_who(one), web_address(one["url"]))
    return list(found.items())


def _who(one: JSON) -> str:
    return str(one["publisher"] or one["title"])


def _named(name: str, url: str | None) -> str:
    if url is None:
        return escape(name)
    return f'<a href="{escape(url)}" target="_blank" rel="noopener noreferrer nofollow">{escape(name)}</a>'


def _bars(expected: Sequence[JSON], names: Sequence[str]) -> list[Bar]:
    """One bar a sign and interval, with all the sources that state it."""
    found: dict[tuple[str, int, int], list[int]] = {}
    for one in expected:
        numbers = found.setdefault((one["sign"], one["start"], one["end"]), [])
        number = names.index(_who(one)) + 1
        if number not in numbers:
            numbers.append(number)
    return [Bar(*key, tuple(sorted(numbers))) for key, numbers in found.items()]


def _picture(bars: Sequence[Bar], treatment: str, day: int | None) -> str:
    """The bars under an axis of days; early days get more room, since more happens in them."""
    last = max(bar.end for bar in bars) + 1
    room = _WIDTH - _LEFT - _RIGHT

    def x(days: float) -> float:
        return round(_LEFT + room * sqrt(min(max(days, 0), last) / last), 1)

    shapes, words, y = [], [], _TOP
    for sign, group in groupby(bars, key=lambda bar: bar.sign):
        y += _HEAD
        words.append(f'<text class="sign" x="{_LEFT}" y="{y - 5}">{escape(sign)}</text>')
        for bar in group:
            shapes.append(_bar(bar, x(bar.start), x(bar.end + 1), y, now=_within(bar, day)))
            words.append(_numbers(bar, x(bar.end + 1), y))
            y += _PITCH
    height = y + 6
    name = escape(wording.TIMELINE_OF.format(treatment=treatment))
    here = "" if day is None or day >= last else _here(day, x(day + 0.5), height)
    return (
        f'<svg viewBox="0 0 {_WIDTH} {height}" role="img" aria-label="{name}">'
        f"{_axis(last, x, height)}{''.join(shapes)}{here}{''.join(words)}</svg>"
    )


def _within(bar: Bar, day: int | None) -> bool:
    return day is not None and bar.start <= day <= bar.end


def _bar(bar: Bar, left: float, right: float, y: float, *, now: bool) -> str:
    title = f"{bar.sign}, {_days(bar)} [{', '.join(map(str, bar.sources))}]"
    width = max(3.0, round(right - left, 1))
    return (
        f'<rect class="bar{" now" if now else ""}" x="{left}" y="{y}" width="{width}" height="{_BAR}" rx="2">'
        f"<title>{escape(title)}</title></rect>"
    )


def _numbers(bar: Bar, right: float, y: float) -> str:
    """The numbers of its sources, behind the bar; over the line, so that they can be read."""
    numbers = ",".join(map(str, bar.sources[:_NAMED])) + ("…" if len(bar.sources) > _NAMED else "")
    return f'<text class="number" x="{right + 4}" y="{y + _BAR - 1}">{numbers}</text>'


def _axis(last: int, x: Any, height: float) -> str:  # noqa: ANN401
    """The days under the top edge, each over its middle, as many as there is room for."""
    drawn: list[str] = []
    free = 0.0
    for tick in (tick for tick in _TICKS if tick < last):
        at = x(tick + 0.5)
        if at < free:
            continue
        free = at + _APART
        drawn.append(
            f'<line class="grid" x1="{at}" y1="{_TOP}" x2="{at}" y2="{height}"/>'
            f'<text class="tick" x="{at}" y="{_TOP - 5}">{tick}</text>'
        )
    return "".join(drawn)


def _here(day: int, at: float, height: float) -> str:
    """The line at the person's day, its words kept inside the picture."""
    middle = min(max(at, _HERE_WIDTH / 2), _WIDTH - _HERE_WIDTH / 2)
    text = escape(wording.TIMELINE_HERE.format(day=day))
    return (
        f'<line class="here" x1="{at}" y1="18" x2="{at}" y2="{height}"/>'
        f'<text class="here" x="{middle}" y="13">{text}</text>'
    )


def _table(bars: Sequence[Bar], names: Sequence[str]) -> str:
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in wording.TIMELINE_HEAD)
    rows = "".join(
        f'<tr><th scope="row">{escape(bar.sign)}</th><td>{escape(_days(bar))}</td>'
        f"<td>{escape('; '.join(names[number - 1] for number in bar.sources))}</td></tr>"
        for bar in bars
    )
    return (
        f"<details><summary>{escape(wording.TIMELINE_TABLE)}</summary>"
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></details>"
    )


def _days(bar: Bar) -> str:
    pattern = wording.ONE_DAY if bar.start == bar.end else wording.DAYS
    return pattern.format(start=bar.start, end=bar.end)
