"""Whatever is altered in the file, and all that the proof of the record says of it.

altered.txt has a table for each of the record's: `== table`, then `key of the row and column → what
is said` where that column holds something else, `key of the row → what is said` where the row is
gone; and of the journal each fact of a line, gone or another one. `make tables` writes it anew where
a rule was changed on purpose: then its difference is what the change does, and is read before it is
kept.
"""

from __future__ import annotations

import json
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from operator import itemgetter
from pathlib import Path
from typing import Any, Final

import pytest
from fakes import DIRECTOR, LINK, NOW, POSTER, attached, cheap_passwords, content, wording
from record.test_proof import URL, behind, filled
from tables import blocks, write

from bridge import lifecycle
from bridge.model import Closing, Factor, JournalLine, Kind, Opening
from bridge.record.pictures import altered
from bridge.record.proof import Examiner
from bridge.record.store import Store

FILE = Path(__file__).with_name("altered.txt")
LATER: Final = NOW + timedelta(hours=3)
CLOSED: Final = Closing(
    0, NOW.date(), NOW.date(), "点検", "", "", state="confirmed", by="職員", at=NOW
)
CODE: Final = Factor(0, "館長", "code", "", "hash", 0, NOW)


#: what of the tables is not compared with the journal, and why; everything else is
#: (docs/decisions/how-strong-is-the-journal.md)
APART = {
    "sources": "what a list is remembered by: without it a list is read anew",
    "items": "nothing goes out of an item but by a draft, whose opening names it",
    "identities": "as items",
    "pages": "is read again before a post; the page of a decision stands with it, and is compared",
    "rewordings": "nobody decides it: it becomes a version when a person takes it",
    "notices": "what was told; at worst it is told again, or not",
    "showings": "what the last look saw; the next one looks again",
    "impostors": "notes of persons; nothing goes out by them",
    "impostor_steps": "as impostors",
    "incidents": "removed after a while (11); nothing goes out by them",
    "measures": "as incidents: a person does on X what was decided",
    "timeline": "the sandbox's own",
    "looks": "what looks cost; the budget has a margin of one look",
    "runs": "when each command last ran",
    "sessions": "who is signed in; each ends by itself within hours",
    "factors.id": "a key",
    "subscriptions": "where a device is told what waits; mails tell the same",
    "factors.used": "of an app the last digits, of a passkey its counter: both go on with each login",
    "logins": "how the last logins went; the journal has each login and each lockout",
    "hosts": "robots.txt and pauses; asked for anew",
    "walks": "how far the gate has walked; the whole is walked once a day, and by verify, doctor and each book",
    "journal": "what is altered in it breaks the chain",
    "identity": "another record, place or library makes decisions wait",
    "drafts.id": "a key", "versions.draft": "a key", "versions.version": "a key", "decisions.id": "a key",
    "decisions.draft": "a key", "attempts.id": "a key", "posts.id": "a key", "checks.draft": "a key", "closings.id": "a key",
    "decision_pages.decision": "a key", "checklists.id": "a key; their order is compared", "reviews.id": "likewise",
    "confirmations.revoked_at": "that it is revoked is compared; when is the line's own moment",
    "stops.why": "shown; whether posts are stopped, and until when, is compared", "stops.by": "as why", "stops.at": "as why",
    "pictures.media_type": "by the bytes, which bear their sha256", "pictures.width": "as media_type",
    "pictures.height": "as media_type", "pictures.url": "stands in the draft's content, too", "pictures.by": "stands in its line",
    "pictures.at": "as by", "pictures.used": "whether a version names it",
}  # fmt: skip


def columns(store: Store) -> list[str]:
    tables = store._db.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    )
    return [
        f"{name}.{row[1]}"
        for (name,) in map(tuple, tables.fetchall())
        if not name.startswith("_") and name not in APART
        for row in store._db.execute(f"PRAGMA table_info({name})").fetchall()
        if f"{name}.{row[1]}" not in APART
    ]


def lived(store: Store) -> None:
    """Fill a record with what may stand in one: the drafts of `filled`, the second of them taken and
    posted by hand, one with a picture, one that was released and inspected, one that was disposed
    of; a person who was renamed, a revoked confirmation, a road that is stopped until a day and one
    that is open again; a closing, and codes, one of them gone.
    """
    filled(store)
    store.apply(lifecycle.take(store.draft(2), POSTER, "", LATER))
    store.apply(
        lifecycle.posted(
            store.draft(2),
            store.last_attempt(2),
            person=POSTER,
            at=LATER + timedelta(minutes=1),
            number="78",
            url=URL.replace("77", "78"),
        )
    )
    shown = wording(replace(content("展示です。", ""), image=attached(store)))
    store.apply(lifecycle.open_draft(Opening(None, "staff", Kind.TOLD, "広報"), shown, "職員", NOW))
    page = store.apply(
        lifecycle.open_draft(
            Opening(None, "home", Kind.PAGE), wording(content("頁です。", LINK)), "sync", NOW
        )
    )
    given = store.people.confirmation("2026-1")
    store.apply(
        lifecycle.release(
            store.draft(page), POSTER, given, released_today=0, at=NOW, giver=DIRECTOR
        )
    )
    store.apply(lifecycle.inspect(store.draft(page), DIRECTOR, NOW))
    old = store.apply(
        lifecycle.open_draft(
            Opening(None, "staff", Kind.TOLD), wording(content("古い文です。", "")), "職員", NOW
        )
    )
    store.apply(lifecycle.decide(store.draft(old), DIRECTOR, NOW, ticked=True))
    store.disposal.dispose([old], JournalLine("館長", "dispose", NOW, {"drafts": str(old)}))
    _office(store)


def _office(store: Store) -> None:
    def line(action: str, person: str = "館長") -> JournalLine:
        return JournalLine(person, action, NOW)

    store.people.save(replace(POSTER, name="係", mail="k@l.example"), "夕暮れの船", line("people"))
    store.people.rename("係", "係長", line("rename"))
    other = replace(store.people.confirmation("2026-1"), number="2026-2")
    store.people.save_confirmation(other, line("confirm"))
    store.people.save_confirmation(replace(other, revoked_at=NOW), line("revoke"))
    store.people.stop("rt", "混雑", LATER, line("stop"))
    store.people.stop("all", "点検", None, line("stop"))
    store.people.resume("all", line("resume"))
    store.closings.add(CLOSED, line("closing"))
    store.factors.change(line("factor"), [CODE, replace(CODE, label="控え")])
    store.factors.change(line("factor"), [replace(CODE, secret="hash2")], [2])


def faults(db: sqlite3.Connection) -> str:
    """Return all that is found, the quick look at drafts and the slow one alike."""
    examiner = Examiner(db)
    disposed = examiner._disposed()
    drafts = [*examiner._drafts(disposed)]
    slow = [*examiner._span(1, 9999, disposed)]
    assert drafts == slow, (drafts, slow)
    return "｜".join(map(str, (*examiner.office(), *drafts, *altered(db))))


@contextmanager
def undone(db: sqlite3.Connection) -> Iterator[None]:
    """Take back what is done meanwhile."""
    db.execute("SAVEPOINT here")
    yield
    db.execute("ROLLBACK TO here")
    db.execute("RELEASE here")


def other(value: Any, kind: str) -> Any:
    """Return another value of the same sort."""
    match value:
        case bool():
            return not value
        case None:
            return 1000 if kind == "INTEGER" else "1"
        case int() | float():
            return 1 - value if value in (0, 1) else value + 1000
        case bytes():
            return b"\0"
        case dict() | list():
            return type(value)()
    return "[1]" if value.startswith("[") else f"{value}1"


def of_columns(db: sqlite3.Connection, table: str, names: list[str]) -> Iterator[str]:
    """Yield what is said where one column of one row is another, or one row is gone."""
    info = db.execute(f"PRAGMA table_info({table})").fetchall()
    kinds = {row["name"]: row["type"] for row in info}
    key = [row["name"] for row in sorted(info, key=itemgetter("pk")) if row["pk"]]
    where = " AND ".join(f"{name} = ?" for name in key)
    for row in db.execute(f"SELECT * FROM {table} ORDER BY {', '.join(key)}").fetchall():
        place = [row[name] for name in key]
        called = "・".join(str(part)[:8] for part in place)
        for name in names:
            with undone(db):
                changed = other(row[name], kinds[name])
                db.execute(f"UPDATE {table} SET {name} = ? WHERE {where}", (changed, *place))
                yield f"{called} {name} → {faults(db)}"
        with undone(db):
            db.execute(f"DELETE FROM {table} WHERE {where}", place)
            yield f"{called} → {faults(db)}"


def of_lines(db: sqlite3.Connection) -> Iterator[str]:
    """Yield what is said where one line of the journal is gone, or one of its facts is gone or is
    another; whether the chain holds is another question.
    """
    lines = db.execute("SELECT id, at, actor, action, version, detail FROM journal").fetchall()
    for id, at, actor, action, version, detail in map(tuple, lines):
        for name, value in (("at", at), ("actor", actor), ("version", version)):
            with undone(db):
                changed = other(value, "INTEGER")
                db.execute(f"UPDATE journal SET {name} = ? WHERE id = ?", (changed, id))
                yield f"{id} {action}: {name} → {faults(db)}"
        facts = json.loads(detail)
        for name, value in facts.items():
            rest = {key: said for key, said in facts.items() if key != name}
            for how, told in (("", rest | {name: other(value, "")}), (" gone", rest)):
                with undone(db):
                    db.execute("UPDATE journal SET detail = ? WHERE id = ?", (json.dumps(told), id))
                    yield f"{id} {action}: {name}{how} → {faults(db)}"
        with undone(db):
            db.execute("DELETE FROM journal WHERE id = ?", (id,))
            yield f"{id} {action} → {faults(db)}"


def account() -> Iterator[tuple[str, str]]:
    """Yield what stands in altered.txt."""
    with (
        tempfile.TemporaryDirectory() as folder,
        cheap_passwords(),
        Store(Path(folder) / "state.db") as store,
    ):
        lived(store)
        assert store.proof.whole().faults == ()
        compared = [column.split(".") for column in columns(store)]
        with behind(store) as changed:
            db = changed._db
            db.executescript("PRAGMA ignore_check_constraints = ON; PRAGMA synchronous = OFF")
            for table in dict.fromkeys(table for table, _ in compared):
                names = [name for of, name in compared if of == table]
                yield table, "\n".join(map(str.rstrip, of_columns(db, table, names)))
            yield "journal", "\n".join(map(str.rstrip, of_lines(db)))


@pytest.mark.long
def test_5_3_a_whatever_is_altered_is_told_as_recorded() -> None:
    """Each column of each row, each row, each fact of a line."""
    assert list(account()) == [(name, lines.strip("\n")) for name, lines in blocks(FILE)]


def test_5_3_a_every_column_of_the_record_is_compared_or_named_with_a_reason(store: Store) -> None:
    """Another value in it is told of some row, or `APART` says why not."""
    told = set()
    for table, lines in blocks(FILE):
        for what, _, says in (line.partition(" →") for line in lines.split("\n")):
            told |= {f"{table}.{what.rpartition(' ')[2]}"} if says else set()
    assert len(told) > 70
    assert set(columns(store)) - told == set()


if __name__ == "__main__":
    write(FILE, account())
