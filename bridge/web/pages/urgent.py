"""Edge: 緊急 (section 2), and 全投稿停止."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from flask import Blueprint, flash, redirect, render_template, request, url_for

from bridge.errors import BridgeError, NotAllowed, StepRefused, UsageRefused
from bridge.model import Kind
from bridge.web import here
from bridge.web.pages.drafts import a_day

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

#: what happened → (heading, sentence); 「」 of the form are filled in
CASES: Final = {
    "closing": ("臨時休館", "{place}は、{why}{when}臨時休館します。"),
    "early": ("閉館時間の変更", "{place}は、{why}{when}閉館します。"),
    "disaster": ("災害のため", "{place}は、{why}{when}サービスを休みます。"),
    "system": ("システム障害", "{place}では、{why}{when}検索・予約などのサービスを利用できません。"),
    "reopening": ("開館します", "{place}は、{when}開館します。"),
}
ORIGIN: Final = "緊急のお知らせ(2)。館内の掲示、ホームページと同じ内容"

bp = Blueprint("urgent", __name__)


@bp.get("/urgent")
def form() -> ResponseReturnValue:
    """Show the short form."""
    return _form({}, "", None)


def _form(given: Any, made: str, error: BridgeError | None) -> str:
    from bridge.text.weight import LIMIT, weigh

    return render_template(
        "urgent.html", form=here.typed(given), cases=CASES, made=made, error=error, weight=weigh(made), limit=LIMIT,
        place=here.settings().library.name,
    )  # fmt: skip


def sentence(case: str, place: str, when: str, why: str, more: str, site: str) -> str:
    """Return the text of an urgent notice; raises UsageRefused when something is missing."""
    if case not in CASES:
        raise UsageRefused("何があったかを選んでください。")
    if not (place and when):
        raise UsageRefused("どこが、いつ(例: 11月25日(水)終日)を書いてください。")
    heading, pattern = CASES[case]
    told = pattern.format(place=place, when=f"{when}、", why=f"{why}のため、" if why else "")
    return "\n".join(part for part in (f"【{heading}】", told, more, site) if part)


@bp.post("/urgent")
def create() -> ResponseReturnValue:
    """Make the text, then open the draft with the text as the person left it."""
    given = request.form
    place, when, why, more, site = (given.get(name, "").strip() for name in ("place", "when", "why", "more", "site"))
    try:
        text = given.get("text", "").strip() or sentence(given.get("case", ""), place, when, why, more, site)
        if given.get("do") == "look":
            return _form(given, text, None)
        draft = here.desk().write(
            here.me(), Kind.TOLD, text, origin=ORIGIN, urgent=True, expires_on=a_day(given.get("expires_on", ""))
        )
    except NotAllowed:
        raise
    except (StepRefused, UsageRefused) as error:
        return _form(given, given.get("text", ""), error), 422
    flash(f"緊急の起案{draft.id}を作りました。館長の決裁が要ります。")
    return redirect(url_for("drafts.one", id=draft.id), 303)


@bp.get("/stop")
def stop_form() -> ResponseReturnValue:
    """Show the stop switch."""
    return render_template("stop.html", stops=here.store().people.stops(), error=None)


@bp.post("/stop")
def stop() -> ResponseReturnValue:
    """全投稿停止."""
    try:
        here.desk().office.stop(here.me(), request.form.get("reason", "")[:1000])
    except NotAllowed:
        raise
    except StepRefused as error:
        return render_template("stop.html", stops=here.store().people.stops(), error=error), 422
    flash("すべての投稿を止めました。")
    return redirect(url_for("urgent.stop_form"), 303)


@bp.post("/resume")
def resume() -> ResponseReturnValue:
    """Let posts go again; each decided draft asks "still right?"."""
    back = here.desk().office.resume(here.me(), request.form.get("name", "all"))
    flash(
        "投稿の停止を解きました。"
        + (f"決裁済みの{len(back)}件は決裁待ちに戻しました。今も正しいか確かめてください。" if back else "")
    )
    return redirect(url_for("queue.waiting"), 303)
