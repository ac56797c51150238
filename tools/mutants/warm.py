"""One process that has read program and tests; each change is tried in a fork of it.

Where a change stands in a function, the function's code is exchanged in the fork: everybody who
holds the function meets the change. What is worked out when a module is read is read anew.
"""

from __future__ import annotations

import functools
import gc
import importlib
import itertools
import os
import pickle
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stdout
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from math import ceil
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import coverage
import pytest

from tools.mutants.changes import ROOT, Mutant, source_of
from tools.mutants.touches import NEVER, Touches

#: tests that start the program as a whole, or a browser, are too slow to be run for each change
SLOW = "not browser and not slow"
ARGUMENTS = ("-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--hypothesis-seed=0")
#: seconds over those that the tests took when nothing was broken, and how many times those; what
#: takes longer hangs, and a hang is noticed. Seconds of the processor, so that a crowded machine
#: takes nothing for a hang, and none from the tests that are asked
PATIENCE, SLOWER = 30.0, 4.0
WAITS = 20.0  #: times as many seconds of the clock, for what waits for ever and works no more

_Remembered = type(functools.lru_cache(len))
#: how a fork ends; UNREAD is the run's own fault, and says nothing of the tests
SURVIVED, NOTICED, UNREAD, HANGS = range(4)
_ENDS: dict[int, int] = {pytest.ExitCode.OK: SURVIVED, pytest.ExitCode.TESTS_FAILED: NOTICED}
_WORDS = {SURVIVED: "survived", NOTICED: "noticed", HANGS: "noticed"}
TRIES = 2  #: of a change whose fork ends by the run's own fault


class Warm:
    """A plugin of pytest in place of its loop: learns what each test touches, then lets `judge`
    ask for changes.
    """

    def __init__(self, jobs: int, known: Path | None, judge: Callable[[Warm], None]) -> None:
        self.jobs, self._known, self._judge = jobs, known, judge
        self.touches = Touches()
        self._items: dict[str, pytest.Item] = {}
        self._failed: set[str] = set()
        self._folder = Path()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run nothing in this process; every test runs in a fork."""
        self._items = {item.nodeid: item for item in session.items}
        with tempfile.TemporaryDirectory(prefix="feedbridge-mutants-", dir=_room()) as name:
            self._folder = Path(name)
            if self._known and self._known.exists():
                self.touches, modules = pickle.loads(self._known.read_bytes())  # noqa: S301 - ours
            else:
                modules = set[str]()
            modules |= self._learn([name for name in self._items if not self.touches.knows(name)])
            if self._known:
                self._known.write_bytes(pickle.dumps((self.touches, modules)))
            for module in sorted(modules - set(sys.modules)):
                _imported(module)
            gc.unfreeze()  # what the tests' own freeze hides: _held() looks for each function
            gc.collect()
            _held()
            gc.freeze()
            self._judge(self)
        return True

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Remember what fails."""
        if report.failed or (report.skipped and report.when == "call"):
            self._failed.add(report.nodeid)

    def _learn(self, names: Sequence[str]) -> set[str]:
        """Run these tests once, a part in each fork, and keep what they touch; returns the modules
        that they import, so that no later fork has to.
        """
        many = min(self.jobs * 4, len(names))
        parts = [names[start::many] for start in range(many)]
        files = [self._folder / f"part-{number}" for number in range(len(parts))]

        def watched(part: Sequence[str], file: Path) -> int:
            cov = coverage.Coverage(
                data_file=None, source=[str(ROOT / "bridge")], config_file=False, messages=False
            )
            # of tests that touch nothing of the program
            cov.set_option("run:disable_warnings", ["no-data-collected"])
            seconds = {}
            cov.start()
            for test, following in _pairs(part):
                cov.switch_context(test)
                began = _worked()
                self._run(test, following)
                passed = test not in self._failed
                seconds[test] = _worked() - began if passed else NEVER
            cov.stop()
            data = cov.get_data()
            by_line = {
                str(Path(path).relative_to(ROOT)): {
                    line: {test for test in tests if test}
                    for line, tests in data.contexts_by_lineno(path).items()
                }
                for path in data.measured_files()
            }
            file.write_bytes(pickle.dumps((Touches(by_line, seconds), sorted(sys.modules))))
            return 0

        tasks = [
            (functools.partial(watched, part, file), 3600.0)
            for part, file in zip(parts, files, strict=True)
        ]
        for _ in self._spread(tasks):
            pass
        modules: set[str] = set()
        for file in files:
            touches, imported = pickle.loads(file.read_bytes())  # noqa: S301 - our own forks'
            self.touches.add(touches)
            modules.update(imported)
        return modules

    def tried(self, mutants: Sequence[Mutant]) -> Iterator[tuple[Mutant, str, int]]:
        """Yield each change with "noticed", "survived", "untouched" or "unread", and how many tests
        were to be asked, as they end.

        Unread is what ended by a fault of the run itself, each of `TRIES` times: neither noticed
        nor survived.
        """
        asked = [self.touches.of(mutant) for mutant in mutants]
        tasks = []
        for mutant, tests in zip(mutants, asked, strict=True):
            expected = sum(self.touches.seconds[test] for test in tests)
            tasks.append(
                (functools.partial(self._one, mutant, tests), PATIENCE + SLOWER * expected)
            )
        left = list(range(len(mutants)))
        for again in reversed(range(TRIES)):
            unread = []
            for place, status in self._spread([tasks[number] for number in left]):
                number = left[place]
                if status not in _WORDS and again:
                    unread.append(number)
                    continue
                word = _WORDS.get(status, "unread") if asked[number] else "untouched"
                yield mutants[number], word, len(asked[number])
            left = unread

    def _one(self, mutant: Mutant, tests: Sequence[str]) -> int:
        """Return SURVIVED when the change stands and every test passes; in a fork."""
        if self.touches.called(mutant) and exchanged(mutant):
            for test, following in _pairs(tests):
                self._run(test, following)
                if self._failed:
                    return NOTICED
            return SURVIVED
        _read_anew(mutant)
        try:
            importlib.import_module(mutant.module)
        except Exception:  # noqa: BLE001 - a program that cannot be read is noticed by every test
            return NOTICED
        # a table that changed may name its cases otherwise: then each function is asked as a whole
        functions = dict.fromkeys(test.partition("[")[0] for test in tests)
        for names in (tests, functions):
            with Path(os.devnull).open("w") as silence, redirect_stdout(silence):
                ended = pytest.main(["-x", *ARGUMENTS, *names])
            if ended in _ENDS:
                return _ENDS[ended]
        return UNREAD

    def _run(self, test: str, following: str | None) -> None:
        item = self._items[test]
        item.config.hook.pytest_runtest_protocol(
            item=item, nextitem=self._items[following] if following else None
        )

    def _spread(
        self, tasks: Sequence[tuple[Callable[[], int], float]]
    ) -> Iterator[tuple[int, int]]:
        """Run each task in a fork, `jobs` at a time, and yield its number and how it ended: what it
        returned, or HANGS where it took longer than its seconds and was ended.
        """
        running: dict[int, tuple[int, float]] = {}
        late: set[int] = set()
        waiting = iter(enumerate(tasks))
        while True:
            while len(running) < self.jobs and (task := next(waiting, None)):
                number, (work, seconds) = task
                until = time.monotonic() + WAITS * seconds
                running[self._forked(number, work, seconds)] = number, until
            if not running:
                return
            pid, status = os.waitpid(-1, os.WNOHANG)
            if pid == 0:
                for other, (_, until) in running.items():
                    if time.monotonic() > until:
                        late.add(other)
                        os.killpg(other, signal.SIGKILL)
                time.sleep(0.01)
                continue
            number, _ = running.pop(pid)
            _end_group(pid)
            shutil.rmtree(self._folder / str(number), ignore_errors=True)
            ended = os.waitstatus_to_exitcode(status)
            if pid in late or ended == -signal.SIGXCPU:
                ended = HANGS
            late.discard(pid)  # another fork may have its number
            yield number, ended

    def _forked(self, number: int, work: Callable[[], int], seconds: float) -> int:
        """Return the id of a fork that does this and ends, or is ended after so many seconds of
        work.
        """
        sys.stdout.flush()
        if pid := os.fork():
            return pid
        status = UNREAD
        try:
            os.setsid()
            resource.setrlimit(resource.RLIMIT_CPU, (ceil(seconds), ceil(seconds) + 5))
            silence = os.open(os.devnull, os.O_WRONLY)
            os.dup2(silence, 1)
            os.dup2(silence, 2)
            own = self._folder / str(number)
            own.mkdir()
            os.environ["PYTEST_DEBUG_TEMPROOT"] = os.environ["TMPDIR"] = str(own)
            tempfile.tempdir = str(own)
            plugins = next(iter(self._items.values())).config.pluginmanager
            plugins.unregister(name="terminalreporter")
            status = work()
        finally:
            os._exit(status)


def _worked() -> float:
    """Return the seconds that the processor worked for this process and for those it waited for."""
    return sum(os.times()[:4])


def _room() -> str | None:
    """Return a folder in memory, where there is one: records are written by the thousand."""
    return "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108


def _imported(name: str) -> None:
    try:
        importlib.import_module(name)
    except Exception:  # noqa: BLE001 - a fork may have made a module of its own
        return


def _pairs(tests: Sequence[str]) -> Iterator[tuple[str, str | None]]:
    """Yield each test with the one that follows it."""
    yield from itertools.pairwise([*tests, None])


def _end_group(pid: int) -> None:
    """End what a fork left behind."""
    try:
        os.killpg(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _codes(constant)


def exchanged(mutant: Mutant) -> bool:
    """Give the functions around a change their new code, and forget what they have worked out;
    return whether there were any.
    """
    file = ROOT / mutant.path
    before = list(_codes(compile(source_of(file), str(file), "exec", dont_inherit=True)))
    after = list(_codes(compile(mutant.source(), str(file), "exec", dont_inherit=True)))
    found = False
    functions, remembered = _held()
    for function in functions.get(str(file), ()):
        code = function.__code__
        if code.co_firstlineno > mutant.line:
            continue
        place = code.co_qualname, code.co_firstlineno
        old = [c for c in before if (c.co_qualname, c.co_firstlineno) == place]
        new = [c for c in after if (c.co_qualname, c.co_firstlineno) == place]
        if len(old) != len(new) or code not in old or (now := new[old.index(code)]) == code:
            continue
        if len(now.co_freevars) != len(code.co_freevars):
            return False
        function.__code__ = now
        found = True
    for one in remembered:
        one.cache_clear()
    return found


@functools.cache
def _held() -> tuple[dict[str, list[FunctionType]], list[functools._lru_cache_wrapper[Any]]]:
    """Return the functions of the program by file, and all that remember what they answered."""
    functions: dict[str, list[FunctionType]] = {}
    remembered = []
    for one in gc.get_objects():
        if isinstance(one, _Remembered):
            remembered.append(one)
        elif type(one) is FunctionType and one.__code__.co_filename.startswith(str(ROOT)):
            functions.setdefault(one.__code__.co_filename, []).append(one)
    return functions, remembered


class _Changed(SourceFileLoader):
    """Reads one module as a change leaves it."""

    def __init__(self, mutant: Mutant) -> None:
        super().__init__(mutant.module, str(ROOT / mutant.path))
        self._mutant = mutant

    def get_code(self, fullname: str) -> CodeType:  # noqa: ARG002 - one module alone
        return compile(self._mutant.source(), self.path, "exec", dont_inherit=True)


class _Finder:
    """Finds one module, before anybody else does."""

    def __init__(self, mutant: Mutant) -> None:
        self._mutant = mutant

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,  # noqa: ARG002 - as importers are asked
        target: object = None,  # noqa: ARG002
    ) -> ModuleSpec | None:
        """Return where the changed module is read from."""
        if fullname != self._mutant.module:
            return None
        file = ROOT / self._mutant.path
        return spec_from_file_location(fullname, file, loader=_Changed(self._mutant))


def _read_anew(mutant: Mutant) -> None:
    """Forget the program and the tests: they are imported again, with the change."""
    own = (str(ROOT / "bridge"), str(ROOT / "tests"))
    for name, module in list(sys.modules.items()):
        if str(getattr(module, "__file__", None) or "").startswith(own) or name == "bridge":
            del sys.modules[name]
    sys.meta_path.insert(0, _Finder(mutant))
