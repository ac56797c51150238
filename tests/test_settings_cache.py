"""Settings that were once valid are believed as long as nothing they depend on has changed, and
never otherwise.
"""

from __future__ import annotations

import dataclasses
import json
import os
from datetime import date, time

import pytest

from bridge import config, settings, settings_cache
from bridge.demo.site import demo_toml
from bridge.errors import ConfigRefused
from bridge.model import Through
from bridge.settings_cache import cached


@pytest.fixture
def place(tmp_path):
    """A folder with the shipped feeds.toml and a record."""
    (tmp_path / "feeds.toml").write_text(demo_toml("http://127.0.0.1:9"), encoding="utf-8")
    (tmp_path / "state.db").touch()
    return tmp_path


class Reader:
    """Counts how often the file is examined."""

    def __init__(self):
        self.count = 0

    def __call__(self, path):
        self.count += 1
        return config.read(path)


def get(place, reader):
    return cached(place / "feeds.toml", place / "state.db", reader)


def kept(place):
    return place / "state.db.settings"


def test_what_was_valid_is_not_examined_again(place):
    """The second reading gives the same values and asks nobody; the file is private."""
    reader = Reader()
    assert get(place, reader) == get(place, reader) == config.read(place / "feeds.toml")
    assert reader.count == 1
    assert kept(place).stat().st_mode & 0o777 == 0o600


def test_every_kind_of_value_comes_back(place):
    """Dates, hours, closed days, tables by day and by name, tuples of tuples: all come back as they
    went.
    """
    text = (place / "feeds.toml").read_text(encoding="utf-8")
    text += '\n[hours.special]\n"2026-11-03" = "9:00-12:00"\n'
    text += '\n[urgent]\n"開館" = "{place}は、{when}開館します。"\n[retweets]\naccounts = ["a_city"]\nelections = ["2026-11-01/2026-11-08"]\n'
    (place / "feeds.toml").write_text(text, encoding="utf-8")
    fresh = config.read(place / "feeds.toml")
    reader = Reader()
    get(place, reader)
    again = get(place, reader)
    assert reader.count == 1
    assert again == fresh
    assert again.hours.special[date(2026, 11, 3)] == settings.Hours(time(9), time(12))
    assert {type(getattr(again, field.name)) for field in dataclasses.fields(again)} == {
        type(getattr(fresh, field.name)) for field in dataclasses.fields(fresh)
    }
    assert type(again.posting.through) is type(fresh.posting.through) is Through


def test_a_change_of_the_file_is_examined(place):
    """Another byte is another file; a fault in it is told, and what was kept does not hide it."""
    reader = Reader()
    get(place, reader)
    with (place / "feeds.toml").open("a") as file:
        file.write("# one more\n")
    get(place, reader)
    assert reader.count == 2
    with (place / "feeds.toml").open("a") as file:
        file.write("[fetch]\nconcurrency = 0\n")
    for _ in range(2):
        with pytest.raises(ConfigRefused):
            get(place, reader)


def test_other_code_reads_anew(place, monkeypatch):
    """What another version, or another file of code, found valid does not count."""
    reader = Reader()
    get(place, reader)
    monkeypatch.setattr(settings_cache, "__version__", "0.0")
    get(place, reader)
    monkeypatch.setattr(settings_cache, "_CODE", ("settings.py", "errors.py"))
    get(place, reader)
    assert reader.count == 3


def test_a_moved_file_is_read_anew(place, tmp_path_factory):
    """Paths in the file are taken from its folder: elsewhere it says something else."""
    reader, other = Reader(), tmp_path_factory.mktemp("other")
    get(place, reader)
    (other / "feeds.toml").write_bytes((place / "feeds.toml").read_bytes())
    cached(other / "feeds.toml", place / "state.db", reader)
    assert reader.count == 2


def test_what_the_file_names_outside_is_compared(place):
    """A folder of words that is gone since is a fault again."""
    (place / "words").mkdir()
    with (place / "feeds.toml").open("a") as file:
        file.write('\n[policy]\nwords = "words"\n')
    reader = Reader()
    get(place, reader)
    get(place, reader)
    assert reader.count == 1
    (place / "words").rmdir()
    with pytest.raises(ConfigRefused, match="words"):
        get(place, reader)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda file: file.write_bytes(b""),
        lambda file: file.write_bytes(file.read_bytes()[:-1]),
        lambda file: file.write_bytes(file.read_bytes().replace(b'"sandbox"', b'"manual_"')),
        lambda file: file.write_bytes(file.read_bytes().split(b"\n")[0] + b"\n[]"),
        lambda file: file.write_bytes(b"\xff\xfe\n"),
        lambda file: file.chmod(0o640),
        lambda file: (
            file.rename(file.with_suffix(".real")),
            file.symlink_to(file.with_suffix(".real")),
        ),
        lambda file: (file.unlink(), file.mkdir()),
        lambda file: (file.unlink(), os.mkfifo(file)),
    ],
    ids=["empty", "cut", "altered", "other", "bytes", "open", "link", "folder", "pipe"],
)
def test_a_spoilt_cache_is_as_if_it_were_not_there(place, spoil):
    """Whatever lies in its place: the file itself is read, and says what it says."""
    reader = Reader()
    get(place, reader)
    spoil(kept(place))
    assert get(place, reader) == config.read(place / "feeds.toml")
    assert reader.count == 2


def test_values_of_no_known_kind_are_refused(place):
    """A well-signed body that names another class, or too few values, is not believed either."""
    reader = Reader()
    get(place, reader)
    key = kept(place).read_bytes().split()[0].decode()
    import hashlib

    for plain in (
        ["Settings"],
        ["Path", "x"],
        ["LibrarySettings", "a", "b", "c", "d", [""]],
        {"date": "x"},
        [[]],
    ):
        body = json.dumps([plain, [False, [], False]]).encode()
        kept(place).write_bytes(f"{key} {hashlib.sha256(body).hexdigest()}\n".encode() + body)
        before = reader.count
        get(place, reader)
        assert reader.count == before + 1


def test_without_a_record_nothing_is_written(tmp_path):
    """A look into a folder without a record leaves it as it was."""
    (tmp_path / "feeds.toml").write_text(demo_toml("http://127.0.0.1:9"), encoding="utf-8")
    get(tmp_path, Reader())
    assert [path.name for path in tmp_path.iterdir()] == ["feeds.toml"]


def test_a_folder_that_takes_no_file_is_no_fault(place, monkeypatch):
    """Where nothing can be kept, or the folder is another's, each reading examines the file."""
    reader = Reader()
    monkeypatch.setattr(
        settings_cache.os, "open", lambda *_: (_ for _ in ()).throw(PermissionError())
    )
    get(place, reader)
    get(place, reader)
    assert reader.count == 2
    monkeypatch.undo()
    monkeypatch.setattr(settings_cache.os, "geteuid", lambda: os.getuid() + 1)
    get(place, reader)
    assert not kept(place).exists()
