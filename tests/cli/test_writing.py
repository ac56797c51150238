"""The command line writes as the pages do: drafts with picture and last day, urgent notices, words
beside a draft, invitations.
"""

from __future__ import annotations

import io
import json
import re
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner, Result
from fakes import DIRECTOR, NOW, POSTER, Web, png, wording

from bridge import lifecycle
from bridge.cli import cli, run
from bridge.demo.site import demo_toml
from bridge.errors import Changed, NotAllowed, StepRefused, UsageRefused
from bridge.model import (
    Factor,
    Image,
    Item,
    ItemState,
    JournalLine,
    Kind,
    Memory,
    Opening,
    Page,
    Rewording,
    Sighting,
)
from bridge.policy.s05_1_signoff import short
from bridge.posting.manual import number_at
from bridge.posting.oembed import PostView
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
    return made


@pytest.fixture
def call(parts: Wiring) -> Callable[..., Result]:
    """Call a command as who may; a text of one's own with the tick of 6."""
    ticked = ("new", "edit", "urgent", "retweet", "correct", "decide")

    def run(*words: str) -> Result:
        more = ["--none-of-the-thirteen"] if words[0] in ticked else []
        return CliRunner().invoke(
            cli, [*words, *more, "--as", "館長" if words[0] != "urgent" else "職員"]
        )

    return run


def call_plain(*words: str) -> str:
    return CliRunner().invoke(cli, words).stdout


def decided(parts: Wiring, call: Callable[..., Result], id: int, *more: str) -> Result:
    """Decide what `queue --json` tells of a draft."""
    with parts.store() as store:
        return call("decide", str(id), "--digest", store.draft(id).digest, *more)


def mark(parts: Wiring, id: int) -> tuple[str, str]:
    """Return the option that says which text was on the screen."""
    with parts.store() as store:
        return "--digest", short(store.draft(id))


def rows(parts: Wiring) -> int:
    with parts.store() as store:
        return len(list(store.journal()))


def test_10_a_picture_goes_with_alternative_text_and_rights(
    parts: Wiring, call: Callable[..., Result], tmp_path: Path
) -> None:
    """It can be set, kept and taken away, and written out again byte by byte; urgency and last day
    too.
    """
    (tmp_path / "a.png").write_bytes(png("red"))
    more = ("--image", "a.png", "--alt", "絵", "--rights", "館で撮影")
    made = json.loads(
        call(
            "new", "--kind", "ウ", "--text", "本です。", "--expires", "2026-12-24", *more, "--json"
        ).stdout
    )
    with parts.store() as store:
        first = store.draft(made[0]["id"])
    assert first.content.image is not None
    assert (first.content.image.alt, str(first.expires_on)) == ("絵", "2026-12-24")
    id = str(first.id)
    assert made[0]["image"]["sha256"] == first.content.image.sha256
    assert first.content.image.name in call_plain("show", id)
    call_plain("picture", id, "--out", "out.png")
    assert (tmp_path / "out.png").read_bytes() == png("red")
    call("edit", id, "--text", "本でした。", "--urgent")
    with parts.store() as store:
        kept = store.draft(first.id)
    assert (kept.content.image, kept.urgent, kept.expires_on) == (
        first.content.image,
        True,
        first.expires_on,
    )
    call("edit", id, "--text", "本です。", "--no-image", "--no-expires", "--no-urgent")
    with parts.store() as store:
        bare = store.draft(first.id)
    assert (bare.content.image, bare.urgent, bare.expires_on) == (None, False, None)


@pytest.mark.parametrize(
    "more",
    [
        ("--image", "none.png", "--alt", "a", "--rights", "b"),
        ("--image", "元のページ", "--alt", "a", "--rights", "b"),
        ("--image", "https://x.jp/a.png"),
        ("--alt", "絵"),
    ],
)
def test_10_a_picture_without_its_words_is_refused(
    parts: Wiring, call: Callable[..., Result], more: tuple[str, ...]
) -> None:
    """Nothing is kept."""
    before = rows(parts)
    assert isinstance(
        call("new", "--kind", "ウ", "--text", "本です。", *more).exception, UsageRefused
    )
    assert rows(parts) == before


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "https://x.jp/a.png", "http://127.0.0.1:9/a.png"]
)
def test_10_a_picture_of_elsewhere_or_none_is_refused(
    parts: Wiring, call: Callable[..., Result], url: str
) -> None:
    """Not the library's, not listed, or nobody answers: nothing is kept."""
    before = rows(parts)
    more = ("--image", url, "--alt", "絵", "--rights", "館で撮影")
    assert isinstance(
        call("new", "--kind", "ウ", "--text", "本です。", *more).exception, StepRefused
    )
    assert rows(parts) == before


def test_10_a_dry_run_with_a_picture_keeps_nothing(
    parts: Wiring, call: Callable[..., Result], tmp_path: Path
) -> None:
    """It is looked through all the same."""
    (tmp_path / "a.png").write_bytes(png())
    (tmp_path / "b.png").write_bytes(b"<svg/>")
    before, more = rows(parts), ("--alt", "絵", "--rights", "館で撮影", "--dry-run")
    shown = call("new", "--kind", "ウ", "--text", "本です。", "--image", "a.png", *more).stdout
    assert "アップロードした画像 (sha256" in shown
    assert isinstance(
        call("new", "--kind", "ウ", "--text", "本です。", "--image", "b.png", *more).exception,
        StepRefused,
    )
    assert rows(parts) == before


def test_10_the_pages_own_picture_is_named_by_one_word(
    parts: Wiring, call: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    """`--image 元のページ`, with the page's own alternative text where none is given."""
    url = "http://127.0.0.1:9/img/a.png"
    with parts.store() as store:
        sighting = Sighting(
            Item(
                id=0, source="home", url=f"{url}.html", title="題", state=ItemState.NEW, seen_at=NOW
            ),
            ("a",),
        )
        store.sightings.remember("home", Memory(succeeded_at=NOW), [sighting])
        store.sightings.keep_page(
            1,
            page=Page(f"{url}.html", "題", "文", image=Image(url, "表紙")),
            validators=("", ""),
            digest="",
            at=NOW,
        )
        store.apply(lifecycle.open_draft(Opening(1, "home", Kind.PAGE), wording(), "sync", NOW))
    monkeypatch.setattr(Wiring, "fetcher", lambda _: Web({url: png()}))
    assert f"元のページの画像(付いていません) {url}「表紙」" in call_plain("show", "1")
    assert json.loads(call_plain("show", "1", "--json"))["page_image"] == {
        "url": url,
        "alt": "表紙",
    }
    call("edit", "1", "--text", "本です。", "--image", "元のページ", "--rights", "館で撮影")
    assert "元のページの画像" not in call_plain("show", "1")
    assert json.loads(call_plain("show", "1", "--json"))["page_image"] is None
    with parts.store() as store:
        image = store.draft(1).content.image
    assert image is not None
    assert (image.url, image.alt) == (url, "表紙")


def test_show_tells_a_second_wording_or_why_there_is_none(parts: Wiring) -> None:
    """Marked as the program's, beside the text that is decided."""
    with parts.store() as store:
        store.apply(lifecycle.open_draft(Opening(None, "home", Kind.PAGE), wording(), "sync", NOW))
        assert "別案" not in call_plain("show", "1")
        store.rewordings.keep(Rewording(1, 1, "もう一つの文です。"), NOW)
        assert (
            "別案(館のプログラムが書いたもの。決裁されるのは上の文です)\n  │もう一つの文です。"
            in call_plain("show", "1")
        )
        store.rewordings.keep(Rewording(1, 1, "", "答えが空です"), NOW)
    assert "(ありません: 答えが空です)" in call_plain("show", "1")
    assert json.loads(call_plain("show", "1", "--json"))["rewording"] == {
        "text": "",
        "refusal": "答えが空です",
    }


def test_a_dry_run_shows_weight_and_findings_and_keeps_nothing(
    parts: Wiring, call: Callable[..., Result]
) -> None:
    """As 数える・見え方を確かめる on the page."""
    before = rows(parts)
    shown = call("new", "--kind", "ウ", "--text", "電話 042-123-4567 まで", "--dry-run").stdout
    assert "22/280" in shown
    assert "指摘 11 要確認" in shown
    told = json.loads(
        call("urgent", "臨時休館", "--when", "本日終日", "--dry-run", "--json").stdout
    )
    assert told["text"].startswith("【臨時休館】\n見本市立図書館は、本日終日、臨時休館します。")
    assert rows(parts) == before


LONG = "あ" * 140 + "a"


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (("new", "--kind", "ウ", "--text", LONG), "280"),
        (("new", "--kind", "ウ", "--text", LONG, "--json"), f'"text": "{LONG}"'),
        (("new", "--kind", "ウ", "--text", " "), "280"),
        (("new", "--kind", "ウ", "--text", "本です。\n---\n本です。"), "280"),
        (("edit", "1", "--text", LONG), "280"),
        (("urgent", "臨時休館", "--when", "本日", "--more", "あ" * 140), "280"),
    ],
)
def test_a_dry_run_is_refused_as_the_real_call_is(
    parts: Wiring, call: Callable[..., Result], words: tuple[str, ...], shown: str
) -> None:
    """What is too long is shown, with its count where no program reads it, and told."""
    call("new", "--kind", "ウ", "--text", "本です。")
    before = rows(parts)
    dry, real = call(*words, "--dry-run"), call(*words)
    assert isinstance(real.exception, StepRefused)
    assert isinstance(dry.exception, StepRefused)
    assert str(dry.exception) == str(real.exception)
    assert shown in dry.stdout
    assert rows(parts) == before


def test_a_dry_edit_shows_what_would_stand(parts: Wiring, call: Callable[..., Result]) -> None:
    """What is not said stays as it was, and the digest may be shortened to what `show` prints."""
    call("new", "--kind", "ウ", "--text", "本です。", "--urgent", "--expires", "2026-12-24")
    before = rows(parts)
    told = json.loads(call("edit", "1", "--text", "本でした。", "--dry-run", "--json").stdout)
    assert (told["text"], told["urgent"], told["expires_on"]) == ("本でした。", True, "2026-12-24")
    assert "281/280" in call("edit", "1", "--text", "あ" * 140 + "a", "--dry-run").stdout
    assert rows(parts) == before
    with parts.store() as store:
        mark = short(store.draft(1))
    assert call("edit", "1", "--text", "本でした。", "--digest", mark).exit_code == 0
    assert isinstance(call("edit", "1", "--text", "本だ。", "--digest", mark).exception, Changed)


def test_a_second_wording_is_taken_by_an_edit(parts: Wiring, call: Callable[..., Result]) -> None:
    """As on the desk it becomes a person's text; where there is none for this version nothing is
    recorded, nor where two texts are given.
    """
    call("new", "--kind", "ウ", "--text", "本です。")
    before = rows(parts)
    none = call("edit", "1", "--second")
    assert isinstance(none.exception, StepRefused)
    with parts.store() as store:
        store.rewordings.keep(Rewording(1, 1, "", "長すぎます"), NOW)
    assert isinstance(call("edit", "1", "--second").exception, StepRefused)
    with parts.store() as store:
        store.rewordings.keep(Rewording(1, 1, "新しい本です。"), NOW)
    two = call("edit", "1", "--second", "--text", "本だ。")
    assert isinstance(two.exception, UsageRefused)
    assert rows(parts) == before
    assert call("edit", "1", "--second").exit_code == 0
    with parts.store() as store:
        draft = store.draft(1)
    assert (draft.content.text, draft.version, draft.author) == ("新しい本です。", 2, DIRECTOR.name)
    assert isinstance(call("edit", "1", "--second").exception, StepRefused)  # of version 2 is none


def test_truth_2_what_the_editor_showed_is_what_is_edited(
    parts: Wiring, call: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody who was faster while the editor stood open is not written over."""
    call("new", "--kind", "ウ", "--text", "本です。")

    def edit(_: str, **__: object) -> str:
        call("edit", "1", "--text", "先に直した本です。")
        return "あとから直した本です。"

    monkeypatch.setattr("bridge.cli.writing.screen", lambda: sys.stdout)
    monkeypatch.setattr("click.edit", edit)
    assert isinstance(call("edit", "1").exception, Changed)
    with parts.store() as store:
        assert store.draft(1).content.text == "先に直した本です。"


def test_2_an_urgent_notice_from_the_command_line(
    parts: Wiring, call: Callable[..., Result]
) -> None:
    """The same sentences as on the page; an unknown case names the known ones."""
    (made,) = json.loads(
        call("urgent", "システム障害", "--when", "9時から", "--why", "故障", "--json").stdout
    )
    assert (made["urgent"], made["kind"], made["state"]) == (True, "イ", "waiting")
    refused = call("urgent", "closing", "--when", "本日").exception
    assert isinstance(refused, UsageRefused)
    assert "臨時休館" in refused.todo


def test_a_word_beside_a_draft(parts: Wiring, call: Callable[..., Result]) -> None:
    """It stands in the history."""
    call("new", "--kind", "ウ", "--text", "本です。")
    assert call("comment", "1", "--text", "書名を確かめました").exit_code == 0
    with parts.store() as store:
        assert "書名を確かめました" in store.history(1)[-1]["detail"]


@pytest.mark.parametrize("verb", ["return", "reject", "edit"])
def test_truth_2_a_digest_of_another_text_is_refused(
    parts: Wiring, call: Callable[..., Result], verb: str
) -> None:
    """What was looked at is not what stands now."""
    call("new", "--kind", "ウ", "--text", "本です。")
    more = ("--text", "x") if verb == "edit" else ("--reason", "短く")
    assert isinstance(call(verb, "1", *more, "--digest", "0" * 64).exception, Changed)
    with parts.store() as store:
        assert store.draft(1).version == 1


def test_4_an_invitation_is_made_and_journalled_without_its_link(
    parts: Wiring, call: Callable[..., Result]
) -> None:
    """Who, by whom, as what; the link opens nothing twice and stands in no record."""
    made = call("people", "invite", "新人", "--role", "poster")
    token = made.stdout.strip().splitlines()[0].rsplit("/", 1)[1]
    with parts.store() as store:
        line = list(store.journal())[-1]
    assert (line["actor"], line["action"]) == ("館長", "invite")
    assert token not in str(line)
    assert isinstance(call("people", "invite", "だれか").exception, UsageRefused)
    assert call("people", "invite", "職員").exit_code == 0


def test_4_an_invitation_does_not_change_a_registration(
    parts: Wiring, call: Callable[..., Result]
) -> None:
    """What was asked in vain would be believed."""
    assert isinstance(
        call("people", "invite", "職員", "--role", "director").exception, UsageRefused
    )
    assert isinstance(
        call("people", "invite", "職員", "--until", "2027-03-31").exception, UsageRefused
    )


def test_4_a_change_changes_what_was_said_and_no_more(
    parts: Wiring, call: Callable[..., Result]
) -> None:
    """A registration that has ended stays so until it is made active again."""

    def poster() -> tuple[bool, str, str]:
        with parts.store() as store:
            found = store.people.person("職員")
        return found.active, str(found.until), found.mail

    call("people", "change", "職員", "--until", "2027-03-31")
    call("people", "remove", "職員")
    call("people", "change", "職員", "--mail", "shokuin@lib.example.jp")
    assert poster() == (False, "2027-03-31", "shokuin@lib.example.jp")
    call("people", "change", "職員", "--active", "--no-until")
    assert poster() == (True, "None", "shokuin@lib.example.jp")


@pytest.mark.parametrize(
    ("slow", "quick", "mail", "active"),
    [
        (
            ("change", "職員", "--mail", "a@lib.example.jp"),
            {"active": False},
            "a@lib.example.jp",
            False,
        ),
        (("remove", "職員"), {"mail": "b@lib.example.jp"}, "b@lib.example.jp", False),
        (("password",), {"active": False}, "", False),
    ],
)
def test_4_what_another_director_does_while_a_password_is_typed_stays(
    *,
    parts: Wiring,
    monkeypatch: pytest.MonkeyPatch,
    slow: tuple[str, ...],
    quick: dict[str, object],
    mail: str,
    active: bool,
) -> None:
    """A command read the person before it waited at the terminal; who was removed meanwhile is not
    registered again by a change of the address, and no address is put back by a removal.
    """

    def typed(*_: object, **_more: object) -> str:
        with parts.store() as store:
            parts.desk(store).office.change_person(DIRECTOR, POSTER.name, quick)
        return PASSWORD

    own = slow == ("password",)
    monkeypatch.setattr(f"bridge.cli.{'office' if own else 'drafts'}.password", typed)
    CliRunner().invoke(cli, ["people", *slow, "--as", "職員" if own else "館長"])
    with parts.store() as store:
        found = store.people.person("職員")
    assert (found.mail, found.active) == (mail, active)


def test_4_everybody_changes_their_own_password(
    parts: Wiring, call: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A poster too, without the director."""
    monkeypatch.setattr("bridge.cli.office.password", lambda *_, **_more: "another long one")
    done = CliRunner().invoke(cli, ["people", "password", "--as", "職員"])
    assert done.exit_code == 0
    with parts.store() as store:
        assert store.people.authenticate("職員", "another long one").name == "職員"
        with pytest.raises(NotAllowed):
            store.people.authenticate("職員", PASSWORD)


def test_4_a_new_password_that_nobody_can_be_asked_for_names_its_own_option(parts: Wiring) -> None:
    """Without a terminal; the acting person's own was given."""
    done = CliRunner().invoke(cli, ["people", "add", "新人", "--role", "poster", "--as", "館長"])
    assert isinstance(done.exception, UsageRefused)
    assert "新人さんの新しいパスワード" in done.exception.what
    assert "--new-password-fd" in done.exception.todo


@pytest.mark.parametrize(
    ("shown", "same"), [("本です。", True), ("本でした。", False), (None, False)]
)
def test_9_2_what_x_shows_is_laid_beside_what_was_decided(
    parts: Wiring,
    call: Callable[..., Result],
    monkeypatch: pytest.MonkeyPatch,
    shown: str | None,
    same: bool,
) -> None:
    """Only when it is asked for; an unread one is no agreement."""
    monkeypatch.setattr("bridge.posting.oembed.shown_text", lambda *_: shown)
    call("new", "--kind", "ウ", "--text", "本です。")
    assert isinstance(CliRunner().invoke(cli, ["show", "1", "--on-x"]).exception, StepRefused)
    decided(parts, call, 1)
    with parts.store() as store:
        account = parts.settings.library.account
        desk = parts.desk(store)
        desk.posted(
            POSTER,
            1,
            f"https://x.com/{account}/status/{number_at(parts.clock() + timedelta(minutes=1))}",
        )
    told = json.loads(CliRunner().invoke(cli, ["show", "1", "--on-x", "--json"]).stdout)
    assert (told["on_x"], told["same"]) == (shown, same)
    assert "Xの表示" in CliRunner().invoke(cli, ["show", "1", "--on-x"]).stdout
    assert "on_x" not in json.loads(CliRunner().invoke(cli, ["show", "1", "--json"]).stdout)


def test_5_4_a_retweet_is_opened_decided_and_undone(
    parts: Wiring, call: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What X shows stands beside it; nothing is held against another's words afterwards."""
    url = "https://x.com/mihon_city/status/5"
    shown: list[PostView | None] = [
        None,
        PostView("広告です", "somebody"),
        PostView("防災訓練です", "mihon_city"),
    ]
    monkeypatch.setattr("bridge.posting.oembed.look", lambda *_: shown[0])
    told = ("--reason", "防災", "--knowingly")
    before = rows(parts)
    assert isinstance(call("retweet", "https://x.com/mihon_city", *told).exception, UsageRefused)
    assert isinstance(call("retweet", url, "--reason", " ").exception, StepRefused)
    shown.pop(0)
    assert isinstance(call("retweet", url, *told).exception, StepRefused)
    assert rows(parts) == before
    shown.pop(0)
    made = json.loads(call("retweet", url, *told, "--json").stdout)[0]
    assert (made["repost_of"], made["text"], made["origin"], made["note"]) == (
        url,
        "",
        "防災",
        "@mihon_city: 防災訓練です",
    )
    assert decided(parts, call, 1, "--acknowledge", "5(4)").exit_code == 0
    assert call("posted", "1", url, *mark(parts, 1)).exit_code == 0
    assert isinstance(CliRunner().invoke(cli, ["show", "1", "--on-x"]).exception, StepRefused)
    undo = json.loads(
        call("correct", "1", "--remove", "--reason", "古い", *mark(parts, 1), "--json").stdout
    )[0]
    assert undo["replaces"] == "rt:1:5"


def test_what_is_already_so_is_said(parts: Wiring, call: Callable[..., Result]) -> None:
    """A second revocation, and a road that is not stopped."""
    given = call(
        "confirm", "give", "--person", "職員", "--from", "2026-11-25", "--until", "2026-12-25"
    )
    number = given.stdout.strip()
    assert call("confirm", "revoke", number).exit_code == 0
    again = call("confirm", "revoke", number).exception
    assert isinstance(again, StepRefused)
    assert "すでに" in again.what
    call("stop", "--reason", "確かめる")
    unknown = call("resume", "zz").exception
    assert isinstance(unknown, StepRefused)
    assert "all" in unknown.todo
    assert not isinstance(unknown, NotAllowed)


def test_an_editor_that_does_not_open_is_told_in_japanese(
    call: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    """And nothing is kept."""
    monkeypatch.setattr("bridge.cli.writing.screen", lambda: sys.stdout)
    monkeypatch.setenv("EDITOR", "/nowhere/editor")
    refused = call("new", "--kind", "ウ").exception
    assert isinstance(refused, UsageRefused)
    assert "エディター" in refused.what


@pytest.mark.parametrize(
    "verb", [("new", "--kind", "ウ"), ("edit", "1"), ("correct", "1", "--reason", "x")]
)
def test_without_a_terminal_no_editor_opens(
    call: Callable[..., Result], monkeypatch: pytest.MonkeyPatch, verb: tuple[str, ...]
) -> None:
    """It would wait for keys that nobody strikes; the call says where the text comes from then."""
    call("new", "--kind", "ウ", "--text", "本です。")
    monkeypatch.setattr("click.edit", lambda *_, **__: pytest.fail("an editor was opened"))
    refused = call(*verb).exception
    assert isinstance(refused, UsageRefused)
    assert "--text" in refused.todo


def test_a_list_that_is_cut_says_how_many_it_left_out(parts: Wiring) -> None:
    """On the screen only: JSON has them all."""
    seen = [
        Sighting(
            Item(
                id=0,
                source="home",
                url=f"https://lib.example.jp/{n}",
                title="題",
                state=ItemState.NEW,
                seen_at=NOW,
            ),
            (f"k{n}",),
        )
        for n in range(103)
    ]
    with parts.store() as store:
        store.sightings.remember("home", Memory(), seen)

    def lines(*words: str) -> list[str]:
        return CliRunner().invoke(cli, ["items", *words]).stdout.splitlines()

    assert (len(lines()), lines()[-1][:5]) == (101, "ほか3件は")
    assert (len(lines("--limit", "7")), len(lines("--limit", "103"))) == (7, 103)
    assert len(json.loads("\n".join(lines("--json")))) == 103


def test_a_lost_device_is_reset_on_the_server_by_the_director_alone(
    parts: Wiring, call: Callable[..., Result]
) -> None:
    """Apps, passkeys and codes go; whoever has none is told so."""
    with parts.store() as store:
        app = Factor(
            id=0, person=POSTER.name, kind="app", label="電話", secret="sealed", used=0, at=NOW
        )
        store.factors.change(JournalLine(POSTER.name, "factor", NOW), [app])
    refused = CliRunner().invoke(cli, ["people", "second-reset", "職員", "--as", "職員"])
    assert isinstance(refused.exception, NotAllowed)
    assert call("people", "second-reset", "職員").exit_code == 0
    with parts.store() as store:
        assert store.factors.of(POSTER.name) == ()
    assert isinstance(call("people", "second-reset", "職員").exception, StepRefused)


def test_what_was_written_in_the_editor_outlives_a_refusal(
    parts: Wiring,
    call: Callable[..., Result],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The text lies in a file that only its writer may read, and the report says where."""
    call("new", "--kind", "ウ", "--text", "本です。")
    monkeypatch.setattr("bridge.cli.writing.screen", lambda: sys.stdout)
    monkeypatch.setattr("click.edit", lambda *_, **__: "書き直した本です。\n")
    words = ["edit", "1", "--config", str(parts.config_path), "--db", str(parts.db_path)]
    monkeypatch.setattr("sys.argv", ["feedbridge", *words])
    assert run() == 2  # nobody said who
    report = capsys.readouterr().err
    kept = re.search(r"書いた文は (\S+) に残しました", report)
    assert kept is not None
    path = Path(kept[1])
    assert path.read_text("utf-8") == "書き直した本です。\n"
    assert path.stat().st_mode & 0o077 == 0
    path.unlink()
    monkeypatch.setattr("sys.argv", ["feedbridge", *words, "--text", "本だ。"])
    assert run() == 2
    assert "残しました" not in capsys.readouterr().err


def test_a_text_in_another_code_is_not_taken_for_what_is_left_of_it(
    call: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Standard input in Shift_JIS, where Python keeps what it cannot read, and where it does not."""
    other = "テスト".encode("cp932")
    for errors in ("surrogateescape", "strict"):
        entry = io.TextIOWrapper(io.BytesIO(other), encoding="utf-8", errors=errors)
        monkeypatch.setattr("bridge.cli.writing.sys", SimpleNamespace(stdin=entry))
        refused = call("new", "--kind", "ウ", "--text", "-").exception
        assert isinstance(refused, UsageRefused)
        assert refused.code == "command.other_code"
