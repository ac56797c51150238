"""`feedbridge book` and `feedbridge sheet`: files that are whole or not there, and never in
another's place.
"""

from __future__ import annotations

import csv
import errno
import json
import os
import re
import stat
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from fakes import DIRECTOR, FINDING, LINK, NOW, POSTER, TOKYO, content, wording

from bridge import lifecycle
from bridge.book.table import HEADINGS, _line, guarded
from bridge.cli import cli
from bridge.cli.filing import write_new
from bridge.demo.site import demo_toml
from bridge.errors import BridgeError, NotFound, StoreFailed, UsageRefused
from bridge.model import Confirmation, JournalLine, Kind, Opening, PostId
from bridge.record.store import Store
from bridge.wiring import Wiring

EVIL = '=HYPERLINK("http://x")<script>alert(1)</script>\u202e'


@pytest.fixture
def parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Wiring:
    (tmp_path / "feeds.toml").write_text(demo_toml("http://127.0.0.1:9"), encoding="utf-8")
    monkeypatch.setattr(Wiring, "clock", lambda _: NOW)
    return Wiring(tmp_path / "feeds.toml", tmp_path / "state.db")


@pytest.fixture
def call(parts: Wiring, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    monkeypatch.chdir(tmp_path)
    with parts.store():
        pass
    return lambda *words: CliRunner().invoke(cli, words, standalone_mode=False)


def posted(store: Store, **fixed: object) -> int:
    """A draft that went out an hour ago."""
    at = NOW - timedelta(hours=1)
    opening = Opening(
        None,
        "staff",
        Kind.MATERIAL,
        origin=str(fixed.pop("origin", "")),
        corrects=fixed.pop("corrects", None),
    )  # type: ignore[arg-type]
    id = store.apply(lifecycle.open_draft(opening, wording(**fixed), "職員", at))
    store.apply(lifecycle.comment(store.draft(id), POSTER, "@お願いします", at))
    store.apply(
        lifecycle.decide(
            store.draft(id),
            DIRECTOR,
            at,
            acknowledged=[FINDING.clause],
            policy_version="2021-04-01",
        )
    )
    send(store, id, at)
    return id


def send(store: Store, id: int, at: object) -> None:
    store.apply(
        lifecycle.send(
            store.draft(id), through="sandbox", marker="", policy_version="2021-04-01", at=at
        )
    )  # type: ignore[arg-type]
    attempt = store.last_attempt(id)
    assert attempt is not None
    store.apply(
        lifecycle.post(store.draft(id), attempt, number=f"7{id}", url=f"sandbox:7{id}", at=at)
    )  # type: ignore[arg-type]


def corrected(store: Store) -> tuple[int, int]:
    """A post and its correction, 25 minutes later."""
    first = posted(store, title=EVIL, findings=(FINDING,))
    new = Opening(
        item=None, source="staff", kind=Kind.MATERIAL, note="", origin="日付の誤り", corrects=first
    )
    made = replace(content(f"訂正\n{LINK}"), replaces=PostId(f"7{first}"))
    id = store.apply(lifecycle.open_draft(new, wording(made), "職員", NOW))
    store.apply(lifecycle.decide(store.draft(id), DIRECTOR, NOW, policy_version="2021-04-01"))
    send(store, id, NOW - timedelta(minutes=35))
    return first, id


def table(path: Path) -> list[dict[str, str]]:
    raw = path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(StringIO(raw.decode("utf-8-sig"), newline="")))


def test_5_3_a_the_book_has_one_row_a_draft(
    call: Callable[..., Result], parts: Wiring, tmp_path: Path
) -> None:
    """Who decided what and when, under which policy, at what cost, and how fast it was put right."""
    with parts.store() as store:
        first, second = corrected(store)
    assert call("book", "--year", "2026", "--format", "csv", "--out", "b.csv").return_value == 0
    one, two = table(tmp_path / "b.csv")
    assert tuple(one) == HEADINGS
    assert (one["起案番号"], one["決裁者"], one["決裁日時"], one["運用方針の版"]) == (
        str(first),
        "館長",
        "2026-11-25 09:00:00",
        "2021-04-01",
    )
    assert (one["要確認の指摘"], one["承知した指摘"]) == ("5(3)ウ:(案)", "5(3)ウ:(案)")
    assert (one["訂正した起案"], one["訂正までの分"], two["訂正された起案"]) == (
        f"{second}(訂正)",
        "25",
        str(first),
    )
    assert (one["ひとこと"], two["経緯・理由"]) == ("職員: @お願いします", "日付の誤り")
    assert one["件名"] == f"'{EVIL}"
    assert stat.S_IMODE((tmp_path / "b.csv").stat().st_mode) == 0o600


def test_5_1_release_says_under_which_confirmation(
    call: Callable[..., Result], parts: Wiring, tmp_path: Path
) -> None:
    """Its number and its scope, in each form and on the sheet; as words, so that no spreadsheet
    makes a date of 2026-1.
    """
    given = Confirmation(
        number="2026-1",
        persons=("職員",),
        sources=("home",),
        kinds=(Kind.MATERIAL,),
        first=NOW.date(),
        last=NOW.date(),
        per_day=5,
        given_by="館長",
    )
    with parts.store() as store:
        store.people.save_confirmation(given, JournalLine("館長", "confirm", NOW))
        id = store.apply(
            lifecycle.open_draft(Opening(None, "home", Kind.MATERIAL), wording(), "sync", NOW)
        )
        store.apply(
            lifecycle.release(
                store.draft(id),
                person=POSTER,
                confirmation=given,
                released_today=0,
                at=NOW,
                giver=DIRECTOR,
                policy_version="2021-04-01",
            )
        )
    for form in ("csv", "json", "html"):
        call("book", "--year", "2026", "--format", form, "--out", f"b.{form}")
    scope = "事前確認2026-1: 館長、職員、2026-11-25～2026-11-25、種別ウ、取得元home、一日5件"
    assert table(tmp_path / "b.csv")[0]["事前確認"] == scope
    assert scope in (tmp_path / "b.html").read_text(encoding="utf-8")
    [told] = json.loads((tmp_path / "b.json").read_text(encoding="utf-8"))["drafts"][0][
        "confirmations"
    ]
    assert (told["number"], told["per_day"], told["sources"]) == ("2026-1", 5, ["home"])
    call("sheet", str(id), "--html", "s.html")
    assert scope in (tmp_path / "s.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r", "＝", " =", "\n="])
def test_no_cell_is_a_formula(begin: str) -> None:
    """A spreadsheet runs nothing that a website wrote; all else stays as it is."""
    assert guarded(f"{begin}1+1") == f"'{begin}1+1"
    assert _line((f"{begin}1+1", '"')) == f'"\'{begin}1+1",""""\r\n'
    assert guarded("おはなし会 =1") == "おはなし会 =1"


def test_whoever_writes_the_book_at_a_terminal_is_told_what_it_is(
    call: Callable[..., Result], parts: Wiring, monkeypatch: pytest.MonkeyPatch
) -> None:
    """How many drafts, and whether the record is sound; cron, which mails it, hears nothing."""
    with parts.store() as store:
        corrected(store)
    for name, attended in (("a.csv", False), ("b.csv", True)):
        monkeypatch.setattr("bridge.cli.output.attended", lambda attended=attended: attended)
        said = call("book", "--year", "2026", "--format", "csv", "--out", name).output
        told = f"{name} に2026年度の決裁簿(2件)を書きました。"
        assert (told in said, said == "") == (attended, not attended)


def test_the_book_as_data(call: Callable[..., Result], parts: Wiring, tmp_path: Path) -> None:
    """Whole: versions, findings, decisions, attempts, checks, ties, comments, journal; the chain's
    verdict.
    """
    with parts.store() as store:
        corrected(store)
        verdict = store.verify_journal()
    call("book", "--year", "2026", "--format", "json", "--out", "b.json")
    book = json.loads((tmp_path / "b.json").read_text(encoding="utf-8"))
    assert (book["format"], book["count"], book["journal"]["head"]) == (
        "feedbridge-book/1",
        2,
        verdict.head,
    )
    one = book["drafts"][0]
    assert one["corrections"][0]["seconds_after_post"] == 25 * 60
    assert one["comments"][0]["text"] == "@お願いします"
    assert [row["action"] for row in one["journal"]] == [
        "open",
        "comment",
        "decide",
        "send",
        "post",
    ]
    assert one["decisions"][0]["acknowledged"] == ["5(3)ウ:(案)"]
    text = Path(__file__).parents[2].joinpath("docs/commands.md").read_text(encoding="utf-8")
    for key in (*book, *one):
        assert f"`{key}`" in text, key


def test_the_book_to_be_printed(call: Callable[..., Result], parts: Wiring, tmp_path: Path) -> None:
    """One file that loads nothing; what a title says is shown, not obeyed."""
    with parts.store() as store:
        corrected(store)
    call("book", "--year", "2026", "--format", "html", "--out", "b.html")
    page = (tmp_path / "b.html").read_text(encoding="utf-8")
    assert "&lt;script&gt;" in page
    assert "⟦U+202E⟧" in page
    assert not re.search(r"<script|<link|<img|src=|url\(|@import|\u202e", page)
    assert "投稿から25分" in page
    assert "2件" in page


@pytest.mark.parametrize("form", ["csv", "json", "html"])
def test_an_empty_year_is_a_book_of_no_drafts(
    call: Callable[..., Result], tmp_path: Path, form: str
) -> None:
    """0件 is an answer, too."""
    assert call("book", "--year", "2020", "--format", form, "--out", "b").return_value == 0
    text = (tmp_path / "b").read_text(encoding="utf-8-sig")
    assert {"csv": text.count("\n") == 1, "json": '"count": 0' in text, "html": "0件" in text}[form]
    if form == "json":
        assert json.loads(text)["drafts"] == []


def test_a_fiscal_year_ends_in_march(
    call: Callable[..., Result], parts: Wiring, tmp_path: Path
) -> None:
    """年度 unless the calendar year is asked for."""
    with parts.store() as store:
        at = NOW.replace(month=3, day=31, hour=23, minute=59).astimezone(TOKYO)
        store.apply(
            lifecycle.open_draft(Opening(None, "staff", Kind.MATERIAL), wording(), "職員", at)
        )
    call("book", "--year", "2026", "--format", "csv", "--out", "fiscal.csv")
    call("book", "--year", "2025", "--format", "csv", "--out", "before.csv")
    call("book", "--year", "2026", "--calendar", "--format", "csv", "--out", "plain.csv")
    assert [len(table(tmp_path / name)) for name in ("fiscal.csv", "before.csv", "plain.csv")] == [
        0,
        1,
        1,
    ]


def test_a_year_that_has_not_begun_is_refused(call: Callable[..., Result], tmp_path: Path) -> None:
    """Exit code 2, no file."""
    assert isinstance(
        call("book", "--year", "2027", "--format", "csv", "--out", "b").exception, UsageRefused
    )
    assert not (tmp_path / "b").exists()


def test_an_existing_file_is_not_touched(call: Callable[..., Result], tmp_path: Path) -> None:
    """Neither by a book nor by a sheet; a link that leads nowhere is something, too."""
    (tmp_path / "there").write_text("mine", encoding="utf-8")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    for out in ("there", "link"):
        assert isinstance(
            call("book", "--year", "2026", "--format", "csv", "--out", out).exception, UsageRefused
        )
        assert isinstance(call("sheet", "1", "--pdf", out).exception, UsageRefused)
    assert (tmp_path / "there").read_text(encoding="utf-8") == "mine"
    assert not (tmp_path / "nowhere").exists()


def test_a_file_that_cannot_be_written_is_told(call: Callable[..., Result], tmp_path: Path) -> None:
    """A folder that is not there."""
    refused = call("book", "--year", "2026", "--format", "csv", "--out", "no/such/b.csv").exception
    assert isinstance(refused, UsageRefused)
    assert "書けません" in str(refused)


def test_a_book_that_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    """Neither the file nor its half."""

    def chunks() -> object:
        yield b"half"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_new(tmp_path / "b", chunks())  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("links", [True, False])
def test_the_faster_of_two_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, links: bool
) -> None:
    """A file that came while we wrote stays, on a disk without hard links as well."""
    target = tmp_path / "b"

    def chunks() -> object:
        yield b"ours"
        target.write_bytes(b"theirs")

    def none(*_: object) -> None:
        raise PermissionError(1, "no hard links here")

    if not links:
        monkeypatch.setattr(os, "link", none)
    with pytest.raises(UsageRefused):
        write_new(target, chunks())  # type: ignore[arg-type]
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"theirs"]
    write_new(tmp_path / "c", [b"ours"])
    assert (tmp_path / "c").read_bytes() == b"ours"
    assert stat.S_IMODE((tmp_path / "c").stat().st_mode) == 0o600


@pytest.mark.parametrize("form", ["csv", "json", "html"])
def test_a_broken_journal_is_told_and_the_book_is_written(
    call: Callable[..., Result], parts: Wiring, tmp_path: Path, form: str
) -> None:
    """Exit code 1; whoever needs the book has it."""
    with parts.store() as store:
        posted(store)
        store._db.execute("DROP TRIGGER journal_no_update")
        store._db.execute("UPDATE journal SET actor = '他人' WHERE id = 2")
    told = call("book", "--year", "2026", "--format", form, "--out", "b")
    assert told.return_value == 1
    assert "2行目でつながっていません" in told.stderr
    text = (tmp_path / "b").read_text(encoding="utf-8")
    assert "2行目でつながっていません" in text
    assert "おはなし会" in text


def test_a_sheet_is_written(call: Callable[..., Result], parts: Wiring, tmp_path: Path) -> None:
    """As PDF of one page, or as HTML that loads nothing."""
    with parts.store() as store:
        id = posted(store, title=EVIL, findings=(FINDING,))
    assert call("sheet", str(id), "--pdf", "s.pdf").exception is None
    assert len(re.findall(rb"/Type\s*/Page\b", (tmp_path / "s.pdf").read_bytes())) == 1
    assert call("sheet", str(id), "--html", "s.html").exception is None
    page = (tmp_path / "s.html").read_text(encoding="utf-8")
    assert not re.search(r"<script|<link|<img|src=|url\(|\u202e", page)
    assert "館長 2026-11-25 09:00(運用方針 2021-04-01)" in page


def test_a_sheet_says_the_same_on_the_terminal_and_in_both_files(
    call: Callable[..., Result], parts: Wiring, tmp_path: Path
) -> None:
    """Without a file it is printed, hidden controls by name; two files are written in one go, but
    not under one name.
    """
    with parts.store() as store:
        id = posted(store, title=EVIL, findings=(FINDING,))
    told = call("sheet", str(id)).output
    assert "件名: =HYPERLINK" in told
    assert "⟦U+202E⟧" in told
    assert "決裁: 館長 2026-11-25 09:00(運用方針 2021-04-01)" in told
    assert isinstance(call("sheet", str(id), "--pdf", "a", "--html", "a").exception, UsageRefused)
    assert not (tmp_path / "a").exists()
    assert call("sheet", str(id), "--pdf", "a", "--html", "b").exception is None
    assert (tmp_path / "a").read_bytes().startswith(b"%PDF-")
    assert (tmp_path / "b").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_a_sheet_of_no_draft(call: Callable[..., Result], tmp_path: Path) -> None:
    """Told, no file."""
    assert isinstance(call("sheet", "99", "--pdf", "s.pdf").exception, NotFound)
    assert not (tmp_path / "s.pdf").exists()


def test_a_copy_that_could_not_be_noted_is_told_as_one_that_stands(
    call: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From a record on a disk that nobody may write to: the copy is whole, and nobody is told that
    nothing was written.
    """

    def refuse(*_: object) -> None:
        raise StoreFailed("record.read_only", path="state.db")

    with Store(tmp_path / "state.db"):
        monkeypatch.setattr(Store, "ran", refuse)
    error = call("backup", "--to", str(tmp_path / "copies")).exception
    assert isinstance(error, StoreFailed)
    (copy,) = (tmp_path / "copies").iterdir()
    assert str(copy) in error.what
    assert "何も書き込んでいません" not in str(error)
    assert "書き込み権限" in error.todo


@pytest.mark.parametrize(("number", "code"), [(errno.ENOSPC, 1), (errno.EROFS, 2)])
def test_a_disk_that_is_full_is_no_fault_of_the_call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: int
) -> None:
    """A script asks again after an exit 1, and mends its words after a 2; nothing is left."""

    def fsync(_: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(BridgeError) as told:
        write_new(tmp_path / "book.csv", [b"rows"])
    assert (told.value.code, told.value.exit_code) == ("file.not_written", code)
    assert list(tmp_path.iterdir()) == []
