"""6(9): what a text tells as the choice of its page, where the page has another of that choice and
this one nowhere, in whatever words: a way to apply, for whom, CD or DVD, open or closed, held or
called off, until when to apply, whom it is free for, how many of a name, which years of school,
until which hour on its last day, where one meets, in which house, whether a child comes alone.

Pure; compared are folded passages. What is only less than the page tells (one way of two) stops
nothing, nor what a wider word of the page has in it (小学生 of 小学1年生).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from bridge.policy import claims
from bridge.policy.folding import fold
from bridge.policy.matter import TEXT, finding
from bridge.text.possible import UNSURE
from bridge.text.times import find_times

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bridge.model import Finding


class _ChoiceValue(NamedTuple):
    """One value of a choice."""

    says: re.Pattern[str]  #: as a text tells it
    known: re.Pattern[str]  #: all words of a page in which it may stand


_BY: Final = (
    r"(?:(?:[・、]|または|か|や)[^。、\n]{1,8})?(?:一[本つ])?"
    r"(?:で(?!は|き|すか)|から|にて|へ(?!の)|を(?:ください|下さい))"
)
_WAYS: Final = {
    "電話": _ChoiceValue(
        re.compile(rf"(?<![一-龠])お?電話{_BY}"),
        re.compile(r"電話|TEL|☎|℡|\d-\d{4}", re.IGNORECASE),
    ),
    "はがき": _ChoiceValue(
        re.compile(rf"(?:はがき|ハガキ|葉書|郵送|封書){_BY}"),
        re.compile("はがき|ハガキ|葉書|郵送|郵便|封[書筒]|切手|必着|消印"),
    ),
    "メール": _ChoiceValue(
        re.compile(rf"メール{_BY}"), re.compile(r"メール|Mail|@", re.IGNORECASE)
    ),
    "ファクス": _ChoiceValue(
        re.compile(rf"(?:ファクス|ファックス|FAX){_BY}"),
        re.compile("ファクス|ファックス|FAX|ファクシミリ", re.IGNORECASE),
    ),
    "フォーム": _ChoiceValue(
        re.compile(rf"(?:フォーム|電子申請|インターネット|ネット|ホームページ){_BY}"),
        re.compile(
            r"フォーム|ネット|ホームページ|オンライン|ウェブ|web|電子|二次元|QR|HP|サイト|こちら|http",
            re.IGNORECASE,
        ),
    ),
    "宅配": _ChoiceValue(
        re.compile(rf"(?:宅配便?|宅急便){_BY}"), re.compile("宅配|宅急便|配達|配送|届け")
    ),
    "窓口": _ChoiceValue(
        re.compile(rf"(?:窓口|カウンター){_BY}"),
        re.compile(
            "窓口|カウンター|来館|来庁|直接|持参|持込|お持ち|総合案内|受付|館内|図書館(?:で|へ|に|まで)"
        ),
    ),
}
_APPLYING: Final = re.compile(
    r"申し?込|応募|予約|受付|受け付け|必着|消印|締め?切|〆切|(?:から|まで)に?、?[^。、\d]{0,12}(?:どうぞ|お願い)|(?:から|まで)に?、?[^。、\d]{1,10}(?:で|から|へ)$|席を"
)
_CARE: Final = re.compile("託児|保育|預か|手話|筆記")
_OF_CARE: Final = re.compile(rf".{{0,8}}(?:{_CARE.pattern})")  #: a line of it
#: ※電話、メールでの申込みはできません
_REFUSED: Final = re.compile(
    r"(?P<ways>[^。\n※(]{1,24}?)(?:で|による|から)の?は?、?[おご]?(?:申し?込み?|応募|予約|受付)?(?:の?受付)?[はも]?、?"
    r"[おご]?(?:でき|受け(?:付け)?(?:でき|いたし|し)?(?:て(?:い|お)り?)?|(?:申し?込み?|応募|予約)(?:でき|いただけ)|いたし|行っ(?:て(?:い|お)り?)?)(?:ません|かね)"
)
_OF_ANY: Final = ("電話", "窓口")  #: of which any page tells, for what one asks
_CAN: Final = re.compile("できます|できる")  #: an answer (claims.answers)
_NOT: Final = re.compile("ません|かね|不可|ない")

_MEDIA: Final = {
    "CD": _ChoiceValue(
        re.compile("CD"), re.compile("CD|コンパクトディスク|音楽|視聴覚|AV|録音|音源")
    ),
    "DVD": _ChoiceValue(
        re.compile("DVD"), re.compile("DVD|ビデオ|映像|映画|ブルーレイ|上映|視聴覚|AV|アニメ")
    ),
}

_EVER: Final = 120
#: ages of whom a word names
_STAGES: Final = (
    ("未就学", "未就学|就学前|乳幼児|幼児|乳児|赤ちゃん|園児", 0, 6),
    ("小学", "小学生?(?!校)|児童(?![室書館文コ])|小(?=[1-6一二三四五六])", 6, 12),
    ("中学", "中学生?(?!校)|中(?=[1-3]年?)|生徒|中高", 12, 15),
    ("高校", "高校生?(?!図)|生徒|中高", 15, 18),
    (
        "大人",
        "大人|おとな|成人|一般(?!書)|大学|学生|社会人|保護者|親子|家族|シニア|高齢|ママ|パパ",
        18,
        _EVER,
    ),
    ("子ども", "子ども|こども|子供|お子|キッズ|ジュニア|ティーン|ヤング|青少年|若者|10代", 0, 18),
)
_STAGE: Final = re.compile(
    "|".join(f"(?P<s{n}>{words})" for n, (_, words, *_rest) in enumerate(_STAGES))
    + r"|(?<!\d)(?P<age>\d{1,3})\s?(?:歳|才|か月)(?!児検)"
)
_BEYOND: Final = re.compile(r"[^。、\n・と]{0,6}?(?P<end>以上|以下|未満|まで|から|~)")
_TO_YEAR: Final = re.compile(r"[^。、\n]{0,4}(?:から|~)\s?[1-6](?:年|の)")
_NEAR: Final = 12
_ANYBODY: Final = re.compile(
    r"(?:どなた|だれ|誰)(?:で|に)?も|年齢(?:を|は)?問(?:い|わ)|全年齢|みなさ[んま]|皆[様さ]|自由に|不問"
)
#: for whom something is, by a text
_FOR: Final = re.compile(
    r"(?P<stage>(?:小学|中学|高校)生?|幼児|未就学児?)[1-6]?(?:年生?)?"
    r"(?:(?:以上|以下)(?:の方|が|は|、|。|で|なら|$)|から(?:[^。、\n]{0,6}年生?まで|使|利用|応募|申|借|OK)|の(?:方|部|みなさん|皆さん)|が?対象|向け|限定|のみ|だけ|なら|から参加|も(?:一緒に)?(?:参加|応募|申し?込)|です|、|。|$)"
)
_ADULT: Final = re.compile(
    r"(?P<stage>大人|おとな|成人|一般)(?:の方)?(?:向け|対象|が対象|のみ|限定|だけ)"
)
_LABELLED: Final = re.compile(r"対象(?:者)?[\s:】はが]{1,2}[^。\n]{0,20}")
_KEPT_OUT: Final = re.compile("遠慮|できません|お断り|を除")
_NARROW: Final = re.compile(r"対象[はが:\s]|のみ|限定|だけ")
_TO_ALL: Final = re.compile(
    r"(?<!まで)(?<!以上)(?<!なら)(?:どなた|だれ|誰)でも(?:どうぞ|参加|ご参加|お申|申|、)?"
)

#: 中学生以下は無料
_FREE: Final = re.compile(
    r"(?P<who>未就学児?|小学生?|中学生?|高校生?|大学生?|\d{1,2}[歳才])(?P<end>以下|まで|以上|から)(?:の?方)?[はが、]?(?:入場料?|参加費|観覧料)?[はが]?無料"
)
#: what it costs whom says nothing of who may come
_FREE_FOR: Final = re.compile(
    r"(?:一般|大人|(?:未就学児|[小中]学|高校|大学)生?)(?:[・と、](?:[小中]学|高校|大学)生?)*"
    r"(?:以下|まで|以上)?(?:の方)?[はが、:\s]?(?:入場料?|参加費|観覧料?)?[はが]?(?:無料|半額|\d[\d,]*円)"
)
#: what is paid to take part
_COSTS: Final = re.compile(
    r"(?:参加[費料]|入場料?|費用|料金|受講料|観覧料?|聴講料?|会費|(?:材料|資料|教材)[費代])[^。\n無]{0,12}?[1-9][\d,]*円"
)
_FREE_WORDS: Final = next(one for one in claims.CHOICES if one.name == "費用").values["無料"]
#: of what is shown beside a talk
_TO_SEE: Final = re.compile("展示?|観覧")
_SEEN_FREE: Final = re.compile("観覧料?[はが:]?無料")
#: for some, or as it was
_SOME: Final = re.compile(rf"{_STAGE.pattern}|会員|障[害がい碍]|手帳|現在|これまで|託児|保育")
_SCHOOL: Final = re.compile(
    r"(?<![\d中高])(?P<low>[1-6])年?生?(?:から|~)(?:小学校?)?(?P<high>[1-6])年生"
)
#: 最終日は午後3時まで
_ON_LAST: Final = re.compile(
    r"(?:最終日|最後の日)[^、。()]{0,16}?(?:\([^()]{1,5}\))?[はのも、]{0,2}(?P<until>(?:午[前後]|夕方)?\d{1,2}(?::\d\d|時(?:半|\d{1,2}分)?))まで"
)
#: フルタイム 2人: a name and how many
_COUNT: Final = re.compile(
    r"(?<![ぁ-ん一-龠々ァ-ヴーA-Za-z])(?P<name>[ぁ-ん一-龠々ァ-ヴーA-Za-z]{2,10}?)(?:は|が|の|:|\s){0,2}(?:各|約)?(?P<number>\d{1,6})(?P<unit>人|名|組|円|冊|点|席|枚|台|袋|個|セット)(?!(?:につき|あたり|ずつ)?\d)"
)
_WHAT: Final = re.compile("(?<=.)(?:図書館|分館|分室)$")
_GAP: Final = 4  #: letters of の定員は
_NUMBER: Final = re.compile(
    r"(?<!\d)(?P<number>\d{1,6})(?P<unit>人|名|組|円|冊|点|席|枚|台|袋|個|セット)"
)
_UP: Final = frozenset(("以上", "から"))

_CLOSED: Final = re.compile(
    r"(?:臨時)?(?:休館|休室|(?<![\d時分半])閉館)(?:日|し|いたし|です|と|に?な|。|、|$|\)|\s|の)"
)
_OPENED: Final = re.compile(
    r"(?:臨時|通常どおり|平常どおり|通常|平常)?(?:開館|開室)(?:し(?:ます|て|、|ない)|いたし|です|。|、)|臨時(?:開館|開室)|開いて(?:い|お)り?ます|開けます"
)
_OPEN_ANY: Final = re.compile("開館|開室|開[いきけ]|平常|通常|再開")
_CLOSED_ANY: Final = re.compile("休館|休室|閉館|休み|閉[じめま]|休止")
#: 月曜休館(1月11日は開館): of that day, whatever its line tells of others
_OF_DAY: Final = r"\s?(?:\([^()]{0,10}\))?[はもが]、?(?:通常どおり|平常どおり|臨時)?(?:は|に)?"
_DAY_OPEN: Final = re.compile(rf"{_OF_DAY}(?:開[館場室いきけ]|ご覧いただけ|ご覧になれ|見られ)")
_DAY_SHUT: Final = re.compile(rf"{_OF_DAY}(?:休[館場室み]|お休み|閉)")
#: of a day that a text tells as one on which nothing can be seen
_UNSEEN: Final = re.compile(
    rf"{_CLOSED.pattern}|お?休み(?!の(?:日|方))|閉ま(?:り|って)|(?:ご覧|見)[^。、\n]{{1,8}}(?:ません|ない)"
)
_SEEN: Final = re.compile(
    r"開[館場室いきけ]|ご覧(?:いただけ|になれ)ます|見られます|やって(?:い|お)り?ます"
)
_BY_WEATHER: Final = re.compile(rf"{UNSURE.pattern}|順延|雨|雪")
_OFF: Final = re.compile("中止|取り?(?:止|や)め|休講")
_OFF_ANY: Final = re.compile("中止|延期|取り?(?:止|や)め|休|ません|満席|終了|変更|順延|なくな|ない")

#: 集合:駅前広場, and 図書館の前に集合
_MEET: Final = re.compile(r"集合(?:場所)?[\s:】は]{1,3}(?P<place>[^。\n]{2,30})")
_AT: Final = r"[一-龠々ァ-ヴー]{0,10}?(?:館|駅|口|広場|公園|センター|ロビー|ホール|室)"
_MET: Final = re.compile(
    rf"(?P<at>{_AT})(?:の?前)?[にで]集合|集合(?:場所)?は(?P<place>{_AT})(?=[、。で]|$)"
)
_VENUE: Final = re.compile(r"会場[\s:】は]{1,3}")
#: 東分館で人形劇をします
_TAKES_PLACE: Final = re.compile(r"で[^。、]{0,24}(?:を|が)(?:します|開きます|行います|あります)")
#: 小学生は保護者同伴, and 小学生も一人で来てだいじょうぶ
_CHILD: Final = r"(?P<child>小学校に(?:上がる|入る)前|未就学|就学前|幼児|小学生)"
_WITH: Final = re.compile(
    rf"{_CHILD}児?(?:の(?:方|お?子(?:さん|ども)?))?[はが、]{{1,2}}[^。\n、(]{{0,6}}保護者[^。\n]{{0,6}}(?:同伴|一緒|いっしょ|付き?添)"
)
_ALONE: Final = re.compile(
    rf"{_CHILD}[^。、0-9]{{0,8}}[はもが]?、?(?:ひとり|[一1]人)で[^。、]{{0,4}}(?:参加|来|行|どうぞ|大丈夫|だいじょうぶ|OK)"
)

_TELLS: Final = re.compile("結果|お?知らせ|通知|連絡|発表")
#: みなみ図書館
_KANA_HOUSE: Final = re.compile("(?<![ぁ-ん一-龠々ァ-ヶー])の?([ぁ-ん]{2,6})(?<!の)(?=図書館|分館)")


def findings(
    text: Sequence[claims.Passage], page: Sequence[claims.Passage], applying: str
) -> Iterator[Finding]:
    """Yield what a text's passages choose otherwise than its page's; `applying`: the lines of the
    page that tell how to apply.
    """
    whole = "\n".join(one.text for one in page)
    if any(_CARE.search(passage.text) for passage in text):
        yield from _ways(text, whole, whole, applying=applying)
    else:
        own = _without_care(_lines(page))
        yield from _ways(text, whole, own, applying=_without_care(applying.split("\n")))
    yield from _media(text, whole)
    yield from _audience(text, whole)
    yield from _free(text, whole)
    yield from _free_for_all(text, page)
    yield from _counted(text, whole)
    yield from _years(text, whole)
    yield from _last_day(text, page)
    yield from _openings(text, page)
    yield from _on_days(text, page)
    yield from _held(text, page)
    yield from _until(text, page)
    yield from _met(text, whole)
    yield from _venues(text, page)
    yield from _alone(text, whole)
    names = _KANA_HOUSE.findall(whole)
    for passage in text if names else ():
        for name in _KANA_HOUSE.findall(passage.text):
            if name not in whole:
                yield otherwise(name, names[0])


def otherwise(words: str, line: str, most: int = 40) -> Finding:
    """Return the stop of words that a line of the page tells otherwise, `most` characters of it;
    where it has them itself (10点, of what it was), that they are of something else.
    """
    bare, there = (fold("".join(each.split())) for each in (words, line))
    has_them = re.search(r"\d", bare) and re.search(rf"(?<!\d){re.escape(bare)}(?!\d)", there)
    of_what = "にあり、ほかのこと(これまでの値、ほかの館や回など)のものです" if has_them else "です"
    why = f"ページでは「{line.strip()[:most]}」{of_what}。"
    return finding("6(9)", words, TEXT, why, stop=True)


def _ways(
    text: Sequence[claims.Passage], whole: str, own: str, *, applying: str
) -> Iterator[Finding]:
    """Yield each way that the page has nowhere, or refuses, where it has another; `own`: what of
    the page tells of the thing itself.
    """
    refusals = [(one["ways"], one[0]) for one in _REFUSED.finditer(own)]
    rest = _REFUSED.sub("", own)
    others = [name for name, way in _WAYS.items() if way.known.search(applying)]
    applies = False
    for passage in text:
        applies = _APPLYING.search(passage.text) is not None or (applies and not passage.first)
        one_way = sum(way.known.search(passage.text) is not None for way in _WAYS.values()) == 1
        for name, way in _WAYS.items():
            match = way.says.search(passage.text)
            if not match or _NOT.search(passage.text, match.end()):
                continue
            no = next((words for ways, words in refusals if name in ways), "")
            if no and applies and not (_CAN.search(passage.text) or way.says.search(rest)):
                yield otherwise(match[0], no)
            alone = applies and one_way and name in _OF_ANY
            if (
                not no
                and not way.known.search(applying if alone else whole)
                and [one for one in others if one != name]
            ):
                yield otherwise(match[0], next(iter(others)))


def _lines(page: Sequence[claims.Passage]) -> list[str]:
    """Return the lines of a page, each with all its sentences."""
    lines: list[str] = []
    for passage in page:
        if passage.first or not lines:
            lines.append(passage.text)
        else:
            lines[-1] += f"。{passage.text}"
    return lines


def _without_care(lines: Iterable[str]) -> str:
    """Return lines without those on what one applies for otherwise, beside the thing."""
    return "\n".join(one for one in lines if not _OF_CARE.match(one))


def _media(text: Sequence[claims.Passage], whole: str) -> Iterator[Finding]:
    """Yield CD where the page has only DVD, and the other way round."""
    for name, kind in _MEDIA.items():
        other = next(one.says.search(whole) for each, one in _MEDIA.items() if each != name)
        if other is None or kind.known.search(whole):
            continue
        for passage in text:
            if match := re.search(rf"(?<![A-Za-z]){kind.says.pattern}(?![A-Za-z])", passage.text):
                yield otherwise(match[0], other[0])


def _ages(text: str) -> list[tuple[int, int]]:
    """Return from which age to which each word of a text is for."""
    spans: list[tuple[int, int]] = []
    begun: tuple[int, int] | None = None
    for match in _STAGE.finditer(text):
        if match["age"]:
            low = high = 0 if match[0].endswith("月") else int(match["age"])
        else:
            low, high = next((a, b) for n, (_, _, a, b) in enumerate(_STAGES) if match[f"s{n}"])
        beyond = _BEYOND.match(text, match.end())
        end = beyond["end"] if beyond else ""
        if begun and match.start() - begun[1] < _NEAR:  # 3歳から小学2年生まで
            low = min(spans.pop()[0], low)
        begun = (low, match.end()) if end in ("から", "~") else None
        open_end = end in ("以上", "から", "~") and not _TO_YEAR.match(text, match.end())
        spans.append((0 if end in ("以下", "未満") else low, _EVER if open_end else high))
    return spans


def _audience(text: Sequence[claims.Passage], whole: str) -> Iterator[Finding]:
    """Yield for whom a text says something is, where all that the page says of it is for others."""
    whole = _WITH.sub("", _FREE_FOR.sub("", whole))
    whole = "\n".join(one for one in re.split(r"[。\n]", whole) if not _KEPT_OUT.search(one))
    spans, anybody = _ages(whole), _ANYBODY.search(whole)
    first = anybody or _STAGE.search(whole)
    if first is None:
        return
    label = _LABELLED.search(whole)
    label_words = (
        label[0] if label else whole[first.start() : first.start() + 12].partition("\n")[0]
    )
    limit = label[0] if label and _ages(label[0]) and (18, _EVER) not in spans else ""
    for passage in text:
        only = not anybody or _NARROW.search(passage.text)
        for match in (*_FOR.finditer(passage.text), *_ADULT.finditer(passage.text)) if only else ():
            low, high = _ages(match["stage"])[0]
            if not any(begin < high and low < end for begin, end in spans):
                yield otherwise(match[0], label_words)
        every = _TO_ALL.search(passage.text)
        if every and limit and not anybody and not _STAGE.search(passage.text):
            yield otherwise(every[0], limit)


def _free(text: Sequence[claims.Passage], whole: str) -> Iterator[Finding]:
    """Yield for whom a text says something is free, where it is free for others on the page."""
    page = {(one["who"], one["end"] in _UP): one[0] for one in _FREE.finditer(whole)}
    for passage in text if page else ():
        for one in _FREE.finditer(passage.text):
            if (one["who"], one["end"] in _UP) not in page:
                yield otherwise(one[0], next(iter(page.values())))


def _free_for_all(
    text: Sequence[claims.Passage], page: Sequence[claims.Passage]
) -> Iterator[Finding]:
    """Yield that a text says it is free, where the page has a fee, and is free for some alone, or
    for what is beside the thing.
    """
    fee = next((cost for one in page if (cost := _COSTS.search(one.text))), None)
    frees = [one.text for one in page if "無料" in one.text]
    if fee is None or not frees or any(_CARE.search(one.text) for one in text):
        return
    exhibition = "観覧" in fee[0] or any(_TO_SEE.search(one.text) for one in text)
    for free in frees:
        place = free.find("無料")
        aside = not exhibition and _SEEN_FREE.search(free)
        if not (aside or _SOME.search(free, place - _NEAR, place)):
            return
    for passage in text:
        for words in _FREE_WORDS.finditer(passage.text):
            if not _SOME.search(passage.text, 0, words.start()):
                yield otherwise(words[0], fee[0])


def _counted(text: Sequence[claims.Passage], whole: str) -> Iterator[Finding]:
    """Yield how many a text tells of a name that the page has with other numbers, and this number
    with other names alone: フルタイム5人 of フルタイム 2人、パートタイム 5人.
    """
    page: dict[tuple[str, str], dict[str, str]] = {}
    for one in _COUNT.finditer(whole):
        name = _WHAT.sub("", one["name"])  # 谷西2名 of 谷西図書館2人
        page.setdefault((name, _unit(one)), {})[one["number"]] = one[0]
    for passage in text if page else ():
        for one in _NUMBER.finditer(passage.text):
            number, unit = one["number"], _unit(one)
            names = [of for of, its in page if its == unit]
            name = _named_before(passage.text[: one.start()], names)
            if not name:
                continue
            own = page[name, unit]
            others = [of for (of, its), some in page.items() if its == unit and number in some]
            before = passage.text[: one.start()].rpartition("、")[2]
            here = before + passage.text[one.start() :].partition("、")[0]
            if own and others and number not in own and not any(n in here for n in others):
                start = passage.text.rfind(name, 0, one.start())
                words = passage.text[start : one.end()]
                yield otherwise(words, next(iter(own.values())))


def _unit(count: re.Match[str]) -> str:
    """Return what a number counts; 名 is 人."""
    return count["unit"].replace("名", "人")


def _named_before(before: str, names: Sequence[str]) -> str:
    """Return which of some names stands right before a number, at most with 定員は between; empty
    for none.
    """
    gap = re.search(r"(?P<name>[ぁ-ん一-龠々ァ-ヴーA-Za-z]+)$", before)
    run = gap["name"] if gap else ""
    alike = [one for one in names if run.startswith(one) and len(run) - len(one) <= _GAP]
    return max(alike, key=len, default="")


def _years(text: Sequence[claims.Passage], whole: str) -> Iterator[Finding]:
    """Yield from which to which year of school something is, where neither end is one of the
    page's: 小学3年生から6年生 of 4年生から6年生.
    """
    page = {(one["low"], one["high"]): one[0] for one in _SCHOOL.finditer(whole)}
    lows, highs = ({ends[n] for ends in page} for n in (0, 1))
    for passage in text if page else ():
        for one in _SCHOOL.finditer(passage.text):
            if one["low"] not in lows or one["high"] not in highs:
                yield otherwise(one[0], next(iter(page.values())))


def _last_day(text: Sequence[claims.Passage], page: Sequence[claims.Passage]) -> Iterator[Finding]:
    """Yield until which hour something is on its last day, where the page has another one for that
    day: (最終日は午後3時まで).
    """
    theirs = {one["until"]: one[0] for each in page for one in _ON_LAST.finditer(each.text)}
    known = {minute for until in theirs for minute in _minutes(until)}
    for passage in text if known else ():
        for one in _ON_LAST.finditer(passage.text):
            if not known & _minutes(one["until"]):
                yield otherwise(one[0], next(iter(theirs.values())))


def _minutes(hour: str) -> set[int]:
    """Return the minutes of the day that an hour may mean."""
    return {
        minute
        for time in find_times(f"{hour}まで")
        for some in claims.moments(time)
        for minute in some
    }


def _openings(text: Sequence[claims.Passage], page: Sequence[claims.Passage]) -> Iterator[Finding]:
    """Yield a day that a text tells as open and each line of the page with it as closed, or the
    other way round.
    """
    for passage in text:
        opening, closing = _OPENED.search(passage.text), _CLOSED.search(passage.text)
        words = opening or closing
        if not words or (opening and closing) or not passage.dates or UNSURE.search(passage.text):
            continue
        alike = [one for one in page if one.dates & passage.dates]
        houses, other = set(claims.houses_in(passage.text)), _CLOSED_ANY if opening else _OPEN_ANY
        own = _OPEN_ANY if opening else _CLOSED_ANY
        theirs = {house for one in alike for house in claims.houses_in(one.text)}
        if houses and theirs and not houses & theirs:
            continue
        match = [one for one in alike if other.search(one.text) and passage.dates <= one.dates]
        if match and not any(own.search(one.text) for one in alike):
            yield otherwise(words[0], match[0].text)


def _on_days(text: Sequence[claims.Passage], page: Sequence[claims.Passage]) -> Iterator[Finding]:
    """Yield a day on which a text has a thing closed, and the page open, by the words right behind
    the day: (1月11日は開館).
    """
    states: dict[tuple[int, int], dict[bool, str]] = {}
    for passage in page:
        sure = _SEEN.search(passage.text) and not _BY_WEATHER.search(passage.text)
        for day in passage.days if sure else ():
            end = day.mention.end - passage.start
            key = claims.month_day(day.mention)
            for shut, pattern in ((False, _DAY_OPEN), (True, _DAY_SHUT)):
                if key and (match := pattern.match(passage.text, end)):
                    words = passage.text[day.mention.start - passage.start : match.end()]
                    states.setdefault(key, {})[shut] = words
    for passage in text if states else ():
        for unseen in () if _SEEN.search(passage.text) else _UNSEEN.finditer(passage.text):
            before = [d for d in passage.days if d.mention.end - passage.start <= unseen.start()]
            state = states.get(claims.month_day(before[-1].mention) or (0, 0), {}) if before else {}
            if state.keys() == {False}:
                yield otherwise(unseen[0], state[False])
                break


def _held(text: Sequence[claims.Passage], page: Sequence[claims.Passage]) -> Iterator[Finding]:
    """Yield each day at whose hour a text has something, and that each line of the page calls
    off.
    """
    if any(_OFF_ANY.search(one.text) for one in text):
        return
    for passage in text:
        for day in passage.days if passage.times else ():
            key = claims.month_day(day.mention)
            alike = [one for one in page if key in one.dates]
            if (
                alike
                and not day.role
                and all(_OFF.search(one.text) and not UNSURE.search(one.text) for one in alike)
            ):
                yield otherwise(day.mention.text, alike[0].text)


def _met(text: Sequence[claims.Passage], whole: str) -> Iterator[Finding]:
    """Yield where a text has people meet, where the page has them meet elsewhere."""
    page = {one["place"]: one[0].strip() for one in _MEET.finditer(whole)}
    for passage in text if page else ():
        for one in _MET.finditer(passage.text):
            place = one["at"] or one["place"]
            if not any(place in other for other in page):
                yield otherwise(one[0], next(iter(page.values())))


def _venues(text: Sequence[claims.Passage], page: Sequence[claims.Passage]) -> Iterator[Finding]:
    """Yield a library at which a text has a thing take place, where each 会場 of the page is
    another one, and what else the page says of it has no day and no hour.
    """
    lines = [one for one in page if _VENUE.search(one.text)]
    venues = {house: one.text for one in lines for house in claims.houses_in(one.text)}
    for passage in text if venues else ():
        for house in claims.houses_in(passage.text):
            end = passage.text.find(house) + len(house)
            alike = [one for one in page if house in one.text]
            beside = any(one.days or one.times or f"{house}で" in one.text for one in alike)
            known = any(house.endswith(one) or one.endswith(house) for one in venues)
            if _TAKES_PLACE.match(passage.text, end) and not (known or beside):
                yield otherwise(passage.text[end - len(house) : end + 1], min(venues.values()))


def _alone(text: Sequence[claims.Passage], whole: str) -> Iterator[Finding]:
    """Yield that children come by themselves, where the page wants somebody with them."""
    page = {one["child"] == "小学生": one[0] for one in _WITH.finditer(whole)}
    for passage in text if page else ():
        for one in _ALONE.finditer(passage.text):
            if words := page.get(one["child"] == "小学生"):
                yield otherwise(one[0], words)


def _until(text: Sequence[claims.Passage], page: Sequence[claims.Passage]) -> Iterator[Finding]:
    """Yield the last day to apply that is, by the page, of the thing itself, where it has others
    to apply.
    """

    def last(some: Sequence[claims.Passage]) -> dict[tuple[int, int], str]:
        return {
            key: day.mention.text
            for one in some
            if not _TELLS.search(one.text)
            for day, edge in claims.edges(one)
            if day.role == "apply" and edge == "end" and (key := claims.month_day(day.mention))
        }

    ours, theirs = last(text), last(page)
    roles: dict[tuple[int, int], set[str]] = {}
    for one in page:
        for day in one.days:
            if key := claims.month_day(day.mention):
                roles.setdefault(key, set()).add(day.role)
    for key, words in ours.items():
        if theirs and key not in theirs and roles.get(key) == {""}:
            yield otherwise(words, next(iter(theirs.values())))
