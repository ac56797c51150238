"""Edge: the manual (手引き) as the desk serves it, and each page's line of help with its place in
it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Final

from markupsafe import Markup

PATH: Final = Path(__file__).with_name("manual.md")

_DECIDE, _WRITE, _BY_HAND = (
    "館長: 決裁する(5(1)、9(1))",
    "投稿担当: 起案する",
    "投稿担当: 手で投稿する",
)
_AWAY, _AFTER, _HURRY = "館長: 留守にするとき(事前確認、5(1))", "投稿のあと(9(2))", "急ぐとき(2)"
_TROUBLE, _BEGIN, _CLOSED = "困ったとき", "はじめに", "休館日(5(2))"
_SETTINGS, _RECORD = "館長: 設定を変える", "記録を残す・数える・廃棄する"
#: endpoint → what the page is for, and the heading of the manual that tells more
HELP: Final = {
    "queue.waiting": ("投稿してよいかを、一つずつ決める画面です。", _DECIDE),
    "queue.several": ("文を並べて読み、一度に決める画面です。", _DECIDE),
    "queue.return_form": ("理由を付けて、起案した人に戻す画面です。", _DECIDE),
    "queue.reject_form": ("理由を付けて、投稿しないと決める画面です。", _DECIDE),
    "drafts.one": ("一つの起案の、文、元のページ、経過を見る画面です。", _DECIDE),
    "drafts.listing": ("差し戻されたものや、保留のものを見て、直す画面です。", _WRITE),
    "drafts.new": ("お知らせを自分で書いて、決裁に出す画面です。", _WRITE),
    "drafts.edit_form": ("文を直して、もう一度決裁に出す画面です。", _WRITE),
    "drafts.correct_form": ("投稿したものの訂正・追記・削除を、決裁に出す画面です。", _AFTER),
    "sources.page": ("ホームページから何を見つけたかを見る画面です。", _WRITE),
    "sources.new": ("お知らせを取りに行く先を加える画面です。", _WRITE),
    "retweets.form": ("公的機関の投稿を、リツイートの決裁に出す画面です。", "リツイート(5(4))"),
    "times.planned": ("いつ何が投稿されるかを、一週間で見る画面です。", _DECIDE),
    "times.form": ("いつ投稿するかを決める画面です。", _DECIDE),
    "posts.by_hand": ("決裁された文を、人がXへ投稿する画面です。", _BY_HAND),
    "posts.taken": ("引き受けた文をXへ投稿し、記録する画面です。", _BY_HAND),
    "posts.checks": ("投稿したものを、二人がそれぞれ確かめる画面です。", _AFTER),
    "posts.listing": ("投稿したものを探す画面です。", _AFTER),
    "urgent.form": ("臨時休館などを、短い項目から知らせる画面です。", _HURRY),
    "urgent.stop_form": ("予定されている投稿を、すべて止める画面です。", _HURRY),
    "office.confirmations": ("館長が留守のあいだ、任せる範囲を決める画面です。", _AWAY),
    "office.people": ("この画面を使う人と、その役割を決める画面です。", _BEGIN),
    "office.workload": ("一人の手もとに残っているものを見て、ほかの人に引き継ぐ画面です。", _BEGIN),
    "office.calendar": ("開館日と休館日、その日の投稿を見る画面です。", _CLOSED),
    "official.page": (
        "公式アカウントの掲載、なりすまし、迷惑行為を扱う画面です。",
        "公式アカウント・なりすまし・迷惑行為(5(5)、7)",
    ),
    "office.journal": ("だれが何をしたかを探す画面です。", _TROUBLE),
    "archive.figures": ("一年の投稿の数、かかった時間、指摘の数を見る画面です。", _RECORD),
    "archive.copies": ("記録の控えがいつ作られ、使えるかを見る画面です。", _RECORD),
    "archive.disposal": ("保存年限を過ぎた文を廃棄する画面です。", _RECORD),
    "archive.years": ("一年の記録を書き出す画面です。", _RECORD),
    "settings.page": ("いまの設定を見る画面です。", _SETTINGS),
    "settings.form": ("何が変わるかを確かめてから、設定を変える画面です。", _SETTINGS),
    "auth.account": ("自分の画面とパスワードを変える画面です。", _BEGIN),
    "second.page": ("パスワードのほかに、端末でも確かめる登録をする画面です。", _BEGIN),
    "auth.login": ("登録された人が入る画面です。", _BEGIN),
}


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
