"""Pure: what a page tells that looks back — a report, results, thanks: what was held, how many
came, who won, and what can still be seen or fetched.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import chain, takewhile
from typing import TYPE_CHECKING, Final

from bridge.draft.choice import follows, told_by
from bridge.draft.leads import MOOD, POLITENESS
from bridge.draft.subject import pairs
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
    r"|ありがとうございました|大盛況|を終えて|(?:が|無事に?)終(?:わ|了し)(?:り?ま)した|(?:入[賞選]|受賞|当選)[^。]{0,8}(?:発表|決定)"
)
#: how many came, were given, were sent in
_FIGURE: Final = re.compile(r"\d\s*(?:人|名|点|冊|票|組|件|袋|作品|チーム|通|枚)")
#: what came of it
_RESULT: Final = re.compile(
    r"満足[^。]*\d\s?[%％]|1位|最優秀|大賞|優勝|グランプリ|チャンプ本|第1席"
)
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
#: a class, in which the awards are given once more: 高校生の部(応募52点)
_CLASS: Final = re.compile(
    r"[\W\d]*?(?P<name>[^\s、。:「『()]{1,10}(?:の部|部門|コース))\s?(?:[(（][^()（）]*[)）])?[\W]*"
)
#: of which book one painted, or wrote: the title beside an award is that of the book
_OF_BOOKS: Final = re.compile(r"読んだ本|えらんだ本|選んだ本|(?:対象|課題)?図書名?|書名|題材")
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
_BESIDE: Final = re.compile(
    r"\s*(?:※.*|(?:うち|前年度?|昨年度?|前回)\s?[^\s()]*\s?\d.*|\((?!%)[^()]*\))"
)
#: how many answered
_ANSWERS: Final = re.compile(
    r"(?:有効)?(?:回答|回収|提出|調査|応募|配布・?回収)(?:者|件|票|枚|総)?(?:数|状況|総数|人数|件数)|(?:ご?意見|応募)(?:の(?:数|件数)|総数)"
)
_OF_ALL: Final = re.compile(r"[(（](?P<name>合計|総計|計|全体)[)）]\s*(?P<value>[^()（）]+)")
#: of a question and its answer: the one is nothing without the other
_ASKED: Final = re.compile(
    r"(?:[QAＱＡ]|問|答え?|回答|質問)\d{0,2}$|.*(?:[?？]|ほしい|欲しい|たい|ない)$"
)
_OPINIONS: Final = re.compile(r"ご?意見|要望|質問|感想|お?声$|自由記述|回答$")
LONGEST: Final = 80  #: characters of a sentence below a heading
RANKS: Final = 3  #: places, or counts, that are told


def reported(statements: list[Statement], title: str, today: date) -> tuple[list[Statement], int]:
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
    first = next((one for one in inorder if not (one.back or one.some)), None)
    if first and first.days and _WAS.search(first.text) and not POLITENESS.search(first.text):
        plain = [first, *plain]  # …で開いた写真展は、おかげさまで終わりました
    tells = (one for one in plain if _WAS.search(one.text) or _FIGURE.search(one.text))
    lead = next(
        (one for one in tells if one.unit.section == 0 or pairs(one.text) & pairs(title)), None
    )
    if lead is None:
        return [], 0
    choice = [lead]
    for group in _ahead(inorder, lead, title, today):
        choice += [one for one in group if one not in choice]
    if not any(_RESULT.search(one.text) for one in choice):
        choice += _first_with(_RESULT, inorder, choice)
    if not _FIGURE.search(lead.text):
        choice += _first_with(_FIGURE, inorder, choice)
    needed = len(choice)
    behind = takewhile(lambda one: _FIGURE.search(one.text), (o for o in plain if o.at > lead.at))
    choice += [one for one in behind if one not in choice and not one.hangs]
    return choice, needed


def goes_beyond(one: Statement, today: date) -> bool:
    """Return whether a sentence beside a report's own is worth its room: what is still to come, or
    to be seen; what else was would be one of many things.
    """
    ahead = any(day >= today for day in one.days)
    return not one.some and (ahead or bool(_STILL.search(one.text)))


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


def _ahead(
    inorder: list[Statement], lead: Statement, title: str, today: date
) -> list[list[Statement]]:
    """Return the first things to come, each with the sentences before it that it goes on from."""
    coming = [one for one in inorder if any(day >= today for day in one.days)]
    groups: list[list[Statement]] = []
    for one in coming or [one for one in inorder if _STILL.search(one.text)]:
        if one is lead or one.some:
            continue
        group = [one]
        while len(group) < CHAIN:
            before = next((other for other in inorder if follows(group[0], other)), None)
            own = _stands_alone(group[0]) and not group[0].inside
            if before is None or (own and not _comes_of(group[0], before, title)):
                break
            group[0] = replace(group[0], back=True)
            group.insert(0, before)
        if _stands_alone(group[0]) or group[0] is lead:
            groups.append(group)
    return groups[:AHEAD]


def _comes_of(one: Statement, before: Statement, title: str) -> bool:
    """Whether a sentence in a paragraph may be of what the one before it tells:
    全額を本の購入にあてます, and then 12月10日に贈呈式を行います.
    """
    beside = one.unit.raw == before.unit.raw and not before.days and "は" not in one.text
    return beside and not pairs(one.text) & pairs(title) and not _STILL.search(one.text)


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
    if any(_OF_BOOKS.fullmatch(unit.label) for unit in outline.units):
        return ()
    whole = [fold(line).strip(" ・○●◎■◆★☆*-") for line in text.split("\n")]
    of_books = "感想" in outline.title  # of which book it is, and not what has won
    if classes := [] if of_books else _of_classes(lines) or _of_classes(whole):
        (first, of_first), *rest = classes  # in one line: all are told, or none
        return ((first, "、".join((of_first, *(f"{group}{of}" for group, of in rest)))),)
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


def _of_classes(lines: list[str]) -> list[tuple[str, str]]:
    """Return class and work of the first place of each, where each class has the same award: 高校生
    の部 and 『…』; none where one of them has no work.
    """
    places: list[tuple[str, str]] = []
    group = award = ""
    open_ = False
    for line in lines:
        if heading := _CLASS.fullmatch(line):
            if open_:
                return []  # the class before has no work
            group, open_ = heading["name"], True
        elif open_ and (rank := _RANK.match(line)):
            work = None if line.endswith("。") else _WORK.search(line, rank.end())
            if work is None or (award and award != rank["name"]):
                return []
            award, open_ = rank["name"], False
            places.append((group, harmless(f"{award}{work[0]}")))
    return places if 1 < len(places) <= RANKS and not open_ else []


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
            or _ASKED.match(label)
            or of_opinions(outline, section.index)
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
    spread = len({many for _, many in pairs}) == 1  # one cell over several columns
    if len(dict(pairs)) == len(pairs) > 1 and not spread:
        return tuple(pairs[:RANKS])
    return answers(outline)


def answers(outline: Outline) -> tuple[tuple[str, str], ...]:
    """Return how many answered, of several groups all of them: 調査状況 and 合計 配付数 1,713…."""
    by_label: dict[str, list[str]] = {}
    for unit in outline.units:
        # 回答数 1,146件, without a colon
        bare = re.match(r"(?P<label>[^\s\d]{2,8})\s+(?=\d)", unit.text) if not unit.label else None
        label, text = (bare["label"], unit.text[bare.end() :]) if bare else (unit.label, unit.text)
        if _ANSWERS.fullmatch(label):
            by_label.setdefault(label, []).append(text)
    for label, lines in by_label.items():
        whole = _OF_ALL.search(" ".join(lines))
        value = f"{whole['name']} {whole['value'].strip()}" if whole else lines[0]
        value = _BESIDE.sub("", value).rstrip("。")
        sure = whole or (len(lines) == 1 and not value.startswith("("))
        if re.search(r"\d", value) and len(value) <= LONGEST and sure:
            return ((label, harmless(value)),)
    return ()


def of_opinions(outline: Outline, section: int) -> bool:
    """Return whether a section, or one in which it stands, is of what others said or asked."""
    while section >= 0:
        heading = outline.sections[section].heading
        if _ASKED.match(heading) or _OPINIONS.search(heading):
            return True
        section = outline.sections[section].above
    return False


def _lines(outline: Outline) -> Iterator[str]:
    """Yield headings and lines in the order of the page."""
    for section in outline.sections:
        lines = (f"{u.label} {u.text}".strip() for u in outline.units if u.section == section.index)
        yield from chain([section.heading] if section.heading else [], lines)
