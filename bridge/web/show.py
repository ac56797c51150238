"""Pure: how values read on the screen: Japanese labels, dates, differences. Text of pages is never markup."""

from __future__ import annotations

import json
import re
from datetime import date, datetime, timedelta
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup, escape

from bridge.lifecycle import LABEL
from bridge.model import Kind, State
from bridge.policy import s04_people

if TYPE_CHECKING:
    from bridge.model import Content

WEEKDAYS: Final = "月火水木金土日"
KIND: Final = {
    Kind.PAGE: "ア ホームページの記事",
    Kind.TOLD: "イ ほかの手段で知らせたこと",
    Kind.MATERIAL: "ウ 資料・市の情報",
    Kind.OTHER: "エ 館長が認めるもの",
}
ACTION: Final = {
    "open": "起案", "edit": "修正", "refresh": "元ページの変更を反映", "resubmit": "再提出", "decide": "決裁",
    "release": "事前確認による発信", "take_back": "決裁の取消し", "return": "差戻し", "reject": "否決", "withdraw": "取下げ",
    "expire": "期限切れ", "hold": "保留", "send": "投稿の開始", "post": "投稿", "defer": "投稿の先送り", "fail": "投稿失敗",
    "lose": "結果不明", "posted": "投稿の記録", "not_posted": "「投稿されていない」の記録", "check": "確認", "remove": "投稿の削除", "not_removed": "削除できず", "comment": "ひとこと",
    "people": "人の登録", "invite": "招待", "confirm": "事前確認", "revoke": "事前確認の取消し", "stop": "投稿の停止", "resume": "投稿の再開",
    "account": "公式アカウントの掲載", "impostor": "なりすましの記録", "incident": "迷惑行為の記録", "measure": "ブロック・通報の決定",
    "measure_done": "ブロック・通報の実施", "purge": "迷惑行為の記録の消去", "closings": "休館日の案", "closing": "休館日", "pick": "記事を選ぶ", "set_aside": "見送り", "baseline": "見始め", "new": "新着",
}  # fmt: skip
ITEM: Final = {
    "new": "読み取り待ち",
    "baseline": "見始めたときにあった",
    "held": "保留",
    "drafted": "起案済み",
    "set_aside": "見送り",
}
MACHINE: Final = {"sync": "プログラム(取得)", "publish": "プログラム(投稿)"}
SIGN: Final = {
    State.WAITING: "●", State.DECIDED: "✓", State.SENDING: "→", State.POSTED: "■", State.CHECKED: "✔", State.REMOVED: "⌫", State.RETURNED: "↩",
    State.REJECTED: "×", State.WITHDRAWN: "－", State.EXPIRED: "⌛", State.HELD: "‖", State.FAILED: "!", State.UNKNOWN: "?",
}  # fmt: skip

#: controls that would let a text read otherwise than it is: shown by name
_HIDDEN: Final = {
    code: f"⟦U+{code:04X}⟧"
    for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C, 0x200B, 0xFEFF)
}
_HIDDEN.update({code: f"⟦U+{code:04X}⟧" for code in range(32) if code not in {9, 10, 13}})


def visible(value: Any) -> Any:
    """Return a text with its hidden controls shown by name (everything that a template prints comes through here)."""
    return value.translate(_HIDDEN) if isinstance(value, str) and not isinstance(value, Markup) else value


def moment(value: datetime | str, now: datetime) -> str:
    """Return "11月25日(水) 10:05" in the zone of `now`; the year when it is another one."""
    at = (datetime.fromisoformat(value) if isinstance(value, str) else value).astimezone(now.tzinfo)
    return f"{day(at.date(), now)} {at:%-H:%M}"


def day(value: date, now: datetime) -> str:
    """Return "11月25日(水)", with the year when it is not that of `now`."""
    year = "" if value.year == now.year else f"{value.year}年"
    return f"{year}{value.month}月{value.day}日({WEEKDAYS[value.weekday()]})"


def span(length: timedelta) -> str:
    """Return a length of time in words: 3日, 5時間, 12分."""
    minutes = int(abs(length).total_seconds() // 60)
    if minutes >= 2 * 1440:
        return f"{minutes // 1440}日"
    return f"{minutes // 60}時間" if minutes >= 120 else f"{minutes}分"


def state(value: State | str) -> str:
    """Return a state's name, with a sign so that nothing hangs on colour."""
    return f"{SIGN[State(value)]} {LABEL[State(value)]}"


def actor(name: str) -> str:
    """Return who did it, for the screen."""
    return MACHINE.get(name, name)


def action(verb: str) -> str:
    """Return a verb of lifecycle.py in the words of municipal documents."""
    return ACTION.get(verb, verb)


def role(value: str) -> str:
    """Return the name of a role."""
    return next((label for known, label in s04_people.LABEL.items() if known == value), value)


def detail(text: str) -> str:
    """Return what a journal line says besides, in one line, without hashes."""
    raw = json.loads(text)
    told = [
        str(raw[key])
        for key in ("text", "reason", "why", "what", "note", "person", "number", "outside_hours")
        if raw.get(key)
    ]
    if raw.get("acknowledged"):
        told.append("承知した指摘 " + "・".join(raw["acknowledged"]))
    return "、".join(told)


def plain(value: Any) -> str:
    """Return a setting's value as a person reads it."""
    if isinstance(value, dict):
        return "、".join(f"{key} {plain(each)}" for key, each in value.items()) or "なし"
    if isinstance(value, list | tuple):
        return "、".join(map(plain, value)) or "なし"
    return str(value) if value != "" else "なし"


def tweet(content: Content) -> Markup:
    """Return the text as X shows it: plain, its link marked."""
    text, url = visible(content.text), content.url
    if not url or url not in text:
        return escape(text)
    before, after = text.rsplit(url, 1)
    shown = re.sub(r"^https?://(www\.)?", "", url)
    short = shown if len(shown) <= 30 else f"{shown[:29]}…"
    return Markup('{}<span class="link" title="{}">{}</span>{}').format(before, url, short, after)


def difference(old: str, new: str) -> Markup:
    """Return `new` with what was added as <ins> and what was taken away as <del>."""
    out = Markup()
    old, new = visible(old), visible(new)
    for tag, a, b, c, d in _coarse(SequenceMatcher(None, old, new, autojunk=False).get_opcodes()):
        if tag == "equal":
            out += escape(new[c:d])
            continue
        if old[a:b]:
            out += Markup("<del>{}</del>").format(old[a:b])
        if new[c:d]:
            out += Markup("<ins>{}</ins>").format(new[c:d])
    return out


def _coarse(codes: list[tuple[Any, int, int, int, int]]) -> list[tuple[str, int, int, int, int]]:
    """Join changes that only a character parts: two words read better than five splinters."""
    out: list[tuple[str, int, int, int, int]] = []
    for at, (tag, a, b, c, d) in enumerate(codes):
        splinter = tag == "equal" and d - c < 2 and 0 < at < len(codes) - 1
        kind = "equal" if tag == "equal" and not splinter else "change"
        if out and out[-1][0] == kind == "change":
            out[-1] = ("change", out[-1][1], b, out[-1][3], d)
        else:
            out.append((kind, a, b, c, d))
    return out
