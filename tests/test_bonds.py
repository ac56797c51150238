"""One decision: one road, one account, one library, one record; and a giver who still has the right
(4, 5(1)).
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from fakes import (
    DIRECTOR,
    NOW,
    POSTER,
    Clock,
    Scripted,
    Web,
    answered,
    content,
    packaged_words,
    settings,
    wording,
)

from bridge import lifecycle
from bridge.desk import Desk
from bridge.draft.rules import Rules
from bridge.errors import Lapsed, StoreFailed
from bridge.model import Bond, Confirmation, JournalLine, Kind, Opening, Role, State
from bridge.policy.s05_2_hours import make_calendar
from bridge.posting.base import Unknown
from bridge.publish import Publish, PublishReport
from bridge.record import database
from bridge.record.backup import backup, differences, restore
from bridge.record.store import Store
from bridge.settings import Settings

X = settings(through="x")
LATER = NOW + timedelta(minutes=20)


def decided(store: Store, told: Settings = X, text: str = "お知らせ") -> int:
    """A draft that the director decided at the desk of that library."""
    new = Opening(None, "staff", Kind.MATERIAL)
    id = store.apply(lifecycle.open_draft(new, wording(content(f"{text}です", "")), "職員", NOW))
    desk = Desk(store, Rules(told, packaged_words), Clock())
    desk.decide(DIRECTOR, [id], shown=[store.draft(id).digest])
    return id


def run(
    store: Store,
    poster: Scripted | None,
    told: Settings = X,
    now: object = LATER,
    *,
    dry: bool = False,
) -> PublishReport:
    return Publish(
        store=store,
        settings=told,
        calendar=make_calendar(told.hours, frozenset()),
        poster=poster,
        fetcher=Web(),
        clock=Clock(now),
    ).run(dry=dry)  # type: ignore[arg-type]


def other(told: Settings, **library: str) -> Settings:
    return replace(told, library=replace(told.library, **library))


@pytest.mark.parametrize(
    ("told", "why"),
    [
        (settings(through="manual"), "投稿のしかたが「XのAPI」から「職員の手で」に変わりました"),
        (settings(through="sandbox"), "投稿のしかたが「XのAPI」から「練習」に変わりました"),
        (other(X, account="betsu_lib"), "アカウントが @mihon_lib から @betsu_lib に変わりました"),
        (other(X, site="https://lib.betsu.example.jp/"), "ほかの館(lib.example.jp)の決裁です"),
    ],
)
def test_a_decision_of_another_road_account_or_library_waits_for_a_person(
    store: Store, told: Settings, why: str
) -> None:
    """Nothing goes out and nothing is offered; each draft stands before the director again, and one
    line says why.
    """
    ids = [decided(store), decided(store, text="もう一つ")]
    before = run(store, Scripted(), told, dry=True)
    assert (before.would, list(before.waiting)) == ([], ids)
    assert why in before.waiting[ids[0]].what
    poster = None if told.posting.through == "manual" else Scripted(through=told.posting.through)
    report = run(store, poster, told)
    assert (report.lapsed, report.posted, report.by_hand) == (ids, [], [])
    (error,) = report.errors
    assert isinstance(error, Lapsed)
    assert why in error.what
    assert {store.draft(id).state for id in ids} == {State.WAITING}
    assert {store.draft(id).decision for id in ids} == {None}
    assert run(store, poster, told).errors == []
    assert (poster.calls if poster else []) == []


def test_a_decision_of_before_the_bonds_goes_out(store: Store) -> None:
    """An older release noted neither record, library nor road: what it did not note holds nothing
    back.
    """
    id = decided(store)
    decision = store.draft(id).decision
    assert decision is not None
    bare = replace(store.draft(id), decision=replace(decision, bond=Bond()))
    gate = Publish(
        store=store,
        settings=X,
        calendar=make_calendar(X.hours, frozenset()),
        poster=Scripted(),
        fetcher=Web(),
        clock=Clock(LATER),
    )
    assert gate._no_longer(bare, replace(X.bond, record="another"), None) is None


def test_the_same_account_in_other_capitals_is_the_same(store: Store) -> None:
    """X does not tell them apart."""
    id = decided(store)
    assert run(store, Scripted(), other(X, account="Mihon_Lib")).posted == [id]


def test_a_sandbox_addition_never_becomes_a_reply_on_x(store: Store) -> None:
    """The post that it continues stands in the sandbox under number 1; on X somebody else has that
    number.
    """
    practice = settings(through="sandbox")
    first = decided(store, practice)
    assert run(store, Scripted(through="sandbox"), practice).posted == [first]
    post = store.draft(first).post
    assert post is not None
    new = Opening(None, "staff", Kind.MATERIAL, corrects=first)
    version = wording(replace(content("追記です", ""), reply_to=post.post_id))
    id = store.apply(lifecycle.open_draft(new, version, "職員", NOW))
    desk = Desk(store, Rules(X, packaged_words), Clock())
    desk.decide(DIRECTOR, [id], shown=[store.draft(id).digest])
    poster = Scripted()
    assert (run(store, poster).held, poster.calls) == ([id], [])
    assert "「練習」" in store.draft(id).note


# ── copies of the record ────────────────────────────────────────────────────────────────────────


def test_an_old_copy_put_in_the_records_place_posts_nothing(store: Store, tmp_path: Path) -> None:
    """`cp state.db` back, days later: the marker beside it knows a newer row of the journal."""
    id = decided(store)
    copy = tmp_path / "copy.db"
    shutil.copy(store.path, copy)
    assert run(store, Scripted()).posted == [id]
    shutil.copy(copy, store.path)
    with Store(store.path) as again:
        fresh = Scripted()  # a timeline that shows nothing, as by hand
        report = run(again, fresh)
        assert (report.lapsed, fresh.calls) == ([id], [])
        assert "古い控え" in report.errors[0].what


def test_a_copy_of_before_a_run_that_posted_nothing_is_told_too(
    store: Store, tmp_path: Path
) -> None:
    """X may have what got no answer: the copy of before knows of no attempt (truth 4)."""
    lost = decided(store)
    copy = tmp_path / "copy.db"
    shutil.copy(store.path, copy)
    assert run(store, Scripted(answers=[Unknown(answered("返事がありません"))])).unclear == [lost]
    shutil.copy(copy, store.path)
    with Store(store.path) as again:
        fresh = Scripted()
        report = run(again, fresh)
        assert (report.lapsed, fresh.calls) == ([lost], [])


def test_a_folder_copied_to_another_place_posts_nothing(tmp_path: Path) -> None:
    """Marker and all: the place that stands in the record is another one. The first folder goes on."""
    first = tmp_path / "a"
    first.mkdir()
    with Store(first / "state.db") as store:
        run(store, Scripted())
        id = decided(store)
        shutil.copytree(first, tmp_path / "b")
    with Store(tmp_path / "b" / "state.db") as store:
        poster = Scripted()
        report = run(store, poster)
        assert (report.lapsed, poster.calls) == ([id], [])
        assert "別の場所" in report.errors[0].what
        assert any(row["action"] == "copy" for row in store.journal())
        assert run(store, poster).errors == []
    with Store(first / "state.db") as store:
        assert run(store, Scripted()).posted == [id]


def test_a_copy_without_decisions_is_told_all_the_same(store: Store, tmp_path: Path) -> None:
    """Once."""
    run(store, Scripted())
    shutil.copytree(tmp_path, tmp_path.parent / f"{tmp_path.name}-copy")
    with Store(tmp_path.parent / f"{tmp_path.name}-copy" / "state.db") as copy:
        assert [type(error) for error in run(copy, Scripted()).errors] == [Lapsed]
        assert run(copy, Scripted()).errors == []


def test_an_old_copy_put_in_the_place_of_all_files_posts_nothing(
    store: Store, tmp_path: Path
) -> None:
    """`rm state.db*` before the copy comes back: the marker is gone, too, and a record that was at
    work had one.
    """
    id = decided(store)
    run(store, Scripted(), now=NOW - timedelta(minutes=1))
    copy = tmp_path / "copy.db"
    shutil.copy(store.path, copy)
    store.apply(lifecycle.reject(store.draft(id), DIRECTOR, "不要", NOW))
    database.marker(store.path).unlink()
    shutil.copy(copy, store.path)
    with Store(store.path) as again:
        fresh = Scripted()
        assert list(run(again, fresh, dry=True).waiting) == [id]  # a rehearsal says it before
        report = run(again, fresh)
        assert (report.lapsed, fresh.calls) == ([id], [])
        assert "目印がありません" in report.errors[0].what
        assert run(again, fresh).errors == []


def test_a_marker_of_an_earlier_release_raises_no_doubt(store: Store) -> None:
    """It was empty; the next run writes into it where the journal stands."""
    id = decided(store)
    database.marker(store.path).write_text("")
    assert run(store, Scripted()).posted == [id]
    told = json.loads(database.marker(store.path).read_text(encoding="utf-8"))
    assert told["record"] == store.identity.record


def test_two_who_leave_word_beside_the_record_at_once_are_not_in_each_others_way(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A taking at the desk beside a run: each writes under a name of its own, and what stands there
    in the end is one word, whole, with nothing left beside it.
    """
    store.identity.belong("lib.example.jp")
    decided(store)
    plain = Path.replace

    def replaced(self: Path, target: Path) -> Path:
        if ".marker" in self.name:
            monkeypatch.setattr(Path, "replace", plain)
            with Store(store.path) as other:
                other.identity.belong("lib.example.jp")
        return plain(self, target)

    monkeypatch.setattr(Path, "replace", replaced)
    store.identity.belong("lib.example.jp")
    beside = database.marker(store.path)
    assert json.loads(beside.read_text(encoding="utf-8"))["record"] == store.identity.record
    assert beside.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in store.path.parent.glob("*.marker*")] == [beside.name]
    assert store.identity.doubt() is None


def test_a_word_that_decisions_hang_on_is_on_the_disk_before_it_takes_its_place(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An empty marker is that of a copy, and takes every decision back: no power cut may leave one.
    While nothing is decided there is nothing to take back, and the disk is not waited for.
    """
    synced: list[int] = []
    plain = os.fsync
    monkeypatch.setattr(
        os, "fsync", lambda file: (synced.append(os.fstat(file).st_size), plain(file))
    )
    store.identity.belong("lib.example.jp")
    assert synced == []
    decided(store)
    store.identity.belong("lib.example.jp")
    assert synced == [database.marker(store.path).stat().st_size]


@pytest.mark.parametrize("then", ["reject", "take_back", "edit", "stop"])
def test_what_was_undone_after_a_copy_does_not_go_out_of_it(
    store: Store, tmp_path: Path, then: str
) -> None:
    """Rejected, taken back, edited or stopped after the copy was made: restored, every decision
    waits for a person.
    """
    id = decided(store)
    copy = backup(store.path, tmp_path / "copies", NOW)
    draft = store.draft(id)
    if then == "stop":
        store.people.stop("all", "点検", None, JournalLine("館長", "stop", NOW))
    else:
        steps = {
            "reject": lambda: lifecycle.reject(draft, DIRECTOR, "誤り", NOW),
            "take_back": lambda: lifecycle.take_back(draft, DIRECTOR, NOW),
            "edit": lambda: lifecycle.edit(draft, wording(content("直しました", "")), POSTER, NOW),
        }
        store.apply(steps[then]())
    aside = restore(store.path, copy, NOW, "lib.example.jp")
    assert aside is not None
    told = "".join(one.what for one in differences(aside, store.path))
    assert ("停止" in told) is (then == "stop")
    assert ("取消し" in told) is (then == "take_back")
    with Store(store.path) as again:
        poster = Scripted()
        report = run(again, poster)
        assert (report.lapsed, report.posted, poster.calls) == ([id], [], [])
        assert (
            next(row["action"] for row in again.journal() if row["actor"] == "restore") == "restore"
        )
        assert again.verify_journal().broken_at is None


def test_a_copy_of_another_library_is_refused(store: Store, tmp_path: Path) -> None:
    """With nothing touched."""
    run(store, Scripted())
    copy = backup(store.path, tmp_path / "copies", NOW)
    before = store.path.read_bytes()
    with pytest.raises(StoreFailed, match=r"ほかの館\(lib\.example\.jp\)の控え"):
        restore(store.path, copy, NOW, "lib.betsu.example.jp")
    assert store.path.read_bytes() == before


def test_a_copy_of_an_earlier_release_is_brought_up_when_it_is_restored(
    store: Store, tmp_path: Path
) -> None:
    """Its decisions wait for a person as those of any other copy."""
    saved = Path(__file__).parent / "record" / "saved" / "2026-11.sql"
    copy = tmp_path / "old.db"
    with closing(sqlite3.connect(copy)) as db:
        db.executescript(saved.read_text(encoding="utf-8"))
    restore(store.path, copy, NOW)
    with Store(store.path) as again:
        assert len(run(again, Scripted(through="sandbox"), settings(through="sandbox")).lapsed) == 3


# ── who gave it ─────────────────────────────────────────────────────────────────────────────────


def test_4_a_decision_whose_giver_has_lost_the_right_waits_for_who_decides_now(
    store: Store,
) -> None:
    """The director's term ended between decision and post; the switch lets it go all the same."""
    line = JournalLine("館長", "people", NOW)
    store.people.save(DIRECTOR, None, line)
    ids = [decided(store), decided(store, text="もう一つ")]
    store.people.save(replace(DIRECTOR, until=NOW.date() - timedelta(days=1)), None, line)
    lenient = replace(X, posting=replace(X.posting, decisions_end_with_right=False, per_day=1))
    assert run(store, Scripted(), lenient).posted == ids[:1]
    report = run(store, Scripted())
    assert report.lapsed == ids[1:]
    assert "権限は" in report.errors[0].what


def test_4_a_director_who_is_a_poster_now_has_decided_nothing(store: Store) -> None:
    """Who may release may not decide: what counts is the right to the word that was given."""
    line = JournalLine("館長", "people", NOW)
    store.people.save(DIRECTOR, None, line)
    id = decided(store)
    store.people.save(replace(DIRECTOR, role=Role.POSTER), None, line)
    assert run(store, Scripted()).lapsed == [id]


@pytest.mark.parametrize(
    ("revoked", "why"), [(True, "取り消されています"), (False, "期間が終わっています")]
)
def test_5_1_release_whose_confirmation_ended_waits_for_the_director(
    store: Store, monkeypatch: pytest.MonkeyPatch, why: str, *, revoked: bool
) -> None:
    """Released while it held; at the gate it holds no more."""
    # the lines of this test tell less than the office's
    monkeypatch.setattr(Publish, "_proven", lambda *_: True)
    line = JournalLine("館長", "confirm", NOW)
    given = Confirmation(
        number="2026-1",
        persons=("職員",),
        sources=(),
        kinds=(Kind.MATERIAL,),
        first=NOW.date(),
        last=NOW.date(),
        per_day=5,
        given_by="館長",
    )
    store.people.save(DIRECTOR, None, line)
    store.people.save_confirmation(given, line)
    new = Opening(None, "staff", Kind.MATERIAL)
    id = store.apply(lifecycle.open_draft(new, wording(content("お知らせです", "")), "職員", NOW))
    store.apply(
        lifecycle.release(
            store.draft(id),
            person=POSTER,
            confirmation=given,
            released_today=0,
            at=NOW,
            giver=DIRECTOR,
            policy_version=X.policy_version,
        )
    )
    if revoked:
        store.people.save_confirmation(
            replace(given, revoked_at=NOW), JournalLine("館長", "revoke", NOW)
        )
    report = run(store, Scripted(), now=LATER if revoked else LATER + timedelta(days=1))
    assert report.lapsed == [id]
    assert why in report.errors[0].what
