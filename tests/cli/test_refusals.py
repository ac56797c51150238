"""What a refused call prints: a report with its code, and with --json the same for a script."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from bridge.cli import run
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


def test_what_fails_of_a_run_bears_its_code_in_json(
    place: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`errors` are objects, and what was printed stays one JSON text."""
    code = call(monkeypatch, *place, "sync", "--json")
    told = json.loads(capsys.readouterr().out)
    assert code == 5
    assert {error["code"] for error in told["errors"]} == {"fetch.connection_refused"}
    assert all(error["todo"] and error["what"].startswith("http") for error in told["errors"])
