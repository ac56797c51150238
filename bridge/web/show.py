"""Pure: how values read on the screen: Japanese labels, dates, differences. Text of pages is never markup."""

from __future__ import annotations

import re
from datetime import date, datetime
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup, escape

from bridge.lifecycle import LABEL
from bridge.model import State
from bridge.policy import s04_people
from bridge.text import clean

if TYPE_CHECKING:
    from bridge.model import Content

WEEKDAYS: Final = "月火水木金土日"
ITEM: Final = {
    "new": "読み取り待ち",
    "baseline": "見始めたときにあった",
    "held": "保留",
    "drafted": "起案済み",
    "set_aside": "見送り",
}
SIGN: Final = {
    State.WAITING: "●", State.DECIDED: "✓", State.SENDING: "→", State.POSTED: "■", State.CHECKED: "✔", State.REMOVED: "⌫", State.RETURNED: "↩",
    State.REJECTED: "×", State.WITHDRAWN: "－", State.EXPIRED: "⌛", State.HELD: "‖", State.FAILED: "!", State.UNKNOWN: "?",
}  # fmt: skip


_SHELL: Final = re.compile(r"\(feedbridge [^)]*\)|[^。]*feedbridge [^。]*。?")


def for_desk(text: str) -> str:
    """Return a sentence of the record without what it tells to type: the desk has a button for that."""
    return _SHELL.sub("", text)


def visible(value: Any) -> Any:
    """Return a text with its hidden controls shown by name (everything that a template prints comes through here)."""
    return clean.visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def moment(value: datetime | str, now: datetime) -> str:
    """Return "11月25日(水) 10:05" in the zone of `now`; the year when it is another one."""
    at = (datetime.fromisoformat(value) if isinstance(value, str) else value).astimezone(now.tzinfo)
    return f"{day(at.date(), now)} {at:%-H:%M}"


def day(value: date, now: datetime) -> str:
    """Return "11月25日(水)", with the year when it is not that of `now`."""
    year = "" if value.year == now.year else f"{value.year}年"
    return f"{year}{value.month}月{value.day}日({WEEKDAYS[value.weekday()]})"


def state(value: State | str) -> str:
    """Return a state's name, with a sign so that nothing hangs on colour."""
    return f"{SIGN[State(value)]} {LABEL[State(value)]}"


def role(value: str) -> str:
    """Return the name of a role."""
    return next((label for known, label in s04_people.LABEL.items() if known == value), value)


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
