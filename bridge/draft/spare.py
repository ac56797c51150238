"""Pure: the sentences of a page without what they can spare: why, thanks on the way, and what only
points at the next line; for a page that has no room for all it says (5(3)イ).

What is done, when, where and for whom stays. Cannot see a reason that is the news.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from bridge.draft.standalone import reasonless, unpointed
from bridge.topics.outline import split

if TYPE_CHECKING:
    from collections.abc import Sequence

#: thanks before what is said: たくさんのお申し込みをいただき、
_THANKS: Final = re.compile(
    r"(?<=、)(?:(?:大変|たいへん)?(?:たくさん|多数|多く)の)(?:方から|皆様から|みなさまから)?"
    r"(?:お|ご)?(?:申し?込み|応募|参加|来場|来館)を?(?:いただき|頂き)(?:まして)?、"
)
#: why nobody else is taken: 定員(80名)に達しましたので、12月3日で締め切りました
_FULL: Final = re.compile(
    r"定員(?:\([^()]*\))?に達し(?:まし)?た(?:ため|ので)、(?=[^。]*(?:終了|締め?切)[^。]*。)"
)
#: the reason says for whom it is: 受験生を応援するため、
_FOR_WHOM: Final = re.compile(
    r"(?:みなさん|みなさま|皆さん|皆様|[のるた]方|[学験]生|子ども|こども)[がをにの][^。、]*ため、"
)
#: what an item looks like: ・水筒(青)1本
_DETAIL: Final = re.compile(
    r"^(?P<item>・(?!.*\d[月日時:])[^()：]+)\((?![^()]*(?:\d|歳|[中止休閉限除]|予約|要|不可|無料|のみ|だけ|児|小学|高校|大人|おとな|以上))"
    r"[^()]+\)"
)
#: ご連絡くださいますようお願い申し上げます
_PLEASE: Final = re.compile(
    r"(?:ください|下さい)ますよう、?(?:よろしく)?お願い(?:申し?上げ|(?:いた|致)し|し)ます"
)
#: 改めてお申込みいただく必要はありません
_NO_NEED: Final = re.compile(
    r"(?P<again>(?:改めて|あらためて|再度|もう一度)?)、?お?(?P<what>申し?込み?|手続き?|連絡|予約)"
    r"(?:を?して)?(?:いただく|頂く|する)必要は(?:あり|ござい)ません"
)


#: where what is left would say nothing: おはなし会は、行います
_NOTHING_LEFT: Final = re.compile(r"[はをが]、?(?:行い|おこない|開催し|実施し|開き|します|ひらき)")
#: なお、12月12日(土)は正面側も祭りで使うため、地下をご案内します: the day, and what is done
_ON_A_DAY: Final = re.compile(
    r"(?P<day>(?:(?:なお|また)、)?(?:\d{1,2}月)?\d{1,2}日[^、。はがを]*は)[^、。]{4,}(?:ため|により|ので)、"
    r"(?=[^、。がはを]+[を][^、。]*(?:します|ください)。)"
)


def spare(lines: Sequence[str]) -> list[str]:
    """Return lines whose sentences say no more why, thank nobody on the way, and point at nothing
    that stands right below; the others as they are.
    """
    return [_of_line(line) for line in lines]


@lru_cache(256)  # one line stands in many wordings
def _of_line(line: str) -> str:
    return "".join(map(_spared, split(line)))


@lru_cache(256)  # and one sentence in many lines
def _spared(sentence: str) -> str:
    if "。" not in sentence:
        return _DETAIL.sub(r"\g<item>", sentence)
    text = _FULL.sub("", _THANKS.sub("", sentence))
    text = _NO_NEED.sub(_not_needed, _PLEASE.sub("ください", text))
    text = _ON_A_DAY.sub(r"\g<day>", text)
    bare = unpointed(text if _FOR_WHOM.search(text) else reasonless(text))
    hollow = _NOTHING_LEFT.search(bare) and not _NOTHING_LEFT.search(text)
    return text if hollow else bare


def _not_needed(words: re.Match[str]) -> str:
    """Return that something need not be done again, in fewer words: 改めてのお申込みは不要です."""
    again = f"{words['again']}の" if words["again"] else ""
    polite = "お" if words["what"][0] == "申" else ""
    return f"{again}{polite}{words['what']}は不要です"
