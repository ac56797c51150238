"""Pictures in the record: kept by what they are, as long as they are needed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from fakes import NOW, PICTURE, POSTER, attached, content, png, wording

from bridge import lifecycle
from bridge.errors import NotFound, StoreFailed, WrongState
from bridge.model import Image, JournalLine, Kind, Opening
from bridge.read.pictures import read_picture
from bridge.record.backup import backup, faults
from bridge.record.store import Store


def opened(store: Store, image: Image) -> int:
    version = wording(replace(content(), image=image))
    return store.apply(
        lifecycle.open_draft(Opening(None, "staff", Kind.MATERIAL), version, "職員", NOW)
    )


def again(store: Store, body: bytes, hours: int) -> None:
    line = JournalLine(POSTER.name, "picture", NOW + timedelta(hours=hours))
    store.pictures.keep(read_picture(body), PICTURE, line)


def test_a_picture_comes_back_byte_by_byte(store: Store) -> None:
    """With its kind and size, under the name of its bytes; kept twice, it is there once, and told
    once.
    """
    image = attached(store, png("red"))
    attached(store, png("red"))
    assert store.pictures.picture(image.sha256) == read_picture(png("red"))
    assert [row["action"] for row in store.journal()] == ["picture"]


def test_a_picture_in_no_draft_goes_after_a_day(store: Store) -> None:
    """Somebody looked and took another; one that stands in a draft stays."""
    used, unused = attached(store, png("red")), attached(store, png("blue"))
    opened(store, used)
    again(store, png("green"), 23)
    assert store.pictures.picture(unused.sha256)
    again(store, png("white"), 25)
    with pytest.raises(NotFound):
        store.pictures.picture(unused.sha256)
    assert store.pictures.picture(used.sha256)


def test_truth_1_no_version_names_a_picture_that_is_not_there(store: Store) -> None:
    """Nothing is written then."""
    with pytest.raises(WrongState, match="画像は記録にありません"):
        opened(store, Image(PICTURE, "本棚", "館で撮影", "0" * 64))
    assert store.drafts() == []


def test_truth_1_a_picture_that_was_changed_in_the_file_is_none(store: Store) -> None:
    """The name is the sha256 of the bytes, so that nobody vouches for others."""
    image = attached(store)
    opened(store, image)
    store._db.execute("UPDATE pictures SET body = ?", (png("black"),))
    with pytest.raises(StoreFailed, match="取り込んだときのものと違います"):
        store.pictures.picture(image.sha256)
    assert any(fault.code == "damage.picture" for fault in faults(store.path))


def test_a_copy_has_the_pictures(store: Store, tmp_path: Path) -> None:
    """What was decided can be shown from a copy alone."""
    image = attached(store)
    opened(store, image)
    with Store(backup(store.path, tmp_path / "copies", NOW)) as copy:
        assert copy.pictures.picture(image.sha256).body == png()


def test_5_3_a_a_picture_goes_with_the_last_draft_that_shows_it(store: Store) -> None:
    """Two drafts show one picture, an older version of the second another: a disposal of the first
    leaves both.
    """
    shared, other = attached(store, png("red")), attached(store, png("blue"))
    first, second = opened(store, shared), opened(store, other)
    version = wording(replace(content("別の文です。", ""), image=shared))
    store.apply(lifecycle.edit(store.draft(second), version, POSTER, NOW))
    line = JournalLine("館長", "dispose", NOW, {})
    store.disposal.dispose([first], line)
    assert store.pictures.picture(shared.sha256)
    store.disposal.dispose([second], line)
    for image in (shared, other):
        with pytest.raises(NotFound):
            store.pictures.picture(image.sha256)
