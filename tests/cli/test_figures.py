"""`figures`, from the words of the call to the files in the folder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from fakes import DIRECTOR, NOW, Clock, Scripted, Web, settings, wording

from bridge import lifecycle
from bridge.archive import Archive
from bridge.cli import cli, figures
from bridge.demo.site import demo_toml
from bridge.errors import BridgeError, UsageRefused
from bridge.model import Finding, JournalLine, Kind, Opening
from bridge.policy.s05_2_hours import make_calendar
from bridge.publish import Publish
from bridge.record.store import Store
from bridge.text.years import Year
from bridge.wiring import Wiring

pytestmark = pytest.mark.slow  # whole records

NAMES = {
    "posts.svg",
    "posts.png",
    "hours-to-decision.svg",
    "hours-to-decision.png",
    "hours-to-post.svg",
    "hours-to-post.png",
    "corrections.svg",
    "corrections.png",
    "cost.svg",
    "cost.png",
    "figures.json",
}


def post_one(store: Store) -> int:
    id = store.apply(
        lifecycle.open_draft(Opening(None, "staff", Kind.MATERIAL), wording(), "職員", NOW)
    )
    store.apply(lifecycle.decide(store.draft(id), DIRECTOR, NOW, policy_version="2021-04-01"))
    told, clock = settings(), Clock()
    clock.forward(hours=1)
    Publish(
        store=store,
        settings=told,
        calendar=make_calendar(told.hours, frozenset()),
        poster=Scripted(),
        fetcher=Web(),
        clock=clock,
    ).run()
    return id


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "feeds.toml").write_text(demo_toml("http://127.0.0.1:9"), encoding="utf-8")
    monkeypatch.setattr(Wiring, "clock", lambda self: NOW.astimezone(self.zone))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def call(*words: object) -> int:
    try:
        return int(cli.main(["figures", *map(str, words)], standalone_mode=False) or 0)
    except BridgeError as error:
        return error.exit_code


def test_the_figures_of_the_record_are_written(folder: Path) -> None:
    """What was decided and posted an hour later is one post of one hour, in a folder for its owner
    alone.
    """
    with Store(folder / "state.db") as store:
        post_one(store)
    assert call("--year", 2026, "--out", "out") == 0
    assert {path.name for path in (folder / "out").iterdir()} == NAMES
    assert (folder / "out").stat().st_mode & 0o077 == 0
    told = json.loads((folder / "out/figures.json").read_text(encoding="utf-8"))
    november = told["months"].index("2026-11")
    assert (told["posts"]["ウ"][november], told["hours_to_post"][november]) == (1, 1.0)
    assert told["hours_to_decision"][november] is None
    assert call("--year", 2026, "--calendar", "--out", "calendar") == 0
    assert (
        json.loads((folder / "calendar/figures.json").read_text(encoding="utf-8"))["months"][10]
        == "2026-11"
    )


@pytest.mark.parametrize(
    "words", [("--year", 2027), ("--year", 0), ("--year", 10**12), ("--year", 2027, "--calendar")]
)
def test_a_year_that_is_none_writes_nothing(folder: Path, words: tuple[object, ...]) -> None:
    """No folder is made for it."""
    assert call(*words, "--out", "out") == 2
    assert not (folder / "out").exists()


def test_a_folder_that_is_taken_stays_as_it_is(folder: Path) -> None:
    """A file in it, a file of that name, a link to nowhere, a place that is not there; an empty
    folder is fine.
    """
    (folder / "full").mkdir()
    (folder / "full/mine.txt").write_text("私の", encoding="utf-8")
    (folder / "file").write_text("", encoding="utf-8")
    (folder / "link").symlink_to("nowhere")
    for out in ("full", "file", "file/below", "link", "no/such", "x" * 300):
        before = sorted(folder.rglob("*"))
        assert call("--year", 2026, "--out", out) == 2, out
        assert [p for p in sorted(folder.rglob("*")) if not p.name.startswith("state.db")] == [
            p for p in before if not p.name.startswith("state.db")
        ]
    (folder / "empty").mkdir()
    assert call("--year", 2026, "--out", "empty") == 0
    assert len(list(Path("empty").iterdir())) == len(NAMES)


@pytest.mark.parametrize("there", [True, False])
def test_what_fails_half_way_is_taken_back(
    folder: Path, monkeypatch: pytest.MonkeyPatch, *, there: bool
) -> None:
    """A full disk at the third file: none stays, and a folder that we made goes, too."""
    if there:
        (folder / "out").mkdir()
    real, seen = figures.write_new, list[Path]()

    def failing(path: Path, chunks: list[bytes]) -> None:
        seen.append(path)
        if len(seen) == 3:
            raise UsageRefused("command.no_place")
        real(path, chunks)

    monkeypatch.setattr(figures, "write_new", failing)
    assert call("--year", 2026, "--out", "out") == 2
    assert len(seen) == 3
    assert (folder / "out").exists() is there
    assert not list(folder.glob("out/*"))


def test_a_year_that_was_disposed_of_still_has_its_figures(store: Store) -> None:
    """Kinds, dates and costs stay when the texts go."""
    id = post_one(store)
    archive = Archive(store, settings(), Clock())
    before = archive.figures(Year(2026))
    store.disposal.dispose([id], JournalLine("館長", "dispose", NOW, {}))
    assert store.draft(id).content.disposed
    assert archive.figures(Year(2026)) == before


def test_a_year_of_posts_is_found_by_its_index(store: Store) -> None:
    """SQLite's own plan: no table is walked, whatever stands in the years before."""
    asked: list[str] = []
    store._db.set_trace_callback(asked.append)
    Archive(store, settings(), Clock()).figures(Year(2026))
    store._db.set_trace_callback(None)
    [look] = [statement for statement in asked if statement.startswith("SELECT")]
    plan = [row["detail"] for row in store._db.execute(f"EXPLAIN QUERY PLAN {look}")]
    assert plan
    assert not [line for line in plan if line.startswith("SCAN")], plan


def test_how_often_each_rule_fired_is_told_without_a_folder(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With --rules the table is printed; without it and without a folder the call is off."""
    found = Finding(
        "5(3)ウ", "(案)", "題名", "まだ決まっていません。", stop=True, rule="undecided.plan"
    )
    with Store(folder / "state.db") as store:
        for _ in range(3):
            made = wording(findings=(found,))
            id = store.apply(
                lifecycle.open_draft(Opening(None, "staff", Kind.TOLD), made, "職員", NOW)
            )
            store.apply(lifecycle.decide(store.draft(id), DIRECTOR, NOW, acknowledged=["5(3)ウ"]))
    assert call("--year", 2026) == 2
    assert call("--year", 2026, "--rules") == 0
    told = capsys.readouterr().out
    assert "5(3)ウ undecided.plan: 3件(要確認 3) 承知 3・直した 0・差戻しか否決 0" in told
    assert "※ undecided.plan(5(3)ウ) は、3件のすべてで承知のうえ決裁され" in told
    assert call("--year", 2026, "--rules", "--json") == 0
    assert json.loads(capsys.readouterr().out)[0]["always_acknowledged"] is True
