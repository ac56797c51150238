"""Pure: which sentences, beside those that a draft needs, are worth the room that is left.

What a sentence is worth is the sum of what it bears. The points are a logistic regression's, in
tenths of its log-odds, over 2,000 sentences of 420 pages, each with the words of somebody who tells
that page in a post; of the tenth left out it finds them better than a hand's points do. What is
plain and short is wanted: a day, a number, what can be used, brought, handed back; what explains,
looks back or is only polite is not.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bridge.draft.choice import follows, instead_of, stands, told_by
from bridge.draft.leads import ANNOUNCES, LONG_AGO, MOOD, POLITENESS, SECOND
from bridge.text.weight import LIMIT

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
    r"|感じて(?:い|お)り?ます|喜び|これから順に|の日程です。?$|規定により|今後の参考"
)
ALONE: Final = -8  #: points of one that would be the only sentence
BASE: Final = -17  #: points of any sentence
#: before the lead it tells how it came about, or asks for what the lead has yet to say
_BEFORE: Final = re.compile(r"(?:ください|下さい|ませんか|ました|でした)。?$")
_WAS: Final = re.compile(r"(?:まし|でし)た。?$")
#: one of several steps, each with its number
_STEP: Final = re.compile(r"\s*(?:[①-⑳]|[(（]\d[)）]|\d[.．)）]\s)")
#: one of the cases that hang on a warning
_IF_WARNED: Final = re.compile(r"(?:警報|注意報|解除|発表|発令|避難)[^。]*(?:場合|とき)")
#: what only pleases
_PLEASES: Final = re.compile(
    r"ぜひ|申し訳|不明[なの]|(?:次回|来年)は|その(?:よう|他)|かんたん|簡単|お?詫び|ありがとう|お待ち|お気軽|遊びに|お運び|お越し|おこし|ふらり|見に来て|お?まちして|昨年度?は|前回は"
)
#: points of a page's kind
_OF: Final = {
    "event": -5,
    "exhibition": -5,
    "recruitment": -4,
    "notice": 3,
    "emergency": 3,
    "cancelled": 4,
    "service": 4,
}
#: points of what a sentence tells
_TELLS: Final = {"off": 6, "return": 3, "span": 3, "place": 3, "apply": 2, "hour": 1}
#: points of what a sentence says
_SAYS: Final = tuple(
    (many, re.compile(words))
    for many, words in (
        (9, r"\([月火水木金土日]"),
        (6, r"開館し|開け|開き|ひらき"),
        (6, r"お持ち"),
        (5, r"返却|返し|ポスト"),
        (5, r"や[^。]{2,20}など"),
        (4, r"まで|から(?:です)?[。、]"),
        (4, r"図書館|本館|分館"),
        (4, r"\d\s*(?:冊|人|名|点|円|組|枚|本|台|席)"),
        (3, r"使え|利用でき|借りられ|返せ|でき(?:ます|る)"),
        (3, r"^\d+月"),
        (-3, r"場合|ときは|際は"),
        (-3, r"ため|ので|により"),
        (-5, r"紹介|展示"),
        (-5, r"いただ|させて|申し上げ|ており|という"),
        (-6, r"こと|もの"),
        (-6, r"ました|でした|昨年|年度"),
    )
)
#: points of what a sentence is
_IS: Final[tuple[tuple[int, Callable[[Statement], object]], ...]] = (
    (3, lambda one: one.verb),
    (2, lambda one: one.strong),
    (4, lambda one: len(one.text) < 16),
    (-5, lambda one: len(one.text) >= 40),
    (-3, lambda one: len(one.text) >= 60),
    (-2, lambda one: one.back),
    (-3, lambda one: SECOND.search(one.text)),
    (-4, lambda one: ANNOUNCES.search(one.text)),
)


def worth(one: Statement, place: int, *, kind: str, near: bool, today: date) -> int:
    """Return the points of a sentence, the `place`-th of its page from 0, on a page of that `kind`;
    `near` where it stands in the section of the news.
    """
    points = BASE + _OF.get(kind, 0) + sum(_TELLS.get(name, 0) for name in one.tells)
    points += sum(many for many, holds in _IS if holds(one))
    points += sum(many for many, words in _SAYS if words.search(one.text))
    figures = sum(letter.isdigit() for letter in one.text) / max(20, len(one.text))
    points += round(34 * min(figures, 0.3)) + 2 * (place == 1) - min(place, 8) // 2
    points += 4 * near
    return points - 6 * (bool(one.days) and all(day < today for day in one.days))


def further(
    statements: list[Statement],
    choice: list[Statement],
    *,
    kind: str,
    sections: frozenset[int],
    bare: bool,
    today: date,
) -> list[tuple[Statement, int]]:
    """Return the sentences beside `choice` that are worth room, the worthiest first, each with the
    weighted characters that a draft may have before it; `bare` is one without a labelled line.
    """
    ranked = sorted(
        (
            -worth(one, place, kind=kind, near=one.unit.section in sections, today=today),
            one.at,
            one,
        )
        for place, one in enumerate(sorted(statements, key=lambda one: one.at))
    )
    beside = sections | {other.unit.section for other in choice}
    return [
        (replace(one, text=one.whole), upto)
        for points, _, one in ranked
        if (upto := _upto(-points, one, choice, bare=bare))
        and one not in choice
        and not _STEP.match(one.unit.raw)
        and not told_by(one, choice)
        and (one.unit.section in beside or not one.days)
        and (choice or not bare or _alone(one, today))
        and not (_IF_WARNED.search(one.text) or _OF_THE_PAGE.search(one.text))
        and (not _HANGS.fullmatch(one.text) or any(follows(one, other) for other in choice))
        and (instead_of(one, choice) or not _empty(one))
        and not (choice and one.at < choice[0].at and _led_to(one, kind))
        and stands(one, choice)
        and not any(abs((day - today).days) > LONG_AGO for day in one.days)
    ]


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
