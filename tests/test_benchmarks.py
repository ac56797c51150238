"""The layers of the benchmarks fit the record of this release: what they measure is what runs."""

from __future__ import annotations

import sys
from contextlib import closing
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from bridge.demo.site import demo_toml
from bridge.model import DISPOSED, State
from bridge.record.structure import whole
from bridge.wiring import Wiring

BENCHMARKS = Path(__file__).parent.parent / "benchmarks"


@pytest.fixture
def parts(tmp_path: Path) -> Wiring:
    (tmp_path / "feeds.toml").write_text(demo_toml("http://127.0.0.1:9"), encoding="utf-8")
    return Wiring(tmp_path / "feeds.toml", tmp_path / "state.db")


def benchmark(name: str, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    monkeypatch.setitem(sys.modules, name, None)
    del sys.modules[name]  # another module of that name comes back afterwards
    return import_module(name)


def test_the_record_beside_which_decisions_wait_proves_itself(
    parts: Wiring, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each draft was opened, decided, sent, posted and ticked twice; those that wait can be decided
    and the others found, and disposed of.
    """
    waits = benchmark("waits", monkeypatch)
    waits.fill(parts, 5 * waits.LINES, 3)
    with parts.store() as store:
        assert store.proof.whole().sound
        assert (store.count(State.CHECKED), store.count(State.WAITING)) == (5, 3)
        assert len(store.search("おはなし会", State.CHECKED)) == 5
        waiting = [draft.id for draft in store.drafts(State.WAITING)]
    assert len([*waits.decisions(parts, iter(waiting))]) == 3
    assert whole(parts.db_path) == ()
    with parts.store() as store:
        store.disposal.dispose(
            [1], waits.JournalLine("館長", "dispose", parts.clock(), {"drafts": "1"})
        )
        assert store.draft(1).content.text == DISPOSED


def test_the_record_of_the_desk_can_be_decided_on(
    parts: Wiring, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Pages and decisions are measured to the end."""
    desk = benchmark("desk", monkeypatch)
    desk.fill(parts, 4, 3)
    desk.pages(parts, 3, 2)
    assert "a decision:" in capsys.readouterr().out
    with parts.store() as store:
        assert store.count(State.DECIDED) == 3
        for one in store.drafts(State.DECIDED):
            assert one.decision is not None


def test_a_long_history_is_one_of_items(parts: Wiring, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each is known by its address."""
    sync = benchmark("sync", monkeypatch)
    with parts.store() as store:
        sync.known(store._db, 7)
        assert len(store.sightings.items()) == 8
        with closing(store._db.execute("SELECT count(*) FROM identities")) as rows:
            assert rows.fetchone()[0] == 8


def test_memory_is_told_without_the_pages_of_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """Those of a file that the system takes back are none that a run needs (proc(5), smaps)."""
    smaps = (
        "55d0-55d1 r-xp 00000000 08:01 12   /usr/bin/python3\nSize: 8 kB\nRss:    2048 kB\n"
        "7f00-7f01 r--p 00000000 08:01 13   /x/sudachidict_small/system.dic\nRss:  40960 kB\n"
        "VmFlags: rd mr\n"
        "7f02-7f03 rw-p 00000000 00:00 0 \nRss:    1024 kB\n"
    )
    ratios = benchmark("ratios", monkeypatch)
    assert ratios.resident(smaps, but=ratios.DICTIONARY) == 3
    assert ratios.resident(smaps, but="nothing") == 43
