"""Pure: the text of an urgent notice (section 2), from a short form and the library's own
sentences.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bridge import urls
from bridge.errors import UsageRefused

if TYPE_CHECKING:
    from collections.abc import Mapping

#: 5(1)イ: where else citizens are told
ORIGIN: Final = "緊急のお知らせ(2)。館内の掲示、ホームページと同じ内容"


def urgent_text(
    forms: Mapping[str, str],
    case: str,
    *,
    place: str,
    when: str,
    why: str = "",
    more: str = "",
    link: str = "",
) -> str:
    """Return the text: heading, sentence, what is added, the page's address, a line each.

    `forms` are [urgent] of feeds.toml. Raises UsageRefused when the case is not there, place or
    time is missing, or the link is no http(s) address.
    """
    if case not in forms:
        raise UsageRefused("urgent.no_form", allowed=tuple(forms))
    if not (place.strip() and when.strip()):
        raise UsageRefused("urgent.no_place")
    if link.strip() and not urls.is_sound(link.strip()):
        raise UsageRefused("urgent.link_unfit")
    text = forms[case].format(
        place=place.strip(), when=_with(when, "、"), why=_with(why, "のため、")
    )
    return "\n".join(part for part in (f"【{case}】", text, more.strip(), link.strip()) if part)


def _with(text: str, end: str) -> str:
    return f"{text.strip().removesuffix('、').removesuffix('のため')}{end}" if text.strip() else ""
