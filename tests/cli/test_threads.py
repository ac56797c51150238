"""A thread on the command line: written, shown, handed out, stopped, left."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from fakes import DIRECTOR, NOW, POSTER

from bridge.cli import cli
from bridge.demo.site import demo_toml
from bridge.errors import WrongState
from bridge.model import Draft, JournalLine, State
from bridge.policy.s05_1_signoff import short
from bridge.wiring import Wiring

PASSWORD = "correct horse battery"
PARTS = ["本の展示を始めます。", "場所は2階です。", "どなたでもどうぞ。"]
OWN = "https://x.com/mihon_lib/status/2125395291141046"


@pytest.fixture
def parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Wiring:
    toml = demo_toml("http://127.0.0.1:9").replace('through = "sandbox"', 'through = "manual"')
    (tmp_path / "feeds.toml").write_text(toml, encoding="utf-8")
    monkeypatch.setattr(Wiring, "clock", lambda _: NOW)
    monkeypatch.setattr("bridge.cli.drafts.password", lambda *_: PASSWORD)
    monkeypatch.chdir(tmp_path)
    made = Wiring(tmp_path / "feeds.toml", tmp_path / "state.db")
    with made.store() as store:
        for person in (DIRECTOR, POSTER):
            store.people.save(person, PASSWORD, JournalLine("館長", "people", NOW))
    return made


def run(*words: str, who: str = "職員", code: int = 0) -> Result:
    done = CliRunner().invoke(cli, [*words, "--as", who], catch_exceptions=True)
    if code == 0 and done.exception is not None:
        raise done.exception
    return done


def draft(parts: Wiring) -> Draft:
    with parts.store() as store:
        return store.draft(1)


def decided(parts: Wiring) -> str:
    """Write and decide a thread; returns the digest that each step names."""
    run("new", "--kind", "ウ", "--text", "\n---\n".join(PARTS), "--none-of-the-thirteen")
    mark = short(draft(parts))
    run("decide", "1", "--digest", mark, "--none-of-the-thirteen", who="館長")
    return mark


def test_a_thread_is_written_and_shown_in_its_parts(parts: Wiring) -> None:
    """--dry-run keeps nothing; `show` numbers the posts; --json has each."""
    words = ("new", "--kind", "ウ", "--text", "\n---\n".join(PARTS), "--none-of-the-thirteen")
    looked = run(*words, "--dry-run").output
    assert all(f"続きもの {n}/3" in looked for n in (1, 2, 3))
    run(*words)
    shown = CliRunner().invoke(cli, ["show", "1"]).output
    assert all(f"  続きもの {n}/3\n  │{part}" in shown for n, part in enumerate(PARTS, 1))
    told = json.loads(CliRunner().invoke(cli, ["show", "1", "--json"]).output)
    assert (told["parts"], told["post_urls"]) == (PARTS, [])
    assert "---" not in told["text"]


def test_by_hand_each_post_is_taken_and_answered(parts: Wiring) -> None:
    """The link of the second answers the first; the text of the next comes with its own taking."""
    mark = decided(parts)
    for number in (1, 2, 3):
        taken = run("take", "1", "--digest", mark).output
        assert f"続きもの {number}/3件目" in taken
        assert PARTS[number - 1] in taken
        assert ("in_reply_to=2125395291141046" in taken) is (number > 1)
        run("posted", "1", f"{OWN}90{number}", "--anyway", "--digest", mark)
    assert draft(parts).state is State.POSTED
    wrong = f"{OWN}999"
    run(
        "posted",
        "1",
        wrong,
        "--instead",
        "--part",
        "3",
        "--reason",
        "写し違い",
        "--anyway",
        "--digest",
        mark,
    )
    assert [post.url[-3:] for post in draft(parts).posts] == ["901", "902", "999"]


def test_by_hand_nobody_is_told_that_the_program_posts(
    parts: Wiring, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was decided may be taken, a dry run says the same, and neither writes an offer."""
    run("new", "--kind", "ウ", "--text", PARTS[0], "--none-of-the-thirteen")
    mark = short(draft(parts))
    with monkeypatch.context() as patch:
        patch.setattr("bridge.cli.output.attended", lambda: True)
        told = run("decide", "1", "--digest", mark, "--none-of-the-thirteen", who="館長").output
    assert "起案1: 手で投稿できます(take)" in told
    dry = CliRunner().invoke(cli, ["publish", "--dry-run"]).output
    assert "手で投稿できます" in dry
    assert "投稿されます" not in dry + told
    assert "publish" not in told
    with parts.store() as store:
        assert [line["action"] for line in store.history(1)] == ["open", "decide"]


def test_truth_4_by_hand_another_one_takes_it_over_by_name(parts: Wiring) -> None:
    """Neither taken a second time nor given back by another; from its person, it is."""
    mark = decided(parts)
    run("take", "1", "--digest", mark)
    for words in (("take", "1", "--digest", mark), ("hand-back", "1")):
        assert isinstance(run(*words, who="館長", code=1).exception, WrongState)
    wrong = run("take", "1", "--from", "別の人", "--digest", mark, who="館長", code=1)
    assert "--from 職員" in str(wrong.exception)
    assert PARTS[0] in run("take", "1", "--from", "職員", "--digest", mark, who="館長").output


def test_what_has_stopped_is_told_and_left(parts: Wiring) -> None:
    """Taken back in the middle; `queue` says how far it went; `leave` needs a reason."""
    mark = decided(parts)
    run("take", "1", "--digest", mark)
    run("posted", "1", f"{OWN}901", "--anyway", "--digest", mark)
    run("take-back", "1")
    assert draft(parts).state is State.STOPPED
    assert "3件のうち1件目まで出ています" in CliRunner().invoke(cli, ["queue"]).output
    refused = run("leave", "1", "--digest", mark, "--reason", "", code=1)
    assert refused.exception is not None
    run("leave", "1", "--digest", mark, "--reason", "足りる")
    assert (draft(parts).state, draft(parts).begun) == (State.POSTED, True)


def test_a_run_that_stops_one_says_what_stands_and_what_to_do(parts: Wiring) -> None:
    """Exit code 1, the addresses, and the three ways on."""
    mark = decided(parts)
    run("take", "1", "--digest", mark)
    run("posted", "1", f"{OWN}901", "--anyway", "--digest", mark)
    config = parts.config_path
    config.write_text(config.read_text("utf-8").replace('"manual"', '"sandbox"'), "utf-8")
    told = CliRunner().invoke(cli, ["publish"], standalone_mode=False)
    assert told.return_value
    assert f"3件のうち、1件目まで出ています({OWN}901)" in told.stderr
    assert all(word in told.stderr for word in ("decide 1", "leave 1", "correct 1 --remove"))
    assert draft(parts).state is State.STOPPED
