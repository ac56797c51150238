"""Pure: Japanese labels of what the record says, the same on screen, on the command line, in mails,
on paper and in the yearly book.

A table an enumeration of model.py; mypy holds each of them complete (`tools/complete.py`).
"""

from __future__ import annotations

import json
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final, TypeVar

from bridge.model import (
    Act,
    Appearance,
    Cause,
    ChecklistPart,
    ClosingState,
    FactorKind,
    ImpostorState,
    ItemState,
    Kind,
    Machine,
    Medium,
    Outcome,
    Role,
    Sanction,
    SourceKind,
    State,
    Stop,
    Through,
    Tie,
    Verb,
    Way,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import timedelta

    from bridge.leaf import DecisionRow
    from bridge.model import Confirmation, Content, Decision

_Member = TypeVar("_Member", bound=StrEnum)


def complete(table: Mapping[_Member, str]) -> Mapping[_Member, str]:
    """Return a table of an enumeration, of which mypy makes sure that no member is left out."""
    return table


KIND: Final = complete(
    {
        Kind.PAGE: "ア ホームページの記事",
        Kind.TOLD: "イ ほかの手段で知らせたこと",
        Kind.MATERIAL: "ウ 資料・市の情報",
        Kind.OTHER: "エ 館長が認めるもの",
    }
)
STATE: Final = complete(
    {
        State.WAITING: "決裁待ち",
        State.DECIDED: "決裁済",
        State.SENDING: "投稿中",
        State.PARTIAL: "続きを投稿中",
        State.STOPPED: "途中で停止",
        State.POSTED: "投稿済",
        State.CHECKED: "確認済",
        State.UNCHECKED: "確認未了のまま廃棄",
        State.REMOVED: "削除済",
        State.RETURNED: "差戻し",
        State.REJECTED: "否決",
        State.WITHDRAWN: "取下げ",
        State.EXPIRED: "期限切れ",
        State.HELD: "保留",
        State.FAILED: "投稿失敗",
        State.UNKNOWN: "結果不明",
    }
)
ITEM: Final = complete(
    {
        ItemState.NEW: "読み取り待ち",
        ItemState.BASELINE: "見始めたときにあった",
        ItemState.HELD: "保留",
        ItemState.DRAFTED: "起案済み",
        ItemState.SET_ASIDE: "見送り",
    }
)
CAUSE: Final = complete(
    {
        Cause.UNSEEN: "Xの自分の投稿一覧を、さかのぼって読みきれませんでした",
        Cause.NOT_REMOVED: "Xが削除を受け付けません",
        Cause.DIFFERS: "Xの表示が決裁した文と違います",
        Cause.LAPSED: "決裁し直してください",
    }
)
ROLE: Final = complete({Role.DIRECTOR: "館長", Role.POSTER: "投稿担当", Role.READER: "供覧"})
VERB: Final = complete(
    {
        Verb.OPEN: "起案",
        Verb.EDIT: "修正",
        Verb.REFRESH: "元ページの変更を反映",
        Verb.RESUBMIT: "再提出",
        Verb.REVIEW: "回議",
        Verb.DECIDE: "決裁",
        Verb.RELEASE: "事前確認による発信",
        Verb.TAKE_BACK: "決裁の取消し",
        Verb.TIME: "投稿の時を決める",
        Verb.RETURN: "差戻し",
        Verb.REJECT: "否決",
        Verb.WITHDRAW: "取下げ",
        Verb.EXPIRE: "期限切れ",
        Verb.HOLD: "保留",
        Verb.SEND: "投稿の開始",
        Verb.FOUND: "投稿済と判明",
        Verb.NOT_SEEN: "投稿一覧になし",
        Verb.OFFER: "手動投稿の案内",
        Verb.TAKE: "手動投稿の引受け",
        Verb.OPEN_WINDOW: "文を写すか、Xの投稿画面を開く",
        Verb.HAND_BACK: "手動投稿の返し",
        Verb.TAKE_OVER: "手動投稿の引受け直し",
        Verb.PUT_RIGHT: "投稿のURLの直し",
        Verb.LAPSE: "決裁の失効",
        Verb.POST: "投稿",
        Verb.DEFER: "投稿の先送り",
        Verb.FAIL: "投稿失敗",
        Verb.LOSE: "結果不明",
        Verb.UNSEEN: "Xの一覧を読みきれず待つ",
        Verb.POSTED: "投稿の記録",
        Verb.NOT_POSTED: "「投稿されていない」の記録",
        Verb.LEAVE: "続きを出さない",
        Verb.CHECK: "確認",
        Verb.CLOSE: "確認未了のまま完結",
        Verb.REMOVE: "投稿の削除",
        Verb.NOT_REMOVED: "削除できず",
        Verb.COMMENT: "ひとこと",
        Verb.HAND_OVER: "引継ぎ",
        Verb.PEOPLE: "人の登録",
        Verb.LOGIN: "ログイン",
        Verb.LOCKOUT: "ログインの間違いが続いた",
        Verb.FACTOR: "二段階認証",
        Verb.DEVICE: "端末への通知",
        Verb.RENAME: "名前を空ける",
        Verb.INVITE: "招待",
        Verb.INSPECT: "後閲",
        Verb.CONFIRM: "事前確認",
        Verb.REVOKE: "事前確認の取消し",
        Verb.STOP: "投稿の停止",
        Verb.RESUME: "投稿の再開",
        Verb.ACCOUNT: "公式アカウントの掲載",
        Verb.IMPOSTOR: "なりすましの記録",
        Verb.INCIDENT: "迷惑行為の記録",
        Verb.MEASURE: "ブロック・通報の決定",
        Verb.MEASURE_DONE: "ブロック・通報の実施",
        Verb.PURGE: "迷惑行為の記録の消去",
        Verb.PICTURE: "画像の取り込み",
        Verb.HELD: "新着(保留)",
        Verb.RESTORE: "控えから戻した",
        Verb.COPY: "別の場所の記録と分かった",
        Verb.INVENTORY: "更新のときの人・事前確認・停止",
        Verb.CLOSINGS: "休館日の案",
        Verb.CLOSING: "休館日",
        Verb.PICK: "記事を選ぶ",
        Verb.SET_ASIDE: "見送り",
        Verb.BASELINE: "見始め",
        Verb.NEW: "新着",
        Verb.RESYNC: "取得のやり直し",
        Verb.SOURCE: "取得元の追加",
        Verb.SETTINGS: "設定の変更",
        Verb.DISPOSE: "記録の廃棄",
        Verb.RELABEL: "種類の番号の付け直し",
        Verb.CAUSE: "わけの付け直し(更新)",
    }
)
MACHINE: Final = complete(
    {
        Machine.SYNC: "プログラム(取得)",
        Machine.RESYNC: "プログラム(取得のやり直し)",
        Machine.PUBLISH: "プログラム(投稿)",
        Machine.RESTORE: "プログラム(控えからの復元)",
        Machine.MIGRATION: "プログラム(記録の更新)",
    }
)
WAY: Final = complete(
    {
        Way.DIRECTOR: "館長の決裁",
        Way.CONFIRMATION: "事前確認による発信",
    }
)
CHECKLIST_PART: Final = complete(
    {
        ChecklistPart.DRAFT: "起案",
        ChecklistPart.DECISION: "決裁",
    }
)
THROUGH: Final = complete(
    {
        Through.SANDBOX: "練習",
        Through.MANUAL: "職員の手で",
        Through.X: "XのAPI",
    }
)
#: the same where a person chooses the road
ROAD: Final = complete(
    {
        Through.SANDBOX: "練習(Xには出さない)",
        Through.MANUAL: "職員がXの画面で投稿する",
        Through.X: "プログラムがXのAPIで投稿する",
    }
)
OUTCOME: Final = complete(
    {
        Outcome.OPEN: "未了",
        Outcome.POSTED: "投稿",
        Outcome.REFUSED: "拒否",
        Outcome.UNKNOWN: "結果不明",
    }
)
SWITCH: Final = complete(
    {
        Stop.ALL: "すべての投稿",
        Stop.ACCOUNT: "公式アカウントの掲載",
    }
)
#: name of what keeps posts back → in words: a switch, or the road that is closed
STOP: Final = {str(name): label for table in (SWITCH, THROUGH) for name, label in table.items()}
CLOSING: Final = complete(
    {
        ClosingState.PROPOSED: "案",
        ClosingState.CONFIRMED: "休館日",
        ClosingState.REFUSED: "休館日ではない",
        ClosingState.WITHDRAWN: "取り消した",
    }
)
APPEARANCE: Final = complete(
    {
        Appearance.UNREAD: "まだ確かめていません",
        Appearance.SHOWN: "リンクとともに載っています",
        Appearance.NAMED: "名前だけで、アカウントへのリンクがありません",
        Appearance.OTHER: "別のアカウントへのリンクになっています",
        Appearance.MISSING: "名前もリンクもありません",
    }
)
IMPOSTOR: Final = complete(
    {
        ImpostorState.SEEN: "見つけた",
        ImpostorState.REPORTED: "Xに通報した",
        ImpostorState.GONE: "なくなった",
    }
)
MEDIUM: Final = complete(
    {
        Medium.REPLY: "返信",
        Medium.DM: "ダイレクトメッセージ",
        Medium.MENTION: "呼びかけ",
    }
)
SANCTION: Final = complete({Sanction.BLOCK: "ブロック", Sanction.REPORT: "Xへの通報"})
#: what is done on X by a decision, to stand before する and できる
ACT: Final = complete(
    {Act.POST: "投稿", Act.RETWEET: "リツイート", Act.DELETION: "削除", Act.UNDOING: "取消"}
)


TIE: Final = complete(
    {
        Tie.CORRECTION: "訂正",
        Tie.ADDITION: "追記",
        Tie.REMOVAL: "削除",
    }
)
SOURCE_KIND: Final = complete(
    {
        SourceKind.HOMEPAGE: "ホームページ",
        SourceKind.FEED: "フィード",
        SourceKind.SITEMAP: "サイトマップ",
    }
)
FACTOR_KIND: Final = complete(
    {
        FactorKind.APP: "認証アプリ",
        FactorKind.PASSKEY: "パスキー",
        FactorKind.CODE: "回復コード",
    }
)
#: how a decision in the place of a director who is away was given
ABSENCE: Final = "館長の不在による代決"


#: a table of the record where it is not as the journal tells it
TABLE: Final = {
    "persons": "人",
    "confirmations": "事前確認",
    "stops": "投稿の停止",
    "closings": VERB[Verb.CLOSINGS],
    "factors": "二段階認証",
    "drafts": "理由・もと・日時",
    "attempts": "投稿の試み",
    "posts": "投稿",
}
#: a column, likewise; others are called by their names in the record
COLUMN: Final = {
    "kind": "種別",
    "source": "取得元",
    "item": "記事",
    "corrects": "もとの起案",
    "content": "内容",
}


def word(table: Mapping[Any, str], value: str) -> str:
    """Return the label of a value as the record has it; the value itself where today's program has
    no word for it.
    """
    return table.get(value, value)


def span(length: timedelta) -> str:
    """Return a length of time in words: 3日, 5時間, 12分."""
    minutes = int(abs(length).total_seconds() // 60)
    if minutes >= 2 * 1440:
        return f"{minutes // 1440}日"
    return f"{minutes // 60}時間" if minutes >= 120 else f"{minutes}分"


def words(content: Content) -> str:
    """Return what X will show, or what is done there when no text goes out."""
    if content.retweets:
        return f"(リツイート {content.repost_of})"
    if content.removes:
        return (
            f"({'・'.join((str(content.replaces), *content.also))} を削除する。"
            "代わりの文は出さない)"
        )
    if not content.cuts:
        return content.text
    of = len(content.parts)
    return "\n".join(f"({n}/{of}) {part}" for n, part in enumerate(content.parts, 1))


def tie(content: Content) -> str:
    """Return how a draft is tied to the first one, 9(2): 訂正, 追記, 削除; one of the three, where
    its time to be kept is over and nobody knows which.
    """
    return "・".join(TIE.values()) if content.disposed else TIE[content.tie]


def way(decision: Decision | DecisionRow) -> str:
    """Return how a decision was given: by the director, under a prior confirmation, or in an absent
    director's place.
    """
    return ABSENCE if decision.absence else word(WAY, decision.way)


def inspection(decision: Decision) -> str:
    """Return why nobody has looked at a release afterwards (後閲), in a word."""
    return "なし(後閲を記録する前のもの)" if decision.uninspected else "まだ"


def scope(given: Confirmation) -> str:
    """Return what a prior confirmation allowed, 5(1), in one line."""
    return (
        f"事前確認{given.number}: {given.given_by}、{'・'.join(given.persons)}、"
        f"{given.first}～{given.last}、"
        f"種別{'・'.join(given.kinds)}、取得元{'・'.join(given.sources) or 'すべて'}、"
        f"一日{given.per_day}件{beyond(given)}"
    )


def beyond(given: Confirmation) -> str:
    """Return what a prior confirmation allowed beside the ordinary, each behind a comma."""
    parts = {
        "館長の不在のあいだの代決(要確認のものも、承知のうえで)": given.absence,
        "緊急のものは時間外も(5(2))": given.outside_hours,
        "訂正・追記も(9(2))": given.corrections,
    }
    return "".join(f"、{words}" for words, meant in parts.items() if meant)


def actor(name: str) -> str:
    """Return who did it."""
    return word(MACHINE, name)


def action(verb: str) -> str:
    """Return a verb of the journal (model.Verb) in the words of municipal documents."""
    return word(VERB, verb)


#: values of a journal line that are words of the program → as a person reads them
_TABLES: Final[tuple[Mapping[Any, str], ...]] = (
    *(CAUSE, CLOSING, IMPOSTOR, STOP, ROLE, MEDIUM, SANCTION),
)
_VALUES: Final = {str(value): label for table in _TABLES for value, label in table.items()} | {
    "confirmed": "休館日にした",
    "staff": "職員",  # what a person wrote has no source
}
#: keys of a journal line that a person reads, in this order, and the word before the value
_KEYS: Final = {
    "text": "",
    "reason": "",
    "why": "",
    "what": "",
    "note": "",
    "person": "",
    "role": "",
    "state": "",
    "road": "",
    "through": "",
    "number": "",
    "persons": "",
    "sources": "取得元",
    "kinds": "種別",
    "per_day": "一日の件数",
    "first": "始まり",
    "last": "終わり",
    "clause": "",
    "way": "",
    "acts": "",
    "days": "",
    "source": "取得元",
    "kind": "種別",
    "since": "次の日から",
    "outside_hours": "時間外の理由",
    "url": "",
    "correction": "起案",
    "count": "件数",
    "item": "記事",
    "copy": "控え",
}
_ORDER: Final = {key: place for place, key in enumerate(_KEYS)}.__getitem__
_FURTHER: Final = frozenset(("active", "acknowledged", "renamed", "to", "absence", "checklist"))
TELLING: Final = _FURTHER.union(_KEYS)  #: keys of a journal line of which a person reads something


def _listed(value: object) -> Sequence[object]:
    """Return a value as a list: a spoilt line may have one where several belong."""
    return value if isinstance(value, list) else [value]


def detail(text: str) -> str:
    """Return what a journal line says besides, in one line, in words and without hashes."""
    try:
        raw = _READ(text)
    except ValueError:
        return text  # a line that is spoilt is shown as it is
    return said(raw) if isinstance(raw, dict) else text


_READ: Final = json.JSONDecoder().decode


def said(raw: Any) -> str:
    """Return the same of a line whose JSON was read."""
    if not isinstance(raw, dict):  # none of ours
        return json.dumps(raw, ensure_ascii=False)
    keys = [key for key in raw if key in _KEYS]
    if len(keys) > 1:
        keys.sort(key=_ORDER)
    told = []
    for key in keys:
        name, value = _KEYS[key], raw[key]
        if value in (None, "", [], False):
            continue
        words = (
            "・".join(_value(each) for each in value) if isinstance(value, list) else _value(value)
        )
        told.append(f"{name} {words}" if name else words)
    if not _FURTHER.isdisjoint(raw):
        told += _further(raw)
    return "、".join(told)


def _further(raw: dict[str, Any]) -> Iterator[str]:
    """Yield what a line says in words of its own."""
    if raw.get("active") is False:
        yield "登録を外す"
    if raw.get("acknowledged"):
        yield "承知した指摘 " + "・".join(map(str, _listed(raw["acknowledged"])))
    if raw.get("renamed"):
        yield f"それまでの人は「{raw['renamed']}」。この行からあとの同じ名前は、別の人です"
    if raw.get("to"):
        yield f"{raw['to']}さんへ"
    if raw.get("absence"):
        yield ABSENCE
    if raw.get("checklist"):
        yield "6(1)～(13)のどれにもあたらないことを確認"


def _value(value: object) -> str:
    # an earlier release wrote below a reason what to type
    text = str(value)
    return _VALUES.get(text, text).partition("\n  対処: ")[0]
