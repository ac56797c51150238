"""Pure: bar charts as SVG and as PNG, with words and numbers that a browser sets in its own font
and a screen reader says.
"""

from __future__ import annotations

from html import escape
from io import BytesIO
from math import ceil, log10
from typing import TYPE_CHECKING, Final, TypeAlias

from bridge.book import FONT
from bridge.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WIDTH, HEIGHT = 1120, 440  #: of a picture, in its own units; it scales to the place it is put
SCALE: Final = 2  #: points of a PNG to a unit
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


@dataclass(frozen=True, slots=True)
class _Box:
    """A filled box."""

    x: float
    y: float
    width: float
    height: float
    fill: str


@dataclass(frozen=True, slots=True)
class _GridLine:
    """A line across."""

    x: float
    y: float
    width: float
    stroke: str


@dataclass(frozen=True, slots=True)
class _Lettering:
    """Words on their foot line."""

    x: float
    y: float
    words: str
    size: int = 14
    anchor: str = "middle"
    upright: bool = False  #: turned by a quarter, read from below


_ChartMark: TypeAlias = _Box | _GridLine | _Lettering


def svg(chart: Chart) -> str:
    """Return the picture as SVG. All numbers stand in its description, too."""
    drawn = [
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {WIDTH} {HEIGHT}"'
        f' width="{WIDTH}" height="{HEIGHT}" font-family="sans-serif" font-size="14" fill="#222">',
        f"<title>{escape(chart.title)}</title>\n<desc>{escape(told(chart))}</desc>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
    ]
    for shape in _shapes(chart):
        if isinstance(shape, _Lettering):
            drawn.append(_text(shape))
        elif isinstance(shape, _GridLine):
            drawn.append(
                f'<path d="M{shape.x:g} {shape.y:.1f}H{shape.x + shape.width:g}" '
                f'stroke="{shape.stroke}"/>'
            )
        else:
            drawn.append(
                f'<rect x="{shape.x:.1f}" y="{shape.y:.1f}" width="{shape.width:.1f}" '
                f'height="{shape.height:.1f}" fill="{shape.fill}"/>'
            )
    return "\n".join([*drawn, "</svg>\n"])


def png(chart: Chart) -> bytes:
    """Return the same picture as PNG, twice as large as its units, for documents that take no
    SVG.
    """
    from PIL import Image, ImageDraw, ImageFont, PngImagePlugin

    image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), "#fff")
    pen = ImageDraw.Draw(image)
    for shape in _shapes(chart):
        if not isinstance(shape, _Lettering):
            left, top = shape.x * SCALE, shape.y * SCALE
            right, height = left + shape.width * SCALE, 1.0
            if isinstance(shape, _Box):
                height = shape.height * SCALE
            if height >= 1:
                fill = shape.fill if isinstance(shape, _Box) else shape.stroke
                pen.rectangle([left, top, right - 1, top + height - 1], fill=fill)
            continue
        font = ImageFont.truetype(str(FONT), shape.size * SCALE)
        at = {"middle": "ms", "start": "ls", "end": "rs"}[shape.anchor]
        if not shape.upright:
            pen.text((shape.x * SCALE, shape.y * SCALE), shape.words, "#222", font, anchor=at)
            continue
        left, top, right, bottom = font.getbbox(shape.words)
        side = Image.new("RGB", (int(right - left), int(bottom - top)), "#fff")
        ImageDraw.Draw(side).text((-left, -top), shape.words, "#222", font)
        turned = side.rotate(90, expand=True)
        middle = int(shape.y * SCALE - turned.height / 2)
        image.paste(turned, (int(shape.x * SCALE - turned.width / 2), middle))
    about = PngImagePlugin.PngInfo()
    about.add_itxt("Title", chart.title)
    about.add_itxt("Description", told(chart))
    out = BytesIO()
    image.save(out, "PNG", optimize=True, pnginfo=about)
    return out.getvalue()


def _shapes(chart: Chart) -> Iterator[_ChartMark]:
    """Yield what the picture is made of, in the order in which it is drawn."""
    step = _step(
        max((v for s in chart.series for v in s.values if v is not None), default=0), chart.digits
    )
    highest = step * max(
        1, ceil(max((v or 0 for s in chart.series for v in s.values), default=0) / step - 1e-9)
    )
    foot, scale = HEIGHT - _BOTTOM, (HEIGHT - _BOTTOM - _TOP) / highest
    yield _Lettering(WIDTH / 2, 30, chart.title, 20)
    if chart.note:
        yield _Lettering(WIDTH / 2, 54, chart.note, 13)
    yield _Lettering(WIDTH / 2, HEIGHT - 12, chart.across)
    yield _Lettering(18, (_TOP + foot) / 2, chart.up, upright=True)
    for n in range(round(highest / step) + 1):
        y = foot - n * step * scale
        yield _GridLine(_LEFT, y, WIDTH - _RIGHT - _LEFT, "#ddd" if n else "#222")
        yield _Lettering(_LEFT - 8, y + 5, chart.number(n * step), anchor="end")
    yield from _bars(chart, foot, scale)
    if len(chart.series) > 1:
        yield from _legend(chart)


def _bars(chart: Chart, foot: int, scale: float) -> Iterator[_ChartMark]:
    group = (WIDTH - _LEFT - _RIGHT) / len(chart.places)
    bar = min(48.0, group * 0.88 / len(chart.series))
    for n, place in enumerate(chart.places):
        middle = _LEFT + group * (n + 0.5)
        yield _Lettering(middle, foot + (40 if chart.series[0].letter else 22), place)
        for m, (series, colour) in enumerate(zip(chart.series, _COLOURS, strict=False)):
            x, value = middle + bar * (m - len(chart.series) / 2), series.values[n]
            top = foot - (value or 0) * scale
            if series.letter:
                yield _Lettering(x + bar / 2, foot + 18, series.letter, 12)
            label = "–" if value is None else chart.number(value)
            yield _Box(x=x + 1, y=top, width=bar - 2, height=foot - top, fill=colour)
            yield _Lettering(x + bar / 2, top - 5, label, 12 if len(label) * 7 <= bar else 10)


def _legend(chart: Chart) -> Iterator[_ChartMark]:
    wide = [44 + sum(14 if c > "ÿ" else 8 for c in f"{s.letter} {s.name}") for s in chart.series]
    x = (WIDTH - sum(wide)) / 2
    for series, colour, width in zip(chart.series, _COLOURS, wide, strict=False):
        yield _Box(x=x, y=65, width=14, height=14, fill=colour)
        yield _Lettering(x + 20, 77, f"{series.letter} {series.name}", anchor="start")
        x += width


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


def _text(shape: _Lettering) -> str:
    if shape.upright:
        inner = _text(_Lettering(x=0, y=0, words=shape.words, size=shape.size, anchor=shape.anchor))
        return f'<g transform="translate({shape.x:g} {shape.y:.0f}) rotate(-90)">{inner}</g>'
    return (
        f'<text x="{shape.x:.1f}" y="{shape.y:.1f}" font-size="{shape.size}"'
        f' text-anchor="{shape.anchor}">{escape(shape.words)}</text>'
    )
