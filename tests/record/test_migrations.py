"""Each change of the record's shape, on a record that an earlier program left."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
import sqlite_utils
from fakes import NOW, wording

from bridge import labels, lifecycle
from bridge.model import Cause, JournalLine, Kind, Opening, Verb
from bridge.record import backup, database, journal
from bridge.record.migrations import migrate, migrations
from bridge.record.store import Store

if TYPE_CHECKING:
    from pathlib import Path


def earlier(path: Path, before: str) -> sqlite3.Connection:
    """Return a record as it stood before the migration of that name."""
    raw = sqlite3.connect(path, isolation_level=None)
    raw.execute(f"PRAGMA application_id = {database.APPLICATION_ID}")
    migrations.apply(sqlite_utils.Database(raw), stop_before=before)
    return raw


def test_7_incidents_get_the_numbers_of_their_own_clause_and_the_journal_says_so(
    tmp_path: Path,
) -> None:
    """Laws were 7(2) and are 7(1); secrets, which 7 does not know, are 7(12); the chain holds over
    the change.
    """
    path = tmp_path / "state.db"
    raw = earlier(path, "clause_7_has_its_own_numbers")
    for clause in ("7(1)", "7(2)", "7(3)", "7(12)"):
        raw.execute(
            "INSERT INTO incidents (account, day, clause, way, url, note, by) VALUES"
            " ('troll_1', '2026-11-01', ?, 'reply', '', '暴言', '職員')",
            (clause,),
        )
        journal.append(raw, JournalLine("職員", Verb.INCIDENT, NOW, {"clause": clause}))
    raw.close()
    with Store(path) as store:
        told = {incident.id: incident.clause for incident in store.watchlist.incidents()}
        assert told == {1: "7(12)", 2: "7(1)", 3: "7(2)", 4: "7(11)"}
        *_, last = store.journal()
        assert (last["actor"], last["action"]) == ("migration", "relabel")
        assert json.loads(last["detail"])["incidents"]["2"] == "7(2) → 7(1)"
        assert store.verify_journal().broken_at is None
    with Store(path) as store:  # once
        assert [
            incident.clause for incident in store.watchlist.incidents() if incident.id == 2
        ] == ["7(1)"]


def test_7_a_removed_incident_leaves_lines_with_old_numbers_so_it_is_told_all_the_same(
    tmp_path: Path,
) -> None:
    """The journal's own lines keep the number that was written; a later reader must know that it is
    one too many.
    """
    path = tmp_path / "state.db"
    raw = earlier(path, "clause_7_has_its_own_numbers")
    journal.append(raw, JournalLine("職員", Verb.INCIDENT, NOW, {"clause": "7(2)"}))
    raw.close()
    with Store(path) as store:
        assert [line["action"] for line in store.journal()] == ["incident", "relabel"]


def test_a_change_of_the_shape_that_fails_is_told_and_leaves_the_record_as_it_was(
    tmp_path: Path,
) -> None:
    """Nobody goes on with a record of half a shape."""
    path = tmp_path / "state.db"
    raw = earlier(path, "what_a_list_calls_off_waits_for_its_draft")
    raw.execute("ALTER TABLE items ADD COLUMN halt TEXT")
    before = raw.serialize()
    with pytest.raises(sqlite3.OperationalError, match="halt"):
        migrate(raw)
    assert (raw.serialize() == before, raw.in_transaction) == (True, False)
    raw.close()


def test_the_first_inventory_tells_which_confirmations_were_taken_back(tmp_path: Path) -> None:
    """Of a release whose lines did not: from there on it is proven."""
    path = tmp_path / "state.db"
    raw = earlier(path, "the_gate_knows_how_far_the_journal_was_walked")
    marks = ", ".join("?" * 9)
    for number, revoked_at in (("1", None), ("2", NOW.isoformat())):
        raw.execute(
            f"INSERT INTO confirmations VALUES ({marks}, 0, 0)",
            (number, "[]", "[]", "[]", "2026-11-01", "2026-11-30", 3, "館長", revoked_at),
        )
    raw.close()
    with Store(path) as store:
        told = json.loads(next(iter(store.journal()))["detail"])["confirmations"]
    assert {number: one["revoked"] for number, one in told.items()} == {"1": False, "2": True}


def test_the_journal_marks_persons_and_closings_by_the_first_digits_of_their_hashes(
    tmp_path: Path,
) -> None:
    """What a line proves of a person tells neither password nor address; one without any has no
    mark. A confirmation says whether it was taken back.
    """
    path = tmp_path / "state.db"
    raw = earlier(path, "the_journal_marks_what_it_did_not_tell")
    for name, password, mail in (("館長", "$argon2$x", "kancho@lib.example.jp"), ("職員", "", "")):
        raw.execute(
            "INSERT INTO persons (name, role, active, password, mail) VALUES (?, 'director', 1, ?, ?)",
            (name, password, mail),
        )
    closing = (
        "2026-12-28",
        "2027-01-03",
        "年末年始",
        "休館",
        "https://lib.example.jp/",
        "confirmed",
        "館長",
    )
    marks = ", ".join("?" * 9)
    raw.execute(f"INSERT INTO closings VALUES ({marks})", (1, *closing, NOW.isoformat()))
    for number, revoked_at in (("1", None), ("2", NOW.isoformat())):
        raw.execute(
            f"INSERT INTO confirmations VALUES ({marks}, 0, 0)",
            (number, "[]", "[]", "[]", "2026-11-01", "2026-11-30", 3, "館長", revoked_at),
        )
    raw.close()
    with Store(path) as store:
        (line,) = store.journal()
    told = json.loads(line["detail"])
    written = json.dumps(
        [*closing, NOW.isoformat()], ensure_ascii=False, separators=(",", ":")
    ).encode()
    assert told["closings"] == {"1": hashlib.sha256(written).hexdigest()[:32]}
    revoked = {number: one["revoked"] for number, one in told["confirmations"].items()}
    assert revoked == {"1": False, "2": True}
    marked = told["persons"]
    assert {name: (one["password"], one["mail"]) for name, one in marked.items()} == {
        "館長": tuple(
            hashlib.sha256(text.encode()).hexdigest()[:24]
            for text in ("$argon2$x", "kancho@lib.example.jp")
        ),
        "職員": ("", ""),
    }


def test_7_a_record_without_incidents_is_told_nothing(tmp_path: Path) -> None:
    """A new record, or one that never noted an incident, begins with no word about numbers."""
    with Store(tmp_path / "state.db") as store:
        assert list(store.journal()) == []


def test_the_number_in_the_file_is_that_of_the_migrations(tmp_path: Path) -> None:
    """A change of the shape that forgets SCHEMA would never reach the records that are there."""
    raw = sqlite3.connect(tmp_path / "state.db", isolation_level=None)
    assert len(migrations.pending(sqlite_utils.Database(raw))) == database.SCHEMA
    raw.close()


def test_5_1_nobody_owes_a_look_at_what_was_released_before_the_rule(tmp_path: Path) -> None:
    """後閲 came with a release: what went out under a prior confirmation before it waits for nobody,
    also in a record that has had the table for a while; what came since does wait.
    """
    for name in ("who_looked_at_a_release_afterwards_is_kept", "sessions_are_kept"):
        path = tmp_path / f"{name}.db"
        raw = earlier(path, name)
        raw.execute(
            "INSERT INTO drafts VALUES (1, NULL, 'staff', 'ウ', 'waiting', 1, NULL, '', '', NULL, '2026', '2026')"
        )
        decisions = ["2020-11-25T10:00:00.000000+00:00", "2999-01-01T00:00:00.000000+00:00"]
        told = [column[1] for column in raw.execute("PRAGMA table_info(decisions)")]
        for id, at in enumerate(decisions, 1):
            values = {
                "id": id,
                "draft": 1,
                "version": 1,
                "at": at,
                "acknowledged": "[]",
                "absence": 0,
                "way": "confirmation",
            }
            row = [values.get(column, "") for column in told]
            raw.execute("PRAGMA foreign_keys = OFF")
            raw.execute(f"INSERT INTO decisions VALUES ({','.join('?' * len(row))})", row)
        raw.close()
        with Store(path) as store:
            last = store._db.execute("SELECT uninspected FROM identity").fetchone()[0]
        assert last == 1, name


def test_what_an_earlier_release_told_to_type_is_no_part_of_what_is_kept(tmp_path: Path) -> None:
    """Sources and stops keep what happened; what nobody was told to type stays as it was."""
    path = tmp_path / "state.db"
    raw = earlier(path, "what_is_told_to_do_is_no_part_of_what_is_kept")
    kept = {
        "a": ("つながりません。\n  対処: feedbridge try a で\n確かめてください。", "RSS 1.0"),
        "b": ("", "ul/li 9件。4件は起案していません(feedbridge items から選べます)。"),
        "c": ("", "dl 9件。2件を保留にしました。feedbridge items --state held で見てください。"),
        "d": ("対処しています。", "RSS 2.0 3件"),
    }
    for id, (error, how) in kept.items():
        raw.execute(
            "INSERT INTO sources (id, etag, last_modified, digest, count, failures, error, how)"
            " VALUES (?, '', '', '', 9, 1, ?, ?)",
            (id, error, how),
        )
    why = "鍵を受け付けません。\n  対処: 鍵を作り直してください。"
    raw.execute("INSERT INTO stops VALUES ('x', ?, 'publish', ?, NULL)", (why, NOW.isoformat()))
    own = "feedbridge の更新作業をするので、館長の指示で止めます。"
    raw.execute("INSERT INTO stops VALUES ('all', ?, '館長', ?, NULL)", (own, NOW.isoformat()))
    detail = {"road": "x", "why": why, "until": None}
    journal.append(raw, JournalLine("publish", Verb.STOP, NOW, detail))
    by_hand = {"road": "all", "why": own, "until": None}
    journal.append(raw, JournalLine("館長", Verb.STOP, NOW, by_hand))
    raw.close()
    with Store(path) as store:
        memories = {id: store.sightings.memory(id) for id in kept}
        assert {id: (one.error, one.how) for id, one in memories.items()} == {
            "a": ("つながりません。", "RSS 1.0"),
            "b": ("", "ul/li 9件。4件は起案していません。"),
            "c": ("", "dl 9件。2件を保留にしました。"),
            "d": ("対処しています。", "RSS 2.0 3件"),
        }
        assert store.people.stops(NOW) == {"x": ("鍵を受け付けません。", None), "all": (own, None)}
        line, other = store.journal()
        assert labels.detail(line["detail"]) == "鍵を受け付けません。、XのAPI"
        assert own in labels.detail(other["detail"])
    assert backup.faults(path) == ()


def test_10_what_a_note_told_in_its_first_words_has_a_name_and_the_record_is_proven(
    tmp_path: Path,
) -> None:
    """A text that X shows otherwise, and one that waits for a look, go on where they stood; a note
    that only speaks of it does not.
    """
    path = tmp_path / "state.db"
    shown = f"{labels.CAUSE[Cause.DIFFERS]}: 別の文"
    with Store(path) as store:
        for note in (shown, "差戻し: " + shown, labels.CAUSE[Cause.UNSEEN], ""):
            opening = Opening(None, "staff", Kind.MATERIAL, note=note)
            store.apply(lifecycle.open_draft(opening, wording(), "職員", NOW))
    _without_causes(path)
    with Store(path) as store:
        assert [store.draft(id).cause for id in (1, 2, 3, 4)] == [
            Cause.DIFFERS,
            None,
            Cause.UNSEEN,
            None,
        ]
        told = [(line["action"], line["draft"]) for line in store.journal()][-2:]
        assert told == [("cause", 3), ("cause", 1)]
    assert backup.faults(path) == ()


@pytest.mark.parametrize(
    ("altered", "told"),
    [
        ("note = '決裁し直してください: よその館'", "起案1の理由・もと・日時の記録が"),
        ("note = '決裁し直してください', origin = '市長'", "起案1の理由・もと・日時の記録が"),
        ("note = '決裁し直してください', state = 'decided'", "起案1の状態(決裁済・第1版)が"),
    ],
)
def test_10_an_upgrade_does_not_vouch_for_what_was_altered_before_it(
    tmp_path: Path, altered: str, told: str
) -> None:
    """A row that is not as its last line left it, or stands elsewhere, is told afterwards as
    before: what it says hangs on a note is no word of the journal.
    """
    path = tmp_path / "state.db"
    with Store(path) as store:
        opening = Opening(None, "staff", Kind.MATERIAL, note=labels.CAUSE[Cause.LAPSED])
        store.apply(lifecycle.open_draft(opening, wording(), "職員", NOW))
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute(f"UPDATE drafts SET {altered}")
    _without_causes(path)
    with Store(path) as store:
        assert store.draft(1).cause is Cause.LAPSED
        assert store.verify_journal().broken_at is None
        (*_, line) = store.journal()
        assert (line["action"], line["before"], line["after"]) == ("cause", "waiting", "waiting")
    assert any(fault.what.startswith(told) for fault in backup.faults(path))


def _without_causes(path: Path) -> None:
    """Bring a record back to where the release before the names of causes left it."""
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("ALTER TABLE drafts DROP COLUMN cause")
        raw.execute(
            "DELETE FROM _sqlite_migrations WHERE id = (SELECT max(id) FROM _sqlite_migrations)"
        )
        raw.execute(f"PRAGMA user_version = {database.SCHEMA - 1}")
