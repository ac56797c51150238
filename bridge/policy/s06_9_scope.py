"""6(9): how far a thing reaches — which floor, from which age to which, by which way alone, one
library or all of them, for each head or each family.

Pure; compared are two folded texts. Where the page says nothing of the kind, nothing is phrase.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from bridge.policy import claims
from bridge.policy.matter import TEXT, finding
from bridge.text.signs import around
from bridge.text.times import find_times

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bridge.model import Finding

#: 2階ロビー, 3Fの研修室
_FLOOR: Final = re.compile(r"(?<!\d)(?P<floor>地下|B)?(?P<n>\d{1,2})\s?[階F]の?\s?")
_FLOOR_SIGN: Final = re.compile("[階F]")
#: 0～2歳, 4歳から小学2年生
_AGES: Final = re.compile(
    r"(?<!\d)(?P<first>\d{1,2})\s?(?P<unit>歳|才|[かカヵヶ箇]月|年生)?(?:児)?\s?(?:~|-|から)\s?"
    r"(?P<school>小学?|中学?|高校?)?(?P<last>\d{1,2})\s?(?P<of>歳|才|[かカヵヶ箇]月|年生?)(?!間)"
)
_ALONE: Final = re.compile(
    r"(?P<way>電話|窓口|カウンター|メール|郵送|持参|は?がき|ファクス|FAX|フォーム|オンライン|来館)(?:で|から)?"
    r"(?:のみ|だけ|に限)"
)
_EVERY: Final = re.compile(
    r"(?<![一-龠])全(?:て?の?)?(?:図書)?館|(?:すべて|全て)の(?:図書)?館|全分?館"
)
_LINE: Final = re.compile(r"[^。\n]+")
#: a library alone, with what is said of it: 雑誌を配るのは南図書館だけです
_ONE_HOUSE: Final = re.compile(
    r"(?P<words>(?P<house>[一-龠]{1,6}(?:図書館|分館|分室|館))(?:で|に|が)?(?:だけ|のみ(?!な)))(?!では|でな|じゃ)"
)
_ONLY_DAY: Final = re.compile(
    r"(?<!\d)(?P<day>\d{1,2})日(?:\([^()\n]{1,6}\))?(?:のみ|だけ)(?!では)"
)
_THING: Final = re.compile(r"[一-龠ァ-ヴーA-Z]{2}")
_EACH: Final = re.compile(r"全館|各館|全図書館|すべて|全て|全分館|いずれの館|館内全")
#: for each of what, and how much
_SHARE: Final = re.compile(
    r"(?:お?一|1)(?P<per>人|名|家族|世帯|組|団体|回|日)(?:さま|様)?(?:に|につき|あたり)?、?\s?(?P<n>\d{1,4})\s?(?P<unit>冊|点|枚|袋|個|本|組|箱|回)"
)
#: 市民センター3階大ホール: a house right before its room
_HOUSE: Final = re.compile(
    r"(?<![一-龠々ァ-ヶー])(?P<house>[一-龠々ァ-ヶー]{0,8}?(?:館|センター|分室|プラザ|学校))の?\s?(?:(?:地下|B)?\d{1,2}[階F]の?\s?)?"
    r"(?=[一-龠々ァ-ヶー])"
)
#: 前日の10時, 初日は午後3時
#: 市民センターの3階
_STOREY: Final = re.compile(
    r"(?<![一-龠々ァ-ヶー])(?P<house>[一-龠々ァ-ヶー]{1,8}?(?:館|センター|分室|プラザ|学校))の?\s?(?P<n>(?:地下|B)?\d{1,2}[階F])"
)
_WHICH: Final = re.compile(
    r"(?P<day>前日|当日|翌日|初日|最終日)(?P<gap>[^。、\n\d]{0,6}?)(?=\d|午|正)"
)
#: 火曜日から金曜日, 土日祝: a part of the week, which has the hours behind it
_WEEK: Final = re.compile(
    r"(?P<week>平日|[月火水木](?:曜日?)?(?:から|~)金(?:曜日?)?)"
    r"|土(?:曜日?)?(?:・|、|と)?日(?:曜日?)?(?:[・、と]?(?:祝日?|休日))?|週末|休日|祝日"
)
_LONG: Final = "延長"
_LONGER: Final = re.compile(r"(?:まで|に)?\s?(?:延長|短縮|繰り?[上下])")
#: 謝礼を1回500円: it is paid, or to be paid
_PAID: Final = re.compile(
    r"(?P<thing>[一-龠々]{0,3}(?:費|料|代|謝礼|報酬|謝金))[をはがとし:\s]{1,3}て?(?:1回|1人|[^\d。、\n]{0,4})(?P<yen>\d[\d,]*円)"
)
#: 入場は100円
_FEE: Final = re.compile(
    r"(?P<what>入場|観覧|参加|受講|聴講)(?:料|費)?[はが]\s?(?:お?一人)?\d[\d,]*円"
)
#: 講演のあと, 講演の前
_ORDER: Final = re.compile(
    r"(?P<what>[一-龠ァ-ヴー]{2,8})の(?:(?P<after>後|あと)|前|まえ)(?![一-龠])"
)
#: 材料代はいただきません: nothing is to be paid for it
_UNPAID: Final = re.compile(
    r"(?P<what>[一-龠]{2}|テキスト|お茶)(?:代金?|費用?|料金?)[はもが]?(?:いただきません|いただいて(?:い|お)りません|かかりません|いりません|要りません|不要|なし|無料|ただ)"
)
#: 各回70席, 計70席
_EACH_OF: Final = re.compile(
    r"(?P<each>各(?:回|日|館|組|部門?|クラス|コース)|それぞれ|1回)?(?P<all>合?計|合わせて|全部で|全体で)?\s?(?:先着)?(?P<n>\d{1,4})\s?(?P<unit>人|名|席|組|点|冊|枚)"
)
_ANY_KIND: Final = re.compile("[各計]|それぞれ|1回|合わせて|全部で|全体で")
#: 最優秀1点, 学習席(24席), 定員は20名: a noun right before what is counted of it
_COUNTED: Final = re.compile(
    r"(?P<noun>[一-龠々ァ-ヶー]{2,8})(?:は|が|を|\(|:|\s)?\s?(?P<n>\d{1,5})\s?(?P<unit>人|名|席|組|点|冊|枚|袋|個|台|本|セット)"
)
_NUMBERED: Final = re.compile(r"\d{1,5}\s?[人名席組点冊枚袋個台本セ]")
_NO_NOUN: Final = re.compile(
    r".*(?:先着|各回|各日|合計|程度|一般|以上|最大|およそ|今回|全部|当日|午前|午後)$"
)
#: 1回30分から60分になり: what it was, and what it is
_CHANGED: Final = re.compile(
    r"(?<!\d)(?P<old>\d[\d,]{0,8})\s?(?P<of>[分円冊点日週時人年][間]?)から\s?(?P<new>\d[\d,]{0,8})\s?(?P=of)(?:に(?:な|変|延|増|減|引|上|下|短|拡|し)|へ)"
)
#: ふだんは10冊: not now
_USUAL: Final = re.compile(
    r"(?:ふだん|通常|いつも|これまで|従来|現在)(?!どおり|通り|と同)(?:は|の|、)?[^\d。、()\n]{0,6}(?P<n>\d{1,5})\s?(?P<unit>冊|点|人|名|円|日間?|週間|分間?|時間|回|台|席)"
)
#: 変更前 変更後: the columns of a table; below them each row has what it was, and what it is
_COLUMNS: Final = re.compile(r"(?:変更前|現行|旧)[^\n\d]{0,12}(?:変更後|改正後|新)(?:\s|$)")
_ROW: Final = re.compile(
    r"(?<!\d)(?P<old>\d[\d,]{0,8})\s?(?P<of>[分円冊点日週時人年][間]?)[^\S\n]*[→⇒]?[^\S\n]*(?:1[枚人回冊])?(?P<new>\d[\d,]{0,8})\s?(?P=of)"
)
_QUOTED: Final = re.compile(r"[「『](?P<name>[^「」『』\n]{2,20})[」』]")
_ALIKE: Final = 0.6  #: share of its letters that make a name another spelling of one
_SAME: Final = {"名": "人", "世帯": "家族"}


def findings(text: str, page: str) -> Iterator[Finding]:
    """Yield what a text says of how far something reaches, and its page otherwise."""
    yield from _floors(text, page)
    yield from _ages(text, page)
    yield from _alone(text, page)
    yield from _every(text, page)
    yield from _shares(text, page)
    yield from _rooms(text, page)
    yield from _times(text, page)
    yield from _payments(text, page)
    yield from _each_of(text, page)
    yield from _counted(text, page)
    yield from _changed(text, page)
    yield from _names(text, page)
    yield from _orders(text, page)
    yield from _only_days(text, page)


def _orders(text: str, page: str) -> Iterator[Finding]:
    """Yield what a text tells after a thing and its page before it, or the other way round."""
    known: dict[tuple[str, bool], str] = {}
    for match in _ORDER.finditer(page):
        known[match["what"], bool(match["after"])] = match[0]
    for match in _ORDER.finditer(text):
        what, after = match["what"], bool(match["after"])
        if (what, after) not in known and (what, not after) in known:
            why = f"ページでは「{known[what, not after]}」です。"
            yield finding("6(9)", match[0], TEXT, why, stop=True)


def _only_days(text: str, page: str) -> Iterator[Finding]:
    """Yield the only day of something that has another only day on the page."""
    known = tuple(_ONLY_DAY.finditer(page))
    for match in _ONLY_DAY.finditer(text) if known else ():
        same = [one for one in known if _share(_around(match), _around(one))]
        if same and all(one["day"] != match["day"] for one in same):
            yield finding("6(9)", match[0], TEXT, f"ページでは「{same[0][0]}」です。", stop=True)


def _each_of(text: str, page: str) -> Iterator[Finding]:
    """Yield 計70席 where the page has 各回70席, and the other way round."""
    ours = [one for one in _kinds(text) if one[0]] if _ANY_KIND.search(text) else []
    known: dict[str, set[str]] = {}
    for kind, match in _kinds(page) if ours else ():
        known.setdefault(f"{match['n']}{match['unit']}", set()).add(kind)
    for kind, match in ours:
        others = known.get(f"{match['n']}{match['unit']}", set())
        if others == {"each" if kind == "all" else "all"}:
            why = f"ページでは「{'それぞれ' if kind == 'all' else '合わせて'}」の数です。"
            yield finding("6(9)", match[0], TEXT, why, stop=True)


def _kinds(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Yield each number of things, and whether it is of each ("each"), of all, or neither."""
    for match in _EACH_OF.finditer(text):
        yield "each" if match["each"] else "all" if match["all"] else "", match


def _counts(text: str) -> Iterator[tuple[str, str, str, str]]:
    """Yield each noun with what is counted of it: noun, number, unit, all in words."""
    for match in around(_COUNTED, text, _NUMBERED, before=11, behind=1):
        if not _NO_NOUN.fullmatch(match["noun"]):
            yield match["noun"], match["n"], _SAME.get(match["unit"], match["unit"]), match[0]


def _counted(text: str, page: str) -> Iterator[Finding]:
    """Yield another count of a noun than the page has: 最優秀3点 for 最優秀1点."""
    ours = tuple(_counts(text))
    theirs = tuple(_counts(page)) if ours else ()
    rows = tuple(_turned_rows(page)) if ours else ()
    for noun, number, unit, words in ours:
        known = {phrase: n for other, n, of, phrase in theirs if (other, of) == (noun, unit)}
        if any(number == row["new"] for row in rows):
            continue
        if known and number not in known.values() and re.search(rf"(?<!\d){number}(?!\d)", page):
            why = f"ページでは「{next(iter(known))}」です。"
            yield finding("6(9)", words, TEXT, why, stop=True)


def _turned_rows(page: str) -> Iterator[re.Match[str]]:
    """Yield each row of a page's table that has what it was beside what it is: 10点 15点."""
    columns = _COLUMNS.search(page)
    start = columns.end() if columns else len(page)
    yield from (row for row in _ROW.finditer(page) if row.start() >= start or "→" in row[0])


def _changed(text: str, page: str) -> Iterator[Finding]:
    """Yield what was until a change by the page, told without what it is now."""
    for ours in _USUAL.finditer(text):
        was = [one for one in _USUAL.finditer(page) if one["unit"] == ours["unit"]]
        if was and all(one["n"] != ours["n"] for one in was):
            yield finding("6(9)", ours[0], TEXT, f"ページでは「{was[0][0]}」です。", stop=True)
    for usual in () if _USUAL.search(text) else _USUAL.finditer(page):
        words = re.search(rf"(?<!\d){usual['n']}\s?{usual['unit']}", text)
        others = len(re.findall(rf"(?<!\d){usual['n']}\s?{usual['unit']}", page)) > 1
        if words and not others:
            why = f"ページでは「{usual[0]}」です。"
            yield finding("6(9)", words[0], TEXT, why, stop=True)
    for change in (*_CHANGED.finditer(page), *_turned_rows(page)):
        old, new = (rf"(?<!\d){change[one]}\s?{change['of']}" for one in ("old", "new"))
        turned = rf"{new}から{old}"
        if swap := re.search(turned, text):
            why = f"ページでは「{change[0]}」です。"
            yield finding("6(9)", swap[0], TEXT, why, stop=True)
        words = re.search(old, text)
        if words and not re.search(new, text):
            why = f"ページでは「{change[0]}」です。"
            yield finding("6(9)", words[0], TEXT, why, stop=True)


def _names(text: str, page: str) -> Iterator[Finding]:
    """Yield a name in quotation marks that the page has nearly: 「春の本棚」 for 「冬の本棚」."""
    flat = re.sub(r"\s", "", page).lower()
    for match in _QUOTED.finditer(text):
        name = re.sub(r"\s", "", match["name"]).lower()
        if name in flat or len(name) < 3:
            continue
        for other in _QUOTED.finditer(page):
            own = re.sub(r"\s", "", other["name"]).lower()
            same = sum(a == b for a, b in zip(own, name, strict=False))
            if len(own) == len(name) and same / len(own) >= _ALIKE:
                yield finding(
                    "6(9)", match["name"], TEXT, f"ページでは「{other['name']}」です。", stop=True
                )
                break


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


def _when(text: str) -> Iterator[tuple[str, frozenset[int], str]]:
    """Yield each hour that has a word beside it, 前日 or 延長: the word, the minutes of the day
    that may be meant, both in words.
    """
    for time in find_times(text):
        ends = claims.moments(time)
        longer = _LONGER.match(text, time.end)
        if longer:
            yield _LONG, ends[-1], f"{time.words}{longer[0]}"
        for which in _WHICH.finditer(text, max(0, time.start - 12), time.start + 1):
            if which.end() == time.start:
                yield which["day"], ends[0], f"{which[0]}{time.words}"
    for line in _LINE.finditer(text):
        parts = [*_WEEK.finditer(line[0])]
        for part, behind in pairwise((*parts, None)):
            own = line[0][part.end() : behind.start() if behind else len(line[0])] if part else ""
            for time in find_times(own):
                for end in claims.moments(time):
                    yield "平日" if part and part["week"] else "休日", end, time.words


def _times(text: str, page: str) -> Iterator[Finding]:
    """Yield each hour that the page has for another day only (前日10時 for 当日10時), and another
    one until which something is made longer.
    """
    ours = tuple(_when(text))
    theirs = tuple(_when(page)) if ours else ()
    for word, minutes, words in ours:
        if any(other == word and at & minutes for other, at, _ in theirs):
            continue
        # another hour until which it is longer, the same hour of another day
        longer = word == _LONG
        known = [
            phrase
            for one, at, phrase in theirs
            if longer or one != _LONG
            if longer == (one == word) and longer != bool(at & minutes)
        ]
        if known:
            why = f"ページでは「{known[0]}」です。"
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


def _spans(text: str) -> dict[tuple[str, str, str], str]:
    """Return each span of ages or school years: both ends and what they count, with its words."""
    spans = {}
    for match in _AGES.finditer(text):
        unit = "年生" if match["of"].startswith("年") else match["of"].replace("才", "歳")
        if unit != "年生" or match["school"] or match["unit"] or match["of"] == "年生":
            spans[match["first"], match["last"], unit] = match[0]
    return spans


def _ages(text: str, page: str) -> Iterator[Finding]:
    """Yield each span that shares one end with a span of the page, and not the other."""
    ours = _spans(text)
    theirs = _spans(page) if ours else {}
    for (first, last, unit), words in ours.items():
        alike = [
            phrase
            for (begin, end, of), phrase in theirs.items()
            if of == unit and (begin == first) != (end == last)
        ]
        both = all(re.search(rf"(?<!\d){one}(?!\d)", page) for one in (first, last))
        if alike and both and (first, last, unit) not in theirs:
            why = f"対象が合いません。ページでは「{alike[0]}」です。"
            yield finding("6(9)", words, TEXT, why, stop=True)


def _alone(text: str, page: str) -> Iterator[Finding]:
    """Yield the way that a text calls the only one, where the page has it beside others."""
    others = {match["way"] for match in _ALONE.finditer(page)}
    for match in _ALONE.finditer(text):
        way = re.escape(match["way"])
        beside = re.search(
            rf"(?:または|か|・|や|、)(?:、|は)?\s?{way}|{way}(?:、|で)?\s?(?:または|か(?!ら)|・|や)",
            page,
        )
        if match["way"] not in others and beside:
            why = "ページでは、ほかの方法もあります。"
            yield finding("6(9)", match[0], TEXT, why, stop=True)


def _every(text: str, page: str) -> Iterator[Finding]:
    """Yield 全館 where the page names some libraries only, one library alone where the page has
    全館, or another one alone of the same thing.
    """
    alone = tuple(_ONE_HOUSE.finditer(page))
    for match in _ONE_HOUSE.finditer(text):
        house, others = match["house"], [one["house"] for one in alone]
        if not any(house.endswith(one) or one.endswith(house) for one in others):
            same = next((one for one in alone if _share(_around(match), _around(one))), None)
            if same or (_EVERY.search(page) and not alone):
                tells = _around(same).strip() if same else "全館"
                yield finding(
                    "6(9)", match["words"], TEXT, f"ページでは「{tells}」です。", stop=True
                )
    every = _EVERY.search(text)
    if every and not _EACH.search(page) and re.search(r"[一-龠]館", page):
        why = "「全館」のことだとは、ページにありません。"
        yield finding("6(9)", every[0], TEXT, why, stop=True)


def _around(match: re.Match[str]) -> str:
    """Return the clause in which something stands."""
    first = max(match.string.rfind(mark, 0, match.start()) for mark in "。\n") + 1
    return (
        match.string[first : match.end()]
        + re.split(r"[。、\n]", match.string[match.end() :][:40])[0]
    )


def _share(one: str, other: str) -> bool:
    """Return whether two sentences name one thing that is no library's name."""
    bare = (re.sub(r"[一-龠]{1,6}(?:図書館|分館|分室|館)", " ", each) for each in (one, other))
    ours, theirs = (set(_THING.findall(each)) for each in bare)
    return bool(ours & theirs)


def _shares(text: str, page: str) -> Iterator[Finding]:
    """Yield for each family what the page gives to each head."""
    known: dict[tuple[str, str], set[str]] = {}
    for match in _SHARE.finditer(page):
        known.setdefault((match["n"], match["unit"]), set()).add(
            _SAME.get(match["per"], match["per"])
        )
    for match in _SHARE.finditer(text):
        per = known.get((match["n"], match["unit"]), set())
        if per and _SAME.get(match["per"], match["per"]) not in per:
            why = f"ページでは「1{min(per)}」に、です。"
            yield finding("6(9)", match[0], TEXT, why, stop=True)
