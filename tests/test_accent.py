"""The library's own colour: what can be read is taken, what cannot is answered with the nearest
that can.
"""

from __future__ import annotations

import re

import pytest

from bridge.accent import NAMED, NIGHT, PAPER, TEXT, WHITE, accent, contrast, fault


def test_contrast_is_that_of_wcag() -> None:
    """Black on white is 21, a colour on itself 1, the middle grey of WCAG's examples 4.48."""
    assert contrast("#000000", WHITE) == pytest.approx(21)
    assert contrast("#123456", "#123456") == 1
    assert contrast("#777777", WHITE) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("color", [*NAMED, "#006173", "#8a1c4b", "#0B5A8A"])
def test_each_shade_can_be_read_where_it_stands(color: str) -> None:
    """Text and white letters in the light, text and dark letters in the dark, each on page, source
    and chosen row.
    """
    assert fault(color) is None
    shades = accent(color)
    for ground in (WHITE, PAPER, shades.chosen):
        assert contrast(shades.base, ground) >= TEXT
        assert contrast("#1a1a1a", ground) >= TEXT
    for ground in (NIGHT, "#242424", shades.dark_chosen):
        assert contrast(shades.dark_base, ground) >= TEXT
        assert contrast("#f2f2f2", ground) >= TEXT
    assert contrast(shades.pointed, WHITE) > contrast(shades.base, WHITE)
    assert contrast(shades.dark_base, NIGHT) >= 7


@pytest.mark.parametrize("color", ["#00a0c0", "#ffd43d", "#ffffff"])
def test_one_that_cannot_be_read_is_answered_with_its_ratio_and_the_nearest_darker_value(
    color: str,
) -> None:
    """The value offered is sound, and no lighter one of the same mix is."""
    what, allowed = fault(color).words()
    ratio = re.search(r"比 (\d+\.\d)", what)
    offered = re.search("#[0-9a-f]{6}", allowed)
    assert offered is not None
    assert fault(offered[0]) is None
    assert ratio is not None
    assert float(ratio[1]) < TEXT
    assert min(contrast(offered[0], ground) for ground in (WHITE, PAPER)) < TEXT + 0.3


@pytest.mark.parametrize("color", ["", "青", "006173", "#06173", "#0061733", "red", "#00617g"])
def test_what_is_no_colour_says_how_one_is_written(color: str) -> None:
    """A name of the five, or # and six digits."""
    what, allowed = fault(color).words()
    assert what
    assert "浅葱" in allowed
    with pytest.raises(ValueError, match=f"^{re.escape(color)}$"):
        accent(color)
