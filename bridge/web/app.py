"""Edge: the application: its doors, headers, errors. Rules stand behind `desk`; nothing here
decides.
"""

from __future__ import annotations

import os
from datetime import timedelta
from http import HTTPStatus
from threading import BoundedSemaphore
from typing import TYPE_CHECKING, Any, ClassVar, Final

from flask import Flask, Response, current_app, g, render_template, request
from flask_wtf.csrf import CSRFError, CSRFProtect
from jinja2 import StrictUndefined
from werkzeug.exceptions import HTTPException

from bridge import __version__, acts, labels, lifecycle, urls
from bridge.errors import (
    BridgeError,
    Changed,
    ClockDoubtful,
    ConfigRefused,
    LockHeld,
    NotAllowed,
    NotFound,
    SettingsDiffer,
    StepRefused,
    StoreFailed,
    UsageRefused,
    WrongState,
)
from bridge.model import Draft, State, Through, Verb, Where
from bridge.outcomes import RunOutcome
from bridge.policy import s05_1_signoff, s06_checklist
from bridge.read.pictures import LARGEST
from bridge.record.key import secret_key
from bridge.sayings import stem
from bridge.text.daywords import weekday
from bridge.web import auth, card, desk_runs, here, manual, show, signs
from bridge.web.pages import (
    archive,
    drafts,
    menu,
    office,
    official,
    phone,
    pictures,
    posts,
    queue,
    retweets,
    second,
    settings,
    sources,
    times,
    urgent,
)

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from bridge.wiring import Wiring

#: each with its routes (`bp`), and where it has pages to stay at, their lines of help (`HELP`)
MODULES: Final = (
    auth,
    queue,
    drafts,
    posts,
    retweets,
    office,
    urgent,
    official,
    archive,
    pictures,
    sources,
    settings,
    times,
    menu,
    phone,
    second,
)
#: error → (status, heading)
ERRORS: Final[dict[type[BridgeError], tuple[int, str]]] = {
    auth.TooMany: (429, "しばらくお待ちください"),
    NotAllowed: (403, "権限がありません"),
    WrongState: (409, "先に進んでいます"),
    Changed: (409, "内容が変わりました"),
    StepRefused: (422, "記録できませんでした"),
    NotFound: (404, "見つかりません"),
    UsageRefused: (400, "入力を確かめてください"),
    LockHeld: (409, "ほかの処理が動いています"),
    ClockDoubtful: (503, "時計を確かめてください"),
    StoreFailed: (503, "いまは記録を使えません"),
    SettingsDiffer: (409, "設定が変わっています"),
    ConfigRefused: (503, "設定に誤りがあります"),
    BridgeError: (502, "できませんでした"),
}
HTTP: Final = {
    400: (
        "送られた内容を読めません",
        "画面を開き直して、もう一度操作してください。何も記録していません。",
    ),
    404: ("ページがありません", "アドレスを確かめるか、メニューから選び直してください。"),
    405: ("この操作はできません", "メニューから選び直してください。"),
    413: (
        "送られた内容が大きすぎます",
        "文を短くするか、小さいファイルにしてください。何も記録していません。",
    ),
}
CSP: Final = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; "
    "manifest-src 'self'; worker-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
#: forms that may bring a picture, or a year's book, and bytes of such a form
WITH_FILE: Final = frozenset({"drafts.create", "drafts.edit", "archive.dispose"})
ROOM: Final = LARGEST + 256 * 1024
PICTURES: Final = 2  #: taken in at once, of the four threads that serve
#: tables of labels that several pages ask
TABLES: Final = (
    "ACT",
    "KIND",
    "CAUSE",
    "ITEM",
    "ROLE",
    "SOURCE_KIND",
    "FACTOR_KIND",
    "CLOSING",
    "CHECKLIST_PART",
)
HEADERS: Final = {
    "Content-Security-Policy": CSP,
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # CSRF under TLS looks at the Referer; other sites get none
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class _Pages(Flask):
    jinja_options: ClassVar[dict[str, Any]] = {  # type: ignore[misc]  # Flask declares it for instances
        "finalize": show.visible,
        "undefined": StrictUndefined,
        "trim_blocks": True,
        "lstrip_blocks": True,
    }


def create_app(parts: Wiring, *, secure: bool = False) -> Flask:
    """Return the desk's pages; `secure` = served over TLS, so cookies never travel without it.

    Raises ConfigRefused, StoreFailed.
    """
    parts.rules  # noqa: B018 - every fault of the configuration is told before anything is served
    app = _Pages("bridge.web")
    app.config.update(
        SESSION_COOKIE_NAME="__Host-feedbridge" if secure else "feedbridge",
        SESSION_COOKIE_SECURE=secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=timedelta(seconds=auth.WHOLE),
        MAX_CONTENT_LENGTH=256 * 1024,
        SEND_FILE_MAX_AGE_DEFAULT=3600,
        WTF_CSRF_TIME_LIMIT=None,  # a form lives as long as its session
        X_GET=None,  # how X's oEmbed is asked; None = as the wiring says
    )
    bind(app, parts)
    app.before_request(_room)
    app.before_request(auth.enter)  # before the CSRF look: a session that is over has its own words
    CSRFProtect(app)
    app.before_request(_few_pictures)
    app.after_request(_headers)
    app.teardown_request(_picture_done)
    app.teardown_request(here.close)
    app.register_error_handler(BridgeError, _refused)
    app.register_error_handler(HTTPException, _http)
    for module in MODULES:
        app.register_blueprint(module.bp)
    _words(app)
    return app


def bind(app: Flask, parts: Wiring) -> None:
    """Let these pages be those of the library of `parts`: its key, its record, nobody at the door.

    Raises StoreFailed.
    """
    app.secret_key = secret_key(parts.db_path)
    app.extensions.update(
        feedbridge=here.Live(parts),
        door=auth.LoginDoor(),
        desk_runs=desk_runs.DeskRuns(),
        pictures=BoundedSemaphore(PICTURES),
    )


def _room() -> None:
    """Let the forms that may bring a file be as large as a picture; all others stay small."""
    if request.endpoint in WITH_FILE:
        request.max_content_length = ROOM


def _few_pictures() -> None:
    """Take pictures in a few at a time, so that a thread is left for everybody else; raises
    LockHeld, and the text that came along stands on its page.
    """
    if (request.content_length or 0) > current_app.config["MAX_CONTENT_LENGTH"]:
        if not current_app.extensions["pictures"].acquire(blocking=False):
            raise LockHeld("picture.another_at_work")
        g.taking_picture = True


def _act(draft: Draft, verb: str) -> str:
    """Return what was done to a draft a moment ago, by where it stands; where a step (`verb`) left
    it as it was, by that step.
    """
    reviewed = verb == Verb.REVIEW and draft.state is State.WAITING
    return stem((acts.done(Verb.REVIEW, draft) if reviewed else acts.stands(draft)).what)


def _picture_done(_error: BaseException | None = None) -> None:
    if g.pop("taking_picture", False):
        current_app.extensions["pictures"].release()


def _words(app: Flask) -> None:
    """Give templates their words."""
    app.add_template_filter(lambda at: show.moment(at, here.now()), "moment")
    app.add_template_filter(lambda at: show.day(at, here.now()), "day")
    app.add_template_filter(lambda at: show.soon(at, here.now()), "soon")
    app.add_template_filter(lambda at: show.brief(at, here.now()), "brief")
    app.add_template_filter(s05_1_signoff.on_screen, "on_screen")
    app.add_template_filter(manual.anchor, "anchor")
    app.add_template_filter(here.source_name, "source")
    app.add_template_filter(weekday, "weekday")
    app.add_template_filter(_act, "act")
    app.add_template_filter(here.in_words, "in_words")
    app.add_template_filter(urls.host, "host")
    app.add_template_filter(urls.path, "path")
    for name in (
        "state",
        "word",
        "role",
        "tweet",
        "posts",
        "linked",
        "unbroken",
    ):
        app.add_template_filter(getattr(show, name), name)
    for name in ("span", "actor", "action", "detail", "beyond", "inspection", "tie"):
        app.add_template_filter(getattr(labels, name), name)
    for name in ("drafter", "ticks"):
        app.add_template_filter(getattr(s06_checklist, name), name)
    app.jinja_env.globals.update({name: getattr(labels, name) for name in TABLES})
    app.jinja_env.globals.update(
        dictionary_lack=here.dictionary_lack,
        thirteen=lambda findings: here.desk().thirteen(findings),
        difference=show.difference,
        concern=RunOutcome,
        Where=Where,
        may=here.may,
        now=here.now,
        settings=here.settings,
        config_faults=lambda: here.live().faults,
        badges=_badges,
        me=lambda: g.get("me"),
        HELP={
            f"{module.bp.name}.{view}": line
            for module in MODULES
            for view, line in getattr(module, "HELP", {}).items()
        },
        logins=lambda: here.store().sessions.logins(here.me().name),
        tour=lambda: not request.cookies.get("feedbridge-tour"),
        calendar_feed=times.address,
        devices=phone.devices,
        evidence=card.evidence,
        sign=signs.sign,
        mark=signs.mark,
        theme=lambda: request.cookies.get("feedbridge-theme", ""),
        keys_on=lambda: request.cookies.get("feedbridge-keys") != "off",
        version=__version__,
    )


def _badges() -> dict[str, int]:
    """Return how much waits behind the entries of the menu."""
    store = here.store()
    return {
        "waiting": store.count(State.WAITING),
        "checks": store.count(State.POSTED),
        "hands": store.count(*drafts.HANDS),
        "by_hand": len(here.offers())
        + len(store.open_attempts(Through.MANUAL))
        + len(lifecycle.to_remove(store.replacements())),
        "stopped": len(store.people.stops(here.now())),
        "account": len(here.parts().account(store).alarms()),
    }


def _headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers[name] = value
    if current_app.config["SESSION_COOKIE_SECURE"]:
        response.headers["Strict-Transport-Security"] = "max-age=31536000"
    if request.endpoint not in auth.SHELL:
        response.headers["Cache-Control"] = "no-store"
    elif request.endpoint != "static":
        response.headers["Cache-Control"] = (
            "no-cache" if request.endpoint == "phone.worker" else "max-age=3600"
        )
    return response


def _refused(error: BridgeError) -> ResponseReturnValue:
    """Return an error of a person as a page with its own words."""
    status, heading = next(ERRORS[kind] for kind in type(error).__mro__ if kind in ERRORS)
    what, todo = error.words("desk")
    return render_template(
        "error.html",
        heading=heading,
        what=what.replace(f"{here.live().folder}{os.sep}", ""),
        todo=todo,
        code=error.code if status >= HTTPStatus.INTERNAL_SERVER_ERROR else "",
        typed=auth.typed() if request.method == "POST" else [],
    ), status


def _http(error: HTTPException) -> ResponseReturnValue:
    status = error.code or 500
    if isinstance(error, CSRFError):
        if page := auth.go_on():
            return page
        what, todo = (
            "この画面は、ログインし直す前のものか、ほかのところから送られたものです。",
            "画面を開き直して、もう一度操作してください。何も記録していません。",
        )
        heading, typed = "もう一度お願いします", auth.typed()
        return render_template(
            "error.html", heading=heading, what=what, todo=todo, typed=typed
        ), 400
    if status < 400:
        return error
    heading, todo = HTTP.get(
        status,
        ("できませんでした", "もう一度操作しても同じときは、サーバーの担当者に知らせてください。"),
    )
    return render_template("error.html", heading=heading, what="", todo=todo), status
