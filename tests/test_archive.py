"""The yearly book and the disposal: what is handed down, what goes when its time is over, what
stays.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from fakes import (
    DIRECTOR,
    FINDING,
    LINK,
    NOW,
    POSTER,
    READER,
    TOKYO,
    Clock,
    packaged_words,
    settings,
    wording,
)

from bridge import lifecycle
from bridge.archive import Archive
from bridge.book import html, plain
from bridge.desk import Desk
from bridge.draft.rules import Rules
from bridge.errors import NotAllowed, StepRefused, StoreFailed, UsageRefused, WrongState
from bridge.model import (
    DISPOSED,
    Item,
    ItemState,
    JournalLine,
    Kind,
    Machine,
    Memory,
    Move,
    Opening,
    Page,
    Person,
    PostId,
    Sighting,
    State,
)
from bridge.record import journal
from bridge.record.backup import faults
from bridge.record.store import Store
from bridge.text.years import Year

THEN = datetime(2020, 6, 1, 10, 0, tzinfo=TOKYO)  # a Monday, open, in the fiscal year 2020
SECRET = "とくべつな文言"


def archive(store: Store, now: datetime = NOW) -> Archive:
    return Archive(store, settings(), Clock(now))


def an_item(store: Store) -> int:
    new = Item(
        id=0,
        source="home",
        url=LINK,
        title=f"{SECRET}の題",
        state=ItemState.NEW,
        seen_at=THEN,
        published=None,
        reason="",
        tries=0,
        page="",
        summary=f"{SECRET}の要約",
    )
    [id] = store.sightings.remember("home", Memory(), [Sighting(new, ("k",))])
    store.sightings.keep_page(
        id,
        page=Page(LINK, f"{SECRET}の題", f"{SECRET}の本文"),
        validators=("", ""),
        digest="",
        at=THEN,
    )
    return id


def posted(store: Store, at: datetime = THEN, by: tuple[Person, ...] = (DIRECTOR, POSTER)) -> int:
    """A draft of a page that went out and was checked by these."""
    item = an_item(store)
    made = wording(title=f"{SECRET}の題", findings=(replace(FINDING, found=SECRET),))
    made = replace(made, content=replace(made.content, text=f"{SECRET}\n{LINK}"))
    made = replace(made, digest=digest_of(made))
    opening = Opening(item, "home", Kind.PAGE, origin=f"{SECRET}の経緯")
    id = store.apply(
        lifecycle.open_draft(
            opening, wording=made, by="sync", at=at, acknowledged=[f"5(3)ウ:{SECRET}"]
        )
    )
    step = lifecycle.decide(
        store.draft(id),
        DIRECTOR,
        at,
        acknowledged=["5(3)ウ"],
        outside_hours=f"{SECRET}のため",
        policy_version="2021-04-01",
    )
    store.apply(step)
    number = store.timeline.add_shown(made.content.text, at, "k")
    store.apply(
        lifecycle.send(
            store.draft(id), through="sandbox", marker="", policy_version="2021-04-01", at=at
        )
    )
    attempt = store.last_attempt(id)
    assert attempt is not None
    store.apply(
        lifecycle.post(store.draft(id), attempt, number=number, url=f"sandbox:{number}", at=at)
    )
    for person in by:
        store.apply(lifecycle.check(store.draft(id), store.checks(id), person, at))
    return id


def digest_of(made: object) -> str:
    from bridge.policy.s05_1_signoff import digest

    return digest(made.content)  # type: ignore[attr-defined]


def rejected(store: Store, at: datetime = THEN) -> int:
    id = store.apply(
        lifecycle.open_draft(Opening(None, "staff", Kind.MATERIAL), wording(), "職員", at)
    )
    store.apply(lifecycle.reject(store.draft(id), DIRECTOR, "時期を過ぎた", at))
    return id


def book(store: Store, year: int = 2020) -> str:
    return b"".join(plain.pages(*archive(store).book(Year(year)))).decode()


def everything(store: Store) -> list[object]:
    names = [
        row[0]
        for row in store._db.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> '_search' ORDER BY name"
        )
    ]
    return [[tuple(row) for row in store._db.execute(f"SELECT * FROM {name}")] for name in names]


# ── the book ──


def test_a_book_has_the_years_drafts_and_the_journals_verdict(store: Store) -> None:
    """The JSON is one document with the documented keys."""
    id = posted(store)
    told = json.loads(book(store))
    assert told["year"] == {
        "number": 2020,
        "fiscal": True,
        "label": "2020年度",
        "first": "2020-04-01",
        "last": "2021-03-31",
    }
    assert (told["count"], [d["id"] for d in told["drafts"]]) == (1, [id])
    verdict = store.verify_journal()
    assert told["journal"]["rows"] == verdict.rows
    assert told["journal"]["head"] == verdict.head
    assert told["journal"]["broken_at"] is None
    [draft] = told["drafts"]
    assert draft["clause"] == "5(1)ア"
    assert draft["page"] == {"title": f"{SECRET}の題", "url": LINK}
    assert draft["versions"][0]["content"]["text"] == f"{SECRET}\n{LINK}"
    assert draft["decisions"][0]["acknowledged"] == [f"5(3)ウ:{SECRET}"]
    assert draft["opened_at"] == "2020-06-01T10:00:00+09:00"
    assert [row["action"] for row in draft["journal"]] == [
        "open",
        "decide",
        "send",
        "post",
        "check",
        "check",
    ]


def test_a_correction_tells_how_long_after_the_post_it_went_out(store: Store) -> None:
    """9(2): seconds from the post to the correction's post, on both drafts."""
    id = posted(store)
    first = store.draft(id)
    made = wording(title="訂正")
    made = replace(made, content=replace(made.content, replaces=PostId("1")))
    made = replace(made, digest=digest_of(made))
    later = THEN + timedelta(minutes=90)
    other = store.apply(
        lifecycle.open_draft(
            Opening(item=None, source="home", kind=Kind.PAGE, note="", origin="誤り", corrects=id),
            made,
            "職員",
            later,
        )
    )
    store.apply(lifecycle.decide(store.draft(other), DIRECTOR, later))
    store.apply(
        lifecycle.posted(
            store.draft(other),
            attempt=None,
            person=POSTER,
            number="2",
            url="https://x.com/mihon_lib/status/2",
            at=later,
        )
    )
    drafts = {d["id"]: d for d in json.loads(book(store))["drafts"]}
    assert first.post is not None
    assert drafts[id]["corrections"] == [
        {
            "id": other,
            "what": "訂正",
            "state": "posted",
            "posted_at": later.isoformat(),
            "seconds_after_post": (later - first.post.at).total_seconds(),
        }
    ]
    assert drafts[other]["corrects"]["id"] == id
    assert (
        drafts[other]["corrects"]["seconds_after_post"] == (later - first.post.at).total_seconds()
    )


def test_an_empty_year_is_an_empty_book(store: Store) -> None:
    """0 drafts, and the journal's verdict all the same."""
    told = json.loads(book(store, 2019))
    assert (told["count"], told["drafts"], told["journal"]["rows"]) == (0, [], 0)


def test_a_broken_journal_is_told_in_the_book(store: Store) -> None:
    """The book is made; its cover says at which row the chain breaks."""
    posted(store)
    spoil(store)
    cover, _ = archive(store).book(Year(2020))
    assert cover.broken_at == 2
    assert "2行目でつながっていません" in cover.verdict


def spoil(store: Store) -> None:
    store._db.execute("DROP TRIGGER journal_no_update")
    store._db.execute("UPDATE journal SET actor = 'だれか' WHERE id = 2")


# ── disposal ──


def test_disposal_takes_every_word_and_leaves_numbers_states_digests_dates(
    store: Store, tmp_path: Path
) -> None:
    """Not a word of the text is left outside the journal, nor in the file; the record is sound and
    its chain holds.
    """
    id, other = posted(store), rejected(store, NOW)
    before = store.draft(id)
    told = book(store)
    assert archive(store).dispose(DIRECTOR, 2020, told).drafts == (id,)
    after = store.draft(id)
    assert (after.title, after.content.text, after.findings, after.origin) == (
        DISPOSED,
        DISPOSED,
        (),
        "",
    )
    assert (after.state, after.digest, after.version, after.created_at) == (
        before.state,
        before.digest,
        before.version,
        before.created_at,
    )
    assert after.post is not None
    assert after.decision is not None
    assert after.decision.person == "館長"
    assert after.decision.at == THEN
    assert after.decision.outside_hours == ""
    assert store.sightings.page(1) is None
    assert store.sightings.find(["k"]) == 1  # an old page is not news again (truth 5)
    tables = [
        name for (name,) in store._db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    ]
    tables.remove("_search")  # nothing to be read in it; tests/record/test_search.py looks
    for name in tables:
        held = [
            row for row in store._db.execute(f"SELECT * FROM {name}") if SECRET in str(tuple(row))
        ]
        assert bool(held) == (name == "journal"), name
    assert store.draft(other).title == "おはなし会"
    assert store.verify_journal().broken_at is None
    assert faults(store.path) == ()
    last = list(store.journal())[-1]
    detail = json.loads(last["detail"])
    assert (last["actor"], last["action"], detail["year"], detail["count"]) == (
        "館長",
        "dispose",
        2020,
        1,
    )
    assert detail["drafts"] == str(id)
    raw = store.path.read_bytes()
    assert f"{SECRET}の本文".encode() not in raw
    assert f"{SECRET}の要約".encode() not in raw


def test_after_a_disposal_the_record_is_append_only_again(store: Store) -> None:
    """The triggers are as they were laid."""
    laid = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name"
    before = [tuple(row) for row in store._db.execute(laid)]
    id = posted(store)
    archive(store).dispose(DIRECTOR, 2020, book(store))
    assert [tuple(row) for row in store._db.execute(laid)] == before
    import sqlite3

    for table in ("versions", "decisions"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            store._db.execute(f"UPDATE {table} SET digest = '' WHERE draft = ?", (id,))


def test_a_disposal_that_dies_leaves_all_as_it_was(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One transaction a piece: the triggers, the blanking and the journal's row, or none of them."""
    posted(store)
    told, before = book(store), everything(store)
    triggers = store._db.execute(
        "SELECT count(*) FROM sqlite_master WHERE type = 'trigger'"
    ).fetchone()[0]

    def die(*args: object, **more: object) -> None:
        raise MemoryError

    monkeypatch.setattr("bridge.record.disposal.journal.append", die)
    with pytest.raises(MemoryError):
        archive(store).dispose(DIRECTOR, 2020, told)
    assert everything(store) == before
    assert (
        store._db.execute("SELECT count(*) FROM sqlite_master WHERE type = 'trigger'").fetchone()[0]
        == triggers
    )


@pytest.mark.parametrize("person", [POSTER, READER])
def test_4_only_the_director_disposes(store: Store, person: object) -> None:
    """A dry look, too, is the director's."""
    posted(store)
    told, before = book(store), everything(store)
    with pytest.raises(NotAllowed):
        archive(store).dispose(person, 2020, told)  # type: ignore[arg-type]
    with pytest.raises(NotAllowed):
        archive(store).due(person, 2020)  # type: ignore[arg-type]
    assert everything(store) == before


def test_a_year_is_due_on_the_day_after_its_retention(store: Store) -> None:
    """Fiscal 2020 ends on 31 March 2021; five years later its last day is 31 March 2026."""
    id = posted(store)
    with pytest.raises(StepRefused, match="2026年3月31日まで保存します"):
        archive(store, datetime(2026, 3, 31, 23, 59, tzinfo=TOKYO)).due(DIRECTOR, 2020)
    assert archive(store, datetime(2026, 4, 1, tzinfo=TOKYO)).due(DIRECTOR, 2020).drafts == (id,)
    with pytest.raises(UsageRefused):
        archive(store).due(DIRECTOR, 2030)


def test_what_has_not_ended_stays_and_is_counted(store: Store) -> None:
    """What waits is no finished business."""
    store.apply(
        lifecycle.open_draft(Opening(None, "staff", Kind.MATERIAL), wording(), "職員", THEN)
    )
    going = archive(store).due(DIRECTOR, 2020)
    assert (going.drafts, going.kept) == ((), 1)
    rows = store.verify_journal().rows
    archive(store).dispose(DIRECTOR, 2020, book(store))
    assert store.verify_journal().rows == rows


@pytest.mark.parametrize("by", [(), (DIRECTOR,), (POSTER,)])
def test_9_2_a_post_that_never_got_both_ticks_goes_with_its_year_and_says_so(
    store: Store, by: tuple[Person, ...]
) -> None:
    """Its end is its post; its state, the book and the journal tell that the ticks were missing, and
    nobody is asked for one on a text that is gone.
    """
    id, other = posted(store, by=by), rejected(store)
    early = datetime(2026, 3, 31, 23, 59, tzinfo=TOKYO)
    with pytest.raises(StepRefused):
        archive(store, early).due(DIRECTOR, 2020)
    going = archive(store).due(DIRECTOR, 2020)
    assert (going.drafts, going.unchecked, going.kept) == ((id, other), (id,), 0)
    assert archive(store).dispose(DIRECTOR, 2020, book(store)).unchecked == (id,)
    draft = store.draft(id)
    assert (draft.state, draft.content.disposed) == (State.UNCHECKED, True)
    assert store.drafts(State.POSTED) == []
    last = [json.loads(row["detail"]) for row in store.journal() if row["action"] == "dispose"]
    assert [row["unchecked"] for row in last] == ["1"]
    told = json.loads(book(store, 2026))  # the year in which it ended
    assert [(one["id"], one["state"]) for one in told["drafts"]] == [(id, "unchecked")]
    pages = b"".join(html.pages(*archive(store).book(Year(2026)))).decode()
    assert "確認未了のまま廃棄" in pages
    assert store.proof.whole().faults == ()
    assert archive(store).due(DIRECTOR, 2020).drafts == ()
    with pytest.raises(WrongState):
        store.apply(lifecycle.check(draft, store.checks(id), DIRECTOR, NOW))


def test_9_2_a_wrong_post_that_still_stands_beside_its_correction_stays(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is to be deleted on X: that is unfinished business, ticks or not."""
    id = posted(store, by=())
    monkeypatch.setattr(store, "replacements", lambda: [(store.draft(id), store.draft(id))])
    going = archive(store).due(DIRECTOR, 2020)
    assert (going.drafts, going.kept) == ((), 1)


def test_the_book_must_hold_every_word_that_goes(store: Store) -> None:
    """Another year's, another library's, an older one, one with a changed text: refused, and
    nothing changes.
    """
    id = posted(store)
    told = book(store)
    changed = json.loads(told)
    changed["drafts"][0]["versions"][0]["content"]["text"] = "別の文"
    strange = json.loads(told)
    strange["journal"]["head"] = "f" * 64
    without = json.loads(told) | {"drafts": []}
    before = everything(store)
    bad = [
        "",
        "[]",
        "{}",
        "null",
        "[" * 100_000,
        '{"format": "feedbridge-book/1", "year": 1, "journal": 1, "drafts": 1}',
    ]
    bad += [book(store, 2019), *(json.dumps(raw) for raw in (changed, strange, without))]
    bad += [json.dumps(json.loads(told) | {"drafts": [{"id": id}]})]
    for one in bad:
        with pytest.raises(UsageRefused):
            archive(store).dispose(DIRECTOR, 2020, one)
    assert everything(store) == before
    rejected(store)  # the book is older than this one's end
    with pytest.raises(UsageRefused, match="起案2の文"):
        archive(store).dispose(DIRECTOR, 2020, told)


def test_others_decide_while_a_year_s_book_is_read(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half a gigabyte of JSON takes its time, and nobody waits for it; who may not dispose of
    anything is told before.
    """
    id, really = posted(store), plain.read
    told = book(store)

    def read(text: str) -> dict[str, Any]:
        with Store(store.path) as other:
            other._db.execute("PRAGMA busy_timeout = 10")
            other.people.tell(JournalLine("職員", "tell", NOW))
        return really(text)

    monkeypatch.setattr(plain, "read", read)
    assert archive(store).dispose(DIRECTOR, 2020, told).drafts == (id,)
    with pytest.raises(NotAllowed):
        archive(store).dispose(POSTER, 2020, "")


@pytest.mark.parametrize("meanwhile", [False, True])
def test_a_draft_that_changed_while_a_book_was_held_against_it_is_looked_at_again(
    store: Store, monkeypatch: pytest.MonkeyPatch, meanwhile: bool
) -> None:
    """The long look keeps nobody out; what somebody touched since is looked at once more."""
    id = posted(store)
    told, looks = book(store), list[bool]()
    real = Archive._look_through

    def look(own: Archive, *arguments: object) -> None:
        looks.append(store._db.in_transaction)
        real(own, *arguments)  # type: ignore[arg-type]
        if meanwhile and len(looks) == 1:
            store.apply(lifecycle.comment(store.draft(id), DIRECTOR, "ひとこと", NOW))

    monkeypatch.setattr(Archive, "_look_through", look)
    assert archive(store).dispose(DIRECTOR, 2020, told).drafts == (id,)
    assert looks == [False] * (1 + meanwhile)


class Writers:
    """Counts the transactions that take the record for writing, and the drafts of each disposal."""

    def __init__(self, store: Store) -> None:
        self.store, self.begun = store, 0
        store._db.set_trace_callback(self._hear)

    def _hear(self, statement: str) -> None:
        self.begun += statement == "BEGIN IMMEDIATE"

    def pieces(self) -> list[str]:
        lines = [row for row in self.store.journal() if row["action"] == "dispose"]
        return [json.loads(row["detail"])["drafts"] for row in lines]


@pytest.fixture
def in_twos(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pieces of two drafts, and nobody who is waited for."""
    monkeypatch.setattr("bridge.archive.PIECE", 2)
    monkeypatch.setattr("bridge.record.disposal.PAUSE", 0)


@pytest.mark.usefixtures("in_twos")
def test_a_year_goes_in_pieces_each_a_transaction_with_its_own_line(store: Store) -> None:
    """Between any two others may write; each line names what went with it, and the record proves
    itself at each moment.
    """
    for _ in range(5):
        rejected(store)
    told, writers = book(store), Writers(store)
    really, sound = store.disposal.give_way, list[bool]()

    def give_way() -> None:
        with Store(store.path) as other:
            other._db.execute("PRAGMA busy_timeout = 10")
            other.people.tell(JournalLine("職員", "tell", NOW))
            sound.append(other.proof.whole().sound)
        really()

    store.disposal.give_way = give_way  # type: ignore[method-assign]
    assert archive(store).dispose(DIRECTOR, 2020, told).drafts == (1, 2, 3, 4, 5)
    assert writers.pieces() == ["1～2", "3～4", "5"]
    # two ends of a way (the pieces, then the index of words), and others before each further step
    assert len(sound) == writers.begun - 2 >= 2
    assert all(sound)
    assert store.proof.whole().sound


def test_what_was_touched_since_a_line_is_asked_of_the_lines(store: Store) -> None:
    """It is asked with each piece: what it costs hangs on what came since, not on all drafts."""

    def steps(since: int) -> int:
        taken = list[int]()
        store._db.set_progress_handler(lambda: taken.append(1), 1)
        store.touched_since(since)
        store._db.set_progress_handler(None, 0)
        return len(taken)

    for _ in range(3):
        rejected(store)
    few = steps(store.verify_journal().rows - 1)
    for _ in range(40):
        rejected(store)
    assert steps(store.verify_journal().rows - 1) <= few + 5


@pytest.mark.usefixtures("in_twos")
def test_a_disposal_that_was_cut_short_is_gone_on_with(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What went is gone and proven; the same book takes the rest."""
    for _ in range(5):
        rejected(store)
    told, real, lines = book(store), journal.append, list[JournalLine]()

    def die(db: sqlite3.Connection, line: JournalLine) -> None:
        lines.append(line)
        if len(lines) == 2:
            raise MemoryError
        real(db, line)

    with monkeypatch.context() as short:
        short.setattr("bridge.record.disposal.journal.append", die)
        with pytest.raises(MemoryError):
            archive(store).dispose(DIRECTOR, 2020, told)
    assert [store.draft(id).content.disposed for id in (1, 2, 3, 4, 5)] == [
        True,
        True,
        *[False] * 3,
    ]
    assert store.proof.whole().sound
    assert faults(store.path) == ()
    assert archive(store).dispose(DIRECTOR, 2020, told).drafts == (3, 4, 5)
    assert Writers(store).pieces() == ["1～2", "3～4", "5"]
    assert store.proof.whole().sound


@pytest.mark.usefixtures("in_twos")
def test_a_disposal_that_stops_on_its_way_says_how_far_it_came(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who reads that nothing was written must not take it for the whole."""
    for _ in range(3):
        rejected(store)
    told, real = book(store), store.verify_journal

    def broken_then(since: tuple[int, str] = (0, "")) -> Any:
        verdict = real(*[since] if since[1] else [])
        gone = store.draft(1).content.disposed
        return replace(verdict, broken_at=verdict.rows) if gone else verdict

    monkeypatch.setattr(store, "verify_journal", broken_then)
    with pytest.raises(StoreFailed, match=r"2件を廃棄したところで止まりました.*つながっていません"):
        archive(store).dispose(DIRECTOR, 2020, told)
    assert not store.draft(3).content.disposed


@pytest.mark.usefixtures("in_twos")
def test_what_others_touch_again_and_again_stays(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disposal has an end; what it left is counted, and goes with the next one."""
    for _ in range(3):
        rejected(store)
    told, real = book(store), Archive._look_through

    def look(own: Archive, *arguments: object) -> None:
        real(own, *arguments)  # type: ignore[arg-type]
        store.apply(lifecycle.comment(store.draft(2), DIRECTOR, "ひとこと", NOW))

    with monkeypatch.context() as busy:
        busy.setattr(Archive, "_look_through", look)
        done = archive(store).dispose(DIRECTOR, 2020, told)
    assert (done.drafts, done.kept) == ((1, 3), 1)
    assert archive(store).dispose(DIRECTOR, 2020, told).drafts == (2,)


def test_nothing_goes_while_the_journal_is_broken(store: Store) -> None:
    """What may have been tampered with is evidence."""
    posted(store)
    told = book(store)
    spoil(store)
    with pytest.raises(StoreFailed, match="廃棄していません"):
        archive(store).dispose(DIRECTOR, 2020, told)


def test_twice_is_once(store: Store) -> None:
    """What is gone does not go again, and writes no second row."""
    posted(store)
    archive(store).dispose(DIRECTOR, 2020, book(store))
    rows = store.verify_journal().rows
    assert archive(store).dispose(DIRECTOR, 2020, book(store)).drafts == ()
    assert store.verify_journal().rows == rows


def test_what_was_disposed_of_never_comes_before_the_director_again(store: Store) -> None:
    """An expired draft could be handed in anew; without its text it cannot."""
    made = wording(expires_on=THEN.date())
    id = store.apply(
        lifecycle.open_draft(Opening(None, "staff", Kind.MATERIAL), made, "職員", THEN)
    )
    store.apply(lifecycle.expire(store.draft(id), Machine.SYNC, THEN + timedelta(days=1)))
    archive(store).dispose(DIRECTOR, 2020, book(store))
    for step in (
        lambda d: lifecycle.resubmit(d, POSTER, NOW),
        lambda d: lifecycle.edit(d, wording(), POSTER, NOW),
    ):
        with pytest.raises(WrongState, match="廃棄されています"):
            step(store.draft(id))
    assert "dispose" not in lifecycle.WAYS
    assert store.history(id)[-1]["action"] == "expire"


def test_a_page_stays_while_one_of_its_drafts_does(store: Store) -> None:
    """A page with a younger draft is blanked with the last of them."""
    posted(store)
    store.sightings.move(Move(1, ItemState.DRAFTED, ItemState.NEW))
    young = store.apply(lifecycle.open_draft(Opening(1, "home", Kind.PAGE), wording(), "sync", NOW))
    archive(store).dispose(DIRECTOR, 2020, book(store))
    assert store.sightings.page(1) is not None
    assert store.sightings.item(1).title == f"{SECRET}の題"
    assert store.draft(young).title == "おはなし会"


def corrected(store: Store, id: int) -> int:
    """A correction of draft `id` that is out and checked."""
    first = store.draft(id)
    assert first.post is not None
    made = wording(title="訂正")
    made = replace(made, content=replace(made.content, replaces=first.post.what))
    made = replace(made, digest=digest_of(made))
    other = store.apply(
        lifecycle.open_draft(
            Opening(item=None, source="home", kind=Kind.PAGE, note="", origin="誤り", corrects=id),
            made,
            "職員",
            THEN,
        )
    )
    store.apply(lifecycle.decide(store.draft(other), DIRECTOR, THEN))
    store.apply(
        lifecycle.posted(
            store.draft(other),
            attempt=None,
            person=POSTER,
            number="99",
            url="https://x.com/mihon_lib/status/99",
            at=THEN,
        )
    )
    for person in (DIRECTOR, POSTER):
        store.apply(lifecycle.check(store.draft(other), store.checks(other), person, THEN))
    return other


def test_9_2_a_correction_stays_while_the_post_that_it_replaces_still_stands(store: Store) -> None:
    """Its text says what is to be deleted: without it the wrong post would stay on X, and nobody
    would be told.
    """
    id = posted(store)
    other = corrected(store, id)
    assert (archive(store).due(DIRECTOR, 2020).drafts, archive(store).due(DIRECTOR, 2020).kept) == (
        (id,),
        1,
    )
    archive(store).dispose(DIRECTOR, 2020, book(store))
    assert [(a.id, b.id) for a, b in lifecycle.to_remove(store.replacements())] == [(id, other)]
    store.apply(lifecycle.remove(store.draft(id), store.draft(other), "publish", THEN))
    assert archive(store).due(DIRECTOR, 2020).drafts == (other,)


def test_9_2_a_post_without_its_text_can_still_be_deleted_and_corrected(store: Store) -> None:
    """What stands on X for years stays the library's: its id is kept."""
    id = posted(store)
    archive(store).dispose(DIRECTOR, 2020, book(store))
    desk = Desk(store, Rules(settings(), packaged_words), Clock())
    gone = desk.remove(POSTER, id, "古い").content
    assert (gone.replaces, gone.account, gone.removes) == (PostId("1"), "mihon_lib", True)
    assert (
        desk.correct(POSTER, id, "追記です。", reason="補足", addition=True).content.reply_to == "1"
    )


def test_a_disposed_retweet_and_a_disposed_deletion_are_still_what_they_were(store: Store) -> None:
    """Their ids tell, when the text no longer does: the one cannot be reworded, the other stands
    nowhere.
    """
    id = posted(store)
    archive(store).dispose(DIRECTOR, 2020, book(store))
    desk = Desk(store, Rules(settings(), packaged_words), Clock())
    for act, why in (("retweet", "リツイートは直せません"), ("deletion", "もうXにありません")):
        store._db.execute("UPDATE posts SET act = ?", (act,))
        with pytest.raises(StepRefused, match=why):
            desk.correct(POSTER, id, "直した文", reason="誤り")


def test_nobody_writes_between_the_look_and_the_blanking(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else a draft that is handed in anew at that moment would wait before the director without its
    text.
    """
    posted(store)
    told, real = book(store), store.verify_journal
    waits = []

    def while_another_writes(*since: tuple[int, str]) -> object:
        with closing(sqlite3.connect(store.path, timeout=0)) as other:
            try:
                other.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError:
                waits.append(since)
        return real(*since)

    monkeypatch.setattr(store, "verify_journal", while_another_writes)
    assert archive(store).dispose(DIRECTOR, 2020, told).drafts == (1,)
    # the first, long walk keeps nobody waiting; the second sees only what came since
    assert len(waits) == 1
