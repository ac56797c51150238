"""Pure: what stands on a page and tells nothing beside the title, which a post has above it: that
it is announced, the title over again, and a labelled line of which only a file or a link is told.

Such a line takes the place of the news (5(3)イ). Cannot see that a plain word is a file's name.
"""

from __future__ import annotations

import re
from typing import Final

from bridge.draft.subject import pairs
from bridge.text.clean import bigrams, folded
from bridge.text.times import fold

#: 設備の入替えについてお知らせします, 料金改定のご案内です
_ANNOUNCES: Final = re.compile(
    r"[^。、がは]*(?:"
    r"(?:について|につきまして|に関して)(?:は|の)*、?(?:(?:次|以下|下記)の(?:とおり|通り)、?)?(?:[^。、はがを]{0,16}を)?"
    r"(?:お知らせ|おしらせ|ご?案内|お伝え|ご?紹介|ご?報告)|を(?:お知らせ|おしらせ|お伝え|ご報告)|の(?:お知らせ|おしらせ|ご案内))"
    r"(?:(?:いたし|致し|し)(?:ます|ました)|(?:申し|もうし)[上あ]げます|です)[。!！]?"
    r"|[^。、がは]*(?:について|につきまして|に関して)、?(?:お?願い|お知らせ)が(?:あり|ござい)ます[。!！]?"
)
#: 今年も俳句コンクールを開催します！
_HELD: Final = re.compile(
    r"(?:(?:今年度?|本年度?|ことし|今回|今月)も、?|このたび、?)(?P<what>[^。、はがも\d「『]{2,30})を"
    r"(?:(?:開催|実施|募集)(?:し|いたし|致し)|行い|おこない|開き|ひらき)ます[。!！♪☆★\s]*"
)
#: what only this page names: another day, thing or house than the title does
_NEW: Final = re.compile(r"\d|[「『][^」』]*[」』]")
_HOUSE: Final = re.compile(r"[一-龠々ァ-ヶーA-Za-z]{1,10}(?:図書館|分館|本館|センター|[館室号])")
SAME: Final = 0.8  #: share of the pairs of letters of two lines by which one is the other
_FRAME: Final = re.compile(
    r"【(?:重要|注意|更新|お知らせ)】|[(（][^()（）]*更新[)）]"
    r"|(?:の|に関する)?(?:お知らせ|おしらせ|ご?案内)|につ(?:いて|きまして)|[\W_]"
)
#: of a file, or a link, and not of what is in it
_FILE: Final = re.compile(
    r"[(（\[【]?\s?(?:PDF|Word|Excel|ワード|エクセル|ZIP|JPE?G|CSV)(?:ファイル|形式|版)?\s?"
    r"(?:[:：/／,、]\s?)?(?:[\d.,]+\s?[KMk]?B)?\s?[)）\]】]?",
    re.IGNORECASE,
)
#: what is left of such a value when its file's mark is gone
_POINTS: Final = re.compile(
    r"(?:こちら|ここ|下記|以下|上記|別紙|別添|別表|添付|[下上左右次](?=の)|ページ|サイト|ファイル|リンク|ボタン|バナー|画像|図|写真"
    r"|一覧表?|資料\d?|ダウンロード|クリック|ちらし|チラシ|ポスター|様式|集計結果|参照|詳細|詳しく|くわしく|表示|開[くき]ます?|掲載"
    r"|ご?(?:覧|らん|確認)|とおり|通り|から|より|まで|して|ください|下さい|です|します"
    r"|[のをはへにと\s()（）,、。・:：/／…→⇒])+"
)
#: one of them points for sure: 写真 may be what is shown
_SURELY: Final = re.compile(
    r"こちら|ここ|下記|以下|上記|別紙|別添|別表|添付|[下上左右次]の|ファイル|リンク|ダウンロード|クリック|参照|ご覧|ごらん|確認"
)
#: (一般)(PDF) (児童)(PDF): files by their names alone
_NAMES: Final = re.compile(r"[^。はがをにで\d]{0,24}")


#: of what a notice is, in whatever clauses: 不審な電話について、ご注意をお知らせします
_TELLS_OF: Final = re.compile(
    r"(?!.*\d)[^。]*(?:について|につきまして|に関して)(?:は|の)*、?[^。、]{0,20}"
    r"(?:お知らせ|おしらせ|ご?案内)(?:いたし|致し|し)ます[。!！]?"
)
#: what somebody else said, and no word of who
_QUOTE: Final = re.compile(r"[「『][^「」『』]*[」』](?:など|と|等)?[。、]?")


def tells_of(sentence: str) -> bool:
    """Whether a sentence says what a notice is about, and nothing of it."""
    return _TELLS_OF.fullmatch(fold(sentence).strip()) is not None


def is_quote(sentence: str) -> bool:
    """Whether a sentence is what somebody else said, by itself."""
    return _QUOTE.fullmatch(sentence.strip()) is not None


def hollow(sentence: str, title: str) -> bool:
    """Whether a sentence announces what its title names, and tells no more of it, or is the title
    over again.
    """
    flat = fold(sentence).strip()
    if repeats(flat, title):
        return True
    if not _ANNOUNCES.fullmatch(flat) or not pairs(flat) & pairs(title):
        return False
    names = (*_NEW.findall(flat), *_HOUSE.findall(flat))
    return all(folded(name) in folded(title) for name in names)


def says_again(sentence: str, title: str) -> bool:
    """Return whether a sentence says of what its title names that it is held, and no more."""
    match = _HELD.fullmatch(fold(sentence).strip())
    mine = pairs(match["what"]) if match else frozenset()
    return bool(mine) and len(mine & pairs(title)) >= SAME * len(mine)


def repeats(line: str, title: str) -> bool:
    """Whether a line is the title over again, in whatever brackets."""
    mine, its = (_core(fold(one)) for one in (line, title))
    if not mine or not its or "。" in line:
        return mine == its != ""
    one, other = (bigrams(text) or {text} for text in (mine, its))
    same = len(one & other)
    return same >= SAME * len(one) and same >= SAME * len(other)


def _core(text: str) -> str:
    return _FRAME.sub("", text)


def points_only(value: str) -> bool:
    """Whether a labelled value is a file or a link and no more: こちら(PDF), 別紙のとおり,
    (一般)(PDF) (児童)(PDF).
    """
    flat = fold(value).strip()
    bare = _FILE.sub("", flat)
    if not bare.strip() or (_POINTS.fullmatch(bare) and (bare != flat or _SURELY.search(bare))):
        return True
    return bare != flat and _NAMES.fullmatch(bare) is not None
