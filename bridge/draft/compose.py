"""Pure: facts become the text that a director signs: title, summary, link, at most 280 weighted characters (5(1)ア, 5(3)イ).

中止, 延期 and 訂正 come first, the news as the page tells it, then 日時, 会場, 対象, 申込 under the page's own labels. What does
not fit goes in the order of its use to a reader: 持ち物, 費用, 定員 before 対象, 申込, before 会場, 日時.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from bridge.draft.fitting import NAMES, Part, check_template, fit
from bridge.draft.kinds import KINDS
from bridge.text.clean import folded, harmless
from bridge.text.dates import say_day
from bridge.text.grounds import ungrounded
from bridge.text.weight import LIMIT, LINK, weigh

if TYPE_CHECKING:
    from datetime import date

    from bridge.model import Facts, Page

__all__ = ["KINDS", "NAMES", "Composed", "Style", "check_template", "compose", "grounded"]

SEVERAL: Final = "日程はそれぞれ異なります。リンク先でご確認ください。"
FURTHER: Final = "ほかの催しもご案内しています。"
_POINTING: Final = re.compile(r"次の(?:とおり|期間|日程|日|内容|時間|場所)")
#: the summary's words that are the house's own, not the page's
OWN: Final = (
    f"{SEVERAL}{FURTHER}日時 会場 対象 定員 募集人数 費用 持ち物 申込 期間 申込締切 テーマ 中止 延期 訂正 お知らせ"
)


@dataclass(frozen=True, slots=True)
class Style:
    """How a source's drafts look."""

    template: str = "{title}\n{summary}\n{url}"
    kinds: Mapping[str, str] = field(default_factory=dict)  #: template by kind of page (KINDS); wins over `template`
    hashtags: tuple[str, ...] = ()  #: without #


@dataclass(frozen=True, slots=True)
class Composed:
    """A draft as composed."""

    text: str  #: what X will show, link included
    title: str  #: as it stands in the text
    summary: str  #: as it stands in the text
    url: str  #: the link as it stands in the text; empty when there is none
    weight: int  #: weighted characters, 280 at most
    kind_of_page: str  #: one of KINDS
    urgent: bool
    expires_on: date | None  #: the last day on which the draft makes sense; None = unknown
    notes: tuple[str, ...]  #: for the person who reads it, Japanese


def compose(page: Page, facts: Facts, style: Style, url: str, today: date) -> Composed:
    """Return the draft of `page`; at most 280 weighted characters, its link whole and alone on its line."""
    kind = facts.kind or "notice"
    title = _titled(facts)
    notes = [*page.notes, *facts.notes]
    counted = weigh(url)
    link = url if counted <= LIMIT // 2 else ""
    if url and counted != LINK:  # X makes no link of it, and counts each of its characters
        notes.append("アドレスがXでリンクになりません" + ("" if link else "。長いため、付けていません"))
    parts = list(_parts(facts, title, today))
    values = {
        "title": title,
        "url": link,
        "when": "、".join(words for _, words in facts.when),
        "where": facts.place,
        "who": facts.audience,
        "apply": facts.apply,
        "deadline": say_day(facts.deadline, today) if facts.deadline else "",
        "label": facts.label,
        "hashtags": " ".join(f"#{tag.lstrip('#')}" for tag in style.hashtags),
    }
    template = style.kinds.get(kind) or style.template
    text, title, summary = fit(template, values, parts)
    if (
        0 < summary.count("\n・") + summary.startswith("・") < min(2, len(facts.events))
    ):  # one of several would pass for all
        text, title, summary = fit(template, values, [part for part in parts if not part.text.startswith("・")])
    if weigh(text) > LIMIT:  # a template that no check has passed
        text, title, summary = fit("{title}\n{url}", values | {"hashtags": ""}, ())
    if not parts and "{summary}" in template and not page.notes:
        notes.append(_why_empty(page))
    return Composed(text, title, summary, link, weigh(text), kind, facts.urgent, _expires(facts, today), tuple(dict.fromkeys(notes)))  # fmt: skip


def _titled(facts: Facts) -> str:
    """The title; a cancelled, postponed or corrected notice begins with that word (5(3)イ)."""
    title = facts.title or "お知らせ"
    if not facts.label or re.match(rf"[【\[(（<〈《≪]?{facts.label}", title):
        return title
    bare = re.sub(rf"[【\[(（<]{facts.label}[】\])）>]", "", title).strip()
    return f"【{facts.label}】{bare}"


def _parts(facts: Facts, title: str, today: date) -> Iterator[Part]:
    """Yield the summary's lines in the order in which they are read."""
    rows = list(_rows(facts, title, today))
    count = 1 if len(rows) >= 2 and facts.kind in ("event", "exhibition", "recruitment") else 3
    chosen = [n for n in facts.order if n < count]
    said = {_bare(facts.sentences[n]) for n in chosen}
    rows = [row for row in rows if _bare(row.text.partition("：")[2]) not in said]
    first, rest = _around(facts, chosen, rows)
    for n in first:
        yield Part(facts.sentences[n], 95 - 20 * n, spoken=True)
    yield from rows
    if facts.several and facts.kind not in ("cancelled", "postponed", "corrected", "emergency", "closure", "service"):
        yield Part(SEVERAL, 85)
    elif facts.events and not facts.several:
        yield Part(FURTHER, 65)
    for n in rest:
        yield Part(facts.sentences[n], 60 - 10 * n, spoken=True)


def _around(facts: Facts, chosen: list[int], rows: list[Part]) -> tuple[list[int], list[int]]:
    """Return the sentences before and behind the labelled lines: 当日 and 期間中 need to know the day first."""
    if not rows:
        return chosen, []
    lead = next((n for n in chosen if not re.match(r"当日|期間中|ただし|なお", facts.sentences[n])), None)
    first = [n for n in chosen if n == lead or _POINTING.search(facts.sentences[n])]
    return first, [n for n in chosen if n not in first]


def _rows(facts: Facts, title: str, today: date) -> Iterator[Part]:
    """Yield the labelled lines; what the title or the first sentence says is not said again."""
    spoken = (title, *facts.sentences[:1])
    pointed = any(_POINTING.search(sentence) for sentence in facts.sentences[:3])
    for label, words in facts.when:
        if pointed or not _said(words, *spoken):
            yield Part(f"{label}：{words}" if label else words, 100)
    if facts.several:
        for place, (name, words) in enumerate(facts.events[:4]):
            yield Part(f"・{name}：{words}", 80 - place)
    hidden = facts.kind in ("cancelled", "corrected")
    told = (
        ("会場", facts.place, 90), ("対象", facts.audience, 70),
        ("募集人数" if facts.kind == "recruitment" else "定員", facts.capacity, 40), ("費用", facts.fee, 30),
        ("持ち物", facts.bring, 20), ("申込", facts.apply, 75),
    )  # fmt: skip
    for label, value, use in told:
        if value and not (hidden and label != "会場") and not _said(value, *spoken):
            yield Part(f"{label}：{value}", use)
    if facts.deadline and facts.deadline >= today and not _told_deadline(facts):
        yield Part(f"申込締切：{say_day(facts.deadline, today, weekday=False)}", 75)
    for place, (label, value) in enumerate(facts.others):
        if not _said(value, *spoken):
            yield Part(f"{label}：{value}", 50 - place)


def _told_deadline(facts: Facts) -> bool:
    assert facts.deadline is not None
    day = f"{facts.deadline.month}月{facts.deadline.day}日"
    short = f"{facts.deadline.day}日"
    return day in facts.apply or any(day in words or short in words for _, words in facts.when)


def _said(value: str, *texts: str) -> bool:
    """Whether `value` stands in one of `texts` already, in whatever dress."""
    bare = _bare(value)
    return any(bare in _bare(text) for text in texts)


def _bare(text: str) -> str:
    return re.sub(r"\([月火水木金土日]\)|から|より|まで|[~～、。・「」『』【】():]", "", folded(text))


def _expires(facts: Facts, today: date) -> date | None:
    """Return the last day of what is announced, or to apply; None when nobody can know, or when it is over already."""
    if facts.several or facts.label == "訂正" or any(o.onward or (o.weekly and not o.end) for o in facts.occasions):
        return None
    last = max((day for o in facts.occasions if (day := o.end or o.start)), default=None)
    if facts.kind == "recruitment" and facts.deadline:
        last = facts.deadline
    last = last or facts.deadline
    return last if last and last >= today else None


def _why_empty(page: Page) -> str:
    text = page.text.strip()
    if not text:
        return "本文なし"
    if re.search(r"ログイン|パスワード|サインイン", text) and len(text) < 600:
        return "ログインが必要なページのようです"
    if not re.search(r"[ぁ-んァ-ヶ]", text):
        return "日本語の本文がありません"
    return "要約にできる文がありません"


def grounded(composed: Composed, page: Page, today: date | None = None) -> tuple[str, ...]:
    """Return the dates, times, numbers and names of a draft that do not stand on its page (truth 7); empty is right."""
    source = "\n".join((page.title, page.text, *(f"{label} {value}" for label, value in page.rows)))
    near = page.published or today
    return ungrounded(f"{composed.title}\n{composed.summary}", harmless(source), near, own=OWN)
