"""Edge: the shape of state.db and how it grows. Holds no rule.

Rollback journal with synchronous=EXTRA: a WAL database can be corrupted by SQLite 3.7.0 to 3.51.2
(fixed in 3.51.3), and Python ships what it ships. A durable commit costs about a millisecond; there
are a few a day.
"""

from __future__ import annotations

import functools
import hashlib
import json
import re
import sqlite3
from datetime import datetime
from typing import TYPE_CHECKING, Final

import sqlite_utils
from sqlite_utils import Migrations

from bridge.model import JournalLine, Machine, Verb
from bridge.record import journal, search
from bridge.record.database import APPLICATION_ID, SCHEMA

if TYPE_CHECKING:
    from collections.abc import Mapping

migrations = Migrations("feedbridge")

FIRST: Final = """
CREATE TABLE sources (
    id TEXT PRIMARY KEY,
    etag TEXT NOT NULL, last_modified TEXT NOT NULL,
    digest TEXT NOT NULL,               -- sha256 of the last body: recognised when a server gives no 304
    count INTEGER NOT NULL,             -- entries of the last list: one that shrinks to nothing is an alarm
    succeeded_at TEXT,                  -- null: never seen, so the next sight is a baseline
    changed_at TEXT, failing_since TEXT, failures INTEGER NOT NULL, error TEXT NOT NULL, how TEXT NOT NULL
) STRICT;
CREATE TABLE items (
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL, url TEXT NOT NULL, title TEXT NOT NULL, page TEXT NOT NULL, summary TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('new', 'baseline', 'held', 'drafted', 'set_aside')),
    seen_at TEXT NOT NULL, published TEXT, reason TEXT NOT NULL, tries INTEGER NOT NULL
) STRICT;
CREATE INDEX items_by_state ON items (state, id);
CREATE INDEX items_by_source ON items (source, id);
-- by what an entry is recognised: canonical address, guid, title and date; looked up once per entry, whatever the history
CREATE TABLE identities (key TEXT PRIMARY KEY, item INTEGER NOT NULL REFERENCES items) STRICT, WITHOUT ROWID;
-- the last reading of an item's page
CREATE TABLE pages (
    item INTEGER PRIMARY KEY REFERENCES items, read_at TEXT NOT NULL,
    etag TEXT NOT NULL, last_modified TEXT NOT NULL, digest TEXT NOT NULL, page TEXT NOT NULL
) STRICT;
CREATE TABLE drafts (
    id INTEGER PRIMARY KEY,
    item INTEGER REFERENCES items, source TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('ア', 'イ', 'ウ', 'エ')),
    state TEXT NOT NULL, version INTEGER NOT NULL,
    decision INTEGER REFERENCES decisions,      -- the one in force; null: none
    note TEXT NOT NULL, origin TEXT NOT NULL, corrects INTEGER REFERENCES drafts,
    opened_at TEXT NOT NULL, changed_at TEXT NOT NULL
) STRICT;
CREATE INDEX drafts_by_state ON drafts (state, id);
CREATE INDEX drafts_by_item ON drafts (item);
CREATE INDEX drafts_by_opening ON drafts (opened_at);
CREATE INDEX drafts_by_change ON drafts (changed_at);
CREATE INDEX drafts_by_first ON drafts (corrects) WHERE corrects IS NOT NULL;
CREATE TABLE versions (
    draft INTEGER NOT NULL REFERENCES drafts, version INTEGER NOT NULL,
    title TEXT NOT NULL, content TEXT NOT NULL, digest TEXT NOT NULL, weight INTEGER NOT NULL,
    findings TEXT NOT NULL, author TEXT NOT NULL, at TEXT NOT NULL,
    urgent INTEGER NOT NULL, expires_on TEXT, page_digest TEXT NOT NULL,
    PRIMARY KEY (draft, version)
) STRICT, WITHOUT ROWID;
CREATE TABLE decisions (
    id INTEGER PRIMARY KEY, draft INTEGER NOT NULL, version INTEGER NOT NULL, digest TEXT NOT NULL,
    person TEXT NOT NULL, at TEXT NOT NULL, way TEXT NOT NULL CHECK (way IN ('director', 'confirmation')),
    confirmation TEXT NOT NULL, acknowledged TEXT NOT NULL, outside_hours TEXT NOT NULL,
    not_before TEXT, policy_version TEXT NOT NULL,
    FOREIGN KEY (draft, version) REFERENCES versions
) STRICT;
CREATE INDEX decisions_by_draft ON decisions (draft, id);
CREATE INDEX decisions_by_confirmation ON decisions (confirmation, at) WHERE confirmation <> '';
CREATE TABLE attempts (
    id INTEGER PRIMARY KEY, draft INTEGER NOT NULL REFERENCES drafts, decision INTEGER NOT NULL REFERENCES decisions,
    digest TEXT NOT NULL, through TEXT NOT NULL, started_at TEXT NOT NULL, marker TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('', 'posted', 'refused', 'unknown')), detail TEXT NOT NULL
) STRICT;
-- one open attempt in the whole file; one handed to a person (manual) a draft
CREATE UNIQUE INDEX one_open_attempt ON attempts (through) WHERE outcome = '' AND through <> 'manual';
CREATE UNIQUE INDEX one_open_by_hand ON attempts (draft) WHERE outcome = '' AND through = 'manual';
CREATE INDEX attempts_by_draft ON attempts (draft, id);
CREATE INDEX attempts_by_outcome ON attempts (outcome, id);
CREATE TABLE posts (
    draft INTEGER PRIMARY KEY REFERENCES drafts, attempt INTEGER NOT NULL UNIQUE REFERENCES attempts,
    post_id TEXT NOT NULL UNIQUE, url TEXT NOT NULL, at TEXT NOT NULL, through TEXT NOT NULL, cost REAL NOT NULL
) STRICT;
CREATE INDEX posts_by_time ON posts (at);
CREATE TABLE checks (
    draft INTEGER NOT NULL REFERENCES posts, role TEXT NOT NULL, person TEXT NOT NULL, at TEXT NOT NULL,
    PRIMARY KEY (draft, role)
) STRICT, WITHOUT ROWID;
CREATE TABLE persons (
    name TEXT PRIMARY KEY, role TEXT NOT NULL CHECK (role IN ('director', 'poster', 'reader')),
    password TEXT NOT NULL,             -- argon2id; never exported
    until TEXT, active INTEGER NOT NULL, mail TEXT NOT NULL
) STRICT;
CREATE TABLE confirmations (
    number TEXT PRIMARY KEY, persons TEXT NOT NULL, sources TEXT NOT NULL, kinds TEXT NOT NULL,
    first TEXT NOT NULL, last TEXT NOT NULL, per_day INTEGER NOT NULL, given_by TEXT NOT NULL, revoked_at TEXT
) STRICT;
-- closed days that a page of the site names, or a person; only confirmed ones count
CREATE TABLE closings (
    id INTEGER PRIMARY KEY, first TEXT NOT NULL, last TEXT NOT NULL, why TEXT NOT NULL, words TEXT NOT NULL, url TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('proposed', 'confirmed', 'refused', 'withdrawn')), by TEXT NOT NULL, at TEXT
) STRICT;
-- what keeps posts back: 'all' is the stop switch, a road's name its breaker
CREATE TABLE stops (name TEXT PRIMARY KEY, why TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL, until TEXT) STRICT;
-- what was told to whom (mail address or name of a channel), each thing once
CREATE TABLE notices (
    key TEXT NOT NULL, recipient TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (key, recipient)
) STRICT, WITHOUT ROWID;
-- 5(5): how each page showed the account at the last look
CREATE TABLE showings (
    page TEXT PRIMARY KEY, verdict TEXT NOT NULL, since TEXT, looked_at TEXT, unread_since TEXT, why TEXT NOT NULL,
    kept_back INTEGER NOT NULL
) STRICT;
CREATE TABLE impostors (
    id INTEGER PRIMARY KEY, account TEXT NOT NULL, day TEXT NOT NULL, url TEXT NOT NULL, note TEXT NOT NULL
) STRICT;
CREATE TABLE impostor_steps (
    id INTEGER PRIMARY KEY, impostor INTEGER NOT NULL REFERENCES impostors,
    state TEXT NOT NULL CHECK (state IN ('seen', 'reported', 'gone')), person TEXT NOT NULL, at TEXT NOT NULL,
    UNIQUE (impostor, state)
) STRICT;
-- 7: removed after a while; a number never comes back, since the journal has nothing but it
CREATE TABLE incidents (
    id INTEGER PRIMARY KEY AUTOINCREMENT, account TEXT NOT NULL, day TEXT NOT NULL, clause TEXT NOT NULL,
    way TEXT NOT NULL CHECK (way IN ('reply', 'dm', 'mention')), url TEXT NOT NULL, note TEXT NOT NULL, by TEXT NOT NULL
) STRICT;
CREATE TABLE measures (
    id INTEGER PRIMARY KEY AUTOINCREMENT, account TEXT NOT NULL, acts TEXT NOT NULL, reason TEXT NOT NULL,
    count INTEGER NOT NULL, decided_by TEXT NOT NULL, decided_at TEXT NOT NULL, done_by TEXT NOT NULL, done_at TEXT
) STRICT;
-- the sandbox's own timeline
CREATE TABLE timeline (id INTEGER PRIMARY KEY AUTOINCREMENT, text TEXT NOT NULL, at TEXT NOT NULL, key TEXT NOT NULL) STRICT;
-- append-only; each row carries the hash of the one before (see journal.py)
CREATE TABLE journal (
    id INTEGER PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL,
    draft INTEGER, before TEXT, after TEXT, version INTEGER, detail TEXT NOT NULL,
    previous TEXT NOT NULL, hash TEXT NOT NULL
) STRICT;
CREATE INDEX journal_by_draft ON journal (draft, id) WHERE draft IS NOT NULL;
"""

#: tables whose rows are never altered; a trigger says so to whoever tries
KEPT: Final = ("journal", "versions", "decisions", "checks")


@migrations()
def first(db: sqlite_utils.Database) -> None:
    """Lay the tables and the triggers that keep the record as it was written."""
    for statement in FIRST.split(";\n"):
        if statement.strip():
            db.conn.execute(statement)
    for table in KEPT:
        _lay_append_only(db, table)


def _lay_append_only(db: sqlite_utils.Database, table: str) -> None:
    for verb in ("UPDATE", "DELETE"):
        db.conn.execute(
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )


def _tell(
    db: sqlite_utils.Database,
    what: Verb,
    facts: Mapping[str, object],
    draft: tuple[int, str, int] | None = None,
) -> None:
    """Write a line of the journal of what an upgrade did; `draft`: to which, with state and
    version.
    """
    (now,) = db.conn.execute("SELECT strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now')").fetchone()
    line = JournalLine(Machine.MIGRATION, what, datetime.fromisoformat(now), dict(facts))
    id, state, version = draft or (None, None, None)
    journal.append(db.conn, line, draft=id, before=state, after=state, version=version)


@migrations()
def clause_7_has_its_own_numbers(db: sqlite_utils.Database) -> None:
    """Give each incident the number that its kind has in clause 7; the numbers of 6 stood there,
    one more each.

    Secrets, the first of 6, are none of 7's kinds: such an incident becomes "whatever the library
    finds unfit", 7(12).
    A line of the journal says so, since the lines before it keep the old numbers.
    """
    old = {f"7({number})": f"7({number - 1 or 12})" for number in range(1, 13)}
    rows = db.conn.execute("SELECT id, clause FROM incidents ORDER BY id").fetchall()
    changed = {str(id): f"{clause} → {old[clause]}" for id, clause in rows if clause in old}
    for id, clause in rows:
        db.conn.execute(
            "UPDATE incidents SET clause = ? WHERE id = ?", (old.get(clause, clause), id)
        )
    if changed or db.conn.execute("SELECT 1 FROM journal WHERE action = 'incident'").fetchone():
        what = "運用方針7の種類を、7自身の番号に付け直しました。この行より前の記録簿の番号は、一つずれています"
        _tell(db, Verb.RELABEL, {"what": what, "incidents": changed})


@migrations()
def posts_have_their_own_id(db: sqlite_utils.Database) -> None:
    """Key posts by an id of their own, with what they are and their road; a tick is a draft's, as
    before.

    What a post is stood in the beginning of its id: rt:DRAFT:NUMBER a retweet, -NUMBER a deletion,
    -rt:… the end of a retweet.
    """
    for statement in POSTS.split(";\n"):
        db.conn.execute(statement)
    _lay_append_only(db, "checks")


POSTS: Final = """
CREATE TABLE new_posts (
    id INTEGER PRIMARY KEY,
    draft INTEGER NOT NULL REFERENCES drafts, attempt INTEGER NOT NULL UNIQUE REFERENCES attempts,
    act TEXT NOT NULL CHECK (act IN ('post', 'retweet', 'deletion', 'undoing')),
    post_id TEXT NOT NULL,              -- X's number; of a retweet: of the post that is shown
    url TEXT NOT NULL, at TEXT NOT NULL, through TEXT NOT NULL, cost REAL NOT NULL,
    UNIQUE (draft, through)
) STRICT;
INSERT INTO new_posts (draft, attempt, act, post_id, url, at, through, cost)
    SELECT draft, attempt,
        CASE WHEN post_id LIKE '-rt:%' THEN 'undoing' WHEN post_id LIKE '-%' THEN 'deletion'
             WHEN post_id LIKE 'rt:%' THEN 'retweet' ELSE 'post' END,
        -- what stands behind the last colon, or behind the sign
        CASE WHEN post_id LIKE '%rt:%'
             THEN substr(post_id, instr(post_id, 'rt:') + 3 + instr(substr(post_id, instr(post_id, 'rt:') + 3), ':'))
             ELSE ltrim(post_id, '-') END,
        url, at, through, cost FROM posts ORDER BY at, draft;
CREATE TABLE new_checks (
    draft INTEGER NOT NULL REFERENCES drafts, role TEXT NOT NULL, person TEXT NOT NULL, at TEXT NOT NULL,
    PRIMARY KEY (draft, role)
) STRICT, WITHOUT ROWID;
INSERT INTO new_checks SELECT * FROM checks;
DROP TABLE checks;
DROP TABLE posts;
ALTER TABLE new_checks RENAME TO checks;
ALTER TABLE new_posts RENAME TO posts;
CREATE INDEX posts_by_time ON posts (at);
-- an own post is one draft's, and deleted once; the sandbox counts for itself, a retweet has no id of its own
CREATE UNIQUE INDEX one_owner ON posts (post_id, act, (through = 'sandbox')) WHERE act IN ('post', 'deletion')
"""


@migrations()
def the_last_run_of_each_command_is_known(db: sqlite_utils.Database) -> None:
    """Lay the table of last runs: nobody hears from a cron that is dead. It says nothing of runs
    before it.
    """
    db.conn.execute(
        "CREATE TABLE runs (command TEXT PRIMARY KEY, at TEXT NOT NULL, detail TEXT NOT NULL) STRICT, WITHOUT ROWID"
    )


@migrations()
def an_item_with_an_open_draft_is_drafted(db: sqlite_utils.Database) -> None:
    """Say of each item whose draft is under way that it is drafted: one that was set aside beside a
    sync said otherwise.
    """
    db.conn.execute(
        "UPDATE items SET state = 'drafted' WHERE state = 'set_aside' AND id IN (SELECT item FROM drafts"
        " WHERE item IS NOT NULL AND corrects IS NULL AND state NOT IN ('rejected', 'withdrawn'))"
    )


@migrations()
def each_look_is_known(db: sqlite_utils.Database) -> None:
    """Lay when a source or page was last asked, and when it last came whole; nothing is known of
    looks before.
    """
    for table, first in (("sources", "asked_at"), ("pages", "looked_at")):
        for column in (first, "whole_at"):
            db.conn.execute(f"ALTER TABLE {table} ADD COLUMN {column} TEXT")


@migrations()
def pictures_are_kept(db: sqlite_utils.Database) -> None:
    """Lay the table of pictures. A draft of before has only an address: its picture was never
    bound, so it cannot go out.
    """
    db.conn.execute(
        "CREATE TABLE pictures ("
        "sha256 TEXT PRIMARY KEY, media_type TEXT NOT NULL, width INTEGER NOT NULL, height INTEGER NOT NULL, "
        "url TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL, "
        "used INTEGER NOT NULL, "  # whether a version names it
        "body BLOB NOT NULL) STRICT"
    )


@migrations()
def a_prior_confirmation_may_cover_more(db: sqlite_utils.Database) -> None:
    """Let a prior confirmation say that it means urgent ones outside the hours, and corrections;
    none before did.
    """
    for column in ("outside_hours", "corrections"):
        db.conn.execute(f"ALTER TABLE confirmations ADD COLUMN {column} INTEGER NOT NULL DEFAULT 0")


@migrations()
def a_page_stands_with_its_decision(db: sqlite_utils.Database) -> None:
    """Lay the table of pages as they stood at a decision; nobody knows any more how they stood at
    those before.
    """
    db.conn.execute(
        "CREATE TABLE decision_pages (decision INTEGER PRIMARY KEY REFERENCES decisions, "
        "seen_at TEXT NOT NULL, "  # when the page was last seen to be so
        "page TEXT NOT NULL) STRICT"  # its sha256 stands in the journal's line of the decision
    )


@migrations()
def a_decision_names_road_library_and_record(db: sqlite_utils.Database) -> None:
    """Let each decision name under what it was given, and the record itself.

    Those that stand were given in this record; their road was that of the last attempt, or is not
    known (empty).
    """
    db.conn.execute(
        "CREATE TABLE identity (one INTEGER PRIMARY KEY CHECK (one = 1), record TEXT NOT NULL, library TEXT NOT NULL,"
        " place TEXT NOT NULL) STRICT"
    )
    db.conn.execute("INSERT INTO identity VALUES (1, lower(hex(randomblob(16))), '', '')")
    for column in ("road", "library", "record"):
        db.conn.execute(f"ALTER TABLE decisions ADD COLUMN {column} TEXT NOT NULL DEFAULT ''")
    db.conn.execute("DROP TRIGGER decisions_no_update")
    db.conn.execute(
        "UPDATE decisions SET record = (SELECT record FROM identity),"
        " road = coalesce((SELECT through FROM attempts ORDER BY id DESC LIMIT 1), '')"
    )
    db.conn.execute("DROP TRIGGER decisions_no_delete")
    _lay_append_only(db, "decisions")


@migrations()
def hosts_are_remembered(db: sqlite_utils.Database) -> None:
    """Lay what hosts asked of us: a pause (Retry-After), and their robots.txt."""
    db.conn.execute(
        "CREATE TABLE hosts (host TEXT PRIMARY KEY, not_before TEXT, robots TEXT, robots_at TEXT) STRICT, WITHOUT ROWID"
    )


@migrations()
def a_source_remembers_its_reading(db: sqlite_utils.Database) -> None:
    """Lay by which readers a list was read, from which documents, what was found, told, and when it
    was down or began anew.
    """
    for column in (
        "reading INTEGER NOT NULL DEFAULT 0",
        "parts TEXT NOT NULL DEFAULT '[]'",
        "notes TEXT NOT NULL DEFAULT '[]'",
        "lists TEXT NOT NULL DEFAULT '[]'",
        "cut INTEGER NOT NULL DEFAULT 0",
        "down_since TEXT",
        "back_at TEXT",
        "anew_at TEXT",
    ):
        db.conn.execute(f"ALTER TABLE sources ADD COLUMN {column}")


@migrations()
def the_gate_knows_how_far_the_journal_was_walked(db: sqlite_utils.Database) -> None:
    """Lay how far the chain held at the last look, and an index of the lines on no draft: persons,
    confirmations, stops.
    """
    db.conn.execute(
        # 1: the last walk from the first row
        "CREATE TABLE walks (whole INTEGER PRIMARY KEY CHECK (whole IN (0, 1)), "
        "rows INTEGER NOT NULL, hash TEXT NOT NULL, at TEXT NOT NULL) STRICT"
    )
    db.conn.execute(
        "CREATE INDEX journal_of_the_office ON journal (action, id) WHERE draft IS NULL"
    )
    inventory: dict[str, object] = {
        "persons": {
            name: {"role": role, "active": bool(active), "until": until}
            for name, role, active, until in db.conn.execute(
                "SELECT name, role, active, until FROM persons"
            )
        },
        "confirmations": {
            number: {
                "per_day": per_day,
                "given_by": by,
                "first": first,
                "last": last,
                "revoked": revoked is not None,
            }
            for number, per_day, by, first, last, revoked in db.conn.execute(
                "SELECT number, per_day, given_by, first, last, revoked_at FROM confirmations"
            )
        },
        "stops": sorted(name for (name,) in db.conn.execute("SELECT name FROM stops")),
    }
    if any(
        inventory.values()
    ):  # lines of earlier releases do not tell all of it: from here on it is proven
        _tell(db, Verb.INVENTORY, inventory)


@migrations()
def an_attempt_names_who_took_it(db: sqlite_utils.Database) -> None:
    """Let an attempt by hand name its person, when X's window was opened, and any one when X was
    first seen without it.

    Whoever was handed a draft before has had its link, so its window counts as opened.
    """
    db.conn.execute("ALTER TABLE attempts ADD COLUMN person TEXT NOT NULL DEFAULT ''")
    for column in ("opened_at", "absent_at"):
        db.conn.execute(f"ALTER TABLE attempts ADD COLUMN {column} TEXT")
    db.conn.execute(
        "UPDATE attempts SET opened_at = started_at WHERE through = 'manual' AND outcome = ''"
    )


@migrations()
def looks_at_x_cost(db: sqlite_utils.Database) -> None:
    """Lay what each look at the own timeline cost; nobody knows what those before did."""
    db.conn.execute(
        "CREATE TABLE looks (id INTEGER PRIMARY KEY, at TEXT NOT NULL, posts INTEGER NOT NULL, cost REAL NOT NULL) STRICT"
    )
    db.conn.execute("CREATE INDEX looks_by_time ON looks (at)")


@migrations()
def a_program_proposes_a_second_wording(db: sqlite_utils.Database) -> None:
    """Lay what the library's program proposes beside a draft's wording, or why it was refused;
    nobody decides it.
    """
    db.conn.execute(
        "CREATE TABLE rewordings (draft INTEGER PRIMARY KEY REFERENCES drafts (id), version INTEGER NOT NULL, "
        "at TEXT NOT NULL, text TEXT NOT NULL, refusal TEXT NOT NULL) STRICT"
    )


@migrations()
def the_journal_marks_what_it_did_not_tell(db: sqlite_utils.Database) -> None:
    """Write how persons, confirmations, stops and closings stand: from here on passwords, mails and
    closings are proven, too.

    Lines of before tell less: what was changed in the file until now is not found by this.
    """
    lists = ("persons", "sources", "kinds")
    inventory: dict[str, dict[str, object]] = {
        "persons": {
            row["name"]: {
                "role": row["role"],
                "active": bool(row["active"]),
                "until": row["until"],
                "password": _digits(row["password"], 24),
                "mail": _digits(row["mail"], 24),
            }
            for row in db.query("SELECT * FROM persons")
        },
        "confirmations": {
            row["number"]: {name: row[name] for name in ("first", "last", "per_day", "given_by")}
            | {name: json.loads(row[name]) for name in lists}
            | {name: bool(row[name]) for name in ("outside_hours", "corrections")}
            | {"revoked": row["revoked_at"] is not None}
            for row in db.query("SELECT * FROM confirmations")
        },
        "stops": {row["name"]: {"until": row["until"]} for row in db.query("SELECT * FROM stops")},
        "closings": {
            str(row["id"]): _digits(
                json.dumps(
                    [
                        row[name]
                        for name in ("first", "last", "why", "words", "url", "state", "by", "at")
                    ],
                    ensure_ascii=False,
                    separators=(",", ":"),
                ),
                32,
            )
            for row in db.query("SELECT * FROM closings")
        },
    }
    if any(inventory.values()):
        _tell(db, Verb.INVENTORY, inventory)


def _digits(text: str, count: int) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:count] if text else ""


@migrations()
def who_ticked_the_thirteen_kinds_is_kept(db: sqlite_utils.Database) -> None:
    """Lay who ticked that a text is none of the thirteen kinds of 6; of texts before nobody knows."""
    db.conn.execute(
        "CREATE TABLE checklists (id INTEGER PRIMARY KEY, draft INTEGER NOT NULL, version INTEGER NOT NULL, "
        "digest TEXT NOT NULL, person TEXT NOT NULL, at TEXT NOT NULL, "
        "part TEXT NOT NULL CHECK (part IN ('draft', 'decision')), "
        "FOREIGN KEY (draft, version) REFERENCES versions) STRICT"
    )
    db.conn.execute("CREATE INDEX checklists_by_draft ON checklists (draft, id)")
    _lay_append_only(db, "checklists")


@migrations()
def what_is_not_over_is_found_by_its_last_day(db: sqlite_utils.Database) -> None:
    """Lay an index of last days: a run asks which pages still matter, and must not read the whole
    history for it.
    """
    db.conn.execute(
        "CREATE INDEX versions_by_last_day ON versions (expires_on) WHERE expires_on IS NOT NULL"
    )


@migrations()
def the_time_of_a_post_is_found_at_once(db: sqlite_utils.Database) -> None:
    """Lay the way to the lines of the journal that say between which moments a draft goes out; they
    are few.
    """
    db.conn.execute("CREATE INDEX journal_of_times ON journal (draft, id) WHERE action = 'time'")


@migrations()
def words_before_a_decision_are_kept(db: sqlite_utils.Database) -> None:
    """Lay the words of 回議 (9(1)): of whom, at which step, on which text. There were none before."""
    db.conn.execute(
        "CREATE TABLE reviews (id INTEGER PRIMARY KEY, draft INTEGER NOT NULL, version INTEGER NOT NULL, "
        "digest TEXT NOT NULL, step TEXT NOT NULL, person TEXT NOT NULL, at TEXT NOT NULL, "
        "FOREIGN KEY (draft, version) REFERENCES versions) STRICT"
    )
    db.conn.execute("CREATE INDEX reviews_by_draft ON reviews (draft, id)")
    _lay_append_only(db, "reviews")


@migrations()
def what_is_rare_is_found_by_an_index_of_its_own(db: sqlite_utils.Database) -> None:
    """Lay small indexes of what few rows have: a retweet, a pick, the number of an own post; a
    question must not read all rows.
    """
    db.conn.execute(
        'CREATE INDEX versions_by_retweet ON versions (draft) WHERE instr(content, \'"repost_of":""\') = 0'
    )
    db.conn.execute("CREATE INDEX journal_by_pick ON journal (id) WHERE action = 'pick'")
    db.conn.execute(
        "CREATE INDEX posts_by_number ON posts (through = 'sandbox', length(post_id), post_id) WHERE act = 'post'"
    )


@migrations()
def a_prior_confirmation_may_be_for_an_absence(db: sqlite_utils.Database) -> None:
    """Let a prior confirmation be that of an absence, and a decision under it be one in another's
    place (代決); none was.
    """
    for table in ("confirmations", "decisions"):
        db.conn.execute(f"ALTER TABLE {table} ADD COLUMN absence INTEGER NOT NULL DEFAULT 0")


@migrations()
def who_looked_at_a_release_afterwards_is_kept(db: sqlite_utils.Database) -> None:
    """Lay who of the directors has looked at a release afterwards (後閲); nobody wrote it before."""
    db.conn.execute(
        "CREATE TABLE inspections (decision INTEGER PRIMARY KEY REFERENCES decisions, draft INTEGER NOT NULL, "
        "person TEXT NOT NULL, at TEXT NOT NULL) STRICT"
    )
    db.conn.execute("CREATE INDEX inspections_by_draft ON inspections (draft)")
    _lay_append_only(db, "inspections")


@migrations()
def sessions_are_kept(db: sqlite_utils.Database) -> None:
    """Lay who is signed in, by a hash of the session's id, and how the last logins went; whoever is
    signed in does so anew.
    """
    db.conn.execute(
        "CREATE TABLE sessions (id TEXT PRIMARY KEY, person TEXT NOT NULL, until TEXT NOT NULL) STRICT"
    )
    db.conn.execute(
        "CREATE TABLE logins (person TEXT PRIMARY KEY, at TEXT, failures INTEGER NOT NULL) STRICT"
    )


@migrations()
def who_took_a_draft_over_is_found_at_once(db: sqlite_utils.Database) -> None:
    """Lay the way to the lines of the journal that say to whom a draft was handed over; they are
    few.
    """
    db.conn.execute(
        "CREATE INDEX journal_of_handovers ON journal (draft, id) WHERE action = 'hand_over'"
    )


@migrations()
def only_what_came_after_the_rule_waits_for_a_look(db: sqlite_utils.Database) -> None:
    """Lay the number of the last decision before releases were looked at afterwards (後閲): nobody
    owes a look at those.

    The rule came with `inspections`; a record that has had them for a while keeps what came since.
    """
    db.conn.execute("ALTER TABLE identity ADD COLUMN uninspected INTEGER NOT NULL DEFAULT 0")
    db.conn.execute(
        "UPDATE identity SET uninspected = (SELECT ifnull(max(id), 0) FROM decisions WHERE"
        " julianday(at) < (SELECT julianday(applied_at) FROM _sqlite_migrations"
        " WHERE migration_set = 'feedbridge' AND name = 'who_looked_at_a_release_afterwards_is_kept'))"
    )


@migrations()
def what_is_shown_beside_a_password_is_kept(db: sqlite_utils.Database) -> None:
    """Lay what persons show at the login beside their passwords (二段階認証); nobody has any yet."""
    db.conn.execute(
        "CREATE TABLE factors (id INTEGER PRIMARY KEY AUTOINCREMENT, person TEXT NOT NULL, kind TEXT NOT NULL,"
        " label TEXT NOT NULL, secret TEXT NOT NULL, used INTEGER NOT NULL, at TEXT NOT NULL) STRICT"
    )
    db.conn.execute("CREATE INDEX factors_by_person ON factors (person, id)")


@migrations()
def a_thread_has_several_posts(db: sqlite_utils.Database) -> None:
    """Number the attempts and posts of a draft: those of a thread stand one after the other. All
    before were the only ones of theirs.
    """
    db.conn.execute("ALTER TABLE attempts ADD COLUMN part INTEGER NOT NULL DEFAULT 1")
    for statement in PARTS.split(";\n"):
        db.conn.execute(statement)


PARTS: Final = """
CREATE TABLE new_posts (
    id INTEGER PRIMARY KEY,
    draft INTEGER NOT NULL REFERENCES drafts, attempt INTEGER NOT NULL UNIQUE REFERENCES attempts,
    act TEXT NOT NULL CHECK (act IN ('post', 'retweet', 'deletion', 'undoing')),
    post_id TEXT NOT NULL,              -- X's number; of a retweet: of the post that is shown
    url TEXT NOT NULL, at TEXT NOT NULL, through TEXT NOT NULL, cost REAL NOT NULL,
    part INTEGER NOT NULL DEFAULT 1,    -- which post of a thread
    UNIQUE (draft, through, part)
) STRICT;
INSERT INTO new_posts (id, draft, attempt, act, post_id, url, at, through, cost)
    SELECT id, draft, attempt, act, post_id, url, at, through, cost FROM posts;
DROP TABLE posts;
ALTER TABLE new_posts RENAME TO posts;
CREATE INDEX posts_by_time ON posts (at);
CREATE UNIQUE INDEX one_owner ON posts (post_id, act, (through = 'sandbox')) WHERE act IN ('post', 'deletion');
CREATE INDEX posts_by_number ON posts (through = 'sandbox', length(post_id), post_id) WHERE act = 'post'
"""


@migrations()
def on_which_devices_persons_are_told_is_kept(db: sqlite_utils.Database) -> None:
    """Lay the devices on which persons are told what waits; there are none yet."""
    db.conn.execute(
        "CREATE TABLE subscriptions (id INTEGER PRIMARY KEY AUTOINCREMENT, person TEXT NOT NULL,"
        " endpoint TEXT NOT NULL UNIQUE, p256dh TEXT NOT NULL, auth TEXT NOT NULL,"
        " label TEXT NOT NULL, at TEXT NOT NULL) STRICT"
    )


@migrations()
def words_are_found_by_an_index(db: sqlite_utils.Database) -> None:
    """Lay an index of the drafts' present texts: a search must not read a million old posts."""
    search.lay(db.conn)


#: what an earlier release told to type: below a sentence, behind it, as a sentence of its own
ADVICE: Final = (r"(?s)\n  対処: .*", r"\(feedbridge [^)]*\)", r"[^。]*feedbridge [^。]*。?")


@migrations()
def what_is_told_to_do_is_no_part_of_what_is_kept(db: sqlite_utils.Database) -> None:
    """Leave of what is remembered of sources and stops what happened: each door says what can be
    done at it. The journal keeps the words in which it was told.
    """
    # What persons wrote stays as it is, as does what cannot be read. Edited once, while 0.2.0 was
    # in the making: the first form cut persons' words, too, which none that comes later could give
    # back; to a record that it has passed this one does nothing, and its journal has those words.
    for table, key, column, whose in (
        ("sources", "id", "error", ""),
        ("sources", "id", "how", ""),
        ("stops", "name", "why", " WHERE by = 'publish'"),
    ):
        for (id,) in db.conn.execute(f"SELECT {key} FROM {table}{whose}").fetchall():
            row = f"FROM {table} WHERE {key} = ?"
            try:
                (text,) = db.conn.execute(f"SELECT {column} {row}", (id,)).fetchone()
            except sqlite3.OperationalError:
                continue
            sentence = functools.reduce(lambda kept, told: re.sub(told, "", kept), ADVICE, text)
            if sentence.strip() and sentence != text:
                db.conn.execute(f"UPDATE {table} SET {column} = ? WHERE {key} = ?", (sentence, id))


@migrations()
def what_a_list_calls_off_waits_for_its_draft(db: sqlite_utils.Database) -> None:
    """Lay whether the list calls an item off since its draft was made, until the draft has heard of
    it; of what is there nothing waits.
    """
    db.conn.execute("ALTER TABLE items ADD COLUMN halt INTEGER NOT NULL DEFAULT 0")


@migrations()
def what_hangs_on_a_note_has_a_name(db: sqlite_utils.Database) -> None:
    """Lay why a draft stands where it stands, where something hangs on it: the beginning of its
    note told it.
    """
    db.conn.execute("ALTER TABLE drafts ADD COLUMN cause TEXT NOT NULL DEFAULT ''")
    for cause, words in (
        ("unseen", "Xの自分の投稿一覧を、さかのぼって読みきれませんでした"),
        ("not_removed", "Xが削除を受け付けません"),
        ("differs", "Xの表示が決裁した文と違います"),
        ("lapsed", "決裁し直してください"),
    ):
        rows = db.conn.execute(
            "SELECT id, note, origin, opened_at, changed_at FROM drafts"
            " WHERE substr(note, 1, ?) = ? ORDER BY id",
            (len(words), words),
        ).fetchall()
        for id, *facts in rows:
            db.conn.execute("UPDATE drafts SET cause = ? WHERE id = ?", (cause, id))
            stands = db.conn.execute(
                "SELECT after, version FROM journal WHERE draft = ? ORDER BY id DESC LIMIT 1", (id,)
            ).fetchone()
            if stands is None:  # nobody's draft: that it has no line is the proof's to tell
                continue
            detail: dict[str, object] = {"what": cause}
            if _mark_of(db, id) in {None, _mark(facts)}:  # else the row was altered: so it stays
                detail["rows"] = {f"drafts {id}": _mark([*facts, cause])}
            _tell(db, Verb.CAUSE, detail, (id, *stands))


def _mark(facts: list[object]) -> str:
    """Return the mark of a row with these facts."""
    return _digits(json.dumps(facts, ensure_ascii=False, separators=(",", ":")), 32)


def _mark_of(db: sqlite_utils.Database, draft: int) -> str | None:
    """Return the mark of a draft's row as the last line that touched it left it, None where no line
    marks it.
    """
    path = f'$.rows."drafts {draft}"'
    row = db.conn.execute(
        "SELECT json_extract(detail, :path) FROM journal WHERE draft = :draft AND CASE WHEN"
        " json_valid(detail) THEN json_extract(detail, :path) END IS NOT NULL ORDER BY id DESC LIMIT 1",
        {"path": path, "draft": draft},
    ).fetchone()
    return str(row[0]) if row else None


def migrate(connection: sqlite3.Connection) -> None:
    """Bring an empty or older state.db to SCHEMA, all the way or not at all. The caller holds the
    lock and has kept a copy.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        migrations.apply(sqlite_utils.Database(connection))
        connection.execute(f"PRAGMA user_version = {SCHEMA}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
