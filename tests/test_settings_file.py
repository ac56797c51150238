"""feeds.toml altered by the program: every comment stays, the file is whole or as it was, the one of
before is kept, and who may not write is told.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from fakes import NOW

from bridge import catalogue, config
from bridge.demo.site import demo_toml
from bridge.errors import ConfigRefused, FileReadOnly, SettingsDiffer
from bridge.settings import Settings, Source
from bridge.settings_file import KEEP, SettingsFile

NEW = Source("news", "feed", "https://lib.example.jp/news.rdf")
REMARKS = """# 館の設定
[[source]]  # 一つ目
id = "home"     # 変えない
kind = "homepage"
url = "https://lib.example.jp/"
[source.selectors]
items = "li"

[tweet]   # 文面
hashtags = ["図書館"]  # 一つ
"""


def real(path: Path) -> SettingsFile:
    """Return the file, examined as the program does."""
    return SettingsFile(path, lambda data: config.read(path, data=data))


def as_seen(path: Path) -> Callable[[Settings], tuple[str, ...]]:
    """Return what tells how the file differs from what it says now."""
    seen = catalogue.values(config.read(path))
    return lambda now: catalogue.differences(seen, catalogue.values(now))


def add(path: Path, source: Source = NEW) -> dict[str, object]:
    SettingsFile(path, lambda _: None).add(source, NOW)  # type: ignore[arg-type, return-value]
    return tomllib.loads(path.read_bytes().removeprefix(b"\xef\xbb\xbf").decode())


@pytest.mark.parametrize("text", [REMARKS, REMARKS.replace("\n", "\r\n"), "\ufeff" + REMARKS])
def test_every_line_of_before_stands_as_it_stood(tmp_path: Path, text: str) -> None:
    """Comments, blanks, ends of lines and the mark of Notepad."""
    path = tmp_path / "feeds.toml"
    path.write_bytes(text.encode())
    told = add(path)
    assert [one["id"] for one in told["source"]] == ["home", "news"]  # type: ignore[index, attr-defined]
    after = path.read_bytes().decode()
    assert [line for line in text.splitlines() if line] == [
        line for line in after.splitlines() if line in text.splitlines() and line
    ]
    assert ("\r\n" in after) == ("\r\n" in text)
    assert after.startswith("\ufeff") == text.startswith("\ufeff")


@pytest.mark.parametrize(
    "text",
    [
        "[library]\nname = 'x'  # 館",
        "[[source]]\nid='a'\n[tweet]\nx=1 # あ\n[[source]]\nid='b'\n",
        "[tweet]\nx = 1\n",
    ],
)
def test_a_file_of_another_form_takes_it_too(tmp_path: Path, text: str) -> None:
    """No source yet, sources in two places: what it said before it says still."""
    path = tmp_path / "feeds.toml"
    path.write_text(text, encoding="utf-8")
    before = tomllib.loads(text)
    told = add(path)
    assert told["source"][-1] == {"id": "news", "kind": "feed", "url": NEW.url}  # type: ignore[index]
    assert told["source"][:-1] == before.pop("source", [])  # type: ignore[index]
    assert {key: value for key, value in told.items() if key != "source"} == before
    assert all(word in path.read_text(encoding="utf-8") for word in text.split("#")[1:])


def test_a_value_with_quotes_adds_no_other_key(tmp_path: Path) -> None:
    """An address is a word of a stranger."""
    path = tmp_path / "feeds.toml"
    path.write_text(REMARKS, encoding="utf-8")
    url = 'https://lib.example.jp/"\nenabled = false\n#'
    told = add(path, Source("x", "feed", url))
    assert told["source"][-1] == {"id": "x", "kind": "feed", "url": url}  # type: ignore[index]


def test_what_the_program_would_refuse_is_not_written(tmp_path: Path) -> None:
    """A name that is taken: the fault is told of feeds.toml, and no other file is left."""
    path = tmp_path / "feeds.toml"
    path.write_text(demo_toml("https://lib.example.jp"), encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(ConfigRefused) as refused:
        real(path).add(Source("home", "feed", NEW.url), NOW)
    assert all(fault.startswith(f"{path}:") for fault in refused.value.faults)
    assert (path.read_bytes(), [each.name for each in tmp_path.iterdir()]) == (
        before,
        ["feeds.toml"],
    )


def test_owner_mode_and_a_link_stay(tmp_path: Path) -> None:
    """The file behind a link is replaced, not the link; nobody else may read it afterwards who
    could not before.
    """
    real, path = tmp_path / "real.toml", tmp_path / "feeds.toml"
    real.write_text(REMARKS, encoding="utf-8")
    real.chmod(0o640)
    path.symlink_to(real)
    add(path)
    assert path.is_symlink()
    assert real.stat().st_mode & 0o777 == 0o640
    assert "news" in real.read_text(encoding="utf-8")


def test_a_file_that_cannot_be_replaced_is_told_and_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file mounted by itself, a full disk, another owner: the remedy is to have it pasted."""
    path = tmp_path / "feeds.toml"
    path.write_text(REMARKS, encoding="utf-8")

    def busy(*_: object) -> None:
        raise OSError(16, "Device or resource busy")

    monkeypatch.setattr(Path, "replace", busy)
    with pytest.raises(FileReadOnly, match="書けません"):
        add(path)
    assert path.read_text(encoding="utf-8") == REMARKS
    assert [each.name for each in tmp_path.iterdir()] == ["feeds.toml"]


def test_whether_it_can_be_written_is_known_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file or a folder that is read only."""
    path = tmp_path / "feeds.toml"
    path.write_text(REMARKS, encoding="utf-8")
    assert real(path).writable
    for shut in (path, tmp_path):
        monkeypatch.setattr(os, "access", lambda each, _mode, shut=shut: each != shut)
        assert not real(path).writable


# ── other values ────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "feeds.toml"
    made.write_text(config.DEFAULT.read_text(encoding="utf-8"), encoding="utf-8")
    return made


def test_other_values_leave_every_other_line_and_a_copy_of_before(path: Path) -> None:
    """One line differs; the copy says what the file said, under the same mode."""
    path.chmod(0o644)
    before = path.read_text(encoding="utf-8")
    real(path).alter({("posting", "per_day"): 3}, NOW, as_seen(path))
    after = path.read_text(encoding="utf-8")
    (line,) = set(after.splitlines()) - set(before.splitlines())
    assert line.startswith("per_day = 3 ")
    assert line.endswith("0 なら 1 件も出さない")
    assert after.count("\n") == before.count("\n")
    copy = path.with_name(f"feeds.toml.{NOW:%Y%m%d-%H%M%S}")
    assert copy.read_text(encoding="utf-8") == before
    assert copy.stat().st_mode & 0o777 == 0o644


def test_two_changes_of_one_second_keep_both_files_of_before_and_only_the_newest_stay(
    path: Path,
) -> None:
    """No copy is written over; what is nobody's copy is left alone."""
    other = path.with_name("feeds.toml.bak")
    other.write_text("mine", encoding="utf-8")
    for n in range(KEEP + 3):
        at = NOW + timedelta(seconds=n // 2)
        real(path).alter({("posting", "per_day"): n}, at, as_seen(path))
    copies = sorted(each.name for each in path.parent.glob("feeds.toml.2*"))
    assert len(copies) == KEEP
    assert f"feeds.toml.{NOW + timedelta(seconds=3):%Y%m%d-%H%M%S}-2" in copies
    assert other.read_text(encoding="utf-8") == "mine"


def test_a_file_that_says_otherwise_than_was_seen_is_not_written_over(path: Path) -> None:
    """Told key by key; a comment that somebody added meanwhile is no difference, and stays."""
    seen = as_seen(path)
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}# ひとこと\n", encoding="utf-8")
    real(path).alter({("posting", "per_day"): 3}, NOW, seen)
    assert path.read_text(encoding="utf-8").endswith("# ひとこと\n")
    with pytest.raises(SettingsDiffer, match=r"一日の上限\(\[posting\] per_day\): 10件 → 3件"):
        real(path).alter({("posting", "per_day"): 4}, NOW, seen)
    assert "per_day = 3 " in path.read_text(encoding="utf-8")


def test_an_editor_that_saves_between_reading_and_writing_wins(path: Path) -> None:
    """The last look is just before the file takes its place."""

    def examined(data: bytes) -> Settings:
        if b"per_day = 3" in data:  # the new one is being examined: somebody saves now
            path.write_bytes(path.read_bytes() + b"# saved\n")
        return config.read(path, data=data)

    with pytest.raises(SettingsDiffer):
        SettingsFile(path, examined).alter({("posting", "per_day"): 3}, NOW, lambda _: ())
    assert path.read_text(encoding="utf-8").endswith("# saved\n")
    assert [each.name for each in path.parent.iterdir()] == ["feeds.toml"]


def test_a_value_that_would_be_refused_is_not_written_and_a_trial_writes_nothing(
    path: Path,
) -> None:
    """The fault names the line that it would have."""
    before = path.read_bytes()
    assert real(path).trial({("posting", "per_day"): 3}).posting.per_day == 3
    with pytest.raises(ConfigRefused) as refused:
        real(path).alter({("posting", "per_day"): "x"}, NOW, lambda _: ())
    assert refused.value.faults[0].startswith(f"{path}:")
    assert (path.read_bytes(), len(list(path.parent.iterdir()))) == (before, 1)
