"""Pure: what of a page's lines no draft needs: furniture, what is over, telephone numbers, names of
clerks (11).

What stands around an article on Japanese sites (crumbs, share and size words, paging, contact and
comment boxes), a letter's head and what is over are left out, as are telephone numbers and mail
addresses.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from bridge.text.times import fold

#: lines drawn with letters: ┌──┐ │ │
FRAME: Final = dict.fromkeys(range(0x2500, 0x2580), " ")
HEAD: Final = (
    r"^\s*(?:[■◆◇●○〇◎□▼▽△▲★☆・※*＊•▪►▶➤✿❀♪-]|[①-⑳]|\(\d{1,2}\)|\d{1,2}\s*[.．、,"
    r")](?!\d(?!\d?月\s*\d))|\d{1,2}\s+(?=[一-龠ぁ-んァ-ヶ])(?!月\s?\d)){0,6}\s*"
)
PROSE: Final = 20  #: characters of a line that may be a sentence of the article
_ENDED: Final = re.compile(r"(?:です|ます|ました|ません|ください|でした|ませんか)。")
#: what a page says of itself
_ON_PAGES: Final = re.compile(
    r"Adobe|Acrobat|PDF|このページ|本?ページ(?:の|を|は|に)|この記事|ブラウザ|JavaScript|著作権|転載|"
    r"別ウイ?ン|アイコン|サイトマップ|クリック|こちら|更新日|ホームページの|リンク|ご意見|問い?合わ?せ",
    re.IGNORECASE,
)
FURNITURE: Final = re.compile(
    r"^[\s─-▟*＊=＝~-]+$|^(?:お知らせ)?[(\[]?(?:19|20)\d\d\s?[./年]?\s?\d{1,2}\s?[./月]\s?\d{1,2}日?[)\]]?$|^(?:現在(?:の)?(?:位置|地)|(?:ホーム|トップ|HOME|TOP)\s*[→>/]|[RHS令平]?\S{0,2}\d{1,4}[./年]\s?\d{1,2}[./月]\s?\d{1,2}日?\s*(?:更新|掲載|現在|作成)$|参照数|カテゴリー?\s*:|投稿日時|投稿者|[▲△↑]\s*[^。\d]{0,14}へ$|▲?\s*ページの先頭|\S{1,10}いちらんへ$|トップページ|ホーム$|ページ番号|(?:最終)?更新日|(?:最終更新|公開|掲載|登録|投稿|作成)(?:日時?)?\s*[:\d令平]|印刷|ページの?(?:先頭|トップ)"
    r"|[<>«»≪≫←→\s]*(?:前|次)の?(?:記事|ページ|お知らせ|投稿|へ)|前へ|次へ|一覧(?:へ|に|を見る)?|戻る|もどる|続きを読む|もっと見る|閉じる|文字の?(?:サイズ|大きさ)|背景|配色|シェア|ツイート|ポストする"
    r"|twitter|facebook|LINE|Instagram|いいね|このページ|[<＜>]?この記事(?:について|に関する|を書いた)|[<>＜＞]$|PDFファイル|Adobe|本文へ|メニュー|検索(?!機|端末|コーナー|用)|サイトマップ|RSS|コメント|\d+\s*件のコメント|関連(?:リンク|情報|記事|ファイル)|カテゴリ|タグ|アーカイブ"
    r"|各\s*位|記$|以上$|敬具|拝啓|公印省略|(?:年間)?カレンダー$|公式LINE|Copyright|©|\(C\)|"
    r"All Rights|(?:ログイン|パスワード)(?!の?(?:発行|変更|登録))|"
    r"閲覧数|アクセス数|ダウンロード|添付|トラックバック|"
    r"お気に入り|QRコード|音声で読み上げ|Language|English$)"
    r"|^(?:テキスト)?[大中小標準拡縮特\s]+$|記事(?:番号|ID)\s*[:：]?\s*[\w-]+$|ページトップ|文字のサイズ|ページ番号.*更新日|^[\[(]?(?:発信|公開|掲載|更新)日|^\d{4}[./年]\s*\d{1,2}[./月]\s*\d{1,2}日?\s*(?:\(?[月火水木金土日A-Za-z]{0,3}\)?)?$"
    r"|(?:館長|市長|町長|村長|区長|教育長|課長)\s*(?:[(（]|(?!賞)[一-龠]{1,4}\s|$)|\((?:PDF|Word|Excel|ワード|エクセル)[^)]{0,20}\)|\.pdf|二次元コード|QRコード|\s>\s|^[^<>]+>[^<>]+>[^<>]+$|^ここから(?:本文|グローバル|サイト|メイン|ナビ|ヘッダ|フッタ)|(?:メニュー|ナビ|案内|ヘッダー?|フッター?)ここまで(?:です)?。?$|^テーマ\s*[:：].*ジャンル|^\s*[|/>\s]+$|鄭重声明|著作権は|無断転載"
    r"|^[A-Za-z][A-Za-z\s&/-]{0,30}$|公開日\s*:|[♡♥]\s?\d"
    r"|\s(?:19|20)\d\d[./年]\d{1,2}[./月]\d{1,2}日?\s*更新$",
    re.IGNORECASE,
)
PAST: Final = re.compile(
    r"^\W*(?:(?:令和|平成)\s*[\d元]+年度?の?[^。]{0,8}(?:記録|報告書?|の様子)$|過去の|これまでの|終了した|以前の|前回の|昨年度?の|開催済み?|アーカイブ|終了(?:しました|イベント|済))"
)
DIGRESSION: Final = re.compile(
    r"^\W*.{2,20}(?:とは|って何|について知る)\W*$|^\W*(?:豆知識|コラム|ちなみに)"
    r"|^\W*(?:近くの|周辺の|ほかの)(?:イベント|催し|スポット)(?:一覧)?\W*$"
    r"|^\W*(?:人気の?|おすすめの?|最新の?|新着|よく読まれている)(?:記事|ニュース|ページ|コンテンツ)(?:ランキング)?(?:一覧)?\W*$"
    r"|^\W*関連(?:する)?(?:記事|ニュース|スポット)(?:一覧)?\W*$|^\W*あわせて読みたい\W*$"
)
#: the heads of whom to ask, and of other news: nothing below is of the page's own thing
CONTACT: Final = re.compile(
    r"\W*(?:ほか|他|その他|このほか|最近|新しい)の?(?:お知らせ|おしらせ|ニュース|記事)(?:一覧)?\W*$|"
    r"^\W*(?:この(?:ページ|記事)に関する)?(?:お)?問い?合わ?せ(?:先|窓口)?\W*$"
)

_PHONE: Final = re.compile(
    r"\((?:電話|TEL|FAX|☎|℡|内線)?(?:番号)?\s*[:.]?\s*0\d{1,4}[-ー・･.() "
    r"]{1,3}\d{1,4}[-ー・･.() ]{1,3}\d{3,4}[^()]{0,14}\)"
    r"|(?:(?:ファク[シス]ミリ|ファックス|FAX|ファクス|TEL|☎|℡|内線)\s*[:.]?\s*)?\(?(?<!\d)"
    r"0\d{1,4}\)?[-ー・･.() ]{1,3}\d{1,4}[-ー・･.() ]{1,3}\d{3,4}(?!\d)(?:\s*[(（]内線.{1,"
    r"8}[)）])?"
    r"|(?:電話|TEL|FAX|☎|℡|内線)\s*[:.]?\s*[\d-]{4,}",
    re.IGNORECASE,
)
#: behind which a telephone is one way of several
_OR: Final = re.compile(r"(?:または|又は|もしくは|あるいは|[かや・、])\s*$")
_MAIL: Final = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}\s?[@＠]\s?[\w-]{1,63}(?:\.\w{1,63}){1,8}|https?://\S+"
)
_PERHAPS_MAIL: Final = re.compile("[@＠]|://")
_HOLLOW: Final = re.compile(
    r"[(（]\s*(?:電話|TEL|Tel|☎|℡|FAX|メール|Eメール|問合せ先?|連絡先)?\s*[:：]?\s*[)）]"
)
ENDS: Final = re.compile(r"(?<=[。!?！？])")
#: who answers the telephone: a name behind 担当, not an office
_CLERK: Final = re.compile(
    r"担当\s?[:：]?\s?(?![一-龠々]{0,6}(?:課|係|室|館|者|部|局))[一-龠々]{2,6}(?: "
    r"[一-龠々]{1,4})?(?:まで|へ)?"
)
RUBY: Final = re.compile(r"(?<=[一-龠々〆ヶ])[(（][ぁ-んー・\s]{1,14}[)）]")


#: what a system of pages puts behind its links: 申込フォーム<外部リンク>
_WINDOW: Final = re.compile(
    r"[<(\[]\s*(?:外部(?:リンク|サイト)|別(?:ウィンドウ|ウインドウ|画面|タブ)|新しい(?:ウィンドウ|ウインドウ|画面|タブ))[^<>()\[\]]{0,12}[>)\]]"
)
_PERHAPS_WINDOW: Final = re.compile("外部|別|新しい")
#: a wave dash between two days that an old encoding lost: 6月22日(水)? 11月30日(水)
_LOST: Final = re.compile(
    r"(?<=[日)])\s?\?(?=\s?(?:(?:20\d\d|令和\s?\d{1,2})年\s?)?\d{1,2}月\s?\d{1,2}日)"
)
#: 午後5時30分開場 6時開演: the half of the day holds for what comes behind
_HALF: Final = re.compile(
    r"(?P<half>午[前後])(?P<first>\d{1,2}(?::\d\d|時(?:\d{1,2}分|半)?)\s?(?:開場|受付|集合))[\s、・/]+"
    r"(?=\d{1,2}(?::\d\d|時))"
)
#: when something was added, before it: (11月24日 10時20分追記), 11月29日(日)9:30更新：
ADDED: Final = re.compile(
    r"[^\w(]*\(?(?:\d{1,2}月\d{1,2}日|\d{1,2}/\d{1,2})\s?(?:\([月火水木金土日](?:・祝)?\))?\s?"
    r"(?:(?:午[前後])?\d{1,2}(?:時(?:\d{1,2}分|半)?|:\d\d)(?:現在)?)?\s?(?:に?追記|続報)\)?\s?[:：]?\s?(?=\S{6})"
)
#: a blank within a word of two letters, or within a month, that only sets it wider: 返 却, 1 月
_WIDE: Final = re.compile(
    r"^(?P<one>[一-龠]) (?P<two>[一-龠])(?= |:|$)"
    r"|(?<![\d:])(?P<month>1[0-2]|[1-9]) (?=月(?!曜))|(?<=月)(?P<day>\d{1,2}) (?=日)"
)
#: from a day to what is said of it: 4月28日(月) ・・・・ 臨時休館
_LEADER: Final = re.compile(r"(?<=[)日時分])\s*・{3,}\s*")
#: a blank before a particle, which a hard break left
_LONE: Final = re.compile(r"(?<=[一-龠ァ-ヶーぁ-ん」』)]) (?=を[^\s])")


def is_prose(flat: str) -> bool:
    """Whether a line that begins like a page's furniture is a sentence of the article all the same:
    お気に入りの布でカバーを作りませんか。, 検索機を入れ替えます。
    """
    return len(flat) >= PROSE and _ENDED.search(flat) is not None and _ON_PAGES.search(flat) is None


#: 分類：重要なお知らせ
_FILE_LABEL: Final = re.compile(r"(?:分類|カテゴリー?|種別|ジャンル|タグ)")
_FILED_AS: Final = re.compile(
    r"カテゴリー?\s*[:：].*|(?:重要な)?(?:お知らせ|おしらせ|ニュース|新着情報|トピックス)"
)


def is_filed(label: str, value: str) -> bool:
    """Whether a label and its value say below what a page is filed: としょかん：おしらせ."""
    filed = _FILED_AS.fullmatch(value) is not None
    return bool(label) and (
        filed or (_FILE_LABEL.fullmatch(label) is not None and len(value) < PROSE)
    )


@lru_cache(256)
def tidy(line: str) -> tuple[str, bool]:
    """Return the line half-width where it may be, without what is personal, and whether nothing
    was.
    """
    flat = fold(line).translate(FRAME)
    flat = _WINDOW.sub("", flat) if _PERHAPS_WINDOW.search(flat) else flat
    flat = _LOST.sub("~", flat) if "?" in flat else flat
    flat = ADDED.sub("", flat, count=1) if ADDED.match(flat) else flat
    bare = _PHONE.sub(_as_a_way, flat)
    bare = _MAIL.sub("", bare) if _PERHAPS_MAIL.search(bare) else bare
    clean = bare if bare == flat else _mended(_CLERK.sub("", bare))
    if ")" in clean or "）" in clean:
        clean = _HOLLOW.sub("", RUBY.sub("", clean))
    return _close(" ".join(clean.split())), bare == flat


def _close(line: str) -> str:
    """Return a line whose blanks are single without those that only set it wider, and with the half
    of the day at each hour that it holds for.
    """
    if " " in line:
        line = _WIDE.sub(r"\g<one>\g<two>\g<month>\g<day>", line)
    if "午" in line:
        line = _HALF.sub(r"\g<half>\g<first> \g<half>", line)
    line = _LEADER.sub(" ", line) if "・・・" in line else line
    return _LONE.sub("", line) if " " in line else line


def _as_a_way(phone: re.Match[str]) -> str:
    """Return what stands for a telephone number: 窓口または電話 042-… is 窓口または電話."""
    spoken = phone[0].startswith("電話") and _OR.search(phone.string, 0, phone.start())
    return "電話" if spoken else ""


def _mended(text: str) -> str:
    """Return a line out of which a number was taken, without the brackets and commas that were left
    alone.
    """
    while text.count(")") > text.count("("):
        place = text.rindex(")")
        text = text[:place] + text[place + 1 :]
    return re.sub(r"[、・]\s*(?=[のへにでまか)。]|$)", "", text)


@lru_cache(256)
def stripped(text: str) -> str:
    """Return a line without its bullet."""
    return text.strip() if re.match(r"\W印[はのが]", text) else re.sub(HEAD, "", text).strip()
