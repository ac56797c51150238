"""What a script reads with --json is written down in docs/commands.md, key by key."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner
from fakes import DIRECTOR, NOW, POSTER

from bridge.cli import cli
from bridge.demo.site import SampleSite, demo_toml
from bridge.model import JournalLine, Kind, Verb
from bridge.wiring import Wiring

DOCUMENT = Path(__file__).parents[2] / "docs" / "commands.md"
PASSWORD = "correct horse battery"
WHO = ("--as", "館長")
#: command → the words behind it with which it prints one whole answer; `sync` comes first
CALLS: dict[str, tuple[str, ...]] = {
    "sync": (),
    "account check": (),
    "calendar": (),
    "calendar proposals": (),
    "confirm list": (),
    "doctor": (),
    "fleet run": ("fleet",),
    "fleet status": ("fleet",),
    "impostor list": (),
    "impostor look": ("mihon_l1b",),
    "incident list": (),
    "items": (),
    "journal list": (),
    "journal verify": (),
    "notify": (),
    "people": (),
    "people workload": ("職員",),
    "policy": (),
    "publish": (),
    "resync": ("--source", "home"),
    "show": ("1",),
    "status": ("--coverage",),
    "try": ("home",),
}
#: these print the drafts that they name, and are written down as one
DRAFTS: dict[str, tuple[str, ...]] = {
    "queue": ("--all",),
    "comment": ("1", "--text", "見ました", *WHO),
    "withdraw": ("1", "--digest", "{digest}", *WHO),
    "new": ("--text", "四つ目の本の紹介です。", "--kind", "ウ", "--none-of-the-thirteen", *WHO),
}
#: they print the same as those, or what stands elsewhere in the document
ALIKE = frozenset(
    [
        "calendar look",
        "check",
        "config check",
        "correct",
        "decide",
        "edit",
        "figures",
        "hand-back",
        "hand-over",
        "impostor draft",
        "inspect",
        "leave",
        "not-posted",
        "people list",
        "posted",
        "reject",
        "removed",
        "resubmit",
        "retweet",
        "return",
        "review",
        "take",
        "take-back",
        "urgent",
        "when",
    ]
)


def commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[str, click.Command]]:
    """Yield every command with its words."""
    ctx = click.Context(group)
    for name in group.list_commands(ctx):
        command = group.get_command(ctx, name)
        assert command is not None
        yield " ".join((*path, name)), command
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))


def own(value: Any) -> set[str]:
    """Return the keys of an answer, or of the objects that it is a list of."""
    return set().union(*(set(one) for one in (value if isinstance(value, list) else [value])))


def below(value: Any) -> set[str]:
    """Return the keys of the objects in the lists of an answer."""
    rows = value if isinstance(value, list) else [value]
    lists = [part for row in rows for part in row.values() if isinstance(part, list)]
    return {key for part in lists for one in part if isinstance(one, dict) for key in one}


def written(command: str) -> tuple[set[str], set[str]]:
    """Return the keys that stand in the line of a command, and those that stand anywhere below."""
    text = DOCUMENT.read_text(encoding="utf-8").partition("## Keys of `--json`")[2]
    lines = [line for line in text.split("\n- ") if command in names(line.partition(":")[0])]
    lines = [line.partition("\n\n")[0] for line in lines if line.startswith("`")]
    assert len(lines) == 1, (command, lines)
    flat = lines[0].partition(":")[2]
    while re.search(r"\([^()]*\)", flat):
        flat = re.sub(r"\([^()]*\)", "", flat)
    return names(flat), names(text)


def names(text: str) -> set[str]:
    """Return what stands between backticks, without the sign of a list."""
    return {name.removesuffix("[]") for name in re.findall(r"`([^`]+)`", text)}


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """What each command prints in a record in which there is something of everything."""
    folder = tmp_path_factory.mktemp("keys")
    with pytest.MonkeyPatch.context() as patch, SampleSite(NOW.date()) as site:
        patch.setattr(Wiring, "clock", lambda _: NOW)
        patch.setattr("bridge.cli.drafts.password", lambda *_: PASSWORD)
        patch.chdir(folder)
        text = demo_toml(site.url)
        (folder / "feeds.toml").write_text(text, encoding="utf-8")
        (folder / "feeds.toml").chmod(0o646)  # of which doctor has something to say
        (folder / "fleet" / "one").mkdir(parents=True)
        (folder / "fleet" / "one" / "feeds.toml").write_text(text, encoding="utf-8")
        digest = fill(Wiring(folder / "feeds.toml", folder / "state.db"))
        invoke("sync")
        site.grow()
        yield {
            name: json.loads(invoke(name, *(word.format(digest=digest) for word in words)))
            for name, words in (CALLS | DRAFTS).items()
        }


def fill(parts: Wiring) -> str:
    """Lay persons, drafts and notes; return the digest of the first draft."""
    with parts.store() as store:
        for person in (DIRECTOR, POSTER):
            store.people.save(person, PASSWORD, JournalLine("館長", Verb.PEOPLE, NOW))
        desk = parts.desk(store)
        drafts = [
            desk.write(POSTER, Kind.MATERIAL, f"{n}冊目の本の紹介です。", ticked=True)
            for n in ("一", "二", "三")
        ]
    for words in (
        "impostor add mihon_l1b --note 似た名前",
        "incident add troll_1 --clause 7(2) --way reply --note 暴言",
        "confirm give --person 職員 --kind ア --from 2026-11-25 --until 2026-12-31",
        "calendar add 2026-12-28 --why 年末",
    ):
        invoke(*words.split(), *WHO, form=())
    return drafts[0].digest


def invoke(*words: str, form: tuple[str, ...] = ("--json",)) -> str:
    """Return what a command prints that ends without a fault."""
    done = CliRunner().invoke(cli, [*" ".join(words[:1]).split(), *words[1:], *form])
    assert done.exit_code == 0, (words, done.output, done.exception)
    return done.stdout


def test_each_command_with_json_is_looked_at() -> None:
    """A new one cannot be forgotten."""
    found = {
        name
        for name, command in commands(cli)
        if any("--json" in param.opts for param in command.params)
    }
    assert found == {*CALLS, *DRAFTS, *ALIKE}


@pytest.mark.parametrize("command", CALLS)
def test_the_keys_of_an_answer_are_those_that_are_written_down(
    answers: dict[str, Any], command: str
) -> None:
    """None is printed that no script's author can know, none is promised that does not come."""
    line, anywhere = written(command)
    keys = own(answers[command]) - (drafted() if command == "show" else set())
    assert keys, "there is nothing to see"
    assert (sorted(keys - line), sorted(line - keys)) == ([], [])
    assert sorted(below(answers[command]) - anywhere) == []


def drafted() -> set[str]:
    """Return the keys of a draft as they are written down."""
    text = DOCUMENT.read_text(encoding="utf-8").partition("A draft (")[2].partition("\n\n")[0]
    return names(re.sub(r"\([^()]*\)", "", text.partition("):")[2]))


@pytest.mark.parametrize("command", DRAFTS)
def test_the_keys_of_a_draft_are_those_that_are_written_down(
    answers: dict[str, Any], command: str
) -> None:
    """Whichever step prints it."""
    keys = own(answers[command])
    assert (sorted(keys - drafted()), sorted(drafted() - keys)) == ([], [])
    assert sorted(below(answers[command]) - names(DOCUMENT.read_text(encoding="utf-8"))) == []
