"""Pure: how values read on the screen: Japanese labels, dates, differences. Text of pages is never
markup.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, Final
from unicodedata import east_asian_width

from markupsafe import Markup, escape

from bridge import labels
from bridge.model import State, Where
from bridge.text import clean
from bridge.text.daywords import month_day, week_day
from bridge.web import evidence, signs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bridge.model import Content, Finding

LINES: Final = 10  #: that X's lists show of a text
ACROSS: Final = 42  #: half-width letters of a line on a phone
FOLD: Final = Markup('<span class="fold"><span>Xの一覧では、ここから「さらに表示」</span></span>')


def visible(value: Any) -> Any:
    """Return a text with its hidden controls shown by name (everything that a template prints comes
    through here).
    """
    return (
        clean.visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value
    )


def moment(value: datetime | str, now: datetime) -> str:
    """Return "11月25日(水) 10:05" in the zone of `now`; the year when it is another one."""
    at = (datetime.fromisoformat(value) if isinstance(value, str) else value).astimezone(now.tzinfo)
    return f"{day(at.date(), now)} {at:%-H:%M}"


def day(value: date, now: datetime) -> str:
    """Return "11月25日(水)", with the year when it is not that of `now`."""
    year = "" if value.year == now.year else f"{value.year}年"
    return f"{year}{week_day(value)}"


def state(value: State | str) -> Markup:
    """Return a state's name behind its sign, so that nothing hangs on colour."""
    return Markup('<span class="nowrap">{} {}</span>').format(
        signs.sign(signs.STATE[State(value)]), word(value)
    )


def word(value: State | str) -> str:
    """Return a state's name."""
    return labels.STATE[State(value)]


def role(value: str) -> str:
    """Return the name of a role."""
    return labels.word(labels.ROLE, value)


def soon(value: datetime, now: datetime) -> str:
    """Return "今日 12:10", or day and time of another day."""
    at = value.astimezone(now.tzinfo)
    return f"今日 {at:%-H:%M}" if at.date() == now.date() else moment(at, now)


def brief(value: datetime, now: datetime) -> str:
    """Return a moment as narrow as a list needs it: "12:10", "28日 9:30", "12月1日 9:30"."""
    at = value.astimezone(now.tzinfo)
    same = (at.year, at.month) == (now.year, now.month)
    before = "" if at.date() == now.date() else f"{at.day}日 " if same else f"{month_day(at)} "
    return f"{before}{at:%-H:%M}"


def tweet(
    content: Content, findings: Iterable[Finding] = (), facts: Iterable[tuple[int, int, int]] = ()
) -> Markup:
    """Return the text as it goes out, with a wavy line and a sign where a finding speaks of its
    words.

    `facts` are the places whose value the page behind it has, with their numbers.

    A link at the end is not in it: X shows that as a card (`linked` says so).
    """
    text = visible(_before_link(content))
    marks = sorted(_marks(text, findings))
    free = [
        (a, b, n)
        for a, b, n in facts
        if b <= len(text) and not any(a < end and start < b for start, end, _ in marks)
    ]
    out, at = Markup(), 0
    folds = [(place, place, 0, "fold") for place in [fold(text)] if place]
    for start, end, number, kind in sorted(
        [(a, b, n, "") for a, b, n in free]
        + [(a, b, 0, "stop" if stop else "note") for a, b, stop in marks]
        + folds
    ):
        if kind == "fold":
            place = max(start, at)  # not inside of what is marked
            out += _plain(text[at:place], content.url) + FOLD
            at = place
            continue
        if start < at:
            continue
        out += _plain(text[at:start], content.url)
        words = unbroken(text[start:end])
        if kind:
            out += Markup('<span class="wave-{}">{}</span>{}').format(kind, words, signs.sign(kind))
        else:
            out += evidence.fact(words, number)
        at = end
    return out + _plain(text[at:], content.url)


def fold(text: str) -> int:
    """Return where X's lists fold a text behind 「さらに表示」, about: after ten lines of a phone;
    0 when they show it whole.
    """
    lines, width = 1, 0
    for at, letter in enumerate(text):
        if letter == "\n":
            lines, width = lines + 1, 0
        else:
            wide = 2 if east_asian_width(letter) in "WFA" else 1
            lines, width = (lines + 1, wide) if width + wide > ACROSS else (lines, width + wide)
        if lines > LINES:
            return at + (letter == "\n")
    return 0


def posts(
    content: Content, facts: Iterable[tuple[int, int, int]] = ()
) -> list[tuple[Content, list[tuple[int, int, int]]]]:
    """Return the posts of a content as X shows them, one of what is no thread, each with the places
    of `facts` in it.
    """
    if not content.cuts:
        return [(content, list(facts))]
    places, pieces = list(facts), []
    for start, part in zip((0, *content.cuts), content.parts, strict=True):
        at = len(visible(content.text[:start]))
        end = at + len(visible(part))
        one = replace(
            content,
            text=part,
            cuts=(),
            url=content.url if content.url in part else "",
            image=content.image if start == 0 else None,
        )
        pieces.append((one, [(a - at, b - at, n) for a, b, n in places if at <= a and b <= end]))
    return pieces


def linked(content: Content) -> bool:
    """Return whether X shows the link as a card: it is there, and no picture stands in the card's
    place.
    """
    return bool(content.url) and content.image is None


def _before_link(content: Content) -> str:
    """Return the text without a link at its end that stands below it as a card."""
    if linked(content) and content.text.endswith(content.url):
        return content.text.removesuffix(content.url).rstrip()
    return content.text


def _marks(text: str, findings: Iterable[Finding]) -> Iterator[tuple[int, int, bool]]:
    """Yield where the words of findings stand in the text, and whether each is a stop."""
    for finding in findings:
        words = visible(finding.found)
        if finding.where == Where.TEXT and words and (at := text.find(words)) >= 0:
            yield at, at + len(words), finding.stop


#: a date with its weekday, a clock, a range of hours: never broken inside (layout alone, no
#: character is changed)
_WHOLE: Final = re.compile(
    r"(?:\d{1,2}月)?\d{1,2}日(?:[(（][月火水木金土日](?:・祝)?[)）])?|(?:午前|午後)?\d{1,2}(?:時(?:\d{1,2}分|半)?|:\d{2})(?:[~～〜](?:午前|午後)?\d{1,2}(?:時(?:\d{1,2}分|半)?|:\d{2}))?"
)


def unbroken(text: str) -> Markup:
    """Return a text, escaped, whose dates and hours stay on one line."""
    text, out, at = visible(text), Markup(), 0
    for match in _WHOLE.finditer(text):
        out += escape(text[at : match.start()]) + Markup('<span class="nowrap">{}</span>').format(
            match[0]
        )
        at = match.end()
    return out + escape(text[at:])


def _plain(text: str, url: str) -> Markup:
    """Return a piece of text, escaped, its link marked and short as X shows it."""
    if not url or url not in text:
        return unbroken(text)
    before, after = text.rsplit(url, 1)
    short_url = re.sub(r"^https?://(www\.)?", "", url)
    short = short_url if len(short_url) <= 30 else f"{short_url[:29]}…"
    return Markup('{}<span class="link" title="{}">{}</span>{}').format(
        unbroken(before), url, short, unbroken(after)
    )


def difference(old: str, new: str, only: str = "") -> Markup:
    """Return `new` with what was added as <ins> and what was taken away as <del>.

    `only`: "ins" leaves out what was taken away; "del" shows what was added, marked as what the
    other text lacks.
    """
    out = Markup()
    old, new = visible(old), visible(new)
    for tag, a, b, c, d in _coarse(SequenceMatcher(None, old, new, autojunk=False).get_opcodes()):
        if tag == "equal":
            out += escape(new[c:d])
            continue
        if old[a:b] and not only:
            out += Markup("<del>{}</del>").format(old[a:b])
        if new[c:d]:
            mark = Markup("<del>{}</del>") if only == "del" else Markup("<ins>{}</ins>")
            out += mark.format(new[c:d])
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
