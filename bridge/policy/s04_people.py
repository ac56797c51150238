"""4 運用者・発信者: the library runs the account; staff and persons named by the director post.

Pure: no I/O, no clock. Sees roles and the day on which a right ends; cannot see who sits at the keyboard
(that is the password's task).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bridge.model import Person, Role

if TYPE_CHECKING:
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
    "pick": STAFF,
    "set_aside": STAFF,
    "resync": STAFF,
    "source": STAFF,  # to try one, and to add it: what it brings is decided draft by draft
    "resubmit": STAFF,
    "withdraw": STAFF,
    "decide": DIRECTOR,
    "release": STAFF,  # only inside a prior confirmation: s05_1_signoff
    "return": DIRECTOR,
    "reject": DIRECTOR,
    "take_back": STAFF,
    "take": STAFF,  # by hand: to take a decided text, to open X's window, to hand it back
    "put_right": STAFF,
    "posted": STAFF,
    "not_posted": STAFF,
    "check": STAFF,
    "correct": STAFF,
    "removed": STAFF,
    "closing": STAFF,
    "people": DIRECTOR,
    "confirm": DIRECTOR,
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


def refusal(person: Person, action: str, today: date) -> str:
    """Return why `person` may not take `action` today (section 4), in Japanese; empty when it is allowed."""
    if not person.active:
        return f"{person.name}さんは登録を外されています。"
    if person.until is not None and today > person.until:
        return f"{person.name}さんの権限は{person.until:%Y年%-m月%-d日}で終わっています(4)。"
    if person.role not in MAY[action]:
        needed = "・".join(LABEL[role] for role in Role if role in MAY[action])
        return f"{person.name}さん({LABEL[person.role]})にはできません。{needed}の役割が要ります(4、5(1))。"
    return ""
