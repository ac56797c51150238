"""Edge: 緊急 (section 2), and 全投稿停止."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from flask import Blueprint, redirect, render_template, request, url_for

from bridge import acts
from bridge.draft.urgent import ORIGIN, urgent_text
from bridge.errors import BridgeError, NotAllowed, StepRefused, UsageRefused
from bridge.model import Kind, Stop
from bridge.sayings import Utterance
from bridge.text.threads import LONGEST, within
from bridge.web import here, manual
from bridge.web.pages.drafts import a_day

if TYPE_CHECKING:
    from datetime import date

    from flask.typing import ResponseReturnValue

bp = Blueprint("urgent", __name__)
#: view → its line of help
HELP: Final = {
    "form": manual.Help("臨時休館などを、短い項目から知らせる画面です。", manual.HURRY),
    "stop_form": manual.Help("予定されている投稿を、すべて止める画面です。", manual.HURRY),
}


@bp.get("/urgent")
def form() -> ResponseReturnValue:
    """Show the short form."""
    return _form({}, "", None)


def _form(form: Any, text: str, error: BridgeError | None) -> str:
    """Return the form; a text that is on the screen with what was found in it, before its tick."""
    from bridge.text.weight import LIMIT, weigh

    preview = None
    if text.strip() and len(text) <= LONGEST and here.may("write"):
        preview = here.desk().preview(
            here.me(), Kind.TOLD, text, urgent=True, expires_on=_day_or_none(form)
        )
    return render_template(
        "urgent.html",
        seen=preview,
        form=here.typed(form),
        cases=here.settings().urgent,
        made=text,
        error=error,
        weights=[weigh(text)],
        limit=LIMIT,
        place=here.settings().library.name,
    )


def _day_or_none(form: Any) -> date | None:
    """Return the last day that the form gives; None when it can be read as none, which `create`
    tells.
    """
    try:
        return a_day(form.get("expires_on", ""))
    except UsageRefused:
        return None


@bp.post("/urgent")
def create() -> ResponseReturnValue:
    """Make the text of the fields, or take it as the person left it; then open the draft.

    Once the text is on the screen it alone is written: fields beside it could say another day than
    it does.
    """
    form = request.form
    if form.get("do") == "back":
        return _form(form, "", None)
    fields = {name: form.get(name, "") for name in ("place", "when", "why", "more", "link")}
    try:
        text = within(
            form.get("text", "").strip()
            or urgent_text(here.settings().urgent, form.get("case", ""), **fields)
        )
        if form.get("do") == "look":
            return _form(form, text, None)
        draft = here.desk().write(
            here.me(),
            Kind.TOLD,
            text,
            origin=ORIGIN,
            urgent=True,
            expires_on=a_day(form.get("expires_on", "")),
            acknowledged=form.getlist("acknowledge"),
            ticked=here.ticked(),
        )
    except NotAllowed:
        raise
    except (StepRefused, UsageRefused) as error:
        return _form(form, form.get("text", ""), error), 422
    here.tell(Utterance("act.urgent_opened", draft=draft.id))
    return redirect(url_for("drafts.one", id=draft.id), 303)


@bp.get("/stop")
def stop_form() -> ResponseReturnValue:
    """Show the stop switch."""
    return render_template("stop.html", stops=here.store().people.stops(here.now()), error=None)


@bp.post("/stop")
def stop() -> ResponseReturnValue:
    """全投稿停止."""
    try:
        here.desk().office.stop(here.me(), request.form.get("reason", "")[:1000])
    except NotAllowed:
        raise
    except StepRefused as error:
        return render_template(
            "stop.html", stops=here.store().people.stops(here.now()), error=error
        ), 422
    here.tell(Utterance("act.posts_stopped"))
    return redirect(url_for("urgent.stop_form"), 303)


@bp.post("/resume")
def resume() -> ResponseReturnValue:
    """Let posts go again; each decided draft asks "still right?"."""
    back = here.desk().office.resume(here.me(), request.form.get("name", Stop.ALL))
    here.tell(acts.posts_go(back))
    return redirect(url_for("queue.waiting"), 303)
