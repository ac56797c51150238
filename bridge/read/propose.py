"""Pure: what a first look at a site found, as a `[[source]]` block ready to paste and as a first
feeds.toml.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import Final

from bridge import urls
from bridge.model import Listing, Page, SourceKind
from bridge.read.shape import Shape
from bridge.sayings import Refusal
from bridge.text.daywords import WEEKDAYS
from bridge.text.forms import DAYS
from bridge.text.times import find_times
from bridge.values import dataclass

_NAME: Final = re.compile(r"[^\s|｜:：\-–—<>＜＞「」【】]{0,20}図書館")
_HOURS: Final = re.compile(r"開館時間|開館\s*[:：]")
_WEEKLY: Final = re.compile(r"休館日|休館\s*[:：]")
_WEEKDAY: Final = re.compile(
    r"(?:毎週|毎)?\s*((?:[月火水木金土日](?:曜日?)?[・、,と\s]*)+)(?<=[曜日])"
)
#: 土日は午後5時まで, 平日 9:00～19:00; 火曜日～日曜日 9時～17時 is one span for all
_UNEVEN: Final = re.compile(
    r"(?<![~〜～–曜-])(?<!から)(?:平日|[土日祝](?:曜日?|日)?(?:[・、,]?[土日祝](?:曜日?|日)?){0,2})"
    r"[^。\n\d]{0,8}\d{1,2}(?:時|:|：)"
)


@dataclass(frozen=True, slots=True)
class Probe:
    """What stands at an address."""

    url: str  #: after redirects
    shape: Shape
    listing: Listing | None = None  #: of a feed or list
    title: str = ""  #: what the page or feed calls itself
    feeds: tuple[str, ...] = ()  #: feeds that the page announces
    why: Refusal | None = None  #: why there is no list on it; None when there is one


@dataclass(frozen=True, slots=True)
class Library:
    """What a site says of its library, as far as it could be read; all of it is for a person to
    confirm.
    """

    name: str = ""
    accounts: tuple[str, ...] = ()  #: accounts on X that the page links to
    opening: str = ""  #: "9:30-19:00"; empty where hours differ by weekday, too
    weekly: tuple[int, ...] = ()  #: weekdays closed, Monday = 0
    #: lines of the site that tell hours, each with its page
    words: tuple[tuple[str, str], ...] = ()
    #: first and last day of closings, with their reason
    closed: tuple[tuple[date, date, str], ...] = ()
    closed_page: str = ""  #: a page that seems to tell closed days


def name(title: str) -> str:
    """Return the library's name as a page's title has it, empty when it has none."""
    name = max(_NAME.findall(unicodedata.normalize("NFKC", title)), key=len, default="")
    return name if len(name) > 3 else ""


def hours(pages: Sequence[Page]) -> tuple[tuple[int, ...], str, tuple[tuple[str, str], ...]]:
    """Return the weekdays that are closed, the opening hours ("9:30-19:00", empty where they differ
    by weekday), and the lines that tell them.
    """
    weekly: tuple[int, ...] = ()
    opening = ""
    lines: list[tuple[str, str]] = []
    for page in pages:
        for line in dict.fromkeys((*page.row_lines, *page.text.split("\n"))):
            if len(line) > 120 or not (_HOURS.search(line) or _WEEKLY.search(line)):
                continue
            told = [
                f"{t.begins:%-H:%M}-{t.ends:%-H:%M}"
                for t in (find_times(line) if _HOURS.search(line) else ())
                if t.begins and t.ends
            ]
            if told and not any(_HOURS.search(words) for words, _ in lines):  # the first tells
                even = not _UNEVEN.search(unicodedata.normalize("NFKC", line))
                opening = told[0] if even and len(set(told)) == 1 else ""
            after = _WEEKLY.split(line, maxsplit=1)[1:]
            days = _WEEKDAY.match(after[0].lstrip(" :：は、")) if after else None
            if days is not None:
                weekly = weekly or tuple(
                    sorted(
                        {WEEKDAYS.index(c) for c in re.sub("曜日?", "", days[1]) if c in WEEKDAYS}
                    )
                )
            if told or days is not None:
                lines.append((line, page.url))
    return weekly, opening, tuple(lines[:6])


def feeds_toml(
    template: str, probe: Probe, library: Library, *, name: str, account: str, private: str
) -> str:
    """Return the packaged feeds.toml with this library's values; what nobody has said stays a
    placeholder.

    `name` and `account` are said by a person; hours, closed days and other accounts are proposed as
    comments.
    """
    site = "/".join(probe.url.split("/")[:3]) + "/"
    feed = probe.shape is Shape.FEED
    value = {
        "name": name or library.name,
        "site": site,
        "account": account,
        "id": _id(probe.url, feed=feed) if probe.url.rstrip("/") != site.rstrip("/") else "home",
        "kind": _kind(feed=feed),
        "url": probe.url,
    }
    text = template
    for key, words in value.items():
        text = _set(text, key, words) if words else text
    text = text.replace('  "https://www.lib.example.jp/",', f"  {_string(site)},", 1)
    hosts = dict.fromkeys([urls.host(probe.url), *_hosts(probe.listing)])
    lines = "".join(f"  {_string(host)},\n" for host in hosts)
    text = text.replace('  "www.lib.example.jp",\n  "www.city.example.jp",\n', lines, 1)
    others = [one for one in library.accounts if one.lower() != account.lower()]
    if others:
        text = _before(
            text,
            "timezone = ",
            f"# ページからリンクされているアカウント: {_remark('、'.join(others[:5]))}",
        )
    if feeds := [one for one in probe.feeds if one != probe.url]:
        text = text.replace(
            '#url = "https://www.example.jp/event/rss.xml"', f"#url = {_string(feeds[0])}", 1
        )
    text = _with_closed_days(text, library)
    if private:
        text = _line(text, "#allow_private", f"allow_private = [{_string(private)}]")
    if probe.why:
        none = Refusal("proposal.no_list", why=_remark(probe.why.what))
        text = _before(text, "[[source]]", f"# {none.what}")
    return _before(text, 'monday = "', _opening(library))


def _with_closed_days(text: str, library: Library) -> str:
    """Return the settings with where the library tells its closed days, and those read there, as
    comments.
    """
    if page := library.closed_page:
        text = _line(text, "#closed_page", f"#closed_page = {_string(page)}")
    if not library.closed:
        return text
    days = ", ".join(
        f'"{first}"' if first == last else f'"{first}/{last}"' for first, last, _ in library.closed
    )
    why = "、".join(dict.fromkeys(why for *_, why in library.closed))
    return _before(
        text, '#closed = ["', f"# サイトから読んだ案({_remark(why)}):\n#closed = [{days}]"
    )


def _line(text: str, key: str, line: str) -> str:
    """Return the settings with another line for that of one key."""
    return re.sub(rf"^{key} = .*$", lambda _: line, text, flags=re.MULTILINE)


def _set(text: str, key: str, value: str) -> str:
    """Return `text` with another value at the first line of that key, its remark in the same
    column.
    """

    def line(match: re.Match[str]) -> str:
        new = f"{key} = {_string(value)}"
        return f"{new:<{len(match[1]) - 1}} {match[2]}" if match[2] else new

    return re.sub(rf'^({key} = "[^"]*" *)(#.*)?$', line, text, count=1, flags=re.MULTILINE)


def _opening(library: Library) -> str:
    """Return the proposal of opening hours as comments, empty when the site told none."""
    lines = [f"# サイトの言葉: {_remark(line)} ({_remark(url)})" for line, url in library.words]
    if not library.opening and any(_HOURS.search(line) for line, _ in library.words):
        lines.append(f"# {Refusal('proposal.hours_differ').what}")
    if library.opening or library.weekly:
        lines.append("# 案(確かめて、下の7行を直してください):")
        lines += [
            f'#{day} = "{"closed" if place in library.weekly else library.opening}"'
            for place, day in enumerate(DAYS)
            if place in library.weekly or library.opening
        ]
    return "\n".join(lines)


def _hosts(listing: Listing | None) -> list[str]:
    """Return the hosts to which a list leads, the most frequent first, three at the most."""
    hosts = [urls.host(entry.url) for entry in (listing.entries if listing else ()) if entry.url]
    return sorted(dict.fromkeys(hosts), key=hosts.count, reverse=True)[:3]


def _before(text: str, line: str, more: str) -> str:
    """Return `text` with `more` above the first line that begins with `line`."""
    return (
        re.sub(
            rf"^{re.escape(line)}",
            lambda match: f"{more}\n{match[0]}",
            text,
            count=1,
            flags=re.MULTILINE,
        )
        if more
        else text
    )


def block(url: str, listing: Listing, site_title: str) -> str:
    """Return the block for `url`; a homepage that announces a feed has the feed's block beside it,
    commented out.

    Every value is a TOML basic string, escaped; remarks are one line each, so that nothing of a
    page can add a key.
    """
    feed = re.match(r"RSS|Atom", listing.how) is not None
    lines = [
        f"# {_remark(site_title)}" if site_title.strip() else "",
        f"# 見つかったもの: {_remark(listing.how)}" if listing.how else "",
        *_block(url, _kind(feed=feed), _id(url, feed=feed)),
    ]
    for feed_url in () if feed else listing.feeds[:3]:
        lines += ["", f"# {Refusal('proposal.feed_too').what}"]
        lines += [
            f"# {line}" for line in _block(feed_url, SourceKind.FEED, _id(feed_url, feed=True))
        ]
    return "\n".join(line for n, line in enumerate(lines) if line or n > 1) + "\n"


def table(id: str, kind: SourceKind, url: str) -> str:
    """Return the bare [[source]] of these values."""
    return "\n".join(
        ["[[source]]", f"id = {_string(id)}", f"kind = {_string(kind)}", f"url = {_string(url)}"]
    )


def _block(url: str, kind: SourceKind, id: str) -> list[str]:
    return table(id, kind, url).split("\n")


def _kind(*, feed: bool) -> SourceKind:
    return SourceKind.FEED if feed else SourceKind.HOMEPAGE


def _id(url: str, *, feed: bool) -> str:
    """Return a name from the last telling part of the path: news, event, feed …"""
    path = urls.canonical(url).partition("?")[0].split("/")[3:]
    names = [
        name
        for part in path
        if "%" not in part
        and (name := re.sub(r"\.\w{2,5}$|[^a-z0-9-]+", "", part.lower()).strip("-"))
    ]
    telling = [
        name
        for name in names
        if re.search(r"[a-z]", name) and name not in ("index", "www", "feed", "rss", "staff")
    ]
    return telling[-1][:30] if telling else _kind(feed=feed)


def _string(text: str) -> str:
    """JSON's strings are TOML's basic strings, once DEL and lone surrogates are away."""
    return json.dumps(
        text.encode("utf-8", "replace").decode().replace("\x7f", ""), ensure_ascii=False
    )


def _remark(text: str) -> str:
    line = "".join(" " if unicodedata.category(c)[0] in "CZ" else c for c in text)
    return " ".join(line.split())[:100]
