"""Edge: `feedbridge` and `python -m bridge`: the door of the command line."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from io import TextIOWrapper

#: new objects after which garbage is looked for; by default that is done some hundred times while a
#: command's modules are loaded, a tenth of a short one's time
GARBAGE = 10_000


def script() -> None:
    """Run one command and end the process with its exit code.

    Whatever was opened is closed by then, and what was written is on disk; to take the modules
    apart one by one would cost a fifth of a short command, so the process ends at once. Who
    measures from within (coverage) is left to finish.
    """
    gc.set_threshold(GARBAGE)
    _open_what_is_closed()
    _number_what_is_not_there()
    try:
        code = main()
    except KeyboardInterrupt:  # before the command began, or when it was done
        sys.stderr.write("中断しました。途中までの記録は失われていません。\n")
        code = 130
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (BrokenPipeError, ValueError):  # the reader has gone
            pass
        except OSError as error:  # what was to be read is not whole
            code = code or _unwritten(error)
    if "coverage" in sys.modules:
        sys.exit(code)
    os._exit(code)


def _unwritten(error: OSError) -> int:
    from bridge.cli import unwritten

    with suppress(OSError):
        unwritten(error)
    return 1


def _open_what_is_closed() -> None:
    """Open /dev/null as each of the standard streams with which the process was started closed: the
    first file that is opened would stand in its place, be it state.db, and Python has None there.
    """
    for number, name, mode in ((0, "stdin", "r"), (1, "stdout", "w"), (2, "stderr", "w")):
        if getattr(sys, name) is None:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest free number: this one
            setattr(sys, name, open(number, mode, encoding="utf-8", closefd=False))  # noqa: SIM115


def _number_what_is_not_there() -> None:
    """Let a letter that a terminal's code has not (📚 in Shift_JIS) be printed by its number: what
    was done is done, and is told.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def main() -> int:
    """Run one command and return its exit code (see errors.py)."""
    if sys.argv[1:] == ["--version"]:  # before the imports: asked by every monitoring script
        from bridge import __version__

        try:
            sys.stdout.write(f"feedbridge {__version__}\n")
        except OSError as error:
            return _unwritten(error)
        return 0
    from bridge import patterns

    expressions = patterns.cache()
    if expressions is not None:
        expressions.install()
    from bridge.cli import run

    try:
        return run()
    finally:
        if expressions is not None:
            expressions.keep()
            expressions.remove()


if __name__ == "__main__":
    script()
