"""Small stand-ins with words of their own; the record is always the real SQLite one."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta, timezone
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from bridge import config, grams
from bridge.errors import Gone, SourceFailed
from bridge.model import (
    Content,
    Draft,
    Finding,
    Image,
    JournalLine,
    Kind,
    Person,
    PostId,
    Role,
    Shown,
    State,
    Version,
)
from bridge.policy.s05_1_signoff import digest
from bridge.policy.words import Words, parse_words, with_grams
from bridge.posting.base import Message, Posted, PostOutcome, Timeline
from bridge.read.fetched import Fetched, NotModified, Validators
from bridge.read.pictures import read_picture
from bridge.sayings import Refusal
from bridge.settings import (
    FetchSettings,
    Hours,
    HoursSettings,
    LibrarySettings,
    PostingSettings,
    Settings,
    Source,
)

if TYPE_CHECKING:
    import ssl

    from bridge.record.store import Store

TOKYO = timezone(timedelta(hours=9), "JST")
NOW = datetime(2026, 11, 25, 10, 0, tzinfo=TOKYO)  # a Wednesday, open
TODAY = NOW.date()
DIRECTOR = Person("館長", Role.DIRECTOR)
POSTER = Person("職員", Role.POSTER)
READER = Person("係員", Role.READER)
PICTURE = "https://lib.example.jp/img/a.png"
LINK = "https://lib.example.jp/news/1.html"
OPEN = Hours(time(9), time(19))
FINDING = Finding("5(3)ウ", "(案)", "題名", "まだ決まっていないことのようです。", stop=True)


def answered(words: str) -> Refusal:
    """Why a way out did not post, in these words."""
    return Refusal("x.wait", why=words)


class Clock:
    """A clock that stands still until it is told."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> None:
        self.now += timedelta(**by)


def png(colour: str = "teal", size: tuple[int, int] = (8, 6)) -> bytes:
    """A picture of one colour."""
    from PIL import Image as Raster

    out = BytesIO()
    Raster.new("RGB", size, colour).save(out, "PNG")
    return out.getvalue()


def attached(store: Store, body: bytes = b"") -> Image:
    """A picture that a person attached: kept in the record."""
    picture = read_picture(body or png())
    store.pictures.keep(picture, PICTURE, JournalLine(POSTER.name, "picture", NOW))
    return Image(PICTURE, "本棚", "館で撮影", picture.sha256)


@cache
def packaged_words() -> Words:
    """The program's word lists, read once; tests/policy/test_words.py examines them."""
    return with_grams(parse_words(config.word_files(None), packaged=True), grams.needed)


def settings(
    *sources: Source, fetch: FetchSettings = FetchSettings(), **posting: object
) -> Settings:
    """A library that is open from nine to seven but on Fridays."""
    week = tuple(None if day == 4 else OPEN for day in range(7))
    limits = {
        "gap_minutes": 0,
        "take_back_minutes": 0,
        "per_day": 10,
        "monthly_budget_usd": 100.0,
    } | posting
    return Settings(
        LibrarySettings("見本図書館", "https://lib.example.jp/", "mihon_lib"),
        HoursSettings(week),
        sources,
        link_hosts=("lib.example.jp",),
        fetch=fetch,
        posting=PostingSettings(**limits),  # type: ignore[arg-type]
        checklist="findings",  # the tests of 6 ask for more
    )


def content(text: str = f"おはなし会\n12月1日(火)\n{LINK}", url: str = LINK) -> Content:
    return Content(text, url, "mihon_lib")


def wording(made: Content | None = None, **fixed: object) -> Version:
    made = made or content()
    version = Version(
        title=made.text.split("\n")[0],
        content=made,
        digest=digest(made),
        weight=60,
        findings=(),
        author="sync",
    )
    return replace(version, **fixed)  # type: ignore[arg-type]


def draft(state: State = State.WAITING, **fixed: object) -> Draft:
    made = content()
    plain = Draft(
        id=1,
        item=None,
        source="home",
        kind=Kind.PAGE,
        state=state,
        version=1,
        title="おはなし会",
        content=made,
        digest=digest(made),
        weight=60,
        findings=(),
        author="sync",
        created_at=NOW,
        changed_at=NOW,
    )
    return replace(plain, **fixed)  # type: ignore[arg-type]


@dataclass
class Web:
    """A web of pages: address → body, or what goes wrong there. Counts what was asked."""

    pages: dict[str, bytes | SourceFailed] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    kind: str = "text/html; charset=utf-8"

    def __enter__(self) -> Web:
        return self

    def __exit__(self, *exc: object) -> None: ...

    #: seconds for which a host is to be left alone
    resting: dict[str, float] = field(default_factory=dict)
    #: address → where a redirect leads
    moved: dict[str, str] = field(default_factory=dict)

    def rest(self, host: str, seconds: float) -> None:
        self.resting[host] = seconds

    def rests(self) -> dict[str, float]:
        return self.resting

    def fetch(
        self,
        url: str,
        validators: Validators = Validators(),
        permit: Callable[[str], None] | None = None,
    ) -> Fetched | NotModified:
        if url.endswith("/robots.txt") and url not in self.pages:
            raise Gone("fetch.gone", status=404).about(url)
        self.asked.append(url)
        if url in self.moved:
            url = self.moved[url]
            if permit is not None:
                permit(url)
        body = self.pages.get(url, Gone("fetch.gone", status=404).about(url))
        if isinstance(body, SourceFailed):
            raise body
        etag = hashlib.sha256(body).hexdigest()[:16]
        if validators.etag == etag:
            return NotModified(url)
        kind = "application/xml" if body.startswith(b"<?xml") else self.kind
        return Fetched(url, body, kind, Validators(etag), digest=hashlib.sha256(body).hexdigest())


@dataclass
class Scripted:
    """A poster that answers as told; what it "has" is its own ledger, apart from what it said."""

    answers: list[PostOutcome | Callable[[Message], PostOutcome]] = field(default_factory=list)
    ledger: list[Shown] = field(default_factory=list)
    calls: list[Message] = field(default_factory=list)
    through: str = "x"
    refuses: Exception | None = None
    #: what deletions answer
    deletions: list[PostOutcome | Callable[[PostId], PostOutcome]] = field(default_factory=list)
    deleted: list[PostId] = field(default_factory=list)  #: ids whose deletion was asked

    def verify(self, account: str) -> str:
        if self.refuses:
            raise self.refuses
        return account

    def accept(self, message: Message) -> Posted:
        # later than any test
        post_id = str(
            max((int(shown.post_id) for shown in self.ledger), default=2_900_000_000_000_000_000)
            + 1
        )
        self.ledger.append(Shown(post_id, message.text, NOW))
        return Posted(post_id, f"https://x.com/mihon_lib/status/{post_id}")

    def post(self, message: Message) -> PostOutcome:
        self.calls.append(message)
        if not self.answers:
            return self.accept(message)
        answer = self.answers.pop(0)
        return answer(message) if callable(answer) else answer

    def timeline(self, since: str) -> Timeline:
        newer = [shown for shown in self.ledger if int(shown.post_id) > int(since or 0)]
        return Timeline(tuple(reversed(newer)), complete=True)

    def delete(self, what: PostId) -> PostOutcome:
        self.deleted.append(what)
        if not self.deletions:
            return self.take_away(what)
        answer = self.deletions.pop(0)
        return answer(what) if callable(answer) else answer

    def take_away(self, what: PostId) -> Posted:
        self.ledger = [shown for shown in self.ledger if shown.post_id != what.number]
        return Posted(what.number, "")


@contextmanager
def cheap_passwords() -> Iterator[None]:
    """Hash passwords with next to no work while many records are laid; the journal marks what
    stands in the table.
    """
    from argon2 import PasswordHasher

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "bridge.record.people._hasher",
            lambda: PasswordHasher(time_cost=1, memory_cost=8, parallelism=1),
        )
        yield


@contextmanager
def on_loopback(
    handler: type[BaseHTTPRequestHandler], context: ssl.SSLContext | None = None
) -> Iterator[int]:
    """Serve on a free port of this machine, over TLS with a context, and yield the port."""
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        if context is not None:
            server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()
            thread.join(5)
