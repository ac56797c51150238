"""Pure: Japanese labels of what the record says, the same on screen, on the command line, on paper
and in the yearly book.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from bridge.model import Kind
from bridge.policy import s04_people, s07_incidents

if TYPE_CHECKING:
    from datetime import timedelta

    from bridge.model import Confirmation, Content, Decision

KIND: Final = {
    Kind.PAGE: "ア ホームページの記事",
    Kind.TOLD: "イ ほかの手段で知らせたこと",
    Kind.MATERIAL: "ウ 資料・市の情報",
    Kind.OTHER: "エ 館長が認めるもの",
}
ACTION: Final = {
    "open": "起案",
    "edit": "修正",
    "refresh": "元ページの変更を反映",
    "resubmit": "再提出",
    "review": "回議",
    "decide": "決裁",
    "release": "事前確認による発信",
    "take_back": "決裁の取消し",
    "time": "投稿の時を決める",
    "return": "差戻し",
    "reject": "否決",
    "withdraw": "取下げ",
    "expire": "期限切れ",
    "hold": "保留",
    "send": "投稿の開始",
    "found": "投稿済と判明",
    "not_seen": "投稿一覧になし",
    "offer": "手動投稿の案内",
    "take": "手動投稿の引受け",
    "open_window": "Xの投稿画面を開く",
    "hand_back": "手動投稿の返し",
    "put_right": "投稿のURLの直し",
    "lapse": "決裁の失効",
    "post": "投稿",
    "defer": "投稿の先送り",
    "fail": "投稿失敗",
    "lose": "結果不明",
    "unseen": "Xの一覧を読みきれず待つ",
    "posted": "投稿の記録",
    "not_posted": "「投稿されていない」の記録",
    "leave": "続きを出さない",
    "check": "確認",
    "close": "確認未了のまま完結",
    "remove": "投稿の削除",
    "not_removed": "削除できず",
    "comment": "ひとこと",
    "hand_over": "引継ぎ",
    "people": "人の登録",
    "login": "ログイン",
    "lockout": "ログインの間違いが続いた",
    "factor": "二段階認証",
    "device": "端末への通知",
    "rename": "名前を空ける",
    "invite": "招待",
    "inspect": "後閲",
    "confirm": "事前確認",
    "revoke": "事前確認の取消し",
    "stop": "投稿の停止",
    "resume": "投稿の再開",
    "account": "公式アカウントの掲載",
    "impostor": "なりすましの記録",
    "incident": "迷惑行為の記録",
    "measure": "ブロック・通報の決定",
    "measure_done": "ブロック・通報の実施",
    "purge": "迷惑行為の記録の消去",
    "picture": "画像の取り込み",
    "inventory": "更新のときの人・事前確認・停止",
    "closings": "休館日の案",
    "closing": "休館日",
    "pick": "記事を選ぶ",
    "set_aside": "見送り",
    "baseline": "見始め",
    "new": "新着",
    "resync": "取得のやり直し",
    "source": "取得元の追加",
    "settings": "設定の変更",
    "dispose": "記録の廃棄",
    "relabel": "種類の番号の付け直し",
}
MACHINE: Final = {
    "sync": "プログラム(取得)",
    "publish": "プログラム(投稿)",
    "migration": "プログラム(記録の更新)",
}
OUTCOME: Final = {"posted": "投稿", "refused": "拒否", "unknown": "結果不明", "": "未了"}
PART: Final = {"draft": "起案", "decision": "決裁"}
WAY: Final = {"director": "館長の決裁", "confirmation": "事前確認による発信"}
THROUGH: Final = {"sandbox": "練習", "manual": "職員の手で", "x": "XのAPI"}


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
        return f"({'・'.join((str(content.replaces), *content.also))} を削除する。代わりの文は出さない)"
    if not content.cuts:
        return content.text
    of = len(content.parts)
    return "\n".join(f"({n}/{of}) {part}" for n, part in enumerate(content.parts, 1))


def tie(content: Content) -> str:
    """Return how a draft is tied to the first one, 9(2): 訂正, 追記, 削除."""
    return "削除" if content.removes else "訂正" if content.replaces else "追記"


def way(decision: Decision) -> str:
    """Return how a decision was given: by the director, under a prior confirmation, or in an absent
    director's place.
    """
    return "館長の不在による代決" if decision.absence else WAY[decision.way]


def inspection(decision: Decision) -> str:
    """Return why nobody has looked at a release afterwards (後閲), in a word."""
    return "なし(後閲を記録する前のもの)" if decision.uninspected else "まだ"


def scope(given: Confirmation) -> str:
    """Return what a prior confirmation allowed, 5(1), in one line."""
    return (
        f"事前確認{given.number}: {given.given_by}、{'・'.join(given.persons)}、{given.first}～{given.last}、"
        f"種別{'・'.join(given.kinds)}、取得元{'・'.join(given.sources) or 'すべて'}、一日{given.per_day}件{beyond(given)}"
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
    return MACHINE.get(name, name)


def action(verb: str) -> str:
    """Return a verb of lifecycle.py in the words of municipal documents."""
    return ACTION.get(verb, verb)


#: values of a journal line that are words of the program → as a person reads them
_VALUES: Final = {
    "confirmed": "休館日にした",
    "refused": "休館日ではない",
    "withdrawn": "取り消した",
    "seen": "見つけた",
    "reported": "Xに通報した",
    "gone": "なくなった",
    "all": "すべての投稿",
    "account": "公式アカウントの掲載",
    **THROUGH,
    **{role.value: label for role, label in s04_people.LABEL.items()},
    **s07_incidents.WAY,
    **s07_incidents.ACT,
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
}


def detail(text: str) -> str:
    """Return what a journal line says besides, in one line, in words and without hashes."""
    raw = json.loads(text)
    told = []
    for key in filter(raw.__contains__, _KEYS):
        name, value = _KEYS[key], raw[key]
        if value in (None, "", [], False):
            continue
        words = (
            "・".join(_value(each) for each in value) if isinstance(value, list) else _value(value)
        )
        told.append(f"{name} {words}" if name else words)
    if raw.get("active") is False:
        told.append("登録を外す")
    if raw.get("acknowledged"):
        told.append("承知した指摘 " + "・".join(raw["acknowledged"]))
    if raw.get("renamed"):
        told.append(f"それまでの人は「{raw['renamed']}」。この行からあとの同じ名前は、別の人です")
    if raw.get("to"):
        told.append(f"{raw['to']}さんへ")
    if raw.get("absence"):
        told.append("館長の不在による代決")
    if raw.get("checklist"):
        told.append("6(1)～(13)のどれにもあたらないことを確認")
    return "、".join(told)


def _value(value: object) -> str:
    return _VALUES.get(str(value), str(value))
