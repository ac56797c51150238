"""How long a decision waits beside the long readers of the record, with 1,000,000 lines in the
journal.

    python benchmarks/waits.py            some ten minutes, and 2 GB in the temporary folder
    python benchmarks/waits.py --quick    a thirtieth of the lines, half a minute
    python benchmarks/waits.py --lines 600000 --keep FOLDER --only "the book as data"
                                          in FOLDER: laid there once, and used again (a disposal
                                          leaves it without its texts)

The record is sound: every draft was opened, decided, sent, posted and checked twice, and each line
bears its marks. Beside each long reader, in a process of its own as cron starts it, one draft after
the other is decided; shown is how long the slowest decision took, and one in a hundred, beside
those of a record that nobody reads, and what CPU the reader took. The goal: none waits for more than 200 ms.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bridge.demo.site import demo_toml
from bridge.model import Content, JournalLine, Person, Role, State
from bridge.policy.s05_1_signoff import digest
from bridge.record import codec, journal
from bridge.record.marks import LATER, row_mark, wording_mark
from bridge.record.store import Store
from bridge.wiring import Wiring

LINES = 6  #: of the journal, a draft
WAITING = 5_000  #: drafts that wait to be decided
GOAL = 200  #: ms
READERS = {
    "journal verify": ("journal", "verify"),
    "doctor": ("doctor",),
    "backup": ("backup",),
    "the book as data": (
        "book",
        "--year",
        "2020",
        "--fiscal",
        "--format",
        "json",
        "--out",
        "book.json",
    ),
    "the book to be printed": (
        "book",
        "--year",
        "2020",
        "--fiscal",
        "--format",
        "html",
        "--out",
        "book.html",
    ),
    "the book as a table": (
        "book",
        "--year",
        "2020",
        "--fiscal",
        "--format",
        "csv",
        "--out",
        "book.csv",
    ),
    "the year's figures": ("figures", "--year", "2020", "--fiscal", "--out", "figures"),
    "publish, its daily look": ("publish",),
    # the last: nothing of the year is left behind it
    "the year's disposal": (
        "dispose",
        "--year",
        "2020",
        "--book",
        "book.json",
        "--as",
        "館長",
        "--password-fd",
        "0",
    ),
}
PASSWORD = "correct horse battery"


class Filler:
    """Lays drafts and their lines in the record, chained as the program chains them."""

    def __init__(self, store: Store) -> None:
        self._db, self._search = store._db, store._search
        last = self._db.execute("SELECT id, hash FROM journal ORDER BY id DESC LIMIT 1").fetchone()
        self.row, self._head = last
        self._lines: list[tuple[Any, ...]] = []

    def line(
        self,
        at: str,
        actor: str,
        action: str,
        draft: int,
        before: str | None,
        after: str,
        **detail: Any,
    ) -> None:
        self.row += 1
        told = json.dumps(detail, ensure_ascii=False, sort_keys=True)
        values = (self.row, at, actor, action, draft, before, after, 1, told)
        previous, self._head = (
            self._head,
            journal.chain(self._head, dict(zip(journal.COLUMNS, values, strict=True))),
        )
        self._lines.append((*values, previous, self._head))

    def draft(self, id: int, at: datetime, *, over: bool) -> None:
        """Lay one draft: posted and checked, or waiting."""
        moments = [codec.stamp(at + timedelta(minutes=minutes)) for minutes in range(LINES)]
        content = Content(
            f"第{id}回おはなし会\n毎週火曜日の午後3時から、中央図書館で開きます。", "", "mihon_lib"
        )
        mark = digest(content)
        version = {
            "title": f"第{id}回おはなし会",
            "content": codec.content_in(content),
            "digest": mark,
            "weight": 90,
            "findings": "[]",
            "author": "職員",
            "at": moments[0],
            "urgent": 0,
            "expires_on": None,
            "page_digest": "",
        }
        facts = {"note": "", "origin": "", "opened_at": moments[0], **LATER["drafts"]}
        row = [row_mark("drafts", facts | {"changed_at": moment}) for moment in moments]
        self.line(
            moments[0],
            actor="職員",
            action="open",
            draft=id,
            before=None,
            after="waiting",
            digest=mark,
            kind="ウ",
            source="staff",
            item=None,
            corrects=None,
            author="職員",
            wording=wording_mark(version),
            rows={f"drafts {id}": row[0]},
        )
        changed = moments[5] if over else moments[0]
        own = {
            "id": id,
            "source": "staff",
            "kind": "ウ",
            "state": "checked" if over else "waiting",
            "version": 1,
            "decision": id if over else None,
            "changed_at": changed,
        }
        self.lay("drafts", own | facts)
        self.lay("versions", {"draft": id, "version": 1, **version})
        self._search.enter(id)
        if over:
            self._past(id, mark, moments, row)

    def _past(self, id: int, mark: str, moments: list[str], row: list[str]) -> None:
        attempt = {
            "draft": id,
            "decision": id,
            "digest": mark,
            "through": "sandbox",
            "started_at": moments[2],
            "marker": "",
            "outcome": "",
            "detail": "",
            "person": "",
            "opened_at": None,
            "absent_at": None,
            "part": 1,
        }
        post = {
            "draft": id,
            "attempt": id,
            "act": "post",
            "post_id": str(id),
            "url": f"sandbox:{id}",
            "at": moments[3],
            "through": "sandbox",
            "cost": 0.0,
            "part": 1,
        }
        own, sent = f"drafts {id}", f"attempts {id}"
        self.line(
            moments[1],
            actor="館長",
            action="decide",
            draft=id,
            before="waiting",
            after="decided",
            digest=mark,
            acknowledged=[],
            policy="2021-04-01",
            not_before=None,
            record="",
            rows={own: row[1]},
        )
        self.line(
            moments[2],
            actor="publish",
            action="send",
            draft=id,
            before="decided",
            after="sending",
            digest=mark,
            through="sandbox",
            marker="",
            rows={own: row[2], sent: row_mark("attempts", attempt)},
        )
        attempt["outcome"] = "posted"
        self.line(
            moments[3],
            actor="publish",
            action="post",
            draft=id,
            before="sending",
            after="posted",
            post_id=str(id),
            url=post["url"],
            rows={
                own: row[3],
                sent: row_mark("attempts", attempt),
                f"posts {id}": row_mark("posts", post),
            },
        )
        for number, (role, person) in enumerate((("poster", "職員"), ("director", "館長"))):
            after = "checked" if number else "posted"
            stands = row[5] if number else row[3]
            self.line(
                moments[4 + number],
                actor=person,
                action="check",
                draft=id,
                before="posted",
                after=after,
                role=role,
                rows={own: stands},
            )
            tick = {"draft": id, "role": role, "person": person, "at": moments[4 + number]}
            self.lay("checks", tick)
        decision = {
            "id": id,
            "draft": id,
            "version": 1,
            "digest": mark,
            "person": "館長",
            "at": moments[1],
            "way": "director",
            "confirmation": "",
            "acknowledged": "[]",
            "outside_hours": "",
            "policy_version": "2021-04-01",
        }
        self.lay("decisions", decision)
        self.lay("attempts", {"id": id, **attempt})
        self.lay("posts", {"id": id, **post})

    def lay(self, table: str, row: Mapping[str, object]) -> None:
        """Lay a row by the names of its columns: one that is added later has its usual value."""
        self._db.execute(
            f"INSERT INTO {table} ({', '.join(row)}) VALUES (:{', :'.join(row)})", dict(row)
        )

    def flush(self) -> None:
        self._db.executemany(
            f"INSERT INTO journal ({', '.join(journal.COLUMNS)}, previous, hash) VALUES "
            f"({', '.join('?' * 11)})",
            self._lines,
        )
        self._lines.clear()


def fill(parts: Wiring, lines: int, waiting: int) -> None:
    """Lay a director and a poster, `lines` lines of old drafts, and some that wait."""
    old = lines // LINES
    with parts.store() as store:
        for person in (Person("館長", Role.DIRECTOR), Person("職員", Role.POSTER)):
            director = None if person.role is Role.DIRECTOR else store.people.person("館長")
            parts.desk(store).office.save_person(director, person, PASSWORD)
        db, filler = store._db, Filler(store)
        # one year, the worst for its book, whose time to be kept is over
        start, apart = (
            datetime(2020, 4, 1, tzinfo=UTC),
            timedelta(days=360) / old,
        )
        db.execute("PRAGMA synchronous = OFF")
        db.execute("PRAGMA foreign_keys = OFF")
        for first in range(1, old + waiting + 1, 5_000):
            db.execute("BEGIN")
            for id in range(first, min(first + 5_000, old + waiting + 1)):
                filler.draft(id, start + apart * id, over=id <= old)
            filler.flush()
            db.execute("COMMIT")
        db.execute("PRAGMA foreign_keys = ON")
        # nothing goes out
        store.people.stop("all", "測るため", None, JournalLine("館長", "stop", datetime.now(UTC)))


def decisions(parts: Wiring, ids: Iterator[int]) -> Iterator[float]:
    """Yield how long each decision took, ms: the desk's own step, to the disk."""
    with parts.store() as store:
        desk, director = parts.desk(store), store.people.person("館長")
        for id in ids:
            shown = store.draft(id).digest
            begun = time.perf_counter()
            desk.decide(director, [id], shown=[shown], ticked=True)
            yield (time.perf_counter() - begun) * 1000


def told(name: str, waits: list[float], seconds: float, cpu: float = 0) -> bool:
    waits.sort()
    slow = waits[min(len(waits) - 1, len(waits) * 99 // 100)]
    print(
        f"{name:26} {seconds:6.1f} s, of CPU {cpu:5.1f} s, {len(waits):5} decisions: one in a "
        f"hundred {slow:5.0f} ms, at most {waits[-1]:5.0f} ms",
        flush=True,
    )
    return waits[-1] <= GOAL


def run(place: Path, words: Sequence[str]) -> subprocess.Popen[bytes]:
    """A reader in a process of its own, with the director's password for whoever asks for it."""
    reader = subprocess.Popen(
        [sys.executable, "-m", "bridge", *words],
        cwd=place,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    assert reader.stdin is not None
    reader.stdin.write(f"{PASSWORD}\n".encode())
    reader.stdin.close()
    return reader


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--lines", type=int, default=1_000_000)
    parser.add_argument("--only", action="append", choices=READERS, default=[])
    parser.add_argument("--every", type=float, default=1, help="seconds between two decisions")
    parser.add_argument(
        "--keep", type=Path, help="a folder for the record: laid there once, used as it is again"
    )
    asked = parser.parse_args()
    lines = asked.lines // (30 if asked.quick else 1)
    with tempfile.TemporaryDirectory() as folder:
        place = asked.keep or Path(folder)
        place.mkdir(parents=True, exist_ok=True)
        (place / "feeds.toml").write_text(demo_toml("http://127.0.0.1:9"), encoding="utf-8")
        parts = Wiring(place / "feeds.toml", place / "state.db")
        if not parts.db_path.exists():
            begun, part = time.perf_counter(), place / "part.db"
            part.unlink(missing_ok=True)  # of one that was ended before it was whole
            fill(Wiring(place / "feeds.toml", part), lines, WAITING)
            part.rename(parts.db_path)
            print(f"laid in {time.perf_counter() - begun:.0f} s")
        for book in place.glob("book.*"):
            book.unlink()
        with parts.store() as store:
            (lines,) = store._db.execute("SELECT max(id) FROM journal").fetchone()
            first = store.drafts(State.WAITING, limit=1)[0].id
        size = parts.db_path.stat().st_size / 1e6
        print(f"a record of {lines:,} lines, {size:.0f} MB", flush=True)
        waits = decisions(parts, itertools.count(first))
        well = told("nobody reads", [next(waits) for _ in range(50)], 0)
        for name, words in READERS.items():
            if asked.only and name not in asked.only:
                continue
            if "--book" in words and not (place / "book.json").exists():
                run(place, READERS["the book as data"]).wait()
            begun, took = time.perf_counter(), []
            reader = run(place, words)
            while not (ended := os.wait4(reader.pid, os.WNOHANG))[0]:
                took.append(next(waits))
                time.sleep(asked.every)
            reader.returncode = os.waitstatus_to_exitcode(ended[1])
            said = reader.stderr.read().decode() if reader.stderr else ""
            cpu = ended[2].ru_utime + ended[2].ru_stime
            well &= told(name, took, time.perf_counter() - begun, cpu)
            if reader.returncode and words[0] != "doctor":
                print(f"  ended with {reader.returncode}: {said[-300:]}")
        return 0 if well else 1


if __name__ == "__main__":
    raise SystemExit(main())
