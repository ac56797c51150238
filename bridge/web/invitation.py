"""Edge: invitations: a signed link under which a person gives themself a password. Single use,
without a list of uses.

A link carries the mark of the password that stands at the time (none for a new person). Its use
changes the mark, so the link is void afterwards; so is every other link for the same person. It
carries the record's id as well: where a copy was put in the record's place, the mark of before
stands there again, and the link is void all the same. And it carries the line of the journal that
tells of it: the next one for the same name takes its place.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from itsdangerous import BadData, URLSafeSerializer

from bridge.errors import NotAllowed, NotFound
from bridge.model import Person, Role
from bridge.values import dataclass

if TYPE_CHECKING:
    from bridge.record.store import Store

VALID: Final = timedelta(hours=72)
_SALT: Final = "invitation"


@dataclass(frozen=True, slots=True)
class Invitation:
    """Who may become what until when, and by whose word."""

    person: Person  #: name empty: the first director, who names himself
    by: str  #: the inviting director; empty for the first one
    ends: datetime
    registered: bool = False  #: already: a new password alone is given


def make(secret: str, store: Store, person: Person, by: str, now: datetime) -> str:
    """Return the token of an invitation for `person`."""
    raw = {
        "name": person.name,
        "role": person.role,
        "until": person.until and person.until.isoformat(),
        "mail": person.mail,
        "by": by,
        "mark": store.people.mark(person.name),
        "record": store.identity.record,
        "line": store.people.invitation(person.name),
        "ends": (now + VALID).isoformat(),
    }
    return URLSafeSerializer(secret, salt=_SALT).dumps(raw)


def read(secret: str, store: Store, token: str, now: datetime) -> Invitation:
    """Return what `token` invites to; raises NotAllowed when it is forged, used or too old."""
    try:
        raw = URLSafeSerializer(secret, salt=_SALT).loads(token)
        person = Person(
            raw["name"],
            Role(raw["role"]),
            date.fromisoformat(raw["until"]) if raw["until"] else None,
            mail=raw["mail"],
        )
        invitation = Invitation(person, raw["by"], datetime.fromisoformat(raw["ends"]))
    except (BadData, KeyError, TypeError, ValueError) as error:
        raise NotAllowed("invitation.unreadable") from error
    if now > invitation.ends:
        raise NotAllowed("invitation.over", ends=invitation.ends)
    # those of an earlier release name none, and end within three days
    if raw.get("record", store.identity.record) != store.identity.record:
        raise NotAllowed("invitation.of_another_record")
    if raw["mark"] != store.people.mark(person.name):
        raise NotAllowed("invitation.used")
    # a later one was made, perhaps because this one names another role
    newest = store.people.invitation(person.name)
    if raw.get("line", newest) != newest:
        raise NotAllowed("invitation.replaced")
    if not raw["mark"]:
        return invitation
    # a new password gives back no right that was taken since
    now_registered = store.people.person(person.name)
    if not now_registered.active:
        raise NotAllowed("invitation.person_inactive", person=person.name)
    return replace(invitation, person=now_registered, registered=True)


def inviter(store: Store, invitation: Invitation) -> Person | None:
    """Return the director by whose word it holds, None for the first one; raises NotAllowed when he
    has gone.
    """
    if not invitation.by:
        return None
    try:
        return store.people.person(invitation.by)
    except NotFound:
        raise NotAllowed("invitation.inviter_gone") from None


def named(invitation: Invitation, name: str) -> Person:
    """Return the person to be registered; only the first director chooses the name."""
    return (
        invitation.person
        if invitation.person.name
        else replace(invitation.person, name=name.strip())
    )
