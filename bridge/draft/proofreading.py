"""Pure: a draft read again as a reader would who sees nothing else: what is missing, half, said
twice or pointing at nothing.

Each fault is named once, in words for the person who decides. What no wording of the page cures is
a note by that name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from bridge.draft.leads import POLITENESS
from bridge.draft.sentences import BACK, POINTING, SUCH
from bridge.draft.steps import some_told
from bridge.draft.values import ADDRESSED
from bridge.text.clean import folded
from bridge.text.dates import mentions, relative_words
from bridge.text.times import find_times
from bridge.topics.labels import FIELD
from bridge.topics.outline import is_label, is_name, split
from bridge.topics.sorts import has_day, role_of

if TYPE_CHECKING:
    from datetime import date

    from bridge.model import Facts

#: words that mean another moment when the post is read
_RELATIVE: Final = re.compile(
    r"明朝|明晩|今晩|あと\d+日|ただいま|まもなく|いよいよ明日|翌日から(?=[^。]{0,10}(?:開館|再開))"
)
_BARE_DAY: Final = re.compile(
    r"(?<![\d月/～第週])(?<![日)）\d][・、])(?<!のうち)(?<!平均)\d{1,2}日(?!間|目|以|前|後|あたり|につき|曜|延長)"
    # 1日3回まで
    r"(?<!(?<!\d)1日(?=\s?\d{1,3}\s?(?:ポイント|[回冊点人名枚円便組本食台]|時間|往復)))"
)
#: ends the fault of what points at nothing
POINTED: Final = "の指すものがありません"
#: ends the fault of days that are not told one by one
SEVERAL_DAYS: Final = "いくつもあることが分かりません"
#: ends the fault of words before a colon that are none
NO_LABEL: Final = "は項目名ではないようです"
#: ends the faults of what a draft has not of the facts
OF_FACTS: Final = ("入っていません", "ことが分かりません", "一覧が途中で切れています")
#: each day of 7月11日(土)・12日(日), 11～12日, 7/11(土)
_EACH_DAY: Final = re.compile(r"\d{1,2}(?=日|[・、～]\d{1,2}日)|(?<=/)\d{1,2}")
_LOOSE: Final = re.compile(
    r"[、,・(「『【\[]$|(?<=[一-龠々ァ-ヶー\d)」』])(?:を|(?<!一緒)に|が|は|の|と|や|へ|して|しており|により|によって|に伴い|および|及び|または|ので|ため|ですが|ますが|では|には|とは)$"
)
_BROKEN: Final = re.compile(r"^[、。,)」』】]|^を|^(?:は|が|も)、|^(?:など|と言)")
#: 同ホールで行います: which one stands elsewhere
_SAME: Final = re.compile(r"(?<![一-龠])同(ホール|館|室|会場|センター|施設|広場|公園)")
_DOWN: Final = re.compile(r"見通しは|立っていません|未定です|復旧作業|調査中|つながりにく")
_OFF: Final = re.compile(r"中止|延期|休止")
_ON: Final = re.compile(
    r"(?:開き|開催し|行い|実施し|はじめ|始まり)ます|お楽しみください|お待ちしています"
)
#: no noun, and before a colon all the same: a house, a day, a place among winners
_NAMED_SO: Final = re.compile(
    r"館|室|センター|[^、。]{4,22}(?:期間|日時)$|^第?[1-3]位$|^(?:これ|今|いま)(?:まで|から)$|^\d{1,2}月\d{1,2}日(?:\([月火水木金土日]\))?$"
)
_OPENING: Final = ("()", "「」", "『』", "【】", "（）")
_BRACKET: Final = re.compile("[()「」『』【】（）]")


def faults(title: str, summary: str, facts: Facts, today: date) -> tuple[str, ...]:
    """Return what is wrong with a draft of `facts`, in words for a person; empty when nothing
    is.
    """
    return tuple(
        dict.fromkeys(
            [
                *_form(title, summary),
                *_sense(summary, facts),
                *_missing(title, summary, facts, today),
            ]
        )
    )


def _form(title: str, summary: str) -> Iterator[str]:
    """Half sentences, brackets that never close, what is said twice."""
    lines = [line.strip() for line in summary.split("\n") if line.strip()]
    for line in lines:
        if (
            (_LOOSE.search(line) and not ("：" in line and ADDRESSED.search(line)))
            or _BROKEN.match(line)
            or line.endswith("…")
        ):
            yield f"文が途中で切れています「{line[-16:]}」"
        if _BRACKET.search(line) and any(line.count(a) != line.count(b) for a, b in _OPENING):
            yield f"かっこが閉じていません「{line[:16]}」"
    labels = Counter(
        line.partition("：")[0] for line in lines if "：" in line and not line.startswith("・")
    )
    changes = "\n".join(line for line in lines if " → " in line)
    for label, times in labels.items():
        if times > 1:
            yield f"「{label}」が{times}回あります"
        # 1日に予約できる回数：1回 → 2回
        changed = f"{label}：" in changes and is_name(label)
        if not (changed or is_label(label) or label in FIELD or _NAMED_SO.search(label)):
            yield f"「{label[:16]}」{NO_LABEL}"
    sentences = [folded(one) for line in lines for one in split(line)]
    if len(set(sentences)) < len(sentences):
        yield "同じ文が2回あります"
    if any(one.strip("。") == folded(title) for one in sentences):
        yield "題名が2回あります"


def _sense(summary: str, facts: Facts) -> Iterator[str]:
    """Words that point at nothing, mean another day tomorrow, only say politeness, or contradict
    the title.
    """
    lines = [line for line in summary.split("\n") if line.strip()]
    for number, line in enumerate(lines):
        pointed = POINTING.search(SUCH.sub("", line))
        if pointed and not any(
            "：" in after or after.startswith("・") for after in lines[number + 1 :]
        ):
            yield f"「{pointed[0]}」{POINTED}"
    if re.search(r"(?:^|[。、\n])(?:この|その)?期間中は", summary) and not re.search(
        r"\d\s*[月日]|\d/\d", f"{facts.title}{summary}"
    ):
        yield "「期間中」がいつのことか分かりません"
    yield from _unnamed(summary, facts)
    if lines and BACK.match(lines[0]) and not lines[0].startswith("期間中"):  # asked above
        yield f"「{lines[0][:6]}」の前の文がありません"
    if (bare := _BARE_DAY.search(summary)) and not re.search(
        r"\d月", f"{facts.title}{summary[: bare.start()]}"
    ):
        yield f"「{bare[0]}」が何月か分かりません"
    if some_told(facts.steps, summary):
        yield "場合によって違うことの一部だけです"
    for word in (*relative_words(summary), *_RELATIVE.findall(summary)):
        yield f"「{word}」は読む日によって意味が変わります"
    sentences = [one for line in lines for one in split(line)]
    if sentences and all(POLITENESS.search(one) and not re.search(r"\d", one) for one in sentences):
        yield "お願いやあいさつのほかに内容がありません"
    if re.search(r"復旧|解消|再開", facts.title) and _DOWN.search(summary):
        yield "題名では直っていますが、要約では直っていません"
    if _OFF.search(facts.label) and _ON.search(summary) and not _OFF.search(summary):
        yield f"題名は「{facts.label}」ですが、要約は行うと読めます"


def _unnamed(summary: str, facts: Facts) -> Iterator[str]:
    """Places, days and more of a list that stand elsewhere."""
    if (same := _SAME.search(summary)) and same[1] not in f"{facts.title}{summary[: same.start()]}":
        yield f"「{same[0]}」がどこか分かりません"
    if "両日" in summary and len({*_EACH_DAY.findall(f"{facts.title}{summary}")}) < 2:
        yield "「両日」がどの日か分かりません"
    if "ほかにもあります" in summary and not re.search(r"(?m)^・| → ", summary):
        yield "「ほかにもあります」の前に何もありません"


def _missing_of_event(text: str, facts: Facts, *, dated: bool) -> Iterator[str]:
    spoken = facts.kind == "event" and facts.occasions
    if (facts.when or spoken) and not dated and not re.search(r"毎週|毎月|曜", text):
        yield "ページにある日時が入っていません"
    if facts.place and folded(facts.place)[:8] not in folded(text):
        yield "ページにある会場が入っていません"
    timed = any(o.begins for o in facts.occasions)
    if timed and not find_times(text):
        yield "ページにある時刻が入っていません"


def _missing_of_closure(text: str, facts: Facts, dates: set[tuple[int, int]]) -> Iterator[str]:
    ends = {(d.month, d.day) for o in facts.occasions for d in (o.start, o.end) if d}
    if ends and not ends & dates:
        yield "ページにある休みの日が入っていません"
    elif len(ends) == 2 and len(ends & dates) == 1 and role_of(text) == "closed":
        yield "休みの初めか終わりの日が入っていません"


def _missing(title: str, summary: str, facts: Facts, today: date) -> Iterator[str]:
    """What the page names and a draft of its kind must tell."""
    text = f"{title}\n{summary}"
    if re.fullmatch(r"(?:会場|場所|[^：\n]{0,6}場所|ところ)：[^\n]*", summary) and not re.search(
        r"\d", title
    ):
        yield "場所のほかに内容がありません"
    days = [day for day in mentions(text, today) if day.date]
    if not facts.several:
        if facts.kind == "recruitment" and facts.occasions and facts.when and not days:
            yield "ページにある日時が入っていません"
        if facts.kind in ("event", "exhibition"):
            yield from _missing_of_event(text, facts, dated=bool(days))
        if facts.kind in ("closure", "emergency"):
            dates = {(day.date.month, day.date.day) for day in days if day.date}
            yield from _missing_of_closure(text, facts, dates)
    if facts.several and len(facts.events) > 1:
        listed = summary.count("\n・") + summary.startswith("・")
        spans = all(has_day(name) and name.strip("～") in summary for name, _ in facts.events)
        if not (listed or spans or "異なります" in summary or "リンク先" in summary):
            yield f"日程が{SEVERAL_DAYS}"
        if 0 < listed < len(facts.events) and not re.search(r"ほか|など", summary):
            yield "一覧が途中で切れています"
