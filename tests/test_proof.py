"""5(3)ア at the gate, at the books and on the command line: what the journal does not know does not
go out, and is told.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from fakes import DIRECTOR, NOW, Clock, Scripted, Web, attached, content, settings, wording

from bridge import lifecycle
from bridge.archive import Archive
from bridge.cli import cli
from bridge.demo.site import demo_toml
from bridge.errors import StoreFailed, UsageRefused
from bridge.model import JournalLine, Kind, Opening, State
from bridge.policy.s05_2_hours import make_calendar
from bridge.publish import Publish, PublishReport
from bridge.record.store import Store
from bridge.sayings import Refusal
from bridge.wiring import Wiring


def decided(store: Store, text: str) -> int:
    id = store.apply(
        lifecycle.open_draft(
            Opening(None, "staff", Kind.TOLD), wording(content(text, "")), "職員", NOW
        )
    )
    store.apply(lifecycle.decide(store.draft(id), DIRECTOR, NOW, policy_version="2021-04-01"))
    return id


def run(store: Store, poster: Scripted, hours: float = 0) -> PublishReport:
    told, now = settings(through="x"), NOW + timedelta(hours=hours)
    return Publish(
        store=store,
        settings=told,
        calendar=make_calendar(told.hours, frozenset()),
        poster=poster,
        fetcher=Web(),
        clock=Clock(now),
    ).run()


def behind(store: Store, statements: str) -> None:
    """Change the file as a tool does: the triggers go."""
    laid = store._db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    store._db.executescript("".join(f"DROP TRIGGER {row[0]};" for row in laid) + statements)


def test_truth_1_a_decision_that_the_journal_does_not_know_never_goes_out(store: Store) -> None:
    """A rejected draft was made a decided one in the file: held, and the others go out."""
    forged, other = decided(store, "否決された文です。"), decided(store, "決裁された文です。")
    store.apply(lifecycle.reject(store.draft(forged), DIRECTOR, "不要", NOW))
    store.proof.look(NOW)  # the whole was walked today: the look at the draft itself finds it
    behind(store, f"UPDATE drafts SET state = 'decided', decision = 1 WHERE id = {forged}")
    poster = Scripted()
    report = run(store, poster)
    assert (report.held, [call.text for call in poster.calls]) == ([forged], ["決裁された文です。"])
    assert "記録簿" in store.draft(forged).note
    assert store.draft(other).state is State.POSTED


def test_10_a_picture_that_is_gone_from_the_file_is_told_by_draft(store: Store) -> None:
    """What was decided can no longer be shown; one of another draft is nobody's fault."""
    with_picture = replace(content("絵のある文です。", ""), image=attached(store))
    store.apply(
        lifecycle.open_draft(Opening(None, "staff", Kind.TOLD), wording(with_picture), "職員", NOW)
    )
    decided(store, "決裁された文です。")
    assert store.proof.whole().differences == ()
    behind(store, "DELETE FROM pictures")
    assert store.proof.whole().differences == (
        Refusal("proof.picture_missing", draft=1, version=1),
    )


@pytest.mark.parametrize(
    "statements",
    [
        "UPDATE journal SET actor = '別の館長' WHERE id = 2",
        "DELETE FROM journal WHERE id = (SELECT max(id) FROM journal)",
        "INSERT INTO persons VALUES ('別の館長', 'director', '', NULL, 1, '')",
    ],
)
def test_a_record_that_cannot_be_believed_stops_the_gate(store: Store, statements: str) -> None:
    """A broken chain, a lost end, a person whom nobody entered: nothing goes out, and each run says
    so.
    """
    decided(store, "決裁された文です。")
    store.proof.look(NOW - timedelta(hours=30))
    behind(store, statements)
    poster = Scripted()
    for hours in (0, 1):
        report = run(store, poster, hours)
        assert (report.posted, poster.calls) == ([], [])
        assert [type(error) for error in report.errors] == [StoreFailed]


def test_a_stop_that_vanished_from_the_file_still_stops(store: Store) -> None:
    """The journal knows of it; no whole walk is needed to see that."""
    decided(store, "決裁された文です。")
    store.people.stop("all", "事故のため", None, JournalLine("館長", "stop", NOW))
    store.proof.look(NOW)
    behind(store, "DELETE FROM stops")
    poster = Scripted()
    assert any("投稿の停止「all」" in str(error) for error in run(store, poster).errors)
    assert poster.calls == []


def test_a_stop_whose_end_was_changed_in_the_file_still_stops(store: Store) -> None:
    """Its end stands in the journal."""
    decided(store, "決裁された文です。")
    store.people.stop("all", "事故のため", None, JournalLine("館長", "stop", NOW))
    store.proof.look(NOW)
    behind(store, "UPDATE stops SET until = '2026-11-25T00:00:00.000000+00:00'")
    poster = Scripted()
    assert any("投稿の停止「all」の until" in str(error) for error in run(store, poster).errors)
    assert poster.calls == []


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        ("UPDATE drafts SET kind = 'エ'", "種別"),
        ("UPDATE drafts SET source = 'home'", "取得元"),
        ("UPDATE drafts SET item = 1", "記事"),
        ("UPDATE drafts SET corrects = 1", "もとの起案"),
        ("UPDATE decisions SET record = 'ffff'", "決裁"),
    ],
)
def test_what_a_draft_is_about_is_what_its_opening_says(
    store: Store, statement: str, what: str
) -> None:
    """Without its item no page is looked at again; of another kind somebody else may decide it;
    another record is a copy.
    """
    decided(store, "決裁された文です。")
    store.proof.look(NOW)
    behind(store, f"PRAGMA foreign_keys = OFF; {statement}")
    poster = Scripted()
    run(store, poster)
    assert poster.calls == []
    assert any(what in fault.what for fault in store.proof.draft(1))


def test_a_book_says_what_does_not_fit(store: Store) -> None:
    """Its cover names the draft; it is written all the same."""
    decided(store, "決裁された文です。")
    archive = Archive(store, settings(), Clock())
    assert archive.book(archive.year(2026))[0].sound
    behind(store, "UPDATE decisions SET person = '別の館長'")
    cover, _ = archive.book(archive.year(2026))
    assert not cover.sound
    assert "起案1の決裁" in cover.verdict
    assert "記録が合いません" in cover.verdict


def test_nothing_is_disposed_of_while_the_record_does_not_prove_itself(store: Store) -> None:
    """It is evidence."""
    decided(store, "決裁された文です。")
    behind(store, "UPDATE decisions SET person = '別の館長'")
    with pytest.raises(StoreFailed, match="何も廃棄していません"):
        Archive(store, settings(), Clock()).dispose(DIRECTOR, 2020, "{}")


# ── earlier heads ───────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Wiring:
    (tmp_path / "feeds.toml").write_text(demo_toml("http://127.0.0.1:9"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    made = Wiring(tmp_path / "feeds.toml", tmp_path / "state.db")
    with made.store() as store:
        for number in range(4):
            decided(store, f"文{number}です。")
    return made


@pytest.fixture
def call(parts: Wiring) -> Callable[..., Result]:
    return lambda *words: CliRunner().invoke(cli, words)


def rewritten(path: Path) -> None:
    """Let somebody take the last two lines, and the draft that they tell of, out of the file."""
    with closing(sqlite3.connect(path)) as db, db:
        laid = [
            row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        ]
        db.executescript(
            "PRAGMA foreign_keys = OFF;"
            + "".join(f"DROP TRIGGER {name};" for name in laid)
            + "DELETE FROM journal WHERE draft = 4; DELETE FROM decisions WHERE draft = 4;"
            " DELETE FROM versions WHERE draft = 4; DELETE FROM drafts WHERE id = 4"
        )
    db.close()


def head_of(parts: Wiring) -> str:
    with parts.store() as store:
        proof = store.proof.whole()
    assert proof.sound
    return f"{proof.rows}:{proof.head}"


def test_an_earlier_head_that_lies_on_the_chain_is_said_to(
    parts: Wiring, call: Callable[..., Result]
) -> None:
    """By hand, or in whatever we wrote: a mail, a book as data, as a table, to be printed."""
    head = head_of(parts)
    rows, hash = head.split(":")
    Path("mail.txt").write_text(f"記録簿 {rows}行 末尾 {hash}\n", encoding="utf-8")
    files = ["mail.txt"]
    for form in ("json", "csv", "html"):
        assert (
            call("book", "--year", "2026", "--format", form, "--out", f"book.{form}").exit_code == 0
        )
        files.append(f"book.{form}")
    with parts.store() as store:
        decided(store, "あとの文です。")
    for given in (head, *files):
        done = call("journal", "verify", "--head", given)
        assert (done.exit_code, "以前の末尾1件も、この上にあります" in done.stdout) == (0, True), (
            given
        )
    rewritten(parts.db_path)
    for given in (head, *files):
        assert isinstance(call("journal", "verify", "--head", given).exception, StoreFailed), given


def test_a_shortened_journal_is_whole_in_itself_and_told_by_an_earlier_head(
    parts: Wiring, call: Callable[..., Result]
) -> None:
    """What stands outside the file is the only witness."""
    head = head_of(parts)
    rewritten(parts.db_path)
    assert call("journal", "verify").exit_code == 0
    error = call("journal", "verify", "--head", head).exception
    assert isinstance(error, StoreFailed)
    assert "8行目の末尾が、この記録簿の上にありません" in str(error)


@pytest.mark.parametrize("given", ["none.txt", "12:abc", "empty.txt"])
def test_what_is_no_head_is_refused(parts: Wiring, call: Callable[..., Result], given: str) -> None:
    """A word that is neither a head nor a file with one."""
    Path("empty.txt").write_text("記録簿", encoding="utf-8")
    assert isinstance(call("journal", "verify", "--head", given).exception, UsageRefused)


def test_heads_of_our_own_copies_and_mails_are_compared_unasked(
    parts: Wiring, call: Callable[..., Result]
) -> None:
    """The folder of the last backup, and the table of notices."""
    assert call("backup").exit_code == 0
    rewritten(parts.db_path)
    error = call("journal", "verify").exception
    assert isinstance(error, StoreFailed)
    assert "控え state.db." in str(error)
    with parts.store() as store:
        [copy] = Path("backups").iterdir()
        copy.unlink()
        rows, head = head_of(parts).split(":")
        store.notices.keep(
            [f"head:{rows}:{head}", f"head:9:{'0' * 64}"], "kancho@lib.example.jp", NOW
        )
    error = call("journal", "verify", "--json").exception
    assert isinstance(error, StoreFailed)
    assert "2026-11-25のメールにある9行目" in str(error)


def test_what_a_restore_left_behind_is_no_fault(parts: Wiring, call: Callable[..., Result]) -> None:
    """Copies made after the one that was restored lie on a branch that ended; the restore is a line
    of the journal.
    """
    assert call("backup").exit_code == 0
    [copy] = Path("backups").iterdir()
    kept = copy.rename("kept.db")
    with parts.store() as store:
        decided(store, "あとの文です。")
    assert call("backup").exit_code == 0
    with parts.store() as store:
        # so that the restore stops all posts
        store.apply(
            lifecycle.send(
                store.draft(1), through="x", marker="", policy_version="2021-04-01", at=NOW
            )
        )
    assert call("restore", str(kept)).exit_code == 0
    done = call("journal", "verify", "--json")
    assert done.exit_code == 0, done.exception
    assert json.loads(done.stdout)["differences"] == []


def test_5_3_a_a_file_whose_pages_are_spoilt_is_no_proof(
    parts: Wiring, call: Callable[..., Result]
) -> None:
    """Though the journal holds and the drafts are what it says: noise stands where incidents would,
    which neither of them reads. Nothing goes out of it either.
    """
    assert call("journal", "verify").exit_code == 0
    with parts.store() as store:
        (root,) = store._db.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'incidents'"
        ).fetchone()
        (size,) = store._db.execute("PRAGMA page_size").fetchone()
    sound = parts.db_path.read_bytes()
    at = (root - 1) * size
    parts.db_path.write_bytes(sound[:at] + b"\x5a" * size + sound[at + size :])
    error = call("journal", "verify").exception
    assert isinstance(error, StoreFailed)
    assert error.code == "record.disproved"
    assert "malformed" in str(error)
    with parts.store() as store:
        poster = Scripted()
        report = run(store, poster)
    assert poster.calls == []
    assert [one.code for one in report.errors] == ["record.unbelievable"]
    parts.db_path.write_bytes(sound)
