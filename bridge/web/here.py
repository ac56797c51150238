"""Edge: what one request has at hand: the parts, its own Store, its desk, its person and its moment."""

from __future__ import annotations

from collections import defaultdict
from contextlib import ExitStack
from typing import TYPE_CHECKING

from flask import current_app, g

from bridge import publish
from bridge.errors import ConfigRefused
from bridge.model import State
from bridge.policy import due, s04_people

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bridge.desk import Desk
    from bridge.model import Draft, Person
    from bridge.policy.s05_2_hours import Calendar
    from bridge.record.store import Store
    from bridge.settings import Settings
    from bridge.wiring import Wiring


class Live:
    """The parts as feeds.toml has them now: read anew when the file changes, or a year begins (its holidays)."""

    def __init__(self, parts: Wiring) -> None:
        self._parts = parts
        self.folder = parts.db_path.parent  #: of the record: nobody at a browser needs to know it
        self._stamp = self._look()
        self.faults: tuple[str, ...] = ()  #: of a feeds.toml that was spoilt while serving; the last good one goes on

    def parts(self) -> Wiring:
        """Return the parts."""
        stamp = self._look()
        if stamp != self._stamp:
            self._stamp = stamp
            fresh = type(self._parts)(self._parts.config_path, self._parts.db_path)
            try:
                fresh.rules  # noqa: B018 - reading it is the examination
            except ConfigRefused as error:
                self.faults = error.faults
            else:
                self._parts, self.faults = fresh, ()
        return self._parts

    def _look(self) -> tuple[int, int]:
        path = self._parts.config_path
        return (path.stat().st_mtime_ns if path.exists() else 0), self._parts.clock().year


def live() -> Live:
    """Return the application's parts and what is wrong with their file."""
    found = current_app.extensions["feedbridge"]
    assert isinstance(found, Live)
    return found


def parts() -> Wiring:
    """Return the parts, the same ones throughout a request."""
    if "parts" not in g:
        g.parts = live().parts()
    return g.parts  # type: ignore[no-any-return]


def settings() -> Settings:
    """Return what feeds.toml says."""
    return parts().settings


def now() -> datetime:
    """Return the moment of this request, in the library's zone."""
    if "now" not in g:
        g.now = parts().clock()
    return g.now  # type: ignore[no-any-return]


def store() -> Store:
    """Return the request's own Store: one connection, one thread."""
    if "store" not in g:
        g.stack = ExitStack()
        g.store = g.stack.enter_context(parts().store())
    return g.store  # type: ignore[no-any-return]


def calendar() -> Calendar:
    """Return the library's calendar, read once in a request."""
    if "calendar" not in g:
        g.calendar = parts().calendar(store())
    return g.calendar  # type: ignore[no-any-return]


def spent() -> float:
    """Return what the posts of this month have cost, US$, counted once in a request."""
    if "spent" not in g:
        g.spent = publish.spent_this_month(store(), now())
    return g.spent  # type: ignore[no-any-return]


def plan(draft: Draft | None = None) -> dict[int, due.Due]:
    """Return when each decided draft goes out; `draft` is planned along with them, as it would be if it were decided."""
    if "decided" not in g:
        g.decided = {each.id: each for each in store().drafts(State.DECIDED)}
        g.traffic = publish.traffic(store(), settings().posting, now())
    drafts = g.decided | ({draft.id: draft} if draft is not None else {})
    return due.plan(drafts.values(), g.traffic, settings().posting, calendar(), now())


def close(_error: BaseException | None = None) -> None:
    """Give the Store back at the request's end."""
    if "stack" in g:
        g.pop("store", None)
        g.pop("stack").close()


def desk() -> Desk:
    """Return the desk, through which all that a person does goes."""
    return parts().desk(store())


def me() -> Person:
    """Return who is signed in; auth.py lets nobody else past its door."""
    person = g.me
    assert person is not None
    return person  # type: ignore[no-any-return]


def may(action: str) -> bool:
    """Return whether a button is worth showing; whether it works is said by lifecycle alone."""
    return g.get("me") is not None and not s04_people.refusal(me(), action, now().date())


def typed(form: Mapping[str, str]) -> Mapping[str, str]:
    """Return a form's fields as typed, "" for those that were not."""
    return defaultdict(str, form.items())
