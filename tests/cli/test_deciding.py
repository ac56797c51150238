"""5(1) on the command line: nobody decides what was not on the screen."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from fakes import DIRECTOR, NOW, POSTER, png

from bridge import lifecycle
from bridge.cli import cli
from bridge.cli.runs import _coverage_word
from bridge.demo.site import demo_toml
from bridge.errors import Changed, NotAllowed, StepRefused, Unacknowledged, UsageRefused
from bridge.model import ItemState, JournalLine, Kind, Machine, Person, Role, State, Verb
from bridge.policy.s05_1_signoff import short
from bridge.posting.manual import number_at
from bridge.read.pictures import read_picture
from bridge.wiring import Wiring

PASSWORD = "correct horse battery"


@pytest.fixture
def parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Wiring:
    (tmp_path / "feeds.toml").write_text(demo_toml("http://127.0.0.1:9"), encoding="utf-8")
    monkeypatch.setattr(Wiring, "clock", lambda _: NOW)
    monkeypatch.setattr("bridge.cli.drafts.password", lambda *_: PASSWORD)
    monkeypatch.chdir(tmp_path)
    made = Wiring(tmp_path / "feeds.toml", tmp_path / "state.db")
    with made.store() as store:
        for person in (DIRECTOR, POSTER):
            store.people.save(person, PASSWORD, JournalLine("館長", "people", NOW))
        made.desk(store).write(POSTER, Kind.MATERIAL, "館長が見た本の紹介です。", ticked=True)
        made.desk(store).edit(POSTER, 1, "職員が選んだ本を紹介します。", ticked=True)
        made.desk(store).write(POSTER, Kind.MATERIAL, "二つ目の本の紹介です。", ticked=True)
    return made


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Decide as a person who sits at a terminal and answers `keys`."""

    def run(*words: str, keys: str, who: str = "館長") -> Result:
        monkeypatch.setattr("bridge.cli.drafts.screen", lambda: sys.stdout)
        return CliRunner().invoke(cli, ["decide", *words, "--as", who], input=keys)

    return run


def states(parts: Wiring) -> list[State]:
    with parts.store() as store:
        return [draft.state for draft in store.drafts()]


def test_5_1_without_a_terminal_and_without_a_digest_nothing_is_decided(parts: Wiring) -> None:
    """A script that names only numbers has seen no text; the refusal says where the digest stands."""
    refused = CliRunner().invoke(cli, ["decide", "1", "--as", "館長"]).exception
    assert isinstance(refused, UsageRefused)
    assert "--digest" in refused.todo
    assert states(parts) == [State.WAITING, State.WAITING]


def test_5_1_the_terminal_shows_both_versions_and_asks(
    parts: Wiring, terminal: Callable[..., Result]
) -> None:
    """The text as it was and as it is, then the question; what was printed is what is decided."""
    asked = terminal("1", keys="y\n")
    assert asked.stdout.index("│館長が見た本の紹介です。") < asked.stdout.index(
        "│職員が選んだ本を紹介します。"
    )
    assert states(parts) == [State.DECIDED, State.WAITING]
    with parts.store() as store:
        decision = store.draft(1).decision
        assert decision is not None
        assert (decision.version, decision.digest) == (2, store.draft(1).digest)


def test_5_1_each_text_is_asked_for_and_a_no_decides_nothing_of_it(
    parts: Wiring, terminal: Callable[..., Result]
) -> None:
    """Two drafts, one yes: one decision; two noes: told as such, and not with exit 0."""
    assert isinstance(terminal("1", "2", keys="n\n\n").exception, StepRefused)
    assert states(parts) == [State.WAITING, State.WAITING]
    assert terminal("1", "2", keys="n\ny\n").exit_code == 0
    assert states(parts) == [State.WAITING, State.DECIDED]


def test_5_1_text_that_changed_while_it_was_on_the_screen_is_not_decided(
    parts: Wiring, terminal: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the print and the answer somebody edits: the answer was not on that text."""

    def confirm(*_: object, **__: object) -> bool:
        with parts.store() as store:
            parts.desk(store).edit(POSTER, 1, "また別の本の紹介です。", ticked=True)
        return True

    monkeypatch.setattr("click.confirm", confirm)
    assert isinstance(terminal("1", keys="").exception, Changed)
    assert states(parts)[0] is State.WAITING


def test_6_a_stopping_finding_is_asked_for_before_the_text(
    parts: Wiring, terminal: Callable[..., Result]
) -> None:
    """Who does not acknowledge it decides nothing; who does leaves it in the decision."""
    with parts.store() as store:
        parts.desk(store).edit(
            POSTER, 1, "申込は 042-123-4567 へ。", acknowledged=["11"], ticked=True
        )
    assert isinstance(terminal("1", keys="n\n").exception, StepRefused)
    assert "指摘 11「042-123-4567」を承知しますか" in terminal("1", keys="y\ny\n").output
    with parts.store() as store:
        decision = store.draft(1).decision
        assert decision is not None
        assert decision.acknowledged == ("11:042-123-4567",)


def test_5_1_who_may_not_decide_is_not_asked(
    parts: Wiring, terminal: Callable[..., Result]
) -> None:
    """A poster whom no prior confirmation covers hears so before any text."""
    refused = terminal("1", keys="y\n", who="職員")
    assert isinstance(refused.exception, NotAllowed)
    assert "決裁しますか" not in refused.output


def test_5_1_the_short_digest_of_the_list_decides_that_version_alone(parts: Wiring) -> None:
    """`queue` prints it; the same digits with an older number are refused."""
    with parts.store() as store:
        mark = short(store.draft(1))
    assert mark.startswith("2-")
    assert mark in CliRunner().invoke(cli, ["queue"]).stdout
    assert mark in CliRunner().invoke(cli, ["show", "1"]).stdout
    old = CliRunner().invoke(cli, ["decide", "1", "--digest", f"1{mark[1:]}", "--as", "館長"])
    assert isinstance(old.exception, Changed)
    call = ["decide", "1", "--digest", mark, "--as", "館長", "--none-of-the-thirteen"]
    assert CliRunner().invoke(cli, call).exit_code == 0
    assert states(parts)[0] is State.DECIDED


def test_6_without_a_terminal_a_persons_text_is_not_decided_without_the_tick(parts: Wiring) -> None:
    """The refusal says what to do; a decision with the option stands in `show` and in the JSON."""
    with parts.store() as store:
        mark = short(store.draft(1))
    refused = CliRunner().invoke(cli, ["decide", "1", "--digest", mark, "--as", "館長"])
    assert isinstance(refused.exception, Unacknowledged)
    assert "--none-of-the-thirteen" in refused.exception.todo
    assert states(parts)[0] is State.WAITING
    call = ["decide", "1", "--digest", mark, "--as", "館長", "--none-of-the-thirteen", "--json"]
    (told,) = json.loads(CliRunner().invoke(cli, call).stdout)
    assert [(tick["part"], tick["person"]) for tick in told["checklists"]] == [
        ("draft", "職員"),
        ("decision", "館長"),
    ]
    assert (
        "禁止事項の確認(6): 起案 職員 2026-11-25 10:00、決裁 館長"
        in CliRunner().invoke(cli, ["show", "1"]).stdout
    )


def test_6_the_terminal_shows_the_thirteen_kinds_before_it_asks(
    parts: Wiring, terminal: Callable[..., Result]
) -> None:
    """The question names them, so that one answer is tick and decision; the answer is kept as both."""
    asked = terminal("1", keys="y\n")
    assert "6(4)  政治・宗教の活動 … 語なし" in asked.stdout
    assert (
        "6(1)～(13)のどれにもあたらないことを確かめ、起案1の、この文面を決裁しますか"
        in asked.stdout
    )
    with parts.store() as store:
        assert [tick.part for tick in store.draft(1).checklists] == ["draft", "decision"]


def test_6_the_terminal_asks_for_each_kind_of_which_something_is_noted(
    parts: Wiring, terminal: Callable[..., Result]
) -> None:
    """A note among the thirteen has a question of its own, also under the option that ticks them;
    without a terminal its clause is named.
    """
    with parts.store() as store:
        text = "選挙の標語"
        known = ("6(4)",)
        made = parts.desk(store).write(POSTER, Kind.MATERIAL, text, acknowledged=known, ticked=True)
        digest = short(made)
    refused = terminal("3", "--none-of-the-thirteen", keys="n\n")
    assert "指摘 6(4)「選挙」を確かめましたか。6(4)にはあたりませんか" in refused.stdout
    assert states(parts)[-1] is State.WAITING
    call = ["decide", "3", "--digest", digest, "--as", "館長", "--none-of-the-thirteen"]
    assert isinstance(CliRunner().invoke(cli, call).exception, Unacknowledged)
    assert CliRunner().invoke(cli, [*call, "--acknowledge", "6(4)"]).exit_code == 0
    assert states(parts)[-1] is State.DECIDED


def test_a_title_that_was_the_first_line_follows_the_text(parts: Wiring) -> None:
    """The list shows what the draft says; a title of its own stays."""
    with parts.store() as store:
        desk = parts.desk(store)
        assert store.draft(1).title == "職員が選んだ本を紹介します。"
        desk.edit(POSTER, 2, "二つ目の本の紹介を直しました。", title="展示", ticked=True)
        assert desk.edit(POSTER, 2, "もう一度本の紹介を直しました。", ticked=True).title == "展示"


def test_what_would_hide_a_text_on_the_terminal_is_shown_by_name(
    parts: Wiring, terminal: Callable[..., Result]
) -> None:
    """A carriage return, an escape, a turned line: they would paint another text than the one that
    is decided.
    """
    with parts.store() as store:
        parts.desk(store).return_(DIRECTOR, 1, "直す\r\x1b[2K\u202e見えない")
        parts.desk(store).resubmit(POSTER, 1)
        parts.desk(store).return_(DIRECTOR, 1, "直す\r\x1b[2K\u202e見えない")
    shown = CliRunner().invoke(cli, ["show", "1"]).stdout
    assert "⟦U+000D⟧⟦U+001B⟧[2K⟦U+202E⟧" in shown
    assert not {"\r", "\x1b", "\u202e"} & set(shown)


def closed(parts: Wiring) -> None:
    """Let the library open at eleven."""
    text = parts.config_path.read_text(encoding="utf-8")
    parts.config_path.write_text(
        text.replace('wednesday = "0:00-24:00"', 'wednesday = "11:00-19:00"'), encoding="utf-8"
    )


@pytest.mark.parametrize(
    ("answer", "reason", "planned"),
    [
        ("\n", "緊急のお知らせのため(2)", "次の publish"),
        ("台風のため\n", "台風のため", "次の publish"),
        ("-\n", "", "11時00分"),
    ],
)
def test_5_2_an_urgent_draft_is_asked_why_it_goes_out_while_the_library_is_closed(
    parts: Wiring,
    terminal: Callable[..., Result],
    monkeypatch: pytest.MonkeyPatch,
    answer: str,
    reason: str,
    planned: str,
) -> None:
    """As on the desk: a reason is there to be taken, another may be written, a dash waits; then its
    moment is told.
    """
    closed(parts)
    said: list[str] = []
    monkeypatch.setattr("bridge.cli.drafts.say", said.append)
    with parts.store() as store:
        id = (
            parts.desk(store)
            .write(POSTER, Kind.MATERIAL, "臨時休館します。", urgent=True, ticked=True)
            .id
        )
    assert terminal(str(id), keys=f"y\n{answer}").exit_code == 0
    with parts.store() as store:
        decision = store.draft(id).decision
    assert decision is not None
    assert decision.outside_hours == reason
    assert planned in said[-1]


def test_5_2_nobody_is_asked_for_a_reason_without_need(
    parts: Wiring, terminal: Callable[..., Result]
) -> None:
    """Not while the library is open, not for an ordinary draft, which waits."""
    assert "時間の外" not in terminal("1", keys="y\n").output
    closed(parts)
    assert "時間の外" not in terminal("2", keys="y\n").output
    assert states(parts) == [State.DECIDED, State.DECIDED]


@pytest.mark.slow
@pytest.mark.parametrize(("keys", "after"), [("y\n", State.DECIDED), ("n\n", State.WAITING)])
def test_5_1_real_terminal_is_asked(parts: Wiring, tmp_path: Path, keys: str, after: State) -> None:
    """The program in its own process, on a pseudo-terminal."""
    ours, theirs = pty.openpty()
    read, write = os.pipe()
    os.write(write, f"{PASSWORD}\n".encode())
    os.close(write)
    os.write(ours, keys.encode())
    words = ["decide", "2", "--as", "館長", "--password-fd", str(read)]
    done = subprocess.run(
        [sys.executable, "-m", "bridge", *words],
        cwd=tmp_path,
        stdin=theirs,
        stdout=theirs,
        stderr=subprocess.PIPE,
        pass_fds=[read],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        check=False,
        timeout=60,
    )
    os.close(theirs)
    shown = os.read(ours, 65536).decode()
    os.close(ours)
    os.close(read)
    assert "二つ目の本の紹介です。" in shown
    assert states(parts)[1] is after
    assert done.returncode == (0 if after is State.DECIDED else 1)


STEPS = {
    "return": ("--reason", "短く"),
    "reject": ("--reason", "重なる"),
    "withdraw": (),
    "resubmit": (),
    "not-posted": ("--reason", "見た"),
    "check": (),
    "removed": (),
    "take": (),
    "posted": ("https://x.com/mihon_lib/status/5",),
    "correct": ("--remove", "--reason", "古い"),
}


@pytest.mark.parametrize("verb", STEPS)
def test_5_1_no_step_is_a_word_on_an_unseen_text(
    parts: Wiring, monkeypatch: pytest.MonkeyPatch, verb: str
) -> None:
    """Without a terminal a digest is needed; another text's is refused; on a terminal the text is
    shown, and no is no.
    """
    words = [verb, "1", *STEPS[verb], "--as", "館長"]
    refused = CliRunner().invoke(cli, words).exception
    assert isinstance(refused, UsageRefused)
    assert "--digest" in refused.todo
    assert isinstance(CliRunner().invoke(cli, [*words, "--digest", "0" * 64]).exception, Changed)
    monkeypatch.setattr("bridge.cli.drafts.screen", lambda: sys.stdout)
    asked = CliRunner().invoke(cli, words, input="\n")
    assert "│職員が選んだ本を紹介します。" in asked.stdout
    assert isinstance(asked.exception, StepRefused)
    with parts.store() as store:
        assert [line["action"] for line in store.history(1)] == ["open", "edit"]


@pytest.mark.parametrize("verb", STEPS)
def test_4_who_may_not_take_a_step_hears_so_before_any_text_is_asked_for(
    parts: Wiring, verb: str
) -> None:
    """The missing digest is not what keeps them from it."""
    words = [verb, "1", *STEPS[verb], "--as", "見るだけ"]
    with parts.store() as store:
        reader = Person("見るだけ", Role.READER)
        store.people.save(reader, None, JournalLine("館長", Verb.PEOPLE, NOW))
    assert isinstance(CliRunner().invoke(cli, words).exception, NotAllowed)


def test_5_1_yes_at_the_terminal_is_a_word_on_that_text(
    parts: Wiring, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Asked, answered, and the draft goes back; a step that only stops something asks nothing."""
    monkeypatch.setattr("bridge.cli.drafts.screen", lambda: sys.stdout)
    asked = ["return", "1", "--reason", "短く", "--as", "館長"]
    assert CliRunner().invoke(cli, asked, input="y\n").exit_code == 0
    assert states(parts)[0] is State.RETURNED
    with parts.store() as store:
        parts.desk(store).decide(DIRECTOR, [2], shown=[short(store.draft(2))], ticked=True)
    assert CliRunner().invoke(cli, ["take-back", "2", "--as", "職員"]).exit_code == 0
    assert states(parts)[1] is State.WAITING


def test_10_a_picture_is_named_with_its_size_wherever_a_text_is_shown(
    parts: Wiring, terminal: Callable[..., Result]
) -> None:
    """In `queue`, `show` and `decide`: where from, sha256, pixels, bytes, alternative text, rights."""
    with parts.store() as store:
        picture = read_picture(png("red"))
        image = parts.pictures(store).keep(POSTER, picture, url="", alt="赤い絵", rights="館で撮影")
        id = str(
            parts.desk(store)
            .write(POSTER, Kind.MATERIAL, "絵の展示です。", image=image, ticked=True)
            .id
        )
    for shown in (
        CliRunner().invoke(cli, ["queue"]).stdout,
        CliRunner().invoke(cli, ["show", id]).stdout,
        terminal(id, keys="\n").stdout,
    ):
        assert f"sha256 {picture.sha256[:12]}…" in shown
        assert f"image/png {picture.width}×{picture.height} {len(picture.body):,}バイト" in shown
        assert "代替テキスト「赤い絵」" in shown
        assert "権利: 館で撮影" in shown


def test_9_2_whoever_decides_a_deletion_sees_the_text_that_goes(parts: Wiring) -> None:
    """The number of a post says nothing to a person."""
    with parts.store() as store:
        desk = parts.desk(store)
        desk.decide(DIRECTOR, [2], shown=[short(store.draft(2))], ticked=True)
        desk.posted(POSTER, 2, f"https://x.com/mihon_lib/status/{number_at(NOW)}")
        id = desk.remove(POSTER, 2, "古い").id
    shown = CliRunner().invoke(cli, ["show", str(id)]).stdout
    assert "これが出ると消える投稿(起案2)\n  │二つ目の本の紹介です。" in shown


def test_a_word_beside_a_draft_is_read_where_its_course_is_told(parts: Wiring) -> None:
    """What somebody wrote for the others is said by the list that says that they wrote it."""
    with parts.store() as store:
        parts.desk(store).comment(POSTER, 2, "写真を\n[9] 決裁済 偽の行")
    shown = CliRunner().invoke(cli, ["show", "2"]).stdout
    assert "ひとこと → 決裁待ち  写真を / [9] 決裁済 偽の行\n" in shown


def test_a_question_names_the_draft_and_then_asks(
    parts: Wiring, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not 「起案2をXを見て」: each question is a sentence."""
    monkeypatch.setattr("bridge.cli.drafts.screen", lambda: sys.stdout)
    asked = CliRunner().invoke(
        cli, ["reject", "2", "--reason", "重なる", "--as", "館長"], input="n\n"
    )
    assert "起案2: 否決しますか [y/N]" in asked.output


def test_a_reason_begins_no_line_of_its_own(parts: Wiring) -> None:
    """A closing is a line, whatever somebody wrote."""
    day = NOW.date() + timedelta(days=9)
    with parts.store() as store:
        parts.desk(store).office.add_closing(POSTER, day, day, "点検\n[9] 休館日 偽の行")
    shown = CliRunner().invoke(cli, ["calendar", "proposals"]).stdout
    assert shown.endswith(f"{day} 点検 / [9] 休館日 偽の行 {POSTER.name}\n")


def texts(value: object) -> Iterator[str]:
    """Yield every text in what JSON says, and in the JSON that stands in it (details of the
    journal).
    """
    if isinstance(value, str):
        yield value
        if value.startswith("{"):
            yield from texts(json.loads(value))
    elif isinstance(value, dict):
        for each in value.values():
            yield from texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from texts(each)


EVIL = "点検\x1b]0;x\x07\r\x9b2K\u202e"


@pytest.mark.slow
def test_what_would_paint_over_a_line_is_shown_by_number_by_every_command(parts: Wiring) -> None:
    """Names, reasons, notes and addresses that stand in the record, in lists, errors and JSON."""
    with parts.store() as store:
        store.people.save(
            Person(f"係{EVIL}", Role.READER), None, JournalLine("館長", "people", NOW)
        )
        store.people.stop("all", EVIL, None, JournalLine("館長", "stop", NOW))
        parts.desk(store).return_(DIRECTOR, 1, EVIL)
        parts.desk(store).write(
            POSTER, Kind.MATERIAL, "本です。", title="本\n[9] 決裁済 偽の行", ticked=True
        )
    lists = (
        "people",
        "journal list",
        "status",
        "show 1",
        "queue --all",
        "impostor list",
        "doctor",
        "account page",
        "sheet 1",
        "calendar",
        "people --json",
        "show 1 --json",
        "journal list --json",
        "status --json",
    )
    for words in (
        *map(str.split, lists),
        ["queue", "--state", EVIL],
        ["resume", EVIL, "--as", "館長"],
        [EVIL],
    ):
        done = subprocess.run(
            [sys.executable, "-m", "bridge", *words],
            capture_output=True,
            cwd=parts.config_path.parent,
            input=b"",
            check=False,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        )
        said = (done.stdout + done.stderr).decode()
        assert "\n[9]" not in said
        assert said, words
        assert not set("\x1b\x07\r\x9b\u202e") & set(said), words
        if words[-1] == "--json":  # the words themselves are what they were
            assert any(EVIL in text for text in texts(json.loads(done.stdout))), words


def test_what_stands_in_the_record_is_told_in_japanese(parts: Wiring) -> None:
    """States, verbs and the program's names; a script reads them as they are kept."""
    with parts.store() as store:
        store.people.stop("all", "点検", None, JournalLine("館長", Verb.STOP, NOW))
        parts.desk(store).return_(DIRECTOR, 1, "日付")
    shown = {
        words: CliRunner().invoke(cli, words.split()).stdout
        for words in ("show 1", "status --coverage", "journal list")
    }
    assert "館長 差戻し → 差戻し" in shown["show 1"]
    assert "投稿停止中(すべての投稿)" in shown["status --coverage"]
    assert "館長 差戻し 起案1 決裁待ち→差戻し 日付" in shown["journal list"]
    kept = {str(value) for kind in (State, ItemState, Verb, Machine) for value in kind}
    for words, text in shown.items():
        assert not kept & set(
            re.findall(r"[a-z_]{4,}", re.sub(r"http\S+|feedbridge [a-z ]+", "", text))
        ), words
    assert _coverage_word("draft:returned") == "起案(差戻し)"
    assert _coverage_word("set_aside") == "見送り"


def test_status_tells_what_is_in_force_and_asks_for_what_was_taken(parts: Wiring) -> None:
    """A stop that X ended keeps nothing back any more; whoever took a text by hand is asked after
    fifteen minutes.
    """
    with parts.store() as store:
        store.people.stop("x", "残高", NOW, JournalLine("publish", "stop", NOW))
        store.people.stop(
            "manual", "点検", NOW + timedelta(minutes=1), JournalLine("publish", "stop", NOW)
        )
        store.apply(lifecycle.decide(store.draft(2), DIRECTOR, NOW - timedelta(minutes=15)))
        store.apply(lifecycle.take(store.draft(2), POSTER, "", NOW - timedelta(minutes=15)))
    told = json.loads(CliRunner().invoke(cli, ["status", "--json"]).stdout)
    assert (told["stops"], told["unanswered"]) == ({"manual": "点検"}, [2])
    shown = CliRunner().invoke(cli, ["status"]).stdout
    assert "起案2: 手で引き受けられています。投稿されましたか" in shown
    assert "残高" not in shown


def test_what_would_hide_a_line_of_status_is_shown_by_name(parts: Wiring) -> None:
    """A reason of a stop with an escape, and a title with a turned line, as cron's mail and the
    terminal print them.
    """
    with parts.store() as store:
        store.people.stop("all", "点検\x1b]0;x\x07", None, JournalLine("館長", "stop", NOW))
    shown = CliRunner().invoke(cli, ["status"]).stdout
    assert "点検⟦U+001B⟧]0;x⟦U+0007⟧" in shown
    assert not {"\x1b", "\x07"} & set(shown)


def test_5_3_i_what_is_over_is_told_with_the_command_that_mends_it(
    parts: Wiring, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`show` and `queue` say so before anybody decides; the same text saved anew is one of
    today.
    """
    with parts.store() as store:
        made = parts.desk(store).write(
            POSTER, Kind.MATERIAL, "11月27日(金)に本の会を行います。", ticked=True
        )
    told = ("時期に注意", f"feedbridge edit {made.id}", f"feedbridge withdraw {made.id}")
    for words in (["show", str(made.id)], ["queue"]):
        assert "時期に注意" not in CliRunner().invoke(cli, words).stdout
    monkeypatch.setattr(Wiring, "clock", lambda _: NOW + timedelta(days=3))
    for words in (["show", str(made.id)], ["queue"]):
        text = CliRunner().invoke(cli, words).stdout
        assert all(word in text for word in told)
    refused = CliRunner().invoke(
        cli, ["decide", str(made.id), "--digest", made.digest, "--as", "館長"]
    )
    assert isinstance(refused.exception, StepRefused)
    assert f"feedbridge edit {made.id}" in refused.exception.todo
    edit = ["edit", str(made.id), "--text", made.content.text, "--as", "職員"]
    known = ["--acknowledge", "5(3)イ", "--none-of-the-thirteen"]
    assert CliRunner().invoke(cli, [*edit, *known]).exception is None
    assert "時期に注意" not in CliRunner().invoke(cli, ["show", str(made.id)]).stdout
    with parts.store() as store:
        assert store.draft(made.id).version == 2


@pytest.mark.parametrize(
    "command", [["new", "--kind", "ウ"], ["edit", "1"], ["urgent", "臨時休館", "--when", "終日"]]
)
def test_a_text_of_any_length_is_refused_before_it_is_looked_at(
    parts: Wiring, command: list[str]
) -> None:
    """The command line has the bound of the desk: --dry-run, too, would take a minute."""
    name = "--more" if command[0] == "urgent" else "--text"
    words = [*command, name, "1月1日" * 5_000, "--dry-run", "--as", "職員"]
    refused = CliRunner().invoke(cli, words).exception
    assert isinstance(refused, UsageRefused)
    assert refused.code == "draft.text_too_long"
