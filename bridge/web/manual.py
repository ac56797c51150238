"""Edge: the manual (手引き) as the desk serves it, and what a page's line of help is made of."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Final, NamedTuple

from markupsafe import Markup

PATH: Final = Path(__file__).with_name("manual.md")

#: headings of the manual to which a page's line of help leads
DECIDING: Final = "館長: 決裁する(5(1)、9(1))"
DRAFTING: Final = "投稿担当: 起案する"
BY_HAND: Final = "投稿担当: 手で投稿する"
AWAY: Final = "館長: 留守にするとき(事前確認、5(1))"
AFTERWARDS: Final = "投稿のあと(9(2))"
HURRY: Final = "急ぐとき(2)"
RETWEETS: Final = "リツイート(5(4))"
OFFICIAL: Final = "公式アカウント・なりすまし・迷惑行為(5(5)、7)"
CLOSED_DAYS: Final = "休館日(5(2))"
SETTINGS: Final = "館長: 設定を変える"
RECORD: Final = "記録を残す・数える・廃棄する"
BEGINNING: Final = "はじめに"
TROUBLE: Final = "困ったとき"


class Help(NamedTuple):
    """A page's line of help."""

    sentence: str  #: what the page is for
    heading: str  #: of the manual, which tells more


def anchor(heading: str) -> str:
    """Return the id of a heading: its words, all else as a hyphen."""
    return re.sub(r"\W+", "-", heading).strip("-")


@lru_cache(maxsize=1)
def manual() -> Markup:
    """Return the manual as HTML; it is our own file, and yet no HTML in it counts."""
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = reader.parse(PATH.read_text(encoding="utf-8"))
    for token, inside in pairwise(tokens):
        if token.type == "heading_open":
            token.attrSet("id", anchor(inside.content))
    return Markup(reader.renderer.render(tokens, reader.options, {}))  # noqa: S704 - see above


def headings() -> tuple[str, ...]:
    """Return the manual's headings of the second rank, in order."""
    return tuple(re.findall(r"^## (.+)$", PATH.read_text(encoding="utf-8"), flags=re.MULTILINE))
