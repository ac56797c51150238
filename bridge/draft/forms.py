"""Pure: the forms of a labelled line, from how the page has it to from when or until when alone.

What decides nothing goes first: brackets, further sentences, what is to be written on a card, what
follows from applying. A way stays with its day, and a day with its way; whom a value leaves out and
the conditions at which it points stay with it (5(1)ア). Cannot see that a way is open to some only.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from bridge.draft.below import CONDITIONS, unended
from bridge.draft.shorter import written_on
from bridge.text.weight import weigh
from bridge.topics.outline import split
from bridge.topics.sorts import Sort, has_day

if TYPE_CHECKING:
    from collections.abc import Callable

    from bridge.model import Labelled

#: what may be left out of a value, by what it is of
_OF_TIME: Final = re.compile(
    r"[(（](?![^()（）]*除)(?=[^()（）]*(?:開場|受付|程度|(?<![(（])予定|休[けい憩]|終演|雨|雪|荒天|更新|再度))"
    r"(?:[^()（）]|[(（][^()（）]{1,3}[)）])*[)）]"
)
#: the first of several days: 第1回：1月14日(木)
TURN: Final = re.compile(r"第\s?\d{1,2}\s?(?:回|日目?|部)")
#: what each of several days is of: 第1回 1月16日(土)「土を掘る」
_EACH_NAME: Final = re.compile(r"(?<=\))「[^「」]{2,30}」")
_EACH_THING: Final = re.compile(
    r"(?<=[\d分時～)])\s(?![^、]*(?:から|まで|のみ|だけ|会場|[館室]で))[^、\d]{2,24}(?=、第\s?\d|$)(?<!予定)"
)
#: of applying, from when or until when alone
_DAY_ALONE: Final = re.compile(
    r"[^。、：（(]*\d{1,2}日(?:\([^()]{1,5}\))?[^。、（(]{0,24}?(?:から|より|まで|必着|消印有効)(?=[。、にへ（(一-龠ァ-ヶ]|$)"
)
_MAY_BE_CUT: Final = (Sort.AUDIENCE, Sort.PLACE, Sort.APPLY, Sort.THEME, Sort.OTHER)
_NEEDS: Final = re.compile(
    r"必[要須]|必着|消印|除|不可|含|見込|(?<!問い)ません|限[りる]|のみ|だけ|ただし|目は|同伴|曜|土日|[早遅]番|夜[間勤]"
)
#: one more of whom: 車の免許をお持ちの方
_CONDITION: Final = re.compile(r"(?:[うくすつぬむるたの]|ない)(?:方|人|者|こと)。?$")
#: of a value that may yet be another: (予定), (見込み)
_MAY_CHANGE: Final = re.compile(r"^\s?[(（](?:予定|見込み?|変更)")
#: a label of how, below which a day alone says nothing
_OF_WAY: Final = re.compile(r"方法|かた$|方$|先$")
_OF_TERM: Final = re.compile(r"締|〆|しめきり|期[限間日]")
#: by what one applies, and where to
WAY: Final = re.compile(
    r"電話|窓口|カウンター|郵[送便]|持参|お持ち|持って|ファ[クッ]|FAX|メール|はがき|ハガキ|葉書|フォーム|ホームページ|申請|オンライン"
    r"|インターネット|LINE|応募箱|ポスト|提出|お?届け|出して|直接|[館課係所箱]へ"
)
#: a way that is none, or at which hours it is one: 電話では受け付けません, 持参は9時～17時
_NO_WAY: Final = re.compile(
    r"不可|ません|できない|受け?付けない|^(?:持参|来館|窓口|電話)[^。]*\d{1,2}(?:時|:\d)|\d\s?[人名組]"
)
#: the way itself: 往復はがき(1人1枚)に住所を書いて、
_CARD: Final = re.compile(r"はがき|ハガキ|葉書|メール|ファ[クッ]|FAX|フォーム|電話|申請")
_UNTIL: Final = re.compile(r"まで|締|しめきり|必着|消印|抽選")
#: what is to be made ready, before what is done with it: 写真を貼り、
_MADE_READY: Final = re.compile(
    r"(?:^|(?<=[。、]))(?:(?!\d日)[^。])*?を(?:[ご御お]?(?:書いて|書き|添えて?|貼って|貼り|付けて?)|ご?(?:記入|明記|記載|添付|貼付)(?:し|して|の?(?:うえ|上)))、?"
    r"|(?:^|(?<=[。、]))[^。、]*(?:氏名|名前|住所)[^。]*?を(?:、|(?=[^。、を]{1,16}[へに]))"
)
#: what is filled in, and handed in then
_FORM: Final = re.compile(
    r"[一-龠々ァ-ヶー]{0,6}(?:申込書|申請書|応募票|申込票|用紙|応募書類|履歴書)(?:\d[枚部通])?(?=[にへを])"
)
_GIVEN: Final = re.compile(
    r"(?!.*(?:申し?込|応募し|[はが]))[^。]*(?:提出|出[しす]|お持ち|持って|届け)"
)
#: a house, and no more: 窓口(北分館) 2名
_HOUSE: Final = re.compile(r"[(（][^()（）\s]{1,10}[館室課][)）]$")
_IN_BRACKETS: Final = re.compile(
    r"\s?[(（](?!(?:[月火水木金土日][・祝)）]|\d{1,2}[)）]))[^()（）]*[)）]"
)
#: said in a value of who, when, how many or how much; of a sentence nearly.DECIDES is asked
_LIMITS: Final = re.compile(
    r"(?:(?<!問い)ませ|でき|れ)ん|ない(?=[。で、]|$)|不可|不要|中止|延期|のみ|だけ|限[りる定っ]|ただし|但し|除|必[要須]|抽選|先着|整理券|無料|必着|消印|含[みむめ]|見込"
    r"|\d\s?(?:円|人|名|組|冊|点|句|歳|才|年生)|\d{1,2}\s?(?:時|:\d\d)|\d日|小学生|中学生|高校生|保護者|同伴|順|どなた|だれでも|第\d|曜|土日|祝|[早遅]番|夜[間勤]"
)
#: of applying, what follows from it: 抽選の結果は12日にメールで, 定員になり次第締め切ります
_FOLLOWS: Final = re.compile(
    r"結果|当選|なり(?:次第|しだい)|達し(?:次第|しだい|た)|キャンセル|用紙は|申込書は|できます。?$"
)


def _by_what(one: Labelled) -> str:
    """Return of a line of applying when, where to and by what, without what is to be written and
    what follows; nothing of any other.
    """
    return _applying(one, lambda each, _: bool(WAY.search(each) or has_day(each)))


def _by_one(one: Labelled) -> str:
    """Return of it the first of its ways and the first of its days."""

    def is_first(each: str, before: str) -> bool:
        way = WAY.search(each) and not WAY.search(before)
        day = has_day(each) and (_UNTIL.search(each) or not has_day(before))
        return bool(way or day)

    return _applying(one, is_first)


def _applying(one: Labelled, is_kept: Callable[[str, str], bool]) -> str:
    """Return a line of applying with those of its sentences that are kept; nothing where it has no
    way, or loses its days.
    """
    label, _, value = one.text.partition("：")
    if one.sort not in (Sort.APPLY, Sort.TERM):
        return ""
    text = ""
    for sentence in split(value):
        bare = _IN_BRACKETS.sub(_as_it_limits, sentence)
        if not (_FOLLOWS.search(bare) or _NO_WAY.search(_IN_BRACKETS.sub("", bare))):
            text += bare if is_kept(bare, text) else ""
    ready = _MADE_READY.sub(_made_of, text)
    text = written_on(ready if has_day(ready) == has_day(value) else text)
    says = WAY.search(text) or (has_day(text) and _OF_TERM.search(label))
    return f"{label}：{unended(text)}" if says and label else unended(text) if says else ""


def _made_of(ready: re.Match[str]) -> str:
    """Return of what is to be made ready the card, or the form that is handed in: 申込書を of
    申込書に必要事項を記入し、.
    """
    if _CARD.search(ready[0]):
        return ready[0]
    form = _FORM.match(ready[0])
    behind = ready.string[ready.end() :].partition("。")[0]
    return f"{form[0]}を" if form and _GIVEN.match(behind) else ""


def _as_it_limits(aside: re.Match[str]) -> str:
    stays = _LIMITS.search(aside[0]) or _MAY_CHANGE.match(aside[0])
    return aside[0] if stays or _HOUSE.match(aside[0].strip()) else ""


def _as_it_may_change(aside: re.Match[str]) -> str:
    return aside[0] if _MAY_CHANGE.search(aside[0]) else ""


@lru_cache(64)
def _without_asides(one: Labelled) -> str:
    """Return a line without what decides nothing: brackets, and sentences behind the first."""
    if one.sort in (Sort.WHEN, Sort.HOURS):
        bare = _EACH_NAME.sub("", one.text)
        bare = _EACH_THING.sub("", bare) if TURN.search(bare) else bare
        return _OF_TIME.sub("", bare)
    if CONDITIONS.search(one.text):
        return one.text
    first, *rest = split(one.text)
    text = first + "".join(sentence for sentence in rest if not _is_spare(sentence, one.sort))
    text = unended(_IN_BRACKETS.sub(_as_it_limits, text))
    return text if weigh(text) < weigh(one.text) else one.text


def _is_spare(sentence: str, sort: str) -> bool:
    """Whether a further sentence of a value decides nothing; another way of applying does."""
    if sort == Sort.APPLY:
        return bool(
            _FOLLOWS.search(sentence) or not (_LIMITS.search(sentence) or WAY.search(sentence))
        )
    return not (_LIMITS.search(sentence) or _is_condition(sentence, sort))


def _is_condition(sentence: str, sort: str) -> bool:
    """Whether a further sentence of who may come is one more condition: 車の免許をお持ちの方。"""
    return sort == Sort.AUDIENCE and _CONDITION.search(sentence) is not None


def _first(one: Labelled) -> str:
    """Return the first sentence of a line without what stands in brackets; nothing where the rest
    says a day, or what one needs, or of a line of when, how many, or what it costs.
    """
    if (text := CONDITIONS.sub(r"\g<below>", one.text)) != one.text:
        return text
    if one.sort not in _MAY_BE_CUT:
        return ""
    first, *rest = split(_IN_BRACKETS.sub(_as_it_may_change, one.text))
    gone = "".join((*rest, *(it for it in _IN_BRACKETS.findall(one.text) if it not in first)))
    needed = _NEEDS.search(gone) or any(_is_condition(each, one.sort) for each in rest)
    return "" if first == one.text or needed or has_day(gone) else unended(first)


def _dated(one: Labelled) -> str:
    """Return of a line of applying from when or until when alone; nothing of any other, where
    another day is said than that, or below a label of how.
    """
    label, _, value = one.text.partition("：")
    dated = one.sort in (Sort.APPLY, Sort.TERM) and not _OF_WAY.search(label)
    when = _DAY_ALONE.search(value) if dated else None
    other = when and has_day(value[: when.start()] + value[when.end() :])
    return f"{label}：{when[0].strip()}" if when and not other else ""


#: the forms of a line that are shorter than what the page has
SHORT: Final = (_without_asides, _first, _by_what, _by_one, _dated)
