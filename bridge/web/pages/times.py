"""Edge: when posts go out: the week, the form that moves one, and a feed for calendars at a private
address.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final

from flask import Blueprint, Response, redirect, render_template, request, url_for
from itsdangerous import BadData, URLSafeSerializer

from bridge import lifecycle
from bridge.errors import BridgeError, NotAllowed, NotFound, StepRefused, UsageRefused
from bridge.model import DUE, ClosingState, Draft, State, Timing
from bridge.policy import due
from bridge.sayings import Utterance
from bridge.web import auth, here, manual
from bridge.web.card import as_if_decided
from bridge.web.ical import Event, calendar
from bridge.web.pages.drafts import moment_of
from bridge.web.week import DAYS, Slip, week

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask.typing import ResponseReturnValue

#: drafts that wait are shown in the week, as they would go if they were decided
WAITING: Final = 60
AHEAD: Final = timedelta(days=60)  #: closings in the calendar's feed
_SALT: Final = "calendar"

bp = Blueprint("times", __name__)
#: view → its line of help
HELP: Final = {
    "planned": manual.Help("いつ何が投稿されるかを、一週間で見る画面です。", manual.DECIDING),
    "form": manual.Help("いつ投稿するかを決める画面です。", manual.DECIDING),
}


@bp.get("/planned")
def planned() -> ResponseReturnValue:
    """Show the week: what is out, what is decided, what would follow if it were decided, and what
    is stuck.
    """
    store, now = here.store(), here.now()
    first = _first(request.args.get("from", ""), now.date())
    decided = due.order(store.drafts(*DUE))
    plan = here.plan()
    days = week(
        first, slips=_slips(first), calendar=here.calendar(), closings=_closed(first), now=now
    )
    return render_template(
        "planned.html",
        week=days,
        before=first - timedelta(days=DAYS),
        after=first + timedelta(days=DAYS),
        rows=[
            (draft, plan[draft.id]) for draft in decided[:100] if _elsewhere(plan[draft.id], first)
        ],
        stuck=store.drafts(State.UNKNOWN, State.FAILED, State.STOPPED, State.SENDING, limit=100),
        total=len(decided),
        today=now.date(),
    )


def _elsewhere(planned: due.Due, first: date) -> bool:
    """Return whether a decided draft has no slip in the week: nobody can say when it goes, or it
    goes in another.
    """
    return planned.at is None or not first <= planned.at.date() < first + timedelta(days=DAYS)


def _first(text: str, today: date) -> date:
    try:
        first = date.fromisoformat(text)
    except ValueError:
        return today
    return first if 2000 < first.year < 2200 else today


def _slips(first: date) -> Iterator[Slip]:
    store, now = here.store(), here.now()
    begin = datetime.combine(first, time(), now.tzinfo)
    for post in store.posts_between(begin, begin + timedelta(days=DAYS)):
        draft = store.draft(post.draft)
        yield Slip(
            id=draft.id,
            title=draft.title,
            at=post.at.astimezone(now.tzinfo),
            state=draft.state,
            urgent=draft.urgent,
        )
    may_move = here.may("time")
    plan = here.plan()
    for draft in store.drafts(*DUE):
        if (at := plan[draft.id].at) is not None:
            yield Slip(
                id=draft.id,
                title=draft.title,
                at=at,
                state=draft.state,
                urgent=draft.urgent,
                because=plan[draft.id].because,
                movable=may_move,
            )
    for draft in store.drafts(State.WAITING, limit=WAITING):
        each = here.plan(as_if_decided(draft))[draft.id]
        if each.at is not None:
            yield Slip(
                id=draft.id,
                title=draft.title,
                at=each.at,
                state=draft.state,
                urgent=draft.urgent,
                because=each.because,
                movable=may_move,
            )


def _closed(first: date) -> dict[date, str]:
    """Return of days of the week why they are closed, as the library said it."""
    closings = [c for c in here.store().closings.closings() if c.state == ClosingState.CONFIRMED]
    days = [first + timedelta(days=n) for n in range(DAYS)]
    return {day: c.why for day in days for c in closings if c.first <= day <= c.last}


# ── one draft ───────────────────────────────────────────────────────────────────────────────────


@bp.get("/drafts/<int:id>/when")
def form(id: int) -> ResponseReturnValue:
    """Ask between which moments a draft is to go out; `day` and `hour` of the address fill the
    form.
    """
    draft = here.store().draft(id)
    return _form(
        draft,
        _fields(draft) | {n: v for n, v in request.args.items() if n in {"day", "hour"}},
        None,
    )


@bp.post("/drafts/<int:id>/when")
def move(id: int) -> ResponseReturnValue:
    """Set them. What leaves the bounds of a decision is refused, and the form says what to do."""
    form = request.form
    try:
        clear = form.get("do") == "clear"
        timing = (
            Timing()
            if clear
            else Timing(
                moment_of("day", "hour", time.min), moment_of("last_day", "last_hour", time(23, 59))
            )
        )
        draft = here.desk().time(here.me(), id, timing)
    except NotAllowed:
        raise
    except (StepRefused, UsageRefused) as error:
        return _form(here.store().draft(id), dict(form), error), 422
    here.tell(Utterance("act.timed", draft=id, span=lifecycle.span_of(draft.timing)))
    if draft.state is State.WAITING:
        return redirect(url_for("queue.waiting", draft=id, _anchor=f"d{id}"), 303)
    day: Any = {"from": timing.not_before.date().isoformat()} if timing.not_before else {}
    return redirect(url_for("times.planned", **day), 303)


def _form(draft: Draft, fields: dict[str, str], error: BridgeError | None) -> str:
    forecast = (
        here.plan(draft if draft.decision else as_if_decided(draft))[draft.id]
        if draft.state in {State.WAITING, State.DECIDED}
        else None
    )
    return render_template(
        "when.html",
        draft=draft,
        form=here.typed(fields),
        due=forecast,
        error=error,
        today=here.now().date(),
        bounds=lifecycle.span_of(draft.decision.bounds)
        if draft.decision and draft.decision.bounds != Timing()
        else "",
    )


def _fields(draft: Draft) -> dict[str, str]:
    zone = here.now().tzinfo
    fields: dict[str, str] = {}
    for moment, day, hour in (
        (draft.timing.not_before, "day", "hour"),
        (draft.timing.not_after, "last_day", "last_hour"),
    ):
        if moment is not None:
            at = moment.astimezone(zone)
            fields |= {day: at.date().isoformat(), hour: f"{at:%H:%M}"}
    return fields


# ── the feed ────────────────────────────────────────────────────────────────────────────────────


def address() -> str:
    """Return the private address of this person's feed; a new password makes another one."""
    name = here.me().name
    token = URLSafeSerializer(auth.secret(), salt=_SALT).dumps(
        [name, here.store().people.mark(name)]
    )
    desk = here.settings().desk.url  # whatever name the request came under
    return f"{desk}{url_for('times.feed', token=token, _external=not desk)}"


@bp.get("/feeds/<token>.ics")
def feed(token: str) -> ResponseReturnValue:
    """Give planned posts and closings to a calendar program, which cannot sign in; the address is
    the key.

    Raises NotFound for an address that is forged or void, without saying which.
    """
    try:
        name, mark = URLSafeSerializer(auth.secret(), salt=_SALT).loads(token)
        person = here.store().people.person(str(name))
        lifecycle.may(person, "look", here.now().date())
    except (BadData, ValueError, NotFound, NotAllowed) as error:
        raise NotFound("calendar.feed_unknown") from error
    if mark != here.store().people.mark(person.name):
        raise NotFound("calendar.feed_unknown")
    body = calendar(f"{here.settings().library.name} 投稿予定", _events(), here.now())
    return Response(body, content_type="text/calendar; charset=utf-8")


def _events() -> Iterator[Event]:
    store, now = here.store(), here.now()
    plan = here.plan()
    for draft in store.drafts(*DUE):
        if (at := plan[draft.id].at) is not None:
            yield Event(
                f"draft-{draft.id}",
                draft.title,
                at,
                url_for("drafts.one", id=draft.id, _external=True),
            )
    for c in store.closings.closings():
        if c.state == ClosingState.CONFIRMED and c.last >= now.date():
            yield Event(f"closing-{c.id}", f"休館: {c.why}", c.first, last=c.last)
    days: Any = [now.date() + timedelta(days=n) for n in range(AHEAD.days)]
    confirmed = [c for c in store.closings.closings() if c.state == ClosingState.CONFIRMED]
    for day in days:
        if here.calendar().on(day) is None and not any(c.first <= day <= c.last for c in confirmed):
            yield Event(f"closed-{day:%Y%m%d}", "休館", day, last=day)
