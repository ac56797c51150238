"""Pure: the data that a page carries for its scripts (JSON-LD, __NEXT_DATA__, arrays in scripts),
and JSON itself, as entries.

An array of objects is a list of news when most have a title, and a date or an address; books (ISBN)
are none.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, tzinfo
from typing import Any

from bridge import urls
from bridge.model import Entry
from bridge.read import listdates
from bridge.read.markup import absolute, squeeze

MOST = 500  #: entries of one page
_BIG = 2_000_000  #: characters of scripts that are looked at
_ARRAYS = 200  #: arrays of one page that are looked at
_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script\s*>", re.DOTALL | re.IGNORECASE)
_START = re.compile(r"[=(:,]\s*(?=[\[{]\s*[\[{\"'\w])|^\s*(?=[\[{])", re.MULTILINE)
_TITLE = ("title", "headline", "subject", "midashi", "name", "heading", "caption", "text")
_LINK = ("url", "link", "href", "permalink", "mainEntityOfPage", "path", "uri", "@id")
_DATE = (
    *(
        "datePublished",
        "published",
        "publishedAt",
        "published_at",
        "publish_date",
        "pubDate",
        "date",
        "day",
        "created",
    ),
    *(
        "createdAt",
        "created_at",
        "postDate",
        "post_date",
        "releaseDate",
        "startDate",
        "start",
        "updated",
        "updatedAt",
    ),
    *("updated_at", "dateModified", "modified", "ymd", "time"),
)
_BOOK = frozenset(("isbn", "isbn13", "author", "publisher", "tilcod", "bibid", "callnumber"))


def entries(text: str, source: str, page: str, base: str, zone: tzinfo) -> tuple[Entry, ...]:
    """Return the news in the scripts of an HTML text, or of a text that is JSON or script
    itself.
    """
    news: list[Entry] = []
    for value in _values(text):
        for array in _arrays(value):
            news += _read(array, source, page=page, base=base, zone=zone)
            if len(news) >= MOST:
                break
    return tuple(dict.fromkeys(news))[:MOST]


def _values(text: str) -> Iterator[Any]:
    """Yield each value that JSON, or the literals of a script, hold."""
    bodies = (
        [body for _, body in _SCRIPT.findall(text[:_BIG])]
        if "<script" in text[:_BIG].lower()
        else [text[:_BIG]]
    )
    tries = 0
    for body in bodies:
        quiet = re.sub(
            r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|\]\]>)\s*$", "", body.strip()
        )
        try:
            yield json.loads(quiet)
            continue
        except (ValueError, RecursionError):
            pass
        at = 0
        while (start := _START.search(quiet, at)) and tries < _ARRAYS:
            tries += 1
            value, end = _literal(quiet, start.end())
            at = end if value is not None else start.end() + 1
            if isinstance(value, list | dict):
                yield value


def _literal(text: str, at: int) -> tuple[Any, int]:
    """Return the value that begins at `at` in JSON or JavaScript and where it ends; None when it is
    neither.
    """
    try:
        return json.JSONDecoder().raw_decode(text, at)
    except (ValueError, RecursionError):
        pass
    end = _closing(text, at)
    if not end:
        return None, at
    try:
        return json.loads(_as_json(text[at:end])), end
    except (ValueError, RecursionError):
        return None, at


_TOKEN = re.compile(
    r"""//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`(?:\\.|[^`\\])*`|[\[\]{}]|[^"'`\[\]{}/]+|/""",
    re.DOTALL,
)


def _closing(text: str, at: int) -> int:
    depth = 0
    for token in _TOKEN.finditer(text, at, at + 500_000):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(token[0], 0)
        if depth == 0:
            return token.end() if token[0] in "]}" else 0
    return 0


def _as_json(script: str) -> str:
    """Return the literal of a script as JSON: keys and strings in double quotes, no comment, no
    comma at the end.
    """

    def plain(token: re.Match[str]) -> str:
        literal = token[0]
        if literal.startswith(("//", "/*")):
            return ""
        if literal[0] in "'`\"":
            inner = re.sub(r"\\(?![\"\\/bfnrtu])(.)", r"\1", literal[1:-1], flags=re.DOTALL)
            inner = re.sub(r'(?<!\\)"', r"\"", inner)
            return '"' + inner.replace("\n", "\\n").replace("\t", " ").replace("\r", "") + '"'
        literal = re.sub(r"([,{]|^)(\s*)([A-Za-z_$][\w$]*)(\s*):", r'\1\2"\3"\4:', literal)
        return re.sub(r"\b(?:undefined|NaN|new Date\(\)|void 0)\b", "null", literal)

    joined = _TOKEN.sub(plain, script)
    joined = (
        re.sub(r"([,{]\s*)([A-Za-z_$][\w$]*)(\s*:)", r'\1"\2"\3', joined)
        if not _is_json(joined)
        else joined
    )
    return re.sub(r",(\s*[\]}])", r"\1", joined)


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _arrays(value: Any, depth: int = 0) -> Iterator[list[dict[str, Any]]]:
    """Yield each array of objects, and each ItemList of JSON-LD."""
    if depth > 12:
        return
    if isinstance(value, list):
        objects = [one for one in value if isinstance(one, dict)]
        if objects and len(objects) == len(value):
            inner = [one["item"] if isinstance(one.get("item"), dict) else one for one in objects]
            yield [_flat(one) for one in inner[:MOST]]
        for one in value[:MOST]:
            yield from _arrays(one, depth + 1)
    elif isinstance(value, dict):
        for one in value.values():
            yield from _arrays(one, depth + 1)


def _flat(one: dict[str, Any]) -> dict[str, Any]:
    """Return an object with its own `attributes`, `node`, `fields` or `frontmatter` beside its keys
    (APIs of CMSs).
    """
    out = dict(one)
    for name in ("attributes", "node", "fields", "frontmatter", "meta"):
        if isinstance(out.get(name), dict):
            out = {**out[name], **{key: value for key, value in out.items() if key != name}}
    return out


def _read(
    array: list[dict[str, Any]], source: str, page: str, base: str, zone: tzinfo
) -> list[Entry]:
    read = [_entry(one, source, page=page, base=base, zone=zone) for one in array]
    news = [entry for entry in read if entry is not None]
    books = sum(1 for one in array if _BOOK & {key.lower() for key in one})
    dated = sum(1 for entry in news if entry.published)
    if len(news) * 2 < len(array) or books * 2 > len(array) or dated * 2 < len(news):
        return []
    return news


def _entry(one: dict[str, Any], source: str, page: str, base: str, zone: tzinfo) -> Entry | None:
    title = _text(next((one[key] for key in _TITLE if one.get(key)), ""))
    if not title or (listdates.first(title) and len(title) < 12):
        return None
    link = next((address for key in _LINK if (address := _link(one.get(key), base))), "")
    day = next((day for key in _DATE if (day := _day(one.get(key), zone))), None)
    if day is None and not link:
        return None
    guid = next(
        (
            str(one[key])
            for key in ("guid", "id", "_id", "slug")
            if isinstance(one.get(key), str | int)
        ),
        "",
    )
    return Entry(
        source=source,
        url=link,
        title=title,
        guid="" if urls.host(guid) else guid,
        published=day,
        summary="",
        page=page,
    )


def _text(value: Any) -> str:
    if isinstance(value, dict):  # WordPress: {"rendered": …}
        value = value.get("rendered", "")
    if not isinstance(value, str) or len(value) > 2_000:
        return ""
    return squeeze(html.unescape(re.sub(r"<[^>]{1,300}>", "", value)))[:200]


def _link(value: Any, base: str) -> str:
    if isinstance(value, dict):
        value = value.get("@id", value.get("url", ""))
    if not isinstance(value, str) or not re.match(
        r"https?://|/|\./|\.\./|[\w./-]+\.(?:html?|php|pdf)|\?", value
    ):
        return ""
    return absolute(value, base)


def _day(value: Any, zone: tzinfo) -> date | None:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return epoch_day(float(value), zone) or (listdates.first(str(int(value))) or _NO_DAY).on()
    if not isinstance(value, str) or len(value) > 60:
        return None
    if re.fullmatch(r"\d{10}(?:\d{3})?", value):
        return epoch_day(float(value), zone)
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        list_date = listdates.first(value)
        return list_date.on() if list_date else None
    return listdates.local_day(moment, zone)


_NO_DAY = listdates.ListDate(0, 0, 0, 0)


def epoch_day(value: float, zone: tzinfo) -> date | None:
    """Return the day of a moment in seconds or milliseconds since 1970; None when it lies outside
    2000 to 2100.
    """
    seconds = value / 1000 if value > 1e11 else value
    if not 946_684_800 <= seconds <= 4_102_444_800:
        return None
    return datetime.fromtimestamp(seconds, UTC).astimezone(zone).date()
