"""The program, imported once; each line of standard input is a job for a forked child, which may be
killed at an I/O event.

An event is a moment before or after a statement of the record, a connection, a send or a receive. A
child that meets its event dies by SIGKILL, as in a power cut seen by nobody: no handler runs, no
buffer is flushed.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import sqlite3
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import bridge.cli
import bridge.config
import bridge.posting.x
from bridge.network.way import DIRECT
from bridge.posting.wire import Limits

#: imported before the first fork, so that a fork costs milliseconds
AHEAD = (
    "argon2",
    "bridge.network.pools",
    "bridge.cli.runs",
    "bridge.draft.make",
    "bridge.policy.words",
    "bridge.publish",
    "bridge.sync",
    "bridge.read.feeds",
    "bridge.fetch.client",
    "bridge.read.homepage",
    "bridge.read.pages",
    "bridge.wiring",
    "bs4",
    "budoux",
    "feedparser",
    "holidays",
    "lxml",
    "tweepy",
)


class Events:
    """Counts I/O events and dies at the one it was told."""

    def __init__(self, kill_at: int) -> None:
        self.count = 0
        self.kill_at = kill_at

    def __call__(self) -> None:
        self.count += 1
        if self.count == self.kill_at:
            os.kill(os.getpid(), signal.SIGKILL)


def around(events: Events, plain: Callable[..., Any]) -> Callable[..., Any]:
    """Return `plain` with an event before and one after it."""

    def wrapped(*args: Any, **kwargs: Any) -> Any:
        events()
        try:
            return plain(*args, **kwargs)
        finally:
            events()

    return wrapped


def arm(events: Events) -> None:
    """Put an event around every touch of the record and of the network."""

    class Watched(sqlite3.Connection):
        execute = around(events, sqlite3.Connection.execute)
        executemany = around(events, sqlite3.Connection.executemany)

    plain = sqlite3.connect
    sqlite3.connect = lambda *args, **kwargs: plain(*args, **{"factory": Watched, **kwargs})  # type: ignore[assignment]
    for name in ("connect", "sendall", "recv_into", "shutdown"):
        setattr(socket.socket, name, around(events, getattr(socket.socket, name)))


def child(job: dict[str, Any]) -> None:
    """Run one command and leave, telling how many events there were."""
    events = Events(job["kill_at"])
    arm(events)
    defaults = bridge.posting.x.XPoster.__init__.__kwdefaults__
    assert set(defaults) == {"limits", "way"}
    defaults |= {"limits": Limits(connect=0.5, read=0.3, total=0.3), "way": DIRECT}
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    os.dup2(os.open(job["stderr"], os.O_WRONLY | os.O_APPEND | os.O_CREAT), 2)
    os.dup2(os.open(job["stdin"], os.O_RDONLY), 0)
    os.chdir(job["folder"])
    sys.argv = ["feedbridge", *job["words"]]
    code = bridge.cli.run()
    Path(job["events"]).write_text(str(events.count), encoding="utf-8")
    os._exit(code)


def main() -> None:
    for name in AHEAD:
        import_module(name)
    bridge.config.read(bridge.config.DEFAULT)
    print("ready", flush=True)
    for line in sys.stdin:
        job = json.loads(line)
        pid = os.fork()
        if pid == 0:
            try:
                child(job)
            except BaseException:  # noqa: BLE001 - a traceback is a finding
                import traceback

                traceback.print_exc()
            os._exit(99)
        _, status = os.waitpid(pid, 0)
        print(json.dumps(os.waitstatus_to_exitcode(status)), flush=True)


if __name__ == "__main__":
    main()
