"""Pure: which sentences, beside those that a draft needs, are worth the room that is left: what is
plain and short, a day, a number, what can be used, brought, handed back.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bridge.draft.choice import follows, instead_of, stands, told_by
from bridge.draft.leads import LONG_AGO, MOOD, POLITENESS
from bridge.draft.sentences import says_of_what
from bridge.text.weight import LIMIT
from bridge.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from bridge.draft.sentences import Statement

#: points that a sentence needs, by the weighted characters that a draft has already
NEEDED: Final = ((140, -14), (190, -10), (LIMIT, -3))
#: short, and of what stands before it: 先着40名まで。 印刷や保存はできません。
_HANGS: Final = re.compile(
    r"(?!.*(?:ひとり|[1一]人|各[回日]|電話|予約|無料|申込|開始時|円))"
    r"(?:[^、。]{0,8}(?:でき|いただけ)ません。|[^。]{0,14}(?<![すんたい])。|[^。]*(?:に含みます|と同じです)。)"
)
#: what is said on a page only: a step, a wish, how it will go on
_OF_THE_PAGE: Final = re.compile(
    r"(?:入力|タップ|選択)してください|(?<!参加)(?<!参加ご)希望(?:の方|される方|者)は|ご意見|見舞い|お疲れ|存じます|おめでとう"
    r"|(?:ようす|様子|写真)です。$|感じて(?:い|お)り?ます|喜び|これから順に|後日[^。]*お知らせ|の日程です。?$|規定により|今後の参考"
)
SURE: Final = 0  #: points of one that is told without the word that ties it
ANYWHERE: Final = 2  #: points of one with a day that is told from whatever part of the page
NEWS: Final = 8  #: points of one that may stand before the lead
ALONE: Final = -8  #: points of one that would be the only sentence
LED: Final = 3  #: sentences of a paragraph that are told for the last of them
#: before the lead it tells how it came about, or asks for what the lead has yet to say
_BEFORE: Final = re.compile(r"(?:ください|下さい|ませんか|ました|でした)。?$")
_WAS: Final = re.compile(r"(?:まし|でし)た。?$")
#: one of several steps, each with its number
_STEP: Final = re.compile(r"\s*(?:[①-⑳]|[(（]\d[)）]|\d[.．)）]\s)")
#: one of the cases that hang on a warning
_IF_WARNED: Final = re.compile(r"(?:警報|注意報|解除|発表|発令|避難)[^。]*(?:場合|とき)")
#: a whole sentence: どなたでも80名。 needs its heading
_ENDS: Final = re.compile(
    r"(?:ます|です|ません|(?:まし|でし)た|(?:くだ|下)さい)(?:\([^()]*\))?[。！？]*$"
)
#: ties a sentence to the one before it, and says nothing
_OPENS: Final = re.compile(r"(?:また|なお|あわせて|併せて|さらに|そのほか)、")
#: what only pleases
_PLEASES: Final = re.compile(
    r"^(?:昨年|去年|おととし|先日|先月)、|ぜひ|申し訳|不明[なの]|(?:次回|来年)は|その(?:よう|他)|かんたん|簡単|お?詫び|ありがとう|お待ち|お気軽|遊びに|お運び|お越し|おこし|ふらり|見に来て|お?まちして|昨年度?は|前回は"
)


@dataclass(frozen=True, slots=True)
class More:
    """A sentence for the room that is left."""

    statement: Statement
    upto: int  #: weighted characters that a draft may have before it
    #: those before it in its paragraph without which it is not told
    led: tuple[Statement, ...] = ()


def further(
    statements: list[Statement],
    choice: list[Statement],
    *,
    kind: str,
    sections: frozenset[int],
    bare: bool,
    today: date,
    away: Callable[[Statement], bool],
    worth: Callable[[Statement], int],
) -> list[More]:
    """Return the sentences beside `choice` that are worth room, the worthiest first; `bare` is one
    without a labelled line; `away` tells one that may be told of another part than the news.
    """
    ranked = sorted(
        (-points, one.at, _opened(one) if points >= SURE else one)
        for one in statements
        for points in [worth(one)]
    )
    beside = sections | {other.unit.section for other in choice}
    return [
        More(replace(one, text=one.whole), upto, tuple(led))
        for points, _, one in ranked
        if (upto := _upto(-points, one, choice, bare=bare))
        and one not in choice
        and not _STEP.match(one.unit.raw)
        and not told_by(one, choice)
        and (one.unit.section in beside or not one.days or (-points >= ANYWHERE and away(one)))
        and (one.unit.section in beside or _ENDS.search(one.text))
        and (choice or not bare or _alone(one, today))
        and not (_IF_WARNED.search(one.text) or _OF_THE_PAGE.search(one.text))
        and (not _HANGS.fullmatch(one.text) or any(follows(one, other) for other in choice))
        and (instead_of(one, choice) or not _empty(one))
        and not (choice and one.at < choice[0].at and -points < NEWS and _led_to(one, kind))
        and stands(one, choice)
        and (led := _led(one, choice, statements)) is not None
        and not any(abs((day - today).days) > LONG_AGO for day in one.days)
    ]


def _opened(one: Statement) -> Statement:
    """Return a sentence without the word that ties it to the one before it: また、工事車両の…."""
    opening = _OPENS.match(one.text) if one.back else None
    if opening is None or not says_of_what(one.text[opening.end() :]):
        return one
    text, whole = one.text[opening.end() :], one.whole[opening.end() :]
    return replace(one, text=text, whole=whole, back=False, inside=False)


def _led(
    one: Statement, choice: list[Statement], statements: list[Statement]
) -> list[Statement] | None:
    """Return the sentences of its paragraph behind which one is understood, the first that stands
    by itself or behind the `choice` before all; None where they are too many, or may not be said.
    """
    row = [one]
    while row[0].inside and not any(follows(row[0], other) for other in choice):
        before = next((other for other in statements if follows(row[0], other)), None)
        if before is None or len(row) == LED or _empty(before) or not stands(before, choice):
            return None
        row.insert(0, before)
    return row[:-1]


def _alone(one: Statement, today: date) -> bool:
    """Whether a sentence may be the only one: of the page's thing, or of a day to come."""
    return not _WAS.search(one.text) and (one.fair or any(day >= today for day in one.days))


def _led_to(one: Statement, kind: str) -> bool:
    """Whether a sentence before the lead tells how it came about, or asks for what the lead has yet
    to say; what happened on an emergency's day is the news.
    """
    return _BEFORE.search(one.text) is not None and not (kind == "emergency" and one.days)


def _upto(points: int, one: Statement, choice: list[Statement], *, bare: bool) -> int:
    """Return the weighted characters of a draft in which a sentence of so many points has its
    place, 0 where it has none: behind a lead that tells what is closed only what is of use beside
    it.
    """
    least = NEEDED[0][1]
    if not choice:
        least = ALONE if bare else least
    elif "closed" in choice[0].tells and not one.tells:
        least = NEEDED[-1][1]
    return max((upto for upto, needed in NEEDED if points >= max(needed, least)), default=0)


def _empty(one: Statement) -> bool:
    """Whether a sentence is mood or courtesy, and no more: 当日は車のご利用をお控えください tells
    what to do.
    """
    if MOOD.search(one.text) or _PLEASES.search(one.text):
        return True
    return not one.tells and POLITENESS.search(one.text) is not None
