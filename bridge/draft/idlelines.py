"""Pure: a page without the lines of which a post says nothing: a label and the file below it; in a
report the call that is over, which would be read as open (5(1)ア).
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bridge.draft.behind import LOOKS_BACK
from bridge.text.dates import mentions
from bridge.text.times import fold
from bridge.topics.builder import published_on

if TYPE_CHECKING:
    from datetime import date

    from bridge.model import Block, Page

#: a label, and behind it only what a file is called: アンケート用紙：(一般)(PDF) (児童)(PDF)
_ONLY_FILES: Final = re.compile(
    r"[^:：。\n]{2,16}[:：]\s*(?=.*(?:PDF|Word|Excel|ワード|エクセル))"
    r"(?:[(（\[]?(?:PDF|Word|Excel|ワード|エクセル)(?:ファイル|形式|版)?(?:[\s:：・/／,、]{0,2}[\d.,]+\s?[KMＫＭ]?[BＢ])?[)）\]]?"
    r"|[(（](?:[^()（）\d]{1,8}|\s?[\d.,]+\s?[KMＫＭ]?[BＢ])[)）]|(?:集計|調査|検討)?(?:結果|報告書|概要版?|本編|一覧|別紙)|[\s・、/／])+"
    r"|[^:：。\n]{2,16}[:：]\s*(?:別紙|別添|別表|添付)[^。:：]{0,12}",
    re.IGNORECASE,
)
#: below a picture, or an entry of a diary: おはなし会のようすです
_CAPTION: Final = re.compile(
    r"[(（▲↑↓△▼\s]*[^。、:：]{1,24}の(?:(?:ようす|様子)(?:です)?|写真です)[。)）\s]*"
    r"|posted by [^。]*"
)
#: where a form is to be found, on paper or on the page: 申込書(別添)を, 別紙の応募用紙に
_ATTACHED: Final = re.compile(
    r"\s?[(（]\s?(?:別[添紙表]|添付|裏面|下記|以下|このページ|様式\s?[第\d]?)"
    r"(?:\d|の?(?:様式|用紙|ファイル|資料|もの|とおり|通り)|(?:を|から|より)?(?:ご?参照|ダウンロード(?:できます)?))*\s?[)）]"
    r"|(?<![一-龠])(?:下記|次|以下|左記|右記)の?(?:住所|宛て?先|あて先|送り先|応募先|提出先)?(?:あて|宛て?)?(?:に|へ|まで)、?(?=郵送|お?送[りっ付]|ご?提出)"
    r"|(?<![一-龠])(?:別[添紙]|添付|裏面)の?\s?"
    r"(?=[「『]?[一-龠]{0,6}(?:申込|応募|申請|提出|推薦|参加|回答|意見)[一-龠]{0,3}(?:書|用紙|票|様式|フォーム))"
)
#: what one could take part in, and how
_CALL: Final = re.compile(
    r"(?:作品|参加者)?の?(?:募集|応募|公募|投票)(?:の?(?:期間|期限|締切|テーマ|方法|先|資格|部門|規定|対象|内容|場所|要項))"
    r"|対象(?:者|作品)?|(?:作品)?(?:形式|規格|サイズ|様式)|申込(?:み?(?:方法|期間|先|締切))?|テーマ"
)
_PERIOD: Final = re.compile(r"(?:募集|応募|公募|投票|受付|申込)(?:み)?の?(?:期間|期限|締切)")


def without_idle(page: Page, today: date) -> Page:
    """Return a page without such lines; its text, by which a draft is held, stays whole."""
    near = published_on(page, today) or today
    past = LOOKS_BACK.search(page.title) is not None and any(
        _is_over(line, near, today) for block in page.blocks for line in _lines(block)
    )
    blocks = [one for block in page.blocks if (one := _kept(block, past=past))]
    return replace(page, blocks=tuple(blocks)) if blocks != [*page.blocks] else page


def _kept(block: Block, *, past: bool) -> Block | None:
    """Return a block with the lines that are told; None where none is left."""
    if block.sort in ("heading", "row"):
        return block
    bare = tuple(_ATTACHED.sub("", line) for line in block.lines)
    if bare != block.lines and all(line.strip() for line in bare):
        block = replace(block, lines=bare)
    places = [n for n, line in enumerate(_lines(block)) if not _is_idle(line, past=past)]
    if len(places) == len(_lines(block)):
        return block
    if block.sort == "pair" or not places:
        return None
    loud = tuple(places.index(n) for n in block.loud if n in places)
    return replace(block, lines=tuple(block.lines[n] for n in places), loud=loud)


def _lines(block: Block) -> tuple[str, ...]:
    """Return the lines of a block, a pair as one."""
    if block.sort == "pair":
        return (f"{block.lines[0]}：{' '.join(block.lines[1:])}",)
    return block.lines


def _is_idle(line: str, *, past: bool) -> bool:
    flat = fold(line)
    if _ONLY_FILES.fullmatch(flat.strip()) or _CAPTION.fullmatch(flat):
        return True
    return past and _CALL.fullmatch(_label(flat)) is not None


def _label(flat: str) -> str:
    """Return the label of a line: ・対 象：市内の小学生, 募集期間 9月1日から."""
    head = re.match(r"\W*(?P<label>[^:。\d]{2,10}?)\s*(?::|\s(?=\S{3}))", flat)
    return re.sub(r"\s", "", head["label"]) if head else ""


def _is_over(line: str, near: date, today: date) -> bool:
    """Whether a line says until when one could take part, and that is over."""
    flat = fold(line)
    days = [one.date for one in mentions(flat, near) if one.date]
    return bool(_PERIOD.fullmatch(_label(flat)) and days and max(days) < today)
