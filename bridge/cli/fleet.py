"""Edge: many libraries at once: each its own folder with feeds.toml and state.db, all of them one
process.

They share nothing but the process: the turns at hosts (two requests at a time to one host, whoever
asks) and the issuers of certificates.
A library that cannot run, whatever the cause, is told and stops nobody else. A folder in which
nobody can tell whether it is a library counts as one that cannot run: it may not be left out
unsaid.
"""

from __future__ import annotations

import hashlib
import os
import traceback
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from bridge import labels
from bridge.cli import named_in_our_code
from bridge.cli.filing import not_written
from bridge.cli.output import as_json, collected, echo, flat, print_json, say
from bridge.errors import BridgeError, LockHeld, SourceFailed, UsageRefused
from bridge.model import State
from bridge.sayings import Refusal, reason
from bridge.text.clean import byte_numbers
from bridge.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from bridge.fetch.client import Hosts
    from bridge.wiring import Wiring

TOGETHER: Final = 32  #: libraries side by side: they mostly wait for their sites
#: what belongs to one library's account or mail, and so to no fleet: it stands in each [posting]
#: secrets_file
OWN: Final = "FEEDBRIDGE_"
#: by one of these a folder is a library's
FILES: Final = ("feeds.toml", "state.db", "state.db.marker")
#: ext4's own, on each volume, root's alone
LOST_AND_FOUND: Final = "lost+found"
NAMED: Final = 10  #: folders that a note names


@dataclass(frozen=True, slots=True)
class LibraryRun:
    """What became of one library."""

    library: str  #: its folder's name
    code: int  #: as `feedbridge run` would have ended
    said: tuple[str, ...]  #: what cron would have been told


@dataclass(frozen=True, slots=True)
class Fleet:
    """What lies in a folder of libraries."""

    libraries: tuple[Path, ...]  #: of the shard that was asked for, by name
    #: libraries of other shards: they are left alone, and where nobody else runs them they stand
    #: still
    foreign: tuple[Path, ...] = ()
    #: second names of one folder, each with the name by which it is run
    aliases: tuple[tuple[Path, Path], ...] = ()

    def notes(self, shard: tuple[int, int]) -> Iterator[Refusal]:
        """Yield what is told of folders that are not run."""
        for alias, place in self.aliases:
            yield Refusal("fleet.alias", alias=_shown(alias), library=_shown(place))
        if self.foreign:
            names = _whose(self.foreign, shard[1])
            where = f"{shard[0]}/{shard[1]}"
            yield Refusal("fleet.foreign", shard=where, count=len(self.foreign), names=names)


def _shown(place: Path) -> str:
    """Return a folder's name within one line."""
    return flat(byte_numbers(place.name))


def _whose(foreign: Sequence[Path], count: int) -> str:
    """Return libraries, some of many, each with its shard."""
    names = [f"{_shown(one)}({shard_of(one.name, count)}/{count})" for one in foreign[:NAMED]]
    return "、".join(names) + (" …" if len(foreign) > NAMED else "")


def _shard(_ctx: click.Context, _param: click.Parameter, value: str) -> tuple[int, int]:
    """Return number and count of one part of several: 2/8 is the third of eight, counted from 0 as
    Kubernetes counts its jobs. Raises UsageRefused.
    """
    first, _, count = value.partition("/")
    if not (first.isdecimal() and count.isdecimal() and int(first) < int(count)):
        raise UsageRefused("command.shard_unreadable", given=value)
    return int(first), int(count)


@click.group("fleet")
def fleet_command() -> None:
    """一つのフォルダーにある多くの館を、まとめて動かし、まとめて見る。"""


folder_argument = click.argument("folder", type=click.Path(path_type=Path))
shard_option = click.option(
    "--shard",
    callback=_shard,
    default="0/1",
    metavar="I/N",
    help="館を N 組に分けた I 番目だけ(0 から数える)",
)


@fleet_command.command("run")
@folder_argument
@shard_option
@click.option(
    "--at-once",
    default=TOGETHER,
    show_default=True,
    type=click.IntRange(1, 128),
    help="同時に動かす館の数",
)
@as_json
def fleet_run(folder: Path, shard: tuple[int, int], at_once: int, as_json: bool) -> int:
    """中の館(feeds.toml のあるフォルダー)ごとに、run と同じことをする。
    一館の失敗は、ほかの館を止めない。
    """
    from bridge.fetch.client import Hosts

    fleet, hosts, runs = libraries(folder, shard), Hosts(), []
    environment = _environment()  # before one of them lends it to Apprise (carriers.py)
    with ThreadPoolExecutor(at_once) as pool:
        for run in pool.map(lambda place: run_one(place, environment, hosts), fleet.libraries):
            runs.append(run)
            if run.said and not as_json:
                echo(f"── {flat(run.library)}\n" + "\n".join(run.said), err=bool(run.code))
    _tell_notes(fleet, shard)
    failed = [run for run in runs if run.code not in {0, LockHeld.exit_code}]
    if as_json:
        rows = [{"library": run.library, "code": run.code, "said": list(run.said)} for run in runs]
        print_json(
            {
                "libraries": len(runs),
                "failed": len(failed),
                "runs": rows,
                "foreign": [byte_numbers(place.name) for place in fleet.foreign],
                "aliases": [byte_numbers(alias.name) for alias, _ in fleet.aliases],
            }
        )
    elif failed:
        echo(
            f"{len(runs)}館のうち{len(failed)}館に、直すことがあります: "
            f"{'、'.join(flat(r.library) for r in failed)}",
            err=True,
        )
    else:
        say(f"{len(runs)}館を見終わりました。")
    return SourceFailed.exit_code if failed else 0


@fleet_command.command("status")
@folder_argument
@shard_option
@click.option(
    "--html",
    "html",
    type=click.Path(dir_okay=False, path_type=Path),
    help="一枚のHTMLに書き出す(あれば書き換える)",
)
@as_json
def fleet_status(folder: Path, shard: tuple[int, int], html: Path | None, as_json: bool) -> int:
    """中の館の今を、一館一行で表示する。直すことのある館が先。"""
    from bridge.cli import fleet_page
    from bridge.wiring import Wiring

    fleet = libraries(folder, shard)
    with ThreadPoolExecutor(TOGETHER) as pool:
        answers = list(pool.map(look_at, fleet.libraries))
    answers.sort(
        key=lambda one: (
            not one["fault"],
            not one["overdue"],
            not one["failing"],
            not one["stops"],
            not one["stuck"],
            one["library"],
        )
    )
    notes = [*fleet.notes(shard), *_one_account(answers)]
    if html is not None:
        at = Wiring(Path(), Path()).any_clock()
        _write(html, fleet_page.render(answers, at, [note.what for note in notes]))
    if as_json:
        print_json(answers)
    elif html is None:
        echo("\n".join(_line(one) for one in answers))
        due = sum(bool(fleet_page.faults(one)) for one in answers)
        echo(f"{len(answers)}館、直すことのある館 {due}")
    for note in notes:
        echo(note.sentence(), err=True)
    return SourceFailed.exit_code if any(one["fault"] for one in answers) else 0


def _write(place: Path, page: str) -> None:
    """Put a page into its place, whole or not at all: a web server shows it meanwhile."""
    beside = place.with_name(f"{place.name}.{os.getpid()}")
    try:
        beside.write_text(page, encoding="utf-8")
        beside.replace(place)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise not_written(place, error) from error


@fleet_command.command("shard")
@click.argument("names", nargs=-1, required=True, metavar="NAME…")
@click.option(
    "--of",
    "count",
    type=click.IntRange(min=1),
    required=True,
    metavar="N",
    help="館を分ける組の数",
)
def fleet_shard(names: tuple[str, ...], count: int) -> None:
    """館のフォルダーの名が、N 組のどれに入るかを、--shard に書く形で表示する。
    フォルダーは見ない。
    """
    for place in map(Path, names):
        echo(f"{shard_of(place.name, count)}/{count}  {_shown(place)}")


def _tell_notes(fleet: Fleet, shard: tuple[int, int]) -> None:
    for note in fleet.notes(shard):
        echo(note.sentence(), err=True)


def _one_account(answers: Sequence[Mapping[str, Any]]) -> Iterator[Refusal]:
    """Yield which libraries post to one account: the caps of 5(3) are counted in each record."""
    by_account: dict[str, list[str]] = {}
    for one in answers:
        if one["account"]:
            by_account.setdefault(one["account"].lower(), []).append(flat(one["library"]))
    for account, names in by_account.items():
        if len(names) > 1:
            yield Refusal("fleet.one_account", account=account, names="、".join(names))


def libraries(folder: Path, shard: tuple[int, int] = (0, 1)) -> Fleet:
    """Return what lies in `folder`, by name, with the libraries of one shard; each folder once, by
    its own name rather than by a link to it.

    Raises UsageRefused when the folder cannot be read, or holds no library of this shard.
    """
    try:
        places = sorted(folder.iterdir(), key=lambda place: (place.is_symlink(), place.name))
    except OSError as error:
        raise UsageRefused(
            "command.fleet_unreadable", folder=folder, reason=reason(error)
        ) from error
    by_folder: dict[object, Path] = {}
    aliases: list[tuple[Path, Path]] = []
    for place in filter(_is_library, places):
        first = by_folder.setdefault(_identity(place), place)
        if first is not place:
            aliases.append((place, first))
    number, count = shard
    own: list[Path] = []
    foreign: list[Path] = []
    for place in sorted(by_folder.values()):
        (own if shard_of(place.name, count) == number else foreign).append(place)
    if foreign and not own:
        raise UsageRefused(
            "command.no_libraries_of_shard",
            folder=folder,
            shard=f"{number}/{count}",
            count=len(foreign),
            names=_whose(foreign, count),
        )
    if not own:
        raise UsageRefused("command.no_libraries", folder=folder)
    return Fleet(tuple(own), tuple(foreign), tuple(aliases))


def _is_library(place: Path) -> bool:
    """Return whether a folder is a library's, or may be one: it has a feeds.toml (be it a link that
    leads nowhere), a record or the marker of one, or cannot be entered.
    """
    doubtful = not place.name.startswith(".") and place.name != LOST_AND_FOUND
    for name in FILES:
        try:
            os.lstat(place / name)
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError:  # no permission, a link to itself, a broken disk: nobody knows
            return doubtful
        return True
    return doubtful and place.is_symlink() and not place.exists()


def _identity(place: Path) -> object:
    """Return what is the same of all names of one folder."""
    try:
        about = place.stat()
    except OSError:
        return place
    return about.st_dev, about.st_ino


def shard_of(library: str, count: int) -> int:
    """Return to which of `count` shards a library belongs: by its name alone, whatever others there
    are.
    """
    return int.from_bytes(hashlib.sha256(os.fsencode(library)).digest()[:8]) % count


def run_one(place: Path, environment: Mapping[str, str], hosts: Hosts) -> LibraryRun:
    """Run one library; whatever goes wrong with it is in what it said."""
    from bridge.cli.runs import whole_run

    def run() -> int:
        parts = _parts(place, environment, hosts)
        try:
            return whole_run(parts)
        finally:
            parts.let_go()

    with collected() as output:
        code = _guarded(run, output)
    return LibraryRun(byte_numbers(place.name), code, tuple(output))


def look_at(place: Path) -> dict[str, Any]:
    """Return how one library stands, with `fault` when that cannot be known; its record is read
    only when it is there.
    """
    one: dict[str, Any] = {
        "library": byte_numbers(place.name),
        "name": "",
        "account": "",
        "last_run": None,
        "overdue": "",
        "failing": [],
        "held": 0,
        "waiting": 0,
        "decided": 0,
        "returned": 0,
        "stuck": 0,
        "stops": [],
        "fault": "",
    }
    output: list[str] = []
    if _guarded(lambda: _look(place, one), output):
        one["fault"] = output[0]
    return one


def _look(place: Path, one: dict[str, Any]) -> int:
    from bridge.model import State
    from bridge.outcomes import TROUBLE
    from bridge.record import database
    from bridge.upkeep import concerns

    parts = _parts(place, _environment())
    one["name"], one["account"] = parts.settings.library.name, parts.settings.library.account
    if not parts.db_path.exists() and not database.marker(parts.db_path).exists():
        return 0
    with parts.store() as store:
        concern, last = (
            concerns(store, parts.settings, parts.clock()),
            store.last_runs().get("sync"),
        )
        one["last_run"] = last and last.at.isoformat(timespec="minutes")
        one["overdue"] = concern.overdue.what if concern.overdue else ""
        one["failing"], one["stops"] = (
            sorted(concern.failing),
            sorted(store.people.stops(parts.clock())),
        )
        one["held"] = sum(count for count, _ in concern.held.values())
        counts = store.counts()
        for name in ("waiting", "decided", "returned"):
            one[name] = counts.get(State(name), 0)
        one["stuck"] = sum(counts.get(state, 0) for state in TROUBLE)
    return 0


def _environment() -> Mapping[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith(OWN)}


def _parts(place: Path, environment: Mapping[str, str], hosts: Hosts | None = None) -> Wiring:
    from bridge.wiring import Wiring

    named_in_our_code(place)
    return Wiring(place / "feeds.toml", place / "state.db", environment, hosts)


def _guarded(work: Callable[[], int], output: list[str]) -> int:
    """Return the exit code of some work; what it raises is said, and is this library's alone."""
    try:
        return work()
    except BridgeError as error:
        output.append(f"エラー[{error.code}]: {error}")
        return error.exit_code
    except Exception:  # noqa: BLE001 - a fault of the program at one library must not keep the others waiting
        output.append(
            "エラー: プログラムの誤りで止まりました。ほかの館は続けています。"
            f"\n{traceback.format_exc().rstrip()}"
        )
        return 1


def _line(one: dict[str, Any]) -> str:
    return "  ".join(filter(None, [f"{flat(one['library']):<16}", flat(one["name"]), *_told(one)]))


def _told(one: dict[str, Any]) -> Iterator[str]:
    from bridge.cli.fleet_page import faults, last_run

    run = f"最後の巡回 {last_run(one)}" if one["last_run"] else last_run(one)
    lines = [f"! {' '.join(what.split())}" for what in faults(one)]  # a report has two lines
    yield from (*lines[:1], run, *lines[1:]) if one["fault"] else (run, *lines)
    yield f"保留の記事{one['held']}" if one["held"] else ""
    for state in (State.WAITING, State.RETURNED, State.DECIDED):
        yield f"{labels.STATE[state]}{one[state]}" if one[state] else ""
