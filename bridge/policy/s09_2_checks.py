"""9(2) 事後確認: after a post, its poster and the director look at it on an office PC; corrections
at once.

Pure: no I/O, no clock. Sees who ticked; cannot see whether they looked.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bridge.model import Check, Person, Role

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

NEEDED: Final = frozenset({Role.DIRECTOR, Role.POSTER})
WITHIN: Final = timedelta(hours=24)  #: the policy says 速やかに; this is when it is called late


def due(posted_at: datetime) -> datetime:
    """Return until when both ticks should stand."""
    return posted_at + WITHIN


def refusal(person: Person, checks: Iterable[Check]) -> str:
    """Return why `person` may not tick now, in Japanese; empty when the tick counts (two persons,
    one for each role).
    """
    for check in checks:
        if check.person == person.name:
            return f"{person.name}さんの確認はすでに記録されています。確認は二人で行います(9(2))。"
        if check.role == person.role:
            return f"{check.person}さんが同じ役割で確認済みです。もう一方の役割の確認が要ります(9(2))。"
    return ""


def complete(checks: Iterable[Check]) -> bool:
    """Return whether poster and director have both ticked."""
    return {Role(check.role) for check in checks} >= NEEDED
