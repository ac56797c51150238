"""9(2) 事後確認: after a post, its poster and the director look at it on an office PC; corrections
at once.

Pure: no I/O, no clock. Sees who ticked; cannot see whether they looked.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bridge.model import Check, Person, Role
from bridge.sayings import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

NEEDED: Final = frozenset({Role.DIRECTOR, Role.POSTER})
WITHIN: Final = timedelta(hours=24)  #: the policy says 速やかに; this is when it is called late


def due(posted_at: datetime) -> datetime:
    """Return until when both ticks should stand."""
    return posted_at + WITHIN


def refusal(person: Person, checks: Iterable[Check]) -> Refusal | None:
    """Return why `person` may not tick now; None when the tick counts (two persons, one for each
    role).
    """
    for check in checks:
        if check.person == person.name:
            return Refusal("draft.checked_by_them", person=person.name)
        if check.role == person.role:
            return Refusal("draft.checked_in_that_role", person=check.person)
    return None


def complete(checks: Iterable[Check]) -> bool:
    """Return whether poster and director have both ticked."""
    return {Role(check.role) for check in checks} >= NEEDED
