"""4 運用者・発信者: the library runs the account; staff and persons named by the director post.

Pure: no I/O, no clock. Sees roles and the day on which a right ends; cannot see who sits at the
keyboard (that is the password's task).
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from bridge.labels import ROLE
from bridge.model import Person, Role
from bridge.sayings import Refusal

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


def weak(password: str, name: str, known: Iterable[str] = ()) -> Refusal | None:
    """Return why a password is guessed soon; None when it is none of those that are tried first.

    `known` are words that anybody knows of the library: its account, its name, its site's.
    """
    low = unicodedata.normalize("NFKC", password).casefold()
    core = low.rstrip("0123456789!?.-_@#$*")  # password2026!
    if len(password) < 8:
        return Refusal("people.password_short")
    in_a_row = any(low in row * 2 or low in (row * 2)[::-1] for row in _ROWS)
    if {low, core} & COMMON or in_a_row or len(set(low)) < 4:
        return Refusal("people.password_common")
    if low.isdecimal() and len(low) < 12:
        return Refusal("people.password_digits")
    if {key(low), key(core)} & {key(word) for word in known if len(word) > 3}:
        return Refusal("people.password_of_the_library")
    return Refusal("people.password_of_the_name") if low == key(name) else None


def key(name: str) -> str:
    """Return a name as names are compared: full-width or half, capital or small, with blanks or
    without.
    """
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def deceptive(name: str, others: Iterable[str]) -> Refusal | None:
    """Return why a name could be taken for another one in the journal (5(3)ア); None when it could
    not.
    """
    if _RADICALS.search(name):
        return Refusal("people.name_of_radicals", name=name)
    same = next((other for other in others if other != name and key(other) == key(name)), "")
    return Refusal("people.name_like_another", name=name, other=same) if same else None


def refusal(person: Person, action: str, today: date) -> Refusal | None:
    """Return why `person` may not take `action` today (section 4); None when it is allowed."""
    if not person.active:
        return Refusal("people.removed", person=person.name)
    if person.until is not None and today > person.until:
        return Refusal("people.right_over", person=person.name, until=person.until)
    if person.role not in MAY[action]:
        needed = "・".join(ROLE[role] for role in Role if role in MAY[action])
        return Refusal(
            "people.role_unfit", person=person.name, role=ROLE[person.role], needed=needed
        )
    return None
