"""What a refused call prints: a report with its code, and with --json the same for a script."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from bridge.cli import cli, run
from bridge.demo.site import demo_toml


@pytest.fixture
def place(tmp_path: Path) -> list[str]:
    config = tmp_path / "feeds.toml"
    config.write_text(demo_toml("http://127.0.0.1:9"), encoding="utf-8")
    return ["--config", str(config), "--db", str(tmp_path / "state.db")]


def call(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setattr(sys, "argv", ["feedbridge", *words])
    return run()


def test_a_refused_call_is_reported_with_its_code(
    place: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The code stands before the sentence, nothing on stdout."""
    code = call(monkeypatch, *place, "show", "7")
    out, err = capsys.readouterr()
    assert (code, out) == (1, "")
    assert err == (
        "エラー[draft.unknown]: 起案7はありません。\n"
        "  対処: feedbridge queue で番号を確かめてください。\n"
    )


def test_a_refused_call_with_json_prints_code_and_facts(
    place: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A script reads one object, whatever the sentence says."""
    code = call(monkeypatch, *place, "show", "7", "--json")
    out, err = capsys.readouterr()
    assert (code, "エラー[draft.unknown]" in err) == (1, True)
    assert json.loads(out) == {
        "error": {
            "code": "draft.unknown",
            "what": "起案7はありません。",
            "todo": "feedbridge queue で番号を確かめてください。",
            "facts": {"draft": 7},
        }
    }


@pytest.mark.parametrize(
    ("words", "what", "command"),
    [
        (("show", "--json"), "引数がありません: '番号'", "feedbridge show"),
        (
            ("queue", "--json", "--wrong"),
            "「--wrong」というオプションはありません。",
            "feedbridge queue",
        ),
        (("quee", "--json"), "「quee」というコマンドはありません。", "feedbridge"),
        (("show", "abc", "--json"), "「abc」は数として読めません。", "feedbridge show"),
    ],
)
def test_words_that_cannot_be_parsed_are_an_object_too(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    what: str,
    command: str,
) -> None:
    """A script finds the same key, whether the call failed at its words or at the record."""
    code = call(monkeypatch, *words)
    out, err = capsys.readouterr()
    error = json.loads(out)["error"]
    assert (code, error["code"]) == (2, "command.usage")
    assert what in error["what"]
    assert what in err
    assert error["todo"] == f"説明は {command} --help で表示します。"
    assert call(monkeypatch, *(word for word in words if word != "--json")) == 2
    assert capsys.readouterr().out == ""


def test_a_json_that_takes_no_value_is_an_object_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """--json=3 asks for JSON as well, and is told what is wrong in it."""
    assert call(monkeypatch, "queue", "--json=3") == 2
    error = json.loads(capsys.readouterr().out)["error"]
    assert error["code"] == "command.usage"
    assert "--json" in error["what"]


def test_what_fails_of_a_run_bears_its_code_in_json(
    place: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`errors` are objects, and what was printed stays one JSON text."""
    code = call(monkeypatch, *place, "sync", "--json")
    told = json.loads(capsys.readouterr().out)
    assert code == 5
    assert {error["code"] for error in told["errors"]} == {"fetch.connection_refused"}
    assert all(error["todo"] and error["what"].startswith("http") for error in told["errors"])


def test_a_source_that_nobody_watches_has_no_items(
    place: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A name that was mistyped is not "nothing was seen there"."""
    assert call(monkeypatch, *place, "items", "--source", "nope") == 2
    assert "取得元「nope」は" in capsys.readouterr().err
    assert call(monkeypatch, *place, "items", "--source", "home") == 0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("publish",), "投稿するものはありません。"),
        (("notify",), "知らせる道がありません。"),
        (("confirm", "list"), "事前確認はありません。"),
        (("items",), "該当する記事はありません。"),
    ],
)
def test_nothing_to_do_is_told_at_a_terminal_and_kept_from_cron(
    place: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    told: str,
) -> None:
    """A person who sees no line cannot tell "nothing to do" from "nothing happened"."""
    assert call(monkeypatch, *place, *words) == 0
    assert capsys.readouterr() == ("", "")
    monkeypatch.setattr("bridge.cli.output.attended", lambda: True)
    assert call(monkeypatch, *place, *words) == 0
    assert told in capsys.readouterr().out


@pytest.mark.parametrize("host", ["nowhere.invalid", "999.1.1.1"])
def test_an_address_that_is_none_is_not_served(
    place: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    host: str,
) -> None:
    """The server's own words are a traceback in English."""
    assert call(monkeypatch, *place, "serve", "--port", "0", "--host", host) == 2
    assert (
        f"エラー[command.address_taken]: {host}:0 で待ち受けられません" in capsys.readouterr().err
    )


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("{bad", "JSONではありません。2字目"),
        ('{"title": "a"}', "url がありません"),
        ('{"url": 1}', "文字でない値か、日付でない now があります"),
        (
            '{"url": "https://a.example/", "title": "a", "text": "b", "now": "x"}',
            "文字でない値か、日付でない now があります",
        ),
        ("[]", "文字でない値か、日付でない now があります"),
    ],
)
def test_a_line_that_cannot_be_drafted_says_why_in_japanese(
    place: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    line: str,
    why: str,
) -> None:
    """What a parser says is English."""
    file = tmp_path / "lines.jsonl"
    file.write_text(line + "\n", encoding="utf-8")
    assert call(monkeypatch, *place, "report", "drafts", str(file)) == 2
    assert f"lines.jsonl:1: 読めません({why})。" in capsys.readouterr().err


@pytest.mark.parametrize("mark", ["\x85", "\u2028"])
def test_a_line_of_jsonl_ends_where_json_lets_it(
    place: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, mark: str
) -> None:
    """NEL and LINE SEPARATOR may stand raw inside a JSON string (RFC 8259, 7)."""
    file = tmp_path / "lines.jsonl"
    row = {"url": "https://a.example/", "title": "本の展示", "text": f"本を{mark}展示します。"}
    file.write_text(json.dumps(row, ensure_ascii=False) + "\r\n", encoding="utf-8", newline="")
    assert call(monkeypatch, *place, "report", "drafts", str(file)) == 0


@pytest.mark.parametrize(
    "words", [("report", "drafts", "lines.jsonl", "--html"), ("account", "page", "--out")]
)
def test_a_page_that_cannot_be_written_is_told(
    place: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    words: tuple[str, ...],
) -> None:
    """A folder that is not there is no traceback; what is written may be read by a web server."""
    monkeypatch.chdir(tmp_path)
    Path("lines.jsonl").write_text("", encoding="utf-8")
    assert call(monkeypatch, *place, *words, "nowhere/page.html") == 2
    assert "ファイルかフォルダーがありません" in capsys.readouterr().err
    assert call(monkeypatch, *place, *words, "page.html") == 0
    assert Path("page.html").stat().st_mode & 0o777 == 0o644
    assert call(monkeypatch, *place, *words, "page.html") == 2
    assert "すでにあります" in capsys.readouterr().err


def test_a_new_password_is_asked_for_twice(
    place: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody sees what is typed: a slip would be a password that nobody knows."""
    monkeypatch.setattr("click.testing._NamedTextIOWrapper.isatty", lambda _: True, raising=False)
    add = [*place, "people", "add", "館長", "--role", "director"]
    slip = CliRunner().invoke(cli, add, input="tosho-kan-1\ntosho-kan-2\n")
    assert "二度の入力が違います" in slip.output
    assert "まだ誰も登録されていません" in CliRunner().invoke(cli, [*place, "people"]).output
    CliRunner().invoke(cli, add, input="tosho-kan-1\ntosho-kan-1\n")
    assert "館長" in CliRunner().invoke(cli, [*place, "people"]).output


@pytest.mark.parametrize("name", [":memory:", "./:memory:", "file:x.db"])
def test_a_name_that_is_no_file_to_sqlite_is_no_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    """A run there would end well, and nothing of it would be left."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "feeds.toml").write_text(demo_toml("http://127.0.0.1:9"), encoding="utf-8")
    assert call(monkeypatch, "--db", name, "status") == 2
    assert "command.no_file_of_a_record" in capsys.readouterr().err
    monkeypatch.setenv("FEEDBRIDGE_DB", name)
    assert call(monkeypatch, "run") == 2
    assert [path.name for path in tmp_path.iterdir()] == ["feeds.toml"]
