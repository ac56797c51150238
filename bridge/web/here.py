"""Edge: what one request has at hand: the parts, its own Store, its desk, its person and its
moment.
"""

from __future__ import annotations

from collections import defaultdict
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import ExitStack
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from flask import current_app, flash, g, request

from bridge import labels, lifecycle, publish
from bridge.errors import BridgeError, ConfigRefused
from bridge.model import DUE, Through
from bridge.policy import due, s04_people
from bridge.sayings import stem

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bridge.desk import Desk
    from bridge.model import Attempt, Draft, Person
    from bridge.policy.s05_2_hours import Calendar
    from bridge.record.store import Store
    from bridge.sayings import Coded, Refusal
    from bridge.second_factor import SecondFactor, Site
    from bridge.settings import Settings
    from bridge.wiring import Wiring


class Live:
    """The parts as feeds.toml has them now: read anew when the file changes, or a year begins (its
    holidays).
    """

    def __init__(self, parts: Wiring) -> None:
        self._parts = parts
        self.folder = parts.db_path.parent  #: of the record: nobody at a browser needs to know it
        self._stamp = self._look()
        #: of a feeds.toml that was spoilt while serving; the last good one goes on
        self.faults: tuple[str, ...] = ()

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
    house = current_app.extensions["feedbridge"]
    assert isinstance(house, Live)
    return house


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


def plan(draft: Draft | None = None, under: Wiring | None = None) -> due.Planned:
    """Return when each decided draft goes out; `draft` is planned along with them, as it would be
    if it were decided. `under`: as it would be with other parts, for a look at other settings.
    """
    if "decided" not in g:
        g.decided = {each.id: each for each in store().drafts(*DUE)}
        g.traffic = publish.traffic(store(), settings().posting, now())
    if under is not None:
        posting, days = under.settings.posting, under.calendar(store())
        return due.plan(g.decided.values(), g.traffic, posting=posting, calendar=days, now=now())
    drafts = g.decided | ({draft.id: draft} if draft is not None else {})
    return due.plan(
        drafts.values(), g.traffic, posting=settings().posting, calendar=calendar(), now=now()
    )


def source_name(id: str) -> str:
    """Return what a person calls a source: by its kind, and by its id where there are several of
    the kind.
    """
    known = settings().source(id)
    if known is None:
        return "職員" if id == "staff" else id
    alike = [source for source in settings().sources if source.kind == known.kind]
    return labels.SOURCE_KIND[known.kind] + (f"「{id}」" if len(alike) > 1 else "")


def close(_error: BaseException | None = None) -> None:
    """Give the Store back at the request's end."""
    if "stack" in g:
        g.pop("store", None)
        g.pop("stack").close()


def desk() -> Desk:
    """Return the desk, through which all that a person does goes."""
    return parts().desk(store())


def second() -> SecondFactor:
    """Return 二段階認証, sealed with the desk's key."""
    return parts().second_factor(store(), str(current_app.secret_key))


def site() -> Site:
    """Return the desk as a browser knows it: as [desk] url says, else as it was asked for."""
    from bridge.second_factor import Site

    address = urlsplit(settings().desk.url or request.url_root)
    return Site(
        address.hostname or "", f"{address.scheme}://{address.netloc}", settings().library.name
    )


def me() -> Person:
    """Return who is signed in; auth.py lets nobody else past its door."""
    person = g.me
    assert person is not None
    return person  # type: ignore[no-any-return]


def why(refusal: Refusal | None) -> str:
    """Return in the desk's words why a rule does not allow something; empty when it does."""
    return refusal.words("desk").what if refusal else ""


def in_words(why: Coded | None) -> str:
    """Return in the desk's words why a draft does not go out now, and what to do; empty when it
    does.
    """
    return why.sentence("desk") if why else ""


def tell(act: Coded) -> None:
    """Say in the desk's words, on the page that follows, what this person has done."""
    flash(act.sentence("desk"))


def may(action: str) -> bool:
    """Return whether a button is worth showing; whether it works is said by lifecycle alone."""
    return g.get("me") is not None and not s04_people.refusal(me(), action, now().date())


def shown() -> str:
    """Return what the form says was on the screen of a draft, as s05_1_signoff.named takes it;
    empty names nothing.
    """
    return request.form.get("digest", "")


def dictionary_lack() -> str:
    """Return what the findings lack without the dictionary, a Japanese sentence; empty when it is
    there.
    """
    from bridge import dictionary

    lack = None if parts().rules.reading is not None else dictionary.lack()
    return lack.sentence("desk") if lack else ""


def ticked() -> bool:
    """Return whether the form's sender ticked that the text is none of the thirteen kinds (6)."""
    return request.form.get("thirteen") == "none"


def typed(form: Mapping[str, str]) -> Mapping[str, str]:
    """Return a form's fields as typed, "" for those that were not."""
    return defaultdict(str, form.items())


# ── by hand ─────────────────────────────────────────────────────────────────────────────────────

#: seconds that a taking is waited for; then its page says that it is being looked at
PATIENCE: Final = 1.5


def offers() -> list[Draft]:
    """Return what may be taken to be posted by hand at this moment, in the order in which it
    goes.
    """
    if settings().posting.through != Through.MANUAL:
        return []
    moment, planned = now(), plan()
    drafts = [draft for draft in store().drafts(*DUE) if not planned[draft.id].why]
    return due.order(
        draft for draft in drafts if (at := planned[draft.id].at) is not None and at <= moment
    )


def removals() -> list[tuple[Draft, Draft, bool]]:
    """Return the posts that still stand though a correction is out in their place, each with it,
    and whether a person deletes it (9(2)).
    """
    road = settings().posting.through
    return [
        (first, correction, lifecycle.deleted_by_hand(first, road))
        for first, correction in lifecycle.to_remove(store().replacements())
    ]


def take(id: int) -> None:
    """Let this person take a draft, past the gate; a site that is slow is waited for in the
    background.
    """
    house, person, digest = parts(), me(), shown()
    lifecycle.may(person, "take", now().date())

    def pass_the_gate() -> None:
        with house.store() as record, house.fetcher() as fetcher:
            house.publish(record, fetcher).take(person, id, shown=digest)

    key = (person.name, id)
    job = _jobs().get(key)
    if job is None or job.done():
        job = _jobs()[key] = _pool().submit(pass_the_gate)
    wait([job], PATIENCE)


def takings() -> list[int]:
    """Return the drafts whose pages are being looked at for somebody."""
    return sorted({id for (_, id), job in list(_jobs().items()) if not job.done()})


def taken(id: int) -> BridgeError | None:
    """Return why this person's taking of a draft was refused, None when it was not, or when that
    was read already: it is forgotten once read. A bug is raised as it is.
    """
    jobs, key = _jobs(), (me().name, id)
    job = jobs.get(key)
    if job is None or not job.done():
        return None
    jobs.pop(key, None)  # another window of theirs may have read it
    error = job.exception()
    if error is not None and not isinstance(error, BridgeError):
        raise error
    return error


def gate_says(draft: Draft, attempt: Attempt) -> str:
    """Return why what was taken is not to be posted any more, or nothing; no page is looked at."""
    with parts().fetcher() as fetcher:
        why = parts().publish(store(), fetcher).ends(draft, attempt)
    return stem(why.words("desk").what) if why else ""


def open_window(id: int) -> Draft:
    """Note that this person opens X's window now; raises StepRefused when it is over."""
    with parts().fetcher() as fetcher:
        return parts().publish(store(), fetcher).open_window(me(), id)


def _jobs() -> dict[tuple[str, int], Future[None]]:
    """Return each person's takings, under way or ended and not read, by person and draft."""
    jobs: dict[tuple[str, int], Future[None]] = current_app.extensions.setdefault("takings", {})
    return jobs


def _pool() -> ThreadPoolExecutor:
    pool: ThreadPoolExecutor = current_app.extensions.setdefault(
        "taking_pool", ThreadPoolExecutor(2)
    )
    return pool
