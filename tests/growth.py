"""How the time of a work grows with its size, held against itself in one run.

How many seconds something takes is a matter of the machine, of what else runs on it and of whether
coverage is measured; whether four times as much takes four times as long is one of the work.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from time import process_time
from typing import Final

_TIMES: Final = 4
_FLOOR: Final = 0.005  #: seconds; what takes less says nothing of what four times as much may take


def growth(work: Callable[[int], object], size: int) -> float:
    """Return how many times as much CPU `work` takes at four times a size: about 4 where it grows
    with the size, 16 where it grows with its square, 64 where with its cube.

    Of two measurements each the quicker counts; the second is of one more, lest something be
    answered from memory.
    """
    short, long = (
        min(_seconds(work, times * each) for each in (size, size + 1)) for times in (1, _TIMES)
    )
    return long / max(short, _FLOOR)


def _seconds(work: Callable[[int], object], size: int) -> float:
    """Return the seconds of CPU that a work takes; garbage, of the tests before it, too, is
    collected afterwards.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        began = process_time()
        work(size)
        return process_time() - began
    finally:
        if collects:
            gc.enable()
