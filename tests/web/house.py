"""The pages on a record of their own, with a clock that stands still and persons signed in without
argon2's second.
"""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from fakes import NOW, cheap_passwords, content, wording
from flask import Flask
from itsdangerous import URLSafeTimedSerializer

from bridge import lifecycle
from bridge.demo.site import demo_toml
from bridge.model import Confirmation, Draft, JournalLine, Kind, Opening, Person, Role, Version
from bridge.policy.s05_1_signoff import on_screen
from bridge.web.app import bind, create_app
from bridge.wiring import Wiring

PASSWORD = "correct horse battery"
PEOPLE = {
    "director": Person("館長", Role.DIRECTOR),
    "poster": Person("職員", Role.POSTER),
    "confirmed": Person("代理", Role.POSTER),
    "reader": Person("係員", Role.READER),
}


class Still(Wiring):
    """The parts with a clock that is told."""

    moment = NOW

    def clock(self) -> datetime:
        return type(self).moment.astimezone(self.zone)


@dataclass
class House:
    """One library: its pages, its record, its persons."""

    folder: Path
    parts: Still
    app: Any
    clients: dict[str, Any] = field(default_factory=dict)

    def draft(
        self, text: str = "", opening: Opening = Opening(None, "staff", Kind.MATERIAL), **fixed: Any
    ) -> int:
        """Open a draft and return its id."""
        made: Version = wording(content(text) if text else None, **fixed)
        made = replace(made, content=replace(made.content, account="mihon_lib"))
        with self.parts.store() as store:
            return store.apply(lifecycle.open_draft(opening, made, "sync", self.parts.clock()))

    def get(self, id: int) -> Draft:
        with self.parts.store() as store:
            return store.draft(id)

    def do(self, act: Callable[..., Any], who: str = "director") -> Any:
        """Let `act(desk, person)` happen at the desk."""
        with self.parts.store() as store:
            return act(self.parts.desk(store), PEOPLE[who])

    def through(self, road: str, more: str = "") -> None:
        """Let [posting] through be `road`, with `more` lines in that table."""
        path = self.parts.config_path
        told = re.sub(
            'through = "[a-z]+"', f'through = "{road}"\n{more}', path.read_text(encoding="utf-8")
        )
        path.write_text(told, encoding="utf-8")
        for name in ("settings", "rules", "_calendar"):
            self.parts.__dict__.pop(name, None)

    def publish(self) -> None:
        with self.parts.store() as store, self.parts.fetcher() as fetcher:
            self.parts.publish(store, fetcher).run()

    def client(self, who: str) -> Any:
        """Return a browser in which `who` is signed in; "unknown" is nobody."""
        if who not in self.clients:
            client = self.app.test_client()
            if who != "unknown":
                self.sign_in(client, PEOPLE[who].name)
            self.clients[who] = client
        return self.clients[who]

    def at(self, moment: datetime) -> None:
        """Let it be `moment`; everybody signs in anew."""
        Still.moment = moment
        self.clients.clear()

    def sign_in(self, client: Any, name: str) -> None:
        with self.parts.store() as store:
            mark = store.people.mark(name)
            open_session(store, name)
        at = self.parts.clock().timestamp()
        with client.session_transaction() as session:
            session.update(who=name, mark=mark, began=at, seen=at, id=f"id of {name}")

    def token(self, client: Any) -> str:
        """Return a CSRF token of this browser's session, as every form carries it."""
        with client.session_transaction() as session:
            raw = session.setdefault("csrf_token", "a mark of this browser's session")
        return str(URLSafeTimedSerializer(self.app.secret_key, salt="wtf-csrf-token").dumps(raw))

    def post(self, who: str, path: str, **values: Any) -> Any:
        """Send a form as `who`; one of a draft carries what is on the screen now, as its page does."""
        client = self.client(who)
        about = re.match(r"/drafts/(\d+)/", path)
        screen = {"digest": on_screen(self.get(int(about[1])))} if about else {}
        return client.post(
            path, data={"csrf_token": self.token(client), "thirteen": "none"} | screen | values
        )


def forged(address: str) -> str:
    """The same address with one letter of its last part changed. It is the part's first letter: a
    part may end on any letter already, and not every bit of base64's last letter is read.
    """
    head, mark, tail = re.fullmatch(r"(.*?[/.]?)([^/.])([^/.]*(?:\.ics)?)", address).groups()  # type: ignore[union-attr]
    return f"{head}{'y' if mark == 'x' else 'x'}{tail}"


def _session(client: Any) -> dict[str, Any]:
    with client.session_transaction() as session:
        return dict(session)


def open_session(store: Any, name: str) -> None:
    """Let `name` be signed in, without a login in the journal."""
    id = hashlib.sha256(f"id of {name}".encode()).hexdigest()
    store._db.execute(
        "INSERT OR IGNORE INTO sessions VALUES (?, ?, '2099-01-01T00:00:00.000000+00:00')",
        (id, name),
    )


def found(folder: Path) -> None:
    """Lay the record of a library with director, poster, a poster under a prior confirmation, and a
    reader.
    """
    (folder / "feeds.toml").write_text(demo_toml("http://127.0.0.1:9"), encoding="utf-8")
    with cheap_passwords(), Still(folder / "feeds.toml", folder / "state.db").store() as store:
        for person in PEOPLE.values():
            store.people.save(person, PASSWORD, JournalLine("test", "people", NOW))
            open_session(store, person.name)
        today = NOW.date()
        given = Confirmation(
            number="2026-1",
            persons=("代理",),
            sources=(),
            kinds=(Kind.PAGE, Kind.MATERIAL),
            first=today,
            last=today.replace(month=12),
            per_day=5,
            given_by="館長",
        )
        store.people.save_confirmation(given, JournalLine("館長", "confirm", NOW))


def offline(url: str) -> bytes:
    """X is not asked, unless a test says what it answers."""
    raise OSError(url)


@cache
def pages(template: Path) -> tuple[Flask, dict[str, Any], dict[str, Any]]:
    """Return the desk's pages, built once, with their configuration and extensions as built."""
    from jinja2 import FileSystemBytecodeCache

    app = create_app(Still(template / "feeds.toml", template / "state.db"))
    app.testing = True
    app.config["X_GET"] = offline
    kept = Path(__file__).with_name("__pycache__")  # as modules are, from one run to the next
    kept.mkdir(exist_ok=True)
    app.jinja_env.bytecode_cache = FileSystemBytecodeCache(str(kept))
    return app, {**app.config}, {**app.extensions}


def move_in(folder: Path, template: Path) -> House:
    """Return a library of one's own, a copy of the one that `found` laid in `template`; a test's
    pages are those of the test before, with nothing of its library in them.
    """
    Still.moment = NOW
    for name in ("feeds.toml", "state.db", "state.db.marker"):
        shutil.copy(template / name, folder / name)
    parts = Still(folder / "feeds.toml", folder / "state.db")
    app, config, extensions = pages(template)
    for current, built in ((app.config, config), (app.extensions, extensions)):
        current.clear()
        current.update(built)
    bind(app, parts)
    return House(folder, parts, app)
