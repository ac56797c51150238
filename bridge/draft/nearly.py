"""Pure: what a page can do without that is a little too long to be told whole.

What stays as it was, what may happen, why, and what to bring go first, the least of it that makes
room; of what decides (an hour, a price, who may come, what is not allowed) one sentence goes at
most, where nothing less is enough; a day, and what stands under a label of such, never goes. A page
that cannot do without it is chosen from as any other (5(1)ア). Cannot see what of two plain
sentences matters more.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from math import inf
from typing import TYPE_CHECKING, Final

from bridge.draft.fitting import lines_weigh
from bridge.draft.hanging import of_nothing
from bridge.draft.sentences import INSTEAD
from bridge.draft.shorter import shorter
from bridge.draft.spare import spare
from bridge.draft.subject import pairs
from bridge.text.times import fold
from bridge.topics.outline import split
from bridge.topics.sorts import has_day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

MOST: Final = 12  #: what may go: more of it is a page to choose from
#: letters that may go of a hundred
SHARE: Final = 45
WORTH: Final = 8  #: at most, of what `_need` says
#: what it costs that the sentences say no more why
SPARED: Final = 2
LISTED: Final = 6  #: the need of a day that is none, where the days are listed
#: what is as it was: 開館時間に変更はありません
AS_EVER: Final = re.compile(
    r"(?:通常|平常|いつも|[ふ普](?:だん|段)|これまで|今まで|いままで|従来|予定)の?(?:どおり|通り)"
    r"|が、[^。]{0,12}(?:継続され|続け|続き)ます|変わり(?:は|も)?(?:ありません|ございません|なく)|変わりません|変更(?:は|も)?(?:ありません|ございません|なし)|影響(?:は|も)?ありません"
)
#: what may be: 終了時刻は前後することがあります
MAY_BE: Final = re.compile(
    r"(?:こと|場合|おそれ|恐れ|可能性)(?:が|も)(?:あります|ございます)|予想されます|かもしれません"
)
NEXT: Final = 4  #: the need of when the next one is, below what is off
_NEXT: Final = re.compile(r"(?:なお、?)?次回[はの]")
#: what is held although something beside it is off
_HELD: Final = re.compile(r"予定(?:どおり|通り)(?!では|に?(?:でき|行え))")
#: the season, and thanks: no news
GREETS: Final = re.compile(
    r"ごめんなさい。?$|(?:季節|シーズン|時[期季]|ころ|頃|日々|毎日)(?:に|と)なりました。?$|[寒暑][いさ][^。]{0,4}(?:続|つづ)[^。]*。?$|ありがとうござい[^。]*。?$"
)
#: why, and who says so
WHY: Final = re.compile(
    r"^原因|(?:との|という)ことです。?$|ためです。?$|による(?:もの|ため)です。?$"
)
#: what is asked of who comes, and whom to ask
ASKED: Final = re.compile(
    r"(?:持ち|持参|用意|声(?:がけ|かけ|を?お?掛け)|相談|連絡|電話|尋ね|たずね|問い?合わ?せ|確認|遠慮|やめ|控え|お待ち|利用|回り|願い|お入り|お越し|気をつけ)"
    r"[^。]{0,8}(?:ください|下さい|(?<!電話)(?<!連絡)(?:いた)?します|です)。?$"
)
#: what one hears of on the spot
_ASIDE: Final = re.compile(
    r"^・?(?:持ち物|持ってくるもの|服装|講師|出演|面接|選考|審査|結果|発表|賞品?|語り手|話す人|朗読|演奏|主催|共催|協力|後援|議題|その他|そのほか|備考|注意)[^：:]{0,4}[：:]"
)
#: what decides: what is not, for whom alone, how many, what it costs
DECIDES: Final = re.compile(
    r"(?:ませ|でき|れ)ん|ない(?=[。で、]|$)|不可|中止|延期|終了|休|閉|のみ|だけ|限[りるっ]|ただし|但し|除|必要|要申|抽選|先着|整理券|定員|締|無料"
    r"|だれでも|誰でも|どなたでも|児|小学生|中学生|中高生|高校生|大人|おとな|市外|町外|村外|区外"
    r"|\d\s?(?:円|人|名|組|冊|点|本|回|席|枚|台|袋|がつ|にち|さつ|にん|くみ|じ(?=\d|はん|から))|\d{1,2}\s?(?:時|:\d\d)|(?:まで|から|より)(?=[。に、]|$)|か月|週間|申し?込"
)
#: a remark, unless it decides: (おなじ名前が多いときは、くじびき)
_REMARK: Final = re.compile(rf"^(?:[(（][^()（）]*[)）]。?$|※)(?!.*(?:{DECIDES.pattern}))")
#: where more is said: 当日の朝、本館へお問い合わせください
_ASKTHERE: Final = re.compile(
    r"(?:確認|問い?合わ?せ|参照|尋ね|たずね)(?:て|し|の[う上]え)?[^。]{0,2}(?:ください|下さい)。?$"
)
#: when it is to be given back
_DUE: Final = re.compile(r"(?:返却|貸出)(?:期限|期間|日)")
#: it holds for those who cannot do as the others: 車いすの方には職員が本をお持ちします
_FOR_SOME: Final = re.compile(
    r"(?:車[いイ椅][すス子]|ベビーカー|(?:お?体|お?身体|[目耳足])の(?:不自由|悪い)|むずかしい|難しい|困難な)[^。]{0,8}方"
)
#: of those who cannot come then: 14日にご都合の悪い方のみ、ご連絡ください
_CANNOT_COME: Final = re.compile(
    r"ご?都合[がの](?:悪い|つかない|合わない|付かない)(?:方|人)[^。]*(?:連絡|電話|申し出|相談)"
)
#: points at the rows below it, and says no more than the title
_AS_FOLLOWS: Final = re.compile(
    r"[^。、]{2,24}は、?(?:次|下記|以下)の(?:とおり|通り)(?:です|(?:行|おこな)います|開催します|実施します)。?"
)
#: one day of those that are none of the days below each other: ※26日(土)はお休みします
_NOT_THEN: Final = re.compile(
    r"(?:※\s*)?(?:\d{1,2}月)?\d{1,2}日(?:\([^()]*\))?は[^。]*(?:お?休み|ありません|行いません)[^。]*。?"
)
#: a row of something held: its days and its hour
_ROW_OF_DAYS: Final = re.compile(r"・.*\d日.*\d(?:時|:\d\d)")
#: a label of what decides
_KEY: Final = re.compile(
    r"^[・【〔＜<]*(?:日時|とき|期[日間]|日程|時間|場所|会場|ところ|対象|定員|費用|料金|参加費|入場|申し?込|締|しめきり|休|停止"
    r"|応募|提出|(?:おく|送|出)し?り?(?:かた|方)|募集期間|受付|資格)[^：:】〕＞>]{0,8}[：:】〕＞>]"
)
#: a heading, an item: without it what stands below or beside it would say something else
_ONE_OF: Final = re.compile(r"^(?:・|【[^】]*】$)")
#: names and no more, in one line: 傘(17本)、子ども用のくつ(右だけ・青)、水筒(4)、老眼鏡(3)
_NAMES: Final = re.compile(r"(?:[^\s、。：:]{1,20}、){3,}[^\s、。：:]{1,20}(?<!など)")
FEWEST: Final = 3  #: names that stay
_IN_BRACKETS: Final = re.compile(r"\([^()]*\)")
_HEADING: Final = re.compile(r"【[^】]*】")
#: 20日の夜にお入れになった方の本は、ぬれていました
_DID: Final = re.compile(
    r"(?:\d{1,2}月)?\d{1,2}日[^。、]{0,12}に[^。、]{0,16}(?:った|いた|した|れた)(?:方|かた|本|資料|もの)[^。]*(?:ました|います)。"
)
#: of those who have won, and know it by now
_PRIZES: Final = re.compile(
    r"^(?:賞状|記念品|副賞|表彰式|(?:応募)?作品の返却|(?:応募|入[賞選])?作品は[^。]*お返し)"
)
_ENDED: Final = re.compile(r"[。！？!?♪]$")
#: a line that is a heading by what stands below it
_HEAD: Final = re.compile(r"【[^】]*】|(?:B?\d階の?)?[^。、：:→・\d(【】]{1,16}")
#: points at what stands before it
POINTS: Final = re.compile(
    r"^(?:(?:なお|また|※)、?)*(?:そ(?:れ|の|ちら|こ)|こ(?:れ(?!まで|から)|の(?!たび|ほか|度)|ちら)|いずれも|どちらも|両|同|(?:会期|開催期間)中|かわり|代わり|翌|残り|ただし|但し|ほかの|他の|以後|その)"
)

#: the same of a place, within a sentence: 期限を延ばしますので、そちらでお受け取りください
THERE: Final = re.compile(r"、(?:そちら|そこ)(?:で|に|へ|を|から)(?!は)")
#: days without what is on them: 12月5日と12日、どちらも14時から。
_DAYS_ALONE: Final = re.compile(r"(?:\d{1,2}月)?\d{1,2}日[^。がはを]{0,30}(?:から|まで|より)。?$")


@dataclass(frozen=True)
class _Telling:
    """A sentence of a line, or a line that is none."""

    line: int
    text: str
    need: int  #: 0: it never goes; else what it is worth, 1 the least
    led: bool  #: stands only behind the one before it


def nearly(
    lines: Sequence[str],
    title: str,
    fits: Callable[[Sequence[str]], bool],
    most: float = inf,
) -> tuple[str, ...]:
    """Return the lines without the least that makes room; none where that is not enough, or so
    much goes that it would be another text. `most`: what those that fit weigh at most, by their
    lines.
    """
    for fewer in _with_fewer_names(lines):
        if fits(fewer):
            return tuple(fewer)
    tellings = _tellings(lines, title)
    if sum(one.need > 0 for one in tellings) > MOST:
        return ()
    room = sum(len(one.text) for one in tellings) * SHARE // 100
    ranked = sorted(
        (need + cost, -cost, [-n for n in gone], gone)
        for need, gone, *least in _choices(tellings)
        for cost, weighs in zip((0, SPARED), least, strict=True)
        if weighs <= most and (gone or cost)
    )
    for _, spared, _, gone in ranked:
        if sum(len(tellings[n].text) for n in gone) <= room:
            left = _headed(
                lines, _lines_of([one for n, one in enumerate(tellings) if n not in gone])
            )
            left = spare(left) if spared else left
            for these in (left, shorter(left)):
                if fits(these):
                    return tuple(these)
    return ()


def _with_fewer_names(lines: Sequence[str]) -> Iterator[list[str]]:
    """Yield the lines with the one row of names among them cut, as many as may stay first:
    傘(17本)、水筒(4)、老眼鏡など.
    """
    rows = [n for n, line in enumerate(lines) if _NAMES.fullmatch(line)]
    if len(rows) != 1:
        return
    names = lines[rows[0]].split("、")
    for many in range(len(names) - 1, FEWEST - 1, -1):
        row = f"{'、'.join(names[:many])}など"
        yield [*lines[: rows[0]], row, *lines[rows[0] + 1 :]]


def _tellings(lines: Sequence[str], title: str) -> list[_Telling]:
    """Return the sentences of the lines; the first that says what the title says never goes, nor
    do those of the first line that do, the first two where none does, and of the first line only
    what there is no other way.
    """
    sentences = [
        (n, text)
        for n, line in enumerate(lines)
        for text in ([line] if _ASIDE.match(line) or _KEY.match(line) else split(line))
    ]
    news = [at for at, (_, text) in enumerate(sentences) if not GREETS.search(fold(text))]
    off = re.search(r"中止|延期|取り?やめ|お?休み(?:し|です)", title)
    titular = [at for at in news if pairs(sentences[at][1]) & pairs(title)]
    leads = [at for at in titular if at == titular[0] or sentences[at][0] == 0] or news[:2]
    days = sum(_ROW_OF_DAYS.match(fold(line)) is not None for line in lines) > 1
    of_past = _of_past(sentences)
    return [
        _Telling(
            n,
            text,
            of_past.get(at, 0)
            or _need_in_list(fold(text)) * days
            or _need_of(fold(text), first=n == 0, leads=at in leads, off=off is not None),
            led=at > 0
            and bool(
                of_past.get(at) == 1
                or POINTS.match(fold(text))
                or THERE.search(fold(text))
                or _DAYS_ALONE.match(fold(text))
                or of_nothing(fold(text))
            ),
        )
        for at, (n, text) in enumerate(sentences)
    ]


def _of_past(sentences: Sequence[tuple[int, str]]) -> dict[int, int]:
    """Return how much is needed, by its place, what is said to those who did something on a day
    that is over, and what stands behind it in its line: it is not for who reads the news now.
    """
    needs: dict[int, int] = {}
    for at, (n, text) in enumerate(sentences):
        if n and _DID.match(fold(text)):
            needs[at] = 2
        elif at - 1 in needs and sentences[at - 1][0] == n:
            needs[at] = 1
    return needs


def _need_in_list(text: str) -> int:
    """Return how much a telling is needed above or below rows of days, 0 where that makes no
    difference: that they follow, which other day is none.
    """
    return 1 if _AS_FOLLOWS.fullmatch(text) else LISTED if _NOT_THEN.fullmatch(text) else 0


def _need_of(text: str, *, first: bool, leads: bool, off: bool) -> int:
    """Return the same of a page that calls something off: what is held all the same stays, the day
    of the next one may go.
    """
    if leads or (off and _HELD.search(text)):
        return 0
    return NEXT if off and _NEXT.match(text) else _need(text, first=first)


def _need(text: str, *, first: bool) -> int:
    """Return how much a telling is needed, 1 the least; 0 for what never goes."""
    if AS_EVER.search(text) or GREETS.search(text):
        return 1
    if _ASKTHERE.search(text):
        return 1 + first
    if _CANNOT_COME.search(text):
        return 4
    if _PRIZES.match(text):
        return 2
    if has_day(text) or _KEY.match(text) or _ONE_OF.match(text):
        return 0
    if INSTEAD.search(_IN_BRACKETS.sub("", text)):
        return 4
    if (MAY_BE.search(text) and not ASKED.search(text)) or WHY.search(text):
        return 1 + 2 * first
    if (
        _ASIDE.match(text)
        or _REMARK.match(text)
        or (ASKED.search(text) and not DECIDES.search(text))
    ):
        return 5 if _FOR_SOME.search(text) else 2 + 2 * first
    decides = DECIDES.search(text) or _DUE.search(text) or first or not _ENDED.search(text)
    return 5 if decides else 3


def _choices(tellings: Sequence[_Telling]) -> Iterator[tuple[int, tuple[int, ...], int, int]]:
    """Yield what may go together, each with its need and with what is left at least, as it is and
    with what is spared: no more goes than is worth it, and nothing stays that is led by what goes.
    """
    choices: list[tuple[int, tuple[int, ...], int, int]] = [(0, (), 0, 0)]
    for line in dict.fromkeys(one.line for one in tellings):
        own = [n for n, one in enumerate(tellings) if one.line == line]
        choices = [
            (need + of, (*before, *gone), as_is + left, spared + least)
            for need, gone, left, least in _choices_of_line(tellings, own)
            for of, before, as_is, spared in choices
            if need + of <= WORTH
        ]
    led = [n for n, one in enumerate(tellings) if one.led]
    for choice in choices:
        if not any(n - 1 in choice[1] and n not in choice[1] for n in led):
            yield choice


def _choices_of_line(
    tellings: Sequence[_Telling], own: Sequence[int]
) -> Iterator[tuple[int, tuple[int, ...], int, int]]:
    """Yield the same of the tellings of one line."""
    choices: list[tuple[int, tuple[int, ...]]] = [(0, ())]
    for n in own:
        need = tellings[n].need or WORTH + 1
        choices += [(of + need, (*gone, n)) for of, gone in choices if of + need <= WORTH]
    for need, gone in choices:
        text = "".join(tellings[n].text for n in own if n not in gone)
        yield need, gone, _least(text), _least(*spare([text]))


def _least(text: str) -> int:
    """Return what a line weighs in its shortest form; nothing of none."""
    return min(lines_weigh([text]), lines_weigh(shorter([text])))


def _headed(lines: Sequence[str], left: Sequence[str]) -> list[str]:
    """Return what is left of the lines without a heading below which nothing is left: 返却 ⏎ the
    next heading, of what has a sentence below it on the page.
    """
    heads = {
        one for one, after in pairwise(lines) if _HEAD.fullmatch(fold(one)) and _ENDED.search(after)
    }
    return [
        one
        for one, after in pairwise((*left, ""))
        if one not in heads or (after and after not in heads)
    ]


def _lines_of(tellings: Sequence[_Telling]) -> list[str]:
    """Return the tellings as lines again."""
    lines: dict[int, str] = {}
    for one in tellings:
        lines[one.line] = lines.get(one.line, "") + one.text
    left = list(lines.values())
    below = (*left, "【】")[1:]
    return [
        line
        for line, after in zip(left, below, strict=True)
        if not (_HEADING.fullmatch(line) and _HEADING.fullmatch(after))
    ]
