"""5(5) 公式アカウントの掲載となりすまし: the city's and the library's pages show the account; an
impostor is announced.

Pure: no I/O, no clock. Sees links, words and names; cannot see a picture of the account's name, nor
who is behind another account: a look-alike is proposed, a person says whether it is an impostor.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qs, urlsplit

from bridge.labels import APPEARANCE
from bridge.model import Appearance, Showing
from bridge.policy.noted import NAME
from bridge.text.daywords import year_day

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from bridge.model import Impostor

PATIENCE: Final = timedelta(days=3)  #: a page that cannot be read for so long is told
#: X's own form for reports of impersonation
REPORT_FORM: Final = "https://help.x.com/forms/impersonation"

_HOSTS: Final = re.compile(r"(?:www\.|mobile\.|m\.)?(?:x|twitter)\.com\.?", re.IGNORECASE)
#: first parts of X's addresses that are no account
_NO_ACCOUNT: Final = re.compile(
    "compose|download|explore|hashtag|home|i|intent|jobs|login|logout|messages|notifications|oauth|privacy|search|settings"
    "|share|signup|tos|widgets",
    re.IGNORECASE,
)
#: X's buttons for following, which name the account in their query
_BUTTONS: Final = frozenset(("intent/follow", "intent/user"))


# ── what a page shows ───────────────────────────────────────────────────────────────────────────


def account_of(address: str) -> str:
    """Return the account, as written, to whose own page on x.com or twitter.com `address` leads;
    empty when to none.

    www., mobile., a slash at the end, a query and the old form /#!/name do not matter; a single
    post is not the account.
    """
    try:
        parts = urlsplit(address.strip())
        port = parts.port
    except ValueError:
        return ""
    if (
        parts.scheme.lower() not in {"http", "https"}
        or port not in {None, 80, 443}
        or "@" in parts.netloc
    ):
        return ""
    if not _HOSTS.fullmatch(parts.hostname or ""):
        return ""
    path = parts.path.strip("/") or parts.fragment.removeprefix("!").strip("/")
    if path.lower() in _BUTTONS:
        path = parse_qs(parts.query).get("screen_name", [""])[0]
    name = path.removeprefix("@")
    return name if NAME.fullmatch(name) and not _NO_ACCOUNT.fullmatch(name) else ""


def verdict(account: str, links: Iterable[tuple[str, str]], text: str) -> tuple[Appearance, str]:
    """Return how a page shows `account`, and which other accounts it leads to (`@a、@b`, empty when
    none).

    `links` are the page's links, each with its words; `text` is all that it says. A link whose
    words name the account and that leads to another one counts as Appearance.OTHER even beside the
    right one.
    """
    handle = re.compile(rf"(?<![A-Za-z0-9_]){re.escape(account)}(?![A-Za-z0-9_])", re.IGNORECASE)
    accounts = [(account_of(address), words) for address, words in links]
    others = list(
        dict.fromkeys(name for name, _ in accounts if name and name.lower() != account.lower())
    )
    other_names = "、".join(f"@{name}" for name in others[:5])
    if any(
        name in others and handle.search(unicodedata.normalize("NFKC", words))
        for name, words in accounts
    ):
        return Appearance.OTHER, other_names
    if any(name.lower() == account.lower() for name, _ in accounts):
        return Appearance.SHOWN, ""
    if handle.search(unicodedata.normalize("NFKC", text)):
        return Appearance.NAMED, other_names
    return (Appearance.OTHER, other_names) if others else (Appearance.MISSING, "")


def looked(before: Showing, answer: tuple[Appearance, str] | str, now: datetime) -> Showing:
    """Return what is known of a page after a look: a verdict with its detail, or why it could not
    be read.

    Not reading it changes no verdict: a page that did not show the account does not show it yet.
    """
    if isinstance(answer, str):
        return replace(before, looked_at=now, unread_since=before.unread_since or now, why=answer)
    same = answer[0] == before.verdict
    return Showing(
        before.page,
        answer[0],
        before.since if same else now,
        now,
        why=answer[1],
        kept_back=same and before.kept_back,
    )


def wrong(showing: Showing) -> bool:
    """Return whether the page was last seen without the account (5(5))."""
    return showing.verdict not in {Appearance.SHOWN, ""}


def alarm(showing: Showing, now: datetime) -> str:
    """Return what is to be told of a page, a Japanese sentence; empty when nothing is."""
    unread = showing.unread_since
    if wrong(showing):
        since = f"({year_day(showing.since)}から)" if showing.since else ""
        more = f"({showing.why})" if showing.why and unread is None else ""
        return (
            f"{showing.page} に公式アカウントが正しく載っていません: "
            f"{APPEARANCE[showing.verdict]}{more}{since}"
        )
    if unread is not None and now - unread >= PATIENCE:
        return (
            f"{showing.page}: 公式アカウントが載っているかを{year_day(unread)}"
            f"から確かめられません({showing.why})"
        )
    return ""


# ── look-alikes ─────────────────────────────────────────────────────────────────────────────────


def look_alikes(account: str, names: Iterable[str]) -> list[tuple[str, int]]:
    """Return those of `names` that could be taken for `account`, nearest first, each with its
    distance (0 to 2).

    The distance is counted after 0/o, 1/l/i, rn/m and _ are made one. The account itself, however
    capitalised, is none.
    """
    own = _folded(account)
    most = min(2, len(own) // 3)  # two letters of four would make everybody an impostor
    near = (
        (name, distance(own, _folded(name)))
        for name in dict.fromkeys(names)
        if name.lower() != account.lower()
    )
    return sorted((pair for pair in near if pair[1] <= most), key=lambda pair: pair[1])


def _folded(name: str) -> str:
    return name.lower().translate(str.maketrans("01i", "oll", "_")).replace("rn", "m")


def distance(a: str, b: str) -> int:
    """Return how many letters are to be put in, left out, changed or swapped with their neighbour
    to make `b` of `a`.

    Damerau-Levenshtein, each letter touched once (optimal string alignment).
    """
    before: list[int] = []
    last = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        row = [i]
        for j, y in enumerate(b, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and y == a[i - 2]:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, last = last, row
    return last[-1]


# ── the warning ─────────────────────────────────────────────────────────────────────────────────

ORIGIN: Final = "なりすましアカウントへの注意(5(5))。図書館ホームページのお知らせと同じ内容"


def warning_tweet(library: str, account: str, impostor: str, site: str) -> str:
    """Return the text of a warning on X. No name stands with @: it would call the impostor in
    (5(4)).
    """
    return (
        f"【注意】{library}をよそおう別のアカウント「{impostor}」があります。{library}とは関係ありません。"
        f"リンクを開いたり、個人情報を送ったりしないでください。正しいアカウント名は「{account}」です。\n{site}"
    )


def warning_page(library: str, account: str, impostor: Impostor, today: date, *, html: bool) -> str:
    """Return the notice for the library's homepage, a fragment of HTML or Markdown; the impostor is
    named, not linked.
    """
    from html import escape

    title = f"{library}をよそおうアカウントにご注意ください"
    first_day = year_day(impostor.on)
    lines = (
        f"X(旧ツイッター)に、{library}をよそおう別のアカウント「{impostor.account}」があることを{first_day}に確かめました。"
        f"このアカウントは{library}とは関係ありません。",
        "このアカウントからのメッセージやリンクは開かず、個人情報やパスワード、お金を送らないでください。",
    )
    right = f"{library}の公式アカウントは「{account}」だけです: "
    link, dated = (
        f"https://x.com/{account}",
        f"{year_day(today)} {library}",
    )
    if html:
        body = "\n".join(f"<p>{escape(line)}</p>" for line in lines)
        return (
            f"<h2>{escape(title)}</h2>\n{body}\n<p>{escape(right)}<a "
            f'href="{link}">{link}</a></p>\n<p>{escape(dated)}</p>'
        )
    body = "\n\n".join(marked(line) for line in lines)
    return f"## {marked(title)}\n\n{body}\n\n{marked(right)}<{link}>\n\n{marked(dated)}"


def marked(text: str) -> str:
    """Return `text` so that Markdown takes it as it stands."""
    return re.sub(r"([\\`*_\[\]<>#|~!&])", r"\\\1", text)


def to_report(library: str, account: str, impostor: Impostor) -> tuple[str, ...]:
    """Return what a person does to report the impostor to X, a sentence each."""
    return (
        f"通報の窓口: {REPORT_FORM} (団体へのなりすましを選ぶ)",
        f"なりすましのアカウント: https://x.com/{impostor.account}",
        f"なりすまされているもの: {library}、公式アカウントは https://x.com/{account}",
        f"証拠: {'、'.join(part for part in (impostor.url, impostor.note) if part)}。"
        "プロフィールと投稿の画面の写し(日時が分かるもの)",
        "本人の確認: 図書館の公用のメールアドレスと、"
        "公式アカウントを載せているホームページのアドレス",
    )
