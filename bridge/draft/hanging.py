"""Pure: which sentences are not so, or say nothing, without the one before them, and what limits
the one before.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bridge.draft.subject import pairs
from bridge.topics.sorts import Sort, has_day

if TYPE_CHECKING:
    from bridge.topics.outline import Outline, Unit

NEAR: Final = 4  #: lines behind 次は…です that are of the next thing
#: a time or a case, of which は makes no subject: お休みのあいだは, 10月からは
_WHILE: Final = re.compile(
    r"[^、。はがも]*?(?:とき|場合|際|あいだ|間|期間|中|当日|後|以降|以後|まで|から|より|年末|年始|(?<=\d)[日月])"
    r"(?:\([^()]*\))?[にで]?[はも]、?"
)
#: says that it can be used, changes, goes round: of something
_OF_A_THING: Final = re.compile(
    r"(?:使え|でき|いただけ|お使いになれ|延び|のび|終わり|始まり|回り|まわり|戻り|もどり|届き"
    r"|受け付け|お知らせし|お知らせいたし|延長し|お渡しし|ご用意し)(?:ます|ません|ました)(?:が[^。]*)?。?$"
)
#: what such a verb is said of
_THING: Final = re.compile(
    r"[がはを]|(?<![でにて])も(?!し|の|う|っと|と)|…|の利用|休館|開館|手続|(?:どなた|だれ|誰)でも"
)
#: what has the letters of a particle and is none
_NO_PARTICLE: Final = re.compile(r"「[^」]*」|\([^()]*\)|または|もしくは|ごとに|はがき")
#: of what each may have so many, the sentence before it says: ひとり5冊までです。
_EACH_OF: Final = re.compile(
    r"(?:お?(?:ひとり|一人|1人)(?:様|さま)?|1回|1家族)(?:に)?(?:つき)?、?\d[^はがを。]{0,16}。?$|定員は?\d+(?:人|名|組)で、"
)
#: where borrowed things are handed back
_POST: Final = re.compile(r"ポスト|返却(?:口|箱|ボックス|BOX)|返却[^。]*できます")
#: what is not put in there
_FRAGILE: Final = re.compile(
    r"CD|DVD|ビデオ|カセット|紙芝居|紙しばい|視聴覚|AV資料|大型|大きな本|取り?寄せ|相互貸借|(?:他|ほかの?|よその?)(?:の図書)?館"
)
#: where it goes, or that it does not
_COUNTER: Final = re.compile(r"窓口|カウンター|職員|直接|開館(?:して|後|日|時)|入れ(?:ない|られ)")
_BUT: Final = re.compile(r"ただし|但し")
#: (土・日を除く), (DVDは入れないでください); (なくなり次第終了) limits nothing
_BRACKET: Final = re.compile(
    r"\((?=[^()]*(?:除|ません|不可|ない|のみ|だけ|限[りる]|以外|予定\)|見込))[^()。]{2,60}\)。?"
)
#: courtesy and where to read on
_IDLE: Final = re.compile(r"理解|了承|容赦|詳し|くわし|ご覧|ごらん|参照|問い?合|発売|税込")
#: names what the sentence behind it tells the day of: 次は冬の読書会です。2月21日(日)午後1時半から…
_NEXT: Final = re.compile(
    r"次(?:回)?は、?[^。、]{2,30}(?:です|となります|になります|の予定です)。?$"
)
#: until when, of a case that the sentence before it names: 次の回まで持っていてください
_TILL_NEXT: Final = re.compile(r"次(?:の)?(?:回|巡回日?|運行日?)(?:の日)?まで")
_CASE: Final = re.compile(
    r"(?:運休|中止|欠航|休み|取りやめ)[^。]{0,8}?(?:とき|場合|際|回|日)(?=[のにはも、])"
)
#: related to what stands before: 図書館では、1階にて関連する本をミニ展示しています。
_RELATED: Final = re.compile(r"(?<![にとの一-龠])関連(?:する|した)(?=[一-龠ァ-ヶー])")


def of_nothing(text: str) -> bool:
    """Return whether a sentence does not say of what it is: お休みのあいだは使えません。"""
    verb = _OF_A_THING.search(text)
    if verb is None:
        return False
    words = _NO_PARTICLE.sub("「」", text[: verb.start()])
    return _THING.search(_WHILE.sub("", words)) is None


def hangs(outline: Outline, unit: Unit, text: str) -> bool:
    """Return whether a line's `text` needs the sentence before it, as it does not say of what it
    is, or is the exception to it.
    """
    before = outline.before(unit)
    below_a_label = before is not None and before.label
    of_each = _EACH_OF.match(text) and before is not None and before.sort == Sort.SENTENCE
    return bool(
        (of_nothing(text) and not below_a_label and not (before is None and has_day(text)))
        or _RELATED.search(text)
        or _of_case(before, unit, text)
        or (
            of_each
            and before
            and before.section == unit.section
            and not pairs(before.text) & pairs(outline.title)
        )
        or _of_next(outline, unit)
        or excepts(outline, unit)
    )


def _of_case(before: Unit | None, unit: Unit, text: str) -> bool:
    """Return whether a sentence is so only in the case that the one before it names: 運休になった
    回のかわりはありません。本は次の回まで…, which alone would be of every round.
    """
    return bool(
        before
        and before.section == unit.section
        and _TILL_NEXT.search(text)
        and _CASE.match(before.text)
        and not _CASE.search(text)
    )


def _of_next(outline: Outline, unit: Unit) -> bool:
    """Return whether a sentence stands in a paragraph behind one that names the next thing:
    without it, a day would be taken for that of the page's own thing.
    """
    above = outline.units[max(0, unit.at - NEAR) : unit.at]
    mine = [one for one in above if one.raw == unit.raw and one.section == unit.section]
    return any(_NEXT.match(one.text) for one in mine)


def excepts(outline: Outline, unit: Unit) -> bool:
    """Return whether a sentence tells what is not handed back where the one before it says:
    CDは壊れるおそれがありますので、窓口へお持ちください。
    """
    before = outline.before(unit)
    return bool(
        before
        and before.sort in (Sort.SENTENCE, Sort.NOTE)
        and before.section == unit.section
        and _POST.search(_with_heading(outline, before))
        and _is_exception(unit.text)
    )


def limit_of(outline: Outline, unit: Unit) -> str:
    """Return what stands right behind a line and limits it: ただし…, (土・日を除く), what is not
    put in the post; empty where nothing does.
    """
    after = outline.units[unit.at + 1] if unit.at + 1 < len(outline.units) else None
    if after is None or after.section != unit.section or after.label or _IDLE.search(after.text):
        return ""
    limits = (
        _BUT.match(after.text)
        or _BRACKET.fullmatch(after.text)
        or (_POST.search(_with_heading(outline, unit)) and _is_exception(after.text))
    )
    return after.text if limits else ""


def _with_heading(outline: Outline, unit: Unit) -> str:
    return f"{outline.sections[unit.section].heading}{unit.label}{unit.text}"


def _is_exception(text: str) -> bool:
    return bool(_FRAGILE.search(text) and _COUNTER.search(text))
