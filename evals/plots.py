"""Plots as inline SVG: small pure functions from figures to text. Every label is escaped.

They are drawn in a width that a phone shows without shrinking the words much, and scale with the page;
`currentColor` follows its theme.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

_WIDTH, _ROW, _LEFT, _RIGHT = 440, 24, 155, 85
_PLOT = _WIDTH - _LEFT - _RIGHT
_MIDDLE = 0.7  # of a row: the baseline of its text


def bars(rows: Sequence[tuple[str, float, float, float]], title: str) -> str:
    """A bar a row of (label, share, low, high), shares of 1, with the interval as a line.

    >>> "<title>Right</title>" in bars([("a & b", 0.5, 0.4, 0.6)], "Right")
    True
    >>> "a &amp; b" in bars([("a & b", 0.5, 0.4, 0.6)], "Right")
    True
    """
    drawn = []
    for number, (label, share, low, high) in enumerate(rows):
        top, middle = number * _ROW, number * _ROW + _ROW / 2
        drawn += [
            _label(label, top),
            _rect(_LEFT, top + 4, _PLOT * share, _ROW - 8, "bar"),
            _line(_LEFT + _PLOT * low, middle, _LEFT + _PLOT * high, middle, "whisker"),
            _text(_WIDTH - _RIGHT + 8, top + _MIDDLE * _ROW, f"{share:.2f}"),
        ]
    return _svg(drawn, len(rows) * _ROW, title)


def spans(rows: Sequence[tuple[str, float, float]], title: str, unit: str) -> str:
    """A bar a row of (label, median, late): dark to the median, light on to the 95th percentile."""
    most = max((late for _, _, late in rows), default=1.0) or 1.0
    drawn = []
    for number, (label, middle, late) in enumerate(rows):
        top = number * _ROW
        drawn += [
            _label(label, top),
            _rect(_LEFT, top + 4, _PLOT * late / most, _ROW - 8, "late"),
            _rect(_LEFT, top + 4, _PLOT * middle / most, _ROW - 8, "bar"),
            _text(_WIDTH - _RIGHT + 8, top + _MIDDLE * _ROW, f"{middle:.0f} / {late:.0f} {unit}"),
        ]
    return _svg(drawn, len(rows) * _ROW, title)


def matrix(names: Sequence[str], counts: Sequence[Sequence[int]], title: str) -> str:
    """Counts in a grid, rows what is right, columns what came; the diagonal is right.

    >>> grid = matrix(["high", "low"], [[3, 1], [0, 9]], "Read")
    >>> grid.count('class="cell right"'), grid.count('class="cell wrong"'), grid.count('class="cell none"')
    (2, 1, 1)
    """
    size, height = (_WIDTH - _LEFT) / len(names), 2 * _ROW
    drawn = [
        _text(_LEFT + (column + 0.5) * size, _MIDDLE * _ROW, name, "middle")
        for column, name in enumerate(names)
    ]
    for row, (name, own) in enumerate(zip(names, counts, strict=True)):
        top = _ROW + row * height
        drawn.append(_label(name, top + height / 2 - _ROW / 2))
        for column, count in enumerate(own):
            kind = "right" if row == column else "wrong" if count else "none"
            drawn += [
                _rect(_LEFT + column * size + 2, top + 2, size - 4, height - 4, f"cell {kind}"),
                _text(_LEFT + (column + 0.5) * size, top + height / 2 + 5, str(count), "middle"),
            ]
    return _svg(drawn, _ROW + len(names) * height, title)


def calibration(pairs: Sequence[tuple[float, bool]], threshold: float, title: str, bins: int = 10) -> str:
    """Of (score, should be answered): the share answerable in each tenth of the score, a dot a tenth.

    A dot's area tells how many cases it stands for; the upright line is where answers begin.
    """
    side = 260
    drawn = [
        _rect(_LEFT, 10, side, side, "frame"),
        _line(_LEFT, 10 + side, _LEFT + side, 10, "guide"),
        _line(_LEFT + threshold * side, 10, _LEFT + threshold * side, 10 + side, "whisker"),
        _text(_LEFT, side + 28, "0"),
        _text(_LEFT + side, side + 28, "1", "end"),
        _text(_LEFT + side / 2, side + 28, "score", "middle"),
        _text(_LEFT - 8, 10 + side / 2, "share answerable", "end"),
    ]
    for number in range(bins):
        own = [fits for score, fits in pairs if min(int(score * bins), bins - 1) == number]
        if own:
            share = sum(own) / len(own)
            across, down = _LEFT + (number + 0.5) / bins * side, 10 + (1 - share) * side
            radius = 3 + 15 * (len(own) / len(pairs)) ** 0.5
            drawn.append(
                f'<circle class="dot" cx="{across:.1f}" cy="{down:.1f}" r="{radius:.1f}">'
                f"<title>{len(own)} cases, {share:.2f} answerable</title></circle>"
            )
    return _svg(drawn, side + 36, title)


def _svg(drawn: Sequence[str], height: float, title: str) -> str:
    return (
        f'<svg viewBox="0 0 {_WIDTH} {height:.0f}" role="img"><title>{escape(title)}</title>'
        + "".join(drawn)
        + "</svg>"
    )


def _label(text: str, top: float) -> str:
    return _text(_LEFT - 8, top + _MIDDLE * _ROW, text, "end")


def _text(x: float, y: float, text: str, anchor: str = "start") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'


def _rect(x: float, y: float, width: float, height: float, kind: str) -> str:
    return f'<rect class="{kind}" x="{x:.1f}" y="{y:.1f}" width="{max(width, 0):.1f}" height="{height:.1f}"/>'


def _line(x1: float, y1: float, x2: float, y2: float, kind: str) -> str:
    return f'<line class="{kind}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'
