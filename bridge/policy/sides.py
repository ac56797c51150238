"""Pure: on which of two sides a text puts a thing — it can be used or not, changes or stays, grows
or shrinks, begins or ends, is kept or lost, needed or needless.

A statement is a thing with its side, read in one clause: the thing stands before は, も, が or を,
or right before the words; where a line has none, it heads the line or stands above it. What is only
possible, by_way, past or speaks of others (ほかの館, 〜だけ) is none. Cannot see a side that a verb
tells which is not in the table, nor that two names mean one thing beyond `_SAME`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Final, TypeAlias

from bridge.text.possible import CAUSE, DOUBT
from bridge.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bridge.policy import claims

_NOT: Final = (
    r"(?:(?:て(?:い|お)り?)?ません|ない(?=[。、!)よのけがでたしん]|期間|$)|なくな|かね|なり?ません)"
)
_IS: Final = r"(?:ます|る(?=[。、!)よのけかしとたでため]|$)|て(?:い|お)り?ます)"


@dataclass(frozen=True, slots=True)
class Predicate:
    """A way to put a thing on a side."""

    axis: str  #: 使える, 変わる, 増える, 始まる, 残る, 要る
    yes: bool  #: the side that the axis names, or the other
    pattern: re.Pattern[str]
    examples: tuple[str, ...]  #: sentences that say so
    harmless: tuple[str, ...] = ()  #: like them, and say nothing of the kind


def _verb(
    axis: str, pattern: str, *examples: str, yes: bool, harmless: tuple[str, ...] = ()
) -> Predicate:
    return Predicate(axis, yes, re.compile(pattern), examples, harmless=harmless)


#: verbs of which one can, or a library does
_CAN: Final = (
    r"(?:使え|でき|いただけ|になれ|入れられ|返せ|借りられ|見られ|申し込め|受け取れ|持ち込め|とめられ|止められ|乗れ|読め|聞け|受けられ|食べられ|入れ|過ごせ|遊べ|応じられ|応じ|行き|まわり|回り|配信し|聴け"
    r"|受け?付け|お受けし|お受けでき|承り|承れ|行い|行え|おこない|開[きけ]|走り|巡回し|運行し|(?:開催|実施|開館|開室|支給|提供|用意|設置|配布)(?:し|いたし)"
    r"|出し|お出しし|お渡しし|お配りし|配り|お譲りし|あり|ござい|つき|変わらず使え)"
)
#: what stands still, or is not done
_STOP: Final = (
    r"(?:止まり|止め|休み|お休みし|お休みいたし|閉ま[りっ]|閉め|やめ|取りやめ|見合わせ"
    r"|(?:休館|休室|休止|停止|運休|中止|閉鎖|閉室)(?:(?:と|に)?(?:し|いたし|致し|なり|させていただき)))"
)
_END: Final = r"(?=[。、)」】]|$|です|のお知らせ)"
VERBS: Final = (
    _verb(
        "要る",
        r"(?:不要|問いません|問わず|(?:の)?必要(?:は|が)?(?:あり|ござい)ません|(?:は|も)?いりません|要りません|かかりません|がなくても|(?:は|も)(?:なし|無し)でも?)",
        "会員証は不要です",
        "経験は問いません",
        "予約の必要はありません",
        yes=False,
    ),
    _verb(
        "要る",
        r"(?:必要(?:です|となり|になり|と?し)|(?:が|は)(?:要り|いり|かかり)ます|(?:の|が)ある(?:方|人)(?:だけ|のみ|に限)|をお持ちの(?:方|人)(?:に限|のみ|だけ|です|$))",
        "会員証が必要です",
        "経験がある方だけが出られます",
        yes=True,
        harmless=("必要な方はお申し出ください",),
    ),
    _verb(
        "変わる",
        r"(?:変わりません|に?変更(?:は|が)?(?:あり|ござい)ません|に?変更なし|(?:これまで|今まで|従来|今|現行)(?:どおり|通り|のまま|と(?:同じ|変わ(?:らず|りま?せん)))|そのままです|のままです)",
        "貸出期間に変更はありません",
        "分室はこれまでどおりです",
        yes=False,
    ),
    _verb(
        "変わる",
        r"(?:変わります|変わりました|変更(?:し|いたし|と|に)(?:なり)?ま(?:す|した)|(?<=[分時日点冊円枚回]に)(?:なり|変わり)ます|(?<=まで)になります)",
        "窓口の場所が変わります",
        "返却の期限を変更します",
        yes=True,
    ),
    _verb(
        "増える",
        r"(?:長く(?:な|お|し)|延長(?:し|いたし|と|に)|延び(?:ます|る)|延ばし|増え(?:ます|る)|増やし)",
        "貸出期間が長くなります",
        yes=True,
    ),
    _verb(
        "増える",
        r"(?:短く(?:な|し)|短縮(?:し|いたし|と|に|さ)|縮[めま](?:ます|り)|減り?ます|減らし)",
        "取り置きの期間を短縮します",
        yes=False,
    ),
    _verb(
        "始まる",
        r"(?:始め(?:ます|る)|始まり(?:ます)|開始(?:し|いたし)ます|スタートします|(?:続け|続き|継続し)(?:ます|ております|ています))",
        "電話予約を12月1日から始めます",
        yes=True,
    ),
    _verb(
        "始まる",
        r"(?:(?:終了|廃止)(?:し|いたし|と)|終わり(?:ます|に|と)|おしまい|(?<!取り)やめ(?:ます|させ))",
        "電話予約を12月1日で終了します",
        yes=False,
        harmless=("なくなり次第終了します",),
    ),
    _verb(
        "残る",
        r"(?:引き?継(?:がれ|ぎ)(?:ます|て)|引き?継がれる(?=の|。|$)|(?:そのまま)残(?:ります|ってい)"
        r"|そのまま移(?:り|し)ます)",
        "登録は新しいシステムに引き継がれます",
        "本棚はそのまま移ります",
        yes=True,
    ),
    _verb(
        "残る",
        r"(?:消え(?:ます|て)|(?<=[はがも部て])なくなり(?:ます|まし)|失われ|無効(?:に|と)なり|取り消(?:され|しに?なり)|引き?継(?:がれ|ぎ)ません|使えなくな(?:り|って)|作り直し|やり直し|(?:入れ|取り)直し"
        r"|新しい(?:もの|[一-龠ァ-ヴー]{2,5})[にへと]?お?(?:取り?[替換か]え|替[えわ]|切り?替|交換))",
        "登録はすべて消えます",
        "カードは新しいものに取り替えます",
        yes=False,
    ),
    _verb(
        "使える",
        rf"{_CAN}{_NOT}"
        r"|(?:入れ|持ち込ま|返さ|使わ)(?:ないで|ず)|(?:ご?遠慮|お控え|お断り|禁止|不可(?!能|欠|思議))"
        rf"|{_STOP}(?:ます|ました|て(?:い|お)り?ます)"
        rf"|(?:休館|休室|運休|中止|休止|停止|(?<![春夏秋冬昼])お?休み|閉鎖|閉室){_END}"
        r"|(?<![春夏秋冬昼])お?休みを?(?:(?:いた|頂)だ?き|と?さ?せ|と?なり)|(?:止まって|閉まって|閉じて|休んで)(?:い|お)り?ます|閉めさせて|(?<![一-龠は])なし(?=です|$|。|、|\))|使えなく",
        "電話では予約できません",
        "学習室も閉めさせていただきます",
        "検索は止まります",
        "移動図書館は運休です",
        "DVDはポストに入れないでください",
        "閲覧席はお休みします",
        yes=False,
        harmless=("夏休みに読む本", "休館中も使えます"),
    ),
    _verb(
        "使える",
        rf"{_CAN}{_IS}"
        r"|(?:入れ|返し|使っ|持ち込ん)[てで](?:いただい[てで]|もらって)?も?(?:大丈夫|よい|いい|かまい|構い|結構|OK)|可能(?=です|。|$|、|\))"
        r"|(?:いつも|ふだん|普段|通常|平常|予定)(?:どおり|通り)(?!.{0,4}(?:休|閉|お休))|(?:開いて|走って|動いて|続けて|営業して)(?:い|お)り?ます"
        r"|(?:開館|開室)(?=[!。]|$|です)|開けることに(?:し|な)|(?<=[はもが])自由です|(?:お?休み|休館日?|休止|停止|中止|運休)(?:が|は|も)?(?:あり|ござい)ません|止まりません|休みません|(?:休館|休室|休止|停止|中止)(?:し|いたし)ません",
        "電話で予約できます",
        "学習室は開いています",
        "検索はいつもどおりです",
        "移動図書館は巡回します",
        "DVDもポストに入れて大丈夫です",
        yes=True,
        harmless=("通常どおりお休みです",),
    ),
)
#: with which of them each begins: at nearly every letter nothing more need be tried
_FIRST: Final = (
    "(?=[あいおかがこごさそつでとなにのはふまもやをス不中乗予今休作使借停入出動新取受可問営回増変失始実巡差平廃延引従必応承"
    "持提支普止消減無現用申短禁終継続縮聞聴自行要見設読走返通遊運過遠配長閉開食])"
)
#: any of them
ANYHOW: Final = re.compile(f"{_FIRST}(?:{'|'.join(one.pattern.pattern for one in VERBS)})")

#: what a noun is; those with letters of kana in them stand first
_NOUN: Final = re.compile(
    r"申し?込み?|気に入り|貸し?出し?(?!し)|取り?置き?|問い?合わ?せ|持ち?込み|持ち?帰り|読み聞かせ|受け?取り|受け?付け(?![てま])|受け?渡し|引き取り|入れ替え|乗り物|食べ物|飲み物|調べもの|おはなし(?:会|の(?:へや|部屋))?"
    r"|[一-龠々][きしちりみいけせてれめえ][一-龠々][きしちりみいけせてれめえ]?(?=[はがもをの一-龠])|車いす"
    r"|[ぁ-ん]{2,6}号|えほん|おもちゃ|はがき|[一-龠々](?=づくり)"
    r"|(?P<day>[月火水木金土日])曜日?|(?<!\d)(?:(?![月火水木金土日]曜)[一-龠々]){2,}|[ァ-ヴー]{2,}[代料費券賃]?|[A-Za-z-]{2,}|(?<![一-龠々])(?:本|車|傘|席)(?![一-龠々])"
)
#: one name for what has several
_SAME: Final = {
    **dict.fromkeys(
        ("インターネット", "ネット", "ホームページ", "HP", "ウェブ", "Web", "WEB", "オンライン"),
        "ネット",
    ),
    **dict.fromkeys(("図書", "書籍"), "本"),
    **dict.fromkeys(("ハガキ", "葉書"), "はがき"),
    **dict.fromkeys(("ファックス", "FAX", "ファクシミリ"), "ファクス"),
    **dict.fromkeys(("電車賃", "バス代", "運賃", "旅費"), "交通費"),
    **dict.fromkeys(("ブックポスト", "ポスト", "返却ポスト", "返却口", "返却箱"), "ポスト"),
    **dict.fromkeys(("コピー", "コピー機"), "複写"),
    **dict.fromkeys(("ビデオ",), "DVD"),
    **dict.fromkeys(("駐車場", "マイカー"), "車"),
}
_SPELLED: Final = (
    (re.compile(r"申し?込み?"), "申込"),
    (re.compile(r"貸し?出し?"), "貸出"),
    (re.compile(r"取り?置き?"), "取置"),
    (re.compile(r"問い?合わ?せ"), "問合"),
    (re.compile(r"受け?付け?"), "受付"),
    (re.compile(r"持ち?込み"), "持込"),
    (re.compile(r"持ち?帰り"), "持帰"),
)
#: by which way, to which place
_WAYS: Final = frozenset(
    (
        "電話",
        "ネット",
        "メール",
        "ファクス",
        "はがき",
        "郵送",
        "窓口",
        "カウンター",
        "来館",
        "ポスト",
        "宅配",
    )
)
#: what one does by them
_ASKED: Final = frozenset(
    ("申込", "応募", "予約", "問合", "連絡", "相談", "配信", "視聴", "登録", "受講")
)
#: what is done to a thing
_DEEDS: Final = frozenset(
    ("返却", "貸出", "予約", "閲覧", "持込", "持帰", "撮影", "複写", "受取", "取置")
)
_BOOKS: Final = ("本", "資料", "雑誌")
#: a verb that says what its noun says
_SAYING: Final = (
    ("持ち込", "持込"),
    ("持ち帰", "持帰"),
    ("申し込", "申込"),
    ("返", "返却"),
    ("借り", "貸出"),
    ("読め", "閲覧"),
)
#: of any notice: nothing that one thing of a page is told by
_ANY: Final = re.compile(
    r"(?:[一-龠]{0,4}(?:期間|時間|時間帯|期日|期限|日程)|[一-龠]{0,4}(?:[休開閉]館|休室|停止|休止|工事|点検)(?:期間)?[中日時後前]?|令和|平成|下記|毎[日週月年]|区分|期[間限]中?|(?:当|前|翌|本|明|全|各|平|祝|休)日|今[回年度月後]+|[今来昨]?年度?|現在|今後|以[降後前上下内]|通常|場合|場所|一部|全部|全員|皆様|各位|図書館|当館|館内|本館内|利用|使用|活用|対応|実施|開催|手続|可能|案内|予定|全般|作業|都合|理解|協力|迷惑|不便|注意|確認|限[りら]|必要|変更|支給|提供|用意|取扱|取り扱い|受付|受け?取り|受け?渡し|方法|内容|参加|希望|問題|心配|関係|影響|サービス|お知らせ|午[前後]|月曜日?から|年末|年始|週間|日間|途中|最終|一度|再度|市内|地域|皆|方々|新型|新着|以外|際|間|人|方|入れ替え|入替|影響|混雑|状況|機会|都度|OK|[月火水木金土日]曜)"
)
#: speaks of others than the thing, or of it alone
_OTHERS: Final = re.compile(
    r"ほかの|他の|以外|(?:て|で)い?ない(?=[一-龠])|除[くき]|なら|雨|雪|荒|暴風|だけ|のみ|限[らりっ定]|しか"
)
_ALONE: Final = frozenset(("だけ", "のみ", "限り", "限ら", "限定"))
_QUESTION: Final = re.compile(r"か(?!ら|ね|ぎ|け)|でしょうか|(?:場合|とき|際|方)")
_IN_ONE: Final = re.compile(
    r"\s*(?:の|での|による|からの|への|にある|として|する|した|[かでにをの][らで]?[一-龠][ぁ-ん一-龠]{0,5}[たる]|)?\s*(?:(?:地下)?\d{1,2}[階F]の?\s*)?[おご]?"
)
_AND: Final = re.compile(r"\s?(?:・|や|と|、|,|/|か|または|および|及び)\s?[おご]?")
_MARK: Final = re.compile(
    r"(?:[むるう]こと)?(?P<weak>(?:に|で|から|へ|と)(?=は))?(?:\([^()\n]{0,16}\))?(?:の(?:ご?利用|ご?使用|方|ほう|期間))?(?P<also>(?:で|に|から|へ)?も)?(?P<mark>は|が|を|につきまして|について|なら|\(|:)?"
)
_BRACKET: Final = re.compile(r"\([^()\n]*\)")
#: 本館が休みの3月9日: when, not of what
_WHILE: Final = re.compile(r"が(?:お?休み|休館|閉ま|工事)[^、。はもがを]{0,4}(?:の|中|間)")
_PIECE: Final = re.compile("[^。\n!?！？♪☆\U0001f300-\U0001faff]+")
#: what heads lines, and puts what they name on a side
_HEADS: Final = (
    (
        re.compile(
            r"(?:休止|停止|中止|休館)しない(?:もの|こと|サービス|施設|館)|(?:ご?利用|使用|お使い)?(?:いただけ|でき|になれ)る(?:もの|こと|サービス|施設)|(?:通常|平常)どおり(?:の|ご利用)"
        ),
        True,
    ),
    (
        re.compile(
            r"(?:休止|停止|中止)(?:する)?(?:もの|サービス|業務|内容)|(?:でき|使え|いただけ|なれ)ない(?:もの|こと|サービス|施設)|休館期間|休館する(?:館|図書館)|^\s*(?:休館|休室|運休|休止|停止|中止|お休み)\s*$"
        ),
        False,
    ),
)
_CLOSED: Final = re.compile(
    r"\s*[\d①-⑳.※]{0,2}\s?(?:定?休館?日|休室日|お?休み)(?:\s*[:：(（]|\s|$)\s*(?P<rest>.*)$"
)
#: begins another part of a page
_LABEL: Final = re.compile(
    r"\s*[一-龠々ぁ-ん]{1,8}(?:について|方法|期間|日程|時間|場所|会場|対象|定員|費用|その他|合わせ|電話)\b"
)
_OUTSIDE: Final = re.compile("[市区町村県学]外")
#: 検索もできない間も、: when, not of what
_DURING: Final = re.compile(r".*(?:間|とき|中)[はも]?、")
_OPEN: Final = re.compile(r"\([^()]*$")  #: a bracket that is open
_SERVICE: Final = re.compile("ポスト|返却|予約|検索|電子|ネット")
_LIBRARY: Final = re.compile(r"(?:図書館|当館|館内)(?:は|も)")
_AS_IT_IS: Final = re.compile("の?まま")
_HOUR: Final = re.compile(r"(?:時|半|分|:\d\d)に?は?、?$")

Nouns: TypeAlias = tuple[str, ...]  #: the nouns of a thing, the last is what it is


@dataclass(frozen=True, slots=True)
class Side:
    """A thing, and the side on which a text puts it."""

    axis: str
    yes: bool
    item: Nouns
    beside: frozenset[str]  #: what else is named in its clause
    also: frozenset[str]  #: what of it is told by も, which must be of the other text's thing, too
    dates: frozenset[date]  #: each day that its clause names, or goes over
    alone: bool  #: of it alone: a text that says so says nothing of its side
    words: str  #: as the text has them
    line: str


def opposed(
    text: Iterable[claims.Passage], page: tuple[claims.Passage, ...]
) -> Iterator[tuple[Side, Side]]:
    """Yield each statement of a text with one of its page that puts the same thing on the other
    side, where none of the page puts it on this one.
    """
    ours = tuple(one for one in sides(text) if not one.alone)
    theirs = _of_page(page) if ours else ()
    for one in ours:
        alike = [other for other in theirs if other.axis == one.axis and _of_one_thing(one, other)]
        others = [
            other
            for other in alike
            if not (_narrower(other, one) or _by_way(one, other) or _of_others(other, one))
        ]
        if others and all(other.yes != one.yes for other in alike):
            yield one, others[0]


@lru_cache(8)
def _of_page(page: tuple[claims.Passage, ...]) -> tuple[Side, ...]:
    return tuple(sides(page))


def _of_one_thing(one: Side, other: Side) -> bool:
    """Return whether a statement of a text and one of its page speak of the same thing: each names
    what the other is of, and ways and days of both do not exclude each other.
    """
    ours, theirs = {*one.item, *one.beside}, {*other.item, *other.beside}
    by_way = one.item[-1] in _WAYS and other.item[-1] in _ASKED  # 電話でも受け付けます
    deeds = {one.item[-1], other.item[-1]}
    if len(deeds) > 1 and deeds.issubset(_DEEDS):
        return False
    of = [item[-2] for item in (one.item, other.item) if item[-1] in _DEEDS and len(item) > 1]
    if len(of) > 1 and not (_among(of[0], of[1:]) or all(one.endswith(_BOOKS) for one in of)):
        return False  # the reserving of seats, and of books
    if not any(_among(noun, other.item) for noun in _heads(one.item)):
        return False
    if not (by_way or any(_among(noun, ours) for noun in _heads(other.item))):
        return False
    if not all(_among(each, theirs) for each in one.also):
        return False
    goes_on = "続" in one.words or "続" in other.words
    if one.axis == "始まる" and not one.dates & other.dates and not goes_on:
        return False  # what begins on one day may end on another
    if one.dates and other.dates and not one.dates & other.dates:
        return False
    way = {one.item[-1]} & _WAYS
    ways, its = way or ours & _WAYS, theirs & _WAYS - ({other.item[-1]} - way)
    if ways and its and not ways & its:
        return False
    if _of_service(one, other):
        return False
    houses, its = set(filter(_is_house, ours)), set(filter(_is_house, theirs))
    return not (houses and its) or bool(houses & its)


def _of_service(one: Side, other: Side) -> bool:
    """Return whether of two statements on a house one is of what it has alone (休館中も、本館と
    分館のポストは使えます): a closed house has it still.
    """
    nouns = [each for each in (one.item[-1], other.item[-1]) if not _SERVICE.search(each)]
    if not any(map(_is_house, nouns)):
        return False
    ours, theirs = (
        {each for each in some.beside if _SERVICE.search(each)} for some in (one, other)
    )
    return bool(ours) != bool(theirs)


def _heads(item: Nouns) -> Nouns:
    """Return what a thing is: its last noun, and of what is done to it (DVDの返却) the one before
    it, too.
    """
    return item[-2:] if item[-1] in _DEEDS else item[-1:]


def _narrower(one: Side, other: Side) -> bool:
    """Return whether a statement speaks of one way or one case alone, and the other does not."""
    nouns = {*other.item, *other.beside}
    by_way = bool({*one.item[:-1]} & _WAYS) and not {*one.item} & _WAYS & nouns
    return by_way or not all(_among(each, nouns) for each in one.also)


def _of_others(one: Side, other: Side) -> bool:
    """Return whether a statement is of those from outside (町外の方) alone, or of a part that the
    other does not name (鹿倉の停車場所, not 上揚地区の停車場所).
    """
    outside = any(_OUTSIDE.fullmatch(noun) for noun in one.beside)
    apart = one.item[-1] == other.item[-1] and one.item[:-1] and other.item[:-1]
    if outside and not any(_OUTSIDE.fullmatch(noun) for noun in other.beside):
        return True
    books = all(some.item[-2:][0].endswith(_BOOKS) for some in (one, other))
    return bool(apart and not books) and not any(
        _among(noun, other.item[:-1]) for noun in one.item[:-1]
    )


def _by_way(one: Side, other: Side) -> bool:
    """Return whether a text says that something cannot be done by one way, where its page says that
    it can be done, and names no way.
    """
    ways = {*one.item, *one.beside} & _WAYS
    return bool(ways) and not one.yes and not {*other.item, *other.beside} & _WAYS


def _is_house(noun: str) -> bool:
    return noun.endswith(("図書館", "分館", "分室")) or noun in ("本館", "別館")


def _closes(noun: str) -> bool:
    """Return whether a noun stands below 休館日 as what is closed, or when."""
    return _is_house(noun) or noun.endswith("曜")


def _among(noun: str, others: Iterable[str]) -> bool:
    """Return whether a noun is among others, or ends as one of them does (蔵書検索, no 検索機); a
    library's is nobody else's.
    """
    return any(
        one == noun
        or (
            len(one) > 1
            and len(noun) > 1
            and not _is_house(noun)
            and (one.endswith(noun) or noun.endswith(one))
        )
        for one in others
    )


def sides(passages: Iterable[claims.Passage]) -> Iterator[Side]:
    """Yield what passages put on a side, line by line; a line without a thing of its own speaks of
    the one that stands above it alone.
    """
    above = ""  # a line that may head the one below it
    listed: bool | None = None
    days = False
    for passage in passages:
        text = passage.text
        closed = _CLOSED.match(text)
        heading = _heading(text)
        speaks = ANYHOW.search(text) is not None and not DOUBT.search(CAUSE.sub("", text))
        if speaks and listed is not None and not ANYHOW.search(_BRACKET.sub("", text)):
            speaks = False  # 毎週月曜日(変更ありません), below 休館日
        if closed:
            listed, above, days = (None if closed["rest"] else False), "", True
            yield from _listed(closed["rest"], passage, yes=False)
        elif heading is not None:
            listed, above, days = heading, "", not heading and "休館" in text
        elif speaks:
            yield from _read(passage, _items(above))
            listed, above = None, ""
        elif listed is not None and not (_LABEL.match(text) or ":" in text[:_NAME]):
            some = tuple(_listed(text, passage, yes=listed))
            yield from (one for one in some if not days or _closes(one.item[-1]))
        else:
            short = not passage.days and not passage.times and len(text) < _SHORT
            listed, above = None, text if short else ""


def _heading(text: str) -> bool | None:
    """Return the side on which a line puts those that it heads; None where it heads none."""
    if len(text) >= _SHORT or text.rstrip().endswith(("ます", "ません")):
        return None
    return next((yes for pattern, yes in _HEADS if pattern.search(text)), None)


_LONGEST: Final = 100  #: days of a span that are told one by one
_NAME: Final = 10  #: characters of a label, at most
_SHORT: Final = 24  #: characters of a line that heads others


def _listed(text: str, passage: claims.Passage, *, yes: bool) -> Iterator[Side]:
    """Yield the things of a line below a heading that says their side."""
    bare = _BRACKET.sub("", text)
    for item in _items(bare):
        yield Side(
            axis="使える",
            yes=yes,
            item=item,
            beside=frozenset(),
            also=frozenset(),
            dates=_dates(passage, 0, len(passage.text)),
            alone=False,
            words=text.strip(),
            line=text.strip(),
        )


def _read(passage: claims.Passage, above: tuple[Nouns, ...]) -> Iterator[Side]:
    """Yield the statements of one line, clause by clause."""
    for piece in _PIECE.finditer(CAUSE.sub(lambda one: "、" * len(one[0]), passage.text)):
        text = piece[0]
        matches = sorted(
            ((m.start(), -m.end(), one, m) for one in VERBS for m in one.pattern.finditer(text)),
            key=lambda each: each[:2],
        )
        start, before, dates = 0, above, frozenset[date]()
        for begin, past, verb, match in matches:
            end = -past
            if begin < start:
                continue
            clause = text[start:begin]
            inside = clause.rpartition("(")[2] if _OPEN.search(clause) else _DURING.sub("", clause)
            items, also, place = _thing(inside)
            place += len(clause) - len(inside)
            if _OPEN.search(clause) and not items:
                continue  # 展示の本は借りられます(1月3日は休館)
            if _LIBRARY.search(clause):
                before = ()
            first, last = piece.start() + begin - len(clause), piece.start() + begin
            dates = _dates(passage, first + place, last) or _dates(passage, first, last) or dates
            start = end
            nouns = frozenset(
                (*_nouns(clause), *(noun for stem, noun in _SAYING if match[0].startswith(stem)))
            )
            if items or (nouns and before is not above):
                before = items
            late = _HOUR.search(clause) and "閉" in match[0]
            others = _OTHERS.search(clause)
            alone = others is not None and verb.yes and others[0] in _ALONE
            if late or (others and not alone) or _QUESTION.match(text, end):
                continue
            stays = "まま" in clause and verb.axis == "使える" and verb.yes
            if stays:  # パスワードのままログインできます
                before = _thing(_AS_IT_IS.split(clause)[0])[0] or before
            for item in before:
                yield Side(
                    axis="残る" if stays else verb.axis,
                    yes=verb.yes,
                    item=item,
                    beside=nouns,
                    also=also,
                    dates=dates,
                    alone=alone,
                    words=(text[begin - len(clause) + place : end] if items else match[0]).strip(),
                    line=passage.text.strip(),
                )


def _place_of(day: claims.Day) -> int:
    return day.mention.start


def _dates(passage: claims.Passage, start: int, end: int) -> frozenset[date]:
    """Return the days that stand between two places of a passage, those within a span as well."""
    days: set[date] = set()
    last: date | None = None
    places = (passage.start + start, passage.start + end)
    first, behind = (bisect_left(passage.days, one, key=_place_of) for one in places)
    for day in passage.days[first:behind]:
        if at := day.mention.date:
            span = (at - last).days if last and day.mention.joined == "~" else 0
            days |= {at - timedelta(days=n) for n in range(max(1, min(span, _LONGEST)))}
            last = at
    return frozenset(days)


def _thing(clause: str) -> tuple[tuple[Nouns, ...], frozenset[str], int]:
    """Return of what a clause speaks, what of it must be in both texts (what も tells, the 本 of
    本は予約でき), and where that begins: what stands at its very end, else before a particle
    nearest to its end, else at its beginning.
    """
    also: frozenset[str] = frozenset()
    beside: tuple[Nouns, ...] = ()
    best: tuple[tuple[Nouns, ...], int] = ((), 0)
    first: tuple[tuple[Nouns, ...], int] | None = None
    for items, begin, end in _groups(clause):
        if _WHILE.match(clause, end):
            continue
        mark = _MARK.match(clause, end)
        assert mark is not None  # each of its parts may be missing
        if mark["also"]:
            also = frozenset(noun for item in items for noun in item)
            beside = items
            first = first or (items, begin)
        if not clause[end:].strip():
            also |= frozenset(item[-1] for item in best[0])
            best = items, best[1] if best[0] else begin
        elif mark["weak"]:  # ポストには
            first = first or (items, begin)
        elif mark["mark"] or mark["also"] == "も":
            best = items, begin
        if first is None and clause[end : end + 1] in (" ", "\u3000", "、", ""):
            first = items, begin
    best = best if best[0] else first or best
    if beside and beside != best[0]:  # 小学校にも移動図書館が
        also &= _WAYS
    return (*best[0], *(one for one in beside if one not in best[0])), also, best[1]


def _items(text: str) -> tuple[Nouns, ...]:
    """Return the things of a text, one by one."""
    return tuple(item for group in _groups(text) for item in group[0])


@lru_cache(256)  # a clause is asked for its thing, and for its nouns
def _groups(text: str) -> tuple[tuple[tuple[Nouns, ...], int, int], ...]:
    """Return the things that stand side by side, with where they begin and end: CD・DVD, 電話での
    予約.
    """
    return tuple(_each_group(text))


def _each_group(text: str) -> Iterator[tuple[tuple[Nouns, ...], int, int]]:
    items: list[list[str]] = []
    begin = end = 0
    for token in _NOUN.finditer(text):
        if token["day"] and text[max(0, token.start() - 1) : token.start()] in ("(", "日"):
            continue  # 12月1日(月曜日)
        noun = _canonical(token)
        gap = text[end : token.start()]
        if items and _IN_ONE.fullmatch(gap):
            items[-1].append(noun)
        elif items and _AND.fullmatch(gap):
            items.append([noun])
        else:
            yield from _group(items, begin, end)
            items, begin = [[noun]], token.start()
        end = token.end()
    yield from _group(items, begin, end)


def _group(
    items: list[list[str]], begin: int, end: int
) -> Iterator[tuple[tuple[Nouns, ...], int, int]]:
    """Yield a group without the nouns of any notice, if it has others: the ways of its first thing
    are those of all.
    """
    ways = [noun for noun in items[0][:-1] if noun in _WAYS] if items else []
    bare = [
        tuple(
            noun
            for whole in (*(ways if n else ()), *item)
            for noun in _deed(whole)
            if not _ANY.fullmatch(noun) or noun[1:] == "曜"
        )
        for n, item in enumerate(items)
    ]
    if some := tuple(item for item in bare if item):
        yield some, begin, end


def _deed(noun: str) -> Nouns:
    """Return a noun, of what is done to a thing the thing as well: 座席予約."""
    deed = next((one for one in _DEEDS if noun.endswith(one) and len(noun) > len(one) + 1), "")
    return (noun.removesuffix(deed), deed) if deed else (noun,)


def _canonical(token: re.Match[str]) -> str:
    """Return a noun under one name."""
    noun = f"{token['day']}曜" if token["day"] else token[0]
    for pattern, word in _SPELLED:
        noun = pattern.sub(word, noun)
    return _SAME.get(noun, noun)


def _nouns(text: str) -> Iterator[str]:
    for items, _, _ in _groups(text):
        for item in items:
            yield from item
