"""Pure: facts become the text that a director signs: title, summary, link, at most 280 weighted characters.

What does not fit goes in the order of its use to a reader: 持ち物, 費用, 定員 before 申込, 対象, before 会場, 日時; then a sentence is cut at
a phrase; the title is cut only when nothing else is left, the link never. A template holds names in braces and nothing else;
values are put in once and never read again, so that no page can speak as a template (truth 6).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from bridge.text.dates import WEEKDAYS, fold, mentions, say_day
from bridge.text.weight import LIMIT, weigh

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from bridge.model import Facts, Occasion, Page

NAMES: Final = ("title", "summary", "url", "when", "where", "who", "apply", "deadline", "label", "hashtags")
KINDS: Final = (
    "emergency",
    "cancelled",
    "postponed",
    "corrected",
    "closure",
    "recruitment",
    "event",
    "document",
    "notice",
)
DEFAULT: Final = "{title}\n{summary}\n{url}"
_NAME: Final = re.compile(r"\{([^{}]*)\}")
_LABELS: Final = {"中止": "cancelled", "延期": "postponed", "訂正": "corrected"}
_CLOSED: Final = re.compile(r"休館|閉館|休室|開館時間")
_RECRUIT: Final = re.compile(r"募集")
_SUFFIX: Final = re.compile(r"\s*[|｜]\s*[^|｜]{1,30}$|\s+[-–—]\s+[^-–—]{0,20}(?:図書館|ホームページ)[^-–—]{0,10}$")


@dataclass(frozen=True, slots=True)
class Style:
    """How a source's drafts look."""

    template: str = DEFAULT
    kinds: Mapping[str, str] = field(default_factory=dict)  #: template by kind of page (KINDS); wins over `template`
    hashtags: tuple[str, ...] = ()  #: without #


@dataclass(frozen=True, slots=True)
class Composed:
    """A draft as composed."""

    text: str  #: what X will show, link included
    title: str
    summary: str
    url: str  #: the link as it stands in the text; empty when none could stand there
    weight: int  #: weighted characters
    kind_of_page: str  #: one of KINDS
    urgent: bool
    expires_on: date | None  #: the last day on which posting makes sense; None = unknown
    notes: tuple[str, ...]  #: for the person, Japanese


def check_template(template: str) -> tuple[str, ...]:
    """Return what is wrong with a template, as Japanese sentences; empty when it may be used."""
    known = "、".join(f"{{{name}}}" for name in NAMES)
    faults = [
        f"{{{name}}} という名前はありません。使えるのは {known} です。"
        for name in _NAME.findall(template)
        if name not in NAMES
    ]
    if re.search(r"[{}]", _NAME.sub("", template)):
        faults.append("波かっこ { } の組み合わせが正しくありません。")
    faults += [f"{{{name}}} がありません。" for name in ("title", "url") if f"{{{name}}}" not in template]
    return tuple(faults)


def compose(page: Page, facts: Facts, style: Style, url: str, today: date) -> Composed:
    """Return the draft of `page`; its text is at most 280 weighted characters, its link whole or not there at all."""
    kind = _kind(facts, page)
    title = _titled(facts)
    notes = [*page.notes]
    when = "" if facts.several else _when(facts, page, today)
    if facts.several:
        notes.append("複数の催しがあります")
    parts = _parts(facts, kind, when)
    values = {
        "title": title,
        "url": url,
        "when": when,
        "where": facts.place,
        "who": facts.audience,
        "apply": facts.apply,
        "deadline": say_day(facts.deadline, today) if facts.deadline else "",
        "label": facts.label,
        "hashtags": " ".join(f"#{tag}" for tag in style.hashtags),
    }
    template = style.kinds.get(kind) or style.template
    if weigh(url) > LIMIT // 2:  # X would not take it for a link: then it would eat the text
        values["url"], notes = "", [*notes, "リンクが長すぎるため付けていません"]
    text, summary = _fit(template, values, parts)
    if not summary and not page.notes and "{summary}" in template:
        notes.append("本文から要約を作れませんでした")
    return Composed(text, title, summary, values["url"], weigh(text), kind, facts.urgent, _expires(facts, today), tuple(notes))  # fmt: skip


# ── what is said ────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Part:
    """A line of the summary."""

    text: str
    use: int  #: how useful it is; the least goes first
    cut: bool = False  #: a sentence, that may be cut at a phrase


def _kind(facts: Facts, page: Page) -> str:
    if facts.label:
        return _LABELS[facts.label]
    if facts.urgent:
        return "emergency"
    if _CLOSED.search(facts.title):
        return "closure"
    if "PDF" in page.notes:
        return "document"
    if _RECRUIT.search(facts.title):
        return "recruitment"
    return "event" if facts.occasions and (facts.place or any(o.begins for o in facts.occasions)) else "notice"


def _titled(facts: Facts) -> str:
    """The title without the site's name; a cancelled, postponed or corrected notice begins with that word."""
    title = _SUFFIX.sub("", facts.title).strip() or facts.title.strip() or "お知らせ"
    title = " ".join(title.split())
    if facts.label and not re.match(rf"[【\[(（]?{facts.label}", title):
        bare = re.sub(rf"[【\[(（]{facts.label}[】\])）]\s*", "", title)
        title = f"【{facts.label}】{bare}"
    return title


def _parts(facts: Facts, kind: str, when: str) -> list[_Part]:
    """The lines of the summary, in the order in which they are read."""
    named = {"closure": "期間", "recruitment": "期間"}.get(kind, "日時")
    spoken = facts.sentences
    lines: list[_Part] = []
    if spoken:
        lines.append(_Part(spoken[0], 60 if kind in {"event", "recruitment"} and when else 95, cut=True))
    if when and not _said(when, facts.title, *spoken[:1]):
        lines.append(_Part(f"{named}：{when}", 100))
    if facts.several:
        lines.append(_Part("複数の催しをご案内しています。日程はリンク先でご確認ください。", 90))
    rest = (
        ("会場", facts.place, 90), ("対象", facts.audience, 70), ("申込", facts.apply, 75), ("定員", facts.capacity, 40),
        ("費用", facts.fee, 30), ("持ち物", facts.bring, 20),
    )  # fmt: skip
    if kind not in {"cancelled", "corrected"}:
        lines += [
            _Part(f"{name}：{value}", use) for name, value, use in rest if value and not _said(value, facts.title)
        ]
    elif facts.place:
        lines.append(_Part(f"会場：{facts.place}", 50))
    if len(lines) <= 2:
        lines += [_Part(sentence, 50 - n, cut=True) for n, sentence in enumerate(spoken[1:3])]
    return lines


def _said(value: str, *texts: str) -> bool:
    """Whether `value` stands in one of `texts` already, however it is dressed."""
    bare = _bare(value)
    return any(bare in _bare(text) for text in texts)


def _bare(text: str) -> str:
    folded = fold(unicodedata.normalize("NFKC", text))
    return re.sub(r"[\s、。・「」『』()（）【】:：～]|曜日?|(?:令和|平成)?\d{1,4}年", "", folded)


def _when(facts: Facts, page: Page, today: date) -> str:
    """When, in the page's own words but for the dress: 7月1日(水)午後2時30分～4時."""
    told = [_say(o, page, today) for o in facts.occasions if o.text][:4]
    return "、".join(dict.fromkeys(text for text in told if text))


def _say(occasion: Occasion, page: Page, today: date) -> str:
    text = occasion.text
    reference = page.published or today
    for mention in reversed(mentions(text, reference)):
        if mention.date is None:
            continue
        weekday = f"({WEEKDAYS[mention.weekday_given]})" if mention.weekday_given is not None else ""
        if not weekday and (mention.year_given or page.published):
            weekday = f"({WEEKDAYS[mention.date.weekday()]})"
        day = (
            f"{mention.date.day}日"
            if "月" not in mention.text and "/" not in mention.text and "." not in mention.text
            else (say_day(mention.date, today, weekday=False))
        )
        text = text[: mention.start] + day + weekday + text[mention.end :]
    text = unicodedata.normalize("NFC", text).translate(_DIGITS)
    text = re.sub(r"\s*(?:から|～|〜|~)\s*(?=\d|午|正午)", "～", text)
    text = re.sub(r"\)\s+(?=\d|午)", ")", text)
    if occasion.start is None and occasion.end is not None and not re.search(r"まで|締|～", text):
        text += "まで"
    return re.sub(r"(?<=～)([^～]{2,20})まで$", r"\1", text).strip(" 　、。")


_DIGITS: Final = str.maketrans("０１２３４５６７８９：（）", "0123456789:()")


def _expires(facts: Facts, today: date) -> date | None:
    """The last day of what is announced; None when it is not known, or when it is over already (then a finding says so)."""
    days = [day for o in facts.occasions if (day := o.end or o.start)]
    if any(o.weekly for o in facts.occasions) or facts.label == "訂正":
        return None
    last = max(days, default=facts.deadline)
    return last if last is not None and last >= today else None


# ── fitting ─────────────────────────────────────────────────────────────────────────────────────


def _fit(template: str, values: dict[str, str], parts: list[_Part]) -> tuple[str, str]:
    """Return text and summary within LIMIT."""
    kept = list(parts)
    while True:
        summary = "\n".join(part.text for part in kept)
        over = _over(template, values, summary)
        if over <= 0:
            return _render(template, values, summary), summary
        if not kept:
            return _without(template, values)
        least = min(kept, key=lambda part: part.use)
        at = kept.index(least)
        room = bound(least.text) - over
        shorter = cut_at_phrase(least.text, room) if least.cut and room >= 40 else ""
        kept[at : at + 1] = [replace(least, text=shorter, cut=False)] if shorter else []


def _without(template: str, values: dict[str, str]) -> tuple[str, str]:
    """Nothing of the summary is left: hashtags, then the named fields, then the title's end go."""
    values = dict(values)
    for name in ("hashtags", "who", "apply", "deadline", "where", "when", "label"):
        if _over(template, values, "") <= 0:
            break
        values[name] = ""
    while (over := _over(template, values, "")) > 0:
        values["title"] = cut_at_phrase(values["title"], max(2, bound(values["title"]) - over)) or "…"
        if values["title"] == "…":
            return (values["url"] if weigh(values["url"]) <= LIMIT else ""), ""
    return _render(template, values, ""), ""


def _over(template: str, values: dict[str, str], summary: str) -> int:
    """How many weighted characters too long; the link is counted as X counts it, the rest from above."""
    link = values["url"]
    without = _render(template, values | {"url": "\0" if link else ""}, summary)
    return bound(without.replace("\0", "")) + without.count("\0") * (_link_weight(link) if link else 0) - LIMIT


@cache
def _link_weight(link: str) -> int:
    return weigh(link)


def _render(template: str, values: Mapping[str, str], summary: str) -> str:
    """Put the values in; a line whose names are all empty goes."""
    told = {**values, "summary": summary}
    lines = []
    for line in template.replace("\\n", "\n").split("\n"):
        names = _NAME.findall(line)
        if names and not any(told.get(name) for name in names):
            continue
        lines.append(_NAME.sub(lambda found: told.get(found[1], ""), line).rstrip())
    return "\n".join(lines).strip()


def bound(text: str) -> int:
    """Return an upper bound of a linkless text's weight: exact for Japanese and ASCII; `weigh` costs 2 ms a call."""
    return sum(1 if c.isascii() else 2 for c in unicodedata.normalize("NFC", text))


def cut_at_phrase(text: str, room: int) -> str:
    """Return the beginning of `text` in at most `room` weighted characters, cut between phrases and ended with …; or empty."""
    kept = ""
    for phrase in _parser().parse(text):
        if bound(kept + phrase) + 2 > room:
            break
        kept += phrase
    kept = re.sub(r"[\s、。，．・「『（(【～]+$", "", kept)
    if kept.count("「") > kept.count("」"):
        kept = kept[: kept.rindex("「")].rstrip("、。・ ")
    return f"{kept}…" if kept else ""


@cache
def _parser() -> Any:
    import budoux

    return budoux.load_default_japanese_parser()


# ── truth 7 ─────────────────────────────────────────────────────────────────────────────────────


def grounded(composed: Composed, page: Page, today: date) -> tuple[str, ...]:
    """Return the numbers and quoted names of a draft that stand nowhere on its page (truth 7); empty is right.

    A date that 本日 or a missing year was resolved to stands there in another form; such days are looked up as dates.
    """
    reference = page.published or today
    source = unicodedata.normalize("NFKC", "\n".join([page.title, page.text, *(f"{a} {b}" for a, b in page.rows)]))
    days = {m.date for m in mentions(source, reference) if m.date}
    if page.published:
        days.add(page.published)
    said = unicodedata.normalize("NFKC", f"{composed.title}\n{composed.summary}")
    rest = said
    for mention in reversed(mentions(said, reference)):
        if mention.date in days:
            rest = rest[: mention.start] + " " + rest[mention.end :]
    numbers = set(re.findall(r"\d+", source))
    missing = [n for n in re.findall(r"\d+", rest) if n not in numbers and n.lstrip("0") not in numbers]
    quoted = [q for q in re.findall(r"「([^」…]+)」", said) if re.sub(r"\s", "", q) not in re.sub(r"\s", "", source)]
    return tuple(missing + quoted)
