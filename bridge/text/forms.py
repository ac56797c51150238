"""Pure: how the values of feeds.toml are written — hours, days, addresses, selectors, names.

Each reader takes one string, returns what the file's dataclasses then take, and raises
ConfigRefused with what is wrong. `FORMS` says which reader stands for which key, and what is
allowed there.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from datetime import date, time
from string import Formatter
from typing import Any, Final, NamedTuple
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from bridge.errors import ConfigRefused
from bridge.sayings import Refusal
from bridge.settings import CLAUSES, Hours, PostingSettings, Selectors
from bridge.text.toml_lines import Path

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SELECTORS = tuple(f.name for f in fields(Selectors))


class Form(NamedTuple):
    """How one value is written."""

    read: Callable[
        [str], object
    ]  #: raises ConfigRefused; ValueError where a library cannot read it
    allowed: str  #: in words of staff


def form(path: Path) -> Form | None:
    """Return the form of the value at `path` of the file, None when any value of its type will
    do.
    """
    names = tuple("*" if isinstance(part, int) else part for part in path)
    return FORMS.get(names) or FORMS.get((*names[:-1], "*"))


def read(form: Form, text: str) -> object:
    """Return what `text` says in that form; raises ConfigRefused with what is wrong."""
    try:
        return form.read(text)
    except ValueError as error:  # the standard library's own, of a port that is no number
        raise ConfigRefused("value.unreadable") from error


def written(value: Any) -> Any:
    """Return a value of the settings as feeds.toml has it: text, number, yes or no, lists and
    tables of these. The inverse of the readers.
    """
    if value is None:
        return "closed"  # a day of the week without hours
    if isinstance(value, Hours):
        return f"{written(value.opens)}-{written(value.closes)}"
    if isinstance(value, time):
        return "24:00" if value == time.max else f"{value:%-H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple) and len(value) == 2 and all(isinstance(d, date) for d in value):
        first, last = map(written, value)
        return first if first == last else f"{first}/{last}"
    if isinstance(value, Mapping):
        return {written(key): written(one) for key, one in value.items()}
    return [written(one) for one in value] if isinstance(value, tuple) else value


def short(text: str) -> str:
    """Return the text, cut for a message."""
    return text if len(text) <= 40 else f"{text[:40]}…"


def meant(word: str, known: Iterable[str]) -> Refusal | str:
    """Return "did you mean", in brackets, or an empty string where nothing known is near."""
    import difflib

    near = difflib.get_close_matches(word, list(known), n=1)
    return Refusal("value.meant", near=near[0]) if near else ""


def _url(text: str) -> str:
    parts = urlsplit(text)
    if parts.username or parts.password:
        raise ConfigRefused("value.credentials_in_address")
    if (
        parts.scheme not in {"http", "https"}
        or not parts.hostname
        or parts.port == 0
        or re.search(r"\s", text)
    ):
        raise ConfigRefused("value.no_web_address", given=short(text))
    return text


def _api_url(text: str) -> str:
    parts = urlsplit(_url(text))
    if text.rstrip("/") != PostingSettings().api_url and parts.hostname not in LOOPBACK:
        raise ConfigRefused("value.no_api_of_x", given=short(text))
    return text.rstrip("/")


def _proxy(text: str) -> str:
    if text in {"", "environment"}:
        return text
    parts = urlsplit(_url(text))
    if parts.scheme != "http" or parts.path not in {"", "/"} or parts.query or parts.fragment:
        raise ConfigRefused("value.no_proxy_address", given=short(text))
    return text


def _hour(text: str) -> str:
    # TOML's own times have seconds
    match = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)(:00)?", text, re.ASCII)
    if not match:
        raise ConfigRefused("value.no_hour", given=short(text))
    return time(int(match[1]), int(match[2])).isoformat()


#: what a value is to be whose form is one pattern → what is said of one that has not that form
_UNFIT: Final = {
    "source": "value.no_source_name",
    "host": "value.no_host_name",
    "hashtag": "value.no_hashtag",
    "agent": "value.no_user_agent",
    "account": "value.no_account_name",
    "mail": "value.no_mail_address",
    "user": "value.no_user_name",
}


def _matching(pattern: str, kind: str, strip: str = "") -> Callable[[str], str]:
    def read(text: str) -> str:
        if strip and text[:1] in strip:
            text = text[1:]
        if not re.fullmatch(pattern, text):
            raise ConfigRefused(_UNFIT[kind], given=short(text))
        return text

    return read


def _source_id(text: str) -> str:
    if text == "staff":
        raise ConfigRefused("value.source_name_taken")
    return _matching(r"[a-z0-9_-]{1,40}", "source")(text)


def _zone(text: str) -> str:
    try:
        ZoneInfo(text)
    except (KeyError, ValueError, OSError) as error:
        near = meant(text, available_timezones())
        raise ConfigRefused("value.no_timezone", given=short(text), near=near) from error
    return text


def _clock(text: str) -> time:
    hour, minute = (int(part) for part in text.split(":"))
    return time.max if (hour, minute) == (24, 0) else time(hour, minute)


def _hours(text: str) -> dict[str, str]:
    match = re.fullmatch(r"\s*(\d{1,2}:\d\d)\s*[-–〜～]\s*(\d{1,2}:\d\d)\s*", text, re.ASCII)
    try:
        opens, closes = (_clock(part) for part in match.groups()) if match else (None, None)
    except ValueError:
        opens = closes = None
    if opens is None or closes is None:
        raise ConfigRefused("value.no_hours", given=short(text))
    if opens >= closes:
        raise ConfigRefused("value.hours_reversed", given=short(text))
    return {"opens": opens.isoformat(), "closes": closes.isoformat()}


def _weekday(text: str) -> dict[str, str] | None:
    return None if text == "closed" else _hours(text)


def _special(text: str) -> dict[str, str]:
    if text == "closed":
        raise ConfigRefused("value.closed_as_special")
    return _hours(text)


def day(text: str) -> date:
    """Return the day of "2026-11-03"; raises ConfigRefused for what is none."""
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
        raise ConfigRefused("value.no_date", given=short(text))
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ConfigRefused("value.no_such_day", given=text) from error


def _closing(text: str) -> list[str]:
    first, _, last = text.partition("/")
    span = [day(first.strip()), day((last or first).strip())]
    if span[0] > span[1]:
        raise ConfigRefused("value.days_reversed", given=short(text))
    return [one.isoformat() for one in span]


def _encoding(text: str) -> str:
    try:
        if not text or codecs.lookup(text)._is_text_encoding:  # noqa: SLF001
            return text  # base64, zip and the like are codecs too, but no charsets
    except (LookupError, ValueError):
        pass
    raise ConfigRefused("value.no_charset", given=short(text))


# Selectors of this form are surely sound. Only others load soupsieve, which loads bs4: a run in
# which nothing is new needs neither.
_COMPOUND = r"(?=[a-z*.#])(?:[a-z][a-z0-9]*|\*)?(?:[.#][A-Za-z_][\w-]*)*"
_PLAIN_SELECTOR = re.compile(rf"{_COMPOUND}(?:(?:\s*[>+~,]\s*|\s+){_COMPOUND})*", re.ASCII)


def _selector(text: str) -> str:
    if text and not _PLAIN_SELECTOR.fullmatch(text):
        import soupsieve

        try:
            soupsieve.compile(text)
        except (soupsieve.SelectorSyntaxError, ValueError) as error:
            raise ConfigRefused("value.no_selector", given=short(text)) from error
    return text


def _urgent(text: str) -> str:
    try:
        parts = [
            (name, form, how) for _, name, form, how in Formatter().parse(text) if name is not None
        ]
        fields = {"" if form or how else name for name, form, how in parts}
    except ValueError:
        fields = {""}
    if text and (not fields <= {"place", "when", "why"} or not {"place", "when"} <= fields):
        raise ConfigRefused("value.urgent_form", given=short(text))
    return text


def _document_number(text: str) -> str:
    try:
        parts = [part for part in Formatter().parse(text) if part[1] is not None]
        sound = all(not form and not how for _, _, form, how in parts)
        names = {str(name) for _, name, _, _ in parts}
    except ValueError:
        sound, names = False, set()
    if text and (not sound or "id" not in names or not names <= {"year", "reiwa", "id"}):
        raise ConfigRefused("value.document_number", given=short(text))
    return text


def _word(text: str) -> str:
    if not 2 <= len(text) <= 40 or text != text.strip() or "\n" in text:
        raise ConfigRefused("value.no_word", given=short(text))
    return text


def _seal(text: str) -> str:
    if not 1 <= len(text) <= 10 or text != text.strip() or "\n" in text:
        raise ConfigRefused("value.no_seal", given=short(text))
    return text


def _private(text: str) -> str:
    match = re.fullmatch(r"([A-Za-z0-9.-]+|\[[0-9a-fA-F:.]+\]):(\d{1,5})", text, re.ASCII)
    if not match or not 0 < int(match[2]) < 65536:
        raise ConfigRefused("value.no_host_and_port", given=short(text))
    return text.lower()


_host = _matching(r"\.?[\w-]+(\.[\w-]+)*(:\d{1,5})?", "host")
# X takes no tag of digits alone; a longer one leaves a post no room for its title
_hashtag = _matching(r"(?!\d+$)[\w・]{1,50}", "hashtag", strip="#＃")
_agent = _matching(r"[ -~]*", "agent")
# X's form of a user name
_account = _matching(r"[A-Za-z0-9_]{1,15}", "account", strip="@＠")

_mail_host = _matching(r"([A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*|[0-9A-Fa-f:]+)?", "host")
_mail = _matching(
    r"([A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*)?", "mail"
)

LOOPBACK = ("127.0.0.1", "::1", "localhost")  #: hosts that are this machine
_MAIL_FORM = "メールアドレス（半角）"
_URL_FORM = "https:// か http:// で始まるアドレス"
_TAG_FORM = "文字・数字・_・・ だけで 50 字まで（数字だけは不可。# は付けても付けなくてもよい）"
_CSS_FORM = 'CSS セレクタ（例 "#main .news li"）'
FORMS: dict[tuple[str, ...], Form] = {
    ("library", "site"): Form(_url, _URL_FORM),
    ("library", "account"): Form(
        _account, "半角の英数字と _ で 15 字まで（@ は付けても付けなくてもよい）"
    ),
    ("library", "timezone"): Form(_zone, 'IANA の名（例 "Asia/Tokyo"）'),
    ("library", "account_pages", "*"): Form(_url, _URL_FORM),
    **{
        ("hours", name): Form(
            _weekday,
            '"9:00-19:00" の形（0:00 から 24:00 まで）、休みは "closed"（設定の画面では「休館」）',
        )
        for name in DAYS
    },
    ("hours", "closed", "*"): Form(_closing, '"2026-12-29" または "2026-12-29/2027-01-03"'),
    ("hours", "special", "*"): Form(_special, '"2026-11-03" = "9:00-17:00" の形'),
    ("hours", "closed_page"): Form(
        lambda text: _url(text) if text else "", f"{_URL_FORM}。空なら見ない"
    ),
    ("source", "*", "id"): Form(_source_id, "半角の小文字・数字・_・- で 40 字まで"),
    ("source", "*", "url"): Form(_url, _URL_FORM),
    ("source", "*", "encoding"): Form(_encoding, '例 "utf-8", "cp932"（Shift_JIS）, "euc-jp"'),
    ("source", "*", "hashtags", "*"): Form(_hashtag, _TAG_FORM),
    **{("source", "*", name): Form(_selector, _CSS_FORM) for name in SELECTORS},
    ("network", "proxy"): Form(
        _proxy, '"http://ホスト名:ポート番号"、環境変数に従うなら "environment"、空なら使わない'
    ),
    ("network", "proxy_user"): Form(
        _matching(r"[!-9;-~]*", "user"), "半角の英数字と記号（: を除く）。パスワードは書かない"
    ),
    ("network", "no_proxy", "*"): Form(
        _matching(r"[0-9A-Za-z.:*/_\[\]-]+", "host"),
        '"www.example.jp"（その下も含む）、"host:8080"、"10.0.0.0/8"、"*"',
    ),
    ("tweet", "hashtags", "*"): Form(_hashtag, _TAG_FORM),
    ("links", "hosts", "*"): Form(
        _host, '"www.example.jp"、下をすべて含めるなら ".example.jp"（https:// や / は付けない）'
    ),
    ("fetch", "allow_private", "*"): Form(_private, 'ホスト名:ポート番号（例 "127.0.0.1:8000"）'),
    ("fetch", "user_agent"): Form(_agent, "半角の英数字と記号。空なら自動"),
    ("posting", "api_url"): Form(
        _api_url, f'"{PostingSettings().api_url}"、試験では 127.0.0.1 の アドレス'
    ),
    ("notices", "smtp_host"): Form(
        _mail_host, 'メールサーバーの名（例 "smtp.example.jp"）。空なら通知しない'
    ),
    ("notices", "smtp_user"): Form(
        _matching(r"[ -~]*", "user"), "半角の英数字と記号。空ならログインしない"
    ),
    ("notices", "sender"): Form(_mail, _MAIL_FORM),
    ("notices", "staff", "*"): Form(_mail, _MAIL_FORM),
    ("notices", "digest_at", "*"): Form(_hour, '時刻（例 "9:30"）'),
    ("notices", "desk"): Form(
        lambda text: _url(text) if text else "", f"{_URL_FORM}。今は [desk] url"
    ),
    ("openid", "issuer"): Form(
        lambda text: _url(text) and text if text else "", f"{_URL_FORM}。空なら使わない"
    ),
    ("desk", "url"): Form(
        lambda text: _url(text) if text else "", f"{_URL_FORM}。空ならリンクなし"
    ),
    ("retweets", "accounts", "*"): Form(
        _account, "半角の英数字と _ で 15 字まで（@ は付けても付けなくてもよい）"
    ),
    ("retweets", "elections", "*"): Form(
        _closing, '"2027-04-11/2027-04-25"（初めの日/終わりの日）'
    ),
    ("records", "document_number"): Form(
        _document_number, '{id} の入った文字（例 "{reiwa}東図発第{id}号"）。空なら手で書く'
    ),
    ("records", "seals", "*"): Form(_seal, "1字から10字までの名"),
    **{("words", clause, "*"): Form(_word, "2字から40字までの語") for clause in CLAUSES},
    ("urgent", "*"): Form(_urgent, '{place} {when} {why} の入った文。"" ならその様式を使わない'),
    ("policy", "versions", "*"): Form(
        lambda text: day(text).isoformat(), '日付（例 "2021-04-01"）'
    ),
    ("policy", "version"): Form(lambda text: day(text).isoformat(), '日付（例 "2021-04-01"）'),
}
