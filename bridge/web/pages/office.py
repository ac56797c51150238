"""Edge: prior confirmations, people, calendar, journal."""

from __future__ import annotations

import calendar as months
from collections import Counter
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from bridge import acts, labels
from bridge.errors import BridgeError, NotAllowed, NotFound, StepRefused, UsageRefused
from bridge.model import Confirmation, Kind, Machine, Person, Role
from bridge.policy import s04_people
from bridge.record.sieve import JournalSieve
from bridge.sayings import Utterance
from bridge.web import auth, here, invitation, manual
from bridge.web.pages.drafts import a_day
from bridge.web.pages.paging import number

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

LINES: Final = 100
RELEASED: Final = 30  #: rows of 後閲

bp = Blueprint("office", __name__)
#: view → its line of help
HELP: Final = {
    "confirmations": manual.Help("館長が留守のあいだ、任せる範囲を決める画面です。", manual.AWAY),
    "people": manual.Help("この画面を使う人と、その役割を決める画面です。", manual.BEGINNING),
    "workload": manual.Help(
        "一人の手もとに残っているものを見て、ほかの人に引き継ぐ画面です。", manual.BEGINNING
    ),
    "calendar": manual.Help("開館日と休館日、その日の投稿を見る画面です。", manual.CLOSED_DAYS),
    "journal": manual.Help("だれが何をしたかを探す画面です。", manual.TROUBLE),
}


# ── prior confirmations ─────────────────────────────────────────────────────────────────────────


@bp.get("/confirmations")
def confirmations() -> ResponseReturnValue:
    """Show the prior confirmations and, afterwards (後閲), what was released under them; `again`
    fills the form from one.
    """
    again = request.args.get("again", "")
    old = next((c for c in here.store().people.confirmations() if c.number == again), None)
    return _confirmations(_form_of(old) if old and here.may("confirm") else {}, None)


def _form_of(confirmation: Confirmation) -> MultiDict[str, str]:
    """Return the form of a prior confirmation that is to be given once more."""
    plain = {
        "person": confirmation.persons,
        "source": confirmation.sources,
        "kind": confirmation.kinds,
    }
    filled = MultiDict((name, value) for name, values in plain.items() for value in values)
    filled.update({"last": confirmation.last.isoformat(), "per_day": str(confirmation.per_day)})
    filled.update(
        {
            name: "1"
            for name in ("outside_hours", "corrections", "absence")
            if getattr(confirmation, name)
        }
    )
    return filled


def _confirmations(form: Any, error: BridgeError | None) -> str:
    store, today = here.store(), here.now().date()
    people = [p for p in store.people.persons() if not s04_people.refusal(p, "release", today)]
    confirmations = sorted(
        store.people.confirmations(),
        key=lambda c: (c.revoked_at is not None, c.last < today, c.number),
    )
    return render_template(
        "confirmations.html",
        given=confirmations,
        people=people,
        sources=here.settings().sources,
        form=here.typed(form),
        error=error,
        chosen={name: form.getlist(name) if form else [] for name in ("person", "source")}
        | {"kind": form.getlist("kind") if form else [Kind.PAGE]},
        lapsed=here.desk().office.lapsed(),
        released=store.released(RELEASED),
        owed=store.to_inspect(RELEASED),
        most=RELEASED,
        today=today,
        kinds=[Kind.PAGE, Kind.TOLD, Kind.MATERIAL],
    )


@bp.post("/confirmations")
def confirm() -> ResponseReturnValue:
    """Give a prior confirmation; the password is asked again."""
    form = request.form
    try:
        first, last = a_day(form.get("first", "")), a_day(form.get("last", ""))
        if first is None or last is None:
            return _confirmations(form, UsageRefused("confirmation.days_missing")), 422
        entry = Confirmation(
            number="",
            persons=tuple(form.getlist("person")),
            sources=tuple(form.getlist("source")),
            kinds=tuple(Kind(k) for k in form.getlist("kind")),
            first=first,
            last=last,
            per_day=number(form.get("per_day", "")) or 0,
            given_by=here.me().name,
            outside_hours=bool(form.get("outside_hours")),
            corrections=bool(form.get("corrections")),
            absence=bool(form.get("absence")),
        )
        if here.may("confirm"):
            auth.again()
        confirmation = here.desk().office.confirm(here.me(), entry)
    except ValueError:
        return _confirmations(form, UsageRefused("confirmation.kinds_unfit")), 422
    except NotAllowed as error:
        if here.may("confirm"):
            return _confirmations(form, error), 403
        raise
    except (StepRefused, UsageRefused, NotFound) as error:
        return _confirmations(form, error), 422
    flash(f"事前確認{confirmation.number}を記録しました。")
    return redirect(url_for("office.confirmations"), 303)


@bp.post("/confirmations/inspect")
def inspect() -> ResponseReturnValue:
    """後閲: the director has looked at these."""
    ids = [id for id in map(number, request.form.getlist("pick")) if id]
    done = here.desk().inspect(here.me(), ids)
    flash(
        f"{len(done)}件の後閲を記録しました。"
        if done
        else "一つも選ばれていません。見たものに印を付けてください。"
    )
    return redirect(url_for("office.confirmations", _anchor="inspect"), 303)


@bp.post("/confirmations/<number>/revoke")
def revoke(number: str) -> ResponseReturnValue:
    """Revoke a prior confirmation at once: no password stands in the way of a stop."""
    here.tell(acts.revoked(number, here.desk().office.revoke(here.me(), number)))
    return redirect(url_for("office.confirmations"), 303)


# ── people ──────────────────────────────────────────────────────────────────────────────────────


@bp.get("/people")
def people() -> ResponseReturnValue:
    """Show who is who."""
    return _people()


def _people(error: BridgeError | None = None, link: str = "", name: str = "") -> str:
    return render_template(
        "people.html",
        bearers=here.store().factors.bearers(),
        people=here.store().people.persons(),
        error=error,
        link=link,
        name=name,
        roles=list(Role),
        hours=int(invitation.VALID.total_seconds() // 3600),
        form=here.typed(
            request.form
            if error
            and not (
                request.form.get("anew") or request.endpoint in {"office.change", "office.free"}
            )
            else {}
        ),
    )


@bp.get("/people/<name>")
def workload(name: str) -> ResponseReturnValue:
    """Show what hangs on a person, to be handed over before they leave."""
    others = [
        p
        for p in here.store().people.persons()
        if p.name != name and not s04_people.refusal(p, "hand_over", here.now().date())
    ]
    return render_template(
        "workload.html", name=name, told=here.desk().office.workload(name), others=others
    )


@bp.post("/people/<name>/hand-over")
def hand_over(name: str) -> ResponseReturnValue:
    """Hand the picked drafts over to another person."""
    ids, to = (
        [id for id in map(number, request.form.getlist("pick")) if id],
        request.form.get("to", ""),
    )
    done = here.desk().hand_over(here.me(), ids, to)
    flash(
        f"{len(done)}件を{to}さんに引き継ぎました。"
        if done
        else "一つも選ばれていません。引き継ぐものに印を付けてください。"
    )
    return redirect(url_for("office.workload", name=name), 303)


@bp.post("/people/free")
def free() -> ResponseReturnValue:
    """Free the name of a person who has left; the password of the director is asked again."""
    name = request.form.get("name", "")
    try:
        if here.may("people"):
            auth.again()
        new = here.desk().office.free_name(here.me(), name)
    except NotAllowed as error:
        if here.may("people"):
            return _people(error), 403
        raise
    except StepRefused as error:
        return _people(error), 422
    here.tell(Utterance("act.name_freed", name=name, new=new))
    return redirect(url_for("office.people"), 303)


def _asked() -> Person:
    form = request.form
    try:
        role = Role(form.get("role", ""))
    except ValueError:
        raise UsageRefused("people.role_missing") from None
    return Person(
        form.get("name", "").strip(),
        role,
        a_day(form.get("until", "")),
        mail=form.get("mail", "").strip()[:200],
    )


@bp.post("/people/invite")
def invite() -> ResponseReturnValue:
    """Make an invitation link for a new person, or for one who needs a new password; it is shown
    once.
    """
    try:
        known = {p.name: p for p in here.store().people.persons()}
        entry = (
            known.get(request.form.get("name", "").strip())
            if request.form.get("anew")
            else _asked()
        )
        if entry is None or (entry.name in known and not request.form.get("anew")):
            return _people(UsageRefused("people.invited_or_unknown")), 422
        here.desk().office.check_person(here.me(), entry)
        auth.again()
        here.desk().office.invited(here.me(), entry)
    except NotAllowed as error:
        if here.may("people"):
            return _people(error), 403
        raise
    except (StepRefused, UsageRefused) as error:
        return _people(error), 422
    token = invitation.make(
        auth.secret(), store=here.store(), person=entry, by=here.me().name, now=here.now()
    )
    desk = here.settings().desk.url  # whatever name the request came under
    path = url_for("auth.invited", token=token, _external=not desk)
    return _people(link=f"{desk}{path}", name=entry.name)


@bp.post("/people/change")
def change() -> ResponseReturnValue:
    """Change role, end or registration of a person; the password of the director is asked again."""
    name = request.form.get("name", "")
    try:
        changes = _changes(_asked())
        here.desk().office.check_person(
            here.me(), replace(here.store().people.person(name), **changes)
        )
        auth.again()
        here.desk().office.change_person(here.me(), name, changes)
    except NotAllowed as error:
        if here.may("people"):
            return _people(error), 403
        raise
    except (StepRefused, UsageRefused) as error:
        return _people(error), 422
    here.tell(Utterance("act.person_changed", person=name))
    return redirect(url_for("office.people"), 303)


def _changes(entry: Person) -> dict[str, Any]:
    """Return what the form has otherwise than it stood on the screen: what another director did
    since stays.
    """
    form = request.form
    typed = {
        "role": (entry.role, entry.role.value),
        "until": (entry.until, form.get("until", "")),
        "mail": (entry.mail, form.get("mail", "")),
        "active": (bool(form.get("active")), form.get("active", "")),
    }
    return {key: value for key, (value, raw) in typed.items() if form.get(f"shown:{key}") != raw}


# ── calendar ────────────────────────────────────────────────────────────────────────────────────


@bp.get("/calendar")
def calendar() -> ResponseReturnValue:
    """Show a month: hours of each day, and what goes or went out; below it the closed days that a
    page proposes.
    """
    return _calendar(None)


@bp.post("/closings")
def add_closing() -> ResponseReturnValue:
    """Enter closed days that no page names."""
    form = request.form
    try:
        first, last = a_day(form.get("first", "") or "-"), a_day(form.get("last", ""))
        assert first is not None  # an empty field is no date, and was refused
        closing = here.desk().office.add_closing(
            here.me(), first, last or first, form.get("why", "")
        )
    except NotAllowed:
        raise
    except (StepRefused, UsageRefused) as error:
        return _calendar(error), 422
    here.tell(acts.closing(closing))
    return redirect(url_for("office.calendar"), 303)


@bp.post("/closings/<int:id>/<verb>")
def settle_closing(id: int, verb: str) -> ResponseReturnValue:
    """Confirm, refuse or withdraw a proposed closing."""
    closing = here.desk().office.settle_closing(here.me(), id, verb)
    here.tell(acts.closing(closing))
    return redirect(url_for("office.calendar"), 303)


def _calendar(error: BridgeError | None) -> str:
    now, rules = here.now(), here.calendar()
    first = _month(request.args.get("month", ""), now.date())
    weeks = months.Calendar(firstweekday=6).monthdatescalendar(first.year, first.month)
    begin = datetime.combine(weeks[0][0], time(), now.tzinfo)
    posts = here.store().posts_between(begin, begin + timedelta(days=7 * len(weeks)))
    days = Counter(post.at.astimezone(now.tzinfo).date() for post in posts)
    return render_template(
        "calendar.html",
        first=first,
        weeks=weeks,
        rules=rules,
        counts=days,
        planned=Counter(planned.at.date() for planned in here.plan().values() if planned.at),
        before=(first - timedelta(days=1)).replace(day=1),
        after=(first + timedelta(days=32)).replace(day=1),
        today=now.date(),
        hours=here.settings().hours,
        error=error,
        form=here.typed(request.form),
        closings=[c for c in here.store().closings.closings() if c.last >= now.date()],
    )


def _month(text: str, today: date) -> date:
    try:
        first = date.fromisoformat(f"{text}-01")
    except ValueError:
        first = today.replace(day=1)
    return first if 2000 < first.year < 2200 else today.replace(day=1)


# ── journal ─────────────────────────────────────────────────────────────────────────────────────


@bp.get("/journal")
def journal() -> ResponseReturnValue:
    """Show the journal, newest first, or what is asked for of it; on request it is walked and
    compared with the tables.
    """
    query, store, now = request.args, here.store(), here.now()
    error = None
    try:
        first, last = a_day(query.get("first", "")), a_day(query.get("last", ""))
    except UsageRefused as refused:
        first, last, error = None, None, refused
    sieve = JournalSieve(
        words=query.get("q", "")[:100],
        actions=tuple(query.getlist("action")[:1]) if query.get("action") else (),
        actor=query.get("actor", "")[:100],
        draft=number(query.get("draft", "")),
        since=datetime.combine(first, time(), now.tzinfo) if first else None,
        until=datetime.combine(last, time.max, now.tzinfo) if last else None,
    )
    lines = store.journal_before(number(query.get("before", "")), LINES, sieve)
    proof = here.parts().archive(store).proof() if query.get("verify") else None
    people = [*(person.name for person in store.people.persons()), *Machine]
    filters = {
        name: value for name, value in query.items() if name not in {"before", "verify"} and value
    }
    return render_template(
        "journal.html",
        lines=lines,
        most=LINES,
        proof=proof,
        actions=labels.VERB,
        people=people,
        kept=filters,
        error=error,
        form=here.typed(query),
    )
