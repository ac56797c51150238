"""Edge: what a phone's home screen asks for: icon, manifest, colour, and the page that stands when
there is no network; and which devices are told what waits.

Anybody may have the former; nothing of the record is in them. The service worker keeps only them:
no page of the desk is ever kept on a device.
"""

from __future__ import annotations

from dataclasses import asdict
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)

from bridge import __version__, accent, push
from bridge.errors import NotAllowed, StepRefused
from bridge.model import JournalLine, Subscription, Verb
from bridge.text.clean import plain
from bridge.web import here, signs
from bridge.web.pages.paging import number

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

SIZES: Final = (180, 192, 512)  #: pixels: iOS, Android, its splash
DEVICES_EACH: Final = 5  #: devices of one person that are told
OVER: Final = 4  #: drawn so much larger, then made smaller: smooth edges
BOOK_SHARE: Final = 0.56  #: of the icon's width; a round mask keeps the middle

bp = Blueprint("phone", __name__)


@bp.get("/accent.css")
def colors() -> ResponseReturnValue:
    """Return the library's colour as variables of the style sheet."""
    names = (
        "library",
        "library-pointed",
        "library-chosen",
        "library-dark",
        "library-dark-pointed",
        "library-dark-chosen",
    )
    values = asdict(accent.accent(here.settings().desk.color)).values()
    rules = "".join(f"--{name}:{value};" for name, value in zip(names, values, strict=True))
    return _open(f":root{{{rules}}}".encode(), "text/css; charset=utf-8")


@bp.get("/icon.svg")
def icon() -> ResponseReturnValue:
    """Return the mark in the library's colour, for the tab."""
    shades = accent.accent(here.settings().desk.color)
    body = str(signs.mark()).replace(
        "<svg ", f'<svg xmlns="http://www.w3.org/2000/svg" color="{shades.base}" ', 1
    )
    dark = (
        f"<style>@media (prefers-color-scheme: dark) {{ svg {{ color: {shades.dark_base} "
        f"}} }}</style>"
    )
    return _open(body.replace("><path", f">{dark}<path", 1).encode(), "image/svg+xml")


@bp.get("/icon-<int:size>.png")
def tile(size: int) -> ResponseReturnValue:
    """Return the mark in white on the library's colour, for a home screen."""
    if size not in SIZES:
        abort(404)
    return _open(drawn(size, accent.accent(here.settings().desk.color).base), "image/png")


@lru_cache(maxsize=len(SIZES))
def drawn(size: int, color: str) -> bytes:
    """Return the PNG of the mark, `size` pixels wide, white on `color`; its book lies in the middle
    60 % (maskable).
    """
    from io import BytesIO

    from PIL import Image, ImageDraw

    image = Image.new("RGB", (size * OVER, size * OVER), color)
    pen = ImageDraw.Draw(image)
    scale, width = size * OVER * BOOK_SHARE / 32, max(1, round(2.6 * size * OVER * BOOK_SHARE / 32))
    away = size * OVER * (1 - BOOK_SHARE) / 2

    def on(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
        return [(x * scale + away, y * scale + away) for x, y in points]

    outline = on(_book())
    pen.line([*outline, *outline[:2]], fill="white", width=width, joint="curve")
    pen.line(on([(16, 8.5), (16, 27)]), fill="white", width=width)
    x, y, r = signs.SEAL
    pen.ellipse([*on([(x - r, y - r)])[0], *on([(x + r, y + r)])[0]], fill="white")
    out = BytesIO()
    image.resize((size, size), Image.Resampling.LANCZOS).save(out, "PNG", optimize=True)
    return out.getvalue()


def _book() -> list[tuple[float, float]]:
    """Return the outline of signs.BOOK as points: its four curves, one after another."""
    curves = (
        ((3, 7.5), (7.5, 5.5), (12, 5.7), (16, 8.3)),
        ((16, 8.3), (20, 5.7), (24.5, 5.5), (29, 7.5)),
        ((29, 26.5), (24.5, 24.5), (20, 24.7), (16, 27.3)),
        ((16, 27.3), (12, 24.7), (7.5, 24.5), (3, 26.5)),
    )
    points = []
    for a, b, c, d in curves:
        for step in range(17):
            t, s = step / 16, 1 - step / 16
            weights = (s**3, 3 * s * s * t, 3 * s * t * t, t**3)
            points.append(
                tuple(
                    sum(w * p[axis] for w, p in zip(weights, (a, b, c, d), strict=True))
                    for axis in (0, 1)
                )
            )
    return [(x, y) for x, y in points]


@bp.get("/manifest.webmanifest")
def manifest() -> ResponseReturnValue:
    """Return the manifest, with which a phone puts the desk on its home screen."""
    name, color = here.settings().library.name, accent.accent(here.settings().desk.color).base
    icons = [
        {
            "src": url_for("phone.tile", size=size),
            "sizes": f"{size}x{size}",
            "type": "image/png",
            "purpose": purpose,
        }
        for size in SIZES[1:]
        for purpose in ("any", "maskable")
    ]
    return (
        {
            "name": f"{name} 投稿の決裁",
            "short_name": "投稿の決裁",
            "lang": "ja",
            "start_url": url_for("queue.waiting"),
            "display": "standalone",
            "background_color": accent.WHITE,
            "theme_color": color,
            "icons": icons,
        },
        200,
        {"Content-Type": "application/manifest+json"},
    )


@bp.get("/worker.js")
def worker() -> ResponseReturnValue:
    """Return the service worker; a new release or colour gives it a new cache."""
    files = [
        url_for("phone.offline"),
        url_for("phone.colors"),
        url_for("phone.icon"),
        *(url_for("static", filename=name) for name in ("tokens.css", "dark.css", "desk.css")),
    ]
    script = render_template(
        "worker.js",
        cache=f"{__version__}-{here.settings().desk.color}",
        kept=files,
        icon=url_for("phone.tile", size=192),
        home=url_for("queue.waiting"),
    )
    return _open(script.encode(), "text/javascript; charset=utf-8")


@bp.get("/offline")
def offline() -> ResponseReturnValue:
    """Return the page that says that there is no network; it knows nobody."""
    return render_template("offline.html", bare=True)


# ── what waits, told to a telephone ─────────────────────────────────────────────────────────────


@bp.post("/account/devices")
def add_device() -> ResponseReturnValue:
    """Let this device be told what waits for its person; raises UsageRefused, StepRefused."""
    form, me = request.form, here.me()
    keys = [form.get(name, "") for name in ("endpoint", "p256dh", "auth")]
    push.examined(*keys)
    label = plain(form.get("label", "")).replace("\n", " ").strip()[:40] or "この端末"
    mine = [one for one in here.store().subscriptions.all() if one.person == me.name]
    if len(mine) >= DEVICES_EACH and keys[0] not in {one.endpoint for one in mine}:
        raise StepRefused("notice.devices_full", most=DEVICES_EACH)
    line = JournalLine(me.name, Verb.DEVICE, here.now(), {"what": f"「{label}」に知らせる"})
    here.store().subscriptions.add(
        Subscription(
            id=0,
            person=me.name,
            endpoint=keys[0],
            p256dh=keys[1],
            auth=keys[2],
            label=label,
            at=here.now(),
        ),
        line,
    )
    flash(f"「{label}」に知らせます。")
    return redirect(url_for("auth.account", _anchor="devices"), 303)


@bp.post("/account/devices/remove")
def remove_device() -> ResponseReturnValue:
    """Tell a device no more; raises NotAllowed for another person's."""
    me, id = here.me(), number(request.form.get("id", ""))
    mine = {one.id: one for one in here.store().subscriptions.all() if one.person == me.name}
    if id not in mine:
        raise NotAllowed("notice.device_of_another", person=me.name)
    what: dict[str, object] = {"what": f"「{mine[id].label}」に知らせるのをやめる"}
    here.store().subscriptions.remove(id, JournalLine(me.name, Verb.DEVICE, here.now(), what))
    flash("この端末には、もう知らせません。")
    return redirect(url_for("auth.account", _anchor="devices"), 303)


def devices() -> tuple[str, list[Subscription]]:
    """Return the key under which a browser lets itself be told, and the devices of this person;
    without an address of the desk none is entered, and the key is empty.
    """
    key = push.public(push.pair(str(current_app.secret_key))) if here.settings().desk.url else ""
    return key, [one for one in here.store().subscriptions.all() if one.person == here.me().name]


def _open(body: bytes, kind: str) -> Response:
    return Response(body, content_type=kind)
