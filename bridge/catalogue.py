"""Pure: the keys of feeds.toml in words of staff: what each is called, what it says, and which of
them the director may change at the desk.

At the desk stands what is safe to change: hours, closed days, wordings, limits, the hours of
notices, the look. Accounts, keys, addresses and who has which right are changed where the machine
is kept (docs/configuration.md tells all of them).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import field
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from bridge import accent
from bridge.errors import NotAllowed, UsageRefused
from bridge.labels import ROAD
from bridge.policy import clauses
from bridge.settings import CLAUSES, PAGE_KIND, URGENT
from bridge.text import forms
from bridge.text.clean import as_seen
from bridge.text.daywords import WEEKDAYS
from bridge.text.toml_edit import KeyPlace
from bridge.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bridge.settings import Settings

Values: TypeAlias = "dict[KeyPlace, Any]"  #: as the file has them: texts, numbers, lists

_LABELS: Final = {clause.number: clause.label for clause in clauses.CLAUSES}
_CLAUSES: Final = {clause: f"{clause} {_LABELS[clause]}" for clause in CLAUSES}
_YES: Final = {"true": "はい", "false": "いいえ"}
_ADMIN: Final = "サーバーの担当者が feeds.toml で"
LONGEST: Final = 40  #: letters of the heading of a form
#: forms in which a key is a table whose entries are typed one by one
TABLES: Final = frozenset({"days", "texts", "words"})


@dataclass(frozen=True, slots=True)
class Key:
    """One key of feeds.toml."""

    place: KeyPlace
    label: str
    form: str = ""  #: how it is typed at the desk; empty = it is only shown there
    unit: str = ""
    hint: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)  #: value → words
    entries: Mapping[str, str] = field(default_factory=dict)  #: of a table: entry → words
    closed: bool = False  #: there are no entries but these
    hidden: bool = False  #: it is told whether there is one, and no more

    @property
    def name(self) -> str:
        """Return how it is called in a form, and in messages."""
        return ".".join(self.place)

    def said(self, value: Any) -> str:
        """Return a value in words."""
        if self.hidden:
            return "あり" if value else "なし"
        if self.choices:
            text = str(value).lower() if isinstance(value, bool) else str(value)
            return self.choices.get(text, text)
        if isinstance(value, list):
            return "、".join(map(_spoken, value)) or "なし"
        if isinstance(value, bool):
            return _YES[str(value).lower()]
        if isinstance(value, int | float):
            return f"{value:,}{self.unit}" if isinstance(value, int) else f"{value:g}{self.unit}"
        return _spoken(str(value)) if value else "なし"


@dataclass(frozen=True, slots=True)
class SettingsSection:
    """One table of feeds.toml."""

    name: str
    title: str
    keys: tuple[Key, ...]
    effect: str = ""  #: what a change means for what waits already
    where: str = f"{_ADMIN}変えます。"  #: where it is changed, what is not changed at the desk

    @property
    def typed(self) -> tuple[Key, ...]:
        """Return the keys that are changed at the desk."""
        return tuple(key for key in self.keys if key.form)


def _keys(table: str, **labels: str) -> tuple[Key, ...]:
    return tuple(Key((*table.split("."), name), label) for name, label in labels.items())


_HOURS = "9:00-19:00 の形。休みは「休館」"
_SPAN = "一日なら 2026-11-16、続く日は 2026-12-29/2027-01-03。一行に一つ"
_TEMPLATE = (
    "{title} 題名、{summary} 要約、{url} アドレス。ほかに {when} {where} {who} {apply} {deadline}"
)
SECTIONS: Final = (
    SettingsSection(
        "library",
        "図書館",
        _keys(
            "library",
            name="館の名",
            site="ホームページ",
            account="Xのアカウント(3)",
            timezone="時間帯",
            account_pages="アカウントを載せているページ(5(5))",
        ),
    ),
    SettingsSection(
        "hours",
        "開館時間(5(2))",
        (
            *(
                Key(("hours", day), f"{name}曜日", "hours", hint=_HOURS * (day == "sunday"))
                for day, name in zip(forms.DAYS, WEEKDAYS, strict=True)
            ),
            Key(
                ("hours", "holidays"),
                "祝日",
                "choice",
                choices={
                    "open": "ふだんの曜日どおり",
                    "closed": "休み",
                    "as-sunday": "日曜日と同じ",
                },
            ),
            Key(("hours", "closed"), "休みの日", "spans", hint=_SPAN),
            Key(
                ("hours", "special"),
                "その日だけの開館時間",
                "days",
                hint="2026-11-03 9:00-17:00 の形。一行に一つ。ほかのすべてに優先します",
            ),
            Key(("hours", "closed_page"), "休館日を載せたページ"),
        ),
        "決裁済みで、まだ投稿していないものの予定は、新しい時間で決め直されます。",
    ),
    SettingsSection(
        "tweet",
        "投稿の文面(5(1)ア)",
        (
            Key(("tweet", "template"), "文面", "text", hint=_TEMPLATE),
            Key(
                ("tweet", "kinds"),
                "お知らせの種類ごとの文面",
                "texts",
                hint="書いた種類だけが変わります。空にすると、上の文面になります",
                entries=PAGE_KIND,
                closed=True,
            ),
            Key(
                ("tweet", "hashtags"),
                "ハッシュタグ",
                "lines",
                hint="一行に一つ。# は付けなくてもかまいません",
            ),
        ),
        "すでにある起案の文は変わりません。これから起案されるものと、元のページが変わって作り直されるものが、新しい文面になります。",
    ),
    SettingsSection(
        "words",
        "注意する語",
        (
            Key(
                ("words",),
                "図書館が加えた語",
                "words",
                hint="一行に一つ。文にこの語があると「要確認」になり、承知のうえの決裁が要ります",
                entries=_CLAUSES,
                closed=True,
            ),
        ),
        "すでにある起案の指摘は変わりません。これから起案・修正される文から見ます。備え付けの語は、いつも見ています。",
    ),
    SettingsSection(
        "urgent",
        "緊急のお知らせの様式(2)",
        (
            Key(
                ("urgent",),
                "様式",
                "texts",
                hint="{place} 館名、{when} 日時、{why} 理由。"
                "空にすると、その様式を使わなくなります",
                entries={name: name for name in URGENT},
            ),
        ),
        "すでにある起案の文は変わりません。次に作るものから使います。",
    ),
    SettingsSection(
        "posting",
        "投稿(9)",
        (
            Key(
                ("posting", "through"),
                "投稿のしかた",
                choices={str(road): words for road, words in ROAD.items()},
            ),
            Key(
                place=("posting", "per_day"),
                label="一日の上限",
                form="number",
                unit="件",
                hint="0 なら一件も出しません",
            ),
            Key(("posting", "gap_minutes"), "投稿と投稿のあいだ", "number", "分"),
            Key(("posting", "take_back_minutes"), "決裁を取り消せる時間", "number", "分"),
            Key(("posting", "ask_minutes"), "手で引き受けたあと、尋ねるまで", "number", "分"),
            Key(("posting", "monthly_budget_usd"), "Xに一か月に払う上限", "number", "米ドル"),
            Key(
                ("posting", "decisions_end_with_right"),
                "決裁した人の権限が終わったら、決裁し直しを待つ",
                choices=_YES,
            ),
            Key(("posting", "secrets_file"), "Xの鍵のファイル", hidden=True),
            *_keys(
                "posting.prices",
                with_link="料金: リンクのある投稿(米ドル)",
                without_link="料金: リンクのない投稿(米ドル)",
                delete="料金: 削除(米ドル)",
                retweet="料金: リツイート(米ドル)",
                read="料金: 一件読む(米ドル)",
            ),
        ),
        "決裁済みのものの投稿予定は、新しい上限とあいだで決め直されます。取り消せる時間は、これからの決裁からです。",
    ),
    SettingsSection(
        "notices",
        "通知",
        (
            Key(
                ("notices", "digest_at"),
                "決裁待ちをまとめて知らせる時刻",
                "times",
                hint="9:30 の形。一行に一つ",
            ),
            *_keys(
                "notices",
                smtp_host="メールサーバー",
                smtp_port="ポート",
                security="暗号化",
                smtp_user="利用者名",
                sender="差出人",
                staff="失敗を知らせる先",
                heads="記録簿の末尾を送る館の外の宛先",
            ),
        ),
        "次の知らせから、この時刻になります。",
    ),
    SettingsSection(
        "desk",
        "決裁の画面",
        (
            Key(
                ("desk", "color"),
                "画面の色",
                "line",
                hint=f"{'・'.join(accent.NAMED)}、または #006173 の形。読みにくい色は断ります",
            ),
            Key(("desk", "url"), "職員が開くアドレス"),
            Key(("desk", "second_factor"), "二段階認証を求める役割"),
        ),
        "すぐに変わります。",
    ),
    SettingsSection(
        "account",
        "アカウントの確認・迷惑行為(5(5)、7)",
        (
            Key(
                ("account", "missing"),
                "ページにアカウントが載っていないとき",
                "choice",
                choices={"hold": "載るまで投稿を止める", "warn": "知らせるだけ"},
            ),
            Key(("account", "repeated"), "「くり返し」とみる件数", "number", "件"),
            Key(("account", "incidents_keep_days"), "迷惑行為の記録を残す日数(11)"),
        ),
        "今ある記録の見方が、すぐに変わります。",
    ),
    SettingsSection(
        "retweets",
        "リツイート(5(4))",
        (
            Key(
                ("retweets", "elections"),
                "選挙の期間(6(4))",
                "spans",
                hint="2027-04-11/2027-04-25 の形。一行に一つ",
            ),
            Key(("retweets", "accounts"), "リツイートしてよい公的機関のアカウント"),
        ),
        "すでに起案されたリツイートの指摘は変わりません。",
    ),
    SettingsSection(
        "records",
        "記録の保存",
        (
            Key(
                ("records", "document_number"),
                "文書番号",
                "line",
                hint="{id} 起案番号、{year} 年度(西暦)、{reiwa} 年度(令和)。例: "
                "{reiwa}東図発第{id}号。空なら、紙に手で書きます",
            ),
            Key(
                ("records", "seals"),
                "決裁印欄",
                "lines",
                hint="起案用紙の印の欄の名。一行に一つ。例: 館長、副館長、係長",
            ),
            Key(("records", "retention_years"), "保存年限", unit="年"),
        ),
        "起案用紙と決裁簿に、すぐに表れます。",
    ),
    SettingsSection(
        "review",
        "回議と決裁(9(1))",
        _keys(
            "review",
            order="決裁の前に見る人の順",
            members="その名で見る人",
            drafter_decides="起案した人が自分の文を決裁できる",
        ),
        where=f"人の登録は「人」の画面で、順と名前は{_ADMIN}変えます。",
    ),
    SettingsSection(
        "policy",
        "運用方針",
        (
            *_keys("policy", version="従っている版", versions="これまでの版"),
            Key(
                ("policy", "checklist"),
                "禁止事項の印を求める起案(6)",
                choices={"own": "人が書いた文", "each": "すべて", "findings": "指摘のあるもの"},
            ),
            Key(("policy", "words"), "館で直した単語表", hidden=True),
        ),
    ),
    SettingsSection("links", "リンクしてよいところ(5(3)ウ)", _keys("links", hosts="ホスト")),
    SettingsSection(
        "fetch",
        "取得の作法",
        _keys(
            "fetch",
            connect_seconds="つながるまで待つ秒数",
            read_seconds="返事がとだえたとき待つ秒数",
            total_seconds="一つのページの秒数",
            run_seconds="一回の秒数",
            max_bytes="一つのページの上限(バイト)",
            concurrency="同時に読む数",
            robots="robots.txt に従う",
            allow_private="公開されていない機械",
            user_agent="名乗る名",
            new_per_source="一度にこれより多い新着は保留(件)",
            pages_per_run="一回に読むページ(件)",
            pause_days="初めてと同じに扱うまで(日)",
            recheck_days="投稿したページを見る期間(日)",
            every_minutes="動かす間隔(分)",
        ),
    ),
    SettingsSection(
        "openid",
        "市のログイン",
        _keys(
            "openid",
            issuer="発行元のアドレス",
            client_id="この画面の番号",
            label="ボタンの言葉",
            claim="人を表す項目",
            persons="その値と登録名",
            scope="求める範囲",
            multifactor="二段階目を市のログインに任せる",
        ),
    ),
    SettingsSection(
        "network",
        "外への出口",
        (
            *_keys("network", proxy="プロキシ", proxy_user="利用者名", no_proxy="通らないところ"),
            Key(("network", "ca_file"), "認証局の証明書", hidden=True),
        ),
    ),
    SettingsSection(
        "rewrite",
        "別案",
        (
            Key(("rewrite", "command"), "プログラム", hidden=True),
            *_keys("rewrite", seconds="待つ秒数"),
        ),
    ),
)


def section(name: str) -> SettingsSection | None:
    """Return the section of that name, None when there is none."""
    return next((one for one in SECTIONS if one.name == name), None)


def key_of(place: KeyPlace) -> Key | None:
    """Return the key to which a value belongs: itself, or the table in which it is an entry."""
    keys = [key for one in SECTIONS for key in one.keys]
    return next((key for key in keys if place in (key.place, (*key.place, *place[-1:]))), None)


def label(place: KeyPlace) -> str:
    """Return the words for a value, its key beside them."""
    key = key_of(place)
    table = f"[{'.'.join(place[:-1])}]" if len(place) > 1 else f"[{place[0]}]"
    label = f"{table} {place[-1]}" if len(place) > 1 else table
    if key is None:
        return label
    entry = key.entries.get(place[-1], place[-1]) if place != key.place else ""
    return f"{key.label}{'「' + entry + '」' if entry else ''}({label})"


def refuse(changes: Mapping[KeyPlace, Any]) -> None:
    """Raise NotAllowed for a key that is not changed at the desk, UsageRefused for one that there
    is not.
    """
    for place in changes:
        key = key_of(place)
        if key is None or (place == key.place and key.form in TABLES):
            raise UsageRefused(
                "settings.unknown",
                key=".".join(place),
                allowed=tuple(k.name for s in SECTIONS for k in s.typed),
            )
        entry = place[-1]
        if key.form in {"texts", "words"} and (
            len(entry) > LONGEST
            or not entry.isprintable()
            or (key.closed and entry not in key.entries)
        ):
            raise UsageRefused("settings.name_unfit", given=forms.short(entry))
        if not key.form:
            where = next(one.where for one in SECTIONS if key in one.keys)
            raise NotAllowed("settings.not_from_here", key=label(place), where=where)


def values(settings: Settings) -> Values:
    """Return what the settings say, key by key and entry by entry, as the file would have it."""
    current: Values = {}
    for one in SECTIONS:
        for key in one.keys:
            value = forms.written(_value(settings, key.place))
            if key.form in TABLES:
                current |= {(*key.place, entry): value for entry, value in value.items()}
            else:
                current[key.place] = value
    return current


def _value(settings: Settings, place: KeyPlace) -> Any:
    if place[0] == "hours" and place[1] in forms.DAYS:
        return settings.hours.weekly[forms.DAYS.index(place[1])]
    own = {
        ("urgent",): settings.urgent,
        ("words",): settings.added_words,
        ("links", "hosts"): settings.link_hosts,
        ("policy", "version"): settings.policy_version,
        ("policy", "versions"): settings.policy_versions,
        ("policy", "words"): settings.words,
        ("policy", "checklist"): settings.checklist,
    }
    if place in own:
        return own[place]
    value: Any = settings
    for name in place:
        value = getattr(value, name)
    return value


def differences(before: Values, after: Values) -> tuple[str, ...]:
    """Return what differs, a line a key: label, value before → after."""
    return tuple(
        f"{label(place)}: {_shown(place, before)} → {_shown(place, after)}"
        for place in dict.fromkeys((*before, *after))
        if before.get(place) != after.get(place)
    )


def _shown(place: KeyPlace, current: Values) -> str:
    key = key_of(place)
    return key.said(current[place]) if key is not None and place in current else "なし"


def _spoken(value: Any) -> str:
    if isinstance(value, dict):
        return "、".join(f"{name}: {_spoken(one)}" for name, one in value.items()) or "なし"
    if isinstance(value, list):
        return "・".join(map(_spoken, value))
    text = "休館" if value == "closed" else str(value)
    return re.sub(r"(?<=\d)[-/](?=\d{1,2}:|\d{4}-)", "～", text).replace("\n", "⏎")


# ── what is typed at the desk ───────────────────────────────────────────────────────────────────


def typing(key: Key, current: Values) -> Iterator[tuple[str, str, str]]:
    """Yield name, label and text of each field in which a key is typed."""
    if key.form == "days":
        lines = [
            f"{place[-1]} {value}" for place, value in current.items() if place[:-1] == key.place
        ]
        yield key.name, key.label, "\n".join(lines)
    elif key.form in TABLES:
        known = [place[-1] for place in current if place[:-1] == key.place]
        entries = known if key.form == "words" else dict.fromkeys((*key.entries, *known))
        for entry in entries:
            entry_value = current.get((*key.place, entry), "")
            text = "\n".join(entry_value) if isinstance(entry_value, list) else entry_value
            yield f"{key.name}:{entry}", key.entries.get(entry, entry), text
    else:
        value = current[key.place]
        if key.form == "hours" and value == "closed":
            value = "休館"
        elif isinstance(value, list):
            value = "\n".join(value)
        yield key.name, key.label, f"{value:g}" if isinstance(value, float) else str(value)


def wanted(one: SettingsSection, typed: Mapping[str, str], current: Values) -> Values:
    """Return the values that a form of the section asks for and that are not so yet; None takes one
    away. What cannot be read stays as it was typed: the file's own examination tells it.
    """
    changes: Values = {}
    for key in one.typed:
        changes |= dict(_asked(key, typed, current))
    return {place: value for place, value in changes.items() if current.get(place) != value}


def _asked(key: Key, typed: Mapping[str, str], current: Values) -> Iterator[tuple[KeyPlace, Any]]:
    if key.form in {"texts", "words"}:
        yield from _entries(key, typed, current)
    elif key.name in typed:
        text = _plain(typed[key.name])
        if key.form == "days":
            days = dict(_day(line) for line in _lines(text))
            yield from (((*key.place, day), hours) for day, hours in days.items())
            missing = [p for p in current if p[:-1] == key.place and p[-1] not in days]
            yield from ((place, None) for place in missing)
        else:
            yield key.place, read(key, text)


def _entries(key: Key, typed: Mapping[str, str], current: Values) -> Iterator[tuple[KeyPlace, Any]]:
    own, more = f"{key.name}:", typed.get(f"{key.name}+text", "")
    texts = {name.removeprefix(own): text for name, text in typed.items() if name.startswith(own)}
    if fresh := as_seen(typed.get(f"{key.name}+", "")).strip():
        texts[fresh] = f"{texts.get(fresh, '')}\n{more}" if key.form == "words" else more
    for entry, text in texts.items():
        place = (*key.place, entry)
        value: Any = _lines(text) if key.form == "words" else _plain(text)
        if value or (place in current and place[0] == "urgent" and entry in URGENT):
            yield place, value  # "" switches a packaged form off
        elif place in current:
            yield place, None


def read(key: Key, text: str) -> Any:
    """Return what a person typed for a key, as the file has it."""
    if key.form in {"hours", "times", "number"}:
        text = re.sub(r"\s*[-~〜–—－]\s*", "-", unicodedata.normalize("NFKC", text)).strip()
    if key.form == "hours":
        return "closed" if text in {"", "休館", "休み", "closed"} else text
    if key.form == "spans":
        text = re.sub(r"[^\S\n]*[~〜～/][^\S\n]*", "/", unicodedata.normalize("NFKC", text))
    if key.form in {"lines", "spans", "times"}:
        return _lines(text)
    if key.form == "number":
        try:
            return float(text) if "." in text else int(text)
        except ValueError:
            return text
    if set(key.choices) == set(_YES):
        return {"true": True, "false": False}.get(text, text)
    return text if key.form == "text" else text.strip()


def _day(line: str) -> tuple[str, str]:
    day, _, hours = unicodedata.normalize("NFKC", line).partition(" ")
    return day, re.sub(r"\s*[-~〜–—]\s*", "-", hours.strip())


def _lines(text: str) -> list[str]:
    return [line.strip() for line in as_seen(text).split("\n") if line.strip()]


def _plain(text: str) -> str:
    return as_seen(text).strip("\n")
