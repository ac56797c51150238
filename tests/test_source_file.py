"""A source more in feeds.toml: every comment stays, the file is whole or as it was, and who may not
write is told.
"""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import pytest

from bridge import config, source_file
from bridge.demo.site import demo_toml
from bridge.errors import ConfigRefused, FileReadOnly
from bridge.settings import Source

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


def add(path: Path, source: Source = NEW) -> dict[str, object]:
    source_file.add(path, source, lambda _: None)
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
        source_file.add(path, Source("home", "feed", NEW.url), config.read)
    assert all(fault.startswith("feeds.toml:") for fault in refused.value.faults)
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
    assert source_file.writable(path)
    for shut in (path, tmp_path):
        monkeypatch.setattr(os, "access", lambda each, _mode, shut=shut: each != shut)
        assert not source_file.writable(path)
