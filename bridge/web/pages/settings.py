"""Edge: 設定: what feeds.toml says in words, and what the director changes of it here, after a look
at what that means.
"""

from __future__ import annotations

import json
from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from itsdangerous import BadData, URLSafeSerializer

from bridge import catalogue, lifecycle
from bridge.errors import (
    BridgeError,
    ConfigRefused,
    FileReadOnly,
    NotAllowed,
    SettingsDiffer,
    StepRefused,
    UsageRefused,
)
from bridge.model import State
from bridge.text import toml_edit
from bridge.text.clean import as_seen
from bridge.values import dataclass
from bridge.web import auth, here, manual

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from flask.typing import ResponseReturnValue

    from bridge.catalogue import SettingsSection, Values
    from bridge.model import Draft
    from bridge.wiring import Wiring

SAMPLES: Final = 3  #: drafts whose wording is shown under another template

bp = Blueprint("settings", __name__, url_prefix="/settings")
#: view → its line of help
HELP: Final = {
    "page": manual.Help("いまの設定を見る画面です。", manual.SETTINGS),
    "form": manual.Help("何が変わるかを確かめてから、設定を変える画面です。", manual.SETTINGS),
}


@dataclass(frozen=True, slots=True)
class Outlook:
    """What changed settings mean, before they are written."""

    told: tuple[str, ...]  #: key by key: before → after
    digest: str  #: of the changes: nobody's word is on what was not on the screen
    moved: tuple[tuple[Draft, datetime | None, datetime | None], ...]  #: draft, due before, after
    samples: tuple[tuple[str, str, str, int], ...]  #: title, wording before, after, weight after
    struck: tuple[Draft, ...]  #: drafts in which an added word stands already


@bp.get("")
def page() -> ResponseReturnValue:
    """Show what feeds.toml says, in words with its keys, and every fault in it."""
    return render_template(
        "settings.html",
        sections=catalogue.SECTIONS,
        told=catalogue.values(here.settings()),
        faults=here.live().faults,
        path=here.parts().config_path.name,
        stuck=here.store().count(State.UNKNOWN, State.FAILED, State.STOPPED),
        sources=here.settings().sources,
    )


@bp.get("/<name>")
def form(name: str) -> ResponseReturnValue:
    """Show a section with its form; nothing is looked at yet."""
    return _form(_section(name), catalogue.values(here.settings()), {})


@bp.post("/<name>/look")
def look(name: str) -> ResponseReturnValue:
    """Show what the typed values would change; nothing is written."""
    lifecycle.may(here.me(), "settings", here.now().date())
    one = _section(name)
    try:
        before = _seen()
        return _form(one, before, request.form, outlook=_outlook(one, before))
    except NotAllowed:
        raise
    except BridgeError as error:
        return _again(one, error)


@bp.post("/<name>")
def change(name: str) -> ResponseReturnValue:
    """Write the typed values into feeds.toml; the password is asked again. What was not looked at
    raises StepRefused, whose page is the form.
    """
    lifecycle.may(here.me(), "settings", here.now().date())
    one = _section(name)
    try:
        before = _seen()
        outlook = _outlook(one, before)
        if request.form.get("looked") != outlook.digest:
            raise StepRefused("settings.altered_meanwhile")
        auth.again()
        changes = catalogue.wanted(one, request.form, before)
        file, now = here.parts().file, here.now()
        differences = here.desk().office.change_settings(
            here.me(),
            changes,
            before,
            lambda: file.alter(
                changes, now, lambda s: catalogue.differences(before, catalogue.values(s))
            ),
        )
    except BridgeError as error:
        return _again(one, error)
    flash(f"設定を変えました。{'。'.join(differences)}")
    return redirect(url_for("settings.form", name=name), 303)


def _section(name: str) -> SettingsSection:
    one = catalogue.section(name)
    if one is None or not one.typed:
        abort(404)
    return one


def _seal() -> URLSafeSerializer:
    return URLSafeSerializer(auth.secret(), salt="settings")


def _seen() -> Values:
    """Return the values that stood on the screen when the form was opened; raises UsageRefused for
    a form that is not ours.
    """
    try:
        return {tuple(place): value for place, value in _seal().loads(request.form.get("seen", ""))}
    except BadData as error:
        raise UsageRefused("settings.form_unreadable") from error


def _outlook(one: SettingsSection, before: Values) -> Outlook:
    """Return what the typed values mean. Raises StepRefused when nothing differs, SettingsDiffer
    when the file is not as it was seen, ConfigRefused, FileReadOnly, UsageRefused.
    """
    changes = catalogue.wanted(one, request.form, before)
    catalogue.refuse(changes)
    after = {place: v for place, v in (before | changes).items() if v is not None}
    if not (differences := catalogue.differences(before, after)):
        raise StepRefused("settings.same_values")
    file = here.parts().file
    if others := catalogue.differences(before, catalogue.values(file.settings())):
        raise SettingsDiffer("settings.differ", differences=others)
    other = here.parts().supposing(file.trial(changes))
    digest = sha256(json.dumps(sorted(map(repr, changes.items()))).encode()).hexdigest()
    return Outlook(
        told=differences,
        digest=digest,
        moved=_moved(other) if one.name in {"hours", "posting"} else (),
        samples=_samples(other) if one.name == "tweet" else (),
        struck=tuple(other.desk(here.store()).with_own_words()) if one.name == "words" else (),
    )


def _moved(other: Wiring) -> tuple[tuple[Draft, datetime | None, datetime | None], ...]:
    """Return the decided drafts that would go out at another moment."""
    now, then = here.plan(), here.plan(under=other)
    drafts = (here.store().draft(id) for id in now if now[id].at != then[id].at)
    return tuple((draft, now[draft.id].at, then[draft.id].at) for draft in drafts)


def _samples(other: Wiring) -> tuple[tuple[str, str, str, int], ...]:
    """Return the last pages' wordings as they are made now, and as they would be."""
    before, after = here.desk().samples(SAMPLES), other.desk(here.store()).samples(SAMPLES)
    return tuple(
        (item.title, old.composed.text, new.composed.text, new.composed.weight)
        for (item, old), (_, new) in zip(before, after, strict=True)
    )


def _again(one: SettingsSection, error: BridgeError) -> ResponseReturnValue:
    """Show the form once more with all that was typed, and what is wrong."""
    typed: Mapping[str, str] = request.form
    now, outlook, block = catalogue.values(here.settings()), None, ""
    try:
        before = _seen()
    except BridgeError:
        before = now
    if isinstance(error, SettingsDiffer):
        typed, before = _beside(one, before)
    elif isinstance(error, FileReadOnly):
        block = _block(catalogue.wanted(one, typed, before))
    elif isinstance(error, NotAllowed | StepRefused) and "looked" in typed:
        with suppress(BridgeError):
            outlook = _outlook(one, before)  # the password was wrong, or a value was put right
    status = {NotAllowed: 403, SettingsDiffer: 409}.get(type(error), 422)
    return _form(one, before, typed, error=error, outlook=outlook, block=block), status


def _beside(one: SettingsSection, before: Values) -> tuple[Mapping[str, str], Values]:
    """Return what this person typed, without the fields that they left as they were, and the file's
    present values: what somebody else has changed meanwhile stands in those fields then.
    """
    left = {name: text for key in one.typed for name, _, text in catalogue.typing(key, before)}
    typed = {
        name: text
        for name, text in request.form.items()
        if left.get(name) != text.replace("\r\n", "\n").strip("\n")
    }
    try:
        return typed, catalogue.values(here.parts().file.settings())
    except (ConfigRefused, FileReadOnly):
        return typed, catalogue.values(here.settings())


def _block(changes: Mapping[tuple[str, ...], Any]) -> str:
    """Return what is to be pasted where the file cannot be written."""
    return "".join(
        f"[{'.'.join(place[:-1]) or place[0]}]\n{place[-1]} = {toml_edit.literal(value)}\n"
        for place, value in changes.items()
        if value is not None
    )


def _form(
    one: SettingsSection,
    before: Values,
    typed: Mapping[str, str],
    *,
    error: BridgeError | None = None,
    outlook: Outlook | None = None,
    block: str = "",
) -> str:
    typed = {name: as_seen(text) for name, text in typed.items()}  # what is read is what is shown
    fields = {
        key.name: [
            (name, label, typed.get(name, text))
            for name, label, text in catalogue.typing(key, before)
        ]
        for key in one.typed
    }
    faults = (
        [fault.partition(": ")[2] for fault in error.faults]
        if isinstance(error, ConfigRefused)
        else []
    )
    return render_template(
        "settings_form.html",
        section=one,
        fields=fields,
        told=before,
        typed=here.typed(typed),
        seen=_seal().dumps(list(before.items())),
        error=error,
        faults=faults,
        outlook=outlook,
        block=block,
        writable=here.parts().file.writable,
        own=[s.id for s in here.settings().sources if s.template] if one.name == "tweet" else [],
    )
