"""4 運用者・発信者: the library runs the account; staff and persons named by the director post.

Pure: no I/O, no clock. Sees roles and the day on which a right ends; cannot see who sits at the
keyboard (that is the password's task).
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from bridge.model import Person, Role

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

DIRECTOR: Final = frozenset({Role.DIRECTOR})
STAFF: Final = frozenset({Role.DIRECTOR, Role.POSTER})
ALL: Final = frozenset(Role)

#: which roles may take which step; the verbs are those of lifecycle.py and desk.py
MAY: Final[dict[str, frozenset[Role]]] = {
    "look": ALL,
    "write": STAFF,
    "edit": STAFF,
    "comment": STAFF,
    "hand_over": STAFF,
    "pick": STAFF,
    "set_aside": STAFF,
    "resync": STAFF,
    "source": STAFF,  # to try one, and to add it: what it brings is decided draft by draft
    "resubmit": STAFF,
    "withdraw": STAFF,
    "review": STAFF,  # by the library's order: s09_1_review
    "decide": DIRECTOR,
    "release": STAFF,  # only inside a prior confirmation: s05_1_signoff
    "return": DIRECTOR,
    "reject": DIRECTOR,
    "take_back": STAFF,
    "time": STAFF,  # between which moments it goes out, inside the decision's bounds
    "take": STAFF,  # by hand: to take a decided text, to open X's window, to hand it back
    "put_right": STAFF,
    "posted": STAFF,
    "not_posted": STAFF,
    "leave": STAFF,  # a thread that stopped stays as it stands; to go on needs a decision
    "check": STAFF,
    "correct": STAFF,
    "removed": STAFF,
    "closing": STAFF,
    "people": DIRECTOR,
    "settings": DIRECTOR,  # of feeds.toml, what is safe to change: catalogue.py says which
    "confirm": DIRECTOR,
    "inspect": DIRECTOR,  # 後閲 of what was released or decided in their place
    "stop": STAFF,  # anybody may pull the cord; only the director lets go
    "resume": DIRECTOR,
    "look_account": STAFF,  # 5(5)
    "impostor": STAFF,
    "incident": STAFF,  # 7
    "measure": DIRECTOR,  # to block or report
    "measure_done": STAFF,
    "purge": DIRECTOR,
    "dispose": DIRECTOR,  # of what is older than [records] retention_years
}

LABEL: Final = {Role.DIRECTOR: "館長", Role.POSTER: "投稿担当", Role.READER: "供覧"}


#: what is tried first: lists of what people choose most, and what stands on a keyboard in a row
COMMON: Final = frozenset(
    [
        "password",
        "passw0rd",
        "password1",
        "password123",
        "p@ssw0rd",
        "administrator",
        "welcome1",
        "changeme",
        "letmein1",
        "iloveyou",
        "sunshine",
        "princess",
        "football",
        "baseball",
        "trustno1",
        "library1",
        "toshokan",
        "tosyokan",
    ]
)
_ROWS: Final = [
    "01234567890",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "1qaz2wsx3edc4rfv",
    "1q2w3e4r5t6y",
]
#: parts of letters that look like the letters: ⻑ beside 長
_RADICALS: Final = re.compile("[\u2e80-\u2fdf]")


def weak(password: str, name: str, known: Iterable[str] = ()) -> str:
    """Return why a password is guessed soon, a Japanese sentence; empty when it is none of those
    that are tried first.

    `known` are words that anybody knows of the library: its account, its name, its site's.
    """
    low = unicodedata.normalize("NFKC", password).casefold()
    core = low.rstrip("0123456789!?.-_@#$*")  # password2026!
    if len(password) < 8:
        return "パスワードは8字以上にしてください。"
    in_a_row = any(low in row * 2 or low in (row * 2)[::-1] for row in _ROWS)
    if {low, core} & COMMON or in_a_row or len(set(low)) < 4:
        return "よく使われるパスワードです。ほかの人が思いつかないものにしてください。"
    if low.isdecimal() and len(low) < 12:
        return "数字だけのパスワードは、日付や電話番号から見つけられます。文字も入れてください。"
    if {key(low), key(core)} & {key(word) for word in known if len(word) > 3}:
        return "図書館の名前やアカウントは、だれでも思いつきます。ほかのものにしてください。"
    return "名前と同じパスワードは使えません。" if low == key(name) else ""


def key(name: str) -> str:
    """Return a name as names are compared: full-width or half, capital or small, with blanks or
    without.
    """
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def deceptive(name: str, others: Iterable[str]) -> str:
    """Return why a name could be taken for another one in the journal (5(3)ア), a Japanese
    sentence; empty when it could not.
    """
    if _RADICALS.search(name):
        return f"名前「{name}」に、漢字に見えて漢字でない文字が入っています。"
    same = next((other for other in others if other != name and key(other) == key(name)), "")
    return f"名前「{name}」は、登録されている「{same}」と見分けがつきません。" if same else ""


def refusal(person: Person, action: str, today: date) -> str:
    """Return why `person` may not take `action` today (section 4), in Japanese; empty when it is
    allowed.
    """
    if not person.active:
        return f"{person.name}さんは登録を外されています。"
    if person.until is not None and today > person.until:
        return f"{person.name}さんの権限は{person.until:%Y年%-m月%-d日}で終わっています(4)。"
    if person.role not in MAY[action]:
        needed = "・".join(LABEL[role] for role in Role if role in MAY[action])
        return f"{person.name}さん({LABEL[person.role]})にはできません。{needed}の役割が要ります(4、5(1))。"
    return ""
