"""Edge: 公式アカウント: the pages that show it, impostors (5(5)), abuse (7), and the text for the
homepage (8).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from flask import Blueprint, flash, redirect, render_template, request, url_for

from bridge import labels
from bridge.errors import BridgeError, NotAllowed, NotFound, StepRefused, UsageRefused
from bridge.model import ImpostorState, Kind, Stop
from bridge.policy import noted, s05_5_account, s07_incidents
from bridge.sayings import Utterance
from bridge.web import here, manual
from bridge.web.pages.drafts import a_day

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.typing import ResponseReturnValue

    from bridge.account import Account


bp = Blueprint("official", __name__, url_prefix="/official")
#: view → its line of help
HELP: Final = {
    "page": manual.Help(
        "公式アカウントの掲載、なりすまし、迷惑行為を扱う画面です。", manual.OFFICIAL
    ),
}


def _account() -> Account:
    return here.parts().account(here.store())


@bp.get("")
def page() -> ResponseReturnValue:
    """Show all that is known around the account, with its forms."""
    return _page({}, "", None)


def _page(form: Any, at: str, error: BridgeError | None) -> str:
    """Return the page; `form` are the fields as typed, of the form named `at`."""
    account = _account()
    return render_template(
        "official.html",
        showings=account.showings(),
        alarms=account.alarms(),
        impostors=account.impostors(),
        cases=account.cases(),
        overdue=account.overdue(),
        account=account,
        form=here.typed(form),
        at=at,
        error=error,
        stopped=Stop.ACCOUNT in here.store().people.stops(here.now()),
        APPEARANCE=labels.APPEARANCE,
        IMPOSTOR=labels.IMPOSTOR,
        KINDS=s07_incidents.ABUSE,
        MEDIA=labels.MEDIUM,
        SANCTIONS=labels.SANCTION,
        FORM=s05_5_account.REPORT_FORM,
        today=here.now().date(),
    )


def _do(at: str, act: Callable[[Account], str]) -> ResponseReturnValue:
    """Do it and come back to the form's place; or show the page again with what was typed and what
    is wrong.
    """
    try:
        flash(act(_account()))
    except NotAllowed:
        raise
    except (StepRefused, UsageRefused, NotFound) as error:
        return _page(request.form, at, error), 422
    return redirect(url_for("official.page", _anchor=at), 303)


@bp.post("/check")
def check() -> ResponseReturnValue:
    """Look at the pages now."""
    account = _account()
    account.may_look(here.me())
    with here.parts().fetcher() as fetcher:
        account.look(fetcher)
    flash("今、ページを確かめました。")
    return redirect(url_for("official.page"), 303)


# ── impostors ───────────────────────────────────────────────────────────────────────────────────


@bp.post("/impostors")
def add_impostor() -> ResponseReturnValue:
    """Note an impostor."""
    form = request.form

    def act(account: Account) -> str:
        id = account.add_impostor(
            here.me(),
            account=form.get("account", ""),
            on=a_day(form.get("on", "")),
            url=form.get("url", ""),
            note=form.get("note", ""),
        )
        remarks = (one.sentence("desk") for one in account.remarks(form.get("note", "")))
        return "".join((f"なりすまし{id}を記録しました。", *remarks))

    return _do("impostors", act)


@bp.post("/impostors/<int:id>/reported")
def reported(id: int) -> ResponseReturnValue:
    """Note that it was reported to X."""
    return _step(id, ImpostorState.REPORTED)


@bp.post("/impostors/<int:id>/gone")
def gone(id: int) -> ResponseReturnValue:
    """Note that it is gone."""
    return _step(id, ImpostorState.GONE)


def _step(id: int, state: ImpostorState) -> ResponseReturnValue:
    def act(account: Account) -> str:
        account.step_impostor(here.me(), id, state)
        step = Utterance("act.impostor_step", impostor=id, step=labels.IMPOSTOR[state])
        return step.sentence("desk")

    return _do("impostors", act)


@bp.post("/impostors/<int:id>/draft")
def draft_warning(id: int) -> ResponseReturnValue:
    """Open the draft of a warning; it goes through the ordinary sign-off."""
    text = _account().warning_tweet(id)
    draft = here.desk().write(
        here.me(),
        Kind.TOLD,
        text,
        origin=s05_5_account.ORIGIN,
        acknowledged=request.form.getlist("acknowledge"),
        urgent=True,
        ticked=here.ticked(),
    )
    flash(f"注意の起案{draft.id}を作りました。館長の決裁が要ります。")
    return redirect(url_for("drafts.one", id=draft.id), 303)


@bp.post("/look-alikes")
def look_alikes() -> ResponseReturnValue:
    """Say which of the names could be taken for the account; nothing is written."""
    near, error = [], None
    try:
        near = _account().look_alikes(
            request.form.get("names", "").replace("、", " ").replace(",", " ").split()
        )
    except UsageRefused as refused:
        error = refused
    if error:
        return _page(request.form, "look", error), 422
    sentences = "、".join(
        f"{name}({'見た目が同じ' if far == 0 else f'{far}字違い'})" for name, far in near
    )
    flash(f"紛らわしい名前: {sentences}" if near else "紛らわしい名前はありません。")
    return redirect(url_for("official.page", _anchor="impostors"), 303)


# ── incidents ───────────────────────────────────────────────────────────────────────────────────


@bp.post("/incidents")
def add_incident() -> ResponseReturnValue:
    """Note an incident."""
    form = request.form

    def act(account: Account) -> str:
        day = a_day(form.get("on", ""))
        words = {name: form.get(name, "") for name in ("clause", "way", "url", "note")}
        id = account.add_incident(here.me(), form.get("account", ""), on=day, **words)
        remarks = account.remarks(words["note"], words["clause"])
        sentences = (one.sentence("desk") for one in remarks)
        return "".join((f"迷惑行為{id}を記録しました。", *sentences))

    return _do("incidents", act)


@bp.post("/incidents/decide")
def decide() -> ResponseReturnValue:
    """Decide to block or report."""
    form = request.form

    def act(account: Account) -> str:
        name = form.get("account", "")
        account.decide(here.me(), name, form.getlist("act"), form.get("reason", ""))
        return Utterance("act.measure_decided", account=noted.account(name)).sentence("desk")

    return _do("incidents", act)


@bp.post("/incidents/done")
def done() -> ResponseReturnValue:
    """Note that it was done on X."""

    def act(account: Account) -> str:
        account.done(here.me(), request.form.get("account", ""))
        return Utterance("act.measure_done").sentence("desk")

    return _do("incidents", act)


@bp.post("/incidents/purge")
def purge() -> ResponseReturnValue:
    """Remove what is older than it is kept."""

    def act(account: Account) -> str:
        incidents, measures = account.purge(here.me())
        gone = Utterance("act.incidents_purged", incidents=incidents, measures=measures)
        return gone.sentence("desk")

    return _do("incidents", act)
