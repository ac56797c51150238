"""取得状況: what each source brought, a look at once that no page waits for, and the items that
wait for a person.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from fakes import NOW
from web.house import House

from bridge.demo.site import SampleSite, demo_toml
from bridge.errors import LockHeld
from bridge.model import Item, ItemState, ListVerdict, Memory, Sighting
from bridge.record.database import RunLock
from bridge.web import here
from bridge.web.desk_runs import DeskRuns


def seen(house: House, memory: Memory, *items: Item) -> None:
    """Let the source `home` have brought these."""
    with house.parts.store() as store:
        store.sightings.remember("home", memory, [Sighting(item, (item.url,)) for item in items])


def article(n: int, state: ItemState, **more: Any) -> Item:
    return Item(
        id=0,
        source="home",
        url=f"https://lib.example.jp/{n}",
        title=f"記事{n}",
        state=state,
        seen_at=NOW,
        **more,
    )


HELD = article(1, ItemState.HELD, reason="一度に60件の新着があり、上限(50件)を超えました")


def ends(looking: DeskRuns) -> None:
    """Wait until the thread of the run is over."""
    for thread in threading.enumerate():
        if thread.name == "desk-run":
            thread.join(30)
    assert looking.running is None


@contextmanager
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Let a run stand at its first source until the event is set."""
    from bridge.sync import Sync

    go, run = threading.Event(), Sync.run

    def waits(self: Sync, *args: Any, **how: Any) -> Any:
        self._progress("取得元を確認中", 1, 2)
        assert go.wait(30)
        return run(self, *args, **how)

    monkeypatch.setattr(Sync, "run", waits)
    try:
        yield go
    finally:
        go.set()


@pytest.fixture
def looking(house: House) -> Iterator[DeskRuns]:
    found = house.app.extensions["desk_runs"]
    yield found
    ends(found)


# ── what was found ──────────────────────────────────────────────────────────────────────────────


def test_each_source_shows_its_newest_items_and_the_lists_of_its_page_with_the_reason(
    house: House,
) -> None:
    """What was taken for news, and what was taken for navigation and why; nobody has to type a
    command for it.
    """
    lists = (
        ListVerdict("新着情報", "ul/li", 12, news=True, reason="日付のある行が並んでいます"),
        ListVerdict("", "nav/ul", 8, news=False, reason="メニューの中にあります"),
    )
    memory = Memory(succeeded_at=NOW, count=12, how="ul/li 12件", lists=lists)
    seen(house, memory, article(1, ItemState.DRAFTED), article(2, ItemState.NEW))
    text = house.client("reader").get("/sources").text
    assert text.index("記事2") < text.index("記事1")
    assert "お知らせとして読んだ" in text
    assert re.search(r"読まなかった.*\(見出しなし\).*8件.*メニューの中にあります", text)
    assert "feedbridge" not in text.split("<main")[1].split("</main>")[0]


def test_one_source_is_shown_alone_and_an_unknown_name_shows_all(house: House) -> None:
    """A name of an address is a word of a stranger: it never is an error."""
    ids = [source.id for source in house.parts.settings.sources]
    client = house.client("reader")
    assert client.get(f"/sources?source={ids[0]}").text.count("<article") == 1
    assert client.get("/sources?source=<script>").text.count("<article") == len(ids)


# ── what a person should see first ──────────────────────────────────────────────────────────────


def test_the_first_page_tells_of_a_stopped_cron_silent_failing_and_overfull_sources(
    house: House,
) -> None:
    """Each with its way out; a quiet house has no such words."""
    with house.parts.store() as store:
        store.ran("sync", NOW)
    client = house.client("reader")
    assert "取得について" not in client.get("/").text
    with house.parts.store() as store:
        store.ran("sync", NOW - timedelta(days=3))
    days = [
        article(n, ItemState.DRAFTED, published=NOW.date() - timedelta(days=60 + n))
        for n in range(2, 9)
    ]
    seen(house, Memory(failing_since=NOW, failures=1, error="こわれた"), *days, HELD)
    with (
        house.parts.store() as store
    ):  # what is held came on a day of its own: it is as old as the others
        store._db.execute("UPDATE items SET published = '2026-09-01' WHERE state = 'held'")
    text = client.get("/").text
    for told in (
        "最後の巡回は",
        "を、11月25日(水) 10:00から読めません",
        "から新しい記事がありません",
        "1件が、選ばれる",
    ):
        assert told in text, told
    assert "/sources?source=home#held" in text


# ── held items ──────────────────────────────────────────────────────────────────────────────────


def test_a_held_item_has_a_button_each_and_setting_aside_asks_why(house: House) -> None:
    """起案する takes it up at once; 見送る asks for a reason and takes none without one."""
    seen(house, Memory(), HELD, article(2, ItemState.HELD))
    text = house.client("poster").get("/sources").text
    assert text.count('value="pick">起案する') == text.count('value="aside">見送る') == 2
    assert "上限(50件)を超えました" in text
    house.post("poster", "/items", item="1", do="pick")
    asked = house.post("poster", "/items", item="2", do="aside")
    assert asked.status_code == 200
    assert "記事2" in asked.text
    assert house.post("poster", "/items", item="2", do="set_aside").status_code == 422
    assert (
        house.post("poster", "/items", item="2", do="set_aside", preset="時期を過ぎた").status_code
        == 303
    )
    with house.parts.store() as store:
        assert store.sightings.item(1).state is ItemState.NEW
        assert (store.sightings.item(2).state, store.sightings.item(2).reason) == (
            ItemState.SET_ASIDE,
            "時期を過ぎた",
        )


def test_a_reader_sees_no_form(house: House) -> None:
    """What would be refused is not offered."""
    seen(house, Memory(succeeded_at=NOW), HELD, article(2, ItemState.BASELINE))
    main = house.client("reader").get("/sources").text.split("<main")[1].split("</main>")[0]
    assert "<button" not in main
    assert "checkbox" not in main
    assert house.post("reader", "/items", item="1", do="aside").status_code == 403


# ── いま見る ────────────────────────────────────────────────────────────────────────────────────


def test_a_look_runs_behind_the_pages_and_a_second_press_tells_of_it(
    house: House, looking: DeskRuns, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pages answer while it runs, with how far it is; the journal names who pressed; the lock of
    all runs is held.
    """
    with slow(monkeypatch) as go:
        assert house.post("poster", "/sources/look", source="").status_code == 303
        text = house.client("reader").get("/sources").text
        assert "見ています: <span>取得元を確認中 1/2" in text
        assert "職員さん" in text
        assert house.client("director").get("/sources/progress").json == {
            "running": True,
            "told": "取得元を確認中 1/2",
        }
        house.post("director", "/sources/look", source="home")
        assert (
            "職員さんが10:00に始めた取得が動いています"
            in house.client("director").get("/sources").text
        )
        with pytest.raises(LockHeld), house.parts.store(run=True):
            pass
        go.set()
    ends(looking)
    assert house.client("reader").get("/sources/progress").json == {"running": False, "told": ""}
    with house.parts.store() as store:
        line = next(line for line in store.journal_before(None, 10) if line["action"] == "resync")
    assert line["actor"] == "職員"
    assert "すべての取得元" in line["detail"]


def test_a_look_while_cron_runs_is_told_and_writes_nothing(house: House, looking: DeskRuns) -> None:
    """The lock is the one of every run; nothing stands in the journal of what did not begin."""
    with RunLock(house.parts.db_path):
        house.post("poster", "/sources/look", source="")
        assert (
            "まだ始めていません。定期の取得か投稿が動いています。"
            in house.client("poster").get("/sources").text
        )
    with house.parts.store() as store:
        assert not any(line["action"] == "resync" for line in store.journal_before(None, 10))
    assert looking.last is None


def test_a_look_at_one_source_drafts_what_is_new_there_and_tells_it(
    house: House, looking: DeskRuns
) -> None:
    """The same work as `resync --source`, told on the page in the same words."""
    with SampleSite(NOW.date()) as site:
        house.parts.config_path.write_text(demo_toml(site.url), encoding="utf-8")
        press(house, looking, "home")
        assert "home: 見始めました" in house.client("reader").get("/sources").text
        site.grow()
        press(house, looking, "home")
    text = house.client("reader").get("/sources").text
    drafted = len(house.do(lambda desk, _: desk.store.drafts()))
    assert drafted > 0
    assert f"home: 新着{drafted}件" in text
    assert f"起案{drafted}件" in text
    assert "feedbridge items" not in text
    with house.parts.store() as store:
        assert store.sightings.memory("event").succeeded_at is None


def press(house: House, looking: DeskRuns, source: str) -> None:
    assert house.post("poster", "/sources/look", source=source).status_code == 303
    ends(looking)


def test_what_failed_in_a_look_is_told_where_it_was_pressed(
    house: House, looking: DeskRuns
) -> None:
    """A site that does not answer: its sentence stands on the page, and nothing stays running."""
    press(house, looking, "home")
    assert '<p class="problem">' in house.client("reader").get("/sources").text


def test_a_source_that_is_gone_from_feeds_toml_is_not_looked_at(
    house: House, looking: DeskRuns
) -> None:
    """Its button was on a page that lay open."""
    assert house.post("poster", "/sources/look", source="gone").status_code == 404
    assert looking.last is None


def test_a_clock_far_ahead_begins_nothing(house: House, looking: DeskRuns) -> None:
    """A press is no word on the clock: what would expire waits."""
    with house.parts.store() as store:
        store.ran("sync", NOW)
    house.at(NOW + timedelta(days=90))
    house.post("poster", "/sources/look", source="")
    assert "この機械の時計は" in house.client("poster").get("/sources").text
    assert looking.last is None


def test_a_fault_of_the_program_ends_the_look_and_says_so(
    house: House, looking: DeskRuns, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page never says for ever that it is looking; the traceback is for the log."""
    from bridge.sync import Sync

    def breaks(*_: Any, **__: Any) -> None:
        raise ZeroDivisionError

    caught: list[Any] = []
    monkeypatch.setattr(Sync, "run", breaks)
    monkeypatch.setattr(threading, "excepthook", caught.append)
    press(house, looking, "home")
    assert "取得が途中で止まりました" in house.client("reader").get("/sources").text
    assert caught[0].exc_type is ZeroDivisionError


# ── a new source ────────────────────────────────────────────────────────────────────────────────


def test_a_new_source_is_tried_and_added_with_its_comments_and_its_line_in_the_journal(
    house: House,
) -> None:
    """What would be read is shown first and nothing written; the desk knows the source at once."""
    path = house.parts.config_path
    with SampleSite(NOW.date()) as site:
        path.write_text(demo_toml(site.url) + "\n# 最後のことば\n", encoding="utf-8")
        before = path.read_bytes()
        asked = house.post("poster", "/sources/new", url=f"{site.url}/")
        assert "お知らせの一覧があります" in asked.text
        assert "休館日のお知らせ" in asked.text
        assert "もう登録されています" in asked.text
        asked = house.post("poster", "/sources/new", url=f"{site.url}/?second=1")
        assert path.read_bytes() == before
        values = {
            name: re.search(
                rf'name="{name}" value="([^"]*)"', asked.text.split("取得元に加える")[-2]
            )[1]
            for name in ("id", "kind")
        }  # type: ignore[index]
        assert values["kind"] == "homepage"
        assert values["id"] not in {source.id for source in house.parts.settings.sources}
        answer = house.post("poster", "/sources/add", url=f"{site.url}/?second=1", **values)
        assert answer.status_code == 303
    assert "# 最後のことば" in path.read_text(encoding="utf-8")
    assert "まだ一度も見ていません" in house.client("reader").get(answer.headers["Location"]).text
    with house.parts.store() as store:
        line = next(line for line in store.journal_before(None, 10) if line["action"] == "source")
    assert line["actor"] == "職員"
    assert values["id"] in line["detail"]


def test_a_name_that_is_taken_is_told_and_nothing_is_written(house: House) -> None:
    """Neither in the file nor in the journal."""
    before = house.parts.config_path.read_bytes()
    answer = house.post(
        "poster", "/sources/add", url="https://lib.example.jp/x", kind="feed", id="home"
    )
    assert answer.status_code == 422
    assert "feeds.toml:" in answer.text
    assert house.parts.config_path.read_bytes() == before
    with house.parts.store() as store:
        assert not any(line["action"] == "source" for line in store.journal_before(None, 10))


def test_where_the_file_cannot_be_written_the_block_is_shown(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before the press when that is known, after it when it was not."""
    from bridge.settings_file import SettingsFile

    with SampleSite(NOW.date()) as site:
        house.parts.config_path.write_text(demo_toml(site.url), encoding="utf-8")
        with monkeypatch.context() as patch:
            patch.setattr(SettingsFile, "writable", False)
            asked = house.post("poster", "/sources/new", url=f"{site.url}/?second=1").text
        assert "[[source]]" in asked
        assert "取得元に加える</button>" not in asked

    def busy(*_: object) -> None:
        raise OSError(16, "Device or resource busy")

    monkeypatch.setattr("pathlib.Path.replace", busy)
    answer = house.post(
        "poster", "/sources/add", url="https://lib.example.jp/x", kind="feed", id="x-1"
    )
    assert answer.status_code == 422
    assert "id = &#34;x-1&#34;" in answer.text
    with house.parts.store() as store:
        assert not any(line["action"] == "source" for line in store.journal_before(None, 10))


@pytest.mark.parametrize(
    ("url", "status"),
    [
        ("", 422),
        ("javascript:alert(1)", 422),
        ("file:///etc/passwd", 422),
        ("http://127.0.0.1:9/", 200),
    ],
)
def test_an_address_that_cannot_be_read_says_why(house: House, url: str, status: int) -> None:
    """And stands in the field again; a source that does not answer is an answer of the trial."""
    answer = house.post("poster", "/sources/new", url=url)
    assert answer.status_code == status
    assert f'value="{url}"' in answer.text
    assert 'role="alert"' in answer.text


def test_every_kind_of_source_has_its_word_on_each_page_that_shows_one(house: House) -> None:
    """The pages read one table: a kind that is added there is shown."""
    templates = Path(here.__file__).parent / "templates"
    for path in templates.glob("*.html"):
        assert "'sitemap':" not in path.read_text(encoding="utf-8"), path.name
    for path in ("/sources", "/settings"):
        assert "ホームページ" in house.client("director").get(path).text
