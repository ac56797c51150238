"""Edge: a program of the library's is asked something: bytes in, bytes out, bounded in seconds and
bytes. Holds no rule.

No shell reads the command. The program gets none of the keys that stand in the environment; it and
all that it started are ended when its time is over.
"""

from __future__ import annotations

import os
import selectors
import signal
import subprocess
import tempfile
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from bridge.errors import BridgeError
from bridge.sayings import reason

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

BYTES: Final = 10_000  #: of an answer
_OWN: Final = "FEEDBRIDGE_"


class ProgramFailed(BridgeError):
    """The program gave no answer."""


def ask(
    command: Sequence[str], question: bytes, seconds: float, environment: Mapping[str, str]
) -> bytes:
    """Return what the program writes to its standard output; raises ProgramFailed."""
    variables = {name: value for name, value in environment.items() if not name.startswith(_OWN)}
    with tempfile.TemporaryFile() as paper:
        paper.write(question)
        paper.seek(0)
        try:
            process = subprocess.Popen(  # noqa: S603 - the library's own command, split by itself
                list(command),
                stdin=paper,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=variables,
                start_new_session=True,
            )
        except OSError as error:
            raise ProgramFailed("program.not_started", reason=reason(error)) from error
    try:
        return _answer(process, time.monotonic() + seconds, seconds)
    finally:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        if process.stdout is not None:
            process.stdout.close()
        process.wait()


def _answer(process: subprocess.Popen[bytes], until: float, seconds: float) -> bytes:
    assert process.stdout is not None
    answer = b""
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        while True:
            if not selector.select(max(0.0, until - time.monotonic())):
                raise ProgramFailed("program.silent", seconds=seconds)
            piece = os.read(process.stdout.fileno(), BYTES)
            if not piece:
                break
            answer += piece
            if len(answer) > BYTES:
                raise ProgramFailed("program.answer_too_long", most=BYTES)
    try:
        code = process.wait(max(0.1, until - time.monotonic()))
    except subprocess.TimeoutExpired:
        raise ProgramFailed("program.not_ended", seconds=seconds) from None
    if code:
        raise ProgramFailed("program.failed", exit_code=code)
    return answer
