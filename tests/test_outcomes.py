"""What a run brought has one sentence and one exit code, whoever tells it."""

from __future__ import annotations

import json

import pytest
from fakes import answered, draft

from bridge import outcomes
from bridge.cli.runs import _source_json, _tell_outcome
from bridge.errors import CredentialsRefused, Unreachable
from bridge.outcomes import EXIT_CODES, LOUD, TROUBLE, LookResult, RunOutcome
from bridge.publish import PublishReport
from bridge.sayings import Refusal
from bridge.sayings.runs import SAYINGS
from bridge.sync import SourceOutcome, SyncReport


def test_a_run_ends_with_the_worst_that_it_brought() -> None:
    """Errors and outcomes weigh alike; what nobody has to hear of weighs nothing."""
    posted = RunOutcome("publish.posted", draft=1, urls=[])
    held = RunOutcome("publish.held", draft=1, title="a", note="b")
    assert outcomes.exit_code((), (posted,)) == 0
    assert outcomes.exit_code((), (posted, held)) == 1
    assert outcomes.exit_code((Unreachable("fetch.silent"),), (held,)) == 5
    assert outcomes.exit_code((CredentialsRefused("x.stopped", why=""),), ()) == 4
    assert outcomes.exit_code() == 0


def test_nothing_ends_a_run_with_a_failure_in_silence() -> None:
    """What gives an exit code is told on stderr, and every code has its words."""
    assert EXIT_CODES.keys() <= LOUD <= SAYINGS.keys()


def test_9_2_a_wrong_text_that_stays_on_x_is_heard_of_without_a_terminal(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A correction is out and its first post is not deleted: cron hears of it at each run."""
    outcome = RunOutcome("publish.to_remove", draft=3, url="https://x.com/a/status/1")
    _tell_outcome(outcome)
    told = capsys.readouterr().err
    assert "https://x.com/a/status/1" in told
    assert "feedbridge removed 3" in told


@pytest.mark.parametrize(
    ("seen", "told"),
    [
        (SourceOutcome("a"), "a: 変わりありません"),
        (SourceOutcome("a", LookResult.READ, new=2), "a: 新着2件"),
        (SourceOutcome("a", LookResult.READ), "a: 新しいものはありません"),
        (
            SourceOutcome("a", LookResult.READ, new=2, held=1),
            "a: 新着2件、うち保留1件(feedbridge items --state held)",
        ),
        (
            SourceOutcome("a", LookResult.FAILED, error=Unreachable("fetch.silent")),
            f"a: 取得できませんでした。{Unreachable('fetch.silent').what}",
        ),
        (SourceOutcome("a", LookResult.FAILED), "a: 取得できませんでした。"),
    ],
)
def test_a_look_at_a_source_is_told_in_a_line(seen: SourceOutcome, told: str) -> None:
    """The terminal says which command shows more, the desk where."""
    outcome = outcomes.of_source(seen)
    assert "".join(outcome.words()) == told
    assert "feedbridge" not in "".join(outcome.words("desk"))


@pytest.mark.parametrize("result", LookResult)
def test_every_outcome_of_a_source_has_its_words(result: LookResult) -> None:
    """However a look ended, its line begins with the source."""
    assert outcomes.of_source(SourceOutcome("a", result)).what.startswith("a: ")


def test_a_look_at_a_source_is_plain_in_json() -> None:
    """`sync --json` has the word of its end, and the error in the words of a terminal."""
    fault = Unreachable("fetch.silent")
    told = _source_json(SourceOutcome("a", LookResult.FAILED, error=fault))
    assert json.loads(json.dumps(told)) == {
        "source": "a",
        "outcome": "failed",
        "new": 0,
        "held": 0,
        "error": fault.what,
        "lists": [],
        "notes": [],
    }
    assert _source_json(SourceOutcome("a"))["error"] == ""


def test_a_sync_leaves_to_a_person_what_it_held_or_could_not_send() -> None:
    """Each draft is named, and the run ends with 1."""
    why = "リンク先のページがなくなりました"
    report = SyncReport(held=[3], why_held={3: answered(f"{why}。")}, unsent=[4], left=[7, 8])
    told = outcomes.of_sync(report)
    assert [one.code for one in told] == ["sync.left", "sync.unsent", "sync.held"]
    assert told[-1].what == f"起案3を保留しました({why})。"
    assert all(one.loud for one in told)
    assert outcomes.exit_code(report.errors, told) == 1
    assert outcomes.exit_code((), outcomes.of_sync(SyncReport(left=[7]))) == 0


def test_what_a_sync_did_is_counted_in_one_table_for_all_doors() -> None:
    """The terminal adds the numbers; neither leaves a kind out."""
    report = SyncReport(
        drafted=[3, 4], refreshed=[5], corrections=[6], same=[17], held=[7], expired=[8]
    )
    told = list(outcomes.counts(report))
    assert "、".join("".join(one.words()) for one in told) == (
        "起案2件(3 4)、元ページの変更1件(5)、訂正の提案1件(6)、"
        "同じ起案があり見送った記事1件(17)、保留1件(7)、期限切れ1件(8)"
    )
    assert "、".join("".join(one.words("desk")) for one in told) == (
        "起案2件、元ページの変更1件、訂正の提案1件、"
        "同じ起案があり見送った記事1件、保留1件、期限切れ1件"
    )
    assert not any(one.loud for one in told)
    assert [one.what for one in outcomes.counts(SyncReport())] == ["新しい起案はありません。"]


def test_a_mail_says_it_whole() -> None:
    """Below a draft's title stands one sentence, without a number and without a command."""
    for code in TROUBLE.values():
        what, todo = RunOutcome(code).words("mail")
        assert what.endswith("。")
        assert (todo, "feedbridge" in what) == ("", False)


def test_what_is_held_is_told_with_what_to_do_and_kept_without() -> None:
    """The note says what happened, in the words of the same code; a draft whose reason no run knows
    is told all the same.
    """
    why = Refusal("picture.address_alone")
    report = PublishReport(held=[1, 2], why_held={1: why})
    first, second = outcomes.of_publish(report, lambda n: draft(id=n, note=why.what), lambda _: "")
    assert why.what in first.what
    assert first.todo == why.todo == "画像を付け直し、もう一度決裁を受けてください。"
    assert second.todo == ""


def test_a_wait_is_told_with_the_code_of_its_reason() -> None:
    """A script need not read the sentence."""
    report = PublishReport(waiting={1: Refusal("wait.stopped", why="見合わせ")})
    (told,) = outcomes.of_publish(report, lambda n: draft(id=n), lambda _: "")
    assert told.what == "起案1: 投稿を止めています: 見合わせ"
    assert told.as_json()["facts"]["why"]["code"] == "wait.stopped"
