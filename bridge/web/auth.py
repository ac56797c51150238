"""Edge: who is at the other end: login in one step or two, session, invitation, the own password.
Roles are not looked at here.

The session is a signed cookie. It names a person and carries the mark of the password it began
with, so that a new password ends it everywhere; it lives in the record, so that a logout ends every
copy of it, also after a restart.
"""

from __future__ import annotations

import secrets
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from flask import (
    Blueprint,
    current_app,
    flash,
    g,
    make_response,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask_wtf.csrf import ValidationError, validate_csrf

from bridge import labels, lifecycle
from bridge.errors import BridgeError, NotAllowed, NotFound, UsageRefused
from bridge.model import FactorKind
from bridge.openid import Errand
from bridge.sayings import Utterance
from bridge.text import clean
from bridge.web import here, invitation, manual
from bridge.web.throttle import Throttle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask.typing import ResponseReturnValue

    from bridge.model import Person
    from bridge.openid import Provider

STEP: Final = 5 * 60  #: seconds from the password to the second step, or for an enrolment
ERRAND: Final = 10 * 60  #: seconds that a person may take at the city's login
MOST: Final = 1000  #: logins between the two steps; beyond it the oldest begin anew
CALLS: Final = 2  #: at once to the city's server, so that the desk has threads for the others
CODES_OF: Final = 10  #: wrong codes of one name within a quarter of an hour, from everywhere
IDLE: Final = 60 * 60  #: seconds without a request, after which a session ends
WHOLE: Final = 12 * 3600  #: seconds after login, after which it ends in any case
SHELL: Final = frozenset(
    {
        "static",
        *(f"phone.{name}" for name in ("colors", "icon", "tile", "manifest", "worker", "offline")),
    }
)
WRITTEN: Final = frozenset(
    {
        "text",
        "title",
        "reason",
        "note",
        "why",
        "origin",
        "url",
        "alt",
        "rights",
        "outside_hours",
        "names",
    }
)
#: fields that no page gives back
SECRET: Final = frozenset({"csrf_token", "password", "new", "again", "code", "digits", "passkey"})
KEPT: Final = "kept:"  #: before the name of a field that goes along through the login
ENROLMENT: Final = frozenset(
    f"second.{name}" for name in ("page", "app", "add_app", "passkey", "add_passkey")
)
UNGUARDED: Final = SHELL | {
    "menu.manual",
    "times.feed",
    "auth.login",
    "auth.login_post",
    "auth.second_post",
    "auth.to_city",
    "auth.from_city",
    "auth.invited",
    "auth.accept",
}

bp = Blueprint("auth", __name__)
#: view → its line of help
HELP: Final = {
    "account": manual.Help("自分の画面とパスワードを変える画面です。", manual.BEGINNING),
    "login": manual.Help("登録された人が入る画面です。", manual.BEGINNING),
}


@dataclass(frozen=True, slots=True)
class Half:
    """A login of which the password was right, and the second step is to come."""

    name: str
    mark: str  #: of the password
    since: float  #: s
    challenge: bytes  #: for a passkey; empty for a person without one


class LoginDoor:
    """What the login remembers in this process."""

    def __init__(self) -> None:
        self.throttle = Throttle()
        self.codes = Throttle(of=CODES_OF)  #: a right password does not forget wrong digits
        self.one = threading.Lock()  #: argon2 takes 19 MB: one password at a time
        self._half: dict[str, Half] = {}
        #: each of them holds a thread for up to 15 s while the city's server thinks
        self.calls = threading.BoundedSemaphore(CALLS)
        self.enrolling: dict[str, tuple[str, bytes, float]] = {}  #: session → kind, what, since

    def wait_for(self, half: Half) -> str:
        """Return the word under which the second step finds the first, once."""
        token = secrets.token_hex(16)
        with self.one:
            self._half[token] = half
            while len(self._half) > MOST:
                del self._half[next(iter(self._half))]
        return token

    def take(self, token: str, now: float) -> Half | None:
        """Return the first step, and forget it; None when it is too long ago or was taken."""
        half = self._half.pop(token, None)
        return half if half is not None and now - half.since <= STEP else None


def door() -> LoginDoor:
    """Return the application's door."""
    door = current_app.extensions["door"]
    assert isinstance(door, LoginDoor)
    return door


# ── every request ───────────────────────────────────────────────────────────────────────────────


def enter() -> ResponseReturnValue | None:
    """Let signed-in persons pass, and everybody to the login; the others are told where it is."""
    g.me = None
    if request.endpoint in SHELL:
        return None
    genuine = _genuine()
    if "who" in session:
        try:
            g.me = _person_of_session()
        except NotAllowed as error:
            session.clear()
            if request.endpoint not in UNGUARDED:
                flash(error.words("desk").what)
    if g.me is not None and _unenrolled():
        return _to_enrolment()
    if g.me is not None or request.endpoint in UNGUARDED:
        return None
    if request.method in {"GET", "HEAD"}:
        return redirect(url_for("auth.login", next=request.full_path.rstrip("?")), 303)
    return render_template(
        "signed_out.html", typed=typed(), fields=_fields() if genuine else [], lost=_files()
    ), 401


def _unenrolled() -> bool:
    """Return whether this person has to enrol a second factor before anything else."""
    free = request.endpoint in UNGUARDED or request.endpoint in {"auth.logout", *ENROLMENT}
    needed = not free and not session.get("city") and here.second().required(g.me)
    return needed and not here.second().of(g.me)


def _to_enrolment() -> ResponseReturnValue:
    if request.method in {"GET", "HEAD"}:
        return redirect(url_for("second.page"), 303)
    raise NotAllowed("login.second_step_first")


def typed() -> list[str]:
    """Return what a person wrote into the form of this request, so that a refusal does not lose
    it.
    """
    return [
        value for name, value in request.form.items(multi=True) if name in WRITTEN and value.strip()
    ]


def _fields() -> list[tuple[str, str]]:
    """Return what goes along when the form of this request is offered to be gone on with."""
    return [(name, value) for name, value in request.form.items(multi=True) if name not in SECRET]


def _files() -> bool:
    """Return whether a file was chosen: it does not go along, and an empty field comes as one."""
    return any(file.filename for file in request.files.values())


def _genuine() -> bool:
    """Return whether a form is one of ours: another site's is not offered to be gone on with.

    The browser says whose page sent it (Origin, Fetch 3.2: no page sets it), also when the session
    is gone; one that does not say so has to have this very session's token.
    """
    if request.method != "POST":
        return False
    if request.origin == here.site().origin:
        return True
    if "who" not in session:
        return False
    try:
        validate_csrf(request.form.get("csrf_token"))
    except ValidationError:
        return False
    return True


def go_on() -> ResponseReturnValue | None:
    """Return the page that offers a form of ours to be gone on with whose token an older login
    began; None for whoever is not signed in, and for a form that is not ours.
    """
    if g.get("me") is None or not _genuine():
        return None
    return _resume(request.path, _fields(), lost=_files()), 409


def _person_of_session() -> Person:
    """Return whose session this is; raises NotAllowed when it is over."""
    now = here.now().timestamp()
    if not session.keys() >= {"mark", "began", "seen", "id"}:
        raise NotAllowed("login.program_renewed")
    over = now - session["began"] > WHOLE or now - session["seen"] > IDLE
    if over:
        raise NotAllowed("login.idle")
    try:
        person = here.store().people.person(session["who"])
    except NotFound:
        raise NotAllowed("login.person_gone", person=session["who"]) from None
    if session["mark"] != here.store().people.mark(person.name):
        raise NotAllowed("login.password_changed")
    if not here.store().sessions.live(session["id"], person.name):
        raise NotAllowed("login.over")
    lifecycle.may(person, "look", here.now().date())
    if now - session["seen"] > 60:
        session["seen"] = now
    return person


def begin(person: Person, how: str = "") -> None:
    """Begin a session under a new id: what was in the cookie before the login counts for nothing
    after it.

    Says how the logins before went: whoever was not it, sees it. `how` stands in the journal.
    """
    at, id = here.now(), secrets.token_hex(16)
    now = at.timestamp()
    before = here.store().sessions.begin(
        id, person=person.name, until=at + timedelta(seconds=WHOLE), at=at, how=how
    )
    session.clear()
    session.update(
        who=person.name, mark=here.store().people.mark(person.name), began=now, seen=now, id=id
    )
    session.permanent = False
    if before.failures:
        flash(
            f"前のログインのあと、{person.name}さんの名前でパスワードか確認コードの間違いが{before.failures}回ありました。"
            "心当たりがないときは、館長に知らせてください。"
        )


def known(name: str, password: str) -> Person:
    """Return the person whose password this is; raises NotAllowed, also when too many were wrong of
    late.
    """
    at, address = here.now().timestamp(), request.remote_addr or ""
    guard = door()
    with guard.one:  # many tries at once are tries one after another: none slips past the count
        if wait := guard.throttle.wait(name, address, at):
            raise TooMany(wait)
        try:
            person = here.desk().sign_in(name, password)
        except NotAllowed:
            guard.throttle.failed(name, address, at)
            locked = guard.throttle.wait(name, address, at) > 0
            here.store().sessions.failed(name, here.now(), locked=locked)
            if locked:
                current_app.logger.warning(
                    "%s: パスワードの間違いが続いたので、しばらく待たせます",
                    clean.visible(name[:64]),
                )
            raise
        guard.throttle.succeeded(name, address)
    return person


def _second(person: Person, half: Half) -> str:
    """Return how the second step was taken; raises NotAllowed, also when too many were wrong."""
    answer = request.form.get("passkey", "")
    if answer:
        here.second().check_passkey(person, here.site(), half.challenge, answer)
        return labels.FACTOR_KIND[FactorKind.PASSKEY]
    at, address, codes = here.now().timestamp(), request.remote_addr or "", door().codes
    with door().one:
        if wait := codes.wait(person.name, address, at):
            raise TooMany(wait)
        try:
            kind = here.second().check_code(person, request.form.get("code", ""))
        except NotAllowed:
            codes.failed(person.name, address, at)
            locked = codes.wait(person.name, address, at) > 0
            here.store().sessions.failed(person.name, here.now(), locked=locked)
            raise
        codes.succeeded(person.name, address)
    return labels.FACTOR_KIND[kind]


class TooMany(NotAllowed):
    """Too many wrong passwords."""

    def __init__(self, wait: float) -> None:
        super().__init__("login.too_many", minutes=int(wait // 60) + 1)
        self.wait = wait  #: seconds


class Busy(NotAllowed):
    """Others are being asked after at the city's."""

    def __init__(self) -> None:
        super().__init__("login.city_busy", city=here.settings().openid.label)


def again() -> None:
    """Ask for the password once more before what weighs most; raises NotAllowed."""
    known(here.me().name, request.form.get("password", ""))


def secret() -> str:
    """Return the key that signs cookies and invitations."""
    return str(current_app.secret_key)


# ── login ───────────────────────────────────────────────────────────────────────────────────────


def _inside(address: str) -> str:
    """Return a path of this site, and never an address of another one."""
    plain = (
        address.startswith("/")
        and not address.startswith("//")
        and "\\" not in address
        and address.isprintable()
    )
    return address if plain else url_for("queue.waiting")


@bp.get("/login")
def login() -> ResponseReturnValue:
    """Show the login."""
    return _login()


def _login(error: BridgeError | None = None, status: int = 200) -> ResponseReturnValue:
    empty = not here.store().people.persons()
    response = make_response(
        render_template(
            "login.html",
            error=error,
            empty=empty,
            next=request.values.get("next", ""),
            resume=request.form.get("resume", ""),
            kept=_kept(),
        ),
        status,
    )
    if isinstance(error, TooMany):
        response.headers["Retry-After"] = str(int(error.wait) + 1)
    return response


@bp.post("/login")
def login_post() -> ResponseReturnValue:
    """Begin a session."""
    try:
        person = known(request.form.get("name", "").strip(), request.form.get("password", ""))
    except TooMany as error:
        return _login(error, 429)
    except NotAllowed as error:
        return _login(error, 403)
    if here.second().of(person):
        return _ask_second(person)
    begin(person)
    return _arrive()


def _ask_second(
    person: Person, error: BridgeError | None = None, status: int = 200, to: str = ""
) -> ResponseReturnValue:
    """Ask for what is shown beside the password; what was sent with the login goes along."""
    challenge, options = here.second().asked_of(person, here.site())
    half = Half(
        person.name, here.store().people.mark(person.name), here.now().timestamp(), challenge
    )
    session.clear()
    session["half"] = door().wait_for(half)
    page = render_template(
        "second_step.html",
        error=error,
        options=options,
        kept=_kept(),
        next=to or request.form.get("next", ""),
        form=here.typed(request.form),
        apps=any(one.kind == FactorKind.APP for one in here.second().of(person)),
    )
    response = make_response(page, status)
    if isinstance(error, TooMany):
        response.headers["Retry-After"] = str(int(error.wait) + 1)
    return response


@bp.post("/login/second")
def second_post() -> ResponseReturnValue:
    """Take the second step of a login."""
    half = door().take(session.pop("half", ""), here.now().timestamp())
    if half is None or half.mark != here.store().people.mark(half.name):
        return _login(NotAllowed("login.half_too_old"), 403)
    person = here.store().people.person(half.name)
    try:
        how = _second(person, half)
    except TooMany as error:
        return _ask_second(person, error, 429)
    except NotAllowed as error:
        return _ask_second(person, error, 403)
    begin(person, how)
    return _arrive()


def _arrive() -> ResponseReturnValue:
    """Return where a login leads: to the page that was asked for, or to what was being written."""
    if fields := [(name.removeprefix(KEPT), value) for name, value in _kept()]:
        return _resume(_inside(request.form.get("resume", "")), fields, lost=False)
    return redirect(_inside(request.form.get("next", "")), 303)


def _kept() -> list[tuple[str, str]]:
    """Return what a form of the login brings along of the form that found nobody signed in."""
    return [
        (name, value) for name, value in request.form.items(multi=True) if name.startswith(KEPT)
    ]


def _resume(to: str, fields: list[tuple[str, str]], *, lost: bool) -> str:
    """Return the page on which a person sees what was being written, and sends it or does not."""
    written = [value for name, value in fields if name in WRITTEN and value.strip()]
    return render_template("resume.html", to=to, fields=fields, typed=written, lost=lost)


@bp.post("/logout")
def logout() -> ResponseReturnValue:
    """End the session, also for whoever kept a copy of its cookie."""
    here.store().sessions.end(session["id"])
    session.clear()
    flash("ログアウトしました。")
    return redirect(url_for("auth.login"), 303)


# ── the city's own login ────────────────────────────────────────────────────────────────────────


def _provider() -> Provider:
    """Return the city's login; raises NotFound where there is none."""
    settings = here.settings()
    if not settings.openid.issuer:
        raise NotFound("login.no_city")
    return here.parts().openid(f"{settings.desk.url}{url_for('auth.from_city')}")


@bp.get("/login/openid")
def to_city() -> ResponseReturnValue:
    """Send the browser to the city's login. Whoever is here already stays until they come back: any
    page of the world can name this address.
    """
    provider, state = _provider(), secrets.token_urlsafe(32)
    try:
        with _call():
            url = provider.begin(Errand.of(secret(), state))
    except Busy as error:
        return _login(error, 503)
    except NotAllowed as error:
        return _login(error, 502)
    # in the signed cookie: the desk remembers nothing of whom it sent away
    session["away"] = [state, request.args.get("next", "")[:1000], here.now().timestamp()]
    return redirect(url, 303)


@bp.get("/login/openid/back")
def from_city() -> ResponseReturnValue:
    """Begin a session for whom the city's login names, when they are registered here."""
    away = session.get("away")
    # of the release before it was one word
    state, to, since = away if isinstance(away, list) else ("", "", 0.0)
    if not state or here.now().timestamp() - since > ERRAND:
        session.pop("away", None)
        return _login(NotAllowed("login.city_too_old"), 403)
    city, provider = here.settings().openid, _provider()
    try:
        with _call():
            session.pop("away")
            value = provider.finish(Errand.of(secret(), state), request.args, here.now())
        person = _registered(value)
    except Busy as error:
        return _login(error, 503)
    except NotAllowed as error:
        current_app.logger.warning(
            "%s: %s (%s)", city.label, clean.visible(error.what[:200]), error.code
        )
        return _login(error, 403)
    if here.second().of(person) and not city.multifactor:
        return _ask_second(person, to=to)
    begin(person, city.label)
    session["city"] = city.multifactor
    return redirect(_inside(to), 303)


@contextmanager
def _call() -> Iterator[None]:
    """Ask the city's server something; raises Busy when as many as may do so already."""
    if not door().calls.acquire(blocking=False):
        raise Busy
    try:
        yield
    finally:
        door().calls.release()


def _registered(value: str) -> Person:
    """Return the person of ours whom the city calls so; raises NotAllowed for anybody else."""
    city, claim_text = here.settings().openid, clean.visible(value[:100])
    try:
        # a list is the whole of it: what the city's people may write themselves is no name of ours
        name = city.persons.get(value, "") if city.persons else value
        person = here.store().people.person(name)
        lifecycle.may(person, "look", here.now().date())
    except NotFound:
        raise NotAllowed(
            "login.city_unregistered", city=city.label, shown=claim_text, claim=city.claim
        ) from None
    return person


# ── invitation ──────────────────────────────────────────────────────────────────────────────────


@bp.get("/invitation/<token>")
def invited(token: str) -> ResponseReturnValue:
    """Show what one is invited to."""
    guest = invitation.read(secret(), here.store(), token, here.now())
    here.desk().office.check_person(
        invitation.inviter(here.store(), guest), invitation.named(guest, "(名前)")
    )
    return render_template("invitation.html", found=guest, error=None, name="")


@bp.post("/invitation/<token>")
def accept(token: str) -> ResponseReturnValue:
    """Register the invited person with the password they chose."""
    guest = invitation.read(secret(), here.store(), token, here.now())
    name, password = request.form.get("name", ""), request.form.get("password", "")
    person = invitation.named(guest, name)
    try:
        _twice(password)
        by, office = invitation.inviter(here.store(), guest), here.desk().office
        with door().one:
            if by is not None and guest.registered:
                office.change_person(by, person.name, {}, password)
            else:
                office.save_person(by, person, password)
    except UsageRefused as error:
        return render_template("invitation.html", found=guest, error=error, name=name), 400
    here.tell(Utterance("act.person_added", person=person.name))
    session.pop("who", None)
    return redirect(url_for("auth.login"), 303)


def _twice(password: str) -> None:
    if password != request.form.get("again", ""):
        raise UsageRefused("login.passwords_differ")


# ── one's own settings ──────────────────────────────────────────────────────────────────────────


@bp.get("/account")
def account() -> ResponseReturnValue:
    """Show what a person may set for themself."""
    return render_template("account.html", error=None)


@bp.post("/account/password")
def password() -> ResponseReturnValue:
    """Change the own password; every other session of this person ends."""
    try:
        again()
        new = request.form.get("new", "")
        _twice(new)
        with door().one:
            here.desk().office.change_password(here.me(), new)
    except (UsageRefused, NotAllowed) as error:
        return render_template("account.html", error=error), 400 if isinstance(
            error, UsageRefused
        ) else 403
    city = session.get("city")
    begin(here.me())
    if city is not None:
        # came in at the city's, and still has
        session["city"] = city
    here.tell(Utterance("act.password_changed", person=here.me().name))
    return redirect(url_for("auth.account"), 303)


@bp.post("/account/keys")
def keys() -> ResponseReturnValue:
    """Switch the single-key shortcuts on or off in this browser (WCAG 2.1.4)."""
    off = request.form.get("keys") == "off"
    flash("キー操作を切りました。" if off else "キー操作を使います。")
    return _remember("feedbridge-keys", "off" if off else "on")


@bp.post("/account/tour")
def tour() -> ResponseReturnValue:
    """Put the tour of three steps away, or show it again."""
    return _remember(
        "feedbridge-tour", "" if request.form.get("again") else "done", to="queue.waiting"
    )


@bp.post("/account/theme")
def theme() -> ResponseReturnValue:
    """Choose light, dark or the device's own way for this browser."""
    theme = request.form.get("theme", "")
    flash(
        {"light": "明るい画面にしました。", "dark": "暗い画面にしました。"}.get(
            theme, "端末に合わせます。"
        )
    )
    return _remember("feedbridge-theme", theme if theme in {"light", "dark"} else "")


def _remember(name: str, value: str, to: str = "auth.account") -> ResponseReturnValue:
    """Keep a choice in this browser for a year."""
    response: Any = redirect(url_for(to), 303)
    response.set_cookie(
        name,
        value,
        max_age=31_536_000,
        httponly=True,
        samesite="Lax",
        secure=bool(current_app.config["SESSION_COOKIE_SECURE"]),
    )
    return response  # type: ignore[no-any-return]
