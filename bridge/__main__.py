"""Edge: `feedbridge` and `python -m bridge`: the door of the command line."""

from __future__ import annotations

import gc
import os
import sys

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
    code = main()
    for stream in (sys.stdout, sys.stderr):
        try:  # noqa: SIM105 - contextlib would cost --version a tenth
            stream.flush()
        except (OSError, ValueError):  # the reader has gone
            pass
    if "coverage" in sys.modules:
        sys.exit(code)
    os._exit(code)


def main() -> int:
    """Run one command and return its exit code (see errors.py)."""
    if sys.argv[1:] == ["--version"]:  # before the imports: asked by every monitoring script
        from bridge import __version__

        sys.stdout.write(f"feedbridge {__version__}\n")
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
