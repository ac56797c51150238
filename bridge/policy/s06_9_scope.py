"""6(9): how far a thing reaches — which floor, from which age to which, by which way alone, one
library or all of them, for each head or each family.

Pure; compared are two folded texts. Where the page says nothing of the kind, nothing is phrase.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bridge.policy import claims, turns
from bridge.policy.matter import TEXT, finding
from bridge.text.landmarks import around

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bridge.model import Finding

#: 2階ロビー, 3Fの研修室
_FLOOR: Final = re.compile(r"(?<!\d)(?P<floor>地下|B)?(?P<n>\d{1,2})\s?[階F]の?\s?")
_FLOOR_SIGN: Final = re.compile("[階F]")
#: 市民センター3階大ホール: a house right before its room
_HOUSE: Final = re.compile(
    r"(?<![一-龠々ァ-ヶー])(?P<house>(?![休開当全各]館)[一-龠々ァ-ヶー]{0,8}?(?:館|センター|分室|プラザ|学校))の?\s?(?:(?:地下|B)?\d{1,2}[階F]の?\s?)?"
    r"(?=[一-龠々ァ-ヶー])"
)
#: 前日の10時, 初日は午後3時
#: 市民センターの3階
_STOREY: Final = re.compile(
    r"(?<![一-龠々ァ-ヶー])(?P<house>(?![休開当全各]館)[一-龠々ァ-ヶー]{1,8}?(?:館|センター|分室|プラザ|学校))の?\s?(?P<n>(?:地下|B)?\d{1,2}[階F])"
)
#: 謝礼を1回500円: it is paid, or to be paid
_PAID: Final = re.compile(
    r"(?P<thing>[一-龠々]{0,3}(?:費|料|代|謝礼|報酬|謝金))[をはがとし:\s]{1,3}て?(?:1回|1人|[^\d。、\n]{0,4})(?P<yen>\d[\d,]*円)"
)
#: 入場は100円
_FEE: Final = re.compile(
    r"(?P<what>入場|観覧|参加|受講|聴講)(?:料|費)?[はが]\s?(?:お?一人)?\d[\d,]*円"
)
#: for whom something is free
_READER: Final = re.compile(
    r"未就学|小学生|中学生|高校生|学生|子ども|こども|会員|障[害がい碍]|\d{1,2}[歳才]"
)
#: 材料代はいただきません: nothing is to be paid for it
_UNPAID: Final = re.compile(
    r"(?P<what>[一-龠]{2}|テキスト|お茶)(?:代金?|費用?|料金?)[はもが]?(?:いただきません|いただいて(?:い|お)りません|かかりません|いりません|要りません|不要|なし|無料|ただ)"
)
#: 最優秀1点, 学習席(24席), 定員は20名: a noun right before what is counted of it
_COUNTED: Final = re.compile(
    r"(?P<noun>[一-龠々ァ-ヶー]{2,8})(?:は|が|を|\(|:|\s)?\s?(?P<n>\d{1,5})\s?(?P<unit>人|名|席|組|点|冊|枚|袋|個|台|本|セット)(?!\s?\d)"
)
_NUMBERED: Final = re.compile(r"\d{1,5}\s?[人名席組点冊枚袋個台本セ]")
_NO_NOUN: Final = re.compile(
    r".*(?:先着|各回|各日|合計|程度|一般|以上|最大|およそ|今回|全部|当日|午前|午後)$"
)
_SAME: Final = {"名": "人", "世帯": "家族"}


def findings(text: str, page: str) -> Iterator[Finding]:
    """Yield what a text says of how far something reaches, and its page otherwise."""
    yield from _floors(text, page)
    yield from _rooms(text, page)
    yield from _payments(text, page)
    yield from _counted(text, page)


def _counts(text: str) -> Iterator[tuple[str, str, str, str]]:
    """Yield each noun with what is counted of it: noun, number, unit, all in words."""
    for match in around(_COUNTED, text, _NUMBERED, before=11, behind=5):
        if not _NO_NOUN.fullmatch(match["noun"]):
            yield match["noun"], match["n"], _SAME.get(match["unit"], match["unit"]), match[0]


def _counted(text: str, page: str) -> Iterator[Finding]:
    """Yield another count of a noun than the page has: 最優秀3点 for 最優秀1点."""
    ours = tuple(_counts(text))
    theirs = tuple(_counts(page)) if ours else ()
    rows = tuple(turns.turned_rows(page)) if ours else ()
    for noun, number, unit, words in ours:
        known = {phrase: n for other, n, of, phrase in theirs if (other, of) == (noun, unit)}
        elsewhere = re.search(
            rf"(?<!\d){number}\s?(?:{unit}|名)(?:の?ご?{noun}|に(?:な|変|増|減))|{noun}[^。\n]{{0,24}}\s{number}\s?{unit}",
            page,
        )
        if elsewhere or any(number == row["new"] for row in rows):
            continue  # 217点の応募, 80人から30人になります
        if known and number not in known.values() and re.search(rf"(?<!\d){number}(?!\d)", page):
            why = f"ページでは「{next(iter(known))}」です。"
            yield finding("6(9)", words, TEXT, why, stop=True)


def _housed(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield each room that stands right behind its house: room, house, both in words."""
    for match in _HOUSE.finditer(text):
        behind = text[match.end() : match.end() + 16]
        room = next(iter(claims.places(behind)), "")
        if room and behind.startswith(room):
            yield room, match["house"], f"{match[0]}{room}"


def _storeys(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield each floor right behind its house: floor, house, both in words."""
    for match in _STOREY.finditer(text):
        yield match["n"], match["house"], match[0]


def _rooms(text: str, page: str) -> Iterator[Finding]:
    """Yield each room in another house than the page's."""
    ours = (*_housed(text), *_storeys(text))
    theirs = (*_housed(page), *_storeys(page)) if ours else ()
    for room, house, words in ours:
        known = {phrase: other for one, other, phrase in theirs if one == room}
        if known and not any(
            other.endswith(house) or house.endswith(other) for other in known.values()
        ):
            why = f"ページでは「{next(iter(known))}」です。"
            yield finding("6(9)", words, TEXT, why, stop=True)


def _payments(text: str, page: str) -> Iterator[Finding]:
    """Yield what is paid by the text, and not by the page (謝礼はありません)."""
    for match in _PAID.finditer(text) if "円" in text else ():
        thing = re.escape(match["thing"])
        none = re.search(
            rf"{thing}[はも:\s]{{0,2}}(?:あり|支払いし|お支払いし|いただき)ません|{thing}[は:\s]{{0,2}}(?:なし|無料|不要)",
            page,
        )
        paid = re.search(rf"{thing}[^。、\n(]{{0,8}}{match['yen']}", page)
        if none and not paid:
            why = f"ページでは「{none[0]}」です。"
            yield finding("6(9)", match[0], TEXT, why, stop=True)

    for match in _FEE.finditer(text):
        same = rf"{match['what']}(?:料|費)?[はが:\s]{{0,3}}"
        free = re.search(rf"{same}無料", page)
        if free and not re.search(rf"{same}\d", page):
            yield finding("6(9)", match[0], TEXT, f"ページでは「{free[0]}」です。", stop=True)
    for match in _UNPAID.finditer(text):
        who = _READER.search(text, text.rfind("。", 0, match.start()) + 1, match.start())
        if who and re.search(rf"{re.escape(who[0])}[^。\n]{{0,12}}無料", page):
            continue  # 500円(資料代)。高校生以下は無料
        fee = re.search(
            rf"{match['what']}[代費料金]{{1,2}}[^。\n\d(]{{0,6}}\d[\d,]*円"
            rf"|\d[\d,]*円\({match['what']}[代費料]",
            page,
        )
        if fee and not re.search(
            rf"{match['what']}[代費料金]{{1,2}}[はも:\s]{{0,2}}(?:無料|なし)", page
        ):
            yield finding("6(9)", match[0], TEXT, f"ページでは「{fee[0]}」です。", stop=True)


def _on_floors(text: str) -> dict[str, dict[str, str]]:
    """Return the floors of each room: {"ロビー": {"1": "1階ロビー"}}."""
    rooms: dict[str, dict[str, str]] = {}
    for match in _FLOOR.finditer(text) if _FLOOR_SIGN.search(text) else ():
        room = next(iter(claims.places(text[match.end() : match.end() + 16])), "")
        if room and text.startswith(room, match.end()):
            floor = f"{'地下' if match['floor'] else ''}{match['n']}"
            rooms.setdefault(room, {})[floor] = f"{match[0].strip()}{room}"
    return rooms


def _floors(text: str, page: str) -> Iterator[Finding]:
    """Yield each room on another floor than the page's."""
    ours = _on_floors(text)
    theirs = _on_floors(page) if ours else {}
    for room, floors in ours.items():
        known = {
            floor: words
            for other, alike in theirs.items()
            if other.endswith(room) or room.endswith(other)
            for floor, words in alike.items()
        }
        if known and known.keys().isdisjoint(floors):
            why = f"ページでは「{min(known.values())}」です。"
            yield finding("6(9)", next(iter(floors.values())), TEXT, why, stop=True)
