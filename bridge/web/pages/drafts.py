"""Edge: one draft, writing and editing, the decision sheet, the list of all."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, Final

from flask import Blueprint, redirect, render_template, request, url_for

from bridge import acts, lifecycle
from bridge.errors import (
    BridgeError,
    Changed,
    NotAllowed,
    NotFound,
    StepRefused,
    UsageRefused,
    WrongState,
)
from bridge.model import Draft, Image, Kind, State, Timing, Verb
from bridge.policy.s05_1_signoff import on_screen
from bridge.read.pictures import LARGEST, read_picture
from bridge.sayings import Utterance
from bridge.text import threads
from bridge.web import here, manual
from bridge.web.card import card
from bridge.web.pages.archive import sheet_of
from bridge.web.pages.paging import Paging

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from bridge.draft.make import Wording
    from bridge.model import Version

PAGE: Final = 30
OLDEST: Final = 1900  #: year; a browser's field sends 0002 when 2026 is half typed
#: characters of a picture's fields, as on the page
PICTURE: Final = {
    "image": 2000,
    "alt": 1000,
    "rights": 200,
}
#: with staff
HANDS: Final = (
    State.RETURNED,
    State.HELD,
    State.FAILED,
    State.STOPPED,
    State.UNKNOWN,
    State.EXPIRED,
)

bp = Blueprint("drafts", __name__)
#: view → its line of help
HELP: Final = {
    "one": manual.Help("一つの起案の、文、元のページ、経過を見る画面です。", manual.DECIDING),
    "listing": manual.Help("差し戻されたものや、保留のものを見て、直す画面です。", manual.DRAFTING),
    "new": manual.Help("お知らせを自分で書いて、決裁に出す画面です。", manual.DRAFTING),
    "edit_form": manual.Help("文を直して、もう一度決裁に出す画面です。", manual.DRAFTING),
    "correct_form": manual.Help(
        "投稿したものの訂正・追記・削除を、決裁に出す画面です。", manual.AFTERWARDS
    ),
}


@bp.get("/drafts")
def listing() -> ResponseReturnValue:
    """Show drafts of one state, or those that wait for staff."""
    state = request.args.get("state", "")
    state = state if state in {s.value for s in State} else ""
    states = (State(state),) if state else HANDS
    store = here.store()
    paging = Paging.of(store.count(*states), PAGE)
    drafts = store.drafts(*states, limit=PAGE, offset=paging.offset, newest_first=True)
    return render_template(
        "drafts.html", drafts=drafts, paging=paging, asked=state, states=list(State)
    )


@bp.get("/drafts/<int:id>")
def one(id: int) -> ResponseReturnValue:
    """Show one draft with its versions, history and what may be done."""
    return page_of(id, None, {})


def page_of(id: int, error: BridgeError | None, more: dict[str, Any]) -> str:
    """Return the page of one draft; `more["shown"]` is the text that somebody had on the screen
    before.
    """
    store = here.store()
    draft = store.draft(id)
    versions = store.versions(id)
    known: dict[str, Any] = {
        "card": card(draft),
        "versions": versions,
        "history": store.history(id),
        "checks": store.checks(id),
        "error": error,
        "corrections": store.corrections_of(id),
        "attempt": store.last_attempt(id),
        "removals": here.removals(),
        "had": lifecycle.had_in_hand(draft, store.attempts(id)),
        "ways": lifecycle.ways(draft),
        "shown": None,
        "typed": request.form if error else None,
    }
    return render_template("draft.html", **(known | more))


@bp.get("/drafts/<int:id>/sheet")
def sheet(id: int) -> ResponseReturnValue:
    """Show the decision sheet (起案用紙) for one A4."""
    return render_template("sheet.html", id=id, sheet=sheet_of(id))


# ── writing ─────────────────────────────────────────────────────────────────────────────────────


@bp.get("/new")
def new() -> ResponseReturnValue:
    """Show an empty form; the week's link brings the day on which it is to go out."""
    return _form("new.html", {"day": request.args.get("day", "")[:10]}, None, None)


@bp.post("/new")
def create() -> ResponseReturnValue:
    """Open a draft, or only show how it would look."""
    form = request.form
    desk, me = here.desk(), here.me()
    try:
        wording: Wording = {
            "title": title(),
            "image": image(),
            "urgent": bool(form.get("urgent")),
            "expires_on": a_day(form.get("expires_on", "")),
        }
        timing = Timing(moment_of("day", "hour", time.min))
        lifecycle.near(timing, here.now())  # before there is a draft
        if form.get("do") == "split":
            return _form("new.html", form, None, None)
        if form.get("do") == "look":
            lifecycle.may(me, "write", here.now().date())
            return _form("new.html", form, desk.preview(me, kind(), text(), **wording), None)
        draft = desk.write(
            me,
            kind(),
            text(),
            origin=form.get("origin", "")[:200],
            acknowledged=form.getlist("acknowledge"),
            ticked=here.ticked(),
            **wording,
        )
    except NotAllowed:
        raise
    except (StepRefused, UsageRefused) as error:
        return _form("new.html", form, None, error), 422
    if timing != Timing():
        desk.time(me, draft.id, timing)
    here.tell(acts.done(Verb.OPEN, draft))
    return redirect(url_for("drafts.one", id=draft.id), 303)


@bp.get("/drafts/<int:id>/edit")
def edit_form(id: int) -> ResponseReturnValue:
    """Show a draft's text to be changed; with ?picture=page its page's own picture stands in it.

    With ?wording=second, the text of the library's program. Nothing is kept before a person hands
    it in. Raises WrongState for what is not to be changed where it stands.
    """
    draft = here.store().draft(id)
    lifecycle.ahead(draft, Verb.EDIT)
    fields = _fields(draft)
    own = (
        here.parts().pictures(here.store()).offered(draft)
        if request.args.get("picture") == "page"
        else None
    )
    if own is not None:
        fields |= {"image": own.url, "alt": own.alt}
    second = (
        here.store().rewordings.of(id, draft.version)
        if request.args.get("wording") == "second"
        else None
    )
    if second is not None and second.text:
        fields["text"] = second.text
    return _form("edit.html", form=fields, preview=None, error=None, draft=draft)


@bp.post("/drafts/<int:id>/edit")
def edit(id: int) -> ResponseReturnValue:
    """Keep a new version, or only show how it would look."""
    form, draft = request.form, here.store().draft(id)
    try:
        more: Wording = {
            "title": title(),
            "image": image(),
            "urgent": bool(form.get("urgent")),
            "expires_on": a_day(form.get("expires_on", "")),
        }
        more["without"] = [
            name
            for name, value in (("image", more["image"]), ("expires_on", more["expires_on"]))
            if value is None
        ]
        if form.get("do") == "split":
            return _form("edit.html", form, preview=None, error=None, draft=draft)
        if form.get("do") == "look":
            lifecycle.may(here.me(), "edit", here.now().date())
            return _form(
                "edit.html",
                form,
                preview=here.desk().reword(here.me(), id, text(), **more),
                error=None,
                draft=draft,
            )
        draft = here.desk().edit(
            here.me(),
            id,
            text(),
            shown=form.get("digest", ""),
            acknowledged=form.getlist("acknowledge"),
            ticked=here.ticked(),
            **more,
        )
    except NotAllowed:
        raise
    except (StepRefused, UsageRefused) as error:
        status = 409 if isinstance(error, Changed) else 422
        return _form("edit.html", form, preview=None, error=error, draft=draft), status
    here.tell(acts.done(Verb.EDIT, draft))
    return redirect(url_for("drafts.one", id=id), 303)


@bp.get("/drafts/<int:id>/correct")
def correct_form(id: int) -> ResponseReturnValue:
    """Show the form of a correction, an addition or a deletion, 9(2)."""
    draft = here.store().draft(id)
    fields = {"text": threads.join(draft.content.parts), "title": ""}
    return _form("correct.html", form=fields, preview=None, error=None, draft=draft)


@bp.post("/drafts/<int:id>/correct")
def correct(id: int) -> ResponseReturnValue:
    """Open a correction or an addition of a posted draft."""
    form = request.form
    try:
        if form.get("do") == "split":
            return _form(
                "correct.html", form, preview=None, error=None, draft=here.store().draft(id)
            )
        why, way = form.get("reason", "")[:500], form.get("way", "")
        if way == "removal":
            draft = here.desk().remove(here.me(), id, why, shown=here.shown())
        else:
            draft = here.desk().correct(
                here.me(),
                id,
                text(),
                reason=why,
                title=title(),
                addition=way == "addition",
                acknowledged=form.getlist("acknowledge"),
                shown=here.shown(),
                ticked=here.ticked(),
            )
    except NotAllowed:
        raise
    except (StepRefused, UsageRefused) as error:
        return _form(
            "correct.html", form, preview=None, error=error, draft=here.store().draft(id)
        ), 422
    here.tell(Utterance("act.correction_opened", draft=draft.id, note=draft.note))
    return redirect(url_for("drafts.one", id=draft.id), 303)


@bp.post("/count")
def count() -> ResponseReturnValue:
    """Return X's count of each post of a text; for the page's script, nothing is written."""
    from bridge.text.weight import LIMIT

    return {"weights": weights(text()), "limit": LIMIT}


def weights(typed: str) -> list[int]:
    """Return X's count of each post of a text as a person types it."""
    from bridge.text.weight import weigh

    return [weigh(part) for part in threads.split(typed)]


def _form(
    template: str,
    form: Any,
    preview: Version | None,
    error: BridgeError | None,
    draft: Draft | None = None,
) -> str:
    from bridge.text.weight import LIMIT

    known = dict(form.items())
    typed = form.get("text", "").replace("\r\n", "\n").strip()
    if form.get("do") == "split":  # what is typed stays, but for the lines that part it
        parts = (part for written in threads.split(typed) for part in threads.proposal(written))
        known["text"] = typed = threads.join(parts)
    if (
        preview is not None and (picture := preview.content.image) is not None
    ):  # taken in by this very look
        known |= {
            "picture": picture.sha256,
            "picture_url": picture.url,
            "image": "",
            "no_picture": "",
        }
    return render_template(
        template,
        form=here.typed(known),
        own=here.parts().pictures(here.store()).of_page(draft) if draft is not None else None,
        seen=preview,
        error=error,
        draft=draft,
        again=isinstance(error, Changed),  # what changed is on the screen now
        weights=weights(typed),
        limit=LIMIT,
        kinds=list(Kind),
    )


def _fields(draft: Draft) -> dict[str, str]:
    picture = draft.content.image or Image("")
    return {
        "title": draft.title,
        "text": threads.join(draft.content.parts),
        "alt": picture.alt,
        "rights": picture.rights,
        "picture": picture.sha256,
        "picture_url": picture.url,
        "image": "" if picture.sha256 else picture.url,
        "digest": on_screen(draft),
        "urgent": "1" if draft.urgent else "",
        "expires_on": draft.expires_on.isoformat() if draft.expires_on else "",
    }


def text() -> str:
    """Return the text of the form; raises UsageRefused when it is far too long to be looked at."""
    return threads.within(request.form.get("text", "").replace("\r\n", "\n").strip())


def title() -> str:
    """Return the title of the form, of 200 characters at most."""
    return request.form.get("title", "")[:200]


def kind() -> Kind:
    """Return the kind of the form; raises UsageRefused."""
    try:
        return Kind(request.form.get("kind", ""))
    except ValueError:
        raise UsageRefused("draft.kind_missing") from None


def image() -> Image | None:
    """Return the picture of the form, taken in, with what clause 10 asks for; raises UsageRefused,
    StepRefused.

    A file goes before an address, a new address before the picture that was taken in before.
    """
    form, digest = request.form, request.form.get("picture", "")[:64]
    url, alt, rights = (form.get(name, "").strip()[:most] for name, most in PICTURE.items())
    file = request.files.get("file")
    upload = file.stream.read(LARGEST + 1) if file else b""
    if not (url or upload or digest) or (form.get("no_picture") and not (url or upload)):
        return None
    if not (alt and rights):
        raise UsageRefused("picture.unexplained")
    pictures = here.parts().pictures(here.store())
    if upload or url:
        picture = read_picture(upload) if upload else pictures.fetched(url)
        return pictures.keep(here.me(), picture, url="" if upload else url, alt=alt, rights=rights)
    try:
        here.store().pictures.picture(digest)
    except NotFound as error:  # a form that lay open for more than a day
        raise StepRefused("picture.not_kept") from error
    return Image(form.get("picture_url", "")[: PICTURE["image"]], alt, rights, digest)


def a_day(text: str) -> date | None:
    """Return the date of a form's field, None when it is empty; raises UsageRefused, also for a
    year before OLDEST, which is half typed.
    """
    try:
        day = date.fromisoformat(text) if text else None
    except ValueError:
        day = date.min
    if day is not None and day.year < OLDEST:
        raise UsageRefused("draft.day_unreadable", given=text[:20])
    return day


def moment_of(day: str, hour: str, otherwise: time) -> datetime | None:
    """Return the moment of two fields of the form, None when the day is empty; raises
    UsageRefused.
    """
    on, at = a_day(request.form.get(day, "")), request.form.get(hour, "")
    if on is None:
        if at:
            raise UsageRefused("draft.time_without_day")
        return None
    try:
        clock = time.fromisoformat(at) if at else otherwise
    except ValueError:
        raise UsageRefused("draft.time_unreadable", given=at[:10]) from None
    return datetime.combine(on, clock.replace(tzinfo=None), here.now().tzinfo)


# ── steps ───────────────────────────────────────────────────────────────────────────────────────


@bp.post("/drafts/<int:id>/comment")
def comment(id: int) -> ResponseReturnValue:
    """Put a word beside a draft."""
    draft = here.desk().comment(here.me(), id, request.form.get("text", ""))
    return _back(Verb.COMMENT, draft)


@bp.post("/drafts/<int:id>/resubmit")
def resubmit(id: int) -> ResponseReturnValue:
    """再提出; what stands in its way is told on the draft's page, where it can be mended."""
    try:
        draft = here.desk().resubmit(here.me(), id, shown=here.shown())
    except (NotAllowed, WrongState, Changed):
        raise
    except StepRefused as error:
        return page_of(id, error, {}), 422
    return _back(Verb.RESUBMIT, draft)


@bp.post("/drafts/<int:id>/withdraw")
def withdraw(id: int) -> ResponseReturnValue:
    """取下げ."""
    reason = request.form.get("reason", "")[:1000]
    draft = here.desk().withdraw(here.me(), id, reason, shown=here.shown())
    return _back(Verb.WITHDRAW, draft)


@bp.post("/drafts/<int:id>/leave")
def leave(id: int) -> ResponseReturnValue:
    """Let a thread that has stopped be as it stands."""
    reason = request.form.get("reason", "")[:1000]
    return _back(Verb.LEAVE, here.desk().leave(here.me(), id, reason, shown=here.shown()))


@bp.post("/drafts/<int:id>/take-back")
def take_back(id: int) -> ResponseReturnValue:
    """決裁の取消し."""
    return _back(Verb.TAKE_BACK, here.desk().take_back(here.me(), id))


def _back(verb: Verb, draft: Draft) -> ResponseReturnValue:
    id = draft.id
    if request.form.get("from") == "queue":  # the message there tells it
        return redirect(url_for("queue.waiting", done=id, draft=id, _anchor="done"), 303)
    here.tell(acts.done(verb, draft))
    return redirect(url_for("drafts.one", id=id), 303)
