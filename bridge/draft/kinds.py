"""Pure: what kind of page it is — cancelled, closure, event … — and whether it hurries (section
2).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from bridge.settings import PAGE_KIND
from bridge.text.clean import bigrams
from bridge.text.possible import UNSURE

KINDS: Final = tuple(PAGE_KIND)
LABELS: Final = {"中止": "cancelled", "延期": "postponed", "訂正": "corrected"}

_UNDONE: Final = re.compile(
    r"(?:中止|延期|休館|休止)(?:して|となって|になって)(?:い|お)(?:た|りま)|再開"
    r"|(?:中止|延期)を(?:取り?(?:止|や)め|とりやめ|取り?消|撤回)"
)
_DONE: Final = (
    r"(?:と|に|を)?(?:し|いたし|致し|なり|決定し|させていただき)(?:ます|ました)|"
    r"(?:と|に)(?:いたし|し)ております|です。|になった|となった|について|"
    r"の?お(?:知らせ|詫び)|の?おわび|$"
)
SAID: Final = 300  #: characters of a sentence in which it is looked for
#: 中止 in other words: 取り止めになりました, 開催しません, 開催を見合わせます
_NOT_HELD: Final = (
    r"取り?(?:止|や)め|とりやめ|(?:開催|実施|公演|講座|上映)を?(?:見合わせ|みあわせ)|キャンセル(?=と|に(?:な|い)|いたし|します)"
    r"|(?:開催|実施|開講|上映)(?:は?(?:いた)?し(?:ません|ない(?:こと|事))|(?:いた)?さないこと)|(?<!を)行(?:い|な)いません|(?<!を)行わない(?:こと|事)"
)
#: said of a thing itself, by its name: 琴の会はお休みします
_RESTS: Final = re.compile(
    r"^(?P<subject>[^、。]{2,40}?)[はを]、?[^、。]{0,20}?(?:お?休み|休止|休会)(?:と|に)?(?:し|いたし|致し|させ|なり)[^。]{0,8}(?:ます|ました)。?$"
)
_ACTS: Final = {
    "中止": re.compile(rf"中止(?:{_DONE}|また|及び|および|・|】|!|!)|{_NOT_HELD}"),
    "延期": re.compile(rf"延期(?:{_DONE}|】|!|!)"),
    "訂正": re.compile(
        r"(?:訂正|正誤)(?:し|いたし|の|について|$|】|:|:|とお詫び|と?おわび)|お詫びと訂正|おわびと訂正"
    ),
}
_EMERGENCY: Final = re.compile(
    r"臨時(?:休館|閉館|休室|休業)|緊急|台風|大雨|豪雨|大雪|積雪|暴風|停電|断水|地震|津波|避難|警報|システムの?(?:障害|トラブル|停止|ダウン|不具合)|不具合|(?:通信|ネットワーク|サーバー?)障害"
    r"|(?:つながり|繋がり|接続し)(?:にくい|づらい)|(?:設備|空調|エレベーター?|機器|端末)の?(?:故障|不具合)|閉館時間の?(?:繰り?上げ|変更)|(?:閉館|開館)を?(?:早め|遅らせ)"
)
_NOT_URGENT: Final = re.compile(
    r"訓練|防災|講座|講演|展示|[画別設]展|ブックリスト|特集|おはなし会のお知らせ|の本|絵本|復旧(?:しま|いたしま)した|解消|に備え|を学|を知|(?:から|地震|震災|津波|[豪大]雨|台風)\d+(?:年|周年)|展(?:$|[\s「『(（～]|の)"
    r"|映画|朗読|語り|コンサート|教室|メンテナンス"
)
_PLANNED: Final = re.compile(r"蔵書点検|特別整理|図書整理|館内整理|年末年始|曝書|定期(?:点検|清掃)")
_CLOSURE: Final = re.compile(
    r"休館|閉館(?!後)|休室|閉室|休業|(?:年末年始|連休|お盆|GW|臨時|図書館|月)の?お?休み|お休みの?(?:お?知らせ|ご?案内|日)|お?休みします|開館(?:日|時間)の?(?:変更|延長|短縮|繰)|蔵書の?(?:一斉|定期|特別)?点検|特別整理|(?:利用|使用)(?:休止|停止|中止|制限|できません)"
)
_SERVICE: Final = re.compile(
    r"(?:サービス|貸出|予約|返却|検索|データベース|電子図書館|ホームページ|システム|Wi-?Fi|コピー|窓口|利用|配本|巡回|発送|メール)[^。]{0,16}(?:変更|停止|休止|開始|終了|再開|更新|拡大|縮小|メンテナンス|について)|始めます|始まります"
)
#: what is used every day, and what becomes of it: 停車場所がかわります, 工事, カードの有効期限
_USED: Final = re.compile(
    r"(?:使え|利用でき|利用いただけ|借りられ|受け取れ|(?:利用|貸出|予約|返却|延長|更新|手続き?|登録|検索|借りることが|受け取りが?)"
    r"[^。]{0,6}でき)(?:ます|ません|な[いく]|る|まし)"
    r"|(?:変わ|かわ)(?:り|る)|(?:変更|改定|延長|終了|廃止|休止|停止|閉鎖|再開|開設|移転|追加|制限)(?:し(?:ます|ました)|点|の?お知らせ|について|に伴う|\W*$)"
    r"|(?:スタート|オープン(?!記念))(?:します|しました)?\W*$|移動図書館(?!.*(?:見学|お披露目))|停車場所|巡回(?!展)|ステーション"
    r"|駐[車輪]場|エレベータ|道路工事|(?:カード|有効期[限間]|電子図書館|ポスト|ロッカー|学習[席室])(?:.{0,12}について|.{0,8}(?:でき|設置))"
)
#: what is held, and no service
_HELD: Final = re.compile(
    r"会(?!員|議室)|講座|教室|講演|体験|まつり|祭|イベント|催|コンサート|展|募集|大会|コンクール|コンテスト|クイズ|ラリー|工作|特集|フェア|週間|結果|アンケート|本棚|市$|市[「」!！]|相談|図書館員"
)
_RECRUIT: Final = re.compile(
    r"募集|求む|採用|傍聴者|(?:原稿|作品|句|短歌|投稿|感想)[^。]{0,4}を?(?:お寄せ|およせ|お待ち)"
)
_EXHIBITION: Final = re.compile(
    r"展示|企画展|展(?:$|[「『\s])|ギャラリー|特集コーナー|パネル展|写真展|資料展"
)
_LETTER: Final = re.compile(
    r"(?:図書館)?(?:だより|便り|通信|ニュース|広報)(?:\s|$|第|\d|[「『(（〕】])|としょかんだより|新着図書|おすすめ本"
)


#: what something is called: 「おはなしだいすき」 says nothing of しだい
_NAMED: Final = re.compile(r"「[^「」]*」|『[^『』]*』")
#: what is not so now: 警報発令時は, 5名に満たないときは, 昨年は
_NOT_NOW: Final = re.compile(
    r"(?<![日同随当臨])時(?:は|に|には|、)|(?:とき|際|折|ばあい)(?:は|に|には|、)|未満|(?:昨年|去年|一昨年|前回|昨年度|先月|先週|例年)[はもの]"
)
#: of what a sentence says that it is called off
_SUBJECT: Final = re.compile(
    r"(?:^|[、。)）])(?P<subject>[^、。]{1,40}?)"
    r"(?:は(?!なし|がき)|が(?!く|た)|を|も(?!ちゃ|の)|の開催を|(?:について|につきまして)[はも]?|に関しまして[はも]?)"
    rf"(?=[、 ]?[^。]*?(?:中止|延期|{_NOT_HELD}))"
)
#: words for the page's own thing, whatever it is called
_ITSELF: Final = re.compile(
    r"(?:イベント|催し物?|行事|企画|事業|開催|実施|公演|講座|教室|大会|プログラム|これ|こちら|全て|すべて|全日程|本日|今回|今年度?|本年度?)(?:等|など)?$"
)
#: one of several: (2), 12月12日の回, 第3回, 午前の部
_PART: Final = re.compile(
    r"[(（]\d{1,2}[)）]$|[①-⑳]$|(?:\d日(?:[(（][^()（）]{1,5}[)）])?|\d月)の?(?:回|分|会)$|第\d{1,2}回(?:目)?[^一-龠]{0,3}$|[前後夜朝昼]の部$|(?:コース|クラス)$"
)


#: what is used or handed out ends, and is no event that is called off: プリンターの使用中止
_OF_USE: Final = re.compile(
    r"(?:使用|利用|配布|提供|貸し?出し?|予約|受付|購入|購読|販売|発送|配本|取り?扱い)(?:サービス)?[のを]?中止"
)
#: 一部取りやめ, 一部の回の中止
_IN_PART: Final = re.compile(r"一部(?:の[^。]{0,8})?[のを]?(?:中止|延期|取り?(?:止|や)め|とりやめ)")
#: とりやめたときの本の返却は…
_ONCE_OFF: Final = re.compile(r"(?:中止|延期|とりやめ|運休)[^、。]{0,6}(?:とき|場合|際)")


def called_off(sentence: str, title: str) -> tuple[str, bool]:
    """Return 中止, 延期 or 訂正 when a sentence says so outright of what the title names, and
    whether it is so of the whole; an empty word when it says it of another thing, of another time,
    or as possible only.
    """
    sentence = sentence[:SAID]
    bare = _NAMED.sub("", sentence)
    if UNSURE.search(bare) or _NOT_NOW.search(bare) or _UNDONE.search(sentence):
        return "", False
    if "一時中止" in sentence or _ONCE_OFF.search(bare) or _OF_USE.search(bare):
        return "", False
    if (rests := _RESTS.match(sentence)) and _is_of(rests["subject"], title):
        return "中止", not re.search(r"\d", rests["subject"])  # 8月の琴の会は
    for word, act in _ACTS.items():
        if not act.search(sentence):
            continue
        verb = re.search(rf"{word}[^。]{{0,8}}(?:ます|ました|ております)", sentence)
        if not (verb or re.search(_NOT_HELD, sentence)):
            continue
        subject = _SUBJECT.search(sentence)
        name = subject["subject"] if subject and word != "訂正" else ""
        if _PART.search(name) or re.match(r"[はをも]", sentence):  # (2)は, its number taken off
            return word, False
        if not name or _ITSELF.search(name) or _is_of(name, title) or "「" in name:
            return word, True
    return "", False


def _is_of(name: str, title: str) -> bool:
    """Whether the end of a name shares letters with a title: …予定の琴の会 below 琴の会."""
    end, whole = name[-8:], title.replace(" ", "")
    if whole in name:
        return True
    return any(pair in whole for pair in bigrams(end) if re.search(r"[^\d日月()の、]{2}", pair))


def label_of(title: str, sentences: Sequence[str]) -> str:
    """Return 中止, 延期 or 訂正 when the page says so outright, in its title or its first
    sentences; else nothing.
    """
    bare = _NAMED.sub("「」", title)  # 特別展「中止になった五輪」 is held
    only = UNSURE.search(bare) or _NOT_NOW.search(title) or _OF_USE.search(bare)
    only = only or _IN_PART.search(bare)
    if not (only or _UNDONE.search(title) or "一時中止" in title):
        for word, act in _ACTS.items():
            if act.search(bare):
                return word
    words = (called_off(sentence, title) for sentence in sentences[:3])
    return next((word for word, whole in words if whole), "")


def is_urgent(title: str, sentences: Sequence[str]) -> bool:
    """Return whether citizens should hear it at once: a closing at short notice, weather, a failure
    (section 2).
    """
    title = re.sub(r"[「『“][^「」『』”]*[」』”]", "", title)  # what a show or a book is called
    if _NOT_URGENT.search(title):
        return "臨時休館" in title and not (_UNDONE.search(title) or _PLANNED.search(title))
    if _PLANNED.search(title):
        return False
    lead = [
        sentence
        for sentence in sentences[:2]
        if re.search(r"臨時休館|臨時閉館|停電|断水|障害|故障", sentence)
        and not UNSURE.search(sentence)
    ]
    weak = bool(re.search(r"休館|休止|停止|利用|開館|お知らせ|緊急|重要", title))
    return not _UNDONE.search(title) and (bool(_EMERGENCY.search(title)) or (weak and bool(lead)))


_ASKED_FOR: Final = re.compile(r"募集(?:中|します|の?お知らせ|について)?\W*$")


def kind_of(title: str, label: str, labels: str, *, urgent: bool, dated: bool) -> str:
    """Return one of KINDS; `labels` are those of its times (展示期間), `dated` says whether
    something takes place then.
    """
    if label:
        return LABELS[label]
    if urgent:
        return "emergency"
    asks = "募集" in labels or _ASKED_FOR.search(title)
    if re.search(r"展示|会期", labels) and not asks:
        return "exhibition"
    if re.search(r"誤り|お詫び|おわび", title) and not dated:
        return "notice"
    text = (
        ("recruitment", _RECRUIT),
        ("exhibition", _EXHIBITION),
        ("closure", _CLOSURE),
        ("newsletter", _LETTER),
        ("service", _SERVICE),
    )
    bare = _NAMED.sub("", title)
    if _USED.search(bare) and not any(
        words.search(title) for words in (_HELD, _RECRUIT, _EXHIBITION, _CLOSURE, _LETTER)
    ):
        return "service"
    if dated and not re.search(r"休館|閉館|休室|休止|停止|中止|募集|展", title):
        return "event"
    return next(
        (kind for kind, words in text if words.search(title)), "event" if dated else "notice"
    )
