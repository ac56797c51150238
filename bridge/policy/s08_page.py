"""8 免責・方針の変更、附則: what the library's homepage says of the account, so that readers know
what to expect of it.

Pure: no I/O, no clock. Puts the settings into sentences; whether they are the library's own words
is for the library to say.
"""

from __future__ import annotations

import re
from datetime import date
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING, Final

from bridge.policy.s05_5_account import marked
from bridge.settings import POLICY_VERSIONS
from bridge.text.daywords import WEEKDAYS, year_day
from bridge.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bridge.settings import Hours, HoursSettings, Settings

#: 6 in short words, for readers
NOT_POSTED: Final = (
    "秘密の情報や、法令に反すること",
    "人を傷つけること、差別すること",
    "政治活動や宗教活動",
    "著作権や肖像権など、ほかの人の権利を侵すこと",
    "広告や勧誘、物を売ること(図書館の資料や市の情報の紹介は除きます)",
    "公の秩序や良識に反すること、わいせつなこと",
    "うそや、確かめていないこと",
    "本人の同意のない個人情報",
    "有害なプログラムや、上のようなことを載せたページへのリンク",
)


@dataclass(frozen=True, slots=True)
class Link:
    """A link with the words before it."""

    before: str
    url: str


@dataclass(frozen=True, slots=True)
class PageSection:
    """A heading, and what stands under it."""

    heading: str
    lines: tuple[str | Link, ...]
    items: tuple[str, ...] = ()


def page(settings: Settings, today: date, *, html: bool) -> str:
    """Return the text for the homepage: a fragment of HTML (its headings begin with h2), or
    Markdown.
    """
    title = f"{settings.library.name} 公式X(旧ツイッター)について"
    render = _html if html else _markdown
    return render(
        title, tuple(_sections(settings)), f"{year_day(today)}現在 {settings.library.name}"
    )


def hours(settings: HoursSettings) -> str:
    """Return the week's opening hours in words: 月～木・土・日曜日 9:00～19:00。金曜日は休み。"""
    spans: dict[Hours | None, list[int]] = {}
    for weekday, span in enumerate(settings.weekly):
        spans.setdefault(span, []).append(weekday)
    open_, closed = [], ""
    for span, weekdays in spans.items():
        runs = groupby(enumerate(weekdays), key=lambda pair: pair[1] - pair[0])
        day_names = "・".join(_run([day for _, day in run]) for _, run in runs)
        if span is None:
            closed = f"{day_names}曜日は休館日です。"
        else:
            until = f"{span.closes:%-H:%M}" if span.closes.microsecond == 0 else "24:00"
            open_.append(f"{day_names}曜日 {span.opens:%-H:%M}～{until}")
    return "、".join(open_) + ("。" if open_ else "") + closed


def _run(days: list[int]) -> str:
    return (
        f"{WEEKDAYS[days[0]]}～{WEEKDAYS[days[-1]]}"
        if len(days) > 2
        else "・".join(WEEKDAYS[day] for day in days)
    )


def _sections(settings: Settings) -> Iterator[PageSection]:
    yield from _of_the_account(settings)
    yield from _of_others(settings)
    yield from _of_the_law(settings)


def _of_the_account(settings: Settings) -> Iterator[PageSection]:
    """Yield who posts, what, and when."""
    name, account = settings.library.name, settings.library.account
    yield PageSection(
        "アカウント",
        (
            Link(f"アカウント名: {account} ", f"https://x.com/{account}"),
            f"運用者: {name}。投稿は、図書館の職員と、図書館長が認めた者が行います。",
        ),
    )
    yield PageSection(
        "お知らせすること",
        (
            "図書館や市のサービス、催し、緊急のお知らせなどを投稿します。投稿の前に、図書館長が内容を確かめます。",
        ),
        (
            "図書館のホームページに載せた記事の題名、要約、リンク",
            "広報など、ほかの方法で市民の皆さんにお知らせした内容",
            "図書館の資料の紹介、市の情報",
            "そのほか、図書館長が適当と認めたこと",
        ),
    )
    yield PageSection(
        "投稿する時間",
        (
            "中央図書館の開館時間のうちに、必要に応じて投稿します(決まった時刻はありません)。"
            "緊急のときなど、ほかの時間に投稿することもあります。",
            f"開館時間: {hours(settings.hours)}祝日や年末年始などは変わることがあります。",
        ),
    )


def _of_others(settings: Settings) -> Iterator[PageSection]:
    """Yield what becomes of other accounts and of what they write, and how to tell them apart."""
    account = settings.library.account
    yield PageSection(
        "フォロー・返信など",
        (
            "ほかのアカウントのフォロー、返信、ダイレクトメッセージへのお答えは、原則として行いません。"
            "国や自治体などの投稿を、役に立つと考えて紹介(リツイート)することがあります。",
            Link(
                "ご意見やお問い合わせは、図書館のホームページをご覧ください: ",
                settings.library.site,
            ),
        ),
    )
    yield PageSection(
        "投稿しないこと",
        ("次のことは投稿しません。そうした内容のページへのリンクも載せません。",),
        NOT_POSTED,
    )
    yield PageSection(
        "返信などについてのお願い",
        (
            "上のようなことにあたる返信やメッセージをくり返し送るアカウントは、予告なくブロックし、"
            "X を運営する会社に通報することがあります。",
        ),
    )
    yield PageSection(
        "本物の見分け方",
        (
            f"図書館の公式アカウントは「{account}」だけです。よく似た名のアカウントにご注意ください。"
            "次のページから開くと確かです。なりすましを見つけたときは、図書館のホームページでお知らせします。",
            *(Link("", url) for url in settings.library.account_pages or (settings.library.site,)),
        ),
    )


def _founder(library: str) -> str:
    """Return what founded the library, as its name says it (市立, 町立, 県立): 市, 町, 県."""
    match = re.search("[市区町村都道府県](?=立)", library)
    return match[0] if match else "設置者"


def _of_the_law(settings: Settings) -> Iterator[PageSection]:
    """Yield liability, rights, personal data, and the policy in force."""
    founder = _founder(settings.library.name)
    yield PageSection(
        "免責",
        (
            "投稿の内容は正しいものになるよう努めていますが、投稿を利用したこと、利用できなかったことによる損害や、"
            "返信などをめぐる利用者どうし、または第三者とのトラブルによる損害について、図書館は責任を負いません。",
            "システムの都合などで、予告なく投稿の運用を変えたり、やめたりすることがあります。",
        ),
    )
    yield PageSection(
        "著作権",
        (
            f"投稿した文章、写真、イラストなどの権利は、{founder}、またはもとの権利者にあります。私的使用や引用など、法律で認められたもののほかは、無断で使えません。",
        ),
    )
    yield PageSection(
        "個人情報",
        (
            f"個人情報は、法令と{founder}の定めに従って取り扱います。返信やメッセージで個人情報を送らないでください。",
        ),
    )
    yield PageSection(
        "運用方針",
        (
            f"このアカウントは、{_iso(settings.policy_version)}の運用方針に従っています。方針は予告なく変わることがあります。",
        ),
        tuple(
            f"{_iso(version)} {POLICY_VERSIONS.get(version, '一部改正')}"
            for version in sorted(settings.policy_versions)
            if version <= settings.policy_version
        ),
    )


def _html(title: str, sections: tuple[PageSection, ...], end: str) -> str:
    out = [f"<h2>{escape(title)}</h2>"]
    for section in sections:
        out.append(f"<h3>{escape(section.heading)}</h3>")
        for line in section.lines:
            if isinstance(line, Link):
                url = escape(line.url)
                out.append(f'<p>{escape(line.before)}<a href="{url}">{url}</a></p>')
            else:
                out.append(f"<p>{escape(line)}</p>")
        if section.items:
            out += ["<ul>", *(f"<li>{escape(item)}</li>" for item in section.items), "</ul>"]
    return "\n".join([*out, f"<p>{escape(end)}</p>", ""])


def _markdown(title: str, sections: tuple[PageSection, ...], end: str) -> str:
    out = [f"## {marked(title)}"]
    for section in sections:
        out.append(f"### {marked(section.heading)}")
        out += [_words(line) for line in section.lines]
        if section.items:
            out.append("\n".join(f"- {marked(item)}" for item in section.items))
    return "\n\n".join([*out, marked(end), ""])


def _words(line: str | Link) -> str:
    if isinstance(line, str):
        return marked(line)
    return f"{marked(line.before)}<{line.url.replace('<', '%3C').replace('>', '%3E')}>"


def _iso(text: str) -> str:
    return year_day(date.fromisoformat(text))
