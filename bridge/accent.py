"""Pure: the library's own colour on the desk, and whether it can be read (WCAG 2.2, 1.4.3 and
1.4.11).

Named colours are values of the design tokens of デジタル庁 (bridge/web/static/tokens.css says
which); a value of the library's own gets its shades by mixing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from bridge.sayings import Refusal

WHITE: Final = "#ffffff"
PAPER: Final = "#f2f2f2"  #: ground of the source's column and of what is pointed at
NIGHT: Final = "#1a1a1a"  #: ground in the dark
TEXT: Final = 4.5  #: contrast that WCAG asks of text
IN_THE_DARK: Final = 7.0  #: contrast of the light shade; a thin line on black asks for more
_HEX: Final = re.compile("#[0-9a-fA-F]{6}")


@dataclass(frozen=True, slots=True)
class Accent:
    """The shades of one colour, each a hex value."""

    base: str  #: what acts and where one is
    pointed: str  #: the same, pointed at
    chosen: str  #: ground of a chosen row
    dark_base: str  #: the same three in the dark
    dark_pointed: str
    dark_chosen: str


NAMED: Final = {
    "浅葱": Accent(
        base="#006173",
        pointed="#004c59",
        chosen="#e9f7f9",
        dark_base="#79e2f2",
        dark_pointed="#c8f8ff",
        dark_chosen="#0f3238",
    ),
    "藍": Accent(
        base="#00428c",
        pointed="#00316a",
        chosen="#f0f9ff",
        dark_base="#97d3ff",
        dark_pointed="#dcf0ff",
        dark_chosen="#162a44",
    ),
    "常磐": Accent(
        base="#115a36",
        pointed="#0c472a",
        chosen="#e6f5ec",
        dark_base="#71c598",
        dark_pointed="#c2e5d1",
        dark_chosen="#12301f",
    ),
    "江戸紫": Accent(
        base="#5109ad",
        pointed="#41048e",
        chosen="#f1eafa",
        dark_base="#cda6ff",
        dark_pointed="#ecddff",
        dark_chosen="#2c1b46",
    ),
    "墨": Accent(
        base="#333333",
        pointed="#1a1a1a",
        chosen="#e6e6e6",
        dark_base="#cccccc",
        dark_pointed="#f2f2f2",
        dark_chosen="#333333",
    ),
}
DEFAULT: Final = "浅葱"


def accent(color: str) -> Accent:
    """Return the shades of a name of NAMED or of "#rrggbb"; raises ValueError for anything else."""
    if color in NAMED:
        return NAMED[color]
    if not _HEX.fullmatch(color):
        raise ValueError(color)
    base, light = color.lower(), _until(color, WHITE, IN_THE_DARK, (NIGHT,))
    return Accent(
        base=base,
        pointed=_mix(base, "#000000", 0.2),
        chosen=_mix(base, WHITE, 0.92),
        dark_base=light,
        dark_pointed=_mix(light, WHITE, 0.6),
        dark_chosen=_mix(NIGHT, light, 0.15),
    )


def fault(color: str) -> Refusal | None:
    """Return what is wrong with a value of [desk] color, with what is allowed; None = nothing.

    A colour that cannot be read on white and on the source's ground, or under white letters, is
    answered with its ratio and the nearest darker value that can.
    """
    names = tuple(NAMED)
    try:
        base = accent(color).base
    except ValueError:
        return Refusal("value.no_color", names=names)
    ratio = min(contrast(base, ground) for ground in (WHITE, PAPER))
    if ratio >= TEXT:
        return None
    nearest = _until(base, "#000000", TEXT, (WHITE, PAPER))
    return Refusal("value.pale_color", ratio=ratio, nearest=nearest, names=names)


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two hex colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(color: str) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (value / 255 for value in _parts(color))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _until(color: str, towards: str, ratio: float, grounds: tuple[str, ...]) -> str:
    """Return the first mix of `color` with `towards` that reaches `ratio` on every ground."""
    mixes = (_mix(color, towards, step / 100) for step in range(101))
    return next(mix for mix in mixes if min(contrast(mix, ground) for ground in grounds) >= ratio)


def _mix(one: str, other: str, share: float) -> str:
    """Return `one` with `share` of `other` in it."""
    return "#" + "".join(
        f"{round(a + (b - a) * share):02x}" for a, b in zip(_parts(one), _parts(other), strict=True)
    )


def _parts(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)
