"""Edge: 二段階認証: what a person enrols for the login, loses and has reset."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from markupsafe import Markup

from bridge.errors import BridgeError, NotAllowed, StepRefused, UsageRefused
from bridge.model import FactorKind
from bridge.sayings import Utterance
from bridge.web import auth, here, manual
from bridge.web.pages.paging import number

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

bp = Blueprint("second", __name__)
#: view → its line of help
HELP: Final = {
    "page": manual.Help(
        "パスワードのほかに、端末でも確かめる登録をする画面です。", manual.BEGINNING
    ),
}


@bp.get("/account/second")
def page() -> ResponseReturnValue:
    """Show what one has enrolled, and the ways to enrol more."""
    return _page()


def _page(error: BridgeError | None = None, codes: tuple[str, ...] = ()) -> str:
    second, me = here.second(), here.me()
    return render_template(
        "second.html",
        error=error,
        codes=codes,
        mine=second.of(me),
        left=second.codes_left(me),
        required=second.required(me),
    )


def _refused(error: BridgeError) -> ResponseReturnValue:
    return _page(error), 403 if isinstance(error, NotAllowed) else 422


def _remember(kind: FactorKind, what: bytes) -> None:
    """Keep what an enrolment began with, of this session alone."""
    enrolling = auth.door().enrolling
    enrolling.pop(session["id"], None)
    enrolling[session["id"]] = (kind, what, here.now().timestamp())
    while len(enrolling) > auth.MOST:
        del enrolling[next(iter(enrolling))]


def _begun(kind: FactorKind) -> bytes:
    """Return what this session's enrolment began with, and forget it; raises StepRefused."""
    was, what, since = auth.door().enrolling.pop(session["id"], ("", b"", 0.0))
    if was != kind or here.now().timestamp() - since > auth.STEP:
        raise StepRefused("login.enrolment_too_old")
    return what


@bp.post("/account/second/app")
def app() -> ResponseReturnValue:
    """Show the QR code of a new seed; the password is asked again."""
    try:
        auth.again()
    except NotAllowed as error:
        return _refused(error)
    return _app(here.second().seed())


def _app(seed: str, error: BridgeError | None = None) -> str:
    import segno

    _remember(FactorKind.APP, seed.encode())
    code = segno.make(here.second().address(here.me(), seed), error="m")
    drawing = Markup(code.svg_inline(scale=5, dark="#000", light="#fff"))  # noqa: S704 - drawn here
    return render_template("second_app.html", seed=seed, drawing=drawing, error=error)


@bp.post("/account/second/app/new")
def add_app() -> ResponseReturnValue:
    """Enrol the app whose digits are right."""
    form, seed = request.form, ""
    try:
        seed = _begun(FactorKind.APP).decode()
        codes = here.second().add_app(
            here.me(), seed, form.get("digits", ""), form.get("label", "")
        )
    except NotAllowed as error:
        return _app(seed, error), 403
    except (StepRefused, UsageRefused) as error:
        return _refused(error)
    return _enrolled(codes)


@bp.post("/account/second/passkey")
def passkey() -> ResponseReturnValue:
    """Offer the device to make a passkey; the password is asked again."""
    try:
        auth.again()
    except NotAllowed as error:
        return _refused(error)
    challenge, options = here.second().offer_passkey(here.me(), here.site())
    _remember(FactorKind.PASSKEY, challenge)
    return render_template("second_passkey.html", options=options)


@bp.post("/account/second/passkey/new")
def add_passkey() -> ResponseReturnValue:
    """Enrol the passkey that the device has made."""
    form = request.form
    try:
        codes = here.second().add_passkey(
            here.me(),
            site=here.site(),
            challenge=_begun(FactorKind.PASSKEY),
            answer=form.get("passkey", ""),
            label=form.get("label", ""),
        )
    except (NotAllowed, StepRefused, UsageRefused) as error:
        return _refused(error)
    return _enrolled(codes)


def _enrolled(codes: tuple[str, ...]) -> ResponseReturnValue:
    """End the other sessions of this person, which showed nothing but the password, and show the
    recovery codes this once.
    """
    here.store().sessions.end_all(here.me().name, but=session["id"])
    if codes:
        return _page(codes=codes)
    flash("登録しました。ほかの端末はログアウトしました。")
    return redirect(url_for("second.page"), 303)


@bp.post("/account/second/codes")
def codes() -> ResponseReturnValue:
    """Make new recovery codes; the password is asked again."""
    try:
        auth.again()
        return _page(codes=here.second().renew_codes(here.me()))
    except (NotAllowed, StepRefused) as error:
        return _refused(error)


@bp.post("/account/second/remove")
def remove() -> ResponseReturnValue:
    """Remove one of one's own; the password is asked again."""
    try:
        auth.again()
        here.second().remove(here.me(), number(request.form.get("id", "")) or 0)
    except (NotAllowed, StepRefused) as error:
        return _refused(error)
    here.store().sessions.end_all(here.me().name, but=session["id"])
    flash("外しました。ほかの端末はログアウトしました。")
    return redirect(url_for("second.page"), 303)


@bp.post("/people/second")
def reset() -> ResponseReturnValue:
    """Remove what a person enrolled on a device that is lost; the director's password is asked
    again.
    """
    name = request.form.get("name", "")
    if here.may("people"):
        auth.again()
    here.second().reset(here.me(), name)
    here.tell(Utterance("act.factors_reset", person=name))
    return redirect(url_for("office.people"), 303)
