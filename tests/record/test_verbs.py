"""What each verb of the record writes: its rows, its line in the journal, and what it answers.

verbs.txt has, by step and in their order: `what is done → what it answers`, then each row that came
(`+`) or went (`-`); and behind them what is asked of a record that has lived. `make tables` writes it anew where a
verb was changed on purpose: then its difference is what the change does, and is read before it is
kept.
"""

from __future__ import annotations

import json
import re
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final

import pytest
from fakes import DIRECTOR, NOW, POSTER, TODAY, cheap_passwords, wording
from record.test_altered import lived
from test_lifecycle import CONFIRMATION

from bridge import lifecycle
from bridge.errors import BridgeError
from bridge.model import (
    Act,
    Appearance,
    Closing,
    ClosingState,
    Draft,
    Factor,
    HostMemory,
    Impostor,
    Incident,
    Item,
    ItemState,
    JournalLine,
    Kind,
    ListVerdict,
    Measure,
    Medium,
    Memory,
    Move,
    Opening,
    Page,
    Picture,
    PostId,
    Rewording,
    Sanction,
    Showing,
    Sighting,
    State,
    Subscription,
)
from bridge.record import database
from bridge.record.sieve import JournalSieve, Sieve
from bridge.record.store import Store

FILE = Path(__file__).with_name("verbs.txt")
_MARK = re.compile(r"\b[0-9a-f]{64}\b")
_MOMENT = re.compile(
    r"datetime\.datetime\(([\d, ]+)(?:, tzinfo=(?:datetime\.timezone\.utc|[^()]*\([^()]*\)))?\)"
)
LATER = NOW + timedelta(hours=30)
ENDED = NOW + timedelta(days=9)
CLOSED = Closing(
    0, date(2026, 12, 28), date(2027, 1, 4), "年末年始", "12月28日～1月4日", "https://l/"
)
FLOOD = Closing(0, date(2026, 12, 1), date(2026, 12, 1), "停電", "")
TROLL = Incident(0, "troll_1", TODAY, "7(3)", Medium.DM, note="暴言", by="職員")
MEASURE = Measure(0, "troll_1", (Sanction.BLOCK,), "三度目", 3, "館長", NOW)
APP = Factor(0, "職員", "app", "電話", "封", 0, NOW)
DEVICE = Subscription(0, "職員", "https://push.example/1", "k", "a", "電話", NOW)
PNG = Picture(b"\x89PNG", "image/png", 3, 2)
MINUTE, MONTH = timedelta(minutes=1), timedelta(days=31)
PAGE = Page("https://l/1", "おはなし会", "7月4日です。", published=TODAY)
SEEN = Item(0, "home", "https://l/1", "おはなし会", ItemState.NEW, NOW, published=TODAY)
ONE, TWO = (
    Sighting(SEEN, ("a", "b")),
    Sighting(replace(SEEN, url="https://l/2", published=None), ("b", "c")),
)
MEMORY = Memory(
    etag="e",
    count=2,
    succeeded_at=NOW,
    asked_at=NOW,
    parts=("p",),
    notes=("n",),
    lists=(ListVerdict("お知らせ", "ul/li", 2, news=True, reason="日付"),),
)
SHOWN = Showing("https://l/", Appearance.SHOWN, NOW, NOW)


def line(action: str, person: str = "職員") -> JournalLine:
    return JournalLine(person, action, NOW, {"why": "試し"})


def _visits(store: Store) -> tuple[object, ...]:
    """Return what is known of visits, in the record and beside it."""
    path = Path(f"{store.path}.visits")
    kept = path.read_text("utf-8") if path.exists() else ""
    with Store(store.path) as other:
        visits = other.visits
        return visits.source("home"), visits.page(1), visits.page(2), visits.ran(), kept


def _rewritten(store: Store) -> tuple[object, ...]:
    """Change the journal's last hash in the file, and return what is known of visits then."""
    store._db.execute("DROP TRIGGER journal_no_update")
    store._db.execute("UPDATE journal SET hash = 'h' WHERE id = (SELECT max(id) FROM journal)")
    return _visits(store)


STEPS: Final[dict[str, Callable[[Store], object]]] = {
    "a director": lambda s: s.people.save(DIRECTOR, "夜明けの白い船", line("people", "館長")),
    "a poster": lambda s: s.people.save(
        replace(POSTER, mail="p@l.example", until=TODAY), "夕暮れの赤い船", line("people", "館長")
    ),
    "another role, the same password": lambda s: s.people.save(POSTER, None, line("people")),
    "the right password": lambda s: s.people.authenticate("職員", "夕暮れの赤い船").name,
    "a wrong one": lambda s: s.people.authenticate("職員", "夕暮れの青い船"),
    "a name of nobody": lambda s: s.people.authenticate("誰か", "夕暮れの赤い船"),
    "nobody": lambda s: s.people.person("誰か"),
    "everybody": lambda s: [one.name for one in s.people.persons()],
    "marks of passwords": lambda s: [len(s.people.mark(n)) for n in ("職員", "誰か")],
    "a login": lambda s: s.sessions.begin("s1", "職員", LATER, NOW, "アプリ"),
    "a second login": lambda s: s.sessions.begin("s2", "職員", LATER, NOW),
    "a wrong password": lambda s: s.sessions.failed("職員", NOW, locked=False),
    "one too many": lambda s: s.sessions.failed("職員", NOW, locked=True),
    "one of nobody": lambda s: s.sessions.failed("誰か", NOW, locked=True),
    "how the logins went": lambda s: (s.sessions.logins("職員"), s.sessions.logins("誰か")),
    "who is in": lambda s: [
        s.sessions.live(*one) for one in (("s1", "職員"), ("s1", "館長"), ("s3", "職員"))
    ],
    "a login after all have ended": lambda s: s.sessions.begin(
        "s4", "館長", LATER + timedelta(days=9), LATER + timedelta(seconds=1)
    ),
    "a login again": lambda s: s.sessions.begin("s5", "職員", LATER, NOW),
    "a third login": lambda s: s.sessions.begin("s6", "職員", LATER, NOW),
    "all end but one": lambda s: s.sessions.end_all("職員", but="s5"),
    "the end": lambda s: s.sessions.end("s5"),
    "an app": lambda s: s.factors.change(line("factor"), [APP, replace(APP, kind="code")]),
    "who has one": lambda s: sorted(s.factors.bearers()),
    "its digits": lambda s: [s.factors.use(1, used) for used in (7, 7, 6, 8)],
    "one that is gone": lambda s: s.factors.change(line("factor"), [APP], [9]),
    "one for another": lambda s: s.factors.change(line("factor"), [APP], [2]),
    "a device": lambda s: s.subscriptions.add(DEVICE, line("subscribe")),
    "the same of another": lambda s: s.subscriptions.add(
        replace(DEVICE, person="館長"), line("subscribe", "館長")
    ),
    "a second device": lambda s: s.subscriptions.add(
        replace(DEVICE, endpoint="https://push.example/2"), line("subscribe")
    ),
    "a third": lambda s: s.subscriptions.add(
        replace(DEVICE, endpoint="https://push.example/3"), line("subscribe")
    ),
    "whose they are": lambda s: [(one.id, one.person) for one in s.subscriptions.all()],
    "one is gone by itself": lambda s: s.subscriptions.remove(2),
    "one is removed": lambda s: s.subscriptions.remove(3, line("unsubscribe")),
    "one that is gone already": lambda s: s.subscriptions.remove(3, line("unsubscribe")),
    "another name": lambda s: s.people.rename("職員", "職員A", line("rename", "館長")),
    "one who leaves": lambda s: s.people.save(
        replace(DIRECTOR, active=False), None, line("people", "館長")
    ),
    "a confirmation": lambda s: s.people.save_confirmation(CONFIRMATION, line("confirm", "館長")),
    "it is revoked": lambda s: s.people.save_confirmation(
        replace(CONFIRMATION, revoked_at=NOW), line("revoke", "館長")
    ),
    "confirmations": lambda s: [(c.number, c.revoked_at) for c in s.people.confirmations()],
    "one of no number": lambda s: s.people.confirmation("9"),
    "a stop": lambda s: s.people.stop("all", "点検", None, line("stop", "館長")),
    "a stop with an end": lambda s: s.people.stop("x", "混雑", LATER, line("stop", "publish")),
    "stops": lambda s: [
        sorted(s.people.stops(at)) for at in (NOW, LATER, LATER + timedelta(seconds=1))
    ],
    "since when": lambda s: sorted(s.people.stopped_at().items()),
    "the stop once more": lambda s: s.people.stop("all", "まだ", LATER, line("stop", "館長")),
    "on again": lambda s: [s.people.resume("all", line("resume", "館長")) for _ in range(2)],
    "a word": lambda s: s.people.tell(line("tell")),
    "closings": lambda s: s.closings.propose([CLOSED, FLOOD, CLOSED], line("propose", "sync")),
    "the same again": lambda s: s.closings.propose([FLOOD], line("propose", "sync")),
    "one by hand": lambda s: s.closings.add(replace(FLOOD, why="断水"), line("closing")),
    "in their order": lambda s: [(one.id, one.why) for one in s.closings.closings()],
    "of one state": lambda s: [one.id for one in s.closings.closings("confirmed", "refused")],
    "one is confirmed": lambda s: s.closings.settle(
        replace(CLOSED, id=1, state=ClosingState.CONFIRMED, by="館長", at=NOW),
        s.closings.closing(1),
        line("closing"),
    ),
    "and once more, too late": lambda s: s.closings.settle(
        replace(CLOSED, id=1, state=ClosingState.REFUSED), replace(CLOSED, id=1), line("closing")
    ),
    "the confirmed": lambda s: s.closings.confirmed(),
    "no closing": lambda s: s.closings.closing(9),
    "how pages show the account": lambda s: s.watchlist.keep_showings(
        [SHOWN, replace(SHOWN, page="https://c/")], "account", "", [line("showing")], NOW
    ),
    "one shows it no more": lambda s: s.watchlist.keep_showings(
        [replace(SHOWN, verdict=Appearance.MISSING, kept_back=True)],
        "account",
        "載っていません",
        [line("showing"), line("stop")],
        NOW,
    ),
    "and shows it again": lambda s: s.watchlist.keep_showings([SHOWN], "account", "", [], NOW),
    "the showings": lambda s: list(s.watchlist.showings()),
    "an impostor": lambda s: s.watchlist.add_impostor(
        Impostor(0, "mihon_l1b", TODAY, note="似た名"), line("impostor")
    ),
    "a second": lambda s: s.watchlist.add_impostor(
        Impostor(0, "mihon-lib", TODAY), line("impostor")
    ),
    "it is reported": lambda s: s.watchlist.step_impostor(1, "reported", line("impostor")),
    "impostors": lambda s: [(one.id, one.state) for one in s.watchlist.impostors()],
    "the second one": lambda s: s.watchlist.impostor(2).account,
    "no impostor": lambda s: s.watchlist.impostor(9),
    "an incident": lambda s: s.watchlist.add_incident(TROLL, line("incident")),
    "one of long ago": lambda s: s.watchlist.add_incident(
        replace(TROLL, account="Troll_2", on=date(2024, 4, 1)), line("incident")
    ),
    "incidents": lambda s: [(one.id, one.account) for one in s.watchlist.incidents()],
    "a measure": lambda s: s.watchlist.add_measure(MEASURE, line("measure", "館長")),
    "one of long ago, too": lambda s: s.watchlist.add_measure(
        replace(MEASURE, account="troll_2", decided_at=NOW - timedelta(days=900)), line("measure")
    ),
    "it is done": lambda s: s.watchlist.finish_measure(1, line("done")),
    "measures": lambda s: [(one.id, one.done_by) for one in s.watchlist.measures()],
    "what is old is removed": lambda s: s.watchlist.purge(date(2025, 4, 1), line("purge")),
    "what was told": lambda s: s.notices.keep(["a", "b", "a"], "mail", NOW),
    "and once more": lambda s: s.notices.keep(["a"], "mail", LATER),
    "of these": lambda s: sorted(s.notices.among(["a", "c"])),
    "a picture": lambda s: s.pictures.keep(PNG, "https://l/a.png", line("picture")),
    "the same": lambda s: s.pictures.keep(PNG, "", line("picture")),
    "what it is": lambda s: (s.pictures.measure(PNG.sha256), s.pictures.measure("0" * 64)),
    "no picture": lambda s: s.pictures.picture("0" * 64),
    "a second one, two days on": lambda s: s.pictures.keep(
        replace(PNG, body=b"\x89PNG2"),
        "",
        JournalLine("職員", "picture", NOW + timedelta(days=1, seconds=1)),
    ),
    "a list": lambda s: s.sightings.remember("home", MEMORY, [ONE, TWO], line("sync", "sync")),
    "what is remembered": lambda s: s.sightings.memories(["home", "else"]),
    "items seen again": lambda s: s.sightings.remember(
        "home", MEMORY, again=[(2, ("d",))], halts=[(1, "中止", True)]
    ),
    "items by their keys": lambda s: [s.sightings.find(k) for k in (["z", "b"], ["c"], ["z"])],
    "an item by its keys": lambda s: (s.sightings.known(["d"]), s.sightings.known(["z"])),
    "no item": lambda s: s.sightings.item(9),
    "one is tried": lambda s: s.sightings.tried(1, "404"),
    "what is to be read": lambda s: [
        [one.id for one in s.sightings.to_read(*how)] for how in ((9,), (1, "home"), (9, "else"))
    ],
    "one is held": lambda s: s.sightings.move(
        Move(2, ItemState.NEW, ItemState.HELD, "会議"), line("hold", "sync")
    ),
    "it is held already": lambda s: s.sightings.move(Move(2, ItemState.NEW, ItemState.HELD, "")),
    "one becomes a draft": lambda s: s.apply(
        lifecycle.open_draft(Opening(1, "home", Kind.PAGE), wording(expires_on=TODAY), "sync", NOW)
    ),
    "its list calls it off": lambda s: s.sightings.remember(
        "home", MEMORY, halts=[(1, "【中止】おはなし会", True), (2, "【中止】会議", True)]
    ),
    "items by state": lambda s: [
        [one.id for one in s.sightings.items(*states, **how)]
        for states, how in (
            ((), {}),
            ((ItemState.HELD, ItemState.NEW), {}),
            ((), {"source": "home", "limit": 1}),
            ((ItemState.HELD,), {"source": "else"}),
        )
    ],
    "how many": lambda s: (s.sightings.counts(), s.sightings.held(), s.coverage()),
    "their days": lambda s: (s.sightings.news_days("home"), s.sightings.news_days("home", 1)),
    "a page": lambda s: s.sightings.keep_page(1, PAGE, ("e", "m"), "d", NOW),
    "pages": lambda s: (s.sightings.page(1), s.sightings.page(2)),
    "the keys of its page": lambda s: [
        one and one.id for one in s.sightings.joined(s.sightings.item(1), ("c", "near"))
    ],
    "those of another, without a day": lambda s: [
        one and one.id for one in s.sightings.joined(s.sightings.item(2), ("", "near"))
    ],
    "those of one alone": lambda s: s.sightings.joined(s.sightings.item(1), ("exact", "")),
    "its own keys once more": lambda s: s.sightings.joined(s.sightings.item(1), ("exact", "c")),
    "a pick": lambda s: s.people.tell(replace(line("pick"), detail={"item": 2})),
    "what was picked": lambda s: [s.sightings.picked(item) for item in (1, 2)],
    "hosts": lambda s: s.sightings.remember_hosts({"l": HostMemory(NOW, "robots", LATER)}),
    "what is known of hosts": lambda s: s.sightings.hosts(),
    "what is watched": lambda s: s.sightings.watched(NOW, NOW, TODAY),
    "what is over": lambda s: [s.sightings.over(TODAY + timedelta(days=n)) for n in (0, 1)],
    "its other wording": lambda s: s.rewordings.keep(Rewording(1, 1, "別の文", ""), NOW),
    "other wordings": lambda s: [
        (s.rewordings.of(*one), s.rewordings.asked(*one)) for one in ((1, 1), (1, 2))
    ],
    "a look at the list": lambda s: s.visits.answered(["home"], ["home"], LATER),
    "a look at the page": lambda s: s.visits.looked([1], [], LATER),
    "is not known before it is kept": _visits,
    "a first run": lambda s: s.visits.keep(LATER, ran=True),
    "is in the record": _visits,
    "looks within the day": lambda s: (
        s.visits.answered(["home"], [], LATER + MINUTE),
        s.visits.looked([1, 2], [2], LATER + MINUTE),
        s.visits.keep(LATER + MINUTE, ran=True),
    ),
    "are in the file": _visits,
    "a run that looked at nothing": lambda s: s.visits.keep(LATER + 2 * MINUTE, ran=True),
    "one that did not end": lambda s: s.visits.keep(LATER + 3 * MINUTE, ran=False),
    "one a day later": lambda s: s.visits.keep(LATER + timedelta(days=1, minutes=1), ran=True),
    "one after the clock went back": lambda s: (
        s.visits.looked([2], [], LATER),
        s.visits.keep(LATER, ran=True),
        _visits(s),
    ),
    "one a month later": lambda s: (
        s.visits.looked([1], [], LATER + MONTH),
        s.visits.keep(LATER + MONTH, ran=False),
        _visits(s),
    ),
    "another journal": _rewritten,
    "a post of the sandbox": lambda s: [s.timeline.add_shown("文", NOW, key) for key in "aab"],
    "its posts": lambda s: [s.timeline.shown_since(since) for since in ("", "1")],
    "one is taken down": lambda s: s.timeline.remove_shown("1"),
    "looks at X": lambda s: [s.looked(at, 3, 0.015) for at in (NOW, LATER)],
    "what they cost": lambda s: [
        s.looks_cost(*span) for span in ((NOW, LATER), (NOW, LATER + MINUTE), (LATER, LATER))
    ],
    "runs": lambda s: (s.ran("publish", NOW, "1件"), s.last_runs()),
}


def _numbers(drafts: Iterable[Draft]) -> list[int]:
    return [one.id for one in drafts]


#: what is asked of a record that has lived
ANSWERS: Final[dict[str, Callable[[Store], object]]] = {
    "drafts": lambda s: _numbers(s.drafts()),
    "of states, from the second on": lambda s: [
        _numbers(s.drafts(State.POSTED, State.WAITING, **how))
        for how in ({}, {"limit": 2}, {"offset": 1}, {"newest_first": True})
    ],
    "numbered": lambda s: sorted(s.numbered([1, 3, 99])),
    "how many": lambda s: (s.count(State.POSTED), s.count(State.FAILED), s.counts(), s.coverage()),
    "since when": lambda s: s.entered(State.POSTED, State.DECIDED),
    "words": lambda s: [
        _numbers(s.search(*how))
        for how in (("です",), ("文 です",), ("展",), ("",), ("です", State.WAITING), ("%",))
    ],
    "a page of words": lambda s: _numbers(s.search("です", limit=1, offset=1)),
    "sifted": lambda s: [
        (_numbers(s.sifted(State.WAITING, one)), s.count_sifted(State.WAITING, one))
        for one in (
            Sieve(),
            Sieve(words="展示"),
            Sieve(source="staff"),
            Sieve(kind="イ"),
            Sieve(author="職員"),
            Sieve(urgent=True),
            Sieve(findings="any"),
            Sieve(findings="none"),
            Sieve(findings="stop"),
        )
    ],
    "sifted posts": lambda s: [
        _numbers(s.sifted(State.POSTED, Sieve(findings=what))) for what in ("stop", "any", "none")
    ],
    "lines of the journal": lambda s: [
        [line["id"] for line in s.journal_before(*how)]
        for how in (
            (None, 3),
            (9, 2),
            (None, 9, JournalSieve(words="残高")),
            (None, 9, JournalSieve(actions=("decide", "post"))),
            (None, 9, JournalSieve(actor="sync")),
            (None, 9, JournalSieve(draft=1)),
            (None, 99, JournalSieve(since=LATER)),
            (None, 99, JournalSieve(since=NOW, until=NOW + timedelta(hours=1), draft=1)),
        )
    ],
    "done since": lambda s: [sorted(s.done_since(at).items()) for at in (NOW, ENDED)],
    "its span": lambda s: (s.span(), s.began()),
    "released": lambda s: (_numbers(s.released()), _numbers(s.released(0))),
    "to inspect": lambda s: (_numbers(s.to_inspect()), _numbers(s.to_inspect(0))),
    "released on": lambda s: [
        s.released_on(*how)
        for how in (("2026-1", NOW, LATER), ("2026-1", LATER, ENDED), ("2026-2", NOW, LATER))
    ],
    "texts": lambda s: [s.texts([State.WAITING], since) for since in (NOW, ENDED)],
    "of an item": lambda s: (_numbers(s.drafts_of(1)), _numbers(s.drafts_of(2))),
    "corrections": lambda s: (
        _numbers(s.corrections_of(1)),
        lifecycle.to_remove(s.replacements()),
        s.retweets_of("1"),
    ),
    "versions": lambda s: [(row["version"], row["author"]) for row in s.versions(2)],
    "written": lambda s: (s.written_at(2, 1), s.written_at(2, 2), s.page_digest(1)),
    "history": lambda s: [row["action"] for row in s.history(1)],
    "checks": lambda s: (s.checks(1), s.checks(2), sorted(s.checks_of([1, 2]))),
    "checklists": lambda s: (s.checklists(2), sorted(s.checklists_of([1, 2, 3]))),
    "reviews": lambda s: (s.reviews(2), sorted(s.reviews_of([1, 2]))),
    "attempts": lambda s: (s.attempts(2), s.last_attempt(3), sorted(s.attempts_of([1, 2, 3]))),
    "open attempts": lambda s: [s.open_attempts(road) for road in (None, "manual")],
    "the newest own post": lambda s: [s.newest_own(road) for road in ("x", "manual", "sandbox")],
    "decided": lambda s: (s.decided_at(1), s.decided_at(2, first=True), s.decided_at(3)),
    "offered": lambda s: s.offered(s.draft(2)),
    "posts": lambda s: [
        [post.id for post in s.posts_between(*span)]
        for span in ((NOW, ENDED), (NOW + MINUTE, LATER), (NOW, NOW + MINUTE))
    ],
    "the last post": lambda s: s.last_post(),
    "whose they are": lambda s: [
        s.owner_of(PostId(*what), road)
        for what, road in (
            (("77",), "x"),
            (("78",), "x"),
            (("77",), "sandbox"),
            (("77", Act.DELETION), "x"),
        )
    ],
    "absent": lambda s: (s.absent_at(1), s.absent_at(3)),
}


#: what runs and doors ask and write besides
BESIDE: Final[dict[str, Callable[[Store], object]]] = {
    "which record": lambda s: (s.identity.record, s.identity.library),
    "whether it is a copy": lambda s: s.identity.doubt(),
    "whose it is": lambda s: s.identity.belong("lib.example.jp"),
    "what a run looked at": lambda s: s.visits.keep(NOW, ran=True),
    "the journal": lambda s: list(s.journal()),
    "its chain": lambda s: s.verify_journal(),
    "the tables beside it": lambda s: s.proof.whole(),
    "a draft beside it": lambda s: s.proof.draft(1),
    "a look a day": lambda s: s.proof.look(NOW),
    "its heads": lambda s: s.proof.heads(),
    "what a year has": lambda s: list(s.export.leaves([1])),
    "whether a book follows": lambda s: s.export.follows(1, ""),
}


def test_a_record_that_another_holds_is_told_by_every_verb(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever asks or writes hears StoreFailed, which each door can word; never SQLite's own."""
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.001)
    plain = {name: act for name, act in (STEPS | ANSWERS | BESIDE).items() if act is not _rewritten}
    raw = []
    with Store(tmp_path / "state.db") as store, closing(sqlite3.connect(store.path)) as other:
        lived(store)
        other.isolation_level = None
        other.execute("BEGIN EXCLUSIVE")
        for name, act in plain.items():
            try:
                act(store)
            except BridgeError:
                continue
            except sqlite3.Error:
                raw.append(name)
        other.execute("ROLLBACK")
    assert raw == [], raw


def rows(store: Store) -> list[str]:
    """Return every row of the record but that of its identity, hashes cut short."""
    db = store._db
    names = [
        row[0]
        for row in db.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%search%'"
            " AND name NOT LIKE 'sqlite_%' AND name NOT IN ('identity', '_sqlite_migrations')"
        )
    ]
    return [
        f"{name} {_short(tuple(row))}"
        for name in names
        for row in db.execute(f"SELECT * FROM {name}")
    ]


def _short(row: tuple[object, ...]) -> str:
    text = json.dumps(row, ensure_ascii=False, default=repr)
    text = re.sub(r"\$argon2id[^\"]*", "…", text)
    # what hangs on a password is another one each time
    text = re.sub(r'(\\"password\\": \\")[^"\\]+', r"\1…", text)
    return _MARK.sub("…", text)


def account() -> Iterator[str]:
    """Yield what stands in verbs.txt behind its head."""
    with cheap_passwords():
        yield from _done(STEPS, lambda _: None)
        yield from _done(ANSWERS, lived)


def _done(
    steps: Mapping[str, Callable[[Store], object]], before_all: Callable[[Store], None]
) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "state.db") as store:
        before_all(store)
        before = rows(store)
        for name, step in steps.items():
            try:
                answer = _MARK.sub("…", _MOMENT.sub(_moment, str(step(store))))
            except BridgeError as error:
                answer = f"refused: {error.code}"
            after = rows(store)
            yield f"\n{name} → {answer}"
            # two rows may be alike
            yield from (f"- {row}" for row in (Counter(before) - Counter(after)).elements())
            yield from (f"+ {row}" for row in (Counter(after) - Counter(before)).elements())
            before = after


def _moment(found: re.Match[str]) -> str:
    return f"{datetime(*map(int, found[1].split(', '))):%m-%dT%H:%M:%S}"  # type: ignore[arg-type]


def test_10_each_verb_writes_its_rows_and_its_line() -> None:
    """One step after the other: nothing more, nothing less."""
    head, _, kept = FILE.read_text("utf-8").partition("\n")
    assert head
    assert "\n".join(account()).split("\n") == kept.rstrip("\n").split("\n")


if __name__ == "__main__":
    head = FILE.read_text("utf-8").partition("\n")[0]
    FILE.write_text("\n".join((head, *account(), "")), "utf-8")
