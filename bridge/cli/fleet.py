"""Edge: many libraries at once: each its own folder with feeds.toml and state.db, all of them one
process.

They share nothing but the process: the turns at hosts (two requests at a time to one host, whoever
asks) and the issuers of certificates.
A library that cannot run, whatever the cause, is told and stops nobody else.
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
from bridge.cli.output import as_json, collected, echo, print_json, say
from bridge.errors import BridgeError, LockHeld, SourceFailed, UsageRefused
from bridge.model import State
from bridge.sayings import reason
from bridge.text.clean import byte_numbers
from bridge.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from bridge.fetch.client import Hosts
    from bridge.wiring import Wiring

TOGETHER: Final = 32  #: libraries side by side: they mostly wait for their sites
#: what belongs to one library's account or mail, and so to no fleet: it stands in each [posting]
#: secrets_file
OWN: Final = "FEEDBRIDGE_"


@dataclass(frozen=True, slots=True)
class LibraryRun:
    """What became of one library."""

    library: str  #: its folder's name
    code: int  #: as `feedbridge run` would have ended
    said: tuple[str, ...]  #: what cron would have been told


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

    places, hosts, runs = libraries(folder, shard), Hosts(), []
    environment = _environment()  # before one of them lends it to Apprise (carriers.py)
    with ThreadPoolExecutor(at_once) as pool:
        for run in pool.map(lambda place: run_one(place, environment, hosts), places):
            runs.append(run)
            if run.said and not as_json:
                echo(f"── {run.library}\n" + "\n".join(run.said), err=bool(run.code))
    failed = [run for run in runs if run.code not in {0, LockHeld.exit_code}]
    if as_json:
        rows = [{"library": run.library, "code": run.code, "said": list(run.said)} for run in runs]
        print_json({"libraries": len(runs), "failed": len(failed), "runs": rows})
    elif failed:
        echo(
            f"{len(runs)}館のうち{len(failed)}館に、直すことがあります: "
            f"{'、'.join(r.library for r in failed)}",
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

    places = libraries(folder, shard)
    with ThreadPoolExecutor(TOGETHER) as pool:
        answers = list(pool.map(look_at, places))
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
    if html is not None:
        _write(html, fleet_page.render(answers, Wiring(Path(), Path()).any_clock()))
    if as_json:
        print_json(answers)
    elif html is None:
        echo("\n".join(_line(one) for one in answers))
        due = sum(bool(fleet_page.faults(one)) for one in answers)
        echo(f"{len(answers)}館、直すことのある館 {due}")
    return SourceFailed.exit_code if any(one["fault"] for one in answers) else 0


def _write(place: Path, page: str) -> None:
    """Put a page into its place, whole or not at all: a web server shows it meanwhile."""
    beside = place.with_name(f"{place.name}.{os.getpid()}")
    try:
        beside.write_text(page, encoding="utf-8")
        beside.replace(place)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise UsageRefused("file.unwritable", path=place, reason=reason(error)) from error


def libraries(folder: Path, shard: tuple[int, int] = (0, 1)) -> list[Path]:
    """Return the folders with a feeds.toml in `folder`, of one shard, by name; raises UsageRefused
    when there is none at all.
    """
    folders = sorted(path.parent for path in folder.glob("*/feeds.toml"))
    if not folders:
        raise UsageRefused("command.no_libraries", folder=folder)
    number, count = shard
    return [path for path in folders if shard_of(path.name, count) == number]


def shard_of(library: str, count: int) -> int:
    """Return to which of `count` shards a library belongs: by its name alone, whatever others there
    are.
    """
    return int.from_bytes(hashlib.sha256(os.fsencode(library)).digest()[:8]) % count


def run_one(place: Path, environment: Mapping[str, str], hosts: Hosts) -> LibraryRun:
    """Run one library; whatever goes wrong with it is in what it said."""
    from bridge.cli.runs import whole_run

    with collected() as output:
        code = _guarded(lambda: whole_run(_parts(place, environment, hosts)), output)
    return LibraryRun(byte_numbers(place.name), code, tuple(output))


def look_at(place: Path) -> dict[str, Any]:
    """Return how one library stands, with `fault` when that cannot be known; its record is read
    only when it is there.
    """
    one: dict[str, Any] = {
        "library": byte_numbers(place.name),
        "name": "",
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
    one["name"] = parts.settings.library.name
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
    return "  ".join(filter(None, [f"{one['library']:<16}", one["name"], *_told(one)]))


def _told(one: dict[str, Any]) -> Iterator[str]:
    from bridge.cli.fleet_page import faults, last_run

    run = f"最後の巡回 {last_run(one)}" if one["last_run"] else last_run(one)
    lines = [f"! {' '.join(what.split())}" for what in faults(one)]  # a report has two lines
    yield from (*lines[:1], run, *lines[1:]) if one["fault"] else (run, *lines)
    yield f"保留の記事{one['held']}" if one["held"] else ""
    for state in (State.WAITING, State.RETURNED, State.DECIDED):
        yield f"{labels.STATE[state]}{one[state]}" if one[state] else ""
