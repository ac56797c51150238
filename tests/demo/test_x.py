"""The stand-in for X: its words, its ledger outside the program, its life as a program of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import requests
from fakes import NOW, Clock

from bridge.demo import x as words
from bridge.demo.x import StandInX, late, main, parse_step, refuse
from bridge.posting.base import Message, Posted, Unknown
from bridge.posting.x import XPoster


def post(x: StandInX, text: str = "本文") -> object:
    return XPoster(keys=x.keys, account=x.account, api_url=x.url, clock=lambda: NOW).post(
        Message(text)
    )


@pytest.mark.parametrize(
    ("word", "step"),
    [
        ("accept", words.accept),
        ("drip", words.drip),
        (" refuse:402 ", refuse(402)),
        ("late:0.5", late(0.5)),
        ("drop_before_reading", words.drop_before_reading),
    ],
)
def test_a_script_is_written_in_the_words_of_the_module(word: str, step: words.ScriptStep) -> None:
    """The same names on the command line and in Python."""
    assert parse_step(word) == step


@pytest.mark.parametrize("word", ["explode", "", "refuse", "refuse:often", "late:"])
def test_a_word_it_does_not_know_is_refused(word: str) -> None:
    """A crash test must not run on a script that says nothing."""
    with pytest.raises(ValueError, match=r".+"):
        parse_step(word)


def test_each_call_meets_one_step_and_then_all_is_well() -> None:
    """In the order of the script, route by route."""
    with StandInX(Clock()) as x:
        x.then(refuse(429), words.accept_then_500).then(refuse(401), on="me")
        kinds = [type(post(x)).__name__ for _ in range(3)]
    assert kinds == ["Refused", "Unknown", "Posted"]
    assert [reply.status for reply in x.replies] == [429, 500, 201]


def test_two_equal_texts_are_two_posts_for_the_judge() -> None:
    """X may refuse the second and may not; the ledger counts, it does not forgive."""
    with StandInX(Clock()) as x:
        assert post(x) != post(x)
        assert [accepted.text for accepted in x.ledger] == ["本文", "本文"]


def test_the_ledger_is_on_disk_before_the_answer(tmp_path: Path) -> None:
    """Another process counts there; a restarted stand-in goes on with it, deletions too."""
    file = tmp_path / "ledger.jsonl"
    with StandInX(Clock(), ledger_file=file) as x:
        x.then(words.accept_then_drop)
        assert isinstance(post(x), Unknown)
        second = post(x, "二つめ")
        assert [json.loads(line)["text"] for line in file.read_text("utf-8").splitlines()] == [
            "本文",
            "二つめ",
        ]
        x.delete(second.post_id)
    with StandInX(Clock(), ledger_file=file) as again:
        assert again.ledger == x.ledger
        assert [accepted.deleted for accepted in again.ledger] == [False, True]
        third = post(again, "三つめ")
    assert int(third.post_id) > int(second.post_id)


def test_unknown_keys_are_refused_as_x_does() -> None:
    """401, and no ledger line."""
    with StandInX(Clock()) as x:
        for header in (
            {},
            {"Authorization": "Bearer abc"},
            {"Authorization": 'OAuth oauth_consumer_key="stand-in-key"'},
        ):
            answer = requests.post(
                f"{x.url}/2/tweets", json={"text": "本文"}, headers=header, timeout=5
            )
            assert (answer.status_code, answer.json()["title"]) == (401, "Unauthorized")
        assert x.ledger == ()


def test_an_unknown_route_is_a_404() -> None:
    """Nothing is invented."""
    with StandInX(Clock()) as x:
        assert requests.get(f"{x.url}/2/tweets", timeout=5).status_code == 401
        x_keys = f'OAuth oauth_consumer_key="{x.keys.consumer_key}", oauth_token="{x.keys.access_token}", oauth_signature="s"'
        answer = requests.get(f"{x.url}/2/lists", headers={"Authorization": x_keys}, timeout=5)
        assert answer.status_code == 404


def test_a_hidden_post_is_not_on_the_timeline_yet() -> None:
    """X's timeline may lag behind what X has."""
    with StandInX(Clock()) as x:
        poster = XPoster(keys=x.keys, account=x.account, api_url=x.url, clock=Clock())
        kept = x.keep("本文")
        x.hidden.add(kept.id)
        assert poster.timeline("").posts == ()
        x.hidden.clear()
        assert len(poster.timeline("").posts) == 1


def test_it_runs_as_a_program_for_crash_tests(tmp_path: Path) -> None:
    """It prints its address, follows its script and writes its ledger."""
    file = tmp_path / "ledger.jsonl"
    command = [
        sys.executable,
        "-m",
        "bridge.demo.x",
        "--ledger",
        str(file),
        "--script",
        "accept_then_drop,accept",
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            url = process.stdout.readline().strip()
            poster = XPoster(
                keys=StandInX.keys,
                account="toshokan_demo",
                api_url=url,
                clock=lambda: NOW,
            )
            outcomes = [poster.post(Message(f"{n}")) for n in range(2)]
        finally:
            process.terminate()
    assert [type(outcome) for outcome in outcomes] == [Unknown, Posted]
    assert [json.loads(line)["text"] for line in file.read_text("utf-8").splitlines()] == ["0", "1"]


def test_its_program_refuses_a_script_it_does_not_know(capsys: pytest.CaptureFixture[str]) -> None:
    """With the words that it knows, before it listens to anybody."""
    with pytest.raises(SystemExit) as ended:
        main(["--script", "accept,explode"])
    assert ended.value.code == 2
    assert "accept_then_drop" in capsys.readouterr().err
