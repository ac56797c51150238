"""The record proves itself: tables against journal, whatever was changed, added or removed in the
file.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from fakes import DIRECTOR, FINDING, LINK, NOW, POSTER, answered, attached, content, wording
from tables import in_brief

from bridge import lifecycle
from bridge.model import (
    Confirmation,
    Item,
    ItemState,
    JournalLine,
    Kind,
    Memory,
    Opening,
    Page,
    Sighting,
)
from bridge.record import journal, proof
from bridge.record.backup import faults
from bridge.record.marks import row_mark
from bridge.record.proof import Examiner
from bridge.record.store import Store
from bridge.sayings import Refusal
from bridge.settings import ReviewSettings

URL = "https://x.com/mihon_lib/status/77"


def test_9_1_an_earlier_end_lies_on_the_chain_or_does_not(store: Store) -> None:
    """By its number and its hash; of no line at all every journal is the continuation."""
    filled(store)
    lines = list(store._db.execute("SELECT id, hash FROM journal ORDER BY id LIMIT 2"))
    assert [store.proof.lies_on(rows, head) for rows, head in lines] == [True, True]
    assert not store.proof.lies_on(1, lines[1][1])
    assert not store.proof.lies_on(10**6, lines[0][1])
    assert store.proof.lies_on(0, "")


def filled(store: Store) -> None:
    """A posted and checked draft of a page, a decided and a waiting one, two persons, a
    confirmation, a stop.
    """
    day = NOW.date()
    for person in (DIRECTOR, POSTER):
        store.people.save(person, None, JournalLine("館長", "people", NOW))
    given = Confirmation(
        number="2026-1",
        persons=("職員",),
        sources=(),
        kinds=(Kind.PAGE,),
        first=day,
        last=day + timedelta(days=9),
        per_day=3,
        given_by="館長",
    )
    store.people.save_confirmation(given, JournalLine("館長", "confirm", NOW))
    store.people.stop("x", "残高", None, JournalLine("publish", "stop", NOW))
    item = Item(id=0, source="home", url=LINK, title="題", state=ItemState.NEW, seen_at=NOW)
    store.sightings.remember("home", Memory(succeeded_at=NOW), [Sighting(item, ("a",))])
    store.sightings.keep_page(
        1, page=Page(LINK, "題", "12月1日です。"), validators=("", ""), digest="", at=NOW
    )
    first = wording(findings=(FINDING,))
    store.apply(lifecycle.open_draft(Opening(1, "home", Kind.PAGE), first, "sync", NOW))
    store.apply(
        lifecycle.decide(
            store.draft(1), DIRECTOR, NOW, acknowledged=[FINDING.key], outside_hours="台風"
        )
    )
    store.apply(lifecycle.send(store.draft(1), through="x", marker="", policy_version="", at=NOW))
    attempt = store.last_attempt(1)
    assert attempt is not None
    store.apply(
        lifecycle.post(store.draft(1), attempt, number="77", url=URL, at=NOW + timedelta(minutes=1))
    )
    for person in (DIRECTOR, POSTER):
        store.apply(
            lifecycle.check(store.draft(1), store.checks(1), person, NOW + timedelta(hours=1))
        )
    for text in ("決裁済です。", "決裁待ちです。"):
        store.apply(
            lifecycle.open_draft(
                Opening(None, "staff", Kind.TOLD), wording(content(text, "")), "職員", NOW
            )
        )
    store.apply(
        lifecycle.edit(
            store.draft(2), wording(content("直した文です。", "")), POSTER, NOW, ticked=True
        )
    )
    order = ReviewSettings(order={"イ": ("係長",)}, members={"係長": ("職員",)})
    store.apply(lifecycle.review(store.draft(2), POSTER, order, NOW + timedelta(hours=1)))
    store.apply(lifecycle.decide(store.draft(2), DIRECTOR, NOW + timedelta(hours=2), ticked=True))


@contextmanager
def behind(store: Store) -> Iterator[Store]:
    """Change the file as a tool does: the triggers go, and come back afterwards."""
    db = store._db
    laid = [
        tuple(row)
        for row in db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    ]
    db.execute("PRAGMA foreign_keys = OFF")
    for name, _ in laid:
        db.execute(f"DROP TRIGGER {name}")
    yield store
    for _, sql in laid:
        db.execute(sql)
    db.execute("PRAGMA foreign_keys = ON")


CHANGES = [
    ("UPDATE decisions SET person = '別の館長' WHERE draft = 1", "起案1の決裁"),
    ("UPDATE decisions SET at = '2026-11-24T01:00:00.000000+00:00' WHERE draft = 2", "起案2の決裁"),
    ("UPDATE decisions SET outside_hours = '' WHERE draft = 1", "起案1の決裁"),
    ("UPDATE decisions SET outside_hours = '急ぎ' WHERE draft = 2", "起案2の決裁"),
    ("UPDATE decisions SET acknowledged = '[]' WHERE draft = 1", "起案1の決裁"),
    ("UPDATE decisions SET not_before = '2026-11-26T01:00:00.000000+00:00' WHERE draft = 2", "起案2の決裁"),
    ("UPDATE decisions SET way = 'confirmation', confirmation = '2026-1' WHERE draft = 2", "起案2の決裁"),
    ("DELETE FROM decisions WHERE draft = 2", "起案2の決裁"),
    ("INSERT INTO decisions (id, draft, version, digest, person, at, way, confirmation, acknowledged, outside_hours, policy_version) SELECT 9, 3, 1, digest, person, at, way, '', '[]', '', '' FROM decisions WHERE id = 2", "起案3の決裁"),
    ("UPDATE drafts SET decision = 1 WHERE id = 3", "起案3の効力"),
    ("UPDATE drafts SET state = 'decided', decision = 1 WHERE id = 3", "起案3の状態(決裁済・"),
    ("UPDATE drafts SET version = 1 WHERE id = 2", "起案2の状態"),
    ("DELETE FROM drafts WHERE id = 3", "起案3の記録がありません"),
    ("INSERT INTO drafts SELECT 9, NULL, source, kind, state, version, NULL, note, origin, NULL, opened_at, changed_at, cause FROM drafts WHERE id = 3", "起案9の行が記録簿に"),
    ("UPDATE versions SET content = replace(content, '直した', '偽の') WHERE draft = 2", "起案2の第2版の文"),
    ("UPDATE versions SET digest = 'd' WHERE draft = 2 AND version = 1", "起案2の第1版のダイジェスト"),
    ("UPDATE versions SET title = '別の題' WHERE draft = 2 AND version = 2", "起案2の第2版の題名"),
    ("UPDATE versions SET findings = '[]' WHERE draft = 1", "起案1の第1版の題名・指摘"),
    ("UPDATE versions SET urgent = 1 WHERE draft = 3", "起案3の第1版の題名・指摘"),
    ("DELETE FROM versions WHERE draft = 2 AND version = 1", "起案2の第1版が、記録に"),
    ("INSERT INTO versions SELECT 3, 2, title, content, digest, weight, findings, author, at, urgent, expires_on, page_digest FROM versions WHERE draft = 3", "起案3の第2版が、記録簿に"),
    ("UPDATE versions SET content = json_set(content, '$.text', '(廃棄)', '$.account', '') WHERE draft = 2", "起案2の第1版の文"),
    ("UPDATE attempts SET digest = 'd'", "起案1の投稿の試み"),
    ("UPDATE attempts SET through = 'manual'", "起案1の投稿の試み"),
    ("DELETE FROM attempts", "起案1の投稿の試み"),
    ("INSERT INTO attempts (draft, decision, digest, through, started_at, marker, outcome, detail) SELECT draft, decision, digest, through, started_at, '', 'refused', '' FROM attempts", "起案1の投稿の試み"),
    ("INSERT INTO attempts (draft, decision, digest, through, started_at, marker, outcome, detail) SELECT draft, decision, digest, through, (SELECT max(at) FROM journal WHERE draft = 1), '', 'refused', '' FROM attempts", "起案1の投稿の試み"),
    ("UPDATE posts SET url = 'https://x.com/other/status/77'", "起案1の投稿"),
    ("UPDATE posts SET post_id = '78'", "起案1の投稿"),
    ("UPDATE posts SET at = '2026-11-24T01:00:00.000000+00:00'", "起案1の投稿"),
    ("DELETE FROM posts", "起案1の投稿が記録に"),
    ("DELETE FROM checks WHERE role = 'director'", "起案1の確認"),
    ("UPDATE checks SET person = '別の人' WHERE role = 'poster'", "起案1の確認"),
    ("INSERT INTO checks VALUES (3, 'director', '館長', '2026-11-25T01:00:00.000000+00:00')", "起案3の確認"),
    ("UPDATE decision_pages SET page = replace(page, '12月1日', '12月2日')", "起案1の決裁"),
    ("DELETE FROM decision_pages", "起案1の決裁"),
    ("UPDATE persons SET role = 'director'", "人「職員」の role"),
    ("UPDATE persons SET active = 0 WHERE name = '館長'", "人「館長」の active"),
    ("UPDATE persons SET until = '2020-01-01' WHERE name = '職員'", "人「職員」の until"),
    ("INSERT INTO persons VALUES ('別の館長', 'director', '', NULL, 1, '')", "人「別の館長」"),
    ("DELETE FROM persons WHERE name = '館長'", "人「館長」"),
    ("UPDATE confirmations SET per_day = 50", "事前確認「2026-1」の per_day"),
    ("UPDATE confirmations SET outside_hours = 1", "事前確認「2026-1」の outside_hours"),
    ("UPDATE confirmations SET corrections = 1", "事前確認「2026-1」の corrections"),
    ("UPDATE confirmations SET absence = 1", "事前確認「2026-1」の absence"),
    ("UPDATE decisions SET absence = 1 WHERE draft = 2", "起案2の決裁"),
    ("UPDATE confirmations SET kinds = '[\"エ\"]'", "事前確認「2026-1」の kinds"),
    ("UPDATE confirmations SET revoked_at = '2026-11-25T01:00:00.000000+00:00'", "事前確認「2026-1」の revoked"),
    ("DELETE FROM reviews", "起案2の回議"),
    ("UPDATE reviews SET person = '館長'", "起案2の回議"),
    ("UPDATE reviews SET step = '副館長'", "起案2の回議"),
    ("DELETE FROM checklists WHERE part = 'draft'", "起案2の禁止事項の確認"),
    ("UPDATE checklists SET person = '別の人' WHERE part = 'decision'", "起案2の禁止事項の確認"),
    ("UPDATE checklists SET version = 1", "起案2の禁止事項の確認"),
    ("INSERT INTO checklists (draft, version, digest, person, at, part) SELECT 3, 1, digest, '職員', at, 'draft' FROM versions WHERE draft = 3", "起案3の禁止事項の確認"),
    ("DELETE FROM stops", "投稿の停止「x」"),
    ("INSERT INTO stops VALUES ('all', 'w', 'b', '2026-11-25T01:00:00.000000+00:00', NULL)", "投稿の停止「all」"),
]  # fmt: skip


def test_a_record_that_nobody_touched_proves_itself(store: Store) -> None:
    """Tables and journal say the same, to verify and to doctor."""
    filled(store)
    assert store.proof.whole().faults == ()
    assert store.proof.look(NOW).sound
    assert faults(store.path) == ()


def test_two_attempts_of_one_moment_are_both_proven(store: Store) -> None:
    """A clock that was put back gives the second the moment of the first."""
    filled(store)
    at = NOW + timedelta(hours=3)
    for through in ("x", "sandbox"):
        step = lifecycle.send(store.draft(2), through=through, marker="", policy_version="", at=at)
        store.apply(step)
        attempt = store.last_attempt(2)
        assert attempt is not None
        store.apply(lifecycle.defer(store.draft(2), attempt, answered("混んでいます"), at))
    assert store.proof.whole().faults == ()
    with behind(store):
        store._db.execute("UPDATE attempts SET through = 'x' WHERE draft = 2")
    assert any("投稿の試み" in fault.what for fault in store.proof.whole().faults)


@pytest.mark.parametrize("way", ["take", "found", "posted", "taken and posted"])
def test_an_attempt_that_a_person_or_a_look_opens_is_proven(store: Store, way: str) -> None:
    """Its line is its proof, for one row: a second one is told."""
    filled(store)
    at = NOW + timedelta(hours=3)
    if way in {"take", "taken and posted"}:
        store.apply(lifecycle.take(store.draft(2), POSTER, "", at))
    if way == "found":
        stands = {"number": "78", "url": URL.replace("77", "78"), "policy_version": ""}
        store.apply(lifecycle.found(store.draft(2), "x", at=at, **stands))
    if way in {"posted", "taken and posted"}:
        attempt, later = store.last_attempt(2), at + timedelta(minutes=way.count(" "))
        stands = {"number": "78", "url": URL.replace("77", "78")}
        store.apply(lifecycle.posted(store.draft(2), attempt, person=POSTER, at=later, **stands))
    assert store.proof.whole().faults == ()
    with behind(store):
        store._db.execute(
            "INSERT INTO attempts (draft, decision, digest, through, started_at, marker, outcome,"
            " detail) SELECT draft, decision, digest, through, started_at, '', 'refused', ''"
            " FROM attempts WHERE draft = 2"
        )
    assert Refusal("proof.attempt_not_in_journal", draft=2) in store.proof.whole().faults


def test_a_text_that_was_taken_to_post_it_by_hand_is_proven(store: Store) -> None:
    """The line of who took it tells its digest, as that of a call does."""
    filled(store)
    at = NOW + timedelta(hours=3)
    store.apply(lifecycle.take(store.draft(2), POSTER, "", at))
    with behind(store):
        store._db.execute("UPDATE attempts SET digest = 'd' WHERE draft = 2")
    assert any(it.code == "proof.attempt_differs" for it in store.proof.whole().faults)


def test_a_sound_record_is_compared_in_sqlites_own_words(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No row of it is written out, no content made, a second time in Python: but for the drafts
    that were disposed of.
    """
    filled(store)

    def refuse(*_: object) -> str:
        raise AssertionError

    monkeypatch.setattr("bridge.record.proof.Examiner._span", refuse)
    others = (proof.SPAN + 1, proof.SPAN + 1)
    assert list(Examiner(store._db)._drafts([others])) == []
    with pytest.raises(AssertionError):
        list(Examiner(store._db)._drafts([others, (1, 1)]))


@pytest.mark.parametrize(("price", "changed_to"), [(0.3, 0.1 + 0.2), (0.1 + 0.2, 0.3)])
def test_a_price_is_compared_to_its_last_digit(
    store: Store, price: float, changed_to: float
) -> None:
    """SQLite writes fifteen digits of a number: one with more is asked of Python."""
    filled(store)
    with behind(store) as changed:
        changed._db.execute("UPDATE posts SET cost = ?", (price,))
        row = changed._db.execute("SELECT * FROM posts").fetchone()
        told = changed._db.execute(
            "SELECT id, detail FROM journal WHERE draft = 1 AND action = 'post'"
        ).fetchone()
        detail = json.loads(told["detail"])
        detail["rows"][f"posts {row['id']}"] = row_mark("posts", row)
        changed._db.execute(
            "UPDATE journal SET detail = ? WHERE id = ?", (json.dumps(detail), told["id"])
        )
        assert list(Examiner(changed._db)._drafts([])) == []
        changed._db.execute("UPDATE posts SET cost = ?", (changed_to,))
        assert len(list(Examiner(changed._db)._drafts([]))) == 1


def test_each_draft_is_looked_at_once(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some at a time, from the first to the last: what is wrong with one is told once."""
    monkeypatch.setattr(proof, "SPAN", 1)
    filled(store)
    with behind(store) as changed:
        changed._db.execute("UPDATE drafts SET kind = 'ウ'")
        ids = [row[0] for row in changed._db.execute("SELECT id FROM drafts")]
    assert len(ids) > 1
    assert len(list(Examiner(store._db)._drafts([]))) == len(ids)


@pytest.mark.parametrize("detail", ["{", "{},{}"])
def test_one_line_that_cannot_be_read_is_told_of_its_draft_alone(store: Store, detail: str) -> None:
    """The lines of many drafts are read at once; a spoilt one leaves the others as they are."""
    filled(store)
    with behind(store) as changed:
        changed._db.execute("UPDATE journal SET detail = ? WHERE draft = 2", (detail,))
    assert list(Examiner(store._db)._drafts([])) == [Refusal("proof.draft_unreadable", draft=2)]


@pytest.mark.parametrize(
    ("change", "told"), in_brief([pytest.param(*one, id=one[0]) for one in CHANGES], 3)
)
def test_5_3_a_whatever_is_changed_in_the_file_is_told(
    store: Store, change: str, told: str
) -> None:
    """By verify, by doctor, and by the gate's daily look, with the draft or the person that does
    not fit.
    """
    filled(store)
    with behind(store) as changed:
        assert changed._db.execute(change).rowcount
    for found in (store.proof.whole().faults, faults(store.path), store.proof.look(NOW).faults):
        assert any(fault.what.startswith(told) for fault in found), found
    every = Examiner(store._db)
    assert [*every._drafts([])] == [*every._span(1, 99, [])], "all that is told is in doubt"


def test_5_3_a_a_record_of_before_is_proven_from_its_inventory_on(tmp_path: Path) -> None:
    """Lines of earlier releases told no passwords; the migration writes how everything stands."""
    laid = tmp_path / "old.db"
    with closing(sqlite3.connect(laid)) as db:
        db.executescript(
            (Path(__file__).parent / "saved" / "2026-11.sql").read_text(encoding="utf-8")
        )
    with Store(laid) as store:
        assert store.proof.whole().faults == ()
        with behind(store) as changed:
            changed._db.execute("UPDATE persons SET password = 'argon2 of another'")
        assert any(
            "の password が、記録簿と合いません" in fault.what
            for fault in store.proof.whole().faults
        )


def test_5_3_a_only_the_journals_word_makes_a_disposal(store: Store) -> None:
    """Blanked with its line it is whole; blanked without one it is told (above)."""
    filled(store)
    store.disposal.dispose([1, 2], JournalLine("館長", "dispose", NOW, {"drafts": "1～2"}))
    assert store.proof.whole().faults == ()


def test_the_gate_looks_at_what_came_since_and_at_the_whole_once_a_day(store: Store) -> None:
    """A line altered before the last look is found by tomorrow's walk; one after it at once; the
    head is remembered.
    """
    filled(store)
    assert store.proof.look(NOW).sound
    later = NOW + timedelta(hours=23)
    with behind(store) as changed:
        changed._db.execute("UPDATE journal SET actor = '別の人' WHERE id = 2")
    assert store.proof.look(later).sound
    assert store.proof.look(NOW + timedelta(hours=24)).broken_at == 2
    # and again, until somebody mends it
    assert store.proof.look(NOW + timedelta(hours=24)).broken_at == 2


def test_how_far_the_chain_held_is_kept_once_many_lines_came_since(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A few lines are rather walked again than written down."""
    monkeypatch.setattr(proof, "WALK", 3)
    filled(store)
    store.proof.look(NOW)

    def kept() -> int:
        return int(store._db.execute("SELECT rows FROM walks WHERE whole = 0").fetchone()[0])

    first = kept()
    for more in range(1, 5):
        store.people.save(POSTER, None, JournalLine("館長", "people", NOW))
        assert store.proof.look(NOW + timedelta(hours=1)).rows == first + more
        assert kept() == (first if more < 3 else first + 3)


def test_a_head_behind_a_restore_lies_on_a_branch_that_was_left(store: Store) -> None:
    """The line of the restore stands in its place on the new branch, and what came before it on
    both; a head that was told after it is of the new one.
    """
    filled(store)
    store.people.save(POSTER, None, JournalLine("restore", "restore", NOW + timedelta(hours=1)))
    fork = store._db.execute("SELECT max(id) FROM journal").fetchone()[0]
    left = [store.proof.abandoned(rows, NOW) for rows in (fork - 1, fork, fork + 1)]
    assert left == [False, True, True]
    assert not store.proof.abandoned(fork, NOW + timedelta(hours=1))


def test_the_gate_finds_that_the_last_line_it_saw_is_another_one(store: Store) -> None:
    """Nothing stands behind it that would name its hash: the look before does."""
    filled(store)
    rows = store.proof.look(NOW).rows
    with behind(store) as changed:
        changed._db.execute("UPDATE journal SET hash = 'x' WHERE id = ?", (rows,))
    assert store.proof.look(NOW + timedelta(minutes=10)).broken_at == rows


@pytest.mark.parametrize(
    "change", ["DELETE FROM journal WHERE id > 9", "UPDATE journal SET hash = 'x' WHERE id = 9"]
)
def test_the_gate_finds_a_journal_that_lost_its_end(store: Store, change: str) -> None:
    """The head of the last look is not there any more."""
    filled(store)
    rows = store.proof.look(NOW).rows
    assert rows > 10
    with behind(store) as changed:
        changed._db.execute(change)
        changed._db.execute("DELETE FROM journal WHERE id = ?", (rows,))
    assert store.proof.look(NOW + timedelta(minutes=10)).broken_at is not None


def test_the_gate_sees_that_a_line_of_a_draft_was_altered(store: Store) -> None:
    """Without a walk: each of its lines is hashed anew, and must be the one that the next line
    follows.
    """
    filled(store)
    assert store.proof.draft(2) == ()
    row = next(row for row in store.journal() if row["draft"] == 2 and row["action"] == "decide")
    with behind(store) as changed:
        changed._db.execute("UPDATE journal SET actor = '別の館長' WHERE id = ?", (row["id"],))
        changed._db.execute("UPDATE decisions SET person = '別の館長' WHERE draft = 2")
        assert any("書き換えられて" in fault.what for fault in store.proof.draft(2))
        forged = {**row, "actor": "別の館長"}
        forged_hash = journal.chain(row["previous"], forged)
        changed._db.execute("UPDATE journal SET hash = ? WHERE id = ?", (forged_hash, row["id"]))
        changed._db.execute(  # not the last line, so that the next one betrays it
            "INSERT INTO journal SELECT id + 1, at, actor, action, NULL, NULL, NULL, NULL, detail, ?, 'h' FROM journal"
            " WHERE id = ?",
            (row["hash"], row["id"]),
        )
    assert any("書き換えられて" in fault.what for fault in store.proof.draft(2))


def test_a_picture_is_part_of_what_is_proven(store: Store) -> None:
    """Its sha256 stands in the content, and so in the digest."""

    image = attached(store)
    made = wording(replace(content("展示です。", ""), image=image))
    store.apply(lifecycle.open_draft(Opening(None, "staff", Kind.TOLD), made, "職員", NOW))
    assert store.proof.whole().faults == ()
    with behind(store) as changed:
        changed._db.execute(
            "UPDATE versions SET content = replace(content, ?, ?)", (image.sha256, "0" * 64)
        )
    assert {fault.what for fault in store.proof.whole().faults} == {
        "起案1の第1版の文が、そのダイジェストのものではありません。",
        "起案1の第1版の画像が、記録にありません。",
    }


@pytest.mark.parametrize("plain", [True, False])
def test_a_span_and_the_office_are_read_as_of_one_moment(
    store: Store, monkeypatch: pytest.MonkeyPatch, *, plain: bool
) -> None:
    """A decision, or a person, that is written between two reads is no change of the file."""
    filled(store)
    if not plain:
        monkeypatch.setattr("bridge.record.doubts.undoubted", lambda *_: False)
    asked: list[str] = []
    store._db.set_trace_callback(asked.append)
    assert store.proof.whole().sound
    store._db.set_trace_callback(None)
    begun, apart = False, []
    for statement in asked:
        begun = (begun or statement == "BEGIN") and statement != "ROLLBACK"
        if not begun and statement.startswith("SELECT"):
            apart.append(statement)
    tables = ("drafts ", "decisions", "persons", "confirmations", "checks", "posts")
    assert len(asked) > (15 if plain else 20)
    assert not [s for s in apart if any(f"FROM {t}" in s for t in tables)]


def test_nobody_waits_for_a_long_examination(tmp_path: Path) -> None:
    """It reads a span at a time: a writer gets in while it is under way."""
    with Store(tmp_path / "state.db") as store:
        filled(store)
        walk = journal.walk(store._db)
        next(walk)
        with closing(Store(tmp_path / "state.db")._db) as other:
            other.execute("PRAGMA busy_timeout = 0")
            other.execute(
                "INSERT INTO runs VALUES ('sync', '2026-11-25T01:00:00.000000+00:00', '')"
            )
        assert len(list(walk)) > 10
