"""Pure: the sentences of a page that tell its news, whole and in polite style; the rest is chatter to a follower."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from bridge.draft.kinds import DOUBT
from bridge.draft.lines import Line
from bridge.text.clean import folded, harmless
from bridge.text.dates import house, mentions, relative_words, resolve_relative

SENTENCES: Final = 100  #: sentences looked at
LONGEST: Final = 130  #: characters of a sentence that a post may hold

_POLITE: Final = re.compile(
    r"(?:です|ます|ました|ません|でした|ください|下さい|ましょう|ませんか|でしょうか|ですか)[。!?！？]*[」』)]?$"
)
#: says nothing without what stands elsewhere, or is not for everybody
_EMPTY: Final = re.compile(
    r"詳し[くい]|くわし[くい]|詳細|こちら(?:を|から|の|へ)|(?:チラシ|ポスター|ちらし|別紙|添付|下記|左記|右記|上記|以下|下の|上の)[^。]{0,8}(?:ご覧|参照|確認|とおり|通り|表)|ご覧ください|クリック|リンク|ダウンロード|ページの|お読みください"
    r"|問い?合わ?せ|連絡先|お電話|電話(?:番号|にて|または|でお)|FAX|ファクス|メールで|本紙|二次元|次の通り|主な.{1,10}は次|同じ(?:場所|時間|日|内容)"
)
#: 返却だけの方 ポストへ。: a list's own words, no sentence by itself
_PAIR: Final = re.compile(r"[^\s、。]{2,14}\s[^\s\d(]")
_POINTING: Final = re.compile(r"次の(?:とおり|期間|日程|日|内容)|下記|以下の")
_PERSONAL: Final = re.compile(
    r"(?<![ぁ-んァ-ヶ一-龠])(?:私|わたし|わたくし|僕|ぼく|筆者)(?![立的学語事])|[一-龠ァ-ヶー々]{1,5}\s?[一-龠ァ-ヶー々]{0,4}(?<![皆客子親娘息孫])(?:さん|氏(?!名)|くん|君(?!た))(?=[がはのをにも、。 ])"
)
_CHATTER: Final = re.compile(
    r"わくわく|ワクワク|ドキドキ|わあ|うれしい|(?:思う|感じる)と|ですね|ますね|かも[、。]|[♪☆★♡♥]|そう!|(?:^|[、。])さあ"
)
_POLITENESS: Final = re.compile(
    r"(?:ご)?(?:理解|協力|了承|容赦|迷惑|不便|注意|遠慮|心配)(?:と|を|の|、|ください|いただ|お|ご|のほど)|お待ち(?:して|し)|お詫び|申し訳|ありがとう|マスク|消毒|咳|熱が|体調|感染|ぜひ|お気軽|ご参加|お越し|ご来館|ご利用ください"
)
_BACK: Final = re.compile(
    r"^(?:こ[のれち]|そ[のれこ]|どちらも|いずれも|期間中|同[館じ]|なお|また|ただし|さらに|そこで|ほかに|その他|あわせて|併せて)"
)
_FURTHER: Final = re.compile(
    r"(?<!こ)とは[、,何いは]|由来|いわれ|季語|歴史|当時|むかし|昔は|語源|ご存[じ知]|といわれ|と言われ"
)
_CAPTION: Final = re.compile(r"跡が|られています|ている(?:様子|ところ)|写真[はの]")

#: what a reader wants to hear, by the page's kind
_NEWS: Final = {
    "closing": re.compile(r"休館|休室|閉館|休み|休業|開館|開け|通常どおり|通常通り|いつもどおり|使え|利用でき|利用いただ|返却|受け?取|停止|止め|再開|中止|できません|制限|故障|復旧|延期"),
    "event": re.compile(r"楽し|紹介|展示|開催|開き|開か|上映|学び|学べ|体験|作り|つくり|語り|読み聞かせ|聞き|披露|再開|集ま|プレゼント|始ま|行い|実施"),
    "recruitment": re.compile(r"募集|応募|お持ち|提供|申し?込|参加"),
    "service": re.compile(r"変更|停止|再開|開始|止め|休止|できます|できません|なります|使え|受け取|取り置|更新|拡大"),
    "notice": re.compile(r"知らせ|お願い|ご注意|おやめ|変わり|できます|なります|見つかり|送り|紹介|募集|あります|です。"),
}  # fmt: skip
_SORT: Final = {"cancelled": "closing", "postponed": "closing", "emergency": "closing", "closure": "closing", "corrected": "notice",
                "exhibition": "event", "newsletter": "event"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence that may be said."""

    text: str  #: in house style, harmless, ends as a sentence
    at: int  #: its place on the page
    points: int  #: how much it tells
    line: Line
    raw: str  #: as the page has it
    back: bool = False  #: この本は: it needs the sentence before it
    pointing: bool = False  #: 次のとおり: what follows must follow


def sentences_of(lines: Sequence[Line]) -> list[tuple[Line, str]]:
    """Return the sentences of the running text with their lines."""
    running = (line for line in lines if not (line.name or line.heading or _PAIR.match(line.text)))
    return [(line, said) for line in running for said in split(line.text)]


def split(text: str) -> Iterator[str]:
    """Yield the sentences of a line; 「…。」 and (…。) within one stay whole."""
    depth, begin = 0, 0
    for place, char in enumerate(text):
        depth += (char in "「『(【（") - (char in "」』)】）")
        if char in "。！？!?" and depth <= 0 and text[place + 1 : place + 2] not in tuple("。！？!?」』)"):
            yield text[begin : place + 1].strip()
            begin, depth = place + 1, 0
    if text[begin:].strip():
        yield text[begin:].strip()


def telling(
    lines: Sequence[Line], title: str, kind: str, today: date, published: date | None, main: frozenset[date]
) -> list[Told]:
    """Return the sentences that may be said, best first.

    `main` are the days that the page's labels name: a sentence about another day could be taken for them. Relative words
    (本日) become dates where the day of publication is known; else their sentence is left out.
    """
    near, known = published or today, folded(title)
    told: list[Told] = []
    for place, (line, raw) in enumerate(sentences_of(lines)[:SENTENCES]):
        said = _settled(raw, published)
        if not said or not _sayable(said, line) or folded(said.rstrip("。!?！？")) in known:
            continue
        days = mentions(said, near)
        if any(day.weekday_wrong or day.era_wrong or day.date is None for day in days):
            continue
        points = _points(said, line, kind, len(told), [d.date for d in days if d.date], main, today)
        text = harmless(house(said, near)).replace(",", "、" if _full_commas(said) else ",")
        text = re.sub(r"(?<=[^!-~])[!?]", lambda sign: chr(ord(sign[0]) + 0xFEE0), text)  # ！ and ？ between Japanese
        text = text if text[-1] in "。！？!?」』" else f"{text}。"
        told.append(Told(text, place, points, line, raw, bool(_BACK.search(said)), bool(_POINTING.search(said))))
    return sorted(told, key=lambda one: (-one.points, one.at))


def _settled(said: str, published: date | None) -> str:
    """Put dates for 本日, 明日; return nothing when a word stays that will be wrong on another day."""
    if not relative_words(said):
        return said
    settled = resolve_relative(said, published) if published else said
    return "" if relative_words(settled) else settled


def _sayable(said: str, line: Line) -> bool:
    """Whether it is a whole, polite sentence for everybody, with nothing personal in it."""
    return (
        line.bare
        and 8 <= len(said) <= LONGEST
        and bool(_POLITE.search(said))
        and not _EMPTY.search(said)
        and not _PERSONAL.search(said)
        and not _CHATTER.search(said)
        and not said.startswith(("(", "（", "→", "⇒", "Q", "A."))
        and "※" not in said
        and all(said.count(a) == said.count(b) for a, b in ("「」", "()", "『』", "（）", "【】"))
        and not re.match(r"^[てにをはがもへとでの、]", said)
    )


def _points(said: str, line: Line, kind: str, place: int, days: list[date], main: frozenset[date], today: date) -> int:
    news = _NEWS[_SORT.get(kind, kind)]
    points = max(0, 5 - place) + (6 if news.search(said) else 0)
    points += (3 if 20 <= len(said) <= 80 else 0) - (3 if len(said) < 14 else 0) - (3 if len(said) > 100 else 0)
    points -= 6 * bool(_POLITENESS.search(said)) + 6 * bool(_FURTHER.search(said)) + 4 * bool(_CAPTION.search(said))
    points -= 4 * bool(re.search(r"当日", said) and not (days or main)) + 2 * bool(re.search(r"時点|現在", said))
    points -= 3 * bool(_BACK.search(said)) + 2 * said.endswith(("?", "?", "ませんか。"))
    points -= 6 * line.remark
    if days:
        points += 4 if any(day in main for day in days) or not main else -6
        points -= 3 if all(day < today for day in days) else 0
    if kind in ("closure", "emergency", "cancelled") and re.search(
        r"除き|通常どおり|いつもどおり|通常通り|ただし", said
    ):
        points += 4
    if kind == "emergency" and DOUBT.search(said):
        points += 3
    return points


def _full_commas(said: str) -> bool:
    """Whether commas are the page's 、: 来年,令和5年は. In numbers they stay."""
    return not re.search(r"\d,\d", said) and bool(re.search(r"[ぁ-んァ-ヶ一-龠],", said))
