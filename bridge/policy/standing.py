"""Pure: whether a thing takes place — called off, put off, paused, full — in the many words of
lists, pages and texts.

One table for each comparison of 6(9): a list's title with its page, a page's title with its text,
a draft with its page. What is said as possible (雨天中止) is none, and what is said of something
beside the thing (飲食は中止しています, 電話番号が変更になりました) is told apart from what is said
of the thing itself. Cannot see what a subject is that has no word of the title and is no event.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bridge.policy import claims
from bridge.policy.folding import fold
from bridge.text.limits import FOLLOWING
from bridge.text.possible import CAUSE, DOUBT
from bridge.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_HELD: Final = r"(?:開催|実施|上映|開講|催行|運行|公演|開演|配布)"
_DAY: Final = r"(?:\d{1,2}日|\d{1,2}/\d{1,2})\s?(?:\([^()\n]{0,8}\))?"
_BEGIN: Final = r"[【(〔\[《]"  #: of a mark beside a title
_END: Final = r"[】)〕\]》]"
_DONE: Final = r"(?:ました|ております|ています|となり|とさせ|と致し|といたし|です)"


@dataclass(frozen=True, slots=True)
class Phrasing:
    """A way to say how a thing stands."""

    value: str  #: 中止, 休止, 見合わせ, 延期, 満席, 締切
    pattern: re.Pattern[str]
    examples: tuple[str, ...]  #: titles or sentences that say so
    harmless: tuple[str, ...] = ()  #: like them, and say nothing of the kind


def _phrasing(value: str, pattern: str, *examples: str, harmless: tuple[str, ...] = ()) -> Phrasing:
    return Phrasing(value, re.compile(pattern), examples, harmless)


PHRASINGS: Final = (
    _phrasing(
        "中止",
        r"中止(?!め)",
        "【中止】読書会",
        "人形劇は中止となりました",
        "朗読会中止のお知らせ",
        harmless=("工作会※雨天中止", "荒天の場合は中止します", "中止する場合は前日に掲示します"),
    ),
    _phrasing(
        "中止",
        r"取り?(?:やめ|止め)|とりやめ|取りや?止",
        "朗読会を取り止めます",
        "会は取りやめます",
        "開催をとりやめました",
        harmless=("取りやめることがあります",),
    ),
    _phrasing(
        "中止",
        rf"{_HELD}(?:は|を|も)?(?:いた)?(?:し|致し|され)(?:ません|ないこと)"
        r"|(?:会(?![場員議費計館])|講座|教室|講演|上映|今月|今回|当日)[^。、\nはもで]{0,6}[はも]"
        r"(?:お?休みし|ありません|ございません|(?:行|開)(?:い|き)ません|(?:おこない|ひらき)ません)",
        "人形劇は開催しません",
        "今月の朗読会は行いません",
        "3月の上映会はありません",
        harmless=(
            "申込みの必要はありません",
            "雨の場合は開催しません",
            "会場は図書館ではありません",
        ),
    ),
    _phrasing(
        "中止",
        rf"{_BEGIN}[^\n]{{0,6}}キャンセル{_END}|キャンセル(?:し|いたし|致し|と?なり|にな)(?:ました|ます)",
        "【キャンセル】朗読会",
        "公演はキャンセルとなりました",
        harmless=("キャンセルする場合はお電話ください", "キャンセル料はかかりません"),
    ),
    _phrasing(
        "見合わせ",
        r"見合わ?せ(?:ます|ました|る(?:こと|運び)|て(?:い|お)|(?:さ?せて)?いただ|と|いたし|の?お知|】|\)|$)",
        "朗読会の開催を見合わせます",
        "当面のあいだ見合わせております",
        harmless=("体調の悪い方は来館をお見合わせください", "見合わせる場合があります"),
    ),
    _phrasing(
        "休止",
        rf"休止(?![日線])|{_BEGIN}お?休み{_END}"
        r"|(?<![春夏秋冬昼])お?休み(?:し|いたし|致し|です|と?させ|に?なり|とな|の?お知らせ)",
        "点字図書の貸出を休止します",
        "金曜の人形劇(お休みします)",
        "朗読会はお休みです",
        harmless=("お休みの日に読む本", "夏休みの工作会"),
    ),
    _phrasing(
        "延期",
        r"延期|順延",
        "【延期】朗読会",
        "人形劇は来月に延期します",
        harmless=("雨天順延の野外朗読会",),
    ),
    _phrasing(
        "延期",
        rf"(?:日程|日時|開催日|期日|日にち|日取り)(?:の|を|が|は|等?の)?(?:一部)?変更"
        rf"|{_DAY}[^。、\n\d]{{0,8}}(?:\d{{1,2}}(?:時(?:\d{{1,2}}分|半)?|:\d\d))?[^。、\n\d]{{0,8}}"
        r"[にへ]\s?(?:変更|振り?替え|移(?:し|り|す))"
        rf"|(?:\d月|(?=\S{{1,4}}/|\S{{2,4}}\s?\()){_DAY}[^。\n\d]{{0,8}}[→⇒➡⇨]\s?(?:\d{{1,2}}月)?\s?\d{{1,2}}[日/]"
        r"|(?:^|[日)])\s?[にへ]延ば[すし]|日を(?:改め|あらため)|振替(?:開催|日)|振り替え(?:ます|て)",
        "【日程変更】朗読会",
        "1月20日(水)午後3時に変更します",
        "1月13日(水)→1月20日(水)",
        "日を改めて開きます",
        harmless=("電話番号が変更になりました", "開始時刻を3時に変更します", "貸出は10日→7日に"),
    ),
    _phrasing(
        "満席",
        r"満席|満員(?!電車)|満室|定員(?:数|人数)?(?:に|が)(?:達し(?:た|まし|て(?:い|お))|なりまし|満ちまし)"
        r"|(?:予約|申し?込み?|席|定員|枠)(?:で|が|は)(?:いっぱい|一杯|うま)",
        "【満席】朗読会",
        "定員に達しました",
        "席がいっぱいになりました",
        harmless=("定員に達し次第、締め切ります", "満席の場合はお断りします"),
    ),
    _phrasing(
        "満席",
        r"キャンセル待ち",
        "【キャンセル待ち】朗読会",
        "キャンセル待ちのみ受け付けます",
    ),
    _phrasing(
        "締切",
        r"(?:締め?切り?|〆切り?|しめき[りっ])(?:ました|ています|て(?:い|お)ります|させていただきました|済)"
        r"|(?:募集|受付|受け付け|申し?込み?|予約|応募|配布|参加)[^。\n]{0,6}(?:終了|終わり)"
        rf"(?:し|いたし|致し)?(?:{_DONE}|】|\)|$)"
        r"|好評[^。\n】]{0,6}(?:終了|完売|締め?切)"
        rf"|{_BEGIN}[^\n]{{0,6}}(?:終了|締め?切り?|〆切){_END}",
        "人形劇(締切りました)",
        "お申し込みは締め切りました",
        "【ご好評につき終了】福袋",
        "人形劇〔締切〕",
        "受付は終了しました",
        harmless=("申込みは3月1日に受付を終了します", "なくなり次第終了します"),
    ),
)
#: letters of which each of these has some: most sentences have none
SIGN: Final = re.compile(
    "中止|休止|休み|延期|延ば|順延|取|とりや|見合|キャン|セル待|ません|ないこ|ありま|ござい"
    "|変更|替|移|→|⇒|➡|⇨|日を改|日をあ|満|定員|一杯|いっぱ|うま|締|切|〆|しめき|終了|終わり|好評"
)
#: what else bears a value out
_ALIKE: Final = {
    "中止": frozenset(("中止", "休止", "見合わせ")),
    "休止": frozenset(("中止", "休止", "見合わせ")),
    "見合わせ": frozenset(("中止", "休止", "見合わせ", "延期")),
    "延期": frozenset(("延期", "見合わせ")),
    "満席": frozenset(("満席", "締切")),
    "締切": frozenset(("満席", "締切")),
}
#: by which a page tells a pause, whatever of
_PAUSE: Final = re.compile(
    r"停止|運休|閉鎖|(?:休館|休室|休業|閉館|閉室)(?!日|時間)|故障|(?:使え|でき|いただけ|行い|なれ)ません"
)
#: no decision: 雨天中止, 荒天時は順延・中止
_WEATHER: Final = re.compile(
    r"(?:雨天|荒天|悪天候|小雨|雨|雪)(?:時|の(?:場合|とき|際|日)|なら|だったら)?(?:は|には|も|、)?"
    r"(?:(?:順延|延期|中止|決行)[・、/や]?(?:または)?)?$"
)
#: behind the word: it was so
_PAST: Final = re.compile(
    r"(?:し|いたし|と?なっ|にして|となって|になって)て?(?:い|お)(?:た|り?ました(?=が|、))"
    r"|(?:の|を)?(?:解除|撤回|取り消し)"
)
#: letters around a word within which it is read: only what has no stop is longer, and that would be
#: read whole as often as the word stands in it
_NEAR: Final = 120
_LABEL: Final = re.compile(r"[【(〔\[《][^】()〕\]》\n]*$")  #: the word stands in a bracket
#: a noun before its particle: おはなし会は中止, not the は of おはなし
_PARTICLE: Final = re.compile(
    r"(?<=[^\sはがをも、])(?<![でにへ])(?<!から)(?<![子こ]ど(?=も))(?P<which>については|につきましては|に関しては|は|も|が|を)"
    r"(?=[、\s]|[一-龠ァ-ヴ「『【\d]|お休|とり|しめ|いっぱ|うま|$)"
)
_ATTACHED: Final = re.compile(r"(?P<noun>[一-龠々ァ-ヴーぁ-ん]*?[一-龠々ァ-ヴー]{2,})の?$")
_HOW: Final = re.compile(
    r"(?:開催|実施|一時|当面|臨時|全面|急[遽きょ]+|一部|やむな?く|やむを?[得え]ず|すべて|全て|当分|しばらく)"
    r"(?:の(?:間|あいだ))?$"
)
_DATED: Final = re.compile(
    r"(?:令和\s?\d+年|\d+年)?(?:\d{1,2}月)?\d{1,2}[日時分回/](?:半|\d{0,2}分?)?(?:\([^()\n]{0,8}\))?"
    r"|\d{1,2}月|[~・、,\s]|午前中?|午後|[月火水木金土日]曜日?|毎[週月]|第(?=\d)"
    r"|[本今来]年度?|[今来]週|[今来]月|今[回後]|[本明先当]日|現在|当館|本館|以降|図書館"
)
#: (別の講座を検討中です): beside what is said
_REMARK: Final = re.compile(r"\([^()\n]*\)")
#: behind a cause the sentence begins anew
_CAUSE: Final = re.compile(
    r"(?:ため|により|によって|につき|ので|ことから|に伴い"
    r"|を?(?:考慮し|踏まえ|ふまえ|鑑み|かんがみ|受け)(?:て|まして)?)、?\s?"
)
#: the thing itself, by the end of its name
_THING: Final = re.compile(
    r"(?:(?<![機社都])会|講座|教室|講演|展示?|催し物?|行事|イベント|おはなし|お話|上映|公演|演奏"
    r"|コンサート|ワークショップ|まつり|祭り?|フェスタ?|フェスティバル|フェア|ツアー|大会|ラリー"
    r"|クイズ|企画|事業|プログラム|開催|実施|日程|日時|開催日|期日|日にち|当日|今回|今月|次回"
    rf"|こと|もの|回|分|標記|上記|下記|表記|こちら|{FOLLOWING}|[」』])(?:の(?:開催|実施|日程|日時|参加))?$"
)
#: of which alone one says that it is full
_ROOM: Final = re.compile(
    r"(?:申し?込み?|予約|受付|受け付け|募集|応募|定員|席|参加者?|人数|整理券|チケット|受講者?"
    r"|枠|組|名|人|会場|配布)(?:の(?:申し?込み?|受付|募集|受け付け))?$"
)
_PAIR: Final = re.compile(r"(?=([一-龠々ァ-ヴーぁ-んA-Za-z]{2}))")
#: in nearly every title
_ANY: Final = frozenset(
    ("図書", "書館", "お知", "知ら", "らせ", "の開", "開催", "につ", "つい", "いて", "いた", "ます")
)


@dataclass(frozen=True, slots=True)
class Standing:
    """How something stands, as a passage says it."""

    value: str
    words: str
    subject: str  #: of what it is said; empty where the passage does not say
    own: bool  #: of the thing itself, as far as its title tells
    denied: bool  #: 中止ではありません
    past: bool  #: 延期していた


_ENDS: Final = re.compile(r"[。\n]")


def statements(text: str, about: str) -> tuple[Standing, ...]:
    """Return how things stand by a folded text; `about`: the folded titles of its thing."""
    if not SIGN.search(text):  # most texts
        return ()
    names = _pairs(about)
    return tuple(
        one
        for sentence in _ENDS.split(text)
        if SIGN.search(sentence)
        for one in _read(sentence, names)
    )


def bears_out(one: Standing, others: Iterable[Standing]) -> bool:
    """Return whether other statements say the same of the same thing."""
    return any(
        other.value in _ALIKE[one.value]
        and not other.denied
        and (other.own or bool(_pairs(one.subject) & _pairs(other.subject)))
        for other in others
    )


def pauses(text: str) -> bool:
    """Return whether a folded text tells that anything stands still or cannot be used."""
    return _PAUSE.search(text) is not None


def titled(title: str, about: str = "") -> tuple[Standing, ...]:
    """Return how a folded title says that things stand now: nothing that is denied, or was so."""
    every = statements(title, about or title)
    return tuple(one for one in every if not (one.denied or one.past))


def halts(title: str) -> dict[str, str]:
    """Return what a title says of a thing that is called off, put off, paused, full or over, each
    with its words.
    """
    return {one.value: one.words for one in reversed(titled(fold(title)))}


def unsaid(listed: str, title: str, text: str) -> tuple[Standing, ...]:
    """Return what the title on a list says of how a thing stands, and its page (or another text on
    it) does not, in whatever words.
    """
    ours = titled(fold(listed))
    if not ours:
        return ()
    whole, about = fold(f"{title}\n{text}"), fold(f"{listed}\n{title}")
    page, pause = statements(whole, about), pauses(whole)
    return tuple(
        one for one in ours if not (bears_out(one, page) or (one.value == "休止" and pause))
    )


def _read(sentence: str, names: frozenset[str]) -> Iterator[Standing]:
    """Yield what one sentence says."""
    for phrasing in PHRASINGS:
        for match in phrasing.pattern.finditer(sentence):
            start, end = match.span()
            before, behind = sentence[max(0, start - _NEAR) : start], sentence[end : end + _NEAR]
            bracket = _LABEL.search(before) or match[0][0] in "【(〔[《"
            scope = f"{bracket[0] if isinstance(bracket, re.Match) else ''}{match[0]}"
            rest = _REMARK.sub("", behind)
            rest = "" if rest[:1].isspace() else rest  # 中止(振替なし) 30日…開館した場合は
            bare = _REMARK.sub("", before)
            outright = CAUSE.sub("、", f"{bare}{match[0]}{rest}")
            if DOUBT.search(scope if bracket else outright) or _WEATHER.search(before):
                continue
            subject = "" if bracket else _subject(bare, match[0])
            yield Standing(
                phrasing.value,
                match[0].strip("【】()〔〕[]《》"),
                subject,
                own=_is_thing(subject, phrasing.value, names),
                denied=claims.DENIAL.match(behind) is not None,
                past=_PAST.match(behind) is not None,
            )


def _subject(before: str, words: str) -> str:
    """Return the noun of which the words behind `before` are said: the object or subject of their
    clause, else the topic of the sentence.
    """
    if (own := _PARTICLE.search(words)) and own["which"] in "はもがを":
        return _noun(words[: own.start()], before)
    clause = _HOW.sub("", _CAUSE.split(before)[-1].rpartition("、")[2])
    if particles := list(_PARTICLE.finditer(clause)):
        return _noun(clause[: particles[-1].start()])
    if attached := _ATTACHED.search(clause):
        return _noun(attached["noun"])
    topics = [one for one in _PARTICLE.finditer(before) if one["which"] not in "がを"]
    return _noun(before[: topics[-1].start()]) if topics else ""


def _noun(words: str, before: str = "") -> str:
    """Return the noun at the end of some words, with what stands before it in its clause."""
    whole = f"{before}{words}"
    particles = list(_PARTICLE.finditer(whole))
    start = particles[-1].end() if particles else 0
    start = max(start, *(whole.rfind(mark) + 1 for mark in "、,:"))
    return whole[start:].strip()[-30:]


def _is_thing(subject: str, value: str, names: frozenset[str]) -> bool:
    """Return whether a subject is the thing of which the titles are, as far as one can tell."""
    bare = _DATED.sub("", subject).strip("のはがを「」『』 ")
    return (
        not bare
        or _THING.search(subject) is not None
        or (value in ("満席", "締切") and _ROOM.search(subject) is not None)
        or bool(_pairs(bare) & names)
    )


def _pairs(text: str) -> frozenset[str]:
    """Return each two letters that follow each other in a name, but for those of any title."""
    return frozenset(_PAIR.findall(text)) - _ANY
