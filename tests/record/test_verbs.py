"""What each verb of the record writes: its rows, its line in the journal, and what it answers.

verbs.txt has, by step and in their order: `what is done → what it answers`, then each row that came
(`+`) or went (`-`). `make tables` writes it anew where a
verb was changed on purpose: then its difference is what the change does, and is read before it is
kept.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from fakes import DIRECTOR, NOW, POSTER, TODAY, cheap_passwords
from test_lifecycle import CONFIRMATION

from bridge.errors import BridgeError
from bridge.model import (
    Appearance,
    Closing,
    ClosingState,
    Factor,
    Impostor,
    Incident,
    JournalLine,
    Measure,
    Medium,
    Picture,
    Sanction,
    Showing,
    Subscription,
)
from bridge.record.store import Store

FILE = Path(__file__).with_name("verbs.txt")
LATER = NOW + timedelta(hours=30)
CLOSED = Closing(
    0, date(2026, 12, 28), date(2027, 1, 4), "年末年始", "12月28日～1月4日", "https://l/"
)
FLOOD = Closing(0, date(2026, 12, 1), date(2026, 12, 1), "停電", "")
TROLL = Incident(0, "troll_1", TODAY, "7(3)", Medium.DM, note="暴言", by="職員")
MEASURE = Measure(0, "troll_1", (Sanction.BLOCK,), "三度目", 3, "館長", NOW)
APP = Factor(0, "職員", "app", "電話", "封", 0, NOW)
DEVICE = Subscription(0, "職員", "https://push.example/1", "k", "a", "電話", NOW)
PNG = Picture(b"\x89PNG", "image/png", 3, 2)
SHOWN = Showing("https://l/", Appearance.SHOWN, NOW, NOW)


def line(action: str, person: str = "職員") -> JournalLine:
    return JournalLine(person, action, NOW, {"why": "試し"})


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
}


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
    return re.sub(r"\b[0-9a-f]{64}\b", "…", text)


def account() -> Iterator[str]:
    """Yield what stands in verbs.txt behind its head."""
    with (
        tempfile.TemporaryDirectory() as folder,
        cheap_passwords(),
        Store(Path(folder) / "state.db") as store,
    ):
        before = rows(store)
        for name, step in STEPS.items():
            try:
                answer = str(step(store))
            except BridgeError as error:
                answer = f"refused: {error.code}"
            after = rows(store)
            yield f"\n{name} → {answer}"
            # two rows may be alike
            yield from (f"- {row}" for row in (Counter(before) - Counter(after)).elements())
            yield from (f"+ {row}" for row in (Counter(after) - Counter(before)).elements())
            before = after


def test_10_each_verb_writes_its_rows_and_its_line() -> None:
    """One step after the other: nothing more, nothing less."""
    head, _, kept = FILE.read_text("utf-8").partition("\n")
    assert head
    assert "\n".join(account()).split("\n") == kept.rstrip("\n").split("\n")


if __name__ == "__main__":
    head = FILE.read_text("utf-8").partition("\n")[0]
    FILE.write_text("\n".join((head, *account(), "")), "utf-8")
