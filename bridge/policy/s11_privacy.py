"""11 個人情報の保護 ／ 6(10): no phone numbers, no addresses, no names of persons who are not there
to be named.

Pure. Phone numbers, mail addresses, lists of people and recognisable children are
words/privacy.toml's; here are names:
whoever has an honorific or stands behind an office, unless a speaker's or an author's role stands
beside the name; and the numbers that have check digits. With the dictionary full names and rows of
names without either are seen, too. Cannot see consent, nor a name that no dictionary knows.
"""

from __future__ import annotations

import re
from functools import cache, partial
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from bridge.policy.matter import PAGE, Matter, Stretch, finding
from bridge.text.morphemes import FAMILY_NAME, GIVEN_NAME

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bridge.model import Finding

_KANJI: Final = "一-龥々〆ヶ髙﨑"
_HONOURED: Final = re.compile(
    rf"(?<!\d)(?P<name>[{_KANJI}]{{2,5}}|[{_KANJI}]{{1,4}}[ "
    rf"\u3000\xa0]?[{_KANJI}ぁ-んァ-ヴー]{{1,5}})\s?(?P<title>(?<!をは)さ[ー~〜]{{0,3}}ん(?!だまま|だり|ぽ|で(?:い|お|"
    r"返|え?え)|よう|といて|とって|ならん)|さま(?!ざ|々|[っらりるれ])|氏(?![名神族子])|様(?!子|式|々)|君|くん(?!な(?:[い。、!?♪\s]|$))|ちゃん)"
)
#: what each of them has
_HONOUR: Final = re.compile("さ[ー~〜]{0,3}ん|さま|くん|ちゃん|[氏様君]")
_OFFICE: Final = re.compile(
    r"(?:館長|市長|町長|村長|区長|知事|教育長|課長|係長|部長|会長|委員長|副委員長|議長|代表|"
    rf"担当者?|氏名|責任者)\s?[:  ]\s?(?P<name>[{_KANJI}]{{1,3}}[ "
    rf"\u3000\xa0]?[{_KANJI}ぁ-んァ-ヴー]{{1,4}})(?![{_KANJI}ぁ-んァ-ヴー])"
)
# what takes an honorific and is no name: readers, shops, beings, offices, manners
_NOBODY: Final = re.compile(
    r"(?:[者員徒児童長家人民師士屋客父母兄姉妹弟供達々神王殿姫生仏蔵迦杜音月日星医官守匠僧商]|坊っ?|嬢|年[少中長]|様|お?いしゃ|折?紙でおひな|互い|かげ|気の毒|愁傷|粗末|得意|疲れ|苦労|世話|待たせ|学生|親子|皆|みな|各位|先生|団体|会社|企業|お子|双子|迷子|氏子|あか|お母|お父|お客|奥|天|何|誰|赤|模|仕|同|多|異|有|今|左|諸|たく|主|暴|若|源|平|彼|クラブ|組合|協会|財団|銀行|商店|(?:商工|自治|町内|同好|老人|婦人|友の|連合)会|[会社店団校庁署局隊連]|花屋|王|.{3}[部課寺組園所院]|学校|図書館|公民館|保育園|幼稚園|お?ば(?:あ|け)|お?じい|おまわり|お?ねえ|お?にい|お?かあ|お?とう|親御|お?いとこ|[ぁ-ん]手|[選助歌騎旗相若名]手|運転手|好き|毘沙門|弁天|地蔵|観音|氏神|鎮守|うさぎ|くま|さる|ねこ|いぬ|たぬき|きつね|ぞう|ねずみ|かえる|おばけ|(?:店|本|花|魚|肉|米|靴|菓子|八百|豆腐|雑貨|道具)や|逆|さか|スポンサー|サポーター|ボランティア|サンタ(?:クロース)?|トナカイ|利き|り鉄|[猫犬鳥馬熊鬼虫魚])$"
)
_ROLE: Final = re.compile(
    r"講師|著者?|作家|作者|原作|作[・::/]|[・::/]\s?[作絵文訳編]|[作絵文訳編]\s?[::]|画家|詩人|歌人|俳人|翻訳|(?:漫画|まんが|マンガ)家|絵本|出演|お迎え|お?招き|迎えて|を書かれた|演奏|朗読|語り|監督|指導|司会|解説|案内人|ゲスト|パネリスト|登壇|トーク|講演|対談|講談|落語|落語家|俳優|声優|写真家|イラスト|研究者|学者|教授|博士|医師|弁護士|アナウンサー|ピアニスト|奏者|紹介者|選者|審査|原画|監修|学芸員|司書|ランキング|第?\d位|氏の(?:作品|著書|講)|公演|指揮|紙芝居師|噺家|[一-龠]{2,3}家(?=[の・\s:「]|$)|さん(?:に|から)[^、。\n]{0,6}(?:教わ|学[びぶ]|習[いう])|さんが[^、。\n]{0,10}(?:教え|手ほどき|お?話しし|話します|語り)|さんの(?!予約|延滞|督促|貸出|返却|忘れ)(?:[^、。\n]{1,8}の)?(?:作品|本(?![がは]?届|を(?:返|取り|お取り))|絵本|講|お話(?!では|によ)|原画|世界)"
)
#: twelve digits in groups, as a card shows them; thirteen to sixteen of a payment card
_LONG_NUMBER: Final = re.compile(r"(?=\d)(?<![\d.-])\d(?:[ -]?\d){11,15}(?![\d-])")
_TITLE: Final = re.compile(r"『[^』\n]{0,300}』|「[^」\n]{0,300}」")
_WORK: Final = re.compile(r"『[^』\n]{0,300}』")
_ROW: Final = re.compile(
    r"(?:さん|様|氏|くん|ちゃん)?\s?(?:\([^()\n]{0,12}\)|\S{0,8}円)?\s?[、,・/と\n]\s?(?:\([^()\n]{0,8}\))?"
)
#: whoever is spoken of with works, a life or a place of their own is no private person
_INTRODUCED: Final = re.compile(
    r"画家|名画|美術|彫刻|武将|歌人|俳人|作家|文豪|手紙|日記|随筆|紀行|素顔|生誕|没後|生涯|記念館|文学|作品|新刊|新作|小説|童話|詩集|全集|短歌|俳句|論語|ゆかり|伝記|句碑|歌碑|旧居|めぐる|読む会|味わう|研究|思想|童謡|作曲|歌[うをの]|句集|像|本[をのが]|資料|展示|企画展|特集|講演|講座|朗読|演奏|コンサート|出演|『"
)
#: who stands in a row and is known for it
_PUBLIC: Final = re.compile(
    r"作家|著者|作品|講師|出演|演奏|俳優|声優|選手|画家|詩人|歌人|俳人|小説|文学|武将|大名|将軍|総理|『|名作|伝記|偉人|文豪|朗読会|生誕|没後|企画展|特集|物語"
)
#: behind names in a row that are those of places
_OF_PLACES: Final = re.compile(
    "図書[館室]|分館|分室|公民館|会館|文庫|小学校|中学校|学校|地区|児童館|センター|支所|町|駅"
)
#: gods, and families as well
_GODS: Final = frozenset(("恵比寿", "大黒", "布袋", "稲荷", "薬師", "不動", "天神"))
#: what a library may know of somebody
_MATTER: Final = re.compile(
    r"督促|延滞|忘れ物|迷子|入院|倒れ|借りて|借りた|予約の|番号\s?\d|住所|退会|万引|障害|病気|離婚|不登校|苦情|お?預かり|\d年生?の"
)
_NEAR: Final = 18  # characters between a role and its name
#: a name of a story or the subject of a talk: 夏目さんちのねこ、というお話
_STORY: Final = re.compile(r"という\S{0,4}(?:話|本|絵本|題|物語|紙芝居|名字|苗字|名前の由来)")


def findings(matter: Matter) -> Iterator[Finding]:
    """Yield phone numbers and mail addresses by the lists, then names in the draft."""
    yield from matter.by_words("11")
    everywhere = (*matter.draft, matter.page)
    for part in matter.said:
        yield from _numbers(part)
    for part in matter.said:
        yield from _by_dictionary(part, everywhere)
    yield from _on_the_page(matter.page, everywhere)
    # the draft's own title and text; its page is linked to, not repeated
    has_role = cache(partial(_has_role, parts=everywhere))
    for part in matter.said:
        for person in persons(part.folded):
            stop = _is_named(part, person)
            if stop is not None and not has_role(_bare(person["name"])):
                why = (
                    "人の名があるようです。本人の同意があるか、載せる必要があるか、"
                    "確かめてください。"
                )
                words = part.text[person.start() : person.end()]
                yield finding("6(10)", words, part.where, why, stop=stop)
        for start, end, stop in _in_one_word(part):
            if not has_role(part.folded[start:end]):
                why = (
                    "人の名があるようです。本人の同意があるか、載せる必要があるか、"
                    "確かめてください。"
                )
                yield finding("6(10)", part.text[start:end], part.where, why, stop=stop)
        for person in _OFFICE.finditer(part.folded):
            why = "職名と人の名があるようです。載せる必要があるか、確かめてください。"
            yield finding(
                "6(10)", part.text[person.start() : person.end()], part.where, why, stop=False
            )


def persons(folded: str) -> Iterator[re.Match[str]]:
    """Yield each name with an honorific in a folded text; groups name and title.

    Readers, shops and beings are no persons, nor who lives in a story
    (夏目さんちのねこ、というお話).
    """
    if not _HONOUR.search(folded):  # most texts
        return
    titles = [title.span() for title in _WORK.finditer(folded)]
    for match in _HONOURED.finditer(folded):
        if any(start <= match.start() < end for start, end in titles):
            continue
        tells = _STORY.search(folded, match.end(), match.end() + 2 * _NEAR)
        if not tells and not _NOBODY.search(match["name"]):
            yield match


def _in_one_word(part: Stretch) -> Iterator[tuple[int, int, bool]]:
    """Yield where a name and its honorific stand that the dictionary alone knows, and whether it
    stops: one kanji (森さん), kana (タナカさん); a given name is a note, as stories have them.
    """
    known = {match.end("title") for match in _HONOURED.finditer(part.folded)}
    works = [title.span() for title in _TITLE.finditer(part.folded)]
    for one, honorific in pairwise(part.morphemes):
        if (
            one.name
            and honorific.start == one.end
            and _HONOUR.fullmatch(honorific.surface)
            and honorific.end not in known
            and not any(first <= one.start < last for first, last in works)
            and not _NOBODY.search(one.surface)
            and not _STORY.search(part.folded, honorific.end, honorific.end + 2 * _NEAR)
        ):
            yield one.start, honorific.end, one.name == FAMILY_NAME


def _is_named(part: Stretch, person: re.Match[str]) -> bool | None:
    """Return whether the dictionary, too, has a name before the honorific: True where it has one or
    is not installed, False where it has a word of the language (里親さん), which may be a rare name
    all the same, None where there is no honorific (乾かさん, 悩んどる君, もちゃんと).
    """
    if not part.morphemes:
        return person["name"] not in _GODS or person["title"] in ("くん", "ちゃん", "君")
    first, title, last = person.start("name"), person.start("title"), person.end("title")
    words = [one for one in part.morphemes if one.start < title and one.end > first]
    proper = any(one.proper for one in words)  # 例示花子: of a name each word need not be one
    if words and words[0].name == FAMILY_NAME and words[0].start == first:
        return True  # 中村はやてくん, whatever its kana may mean
    honorific = [one for one in part.morphemes if one.start == title]
    # みかちゃんと遊ぶ: taken for the adverb
    if not (honorific and words and (proper or honorific[0].end <= last)) or words[-1].verbal:
        return None
    if person["name"] in _GODS and person["title"] in ("さん", "さま", "様"):
        return False
    near = part.folded[max(0, first - _NEAR) : last + _NEAR]
    return proper or words[-1].end - words[-1].start < 2 or bool(_MATTER.search(near))


def _bare(name: str) -> str:
    """Return a name without what stands before it as whose it is: 長沼千佳 of 製本家の長沼千佳."""
    before, _, behind = name.rpartition("の")
    return behind if len(before) > 1 and len(behind) > 1 else name


def _on_the_page(page: Stretch, everywhere: tuple[Stretch, ...]) -> Iterator[Finding]:
    """Yield a note of the first person whom the page names with 様: who lost a thing, who gave
    one.
    """
    for person in persons(page.folded):
        if person["title"] == "様" and not _has_role(_bare(person["name"]), everywhere):
            why = "リンク先のページに、人の名があるようです。本人の同意があるか、確かめてください。"
            yield finding("6(10)", page.text[person.start() : person.end()], PAGE, why, stop=False)
            return


def _by_dictionary(part: Stretch, everywhere: tuple[Stretch, ...]) -> Iterator[Finding]:
    """Yield family names that stand in a row, and full names without a role, as the dictionary
    knows them.
    """
    titles = [match.span() for match in _TITLE.finditer(part.folded)]
    names = [
        one for one in _people(part) if not any(first <= one[0] < last for first, last in titles)
    ]
    row = [
        after
        for before, after in pairwise(names)
        if _ROW.fullmatch(part.folded[before[1] : after[0]])
    ]
    # 瀬戸口・金原・川代図書館
    places = bool(names) and _OF_PLACES.match(part.folded, names[-1][1]) is not None
    if len(row) >= 2 and not (places or _PUBLIC.search(part.folded)):  # three in a row
        why = (
            "人の名が並んでいるようです。本人の同意があるか、載せる必要があるか、確かめてください。"
        )
        yield finding("6(10)", part.text[names[0][0] : names[-1][1]], part.where, why, stop=True)
        return
    names = [one for one in names if not _has_role(part.folded[one[0] : one[1]], everywhere)]
    for start, end, whole in names:
        if whole and not _INTRODUCED.search(part.folded):
            why = "人の氏名のようです。本人の同意があるか、載せる必要があるか、確かめてください。"
            yield finding("6(10)", part.text[start:end], part.where, why, stop=False)


def _people(part: Stretch) -> Iterator[tuple[int, int, bool]]:
    """Yield where a family name stands, with the given name behind it; whether both are there."""
    words = [one for one in part.morphemes if one.surface.strip()]
    for at, one in enumerate(words):
        if one.name == FAMILY_NAME:
            behind = words[at + 1] if at + 1 < len(words) else None
            whole = behind is not None and behind.name == GIVEN_NAME and len(behind.surface) > 1
            yield one.start, behind.end if behind and behind.name == GIVEN_NAME else one.end, whole


def _numbers(part: Stretch) -> Iterator[Finding]:
    """Yield each number whose check digit is that of an individual number or of a payment card;
    ISBNs are neither.
    """
    for match in _LONG_NUMBER.finditer(part.folded):
        digits = [int(digit) for digit in match[0] if digit.isdecimal()]
        book = len(digits) == 13 and digits[:2] == [9, 7]
        if is_individual_number(digits):
            what = "個人番号(マイナンバー)"
        elif len(digits) >= 13 and not book and is_card_number(digits):
            what = "クレジットカードなどの番号"
        else:
            continue
        why = f"{what}の形の数字です。載せられません。"
        yield finding("6(10)", part.text[match.start() : match.end()], part.where, why, stop=True)


def is_individual_number(digits: Sequence[int]) -> bool:
    """Return whether twelve digits end in the check digit of an individual number (ordinance 85 of
    2014, article 5).
    """
    if len(digits) != 12 or len(set(digits)) == 1:
        return False
    weighed = sum(
        digit * (n + 1 if n <= 6 else n - 5) for n, digit in enumerate(reversed(digits[:-1]), 1)
    )
    rest = weighed % 11
    return digits[-1] == (0 if rest <= 1 else 11 - rest)


def is_card_number(digits: Sequence[int]) -> bool:
    """Return whether the last digit is the check digit by Luhn (ISO/IEC 7812-1)."""
    doubled = (
        digit * 2 - 9 * (digit > 4) if n % 2 else digit for n, digit in enumerate(reversed(digits))
    )
    return len(set(digits)) > 1 and sum(doubled) % 10 == 0


def _has_role(name: str, parts: tuple[Stretch, ...]) -> bool:
    """Return whether, anywhere, a speaker's or author's role stands beside this name."""
    for part in parts:
        for at in re.finditer(r"\s?".join(map(re.escape, re.sub(r"\s", "", name))), part.folded):
            line = part.folded.rfind("\n", 0, at.start()) + 1
            first = _ROLE.match(part.folded[line : at.start()].lstrip())  # 出演 …、例示はなこ
            if first or _ROLE.search(part.folded[max(0, at.start() - _NEAR) : at.end() + _NEAR]):
                return True
    return False
