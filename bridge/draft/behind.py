"""Pure: what a page tells that looks back — a report, results, thanks: what was held, how many
came, who won, and what can still be seen or fetched.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Final

from bridge.draft.choice import follows, told_by
from bridge.draft.leads import MOOD, POLITENESS
from bridge.text.clean import harmless
from bridge.text.dates import house, mentions
from bridge.text.times import fold
from bridge.topics.outline import is_label, split
from bridge.topics.sorts import Sort

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bridge.draft.sentences import Statement
    from bridge.topics.outline import Outline

#: a title of what lies behind
LOOKS_BACK: Final = re.compile(
    r"結果|報告|ほうこく|統計|会議録|議事|様子|ようす"
    r"|(?:開催|実施|(?<=を)行い|行われ|開き|開かれ|ひらき|活躍し|決まり|決定)(?:し|いたし)?ました"
    r"|(?<=を)し(?:て(?:みました|きました)|ました)|やって?みました"
    r"|ありがとうございました|大盛況|(?:入[賞選]|受賞|当選)[^。]{0,8}(?:発表|決定)"
)
#: how many came, were given, were sent in
_FIGURE: Final = re.compile(r"\d\s*(?:人|名|点|冊|票|組|件|袋|作品|チーム|通|枚)")
#: what came of it
_RESULT: Final = re.compile(r"1位|最優秀|大賞|優勝|グランプリ|チャンプ本|第1席")
_WAS: Final = re.compile(r"(?:まし|でし)た[。！!]?$")
#: a thing of its own, and no more than a word for what stands before: 決勝で紹介された本5冊は
_OWN: Final = re.compile(
    r"(?:なお、|また、)?(?!この|その|これ|それ|こちら)"
    r"(?:[^、。]{6,}?|[^、。]*(?:[一-龠々ァ-ヶー」』]{2}|[たのなる][一-龠々ァ-ヶー]))[はをが]"
)
#: until when, or what to bring: it goes on from the sentence before it
_GOES_ON: Final = re.compile(r"(?:です|ください)。?$|どうぞ")
#: what can be seen from now on, or comes again, on no day
_STILL: Final = re.compile(
    r"(?:結果|資料|写真|作品|動画)[^。]*"
    r"(?:ご(?:覧|らん)いただけ|見られ|置いて(?:あり|い)|(?:公開|展示)して(?:い|お)り?)ます"
    r"|^(?:来年|次回)[^。]*予定です"
)
AHEAD: Final = 2  #: things to come that are told
CHAIN: Final = 3  #: sentences in a row that tell of one of them
#: an award, a place: the name of what a line of results tells
_RANK: Final = re.compile(
    r"[\W\d]*?(?P<name>第?[1-3]位|準?チャンプ本"
    r"|(?:最優秀|準優勝|優勝|準?グランプリ|金|銀|銅|特)(?:作品|賞|選)?"
    r"|[^\s「」『』、。:()〔〕【】\[\]]{1,10}賞)(?=[\s〕】\]:「『(]|$)"
    r"[〕】\]]?(?:[(（](?P<many>\d+)?[^()（）]*[)）])?[\s:]*"
)
_WORK: Final = re.compile(r"(?:「[^「」]{2,40}」|『[^『』]{2,40}』)(?:を読んで)?")
_VOTES: Final = re.compile(r"\d+票")
#: how many read, were read: みんなで読んだ本 5,218冊
_COUNT: Final = re.compile(
    r"(?P<name>[^\s\d、。「」『』:]{2,10}(?:\(\d+[^()\s\d]{1,4}\)[^\s\d、。:]{1,6})?)\s*[\s:]\s*"
    r"(?P<many>\d[\d,]*\s?(?:人|名|冊|点|票|組|件|回|作品))(?:\([^()]*\))?"
)
#: the sum below a label, and what stands behind it: 3,427件(紙 1,502件) ※前回 2,216件
_SUM: Final = re.compile(
    r"[^\d。各]{0,16}\d[\d,.]*\s?(?:人|名|冊|点|票|組|件|回|作品|%|パーセント)"
)
_BESIDE: Final = re.compile(r"\s*(?:※.*|\([^()]*\))")
LONGEST: Final = 80  #: characters of a sentence below a heading
RANKS: Final = 3  #: places, or counts, that are told


def reported(statements: list[Statement], today: date) -> tuple[list[Statement], int]:
    """Return the sentences of a report, the lead first, and how many of them are needed: what was
    held, what is to come with what it is about, what came of it, how many came; none where no
    sentence tells what was.
    """
    inorder = sorted(statements, key=lambda one: one.at)
    plain = [
        one
        for one in inorder
        if not (one.back or one.some or MOOD.search(one.text))
        and (_FIGURE.search(one.text) or not POLITENESS.search(one.text))
    ]
    lead = next((one for one in plain if _WAS.search(one.text) or _FIGURE.search(one.text)), None)
    if lead is None:
        return [], 0
    choice = [lead]
    for group in _ahead(inorder, lead, today):
        choice += [one for one in group if one not in choice]
    if not any(_RESULT.search(one.text) for one in choice):
        choice += _first_with(_RESULT, inorder, choice)
    if not _FIGURE.search(lead.text):
        choice += _first_with(_FIGURE, inorder, choice)
    return choice, len(choice)


def _first_with(
    words: re.Pattern[str], inorder: list[Statement], choice: list[Statement]
) -> list[Statement]:
    """Return the first sentence behind the lead that has such words and is understood, in a list of
    one.
    """
    return [
        one
        for one in inorder
        if words.search(one.text)
        and one.at > choice[0].at
        and not told_by(one, choice)
        and (not one.back or any(follows(one, other) for other in choice))
    ][:1]


def _ahead(inorder: list[Statement], lead: Statement, today: date) -> list[list[Statement]]:
    """Return the first things to come, each with the sentences before it that it goes on from."""
    coming = [one for one in inorder if any(day >= today for day in one.days)]
    groups: list[list[Statement]] = []
    for one in coming or [one for one in inorder if _STILL.search(one.text)]:
        if one is lead:
            continue
        group = [one]
        while (group[0].inside or not _stands_alone(group[0])) and len(group) < CHAIN:
            before = next((other for other in inorder if follows(group[0], other)), None)
            if before is None:
                break
            group[0] = replace(group[0], back=True)
            group.insert(0, before)
        if _stands_alone(group[0]) or group[0] is lead:
            groups.append(group)
    return groups[:AHEAD]


def _stands_alone(one: Statement) -> bool:
    return bool(_STILL.search(one.text)) or (_owns(one.text) and not _GOES_ON.search(one.text))


def _owns(text: str) -> bool:
    """Whether a sentence begins with a thing of its own."""
    return _OWN.match(re.sub(r"\([^()]*\)", "", text)) is not None


def won(outline: Outline, text: str = "") -> tuple[tuple[str, str], ...]:
    """Return award and work of the first place, and of the next ones in one line, without the names
    of those who won: 最優秀賞 and 「…」; nothing where the first place has no work, or an award is
    given in several classes. `text` is the page's own: where lines of it that name persons are none
    of the outline's, a later place is not told as the first.
    """
    lines = list(_lines(outline))
    whole = [fold(line).strip(" ・○●◎■◆★☆*-") for line in text.split("\n")]
    if sum(map(_is_place, whole)) > sum(map(_is_place, lines)):
        lines = whole
    awards = Counter(rank["name"] for line in lines if (rank := _RANK.match(line)))
    places: list[tuple[str, str]] = []
    name, many = "", None
    for line in lines:
        rank = _RANK.match(line)
        if rank:
            if name or awards[rank["name"]] > 1:
                break  # the one before has no work
            name, many, line = rank["name"], rank["many"], line[rank.end() :]  # noqa: PLW2901
        work = None if line.endswith("。") else _WORK.search(line)
        if name and work:
            votes = _VOTES.search(line)
            more = "ほか" if many and int(many) > 1 else ""
            places.append((name, harmless(work[0] + (f"({votes[0]})" if votes else "")) + more))
        elif work and places and not places[-1][1].endswith("ほか"):
            places[-1] = places[-1][0], f"{places[-1][1]}ほか"  # two of one award
        if work or line.endswith("。"):
            name = ""
    return _in_two_lines(places[:RANKS])


def _is_place(line: str) -> bool:
    """Whether a line names an award and its work."""
    rank = _RANK.match(line)
    ends = line.endswith("。")
    return rank is not None and not ends and _WORK.search(line[rank.end() :]) is not None


def _in_two_lines(places: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Return places by two lines, so that of the later ones none is passed over."""
    if len(places) <= 2:
        return tuple(places)
    first, (name, work), *rest = places
    return first, (name, "、".join((work, *(f"{award}{of}" for award, of in rest))))


def coming(outline: Outline, today: date) -> tuple[tuple[str, str], ...]:
    """Return the heading or label and the sentence below it of what is still to come, where the
    sentence does not name it: 賞品のお渡し and 1月20日(水)から2月28日(日)まで….
    """
    places: set[tuple[int, str]] = set()
    for unit in outline.units:
        section = outline.sections[unit.section]
        label = unit.label or ("" if section.facet or section.record else section.heading)
        place = unit.section, unit.label
        if (
            unit.sort not in (Sort.SENTENCE, Sort.OTHER, Sort.NOTE)
            or place in places
            or not is_label(label)
        ):
            continue
        sentence = next((one for one in split(unit.text) if _to_come(one, outline, today)), "")
        if sentence:
            places.add(place)
        if (
            sentence
            and unit.bare
            and len(sentence) <= LONGEST
            and (unit.label or not _owns(sentence))
        ):
            return ((label, harmless(house(sentence.rstrip("。"), outline.near))),)
    return ()


def _to_come(sentence: str, outline: Outline, today: date) -> bool:
    days = [mention.date for mention in mentions(sentence, outline.near)]
    real = [day for day in days if day]
    return len(real) == len(days) and any(day >= today for day in real)


def counts(outline: Outline) -> tuple[tuple[str, str], ...]:
    """Return name and number of what was counted, where several lines of the page do so."""
    pairs = [
        (re.sub(r"\([^()]*\)", "", match["name"]), match["many"])
        for line in _lines(outline)
        if (match := _COUNT.fullmatch(line))
    ] or [
        (unit.label, harmless(_BESIDE.sub("", unit.text)))
        for unit in outline.units
        if unit.sort == Sort.OTHER
        and is_label(unit.label)
        and _SUM.fullmatch(_BESIDE.sub("", unit.text))
    ]
    return tuple(pairs[:RANKS]) if len(dict(pairs)) == len(pairs) > 1 else ()


def _lines(outline: Outline) -> Iterator[str]:
    """Yield headings and lines in the order of the page."""
    for section in outline.sections:
        lines = (f"{u.label} {u.text}".strip() for u in outline.units if u.section == section.index)
        yield from chain([section.heading] if section.heading else [], lines)
