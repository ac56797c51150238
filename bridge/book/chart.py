"""Pure: bar charts as SVG, with words and numbers that a browser sets in its own font and a screen
reader says.
"""

from __future__ import annotations

from html import escape
from math import ceil, log10
from typing import TYPE_CHECKING, Final

from bridge.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH, HEIGHT = 1120, 440  #: of a picture, in its own units; it scales to the place it is put
_LEFT, _RIGHT, _TOP, _BOTTOM = 70, 20, 92, 80
#: contrast above 3 to 1 on white, and apart for the colour-blind; each bar has its letter besides
_COLOURS: Final = ("#0b6ba8", "#b8540a", "#00785a", "#8a4878")
_PIECES: Final = 5  #: into which the upright axis is cut, about


@dataclass(frozen=True, slots=True)
class Series:
    """The bars of one colour: one a month, None where there is nothing to measure."""

    letter: str  #: stands below each bar; empty when there is one series
    name: str  #: in the legend
    values: Sequence[float | None]


@dataclass(frozen=True, slots=True)
class Chart:
    """One picture."""

    title: str
    note: str  #: a line below the title; may be empty
    across: str  #: name of the axis along the foot
    up: str  #: name of the upright axis, with its unit
    places: Sequence[str]  #: what stands below each group of bars
    series: Sequence[Series]
    digits: int = 0  #: behind the point

    def number(self, value: float) -> str:
        """Return a value as it stands on its bar."""
        return f"{value:,.{self.digits}f}"


def svg(chart: Chart) -> str:
    """Return the picture. All numbers stand in its description, too."""
    step = _step(
        max((v for s in chart.series for v in s.values if v is not None), default=0), chart.digits
    )
    highest = step * max(
        1, ceil(max((v or 0 for s in chart.series for v in s.values), default=0) / step - 1e-9)
    )
    foot, scale = HEIGHT - _BOTTOM, (HEIGHT - _BOTTOM - _TOP) / highest
    group = (WIDTH - _LEFT - _RIGHT) / len(chart.places)
    bar = min(48.0, group * 0.88 / len(chart.series))
    drawn = [
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {WIDTH} {HEIGHT}"'
        f' width="{WIDTH}" height="{HEIGHT}" font-family="sans-serif" font-size="14" fill="#222">',
        f"<title>{escape(chart.title)}</title>\n<desc>{escape(told(chart))}</desc>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        _text(WIDTH / 2, 30, chart.title, size=20),
        _text(WIDTH / 2, 54, chart.note, size=13),
        _text(WIDTH / 2, HEIGHT - 12, chart.across),
        f'<g transform="translate(18 {(_TOP + foot) / 2:.0f}) rotate(-90)">{_text(0, 0, chart.up)}</g>',
    ]
    for n in range(round(highest / step) + 1):
        y = foot - n * step * scale
        drawn.append(
            f'<path d="M{_LEFT} {y:.1f}H{WIDTH - _RIGHT}" stroke="{"#222" if n == 0 else "#ddd"}"/>'
        )
        drawn.append(_text(_LEFT - 8, y + 5, chart.number(n * step), anchor="end"))
    for n, place in enumerate(chart.places):
        middle = _LEFT + group * (n + 0.5)
        drawn.append(_text(middle, foot + (40 if chart.series[0].letter else 22), place))
        for m, (series, colour) in enumerate(zip(chart.series, _COLOURS, strict=False)):
            x, value = middle + bar * (m - len(chart.series) / 2), series.values[n]
            top = foot - (value or 0) * scale
            drawn.append(_text(x + bar / 2, foot + 18, series.letter, size=12))
            said = "–" if value is None else chart.number(value)
            drawn.append(
                f'<rect x="{x + 1:.1f}" y="{top:.1f}" width="{bar - 2:.1f}" height="{foot - top:.1f}" fill="{colour}"/>'
            )
            drawn.append(_text(x + bar / 2, top - 5, said, size=12 if len(said) * 7 <= bar else 10))
    if len(chart.series) > 1:
        wide = [
            44 + sum(14 if c > "ÿ" else 8 for c in f"{s.letter} {s.name}") for s in chart.series
        ]
        x = (WIDTH - sum(wide)) / 2
        for series, colour, width in zip(chart.series, _COLOURS, wide, strict=False):
            drawn.append(f'<rect x="{x:.0f}" y="65" width="14" height="14" fill="{colour}"/>')
            drawn.append(_text(x + 20, 77, f"{series.letter} {series.name}", anchor="start"))
            x += width
    return "\n".join([*(line for line in drawn if line), "</svg>\n"])


def told(chart: Chart) -> str:
    """Return the numbers of the picture in words, those of nothing left out."""
    lines = [chart.note] if chart.note else []
    for series in chart.series:
        pairs = [
            f"{place} {chart.number(v)}"
            for place, v in zip(chart.places, series.values, strict=True)
            if v is not None
        ]
        lines.append(f"{series.name or chart.up}: {'、'.join(pairs) or 'なし'}")
    return "。".join(lines) + "。"


def _step(highest: float, digits: int) -> float:
    """Return by how much the lines of the upright axis are apart: 1, 2 or 5 times a power of ten,
    none finer than the numbers.
    """
    least = 10.0**-digits
    if highest <= least * _PIECES:
        return least
    power = 10.0 ** int(log10(highest / _PIECES) // 1)
    return max(least, next(m * power for m in (1, 2, 5, 10) if m * power * _PIECES >= highest))


def _text(x: float, y: float, words: str, *, size: int = 14, anchor: str = "middle") -> str:
    if not words:
        return ""
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}">{escape(words)}</text>'
